"""What became of the packets that were chosen: one line per file, what it brought or why it was refused."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.ui.theme import look
from app.ui.tokens import Tone
from app.ui.widgets.button import Button, ButtonRank
from app.ui.widgets.chip import SIGN_NO, SIGN_YES, Chip
from app.ui.widgets.words import Rank, Words


@dataclass(frozen=True, slots=True)
class PacketOutcome:
    """One file: its name, whether it was taken in, and the sentence that says so."""

    file: str
    taken: bool
    sentence: str


class OutcomeWindow(QDialog):
    """Lists the outcomes; Enter or Escape closes it."""

    def __init__(self, outcomes: tuple[PacketOutcome, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        step = look().metrics.step
        title = _title(sum(outcome.taken for outcome in outcomes), len(outcomes))
        self.setObjectName("packets_outcome")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        inside = QWidget()
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(3 * step)
        for outcome in outcomes:
            lines.addLayout(_line(outcome))
        lines.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        inside.setAutoFillBackground(False)
        area.viewport().setAutoFillBackground(False)
        close = Button("Fermer", ButtonRank.PRIMARY, keys="Return")
        close.setObjectName("packets_outcome_close")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * step, 5 * step, 6 * step, 5 * step)
        column.setSpacing(3 * step)
        column.addWidget(Words(title, Rank.TITLE, wrap=True))
        column.addWidget(area, 1)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        room = self.screen().availableGeometry()
        self.resize(min(180 * step, room.width() - 12 * step), min(90 * step, room.height() - 12 * step))
        close.setFocus(Qt.FocusReason.OtherFocusReason)


def _title(taken: int, chosen: int) -> str:
    """« 1 sur 3 paquets intégrés »; none of them is said in a word, not as a figure."""
    if not taken:
        return "Aucun paquet intégré"
    return f"{taken} sur {chosen} paquets intégrés" if chosen > 1 else "Paquet intégré"


def _line(outcome: PacketOutcome) -> QHBoxLayout:
    step = look().metrics.step
    tone, sign, word = (Tone.YES, SIGN_YES, "intégré") if outcome.taken else (Tone.NO, SIGN_NO, "refusé")
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(Words(outcome.file, Rank.STRONG, wrap=True))
    words.addWidget(Words(outcome.sentence, wrap=True))
    line = QHBoxLayout()
    line.setSpacing(3 * step)
    line.addWidget(Chip(word, tone, sign), 0, Qt.AlignmentFlag.AlignTop)
    line.addLayout(words, 1)
    return line
