"""What stands in a paper's place while it cannot be made: the sentence that says why, and the way to mend it."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSizePolicy

from app.ui.screens.documents.state import LackShown
from app.ui.tokens import Tone
from app.ui.widgets.button import Button, ButtonRank
from app.ui.widgets.card import Card
from app.ui.widgets.chip import SIGN_WARNING, Chip
from app.ui.widgets.flow_row import FlowRow
from app.ui.widgets.words import Words


class LackCard(Card):
    """Hidden while every paper asked for can be made."""

    def __init__(self, mend: QAction) -> None:
        super().__init__("Document")
        self.setObjectName("lack")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._mend = mend
        self._sentence = Words("", wrap=True)
        self._sentence.setObjectName("lack_sentence")
        self.add_beside_title(Chip("à compléter", Tone.WARNING, SIGN_WARNING))
        self.body.addWidget(self._sentence)
        acts = FlowRow()
        button = Button.of_action(mend, ButtonRank.PRIMARY)
        button.setObjectName("complete_document")
        acts.add(button)
        self.body.addWidget(acts)

    def show_lack(self, lack: LackShown | None) -> None:
        """Show what a paper lacks, or nothing."""
        self.setVisible(lack is not None)
        self._mend.setEnabled(lack is not None)
        if lack is not None:
            self.set_title(lack.title)
            self._sentence.setText(lack.sentence)
