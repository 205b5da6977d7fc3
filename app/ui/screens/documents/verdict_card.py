"""What a verification found: a sign and a sentence, one line per signature, the prints to compare."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.screens.documents.state import SignatureFound, VerdictShown
from app.ui.theme import look
from app.ui.tokens import Tone
from app.ui.widgets.card import Card
from app.ui.widgets.chip import SIGN_NO, SIGN_YES, Chip, ChipText
from app.ui.widgets.words import Rank, Words


class VerdictCard(Card):
    """Hidden until something was verified."""

    def __init__(self) -> None:
        super().__init__("Vérification")
        self.setObjectName("verdict")
        self._state = Chip("")
        self._sentence = Words("", wrap=True)
        self._sentence.setObjectName("verdict_sentence")
        self._prints = Words("", Rank.SECOND, wrap=True)
        self._rows: list[QWidget] = []
        self._signatures = QVBoxLayout()
        self._signatures.setSpacing(look().metrics.step)
        self.add_beside_title(self._state)
        self.body.addWidget(self._sentence)
        self.body.addLayout(self._signatures)
        self.body.addWidget(self._prints)

    def show_verdict(self, verdict: VerdictShown | None) -> None:
        """Show a verdict, or nothing."""
        self.setVisible(verdict is not None)
        for row in self._rows:
            self._signatures.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        if verdict is None:
            return
        self.set_title(verdict.title)
        intact = ChipText("intact", Tone.YES, SIGN_YES) if verdict.intact else ChipText("à refuser", Tone.NO, SIGN_NO)
        self._state.show_chip(intact)
        self._sentence.setText(verdict.sentence)
        self._prints.setText(" · ".join(verdict.prints))
        self._prints.setVisible(bool(verdict.prints))
        self._rows = [_row(signature) for signature in verdict.signatures]
        for row in self._rows:
            self._signatures.addWidget(row)


def _row(signature: SignatureFound) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    tone, sign = (Tone.YES, SIGN_YES) if signature.valid else (Tone.NO, SIGN_NO)
    line.addWidget(Chip(signature.signer, tone, sign), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(Words(signature.sentence, Rank.SECOND, wrap=True), 1)
    return row
