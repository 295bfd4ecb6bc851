"""From layers of cfg.yaml and the environment to frozen Settings; anything not understood refuses to start."""

import difflib
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import ValidationError

import core
from core.domain.errors import FixAndRestart
from core.settings.model import OF_THE_WINDOW, Settings
from core.settings.plain_yaml import Place, parse_mapping, parse_value
from core.settings.render import Switch, describe, sections

ENV_PREFIX = "DAYBREAK__"
_SECRET_WORDS = ("token", "password", "secret", "api_key")
_LONG_WORD = re.compile(r"[0-9A-Za-z+=_-]{24,}")
_NAME = re.compile(r"[A-Za-z_]{1,40}|[A-Za-z_0-9]{1,20}")
_REMEDY = "correct it and start again; `daybreak config show` lists every switch"


@dataclass(slots=True)
class _Layers:
    """The merged values, and where each came from."""

    values: dict[str, dict[str, Any]] = field(default_factory=dict)
    places: dict[Place, str] = field(default_factory=dict)

    def lay(self, values: Mapping[str, Any], places: Mapping[Place, str]) -> None:
        """Lay `values` over what is there, switch by switch; a switch's own value is replaced whole."""
        for section, keys in values.items():
            self.values.setdefault(section, {}).update(keys)
        self.places.update(places)

    def where(self, path: Place) -> str:
        """Where the value at `path`, or what contains it, was written."""
        while path not in self.places and path:
            path = path[:-1]
        return self.places.get(path, "defaults")


def repository_cfg() -> Path:
    """Where the repository's own cfg.yaml lies: beside the `core` package; absent in an installed wheel."""
    return Path(core.__file__).resolve().parent.parent / "cfg.yaml"


def load_settings(home: Path, environ: Mapping[str, str]) -> Settings:
    """Return the settings in force for `home`: defaults, repository cfg.yaml, <home>/cfg.yaml, then `environ`.

    Raises FixAndRestart naming file, line, key and what was expected for anything not understood; a file that is
    there but broken never counts as absent.
    """
    return _joined(_read_file(home / "cfg.yaml"), environ)


def settings_with(data: bytes, name: str, environ: Mapping[str, str]) -> Settings:
    """Return the settings that would be in force were `data` the home's cfg.yaml, called `name` in messages.

    Raises FixAndRestart as `load_settings` does.
    """
    return _joined(parse_mapping(data, name), environ)


def overridden(environ: Mapping[str, str]) -> dict[str, str]:
    """Return by dotted key the environment variable that overrides it; FixAndRestart for one not understood."""
    values, places = _read_environment(environ)
    return {f"{section}.{key}": places[(section, key)] for section, keys in values.items() for key in keys}


def _joined(of_home: tuple[dict[str, Any], dict[Place, str]], environ: Mapping[str, str]) -> Settings:
    layers = _Layers()
    for values, places in (_read_file(repository_cfg()), of_home, _read_environment(environ)):
        _refuse_unknown(values, places)
        layers.lay(values, places)
    return _validated(layers)


def config_hash(settings: Settings) -> str:
    """Return the hex sha256 of a run's settings as canonical JSON; what only changes the window is left out."""
    text = json.dumps(
        settings.model_dump(exclude=OF_THE_WINDOW),
        sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_canonical,
    )  # fmt: skip
    return hashlib.sha256(text.encode()).hexdigest()


def _canonical(value: object) -> str:
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    raise TypeError(f"{value!r} has no canonical form")


def _read_file(path: Path) -> tuple[dict[str, Any], dict[Place, str]]:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        if path.is_symlink():
            raise FixAndRestart(f"{path} is a link to a file that is not there", "restore or remove it") from None
        return {}, {}
    except OSError as error:
        raise FixAndRestart(f"{path} cannot be read: {error.strerror}", "make it readable") from error
    if not data.strip():
        raise FixAndRestart(f"{path} is empty, expected sections of switches", "restore it, or delete the file")
    return parse_mapping(data, str(path))


