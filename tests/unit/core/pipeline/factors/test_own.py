"""A researcher's file: read strictly, never run, and tested by a file made from it."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.errors import FixAndRestart
from core.pipeline.factors.declaration import Factor
from core.pipeline.factors.expression import OPERATORS
from core.pipeline.factors.fields import FIELDS
from core.pipeline.factors.own import KEYS, MAX_BYTES, parse_own, unit_test_of
from core.pipeline.factors.registry import FactorRegistry
from core.pipeline.factors.sample import DAYS, NAMES, sample_grids, sample_values

PAGE = (Path(__file__).resolve().parents[5] / "docs" / "own-factors.md").read_text(encoding="utf-8")
LEAST = "name: mine\ncategory: trend\nexpression: close / mean(close, 20) - 1\ndefinition: Close over its mean.\n"


def test_the_least_a_file_says_gives_a_watched_factor() -> None:
    assert parse_own(LEAST, "mine.yaml") == Factor(
        "mine", "trend", "close / mean(close, 20) - 1", "Close over its mean.", 0, "shadow", "own", 1
    )


def test_every_key_is_read() -> None:
    text = LEAST + "direction: -1\nstatus: active\nsource: a note\nversion: 4\n"
    factor = parse_own(text, "/home/factors/own/mine.yaml")
    assert (factor.direction, factor.status, factor.source, factor.version) == (-1, "active", "a note", 4)
    assert factor.column == "mine@4"


def test_an_expression_may_run_over_lines() -> None:
    text = LEAST.replace("close / mean(close, 20) - 1", "|\n  close /\n  mean(close, 20) - 1\n")
    assert parse_own(text, "mine.yaml").node == parse_own(LEAST, "mine.yaml").node


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "name is missing"),
        ("- close\n", "line 1"),
        ("close\n", "line 1"),
        (LEAST + "colour: red\n", "line 5: there is no key 'colour'"),
        (LEAST + "dtype: float64\n", "line 5: there is no key 'dtype'"),
        (LEAST + "name: other\n", "line 5: 'name' stands twice"),
        (LEAST + "version: 1.5\n", "line 5: version is 1.5"),
        (LEAST + "version: '1'\n", "line 5: version is '1'"),
        (LEAST + "version: true\n", "line 5: version is True"),
        (LEAST + "version: 0\n", "line 5: version is 0"),
        (LEAST + "version:\n", "line 5: version is None"),
        (LEAST + f"version: {'9' * 5000}\n", "a number too long"),
        (LEAST + "direction: 2\n", "line 5: direction is 2"),
        (LEAST + "direction: up\n", "line 5: direction is 'up'"),
        (LEAST + "status: live\n", "line 5: status is 'live'"),
        (LEAST + "source: [a]\n", "line 5: source is"),
        (LEAST + "source: ''\n", "line 5: source is ''"),
        (LEAST.replace("category: trend\n", ""), "category is missing"),
        (LEAST.replace("Close over its mean.", '"\\e[31mred"'), "line 4: definition is"),
        (LEAST.replace("20", "2000"), "line 3: factor mine: factor expression: mean got days = 2000"),
        (LEAST.replace("close / mean(close, 20) - 1", "42.0 * 2"), "line 3: factor mine: "),
        (LEAST.replace("close / mean(close, 20) - 1", "42"), "line 3: expression is 42"),
        (LEAST.replace("close / mean(close, 20) - 1", "__import__('os')"), "line 3: factor mine: "),
        (LEAST.replace("name: mine", "name: ../mine"), "line 1: name is"),
        (LEAST.replace("name: mine", "name: yours"), "line 1: the factor yours stands in mine.yaml"),
        (LEAST + "source: &a x\ncolour: *a\n", "aliases are not used here"),
        (LEAST + "source: !!python/object/apply:os.system ['true']\n", "line 5"),
        (LEAST + "source: !!binary aGVsbG8=\n", "line 5"),
        (LEAST + "? [a, b]\n: c\n", "line 5"),
        ("[" * 5000, "nested deeper than 20"),
        ("a: " + "{a: " * 3000, "mine.yaml"),
        (LEAST + "source: \x07\n", "mine.yaml line 5"),
        (LEAST + "source: \ud800\n", "not UTF-8"),
        (LEAST + "#" * MAX_BYTES, f"at most {MAX_BYTES:,}"),
    ],
)
def test_a_file_that_cannot_stand_is_refused_with_its_place(text: str, message: str) -> None:
    with pytest.raises(FixAndRestart) as caught:
        parse_own(text, "mine.yaml")
    assert str(caught.value).startswith("mine.yaml")
    assert message in str(caught.value)
    assert caught.value.remedy


def test_the_largest_file_is_read() -> None:
    assert parse_own(LEAST + "#" * (MAX_BYTES - len(LEAST)), "mine.yaml").name == "mine"


@pytest.mark.parametrize("filename", ["mine.yml", "mine.YAML", "other.yaml", "mine", "mine.yaml.bak", ".yaml"])
def test_a_factor_stands_in_the_file_of_its_name(filename: str) -> None:
    with pytest.raises(FixAndRestart, match="the factor mine stands in") as caught:
        parse_own(LEAST, filename)
    assert caught.value.remedy == "call the file mine.yaml"


@pytest.mark.parametrize("name", ["MA5", "ma5", "Reversal_5", "ALPHA001"])
def test_a_name_of_the_house_is_taken(name: str) -> None:
    with pytest.raises(FixAndRestart, match=f"line 1: {name} is the name of a factor of the house"):
        parse_own(LEAST.replace("mine", name), f"{name}.yaml")
    assert parse_own(LEAST.replace("mine", name), f"{name}.yaml", FactorRegistry([])).name == name


@given(st.text(max_size=200) | st.text("abcdenm:-!&*[]{}'\"|>%@ \n\t#?", max_size=80).map(lambda text: LEAST + text))
def test_any_text_is_a_factor_or_refused(text: str) -> None:
    try:
        factor = parse_own(text, "mine.yaml")
    except FixAndRestart:
        return
    assert factor.name == "mine"


def test_the_page_says_every_key_field_and_operator() -> None:
    cells = set(re.findall(r"^\| `(\w+)", PAGE, re.MULTILINE))
    assert cells == {*KEYS, *FIELDS, *OPERATORS}
    for name, operator in OPERATORS.items():
        arguments = ", ".join(["x", "y", "z"][: operator.operands] + list(operator.parameters))
        assert f"| `{name}({arguments})` | {operator.kind.value} |" in PAGE


def test_the_example_of_the_page_is_a_factor() -> None:
    example = re.search(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    assert example
    assert parse_own(example.group(1), "quiet_rise_20.yaml").lookback == 21


def test_the_sample_is_always_the_same_market_with_gaps() -> None:
    grids = sample_grids()
    assert grids.shape == (DAYS, NAMES)
    assert grids.fields.keys() == FIELDS.keys()
    close = grids["close"]
    assert 0.8 < float((close == close).mean()) < 0.95
    assert close[-1].tolist() == sample_grids()["close"][-1].tolist()
    assert (close[-1] == close[-1]).all()
    assert float(grids["limit_up"][grids["limit_up"] == 1].sum()) > 20
    assert (grids["one_price"] == 1).any()
    assert (grids["high"] >= grids["low"])[close == close].all()


def _made(folder: Path, text: str, made_from: str = LEAST) -> ModuleType:
    factor = parse_own(made_from, "mine.yaml")
    (folder / "mine.yaml").write_text(text, encoding="utf-8")
    path = folder / "test_mine.py"
    path.write_text(unit_test_of(factor, sample_values(factor, sample_grids())[-1]), encoding="utf-8")
    spec = importlib.util.spec_from_file_location("test_mine", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _failed(module: ModuleType) -> set[str]:
    failed = set()
    for name in [name for name in vars(module) if name.startswith("test_")]:
        try:
            getattr(module, name)()
        except AssertionError:
            failed.add(name)
    return failed


def test_the_made_test_passes_for_its_factor(tmp_path: Path) -> None:
    module = _made(tmp_path, LEAST)
    assert len([name for name in vars(module) if name.startswith("test_")]) == 5
    assert _failed(module) == set()


@pytest.mark.parametrize(
    ("text", "failed"),
    [
        (LEAST.replace("- 1", "- 2"), {"version", "values"}),
        (LEAST.replace("20", "21"), {"version", "lookback", "values"}),
        (LEAST.replace("- 1", "- 1 + 0"), {"version"}),
        (LEAST + "version: 2\n", {"version"}),
        (LEAST.replace("close / mean", "0 / 0 * close / mean"), {"version", "values", "any"}),
        (LEAST + "status: active\n", set()),
    ],
)
def test_the_made_test_fails_for_another_factor(tmp_path: Path, text: str, failed: set[str]) -> None:
    names = {
        "version": "test_the_expression_is_the_one_of_its_version",
        "lookback": "test_it_looks_back_as_far_as_it_did",
        "values": "test_it_has_the_known_values_on_the_sample",
        "any": "test_it_has_values",
    }
    assert _failed(_made(tmp_path, text)) == {names[each] for each in failed}


def test_the_made_test_fails_where_a_later_day_counts(tmp_path: Path) -> None:
    module = _made(tmp_path, LEAST)
    honest = module.sample_values

    def peeking(factor: Factor, grids: object) -> object:
        values = honest(factor, grids)
        values[:-1] = values[1:]
        return values

    module.sample_values = peeking
    module.VALUES = peeking(module.FACTOR, module.GRIDS)
    assert "test_days_to_come_change_nothing" in _failed(module)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_no_test_is_made_of_a_factor_without_values(value: float) -> None:
    with pytest.raises(FixAndRestart, match="has no value"):
        unit_test_of(parse_own(LEAST, "mine.yaml"), [value] * NAMES)


def test_no_test_is_made_of_a_declaration_that_cannot_stand() -> None:
    hostile = Factor('x"\nimport os\n"', "trend", "close", "A close.")
    with pytest.raises(FixAndRestart, match="name is"):
        unit_test_of(hostile, [1.0])
