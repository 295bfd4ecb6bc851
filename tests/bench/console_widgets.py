"""Frames of the console's tables and charts, each measured turn by turn with its peer in the same process.

A frame is one step of the scroll bar or of the range with its painting, in a window of 1,200 by 800 drawn offscreen.
The rows shown jump by a screenful each frame, so that no frame can live on what the one before has painted.
"""

import os
import time
from collections.abc import Callable, Sequence
from statistics import median
from typing import Any

import numpy as np
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from core.ports.views.sheet import Sheet
from tests.bench.console_peers import plain_chart, plain_table, sorted_by_proxy
from widgets.charts.line import LineChart
from widgets.charts.series import Series
from widgets.kit.turns import is_under_way
from widgets.tables.column import Column, Kind
from widgets.tables.table import DataTable

ROWS, POINTS, FRAMES, SORTED_ROWS, FED_ROWS = 100_000, 1_000_000, 120, 10_000, 5_000
SCROLL_S, PAN_S = 0.016, 0.033
_KINDS = (
    Kind.CODE, Kind.TEXT, Kind.NUMBER, Kind.MONEY, Kind.SIGNED_RATIO, Kind.SHARES, Kind.PRICE, Kind.RATIO,
    Kind.SIGNED_MONEY, Kind.NUMBER, Kind.DATE, Kind.TEXT,
)  # fmt: skip
COLUMNS = tuple(Column(f"c{place}", f"Column {place}", kind) for place, kind in enumerate(_KINDS))

Row = dict[str, object]
Frame = Callable[[int], object]
Spent = tuple[float, float]
"""Seconds on the wall, and of the processor: the fair figure while something else runs on the machine."""


