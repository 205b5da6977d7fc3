"""What a planning says of its slots: the part, the person, the jury, in words that fit and in words that are spoken."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime

from PySide6.QtCore import QDate, QLocale

from app.domain.candidate import Candidate
from app.domain.framework.sitting_plan import Modality, Part
from app.domain.framework.terms import ModalityType, PartForm
from app.domain.planning.plan import Plan, Slot, SlotKind
from app.domain.session import ExamSession
from app.ui.tokens import Tone
from app.ui.widgets.spans import span

_PREPARATION = ("Préparation", "Prép.", "P.")
_ALONE = ("Présentation sans le jury", "Présentation", "Prés.")
_OTHERS = {
    SlotKind.WELCOME: ("Accueil des candidats", "Accueil", "Acc."),
    SlotKind.CORRECTION: ("Correction des écrits", "Correction", "Corr."),
    SlotKind.BREAK: ("Pause",),
    SlotKind.LUNCH: ("Repas",),
    SlotKind.DELIBERATION: ("Délibération", "Délib."),
}


class PlanWords:
    """The words of one planning of one session."""

    def __init__(self, session: ExamSession, plan: Plan) -> None:
        self._session = session
        self._plan = plan
        self._parts = {part.id: (modality, part) for modality, part in _parts(session)}
        self._candidates = {candidate.id: candidate for candidate in session.candidates}
        self._shared_names = Counter(candidate.identity.birth_name for candidate in session.candidates)

    def part(self, slot: Slot) -> Part | None:
        """The part that a slot is for, None when it is for none of the session's."""
        pair = self._parts.get(slot.part_id)
        return pair[1] if pair is not None else None

    def candidate(self, slot: Slot) -> Candidate | None:
        """Whose slot it is, None when nobody of the session's."""
        return self.candidate_of(slot.candidate_id or 0)

    def candidate_of(self, candidate_id: int) -> Candidate | None:
        """The candidate of an id, None when nobody of the session's."""
        return self._candidates.get(candidate_id)

    def is_written(self, slot: Slot) -> bool:
        """Whether it is sat together, in writing."""
        part = self.part(slot)
        return part is not None and part.form is PartForm.WRITTEN

    def is_passage(self, slot: Slot) -> bool:
        """Whether it belongs to a candidate's passage before a jury, reading of the written work included."""
        if slot.kind is SlotKind.CORRECTION:
            return slot.candidate_id is not None
        return slot.kind is SlotKind.SITTING and not self.is_written(slot)

    def wordings(self, slot: Slot) -> tuple[str, ...]:
        """What to write in its block, from the longest to the shortest."""
        if slot.kind is not SlotKind.SITTING:
            return _OTHERS[slot.kind]
        part = self.part(slot)
        if part is None:
            return ("Épreuve",)
        if part.form is PartForm.ORAL and not slot.panel:
            return _PREPARATION
        if part.form is PartForm.ORAL and not slot.jury_present:
            return _ALONE
        return (part.label, part.short)

    def tone(self, slot: Slot) -> Tone:
        """The colour that goes with the words."""
        if slot.kind is SlotKind.DELIBERATION:
            return Tone.ACCENT
        if slot.kind is not SlotKind.SITTING:
            return Tone.NEUTRAL
        if not self.is_written(slot) and not slot.panel:
            return Tone.WARNING
        pair = self._parts.get(slot.part_id)
        return Tone.ACCENT if pair is not None and pair[0].type is ModalityType.SITUATION else Tone.YES

    def surname(self, candidate: Candidate) -> str:
        """« LE GOFF », « LE GOFF É. » when another candidate bears the same name."""
        identity = candidate.identity
        if self._shared_names[identity.birth_name] > 1:
            return f"{identity.birth_name} {identity.first_name[:1]}."
        return identity.birth_name

    def panel(self, number: int) -> str:
        """« Jury 2 », « Jury » when there is one only."""
        return f"Jury {number}" if len(self._plan.settings.panels) > 1 or number > 1 else "Jury"

    def members(self, number: int) -> str:
        """The names of one jury's members, empty while there is none."""
        return ", ".join(juror.family_name for juror in self._session.panel(number))

    def where(self, slot: Slot) -> str:
        """The jury and the room that it takes."""
        return " · ".join(part for part in (self.panel(slot.panel) if slot.panel else "", slot.place) if part)

    def spoken(self, slot: Slot) -> str:
        """The whole of one slot in a sentence."""
        candidate = self.candidate(slot)
        name = candidate.name if candidate is not None else ""
        words = (self.wordings(slot)[0], name, self.where(slot), hours_words(slot.starts_at, slot.ends_at))
        return ", ".join(part for part in (*words, span(slot.minutes)) if part)


def _parts(session: ExamSession) -> Iterator[tuple[Modality, Part]]:
    """Every part that some candidate may sit, each with its modalité."""
    yield from session.type.parts()
    final = session.type.final_interview_if_last
    if final is not None:
        yield from ((final, part) for part in final.parts)


def hours_words(starts_at: datetime, ends_at: datetime) -> str:
    """« de 11:20 à 12:50 »."""
    return f"de {starts_at:%H:%M} à {ends_at:%H:%M}"


def day_words(day: date) -> str:
    """« Lundi 14 décembre »."""
    words = QLocale().toString(QDate(day.year, day.month, day.day), "dddd d MMMM")
    return words[:1].upper() + words[1:]


def candidates_words(count: int) -> str:
    """« 5 candidats »."""
    return f"{count} candidats" if count > 1 else f"{count} candidat"
