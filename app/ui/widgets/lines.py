"""Single lines to write in: a fact taken down at its moment, a filter, a passphrase."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from app.ui.icons import IconRole, icon
from app.ui.theme import look
from app.ui.widgets.button import KeyCap
from app.ui.widgets.words import Rank, Words


class FactLine(QLineEdit):
    """The line at the foot of the facts: Enter hands the text over, Escape gives the keyboard back, ↑ goes to facts."""

    text_entered = Signal(str)
    leave_requested = Signal()
    up_requested = Signal()

    def __init__(self, name: str, placeholder: str, hints: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__()
        step = look().metrics.step
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self._hints = QWidget(self)
        self._hints.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        line = QHBoxLayout(self._hints)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(step)
        for keys, words in hints:
            line.addWidget(KeyCap(keys))
            line.addWidget(Words(words, Rank.SECOND))
        self.returnPressed.connect(self._on_return_pressed)
        self.textChanged.connect(self._on_text_changed)
        self._on_text_changed("")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape leaves the line; what was typed stays."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave_requested.emit()
        elif event.key() == Qt.Key.Key_Up:
            self.up_requested.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the hints at the right."""
        super().resizeEvent(event)
        self._place_hints()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as a finger needs."""
        return QSize(super().sizeHint().width(), look().metrics.tap)

    def _place_hints(self) -> None:
        wanted = self._hints.sizeHint()
        right = self.width() - wanted.width() - 3 * look().metrics.step
        self._hints.setGeometry(right, (self.height() - wanted.height()) // 2, wanted.width(), wanted.height())
        typing_room = self.fontMetrics().horizontalAdvance(self.placeholderText()) + 6 * look().metrics.step
        self._hints.setVisible(not self.text() and right > typing_room)

    @Slot()
    def _on_return_pressed(self) -> None:
        text = self.text().strip()
        if text:
            self.text_entered.emit(text)

    @Slot(str)
    def _on_text_changed(self, _text: str) -> None:
        self._place_hints()


class FilterLine(QLineEdit):
    """Narrows a table as one types, accents and case left aside; Escape empties it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.setClearButtonEnabled(False)
        self.addAction(icon("search", IconRole.SECOND), QLineEdit.ActionPosition.LeadingPosition)

    def event(self, event: QEvent) -> bool:
        """Hear Escape before the screen does while there is something to empty."""
        heard = event.type() == QEvent.Type.ShortcutOverride and bool(self.text())
        if heard and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape empties the line first."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class PassphraseField(QWidget):
    """A secret line with a button that shows what was typed."""

    text_changed = Signal(str)

    def __init__(self, name: str = "Phrase de passe", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhSensitiveData
        )
        self.line.setAccessibleName(name)
        self._reveal = QToolButton()
        self._reveal.setCheckable(True)
        self._reveal.setIconSize(QSize(look().metrics.icon, look().metrics.icon))
        self._reveal.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * look().metrics.step)
        row.addWidget(self.line, 1)
        row.addWidget(self._reveal)
        self.setFocusProxy(self.line)
        self._connect_signals()
        self._on_reveal_toggled(False)

    def text(self) -> str:
        """What was typed."""
        return self.line.text()

    def _connect_signals(self) -> None:
        self.line.textChanged.connect(self.text_changed)
        self._reveal.toggled.connect(self._on_reveal_toggled)

    @Slot(bool)
    def _on_reveal_toggled(self, shown: bool) -> None:
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self._reveal.setText("Cacher" if shown else "Montrer")
        self._reveal.setIcon(icon("eye-off" if shown else "eye"))
        self._reveal.setAccessibleName(f"{self._reveal.text()} {self.line.accessibleName().lower()}")
