"""The papers of a certification that answers by levels or by points."""

from dataclasses import replace

from app.domain.framework.scale import MarkingScale
from app.domain.grading import Grid, Mark
from app.domain.session import ExamSession
from app.reports import blank_grids
from app.reports.individual_sheet import print_individual_sheet
from app.reports.juror_grid import print_juror_grid
from app.reports.layout.printing import print_papers
from tests.builders import ANNE, ELODIE, LEVELS, POINTS, empty_session, framework_of_scale, graded, locked
from tests.integration.reports.paper import read_pages
from tests.integration.reports.snapshots import STAMP


def session_on(scale: MarkingScale) -> ExamSession:
    return empty_session(framework_of_scale(scale), "bloc1", ELODIE)


def answered(scale: MarkingScale, *codes: str) -> ExamSession:
    session = session_on(scale)
    ids = [criterion.id for criterion in session.framework.bloc("bloc1").criteria]
    marks = {criterion_id: Mark(scale.answer(code)) for criterion_id, code in zip(ids, codes, strict=True)}
    return replace(session, grids=(locked(Grid(ANNE.id, ELODIE.id, "ecrit", marks)),))


def grid_of(session: ExamSession) -> str:
    return " ".join(read_pages(print_juror_grid(session, ANNE.id, ELODIE.id, STAMP))).replace("\u00a0", " ")


def blank_of(session: ExamSession) -> str:
    papers = blank_grids.compose(session, ANNE.id, STAMP)
    return " ".join(read_pages(print_papers(papers))).replace("\u00a0", " ")


def test_a_grid_of_levels_has_a_box_for_each_and_prints_the_level_given() -> None:
    blank = blank_of(session_on(LEVELS))
    assert all(f"□ {word}" in blank for word in ("Non acquis", "Acquis", "Non observé"))
    filled = grid_of(answered(LEVELS, "en_cours", "acquis"))
    assert "En cours d’acquisition" in filled
    assert "□" not in filled


def test_a_grid_of_points_leaves_room_for_a_number_and_prints_no_total() -> None:
    blank = blank_of(session_on(POINTS))
    assert "sur 20, seuil 10" in blank
    assert blank.count("□") == 2, "« non observé » alone has a box"
    filled = grid_of(answered(POINTS, "12.5", "8"))
    assert "12,5" in filled
    assert "20,5" not in filled, "no total"


def test_a_blank_grid_says_how_its_answers_are_typed_back() -> None:
    assert "non_acquis, en_cours, acquis, non_observe" in blank_of(session_on(LEVELS))
    assert "de 0 à 20 par 0,5, ou non_observe" in blank_of(session_on(POINTS))


def test_the_candidates_sheet_shows_no_answer_of_any_scale() -> None:
    session = graded(session_on(POINTS), POINTS.answer("12.5"))
    text = " ".join(read_pages(print_individual_sheet(session, ELODIE.id, STAMP)))
    assert "12,5" not in text
