"""A folder downloads fall into: what is ours, and only once nobody writes to it."""

import os
from pathlib import Path

import pytest

from core.adapters.ptrade.drop_folder import DropFolder
from tests.fakes.report_files import exec_report, positions


def test_a_file_counts_once_it_stands_still_and_only_once(tmp_path: Path) -> None:
    folder, file = DropFolder(tmp_path), tmp_path / "exec_report_20260105 (2).CSV"
    file.write_bytes(exec_report()[:100])
    assert folder.settled() == []
    file.write_bytes(exec_report())
    assert folder.settled() == []
    assert folder.settled() == [file]
    assert folder.settled() == [file]
    folder.done([file])
    assert folder.settled() == []
    file.write_bytes(exec_report(batch_ids="B-1;B-2"))
    assert folder.settled() == []
    assert folder.settled() == [file]


def test_other_peoples_files_links_and_folders_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "invoice.csv").write_text("a,b\n1,2\n")
    (tmp_path / "report.xlsx").write_bytes(exec_report())
    (tmp_path / "below.csv").mkdir()
    (tmp_path / "empty.csv").touch()
    elsewhere = tmp_path / "below.csv" / "positions.csv"
    elsewhere.write_bytes(positions())
    if os.name == "posix":
        (tmp_path / "link.csv").symlink_to(elsewhere)
    folder = DropFolder(tmp_path)
    folder.settled()
    assert folder.settled() == []


def test_a_folder_that_is_gone_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        DropFolder(tmp_path / "gone").settled()
