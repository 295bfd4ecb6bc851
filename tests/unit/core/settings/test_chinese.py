"""Every switch, section and unit has its Chinese, and none is left over: resources/report/settings.zh.yaml."""

from importlib import resources
from typing import Any

import pytest
import yaml

from core.settings.render import describe, sections

CHINESE: dict[str, dict[str, Any]] = yaml.safe_load(
    resources.files("resources.report").joinpath("settings.zh.yaml").read_text(encoding="utf-8")
)
WANTED = {
    "switch": {switch.name for switch in describe()},
    "section": set(sections()),
    "unit": {switch.unit for switch in describe() if switch.unit},
    "kind": {switch.kind for switch in describe() if switch.kind != "word"},
}


@pytest.mark.parametrize("group", WANTED)
def test_all_are_there_and_none_is_left_over(group: str) -> None:
    assert sorted(set(CHINESE[group]) ^ WANTED[group]) == [], "mend resources/report/settings.zh.yaml"


def test_each_switch_has_a_title_and_a_reason() -> None:
    assert [name for name, told in CHINESE["switch"].items() if len(told) != 2 or not all(map(str.strip, told))] == []
