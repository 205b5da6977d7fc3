"""What stands around a grid, frozen: whom it is about, the parts at the left, and the other copies when it is one.

A juror reads neither the path nor results of training here (rule 16), and of a copy no name before the lock (rule 14).
"""

from dataclasses import dataclass

from app.domain.anonymity import anonymous_id, is_anonymous, is_hidden, is_sealed
from app.domain.candidate import Candidate
from app.domain.elision import of
from app.domain.evidence import evidence_of
from app.domain.framework.scale import MarkingScale
from app.domain.framework.sitting_plan import Part
from app.domain.framework.terms import Evidence
from app.domain.next_step import Progress, progress
from app.domain.people import Actor
from app.domain.session import ExamSession
from app.ui.durations import planned_words

_PROFESSIONAL_FILE = "Dossier professionnel"
_AMONG_COPIES = "à corriger parmi les copies"
_READ_FIRST = (
    "Vous n’avez pas encore verrouillé sa copie. Le jury lit le travail écrit avant l’oral : corrigez les copies "
    "d’abord si le temps le permet."
)


@dataclass(frozen=True, slots=True)
class Heading:
    """Whom the screen is about."""

    name: str
    second: str


@dataclass(frozen=True, slots=True)
class PartStep:
    """One part in the list at the left."""

    part_id: str
    title: str
    second: str
    progress: Progress


@dataclass(frozen=True, slots=True)
class SideState:
    """The left column: parts, the one on the screen, the keys that answer, what was handed in, and advice."""

    steps: tuple[PartStep, ...]
    shown: str
    scale: MarkingScale
    evidence: tuple[tuple[str, str, bool], ...] = ()
    advice: str = ""


@dataclass(frozen=True, slots=True)
class CopyState:
    """The copy on the screen among the others; `following` names the next open one, empty when there is none."""

    locked: int
    count: int
    following: str


@dataclass(frozen=True, slots=True)
class FrameState:
    """What stands around the grid: whom it is about, the left column, and the other copies when it is one."""

    heading: Heading
    side: SideState
    copy: CopyState | None = None


def heading(candidate: Candidate) -> Heading:
    """The candidate in the header bar; the path is read at the deliberation only (rule 16)."""
    number = f"n° {candidate.number}" if candidate.number else ""
    extra = "temps majoré" if candidate.extra_time else ""
    return Heading(candidate.name, " · ".join(w for w in (number, extra) if w))


def copy_heading(session: ExamSession, candidate: Candidate, part: Part, actor: Actor) -> Heading:
    """A copy in the header bar; its author's name comes once the juror locked it (rule 14)."""
    sealed = is_sealed(session, actor, candidate)
    whose = "sans nom jusqu’au verrouillage" if sealed else f"travail {of(candidate.name)}"
    return Heading(f"Copie {anonymous_id(session, candidate)}", f"{part.label} · {whose}")


def side_state(session: ExamSession, candidate: Candidate, shown: Part, actor: Actor) -> SideState:
    """The left column of a candidate; the dossier professionnel is there for the entretien final (rule 16)."""
    hidden = {part.id for _m, part in session.parts_for(candidate) if is_hidden(session, actor, candidate, part)}
    steps = tuple(
        PartStep(
            part.id,
            part.label,
            _AMONG_COPIES if part.id in hidden else _duration(session, candidate, part),
            progress(session, candidate, part, actor),
        )
        for _modality, part in session.parts_for(candidate)
    )
    final = session.final_interview(candidate)
    evidence = tuple(
        (_PROFESSIONAL_FILE, piece.state, piece.is_there)
        for piece in evidence_of(session, candidate)
        if piece.item is Evidence.PROFESSIONAL_FILE and final is not None and shown.id == final.id
    )
    return SideState(steps, shown.id, session.framework.scale, evidence, _READ_FIRST if hidden else "")


def copy_side_state(session: ExamSession, candidate: Candidate, shown: Part, actor: Actor) -> SideState:
    """The left column of a copy without a name: its written parts, neither its hours nor anything else (rule 14)."""
    steps = []
    for _modality, part in session.parts_for(candidate):
        if is_anonymous(part):
            is_locked = session.grid(actor.person_id or 0, candidate.id, part.id).is_locked
            steps.append(PartStep(part.id, part.label, "", Progress.DONE if is_locked else Progress.UNDER_WAY))
    return SideState(tuple(steps), shown.id, session.framework.scale)


def _duration(session: ExamSession, candidate: Candidate, part: Part) -> str:
    clocks = session.clocks(candidate, part)
    words = planned_words(clock.planned for clock in clocks)
    extended = candidate.extra_time and any(clock.planned for clock in clocks)
    return f"{words}, temps majoré" if extended else words
