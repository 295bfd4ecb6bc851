"""Files from outside: matched by what they say, taken once, never booked twice."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.adapters.ptrade.sealed import content_hash
from core.domain.breaks import BreakCode
from core.domain.dates import ymd
from core.domain.orders import Channel
from core.domain.outcome import Outcome
from core.jobs.close import close_job
from core.jobs.intake import Taken, Verdict, outcome_of, take_in
from tests.fakes.desk import NEXT, DeskBench, traded_bench
from tests.fakes.report_files import exec_report


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[DeskBench]:
    """The day is traded; its three files were carried away into a folder of downloads."""
    made = traded_bench(tmp_path / "home")
    downloads = made.home / "downloads"
    downloads.mkdir()
    for name in (f"ack_{ymd(NEXT)}_1", f"exec_report_{ymd(NEXT)}", f"real_positions_{ymd(NEXT)}"):
        (made.home / "ptrade" / "inbox" / f"{name}.csv").rename(downloads / f"{name} (1).csv")
    yield made
    made.close()


def files(bench: DeskBench) -> list[Path]:
    return sorted((bench.home / "downloads").iterdir())


def take(bench: DeskBench, *paths: Path) -> list[Taken]:
    return take_in(bench.desk, list(paths) or files(bench), "path")


def verdicts(taken: list[Taken]) -> list[Verdict]:
    return [each.verdict for each in taken]


def retold(path: Path, old: str, new: str) -> Path:
    """A later file that says something else of the same day, under a right seal."""
    lines = path.read_text(encoding="utf-8").replace(old, new).splitlines()
    lines = [f"#sha256={content_hash(lines)}" if line.startswith("#sha256=") else line for line in lines]
    other = path.with_name("later.csv")
    other.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="")
    return other


def test_files_are_known_by_what_they_say_whatever_they_are_called(bench: DeskBench) -> None:
    assert verdicts(take(bench)) == [Verdict.TAKEN] * 3
    assert bench.run(close_job(), NEXT, 16, 10).outcome is Outcome.DONE
    batch_id = bench.desk.books.batches(NEXT)[0].batch_id
    assert [answer.author for answer in bench.desk.answers.answers(batch_id)] == ["ack"]
    assert {each.verdict for each in bench.desk.answers.received(NEXT)} == {"taken"}


def test_the_same_file_again_changes_nothing_before_and_after_the_close(bench: DeskBench) -> None:
    take(bench)
    runs = len(bench.desk.runs.recent(99))
    assert verdicts(take(bench)) == [Verdict.KNOWN] * 3
    assert len(bench.desk.runs.recent(99)) == runs
    bench.run(close_job(), NEXT, 16, 10)
    gbk = files(bench)[1].with_name("saved again.csv")
    gbk.write_bytes(b"\xef\xbb\xbf" + files(bench)[1].read_bytes().replace(b"\n", b"\r\n"))
    assert verdicts(take(bench, gbk)) == [Verdict.KNOWN]


def test_a_newer_report_before_the_close_takes_the_place_and_the_older_is_kept(bench: DeskBench) -> None:
    take(bench)
    report = bench.desk.inbox.positions_path(NEXT)
    before = report.read_bytes()
    cash = next(line for line in before.decode().splitlines() if line.startswith("#cash="))
    assert verdicts(take(bench, retold(files(bench)[2], cash, "#cash=1.00"))) == [Verdict.REPLACED]
    assert b"#cash=1.00\n" in report.read_bytes()
    (kept,) = (bench.home / "ptrade" / "archive").iterdir()
    assert kept.read_bytes() == before


def test_a_corrected_report_after_the_close_is_a_break_and_no_second_posting(bench: DeskBench) -> None:
    take(bench)
    bench.run(close_job(), NEXT, 16, 10)
    balance, fills = bench.desk.books.trial_balance(), bench.desk.books.fills(NEXT)
    changed = retold(files(bench)[1], fills[0].business_id, "another")
    (told,) = take(bench, changed)
    assert (told.verdict, outcome_of([told])) == (Verdict.DIFFERS, Outcome.BLOCKED)
    (found,) = bench.desk.books.open_breaks()
    assert (found.code, found.trade_date) == (BreakCode.REPORT_CHANGED, NEXT)
    assert "lines differ" in found.detail
    assert (bench.home / "ptrade" / str(found.evidence["kept"])).read_bytes() == changed.read_bytes()
    bench.run(close_job(), NEXT, 17)
    assert (bench.desk.books.trial_balance(), bench.desk.books.fills(NEXT)) == (balance, fills)


def test_what_is_not_ours_is_refused_and_keeps_nothing_else_out(bench: DeskBench) -> None:
    strange = bench.home / "downloads" / "0.csv"
    strange.write_bytes(exec_report(account_tail="9999"))
    taken = take(bench, strange, *files(bench)[1:], bench.home / "nothing.csv")
    assert verdicts(taken) == [Verdict.REFUSED, *[Verdict.TAKEN] * 3, Verdict.REFUSED]
    assert outcome_of(taken) is Outcome.BAD_CONFIG
    assert "account_tail is '9999'" in taken[0].detail


def test_an_ack_of_no_batch_of_ours_is_refused(bench: DeskBench) -> None:
    (told,) = take(bench, retold(files(bench)[0], "#sequence=1", "#sequence=2"))
    assert (told.verdict, "no batch number 2" in told.detail) == (Verdict.REFUSED, True)
    assert not bench.desk.inbox.ack_path(NEXT, 2).exists()


@pytest.mark.parametrize("day", ["../../etc", "20261301", "20260230", "2026-01-05", "", "99999999", "２０２６０１０５"])
def test_no_word_in_a_file_leads_out_of_the_exchange_folder(bench: DeskBench, day: str) -> None:
    before = sorted(path for path in bench.home.rglob("*.csv"))
    later = retold(files(bench)[2], f"#trade_date={ymd(NEXT)}", f"#trade_date={day}")
    assert verdicts(take(bench, later)) == [Verdict.REFUSED]
    assert sorted(path for path in bench.home.rglob("*.csv")) == sorted([*before, later])


def test_a_shadow_desk_takes_in_nothing_from_outside(bench: DeskBench) -> None:
    journal = bench.home / "ptrade" / "inbox" / f"journal_{ymd(NEXT)}.csv"
    taken = take_in(bench.with_channel(Channel.SHADOW), [*files(bench), journal], "watch")
    assert verdicts(taken) == [Verdict.REFUSED] * 4
    assert all("nothing from outside" in each.detail for each in taken)
