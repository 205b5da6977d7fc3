"""Everything that a session file holds at one instant, frozen: what rules judge and documents print."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property

from app.domain.candidate import Candidate
from app.domain.conduct import AccommodationReading, FraudReport, Incident
from app.domain.decision import Award, AwardValue, BlocStatus, Confirmation, Decision, Outcome, Position
from app.domain.framework.content import Criterion
from app.domain.framework.model import Framework
from app.domain.framework.sitting_plan import Modality, Part, SessionType
from app.domain.framework.terms import FrameworkKind, ModalityType, SessionKind
from app.domain.frozen_session import Closing, Departure, Rectification
from app.domain.grading import Grid, Unit, units_of_part, units_of_session
from app.domain.jury_room import Consultation, Derogation, RollEntry, Shortfall, Turn, Vote
from app.domain.merging import GridChoice, GridId, GridVersion, GridWaiver, PacketReceipt, disputed
from app.domain.people import Function, Person, Recusal, RoleAssignment
from app.domain.planning.plan import Plan
from app.domain.question_guide import GuideQuestion, PutQuestion
from app.domain.session_sheet import SessionSheet
from app.domain.timing import Lapse, PhaseClock, PhaseEvent, PhaseState, phase_clocks


@dataclass(frozen=True)
class ExamSession:
    """One session as it stands: a picture without behaviour of its own beyond reading itself.

    Without slots, so that what every rule looks up by key is indexed once: 500 candidates stay as quick as ten.
    """

    sheet: SessionSheet
    framework: Framework
    framework_digest: str
    people: tuple[Person, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    recusals: tuple[Recusal, ...] = ()
    roles: tuple[RoleAssignment, ...] = ()
    plan: Plan | None = None
    phase_events: Mapping[tuple[int, str], tuple[PhaseEvent, ...]] = field(default_factory=dict)
    grids: tuple[Grid, ...] = ()
    positions: tuple[Position, ...] = ()
    awards: tuple[Award, ...] = ()
    decisions: tuple[Decision, ...] = ()
    confirmations: tuple[Confirmation, ...] = ()
    incidents: tuple[Incident, ...] = ()
    fraud_reports: tuple[FraudReport, ...] = ()
    readings: tuple[AccommodationReading, ...] = ()
    lapses: tuple[Lapse, ...] = ()
    questions: tuple[GuideQuestion, ...] = ()
    put_questions: tuple[PutQuestion, ...] = ()
    receipts: tuple[PacketReceipt, ...] = ()
    versions: tuple[GridVersion, ...] = ()
    choices: tuple[GridChoice, ...] = ()
    grid_waivers: tuple[GridWaiver, ...] = ()
    consultations: tuple[Consultation, ...] = ()
    roll: tuple[RollEntry, ...] = ()
    turns: tuple[Turn, ...] = ()
    votes: tuple[Vote, ...] = ()
    derogations: tuple[Derogation, ...] = ()
    shortfalls: tuple[Shortfall, ...] = ()
    doors_closed_at: datetime | None = None
    doors_opened_at: datetime | None = None
    rectifications: tuple[Rectification, ...] = ()
    closing: Closing | None = None
    left: Departure | None = None
    taken_back: Departure | None = None
    journal_head: str = ""

    @cached_property
    def type(self) -> SessionType:
        """The session type chosen in the référentiel."""
        return self.framework.session_type(self.sheet.session_type_id)

    @property
    def is_title_of_ministry(self) -> bool:
        """Whether the law on titres professionnels applies."""
        return self.framework.kind is FrameworkKind.MINISTRY_TITLE

    @cached_property
    def jurors(self) -> tuple[Person, ...]:
        """Those who evaluate, deliberate and sign."""
        return tuple(person for person in self.people if person.function is Function.JUROR)

    @property
    def others(self) -> tuple[Person, ...]:
        """Those who are present without a voice."""
        return tuple(person for person in self.people if not person.function.evaluates)

    def days(self) -> tuple[date, ...]:
        """Every day of the session."""
        count = (self.sheet.ends_on - self.sheet.starts_on).days
        return tuple(self.sheet.starts_on + timedelta(days=offset) for offset in range(count + 1))

    def candidate(self, candidate_id: int) -> Candidate:
        """The candidate of that id; KeyError when there is none."""
        return self._candidates[candidate_id]

    def person(self, person_id: int) -> Person:
        """The person of that id; KeyError when there is none."""
        return self._people[person_id]

    def jurors_for(self, candidate: Candidate) -> tuple[Person, ...]:
        """The jurors who evaluate this candidate: those of his or her jury, but those recused."""
        recused = self._recused.get(candidate.id, frozenset())
        return tuple(juror for juror in self.panel(candidate.panel) if juror.id not in recused)

    def hears(self, juror: Person, candidate: Candidate) -> bool:
        """Whether the candidate comes before this juror's jury, be the juror recused or not."""
        return juror in self.panel(candidate.panel)

    def panel(self, number: int) -> tuple[Person, ...]:
        """The jurors of one jury when several hear in parallel, those of every jury included; 0 gives them all."""
        return tuple(juror for juror in self.jurors if number == 0 or juror.panel in (0, number))

    def units_for(self, candidate: Candidate) -> tuple[Unit, ...]:
        """The units on which the jury decides: never those of blocs already held (rule 31), nor of parts not sat."""
        units = tuple(unit for unit in self.units if candidate.prior(unit.bloc_id) is None)
        if candidate.left_for_good is None:
            return units
        seen = {unit.id for part in self.expected_parts(candidate) for unit in self._units_by_part[part.id]}
        return tuple(unit for unit in units if unit.id in seen)

    def units_not_assessed(self, candidate: Candidate) -> tuple[Unit, ...]:
        """The units at stake of which nothing was seen, the candidate having left for good before."""
        judged = self.units_for(candidate)
        return tuple(unit for unit in self.units if candidate.prior(unit.bloc_id) is None and unit not in judged)

    def is_last_ccp(self, candidate: Candidate) -> bool:
        """Whether this CCP session brings the candidate to the whole title, every other CCP being held."""
        if self.type.kind is not SessionKind.CCP:
            return False
        others = [bloc for bloc in self.framework.blocs if bloc.id not in self.type.target_blocs]
        return bool(others) and all(candidate.prior(bloc.id) for bloc in others)

    def parts_for(self, candidate: Candidate) -> tuple[tuple[Modality, Part], ...]:
        """What this candidate sits, in order (rules 2, 17 and 31)."""
        parts = [(modality, part) for modality, part in self.type.parts() if self._concerns(part, candidate)]
        final = self.type.final_interview_if_last
        if final is not None and self.is_last_ccp(candidate):
            parts += [(final, part) for part in final.parts]
        return tuple(parts)

    def _concerns(self, part: Part, candidate: Candidate) -> bool:
        units = self._units_by_part[part.id]
        return not units or any(candidate.prior(unit.bloc_id) is None for unit in units)

    def expected_parts(self, candidate: Candidate) -> tuple[Part, ...]:
        """The parts that the jury grades: those that the candidate sits, or had begun when he or she left for good."""
        parts = tuple(part for _modality, part in self.parts_for(candidate))
        left = candidate.left_for_good
        if left is None:
            return parts
        return tuple(part for part in parts if part.id == left.part_id or self.has_begun(candidate, part.id))

    def parts_not_sat(self, candidate: Candidate) -> tuple[Part, ...]:
        """The parts that nothing is expected of, the candidate having left for good before they began."""
        expected = self.expected_parts(candidate)
        return tuple(part for _modality, part in self.parts_for(candidate) if part not in expected)

    def has_begun(self, candidate: Candidate, part_id: str) -> bool:
        """Whether one part was timed, graded by somebody, or a question of it put, for this candidate."""
        if (candidate.id, part_id) in self.phase_events or (candidate.id, part_id) in self._asked:
            return True
        return any(self.grid(juror.id, candidate.id, part_id).is_begun for juror in self.jurors_for(candidate))

    def part_for(self, candidate: Candidate, part_id: str) -> tuple[Modality, Part]:
        """The part of that id among those this candidate sits; KeyError when he or she does not sit it."""
        return {part.id: (modality, part) for modality, part in self.parts_for(candidate)}[part_id]

    def grid_units(self, candidate: Candidate, part: Part) -> tuple[Unit, ...]:
        """The units shown on one candidate's grid for one part."""
        return tuple(unit for unit in self._units_by_part[part.id] if candidate.prior(unit.bloc_id) is None)

    def grid_criteria(self, candidate: Candidate, part: Part) -> tuple[Criterion, ...]:
        """The critères of one candidate's grid for one part; each is numbered by its place, from 1."""
        return tuple(criterion for unit in self.grid_units(candidate, part) for criterion in unit.criteria)

    def grid(self, juror_id: int, candidate_id: int, part_id: str) -> Grid:
        """The juror's grid, empty when nothing was written yet."""
        key = (juror_id, candidate_id, part_id)
        return self._grids.get(key) or Grid(*key)

    def grids_of(self, candidate: Candidate) -> Iterator[tuple[Person, Part, Grid]]:
        """Every expected grid of one candidate, written or not, by part then by juror."""
        for part in self.expected_parts(candidate):
            for juror in self.jurors_for(candidate):
                yield juror, part, self.grid(juror.id, candidate.id, part.id)

    def is_in(self, grid: Grid) -> bool:
        """Whether nothing more is expected of a grid: locked in the version that counts, or done without."""
        key = (grid.juror_id, grid.candidate_id, grid.part_id)
        waits = key in self.disputes and grid.candidate_id not in self.settled
        return key in self.waived or (grid.is_locked and not waits)

    def all_locked(self, candidate: Candidate) -> bool:
        """Whether every expected grid of a candidate is in: only then do contents open to all."""
        grids = [grid for _juror, _part, grid in self.grids_of(candidate)]
        return bool(grids) and all(self.is_in(grid) for grid in grids)

    def clocks(self, candidate: Candidate, part: Part) -> tuple[PhaseClock, ...]:
        """One clock per phase of a part for this candidate, extra time included."""
        events = self.phase_events.get((candidate.id, part.id), ())
        late = candidate.lateness(part.id)
        lost = timedelta(minutes=late.minutes) if late is not None else timedelta(0)
        lapses = [
            (running, lapse)
            for lapse in self.lapses
            for running in lapse.running
            if (running.candidate_id, running.part_id) == (candidate.id, part.id)
        ]
        return phase_clocks([phase.minutes for phase in part.phases], events, candidate.extra_time, lost, lapses)

    def is_held(self, candidate: Candidate, part: Part) -> bool:
        """Whether the part is over: every phase ended, or every juror locked a grid kept on paper."""
        clocks = self.clocks(candidate, part)
        over = (PhaseState.ENDED, PhaseState.WAITING) if candidate.left_for_good else (PhaseState.ENDED,)
        if all(clock.state in over for clock in clocks) and clocks[0].state is PhaseState.ENDED:
            return True
        jurors = [j.id for j in self.jurors_for(candidate) if (j.id, candidate.id, part.id) not in self.waived]
        return bool(jurors) and all(self.grid(juror_id, candidate.id, part.id).is_locked for juror_id in jurors)

    def has_read_accommodation(self, candidate: Candidate, reader_id: int) -> bool:
        """Whether this reader (0: the responsable) acknowledged the candidate's accommodation; true without one."""
        if candidate.accommodation is None:
            return True
        return any(r.candidate_id == candidate.id and r.reader_id == reader_id for r in self.readings)

    def final_interview(self, candidate: Candidate) -> Part | None:
        """The entretien final that this candidate sits, if any (rule 17)."""
        return next((p for m, p in self.parts_for(candidate) if m.type is ModalityType.FINAL_INTERVIEW), None)

    def position(self, candidate_id: int, unit_id: str) -> Position | None:
        """The jury's position on one unit, if taken."""
        return self._positions.get((candidate_id, unit_id))

    def award(self, candidate_id: int, bloc_id: str) -> AwardValue | None:
        """The jury's decision on one CCP or bloc, if taken."""
        return self._awards.get((candidate_id, bloc_id))

    def decision(self, candidate_id: int) -> Decision | None:
        """The jury's decision on one candidate, if taken."""
        return self._decisions.get(candidate_id)

    def outcome(self, candidate: Candidate) -> Outcome | None:
        """The decision as printed: absence and a missing quorum are observed, everything else is decided."""
        if candidate.is_absent:
            return Outcome.ABSENT
        if candidate.id in self.undeliberated:
            return Outcome.NOT_DELIBERATED
        decision = self.decision(candidate.id)
        return decision.outcome if decision else None

    def bloc_status(self, candidate: Candidate, bloc_id: str) -> BlocStatus:
        """What the column of one bloc says for one candidate (rules 27, 28 and 31)."""
        if candidate.prior(bloc_id):
            return BlocStatus.HELD
        if candidate.is_absent or bloc_id not in self.type.target_blocs:
            return BlocStatus.NOT_SAT
        if candidate.id in self.undeliberated:
            return BlocStatus.NOT_DELIBERATED
        award = self.award(candidate.id, bloc_id)
        if award is not None:
            return BlocStatus.WON if award is AwardValue.WON else BlocStatus.LOST
        decision = self.decision(candidate.id)
        if decision is None:
            return BlocStatus.OPEN
        if decision.outcome in (Outcome.PASSED, Outcome.BLOC_WON):
            return BlocStatus.WON
        # A refused title opens its CCPs to the jury (rule 27); a refused bloc or CCS leaves nothing to decide.
        refused_whole = decision.outcome is Outcome.BLOC_LOST or self.type.kind is SessionKind.CCS
        return BlocStatus.LOST if refused_whole else BlocStatus.OPEN

    def confirmed_by(self, candidate_id: int) -> frozenset[int]:
        """Ids of the jurors who confirmed the decision on one candidate."""
        return frozenset(c.juror_id for c in self.confirmations if c.candidate_id == candidate_id)

    def present_for(self, candidate: Candidate) -> tuple[Person, ...]:
        """The jurors who decide on a candidate: those who evaluate him or her, but those absent from the room."""
        away = {entry.juror_id for entry in self.roll if not entry.present}
        return tuple(juror for juror in self.jurors_for(candidate) if juror.id not in away)

    @cached_property
    def waived(self) -> frozenset[GridId]:
        """The grids that the jury deliberates without."""
        return frozenset(waiver.key for waiver in self.grid_waivers)

    @cached_property
    def disputes(self) -> Mapping[GridId, tuple[str, ...]]:
        """The grids of which several versions wait for their author's choice, with the digests of each."""
        return disputed(self.grids, self.versions, self.choices)

    @cached_property
    def settled(self) -> frozenset[int]:
        """The candidates whom the jury began to decide on: no packet and no choice changes their grids any more."""
        positions = frozenset(position.candidate_id for position in self.positions)
        return positions | self._decisions.keys()

    @cached_property
    def undeliberated(self) -> frozenset[int]:
        """The candidates on whom the jury does not deliberate, the responsable having noted that the quorum lacks."""
        return frozenset(shortfall.candidate_id for shortfall in self.shortfalls)

    @cached_property
    def _candidates(self) -> Mapping[int, Candidate]:
        return {candidate.id: candidate for candidate in self.candidates}

    @cached_property
    def _people(self) -> Mapping[int, Person]:
        return {person.id: person for person in self.people}

    @cached_property
    def _recused(self) -> Mapping[int, frozenset[int]]:
        found: dict[int, set[int]] = {}
        for recusal in self.recusals:
            found.setdefault(recusal.candidate_id, set()).add(recusal.juror_id)
        return {candidate_id: frozenset(jurors) for candidate_id, jurors in found.items()}

    @cached_property
    def _grids(self) -> Mapping[tuple[int, int, str], Grid]:
        return {(grid.juror_id, grid.candidate_id, grid.part_id): grid for grid in self.grids}

    @cached_property
    def _asked(self) -> frozenset[tuple[int, str]]:
        return frozenset((put.candidate_id, put.part_id) for put in self.put_questions)

    @cached_property
    def _positions(self) -> Mapping[tuple[int, str], Position]:
        return {(position.candidate_id, position.unit_id): position for position in self.positions}

    @cached_property
    def _awards(self) -> Mapping[tuple[int, str], AwardValue]:
        return {(award.candidate_id, award.bloc_id): award.value for award in self.awards}

    @cached_property
    def _decisions(self) -> Mapping[int, Decision]:
        return {decision.candidate_id: decision for decision in self.decisions}

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """The units that this session type judges, in the référentiel's order, whatever a candidate already holds."""
        return units_of_session(self.framework, self.type)

    @cached_property
    def _units_by_part(self) -> Mapping[str, tuple[Unit, ...]]:
        final = self.type.final_interview_if_last
        parts = [*(part for _modality, part in self.type.parts()), *(final.parts if final else ())]
        return {part.id: units_of_part(self.framework, part) for part in parts}
