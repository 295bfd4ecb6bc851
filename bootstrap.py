#!/usr/bin/env python3
"""From a bare machine to a running Daybreak: makes .venv beside this file, installs into it and runs one command.

Standard library only. Everything it says itself goes to standard error; standard output is the command's own.
"""

from __future__ import annotations

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "Daybreak needs Python 3.11 or newer, this is {}.{} at {}.\n"
        "Install one (python.org; on Debian or Ubuntu: apt install python3 python3-venv) and start "
        "this file with it, for example: python3.11 bootstrap.py demo".format(*sys.version_info[:2], sys.executable)
    )

import argparse
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import tomllib
import venv
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "daybreak-install.json"
SHOTS = ROOT / "build" / "shots"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
SCREENS = {
    "span.png": ("report.html", "900,1600"),
    "report.png": ("runs/close-*/report.html", "900,3000"),
    "report-phone.png": ("runs/close-*/report.html", "500,3000"),
    "morning.png": ("runs/morning-*/report.html", "900,3000"),
    "night.png": ("runs/night-*/report.html", "900,3000"),
}
CHECKS = {
    "lint": ["-m", "ruff", "check", "."],
    "format": ["-m", "ruff", "format", "--check", "."],
    "types": ["-m", "mypy"],
    "import contracts": ["-c", "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())"],
    "budgets": ["-m", "tests.architecture.budgets"],
}
USAGE_ERROR = 2
INTERRUPTED = 130


class Failed(Exception):
    """Ends the program with a message and an exit code."""

    def __init__(self, message: str, exit_code: int = 1) -> None:
        super().__init__(message)
        self.exit_code = exit_code


def main(arguments: list[str]) -> int:
    """Run one command and return its exit code."""
    options = _parser().parse_args(arguments)
    chosen = next(command for command in COMMANDS if command.__name__ == options.command)
    try:
        return chosen(options.rest)
    except Failed as failure:
        say(str(failure))
        return failure.exit_code
    except KeyboardInterrupt:
        say("interrupted")
        return INTERRUPTED


def demo(extra: list[str]) -> int:
    """Install the trader's install and run the demo: 20 trading days, about three minutes."""
    install("gui")
    return run_python(["-P", "-m", "app", "demo", *extra], Path.cwd())


def test(extra: list[str]) -> int:
    """Install the test extras and run pytest; further arguments go to pytest."""
    install("gui", "test")
    own_workers = any(word.startswith(("-n", "--numprocesses", "--pdb")) for word in extra)
    workers = [] if own_workers or not has_module("xdist") else ["-n", "2", "--dist", "worksteal"]
    return run_module("pytest", *workers, *extra)


def check(extra: list[str]) -> int:
    """Run lint, format, types, import contracts and size budgets; all of them, even after a failure."""
    _takes_nothing(extra)
    install("gui", "test")
    failed = []
    for name, command in CHECKS.items():
        say(f"== {name}")
        if run_python(command) != 0:
            failed.append(name)
    say(f"failed: {', '.join(failed)}" if failed else f"passed: {', '.join(CHECKS)}")
    return 1 if failed else 0


def bench(extra: list[str]) -> int:
    """Run the benchmarks of tests/bench, or the one named; --json for machines. Peers not to be had are left out."""
    install("gui", "test")
    installed = STAMP.read_bytes()
    try:
        install("bench")
    except Failed as failure:
        STAMP.write_bytes(installed)
        say(f"{failure} Going on without the peers of the extra `bench`.")
    return run_module("tests.bench", *extra)


def shots(extra: list[str]) -> int:
    """Run the demo and take pictures of every screen, and of its pages with a Chromium found on PATH, into docs/img."""
    _takes_nothing(extra)
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        raise Failed(f"no browser on PATH, looked for {', '.join(BROWSERS)}; on Debian: apt install chromium")
    install("gui", "test")
    command = [venv_python(), "-m", "app", "demo", "--home", str(SHOTS), "--json"]
    say("running the demo (about three minutes) ...")
    result = subprocess.run(command, cwd=ROOT, env=_environ(), stdout=subprocess.PIPE, check=False)
    if result.returncode != 0:
        raise Failed(f"the demo ended with exit code {result.returncode}", result.returncode)
    home = Path(json.loads(result.stdout)["home"])
    for name, (pattern, size) in SCREENS.items():
        pages = sorted(home.glob(pattern))
        if not pages:
            raise Failed(f"the demo left no {pattern} in {home}")
        _picture(browser, pages[-1], ROOT / "docs" / "img" / name, size)
    say("taking pictures of the console's screens ...")
    return run_module("tests.shots", str(home), str(ROOT / "docs" / "img" / "console"), "--trouble")


