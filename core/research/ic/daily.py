"""Every factor's coefficients date by date, gathered from values that pass by a few days at a time."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from os import cpu_count

import numpy as np
import numpy.typing as npt

from core.pipeline.labels import Label
from core.pipeline.panel import BoolArray, FloatArray
from core.research.ic.clusters import RankCorrelations

GROUPS = 5
CORRELATED_EVERY = 5
"""Factors' ranks are correlated with each other on every so many dates only: they hardly change from day to day."""

MOST_NAMES = 32_000

Values = npt.NDArray[np.float32] | npt.NDArray[np.float64]
Chunks = Iterable[tuple[int, Values]]


@dataclass(frozen=True, eq=False)
class Daily:
    """K factors over T dates and the names of one mask; NaN where a date says nothing.

    `rank_ic` is K×H×T by horizon; `ic` (Pearson), `everyone` (mean return of all names in a group), `autocorrelation`
    and `coverage` (share of the mask's names with a value, from the factor's first on) are K×T; `returns` and
    `turnover` are K×5×T by group from the lowest values up. Pearson's IC, returns, turnover and autocorrelation are for
    the study's horizon. `alike` is K×K: the mean correlation of two factors' ranks.
    """

    horizons: tuple[int, ...]
    rank_ic: FloatArray
    ic: FloatArray
    coverage: FloatArray
    returns: FloatArray
    everyone: FloatArray
    turnover: FloatArray
    autocorrelation: FloatArray
    alike: FloatArray


def rows_at_once(factors: int, names: int, masks: int, budget_bytes: int) -> int:
    """Return how many days of all factors, with their ranks over each mask, fit the budget: 8 to 256."""
    return int(np.clip(budget_bytes // max(1, factors * names * (4 + 2 * masks)), 8, 256))


def measure_daily(
    chunks: Chunks,
    count: int,
    labels: Sequence[Label],
    masks: Sequence[BoolArray],
    horizon: int,
    progress: Callable[[int], None] = lambda row: None,
    threads: int = 0,
    groups: int = GROUPS,
) -> list[Daily]:
    """Measure `count` factors over the names of each mask (T×N), one Daily a mask.

    `chunks` are (first row, K×R×N values) that follow on one another from row 0, with masks and labels of the same T×N;
    a chunk may share its memory with the one before. Raises KeyError when no label has that horizon.
    """
    study = _Study(count, labels, masks, horizon, threads or cpu_count() or 1, groups)
    for first, values in chunks:
        study.add(first, values)
        progress(first + values.shape[1])
    return study.finish()


class _Study:
    def __init__(
        self,
        count: int,
        labels: Sequence[Label],
        masks: Sequence[BoolArray],
        horizon: int,
        threads: int,
        groups: int,
    ) -> None:
        ordered = {label.horizon: label.value for label in sorted(labels, key=lambda label: label.horizon)}
        self._horizons = tuple(ordered)
        self._held = self._horizons.index(horizon) if horizon in ordered else _no_label(horizon)
        self._period = horizon
        self._labels = list(ordered.values())
        self._masks = masks
        dates, names = masks[0].shape
        if names > MOST_NAMES:
            raise ValueError(f"{names} names, at most {MOST_NAMES} can be ranked")
        self._count = count
        self._found = _empty(count, len(masks), len(ordered), groups, dates)
        self._before = np.zeros((count, len(masks), horizon, names), dtype=np.uint16)
        self._ranks = np.zeros((count, len(masks), horizon, names), dtype=np.uint16)
        self._alike = [RankCorrelations(count) for _ in masks]
        self._threads = threads

    def add(self, first: int, values: Values) -> None:
        """Measure the days that follow."""
        from core.research.ic import kernel

        rows = slice(first, first + values.shape[1])
        labels = np.stack([label[rows] for label in self._labels])
        ordered = (np.empty(labels.shape), np.empty(labels.shape, np.uint32), np.empty(labels.shape[:2], np.int32))
        kernel.sort_labels(labels, ordered)
        masks = np.stack([mask[rows] for mask in self._masks])
        ranks = self._room(values.shape[1])
        parts = tuple(np.ascontiguousarray(grid[..., rows]) for grid in self._found)

        def work(span: tuple[int, int]) -> None:
            kernel.measure(values, labels, ordered, masks, self._held, span, ranks, parts)

        step = max(1, -(-self._count // (4 * self._threads)))
        with ThreadPoolExecutor(self._threads) as pool:
            list(pool.map(work, [(k, min(k + step, self._count)) for k in range(0, self._count, step)]))
        for grid, part in zip(self._found, parts, strict=True):
            grid[..., rows] = part
        self._correlate(first, ranks)
        self._before[...] = ranks[:, :, -self._period :]

    def finish(self) -> list[Daily]:
        """Everything measured, by mask."""
        rank_ic, ic, valued, returns, everyone, turnover, autocorrelation = self._found
        return [
            Daily(
                self._horizons,
                rank_ic[:, m],
                ic[:, m],
                coverage(valued[:, m], mask.sum(axis=1)),
                returns[:, m],
                everyone[:, m],
                turnover[:, m],
                autocorrelation[:, m],
                self._alike[m].mean(),
            )
            for m, mask in enumerate(self._masks)
        ]

    def _room(self, rows: int) -> npt.NDArray[np.uint16]:
        """Room for the chunk's ranks behind those of the dates before."""
        if self._ranks.shape[2] != self._period + rows:
            shape = (*self._before.shape[:2], self._period + rows, self._before.shape[3])
            self._ranks = np.zeros(shape, dtype=np.uint16)
        self._ranks[:, :, : self._period] = self._before
        return self._ranks

    def _correlate(self, first: int, ranks: npt.NDArray[np.uint16]) -> None:
        for row in range(-first % CORRELATED_EVERY, ranks.shape[2] - self._period, CORRELATED_EVERY):
            for m, found in enumerate(self._alike):
                found.add(ranks[:, m, self._period + row])


def coverage(valued: FloatArray, names: npt.NDArray[np.intp]) -> FloatArray:
    """Return the share of `names` (T) that are `valued` (K×T); NaN before a factor's first value and without names."""
    begun = np.logical_or.accumulate(valued > 0, axis=1)
    return np.where((names > 0) & begun, valued / np.maximum(names, 1), np.nan)


def _empty(count: int, masks: int, horizons: int, groups: int, dates: int) -> tuple[FloatArray, ...]:
    shapes = ((masks, horizons), (masks,), (masks,), (masks, groups), (masks,), (masks, groups), (masks,))
    return tuple(np.full((count, *shape, dates), np.nan) for shape in shapes)


def _no_label(horizon: int) -> int:
    raise KeyError(horizon)
