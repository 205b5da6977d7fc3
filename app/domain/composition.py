"""Whether a jury is made up as its référentiel wants: how many there are, on which days, and who sits as what."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.candidate import Candidate
from app.domain.framework.model import JuryRule
from app.domain.people import Person
from app.domain.session import ExamSession

QUALIFIED_VAE_MEMBERS = 1
"""How many members of a jury that hears VAE candidates must be qualified in the certification (rule 50)."""

VAE_MEMBERS = 2


@dataclass(frozen=True, slots=True)
class SeatGap:
    """A kind of member that the référentiel wants, of whom too few sit."""

    quality: str
    wanted: int
    found: int


def seat_gaps(rule: JuryRule, jurors: Sequence[Person]) -> tuple[SeatGap, ...]:
    """The kinds of member of whom these jurors count too few; none when the référentiel imposes no composition."""
    gaps = []
    for member in rule.composition:
        found = sum(juror.seat == member.quality for juror in jurors)
        if found < member.count:
            gaps.append(SeatGap(member.quality, member.count, found))
    return tuple(gaps)


def panels_at_work(session: ExamSession) -> tuple[int, ...]:
    """The numbers of the juries that hear in parallel; 0 alone when everybody sits in one jury."""
    numbers = {candidate.panel for candidate in session.candidates} | {juror.panel for juror in session.jurors}
    return tuple(sorted(numbers - {0})) or (0,)


def there_on(session: ExamSession, panel: int, day: date) -> tuple[Person, ...]:
    """The members of one jury who are expected on one day."""
    return tuple(juror for juror in session.panel(panel) if juror.is_there_on(day))


def lost_by_recusal(session: ExamSession) -> Iterator[tuple[Candidate, tuple[Person, ...]]]:
    """The candidates whom a recusal leaves with fewer jurors than the quorum, each with those who remain (rule 7)."""
    quorum = session.framework.jury.quorum
    for candidate in session.candidates:
        remaining = session.jurors_for(candidate)
        if len(remaining) < quorum and len(session.panel(candidate.panel)) > len(remaining):
            yield candidate, remaining


def lacks_external_members(jurors: Sequence[Person]) -> bool:
    """Whether fewer than half of these jurors are known to be external (rule 50)."""
    return 2 * sum(juror.is_external is True for juror in jurors) < len(jurors)


def lacks_qualified_members(jurors: Sequence[Person]) -> bool:
    """Whether these jurors are too few to hear VAE candidates, or none is known to be qualified (rule 50)."""
    qualified = sum(juror.is_qualified is True for juror in jurors)
    return len(jurors) < VAE_MEMBERS or qualified < QUALIFIED_VAE_MEMBERS
