"""Sum up what every name earned after each stored day, by horizon."""

from datetime import date

import numpy as np

from core.domain.dates import date_of
from core.jobs.desk import Desk
from core.jobs.factor_study import ALL, BUYABLE, make_labels, read_stored
from core.pipeline.labels import Label
from core.pipeline.panel import BoolArray
from core.ports.studies import LabelFigures, LabelHead
from core.research.ic.evenings import taken_out_on
from core.research.labels.figures import Distribution, distributions


def study_labels(desk: Desk, span: tuple[date | None, date | None]) -> LabelFigures:
    """Return the figures of the labels of every horizon over the stored dates in the span, as of now.

    Over all names with a bar that day, and those of them buyable at the next open. Raises as `read_stored`.
    """
    view = desk.snapshots.view(desk.clock.now())
    desk.progress("reading the bars")
    stored = read_stored(view, *span, 1)
    history, rows = stored.history, stored.span
    clean = history.panel.without(taken_out_on(history.panel) < len(history.panel.dates))
    desk.progress("labels of every horizon")
    labels = [_cut(label, rows) for label in make_labels(clean, history.up_limit, history.down_limit)]
    traded = np.isfinite(stored.panel["close"][rows]) & (stored.panel["vol"][rows] > 0)
    masks: dict[str, BoolArray] = {ALL: traded, BUYABLE: traded & (labels[0].buyable > 0)}
    found = distributions(labels, masks)
    dates = stored.panel.dates[rows]
    head = LabelHead(
        view.as_of, view.pin, date_of(int(dates[0])), date_of(int(dates[-1])), len(dates),
        float(traded.sum(axis=1).mean()),
    )  # fmt: skip
    return LabelFigures(
        head,
        np.asarray(dates, dtype=np.int32),
        _columns(found),
        np.stack([each.edges for each in found]).astype(np.float32),
        np.stack([each.counts for each in found]),
        {name: np.stack([each.daily[name] for each in found]).astype(np.float32) for name in ("mean", "std", "median")},
    )


def _columns(found: list[Distribution]) -> dict[str, list[object]]:
    columns: dict[str, list[object]] = {
        "horizon": [each.horizon for each in found],
        "names": [each.names for each in found],
    }
    return columns | {name: [each.figures[name] for each in found] for name in found[0].figures}


def _cut(label: Label, rows: slice) -> Label:
    return Label(label.horizon, label.value[rows], label.buyable[rows], label.known_on[rows])
