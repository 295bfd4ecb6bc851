"""What the screen of settings is told: the values in force, where each comes from, and the secrets' whereabouts."""

from dataclasses import dataclass, field
from datetime import datetime

from core.ports.views.heading import EngineLamp, Pulse
from core.ports.views.sheet import Sheet
from core.settings.broken import Line, Problem


@dataclass(frozen=True, slots=True)
class SettingsAsk:
    """Every switch as it stands."""


@dataclass(frozen=True, slots=True)
class SwitchValue:
    """One switch by its dotted name: the text of its value and of its default, as a person types them.

    `is_in_file` tells that the home's cfg.yaml sets it; `overridden_by` names what overrides that, '' for nothing.
    """

    name: str
    value: str
    default: str
    is_in_file: bool
    overridden_by: str


@dataclass(frozen=True, slots=True)
class SettingsView:
    """The settings of a home.

    `backups` has name, replaced_at and bytes, newest first. `token_place` is systemd, environment, keyring or '';
    `keyring_trouble` why this machine cannot keep a secret, '' where it can; `token_variable` what holds it then.
    `engine` says which runs go by the settings of before, and which comes next.
    """

    as_of: datetime
    file: str
    switches: tuple[SwitchValue, ...]
    backups: Sheet
    mode: str
    token_place: str
    token_variable: str
    keyring_trouble: str
    engine: EngineLamp = field(default_factory=lambda: EngineLamp(Pulse.ABSENT))


@dataclass(frozen=True, slots=True, eq=False)
class BrokenSettings:
    """A settings file that does not load.

    `excerpt` is the text around the bad lines; `removable` the keys and sections that `config unset` can take out.
    `backups` has name, replaced_at, bytes, loads, changes (lines) and diff (from the file to the backup), newest first.
    """

    as_of: datetime
    file: str
    problems: tuple[Problem, ...]
    remedy: str
    excerpt: tuple[Line, ...]
    removable: tuple[str, ...]
    backups: Sheet
