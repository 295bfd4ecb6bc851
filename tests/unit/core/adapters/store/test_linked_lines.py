"""Lines that vouch for those before them: whatever is done to one behind our back shows."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.adapters.store.linked_lines import append_line, broken_links, unnamed_lines

Lines = list[str]
OLD = ['{"at": "before there were links"}', '{"at": "likewise"}']


def _edited(lines: Lines) -> Lines:
    return [line.replace('"n": 1', '"n": 7') for line in lines]


def _without_its_link(lines: Lines) -> Lines:
    plain = json.loads(lines[3])
    del plain["prev"]
    return [*lines[:3], json.dumps(plain), *lines[4:]]


TRICKS: dict[str, Callable[[Lines], Lines]] = {
    "edited": _edited,
    "an old one edited": lambda lines: [lines[0], lines[1].replace("likewise", "likewise!"), *lines[2:]],
    "removed": lambda lines: lines[:3] + lines[4:],
    "put in": lambda lines: [*lines[:3], '{"n": 9}', *lines[3:]],
    "turned round": lambda lines: [*lines[:3], lines[4], lines[3], *lines[5:]],
    "without its link": _without_its_link,
}


def written(path: Path, old: Lines) -> list[str]:
    path.write_text("".join(f"{line}\n" for line in old), encoding="utf-8")
    return [append_line(path, {"n": number, "why": "照常"}) for number in range(4)]


@pytest.mark.parametrize("old", [[], OLD[:1], OLD])
def test_what_was_only_added_to_holds(tmp_path: Path, old: Lines) -> None:
    hashes = written(tmp_path / "log", old)
    assert list(broken_links(tmp_path / "log")) == []
    assert list(unnamed_lines(tmp_path / "log", hashes)) == []
    assert list(broken_links(tmp_path / "nothing")) == list(unnamed_lines(tmp_path / "nothing", [])) == []


@pytest.mark.parametrize("trick", TRICKS)
def test_whatever_is_done_to_a_line_shows(tmp_path: Path, trick: str) -> None:
    path = tmp_path / "log"
    written(path, OLD)
    lines = TRICKS[trick](path.read_text(encoding="utf-8").splitlines())
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    assert list(broken_links(path)) != []


def test_records_elsewhere_miss_the_last_line_and_one_that_was_added(tmp_path: Path) -> None:
    path = tmp_path / "log"
    hashes = written(path, OLD)
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("".join(f"{line}\n" for line in lines[:-1]), encoding="utf-8")
    assert list(broken_links(path)) == [], "the chain itself cannot know"
    assert [number for number, _ in unnamed_lines(path, hashes)] == [0]
    append_line(path, {"n": 3, "passed": True})
    assert [number for number, _ in unnamed_lines(path, hashes)] == [6, 0]


@given(at=st.integers(0, 200))
def test_a_line_torn_by_a_kill_swallows_no_other_and_is_no_fault(
    tmp_path_factory: pytest.TempPathFactory, at: int
) -> None:
    path = tmp_path_factory.mktemp("torn") / "log"
    written(path, OLD)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) - 1 - at % 100])
    append_line(path, {"n": 5})
    assert list(broken_links(path)) == []
    assert json.loads(path.read_text(encoding="utf-8", errors="replace").splitlines()[-1])["n"] == 5
