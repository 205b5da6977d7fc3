"""The window that takes a correction down after the closing: what is chosen, from what the program itself fills in."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.rectifying import Standing
from app.services.closing import RectificationDraft
from app.ui.screens.closing.state import Correctable, Correcting
from app.ui.widgets.fields import ChoiceField
from app.ui.widgets.form import Form, FormBuilder
from app.ui.widgets.question import Question
from app.ui.widgets.words import Rank, SectionTitle, Words

_OTHER = ""
_UNKNOWN = "Ce que dit le procès-verbal, tel qu’il le dit."
_AGREEMENT = (
    "Cochez les jurés qui en sont d’accord. Le rectificatif porte une case de signature par juré qui en répond ; sans "
    "ces signatures, il ne corrige rien (à vérifier)."
)
_OF_THE_WHOLE_JURY = "C’est une décision du jury : il faut l’accord de chaque juré qui a délibéré sur ce candidat."


class RectificationQuestion(Question):
    """Asks about whom, what, to which value, why, and who agreed; what is printed is known, unless it is elsewhere."""

    def __init__(self, correcting: Correcting, parent: QWidget | None = None) -> None:
        super().__init__("rectification", "Rectifier", "Enregistrer le rectificatif", parent)
        sentence = "Le procès-verbal reste tel que signé ; le rectificatif, daté et numéroté, s’y ajoute."
        self.body.addWidget(Words(sentence, Rank.SECOND, wrap=True))
        self._correcting = correcting
        self._jurors = {juror: name for each in correcting.answering for juror, name in each.jurors}
        builder = FormBuilder(columns=2)
        people: list[tuple[int | None, str]] = [(None, "toute la session"), *correcting.candidates]
        self._who = builder.choice("candidate_id", "Qui est concerné", people)
        subjects: ChoiceField[str] = builder.choice("subject", "Ce qui est rectifié", [(_OTHER, "autre chose")])
        self._subject = subjects
        builder.text("other", "Autre chose : quoi", help_words="Par exemple : jour de présence d’un juré", wide=True)
        self._before = builder.text("before", "Valeur imprimée")
        builder.text("after", "Valeur exacte", required=True)
        self._left = Words("", Rank.FAULT, wrap=True)
        self._left.setObjectName("left_to_correct")
        builder.across(self._left)
        builder.text("reason", "Raison", required=True, wide=True)
        builder.across(SectionTitle("Avec l’accord de (nécessaire)"))
        self._agreement = Words(_AGREEMENT, Rank.SECOND, wrap=True)
        builder.across(self._agreement)
        for juror, name in self._jurors.items():
            builder.check(_box(juror), name, wide=True)
        self._form: Form = builder.build()
        self.body.addWidget(self._form)
        self._who.value_changed.connect(self._show_subjects)
        self._subject.value_changed.connect(self._show_before)
        self._form.field_changed.connect(self._show_left)
        self._show_subjects()
        self._who.setFocus()

    def draft(self) -> RectificationDraft:
        """What was chosen, typed and ticked."""
        values = self._form.values()
        return RectificationDraft(
            candidate_id=self._who.value(),
            subject=self._named,
            before=str(values["before"]),
            after=str(values["after"]),
            reason=str(values["reason"]),
            agreed_by=tuple(juror for juror in self._able if values[_box(juror)]),
        )

    def missing(self) -> str:
        """Everything but the candidate is needed, and what is exact differs from what is printed."""
        readable = self._form.check()
        if not self._named:
            return "Dites ce qui est rectifié."
        if not readable:
            return "Complétez les champs signalés."
        if self._chosen is not None and self._form.value("after") == self._chosen.value:
            return "La valeur exacte est déjà celle qui est imprimée."
        return self._missing_agreement()

    def _missing_agreement(self) -> str:
        """At least one juror agrees; every one of them to a change of the decision."""
        away = [juror for juror in self._able if not self._form.value(_box(juror))]
        if len(away) == len(self._able):
            self._form.field(_box(away[0])).setFocus()
            return "Cochez les jurés qui sont d’accord avec ce rectificatif."
        if away and self._is_of_the_whole_jury:
            self._form.field(_box(away[0])).setFocus()
            return f"{_OF_THE_WHOLE_JURY} Il manque : {', '.join(self._jurors[juror] for juror in away)}."
        return ""

    @property
    def _chosen(self) -> Correctable | None:
        """What is rectified, when the program knows how it is printed."""
        who, subject = self._who.value(), self._subject.value()
        found = (each for each in self._correcting.subjects if (each.candidate_id, each.subject) == (who, subject))
        return next(found, None)

    @property
    def _named(self) -> str:
        """What is rectified, chosen or typed."""
        other = self._form.field("other")
        typed = other.text().strip() if isinstance(other, QLineEdit) else ""
        return self._subject.value() or typed

    @property
    def _able(self) -> tuple[int, ...]:
        """The jurors who may agree to a correction about whom it is."""
        who = self._who.value()
        return tuple(
            juror for each in self._correcting.answering if each.candidate_id == who for juror, _name in each.jurors
        )

    @property
    def _standing(self) -> Standing | None:
        who = self._who.value()
        return next((each for each in self._correcting.standings if each.candidate_id == who), None)

    @property
    def _is_of_the_whole_jury(self) -> bool:
        standing = self._standing
        return standing is not None and standing.is_of_the_whole_jury(self._named)

    @Slot()
    def _show_subjects(self) -> None:
        who = self._who.value()
        known = [(each.subject, each.subject) for each in self._correcting.subjects if each.candidate_id == who]
        self._subject.set_options([*known, (_OTHER, "autre chose")])
        for juror in self._jurors:
            self._form.show_field(_box(juror), juror in self._able)
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
        self._show_left()
        self.settle()

    @Slot()
    def _show_left(self) -> None:
        """Tell what the correction would contradict, while it is typed, and who must agree to it."""
        standing, after = self._standing, str(self._form.value("after"))
        subject = self._named
        left = standing.corrected(subject, after).left_to_correct(subject) if standing and after else ()
        said = f"À rectifier aussi, sinon le document se contredit : {', '.join(left)}." if left else ""
        agreement = f"{_OF_THE_WHOLE_JURY} {_AGREEMENT}" if self._is_of_the_whole_jury else _AGREEMENT
        if (said, agreement) == (self._left.text(), self._agreement.text()):
            return
        self._left.setText(said)
        self._left.setVisible(bool(said))
        self._form.field("after").setAccessibleDescription(said)
        self._agreement.setText(agreement)
        self.settle()


def _box(juror: int) -> str:
    return f"agreed_{juror}"
