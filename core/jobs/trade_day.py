"""The first step of every job: ask whether the exchange trades that day."""

from core.domain.outcome import Outcome
from core.jobs.pull import ensure_calendar
from core.jobs.run import SETTINGS_FILE, RunContext, Step, Stop
from core.settings.model import OF_THE_WINDOW


def ask_calendar(context: RunContext) -> Stop | None:
    """Keep the settings in force; leave unless the exchange trades on the job's day."""
    context.put_json(SETTINGS_FILE, context.desk.settings.model_dump(mode="json", exclude=OF_THE_WINDOW))
    calendar = ensure_calendar(context.desk, context.run.run_id, context.day)
    if not calendar.is_open(context.day):
        return Stop(Outcome.NOT_TRADE_DAY, f"{context.day} is not a trading day")
    return None


TRADE_DAY = Step("calendar", ask_calendar)
