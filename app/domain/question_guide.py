"""The question guide of an interview: what to ask, and what became of each question before one candidate."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

FROM_FRAMEWORK = -1
FROM_MANAGER = 0


class QuestionState(Enum):
    """What became of a question; one that was not put has no state."""

    ASKED = "posee"
    ANSWERED = "repondue"
    TO_PRESS = "a_creuser"

    @property
    def label(self) -> str:
        """The words shown on screens and pages."""
        return {"posee": "Posée", "repondue": "Répondue", "a_creuser": "À creuser"}[self.value]


@dataclass(frozen=True, slots=True)
class GuideQuestion:
    """One question of the guide.

    Attributes:
        author: Id of the juror who wrote it for himself or herself, `FROM_MANAGER` for the whole jury's,
            `FROM_FRAMEWORK` for the référentiel's own.
        number: Its place among its author's questions on this part, from 1.
        unit_id: The compétence or bloc that it looks into, empty when none is named.
    """

    author: int
    part_id: str
    number: int
    unit_id: str
    text: str


@dataclass(frozen=True, slots=True)
class PutQuestion:
    """What one juror noted of one question before one candidate; `author` and `number` name the question."""

    juror_id: int
    candidate_id: int
    part_id: str
    author: int
    number: int
    state: QuestionState
    at: datetime
