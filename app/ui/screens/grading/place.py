"""Where Évaluation stands: the candidate, the part and its units, read once from the session, never half changed.

A written part is a copy: it has no clock, and no name before the juror locked it (rule 14).
"""

from dataclasses import dataclass

from app.domain.anonymity import anonymous_id, is_anonymous, is_hidden, is_sealed, name_told
from app.domain.candidate import Candidate
from app.domain.copies import pile_of
from app.domain.framework.sitting_plan import Modality, Part
from app.domain.grading import Grid, Unit
from app.domain.next_step import Progress, StepKind, next_step, progress
from app.domain.people import Actor, Function
from app.domain.session import ExamSession
from app.services.grading import GridKey
from app.ui.screens.grading.frame_state import (
    CopyState,
    FrameState,
    copy_heading,
    copy_side_state,
    heading,
    side_state,
)
from app.ui.screens.grading.state import Blank, Way


@dataclass(frozen=True, slots=True)
class Place:
    """One candidate's part of a modalité; `units` have critères, `about` names what is assessed without any."""

    session: ExamSession
    candidate: Candidate
    modality: Modality
    part: Part
    units: tuple[Unit, ...]
    about: tuple[str, ...]

    @property
    def key(self) -> GridKey:
        """How the juror's grid is found."""
        return GridKey(self.candidate.id, self.part.id)

    @property
    def is_copy(self) -> bool:
        """Whether it is written work, graded among the other copies."""
        return is_anonymous(self.part)

    @property
    def is_left(self) -> bool:
        """Whether this copy of the session was left behind: it is read, and changes no more."""
        return self.session.left is not None

    @property
    def next_part(self) -> Part | None:
        """The part that follows in the candidate's day."""
        parts = [part for _modality, part in self.session.parts_for(self.candidate)]
        following = parts[parts.index(self.part) + 1 :]
        return following[0] if following else None

    @property
    def locked_words(self) -> str:
        """What is said once its grid is locked."""
        if self.is_copy:
            return f"La copie {anonymous_id(self.session, self.candidate)} est verrouillée."
        return f"Votre grille « {self.part.label} » est verrouillée."

    def frame(self, actor: Actor) -> FrameState:
        """What stands around the grid, for this person."""
        where = (self.session, self.candidate, self.part, actor)
        if not self.is_copy:
            return FrameState(heading(self.candidate), side_state(*where))
        pile = pile_of(self.session, actor)
        following = pile.after(self.candidate.id, self.part.id)
        copy = CopyState(pile.locked, len(pile.copies), following.identifier if following else "")
        side = copy_side_state if is_sealed(self.session, actor, self.candidate) else side_state
        return FrameState(copy_heading(*where), side(*where), copy)

    def kept_grid(self, juror_id: int | None) -> Grid | None:
        """The juror's grid when it was opened before."""
        wanted = (juror_id, self.candidate.id, self.part.id)
        return next((g for g in self.session.grids if (g.juror_id, g.candidate_id, g.part_id) == wanted), None)


def place_of(session: ExamSession, candidate_id: int, part_id: str) -> Place:
    """The place of one candidate's part."""
    candidate = session.candidate(candidate_id)
    modality, part = session.part_for(candidate, part_id)
    units = session.grid_units(candidate, part)
    about = [label for unit in units if not unit.criteria for label in _labels(session, unit)]
    return Place(session, candidate, modality, part, tuple(unit for unit in units if unit.criteria), tuple(about))


def _labels(session: ExamSession, unit: Unit) -> tuple[str, ...]:
    bloc = session.framework.bloc(unit.bloc_id)
    return (unit.label, *(skill.label for skill in bloc.skills)) if bloc.id == unit.id else (unit.label,)


