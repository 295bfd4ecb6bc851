"""The Settings screen, driven as a person does."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from app.bridge import Bridge
from app.initialise import initialise
from core.domain.dates import at
from core.ports.views.heading import EngineLamp, Pulse
from core.ports.views.settings import BrokenSettings, SettingsAsk
from core.ports.views.sheet import Sheet
from core.settings.broken import Line, Problem
from core.settings.render import describe
from tests.fakes.console import FakeLink
from tests.fakes.screen_gates import unnamed
from tests.fakes.settings_views import a_view
from tests.fakes.trading import D1
from widgets.kit.link import Done
from widgets.panels.alarms.panel import AlarmsPanel
from widgets.panels.settings.panel import SettingsPanel
from widgets.panels.today.panel import TodayPanel

Make = Callable[..., SettingsPanel]
LEFT = Qt.MouseButton.LeftButton
PATIENCE_MS = 60_000
DIFF = Done(
    "done", 0, "1 switch(es) would change", data={"diff": "--- a\n+++ b\n@@ -1 +1 @@\n-  top_n: 12\n+  top_n: 15\n"}
)


@pytest.fixture
def link() -> FakeLink:
    backups = Sheet.of([{"name": "cfg-1.yaml", "replaced_at": at(D1, 9), "bytes": 9}], ("name", "replaced_at", "bytes"))
    return FakeLink({SettingsAsk: a_view(backups=backups)}, {("config", "set"): DIFF})


@pytest.fixture
def make(qtbot: Any, link: FakeLink) -> Make:
    def build(saved: dict[str, Any] | None = None) -> SettingsPanel:
        panel = SettingsPanel(link)
        panel.restore(saved or {})
        panel.resize(1220, 640)
        qtbot.addWidget(panel)
        panel.show()
        qtbot.waitExposed(panel)
        return panel

    return build


def retype(qtbot: Any, panel: SettingsPanel, text: str) -> None:
    panel.editor.line.selectAll()
    qtbot.keyClicks(panel.editor.line, text)


def test_every_switch_is_there_with_its_reason(make: Make) -> None:
    panel = make()
    assert panel.table.model.rowCount() == len(describe())
    panel.go_to("portfolio.top_n")
    assert panel.editor.line.text() == "12"
    assert panel.editor._reason.text() == "about 5 % each: one accident costs little"
    assert panel.editor.verdict.text() == "differs from the default"
    assert unnamed(panel) == []


def test_typing_is_judged_and_saved_after_the_change_was_shown(make: Make, qtbot: Any, link: FakeLink) -> None:
    panel = make()
    panel.go_to("portfolio.top_n")
    retype(qtbot, panel, "0")
    assert panel.editor.verdict.text() == "expected: whole number ≥ 1 ≤ 5000"
    assert panel.save_button.toolTip() == "Correct first: portfolio.top_n"
    retype(qtbot, panel, "15")
    assert panel.waiting.text() == "1 to save"
    qtbot.mouseClick(panel.save_button, LEFT)
    assert link.acted == [("config", "set", "portfolio.top_n", "15", "--dry-run")]
    assert "•  -  top_n: 12\n•  +  top_n: 15" in panel.drawer._consequences.text()
    qtbot.mouseClick(panel.drawer.confirm_button, LEFT)
    assert link.acted[1:] == [("config", "set", "portfolio.top_n", "15")]
    assert panel.state.typed == {}
    assert not panel.drawer.is_open


def test_what_a_start_would_refuse_is_told_and_nothing_is_lost(make: Make, qtbot: Any, link: FakeLink) -> None:
    link.endings = {("config", "set"): Done("bad_config", 78, "cfg.yaml line 3: no", "correct it")}
    panel = make()
    panel.go_to("portfolio.top_n")
    retype(qtbot, panel, "15")
    panel.review()
    assert "cfg.yaml line 3: no" in panel.drawer._consequences.text()
    qtbot.mouseClick(panel.drawer.confirm_button, LEFT)
    assert panel.state.typed == {"portfolio.top_n": "15"}
    assert len(link.acted) == 1


def test_choices_are_chosen_and_go_back_to_their_default(make: Make, qtbot: Any) -> None:
    panel = make()
    panel.go_to("console.theme")
    assert panel.editor.box.isVisible()
    assert not panel.editor.line.isVisible()
    panel.editor.box.setFocus()
    qtbot.keyClicks(panel.editor.box, "light")
    panel.editor.box.textActivated.emit("light")
    assert panel.state.typed == {"console.theme": "light"}
    qtbot.mouseClick(panel.editor.undo_button, LEFT)
    panel.go_to("portfolio.top_n")
    qtbot.mouseClick(panel.editor.default_button, LEFT)
    assert (panel.state.typed, panel.editor.line.text()) == ({"portfolio.top_n": None}, "20")
    qtbot.mouseClick(panel.discard_button, LEFT)
    assert (panel.state.typed, panel.editor.line.text()) == ({}, "12")


@pytest.mark.parametrize(
    ("engine", "told"),
    [
        (EngineLamp(Pulse.ABSENT), "The engine is not running: what is saved is in force with the next run you start."),
        (EngineLamp(Pulse.ALIVE, running=("night",)), "Night goes on by the settings it began with; what is saved"),
        (EngineLamp(Pulse.ALIVE, None, (), "morning", at(D1, 9, 26)), "with the next run: Morning 01-05 09:26."),
        (EngineLamp(Pulse.ALIVE), "with the next run; nothing is scheduled."),
    ],
)
def test_it_says_which_run_is_the_first_to_go_by_what_is_saved(
    make: Make, link: FakeLink, engine: EngineLamp, told: str
) -> None:
    link.answers = {SettingsAsk: a_view(engine=engine)}
    panel = make()
    assert told in panel.in_force.text()
    panel.go_to("portfolio.top_n")
    panel.state.type("portfolio.top_n", "15")
    panel.review()
    assert panel.in_force.text() in panel.drawer._consequences.text()


def test_finding_by_section_by_difference_and_by_words(make: Make, qtbot: Any) -> None:
    panel = make()
    panel.only_changed.click()
    assert panel.table.model.rowCount() == 2
    panel.only_changed.click()
    panel.table.set_filter("accident")
    assert [panel.table.model.row(row)["name"] for row in range(panel.table.model.rowCount())] == ["portfolio.top_n"]
    panel.table.set_filter("")
    panel.section.setCurrentIndex(panel.section.findData("console"))
    panel.section.activated.emit(panel.section.currentIndex())
    assert panel.table.model.rowCount() == 5
    again = make(panel.save())
    assert again.table.model.rowCount() == 5


def test_a_token_goes_to_standard_input_and_nowhere_else(make: Make, qtbot: Any, link: FakeLink) -> None:
    panel = make()
    qtbot.mouseClick(panel.token_button, LEFT)
    qtbot.keyClicks(panel.drawer.edit("token"), "0badcafe")
    qtbot.mouseClick(panel.drawer.confirm_button, LEFT)
    assert (link.acted, link.secrets) == ([("config", "token", "--stdin")], ["0badcafe"])
    link.endings = {("config", "test-source"): Done("data_not_ready", 11, "no answer", "try later")}
    qtbot.mouseClick(panel.test_button, LEFT)
    assert (panel.tested.text(), panel.advice.text()) == ("no answer", "try later")
    assert not panel.remove_button.isEnabled()


def test_a_stored_token_is_removed_after_a_question(make: Make, qtbot: Any, link: FakeLink) -> None:
    link.answers = {SettingsAsk: a_view(token_place="keyring")}
    panel = make()
    qtbot.mouseClick(panel.remove_button, LEFT)
    assert link.acted == []
    qtbot.mouseClick(panel.drawer.confirm_button, LEFT)
    assert link.acted == [("config", "token", "--remove")]


def test_without_a_keyring_it_says_what_to_use(make: Make, link: FakeLink) -> None:
    link.answers = {SettingsAsk: a_view(keyring_trouble="there is none")}
    panel = make()
    assert not panel.token_button.isEnabled()
    assert "TUSHARE_TOKEN" in panel.token_button.toolTip()


def test_a_backup_is_put_back_after_a_question(make: Make, qtbot: Any, link: FakeLink) -> None:
    panel = make()
    panel.backup_table.go_to("cfg-1.yaml")
    panel.restore_button.click()
    qtbot.mouseClick(panel.drawer.confirm_button, LEFT)
    assert link.acted == [("config", "restore", "cfg-1.yaml")]


def test_a_viewer_changes_nothing(make: Make, qtbot: Any, link: FakeLink) -> None:
    link.viewer = True
    panel = make()
    panel.go_to("portfolio.top_n")
    retype(qtbot, panel, "15")
    assert panel.save_button.toolTip() == "This console only looks."
    panel.review()
    assert link.acted == []


def test_on_a_home_alarms_are_found_answered_and_a_switch_is_saved(qtbot: Any, tmp_path: Path) -> None:
    home = tmp_path / "home"
    initialise(home, date(2026, 7, 23), {"execution": {"channel": "PAPER"}}, lambda _: None)
    bridge = Bridge(home)
    alarms, switches = AlarmsPanel(bridge), SettingsPanel(bridge)
    for panel in (alarms, switches):
        qtbot.addWidget(panel)
        panel.show()
    qtbot.waitUntil(lambda: alarms.view is not None and switches.view is not None, timeout=PATIENCE_MS)
    assert alarms.watch.text() == "nobody is watching"
    ended: list[Done] = []
    bridge.act(("alarms", "check"), ended.append)
    switches.state.type("portfolio.top_n", "15")
    switches.review()
    qtbot.waitUntil(lambda: bool(ended) and switches.drawer.is_open, timeout=PATIENCE_MS)
    assert "+  top_n: 15" in switches.drawer._consequences.text()
    alarms.refresh()
    qtbot.waitUntil(lambda: alarms.table.model.rowCount() > 0, timeout=PATIENCE_MS)
    alarms.state.picked = int(alarms.table.model.row(0)["alarm_id"])
    alarms.acknowledge()
    fill = alarms.drawer.edit
    qtbot.keyClicks(fill("author"), "Anna")
    qtbot.keyClicks(fill("note"), "seen")
    qtbot.mouseClick(alarms.drawer.confirm_button, LEFT)
    qtbot.mouseClick(switches.drawer.confirm_button, LEFT)
    qtbot.waitUntil(lambda: alarms.state.counts()["acknowledged"] == 1, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: not switches.drawer.is_open, timeout=PATIENCE_MS)
    assert "top_n: 15" in (home / "cfg.yaml").read_text(encoding="utf-8")
    bridge.close()


def test_on_a_home_whose_file_does_not_load_the_screens_still_show_and_the_key_is_taken_out(
    qtbot: Any, demo_home: Path, tmp_path: Path
) -> None:
    home = Path(shutil.copytree(demo_home, tmp_path / "home"))
    file = home / "cfg.yaml"
    good = file.read_bytes()
    file.write_bytes(good + b"portfolo:\n  tushare_token: 0badcafe\n")
    bridge = Bridge(home)
    headings: list[Any] = []
    bridge.heading.connect(headings.append)
    switches, today = SettingsPanel(bridge), TodayPanel(bridge)
    for panel in (switches, today):
        qtbot.addWidget(panel)
        panel.resize(1200, 640)
        panel.show()
    qtbot.waitUntil(lambda: bool(headings) and switches.is_settled and today.is_settled, timeout=PATIENCE_MS)
    assert "the settings do not load, so nothing runs" in headings[-1].trouble
    mend = switches.mend
    assert mend.isVisible()
    assert "unknown section 'portfolo'" in mend.problems.text()
    assert "▶" in mend.lines.text()
    assert "0badcafe" not in mend.lines.text()
    assert unnamed(switches) == []
    mend.remove_button.click()
    qtbot.waitUntil(lambda: switches.drawer.is_open, timeout=PATIENCE_MS)
    switches.drawer.confirm_button.click()
    qtbot.waitUntil(lambda: not mend.isVisible() and switches.is_settled, timeout=PATIENCE_MS)
    assert file.read_bytes() == good
    assert switches.table.model.rowCount() == len(describe())
    qtbot.waitUntil(lambda: headings[-1].trouble == "", timeout=PATIENCE_MS)
    bridge.close()


def test_a_file_that_is_no_yaml_is_mended_by_a_backup_that_loads(make: Make, qtbot: Any, link: FakeLink) -> None:
    rows = [
        {"name": f"cfg-{number}.yaml", "replaced_at": at(D1, 9), "bytes": 9, "loads": number == 2, "changes": 2,
         "diff": f"-  top_n: [\n+  top_n: {number}"}
        for number in (3, 2)
    ]  # fmt: skip
    problem = Problem(2, "", "expected ',' or ']', but got ':'")
    link.answers = {
        SettingsAsk: BrokenSettings(
            at(D1, 10), "/home/cfg.yaml", (problem,), "correct the YAML", (Line(2, "top_n: [<b>", True),), (),
            Sheet.of(rows, list(rows[0])),
        )
    }  # fmt: skip
    panel = make()
    mend = panel.mend
    assert mend.problems.text() == "Line 2: expected ',' or ']', but got ':'"
    assert "[&lt;b&gt;" in mend.lines.text(), "the file's text is never markup"
    assert not mend.remove_button.isEnabled()
    assert mend.diff.toPlainText() == "-  top_n: [\n+  top_n: 2", "the newest that loads is picked"
    mend.restore_button.click()
    qtbot.mouseClick(panel.drawer.confirm_button, LEFT)
    assert link.acted == [("config", "restore", "cfg-2.yaml")]
    mend.backups.go_to("cfg-3.yaml")
    assert mend.restore_button.toolTip() == "This backup does not load either."
