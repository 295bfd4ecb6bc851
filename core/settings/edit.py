"""Changing single switches in an operator's cfg.yaml: nothing else in the file moves, comments least of all.

Each change is made in the text, then read back: the file must say what it said, but for that one switch.
"""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode

from core.domain.errors import FixAndRestart
from core.settings.plain_yaml import parse_mapping, parse_nodes, parse_value
from core.settings.render import Switch, as_yaml, describe

HEADER = "# What this desk sets differently; every switch with unit, default and reason: `daybreak config show`.\n"
_BY_HAND = "change that line by hand"
_LONGEST = 60
_TEXTS = ("text", "word")
_BRACKETS = {"list": ("[", "]"), "mapping": ("{", "}")}


@dataclass(frozen=True, slots=True)
class Change:
    """One switch and the value it is to have; `value` None takes it out of the file, back to what is below it.

    A switch without a key stands for its whole section.
    """

    switch: Switch
    value: Any = None


def switch_of(name: str) -> Switch:
    """Return the switch of that dotted name; FixAndRestart where there is none."""
    switches = {switch.name: switch for switch in describe()}
    if name not in switches:
        near = difflib.get_close_matches(name, switches, n=1)
        meant = f"did you mean {near[0]}?" if near else "write SECTION.KEY; `daybreak config show` lists every switch"
        raise FixAndRestart("that is no switch" if len(name) > _LONGEST else f"{name!r} is no switch", meant)
    return switches[name]


def taken_out(name: str, data: bytes, file: str) -> Change:
    """Return the change that takes a switch out of the file, or a key or section there that is no switch.

    FixAndRestart where it is neither a switch nor in the file.
    """
    section, _, key = name.partition(".")
    values, _ = parse_mapping(data, file) if data else ({}, {})
    keys = values.get(section)
    in_file = section in values and (not key or (isinstance(keys, dict) and key in keys))
    known = any(switch.name == name for switch in describe())
    if known or not in_file:
        return Change(switch_of(name))
    return Change(Switch(section, key, "", "", None, "", (), ()))


def read_value(switch: Switch, text: str) -> Any:
    """Return what a person typed for a switch: a text as it stands, anything else as YAML, brackets left out or not.

    FixAndRestart where it is no YAML, or nothing.
    """
    if switch.kind in _TEXTS and not text.startswith(('"', "'")):
        return text
    opened, closed = next((pair for kind, pair in _BRACKETS.items() if switch.kind.startswith(kind)), ("", ""))
    whole = text if not opened or text.strip().startswith(opened) else f"{opened}{text}{closed}"
    value = parse_value(whole, switch.name)
    if value is None:
        raise FixAndRestart(f"{switch.name} is empty, expected {switch.expected}", "`config unset` takes it out")
    return value


def edited(data: bytes, name: str, changes: list[Change]) -> bytes:
    """Return the file with the changes made; FixAndRestart where it cannot be read, or holds a line not to be mended.

    Comments, order and spelling of all else stay. A file that is not there yet is given as b"".
    """
    for change in changes:
        data = _checked(data or HEADER.encode(), name, change)
    return data


def _checked(data: bytes, name: str, change: Change) -> bytes:
    before, _ = parse_mapping(data, name)
    text, root = parse_nodes(data, name)
    after = _changed(text, root, change)
    made = (b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b"") + after.encode()
    wanted = _with(before, change)
    try:
        found, _ = parse_mapping(made, name)
    except FixAndRestart:
        found = {}
    if found != wanted:
        raise FixAndRestart(f"{name} is written so that {change.switch.name} cannot be changed by a program", _BY_HAND)
    return made


def _with(values: Mapping[str, Any], change: Change) -> dict[str, Any]:
    section, key = change.switch.section, change.switch.key
    if not key:
        return {name: each for name, each in values.items() if name != section}
    kept = {name: each for name, each in values.get(section, {}).items() if name != key}
    if change.value is not None:
        kept[key] = parse_value(as_yaml(change.value), key)
    others = {name: each for name, each in values.items() if name != section}
    return others | ({section: kept} if kept else {})


def _changed(text: str, root: MappingNode | None, change: Change) -> str:
    section = _child(root, change.switch.section)
    if section is not None and not change.switch.key:
        return _without_section(text, section)
    held = None if section is None else _child(section[1], change.switch.key)
    if change.value is None:
        return text if section is None or held is None else _without(text, section, held)
    said = as_yaml(change.value)
    if held is not None:
        return _replaced(text, held, said)
    if section is not None:
        return _added(text, section[1], f"{change.switch.key}: {said}")
    new = _newline(text)
    return f"{_ended(text)}{change.switch.section}:{new}  {change.switch.key}: {said}{new}"


Pair = tuple[Node, Node]


def _child(node: Node | None, name: str) -> Pair | None:
    pairs = node.value if isinstance(node, MappingNode) else ()
    return next(((key, value) for key, value in pairs if key.value == name), None)


def _replaced(text: str, held: Pair, said: str) -> str:
    key, value = held
    start, end = value.start_mark.index, _end(value)
    if value.start_mark.line == key.start_mark.line:
        return text[:start] + said + text[end:]
    # A block below its key becomes one line; what stood beside the key and behind the block stays.
    colon, stop = text.index(":", int(key.end_mark.index)), _line_end(text, end)
    beside, behind = text[colon + 1 : _line_end(text, colon)], text[end:stop].strip()
    left = f"{' ' * key.start_mark.column}{behind}{_newline(text)}" if behind else ""
    return f"{text[:colon]}: {said}{beside}{left}{text[stop:]}"


def _added(text: str, section: Node, line: str) -> str:
    assert isinstance(section, MappingNode)  # noqa: S101 - a section holds keys
    if section.flow_style:
        inside = section.end_mark.index - 1
        return f"{text[:inside].rstrip()}, {line}{text[inside:]}"
    place = _line_end(text, _end(section))
    indent = " " * section.value[0][0].start_mark.column
    return f"{_ended(text[:place])}{indent}{line}{_newline(text)}{text[place:]}"


def _without(text: str, section: Pair, held: Pair) -> str:
    _, mapping = section
    assert isinstance(mapping, MappingNode)  # noqa: S101 - it holds the key
    if len(mapping.value) == 1:
        return _without_section(text, section)
    if not mapping.flow_style:
        return text[: _line_start(text, held[0].start_mark.index)] + text[_line_end(text, _end(held[1])) :]
    kept = [text[key.start_mark.index : _end(value)] for key, value in mapping.value if key is not held[0]]
    return f"{text[: mapping.start_mark.index]}{{{', '.join(kept)}}}{text[_end(mapping) :]}"


def _without_section(text: str, section: Pair) -> str:
    name, value = section
    return text[: _line_start(text, name.start_mark.index)] + text[_line_end(text, _end(value)) :]


def _end(node: Node) -> int:
    """Return where a value ends; behind its last part, not where the next begins as a block's mark says."""
    if isinstance(node, CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(last[1] if isinstance(last, tuple) else last)
    return int(node.end_mark.index) if isinstance(node, ScalarNode | CollectionNode) else 0


def _line_start(text: str, place: int) -> int:
    return text.rfind("\n", 0, place) + 1


def _line_end(text: str, place: int) -> int:
    found = text.find("\n", place)
    return len(text) if found < 0 else found + 1


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else text + _newline(text)


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
