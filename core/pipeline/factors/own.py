"""A researcher's own factor: one YAML file that declares it, never code, and the unit test that comes with it."""

import math
from collections.abc import Iterable, Mapping
from pathlib import PurePath
from string import Template
from typing import Any

from core.domain.errors import FixAndRestart
from core.pipeline.factors.declaration import Factor
from core.pipeline.factors.library import CATALOGUE
from core.pipeline.factors.registry import FactorRegistry, faults, parsed
from core.settings.plain_yaml import Place, parse_mapping

SUFFIX = ".yaml"
MAX_BYTES = 16 * 1024
REQUIRED = ("name", "category", "expression", "definition")
KEYS: Mapping[str, type] = {
    **dict.fromkeys(REQUIRED, str), "direction": int, "status": str, "source": str, "version": int
}  # fmt: skip
WORDS = {str: "text", int: "a whole number"}


def parse_own(text: str, filename: str, library: FactorRegistry = CATALOGUE) -> Factor:
    """Read the declaration in a file called `filename`; its status is shadow where it says nothing.

    Raises FixAndRestart with file and line: over 16 KiB, not plain YAML, a key unknown, missing or of another type, a
    value that cannot stand, a name other than the file's or one the library has, an expression that does not parse.
    """
    name = PurePath(filename).name
    values, places = _read(text, name)
    factor = Factor(**{"status": "shadow", "source": "own", **values})
    for fault in faults(factor):
        place = places.get((fault.key,), name)
        raise FixAndRestart(f"{place}: {fault.key} is {fault.found!r}", f"write {fault.expected}")
    _refuse_name(factor.name, name, places[("name",)], library)
    try:
        parsed(factor)
    except FixAndRestart as error:
        raise FixAndRestart(f"{places[('expression',)]}: {error.message}", error.remedy) from error
    return factor


def _read(text: str, name: str) -> tuple[dict[str, Any], dict[Place, str]]:
    data = text.encode("utf-8", "surrogatepass")
    if len(data) > MAX_BYTES:
        raise FixAndRestart(f"{name}: {len(data):,} bytes", f"a factor's file has at most {MAX_BYTES:,}")
    try:
        values, places = parse_mapping(data, name)
    except (RecursionError, ValueError) as error:
        raise FixAndRestart(f"{name}: nested too deeply, or a number too long", "write `key: value` lines") from error
    for key, value in values.items():
        place = places[(key,)]
        if key not in KEYS:
            raise FixAndRestart(f"{place}: there is no key {key!r}", f"known are {', '.join(KEYS)}")
        if type(value) is not KEYS[key]:
            raise FixAndRestart(f"{place}: {key} is {value!r}", f"write {WORDS[KEYS[key]]}")
    for key in REQUIRED:
        if key not in values:
            raise FixAndRestart(f"{name}: {key} is missing", f"add a line `{key}: …`")
    return values, places


def _refuse_name(name: str, filename: str, place: str, library: FactorRegistry) -> None:
    path = PurePath(filename)
    if path.suffix != SUFFIX or path.stem != name:
        raise FixAndRestart(f"{place}: the factor {name} stands in {filename}", f"call the file {name}{SUFFIX}")
    namesake = library.namesake(name)
    if namesake:
        raise FixAndRestart(f"{place}: {name} is the name of a factor of the house ({namesake})", "choose another")


_TEST = Template('''"""Checks of the factor $name, made from $name.yaml: make them again after raising its version."""

from pathlib import Path

import numpy as np

from core.pipeline.engine.grids import Grids
from core.pipeline.factors.own import parse_own
from core.pipeline.factors.sample import sample_grids, sample_values

FILE = Path(__file__).with_name("$name.yaml")
VERSION = $version
DIGEST = "$digest"
LOOKBACK = $lookback
LAST_DAY = [
$expected
]

FACTOR = parse_own(FILE.read_text(encoding="utf-8"), FILE.name)
GRIDS = sample_grids()
VALUES = sample_values(FACTOR, GRIDS)
DAYS = range(20, len(VALUES), 40)


def test_the_expression_is_the_one_of_its_version() -> None:
    assert FACTOR.version >= VERSION, "the version went back"
    assert (FACTOR.version, FACTOR.digest) == (VERSION, DIGEST), "changed: raise the version and make the test again"


def test_it_looks_back_as_far_as_it_did() -> None:
    assert FACTOR.lookback == LOOKBACK
    cut = GRIDS.rows(max(0, len(VALUES) - LOOKBACK), len(VALUES))
    np.testing.assert_array_equal(sample_values(FACTOR, cut)[-1], VALUES[-1])


def test_it_has_the_known_values_on_the_sample() -> None:
    known = np.array(LAST_DAY, dtype=np.float64)
    scale = np.abs(known[np.isfinite(known)]).max()
    np.testing.assert_allclose(VALUES[-1], known, rtol=1e-4, atol=1e-6 * scale)


def test_days_to_come_change_nothing() -> None:
    for day in DAYS:
        later = np.arange(len(VALUES))[:, None] > day
        changed = {name: np.where(later, grid * 3 + 1, grid).astype(grid.dtype) for name, grid in GRIDS.fields.items()}
        other = sample_values(FACTOR, Grids(GRIDS.dates, GRIDS.symbols, changed))
        np.testing.assert_array_equal(other[: day + 1], VALUES[: day + 1])
        np.testing.assert_array_equal(sample_values(FACTOR, GRIDS.rows(0, day + 1)), VALUES[: day + 1])


def test_it_has_values() -> None:
    assert np.isfinite(VALUES).mean() > 0
    assert np.isfinite(VALUES[-1]).any()
''')


def unit_test_of(factor: Factor, last_day: Iterable[float]) -> str:
    """Return the pytest file `test_NAME.py` that lies beside the factor's file.

    `last_day` holds the factor's values on the last day of `sample_grids`, a number per name, NaN where missing. Raises
    FixAndRestart where the declaration cannot stand, or no name has a value there.
    """
    values = [float(value) for value in last_day]
    for fault in faults(factor):
        raise FixAndRestart(f"factor {factor.name!r}: {fault.key} is {fault.found!r}", f"write {fault.expected}")
    parsed(factor)
    if not any(map(math.isfinite, values)):
        raise FixAndRestart(f"factor {factor.name} has no value on the sample's last day", "check the expression")
    expected = "\n".join(f"    {value!r}," if math.isfinite(value) else "    None," for value in values)
    return _TEST.substitute(
        name=factor.name,
        version=factor.version,
        digest=factor.digest,
        lookback=factor.lookback,
        expected=expected,
    )
