"""What Délibération shows, as frozen values: the page of one candidate, and who is still to decide."""

from dataclasses import dataclass
from enum import Enum

from app.domain.answer import Answer
from app.domain.decision import AwardValue, Outcome
from app.domain.ledger import GridState
from app.ui.screens.deliberation.file_state import EvidenceShown, FileShown, ReferenceShown
from app.ui.screens.deliberation.motive_state import NO_RECORD, MotiveEditor, MotiveRecord


class Standing(Enum):
    """Where the jury stands with one candidate."""

    SEALED = "grilles attendues"
    DISPUTED = "deux versions"
    TO_DECIDE = "à décider"
    TO_CONFIRM = "à confirmer"
    DECIDED = "décidé"
    UNDELIBERATED = "non délibéré"

    @property
    def is_over(self) -> bool:
        """Whether the jury has nothing left to do for this candidate."""
        return self in (Standing.DECIDED, Standing.UNDELIBERATED)


@dataclass(frozen=True, slots=True)
class CandidateEntry:
    """One candidate of the list; absent ones are not deliberated on and do not stand in it.

    `time` is the time spent of the time planned, empty before the first minute; `postponed` why the jury put him or
    her off.
    """

    candidate_id: int
    name: str
    standing: Standing
    time: str = ""
    postponed: str = ""

    @property
    def words(self) -> str:
        """« LE GOFF Élodie · à décider · 12 min sur 15 »."""
        standing = f"reporté : {self.postponed}" if self.postponed else self.standing.value
        return " · ".join(part for part in (self.name, standing, self.time) if part)


@dataclass(frozen=True, slots=True)
class Notice:
    """A page that says why there is nothing to see; `act` gives the desk to somebody else."""

    title: str
    sentence: str
    drawing: str = "lock"
    act: str = ""


@dataclass(frozen=True, slots=True)
class OwedGrid:
    """One grid of a juror: its part, and where it stands."""

    part: str
    state: GridState


@dataclass(frozen=True, slots=True)
class JurorGrids:
    """What one juror has locked for a candidate and what is still expected."""

    juror: str
    grids: tuple[OwedGrid, ...]
    open_part_id: str | None = None

    @property
    def missing(self) -> int:
        """How many grids are still expected from this juror."""
        return sum(grid.state is GridState.AWAITED for grid in self.grids)

    @property
    def disputed(self) -> int:
        """How many grids of this juror stand in two versions."""
        return sum(grid.state is GridState.DISPUTED for grid in self.grids)


@dataclass(frozen=True, slots=True)
class SealedPage:
    """The page of a candidate whose grids are not all in: counts only, no content (rule 19)."""

    sentence: str
    jurors: tuple[JurorGrids, ...]


@dataclass(frozen=True, slots=True)
class MarkShown:
    """One juror's answer to one critère; no value: nothing was written, or the grid is done without."""

    juror: str
    value: Answer | None
    word: str = ""
    without: bool = False


@dataclass(frozen=True, slots=True)
class CriterionShown:
    """One critère in one part, with each juror's answer and the facts that explain them."""

    label: str
    part: str
    marks: tuple[MarkShown, ...]
    explanations: tuple[str, ...]
    diverges: bool
    judgements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitShown:
    """One compétence (or bloc) of the page.

    Attributes:
        unit_id: Its id.
        label: Its title.
        bloc: The CCP or bloc it belongs to.
        diverges: Whether the jurors differ on it.
        weighs: What the divergence can change: « change l’issue du CCP 1 », empty when nothing.
        summary: What stands for the jurors' answers while they are folded: « unanime ».
        criteria: Its critères.
        expanded: Whether they are shown.
        position: The jury's position, None when it is not taken.
        proposal: What every juror's answers propose, empty when they propose nothing.
        motive: The motive on record, with the critères it cites.
        motive_warning: What is said beside it, empty when nothing is.
        editor: The motive under way.
    """

    unit_id: str
    label: str
    bloc: str
    diverges: bool
    summary: str
    criteria: tuple[CriterionShown, ...]
    expanded: bool
    position: bool | None
    proposal: str
    motive: str = ""
    motive_warning: str = ""
    editor: MotiveEditor | None = None
    weighs: str = ""


@dataclass(frozen=True, slots=True)
class Appreciation:
    """What one juror wrote about a part that has no critère."""

    juror: str
    part: str
    text: str


