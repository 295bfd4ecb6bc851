"""Asking something that may never answer, without waiting for ever."""

from collections.abc import Callable
from threading import Thread
from typing import TypeVar

Answer = TypeVar("Answer")


class RaisedError(Exception):
    """The question raised instead of answering; `str()` shows what."""


class HungError(Exception):
    """No answer came in time."""


def ask_in_time(question: Callable[[], Answer], limit_s: float) -> Answer:
    """Return the answer of `question`; RaisedError where it raised anything at all, HungError where nothing came.

    The limit is granted twice: a machine that slept through the first has not answered late. What hangs stays behind
    on a thread that keeps no process alive.
    """
    answers: list[Answer] = []
    failures: list[BaseException] = []

    def ask() -> None:
        try:
            answers.append(question())
        except BaseException as error:  # noqa: BLE001 - handed to the asker, who judges it
            failures.append(error)

    thread = Thread(target=ask, name="gate", daemon=True)
    thread.start()
    for _ in range(2):
        thread.join(limit_s)
        if failures:
            raise RaisedError(repr(failures[0])) from failures[0]
        if answers:
            return answers[0]
    raise HungError(f"no answer within {limit_s:g} s")
