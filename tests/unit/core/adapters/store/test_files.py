"""Files are whole or absent, and a program that holds one for a moment is waited for."""

import errno
from pathlib import Path

import pytest

from core.adapters.store.files import SHARING_PAUSES_S, discard_leftovers, replace, write_atomically


class Held:
    """A temporary file that another program holds for some tries, as Windows says it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.tries_left = 0
        self.code: int | None = 32

    def replace(self, target: Path) -> None:
        """Fail, or rename it."""
        if not self.tries_left:
            self._path.replace(target)
            return
        self.tries_left -= 1
        error = PermissionError(errno.EACCES, "in use by another process", str(self._path))
        error.winerror = self.code  # type: ignore[attr-defined]
        raise error


@pytest.fixture
def held(tmp_path: Path) -> Held:
    (tmp_path / ".report.tmp").write_bytes(b"new")
    (tmp_path / "report").write_bytes(b"old")
    return Held(tmp_path / ".report.tmp")


def test_a_file_held_for_a_moment_is_waited_for(held: Held, tmp_path: Path) -> None:
    held.tries_left, waited = 3, []
    replace(held, tmp_path / "report", waited.append)
    assert (tmp_path / "report").read_bytes() == b"new"
    assert waited == list(SHARING_PAUSES_S[:3])


def test_a_file_held_for_good_is_told_after_a_bounded_wait(held: Held, tmp_path: Path) -> None:
    held.tries_left, waited = 99, []
    with pytest.raises(PermissionError, match="another process"):
        replace(held, tmp_path / "report", waited.append)
    assert (tmp_path / "report").read_bytes() == b"old"
    assert waited == list(SHARING_PAUSES_S)
    assert sum(waited) < 5


def test_no_permission_is_told_at_once(held: Held, tmp_path: Path) -> None:
    held.tries_left, held.code, waited = 1, None, []
    with pytest.raises(PermissionError):
        replace(held, tmp_path / "report", waited.append)
    assert waited == []


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "inside").touch()
    with pytest.raises(OSError, match="folder"):
        write_atomically(tmp_path / "folder", b"data")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder"]


def test_leftovers_of_one_file_go_and_others_stay(tmp_path: Path) -> None:
    for name in (".plan.json.17.tmp", ".plan.json.9.tmp", ".plan.jsonl.17.tmp", "plan.json", ".orders.csv.17.tmp"):
        (tmp_path / name).touch()
    discard_leftovers(tmp_path / "plan.json")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".orders.csv.17.tmp", ".plan.jsonl.17.tmp", "plan.json"]
