"""The window that takes a correction down after the closing: what is chosen, from what the program itself fills in."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from app.ui.screens.closing.state import Correctable
from app.ui.widgets.fields import ChoiceField
from app.ui.widgets.form import Form, FormBuilder
from app.ui.widgets.question import Question
from app.ui.widgets.words import Rank, Words

_OTHER = ""
_UNKNOWN = "Ce que dit le procès-verbal, tel qu’il le dit."


class RectificationQuestion(Question):
    """Asks about whom, what, to which value, why, and who agreed; what is printed is known, unless it is elsewhere."""

    def __init__(
        self,
        candidates: Sequence[tuple[int, str]],
        correctable: Sequence[Correctable],
        jury: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("rectification", "Rectifier", "Enregistrer le rectificatif", parent)
        sentence = "Le procès-verbal reste tel que signé ; le rectificatif, daté et numéroté, s’y ajoute."
        self.body.addWidget(Words(sentence, Rank.SECOND, wrap=True))
        self._correctable = correctable
        builder = FormBuilder()
        people: list[tuple[int | None, str]] = [(None, "toute la session"), *candidates]
        self._who = builder.choice("candidate_id", "Qui est concerné", people)
        subjects: ChoiceField[str] = builder.choice("subject", "Ce qui est rectifié", [(_OTHER, "autre chose")])
        self._subject = subjects
        builder.text("other", "Autre chose : quoi", help_words="Par exemple : jour de présence d’un juré")
        self._before = builder.text("before", "Valeur imprimée")
        builder.text("after", "Valeur exacte", required=True)
        builder.text("reason", "Raison", required=True)
        builder.text("agreed_by", "Avec l’accord de", required=True)
        self._form: Form = builder.build()
        self._form.set_values({"agreed_by": jury})
        self.body.addWidget(self._form)
        self._who.value_changed.connect(self._show_subjects)
        self._subject.value_changed.connect(self._show_before)
        self._show_subjects()
        self._who.setFocus()

    def values(self) -> dict[str, object]:
        """What was chosen and typed, by field of a draft."""
        values = self._form.values()
        values["subject"] = values["subject"] or values["other"]
        return {name: value for name, value in values.items() if name != "other"}

    def missing(self) -> str:
        """Everything but the candidate is needed, and what is exact differs from what is printed."""
        other = self._form.field("other")
        unsaid = self._chosen is None and isinstance(other, QLineEdit) and not other.text().strip()
        if not self._form.check() or unsaid:
            return "Dites ce qui est rectifié." if unsaid else "Complétez les champs signalés."
        after = str(self._form.value("after"))
        same = self._chosen is not None and after == self._chosen.value
        return "La valeur exacte est déjà celle qui est imprimée." if same else ""

    @property
    def _chosen(self) -> Correctable | None:
        """What is rectified, when the program knows how it is printed."""
        who, subject = self._who.value(), self._subject.value()
        found = (each for each in self._correctable if (each.candidate_id, each.subject) == (who, subject))
        return next(found, None)

    @Slot()
    def _show_subjects(self) -> None:
        who = self._who.value()
        known = [(each.subject, each.subject) for each in self._correctable if each.candidate_id == who]
        self._subject.set_options([*known, (_OTHER, "autre chose")])
        self._show_before()

    @Slot()
    def _show_before(self) -> None:
        chosen = self._chosen
        self._form.show_field("other", chosen is None)
        self._before.setReadOnly(chosen is not None)
        self._before.setText(chosen.value if chosen is not None else "")
        said = "Reprise du procès-verbal." if chosen is not None and chosen.value else ""
        empty = "Rien n’est imprimé." if chosen is not None else _UNKNOWN
        self._form.say_about("before", said or empty)
        self.settle()
