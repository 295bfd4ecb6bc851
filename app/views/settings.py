"""The screen of settings: every switch with its value, the backups, and where the token is."""

import os

from app.compose import House
from app.configuring import CFG, backups, switches_in_file
from app.secret_keeping import keyring_trouble, token_place, token_variable
from app.views.building import Builders
from core.ports.views.settings import SettingsAsk, SettingsView, SwitchValue
from core.ports.views.sheet import Sheet
from core.settings.load import load_settings, overridden
from core.settings.render import describe
from core.settings.worth import as_typed


def settings(house: House, _: SettingsAsk) -> SettingsView:
    """Return every switch of a home as it stands now; no secret is read but to see where it is."""
    found = load_settings(house.home, os.environ)
    held, elsewhere = switches_in_file(house.home), overridden(os.environ)
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
        as_of=house.desk.clock.now(),
        file=str(house.home / CFG),
        switches=switches,
        backups=Sheet.of(backups(house.home), ("name", "replaced_at", "bytes")),
        mode=found.data_source.mode,
        token_place=token_place(),
        token_variable=token_variable(),
        keyring_trouble=keyring_trouble(),
    )


BUILDERS: Builders = {SettingsAsk: settings}
