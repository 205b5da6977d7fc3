"""What happens next for one candidate, for the person at the desk: one step, named in full words.

The day's screen shows one button per candidate; this is where its words and its meaning come from.
"""

from dataclasses import dataclass
from enum import Enum

from app.domain.anonymity import is_anonymous, is_hidden
from app.domain.candidate import Candidate
from app.domain.framework.sitting_plan import Modality, Part
from app.domain.framework.terms import ModalityType
from app.domain.people import Actor
from app.domain.session import ExamSession
from app.domain.timing import PhaseClock, PhaseState, current_phase


class StepKind(Enum):
    """What the next step is."""

    OBSERVE_PRESENCE = "présence"
    READ_ACCOMMODATION = "aménagement"
    START = "commencer"
    COME_BACK = "reprendre après une interruption"
    RESUME = "reprendre"
    FINISH = "terminer"
    GRADE = "évaluer"
    GRADE_COPIES = "corriger les copies"
    LEAVE_TO_JURY = "au jury"
    LOOK = "voir"

    @property
    def writes(self) -> bool:
        """Whether the step itself enters something, rather than leading to where that is done."""
        return self in _WRITING


_WRITING = frozenset(
    {
        StepKind.OBSERVE_PRESENCE,
        StepKind.READ_ACCOMMODATION,
        StepKind.START,
        StepKind.COME_BACK,
        StepKind.FINISH,
    }
)


@dataclass(frozen=True, slots=True)
class NextStep:
    """The next step, its words, and the part it is about (None when it is about none)."""

    kind: StepKind
    label: str
    part_id: str | None = None


class Progress(Enum):
    """Where a part stands for the person at the desk; the word is what screens say beside the sign."""

    DONE = "terminée"
    UNDER_WAY = "en cours"
    TO_COME = "à venir"
    NOT_SAT = "non passée"
    CUT_SHORT = "arrêtée avant la fin"


def next_step(session: ExamSession, candidate: Candidate, actor: Actor) -> NextStep:
    """The one thing to do now for a candidate.

    An interruption is ended before anything else; then comes a part whose time runs; then the accommodation, as long as
    this person has not read it; then the first part, in the référentiel's order, that is not done for this person: a
    juror is done with a part by locking a grid, the responsable when the part is over. Nothing is begun with somebody
    who left for good. A juror grades written work among all copies and under no name (rule 14):
    a step by name is about its time, never about its grid.
    """
    at_the_door = _at_the_door(session, candidate, actor)
    if at_the_door is not None:
        return at_the_door
    parts = [pair for pair in session.parts_for(candidate) if pair[1] in session.expected_parts(candidate)]
    for modality, part in parts:
        if _runs(session, candidate, part):
            return _resume(session, candidate, (modality, part), actor)
    for modality, part in parts:
        if progress(session, candidate, part, actor) not in (Progress.DONE, Progress.CUT_SHORT):
            return _read_or_begin(session, candidate, (modality, part), actor)
    return NextStep(StepKind.LOOK, "Voir")


def _at_the_door(session: ExamSession, candidate: Candidate, actor: Actor) -> NextStep | None:
    """What comes before any part: presence, and the end of an interruption."""
    if candidate.attendance is None:
        return NextStep(StepKind.OBSERVE_PRESENCE, "Constater la présence")
    if candidate.is_absent or not (actor.is_manager or _evaluates(session, candidate, actor)):
        return NextStep(StepKind.LOOK, "Voir")
    if candidate.interrupted is not None:
        return NextStep(StepKind.COME_BACK, "Reprendre après l’interruption")
    return None


def progress(session: ExamSession, candidate: Candidate, part: Part, actor: Actor) -> Progress:
    """Where one part stands for the person at the desk."""
    left = candidate.left_for_good is not None
    if left and part not in session.expected_parts(candidate):
        return Progress.NOT_SAT
    if _runs(session, candidate, part):
        return Progress.UNDER_WAY
    over = left or session.is_held(candidate, part)
    if not _evaluates(session, candidate, actor):
        if candidate.left_for_good is not None and candidate.left_for_good.part_id == part.id:
            return Progress.CUT_SHORT
        return Progress.DONE if over else Progress.TO_COME
    if is_hidden(session, actor, candidate, part):  # what the juror does on the copy must not show beside a name
        return Progress.UNDER_WAY if left or _is_over(session, candidate, part) else Progress.TO_COME
    grid = session.grid(actor.person_id or 0, candidate.id, part.id)
    if grid.is_locked:
        return Progress.DONE
    return Progress.UNDER_WAY if over or grid.is_begun else Progress.TO_COME


