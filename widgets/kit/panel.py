"""The frame every screen stands in: asks for its view, and shows loading, empty, stale and error all the same way."""

from collections.abc import Callable, Hashable, Sequence
from datetime import datetime
from typing import Any, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from core.ports.views.asking import Trouble, View
from core.ports.views.work import WorkView
from widgets.kit.cards import Banner, action, named, plain, small_button
from widgets.kit.drawer import Drawer
from widgets.kit.link import Done, Link
from widgets.kit.stages import Stages
from widgets.kit.turns import begin, drop, is_under_way
from widgets.kit.words import moment, tr
from widgets.kit.works import WorkStrip

_GATHER_MS = 200
_PATIENCE_S = 10.0
_SMALLEST_PX = (360, 220)


class Panel(QWidget):
    """One screen. A subclass names itself and gives `build`, `wanted` and `show_view`; the frame does the rest.

    Building and showing go on in stages: each `yield` is a place where the window may have its turn. The last picture
    stays while a new one is fetched, and where fetching fails, with a sentence saying so.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    topics: ClassVar[frozenset[str]] = frozenset()
    works: ClassVar[frozenset[str]] = frozenset()
    stale_after_s: ClassVar[float] = 30.0

    def __init__(self, link: Link) -> None:
        super().__init__()
        self.link = link
        self.view: Any = None
        self.drawer = Drawer()
        self._asked: Hashable | None = None
        self._is_dirty = True
        self.is_built = False
        self._gather = QTimer(self, singleShot=True, interval=_GATHER_MS)
        self._gather.timeout.connect(self.refresh)
        self._body = QWidget()
        self._is_at_work = False
        self._is_renewing = False
        self._told_ends: set[str] = set()
        self._building = self._build_once()
        self._build_frame()

    def build(self) -> Stages[None]:
        """Build the content, once: `put` its ground first, so that each part takes on its looks as it comes."""
        raise NotImplementedError

    def wanted(self) -> Hashable:
        """Return the Ask for what the screen shows now."""
        raise NotImplementedError

    def show_view(self, view: Any) -> Stages[None]:
        """Show an answer; left off where a newer one comes."""
        raise NotImplementedError

    def put(self, content: QWidget) -> None:
        """Put the content's ground into the screen, which hides it until a view is shown."""
        inside = QVBoxLayout(self._body)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(content)

    def is_empty(self, _view: Any) -> str:
        """Return what to tell where there is nothing to show and what to do about it; '' where there is."""
        return ""

    def way_out(self) -> tuple[str, Callable[[], object]] | None:
        """Return text and deed of the button an empty screen offers; None for none."""
        return None

    def go_to(self, _argument: str) -> None:
        """Show what another screen points at."""

    def save(self) -> dict[str, Any]:
        """Return what the layout keeps: filters, splitters, selection; plain JSON values."""
        return {}

    def restore(self, _saved: dict[str, Any]) -> None:
        """Take back what `save` returned, whatever has become of it."""

    def refresh(self) -> None:
        """Ask anew."""
        ask = self._asked = self.wanted()
        self._is_dirty = False
        self.link.ask(ask, lambda answer: self._told(ask, answer))

    def hear(self, moved: frozenset[str]) -> None:
        """Ask anew soon where what moved is shown here; a hidden screen asks when it comes to the front."""
        if self.topics.isdisjoint(moved):
            return
        self._is_dirty = True
        if not self.visibleRegion().isEmpty() and not self._gather.isActive():
            self._gather.start()

    def wake(self) -> None:
        """Ask where something moved meanwhile: the screen comes to the front."""
        if self._is_dirty:
            self.refresh()

    def take_works(self, works: Sequence[WorkView], now: datetime) -> None:
        """Show the long work that was begun from here, whoever began it."""
        mine = [work for work in works if work.kind in self.works]
        self.strip.show_works(mine, now, self._told_ends)
        is_at_work = any(not work.is_over for work in mine)
        if is_at_work != self._is_at_work:
            self._is_at_work = is_at_work
            self.work_moved(is_at_work)

    def work_moved(self, _is_at_work: bool) -> None:
        """Hear that long work of this screen began or ended."""

    def tell_end(self, done: Done) -> None:
        """Note that this screen shows itself how a piece of work ended."""
        self._told_ends.add(done.message)

    def tick(self, now: datetime) -> None:
        """Read a picture again that has grown old, and say so where nothing newer comes."""
        if self.view is None:
            return
        if self._age_s(now) > self.stale_after_s and not self._is_renewing:
            self._is_renewing = True
            self.refresh()
        age_s = self._age_s(now)
        if age_s > self.stale_after_s + _PATIENCE_S and self._trouble.isHidden():
            self._stale.say(tr("These figures are {seconds} s old; F5 reads them again.", seconds=int(age_s)))
        elif age_s <= self.stale_after_s:
            self._stale.say("")

    def _age_s(self, now: datetime) -> float:
        return float((now - self.view.as_of).total_seconds())

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Wake up."""
        super().showEvent(event)
        self.wake()

    @property
    def head(self) -> QWidget:
        """The title line; the window uses it as the handle to move the screen by."""
        return self._head

    @property
    def is_settled(self) -> bool:
        """Whether what was answered last is on the screen, whole."""
        return self.view is not None and not is_under_way(self)

    def add_to_head(self, widget: QWidget) -> None:
        """Put a control of the screen into its title line."""
        self._controls.addWidget(widget)

    def _build_frame(self) -> None:
        self._head = named(QFrame(), "panelHead")
        self._as_of = named(QLabel(), "asOf")
        self._controls = QHBoxLayout()
        line = QHBoxLayout(self._head)
        line.setContentsMargins(10, 5, 6, 5)
        line.addWidget(named(QLabel(tr(self.title)), "panelTitle"))
        line.addSpacing(8)
        line.addWidget(self._as_of)
        line.addStretch(1)
        line.addLayout(self._controls)
        line.addWidget(small_button("refresh-cw", tr("Read again (F5)"), self.refresh))
        self._stale, self._trouble, self.strip = Banner(), Banner(), WorkStrip(self.link)
        self._message = named(plain(QLabel(tr("Reading …"))), "pageText")
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._message.setWordWrap(True)
        self._retry = action(tr("Try again"), "refresh-cw", self.refresh)
        self._exit = action("", "play", self._leave, tone="accent")
        page = QVBoxLayout()
        page.addStretch(2)
        page.addWidget(self._message)
        for button in (self._retry, self._exit):
            page.addWidget(button, alignment=Qt.AlignmentFlag.AlignCenter)
            button.hide()
        page.addStretch(3)
        blank = QWidget()
        blank.setLayout(page)
        self._stack = QStackedLayout()
        self._stack.addWidget(blank)
        self._stack.addWidget(_scrolled(self._body))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 2, 8, 8)
        layout.setSpacing(6)
        layout.addWidget(self._stale)
        layout.addWidget(self._trouble)
        layout.addWidget(self.strip)
        layout.addLayout(self._stack, 1)
        layout.addWidget(self.drawer)

    def _leave(self) -> None:
        way = self.way_out()
        if way is not None:
            way[1]()

    def _told(self, ask: Hashable, answer: View | Trouble) -> None:
        if ask != self._asked:
            return
        if isinstance(answer, Trouble):
            self._tell_trouble(answer)
        else:
            self._tell(answer)

    def _tell(self, view: View) -> None:
        self._as_of.setText(tr("as of {moment}", moment=moment(view.as_of)))
        self._is_renewing = False
        self._trouble.say("")
        self._stale.say("")
        lacking = self.is_empty(view)
        if lacking:
            self.view = view
            drop(self)
            way = self.way_out()
            self._page(lacking, retry=False, way=way[0] if way else "")
            return
        begin(self, self._show(view))

    def _show(self, view: View) -> Stages[None]:
        # Not `yield from`: a newer view ends this showing, never the building.
        for _ in self._building:
            yield
        self.view = view
        yield from self.show_view(view)
        yield
        # Only now, so that the window is never made wide enough for what is still empty or all there at once.
        self._stack.setCurrentIndex(1)

    def _tell_trouble(self, trouble: Trouble) -> None:
        said = f"{trouble.message} → {trouble.remedy}" if trouble.remedy else trouble.message
        if self.view is None:
            self._page(said, retry=True)
        else:
            self._trouble.say(tr("Not renewed: {reason}", reason=said), "bad")

    def _page(self, text: str, retry: bool, way: str = "") -> None:
        self._message.setText(text)
        self._retry.setVisible(retry)
        self._exit.setText(way)
        self._exit.setVisible(bool(way))
        self._stack.setCurrentIndex(0)

    def _build_once(self) -> Stages[None]:
        yield from self.build()
        for part in self._body.findChildren(QWidget):
            part.ensurePolished()
            yield
        self.is_built = True


def _scrolled(body: QWidget) -> QScrollArea:
    """Return what lets a screen be smaller than its content wants, so that no window outgrows the display."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(body)
    area.setMinimumSize(*_SMALLEST_PX)
    return area
