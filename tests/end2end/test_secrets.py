"""Canary secrets are planted wherever a secret may stand, and must turn up nowhere else."""

import io
import os
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import typer

from app.cli import app, main
from core.domain.outcome import Outcome
from tests.conftest import ROOT
from tests.fakes.home_market import NOT_STORED, configure
from tests.fakes.home_processes import Ended, daybreak, in_child
from tests.fakes.home_stages import command
from tests.fakes.tattling import SOURCES, Answer, refuses, tattling

HomeAt = Callable[[str], Path]

TOKEN = "0badcafe5ec4e7f00d0badcafe5ec4e7f00d"
SECOND = "feedfacecafebeef5eed0fca11ab1edeca1f"
"""A further one, where two places hold a secret at once."""
EVERYWHERE = {"TUSHARE_TOKEN": TOKEN, "DAYBREAK_SECRET_LLM_API_KEY": SECOND, "DAYBREAK_SECRET_WEBHOOK": SECOND}
CLOSED_PORT = "http://127.0.0.1:9"
SPAN = ("--from", NOT_STORED.isoformat(), "--to", NOT_STORED.isoformat())
_IMPATIENT: dict[str, object] = {"mode": "tushare_proxy", "retries": 0, "backoff_s": 0.0, "timeout_s": 5.0}
# They run for minutes on data and with a token of their own, or until somebody ends them.
_LONG = {
    ("alarms", "watch"), ("console",), ("demo",), ("drill", "stop"), ("factors", "build"), ("factors", "leakcheck"),
    ("factors", "update"), ("guard",), ("inbox", "watch"), ("serve",),
}  # fmt: skip


def _leaves(verb: Any, words: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    inner = getattr(verb, "commands", None)
    if inner is None:
        yield words
    for name, each in sorted((inner or {}).items()):
        yield from _leaves(each, (*words, name))


def _run_all(home: Path) -> None:
    """Run every verb in one process, with nothing but the home: most fail, and what they say then counts."""
    os.chdir(home.parent)
    for words in sorted({*_leaves(typer.main.get_command(app))} - _LONG):
        for how in ([], ["--json"]):
            sys.argv = ["daybreak", *words, "--home", str(home), *how]
            try:
                main()
            except SystemExit as ended:
                sys.stderr.write(f"{words} {ended.code}\n")


def test_no_verb_shows_or_keeps_a_secret(home_at: HomeAt) -> None:
    home = home_at("closed again")
    with tattling(refuses) as url:
        configure(home, data_source=_IMPATIENT | {"http_url": url})
        ended = in_child(_run_all, home, environment=EVERYWHERE)
    assert ended.err.count("\n(") > 20, ended.err
    _assert_nowhere(home, ended)


@pytest.mark.parametrize("source", [None, *SOURCES], ids=lambda source: source.__name__ if source else "closed")
def test_a_source_that_repeats_the_token_makes_nobody_tell_it(
    source: Callable[[dict[str, Any]], Answer] | None, home_at: HomeAt
) -> None:
    home = home_at("closed again")
    with tattling(source or refuses) as url:
        configure(home, data_source=_IMPATIENT | {"http_url": url if source else CLOSED_PORT})
        asked = [
            daybreak(home, *words, environment=EVERYWHERE)
            for words in (
                ("data", "pull", "--dataset", "daily", *SPAN),
                ("data", "pull", "--dataset", "stock_basic", *SPAN, "--json"),
                command("night", NOT_STORED),
                ("status",),
                ("doctor", "--json"),
            )
        ]
    assert asked[0].exit_code in (Outcome.DATA_NOT_READY.exit_code, Outcome.BAD_CONFIG.exit_code), asked[0]
    assert asked[2].exit_code == Outcome.DATA_NOT_READY.exit_code, asked[2]
    _assert_nowhere(home, *asked)


def test_a_defect_is_told_with_its_lines_and_without_the_token(home_at: HomeAt) -> None:
    home = home_at("closed again")
    (home / "runs").rename(home / "elsewhere")
    (home / "runs").write_text("in the way")
    (home / "state.sqlite3").write_bytes((home / "state.sqlite3").read_bytes()[:20_000])
    asked = [daybreak(home, *words, environment=EVERYWHERE) for words in (("status",), ("doctor",), ("breaks", "list"))]
    assert all(ended.exit_code for ended in asked)
    _assert_nowhere(home, *asked)


@pytest.mark.parametrize(
    "text",
    [
        f"data_source:\n  token: {TOKEN}\n",
        f"data_source:\n  http_url: http://me:{TOKEN}@proxy.example/\n",
        f"data_source:\n  http_url: http://proxy.example/?key={TOKEN}\n",
        f"data_source:\n  http_url: http://proxy.example/#{TOKEN}\n",
        f"data_source:\n  mode: {TOKEN}\n",
        f'data_source:\n  token: "{TOKEN}\n',
        f"data_source: {{token: {TOKEN}\n",
        f"tushare_token: {TOKEN}\n",
        f"{TOKEN}: token\n",
        f"data_source:\n  retries: {TOKEN}\n",
    ],
)
def test_a_secret_in_the_settings_is_refused_and_not_repeated(text: str, home_at: HomeAt) -> None:
    home = home_at("stored")
    (home / "cfg.yaml").write_text(text, encoding="utf-8")
    asked = [daybreak(home, *words) for words in (("config", "show"), ("doctor",), ("status", "--json"))]
    assert asked[0].exit_code == Outcome.BAD_CONFIG.exit_code, asked[0]
    (home / "cfg.yaml").unlink()
    _assert_nowhere(home, *asked)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DAYBREAK__DATA_SOURCE__TOKEN", TOKEN),
        ("DAYBREAK__DATA_SOURCE__HTTP_URL", f"http://me:{TOKEN}@proxy.example/"),
        ("DAYBREAK__DATA_SOURCE__HTTP_URL", f"http://proxy.example/?key={TOKEN}"),
        ("DAYBREAK__TUSHARE_TOKEN", TOKEN),
        ("DAYBREAK__DATA_SOURCE__MODE", TOKEN),
    ],
)
def test_a_secret_in_an_override_is_refused_and_not_repeated(name: str, value: str, home_at: HomeAt) -> None:
    home = home_at("stored")
    asked = [daybreak(home, *words, environment={name: value}) for words in (("config", "show"), ("doctor",))]
    assert asked[0].exit_code == Outcome.BAD_CONFIG.exit_code, asked[0]
    _assert_nowhere(home, *asked)