def destination(session: ExamSession, actor: Actor, wanted: tuple[int, str | None] | None) -> Place | Blank | None:
    """Where a juror arrives: at what is wanted, else at what is to be graded now; None means the list of copies.

    Who comes without saying where never lands on a copy: being led to it from a name would name it.
    """
    refusal = blank_for(session, actor, wanted)
    if refusal is not None:
        return refusal
    candidate_id, part_id = wanted or (_candidate_to_grade(session, actor), None)
    if candidate_id is None:
        return None if pile_of(session, actor).to_grade else _NOTHING
    part_id = part_id or _part_to_grade(session, session.candidate(candidate_id), actor)
    return None if part_id is None else place_of(session, candidate_id, part_id)


def _candidate_to_grade(session: ExamSession, actor: Actor) -> int | None:
    """Whom the juror has to grade now: who is being heard, who was heard, and once copies are done, who comes next."""
    steps = [(c.id, next_step(session, c, actor)) for c in session.candidates if c.is_present]
    kinds = [StepKind.RESUME, StepKind.GRADE]
    if not pile_of(session, actor).to_grade:
        kinds.append(StepKind.START)
    written = {part.id for _modality, part in session.type.parts() if is_anonymous(part)}
    for wanted in kinds:
        for candidate_id, step in steps:
            if step.kind is wanted and step.part_id not in written:
                return candidate_id
    return None


def _part_to_grade(session: ExamSession, candidate: Candidate, actor: Actor) -> str | None:
    """The part to show of a candidate: the first to be done that bears a name, else the first of those."""
    named = [part for _m, part in session.parts_for(candidate) if not is_hidden(session, actor, candidate, part)]
    open_ones = [part for part in named if progress(session, candidate, part, actor) is not Progress.DONE]
    running = next_step(session, candidate, actor).part_id
    first = next((part for part in open_ones if part.id == running), None) or next(iter(open_ones or named), None)
    return first.id if first else None


def blank_for(session: ExamSession, actor: Actor, wanted: tuple[int, str | None] | None) -> Blank | None:
    """Why this person has nothing to grade there, None when there may be something."""
    if actor.is_manager:
        return Blank(
            "Seuls les membres du jury évaluent",
            "Le responsable de session n’a pas de grille. Laissez la place à un juré, avec son code.",
            Way.CHANGE_PERSON,
        )
    person = session.person(actor.person_id or 0)
    if person.function is not Function.JUROR:
        return Blank(
            "Seuls les membres du jury évaluent",
            f"{person.name} est {person.function.label} : cette fonction ne comporte aucune grille.",
            Way.CHANGE_PERSON,
        )
    if wanted is None:
        return None
    candidate = session.candidate(wanted[0])
    part = next((part for _modality, part in session.parts_for(candidate) if part.id == wanted[1]), None)
    told = name_told(session, actor, candidate, part)
    if told == candidate.name:
        return _blank_for_candidate(session, candidate, actor)
    if candidate.is_present and actor.person_id in {juror.id for juror in session.jurors_for(candidate)}:
        return None
    return Blank(f"{told[:1].upper()}{told[1:]}", "Cette copie n’est pas à corriger par vous pour l’instant.")


def _blank_for_candidate(session: ExamSession, candidate: Candidate, actor: Actor) -> Blank | None:
    seen = candidate.attendance
    if seen is None:
        return Blank(candidate.name, "Sa présence n’est pas encore constatée. Elle se constate dans la Journée.")
    if candidate.is_absent:
        return Blank(candidate.name, f"Absence constatée à {seen.at:%H:%M} ({seen.explanation}) : rien à évaluer.")
    if actor.person_id in {juror.id for juror in session.jurors_for(candidate)}:
        return None
    if actor.person_id not in {juror.id for juror in session.panel(candidate.panel)}:
        return Blank(
            candidate.name, f"Ce candidat passe devant le jury {candidate.panel}, dont vous n’êtes pas membre."
        )
    return Blank(candidate.name, "Vous ne participez pas à l’évaluation de ce candidat (déport).")


_NOTHING = Blank(
    "Aucune évaluation en cours",
    "Choisissez un candidat dans la Journée : Entrée sur sa ligne ouvre sa grille.",
)
