"""The window's thread does work in pieces: between two of them it takes keys, STOP and paint as ever.

All work stands in one queue, because timers that are due together would run in one go; what is seen goes first.
"""

from time import perf_counter
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from widgets.kit.stages import Stages

TURN_S = 0.003
"""How long pieces follow one another before the window has its turn."""


class _Queue(QObject):
    """What is under way, by whom it is for."""

    def __init__(self) -> None:
        super().__init__()
        self.turn_s = TURN_S
        self.waiting: dict[QObject, Stages[Any]] = {}
        self._until = 0.0
        self._ended = 0.0
        self._has_waited = self._is_running = False
        self._turns = QTimer(self, interval=0)
        self._turns.timeout.connect(self._turn)

    def add(self, owner: QObject, work: Stages[Any]) -> None:
        """Begin at once where this turn has time left."""
        self.waiting.pop(owner, None)
        self.waiting[owner] = work
        if not self._turns.isActive():
            self._until = perf_counter() + self.turn_s
            self._turns.start()
        if perf_counter() < self._until:
            self._run()

    def _turn(self) -> None:
        """Take a turn, unless something long went before it in this round of the event loop: keys come first then."""
        began = perf_counter()
        self._has_waited = began - self._ended > TURN_S and not self._has_waited
        if not self._has_waited:
            self._until = began + self.turn_s
            self._run()
        if not self.waiting:
            self._turns.stop()
        self._ended = perf_counter()

    def _run(self) -> None:
        """Do a piece at least, more while the turn lasts."""
        if self._is_running:
            return
        self._is_running = True
        try:
            self._one_piece()
            while self.waiting and perf_counter() < self._until:
                self._one_piece()
        finally:
            self._is_running = False

    def _one_piece(self) -> None:
        for owner in [each for each in self.waiting if not shiboken6.isValid(each)]:
            del self.waiting[owner]
        if not self.waiting:
            return
        owner = next((each for each in self.waiting if _is_seen(each)), next(iter(self.waiting)))
        work = self.waiting[owner]
        is_over = True
        try:
            next(work)
            is_over = False
        except StopIteration:
            pass
        finally:
            # The piece may have begun other work of the same owner, which stays.
            if is_over and self.waiting.get(owner) is work:
                del self.waiting[owner]


_queue: list[_Queue] = []


def begin(owner: QObject, work: Stages[Any]) -> None:
    """Do work for `owner` from now on, in place of what was under way for it."""
    _the_queue().add(owner, work)


def is_under_way(owner: QObject) -> bool:
    """Whether there is work left for `owner` or a part of it."""
    return any(_is_part(each, owner) for each in _the_queue().waiting)


def drop(owner: QObject) -> None:
    """Leave off all work for `owner` and its parts."""
    waiting = _the_queue().waiting
    for each in [each for each in waiting if _is_part(each, owner)]:
        del waiting[each]


def pace(turn_s: float) -> None:
    """Let pieces follow one another for so many seconds; infinity does all work at once, 0 one piece a turn."""
    _the_queue().turn_s = turn_s


def _the_queue() -> _Queue:
    if not _queue:
        _queue.append(_Queue())
    return _queue[0]


def _is_seen(owner: QObject) -> bool:
    # A dock behind another counts as visible to Qt.
    return isinstance(owner, QWidget) and not owner.visibleRegion().isEmpty()


def _is_part(part: QObject, whole: QObject) -> bool:
    each: QObject | None = part if shiboken6.isValid(part) else None
    while each is not None and each is not whole:
        each = each.parent()
    return each is not None
