"""The screens of orders, holdings and reconciliation on a real home: its reader and its commands are real processes."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from app.bridge import Bridge
from core.domain.dates import ymd
from tests.fakes.desk import NEXT
from widgets.kit.panel import Panel
from widgets.panels.holdings.panel import HoldingsPanel
from widgets.panels.orders.panel import OrdersPanel
from widgets.panels.reconciliation.panel import ReconciliationPanel

PATIENCE_MS = 60_000


@pytest.fixture
def home(demo_home: Path, tmp_path: Path) -> Path:
    """A copy whose execution report was carried away into a folder of downloads."""
    copy = Path(shutil.copytree(demo_home, tmp_path / "home"))
    name = f"exec_report_{ymd(NEXT)}.csv"
    (copy / "ptrade" / "inbox" / name).rename(tmp_path / "downloaded (1).csv")
    return copy


@pytest.fixture
def bridge(home: Path, qapp: Any) -> Iterator[Bridge]:
    opened = Bridge(home)
    yield opened
    opened.close()


def shown(qtbot: Any, panel: Panel) -> Any:
    panel.resize(1190, 640)
    qtbot.addWidget(panel)
    qtbot.addWidget(panel.head)
    panel.show()
    qtbot.waitUntil(lambda: panel.view is not None, timeout=PATIENCE_MS)
    return panel


def told_by(panel: OrdersPanel) -> set[object]:
    return set(panel.orders.model.sheet.columns["told_by"])


def test_three_screens_tell_a_real_home_and_a_dropped_report_changes_them(
    bridge: Bridge, tmp_path: Path, qtbot: Any
) -> None:
    orders = shown(qtbot, OrdersPanel(bridge))
    qtbot.waitUntil(lambda: orders.state.story is not None, timeout=PATIENCE_MS)
    assert told_by(orders) == {"journal"}
    assert orders.story.meters.lines.meters or orders.state.story.heads[0].score is None
    holdings = shown(qtbot, HoldingsPanel(bridge))
    assert holdings.view.trade_date == NEXT
    assert holdings.view.cash.reserved_fen > 0
    assert shown(qtbot, ReconciliationPanel(bridge)).view.trade_date < NEXT
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(tmp_path / "downloaded (1).csv"))])
    copy, left, bare = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    orders.dropEvent(QDropEvent(QPointF(50, 50), copy, files, left, bare))
    qtbot.waitUntil(lambda: told_by(orders) == {"report"}, timeout=PATIENCE_MS)
    assert orders.news.text().startswith("downloaded (1).csv: taken in")
    assert orders.received.model.row(0)["how"] == "drag"
