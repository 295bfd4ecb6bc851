"""The settings of a home that sets two switches, as the screen is told them."""

from typing import Any

from core.domain.dates import at
from core.ports.views.settings import SettingsView, SwitchValue
from core.ports.views.sheet import Sheet
from core.settings.render import describe
from core.settings.worth import as_typed
from tests.fakes.trading import D1

OURS = {"portfolio.top_n": "12", "execution.channel": "PAPER"}


def a_view(in_file: dict[str, str] | None = None, **changed: Any) -> SettingsView:
    held = OURS if in_file is None else in_file
    switches = tuple(
        SwitchValue(
            switch.name, held.get(switch.name, as_typed(switch, switch.default)), as_typed(switch, switch.default),
            switch.name in held, "environment variable X" if switch.name == "model.seed" else "",
        )
        for switch in describe()
    )  # fmt: skip
    whole: dict[str, Any] = {
        "as_of": at(D1, 10),
        "file": "cfg.yaml",
        "switches": switches,
        "backups": Sheet.of([], ("name", "replaced_at", "bytes")),
        "mode": "cache_only",
        "token_place": "",
        "token_variable": "TUSHARE_TOKEN",
        "keyring_trouble": "",
    }
    return SettingsView(**(whole | changed))
