"""The `daybreak` command in processes of their own; a fork server that has imported it already makes them quick."""

import json
import multiprocessing
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from app.cli import main

_QUICK = "forkserver" in multiprocessing.get_all_start_methods()
_CONTEXT: Any = multiprocessing.get_context("forkserver" if _QUICK else "spawn")
_PATIENCE_S = 120.0
if _QUICK:
    _CONTEXT.set_forkserver_preload(["pytest", "pyarrow.dataset", "tests.fakes.crash_day", "tests.fakes.warm"])


@dataclass(frozen=True, slots=True)
class Ended:
    """How a process ended; negative exit codes are signals."""

    exit_code: int
    out: str
    err: str

    @property
    def text(self) -> str:
        """All it said, line ends taken out, since a console wraps."""
        return " ".join((self.out + " " + self.err).split())

    def json(self) -> dict[str, Any]:
        """The one JSON object on its standard output."""
        document: dict[str, Any] = json.loads(self.out)
        return document


def daybreak(
    home: Path, *arguments: str, environment: Mapping[str, str] | None = None, patience_s: float = _PATIENCE_S
) -> Ended:
    """Run `daybreak … --home <home>` to its end; killed, and TimeoutError, where it takes longer than `patience_s`."""
    words = [*arguments, "--home", str(home)]
    return in_child(_command, words, environment=environment, patience_s=patience_s)


def resume(home: Path, *options: str, phrase: str = "RESUME TRADING", reason: str = "the alarm was false") -> Ended:
    """Run `daybreak resume` without waiting for the cool-off."""
    environment = {"DAYBREAK__STOP__REARM_COOLOFF_S": "0"}
    return daybreak(home, "resume", "--phrase", phrase, "--reason", reason, *options, environment=environment)


def in_child(
    work: Callable[..., None],
    *arguments: object,
    environment: Mapping[str, str] | None = None,
    patience_s: float = _PATIENCE_S,
) -> Ended:
    """Run `work` in a process of its own, as `python -m app` would be: same exit codes, same standard streams."""
    with TemporaryDirectory(prefix="child-") as folder:
        process = _CONTEXT.Process(target=_enter, args=(work, folder, dict(environment or {}), arguments))
        process.start()
        process.join(patience_s)
        if process.exitcode is None:
            process.kill()
            process.join()
            raise TimeoutError(f"{arguments} did not end within {patience_s} s")
        out, err = ((Path(folder) / name).read_text(encoding="utf-8", errors="replace") for name in ("out", "err"))
        return Ended(process.exitcode, out, err)


def _command(arguments: list[str]) -> None:
    sys.argv = ["daybreak", *arguments]
    main()


def _enter(
    work: Callable[..., None], folder: str, environment: Mapping[str, str], arguments: tuple[object, ...]
) -> None:
    for stream, name in ((sys.stdout, "out"), (sys.stderr, "err")):
        os.dup2(os.open(Path(folder) / name, os.O_WRONLY | os.O_CREAT), stream.fileno())
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    os.environ.update(environment)
    work(*arguments)
