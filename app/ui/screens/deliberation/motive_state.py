"""What the motive of « non maîtrisée » shows, as frozen values."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CitedChoice:
    """A critère that a motive may cite; the ones not met by all stand first."""

    criterion_id: str
    label: str
    unmet: bool


@dataclass(frozen=True, slots=True)
class MotiveRecord:
    """What a motive can rest on: labels of critères and facts noted of the candidate."""

    labels: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


NO_RECORD = MotiveRecord()


@dataclass(frozen=True, slots=True)
class MotiveEditor:
    """The motive being written for « non maîtrisée »: what it may cite, what is on record, why it was refused.

    Attributes:
        choices: The critères to tick.
        cited: Those ticked at first.
        motive: The words at first.
        fault: Why it was refused.
        draft: The motive that the record gives; empty, `why_no_draft` says why.
        why_no_draft: Why nothing is proposed.
        record: What an impression is held against.
        begun: Whether the words at first were begun earlier and are not on record.
    """

    choices: tuple[CitedChoice, ...]
    cited: tuple[str, ...] = ()
    motive: str = ""
    fault: str = ""
    draft: str = ""
    why_no_draft: str = ""
    record: MotiveRecord = NO_RECORD
    begun: bool = False
