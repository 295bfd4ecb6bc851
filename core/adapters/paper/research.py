"""The research folder as the strategy sees it: plain `open` and nothing else, and no way out."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import IO

from core.domain.errors import Refused

FOLDER = "/paper/notebook/"
_CHAIN = "batches.csv"


class ResearchFolder:
    """Orders and STOP are read from the exchange folder at every open; what the strategy writes is kept in memory.

    Written files reach the inbox only when the day is done, so a killed day leaves none of them behind. The one file
    an earlier day hands on is the chain of accepted batches. Orders files are not there before `orders_are_in`: a batch
    priced after the call auction must not trade in it.
    """

    def __init__(self, exchange: Path, orders_are_in: Callable[[], bool]) -> None:
        self._exchange = exchange
        self._orders_are_in = orders_are_in
        self.written: dict[str, str] = {}

    def open(
        self,
        path: str,
        mode: str = "r",
        encoding: str | None = None,
        errors: str | None = None,
        newline: str | None = None,
    ) -> IO[str]:
        """Open a file of the folder as `open` does; Refused for any other place or mode."""
        name = path.removeprefix(FOLDER)
        if (
            not path.startswith(FOLDER)
            or not name
            or "/" in name
            or name.startswith(".")
            or mode not in ("r", "w", "a")
        ):
            raise Refused(f"the strategy opened {path!r} with mode {mode!r}", f"only plain files of {FOLDER} are there")
        if mode != "r":
            return _Writing(self.written, name, self._text(name) if mode == "a" else "")
        if name in self.written or name == _CHAIN:
            return io.StringIO(self._existing(name))
        if name == "STOP":
            return self._open_stop(encoding, newline)
        if not name.startswith("orders_") or not self._orders_are_in():
            raise FileNotFoundError(path)
        return (self._exchange / "outbox" / name).open(mode, encoding=encoding, errors=errors, newline=newline)

    def _open_stop(self, encoding: str | None, newline: str | None) -> IO[str]:
        """Open STOP; a link to nothing is a STOP that cannot be read, not one that is absent."""
        path = self._exchange / "STOP"
        if path.is_symlink() and not path.exists():
            raise PermissionError(f"{path} is a link to nothing")
        return path.open(encoding=encoding, newline=newline)

    def _existing(self, name: str) -> str:
        text = self._text(name)
        if not text:
            raise FileNotFoundError(FOLDER + name)
        return text

    def _text(self, name: str) -> str:
        if name in self.written or name != _CHAIN:
            return self.written.get(name, "")
        chain = self._exchange / "inbox" / _CHAIN
        return chain.read_bytes().decode("utf-8", errors="replace") if chain.is_file() else ""


class _Writing(io.StringIO):
    """A file being written; flush and close make its text the file's."""

    def __init__(self, files: dict[str, str], name: str, text: str) -> None:
        super().__init__(newline="")
        self._files = files
        self._name = name
        self.write(text)

    def flush(self) -> None:
        super().flush()
        self._files[self._name] = self.getvalue()

    def close(self) -> None:
        if not self.closed:
            self.flush()
        super().close()
