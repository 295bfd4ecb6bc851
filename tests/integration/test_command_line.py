"""The `daybreak` command as an operator, a timer or a machine meets it: words, exit codes, and homes in use."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from app.cli import main
from app.compose import LOCK_FILE, REPLAY_MARK, locked, system_clock
from app.reader import HomeDoor
from app.replay_book import SHEET, ReplaySheet, read_sheet, spans_of
from app.replaying import replay_span
from app.watch import Watch
from core.domain.dates import parse_date
from core.domain.outcome import Outcome
from core.jobs.cycle import DayRow
from core.ports.views.heading import Heading, HeadingAsk

pytestmark = pytest.mark.xdist_group("command line")

ROOT = Path(__file__).resolve().parents[2]


class Terminal:
    """Types a command and keeps what it printed."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch = monkeypatch
        self._capsys = capsys

    def says(self, *words: object) -> tuple[int, str]:
        """Return exit code and all text of a command."""
        code, out, err = self._run(words)
        return code, out + err

    def tells(self, *words: object) -> dict[str, Any]:
        """Return the JSON document of a command, its exit code checked against the process's."""
        code, out, _ = self._run([*words, "--json"])
        document: dict[str, Any] = json.loads(out)
        assert document["exit_code"] == code
        return document

    def _run(self, words: Any) -> tuple[int, str, str]:
        self._monkeypatch.setattr(sys, "argv", ["daybreak", *map(str, words)])
        self._capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = self._capsys.readouterr()
        return int(str(ended.value.code)), out, err


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(monkeypatch, capsys)


@pytest.fixture
def home(terminal: Terminal, tmp_path: Path) -> Path:
    """A new PAPER home whose path has a space and Chinese characters."""
    folder = tmp_path / "我的 desk"
    assert terminal.tells("init", "--home", folder)["exit_code"] == 0
    return folder


