"""A dated correction after closing: it stands beside the procès-verbal and never replaces it."""

from collections.abc import Iterator

from reportlab.platypus import Flowable

from app.domain.frozen_session import Rectification
from app.domain.rectifying import author_words, standing_of
from app.domain.session import ExamSession
from app.reports import extracts, naming
from app.reports.layout.blocks import (
    Column,
    Fact,
    InkBox,
    facts_grid,
    gap,
    ink_boxes,
    note,
    paragraph,
    section,
    table,
    title_block,
)
from app.reports.layout.styles import strong
from app.reports.layout.wording import date_short
from app.reports.paper import PaperStamp, print_paper
from app.reports.session_head import results_standing

_CHANGE = (Column("Objet", 2), Column("Avant", 3), Column("Après", 3))
_SIGNED = (
    "Chaque juré qui en répond signe ci-dessous ; sans ces signatures, ce rectificatif ne corrige rien (à vérifier)."
)


def print_rectification(session: ExamSession, number: int, stamp: PaperStamp) -> bytes:
    """Print the correction of this number.

    Raises:
        KeyError: no correction has this number.
    """
    said = extracts.of_rectification(session, number)
    correction = next(each for each in said.rectifications if each.number == number)
    title = f"Rectificatif n° {correction.number}"
    change = (correction.subject, naming.as_typed(correction.before), strong(correction.after))
    return print_paper(
        said,
        stamp,
        title,
        [
            *title_block(title, naming.certification(said)),
            *facts_grid(list(_facts(said, correction, stamp))),
            *section("Correction", table(_CHANGE, [change])),
            *_left_to_correct(said, correction),
            *section("Motif", paragraph(naming.as_typed(correction.reason))),
            *section("Accord du jury", paragraph(naming.as_typed(correction.agreed_by)), note(_SIGNED)),
            gap(6),
            *ink_boxes([InkBox(f"{juror.name} : date, signature", juror.quality) for juror in said.jurors]),
            *results_standing(said),
            note("Le document rectifié reste tel que le jury l’a signé ; ce rectificatif se lit avec lui."),
        ],
    )


def _left_to_correct(session: ExamSession, correction: Rectification) -> Iterator[Flowable]:
    """Say what the procès-verbal still says against this correction, until it is corrected too."""
    if correction.candidate_id is None:
        return
    left = standing_of(session, correction.candidate_id).left_to_correct(correction.subject)
    if left:
        yield gap(4)
        yield paragraph(strong(f"À rectifier aussi : {', '.join(left)}."))
        yield note("Tel que rectifié à ce jour, le document se contredit : un autre rectificatif est attendu.")


def _facts(session: ExamSession, correction: Rectification, stamp: PaperStamp) -> Iterator[Fact]:
    closed = f"clos le {date_short(session.closing.at.date())}" if session.closing else ""
    title = session.framework.vocabulary.record_title
    reference = f"n° {stamp.number}, version {stamp.version}"
    yield Fact("Document rectifié", title, tuple(filter(None, (reference, closed))))
    yield Fact("Rectificatif", naming.moment(correction.at), (f"par : {author_words(session, correction)}",))
    for candidate in session.candidates:
        number = (f"identifiant {candidate.number}",) if candidate.number else ()
        yield Fact("Candidat", naming.civil_name(candidate), (naming.birth(candidate.identity), *number))
