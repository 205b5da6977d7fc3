"""What Clôture shows, as frozen values."""

from dataclasses import dataclass
from enum import Enum

from app.domain.rectifying import Standing
from app.ui.rule_lines import RuleCounts, RuleLine


class Step(Enum):
    """How far the session is: the jury still works, it closed, everything is sealed."""

    OPEN = "open"
    CLOSED = "closed"
    SEALED = "sealed"


@dataclass(frozen=True, slots=True)
class WaitingDecisions:
    """The decisions that one juror has still to confirm."""

    juror_id: int
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class SignatureShown:
    """One juror's signature of the procès-verbal; `signed` is empty while it is expected.

    `aside` says why it is not expected, of a juror who took no part in the deliberation.
    """

    juror_id: int
    name: str
    signed: str
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Correctable:
    """One thing that a correction may be about, and its value as printed or last rectified."""

    candidate_id: int | None
    subject: str
    value: str


@dataclass(frozen=True, slots=True)
class Answering:
    """The jurors who may agree to a correction about a candidate, or about the whole session."""

    candidate_id: int | None
    jurors: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Correcting:
    """Everything that the window of a correction chooses from.

    Attributes:
        candidates: Whom a correction can be about.
        subjects: What it can be about.
        answering: Who may agree to it, the whole session first.
        standings: How each candidate's decision and CCPs stand.
    """

    candidates: tuple[tuple[int, str], ...] = ()
    subjects: tuple[Correctable, ...] = ()
    answering: tuple[Answering, ...] = ()
    standings: tuple[Standing, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordShown:
    """The procès-verbal on the screen: its number, what it is, its pages; no bytes while it is not for this person."""

    title: str
    second: str = ""
    pdf: bytes = b""


@dataclass(frozen=True, slots=True)
class ClosingState:
    """The whole screen.

    Attributes:
        step: How far the session is.
        second: The line beside the title.
        lines: The rules, gravest first.
        counts: How many of each.
        in_full: Whether this person may see the jury's side.
        waiting: Confirmations still expected, juror by juror.
        signatures: Signatures, juror by juror, once closed.
        level: How much a signature proves, in words.
        record: The procès-verbal.
        validation: How far the results stand once closed: provisional, or since when they are final.
        close_refusal: Why the session cannot be closed now.
        own_juror: The juror at the desk who has not signed yet.
        unsigned: Names of those whose signature is missing.
        frozen: What the closing freezes, or froze, one line each; empty while decisions are not for this person.
        rectifications: The corrections entered, one line each.
        correcting: What a correction chooses from, once the session is closed.
        is_manager: Whether the responsable sits there.
    """

    step: Step
    second: str
    lines: tuple[RuleLine, ...]
    counts: RuleCounts
    in_full: bool
    waiting: tuple[WaitingDecisions, ...]
    signatures: tuple[SignatureShown, ...]
    level: str
    record: RecordShown
    validation: str
    close_refusal: str
    own_juror: int | None
    unsigned: tuple[str, ...]
    frozen: tuple[str, ...]
    rectifications: tuple[str, ...]
    correcting: Correcting
    is_manager: bool


EMPTY = ClosingState(
    step=Step.OPEN,
    second="",
    lines=(),
    counts=RuleCounts(0, 0, 0, 0),
    in_full=False,
    waiting=(),
    signatures=(),
    level="",
    record=RecordShown(""),
    validation="",
    close_refusal="",
    own_juror=None,
    unsigned=(),
    frozen=(),
    rectifications=(),
    correcting=Correcting(),
    is_manager=False,
)