@pytest.fixture(scope="module")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which the demo ran for a day."""
    folder = tmp_path_factory.mktemp("demo") / "home"
    command = [sys.executable, "-m", "app", "demo", "--days", "1", "--symbols", "60", "--home", str(folder), "--json"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return folder


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("nonsense",), "nonsense"),
        (("status", "--jsno"), "--jsno"),
        (("demo", "--days", "0"), "--days"),
        (("data", "correct"), "dataset"),
        (("init", "--channel", "LVE"), "LVE"),
        (("run", "night", "--date", "2026-13-01"), "2026-13-01"),
    ],
)
def test_wrong_arguments_are_bad_configuration(terminal: Terminal, words: tuple[str, ...], named: str) -> None:
    told = terminal.tells(*words, "--home", "nowhere") if words[0] == "run" else terminal.tells(*words)
    assert (told["outcome"], told["exit_code"]) == ("bad_config", 78)
    assert named in told["message"]
    assert told["remedy"]


def test_an_amount_of_cash_that_is_none_makes_no_home(terminal: Terminal, tmp_path: Path) -> None:
    for cash in ("-5", "0", "nan", "inf"):
        code, text = terminal.says("init", "--home", tmp_path / "desk", f"--cash={cash}")
        assert code == 78
        assert "--cash is" in text
    assert not (tmp_path / "desk").exists()


def test_a_path_that_cannot_be_used_is_told_without_a_traceback(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    code, text = terminal.says("init", "--home", tmp_path / "file")
    assert code == 1
    assert str(tmp_path / "file") in text
    assert "Traceback" not in text


def test_a_home_can_be_looked_at_while_a_command_works_on_it(terminal: Terminal, home: Path) -> None:
    with locked(home):
        assert terminal.tells("status", "--home", home)["channel"] == "PAPER"
        assert terminal.tells("data", "audit", "--home", home)["exit_code"] == 0
        assert terminal.tells("breaks", "list", "--home", home)["rows"] == []
        rows = {row["check"]: row["state"] for row in terminal.tells("doctor", "--home", home)["rows"]}
    assert rows["ledger"] == "ok"


def test_a_demo_in_use_is_not_cleared_under_it(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / ".demo").write_text("made by a demo")
    (tmp_path / "snapshots").mkdir()
    with locked(tmp_path):
        told = terminal.tells("demo", "--home", tmp_path, "--days", "1")
    assert told["outcome"] == "data_not_ready"
    assert str(tmp_path) in told["message"]
    assert (tmp_path / "snapshots").is_dir()


def test_a_folder_no_demo_made_is_never_cleared(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("years of work")
    assert terminal.tells("demo", "--home", tmp_path, "--days", "1")["exit_code"] == 78
    assert (tmp_path / "thesis.doc").read_text() == "years of work"


def test_a_day_before_the_books_is_refused_but_not_the_night_before_them(
    terminal: Terminal, home: Path, tmp_path: Path
) -> None:
    lines = [f"SSE,{2020 + year}{month:02d}{day:02d},1" for year in range(30) for month, day in ((1, 2), (7, 1))]
    (tmp_path / "trade_cal.csv").write_text("\n".join(["exchange,cal_date,is_open", *lines]) + "\n")
    (tmp_path / "notes.csv").write_text("mine\n1\n")
    told = terminal.tells("data", "import", tmp_path, "--home", home)
    assert told["left_aside"] == ["notes.csv: not a dataset of this product"]
    today = date.fromisoformat(terminal.tells("status", "--home", home)["rows"][0]["as of"][:10])
    days = [date(2020 + year, month, day) for year in range(30) for month, day in ((1, 2), (7, 1))]
    past = [day for day in days if day < today]
    early = terminal.tells("run", "morning", "--home", home, "--date", past[-1])
    assert (early["outcome"], "books were opened" in early["message"]) == ("bad_config", True)
    assert terminal.tells("run", "night", "--home", home, "--date", past[-2])["outcome"] == "bad_config"
    assert terminal.tells("run", "night", "--home", home, "--date", past[-1])["outcome"] == "data_not_ready"


def test_a_span_that_ends_before_it_begins_is_refused(terminal: Terminal, home: Path, tmp_path: Path) -> None:
    span = ("--home", home, "--from", "2026-03-02", "--to", "2026-03-01")
    for words in (("data", "pull"), ("data", "import", tmp_path), ("replay",)):
        told = terminal.tells(*words, *span)
        assert (told["outcome"], told["remedy"]) == ("bad_config", "swap them")


def test_a_pull_without_a_token_is_no_late_vendor(
    terminal: Terminal, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TUSHARE_TOKEN", "")
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    with (home / "cfg.yaml").open("a", encoding="utf-8") as file:
        file.write("data_source:\n  mode: tushare_official\n  http_url: http://127.0.0.1:9\n")
    told = terminal.tells("data", "pull", "--home", home, "--dataset", "trade_cal")
    assert told["outcome"] == "bad_config"
    assert "token" in json.dumps(told)


def test_what_a_machine_reads_is_data(terminal: Terminal, demo_home: Path) -> None:
    audit = {row["dataset"]: row for row in terminal.tells("data", "audit", "--home", demo_home)["rows"]}
    assert audit["daily"]["coverage_pct"] == 100.0
    assert (audit["daily"]["gaps"], audit["daily"]["sources"]) == ([], ["demo-exchange"])
    runs = {row["run"].split("-")[0]: row for row in terminal.tells("status", "--home", demo_home)["rows"]}
    day = runs["morning"]["run"].split("-")[1]
    told = terminal.tells("run", "morning", "--home", demo_home, "--date", day)
    steps = {row["step"]: row["detail"] for row in told["rows"]}
    assert told["outcome"] == "done"
    assert isinstance(steps["orders"]["orders"], int)


def test_stored_bars_are_checked_against_the_rulebook(terminal: Terminal, demo_home: Path, tmp_path: Path) -> None:
    told = terminal.tells("data", "rules", "--home", demo_home)
    assert (told["outcome"], told["unexplained"], told["rows"]) == ("done", 0, [])
    assert told["bars"] > 10_000
    assert {row["board"] for row in told["rules"]} == {"main", "chinext", "star", "bse"}
    assert terminal.tells("data", "rules", "--home", demo_home, "--to", "2000-01-01")["outcome"] == "bad_config"

    home, day = shutil.copytree(demo_home, tmp_path / "copy"), told["rules"][0]["last"]
    symbol = str(pd.read_parquet(next(home.glob(f"snapshots/daily/trade_date={day.replace('-', '')}/*")))["ts_code"][0])
    reason = ("--author", "test", "--reason", "exercise")
    proposed = terminal.tells("data", "correct", "daily", day, symbol, "high", "99999.00", *reason, "--home", home)
    assert terminal.tells("data", "rules", "--home", home, "--from", day)["unexplained"] == 0
    terminal.tells("data", "confirm", str(proposed["rows"][0]["proposal_id"]), *reason, "--home", home)
    (laid,) = terminal.tells("data", "corrections", "--home", home)["rows"]
    assert (laid["author"], laid["confirmed_by"], laid["new_value"]) == ("test", "test", "99999.00")
    told = terminal.tells("data", "rules", "--home", home, "--from", day)
    assert (told["outcome"], told["exit_code"], told["unexplained"]) == ("degraded", 13, 1)
    assert [(row["ts_code"], row["kind"]) for row in told["unexplained_rows"]] == [(symbol, "outside")]
    code, text = terminal.says("data", "rules", "--home", home, "--by-rule")
    assert code == 13
    assert "1 of them unexplained" in text


def test_a_closed_exchange_is_no_warning(terminal: Terminal, demo_home: Path) -> None:
    told = terminal.tells("run", "night", "--home", demo_home, "--date", "2026-07-25")
    assert told["outcome"] == "not_trade_day"
    rows = terminal.tells("status", "--home", demo_home)["rows"]
    assert [row for row in rows if row["outcome"] in ("warning", "alarm")] == []


def test_a_replayed_span_leaves_a_home_to_work_with(terminal: Terminal, demo_home: Path) -> None:
    close = next(
        row["run"] for row in terminal.tells("status", "--home", demo_home)["rows"] if row["run"].startswith("close")
    )
    day = close.split("-")[1]
    span = terminal.tells("replay", "--from", day, "--to", day, "--home", demo_home)
    scratch = Path(span["home"])
    assert (span["outcome"], terminal.tells("status", "--home", scratch)["channel"]) == ("done", "REPLAY")
    checks = {row["check"]: row["state"] for row in terminal.tells("doctor", "--home", scratch)["rows"]}
    assert (checks["snapshots"], checks["calendar"] != "fail") == ("ok", True)
    assert terminal.tells("replay", close, "--home", scratch)["outcome"] == "done"


def test_a_replayed_span_tells_how_far_it_is_and_leaves_the_home_free(
    terminal: Terminal, demo_home: Path, tmp_path: Path
) -> None:
    close = next(
        row["run"] for row in terminal.tells("status", "--home", demo_home)["rows"] if row["run"].startswith("close")
    )
    day, scratch = parse_date(close.split("-")[1]), tmp_path / "elsewhere"
    told: list[ReplaySheet | None] = []

    class Trying(Watch):
        """Takes the home's lock at every line, as a job of its own would."""

        def say(self, text: str) -> None:
            with locked(demo_home):
                told.append(read_sheet(scratch))

    rows, _ = replay_span(demo_home, scratch, day, day, None, Trying(for_machine=True))
    sheet = read_sheet(scratch)
    assert sheet is not None
    assert told == [sheet]
    assert (sheet.rows, sheet.ended, sheet.days) == (tuple(rows), True, 1)
    assert [point.trade_date for point in sheet.equity][-1] == day
    assert scratch in spans_of(demo_home)


