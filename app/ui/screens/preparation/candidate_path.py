"""By which way the candidate comes, before which jury, and what earlier sessions leave open."""

from datetime import date, time
from typing import cast

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.domain.access_path import AccessPath
from app.domain.candidate import Extension, ParentTitle
from app.domain.deadlines import a_year_after
from app.domain.framework.terms import SessionKind
from app.domain.session import ExamSession
from app.services.candidates import CandidateDraft
from app.ui.screens.preparation.file_parts import FilePart
from app.ui.widgets.fields import read_time
from app.ui.widgets.form import Form, FormBuilder

_SITTINGS = {None: "Non renseigné", 0: "Aucune", 1: "Une", 2: "Deux", 3: "Trois"}
_KEPT = ("access_path", "number", "status", "training_body", "panel", "extension", "earlier_sittings")


class PathPart(FilePart):
    """Registration, earlier sessions, and the titles that open this one."""

    title = "Parcours"
    path_chosen = Signal(object)

    def __init__(self, before: CandidateDraft | None, session: ExamSession) -> None:
        super().__init__()
        self._before = before
        self._ends_on = session.sheet.ends_on
        builder = FormBuilder(columns=2)
        builder.section("Inscription")
        paths = [(path, path.label) for path in AccessPath]
        self._path = builder.choice("access_path", "Voie d’accès", paths, required=True)
        builder.text("number", "N° de candidat")
        builder.time("convened_at", "Heure de convocation")
        builder.text("training_body", "Organisme de formation")
        builder.text("status", "Statut")
        builder.choice("panel", "Jury", _panels(before, session))
        builder.section("Sessions antérieures")
        builder.choice("earlier_sittings", "Sessions titre déjà passées sans succès", _sittings(before))
        self._first_refusal = builder.date("first_refused_on", "Premier refus ou première absence le")
        builder.end_line()
        builder.choice("extension", "Passage après la fin de validité du titre", _extensions())
        builder.date("parent_title_on", "Titre déjà détenu, obtenu le")
        builder.text("parent_title_proof", "Justificatif du titre déjà détenu")
        self._form: Form = self.add_form(builder.build())
        self._fill(before)
        self._show_what_applies(session)
        self._path.value_changed.connect(self.path_chosen)
        self._first_refusal.textChanged.connect(self._on_first_refusal_text_changed)
        self._on_first_refusal_text_changed()

    @property
    def access_path(self) -> AccessPath | None:
        """The way chosen."""
        return self._path.value()

    def field_for(self, name: str) -> QWidget | None:
        """The title already held is written by its date."""
        return super().field_for("parent_title_on" if name == "parent_title" else name)

    def entered(self) -> dict[str, object]:
        """Registration, earlier sessions and parent title."""
        values = self._form.values()
        entered = {name: values[name] for name in (*_KEPT, "first_refused_on")}
        convened_at = cast("time | None", values["convened_at"])
        entered["convened_at"] = f"{convened_at:%H:%M}" if convened_at is not None else ""
        obtained_on = cast("date | None", values["parent_title_on"])
        proof = str(values["parent_title_proof"])
        entered["parent_title"] = ParentTitle(obtained_on, proof) if obtained_on or proof else None
        return entered

    def _fill(self, before: CandidateDraft | None) -> None:
        if before is None:
            self._form.set_values({"access_path": AccessPath.FORMATION})
            return
        self._form.set_values({name: getattr(before, name) for name in (*_KEPT, "first_refused_on")})
        held = before.parent_title or ParentTitle(None, "")
        self._form.set_values(
            {
                "convened_at": read_time(before.convened_at),
                "parent_title_on": held.obtained_on,
                "parent_title_proof": held.proof,
            }
        )

    def _show_what_applies(self, session: ExamSession) -> None:
        """Leave out what this session does not ask, unless something is on record."""
        before = self._before
        several = len(_panels(before, session)) > 1
        self._form.show_field("panel", several)
        ends = session.framework.validity.end
        expired = ends is not None and session.sheet.ends_on > ends
        self._form.show_field("extension", expired or (before is not None and before.extension is not None))
        if expired and ends is not None:
            self._form.say_about(
                "extension", f"La validité s’est arrêtée le {ends:%d/%m/%Y} : dites pourquoi ce candidat passe encore."
            )
        asks_title = session.type.kind is SessionKind.CCS
        for name in ("parent_title_on", "parent_title_proof"):
            self._form.show_field(name, asks_title or (before is not None and before.parent_title is not None))

    @Slot()
    def _on_first_refusal_text_changed(self) -> None:
        try:
            refused_on = self._first_refusal.value()
        except ValueError:
            refused_on = None
        if refused_on is None:
            self._form.say_about("first_refused_on", "Pour compter l’année des représentations.")
            return
        until = a_year_after(refused_on)
        late = ", donc avant la session" if self._ends_on > until else ""
        self._form.say_about(
            "first_refused_on", f"Représentation possible jusqu’au {until:%d/%m/%Y}{late} (délai d’un an, à vérifier)."
        )


def _panels(before: CandidateDraft | None, session: ExamSession) -> list[tuple[int, str]]:
    """The juries that work in parallel, the whole jury first."""
    held = {before.panel} if before is not None else set()
    held |= {person.panel for person in session.people} | {candidate.panel for candidate in session.candidates}
    return [(0, "Le jury entier"), *((number, f"Jury {number}") for number in sorted(held - {0}))]


def _sittings(before: CandidateDraft | None) -> list[tuple[int | None, str]]:
    """The usual numbers, and whatever is on record."""
    held = before.earlier_sittings if before is not None else None
    return list((_SITTINGS | {held: _SITTINGS.get(held, str(held))}).items())


def _extensions() -> list[tuple[Extension | None, str]]:
    return [(None, "Non renseigné"), *((one, one.label) for one in Extension)]
