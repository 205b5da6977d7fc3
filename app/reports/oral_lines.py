"""What papers say of an oral beside its critères: who played which part, the slides presented, the questions put."""

from collections.abc import Collection, Iterator

from app.domain.candidate import Candidate
from app.domain.framework.sitting_plan import Part
from app.domain.grading import Grid
from app.domain.interview import guide_of, jury_roles, put_by, roles_held, slides_of
from app.domain.session import ExamSession
from app.reports.layout.wording import NO_BREAK


def roles_line(session: ExamSession, candidate: Candidate, part: Part) -> str:
    """« Interlocuteur : Anne Durand ; observateur : Bruno Petit »; empty when nobody said, or no part is asked for."""
    held = list(roles_held(session, candidate, part))
    named = [
        (condition.role.label, [juror.name for juror, role in held if role is condition.role])
        for condition in jury_roles(part)
    ]
    words = f"{NO_BREAK}; ".join(f"{label.lower()}{NO_BREAK}: {', '.join(names)}" for label, names in named if names)
    return words[:1].upper() + words[1:]


def slides_line(session: ExamSession, part: Part, seen: Collection[int]) -> str:
    """« Diapositives présentées : 1, 2, 5 (3 sur 10) »; empty where nothing was noted: it does not mean none."""
    if not seen:
        return ""
    count = len(slides_of(session, part))
    numbers = ", ".join(str(place + 1) for place in sorted(seen))
    return f"Diapositives présentées{NO_BREAK}: {numbers} ({len(seen)} sur {count})"


def slides_to_tick(session: ExamSession, part: Part) -> str:
    """The same line with boxes to tick by hand."""
    boxes = f"{NO_BREAK} ".join(f"□{NO_BREAK}{number}" for number, _ in enumerate(slides_of(session, part), start=1))
    return f"Diapositives présentées{NO_BREAK}: {boxes}" if boxes else ""


def questions_lines(session: ExamSession, candidate: Candidate, part: Part, grid: Grid) -> Iterator[str]:
    """The questions that one juror put, each with what became of it."""
    put = put_by(session, grid.juror_id, candidate, part)
    for question in guide_of(session, part, grid.juror_id):
        noted = put.get((question.author, question.number))
        if noted is not None:
            yield f"{question.text} ({noted.state.label.lower()})"
