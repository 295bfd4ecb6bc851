"""The rows themselves: Qt's table for headings, keys, selection and screen readers, painted by one function a frame.

A delegate would be called once a cell and ask for a dozen roles each time; one loop over the visible cells keeps a
screenful far below a frame.
"""

from collections.abc import Iterator
from math import ceil

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from widgets.kit.style import figures, scaled
from widgets.kit.theme import theme
from widgets.kit.words import tr
from widgets.tables.column import NUMERIC, SIGNED
from widgets.tables.model import SheetModel
from widgets.tables.shown import MINUS, NOTHING

PAD = 8
_MARK = 17
_BAR = 3
_KEPT_TEXTS = 20_000
_INKS = ("text", "faint", "rise", "fall", "flat")
_INK_OF_SIGN = {"+": "rise", MINUS: "fall", NOTHING: "faint"}
_TINT = 26
_SAMPLED_ROWS = 60
_WIDEST, _NARROWEST = 340, 44

MARKS = {"critical": "‼", "bad": "!", "warn": "△", "good": "✓", "simulated": "◇", "live": "●"}
"""The sign beside a row of each tone, so that it is not told by colour alone."""


class Grid(QTableView):
    """A table view that paints itself; `opened` is a row a person asks to open, by double click or Enter."""

    opened = Signal(int)

    def __init__(self, model: SheetModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet = model
        self._theme = theme()
        self._row_px = scaled(self._theme.row_px)
        self._elided: dict[tuple[str, int], tuple[str, float]] = {}
        self._advances: dict[str, float] = {}
        self._fitting: dict[int, int] = {}
        self._by_hand: set[int] = set()
        self._is_fitting = False
        self._inks = {name: QPen(QColor(getattr(self._theme, name))) for name in _INKS}
        self.empty_text = ""
        self.setModel(model)
        self._set_up()
        self._metrics = QFontMetrics(self.font())
        self._widest = max(self._metrics.horizontalAdvance("W"), self._metrics.horizontalAdvance("汉"))
        self._baseline = (self._row_px - self._metrics.height()) // 2 + self._metrics.ascent()
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def fit_columns(self) -> None:
        """Make each column as wide as its heading and what its first rows hold; a width given by hand stays."""
        # Whole pixels would be a fraction too few, and a text that fits exactly would be cut short.
        # The heading's own font() is another than the one it is painted in.
        metrics, heads = QFontMetricsF(self.font()), QFontMetrics(figures(scaled(self._theme.small_px)))
        rows = range(min(self._sheet.rowCount(), _SAMPLED_ROWS))
        for place in range(len(self._sheet.columns)):
            longest = max((ceil(metrics.horizontalAdvance(self._sheet.text(row, place))) for row in rows), default=0)
            head = heads.horizontalAdvance(str(self._sheet.headerData(place, Qt.Orientation.Horizontal))) + _MARK
            mark = _MARK if self._sheet.has_tones and self.horizontalHeader().visualIndex(place) == 0 else 0
            self._fitting[place] = max(longest + mark, head, _NARROWEST - 2 * PAD) + 2 * PAD
        self._lay_columns()

    def forget_widths(self) -> None:
        """Let every column be fitted again, those sized by hand too."""
        self._by_hand.clear()

    def width_by_hand(self, place: int) -> int:
        """Return the width a person gave a column, 0 where it is fitted to what it holds."""
        return self.columnWidth(place) if place in self._by_hand else 0

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Give the room there is now to the columns whose texts are cut off."""
        super().resizeEvent(event)
        self._lay_columns()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the rows and columns that the event uncovers."""
        painter = QPainter(self.viewport())
        area = event.rect()
        painter.fillRect(area, QColor(self._theme.surface))
        if not self._sheet.rowCount():
            painter.setPen(self._inks["faint"])
            painter.drawText(
                self.viewport().rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self.empty_text
            )
            return
        first = max(self.rowAt(area.top()), 0)
        last = self.rowAt(area.bottom())
        rows = range(first, (self._sheet.rowCount() if last < 0 else last + 1))
        painter.setFont(self.font())
        self._paint_grounds(painter, rows)
        left = True
        for place, x, width in self._columns_in(area):
            self._paint_column(painter, rows, place, QRect(x, 0, width, self._row_px), left)
            left = False
        self._paint_focus(painter)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Open the current row on Enter; every other key is Qt's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return a modest size: a table takes what is left."""
        return QSize(320, 160)

    def _set_up(self) -> None:
        self.setFont(figures(scaled(self._theme.font_px)))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleDescription(
            tr("Arrow keys move, Enter opens, Ctrl+C copies, Ctrl+F filters, Ctrl+E exports.")
        )
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(self._row_px)
        rows.setDefaultSectionSize(self._row_px)
        heads = self.horizontalHeader()
        heads.setSectionsMovable(True)
        heads.setSectionsClickable(True)
        heads.setHighlightSections(False)
        heads.setMinimumSectionSize(_NARROWEST)
        heads.setFixedHeight(self._row_px)
        heads.setFont(figures(scaled(self._theme.small_px)))
        heads.sectionResized.connect(self._note_width)
        heads.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def _lay_columns(self) -> None:
        """Give each column what it needs up to a limit, and what room is left to those that need more."""
        wanted = {place: px for place, px in self._fitting.items() if place not in self._by_hand}
        shown = [place for place in range(len(self._sheet.columns)) if not self.isColumnHidden(place)]
        taken = {place: self._modest(place, wanted.get(place)) for place in shown}
        left = self.viewport().width() - sum(taken.values())
        self._is_fitting = True
        for place in shown:
            if place in wanted:
                more = max(min(wanted[place] - taken[place], left), 0)
                left -= more
                self.setColumnWidth(place, taken[place] + more)
        self._is_fitting = False

    def _modest(self, place: int, wanted: int | None) -> int:
        """Return what a column takes where room is short."""
        if wanted is None:
            return self.columnWidth(place)
        return self._sheet.columns[place].width or min(wanted, _WIDEST)

    def _note_width(self, place: int, before: int, after: int) -> None:
        if before and after and not self._is_fitting:
            self._by_hand.add(place)

    def _columns_in(self, area: QRect) -> Iterator[tuple[int, int, int]]:
        heads = self.horizontalHeader()
        for visual in range(heads.count()):
            place = heads.logicalIndex(visual)
            if heads.isSectionHidden(place):
                continue
            x, width = self.columnViewportPosition(place), self.columnWidth(place)
            if x + width > area.left() and x <= area.right():
                yield place, x, width

    def _paint_grounds(self, painter: QPainter, rows: range) -> None:
        height, width, step = self._row_px, self.viewport().width(), self._row_px
        top = self.rowViewportPosition(rows.start)
        chosen = self.selectionModel()
        line, selection = QColor(self._theme.line), QColor(self._theme.selection)
        for offset, row in enumerate(rows):
            y = top + offset * step
            tone = self._sheet.tone(row)
            if chosen.isRowSelected(row, QModelIndex()):
                painter.fillRect(0, y, width, height, selection)
            elif tone:
                tint = QColor(getattr(self._theme, tone))
                tint.setAlpha(_TINT)
                painter.fillRect(0, y, width, height, tint)
            if tone:
                painter.fillRect(0, y, _BAR, height, QColor(getattr(self._theme, tone)))
            painter.fillRect(0, y + height - 1, width, 1, line)

    def _paint_column(self, painter: QPainter, rows: range, place: int, cell: QRect, is_first: bool) -> None:
        sheet, column, inks = self._sheet, self._sheet.columns[place], self._inks
        right, signed = column.kind in NUMERIC, column.kind in SIGNED
        indent = _MARK if is_first and sheet.has_tones else 0
        x, room, step = cell.x() + PAD + indent, cell.width() - 2 * PAD - indent, cell.height()
        y = self.rowViewportPosition(rows.start) + self._baseline
        pen = plain = inks["text"]
        painter.setPen(pen)
        for row in rows:
            text = sheet.text(row, place)
            if signed:
                wanted = inks.get(_INK_OF_SIGN.get(text[0], "flat"), plain)
            else:
                wanted = inks["faint"] if text == NOTHING else plain
            if wanted is not pen:
                painter.setPen(wanted)
                pen = wanted
            if right:
                width = self._measure(text)
                if width > room:
                    text, width = self._shortened(text, room)
                painter.drawText(int(x + room - width), y, text)
            else:
                # Most texts need no measuring: not even signs of full width could fill the room.
                painter.drawText(x, y, text if len(text) * self._widest <= room else self._shortened(text, room)[0])
            y += step
        if indent:
            self._paint_marks(painter, rows, cell.x() + PAD)

    def _paint_marks(self, painter: QPainter, rows: range, x: int) -> None:
        for row in rows:
            tone = self._sheet.tone(row)
            if tone in MARKS:
                painter.setPen(QColor(getattr(self._theme, tone)))
                place = QRect(x, self.rowViewportPosition(row), _MARK, self._row_px)
                painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, MARKS[tone])

    def _paint_focus(self, painter: QPainter) -> None:
        current = self.currentIndex()
        if current.isValid() and self.hasFocus():
            painter.setPen(QPen(QColor(self._theme.accent)))
            top = self.rowViewportPosition(current.row())
            painter.drawRect(0, top, self.viewport().width() - 1, self._row_px - 2)

    def _measure(self, text: str) -> float:
        try:
            return sum(map(self._advances.__getitem__, text))
        except KeyError:
            self._advances.update({sign: self._metrics.horizontalAdvance(sign) for sign in text})
            return self._measure(text)

    def _shortened(self, text: str, room: int) -> tuple[str, float]:
        key = (text, room)
        found = self._elided.get(key)
        if found is None:
            if len(self._elided) >= _KEPT_TEXTS:
                self._elided.clear()
            short = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(room, 0))
            found = self._elided[key] = (short, self._metrics.horizontalAdvance(short))
        return found
