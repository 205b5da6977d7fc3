"""What the jury does at the closing, juror by juror: confirm the decisions, then sign the procès-verbal."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.ui.screens.closing.state import SignatureShown, Step, WaitingDecisions
from app.ui.theme import look
from app.ui.tokens import Tone
from app.ui.widgets.button import Button, ButtonRank
from app.ui.widgets.card import Card
from app.ui.widgets.chip import SIGN_TODO, SIGN_YES, Chip
from app.ui.widgets.words import Rank, Words


class ConfirmationsCard(Card):
    """One line per juror: everything confirmed, or a button that asks the code."""

    confirmation_requested = Signal(int)

    def __init__(self) -> None:
        super().__init__("Confirmations")
        self._shown: tuple[WaitingDecisions, ...] | None = None
        self._rows: list[QWidget] = []

    def show_waiting(self, waiting: tuple[WaitingDecisions, ...]) -> None:
        """Show who has still to confirm; nothing once the session is closed."""
        self.setVisible(bool(waiting))
        if waiting == self._shown:
            return
        self._shown = waiting
        for row in self._rows:
            self.body.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._row_of(juror) for juror in waiting]
        for row in self._rows:
            self.body.addWidget(row)

    def _row_of(self, juror: WaitingDecisions) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(Words(juror.name, Rank.STRONG, wrap=True), 1)
        if not juror.count:
            line.addWidget(Chip("rien à confirmer", Tone.YES, SIGN_YES))
            return row
        button = Button(f"Confirmer mes décisions ({juror.count})")
        button.setObjectName(f"confirm_all_{juror.juror_id}")
        button.setAccessibleName(f"{juror.name} confirme ses décisions avec son code")
        button.clicked.connect(partial(self._on_button_clicked, juror.juror_id))
        line.addWidget(button)
        return row

    def _on_button_clicked(self, juror_id: int, _checked: bool = False) -> None:
        self.confirmation_requested.emit(juror_id)


class SignaturesCard(Card):
    """One box per juror; a missing signature may be replaced by ink, with its reason."""

    signature_requested = Signal(int)

    def __init__(self) -> None:
        super().__init__("Signatures")
        step = look().metrics.step
        self._shown: tuple[object, ...] = ()
        self._boxes: list[QWidget] = []
        self._grid = QGridLayout()
        self._grid.setSpacing(2 * step)
        self._level = Words("", Rank.SECOND, wrap=True)
        self._caption = Words("Signature à l’encre sur le papier : pourquoi ?", Rank.SMALL_STRONG, wrap=True)
        self.ink_reason = QLineEdit()
        self.ink_reason.setObjectName("ink_reason")
        self.ink_reason.setAccessibleName("Raison de la signature à l’encre")
        self.ink_reason.setPlaceholderText("par exemple : code oublié")
        self._caption.setBuddy(self.ink_reason)
        self.body.addLayout(self._grid)
        for widget in (self._level, self._caption, self.ink_reason):
            self.body.addWidget(widget)

    def show_signatures(
        self, signatures: tuple[SignatureShown, ...], level: str, step: Step, unsigned: tuple[str, ...]
    ) -> None:
        """Show who signed; nothing while the session is open."""
        self.setVisible(bool(signatures))
        self._level.setText(f"Niveau : {level}.")
        for widget in (self._caption, self.ink_reason):
            widget.setVisible(bool(unsigned) and step is Step.CLOSED)
        if (signatures, step) == self._shown:
            return
        self._shown = (signatures, step)
        for box in self._boxes:
            self._grid.removeWidget(box)
            box.hide()
            box.deleteLater()
        self._boxes = [self._box_of(signature, step) for signature in signatures]
        for place, box in enumerate(self._boxes):
            self._grid.addWidget(box, place // 2, place % 2)

    def _box_of(self, signature: SignatureShown, step: Step) -> QWidget:
        box = Card()
        inside = QVBoxLayout()
        inside.setSpacing(2 * look().metrics.step)
        inside.addWidget(Words(signature.name, Rank.STRONG, wrap=True))
        box.body.addLayout(inside)
        if signature.signed:
            inside.addWidget(Words(signature.signed, Rank.SECOND, wrap=True))
            inside.addWidget(Chip("signé · simple", Tone.YES, SIGN_YES), 0, Qt.AlignmentFlag.AlignLeft)
        elif signature.aside:
            inside.addWidget(Words(f"{signature.aside}.", Rank.SECOND, wrap=True))
            inside.addWidget(Chip("signature non attendue", Tone.NEUTRAL), 0, Qt.AlignmentFlag.AlignLeft)
        elif step is Step.SEALED:
            inside.addWidget(Words("à l’encre sur le papier", Rank.SECOND, wrap=True))
        else:
            inside.addWidget(Chip("en attente", Tone.NEUTRAL, SIGN_TODO), 0, Qt.AlignmentFlag.AlignLeft)
            button = Button("Signer", ButtonRank.PRIMARY)
            button.setObjectName(f"sign_{signature.juror_id}")
            button.setAccessibleName(f"{signature.name} signe avec son code")
            button.clicked.connect(partial(self._on_button_clicked, signature.juror_id))
            inside.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addStretch(1)
        return box

    def _on_button_clicked(self, juror_id: int, _checked: bool = False) -> None:
        self.signature_requested.emit(juror_id)
