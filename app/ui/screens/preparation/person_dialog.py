"""The files of a person and of a recusal."""

from datetime import date
from typing import cast

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.domain.candidate import Candidate
from app.domain.people import Function, Person
from app.services.people import PersonDraft
from app.ui.screens.preparation.columns import recusal_columns
from app.ui.screens.preparation.edit_dialog import EditDialog
from app.ui.theme import look
from app.ui.widgets.data_table import DataTable
from app.ui.widgets.form import FormBuilder

_JUROR_FIELDS = ("habilitation", "habilitation_until", "uses_english")


class PersonDialog(EditDialog):
    """A juror, an intervenant ponctuel or a surveillant."""

    draft_entered = Signal(object)

    def __init__(self, person: Person | None, parent: QWidget | None = None) -> None:
        title = f"Modifier {person.name}" if person is not None else "Ajouter une personne"
        super().__init__(title, "Enregistrer" if person is not None else "Ajouter", parent)
        self.setObjectName("person_dialog")
        builder = FormBuilder(columns=2)
        functions = [(function, function.label) for function in Function]
        self._function = builder.choice("function", "Fonction", functions, required=True)
        builder.text("quality", "Qualité", help_words="Par exemple : attachée commerciale.")
        builder.text("given_name", "Prénom", required=True)
        builder.text("family_name", "Nom", required=True)
        builder.text("employer", "Employeur")
        builder.text("habilitation", "N° d’habilitation")
        builder.date("habilitation_until", "Habilitation valable jusqu’au")
        builder.check("uses_english", "Utilise l’anglais dans son métier")
        self._fields = builder.build()
        if person is not None:
            self._fields.set_values(
                {
                    "function": person.function,
                    "quality": person.quality,
                    "given_name": person.given_name,
                    "family_name": person.family_name,
                    "employer": person.employer,
                    "habilitation": person.habilitation,
                    "habilitation_until": person.habilitation_until,
                    "uses_english": person.uses_english,
                }
            )
        self.hold(self._fields, "given_name", (160, 106))
        self._function.value_changed.connect(self._on_function_value_changed)
        self.checked.connect(self._on_self_checked)
        self._on_function_value_changed(self._function.value())

    @Slot(object)
    def _on_function_value_changed(self, function: Function | None) -> None:
        for name in _JUROR_FIELDS:
            self._fields.field(name).setEnabled(function is Function.JUROR)

    @Slot()
    def _on_self_checked(self) -> None:
        values = self._fields.values()
        evaluates = values["function"] is Function.JUROR
        self.draft_entered.emit(
            PersonDraft(
                function=cast("Function", values["function"]),
                family_name=str(values["family_name"]),
                given_name=str(values["given_name"]),
                quality=str(values["quality"]),
                employer=str(values["employer"]),
                habilitation=str(values["habilitation"]) if evaluates else "",
                habilitation_until=cast("date | None", values["habilitation_until"]) if evaluates else None,
                uses_english=bool(values["uses_english"]) and evaluates,
            )
        )


class RecusalDialog(EditDialog):
    """For which candidate a juror is recused, and why."""

    recusal_entered = Signal(int, str)

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
        builder.text("reason", "Raison", required=True, help_words="Par exemple : ancien formateur du candidat.")
        self._fields = builder.build()
        self.content.addWidget(self._table, 2)
        self.hold(self._fields, "reason", (130, 130))
        self._table.setFocus()
        self.checked.connect(self._on_self_checked)

    @Slot()
    def _on_self_checked(self) -> None:
        chosen = self._table.current_row
        if chosen is None:
            self.show_fault("Choisissez un candidat dans la liste.")
        else:
            self.recusal_entered.emit(chosen.id, str(self._fields.value("reason")))
