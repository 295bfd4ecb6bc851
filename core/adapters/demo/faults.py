"""Faults a test hands to the demo server, played in order, one a request."""

import threading
from collections import defaultdict, deque
from dataclasses import dataclass
from enum import StrEnum

ANY = "*"


class FaultKind(StrEnum):
    """What goes wrong; all but SLOW and REPEAT_PAGE replace the answer."""

    HTTP_500 = "http_500"
    HTML = "html"
    SLOW = "slow"
    CUT = "cut"
    NOT_JSON = "not_json"
    WRONG_SHAPE = "wrong_shape"
    REPEAT_PAGE = "repeat_page"


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault; `seconds` is how long a SLOW answer waits."""

    kind: FaultKind
    seconds: float = 0.0


class Faults:
    """Queues of faults per interface; those under `ANY` come when an interface has none of its own. Thread-safe."""

    def __init__(self) -> None:
        self._queues: dict[str, deque[Fault]] = defaultdict(deque)
        self._lock = threading.Lock()

    def add(self, kind: FaultKind, api: str = ANY, times: int = 1, seconds: float = 0.0) -> None:
        """Queue a fault for the next `times` requests of `api`."""
        with self._lock:
            self._queues[api].extend([Fault(kind, seconds)] * times)

    def next(self, api: str) -> Fault | None:
        """Take the fault of this request, None when all is well."""
        with self._lock:
            for name in (api, ANY):
                if self._queues[name]:
                    return self._queues[name].popleft()
        return None
