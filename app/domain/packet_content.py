"""What a juror's packet holds: this juror's own rows, and the journal of one laptop as far as it concerns them.

Never here: personal notes, abbreviations, the content of a grid that is still open.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from app.domain.candidate import Candidate
from app.domain.conduct import Incident
from app.domain.framework.scale import MarkingScale
from app.domain.framework.terms import OralRole
from app.domain.grading import Correction, Fact, Grid, Mark
from app.domain.identity import fold
from app.domain.people import Recusal
from app.domain.question_guide import GuideQuestion, PutQuestion
from app.domain.session import ExamSession
from app.domain.timing import Instant, Lapse, PhaseEvent

Written = tuple[str, str]
"""An answer as the file writes it: its code on the scale, and its word."""


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """An answer changed after a lock; None: no answer."""

    criterion_id: str
    at: datetime
    before: Written | None
    after: Written | None
    reason: str


@dataclass(frozen=True, slots=True)
class GridContent:
    """Everything that a juror wrote on one grid; `machine` is the laptop it was locked on."""

    candidate_id: int
    part_id: str
    machine: str
    locked_at: datetime
    digest: str
    marks: Mapping[str, Written]
    facts: tuple[Fact, ...] = ()
    corrections: tuple[CorrectionLine, ...] = ()
    appreciation: str = ""
    waiver: str = ""
    role: OralRole | None = None
    slides: tuple[int, ...] = ()

    @property
    def rank(self) -> tuple[datetime, str, str]:
        """Orders versions of one grid the same way on every laptop: the one locked first comes first."""
        return self.locked_at.astimezone(UTC), self.digest, self.machine

    def grid(self, juror_id: int, scale: MarkingScale) -> Grid:
        """The locked grid that this is the content of.

        Raises:
            KeyError: an answer is not on the scale.
        """

        def mark(written: Written | None) -> Mark | None:
            return None if written is None else Mark(scale.answer(written[0]), written[1])

        return Grid(
            juror_id,
            self.candidate_id,
            self.part_id,
            {key: Mark(scale.answer(code), word) for key, (code, word) in self.marks.items()},
            self.facts,
            self.appreciation,
            self.waiver,
            self.locked_at,
            self.digest,
            self.role,
            frozenset(self.slides),
            tuple(
                Correction(each.criterion_id, each.at, mark(each.before), mark(each.after), each.reason)
                for each in self.corrections
            ),
        )


@dataclass(frozen=True, slots=True)
class JurorStanding:
    """What the juror settled personally: the declaration, the code's print, the certificate and its locked key.

    Bytes are written in base64; empty stands for what is not there yet. `pin_turn` counts the codes that were forgotten
    before this one.
    """

    declared_at: datetime | None
    pin_hash: str
    certificate: str
    encrypted_key: str
    pin_chosen_at: datetime | None = None
    pin_turn: int = 0

    @property
    def rank(self) -> tuple[int, bool, datetime, str, bool, str]:
        """Orders the codes of one juror the same way on every laptop, by what belongs to the code alone.

        Whoever knows of more forgotten codes is right, even with no code since; then a code first, the earliest.
        """
        chosen = self.pin_chosen_at or datetime.min.replace(tzinfo=UTC)
        return -self.pin_turn, not self.pin_hash, chosen, self.pin_hash, not self.certificate, self.certificate


@dataclass(frozen=True, slots=True)
class PartTime:
    """The timer of one candidate's part: its events, and the times that nobody watched while it ran, in their order.

    Each lapse tells of this part alone; its number is its place here.
    """

    candidate_id: int
    part_id: str
    events: tuple[PhaseEvent, ...]
    lapses: tuple[Lapse, ...] = ()

    @property
    def sitting(self) -> tuple[int, str]:
        """Candidate and part."""
        return self.candidate_id, self.part_id

    @property
    def rank(self) -> tuple[object, ...]:
        """Orders the records of one part the same way on every laptop: the fuller one is the greater.

        What one laptop goes on writing always outranks what it wrote before: more events, then more answers about the
        times that nobody watched, then more of these, then the later answer.
        """
        return (
            len(self.events),
            [(each.phase, each.kind.value, *_clocks(each.at), each.reason) for each in self.events],
            sum(lapse.counted is not None for lapse in self.lapses),
            len(self.lapses),
            [_lapse_rank(lapse) for lapse in self.lapses],
        )


@dataclass(frozen=True, slots=True)
class Link:
    """One entry of a laptop's journal: whole, or only its digest when it tells what is not this juror's."""

    digest: str
    entry: Mapping[str, object] | None = None


@dataclass(frozen=True, slots=True)
class PacketContent:
    """A packet, opened.

    Attributes:
        candidates: The print of each candidate that the packet speaks of, by id (`identity_print`).
        open_grids: Candidate and part of the juror's grids that are still written on that laptop.
        own_questions: The juror's own questions of the guide that were put.
        journal: The chain of `machine`, from its first entry.
    """

    juror_id: int
    machine: str
    made_at: datetime
    candidates: Mapping[int, str]
    standing: JurorStanding
    recusals: tuple[Recusal, ...] = ()
    grids: tuple[GridContent, ...] = ()
    open_grids: tuple[tuple[int, str], ...] = ()
    put_questions: tuple[PutQuestion, ...] = ()
    own_questions: tuple[GuideQuestion, ...] = ()
    incidents: tuple[Incident, ...] = ()
    times: tuple[PartTime, ...] = ()
    journal: tuple[Link, ...] = ()


def identity_print(candidate: Candidate) -> str:
    """SHA-256 of who a candidate is: two laptops whose lists changed apart must not mix two people up.

    Twins share name and date: the first name tells them apart, however its accents and capitals are written.
    """
    who = candidate.identity
    born = who.birth_date.isoformat() if who.birth_date else ""
    told = f"{candidate.id}\n{who.birth_name}\n{fold(who.first_name)}\n{born}"
    return hashlib.sha256(told.encode()).hexdigest()


def time_of(session: ExamSession, sitting: tuple[int, str]) -> PartTime:
    """What this copy of the session knows of the time of one candidate's part."""
    ran = [
        (running, lapse)
        for lapse in session.lapses
        for running in lapse.running
        if (running.candidate_id, running.part_id) == sitting
    ]
    ran.sort(key=lambda each: each[0].place)
    lapses = (replace(lapse, number=place, running=(running,)) for place, (running, lapse) in enumerate(ran, start=1))
    return PartTime(*sitting, session.phase_events.get(sitting, ()), tuple(lapses))


def _clocks(at: Instant) -> tuple[datetime, int, str]:
    return at.wall.astimezone(UTC), at.ticks_ms, at.boot


def _lapse_rank(lapse: Lapse) -> tuple[object, ...]:
    answered = lapse.answered_at or datetime.min.replace(tzinfo=UTC)
    counted = timedelta(-1) if lapse.counted is None else lapse.counted
    [ran] = lapse.running
    return (
        answered.astimezone(UTC),
        counted,
        lapse.reason,
        lapse.kind.value,
        *_clocks(lapse.start),
        *_clocks(lapse.end),
        ran.phase,
        ran.after,
    )
