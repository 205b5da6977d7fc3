"""For which candidate a juror is recused, and by which link."""

from typing import cast

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.domain.candidate import Candidate
from app.domain.people import LinkKind, Person
from app.ui.screens.preparation.columns import recusal_columns
from app.ui.screens.preparation.edit_dialog import EditDialog
from app.ui.theme import look
from app.ui.widgets.data_table import DataTable
from app.ui.widgets.form import FormBuilder
from app.ui.widgets.words import Rank, Words

WHAT_A_LINK_DOES = (
    "Un lien écarte ce juré de l’évaluation et de la délibération de ce candidat ; le quorum est recompté. "
    "Ce qu’il a déjà noté est gardé et ne compte plus."
)


class RecusalDialog(EditDialog):
    """One juror, the candidates of the session, a link and its words."""

    recusal_entered = Signal(int, str, object)

    def __init__(self, juror: Person, candidates: tuple[Candidate, ...], parent: QWidget | None = None) -> None:
        super().__init__(f"Déporter {juror.name}", "Déporter", parent)
        self.setObjectName("recusal_dialog")
        self._table: DataTable[Candidate] = DataTable(
            "Candidat concerné",
            recusal_columns(),
            key=lambda row: row.id,
            filter_name="Chercher un candidat",
            empty="Aucun autre candidat.",
        )
        self._table.view.setObjectName("recusal_candidates")
        self._table.setMinimumHeight(60 * look().metrics.step)
        self._table.set_rows(candidates)
        builder = FormBuilder()
        builder.choice("kind", "Lien", [(kind, kind.label) for kind in LinkKind])
        builder.text("reason", "Précision", help_words="Nécessaire pour « Autre motif ».")
        self._fields = builder.build()
        self._fields.set_value("kind", LinkKind.OTHER)
        self.content.addWidget(Words(WHAT_A_LINK_DOES, Rank.SECOND, wrap=True))
        self.content.addWidget(self._table, 2)
        self.hold(self._fields, "reason", (150, 140))
        self._table.setFocus()
        self.checked.connect(self._on_self_checked)

    @Slot()
    def _on_self_checked(self) -> None:
        chosen = self._table.current_row
        if chosen is None:
            self.show_fault("Choisissez un candidat dans la liste.")
        else:
            kind = cast("LinkKind", self._fields.value("kind"))
            self.recusal_entered.emit(chosen.id, str(self._fields.value("reason")), kind)
