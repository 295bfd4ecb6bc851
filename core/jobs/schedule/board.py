"""The board: which firings are due, which wait, which was missed, and what may start now."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from core.domain.dates import SHANGHAI
from core.domain.ending import Ending
from core.domain.job_names import JobName
from core.domain.outcome import Outcome
from core.jobs.schedule.firing import Cause, Firing, JobMemory, Last, Note
from core.jobs.schedule.plan import JobPlan
from core.jobs.schedule.policy import CatchUp, Urgency
from core.ports.timetable import Timetable

_HORIZON = timedelta(days=40)
_HANDLED_KEPT = 64
_KILLED_AGAIN_S = 60.0
_KEPT_FREE_S = 60.0
_MOST_ATTEMPTS_KILLED = 3
_MADE = frozenset({Outcome.DONE, Outcome.DEGRADED})


class Board:
    """All firings of all jobs; told the time, it never asks for it, and starts nothing itself.

    One job runs at a time, since each wants the home for itself.
    """

    def __init__(
        self,
        plans: Sequence[JobPlan],
        tables: Mapping[JobName, Timetable],
        memories: Mapping[JobName, JobMemory] | None = None,
        waiting: Sequence[Firing] = (),
    ) -> None:
        self.plans = {plan.name: plan for plan in plans}
        self.memories = {name: (memories or {}).get(name, JobMemory()) for name in self.plans}
        self.waiting = [firing for firing in waiting if firing.job in self.plans]
        self._tables = tables
        self._next: dict[JobName, datetime] = {}

    def replan(self, plans: Sequence[JobPlan], tables: Mapping[JobName, Timetable], now: datetime) -> None:
        """Go by another table from now on; a time that is past by then was not missed."""
        self.look(now)
        self.plans = {plan.name: plan for plan in plans}
        self.memories = {name: self.memories.get(name, JobMemory()) for name in self.plans}
        self._tables = tables
        self._next.clear()
        self.waiting = [each for each in self.waiting if not self.plans[each.job].held or each.cause is Cause.REQUEST]
        for memory in self.memories.values():
            memory.seen_until = now

    def next_run(self, job: JobName, now: datetime) -> datetime | None:
        """When a job fires next by itself; None for one that is held, paused or follows another."""
        if self.plans[job].held or self.memories[job].paused or job not in self._tables:
            return None
        known = self._next.get(job)
        if known is None or known <= now:
            known = self._next[job] = self._tables[job].next_after(now)
        return known

    def instants(self, job: JobName, first: datetime, until: datetime) -> list[datetime]:
        """The firings of a job after the moment before `first`, up to `until`."""
        found, moment = [], first - timedelta(seconds=1)
        while (moment := self._tables[job].next_after(moment)) <= until:
            found.append(moment)
        return found

    def look(self, now: datetime) -> list[Note]:
        """Take in every firing that became due since the last look, and drop what waited too long."""
        notes: list[Note] = []
        for job, plan in self.plans.items():
            if plan.when is not None and not plan.held and (dues := self._due(job, now)):
                notes += self._take(plan, dues, now)
        return [*notes, *self._expire(now)]

    def clock_set_back(self, now: datetime) -> None:
        """Let what lies ahead again fire again, save what ran and ended well: no day is traded twice."""
        self._next.clear()
        for memory in self.memories.values():
            if memory.seen_until is not None and memory.seen_until > now:
                memory.seen_until = now
            memory.handled = {
                due: well for due, well in memory.handled.items() if due <= now or (well and due.date() == now.date())
            }
        self.waiting = [firing for firing in self.waiting if firing.due_at <= now]

    def choose(self, now: datetime) -> Firing | None:
        """The firing to start now, were nothing running."""
        ready = [firing for firing in self.waiting if firing.not_before <= now and self._is_turn(firing)]
        if self._is_kept_free(now):
            ready = [firing for firing in ready if self._urgency(firing) is Urgency.OF_THE_MINUTE]
        order = {name: index for index, name in enumerate(self.plans)}
        return min(
            ready, key=lambda each: (-self._urgency(each), each.due_at, order[each.job]), default=None
        )  # fmt: skip

    def started(self, firing: Firing) -> None:
        """Take a firing off the queue: it runs."""
        self.memories[firing.job].missed = None
        self.waiting = [each for each in self.waiting if (each.job, each.day) != (firing.job, firing.day)]

    def ended(self, firing: Firing, last: Last, outcome: Outcome | None) -> list[Note]:
        """Note how a run ended, and queue what comes of that."""
        memory, plan = self.memories[firing.job], self.plans[firing.job]
        memory.last = last
        ending, now = Ending(last.ending), last.ended_at
        if ending is Ending.DONE and firing.due_at in memory.handled:
            memory.handled[firing.due_at] = True
        if ending is Ending.DONE and outcome is not Outcome.NOT_TRADE_DAY and plan.policy.catch_up is CatchUp.NEWEST:
            self.waiting = [each for each in self.waiting if each.job != firing.job or each.day > firing.day]
        if outcome in _MADE:
            self._follow(firing, now)
        return self._again(plan, firing, ending, now)

    def request(self, job: JobName, day: date, now: datetime) -> str:
        """Queue a run a person asked for; return why not, '' when it is queued."""
        refusal = self._refusal(self.plans[job], day, now)
        if refusal:
            return refusal
        self._queue(self._firing(self.plans[job], now, Cause.REQUEST, now, day))
        return ""

    def pause(self, job: JobName) -> None:
        """Let a job fire no more by itself, and take its firings off the queue."""
        self.memories[job].paused = True
        self.drop(job)

    def resume(self, job: JobName, now: datetime) -> None:
        """Let a paused job fire again; what it missed meanwhile is not made up for."""
        self.memories[job].paused = False
        self.memories[job].seen_until = now

    def drop(self, job: JobName) -> bool:
        """Take a job's firings off the queue; whether there was one."""
        before = len(self.waiting)
        self.waiting = [each for each in self.waiting if each.job != job]
        return len(self.waiting) < before

    def _urgency(self, firing: Firing) -> Urgency:
        return self.plans[firing.job].policy.urgency

    def _is_kept_free(self, now: datetime) -> bool:
        """Whether Morning is about to be tried again: nothing is begun that it would have to end or to wait for."""
        soon = now + timedelta(seconds=_KEPT_FREE_S)
        return any(each.not_before <= soon for each in self.waiting if self._urgency(each) is Urgency.OF_THE_MINUTE)

    def _refusal(self, plan: JobPlan, day: date, now: datetime) -> str:
        if self.memories[plan.name].paused:
            return f"{plan.name} is paused: `daybreak engine resume {plan.name}` first"
        if any(each.job is plan.name for each in self.waiting):
            return f"{plan.name} waits already"
        until = plan.policy.own_day_only_until
        if until is None or plan.when is None:
            return ""
        if day != now.date():
            return f"{plan.name} runs on its own day alone, not for {day} on {now.date()}"
        first = datetime.combine(day, datetime.min.time(), SHANGHAI).replace(
            hour=plan.when.hour, minute=plan.when.minute, second=plan.when.second
        )
        if not first <= now <= datetime.combine(day, until, SHANGHAI):
            return f"{plan.name} runs between {first:%H:%M:%S} and {until:%H:%M:%S}, it is {now:%H:%M:%S}"
        return ""

    def _due(self, job: JobName, now: datetime) -> list[datetime]:
        memory = self.memories[job]
        since = memory.seen_until
        memory.seen_until = now if since is None else max(since, now)
        if since is None or since >= now:
            return []
        known = self._next.get(job)
        if known is not None and known > now:
            return []
        found, moment = [], max(since, now - _HORIZON)
        while (moment := self._tables[job].next_after(moment)) <= now:
            found.append(moment)
        self._next[job] = moment
        return [due for due in found if due not in memory.handled]

    def _take(self, plan: JobPlan, dues: list[datetime], now: datetime) -> list[Note]:
        memory, notes, missed = self.memories[plan.name], [], []
        for due in dues:
            memory.handled[due] = False
            if memory.paused:
                notes.append(Note("paused", plan.name, f"{plan.name} of {due:%Y-%m-%d %H:%M} did not run: paused"))
            elif (now - due).total_seconds() <= plan.policy.grace_s:
                self._queue(self._firing(plan, due, Cause.TIME, now))
            else:
                missed.append(due)
        memory.handled = dict(sorted(memory.handled.items())[-_HANDLED_KEPT:])
        return notes + self._missed(plan, missed, now)

    def _missed(self, plan: JobPlan, missed: list[datetime], now: datetime) -> list[Note]:
        notes = []
        self.memories[plan.name].misfires += len(missed)
        for due in missed:
            made_up = (
                plan.policy.catch_up is not CatchUp.NEVER and (now - due).total_seconds() <= plan.policy.catch_up_s
            )
            if made_up:
                self._queue(self._firing(plan, due, Cause.CATCH_UP, now))
            else:
                self.memories[plan.name].missed = due
            then = "it is made up for" if made_up else "it does not run late"
            notes.append(Note("missed", plan.name, f"{plan.name} of {due:%Y-%m-%d %H:%M} was missed: {then}"))
        return notes

    def _firing(self, plan: JobPlan, due: datetime, cause: Cause, now: datetime, day: date | None = None) -> Firing:
        late_s = plan.policy.grace_s if cause is Cause.REQUEST else plan.policy.waits_s
        start = now if cause is Cause.CATCH_UP else due
        return Firing(
            plan.name,
            day or due.date(),
            due,
            cause,
            not_before=min(due, now),
            expires_at=due + timedelta(seconds=late_s),
            retry_until=start + timedelta(seconds=plan.policy.retry_for_s),
        )

    def _queue(self, firing: Firing) -> None:
        if all((each.job, each.day) != (firing.job, firing.day) for each in self.waiting):
            self.waiting.append(firing)

    def _is_turn(self, firing: Firing) -> bool:
        """Of firings missed, the newest comes first where the newest is all that counts; else the oldest."""
        days = [each.day for each in self.waiting if each.job == firing.job]
        return firing.day == (max(days) if self.plans[firing.job].policy.catch_up is CatchUp.NEWEST else min(days))

    def _expire(self, now: datetime) -> list[Note]:
        late = [firing for firing in self.waiting if firing.expires_at < now]
        self.waiting = [firing for firing in self.waiting if firing.expires_at >= now]
        for firing in late:
            if firing.cause is not Cause.REQUEST:
                self.memories[firing.job].misfires += 1
                self.memories[firing.job].missed = firing.due_at
        return [
            Note("missed", each.job, f"{each.job} of {each.day} could not start by {each.expires_at:%Y-%m-%d %H:%M:%S}")
            for each in late
        ]

    def _follow(self, firing: Firing, now: datetime) -> None:
        for plan in self.plans.values():
            if plan.follows is firing.job and not plan.held and not self.memories[plan.name].paused:
                self._queue(self._firing(plan, now, Cause.FOLLOWS, now, firing.day))

    def _again(self, plan: JobPlan, firing: Firing, ending: Ending, now: datetime) -> list[Note]:
        its_time_comes_again = firing.due_at > now
        if firing.cause is Cause.REQUEST or self.memories[firing.job].paused or its_time_comes_again:
            return []
        if ending is Ending.GAVE_WAY:
            self._retry(firing, now, max(firing.expires_at, firing.retry_until))
        elif ending is Ending.NOT_READY:
            at = now + timedelta(seconds=plan.policy.retry_every_s)
            if at > firing.retry_until:
                return [Note("given_up", plan.name, f"{plan.name} of {firing.day} is given up: its data never came")]
            self._retry(firing, at, firing.retry_until)
        elif ending is Ending.KILLED and plan.policy.catch_up is not CatchUp.NEVER:
            if firing.attempt >= _MOST_ATTEMPTS_KILLED:
                return [Note("given_up", plan.name, f"{plan.name} of {firing.day} was killed {firing.attempt} times")]
            until = max(firing.expires_at, now + timedelta(hours=1))
            self._retry(firing, now + timedelta(seconds=_KILLED_AGAIN_S), until)
        return []

    def _retry(self, firing: Firing, at: datetime, until: datetime) -> None:
        self._queue(replace(firing, cause=Cause.RETRY, not_before=at, expires_at=until, attempt=firing.attempt + 1))
