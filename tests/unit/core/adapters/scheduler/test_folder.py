"""The engine's folder: logs that stay within their size, and say what was cut."""

from pathlib import Path

from core.adapters.scheduler import folder
from core.adapters.scheduler.folder import EngineFolder, last_words


def test_a_log_that_grew_too_large_keeps_both_ends_and_says_what_went(tmp_path: Path) -> None:
    log = tmp_path / "night.log"
    lines = [f"line {number:04d}" for number in range(1000)]
    log.write_text("\n".join([*lines, '{"exit_code": 0, "message": "well"}', ""]), encoding="utf-8")
    was = log.stat().st_size
    EngineFolder(tmp_path).cap(4000, log)
    text = log.read_text(encoding="utf-8")
    assert text.startswith("line 0000\nline 0001\n")
    assert log.stat().st_size < 2200
    (said,) = [line for line in text.splitlines() if line.startswith("…")]
    left = len(text.replace(f"\n{said}\n", "").encode())
    assert said == f"… {was - left} bytes were cut out here: no log grows beyond 4000 …"
    assert (last_words(log) or {})["message"] == "well"
    EngineFolder(tmp_path).cap(4000, log)
    assert log.read_text(encoding="utf-8") == text, "what is small enough is left alone"


def test_a_command_that_writes_on_behind_a_cut_is_still_understood(tmp_path: Path) -> None:
    log = tmp_path / "night.log"
    log.write_bytes(b"$ night\n" + bytes(500) + b'{"exit_code": 11, "message": "later"}\n')
    assert (last_words(log) or {})["exit_code"] == 11


def test_events_say_where_the_older_ones_are(tmp_path: Path) -> None:
    engine = EngineFolder(tmp_path)
    engine.path.mkdir()
    events = engine.path / "events.jsonl"
    events.write_bytes(b"x" * (folder._EVENTS_MAX_BYTES + 1))
    engine.record({"kind": "began"})
    assert "in events.1.jsonl" in events.read_text(encoding="utf-8")
    assert (engine.path / "events.1.jsonl").stat().st_size > folder._EVENTS_MAX_BYTES
