"""The command as timers and people meet it: help, exit codes, one JSON object, and no secret anywhere."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import typer

from app.cli import app
from app.compose import open_house
from core.domain.dates import at, ymd
from core.domain.outcome import Outcome
from core.ports.snapshots import Audit
from tests.fakes.home_market import DAY_TWO, NOT_STORED, SUNDAY, configure
from tests.fakes.home_processes import Ended, daybreak, in_child
from tests.fakes.home_stages import command
from tests.fakes.home_state import exchanged

HomeAt = Callable[[str], Path]

CANARY = "0badcafe5ec4e7f00d0badcafe5ec4e7f00d"
CLOSED_PORT = "http://127.0.0.1:9"
JOBS = ("night", "morning", "close")
_IMPATIENT: dict[str, object] = {"retries": 0, "backoff_s": 0.0, "timeout_s": 5.0}


def _verbs(verb: Any, words: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield words
    for name, each in sorted(getattr(verb, "commands", {}).items()):
        yield from _verbs(each, (*words, name))


VERBS = list(_verbs(typer.main.get_command(app)))


def _ask_all_for_help(folder: Path) -> None:
    """Ask every verb in one process; what it does with a home must not matter."""
    code = 0
    for words in VERBS:
        try:
            app([*words, "--help"])
        except SystemExit as ended:
            code = code or int(str(ended.code or 0))
    raise SystemExit(code)


def test_every_verb_explains_itself(tmp_path: Path) -> None:
    ended = in_child(_ask_all_for_help, tmp_path)
    assert ended.exit_code == 0, ended
    assert ended.out.count("Usage:") == len(VERBS) > 20
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "words",
    [
        *(("run", job) for job in JOBS), ("paper",), ("status",), ("data", "audit"), ("data", "pull"),
        ("breaks", "list"), ("replay", "night-20250613-01"), ("reset-db",), ("stop",),
    ],
)  # fmt: skip
def test_a_folder_that_is_no_home_is_bad_configuration(words: tuple[str, ...], tmp_path: Path) -> None:
    ended = daybreak(tmp_path / "nowhere", *words, "--json")
    assert ended.exit_code == Outcome.BAD_CONFIG.exit_code, ended
    assert ended.json()["remedy"]
    assert not (tmp_path / "nowhere").exists(), "asking must not make one"


@pytest.mark.parametrize("kind", [*JOBS, "paper"])
def test_a_day_the_exchange_is_closed_is_left_alone(kind: str, home_at: HomeAt) -> None:
    home = home_at("closed again")
    before = exchanged(home)
    told = _told(daybreak(home, *command(kind, SUNDAY), "--json"))
    assert told["outcome"] == "not_trade_day"
    assert told["exit_code"] == Outcome.NOT_TRADE_DAY.exit_code == 10
    assert exchanged(home) == before


def test_a_night_without_its_day_is_not_ready(home_at: HomeAt) -> None:
    home = home_at("closed again")
    told = _told(daybreak(home, *command("night", NOT_STORED), "--json"))
    assert told["exit_code"] == Outcome.DATA_NOT_READY.exit_code == 11
    assert all(name in told["message"] for name in ("daily", "daily_basic", "adj_factor", "stk_limit"))


@pytest.mark.parametrize(("share", "outcome"), [(0.5, Outcome.DATA_NOT_READY), (1.0, Outcome.DONE)])
def test_a_night_with_half_its_rows_is_not_ready(share: float, outcome: Outcome, home_at: HomeAt) -> None:
    home = home_at("closed again")
    _store_like_the_day_before(home, share)
    told = _told(daybreak(home, *command("night", NOT_STORED), "--json"))
    assert told["exit_code"] == outcome.exit_code, told
    if outcome is Outcome.DATA_NOT_READY:
        assert "daily: " in told["message"]
        assert f"rows on {NOT_STORED}" in told["message"]


def test_a_finished_job_says_so_in_one_object(home_at: HomeAt) -> None:
    home = home_at("planned again")
    told = _told(daybreak(home, *command("morning", DAY_TWO), "--json"))
    assert (told["outcome"], told["exit_code"]) == ("done", 0)
    assert told["run_id"] == f"morning-{DAY_TWO:%Y%m%d}-01"
    assert Path(told["report"]).is_file()
    for words in (("status",), ("doctor",), ("data", "audit"), ("breaks", "list"), ("config", "show")):
        assert _told(daybreak(home, *words, "--json"))["message"]


@pytest.mark.parametrize("source", ["closed", "echoing"])
def test_the_token_is_never_shown_nor_kept(source: str, home_at: HomeAt) -> None:
    """Not even by a server that throws it back in its error text."""
    home = home_at("closed again")
    with _echo() as url:
        configure(home, data_source={"mode": "tushare_proxy", "http_url": CLOSED_PORT if source == "closed" else url}
                  | _IMPATIENT)  # fmt: skip
        span = ("--from", NOT_STORED.isoformat(), "--to", NOT_STORED.isoformat())
        asked = [
            daybreak(home, *words, *how, environment={"TUSHARE_TOKEN": CANARY})
            for how in ((), ("--json",))
            for words in (
                ("data", "pull", "--dataset", "daily", *span),
                command("night", NOT_STORED),
                ("status",),
                ("doctor",),
                ("config", "show"),
            )
        ]
    assert asked[0].exit_code in (Outcome.DATA_NOT_READY.exit_code, Outcome.BAD_CONFIG.exit_code), asked[0]
    assert asked[1].exit_code == Outcome.DATA_NOT_READY.exit_code, asked[1]
    for ended in asked:
        assert CANARY not in ended.out + ended.err
    leaks = [path for path in home.rglob("*") if path.is_file() and CANARY.encode() in path.read_bytes()]
    assert not leaks


def _told(ended: Ended) -> dict[str, Any]:
    """The one JSON object on standard output; its exit code is the process's."""
    document = ended.json()
    assert ended.out.count("\n") == 1
    assert document["exit_code"] == ended.exit_code
    assert document["outcome"] == next(each.word for each in Outcome if each.exit_code == ended.exit_code)
    return document


def _store_like_the_day_before(home: Path, share: float) -> None:
    """Store the evening's essential tables of NOT_STORED as DAY_TWO had them, `daily` in part."""
    with open_house(home, lambda step: None) as house:
        view = house.store.view(at(DAY_TWO, 23))
        for dataset in ("daily", "daily_basic", "adj_factor", "stk_limit"):
            frame = view.read(dataset, DAY_TWO, DAY_TWO)
            frame = frame.head(int(len(frame) * share)) if dataset == "daily" else frame
            audit = Audit("a test", "", at(NOT_STORED, 20), "a-test", "a test")
            house.store.append(dataset, NOT_STORED, frame.assign(trade_date=ymd(NOT_STORED)), audit)


class _Echo(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        token = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["token"]
        reply = json.dumps({"code": 40101, "msg": f"您的token({token})不对,请确认。", "data": None}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(reply)))
        self.end_headers()
        self.wfile.write(reply)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Say nothing."""


@contextmanager
def _echo() -> Iterator[str]:
    """A source that refuses every request and repeats the token it was shown."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Echo) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()