def _runs(session: ExamSession, candidate: Candidate, part: Part) -> bool:
    return candidate.left_for_good is None and is_under_way(session.clocks(candidate, part))


def is_under_way(clocks: tuple[PhaseClock, ...]) -> bool:
    """Whether a part has begun and is not over, be it paused or between two phases."""
    states = {clock.state for clock in clocks}
    return states not in ({PhaseState.WAITING}, {PhaseState.ENDED})


def spoken_name(modality: Modality, part: Part) -> str:
    """A part as one says it, article included: « la mise en situation écrite », « l’entretien technique »."""
    if modality.type is ModalityType.SITUATION and part.label.startswith("Mise en situation"):
        return f"la {part.label[0].lower()}{part.label[1:]}"
    name = _SPOKEN[modality.type]
    return name if len(modality.parts) == 1 else f"{name} ({part.short})"


def _evaluates(session: ExamSession, candidate: Candidate, actor: Actor) -> bool:
    return actor.person_id in {juror.id for juror in session.jurors_for(candidate)}


def _is_over(session: ExamSession, candidate: Candidate, part: Part) -> bool:
    """Whether the time of a part is over, whatever was graded."""
    return all(clock.state is PhaseState.ENDED for clock in session.clocks(candidate, part))


def _resume(session: ExamSession, candidate: Candidate, sat: tuple[Modality, Part], actor: Actor) -> NextStep:
    modality, part = sat
    name = spoken_name(modality, part)
    if is_anonymous(part):
        clocks = session.clocks(candidate, part)
        waits = clocks[current_phase(clocks) or 0].state is PhaseState.WAITING
        kind, verb = (StepKind.START, "Reprendre") if waits else (StepKind.FINISH, "Terminer")
        return NextStep(kind, f"{verb} {name}", part.id)
    return _leave_to_jury(part) if actor.is_manager else NextStep(StepKind.RESUME, f"Reprendre {name}", part.id)


def _read_or_begin(session: ExamSession, candidate: Candidate, sat: tuple[Modality, Part], actor: Actor) -> NextStep:
    if session.has_read_accommodation(candidate, actor.person_id or 0):
        return _begin(session, candidate, sat, actor)
    return NextStep(StepKind.READ_ACCOMMODATION, "Lire l’aménagement")


def _begin(session: ExamSession, candidate: Candidate, sat: tuple[Modality, Part], actor: Actor) -> NextStep:
    modality, part = sat
    name = spoken_name(modality, part)
    if actor.is_manager:
        return NextStep(StepKind.START, f"Commencer {name}", part.id) if is_anonymous(part) else _leave_to_jury(part)
    is_begun = progress(session, candidate, part, actor) is Progress.UNDER_WAY
    if is_begun and is_anonymous(part):
        return NextStep(StepKind.GRADE_COPIES, "Corriger les copies")
    if is_begun:
        return NextStep(StepKind.GRADE, f"Évaluer {name}", part.id)
    return NextStep(StepKind.START, f"Commencer {name}", part.id)


def _leave_to_jury(part: Part) -> NextStep:
    return NextStep(StepKind.LEAVE_TO_JURY, f"{part.short} : au jury", part.id)


_SPOKEN = {
    ModalityType.SITUATION: "la mise en situation",
    ModalityType.PROJECT: "la présentation du projet",
    ModalityType.TECHNICAL_INTERVIEW: "l’entretien technique",
    ModalityType.QUESTIONNAIRE: "le questionnaire",
    ModalityType.DELIVERABLE_QUESTIONING: "le questionnement",
    ModalityType.FINAL_INTERVIEW: "l’entretien final",
    ModalityType.CASE_STUDY: "l’étude de cas",
}
