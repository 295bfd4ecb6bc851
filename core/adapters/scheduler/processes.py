"""Child processes of the operating system, each the head of a session that outlives the engine."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import psutil

from core.ports.processes import Child, Gone

_NOT_INHERITED = ("NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID")
_TOKEN = "DAYBREAK_SUPERVISED"  # noqa: S105 - the name of a mark, not a secret
_BOOT = Path("/proc/sys/kernel/random/boot_id")
_NICE = 10
_GONE = (psutil.STATUS_ZOMBIE, psutil.STATUS_DEAD)


class SystemProcesses:
    """Processes as `psutil` sees them; on Windows each is the head of a process group without a window."""

    def __init__(self) -> None:
        self._own: dict[int, subprocess.Popen[bytes]] = {}
        self._known: dict[int, list[psutil.Process]] = {}

    def start(self, command: Sequence[str], log: Path, token: str = "") -> Child:
        """Start a command, what it says going to the end of `log`; OSError where it cannot be started.

        `token` is a word to find it again by.
        """
        log.parent.mkdir(parents=True, exist_ok=True)
        environment = {name: value for name, value in os.environ.items() if name not in _NOT_INHERITED}
        environment |= {"PYTHONIOENCODING": "utf-8", _TOKEN: token}
        with log.open("ab") as out:
            out.write(f"$ {' '.join(command)}\n".encode())
            out.flush()
            process = subprocess.Popen(
                list(command),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                env=environment,
                start_new_session=True,
                creationflags=_creation_flags(),
            )
        self._own[process.pid] = process
        return Child(process.pid, birth_of(process.pid))

    def find(self, token: str) -> Child | None:
        """The living process that was started under `token`: the eldest, where it started others."""
        found = []
        for process in psutil.process_iter():
            with suppress(psutil.Error, OSError):
                if process.environ().get(_TOKEN) == token and (birth := birth_of(process.pid)):
                    found.append((process.create_time(), process.pid, birth))
        return Child(*min(found)[1:]) if found and token else None

    def look(self, child: Child) -> Gone | None:
        """None while it lives; one that is not ours by birth is gone, whoever has its number now."""
        own = self._own.get(child.pid)
        if own is not None:
            code = own.poll()
            if code is None:
                return None
            del self._own[child.pid]
            return Gone(code)
        return None if child.birth and birth_of(child.pid) == child.birth else Gone(None)

    def end(self, child: Child) -> None:
        """Ask it and all it started to end."""
        self._signal(child, kill=False)

    def kill(self, child: Child) -> None:
        """End it and all it started at once, also what was started before it was asked to end."""
        self._signal(child, kill=True)

    def _signal(self, child: Child, kill: bool) -> None:
        tree = self._tree(child)
        if os.name == "posix" and tree:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(child.pid, signal.SIGKILL if kill else signal.SIGTERM)
        for process in tree:
            with suppress(psutil.Error, OSError):
                if kill:
                    process.kill()
                else:
                    process.terminate()

    def _tree(self, child: Child) -> list[psutil.Process]:
        """Return what it started and itself, those first that it started; remembered, for orphans to be found."""
        known = self._known.setdefault(child.pid, [])
        with suppress(psutil.Error):
            if birth_of(child.pid) == child.birth:
                head = psutil.Process(child.pid)
                known += [each for each in [*reversed(head.children(recursive=True)), head] if each not in known]
        return known


def birth_of(pid: int) -> str:
    """Return what tells a process from a later one of the same number, '' where there is none.

    On Linux ticks since that boot: unlike a wall-clock time of creation they do not move when the clock is set.
    """
    try:
        process = psutil.Process(pid)
        if process.status() in _GONE:
            return ""
        if sys.platform == "linux":
            fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            return f"{_BOOT.read_text(encoding='ascii').strip()}:{fields[19]}"
        return f"{process.create_time():.3f}"
    except (psutil.Error, OSError, IndexError):
        return ""


def _creation_flags() -> int:
    if sys.platform != "win32":
        return 0
    return subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW


def stand_back() -> None:
    """Let every other program of the machine go first from now on; where that is not allowed, all stays as it is."""
    with suppress(psutil.Error, OSError):
        psutil.Process().nice(psutil.BELOW_NORMAL_PRIORITY_CLASS if sys.platform == "win32" else _NICE)