def _read_environment(environ: Mapping[str, str]) -> tuple[dict[str, Any], dict[Place, str]]:
    values: dict[str, Any] = {}
    places: dict[Place, str] = {}
    for name in sorted(environ):
        if not name.upper().startswith(ENV_PREFIX):
            continue
        where = f"environment variable {name}"
        parts = name[len(ENV_PREFIX) :].lower().split("__")
        if len(parts) != 2 or not all(parts) or name != name.upper():
            raise FixAndRestart(f"{where} is not written {ENV_PREFIX}SECTION__KEY in capitals", _REMEDY)
        section, key = parts
        values.setdefault(section, {})[key] = parse_value(environ[name], where)
        places |= {(section,): where, (section, key): where}
    return values, places


def _refuse_unknown(values: Mapping[str, Any], places: Mapping[Place, str]) -> None:
    problems = []
    known = sections()
    for section, keys in values.items():
        where = places[(section,)]
        if section not in known:
            problems.append(f"{where}: unknown section {_named(section)!r}{_did_you_mean(section, list(known))}")
        elif not isinstance(keys, dict) or not keys:
            problems.append(f"{where}: section {_named(section)!r} holds no keys; write some under it or delete it")
        else:
            names = list(known[section].model_fields)
            problems += [
                f"{places[(section, key)]}: unknown key {section}.{_named(key)}{_key_hint(section, key, names)}"
                for key in keys
                if key not in names
            ]
    if problems:
        raise FixAndRestart("\n".join(problems), _REMEDY)


def _key_hint(section: str, key: str, names: list[str]) -> str:
    if any(word in key for word in _SECRET_WORDS):
        return "; a secret is never a setting: keep it in the keyring or, for Tushare, in TUSHARE_TOKEN"
    elsewhere = [switch.name for switch in describe() if switch.key == key and switch.section != section]
    if elsewhere:
        return f"; did you mean {elsewhere[0]}?"
    return _did_you_mean(key, names)


def _did_you_mean(word: str, names: list[str]) -> str:
    near = difflib.get_close_matches(word, names, n=1)
    return f"; did you mean {near[0]!r}?" if near else f"; expected one of {', '.join(names)}"


def _validated(layers: _Layers) -> Settings:
    try:
        return Settings.model_validate_json(json.dumps(layers.values), strict=True)
    except ValidationError as error:
        switches = {(switch.section, switch.key): switch for switch in describe()}
        problems = [_explain(dict(one), layers, switches) for one in error.errors(include_url=False)]
        raise FixAndRestart("\n".join(problems), _REMEDY) from None


def _explain(error: dict[str, Any], layers: _Layers, switches: Mapping[tuple[str, str], Switch]) -> str:
    path = tuple(str(part) for part in error["loc"])
    switch = switches[(path[0], path[1])]
    value: Any = layers.values[switch.section][switch.key]
    name = switch.name
    for part in path[2:]:
        if isinstance(value, dict) and part in value:
            value, name = value[part], f"{name}.{part}"
    own_words = f"; {error['msg'].removeprefix('Value error, ')}" if error["type"] == "value_error" else ""
    quotes = "; put it in quotes" if switch.kind == "text" and not isinstance(value, str) else ""
    return f"{layers.where(path)}: {name} is {_shown(value)}, expected {switch.expected}{quotes}{own_words}"


def _shown(value: object) -> str:
    """The value as written, unless it may hold a password or token: an address's user or query, or a long word."""
    text = repr(value)
    return "something not shown here" if "#" in text or may_be_secret(text) else text


def may_be_secret(text: str, words: Sequence[str] = _SECRET_WORDS) -> bool:
    """Whether a text may hold a password or token: an address's user, query or fragment, a telling or a long word."""
    marked = any(mark in text.lower() for mark in ("@", "?", *words)) or re.search(r"\S#", text)
    return bool(marked or _LONG_WORD.search(text))


def _named(word: str) -> str:
    """A section's or key's name as written, unless somebody put a secret in its place."""
    return word if _NAME.fullmatch(word) else "(not shown here)"