@dataclass(frozen=True, slots=True)
class OutcomeShown:
    """One decision that this session can give."""

    outcome: Outcome
    title: str
    second: str = ""


@dataclass(frozen=True, slots=True)
class AwardShown:
    """One CCP or bloc: held for good, set by the decision, or to be set by the jury."""

    bloc_id: str
    short: str
    label: str
    value: AwardValue | None
    settled: str = ""


@dataclass(frozen=True, slots=True)
class ConfirmationShown:
    """One juror's confirmation of the decision; `aside` says why it is not asked for: « absent de la salle »."""

    juror_id: int
    name: str
    confirmed: bool
    aside: str = ""


@dataclass(frozen=True, slots=True)
class VoterShown:
    """One juror's vote on the decision on record; None while it was not given."""

    juror_id: int
    name: str
    favourable: bool | None


@dataclass(frozen=True, slots=True)
class VoteShown:
    """The vote on the decision, in certifications whose rule has one: where it stands, and who is asked."""

    rule: str
    sentence: str
    voters: tuple[VoterShown, ...]


@dataclass(frozen=True, slots=True)
class DecisionShown:
    """The decision on record, or the one being prepared (`is_draft`).

    Attributes:
        route: The access path and the kind of session.
        outcomes: What the session can give.
        chosen: The decision shown as chosen.
        awards: CCPs to set by hand; empty when the decision settles them.
        motive: The motive on record.
        wants_motive: Whether a motive has its place.
        motive_hint: What the motive must say in this case, empty when nothing in particular.
        is_draft: Whether something is chosen that is not on record.
        refusal: Why it cannot be recorded now.
        fault: Why it was refused.
        confirmations: One per juror, once a decision is on record.
        warning: What a change would undo.
        remarks: What cannot be decided and why, what the certification's rule says, what the decision opens.
        vote: The vote on the decision on record, None where nobody votes.
        record: What an impression in the motive is held against.
        begun: The motive that the jury began and did not record, None when there is none.
    """

    route: str
    outcomes: tuple[OutcomeShown, ...]
    chosen: Outcome | None
    awards: tuple[AwardShown, ...]
    motive: str
    wants_motive: bool
    motive_hint: str
    is_draft: bool
    refusal: str
    fault: str
    confirmations: tuple[ConfirmationShown, ...]
    warning: str
    remarks: tuple[str, ...] = ()
    vote: VoteShown | None = None
    record: MotiveRecord = NO_RECORD
    begun: str | None = None


@dataclass(frozen=True, slots=True)
class VocabularyShown:
    """The certification's words for positions and awards."""

    mastered: str
    not_mastered: str
    won: str
    lost: str


@dataclass(frozen=True, slots=True)
class OpenPage:
    """The page of a candidate whose grids are all locked."""

    heading: str
    unsettled: int
    warning: str
    jurors: tuple[str, ...]
    words: VocabularyShown
    units: tuple[UnitShown, ...]
    all_shown: bool
    evidence: tuple[EvidenceShown, ...]
    file: FileShown
    appreciations: tuple[Appreciation, ...]
    decision: DecisionShown
    frozen: str
    reference: ReferenceShown | None = None


@dataclass(frozen=True, slots=True)
class RollLine:
    """One juror of the roll; the one who types is there."""

    juror_id: int
    name: str
    present: bool
    reason: str
    types: bool


@dataclass(frozen=True, slots=True)
class RoomShown:
    """The doors, and who is in the room."""

    behind_doors: bool
    roll: tuple[RollLine, ...]


@dataclass(frozen=True, slots=True)
class DeliberationState:
    """The whole screen.

    Attributes:
        title: The candidate, or the screen's name.
        second: Place in the list.
        candidates: Who is deliberated on, in the agenda's order.
        candidate_id: Who is shown.
        left: How many candidates are still to decide, in words.
        next_words: What the button of the next step says.
        next_refusal: Why there is no next step now.
        page: What is shown.
        room: What the jury can do with the doors and the roll; None for whoever is not of the jury.
        put_off: The candidate whom the jury may put off, by name; empty when it cannot.
        is_over: Whether nothing is left to do for the candidate shown: the next one is then the one act to do.
    """

    title: str
    second: str
    candidates: tuple[CandidateEntry, ...]
    candidate_id: int | None
    left: str
    next_words: str
    next_refusal: str
    page: Notice | SealedPage | OpenPage
    room: RoomShown | None = None
    put_off: str = ""
    is_over: bool = False
