"""Data and Audit on a real home: the real reader answers, real commands act."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.bridge import Bridge
from core.ports.views.audit import Mark
from tests.fakes.desk import LIVED, NEXT
from tests.fakes.tampering import drop_guards
from widgets.panels.audit.panel import AuditPanel
from widgets.panels.data.panel import DataPanel

LEFT = Qt.MouseButton.LeftButton
PATIENCE_MS = 120_000
RUN = f"morning-{NEXT:%Y%m%d}-01"


@pytest.fixture(scope="module")
def home(demo_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that has traded: two days behind it, and a Morning whose orders are out."""
    return Path(shutil.copytree(demo_home, tmp_path_factory.mktemp("read") / "home"))


@pytest.fixture
def bridge(qapp: Any, home: Path) -> Iterator[Bridge]:
    made = Bridge(home)
    yield made
    made.close()


def shown(qtbot: Any, panel: Any) -> Any:
    panel.resize(1220, 640)
    qtbot.addWidget(panel)
    panel.show()
    qtbot.waitUntil(lambda: panel.view is not None, timeout=PATIENCE_MS)
    return panel


def test_an_order_leads_to_the_bytes_it_came_from_and_another_name_to_where_it_ended(
    qtbot: Any, bridge: Bridge
) -> None:
    panel: AuditPanel = shown(qtbot, AuditPanel(bridge))
    tab, state = panel.lineage, panel.state
    qtbot.waitUntil(lambda: state.lineage is not None, timeout=PATIENCE_MS)
    assert state.lineage is not None
    marks = {each.name: each.mark for each in state.lineage.trail}
    assert (marks["plan"], marks["gates"], marks["release"]) == (Mark.PASSED, Mark.PASSED, Mark.PASSED)
    qtbot.mouseClick(tab._buttons[5], LEFT)
    qtbot.waitUntil(lambda: tab.payload is not None, timeout=PATIENCE_MS)
    assert tab.payload is not None
    assert tab.payload.intact
    assert state.lineage.symbol in tab.payload.cells.columns["value"]
    qtbot.keyClicks(tab.search, f"999999.SH@{NEXT}")
    qtbot.keyClick(tab.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Not placed" in tab.trail.said.text(), timeout=PATIENCE_MS)
    panel.go_to(f"run:{RUN}")
    qtbot.waitUntil(lambda: state.run is not None, timeout=PATIENCE_MS)
    assert state.run is not None
    assert state.run.run_id == RUN
    assert len(state.run.verdicts) > 0


def test_a_correction_is_proposed_by_the_command_an_operator_types(qtbot: Any, bridge: Bridge) -> None:
    panel: DataPanel = shown(qtbot, DataPanel(bridge))
    assert panel.facts["newest"].text() == str(NEXT)
    symbol = "000001.SZ"
    panel.go_to(f"correct:daily.close (yuan):{LIVED[-1]}:{symbol}")
    qtbot.keyClicks(panel.drawer.edit("value"), "9.99")
    qtbot.mouseClick(panel.drawer.confirm_button, LEFT)
    qtbot.waitUntil(lambda: "author" in panel.drawer.values() or panel.drawer._said.text() != "", timeout=PATIENCE_MS)
    assert "becomes 9.99" in panel.drawer._consequences.text(), panel.drawer._said.text()
    for name, text in (("author", "Wu Lan"), ("reason", "exchange notice")):
        qtbot.keyClicks(panel.drawer.edit(name), text)
    qtbot.mouseClick(panel.drawer.confirm_button, LEFT)
    qtbot.waitUntil(lambda: not panel.state.is_busy, timeout=PATIENCE_MS)
    assert "waits for its second step" in panel.said.text()
    qtbot.waitUntil(lambda: len(panel.state.waiting()) == 1, timeout=PATIENCE_MS)
    assert panel.state.waiting()[0]["author"] == "Wu Lan"


def test_a_quarter_goes_out_whole_and_an_edited_record_is_found(qtbot: Any, home: Path, tmp_path: Path) -> None:
    copy, out = Path(shutil.copytree(home, tmp_path / "home")), tmp_path / "quarter"
    bridge = Bridge(copy)
    panel: AuditPanel = shown(qtbot, AuditPanel(bridge))
    panel.go_to("records")
    tab = panel.records
    qtbot.mouseClick(tab.export_button, LEFT)
    for name, text in (("quarter", f"{NEXT.year}Q{(NEXT.month + 2) // 3}"), ("folder", str(out))):
        box = panel.drawer.edit(name)
        box.clear()
        qtbot.keyClicks(box, text)
    qtbot.mouseClick(panel.drawer.confirm_button, LEFT)
    qtbot.waitUntil(lambda: not panel.state.is_busy, timeout=PATIENCE_MS)
    assert not panel.drawer.is_open, panel.drawer._said.text()
    told = subprocess.run(
        [sys.executable, "-I", str(out / "verify.py"), str(out)], capture_output=True, text=True, check=False, cwd="/"
    )
    assert told.returncode == 0, told.stdout
    seal = told.stdout.split()[-1]
    assert seal in " ".join(label.text() + label.toolTip() for label in tab.exported.findChildren(QLabel))
    with closing(sqlite3.connect(copy / "state.sqlite3")) as raw:
        drop_guards(raw.execute)
        raw.execute("UPDATE fills SET price_li = price_li + 10 WHERE rowid = 1")
        raw.commit()
    qtbot.mouseClick(tab.verify_button, LEFT)
    qtbot.waitUntil(lambda: not panel.state.is_busy, timeout=PATIENCE_MS)
    assert tab.lamp.text() == "1 faults"
    assert tab.faults.model.row(0)["where"].startswith("fills ")
    bridge.close()
