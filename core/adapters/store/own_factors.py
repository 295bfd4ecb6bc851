"""A researcher's own factors: the files of `<home>/factors/own`, read anew whenever the home is opened."""

from pathlib import Path

from core.adapters.store.files import write_atomically
from core.domain.errors import FixAndRestart
from core.pipeline.factors.declaration import Factor
from core.pipeline.factors.library import CATALOGUE
from core.pipeline.factors.own import MAX_BYTES, SUFFIX, parse_own, unit_test_of
from core.pipeline.factors.registry import FactorRegistry
from core.pipeline.factors.sample import sample_grids, sample_values

FOLDER = Path("factors", "own")


def registry_of(home: Path) -> FactorRegistry:
    """Return the library with the home's own factors after it, by file name.

    Raises FixAndRestart naming the file where one cannot be read or may not stand; none is passed over.
    """
    paths = _files(home)
    return CATALOGUE.with_own(map(_read, paths)) if paths else CATALOGUE


def add_own(home: Path, name: str, text: str, replace: bool) -> tuple[Factor, list[Path]]:
    """Write the declaration `text` and the unit test made from it; return the factor and both paths.

    Raises FixAndRestart, and writes nothing, where the declaration may not stand or the file is there already and
    `replace` was not asked for.
    """
    path = home / FOLDER / f"{name}{SUFFIX}"
    factor = parse_own(text, path.name)
    CATALOGUE.with_own([*(_read(each) for each in _files(home) if each != path), factor])
    if path.exists() and not replace:
        raise FixAndRestart(
            f"{path} is there already", "edit it, raise its version and use --replace, or choose a name"
        )
    last_day = sample_values(factor, sample_grids())[-1].tolist()
    made = unit_test_of(factor, last_day)
    test = path.with_name(f"test_{name}.py")
    write_atomically(path, text.encode("utf-8"))
    write_atomically(test, made.encode("utf-8"))
    return factor, [path, test]


def _files(home: Path) -> list[Path]:
    return sorted(path for path in (home / FOLDER).glob("*") if path.suffix.lower() in {SUFFIX, ".yml"})


def _read(path: Path) -> Factor:
    try:
        with path.open("rb") as file:
            text = file.read(MAX_BYTES + 1).decode("utf-8")
    except UnicodeDecodeError as error:
        raise FixAndRestart(f"{path}: not UTF-8 text", "save it as UTF-8") from error
    except OSError as error:
        raise FixAndRestart(
            f"{path} cannot be read: {error.strerror}", "let this user read it, or remove it"
        ) from error
    try:
        return parse_own(text, path.name)
    except FixAndRestart as error:
        raise FixAndRestart(f"{path.parent}: {error.message}", error.remedy) from error
