"""The core, the command line and the engine do without Qt: they are tested where it cannot be imported."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WITHOUT = """
import sys

class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("PySide6", "shiboken6", "pyqtgraph"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Absent())
"""


def _run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", WITHOUT + code], cwd=ROOT, capture_output=True, text=True, timeout=300, check=False
    )


def test_every_module_of_the_core_and_the_headless_doors_imports_without_qt() -> None:
    code = """
import importlib, pkgutil, core
for found in pkgutil.walk_packages(core.__path__, "core."):
    if ".migrations.versions" not in found.name and not found.name.endswith("env"):
        importlib.import_module(found.name)
doors = ("app.cli", "app.headless", "app.guard", "app.reader")
for name in (*doors, "widgets.shell.stopping", "widgets.panels.today.state"):
    importlib.import_module(name)
"""
    result = _run(code)
    assert result.returncode == 0, result.stderr[-2000:]


def test_the_cores_tests_pass_without_qt() -> None:
    code = """
import pytest
chosen = ["events", "ports", "safety/test_stop.py"]
options = ["-q", "-p", "no:pytest-qt", "-p", "no:cacheprovider"]
sys.exit(pytest.main([*options, *(f"tests/unit/core/{each}" for each in chosen)]))
"""
    result = _run(code)
    assert result.returncode == 0, result.stdout[-2000:]


def test_the_console_says_that_there_is_no_display() -> None:
    if sys.platform != "linux":
        pytest.skip("other systems always have one")
    code = """
import os
for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
    os.environ.pop(name, None)
sys.argv = ["daybreak", "console"]
from app.cli import main
main()
"""
    result = _run(code)
    assert result.returncode == 78
    assert "no display" in result.stderr


def test_the_console_says_what_is_missing() -> None:
    code = """
import os
os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.argv = ["daybreak", "console"]
from app.cli import main
main()
"""
    result = _run(code)
    assert result.returncode == 78, result.stderr[-500:]
    assert "pip install 'daybreak[gui]'" in result.stderr
