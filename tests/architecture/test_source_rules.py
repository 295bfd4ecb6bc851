"""Rules of the source hold on the tree, and each one sees what breaks it."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source_rules import (
    Rule,
    breaches,
    domain_uses_the_standard_library_only,
    every_package_opens_with_a_paragraph,
    nobody_asks_the_time,
    only_safety_approves,
)

ROOT = Path(__file__).resolve().parents[2]
RULES = [
    domain_uses_the_standard_library_only,
    every_package_opens_with_a_paragraph,
    nobody_asks_the_time,
    only_safety_approves,
]
# `__main__` is run by Python and `migrations.env` by Alembic; they are programs, nobody imports them.
IMPORT_ALL = """
import importlib, logging, os, pkgutil, sys, threading
before = set(os.listdir(".")), logging.getLogger().handlers[:], threading.active_count()
for room in sys.argv[1:]:
    package = importlib.import_module(room)
    for module in pkgutil.walk_packages(package.__path__, room + "."):
        if not module.name.endswith((".__main__", ".migrations.env")):
            importlib.import_module(module.name)
after = set(os.listdir(".")), logging.getLogger().handlers[:], threading.active_count()
print(sum(name.split(".")[0] in sys.argv[1:] for name in sys.modules))
sys.exit(0 if before == after else f"importing changed {before} to {after}")
"""


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_tree_keeps_the_rule(rule: Rule) -> None:
    assert breaches(ROOT, rule) == []


def seen(rule: Rule, code: str, path: str = "core/jobs/saboteur.py") -> int:
    return len(list(rule(path, ast.parse(code))))


@pytest.mark.parametrize(
    "code",
    [
        "from datetime import datetime\ndatetime.now()",
        "from datetime import datetime as dt\ndt.utcnow()",
        "import datetime\nx = datetime.datetime.now(tz)",
        "import datetime as d\nd.date.today()",
        "from datetime import date\nfield(default_factory=date.today)",
        "import time\ntime.time()",
        "from time import time\ntime()",
        "import pandas as pd\npd.Timestamp.now()",
    ],
)
def test_asking_the_time_is_seen(code: str) -> None:
    assert seen(nobody_asks_the_time, code) == 1
    assert seen(nobody_asks_the_time, code, "core/adapters/clock/saboteur.py") == 0


@pytest.mark.parametrize("code", ["clock.now()", "self._clock.now()", "import time\ntime.sleep(1)\ntime.monotonic()"])
def test_a_clock_passed_in_is_no_breach(code: str) -> None:
    assert seen(nobody_asks_the_time, code) == 0


@pytest.mark.parametrize(
    "code",
    [
        "from core.domain.approved import ApprovedOrders\nApprovedOrders(batch, verdicts)",
        "import core.domain.approved as a\na.ApprovedOrders(batch, verdicts)",
        "from core.domain.approved import ApprovedOrders as Fine\nFine(batch, verdicts)",
        "from core.domain.approved import ApprovedOrders\nmake = ApprovedOrders",
        "from core.domain.approved import ApprovedOrders\nobject.__new__(ApprovedOrders)",
        "from core.domain.approved import ApprovedOrders\nclass Mine(ApprovedOrders): ...",
    ],
)
def test_approving_outside_safety_is_seen(code: str) -> None:
    assert seen(only_safety_approves, code) == 1
    assert seen(only_safety_approves, code, "core/safety/saboteur.py") == 0


def test_naming_approved_orders_as_a_type_is_no_breach() -> None:
    code = (
        "def release(orders: ApprovedOrders) -> ApprovedOrders | None:\n    return isinstance(orders, ApprovedOrders)"
    )
    assert seen(only_safety_approves, code) == 0


@pytest.mark.parametrize(
    "code", ["import pandas", "from pydantic import BaseModel", "import core.settings", "import os, numpy"]
)
def test_a_foreign_import_in_the_domain_is_seen(code: str) -> None:
    assert seen(domain_uses_the_standard_library_only, code, "core/domain/saboteur.py") == 1
    assert seen(domain_uses_the_standard_library_only, code) == 0


@pytest.mark.parametrize("code", ["", "x = 1", '"""Rooms"""'])
def test_a_package_without_a_sentence_is_seen(code: str) -> None:
    assert seen(every_package_opens_with_a_paragraph, code, "core/jobs/__init__.py") == 1


def test_packaging_never_becomes_a_package() -> None:
    assert list((ROOT / "packaging").rglob("__init__.py")) == []


def test_the_executor_is_a_resource_and_not_a_module() -> None:
    assert (ROOT / "resources" / "ptrade" / "executor.py").is_file()
    assert list((ROOT / "resources").rglob("__init__.py")) == []


def run_import(folder: Path, *rooms: str, path: Path = ROOT) -> subprocess.CompletedProcess[str]:
    environ = {**os.environ, "PYTHONPATH": str(path), "HOME": str(folder), "DAYBREAK_HOME": str(folder / "home")}
    command = [sys.executable, "-B", "-W", "error::ResourceWarning", "-c", IMPORT_ALL, *rooms]
    return subprocess.run(command, cwd=folder, env=environ, capture_output=True, text=True, timeout=120, check=False)


def test_importing_everything_changes_nothing(tmp_path: Path) -> None:
    result = run_import(tmp_path, "app", "core", "widgets")
    assert result.returncode == 0, result.stderr
    assert int(result.stdout) > 50
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "code",
    [
        "open('left.txt', 'w').close()",
        "import logging; logging.basicConfig()",
        "import threading, time; threading.Thread(target=time.sleep, args=(5,), daemon=True).start()",
    ],
)
def test_an_import_that_does_something_is_seen(tmp_path: Path, code: str) -> None:
    (tmp_path / "src" / "rude").mkdir(parents=True)
    (tmp_path / "src" / "rude" / "__init__.py").write_text(code + "\n")
    (tmp_path / "cwd").mkdir()
    result = run_import(tmp_path / "cwd", "rude", path=tmp_path / "src")
    assert result.returncode == 1
    assert "importing changed" in result.stderr
