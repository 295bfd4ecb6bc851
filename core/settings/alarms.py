"""The switches of the alarms: how often they are looked for, and how many at once a person can take."""

from core.settings.section import Section, switch


class Alarms(Section):
    """How alarms are looked for, folded and put aside."""

    look_every_s: float = switch(15.0, "s", "a trader looks up within a quarter of a minute", ge=1, le=300)
    unwatched_after_s: float = switch(
        60.0, "s", "four looks that did not come: nobody is watching, and nothing is green", ge=2, le=3600
    )
    fold_above: int = switch(3, "alarms of one code", "more of one kind are one trouble, told once with a count", ge=1)
    flood_a_minute: int = switch(10, "new alarms/min", "more than one in six seconds cannot be read", ge=1)
    chatter_times: int = switch(3, "times", "a condition that comes a fourth time comes again", ge=1)
    chatter_min: float = switch(10.0, "min", "what comes and goes within ten minutes is one trouble", gt=0)
    max_shelf_h: float = switch(24.0, "h", "what is put aside longer than a day is forgotten", gt=0, le=168)
    event_h: float = switch(24.0, "h", "an alarm in the event table is news for a day", gt=0, le=168)
