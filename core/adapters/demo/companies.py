"""The invented companies: code, board, industry, names through time, first and last session.

Every name begins with 演 (show), so that no row can be taken for a real company's.
"""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import numpy as np

from core.domain.rulebook import Status
from core.domain.symbols import Board, board_of

DELISTING_SESSIONS = 15
FEWEST, MOST = 50, 5000

_PREFIXES = (
    ("600", "SH", 0.13), ("601", "SH", 0.09), ("603", "SH", 0.14), ("000", "SZ", 0.09), ("002", "SZ", 0.16),
    ("300", "SZ", 0.20), ("688", "SH", 0.12), ("920", "BJ", 0.07),
)  # fmt: skip

INDUSTRIES = (
    ("银行", "银行"), ("证券", "证券"), ("白酒", "酒业"), ("化学制药", "药业"), ("生物制药", "生物"), ("中药", "国药"),
    ("医疗保健", "医疗"), ("半导体", "微电"), ("元器件", "电子"), ("通信设备", "通信"), ("软件服务", "软件"),
    ("互联网", "网络"), ("电气设备", "电气"), ("专用机械", "机械"), ("汽车配件", "汽配"), ("家用电器", "电器"),
    ("食品", "食品"), ("纺织", "纺织"), ("化工原料", "化工"), ("小金属", "金属"), ("铜", "铜业"), ("煤炭开采", "煤业"),
    ("石油开采", "石油"), ("火力发电", "电力"), ("水泥", "水泥"), ("建筑工程", "建设"), ("全国地产", "地产"),
    ("仓储物流", "物流"), ("航空", "航空"), ("百货", "商业"),
)  # fmt: skip

_SYLLABLES = "安百昌晨诚川达德鼎东方飞丰福高光广国海瀚和恒弘宏华辉汇吉佳建金锦京景康科朗乐立联龙隆茂美明宁鹏平启千强庆瑞润森山盛石顺泰天通万伟文祥新信兴旭亚阳益银永宇元远云泽长振正志中洲卓"  # noqa: E501


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A name from `start` on, and what it says about the share's status."""

    start: date
    announced: date
    name: str
    status: Status
    reason: str


@dataclass(frozen=True, slots=True)
class Company:
    """One share; it trades in sessions [first, last), counted in the demo span, and may have been listed before."""

    ts_code: str
    board: Board
    industry: int
    list_day: date
    first: int
    last: int
    delist_day: date | None
    names: tuple[NameSpan, ...]

    def span_at(self, day: date) -> NameSpan:
        """The name in force on `day` (the first one before the listing)."""
        return self.names[max(0, bisect_right([span.start for span in self.names], day) - 1)]


@dataclass(frozen=True, slots=True)
class _Fate:
    listed_at: int | None = None
    st_from: int | None = None
    st_until: int | None = None
    gone_at: int | None = None


def found_companies(rng: np.random.Generator, days: list[date], count: int) -> list[Company]:
    """Return `count` companies over the sessions `days`, by ts_code."""
    codes = _codes(rng, count)
    industries = rng.integers(len(INDUSTRIES), size=count)
    fates = _fates(rng, [board_of(code) for code in codes], len(days))
    ages = rng.integers(400, 9000, size=count)
    seen = [0] * len(INDUSTRIES)
    companies = []
    for k, code in enumerate(codes):
        industry = int(industries[k])
        name = _short_name(industry, seen[industry])
        seen[industry] += 1
        companies.append(_company(code, industry, name, fates.get(k, _Fate()), int(ages[k]), days))
    return companies


def status_changes(company: Company, days: list[date]) -> list[tuple[int, NameSpan, NameSpan]]:
    """Changes of name inside the span: (session, before, after)."""
    numbers = {day: t for t, day in enumerate(days)}
    return [
        (numbers[after.start], before, after) for before, after in pairwise(company.names) if after.start in numbers
    ]


