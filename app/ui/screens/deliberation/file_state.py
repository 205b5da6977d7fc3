"""What stands beside the table of a candidate, as frozen values: elements to read, the file, the times."""

from dataclasses import dataclass

from app.domain.framework.terms import Evidence
from app.domain.reference_text import Sections


@dataclass(frozen=True, slots=True)
class EvidenceShown:
    """One element that the jury must have seen.

    Attributes:
        item: Which one.
        state: What the candidate's file says of it.
        is_there: Whether the file has it.
        seen: What the jury said, None while it said nothing.
        remark: Why the jury decides without it.
        can_be_seen: Whether there is anything to see.
        can_lack: Whether the jury can decide without it.
        asks_reason: Whether the reason is being written.
        fault: Why what was said was refused.
    """

    item: Evidence
    state: str
    is_there: bool
    seen: bool | None = None
    remark: str = ""
    can_be_seen: bool = True
    can_lack: bool = True
    asks_reason: bool = False
    fault: str = ""


@dataclass(frozen=True, slots=True)
class TimeShown:
    """One part: planned and used, in words; `over` when it lasted a minute more than planned."""

    part: str
    planned: str
    used: str
    over: bool = False


@dataclass(frozen=True, slots=True)
class ReferenceShown:
    """What the référentiel says of the compétence that somebody asked about."""

    label: str
    sections: Sections


@dataclass(frozen=True, slots=True)
class FileShown:
    """What is known of the candidate beside the grids: titled lines of the file, then the times."""

    sections: tuple[tuple[str, tuple[str, ...]], ...] = ()
    times: tuple[TimeShown, ...] = ()
