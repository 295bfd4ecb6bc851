"""The screen of settings: every switch with its value, the backups, and where the token is."""

import os
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from app.configuring import CFG, backups, switches_in_file
from app.secret_keeping import keyring_trouble, token_place, token_variable
from app.views.broken_settings import broken_settings
from app.views.heading import engine_lamp
from core.domain.errors import FixAndRestart
from core.ports.views.asking import View
from core.ports.views.settings import BrokenSettings, SettingsAsk, SettingsView, SwitchValue
from core.ports.views.sheet import Sheet
from core.settings.load import load_settings, overridden
from core.settings.render import describe
from core.settings.worth import as_typed


def settings(home: Path, now: datetime) -> SettingsView | BrokenSettings:
    """Return every switch of a home as it stands now, or why its file does not load.

    Needs no opened home. No secret is read but to see where it is.
    """
    try:
        found = load_settings(home, os.environ)
        held, elsewhere = switches_in_file(home), overridden(os.environ)
    except FixAndRestart as error:
        return broken_settings(home, now, error)
    switches = tuple(
        SwitchValue(
            switch.name,
            as_typed(switch, getattr(getattr(found, switch.section), switch.key)),
            as_typed(switch, switch.default),
            switch.name in held,
            elsewhere.get(switch.name, ""),
        )
        for switch in describe()
    )
    return SettingsView(
        as_of=now,
        file=str(home / CFG),
        switches=switches,
        backups=Sheet.of(backups(home), ("name", "replaced_at", "bytes")),
        mode=found.data_source.mode,
        token_place=token_place(),
        token_variable=token_variable(),
        keyring_trouble=keyring_trouble(),
        engine=engine_lamp(home, now),
    )


BY_HOME: Mapping[type, Callable[[Path, datetime], View]] = {SettingsAsk: settings}
"""Asks that are answered where nothing else of the home can be opened."""
