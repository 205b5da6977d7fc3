"""Where a list comes from: a file, the clipboard, a file dropped there; what was found in it, why it was refused."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.screens.preparation.import_state import Importing
from app.ui.screens.preparation.import_words import counted
from app.ui.theme import look
from app.ui.widgets.button import Button
from app.ui.widgets.card import Card
from app.ui.widgets.fields import ChoiceField
from app.ui.widgets.flow_row import FlowRow
from app.ui.widgets.side_by_side import SideBySide
from app.ui.widgets.words import Rank, Words


class SourceCard(Card):
    """Names the list and offers to take another one."""

    sheet_chosen = Signal(str)

    def __init__(self, choose: QAction, paste: QAction, read_again: QAction) -> None:
        super().__init__()
        self.choose = Button.of_action(choose)
        self.choose.setObjectName("choose_list")
        self._paste = Button.of_action(paste)
        self._paste.setObjectName("paste_list")
        self._again = Button.of_action(read_again)
        self._again.setObjectName("read_list_again")
        self._name = Words("", Rank.STRONG, wrap=True)
        self._about = Words("", Rank.SECOND, wrap=True)
        self._about.setObjectName("list_about")
        self._fault = Words("", Rank.FAULT, wrap=True)
        self._fault.setObjectName("list_fault")
        self._sheet: ChoiceField[str] = ChoiceField()
        self._sheet.setObjectName("list_sheet")
        self._sheet.setAccessibleName("Feuille du classeur")
        self._sheet.setToolTip("Feuille du classeur")
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().metrics.step // 2)
        for label in (self._name, self._about, self._fault):
            column.addWidget(label)
        column.addStretch(1)
        acts = FlowRow((self._sheet, self.choose, self._paste, self._again))
        self.body.addWidget(SideBySide(((words, 1), (acts, 1)), wide_from=230))
        self._sheet.activated.connect(self._on_sheet_activated)

    def show_importing(self, importing: Importing) -> None:
        """Show the list as far as it is read."""
        self._name.setText(importing.name or "Aucune liste choisie")
        self._fault.setText("Lecture en cours…" if importing.is_busy else importing.fault)
        self._fault.set_rank(Rank.SECOND if importing.is_busy else Rank.FAULT)
        self._fault.setVisible(bool(self._fault.text()))
        self._about.setText(_about(importing))
        self._about.setVisible(bool(self._about.text()) and not self._fault.text())
        several = len(importing.sheets) > 1 and importing.preview is not None
        self._sheet.setVisible(several)
        if several and importing.preview is not None:
            if self._sheet.count() != len(importing.sheets) or self._sheet.itemText(0) != importing.sheets[0]:
                self._sheet.set_options([(name, name) for name in importing.sheets])
            self._sheet.set_value(importing.preview.sheet)

    def _on_sheet_activated(self) -> None:
        self.sheet_chosen.emit(self._sheet.value() or "")


def _about(importing: Importing) -> str:
    """« Feuille « Liste », titres en ligne 3, 24 lignes lues. 12 colonnes reconnues, 1 de côté : Observations. »."""
    preview = importing.preview
    if preview is None:
        return ""
    aside = [f"« {column.title} »" for column in importing.columns if column.field is None]
    more = f", {len(aside)} de côté : {', '.join(aside)}" if aside else ""
    known = counted(len(importing.columns) - len(aside), "colonne reconnue", "colonnes reconnues")
    remembered = " Correspondance reprise de votre dernière liste." if importing.is_remembered else ""
    return (
        f"Feuille « {preview.sheet} », titres en ligne {preview.header_line}, "
        f"{counted(preview.lines_read, 'ligne lue', 'lignes lues')}. {known}{more}.{remembered}"
    )
