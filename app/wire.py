"""Objects over a pair of byte streams, one frame each: how the console and its reader talk."""

import pickle
import struct
from threading import Lock
from typing import IO

_LENGTH = struct.Struct(">Q")


class Wire:
    """Sends from any thread, receives in one. Only between a process and the child it started: frames are pickles.

    EOFError or OSError once the other end is gone.
    """

    def __init__(self, incoming: IO[bytes], outgoing: IO[bytes]) -> None:
        self._incoming = incoming
        self._outgoing = outgoing
        self._sending = Lock()

    def send(self, message: object) -> None:
        """Send one object."""
        frame = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
        with self._sending:
            self._outgoing.write(_LENGTH.pack(len(frame)) + frame)
            self._outgoing.flush()

    def receive(self) -> object:
        """Wait for one object."""
        (length,) = _LENGTH.unpack(self._exactly(_LENGTH.size))
        return pickle.loads(self._exactly(length))  # noqa: S301 - from the process at the other end of our own pipe

    def _exactly(self, count: int) -> bytes:
        data = self._incoming.read(count)
        if len(data) < count:
            raise EOFError("the other end is gone")
        return data