def render(extra: list[str]) -> int:
    """Write cfg.yaml, docs/settings.md and the console's translations anew from the code."""
    _takes_nothing(extra)
    install("gui", "test")
    for path, function in (("cfg.yaml", "render_cfg"), ("docs/settings.md", "render_page")):
        source = f"from core.settings.render import {function} as text; import sys; sys.stdout.write(text())"
        text = subprocess.run([venv_python(), "-c", source], cwd=ROOT, env=_environ(), check=True, capture_output=True)
        (ROOT / path).write_bytes(text.stdout.replace(b"\r\n", b"\n"))
        say(f"wrote {path}")
    return run_module("tests.words")


COMMANDS: tuple[Callable[[list[str]], int], ...] = (demo, test, check, bench, shots, render)


def install(*extras: str) -> None:
    """Make .venv hold this project with `extras`; does nothing when an earlier install already did."""
    place = {"root": str(ROOT), "python": list(sys.version_info[:2])}
    before = _stamp()
    usable = Path(venv_python()).exists() and all(before.get(key) == value for key, value in place.items())
    wanted = sorted({*extras, *before["extras"]} if usable else extras)
    stamp = {**place, "project": _project_hash(), "extras": wanted}
    if usable and stamp == before:
        return
    STAMP.unlink(missing_ok=True)
    if not usable or not _pip_works():
        _make_venv()
    say(f"installing daybreak[{','.join(wanted)}] into {VENV} (minutes the first time) ...")
    _pip("install", "--editable", f".[{','.join(wanted)}]")
    STAMP.write_text(json.dumps(stamp), encoding="utf-8")
    say("installed")


def venv_python() -> str:
    """The interpreter inside .venv."""
    return str(VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))


def run_module(module: str, *arguments: str) -> int:
    """Run a module of .venv; returns its exit code."""
    return run_python(["-m", module, *arguments])


def run_python(arguments: Iterable[str], cwd: Path = ROOT) -> int:
    """Run .venv's Python; a child killed by a signal counts as 128 + its number."""
    code = subprocess.run([venv_python(), *arguments], cwd=cwd, env=_environ(), check=False).returncode
    return 128 - code if code < 0 else code


def has_module(name: str) -> bool:
    """Whether .venv can import it."""
    source = f"import importlib.util, sys; sys.exit(importlib.util.find_spec({name!r}) is None)"
    return run_python(["-c", source]) == 0


def say(text: str) -> None:
    """Print one progress line."""
    print(f"[bootstrap] {text}", file=sys.stderr, flush=True)


def _parser() -> argparse.ArgumentParser:
    lines = [f"  {command.__name__:<8}{(command.__doc__ or '').strip()}" for command in COMMANDS]
    parser = argparse.ArgumentParser(
        prog="bootstrap.py",
        description=__doc__,
        epilog="commands:\n" + "\n".join(lines) + "\n\nWhat follows demo, test and bench is handed on to them.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=[command.__name__ for command in COMMANDS], metavar="COMMAND")
    parser.add_argument("rest", nargs=argparse.REMAINDER, metavar="...", help="handed on to the command")
    return parser


def _takes_nothing(extra: list[str]) -> None:
    if extra:
        raise Failed(f"this command takes no arguments, got: {' '.join(extra)}", USAGE_ERROR)


def _environ() -> dict[str, str]:
    return {**os.environ, "PYTHONUTF8": "1"}


def _project_hash() -> str:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    parts = {key: declared.get(key) for key in ("build-system", "project")}
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _stamp() -> dict[str, Any]:
    try:
        found = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        found = {}
    return found if isinstance(found, dict) and isinstance(found.get("extras"), list) else {"extras": []}


def _make_venv() -> None:
    if importlib.util.find_spec("ensurepip") is None:
        raise Failed("this Python cannot make virtual environments; on Debian or Ubuntu: apt install python3-venv")
    say(f"making {VENV} with Python {sys.version.split()[0]}")
    shutil.rmtree(VENV, ignore_errors=True)
    try:
        venv.create(VENV, with_pip=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise Failed(f"{VENV} could not be made: {error}") from None


def _pip_works() -> bool:
    try:
        return (
            subprocess.run([venv_python(), "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0
        )
    except OSError:
        return False


def _pip(*arguments: str) -> None:
    command = [venv_python(), "-m", "pip", "--disable-pip-version-check", "--no-input", "--quiet", *arguments]
    result = subprocess.run(command, cwd=ROOT, env=_environ(), capture_output=True, text=True, check=False)
    if result.returncode != 0:
        print(result.stdout + result.stderr, file=sys.stderr, end="", flush=True)
        raise Failed(f"pip failed with exit code {result.returncode}; its words are above. Is the network reachable?")


def _picture(browser: str, page: Path, target: Path, size: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--window-size={size}"]
    command = [browser, *flags, f"--screenshot={target}", page.as_uri()]
    try:
        result = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    except subprocess.TimeoutExpired:
        raise Failed(f"{browser} took more than two minutes over {page}") from None
    if result.returncode != 0 or not target.is_file():
        raise Failed(f"{browser} took no picture of {page}:\n{result.stdout}{result.stderr}")
    say(f"wrote {target.relative_to(ROOT)}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