def test_a_keyring_that_quotes_the_secret_is_not_quoted(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHON_KEYRING_BACKEND": "tests.fakes.tattling.Keyring", "PYTHONPATH": str(ROOT)}
    words = [sys.executable, "-m", "app", "config", "token", "--home", str(tmp_path)]
    ended = subprocess.run(
        words, cwd=ROOT, env=environment, input=f"{TOKEN}\n", capture_output=True, encoding="utf-8", check=False
    )
    assert ended.returncode == Outcome.BAD_CONFIG.exit_code, ended
    _assert_nowhere(tmp_path, Ended(ended.returncode, ended.stdout, ended.stderr))


def test_a_credential_that_cannot_be_read_is_named_and_not_shown(home_at: HomeAt, tmp_path: Path) -> None:
    home = home_at("closed again")
    configure(home, data_source=_IMPATIENT | {"http_url": CLOSED_PORT})
    (tmp_path / "tushare_token").write_bytes(b"\xff" + TOKEN.encode())
    ended = daybreak(home, "data", "pull", *SPAN, environment={"CREDENTIALS_DIRECTORY": str(tmp_path)})
    assert "tushare_token" in ended.text
    _assert_nowhere(home, ended)


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="processes are looked at in /proc")
def test_no_list_of_processes_shows_the_token(home_at: HomeAt) -> None:
    """While a request is under way: the arguments of the command and all it started, and their environments."""
    home, seen, looked = home_at("closed again"), threading.Event(), threading.Event()

    def waits(request: dict[str, Any]) -> Answer:
        seen.set()
        looked.wait(30)
        return refuses(request)

    with tattling(waits) as url:
        configure(home, data_source=_IMPATIENT | {"http_url": url, "timeout_s": 60.0})
        words = [sys.executable, "-m", "app", "data", "pull", *SPAN, "--home", str(home)]
        environment = {**os.environ, "TUSHARE_TOKEN": TOKEN, "PYTHONPATH": str(ROOT)}
        process = subprocess.Popen(words, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        try:
            assert seen.wait(60)
            lines = [_of(number, "cmdline") for number in (process.pid, *_children(process.pid))]
            holders = [entry for entry in _of(process.pid, "environ").split(b"\0") if TOKEN.encode() in entry]
        finally:
            looked.set()
            out, err = process.communicate(timeout=60)
    assert b"data\0pull" in lines[0]
    assert TOKEN.encode() not in b"".join(lines)
    assert [entry.split(b"=")[0] for entry in holders] == [b"TUSHARE_TOKEN"]
    _assert_nowhere(home, Ended(process.returncode, out.decode(), err.decode()))


def test_what_looks_for_secrets_finds_them(tmp_path: Path) -> None:
    """Compressed columns and archives too, or the tests above would look past them."""
    pd.DataFrame({"name": ["x", TOKEN]}).to_parquet(tmp_path / "rows.parquet", compression="zstd")
    (tmp_path / "log.txt").write_text(f"and {SECOND} is not it")
    with zipfile.ZipFile(tmp_path / "all.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inner.csv", f"a,{TOKEN}\n" * 50)
    assert [path.name for path in _leaks(tmp_path)] == ["all.zip", "log.txt", "rows.parquet"]


def _assert_nowhere(home: Path, *asked: Ended) -> None:
    told = [ended for ended in asked if TOKEN in ended.out + ended.err or SECOND in ended.out + ended.err]
    assert not told
    assert _leaks(home) == []


def _leaks(folder: Path) -> list[Path]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return [path for path in files if any(secret.encode() in _plain(path) for secret in (TOKEN, SECOND))]


def _plain(path: Path) -> bytes:
    """What a file holds, unpacked; the tables of a database lie in it as they are."""
    data = path.read_bytes()
    if path.suffix == ".parquet" and path.stat().st_nlink == 1:  # a linked one is the stage's own, from before
        return data + pd.read_parquet(io.BytesIO(data)).to_csv().encode()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            return data + b"".join(archive.read(name) for name in archive.namelist())
    return data


def _of(number: int, what: str) -> bytes:
    return Path("/proc", str(number), what).read_bytes()


def _children(number: int) -> list[int]:
    found: list[int] = []
    for task in Path("/proc", str(number), "task").iterdir():
        for child in (task / "children").read_text().split():
            found += [int(child), *_children(int(child))]
    return found
