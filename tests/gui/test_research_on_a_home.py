"""Both screens on a real home, told by a real reader."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.bridge import Bridge
from app.compose import look_into, studies_of
from app.initialise import initialise
from core.jobs.factor_study import Asked
from core.jobs.study_keeping import to_keep
from core.pipeline.factors.library import CATALOGUE
from tests.fakes.factor_findings import FACTORS, TERMS, findings
from widgets.panels.factors.panel import FactorsPanel
from widgets.panels.research.panel import ResearchPanel

PATIENCE_MS = 60_000


@pytest.fixture
def bridge(tmp_path: Path) -> Iterator[Bridge]:
    """A link to a paper desk with a study of four factors, three of them the library's."""
    home = tmp_path / "home"
    initialise(home, date(2026, 7, 23), {"execution": {"channel": "PAPER"}}, lambda _: None)
    own = [FACTORS[0], *list(CATALOGUE.active())[:3]]
    with look_into(home, lambda _: None) as house:
        view = house.desk.snapshots.view(house.desk.clock.now())
        kept = to_keep(findings(factors=tuple(own)), Asked((None, None), TERMS), view, whole=True)
        studies_of(house)[0].keep(kept)
    made = Bridge(home)
    yield made
    made.close()


def test_both_screens_show_what_the_home_has(qtbot: Any, bridge: Bridge) -> None:
    factors, research = FactorsPanel(bridge), ResearchPanel(bridge)
    for panel in (factors, research):
        qtbot.addWidget(panel)
        panel.resize(1310, 690)
        panel.show()
    qtbot.waitUntil(lambda: factors.view is not None and research.view is not None, timeout=PATIENCE_MS)
    assert factors.table.model.rowCount() == len(CATALOGUE)
    studied = [each.name for each in list(CATALOGUE.active())[:3]]
    assert factors.state.factor in studied, "the surest of those studied"
    qtbot.waitUntil(lambda: factors.page._name.text() == factors.state.factor, timeout=PATIENCE_MS)
    assert len(factors.page.cumulative.base) == 90
    assert list(research.state.spans().columns["title"]) == ["This home"]
    assert not research.new.isEnabled(), "no bars are stored"
    research.tabs.setCurrentIndex(2)
    qtbot.waitUntil(lambda: bool(research.model.facts["seed"].text().isdigit()), timeout=PATIENCE_MS)
    assert "leak lab" in research.model.trouble.text()
