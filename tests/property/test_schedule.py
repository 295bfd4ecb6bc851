"""Whatever happens to clock, machine and jobs: no late Morning, no two runs at once, nothing done twice."""

from datetime import date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain.dates import SHANGHAI, at
from core.domain.job_names import JobName
from core.jobs.schedule.control import obey, request_document
from tests.fakes.scheduling import PretendedEngine, PretendedProcesses, Ran, online

STARTS = st.sampled_from([at(date(2026, 1, 5), 7), at(date(2026, 1, 5), 9, 21), at(date(2026, 1, 9), 15)])
GRACE = timedelta(seconds=180)
LAST_TRY = timedelta(seconds=240)
MORNING = JobName.MORNING
A_DAY_S = 86_400.0

_passes = st.tuples(st.just("passes"), st.sampled_from([30.0, 240.0, 3600.0, 30_000.0]))
_sleeps = st.tuples(st.just("sleeps"), st.sampled_from([120.0, 900.0, 7200.0, 90_000.0, 400_000.0]))
_set_back = st.tuples(st.just("set back"), st.sampled_from([60.0, 600.0, 7200.0, A_DAY_S]))
_restart = st.tuples(st.just("restart"), st.just(0.0))
_asked = st.tuples(st.sampled_from(["run", "cancel", "pause", "resume"]), st.sampled_from(list(JobName)))
_events = st.lists(st.one_of(_passes, _passes, _sleeps, _set_back, _restart, _asked), max_size=14)
_codes = st.lists(st.sampled_from([0, 0, 0, 1, 10, 11, 11, 12, 13, 14, 78, -9]), min_size=1, max_size=9)


class Watched(PretendedProcesses):
    """Processes of which never two live, with codes dealt out in turn; `well` are the Mornings that ended well."""

    def look(self, child):  # type: ignore[no-untyped-def]
        assert len(self._living) <= 1, self._living
        return super().look(child)


def _happen(engine: PretendedEngine, what: str, much: object) -> None:
    if what == "passes":
        engine.until(engine.now + timedelta(seconds=float(str(much))), 45.0 if float(str(much)) < 5000 else 170.0)
    elif what == "sleeps":
        engine.sleep_until(engine.now + timedelta(seconds=float(str(much))))
    elif what == "set back":
        engine.sleep_until(engine.now - timedelta(seconds=float(str(much))))
    elif what == "restart":
        engine.restart()
        engine.step()
    else:
        document = request_document(what, "a person", engine.now, str(much))
        obey(engine.supervisor, document, engine.now, engine.now_s)
        engine.step()


def _due(ran: Ran) -> datetime:
    return datetime.combine(ran.day, time(9, 26), SHANGHAI)


@settings(max_examples=150, deadline=None)
@given(STARTS, _events, _codes)
def test_whatever_happens_a_morning_runs_in_its_minutes_and_runs_follow_one_another(
    start: datetime, events: list[tuple[str, object]], codes: list[int]
) -> None:
    dealt = iter(codes * 500)
    processes = Watched(lambda job, day, attempt: next(dealt), takes_s={JobName.NIGHT: 400.0, MORNING: 20.0})
    engine = PretendedEngine(online(), start, processes)
    for what, much in events:
        _happen(engine, what, much)
    for ran in engine.ran:
        if ran.job is not MORNING:
            continue
        late = ran.at - _due(ran)
        latest = {"time": GRACE, "retry": LAST_TRY, "request": timedelta(minutes=34)}[ran.cause]
        assert timedelta(0) <= late <= latest, ran


@settings(max_examples=150, deadline=None)
@given(STARTS, _events)
def test_a_morning_that_ended_well_is_not_run_again_by_itself(
    start: datetime, events: list[tuple[str, object]]
) -> None:
    engine = PretendedEngine(online(), start, PretendedProcesses(takes_s={MORNING: 20.0}))
    for what, much in events:
        if what not in ("run", "cancel", "sleeps") and much != A_DAY_S:
            _happen(engine, what, much)
    days = [ran.day for ran in engine.ran if ran.job is MORNING]
    assert len(days) == len(set(days)), days