def _codes(rng: np.random.Generator, count: int) -> list[str]:
    counts = [int(share * count) for _, _, share in _PREFIXES]
    counts[0] += count - sum(counts)
    codes = []
    for (digits, market, _), wanted in zip(_PREFIXES, counts, strict=True):
        numbers = rng.choice(1000, size=wanted, replace=False)
        codes += [f"{digits}{number:03d}.{market}" for number in numbers]
    return sorted(codes)


def _fates(rng: np.random.Generator, boards: list[Board], sessions: int) -> dict[int, _Fate]:
    """Spread the events evenly over the span, so that its last month has some of each kind."""
    count = len(boards)
    order = [int(k) for k in rng.permutation(count)]
    main = [k for k in order if boards[k] is Board.MAIN]
    gone, main = main[:2], main[2:]
    troubled = [k for k in order if k in set(main) or boards[k] is Board.CHINEXT]
    steady, leaving, entering = max(5, count // 50), max(3, count // 100), max(4, count // 50)
    fates = {k: _Fate(st_from=-1) for k in troubled[:steady]}
    troubled = troubled[steady:]
    for k, t in zip(troubled[:leaving], _spread(0.15, 0.96, leaving, sessions), strict=True):
        fates[k] = _Fate(st_from=-1, st_until=t)
    troubled = troubled[leaving:]
    for k, t in zip(troubled[:entering], _spread(0.1, 0.975, entering, sessions), strict=True):
        fates[k] = _Fate(st_from=t)
    for k, t in zip(gone, (int(sessions * 0.6), sessions - 5), strict=True):
        fates[k] = _Fate(st_from=-1, gone_at=t)
    newcomers = [k for k in order[::-1] if k not in fates][: max(4, count // 60)]
    for k, t in zip(newcomers, _spread(0.08, 0.97, len(newcomers), sessions), strict=True):
        fates[k] = _Fate(listed_at=t)
    return fates


def _spread(first: float, last: float, count: int, sessions: int) -> list[int]:
    return [int(share * sessions) for share in np.linspace(first, last, count)]


def _short_name(industry: int, number: int) -> str:
    again, syllable = divmod(number, len(_SYLLABLES))
    return "演" + _SYLLABLES[syllable] + (_SYLLABLES[again - 1] if again else "") + INDUSTRIES[industry][1]


def _company(code: str, industry: int, name: str, fate: _Fate, age_days: int, days: list[date]) -> Company:
    list_day = days[0] - timedelta(days=age_days) if fate.listed_at is None else days[fate.listed_at]
    return Company(
        ts_code=code,
        board=board_of(code),
        industry=industry,
        list_day=list_day,
        first=fate.listed_at or 0,
        last=len(days) if fate.gone_at is None else fate.gone_at,
        delist_day=None if fate.gone_at is None else days[fate.gone_at],
        names=_names(code, name, fate, list_day, days),
    )


def _names(code: str, name: str, fate: _Fate, list_day: date, days: list[date]) -> tuple[NameSpan, ...]:
    spans = [NameSpan(list_day, list_day - timedelta(days=3), name, Status.NORMAL, "其他")]
    star = "*ST" if fate.gone_at is not None else "ST"
    if fate.st_from is not None:
        start = days[fate.st_from] if fate.st_from >= 0 else days[0] - timedelta(days=370)
        spans.append(NameSpan(start, start - timedelta(days=2), star + name, Status.ST, star))
    if fate.st_until is not None:
        start = days[fate.st_until]
        spans.append(NameSpan(start, start - timedelta(days=2), name, Status.NORMAL, "撤销ST"))
    if fate.gone_at is not None:
        start = days[fate.gone_at - DELISTING_SESSIONS]
        left = f"退市{name[:2]}" if code.endswith("SH") else f"{name[:2]}退"
        spans.append(NameSpan(start, start - timedelta(days=8), left, Status.DELISTING, "终止上市"))
    return tuple(spans)
