"""The executor's journal and its list of batches: evidence taken in as it grows, from which nothing is booked."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from core.adapters.clock.clocks import StandingClock
from core.domain.dates import at, ymd
from core.domain.trading_state import TradingState
from core.jobs.chain import verify_chain
from core.jobs.intake import Taken, Verdict, take_in
from core.jobs.resuming import preview
from core.settings.stop import Stop
from tests.fakes.desk import NEXT, DeskBench, traded_bench


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[DeskBench]:
    """The day is traded; journal and list were carried away into a folder of downloads."""
    made = traded_bench(tmp_path / "home")
    (made.home / "downloads").mkdir()
    for name in (f"journal_{ymd(NEXT)}", "batches"):
        (made.home / "ptrade" / "inbox" / f"{name}.csv").rename(made.home / "downloads" / f"{name} (1).csv")
    yield made
    made.close()


def files(bench: DeskBench) -> tuple[Path, Path]:
    """The list and the journal."""
    batches, journal = sorted((bench.home / "downloads").iterdir())
    return batches, journal


def verdicts(taken: list[Taken]) -> list[Verdict]:
    return [each.verdict for each in taken]


def in_place(bench: DeskBench) -> Path:
    return bench.home / "ptrade" / "inbox" / f"journal_{ymd(NEXT)}.csv"


def refused(bench: DeskBench, path: Path, old: str, new: str) -> str:
    """What is said of a file in which one thing was changed; it must not reach the inbox."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    before = sorted((bench.home / "ptrade" / "inbox").iterdir())
    (told,) = take_in(bench.desk, [path], "path")
    assert told.verdict is Verdict.REFUSED
    assert sorted((bench.home / "ptrade" / "inbox").iterdir()) == before
    return told.detail


def test_both_are_known_by_their_rows_and_laid_where_they_belong(bench: DeskBench) -> None:
    taken = take_in(bench.desk, files(bench), "path")
    assert [(each.kind, each.verdict) for each in taken] == [("batches", "taken"), ("journal", "taken")]
    assert in_place(bench).read_bytes() == files(bench)[1].read_bytes()
    assert [batch.batch_id for batch in bench.desk.inbox.taken()] == list(taken[0].batches)
    assert verify_chain(bench.desk) == (3, [])
    assert verdicts(take_in(bench.desk, files(bench), "path")) == [Verdict.KNOWN] * 2


def test_a_later_download_takes_the_place_and_an_older_one_changes_nothing(bench: DeskBench) -> None:
    journal = files(bench)[1]
    whole = journal.read_bytes()
    early = journal.with_name("early.csv")
    early.write_bytes(whole[: len(whole) // 2])
    assert verdicts(take_in(bench.desk, [early, journal, early], "watch")) == [
        Verdict.TAKEN, Verdict.TAKEN, Verdict.KNOWN,
    ]  # fmt: skip
    assert in_place(bench).read_bytes() == whole
    assert not list((bench.home / "ptrade" / "archive").iterdir())


def test_what_does_not_go_on_from_the_one_in_place_is_refused(bench: DeskBench) -> None:
    journal = files(bench)[1]
    take_in(bench.desk, [journal], "path")
    assert "does not go on from" in refused(bench, journal, ",SENT,", ",ALARM,x,.\n09:30:00,SENT,")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (f",BATCH,{ymd(NEXT)}-01,", f",BATCH,{ymd(NEXT)}-07,", "was released from this home"),
        (f",BATCH,{ymd(NEXT)}-01,1,", f",BATCH,{ymd(NEXT)}-01,1,0", "another file as batch"),
        (",INTENT,", ",INTEND,", "is no row of the executor"),
        (",SENT,", ",SENT,x,", "is no row of the executor"),
        (f",BATCH,{ymd(NEXT)}-01,", ",BATCH,20261399-01,", "is no day"),
    ],
)
def test_a_journal_that_is_not_wholly_of_this_home_is_refused(bench: DeskBench, old: str, new: str, said: str) -> None:
    assert said in refused(bench, files(bench)[1], old, new)


def test_a_list_that_names_another_content_is_refused(bench: DeskBench) -> None:
    assert "another file as batch" in refused(bench, files(bench)[0], f",{ymd(NEXT)}-01,", f",{ymd(NEXT)}-01,0")


def a_burst(bench: DeskBench) -> Path:
    """A journal of the day in which the counter refuses every order."""
    lines = files(bench)[1].read_text(encoding="utf-8").splitlines()
    begin = [line for line in lines if line.split(",")[1] in ("ORDER", "BATCH")]
    cids = [line.split(",")[2] for line in begin if ",ORDER," in line]
    told = [row for cid in cids for row in (f"09:30:00,INTENT,{cid},.", f"09:30:01,STATUS,{cid},9,0,no permission,.")]
    path = bench.home / "downloads" / "refusing.csv"
    path.write_text("\n".join([*begin, *told, ""]), encoding="utf-8")
    return path


@pytest.mark.parametrize(("days_later", "state"), [(0, TradingState.HALTED), (1, TradingState.ACTIVE)])
def test_a_burst_of_rejects_in_todays_journal_presses_as_it_is_taken_in(
    bench: DeskBench, days_later: int, state: TradingState
) -> None:
    settings = bench.desk.settings.model_copy(update={"stop": Stop(reject_burst=3)})
    clock = StandingClock(at(NEXT + timedelta(days=days_later), 9, 40))
    desk = replace(bench.desk, clock=clock, settings=settings)
    journal = a_burst(bench)
    assert verdicts(take_in(desk, [journal], "watch")) == [Verdict.TAKEN]
    assert desk.stop.read().state is state
    if days_later == 0:
        shown = preview(desk, desk.stop.read(), None, desk.clock.now(), [])
        assert any("reject_burst would press" in each.what for each in shown.obstacles)
    desk.stop.rearm(desk.stop.read(), "the lead", "the permission is there", desk.clock.now())
    journal.write_text(journal.read_text(encoding="utf-8") + "09:41:00,ALARM,nothing new,.\n", encoding="utf-8")
    assert verdicts(take_in(desk, [journal], "watch")) == [Verdict.TAKEN]
    assert desk.stop.read().state is TradingState.ACTIVE, "what a person has seen presses no second time"
