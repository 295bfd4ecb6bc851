"""Charts as a person uses them: the crosshair reads off, a drag zooms, a key steps, a file is saved."""

import csv
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import pyqtgraph as pg
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QMenu

from tests.fakes.screen_gates import has_chinese, tofu, unnamed
from widgets.charts.bars import BarChart, Histogram
from widgets.charts.chart import Chart
from widgets.charts.heat import HeatMap, coloured
from widgets.charts.line import DrawdownChart, LineChart, drawdown
from widgets.charts.series import Series
from widgets.kit.theme import LIGHT, theme, wear

AS_OF = datetime(2026, 11, 27, 15, 2, 3, tzinfo=UTC)
DAYS = np.arange(np.datetime64("2024-01-02"), np.datetime64("2026-11-28"))
DAYS = DAYS[np.is_busday(DAYS)]
CURVE = np.linspace(1.0, 2.0, len(DAYS))
NO_KEYS = Qt.KeyboardModifier.NoModifier
Feed = Callable[[Chart], None]


def feed_line(chart: Any) -> None:
    gap = np.full(len(DAYS), np.nan)
    gap[10:50] = 1.5
    chart.show_series(DAYS, [Series("组合", CURVE), Series("index", 3 - CURVE), Series("gap", gap)], AS_OF)


def feed_bars(chart: Any) -> None:
    chart.show_series(["主板", "创业板", "科创板"], [Series("long", [3, 2, 1]), Series("cut", [-1, np.nan, -2])], AS_OF)


def feed_heat(chart: Any) -> None:
    chart.show_matrix(["a", "b"], ["x", "y", "z"], [[1, 0, -1], [0.5, np.nan, -0.5]], AS_OF)


CHARTS: dict[str, tuple[Callable[..., Any], Feed]] = {
    "line": (lambda **options: LineChart("equity", "Equity", "%", **options), feed_line),
    "drawdown": (lambda **options: DrawdownChart("drawdown", "Drawdown", **options), feed_line),
    "bars": (lambda **options: BarChart("boards", "Boards", "%", **options), feed_bars),
    "stacked": (lambda **options: BarChart("boards", "Boards", is_stacked=True, **options), feed_bars),
    "signed": (
        lambda **options: BarChart("pnl", "P&L", "CNY", is_signed=True, **options),
        lambda chart: chart.show_series(DAYS, [Series("P&L", np.sin(np.arange(len(DAYS))))], AS_OF),
    ),
    "histogram": (
        lambda **options: Histogram("spread", "Spread", **options),
        lambda chart: chart.show_values([*np.linspace(-2, 2, 500), np.nan, np.inf], AS_OF),
    ),
    "heat": (lambda **options: HeatMap("heat", "Heat", **options), feed_heat),
}


@pytest.fixture
def make(qtbot: Any) -> Callable[..., Any]:
    """Shows one of the charts, fed, in a window of its own; a test moves the pointer faster than a hand does."""
    pg.setConfigOptions(mouseRateLimit=-1)

    def build(kind: str = "line", is_fed: bool = True, **options: Any) -> Any:
        new, feed = CHARTS[kind]
        chart = new(**options)
        qtbot.addWidget(chart)
        chart.resize(900, 360)
        if is_fed:
            feed(chart)
        with qtbot.waitExposed(chart):
            chart.show()
        return chart

    return build


def spot(chart: Chart, x: float, y: float | None = None) -> QPoint:
    """The pixel of the plot's viewport at a position; half way up where no height is given."""
    low, high = chart.box.viewRange()[1]
    scene = chart.box.mapViewToScene(QPointF(x, (low + high) / 2 if y is None else y))
    return chart.plot.mapFromScene(scene)


def send(chart: Chart, kind: QEvent.Type, at: QPoint, held: Any = Qt.MouseButton.NoButton, keys: Any = NO_KEYS) -> None:
    """Give the plot a mouse event as the window system would."""
    view = chart.plot.viewport()
    changed = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else Qt.MouseButton.LeftButton
    buttons = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else held
    spots = QPointF(at), QPointF(view.mapToGlobal(at))
    QApplication.sendEvent(view, QMouseEvent(kind, *spots, changed, buttons, keys))


def drag(chart: Chart, start: QPoint, end: QPoint, keys: Any = NO_KEYS) -> None:
    """Drag with the left button."""
    left = Qt.MouseButton.LeftButton
    send(chart, QEvent.Type.MouseMove, start)
    send(chart, QEvent.Type.MouseButtonPress, start, left, keys)
    for share in (0.3, 0.6, 1.0):
        send(chart, QEvent.Type.MouseMove, start + (end - start) * share, left, keys)
    send(chart, QEvent.Type.MouseButtonRelease, end, left, keys)


