"""Asks one person's PIN; it checks nothing itself.

The owner connects `pin_entered`, checks elsewhere, then calls `accept` or `refuse`; meanwhile the dialog waits.
"""

from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.elision import of
from app.ui.theme import look
from app.ui.widgets.button import Button, ButtonRank
from app.ui.widgets.words import Rank, Words

PIN_LENGTHS = (4, 12)


class PinDialog(QDialog):
    """One masked line for the PIN of the person it names."""

    pin_entered = Signal(str)

    def __init__(
        self,
        person: str,
        purpose: str = "",
        parent: QWidget | None = None,
        *,
        title: str = "",
        lengths: tuple[int, int] = PIN_LENGTHS,
    ) -> None:
        super().__init__(parent)
        step = look().metrics.step
        title = title or f"Code {of(person)}"
        self._least = lengths[0]
        self.setWindowTitle(title)
        self.setMinimumWidth(90 * step)
        self.line = QLineEdit()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setMaxLength(lengths[1])
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self.line.setAccessibleName(f"{title}, de {lengths[0]} à {lengths[1]} caractères")
        self._fault = Words("", Rank.FAULT, wrap=True)
        self._fault.hide()
        self._enter = Button("Valider", ButtonRank.PRIMARY, keys="Return")
        self._leave = Button("Annuler", keys="Esc")
        self._waited = QElapsedTimer()
        self._wait_s = 0
        self._sentence = ""
        self._tick = QTimer(self)
        self._tick.setInterval(250)
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * step, 5 * step, 6 * step, 5 * step)
        column.setSpacing(2 * step)
        column.addWidget(Words(title, Rank.TITLE, wrap=True))
        if purpose:
            column.addWidget(Words(purpose, Rank.SECOND, wrap=True))
        column.addWidget(self.line)
        column.addWidget(self._fault)
        column.addSpacing(2 * step)
        column.addLayout(self._button_line())
        self._connect_signals()
        self._on_line_text_changed("")
        self.line.setFocus()

    @property
    def fault(self) -> str:
        """The sentence shown under the line, empty when there is none."""
        return self._fault.text()

    def refuse(self, sentence: str, wait_s: int = 0) -> None:
        """Say why the PIN was refused; the line opens again after the delay, which is counted down."""
        self._sentence = sentence
        self._wait_s = wait_s
        self._waited.start()
        self.line.clear()
        if wait_s:
            self._tick.start()
        self._show_wait()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Leave no clock behind."""
        self._tick.stop()
        super().closeEvent(event)

    def _button_line(self) -> QHBoxLayout:
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._leave)
        buttons.addWidget(self._enter)
        return buttons

    def _connect_signals(self) -> None:
        self._enter.clicked.connect(self._on_enter_clicked)
        self._leave.clicked.connect(self.reject)
        self.line.returnPressed.connect(self._on_enter_clicked)
        self.line.textChanged.connect(self._on_line_text_changed)
        self._tick.timeout.connect(self._show_wait)
        self.finished.connect(self._tick.stop)

    @Slot()
    def _on_enter_clicked(self) -> None:
        if self._enter.isEnabled():
            self._lock("Vérification…")
            self.pin_entered.emit(self.line.text())

    @Slot(str)
    def _on_line_text_changed(self, text: str) -> None:
        self._enter.setEnabled(len(text) >= self._least)

    def _lock(self, sentence: str) -> None:
        self.line.setEnabled(False)
        self._enter.setEnabled(False)
        self._say(sentence)

    @Slot()
    def _show_wait(self) -> None:
        left = self._wait_s - self._waited.elapsed() // 1000
        if left > 0:
            self._lock(f"{self._sentence} Nouvel essai dans {left} s.")
            return
        self._tick.stop()
        self._say(self._sentence)
        self.line.setEnabled(True)
        self._on_line_text_changed(self.line.text())
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, sentence: str) -> None:
        self._fault.setText(sentence)
        self._fault.setVisible(bool(sentence))
        self.line.setAccessibleDescription(sentence)
