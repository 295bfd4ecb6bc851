"""A small study with known answers, for what shows it."""

from datetime import date, datetime

import numpy as np

from core.domain.dates import at
from core.pipeline.factors.declaration import Factor
from core.pipeline.labels import Label
from core.research.ic.daily import measure_daily
from core.research.ic.findings import Findings, Terms, sum_up
from core.research.tearsheet.model import TearSheet

AS_OF: datetime = at(date(2026, 7, 1), 20)
TERMS = Terms(5, 0.002)
FACTORS = (
    Factor("knows", "price", "close / ref(close, 1)", "Knows what comes.", 1),
    Factor("contrary", "price", "-close / ref(close, 1)", "Knows it the <b>other</b> way & round."),
    Factor("noise", "volume", "volume", "Knows nothing.", -1, "shadow", "a <paper> of 'somebody'"),
    Factor("nothing", "volume", "amount", "Has no value."),
)


def trade_dates(count: int) -> np.ndarray:
    """Weekdays from 2024-01-02 on."""
    days = np.arange(np.datetime64("2024-01-02"), np.datetime64("2034-01-01"))
    chosen = days[np.is_busday(days)][:count]
    return np.array([int(str(day).replace("-", "")) for day in chosen], dtype=np.int32)


def findings(dates: int = 90, names: int = 30, seed: int = 5, factors: tuple[Factor, ...] = FACTORS) -> list[Findings]:
    """A study of FACTORS over all and buyable names; the first two know a tenth of the label."""
    random = np.random.default_rng(seed)
    truth = random.normal(size=(dates, names))
    labels = [
        Label(
            h, 0.02 * truth + random.normal(0, 0.06, truth.shape), np.ones(truth.shape), np.zeros(truth.shape, np.int32)
        )
        for h in (1, 5, 10, 20)
    ]
    empty = np.full_like(truth, np.nan)
    values = np.stack([truth, -truth, random.normal(size=truth.shape), empty])[: len(factors)]
    masks = {"all": np.ones(truth.shape, dtype=bool), "buyable": random.random(truth.shape) < 0.9}
    daily = measure_daily([(0, values)], len(factors), labels, list(masks.values()), TERMS.horizon)
    days = trade_dates(dates)
    return [
        Findings(name, TERMS.horizon, days, float(mask.sum(axis=1).mean()), sum_up(name, each, factors, TERMS), each)
        for (name, mask), each in zip(masks.items(), daily, strict=True)
    ]


def tear_sheet(shown: tuple[str, ...] = ("knows", "nothing")) -> TearSheet:
    """The study above as a tear sheet."""
    return TearSheet(tuple(findings()), TERMS, "none", AS_OF, 17, shown)