def rows(
    table_rows: int = ROWS, points: int = POINTS, frames: int = FRAMES, sorted_rows: int = SORTED_ROWS
) -> list[Row]:
    """Return a row for each thing a person does that must stay within a frame."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    sheet = sheet_of(table_rows)
    return [
        _scroll(app, sheet, frames),
        _pan(app, points, frames),
        _sort(app, sheet_of(sorted_rows)),
        _feed(app, min(table_rows, FED_ROWS), frames),
    ]


def sheet_of(count: int, seed: int = 1) -> Sheet:
    """Twelve columns of every common kind, as lists."""
    numbers = np.random.default_rng(seed)
    days = (np.datetime64("2020-01-01") + np.arange(count) % 2000).tolist()
    made: dict[Kind, Callable[[], list[Any]]] = {
        Kind.CODE: lambda: [f"{place % 1_000_000:06d}.SZ" for place in range(count)],
        Kind.TEXT: lambda: [f"公司{place * 7919 % count}" for place in range(count)],
        Kind.DATE: lambda: days,
    }
    whole = {Kind.MONEY, Kind.SIGNED_MONEY, Kind.SHARES, Kind.PRICE}
    columns = {}
    for column in COLUMNS:
        drawn = numbers.normal(0, 1e6 if column.kind in whole else 1, count)
        plain = drawn.astype(int) if column.kind in whole else drawn
        columns[column.field] = made[column.kind]() if column.kind in made else plain.tolist()
    return Sheet(columns)


def _scroll(app: Any, sheet: Sheet, frames: int) -> Row:
    table = DataTable("Rows", COLUMNS, key="c0")
    table.show_sheet(sheet)
    peer = plain_table(list(sheet.columns.values()))
    ours, theirs = _turns(app, (table, _scrolling(table.grid)), (peer, _scrolling(peer)), frames)
    return _row(f"table scroll: {len(sheet):,} x {len(COLUMNS)}", ours, "QTableView over lists", theirs, SCROLL_S)


def _scrolling(view: QTableView) -> Frame:
    bar = view.verticalScrollBar()

    def frame(count: int) -> None:
        page = max(view.viewport().height() - 1, 1)
        bar.setValue(count * page * 7 % max(bar.maximum(), 1))
        view.viewport().repaint()

    return frame


def _pan(app: Any, points: int, frames: int) -> Row:
    values = np.cumsum(np.random.default_rng(2).normal(size=points))
    chart = LineChart("walk", "Walk")
    chart.show_series(np.arange(points, dtype=float), [Series("walk", values)])
    peer = plain_chart(values)
    width = points * 0.5

    def ours(count: int) -> None:
        low = (count * points / 500) % (points - width)
        chart.show_range(low, low + width)
        chart.plot.viewport().repaint()

    def theirs(count: int) -> None:
        low = (count * points / 500) % (points - width)
        peer.setXRange(low, low + width, padding=0)
        peer.viewport().repaint()

    spent = _turns(app, (chart, ours), (peer, theirs), frames)
    return _row(f"chart pan: {points:,} points", spent[0], "pyqtgraph as it comes", spent[1], PAN_S)


def _sort(app: Any, sheet: Sheet) -> Row:
    table = DataTable("Rows", COLUMNS, key="c0")
    table.show_sheet(sheet)

    def sort() -> None:
        table.sort_on((("c2", True),))
        while is_under_way(table):
            app.processEvents()

    ours = _spent(sort)
    theirs = _spent(lambda: sorted_by_proxy(list(sheet.columns.values()), 2))
    return _row(f"table sort: {len(sheet):,} rows", [ours], "QSortFilterProxyModel", [theirs])


def _feed(app: Any, count: int, frames: int) -> Row:
    sheets = [sheet_of(count, seed) for seed in (1, 2)]
    table = DataTable("Rows", COLUMNS, key="c0")
    table.show_sheet(sheets[0])
    table.sort_on((("c2", True),))
    peer = plain_table(list(sheets[0].columns.values()))
    models = [plain_table(list(sheet.columns.values())).model() for sheet in sheets]

    def ours(place: int) -> None:
        table.show_sheet(sheets[place % 2])
        table.grid.viewport().repaint()

    def theirs(place: int) -> None:
        peer.setModel(models[place % 2])
        peer.viewport().repaint()

    spent = _turns(app, (table, ours), (peer, theirs), max(frames // 4, 2))
    return _row(f"table fed anew, sorted: {count:,} rows", spent[0], "QTableView, unsorted", spent[1])


def _turns(app: Any, ours: tuple[QWidget, Frame], theirs: tuple[QWidget, Frame], frames: int) -> list[list[Spent]]:
    """Return what each frame took, ours and theirs in turn, so that what else the machine does hits both."""
    for widget, _ in (ours, theirs):
        widget.resize(1200, 800)
        widget.show()
    _settle(app, ours[0])
    before = ours[0].grab().toImage()
    spent: list[list[Spent]] = [[], []]
    for count in range(frames + 1):
        for side, (_, frame) in enumerate((ours, theirs)):
            frame_spent = _spent(lambda: frame(count))  # noqa: B023 - called at once
            if count:
                spent[side].append(frame_spent)
        if count == 1 and ours[0].grab().toImage() == before:
            raise RuntimeError("nothing moved on the screen: the frames draw nothing")
    for widget, _ in (ours, theirs):
        widget.close()
        widget.deleteLater()
    app.processEvents()
    return spent


def _settle(app: Any, widget: QWidget) -> None:
    """Wait until what is drawn in pieces is there, whole."""
    app.processEvents()
    while is_under_way(widget):
        app.processEvents()


def _spent(do: Callable[[], object]) -> Spent:
    start, cpu = time.perf_counter(), time.process_time()
    do()
    return time.perf_counter() - start, time.process_time() - cpu


def _row(work: str, spent: Sequence[Spent], peer: str, peer_spent: Sequence[Spent], limit_s: float = 0.0) -> Row:
    seconds, cpu = zip(*spent, strict=True)
    peer_seconds = median(wall for wall, _ in peer_spent)
    row: Row = {
        "work": work, "seconds": median(seconds), "cpu_s": median(cpu), "p95_s": float(np.percentile(seconds, 95)),
        "peer": peer, "peer_seconds": peer_seconds, "ratio": median(seconds) / peer_seconds,
    }  # fmt: skip
    if limit_s:
        row |= {"target": f"95 of 100 frames below {limit_s * 1000:.0f} ms", "holds": row["p95_s"] < limit_s}  # type: ignore[operator]
    return row
