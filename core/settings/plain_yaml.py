"""YAML without its traps, with the line of every key.

Only `true` and `false` are booleans and only plain decimal numbers are numbers, so `off`, `14:56:00`, `0600` and
`2026-01-05` stay text. Duplicate keys, aliases and tags are refused.
"""

import re
from functools import lru_cache
from typing import Any

import yaml
from yaml.composer import ComposerError
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from core.domain.errors import FixAndRestart

Place = tuple[str, ...]
_DEEPEST = 20


class _PlainLoader(yaml.SafeLoader):
    """Composes nodes; resolves no more than null, booleans and decimal numbers."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 - PyYAML's own shape

    depth = 0

    def compose_node(self, parent: Node | None, index: int) -> Node | None:
        if self.check_event(yaml.AliasEvent):
            event: Any = self.get_event()  # type: ignore[no-untyped-call]
            raise ComposerError(None, None, "aliases are not used here", event.start_mark)
        if self.depth > _DEEPEST:
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise ComposerError(None, None, f"nested deeper than {_DEEPEST}", mark)
        self.depth += 1
        try:
            return super().compose_node(parent, index)
        finally:
            self.depth -= 1


for _tag, _pattern, _first in (
    ("null", r"^(?:~|null|)$", ["~", "n", ""]),
    ("bool", r"^(?:true|false)$", list("tf")),
    ("int", r"^[-+]?(?:0|[1-9][0-9]*)$", list("-+0123456789")),
    ("float", r"^[-+]?(?:0|[1-9][0-9]*)(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?$", list("-+0123456789")),
):
    _PlainLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), _first)


def parse_mapping(data: bytes, name: str) -> tuple[dict[str, Any], dict[Place, str]]:
    """Return the mapping in the file called `name`, and 'name line N' by path of keys; {} when all is comment.

    Raises FixAndRestart with file and line when the text is not UTF-8, not YAML, or not a mapping.
    """
    places: dict[Place, str] = {}
    node = _compose(data, name)
    if node is None:
        return {}, places
    if not isinstance(node, MappingNode):
        raise FixAndRestart(f"{_at(name, node)}: expected `section:` lines, found something else", "correct the file")
    value = _value(node, name, (), places)
    assert isinstance(value, dict)  # noqa: S101 - narrows the type just checked
    return value, places


def parse_nodes(data: bytes, name: str) -> tuple[str, MappingNode | None]:
    """Return the text of the file called `name` and its mapping with the place of every part, None when all is comment.

    Places count from the first character after a byte order mark. Raises FixAndRestart as `parse_mapping` does.
    """
    parse_mapping(data, name)
    node = _compose(data, name)
    assert node is None or isinstance(node, MappingNode)  # noqa: S101 - just checked
    return data.decode("utf-8-sig"), node


def parse_value(text: str, name: str) -> Any:
    """Return the one YAML value in `text`; raises FixAndRestart naming `name`."""
    node = _compose(text.encode("utf-8", "surrogateescape"), name)
    return None if node is None else _value(node, name, (), {})


@lru_cache(maxsize=16)
def _compose(data: bytes, name: str) -> Node | None:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise FixAndRestart(f"{name} line {line}: not UTF-8 text", "save the file as UTF-8") from None
    loader = None
    try:
        loader = _PlainLoader(text)
        return loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise FixAndRestart(f"{name} line {line}: {error.problem or error.context}", "correct the YAML") from None
    except yaml.reader.ReaderError as error:
        line = text[: error.position].count("\n") + 1
        raise FixAndRestart(f"{name} line {line}: {error.reason}", "restore the file") from None
    finally:
        if loader is not None:
            loader.dispose()


def _value(node: Node, name: str, path: Place, places: dict[Place, str]) -> Any:
    places[path] = _at(name, node)
    if isinstance(node, MappingNode):
        return _mapping(node, name, path, places)
    if isinstance(node, SequenceNode):
        return [_value(item, name, (*path, str(index)), places) for index, item in enumerate(node.value)]
    return _scalar(node, name)


def _mapping(node: MappingNode, name: str, path: Place, places: dict[Place, str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = key_node.value
        if not isinstance(key, str):
            raise FixAndRestart(f"{_at(name, key_node)}: a key must be a word", "correct the file")
        if key in values:
            first = places[(*path, key)]
            raise FixAndRestart(f"{_at(name, key_node)}: {key!r} stands twice, first at {first}", "delete one of them")
        values[key] = _value(value_node, name, (*path, key), places)
        places[(*path, key)] = _at(name, key_node)
    return values


def _scalar(node: Node, name: str) -> Any:
    assert isinstance(node, ScalarNode)  # noqa: S101 - the only kind of node left
    match node.tag.removeprefix("tag:yaml.org,2002:"):
        case "str":
            return node.value
        case "null":
            return None
        case "bool":
            return node.value == "true"
        case "int":
            return int(node.value)
        case "float":
            return float(node.value)
    raise FixAndRestart(f"{_at(name, node)}: the tag {node.tag!r} is not used here", "write the plain value")


def _at(name: str, node: Node) -> str:
    return f"{name} line {node.start_mark.line + 1}"
