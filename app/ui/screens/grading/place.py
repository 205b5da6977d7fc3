"""Where Évaluation stands: the candidate, the part and its units, read once from the session, never half changed."""

from dataclasses import dataclass

from app.domain.candidate import Candidate
from app.domain.framework.sitting_plan import Modality, Part
from app.domain.grading import Grid, Unit
from app.domain.next_step import StepKind, next_step
from app.domain.people import Actor, Function
from app.domain.session import ExamSession
from app.services.grading import GridKey
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
    def next_part(self) -> Part | None:
        """The part that follows in the candidate's day."""
        parts = [part for _modality, part in self.session.parts_for(self.candidate)]
        following = parts[parts.index(self.part) + 1 :]
        return following[0] if following else None

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


def candidate_to_grade(session: ExamSession, actor: Actor) -> int | None:
    """Whom the juror has to grade now: a candidate whose time runs, else the first with something to do."""
    steps = [(c.id, next_step(session, c, actor)) for c in session.candidates if c.is_present]
    for wanted in (StepKind.RESUME, StepKind.GRADE, StepKind.START):
        for candidate_id, step in steps:
            if step.kind is wanted:
                return candidate_id
    return None


def part_to_grade(session: ExamSession, candidate: Candidate, actor: Actor) -> str:
    """The part to show of a candidate: the one that the next step names, else the first."""
    parts = session.parts_for(candidate)
    return next_step(session, candidate, actor).part_id or parts[0][1].id


def blank_for(session: ExamSession, actor: Actor, candidate_id: int | None) -> Blank | None:
    """Why there is nothing to grade here, None when there is."""
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
    if candidate_id is None:
        return Blank(
            "Aucune évaluation en cours",
            "Choisissez un candidat dans la Journée : Entrée sur sa ligne ouvre sa grille.",
        )
    return _blank_for_candidate(session, session.candidate(candidate_id), actor)


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
