"""The one hop between the console's thread and other processes: the reader's answers and commands' ends as signals."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Hashable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from threading import Thread
from typing import IO, Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.listening import HEARD
from app.reader_door import MODULE
from app.wire import Wire
from core.ports.views.asking import Trouble, View
from core.ports.views.message import Answer, Question
from widgets.kit.link import Done
from widgets.kit.sayings import spoken
from widgets.kit.words import tr

PROGRAM = ("-P", "-m", "app")
"""What runs the command line with this Python."""

_AGAIN_MS = 1000
_PATIENCE_S = 3.0
_TAIL = 600
_HEARD_EVERY_S = 0.4


class Bridge(QObject):
    """The link of every screen to one home. Callbacks come back on the thread that made this object.

    `heading` carries a Heading or a Trouble, `opening` a screen and its argument, `working` how many commands run.
    """

    heading = Signal(object)
    opening = Signal(str, str)
    working = Signal(int)
    _came = Signal(object)
    _did = Signal(int, object)
    _lost = Signal(int)
    _said = Signal(int, str)

    def __init__(self, home: Path, viewer: bool = False) -> None:
        super().__init__()
        self._home = home
        self._viewer = viewer
        self._number = 0
        self._under_way: dict[Hashable, int] = {}
        self._waiting: dict[int, tuple[Hashable, list[Callable[[View | Trouble], None]]]] = {}
        self._commands: dict[int, Callable[[Done], None]] = {}
        self._hearing: dict[int, Callable[[str], None]] = {}
        self._reader: subprocess.Popen[bytes] | None = None
        self._generation = 0
        self._came.connect(self._take)
        self._did.connect(self._ended)
        self._said.connect(self._heard)
        self._lost.connect(self._reader_gone)
        self._again = QTimer(self, singleShot=True, interval=_AGAIN_MS)
        self._again.timeout.connect(self._start_reader)
        self._start_reader()

    @property
    def viewer(self) -> bool:
        """Whether another console has the desk."""
        return self._viewer

    def only_look(self, viewer: bool) -> None:
        """Let nothing but STOP through while another console has the desk."""
        self._viewer = viewer

    def ask(self, ask: Hashable, then: Callable[[View | Trouble], None]) -> None:
        """Ask the reader; see `Link`."""
        number = self._under_way.get(ask)
        if number is not None:
            self._waiting[number][1].append(then)
            return
        self._number += 1
        self._under_way[ask] = self._number
        self._waiting[self._number] = (ask, [then])
        self._send(Question(self._number, ask))

    def act(
        self,
        command: Sequence[str],
        then: Callable[[Done], None],
        secret: str = "",
        heard: Callable[[str], None] | None = None,
    ) -> None:
        """Run a command; see `Link`. `heard` is told its newest word of progress, a few times a second at most."""
        if self._viewer and command[0] != "stop":
            then(Done("refused", 75, tr("This console only looks: another one has the desk."), tr("Act over there.")))
            return
        self._number += 1
        self._commands[self._number] = then
        if heard is not None:
            self._hearing[self._number] = heard
        self.working.emit(len(self._commands))
        line = [sys.executable, *PROGRAM, *command, "--home", str(self._home), "--json"]
        Thread(
            target=self._run, args=(self._number, line, secret, heard is not None), name="command", daemon=True
        ).start()

    def open(self, panel: str, argument: str = "") -> None:
        """Bring a screen to the front; see `Link`."""
        self.opening.emit(panel, argument)

    def is_working(self) -> bool:
        """Whether a command runs."""
        return bool(self._commands)

    def close(self) -> None:
        """Let the reader go."""
        self._generation += 1
        self._again.stop()
        self._end_reader()

    def _end_reader(self) -> None:
        reader, self._reader = self._reader, None
        if reader is None:
            return
        for stream in (reader.stdin, reader.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()
        try:
            reader.wait(_PATIENCE_S)
        except subprocess.TimeoutExpired:
            reader.kill()
            reader.wait()

    def _start_reader(self) -> None:
        self._generation += 1
        command = [sys.executable, "-P", "-m", MODULE, str(self._home)]
        self._reader = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, **_no_console())
        assert self._reader.stdin is not None and self._reader.stdout is not None  # noqa: S101, PT018 - both are pipes
        self._wire = Wire(self._reader.stdout, self._reader.stdin)
        Thread(target=self._listen, args=(self._wire, self._generation), name="listener", daemon=True).start()
        for number, (ask, _) in self._waiting.items():
            self._send(Question(number, ask))

    def _send(self, question: Question) -> None:
        try:
            self._wire.send(question)
        except (OSError, ValueError):
            return  # The listener hears the same and starts another reader, which is asked again.

    def _listen(self, wire: Wire, generation: int) -> None:
        try:
            while True:
                self._came.emit(wire.receive())
        except (EOFError, OSError, ValueError, RuntimeError):
            # RuntimeError: the window is gone and its signals with it; ValueError: the stream was closed here.
            if generation == self._generation:
                self._lost.emit(generation)

    def _take(self, message: object) -> None:
        if not isinstance(message, Answer):
            self.heading.emit(_in_words(message) if isinstance(message, Trouble) else message)
            return
        ask, callbacks = self._waiting.pop(message.number, (None, []))
        self._under_way.pop(ask, None)
        view = _in_words(message.view) if isinstance(message.view, Trouble) else message.view
        for then in callbacks:
            then(view)

    def _reader_gone(self, generation: int) -> None:
        if generation == self._generation:
            self._end_reader()
            self.heading.emit(Trouble(tr("The reader of this home stopped."), tr("It is started again.")))
            self._again.start()

    def _run(self, number: int, line: Sequence[str], secret: str, is_heard: bool) -> None:
        """Run a command to its end, in a session of its own: a window that closes or dies takes no run with it."""
        environ = os.environ | {"PYTHONUTF8": "1"} | ({HEARD: "1"} if is_heard else {})
        # What it says goes to files, for a pipe would break under it with this process.
        with tempfile.TemporaryFile() as output, Followed() as errors:
            try:
                process = subprocess.Popen(
                    line, stdin=subprocess.PIPE, stdout=output, stderr=errors.file, env=environ, **_apart()
                )
                _feed(process, secret)
                while not _ends(process, _HEARD_EVERY_S if is_heard else None):
                    self._said.emit(number, errors.last_line())
                done = done_of(_text(output), _text(errors.file), process.returncode)
            except OSError as error:
                done = Done("failure", 1, tr("The command could not be started: {why}", why=error.strerror or ""))
            except RuntimeError:
                # The window is gone, and its signals with it: nobody is left to tell; the command goes on.
                return
        with suppress(RuntimeError):
            self._did.emit(number, done)

    def _heard(self, number: int, line: str) -> None:
        if line and number in self._hearing:
            self._hearing[number](spoken(line))

    def _ended(self, number: int, done: Done) -> None:
        then = self._commands.pop(number)
        self._hearing.pop(number, None)
        self.working.emit(len(self._commands))
        then(done)


class Followed:
    """A file a process writes to while this one reads what it has written so far."""

    def __enter__(self) -> "Followed":
        handle, self._path = tempfile.mkstemp(prefix="daybreak-")
        self.file: IO[bytes] = os.fdopen(handle, "w+b")
        # A handle of its own leaves the writer's place in the file alone.
        self._reading = Path(self._path).open("rb")
        self._remove()
        return self

    def __exit__(self, *_: object) -> None:
        self._reading.close()
        self.file.close()
        self._remove()

    def last_line(self) -> str:
        """Return the last whole line."""
        self._reading.seek(0, os.SEEK_END)
        self._reading.seek(max(self._reading.tell() - _TAIL, 0))
        whole = self._reading.read().decode(errors="replace").rpartition("\n")[0]
        return whole.rpartition("\n")[2].strip()

    def _remove(self) -> None:
        """Take the name away: at once where an open file may lose it, else in the end."""
        with suppress(OSError):
            Path(self._path).unlink()


def _feed(process: subprocess.Popen[bytes], secret: str) -> None:
    assert process.stdin is not None  # noqa: S101 - a pipe
    with suppress(OSError), process.stdin:
        process.stdin.write(f"{secret}\n".encode() if secret else b"")


def _ends(process: subprocess.Popen[bytes], within_s: float | None) -> bool:
    try:
        process.wait(within_s)
    except subprocess.TimeoutExpired:
        return False
    return True


def _in_words(trouble: Trouble) -> Trouble:
    return replace(trouble, message=spoken(trouble.message), remedy=spoken(trouble.remedy))


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode(errors="replace")


def _apart() -> dict[str, Any]:
    """Return what makes a child outlive this process and Ctrl-C in its terminal."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW}
    return {"start_new_session": True}


def _no_console() -> dict[str, Any]:
    """Return what keeps Windows from opening a black window for the child."""
    return {"creationflags": getattr(subprocess, "CREATE_NO_WINDOW", 0)}


def done_of(output: str, errors: str, code: int) -> Done:
    """Return how a command ended from its last line of JSON; what is none tells by its exit code and last words."""
    try:
        found = json.loads(output.strip().splitlines()[-1])
        known = {"outcome", "exit_code", "message", "remedy", "rows"}
        rest = {name: value for name, value in found.items() if name not in known}
        return Done(
            str(found["outcome"]), int(found["exit_code"]), spoken(str(found["message"])),
            spoken(str(found.get("remedy", ""))),
            tuple(found.get("rows", ())), rest,
        )  # fmt: skip
    except (ValueError, KeyError, IndexError, TypeError, AttributeError):
        if code < 0:
            return Done("failure", code, tr("The command was killed."), tr("What it had done stays; run it again."))
        last = (errors.strip() or output.strip())[-_TAIL:]
        return Done("failure", code or 1, last or tr("The command ended with code {code}.", code=code))
