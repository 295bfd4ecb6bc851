"""Keys that belong to a part of a screen."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from widgets.kit.keys import key_inside


def test_two_parts_of_a_screen_have_the_same_keys_each_for_itself(qtbot: Any) -> None:
    page, told = QWidget(), []
    layout, edits = QVBoxLayout(page), []
    for name in ("one", "two"):
        part, edit = QWidget(), QLineEdit()
        QVBoxLayout(part).addWidget(edit)
        layout.addWidget(part)
        edits.append(edit)
        key_inside(part, "Ctrl+E", lambda name=name: told.append(name))
    elsewhere = QLineEdit()
    layout.addWidget(elsewhere)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    for edit in (edits[1], edits[0], elsewhere):
        edit.setFocus()
        qtbot.keyClick(edit, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert told == ["two", "one"]
