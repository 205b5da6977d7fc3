"""What papers say of roles, slides and questions: each juror's own on the grid, the jury's on the sheet and record."""

from dataclasses import replace

import pytest

from app.domain.framework.terms import OralRole
from app.domain.people import RoleAssignment
from app.domain.question_guide import FROM_MANAGER, GuideQuestion, PutQuestion, QuestionState
from app.domain.session import ExamSession
from app.reports.individual_sheet import print_individual_sheet
from app.reports.juror_grid import print_juror_grid
from app.reports.record import print_record
from tests.integration.reports.paper import read_pages
from tests.integration.reports.snapshots import STAMP, at, title_session

ORAL, QAP = "oral", "qap"
SHARED, OWN = "Comment suivez-vous un devis ?", "Et si le client se tait ?"


@pytest.fixture
def session() -> ExamSession:
    """Juror 1 leads the orals and juror 2 observes, but before candidate 2; juror 1 saw slides 1 and 10."""
    whole = title_session()
    first, second = whole.jurors[0].id, whole.jurors[1].id
    swapped = {(first, 2, ORAL): OralRole.OBSERVER, (second, 2, ORAL): OralRole.INTERLOCUTOR}
    grids = tuple(
        replace(
            grid,
            role=swapped.get((grid.juror_id, grid.candidate_id, grid.part_id)),
            slides=frozenset({0, 9})
            if (grid.juror_id, grid.candidate_id, grid.part_id) == (first, 1, QAP)
            else frozenset(),
        )
        for grid in whole.grids
    )
    return replace(
        whole,
        grids=grids,
        roles=(
            RoleAssignment(first, ORAL, OralRole.INTERLOCUTOR),
            RoleAssignment(second, ORAL, OralRole.OBSERVER),
        ),
        questions=(
            GuideQuestion(FROM_MANAGER, QAP, 1, "", SHARED),
            GuideQuestion(second, QAP, 1, "", OWN),
        ),
        put_questions=(
            PutQuestion(first, 1, QAP, FROM_MANAGER, 1, QuestionState.ANSWERED, at(14)),
            PutQuestion(second, 1, QAP, second, 1, QuestionState.ASKED, at(14)),
        ),
    )


def text(pdf: bytes) -> str:
    return " ".join(" ".join(read_pages(pdf)).split())


def test_a_juror_s_grid_says_his_or_her_own_role_slides_and_questions(session: ExamSession) -> None:
    first, second = (text(print_juror_grid(session, juror.id, 1, STAMP)) for juror in session.jurors[:2])

    assert "Votre rôle : interlocuteur" in first
    assert "Votre rôle : observateur" in second
    assert "Diapositives présentées : 1, 10 (2 sur 10)" in first
    assert "Diapositives" not in second
    assert f"{SHARED} (répondue)" in first
    assert f"{OWN} (posée)" in second
    assert OWN not in first
    assert SHARED not in second


def test_the_sheet_of_a_candidate_says_the_roles_held_and_the_slides_presented(session: ExamSession) -> None:
    names = [juror.name for juror in session.jurors]
    first, second = (text(print_individual_sheet(session, candidate, STAMP)) for candidate in (1, 2))

    assert f"Interlocuteur : {names[0]} ; observateur : {names[1]}." in first
    assert f"Interlocuteur : {names[1]} ; observateur : {names[0]}." in second
    assert "Diapositives présentées : 1, 10 (2 sur 10)." in first
    assert "Diapositives" not in second
    assert SHARED not in first


def test_the_record_says_the_roles_once_and_the_exceptions(session: ExamSession) -> None:
    names = [juror.name for juror in session.jurors]
    record = text(print_record(session, STAMP))

    assert f"(candidat n° 2). Interlocuteur : {names[1]} ; observateur : {names[0]}." in record
    assert f"Interlocuteur : {names[0]} ; observateur : {names[1]}." in record
    assert SHARED not in record
