"""What a juror can answer to a critère: a value of the certification's scale, or « non observé »."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. Answers of the same code are the same answer, whichever scale gave them.

    Attributes:
        code: How the session file and the command line write it: « oui », « non_observe », « en_cours », « 12.5 ».
        label: The French words on its button and on paper.
        met: Whether it says that the critère is met; None for « non observé », which says nothing of it (rule 20).
    """

    code: str
    label: str
    met: bool | None

    @property
    def is_not_observed(self) -> bool:
        """Whether nothing could be observed: the juror then says why in a word."""
        return self.met is None


YES = Answer("oui", "Oui", met=True)
NO = Answer("non", "Non", met=False)
NOT_OBSERVED = Answer("non_observe", "Non observé", met=None)
