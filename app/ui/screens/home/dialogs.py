"""The questions of Accueil: a session's passphrase, and what is wrong in a référentiel file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.screens.home.state import FaultyFramework, Opening
from app.ui.theme import look
from app.ui.widgets.button import Button, ButtonRank
from app.ui.widgets.data_table import DataTable
from app.ui.widgets.lines import PassphraseField
from app.ui.widgets.rows_model import Align, Cell, Column
from app.ui.widgets.words import Rank, Words

if TYPE_CHECKING:
    from app.intake.yaml_tree import FileFault


class PassphraseDialog(QDialog):
    """Asks the passphrase of one session file; a refusal stands under the line and what was typed stays."""

    passphrase_entered = Signal(str)

    def __init__(self, opening: Opening, parent: QWidget | None = None, *, act: str = "Ouvrir") -> None:
        super().__init__(parent)
        step = look().metrics.step
        self.setObjectName("passphrase_dialog")
        self.setWindowTitle(f"{act} {opening.path.stem}")
        self.setMinimumWidth(130 * step)
        self._field = PassphraseField("Phrase secrète")
        self._field.line.setObjectName("passphrase_line")
        self._fault = Words("", Rank.FAULT, wrap=True)
        self._enter = Button(act, ButtonRank.PRIMARY, keys="Return")
        self._enter.setObjectName("passphrase_open")
        self._leave = Button("Annuler", keys="Esc")
        self._leave.setObjectName("passphrase_leave")
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._leave)
        buttons.addWidget(self._enter)
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * step, 5 * step, 6 * step, 5 * step)
        column.setSpacing(2 * step)
        column.addWidget(Words(f"Ouvrir « {opening.path.stem} »", Rank.TITLE, wrap=True))
        column.addWidget(Words(str(opening.path.parent), Rank.SECOND, wrap=True))
        column.addWidget(Words("Phrase secrète", Rank.SMALL_STRONG))
        column.addWidget(self._field)
        column.addWidget(self._fault)
        column.addSpacing(2 * step)
        column.addLayout(buttons)
        self._enter.clicked.connect(self._on_enter_clicked)
        self._leave.clicked.connect(self.reject)
        self._field.line.returnPressed.connect(self._on_enter_clicked)
        self.show_opening(opening)
        self._field.setFocus()

    def show_opening(self, opening: Opening) -> None:
        """Show that the file is being opened, or why it was not."""
        self._field.setEnabled(not opening.is_busy)
        self._enter.setEnabled(not opening.is_busy)
        words = "Ouverture en cours…" if opening.is_busy else opening.fault
        self._fault.setText(words)
        self._fault.set_rank(Rank.SECOND if opening.is_busy else Rank.FAULT)
        self._fault.setVisible(bool(words))
        self._field.line.setAccessibleDescription(words)
        if opening.fault:
            self._field.line.setFocus()
            self._field.line.selectAll()

    @Slot()
    def _on_enter_clicked(self) -> None:
        if self._enter.isEnabled():
            self.passphrase_entered.emit(self._field.text())


class FrameworkFaultsDialog(QDialog):
    """Lists every fault of a refused référentiel file with the line that an editor shows."""

    def __init__(self, faulty: FaultyFramework, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        step = look().metrics.step
        self.setObjectName("framework_faults_dialog")
        self.setWindowTitle(f"{faulty.file} est à corriger")
        self.resize(190 * step, 110 * step)
        table: DataTable[FileFault] = DataTable(
            "Fautes du fichier",
            (
                Column("Ligne", lambda row: Cell(str(row.line), strong=True), align=Align.RIGHT),
                Column("Ce qui ne va pas", lambda row: row.sentence, 1, wrap=True),
            ),
            key=lambda row: row,
        )
        table.view.setObjectName("framework_faults")
        table.set_rows(faulty.faults)
        close = Button("Fermer", ButtonRank.PRIMARY, keys="Esc")
        close.clicked.connect(self.reject)
        sentence = "Rien n’a été ajouté. Corrigez ces lignes dans un éditeur de texte, puis ajoutez le fichier."
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * step, 5 * step, 6 * step, 5 * step)
        column.setSpacing(3 * step)
        column.addWidget(Words(f"{faulty.file} est à corriger", Rank.TITLE, wrap=True))
        column.addWidget(Words(sentence, wrap=True))
        column.addWidget(table, 1)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(close)
        column.addLayout(line)
