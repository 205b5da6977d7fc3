"""Rules on the time of the épreuves as it was measured."""

from collections.abc import Iterator

from app.domain.lapse_words import happened, who_ran
from app.domain.rules.base import Finding, Place, Rule, Severity, Source
from app.domain.rules.moments import grading_began
from app.domain.session import ExamSession

ASK_LAPSE = "lapse"
"""The field of a finding that is mended by answering the question about lost time."""


def lost_time_is_answered(session: ExamSession) -> Iterator[Finding]:
    """Rule 46: of each time that nobody watched, somebody says how much belongs to the épreuve."""
    for lapse in session.lapses:
        if lapse.counted is None:
            yield Finding(
                f"{happened(lapse)} {who_ran(session, lapse)} Dites ce qui en compte ; d’ici là, tout compte.",
                Place.DAY,
                lapse.running[0].candidate_id if len(lapse.running) == 1 else None,
                severity=Severity.TO_JUSTIFY,
                field=ASK_LAPSE,
            )


RULES = (
    Rule(
        46,
        "Chaque temps que personne n’a surveillé a sa réponse",
        Source.TOOL,
        "",
        lost_time_is_answered,
        grading_began,
        takes_reason=False,
    ),
)
