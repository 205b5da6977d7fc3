"""The vote on a decision, in certifications whose rule has one: each juror votes with his or her own code."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app.ui.screens.deliberation.state import VoterShown, VoteShown
from app.ui.theme import look
from app.ui.tokens import Tone
from app.ui.widgets.button import Button
from app.ui.widgets.chip import SIGN_NO, SIGN_YES, Chip
from app.ui.widgets.words import Rank, Words


class VoteLines(QWidget):
    """What the rule asks, where the vote stands, one line per juror, and room for what a dissenting juror says."""

    vote_requested = Signal(int, bool, str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("vote_lines")
        step = look().metrics.step
        self._candidate_id: int | None = None
        self._shown: tuple[VoteShown | None, bool] = (None, False)
        self._lines: list[QWidget] = []
        self._rule = Words("", Rank.SECOND, wrap=True)
        self._sentence = Words("", Rank.STRONG, wrap=True)
        self._sentence.setObjectName("vote_sentence")
        self._dissent = QPlainTextEdit()
        self._dissent.setObjectName("vote_dissent")
        self._dissent.setTabChangesFocus(True)
        self._dissent.setFixedHeight(14 * step)
        self._dissent.setAccessibleName("Avis contraire à écrire au procès-verbal")
        self._dissent.setPlaceholderText("Avis contraire à écrire au procès-verbal (facultatif)")
        self._voters = QVBoxLayout()
        self._voters.setSpacing(step)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(step)
        for words in (self._rule, self._sentence):
            column.addWidget(words)
        column.addLayout(self._voters)
        column.addWidget(self._dissent)
        self.setVisible(False)

    def show_vote(self, vote: VoteShown | None, candidate_id: int | None, *, frozen: bool) -> None:
        """Show where the vote stands; nothing where nobody votes."""
        if candidate_id != self._candidate_id:
            self._candidate_id = candidate_id
            self._dissent.clear()
        self.setVisible(vote is not None)
        if (vote, frozen) == self._shown:
            return
        self._shown = (vote, frozen)
        for line in self._lines:
            self._voters.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = []
        if vote is None:
            return
        self._rule.setText(f"Vote du jury : {vote.rule}")
        self._sentence.setText(vote.sentence)
        self._dissent.setVisible(not frozen)
        for voter in vote.voters:
            line = self._line_of(voter, frozen=frozen)
            self._lines.append(line)
            self._voters.addWidget(line)

    def _line_of(self, voter: VoterShown, *, frozen: bool) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Words(voter.name, wrap=True), 1)
        if voter.favourable is not None:
            tone, sign = (Tone.YES, SIGN_YES) if voter.favourable else (Tone.NO, SIGN_NO)
            row.addWidget(Chip("pour" if voter.favourable else "contre", tone, sign))
        for favourable, words in ((True, "Pour"), (False, "Contre")):
            if frozen or voter.favourable is favourable:
                continue
            button = Button(words)
            button.setObjectName(f"vote_{'for' if favourable else 'against'}_{voter.juror_id}")
            button.setAccessibleName(f"{voter.name} vote {words.lower()} avec son code")
            button.clicked.connect(partial(self._on_vote_clicked, voter.juror_id, favourable))
            row.addWidget(button)
        return line

    def _on_vote_clicked(self, juror_id: int, favourable: bool, _checked: bool = False) -> None:
        self.vote_requested.emit(juror_id, favourable, self._dissent.toPlainText().strip())
