"""What a changed switch touches, and whether a value will do, while it is still being typed."""

import json
from enum import Enum, StrEnum
from typing import Any

from pydantic import ValidationError

from core.domain.errors import FixAndRestart
from core.settings.edit import read_value
from core.settings.render import Switch, as_yaml, sections


class Effect(StrEnum):
    """When a change is in force."""

    WINDOW = "window"
    NEXT_RUN = "next_run"
    GUARD = "guard"
    EXECUTOR = "executor"


_GUARD = frozenset({"heartbeats_expected", "guard_poll_s", "session_from", "session_until", "reject_burst"})
_BAKED_IN = frozenset({"execution.channel", "execution.account_tail"})


def effect_of(switch: Switch) -> Effect:
    """Return when a change of that switch is in force.

    The engine follows the file by itself. The guard reads it when it starts, and the executor has its part baked in.
    """
    if switch.section == "console":
        return Effect.WINDOW
    if switch.section == "executor" or switch.name in _BAKED_IN:
        return Effect.EXECUTOR
    if (switch.section, switch.key in _GUARD) == ("stop", True) or switch.name == "execution.drop_folder":
        return Effect.GUARD
    return Effect.NEXT_RUN


def problem_of(switch: Switch, text: str) -> str:
    """Say what is wrong with what is typed for a switch, '' where it will do by itself."""
    try:
        value = read_value(switch, text)
        sections()[switch.section].model_validate_json(json.dumps({switch.key: value}), strict=True)
    except FixAndRestart as error:
        return error.message
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        own = first["msg"].removeprefix("Value error, ") if first["type"] == "value_error" else ""
        return own or f"expected {switch.expected}"
    return ""


def as_typed(switch: Switch, value: Any) -> str:
    """Return a value as a person types it for that switch: `problem_of` finds nothing wrong with it."""
    text = value.value if isinstance(value, Enum) else value
    if switch.kind in ("text", "word") and not str(text).startswith(('"', "'")):
        return str(text)
    return as_yaml(value)
