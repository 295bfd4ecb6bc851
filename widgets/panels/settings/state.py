"""What the screen of settings shows and allows, free of Qt."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from core.ports.views.heading import Pulse
from core.ports.views.settings import SettingsAsk, SettingsView, SwitchValue
from core.ports.views.sheet import Sheet
from core.settings.render import Switch, describe
from core.settings.worth import Effect, effect_of, problem_of
from widgets.kit.sayings import spoken
from widgets.kit.words import tr, untranslated, word
from widgets.panels.settings.titles import must_be, reason_of, section_title, title_of, unit_of

ALL = ""
FIELDS = (
    "name", "title", "value", "default", "unit", "changed", "section", "section_title", "must_be", "reason", "tone",
)  # fmt: skip
EFFECTS: Mapping[Effect, str] = {
    Effect.WINDOW: untranslated("In force at once."),
    Effect.NEXT_RUN: untranslated("In force with the next run; the engine follows by itself."),
    Effect.GUARD: untranslated("In force once the guard is started again."),
    Effect.EXECUTOR: untranslated("In force once the executor was packaged anew and put into the terminal."),
}
PLACES: Mapping[str, str] = {
    "keyring": untranslated("in the system keyring"),
    "environment": untranslated("in the environment"),
    "systemd": untranslated("handed over by systemd"),
    "": untranslated("not configured"),
}


@dataclass(slots=True)
class SettingsState:
    """The last view, what is filtered and picked, and what was typed but not yet saved.

    `typed` is text by switch; None takes the switch out of the file.
    """

    view: SettingsView | None = None
    section: str = ALL
    only_changed: bool = False
    picked: str = ""
    typed: dict[str, str | None] = field(default_factory=dict)
    _switches: dict[str, Switch] = field(default_factory=lambda: {switch.name: switch for switch in describe()})
    _values: dict[str, SwitchValue] = field(default_factory=dict)

    def ask(self) -> SettingsAsk:
        """Return what to ask for."""
        return SettingsAsk()

    def take(self, view: SettingsView) -> None:
        """Take in a view; what was typed stays, unless the file says so by now."""
        self.view = view
        self._values = {value.name: value for value in view.switches if value.name in self._switches}
        self.typed = {name: text for name, text in self.typed.items() if self._is_change(name, text)}

    def sections(self) -> list[tuple[str, str]]:
        """Return every section with its title, in the order of the handbook."""
        return [(name, section_title(name)) for name in dict.fromkeys(each.section for each in self._switches.values())]

    def sheet(self) -> Sheet:
        """Return the switches the filters leave."""
        names = [name for name in self._values if self._is_shown(name)]
        return Sheet.of([self.row(name) for name in names], FIELDS)

    def row(self, name: str) -> dict[str, Any]:
        """Return a switch as a row; what was typed stands in place of the value."""
        switch, value = self._switches[name], self._values[name]
        shown = self.text_of(name)
        return {
            "name": name,
            "title": title_of(switch),
            "value": shown,
            "default": value.default,
            "unit": unit_of(switch),
            "changed": shown != value.default,
            "section": switch.section,
            "section_title": section_title(switch.section),
            "must_be": must_be(switch),
            "reason": reason_of(switch),
            "tone": "bad" if self.problem(name) else "accent" if name in self.typed else self._tone(value),
        }

    def switch(self, name: str) -> Switch | None:
        """Return a switch by name, None where the program knows none of that name."""
        return self._switches.get(name) if name in self._values else None

    def value(self, name: str) -> SwitchValue:
        """Return what is in force of a switch."""
        return self._values[name]

    def text_of(self, name: str) -> str:
        """Return what stands in the editor: what was typed, else the value in force."""
        typed = self.typed.get(name, self._values[name].value)
        return self._values[name].default if typed is None else typed

    def type(self, name: str, text: str) -> None:
        """Take in what is typed."""
        self._put(name, text)

    def reset(self, name: str) -> None:
        """Go back to the default by taking the switch out of the file."""
        self._put(name, None)

    def undo(self, name: str) -> None:
        """Forget what was typed for a switch."""
        self.typed.pop(name, None)

    def problem(self, name: str) -> str:
        """Say what is wrong with what was typed for a switch, '' where nothing is."""
        text = self.typed.get(name)
        found = "" if text is None else problem_of(self._switches[name], text)
        is_of_kind = found.startswith("expected ")
        return tr("expected: {what}", what=must_be(self._switches[name])) if is_of_kind else spoken(found)

    def problems(self) -> list[str]:
        """Return the names of the switches that were typed wrongly."""
        return [name for name in self.typed if self.problem(name)]

    def effects(self) -> list[str]:
        """Return when what was typed is in force, each once."""
        found = {effect_of(self._switches[name]) for name in self.typed}
        told = [tr(EFFECTS[effect]) for effect in Effect if effect in found]
        return [*told, self.in_force()] if Effect.NEXT_RUN in found else told

    def in_force(self) -> str:
        """Say which run is the first to go by what is saved now."""
        if self.view is None:
            return ""
        engine = self.view.engine
        if engine.pulse is not Pulse.ALIVE:
            return tr("The engine is not running: what is saved is in force with the next run you start.")
        if engine.running:
            jobs = ", ".join(word("kind", kind) for kind in engine.running)
            return tr(
                "{jobs} goes on by the settings it began with; what is saved is in force with the next run.", jobs=jobs
            )
        if engine.next_at is None:
            return tr("What is saved is in force with the next run; nothing is scheduled.")
        coming = f"{word('kind', engine.next_job)} {engine.next_at:%m-%d %H:%M}"
        return tr("What is saved is in force with the next run: {job}.", job=coming)

    def why_not_save(self, viewer: bool) -> str:
        """Say why nothing can be saved, '' where it can."""
        if viewer:
            return tr("This console only looks.")
        if not self.typed:
            return tr("Nothing was changed.")
        wrong = self.problems()
        return tr("Correct first: {names}", names=", ".join(wrong)) if wrong else ""

    def command(self, dry_run: bool) -> tuple[str, ...]:
        """Return the command that saves, or shows what saving would change."""
        pairs = [word for name, text in self.typed.items() if text is not None for word in (name, text)]
        unset = [word for name, text in self.typed.items() if text is None for word in ("--unset", name)]
        return ("config", "set", *pairs, *unset, *(("--dry-run",) if dry_run else ()))

    def saved(self) -> None:
        """Forget what was typed: it is in the file now."""
        self.typed.clear()

    def why_not_keep_token(self, viewer: bool) -> str:
        """Say why no token can be kept here, '' where one can."""
        if viewer:
            return tr("This console only looks.")
        if self.view is None or not self.view.keyring_trouble:
            return ""
        return tr(
            "The system keyring cannot be used: {why}. Unlock or install one, or set the variable {variable}.",
            why=spoken(self.view.keyring_trouble),
            variable=self.view.token_variable,
        )

    def why_not_remove_token(self, viewer: bool) -> str:
        """Say why there is no token to take out of the keyring, '' where there is."""
        if viewer:
            return tr("This console only looks.")
        held = self.view is not None and self.view.token_place == "keyring"  # noqa: S105 - where it is, not what it is
        return "" if held else tr("The keyring holds no token that is in use.")

    def _put(self, name: str, text: str | None) -> None:
        self.typed[name] = text
        if not self._is_change(name, text):
            del self.typed[name]

    def _is_change(self, name: str, text: str | None) -> bool:
        if name not in self._values:
            return False
        value = self._values[name]
        return value.is_in_file if text is None else text != value.value

    def _is_shown(self, name: str) -> bool:
        if self.section not in (ALL, self._switches[name].section):
            return False
        value = self._values[name]
        return not self.only_changed or name in self.typed or value.value != value.default or value.is_in_file

    def _tone(self, value: SwitchValue) -> str:
        if value.overridden_by:
            return "simulated"
        return "warn" if value.value != value.default else ""
