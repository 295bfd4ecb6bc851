"""The exchanged files: one a morning, none but today's whole own one obeyed, no report believed that is not whole."""

from collections.abc import Callable
from pathlib import Path

import pytest

from core.adapters.ptrade.sealed import content_hash
from core.domain.outcome import Outcome
from tests.fakes.home_market import DAY_ONE, DAY_TWO
from tests.fakes.home_processes import daybreak
from tests.fakes.home_stages import Stages, command
from tests.fakes.home_state import differences, exchanged, final_state, rows, sends

HomeAt = Callable[[str], Path]
Spoil = Callable[[bytes], bytes]

BOOKS = ("journal_entries", "postings", "lot_moves", "order_results", "fills", "broker_cash", "broker_positions",
         "breaks", "equity_marks")  # fmt: skip
CLOSE = command("close", DAY_TWO)


def test_morning_run_twice_writes_one_file_and_answers_with_the_first_run(stages: Stages, home_at: HomeAt) -> None:
    home = home_at("released again")
    again = daybreak(home, *command("morning", DAY_TWO), "--json")
    assert again.exit_code == 0
    assert again.json()["run_id"] == f"morning-{DAY_TWO:%Y%m%d}-01"
    assert not differences(stages.state("released again"), final_state(home))


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        ("yesterday's", "DATE"),
        ("truncated", "TRUNCATED"),
        ("half a line", "TRUNCATED"),
        ("edited", "CHECKSUM"),
        ("copied", "SEQUENCE"),
    ],
)
def test_a_file_that_is_not_todays_whole_own_one_is_refused(spoil: str, code: str, home_at: HomeAt) -> None:
    home = home_at("released again")
    today, yesterday = (home / "ptrade" / "outbox" / f"orders_{day:%Y%m%d}_1.csv" for day in (DAY_TWO, DAY_ONE))
    whole, sequence = today.read_bytes(), 1
    if spoil == "yesterday's":
        today.write_bytes(yesterday.read_bytes())
    elif spoil == "truncated":
        today.write_bytes(b"".join(whole.splitlines(keepends=True)[:-2]))
    elif spoil == "half a line":
        today.write_bytes(whole[: len(whole) * 2 // 3])
    elif spoil == "edited":
        today.write_bytes(whole.replace(b",SELL,", b",BUY,", 1))
    else:
        sequence = 2
        today.with_name(today.name.replace("_1", "_2")).write_bytes(whole)
    assert daybreak(home, *command("paper", DAY_TWO)).exit_code == 0
    ack = exchanged(home)[f"inbox/ack_{DAY_TWO:%Y%m%d}_{sequence}.csv"].decode()
    assert f"refused,{code}," in ack
    assert len(sends(home, DAY_TWO)) == (0 if sequence == 1 else len(_orders(whole))), "only the whole file is obeyed"
    assert set(sends(home, DAY_TWO).values()) <= {1}


def _orders(data: bytes) -> list[str]:
    return [line for line in data.decode().splitlines() if not line.startswith("#")][1:]


def _resealed(change: Spoil) -> Spoil:
    """Change the content and put the right checksum on it: what only a reader of the rows can find."""

    def spoil(data: bytes) -> bytes:
        lines = change(data).decode().splitlines()
        seal = f"#sha256={content_hash(lines)}"
        return "".join(f"{seal if line.startswith('#sha256=') else line}\n" for line in lines).encode()

    return spoil


def _without_column(data: bytes) -> bytes:
    lines = data.decode().splitlines()
    start = lines.index("#section=fills") + 1
    end = lines.index("#section=others")
    cut = [",".join(line.split(",")[:-1]) for line in lines[start:end]]
    return "\n".join([*lines[:start], *cut, *lines[end:]]).encode()


def _twice_the_first_fill(data: bytes) -> bytes:
    lines = data.decode().splitlines()
    first = lines.index("#section=fills") + 2
    rows_before = sum(not line.startswith("#") for line in lines) - 4
    told = next(line for line in lines if line.startswith("#fills="))
    more = [
        line.replace(told, f"#fills={int(told[7:]) + 1}") for line in [*lines[:first], lines[first], *lines[first:]]
    ]
    return "\n".join([*more[:-1], f"#END,{rows_before + 1}"]).encode()


def _negative_quantity(data: bytes) -> bytes:
    lines = data.decode().splitlines()
    first = lines.index("#section=fills") + 2
    fields = lines[first].split(",")
    fields[5] = f"-{fields[5]}"
    return "\n".join([*lines[:first], ",".join(fields), *lines[first + 1 :]]).encode()


def _of_yesterday(data: bytes) -> bytes:
    return data.replace(f"#trade_date={DAY_TWO:%Y%m%d}".encode(), f"#trade_date={DAY_ONE:%Y%m%d}".encode())


def _of_another_account(data: bytes) -> bytes:
    return data.replace(b"#account_tail=0000", b"#account_tail=7777")


def _of_a_real_channel(data: bytes) -> bytes:
    return data.replace(b"#channel=PAPER", b"#channel=LIVE")


def _half_a_line(data: bytes) -> bytes:
    return data[: len(data) * 3 // 5]


def _in_gbk(data: bytes) -> bytes:
    return data.decode().replace("#section=alarms", "#section=alarms\n09:31:00,委托失败").encode("gbk")


def _endless(data: bytes) -> bytes:
    return data + b"0," * 50_000_000


def _nothing(data: bytes) -> bytes:
    return b""


MALFORMED: dict[str, tuple[str, Spoil, str]] = {
    "missing column": ("exec_report", _resealed(_without_column), "filled_at"),
    "duplicate fill": ("exec_report", _resealed(_twice_the_first_fill), "business_id"),
    "negative quantity": ("exec_report", _resealed(_negative_quantity), "shares"),
    "wrong date": ("exec_report", _resealed(_of_yesterday), "trade_date"),
    "edited": ("exec_report", _negative_quantity, "sha256"),
    "half a line": ("exec_report", _half_a_line, "breaks off"),
    "edited, in GBK": ("exec_report", _in_gbk, "sha256"),
    "100 MB": ("exec_report", _endless, "at most"),
    "empty": ("exec_report", _nothing, "empty"),
    "positions of yesterday": ("real_positions", _resealed(_of_yesterday), "trade_date"),
    "positions of a foreign account": ("real_positions", _resealed(_of_another_account), "account_tail"),
    "positions of a real channel": ("real_positions", _resealed(_of_a_real_channel), "channel"),
    "half the positions": ("real_positions", _half_a_line, "breaks off"),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_a_malformed_report_is_refused_with_nothing_posted(name: str, stages: Stages, home_at: HomeAt) -> None:
    kind, spoil, problem = MALFORMED[name]
    home = home_at("traded again")
    path = home / "ptrade" / "inbox" / f"{kind}_{DAY_TWO:%Y%m%d}.csv"
    right = path.read_bytes()
    path.write_bytes(spoil(right))

    ended = daybreak(home, *CLOSE, "--json")
    assert ended.exit_code == Outcome.UNKNOWN.exit_code, ended
    message = ended.json()["message"]
    assert path.name in message
    assert problem in message
    assert "→" in message, "a remedy follows"
    assert {table: rows(home, table) for table in BOOKS} == _books(stages, "traded again")

    path.write_bytes(right)
    assert daybreak(home, *CLOSE).exit_code == 0
    _assert_books_as_undisturbed(stages, home)


def test_reports_given_by_hand_settle_what_the_inbox_could_not(stages: Stages, home_at: HomeAt, tmp_path: Path) -> None:
    home = home_at("traded again")
    moved = {}
    for kind in ("exec_report", "real_positions"):
        path = home / "ptrade" / "inbox" / f"{kind}_{DAY_TWO:%Y%m%d}.csv"
        moved[kind] = path.rename(tmp_path / f"{kind} (1).csv")
    lost = daybreak(home, *CLOSE)
    assert lost.exit_code == Outcome.UNKNOWN.exit_code, lost
    assert "--exec-report" in lost.text
    by_hand = ("--exec-report", str(moved["exec_report"]), "--positions", str(moved["real_positions"]))
    assert daybreak(home, *CLOSE, *by_hand).exit_code == 0
    _assert_books_as_undisturbed(stages, home)


def test_a_path_that_leads_nowhere_is_an_unknown_not_a_crash(stages: Stages, home_at: HomeAt) -> None:
    home = home_at("traded again")
    ended = daybreak(home, *CLOSE, "--exec-report", str(home / "nowhere.csv"))
    assert ended.exit_code == Outcome.UNKNOWN.exit_code, ended
    assert "nowhere.csv does not exist" in ended.text
    assert {table: rows(home, table) for table in BOOKS} == _books(stages, "traded again")


def _books(stages: Stages, stage: str) -> dict[str, list[dict[str, object]]]:
    return {table: rows(stages.home(stage), table) for table in BOOKS}


def _assert_books_as_undisturbed(stages: Stages, home: Path) -> None:
    """A refused attempt counts as a run of its own, so only the runs' numbers may differ."""
    for table, expected in _books(stages, "closed again").items():
        assert _plain(rows(home, table)) == _plain(expected), table


def _plain(found: list[dict[str, object]]) -> list[dict[str, object]]:
    return [{key: value for key, value in row.items() if key != "run_seq"} for row in found]
