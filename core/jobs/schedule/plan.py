"""The table of jobs: what each runs, when, and its policies, made from the settings."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from core.domain.job_names import JobName
from core.domain.orders import Channel
from core.jobs.schedule.policy import CatchUp, Policy, Urgency
from core.ports.timetable import When
from core.settings.model import Settings
from core.settings.schedule import Schedule

_PULL_BACK_DAYS = 7
_ONLINE = frozenset({"tushare_proxy", "tushare_official"})
_PULLS: dict[JobName, tuple[str, ...]] = {
    JobName.PULL_LIMITS: ("stk_limit",),
    JobName.PULL_EVENTS: ("trade_cal", "stock_basic", "suspend_d", "namechange", "dividend"),
    JobName.PULL_ADJUSTMENTS: ("adj_factor",),
    JobName.PULL_BARS: ("daily", "index_daily"),
    JobName.PULL_BASICS: ("daily_basic",),
}
_HOUR_S = 3600.0
_DAY_S = 24 * _HOUR_S
_WEEK_DAYS = 6
_MONTH_DAYS = 20

Words = Callable[[date], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class JobPlan:
    """One job: the words of its command for a day, why it runs, its policies, and when or after which other it runs.

    `heart` is the heartbeat its process writes; `held` says why it does not run by itself.
    """

    name: JobName
    words: Words
    reason: str
    policy: Policy
    when: When | None = None
    follows: JobName | None = None
    heart: str = ""
    held: str = ""


def job_plans(settings: Settings) -> tuple[JobPlan, ...]:
    """Return every job in the order of a day, the ones that do not run by themselves with the reason."""
    plans = (*_pulls(settings.schedule), *_cycle(settings), *_upkeep(settings.schedule))
    order = {name: index for index, name in enumerate(JobName)}
    held = (replace(plan, held=_why_held(plan.name, settings)) for plan in plans)
    return tuple(sorted(held, key=lambda plan: order[plan.name]))


def _why_held(name: JobName, settings: Settings) -> str:
    channel, mode = settings.execution.channel, settings.data_source.mode
    if channel in (Channel.DEMO, Channel.REPLAY):
        return f"a {channel} home has no exchange to ask: its days are run by their own command"
    if name in settings.schedule.off:
        return "switched off by schedule.off"
    if name in _PULLS and mode not in _ONLINE:
        return f"data_source.mode is {mode}: nothing is asked online"
    if name is JobName.PAPER and channel is Channel.LIVE:
        return "channel LIVE trades in the PTrade terminal"
    return ""


def _pulls(schedule: Schedule) -> list[JobPlan]:
    policy = Policy(
        grace_s=schedule.grace_s,
        limit_s=schedule.pull_limit_min * 60,
        catch_up=CatchUp.NEWEST,
        catch_up_s=12 * _HOUR_S,
        retry_every_s=schedule.retry_every_s,
        retry_for_s=3 * _HOUR_S,
        # The jobs of the day bring in themselves what they need: none waits for a slow or hung pull.
        gives_way_to=Urgency.OF_THE_DAY,
    )
    times = {
        JobName.PULL_LIMITS: (schedule.pull_limits_at, "price limits"),
        JobName.PULL_EVENTS: (schedule.pull_events_at, "calendar, names, suspensions, ex-dates"),
        JobName.PULL_ADJUSTMENTS: (schedule.pull_adjustments_at, "adjustment factors"),
        JobName.PULL_BARS: (schedule.pull_bars_at, "bars of the day"),
        JobName.PULL_BASICS: (schedule.pull_basics_at, "turnover and market values"),
    }
    return [
        JobPlan(name, _pull_words(_PULLS[name]), f"brings in {what} once published", policy, when=_daily(clock_time))
        for name, (clock_time, what) in times.items()
    ]


def _pull_words(datasets: tuple[str, ...]) -> Words:
    chosen = tuple(word for name in datasets for word in ("--dataset", name))

    def words(day: date) -> tuple[str, ...]:
        back = day - timedelta(days=_PULL_BACK_DAYS)
        return ("data", "pull", "--from", back.isoformat(), "--to", day.isoformat(), *chosen)

    return words


def _cycle(settings: Settings) -> list[JobPlan]:
    schedule = settings.schedule
    each = Policy(
        grace_s=schedule.grace_s,
        limit_s=schedule.close_limit_min * 60,
        catch_up=CatchUp.EACH,
        catch_up_s=schedule.catch_up_days * _DAY_S,
        retry_every_s=schedule.retry_every_s,
        retry_for_s=schedule.retry_for_h * _HOUR_S,
        urgency=Urgency.OF_THE_DAY,
        gives_way_to=None,
    )
    newest = replace(each, limit_s=schedule.night_limit_min * 60, catch_up=CatchUp.NEWEST)
    after = replace(
        newest,
        catch_up=CatchUp.NEVER,
        grace_s=_HOUR_S,
        urgency=Urgency.NONE,
        gives_way_to=Urgency.OF_THE_MINUTE,
    )
    rows: tuple[tuple[JobName, tuple[str, ...], str, Policy, str], ...] = (
        (
            JobName.MORNING, ("run", "morning"), "prices the plan, asks every gate, releases the orders file",
            _morning_policy(settings), schedule.morning_at,
        ),
        (JobName.PAPER, ("paper",), "plays the simulated session", each, schedule.paper_at),
        (JobName.CLOSE, ("run", "close"), "books the day and reconciles it", each, schedule.close_at),
        (JobName.NIGHT, ("run", "night"), "selects and plans for the next trading day", newest, schedule.night_at),
    )  # fmt: skip
    plans = [
        JobPlan(name, _on_day(*words), reason, policy, when=_daily(at), heart=words[1] if len(words) > 1 else "")
        for name, words, reason, policy, at in rows
    ]
    factors = JobPlan(
        JobName.FACTORS, _on_day("factors", "update"), "keeps every factor of the day, once Night has its data", after,
        follows=JobName.NIGHT,
    )  # fmt: skip
    return [*plans, factors]


def _morning_policy(settings: Settings) -> Policy:
    schedule = settings.schedule
    return Policy(
        grace_s=schedule.morning_grace_s,
        limit_s=schedule.morning_limit_min * 60,
        retry_every_s=schedule.morning_retry_s,
        retry_for_s=schedule.morning_retry_for_s,
        urgency=Urgency.OF_THE_MINUTE,
        gives_way_to=None,
        own_day_only_until=time.fromisoformat(settings.execution.release_until),
    )


def _upkeep(schedule: Schedule) -> list[JobPlan]:
    policy = Policy(
        grace_s=schedule.grace_s,
        limit_s=schedule.other_limit_min * 60,
        catch_up=CatchUp.NEWEST,
        catch_up_s=_WEEK_DAYS * _DAY_S,
        retry_every_s=schedule.retry_every_s,
        retry_for_s=2 * _HOUR_S,
    )
    rarely = replace(policy, catch_up_s=_MONTH_DAYS * _DAY_S)
    weekly = _on(schedule.weekly_at, weekday=schedule.weekly_on)
    monthly = _on(schedule.monthly_at, day=f"1st {schedule.weekly_on}")
    quarterly = _on(schedule.monthly_at, day=f"2nd {schedule.weekly_on}", month="1,4,7,10")
    rows: tuple[tuple[JobName, Words, str, Policy, When], ...] = (
        (JobName.AUDIT_VERIFY, _always("audit", "verify"), "goes through every record and link", policy, weekly),
        (JobName.DOCTOR, _always("doctor"), "checks home, books, data and machine", policy, weekly),
        (JobName.DATA_AUDIT, _always("data", "audit"), "says how old and whole every dataset is", policy, weekly),
        (JobName.DRILL, _always("drill", "stop"), "rehearses STOP", rarely, monthly),
        (JobName.ARCHIVE, quarter_words, "writes the records of the quarter that ended", rarely, quarterly),
    )
    return [JobPlan(name, words, reason, policy, when=when) for name, words, reason, policy, when in rows]


def quarter_words(day: date) -> tuple[str, ...]:
    """Return the export of the quarter that ended before `day`; `{home}` stands for the home's folder."""
    before = date(day.year, (day.month - 1) // 3 * 3 + 1, 1) - timedelta(days=1)
    quarter = f"{before.year}Q{(before.month - 1) // 3 + 1}"
    return ("audit", "export", "--quarter", quarter, "--out", f"{{home}}/archives/{quarter}")


def _on_day(*words: str) -> Words:
    return lambda day: (*words, "--date", day.isoformat())


def _always(*words: str) -> Words:
    return lambda _: words


def _daily(clock_time: str) -> When:
    return _on(clock_time)


def _on(clock_time: str, weekday: str = "*", day: str = "*", month: str = "*") -> When:
    at = time.fromisoformat(clock_time)
    return When(at.hour, at.minute, at.second, weekday, day, month)
