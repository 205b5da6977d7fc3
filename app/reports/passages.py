"""What the planning says of one candidate's épreuves, and how long each lasts for him or her."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.domain.candidate import Candidate
from app.domain.framework.sitting_plan import Part
from app.domain.planning.plan import SlotKind
from app.domain.session import ExamSession
from app.reports import naming
from app.reports.layout.styles import faint
from app.reports.layout.wording import Markup, hour, lines, span

TO_WRITE = "………"


@dataclass(frozen=True, slots=True)
class Passage:
    """When and where one candidate sits one part, and before which jury; 0 when it takes none."""

    starts_at: datetime
    ends_at: datetime
    place: str
    panel: int

    @property
    def day(self) -> date:
        """The day of the épreuve."""
        return self.starts_at.date()

    @property
    def hours(self) -> str:
        """« 9 h 10 – 9 h 40 »."""
        return span(self.starts_at.time(), self.ends_at.time())

    @property
    def cell(self) -> Markup:
        """The start, and the end under it in the second ink."""
        return lines(hour(self.starts_at.time()), faint(f"à {hour(self.ends_at.time())}"))


def passage(session: ExamSession, candidate: Candidate, part: Part) -> Passage | None:
    """The épreuve of one candidate as planned, from its first phase to its last; None when nothing is planned."""
    if session.plan is None:
        return None
    slots = [
        slot
        for slot in session.plan.of_candidate(candidate.id)
        if slot.kind is SlotKind.SITTING and slot.part_id == part.id
    ]
    if not slots:
        return None
    before_jury = next((slot for slot in slots if slot.panel), slots[-1])
    return Passage(slots[0].starts_at, max(slot.ends_at for slot in slots), before_jury.place, before_jury.panel)


def passages(session: ExamSession, candidate: Candidate) -> Iterator[tuple[Part, Passage]]:
    """What the planning holds of one candidate's épreuves, in the référentiel's order."""
    for _modality, part in session.parts_for(candidate):
        planned = passage(session, candidate, part)
        if planned is not None:
            yield part, planned


def duration(session: ExamSession, candidate: Candidate, part: Part) -> str:
    """How long a part lasts for one candidate, extra time included: « 2 h 30 », « non fixé »."""
    return _lasting([clock.planned for clock in session.clocks(candidate, part)])


def official_duration(part: Part) -> str:
    """How long the référentiel gives to a part."""
    return _lasting([None if phase.minutes is None else timedelta(minutes=phase.minutes) for phase in part.phases])


def _lasting(planned: list[timedelta | None]) -> str:
    known = [each for each in planned if each is not None]
    return naming.lasting(sum(known, timedelta())) if len(known) == len(planned) else "non fixé"
