"""Rules on the deliberation room: nobody but the jury is in it."""

from collections.abc import Iterator

from app.domain.rules.base import Finding, Place, Rule, Severity, Source
from app.domain.rules.moments import jury_deliberated
from app.domain.session import ExamSession


def jury_deliberates_alone(session: ExamSession) -> Iterator[Finding]:
    """Rule 36: the jury deliberates « hors de toute autre présence »; told, never blocking."""
    closed = session.doors_closed_at is not None or session.doors_opened_at is not None
    if (session.positions or session.decisions) and not closed:
        yield Finding(
            "Le jury a pris position sans avoir fermé les portes. Fermez-les dans Délibération, et relisez ensemble "
            "ce qui est déjà décidé.",
            Place.DELIBERATION,
            severity=Severity.TO_JUSTIFY,
        )


RULES = (
    Rule(
        36,
        "Le jury délibère hors de toute autre présence",
        Source.TO_CHECK,
        "",
        jury_deliberates_alone,
        jury_deliberated,
    ),
)