def seen(chart: Chart) -> tuple[float, float]:
    """The range along that is shown."""
    low, high = chart.box.viewRange()[0]
    return float(low), float(high)


def test_the_crosshair_reads_off_every_series_at_a_trade_date(make: Any, qapp: Any) -> None:
    chart = make()
    assert chart.legend.point.text() == str(DAYS[-1])
    send(chart, QEvent.Type.MouseMove, spot(chart, 20))
    assert chart.legend.point.text() == str(DAYS[20])
    assert chart.legend.text() == f"{DAYS[20]}   组合 {CURVE[20]:.2%}   index {3 - CURVE[20]:.2%}   gap 150.00%"
    assert chart.plot.accessibleDescription() == chart.legend.text()
    send(chart, QEvent.Type.MouseMove, spot(chart, 200))
    assert chart.legend.text().endswith("gap –")
    QApplication.sendEvent(chart.plot, QEvent(QEvent.Type.Leave))
    assert chart.legend.point.text() == str(DAYS[-1])


def test_fed_the_same_again_each_figure_keeps_its_room(make: Any) -> None:
    chart = make()
    rooms = [chip.sizeHint().width() for chip in chart.legend.chips]
    CHARTS["line"][1](chart)
    assert [chip.sizeHint().width() for chip in chart.legend.chips] == rooms


def test_keys_step_through_the_points_zoom_and_move(make: Any, qtbot: Any) -> None:
    chart = make()
    chart.plot.setFocus()
    qtbot.keyClick(chart.plot, Qt.Key.Key_Left)
    assert chart.legend.point.text() == str(DAYS[-2])
    whole = seen(chart)
    qtbot.keyClick(chart.plot, Qt.Key.Key_Plus)
    low, high = seen(chart)
    assert high - low == pytest.approx((whole[1] - whole[0]) * 0.7)
    qtbot.keyClick(chart.plot, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert seen(chart)[0] < low
    qtbot.keyClick(chart.plot, Qt.Key.Key_Minus)
    qtbot.keyClick(chart.plot, Qt.Key.Key_Home)
    assert seen(chart) == pytest.approx(whole)


def test_a_drag_zooms_to_a_range_and_a_double_click_shows_all(make: Any) -> None:
    chart = make()
    whole, height = seen(chart), chart.box.viewRange()[1]
    drag(chart, spot(chart, 100), spot(chart, 300))
    assert seen(chart) == pytest.approx((100, 300), abs=2)
    low, high = chart.box.viewRange()[1]
    assert low > height[0]
    shown = [*CURVE[100:301], *(3 - CURVE[100:301])]
    assert (low, high) == pytest.approx((min(shown), max(shown)), abs=0.1)
    feed_line(chart)
    assert seen(chart) == pytest.approx((100, 300), abs=2), "a zoom stays when the chart is fed again"
    left = Qt.MouseButton.LeftButton
    middle = spot(chart, 200)
    for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease) * 2:
        send(chart, kind, middle, left)
    send(chart, QEvent.Type.MouseButtonDblClick, middle, left)
    send(chart, QEvent.Type.MouseButtonRelease, middle, left)
    assert seen(chart) == pytest.approx(whole)


def test_shift_and_a_drag_move_the_range_within_its_limits(make: Any) -> None:
    chart = make()
    chart.show_range(100, 200)
    drag(chart, spot(chart, 120), spot(chart, 170), Qt.KeyboardModifier.ShiftModifier)
    low, high = seen(chart)
    assert low < 100
    assert high - low == pytest.approx(100)
    for _ in range(9):
        drag(chart, spot(chart, low + 10), spot(chart, high - 10), Qt.KeyboardModifier.ShiftModifier)
        low, high = seen(chart)
    assert (low, high) == pytest.approx((-0.5, 99.5))


