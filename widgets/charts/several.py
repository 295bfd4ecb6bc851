"""What charts of named series have in common, whether they draw lines or bars."""

from collections.abc import Sequence
from datetime import datetime

import numpy as np
from PySide6.QtGui import QBrush, QPen

from widgets.charts.chart import Chart, Figures
from widgets.charts.numbers import value_text
from widgets.charts.series import Along, Base, Floats, Series, base_of
from widgets.kit.words import tr

Sample = tuple[QPen, QBrush]


class SeriesChart(Chart):
    """Named series over the same points, each of which can be hidden."""

    _series: tuple[Series, ...] = ()
    _values: tuple[Floats, ...] = ()
    _are_whole: tuple[bool, ...] = ()

    def show_series(self, along: Along, series: Sequence[Series], as_of: datetime | None = None) -> None:
        """Draw series along trade dates, names or numbers; ValueError where lengths differ or `along` does not rise.

        A range a person zoomed to stays, unless the chart runs along something else now.
        """
        self._show(base_of(along), series, as_of)

    def _show(self, base: Base, series: Sequence[Series], as_of: datetime | None) -> None:
        values = tuple(each.floats() for each in series)
        for each, floats in zip(series, values, strict=True):
            if len(floats) != len(base):
                raise ValueError(f"{each.name} has {len(floats)} values for {len(base)} points")
        self._draw(lambda: self._take(base, tuple(series), values, as_of))

    def _take(self, base: Base, series: tuple[Series, ...], values: tuple[Floats, ...], as_of: datetime | None) -> None:
        is_all = self._begin(base, as_of)
        self._series, self._values = series, values
        self._are_whole = tuple(bool(np.all(np.isnan(floats) | (floats == np.rint(floats)))) for floats in values)
        samples = [self._sample(place) for place in range(len(series))]
        self.legend.take([(tr(each.name), *sample) for each, sample in zip(series, samples, strict=True)])
        self._feed()
        self._finish(is_all, not any(np.isfinite(floats).any() for floats in values))

    def _sample(self, place: int) -> Sample:
        """Return how the series at a place is drawn."""
        return QPen(), QBrush()

    def _feed(self) -> None:
        """Hand the values to what draws them."""

    def _shown(self) -> list[int]:
        return [place for place in range(len(self._series)) if self.legend.is_shown(place)]

    def _renew(self) -> None:
        self._feed()
        super()._renew()

    def _values_at(self, place: int) -> list[str]:
        return [
            value_text(float(values[place]), self.unit, is_whole)
            for values, is_whole in zip(self._values, self._are_whole, strict=True)
        ]

    def _figures(self) -> Figures:
        shown = self._shown()
        points = [self.point_text(place) for place in range(len(self.base))] if self.is_stepped() else self.base.at
        first = tr("date") if self.base.days is not None else tr("at")
        headings = [first, *(tr(self._series[place].name) for place in shown)]
        return headings, [points, *(self._values[place].tolist() for place in shown)]
