"""runs/<run_id>/: whole files under harmless names, and a replay that borrows but never writes elsewhere."""

from pathlib import Path

import pytest

from core.adapters.store.files import sha256_bytes
from core.adapters.store.run_files import RunFiles
from core.domain.errors import FixAndRestart
from core.ports.runs import Artifact

RUN, OTHER = "night-20260105-01", "close-20260105-01"


def test_what_was_put_comes_back_with_its_hash(tmp_path: Path) -> None:
    files = RunFiles(tmp_path)
    assert files.put(RUN, "plan.json", b"{}") == Artifact("plan.json", sha256_bytes(b"{}"), 2)
    assert files.get(RUN, "plan.json") == b"{}"
    assert files.path(RUN, "plan.json") == tmp_path / "runs" / RUN / "plan.json"


def test_putting_again_replaces_the_whole(tmp_path: Path) -> None:
    files = RunFiles(tmp_path)
    files.put(RUN, "plan.json", b"a long first content")
    files.put(RUN, "plan.json", b"short")
    assert files.get(RUN, "plan.json") == b"short"
    assert [path.name for path in (tmp_path / "runs" / RUN).iterdir()] == ["plan.json"]


def test_a_missing_artifact_is_named_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(FixAndRestart, match=f"plan.json of run {RUN} is missing") as caught:
        RunFiles(tmp_path).get(RUN, "plan.json")
    assert "backup" in caught.value.remedy


@pytest.mark.parametrize(
    "name", ["", ".", "..", "../plan.json", "a/b", "a\\b", ".hidden", "a\nb", "plan.json\n", "C:x"]
)
def test_a_name_that_could_leave_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    files = RunFiles(tmp_path / "home")
    for run_id, artifact in ((RUN, name), (name, "plan.json")):
        with pytest.raises(ValueError, match="is not an artifact's name"):
            files.put(run_id, artifact, b"x")
    assert not (tmp_path / "home").exists()


def test_a_replay_reads_earlier_runs_from_the_lender_and_its_own_from_itself(tmp_path: Path) -> None:
    lender = RunFiles(tmp_path / "home")
    lender.put(OTHER, "quotes.json", b"lent")
    lender.put(RUN, "plan.json", b"original")
    replay = RunFiles(tmp_path / "scratch", tmp_path / "home", RUN)
    assert replay.get(OTHER, "quotes.json") == b"lent"
    with pytest.raises(FixAndRestart):
        replay.get(RUN, "plan.json")
    replay.put(RUN, "plan.json", b"again")
    assert replay.get(RUN, "plan.json") == b"again"
    assert lender.get(RUN, "plan.json") == b"original"


def test_a_replay_never_writes_into_the_lenders_folder(tmp_path: Path) -> None:
    lender = RunFiles(tmp_path / "home")
    lender.put(OTHER, "quotes.json", b"lent")
    replay = RunFiles(tmp_path / "scratch", tmp_path / "home", RUN)
    with pytest.raises(ValueError, match=f"writes no artifact of {OTHER}"):
        replay.put(OTHER, "quotes.json", b"changed")
    assert lender.get(OTHER, "quotes.json") == b"lent"
