"""What a request asks for: parameters read the way Tushare reads them, and the last day already published."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from core.domain.dataset import DATASETS
from core.domain.dates import SHANGHAI, date_of, parse_date, ymd
from core.domain.errors import FixAndRestart

_EARLIEST, _LATEST = 19000101, 99991231
_MOST_DIGITS = 9


class BadParameter(ValueError):
    """A request parameter Tushare would refuse; the text goes to the client."""


@dataclass(frozen=True, slots=True)
class Query:
    """The parameters of one request; `through` is the last day whose rows the client may see, None for all."""

    params: Mapping[str, object]
    through: date | None = None

    def text(self, name: str) -> str:
        """The parameter as text, empty when absent; what no encoding can write is a question mark."""
        value = self.params.get(name)
        return "" if value is None else str(value).strip().encode(errors="replace").decode()

    def choices(self, name: str) -> list[str]:
        """The comma-separated values of a parameter."""
        return [part.strip() for part in self.text(name).split(",") if part.strip()]

    def day(self, name: str) -> int | None:
        """A date parameter as YYYYMMDD, None when absent; BadParameter when it is no date."""
        text = self.text(name)
        if not text:
            return None
        try:
            return ymd(parse_date(text))
        except FixAndRestart:
            raise BadParameter(f"参数校验失败,{name}日期格式不正确: {text[:20]}") from None

    def count(self, name: str, default: int) -> int:
        """A whole number of at least 0; BadParameter for anything else."""
        text = self.text(name)
        if not text:
            return default
        if not (text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS):
            raise BadParameter(f"参数校验失败,{name}应为非负整数: {text[:20]}")
        return int(text)

    def span(self, exact: str) -> tuple[int, int]:
        """First and last day asked for: `exact`, or start_date…end_date."""
        day = self.day(exact)
        first, last = (day, day) if day is not None else (self.day("start_date"), self.day("end_date"))
        return _EARLIEST if first is None else first, _LATEST if last is None else last

    def sees(self, day: date) -> bool:
        """Whether a row of `day` is published."""
        return self.through is None or day <= self.through


def published_through(dataset: str, now: datetime) -> date:
    """Return the last date whose rows of `dataset` are known at `now`."""
    here = now.astimezone(SHANGHAI)
    return here.date() if here.time() >= DATASETS[dataset].known_at else here.date() - timedelta(days=1)


def wire_date(day: date | int) -> str:
    """Return a date as Tushare writes it."""
    return f"{day if isinstance(day, date) else date_of(day):%Y%m%d}"
