"""Progress for a person: lines that stay, steps that go, nothing for a machine."""

import time

import pytest

from app.watch import Watch

Capture = pytest.CaptureFixture[str]


def test_a_machine_is_told_nothing(capsys: Capture) -> None:
    watch = Watch(for_machine=True)
    watch.say("a line")
    watch.step("a step")
    Watch.close()
    assert capsys.readouterr() == ("", "")


def test_lines_go_to_stderr_whole_and_without_markup(capsys: Capture) -> None:
    line = "[bold]2026-01-05[/] " + "x" * 300
    Watch(for_machine=False).say(line)
    assert capsys.readouterr() == ("", line + "\n")


def test_without_a_terminal_a_step_is_only_printed_after_a_silence(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds = 100.0
    monkeypatch.setattr(time, "monotonic", lambda: seconds)
    watch = Watch(for_machine=False)
    watch.step("one")
    seconds += 6
    watch.step("two")
    watch.step("three")
    seconds += 4
    watch.step("four")
    assert capsys.readouterr().err == "two\n"


def test_on_a_terminal_the_step_is_shown_and_taken_away(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    watch = Watch(for_machine=False)
    watch.step("night-1: pull")
    watch.step("night-1: adapt")
    Watch.close()
    shown = capsys.readouterr().err
    assert "night-1: adapt" in shown
    assert shown.endswith("\x1b[2K"), "the last line is erased"
    Watch.close()
    assert capsys.readouterr().err == "", "what is gone is not taken away again"
