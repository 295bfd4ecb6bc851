"""The registry: what it answers, what it refuses, and the library under its frozen digests."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from core.domain.errors import FixAndRestart
from core.pipeline.factors.declaration import Factor
from core.pipeline.factors.library import CATALOGUE
from core.pipeline.factors.registry import FactorRegistry

DIGESTS = Path(__file__).resolve().parents[4] / "fakes" / "factor_digests.json"
SMALL = Factor("small", "size", "log(circ_mv)", "Log of the value.", -1)
QUIET = Factor("quiet", "volatility", "std(close, 20)", "Deviation of closes.")
WATCHED = Factor("watched", "size", "circ_mv", "The value.", 1, "shadow", version=3)
OLD = Factor("old", "size", "total_mv", "The value.", 1, "deprecated", version=2)
REGISTRY = FactorRegistry((SMALL, QUIET, WATCHED, OLD))


def test_it_tells_scored_computed_and_kept_factors_apart() -> None:
    assert REGISTRY.active() == (SMALL, QUIET)
    assert REGISTRY.computed() == (SMALL, QUIET, WATCHED)
    assert REGISTRY.all() == tuple(REGISTRY) == (SMALL, QUIET, WATCHED, OLD)
    assert REGISTRY.columns() == ("small", "quiet", "watched@3", "old@2")
    assert REGISTRY.directions == {"small": -1}
    assert len(REGISTRY) == 4


def test_it_never_changes() -> None:
    with pytest.raises(TypeError):
        REGISTRY.directions["small"] = 1  # type: ignore[index]
    more = REGISTRY.with_own([replace(SMALL, name="mine")])
    assert "mine" in more
    assert "mine" not in REGISTRY
    assert more.all()[:4] == REGISTRY.all()


def test_a_factor_is_found_by_name_or_something_near_it_is_named() -> None:
    assert REGISTRY["quiet"] is QUIET
    with pytest.raises(FixAndRestart, match="'quite'") as caught:
        REGISTRY["quite"]
    assert caught.value.remedy == "did you mean quiet?"
    with pytest.raises(FixAndRestart, match="'zzz'") as caught:
        REGISTRY["zzz"]
    assert "daybreak factors list" in caught.value.remedy
    assert REGISTRY.namesake("QUIET") == "quiet"
    assert REGISTRY.namesake("loud") is None


@pytest.mark.parametrize("name", ["small", "SMALL", "Small"])
def test_two_of_a_name_are_refused_whatever_their_case(name: str) -> None:
    with pytest.raises(FixAndRestart, match=f"small and {name}"):
        REGISTRY.with_own([replace(QUIET, name=name)])
    with pytest.raises(FixAndRestart, match="two factors"):
        FactorRegistry([SMALL, replace(QUIET, name=name)])


@pytest.mark.parametrize("name", ["", "1st", "_x", "a-b", "a b", "a.b", "a@2", "é", "a\n", "x" * 41, "a;drop"])
def test_a_bad_name_is_refused(name: str) -> None:
    with pytest.raises(FixAndRestart, match="name is"):
        FactorRegistry([replace(SMALL, name=name)])
    assert "x" * 40 in FactorRegistry([replace(SMALL, name="x" * 40)])


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"dtype": "float16"}, "dtype"),
        ({"dtype": "int32"}, "dtype"),
        ({"definition": ""}, "definition"),
        ({"definition": "  "}, "definition"),
        ({"definition": "red \x1b[31m"}, "definition"),
        ({"definition": "two\nlines"}, "definition"),
        ({"category": ""}, "category"),
        ({"source": ""}, "source"),
        ({"version": 0}, "version"),
        ({"version": -1}, "version"),
        ({"status": "live"}, "status"),
        ({"direction": 2}, "direction"),
    ],
)
def test_a_declaration_that_cannot_stand_is_refused_by_name_and_key(change: dict[str, object], key: str) -> None:
    with pytest.raises(FixAndRestart, match=f"factor small: {key} is"):
        FactorRegistry([replace(SMALL, **change)])  # type: ignore[arg-type]


@pytest.mark.parametrize("expression", ["", "clos", "mean(close)", "1", "2 * (3 + 4)", "close.__class__"])
def test_an_expression_is_read_when_needed_and_its_error_names_the_factor(expression: str) -> None:
    broken = replace(SMALL, name="broken", expression=expression)
    registry = FactorRegistry([SMALL, broken])
    with pytest.raises(FixAndRestart, match="factor broken: "):
        registry.check()
    with pytest.raises(FixAndRestart, match="factor broken: "):
        REGISTRY.with_own([broken])


def test_the_whole_library_parses() -> None:
    CATALOGUE.check()
    assert len(CATALOGUE.active()) == len(CATALOGUE) - 82
    assert CATALOGUE["MA60"].lookback == 60
    assert len(set(CATALOGUE.columns())) == len(CATALOGUE)
    assert len(CATALOGUE.directions) == 22


def test_no_expression_changes_under_its_version() -> None:
    known = json.loads(DIGESTS.read_text(encoding="utf-8"))
    assert known.keys() == {factor.name for factor in CATALOGUE}
    for factor in CATALOGUE:
        entry = {"version": factor.version, "digest": factor.digest}
        before = known[factor.name]
        if entry == before:
            continue
        if factor.version <= before["version"]:
            pytest.fail(f"{factor.name} changed: raise its version")
        pytest.fail(f"{factor.name} has a new version: note {json.dumps(entry)} in {DIGESTS.name}")
