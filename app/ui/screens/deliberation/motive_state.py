"""What the motive of « non maîtrisée » shows, as frozen values."""

from dataclasses import dataclass

from app.domain.motive_draft import CitableCriterion


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
        choices: The critères to tick, those that nobody found met first.
        cited: Those ticked at first.
        motive: The words at first.
        fault: Why it was refused.
        record: What an impression is held against.
        begun: Whether the words at first were begun earlier and are not on record.
    """

    choices: tuple[CitableCriterion, ...]
    cited: tuple[str, ...] = ()
    motive: str = ""
    fault: str = ""
    record: MotiveRecord = NO_RECORD
    begun: bool = False