def test_the_wheel_zooms_around_the_pointer(make: Any) -> None:
    chart = make()
    at = spot(chart, 300)
    view = chart.plot.viewport()
    wheel = QWheelEvent(
        QPointF(at), QPointF(view.mapToGlobal(at)), QPoint(), QPoint(0, 240), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    before = seen(chart)
    QApplication.sendEvent(view, wheel)
    after = seen(chart)
    assert after[1] - after[0] == pytest.approx((before[1] - before[0]) * 0.85**2)
    assert before[0] < after[0] < 300 < after[1] < before[1]


def test_a_click_on_a_name_hides_its_series_and_the_height_follows(make: Any, qtbot: Any) -> None:
    chart = make()
    top = chart.box.viewRange()[1][1]
    feed_line(chart)
    chart.show_series(DAYS, [Series("low", CURVE), Series("high", CURVE * 10)], AS_OF)
    assert chart.box.viewRange()[1][1] > top * 5
    qtbot.mouseClick(chart.legend.chips[1], Qt.MouseButton.LeftButton)
    assert chart.box.viewRange()[1][1] < top * 2
    assert not chart._lines[1].isVisible()
    chart.show_series(DAYS, [Series("low", CURVE), Series("high", CURVE * 10)], AS_OF)
    assert not chart._lines[1].isVisible(), "what was hidden stays hidden"


@pytest.mark.parametrize("kind", CHARTS)
def test_a_picture_can_be_saved_of_every_chart(make: Any, qtbot: Any, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "chart.png"
    chart = make(kind, where=lambda *_: path)
    chart.plot.setFocus()
    with qtbot.waitSignal(chart.saved):
        qtbot.keyClick(chart.plot, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    picture = QImage(str(path))
    assert picture.size() == chart.size() * chart.devicePixelRatio()
    colours = {picture.pixel(x, y) for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 3)}
    assert len(colours) > 8
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def figures(make: Any, qtbot: Any, path: Path, kind: str) -> list[list[str]]:
    """The figures saved from a chart's menu, read back."""
    chart = make(kind, where=lambda *_: path)
    qtbot.mouseClick(chart.menu_button, Qt.MouseButton.LeftButton)
    [menu] = chart.findChildren(QMenu)
    with qtbot.waitSignal(chart.saved):
        next(action for action in menu.actions() if "figures" in action.text()).trigger()
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_the_figures_of_lines_read_back(make: Any, qtbot: Any, tmp_path: Path) -> None:
    rows = figures(make, qtbot, tmp_path / "x.csv", "line")
    assert rows[0] == ["date", "组合", "index", "gap"]
    assert len(rows) == len(DAYS) + 1
    assert rows[1] == [str(DAYS[0]), "1.0", "2.0", ""]


def test_the_figures_of_bars_spreads_and_matrices_read_back(make: Any, qtbot: Any, tmp_path: Path) -> None:
    assert figures(make, qtbot, tmp_path / "a.csv", "bars")[2] == ["创业板", "2.0", ""]
    assert figures(make, qtbot, tmp_path / "b.csv", "heat")[1:] == [
        ["a", "1.0", "0.0", "-1.0"],
        ["b", "0.5", "", "-0.5"],
    ]
    spread = figures(make, qtbot, tmp_path / "c.csv", "histogram")
    assert sum(float(row[1]) for row in spread[1:]) == 500


def test_the_matrix_is_read_off_by_pointer_and_keys(make: Any, qtbot: Any) -> None:
    chart = make("heat")
    send(chart, QEvent.Type.MouseMove, spot(chart, 2.2, 0.9))
    assert chart.legend.point.text() == "b × z: −0.5000"
    chart.plot.setFocus()
    qtbot.keyClick(chart.plot, Qt.Key.Key_Up)
    assert chart.legend.point.text() == "a × z: −1.0000"
    qtbot.keyClick(chart.plot, Qt.Key.Key_Left)
    assert chart.legend.point.text() == "a × y: 0.0000"


def test_the_colours_of_a_matrix_run_away_from_the_middle(qapp: Any) -> None:
    shades = coloured(np.array([[-1.0, 0.0, 1.0, np.nan, -9.0]]), -1.0, 1.0, 0.0)[0]
    worn = theme()
    read = [QColor(*map(int, shade[:3])).name() for shade in shades[:3]]
    assert read == [worn.heat_low, worn.heat_mid, worn.heat_high]
    assert shades[:, 3].tolist() == [255, 255, 255, 0, 255]
    assert shades[4].tolist() == shades[0].tolist()


def test_a_drawdown_hangs_from_the_surface(make: Any) -> None:
    assert drawdown(np.array([1.0, 2.0, 1.0, 4.0])).tolist() == [0, 0, -0.5, 0]
    chart = make("drawdown", is_fed=False)
    chart.show_series([date(2026, 1, 5), date(2026, 1, 6)], [Series("portfolio", [-0.1, -0.2])], AS_OF)
    low, high = chart.box.viewRange()[1]
    assert low < -0.2
    assert high >= 0


def test_stacked_bars_stand_upon_one_another_and_below_the_line_hang(make: Any) -> None:
    chart = make("stacked", is_fed=False)
    chart.show_series(["a"], [Series("x", [1]), Series("y", [2]), Series("z", [-1]), Series("w", [-3])], AS_OF)
    assert [piece["y0"].tolist() for piece in chart._pieces()] == [[0], [1], [0], [-1]]
    low, high = chart.box.viewRange()[1]
    assert low < -4
    assert high > 3


@pytest.mark.parametrize("kind", CHARTS)
def test_a_chart_without_figures_says_so_and_does_no_harm(make: Any, qtbot: Any, kind: str) -> None:
    chart = make(kind, is_fed=False)
    assert chart.empty.isVisible()
    chart.set_empty_text("No day has closed yet.")
    assert chart.empty.text() == "No day has closed yet."
    if kind == "heat":
        chart.show_matrix([], [], np.zeros((0, 0)), None)
        chart.show_matrix(["a"], ["x"], [[np.nan]], AS_OF)
    elif kind == "histogram":
        chart.show_values([], None)
        chart.show_values([np.nan], AS_OF)
    else:
        chart.show_series([], [], None)
        chart.show_series(["a"], [Series("x", [np.nan])], AS_OF)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Plus, Qt.Key.Key_Home, Qt.Key.Key_Down):
        qtbot.keyClick(chart.plot, key)
    assert chart.empty.isVisible()
    CHARTS[kind][1](chart)
    assert not chart.empty.isVisible()


def test_lengths_that_differ_are_refused(make: Any) -> None:
    chart = make()
    with pytest.raises(ValueError, match="2 values for 1 points"):
        chart.show_series(["a"], [Series("x", [1, 2])])
    with pytest.raises(ValueError, match="shape"):
        make("heat").show_matrix(["a"], ["x"], [[1, 2]])
    with pytest.raises(ValueError, match="one more edge"):
        make("histogram").show_counts([1, 2], [1, 2])


@pytest.mark.parametrize("kind", CHARTS)
def test_a_chart_fed_again_and_again_does_not_grow(make: Any, qapp: Any, kind: str) -> None:
    chart, feed = make(kind), CHARTS[kind][1]
    process = psutil.Process()

    def many(times: int) -> tuple[int, int]:
        for _ in range(times):
            feed(chart)
            chart.plot.viewport().repaint()
        qapp.processEvents()
        return len(chart.plot.scene().items()), int(process.memory_info().rss)

    items, before = many(40)
    after_items, after = many(80)
    assert after_items == items
    assert after - before < 3_000_000


@pytest.mark.parametrize("kind", CHARTS)
@pytest.mark.parametrize("look", ["dark", "light"])
def test_everything_has_a_name_and_every_sign_a_glyph(make: Any, kind: str, look: str) -> None:
    if look == "light":
        wear(LIGHT)
    chart = make(kind)
    assert unnamed(chart) == []
    if has_chinese():
        assert tofu(chart) == []


def test_figures_are_written_into_cells_that_are_large_enough(make: Any) -> None:
    chart = make("heat")
    large = chart.plot.grab().toImage()
    chart._cells.hide()
    assert chart.plot.grab().toImage() != large
    chart._cells.show()
    names = [str(place) for place in range(60)]
    chart.show_matrix(names, names, np.eye(60), AS_OF)
    small = chart.plot.grab().toImage()
    chart._cells.hide()
    assert chart.plot.grab().toImage() == small


def test_in_a_narrow_place_the_title_goes_before_the_date(make: Any, qtbot: Any) -> None:
    chart = make(kind="bars")
    assert chart.age.text() == "as of 2026-11-27 15:02:03"
    chart.resize(260, 200)
    qtbot.waitUntil(lambda: chart.age.text() == "15:02:03" and chart.heading.text() == "Boards (%)")
    assert chart.age.toolTip() == "as of 2026-11-27 15:02:03"


def test_a_right_click_offers_to_save(make: Any) -> None:
    chart = make()
    view, at = chart.plot.viewport(), spot(chart, 200)
    right = Qt.MouseButton.RightButton
    for kind, held in (
        (QEvent.Type.MouseButtonPress, right),
        (QEvent.Type.MouseButtonRelease, Qt.MouseButton.NoButton),
    ):
        spots = QPointF(at), QPointF(view.mapToGlobal(at))
        QApplication.sendEvent(view, QMouseEvent(kind, *spots, right, held, NO_KEYS))
    [menu] = chart.findChildren(QMenu)
    assert menu.isVisible()
    assert len([action for action in menu.actions() if action.text()]) == 3
    menu.close()
