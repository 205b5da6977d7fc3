"""Rules on the copies of one session: one lives at a time, and what was written in another does not get lost."""

from collections.abc import Iterator

from app.domain.rules.base import Finding, Place, Rule, Severity, Source
from app.domain.session import ExamSession


def one_copy_lives(session: ExamSession) -> Iterator[Finding]:
    """Rule 45: a session taken back here may live elsewhere too; somebody says what became of the other copy.

    Once it is closed nothing enters any more: the reason given when it was taken back stands in the journal.
    """
    left = session.taken_back
    if left is not None and session.closing is None:
        yield Finding(
            f"La session a été reprise ici le {left.at:%d/%m/%Y à %H:%M}, alors qu’elle continuait sur un autre poste "
            f"({left.to}) : ce qui y a été saisi depuis n’est pas ici. Si ce fichier existe, prenez-en les paquets des "
            "jurés dans le registre ; puis écrivez ici ce qu’il est devenu.",
            Place.DAY,
            severity=Severity.TO_JUSTIFY,
        )


RULES = (Rule(45, "Une seule copie de la session vit à la fois", Source.TOOL, "", one_copy_lives),)
