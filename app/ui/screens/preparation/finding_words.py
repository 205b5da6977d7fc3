"""What the rules still ask of the preparation, in the words that each section shows."""

from collections.abc import Iterable

from app.domain.rules.base import Finding
from app.services.people import PersonDraft

PERSON_FIELDS = frozenset((*PersonDraft.__dataclass_fields__, "role"))
"""The fields that a person’s file mends, by the names that findings give them."""
JURY_RULES = frozenset((4, 5, 6, 7, 8, 9, 10, 50))
"""The rules on who sits in the jury."""
LINKS_FIELD = "recusals"
"""The field that the grid of links mends."""


def said_with_day(finding: Finding) -> str:
    """What lacks, and the last day by which it must be there."""
    due = f" Au plus tard le {finding.due:%d/%m/%Y}." if finding.due is not None else ""
    return f"{finding.sentence}{due}"


def of_sheet(findings: Iterable[Finding]) -> dict[str, str]:
    """What lacks in the session’s sheet, by the name of its field."""
    return {
        one.field: f"À régler : {said_with_day(one)}"
        for one in findings
        if one.field and one.field not in PERSON_FIELDS and one.person_id is None and one.candidate_id is None
    }
