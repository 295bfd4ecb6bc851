"""The import contracts hold on the tree, and each one fails when somebody breaks it."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINT = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True))"

# contract, the module that misbehaves, what it does
SABOTAGE = [
    ("doors-glass-engine", "core/domain/saboteur.py", "import app"),
    ("doors-glass-engine", "core/jobs/saboteur.py", "import widgets"),
    ("doors-glass-engine", "widgets/saboteur.py", "import app"),
    ("layers-of-core", "core/domain/saboteur.py", "import core.settings"),
    ("layers-of-core", "core/events/saboteur.py", "import core.ports"),
    ("layers-of-core", "core/settings/saboteur.py", "import core.events"),
    ("layers-of-core", "core/ports/saboteur.py", "import core.pipeline"),
    ("layers-of-core", "core/pipeline/saboteur.py", "import core.safety"),
    ("layers-of-core", "core/safety/saboteur.py", "import core.research"),
    ("layers-of-core", "core/research/saboteur.py", "import core.learning"),
    ("layers-of-core", "core/research/saboteur.py", "import core.jobs"),
    ("layers-of-core", "core/jobs/saboteur.py", "import core.adapters"),
    ("layers-of-core", "core/adapters/saboteur.py", "import core.jobs"),
    ("layers-of-core", "core/unplaced/__init__.py", "import core.domain"),
    ("core-without-screen", "core/adapters/clock/saboteur.py", "import PySide6.QtCore"),
    ("core-without-screen", "core/events/saboteur.py", "def late():\n    import pyqtgraph"),
    ("command-line-without-screen", "app/cli.py", "import PySide6"),
    ("command-line-without-screen", "app/compose.py", "from app import glass"),
    ("pure-pipeline", "core/pipeline/saboteur.py", "import core.ports"),
    ("pure-pipeline", "core/pipeline/saboteur.py", "import core.events"),
    ("pure-pipeline", "core/pipeline/saboteur.py", "import apscheduler"),
    ("domain-of-plain-values", "core/domain/saboteur.py", "import pandas"),
    ("widgets-see-values-only", "widgets/saboteur.py", "import core.jobs"),
    ("widgets-see-values-only", "widgets/saboteur.py", "import core.adapters.store"),
    ("panels-do-not-know-each-other", "widgets/panels/saboteur/__init__.py", "import widgets.panels.today"),
    ("state-without-pixels", "widgets/panels/today/state.py", "import PySide6.QtCore"),
    ("light-window", "widgets/panels/today/panel.py", "import pandas"),
    ("light-window", "app/bridge.py", "import app.reader"),
    ("one-composition-root", "app/cli.py", "import core.adapters.store"),
    ("one-composition-root", "core/research/saboteur.py", "import core.adapters.tushare"),
    ("adapters-do-not-know-each-other", "core/adapters/demo/saboteur.py", "import core.adapters.paper"),
    ("adapters-do-not-know-each-other", "core/adapters/store/saboteur.py", "import core.adapters.tushare"),
]


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", LINT], cwd=folder, capture_output=True, text=True, timeout=120, check=False
    )


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the code to plant things in, with a module beside the doors that reaches Qt."""
    folder = tmp_path_factory.mktemp("tree")
    for room in ("app", "core", "widgets"):
        shutil.copytree(ROOT / room, folder / room, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    (folder / "app" / "glass.py").write_text("import PySide6\n")
    return folder


def test_every_contract_is_kept() -> None:
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("contract", "path", "code"), SABOTAGE, ids=[f"{name}:{path}:{code[-20:]}" for name, path, code in SABOTAGE]
)
def test_a_planted_import_breaks_the_contract(copy: Path, contract: str, path: str, code: str) -> None:
    target = copy / path
    before = target.read_text(encoding="utf-8") if target.exists() else None
    target.parent.mkdir(exist_ok=True)
    target.write_text(f"{before or ''}\n{code}\n", encoding="utf-8")
    try:
        result = lint(copy)
    finally:
        if before is None:
            target.unlink()
        else:
            target.write_text(before, encoding="utf-8")
        if path.endswith("__init__.py"):
            target.parent.rmdir()
    assert result.returncode == 1, result.stdout + result.stderr
    assert f"{contract} BROKEN" in result.stdout


def test_every_contract_has_its_sabotage() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    assert {contract["name"] for contract in declared} == {name for name, _, _ in SABOTAGE}
