"""One day's names × factors winsorised at 1 and 99 % and ranked, in the libraries people use for it."""

import importlib.util
from collections.abc import Callable
from importlib.metadata import version
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from tests.bench.factor_peers.timing import Timing, timed

Values = npt.NDArray[Any]


def one_day(values: Values, repeats: int = 3) -> dict[str, Timing | str]:
    """Name of each library → its quickest run over names × factors, or the words why it is not there."""
    frame = pd.DataFrame(values)
    found: dict[str, Timing | str] = {f"pandas {pd.__version__}": timed(lambda: _pandas(frame), repeats)}
    others: dict[str, Callable[[Values], Callable[[], object]]] = {"bottleneck": _bottleneck, "polars": _polars}
    for name, prepare in others.items():
        if importlib.util.find_spec(name) is None:
            found[name] = "not installed: pip install 'daybreak[bench]'"
        else:
            found[f"{name} {version(name)}"] = timed(prepare(values), repeats)
    return found


def _pandas(frame: pd.DataFrame) -> object:
    return frame.clip(frame.quantile(0.01), frame.quantile(0.99), axis=1), frame.rank(pct=True)


def _bottleneck(values: Values) -> Callable[[], object]:
    import bottleneck

    by_factor = np.ascontiguousarray(values.T)

    def run() -> object:
        bounds = np.nanquantile(by_factor, [0.01, 0.99], axis=1)
        ranks = bottleneck.nanrankdata(by_factor, axis=1) / np.isfinite(by_factor).sum(axis=1)[:, None]
        return np.clip(by_factor, bounds[0][:, None], bounds[1][:, None]), ranks

    return run


def _polars(values: Values) -> Callable[[], object]:
    import polars

    frame = polars.DataFrame({f"f{place}": column for place, column in enumerate(values.T)}, nan_to_null=True)
    every = polars.all()
    clipped = every.clip(every.quantile(0.01), every.quantile(0.99)).name.suffix("_clipped")
    return lambda: frame.select(clipped, every.rank() / every.count())
