"""Writes abbreviations out while one types, at the space, sign or Enter after them; Ctrl+Z gives the letters back."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from app.domain.abbreviations import Expansion, ends_word, expansion

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MODIFIERS = (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta)
Field = QLineEdit | QPlainTextEdit


@dataclass(frozen=True, slots=True)
class _Done:
    """An expansion that the next key may take back."""

    field: Field
    what: Expansion


class Expander(QObject):
    """Serves whichever text field of a widget has the keyboard."""

    def __init__(self, root: QWidget) -> None:
        super().__init__(root)
        self._root = root
        self._phrases: Mapping[str, str] = {}
        self._served: Field | None = None
        self._done: _Done | None = None
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_application_focus_changed)

    def set_phrases(self, phrases: Mapping[str, str]) -> None:
        """Expand these from now on: texts by their letters."""
        self._phrases = phrases
        self._done = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Write out before the key that ends the word, and take back on Ctrl+Z right after."""
        if not isinstance(event, QKeyEvent) or watched is not self._served or self._served.isReadOnly():
            return False
        takes_back = self._done is not None and event.matches(QKeySequence.StandardKey.Undo)
        if event.type() == QEvent.Type.ShortcutOverride and takes_back:
            event.accept()
            return True
        if event.type() != QEvent.Type.KeyPress or event.key() in _MODIFIERS:
            return False
        if takes_back:
            self._take_back()
            return True
        self._done = None
        if ends_word(event.text()) or event.key() in _ENTER:
            self._write_out(self._served)
        return False

    def _write_out(self, field: Field) -> None:
        text, cursor, selected = _around_cursor(field)
        found = None if selected else expansion(text, cursor, self._phrases)
        if found is not None:
            _replace(field, found.start, len(found.letters), found.text)
            self._done = _Done(field, found)

    def _take_back(self) -> None:
        if self._done is None:
            return
        field, what = self._done.field, self._done.what
        self._done = None
        text, cursor, _selected = _around_cursor(field)
        end = what.start + len(what.text)
        if text[what.start : end] == what.text:
            _replace(field, what.start, len(what.text), what.letters)
            _set_cursor(field, cursor - len(what.text) + len(what.letters))

    def _on_application_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is self._served:
            return
        if self._served is not None:
            self._served.removeEventFilter(self)
        self._served = self._done = None
        if isinstance(new, (QLineEdit, QPlainTextEdit)) and self._root.isAncestorOf(new):
            self._served = new
            new.installEventFilter(self)


def _around_cursor(field: Field) -> tuple[str, int, bool]:
    """The line or paragraph, the cursor's place in it, and whether something is selected."""
    if isinstance(field, QLineEdit):
        return field.text(), field.cursorPosition(), field.hasSelectedText()
    cursor = field.textCursor()
    return cursor.block().text(), cursor.positionInBlock(), cursor.hasSelection()


def _replace(field: Field, start: int, length: int, text: str) -> None:
    if isinstance(field, QLineEdit):
        field.setSelection(start, length)
        field.insert(text)
        return
    cursor = field.textCursor()
    begin = cursor.block().position() + start
    cursor.setPosition(begin)
    cursor.setPosition(begin + length, QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText(text)
    field.setTextCursor(cursor)


def _set_cursor(field: Field, place: int) -> None:
    if isinstance(field, QLineEdit):
        field.setCursorPosition(place)
        return
    cursor = field.textCursor()
    cursor.setPosition(cursor.block().position() + place)
    field.setTextCursor(cursor)
