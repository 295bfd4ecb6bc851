"""Pictures of every screen: `python -m tests.shots HOME FOLDER [--screens a,b] [--size 1366x768]`.

Each screen in both languages and both themes, drawn offscreen from a real home by the real reader.
"""

import argparse
import math
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_FONT_DPI", "96")

import numpy as np
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from app.console import Console
from widgets.kit.turns import pace
from widgets.panels.alarms.panel import AlarmsPanel
from widgets.shell.screens import SCREENS

_SETTLE_MS = 700
_PATIENCE_MS = 30_000
_COLOURS, _COMMON, _SEEN = 256, 128, 4
_AT_ONCE = 4096
_LOOKS = (("dark", "en"), ("dark", "zh"), ("light", "en"), ("light", "zh"))


def main(arguments: list[str]) -> int:
    """Take the pictures; 1 where a screen had nothing to show in time."""
    parser = argparse.ArgumentParser(prog="python -m tests.shots", description=__doc__)
    parser.add_argument("home", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--screens", default=",".join(screen.name for screen in SCREENS))
    parser.add_argument("--size", default="1366x768")
    parser.add_argument("--looks", default=",".join("-".join(look) for look in _LOOKS))
    parser.add_argument("--trouble", action="store_true", help="press STOP and block a Morning before the alarms")
    chosen = parser.parse_args(arguments)
    chosen.folder.mkdir(parents=True, exist_ok=True)
    screens = chosen.screens.split(",")
    app = QApplication([])
    pace(math.inf)
    late = _take(app, chosen, [name for name in screens if not (chosen.trouble and name == "alarms")])
    if chosen.trouble:
        _make_trouble(chosen.home)
        late += _take(app, chosen, ["alarms"])
    for each in late:
        sys.stderr.write(f"nothing to show in time: {each}\n")
    return 1 if late else 0


def _take(app: QApplication, chosen: argparse.Namespace, screens: list[str]) -> list[str]:
    """Take the pictures of these screens in every look; returns those that had nothing to show in time."""
    late = []
    width, height = map(int, chosen.size.split("x"))
    for theme, language in (look.split("-") for look in chosen.looks.split(",")):
        console = Console(app, chosen.home, called="~/desk")
        console.prefer(theme=theme, language=language)
        console.window.showNormal()
        console.window.resize(width, height)
        for name in screens:
            console.window.open_screen(name)
            late += [] if _has_settled(console, name) else [f"{name} {theme} {language}"]
            panel = console.window.panels().get(name)
            if isinstance(panel, AlarmsPanel) and chosen.trouble:
                panel.look_button.click()
                _has_settled(console, name)
            picture = few_colours(console.window.grab().toImage())
            picture.save(str(chosen.folder / f"{name}-{theme}-{language}.png"), "PNG", 0)
        console.window.close()
        console.close()
    return late


def _make_trouble(home: Path) -> None:
    """Press STOP, let it block the next day's Morning, look for alarms, and say of one that it was seen."""
    newest = max(path.name.split("-")[1] for path in (home / "runs").glob("night-*"))
    after = datetime.strptime(newest, "%Y%m%d") + timedelta(days=1)  # noqa: DTZ007 - a trade date has no zone
    for words in (
        ("stop", "--reason", "drill before the open"),
        ("run", "morning", "--date", f"{after:%Y%m%d}"),
        ("alarms", "check"),
        ("alarms", "ack", "2", "--author", "on duty", "--note", "a drill, over at ten"),
    ):
        command = [sys.executable, "-m", "app", *words, "--home", str(home), "--json"]
        subprocess.run(command, check=False, stdout=subprocess.DEVNULL)


def few_colours(picture: QImage) -> QImage:
    """Return the picture in its 256 commonest colours, every other one as the nearest of them: a third of the size."""
    whole = picture.convertToFormat(QImage.Format.Format_RGB32)
    width, height = whole.width(), whole.height()
    pixels = np.frombuffer(whole.constBits(), dtype=np.uint32).reshape(height, width) & 0xFFFFFF
    colours, place, counts = np.unique(pixels, return_inverse=True, return_counts=True)
    kept = _chosen(colours, counts)
    nearest = np.empty(len(colours), dtype=np.uint8)
    for start in range(0, len(colours), _AT_ONCE):
        part = colours[start : start + _AT_ONCE]
        apart = ((_channels(part)[:, None, :] - _channels(kept)[None, :, :]) ** 2).sum(axis=2)
        nearest[start : start + _AT_ONCE] = apart.argmin(axis=1)
    indexed = np.zeros((height, -(-width // 4) * 4), dtype=np.uint8)
    indexed[:, :width] = nearest[place.reshape(height, width)]
    # The picture only points at these bytes: they must live until it is copied.
    raw = indexed.tobytes()
    few = QImage(raw, width, height, indexed.shape[1], QImage.Format.Format_Indexed8)
    few.setColorTable([int(colour) | 0xFF000000 for colour in kept])
    return few.copy()


def _chosen(colours: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Return the commonest colours, and those farthest from them: a lamp is small, but its colour must stay."""
    common = colours[np.argsort(-counts, kind="stable")[:_COMMON]]
    rest = _channels(colours[counts >= _SEEN])
    apart = np.full(len(rest), np.inf)
    for colour in _channels(common):
        apart = np.minimum(apart, ((rest - colour) ** 2).sum(axis=1))
    kept = [int(colour) for colour in common]
    while len(kept) < _COLOURS and len(rest) and apart.max() > 0:
        red, green, blue = rest[farthest := int(apart.argmax())]
        kept.append(int(red) << 16 | int(green) << 8 | int(blue))
        apart = np.minimum(apart, ((rest - rest[farthest]) ** 2).sum(axis=1))
    return np.array(kept, dtype=np.uint32)


def _channels(colours: np.ndarray) -> np.ndarray:
    return np.stack([(colours >> shift) & 0xFF for shift in (16, 8, 0)], axis=1).astype(np.int32)


def _has_settled(console: Console, name: str) -> bool:
    """Wait until the screen shows an answer and no command runs, then a moment for what it draws."""
    for _ in _moments(_PATIENCE_MS):
        panel = console.window.panels().get(name)
        if panel is not None and panel.view is not None and not console.bridge.is_working():
            break
    for _ in _moments(_SETTLE_MS):
        continue
    panel = console.window.panels().get(name)
    return panel is not None and panel.view is not None


def _moments(limit_ms: int) -> Iterator[None]:
    for _ in range(limit_ms // 50):
        loop = QEventLoop()
        QTimer.singleShot(50, loop.quit)
        loop.exec()
        yield


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
