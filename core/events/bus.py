"""Carries events to whoever subscribed, in the thread that publishes."""

import logging
from collections.abc import Callable

from core.events.event import Event, Level

Handler = Callable[[Event], None]
BUS_TOPIC = "bus.handler_failed"
_log = logging.getLogger(__name__)


class Bus:
    """Delivers every event to every handler, in order of subscription, whatever the others do.

    A handler that raises becomes an alarm event for the handlers still standing; when none is left to hear it, it goes
    to the log. KeyboardInterrupt and SystemExit pass through.
    """

    def __init__(self) -> None:
        self._handlers: tuple[Handler, ...] = ()

    def subscribe(self, handler: Handler) -> Callable[[], None]:
        """Deliver later events to `handler` until the returned function is called."""
        self._handlers = (*self._handlers, handler)

        def unsubscribe() -> None:
            self._handlers = tuple(other for other in self._handlers if other is not handler)

        return unsubscribe

    def publish(self, event: Event) -> None:
        """Deliver `event`; never raises because of a handler."""
        standing = list(self._handlers)
        waiting = [event]
        while waiting:
            current = waiting.pop(0)
            for handler in list(standing):
                try:
                    handler(current)
                except Exception as error:  # noqa: BLE001 - one bad handler must not silence the others
                    standing.remove(handler)
                    waiting.append(_failure(current, handler, error))
            if not standing:
                for unheard in waiting:
                    _log.critical("nobody heard: %s", unheard.message)
                return


def _failure(event: Event, handler: Handler, error: Exception) -> Event:
    name = getattr(handler, "__qualname__", type(handler).__name__)
    message = f"handler {name} failed on {event.topic}: {type(error).__name__}: {error}"
    return Event(event.at, Level.ALARM, BUS_TOPIC, message, {"handler": name, "topic": event.topic})
