"""A person's file: identity, what a juror must show, days of presence, and the part played in each oral."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import cast

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.domain.framework.sitting_plan import Part
from app.domain.framework.terms import OralRole
from app.domain.people import Function, Person
from app.domain.session import ExamSession
from app.services.people import PersonDraft, draft_of
from app.ui.screens.preparation.edit_dialog import EditDialog
from app.ui.widgets.fields import ChoiceField
from app.ui.widgets.form import FormBuilder

_SPARE_PANELS = 2
_ANSWERS = ((None, "Non renseigné"), (True, "Oui"), (False, "Non"))
_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_TEXTS = ("family_name", "given_name", "quality", "employer")
_OF_JURORS = ("habilitation", "habilitation_until", "uses_english", "seat", "panel", "is_external", "is_qualified")
_NOTHING: dict[str, object] = {
    "habilitation": "",
    "habilitation_until": None,
    "uses_english": False,
    "seat": "",
    "panel": 0,
    "is_external": None,
    "is_qualified": None,
}


class PersonDialog(EditDialog):
    """A juror, an intervenant ponctuel or a surveillant; hands over the draft and the roles."""

    draft_entered = Signal(object, object)

    def __init__(self, person: Person | None, session: ExamSession, parent: QWidget | None = None) -> None:
        title = f"Modifier {person.name}" if person is not None else "Ajouter une personne"
        super().__init__(title, "Enregistrer" if person is not None else "Ajouter", parent)
        self.setObjectName("person_dialog")
        self._session = session
        self._person = person
        self._days = session.days()
        self._parts = tuple(parts_with_roles(session))
        builder = FormBuilder(columns=2)
        self._add_identity(builder)
        self._add_jury(builder)
        self._add_days(builder)
        self._add_roles(builder)
        self._fields = builder.build()
        self._fill(person)
        self.hold(self._fields, "given_name", (180, 160))
        self._function.value_changed.connect(self._on_function_value_changed)
        self.checked.connect(self._on_self_checked)

    def point(self, name: str) -> None:
        """Bring a field of the draft under the keyboard."""
        aliases = {"days": "day_0", "role": f"role_{self._parts[0].id}" if self._parts else ""}
        self.give_keyboard(aliases.get(name, name))

    def _add_identity(self, builder: FormBuilder) -> None:
        functions = [(function, function.label) for function in Function]
        self._function = builder.choice("function", "Fonction", functions, required=True)
        builder.text("quality", "Qualité", help_words="Par exemple : attachée commerciale.")
        builder.text("given_name", "Prénom", required=True)
        builder.text("family_name", "Nom", required=True)
        builder.text("employer", "Employeur")

    def _add_jury(self, builder: FormBuilder) -> None:
        session, rule = self._session, self._session.framework.jury
        builder.section("Membre du jury")
        builder.text("habilitation", "N° d’habilitation")
        builder.date("habilitation_until", "Habilitation valable jusqu’au")
        if rule.composition:
            # What the référentiel names, and whatever is on record.
            held = self._person.seat if self._person is not None else ""
            seats = {"": "Non renseigné", held: held or "Non renseigné"}
            seats |= {one.quality: f"{one.quality} ({one.count})" for one in rule.composition}
            builder.choice(
                "seat", "Siège dans le jury", list(seats.items()), help_words="Composition fixée par le référentiel."
            )
        builder.choice(
            "panel", "Jury", _panels(session), help_words="Numéro, quand plusieurs jurys entendent en parallèle."
        )
        if not session.is_title_of_ministry:
            half, one = "La moitié des membres au moins.", "Un membre au moins, pour la VAE."
            builder.choice("is_external", "Extérieur au certificateur et à l’organisme", _ANSWERS, help_words=half)
            builder.choice("is_qualified", "Qualifié dans la certification", _ANSWERS, help_words=one)
        builder.check("uses_english", "Utilise l’anglais dans son métier")

    def _add_days(self, builder: FormBuilder) -> None:
        if len(self._days) < 2:
            return
        builder.section("Jours de présence")
        for number, day in enumerate(self._days):
            builder.check(f"day_{number}", f"{_DAYS[day.weekday()]} {day:%d/%m/%Y}")

    def _add_roles(self, builder: FormBuilder) -> None:
        if self._parts:
            builder.section("Rôle dans les oraux")
        for part in self._parts:
            field: ChoiceField[OralRole | None] = builder.choice(f"role_{part.id}", part.label, [(None, "Aucun")])
            field.value_changed.connect(partial(self._on_role_value_changed, part))

    def _fill(self, person: Person | None) -> None:
        draft = draft_of(person) if person is not None else PersonDraft(Function.JUROR, "", "")
        names = [name for name in ("function", *_TEXTS, *_OF_JURORS) if name in self._fields.names]
        self._fields.set_values({name: getattr(draft, name) for name in names})
        for number, day in enumerate(self._days):
            if f"day_{number}" in self._fields.names:
                self._fields.set_value(f"day_{number}", draft.days is None or day in draft.days)
        self._offer_roles(draft.function)
        held = {role.part_id: role.role for role in self._session.roles if person and role.person_id == person.id}
        for part in self._parts:
            self._fields.set_value(f"role_{part.id}", held.get(part.id))
        self._show_function(draft.function)

    def _offer_roles(self, function: Function | None) -> None:
        """Offer the roles that somebody of this function may play."""
        evaluates = function is Function.JUROR
        for part in self._parts:
            field = cast("ChoiceField[OralRole | None]", self._fields.field(f"role_{part.id}"))
            held = field.value()
            fitting = [one.role for one in part.roles if one.role.is_of_the_jury == evaluates]
            field.set_options([(None, "Aucun"), *((role, role.label) for role in fitting)])
            field.set_value(held if held in fitting else None)
            field.setEnabled(bool(fitting) and function is not Function.INVIGILATOR)

    def _show_function(self, function: Function | None) -> None:
        for name in _OF_JURORS:
            if name in self._fields.names:
                self._fields.field(name).setEnabled(function is Function.JUROR)

    @Slot(object)
    def _on_function_value_changed(self, function: Function | None) -> None:
        self._show_function(function)
        self._offer_roles(function)

    def _on_role_value_changed(self, part: Part, role: OralRole | None) -> None:
        asked = next((one for one in part.roles if one.role is role), None)
        self._fields.say_about(f"role_{part.id}", " ".join(asked.conditions) if asked is not None else "")

    @Slot()
    def _on_self_checked(self) -> None:
        values = self._fields.values()
        days = self._entered_days(values)
        if days == ():
            self._fields.mark_faults({"day_0": "Cochez au moins un jour de présence."})
            return
        before = draft_of(self._person) if self._person is not None else None
        of_jurors = {name: getattr(before, name) if before is not None else _NOTHING[name] for name in _OF_JURORS}
        of_jurors |= {name: values[name] for name in _OF_JURORS if name in values}
        function = cast("Function", values["function"])
        texts = {name: str(values[name]) for name in _TEXTS}
        kept = of_jurors if function is Function.JUROR else _NOTHING
        draft = PersonDraft(function=function, days=days, **texts, **kept)  # type: ignore[arg-type] # named fields
        roles = {part.id: values[f"role_{part.id}"] for part in self._parts}
        self.draft_entered.emit(draft, roles)

    def _entered_days(self, values: dict[str, object]) -> tuple[date, ...] | None:
        """The days ticked; None for every day, also when there is one day only."""
        ticked = tuple(day for number, day in enumerate(self._days) if values.get(f"day_{number}", True))
        return None if ticked == self._days else ticked


def parts_with_roles(session: ExamSession) -> Iterator[Part]:
    """The parts in which the référentiel wants people to play a role."""
    for _modality, part in session.type.parts():
        if part.roles:
            yield part


def _panels(session: ExamSession) -> list[tuple[int, str]]:
    """The juries that one may sit in: those at work, and the next ones."""
    at_work = [person.panel for person in session.people] + [candidate.panel for candidate in session.candidates]
    last = max(at_work, default=0) + _SPARE_PANELS
    return [(0, "Tous les jurys"), *((number, f"Jury {number}") for number in range(1, last + 1))]
