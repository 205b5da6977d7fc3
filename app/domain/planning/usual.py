"""The settings that a planning starts from: those that were kept, else what the session itself tells."""

from app.domain.people import Function
from app.domain.planning.plan import PanelRoom, PlanSettings
from app.domain.session import ExamSession


def usual_settings(session: ExamSession) -> PlanSettings:
    """The settings of the planning kept; without one, usual hours and a room for each jury that jurors belong to.

    Several juries and one intervenant ponctuel: they share this person.
    """
    if session.plan is not None:
        return session.plan.settings
    count = max((juror.panel for juror in session.jurors), default=0)
    speakers = sum(person.function is Function.OCCASIONAL_SPEAKER for person in session.people)
    return PlanSettings(panels=rooms(max(count, 1)), shares_speaker=count > 1 and speakers == 1)


def rooms(count: int) -> tuple[PanelRoom, ...]:
    """So many juries, each with a room named after it."""
    if count == 1:
        return (PanelRoom(1, "Salle du jury"),)
    return tuple(PanelRoom(number, f"Salle du jury {number}") for number in range(1, count + 1))