def test_the_heading_tells_that_a_replay_came_further(demo_home: Path) -> None:
    door, scratch = HomeDoor(demo_home, system_clock()), demo_home / "replays" / "20260101-20260102"
    marks = [tide_told(door)]
    scratch.mkdir(parents=True)
    (scratch / REPLAY_MARK).touch()
    marks.append(tide_told(door))
    for place in (1, 2):
        (scratch / SHEET).touch()
        os.utime(scratch / SHEET, ns=(place, place))
        marks.append(tide_told(door))
    shutil.rmtree(scratch)
    assert len({str(mark) for mark in marks}) == 4


def test_the_heading_tells_that_stop_was_pressed(demo_home: Path) -> None:
    door, file = HomeDoor(demo_home, system_clock()), demo_home / "ptrade" / "STOP"
    before = tide_told(door, "stop")
    file.write_text("HALTED")
    assert tide_told(door, "stop") != before
    file.unlink()


def tide_told(door: HomeDoor, topic: str = "replays") -> object:
    """What the heading says of a topic."""
    told = door.answer(HeadingAsk())
    assert isinstance(told, Heading)
    return told.tide[topic]


@pytest.fixture
def heard_interrupts() -> Iterator[None]:
    """Let children hear Ctrl-C even where a shell in the background told this process not to."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for one child")
@pytest.mark.usefixtures("heard_interrupts")
def test_an_interrupted_demo_says_how_to_go_on(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "app", "demo", "--days", "1", "--symbols", "60", "--home", str(tmp_path / "home")]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, encoding="utf-8") as child:
        assert child.stderr is not None
        child.stderr.readline()
        child.send_signal(signal.SIGINT)
        said = child.stderr.read()
        assert child.wait(30) == 130, said
    assert "INTERRUPTED" in said
    assert "--keep" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("outcomes", "failed"),
    [("done done done", False), ("done blocked degraded", False), ("bad_config blocked done", True)],
)
def test_a_day_fails_when_a_job_neither_finished_nor_was_blocked(outcomes: str, failed: bool) -> None:
    row = DayRow("2026-07-21", 0, 0, 0, 0, 1.0, 1.0, "all pass", "ok", outcomes)
    assert row.failed is failed


def test_clearing_keeps_the_mark_so_that_it_can_be_repeated(tmp_path: Path) -> None:
    from app.commands.shared import clear_scratch

    (tmp_path / ".replay").write_text("a home")
    (tmp_path / "runs").mkdir()
    (tmp_path / "report.html").write_text("old")
    clear_scratch(tmp_path, ".replay", "replay", keep=False)
    assert {each.name for each in tmp_path.iterdir()} == {".replay", LOCK_FILE}
    clear_scratch(tmp_path, ".replay", "replay", keep=False)


def test_every_outcome_stands_in_the_help(terminal: Terminal) -> None:
    code, text = terminal.says("--help")
    assert code == 0
    assert all(outcome.name in text for outcome in Outcome)
