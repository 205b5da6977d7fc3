"""Every paper: its words, its pages, its print."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from app.domain.decision import Award, AwardValue, Decision, Outcome
from app.domain.framework.content import Bloc
from app.domain.session import ExamSession
from app.domain.signing import content_digest, short_print
from app.reports import extracts
from app.reports.paper import PaperStamp, canonical
from app.reports.record import print_record
from tests.integration.reports import snapshots
from tests.integration.reports.golden import FOLDER, PAPERS, words
from tests.integration.reports.ink import outside_margins, printed_over
from tests.integration.reports.paper import folios_follow, read_pages

SCORES = re.compile(r"\d\s*%|\d\s*/\s*\d{2}\b(?!/)|\bmoyenne\b|\bnote\b|\bpoints?\b|\bscore\b", re.IGNORECASE)


@cache
def paper(name: str) -> bytes:
    """One of the papers, printed once for the tests that only read it."""
    return PAPERS[name]()


def record_print(session: ExamSession, stamp: PaperStamp = snapshots.STAMP) -> str:
    return content_digest(canonical(extracts.for_record(session), stamp))


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_says_what_was_reviewed(name: str) -> None:
    assert words(paper(name)) == (FOLDER / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PAPERS)
def test_the_same_session_gives_the_same_bytes(name: str) -> None:
    assert PAPERS[name]() == paper(name)


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_numbers_its_pages_and_stays_inside_its_margins(name: str) -> None:
    pdf = paper(name)
    pages = list(read_pages(pdf))

    assert folios_follow(pages)
    if "draft" not in name and "blank" not in name:  # the watermark crosses the page on purpose
        assert outside_margins(pdf) == []
        assert printed_over(pdf) == []


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_holds_its_fonts(name: str) -> None:
    texts = [
        text
        for page in pypdfium2.PdfDocument(paper(name))
        for text in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT])
    ]

    assert texts
    assert all(pdfium.FPDFFont_GetIsEmbedded(pdfium.FPDFTextObj_GetFont(text.raw)) for text in texts)


@pytest.mark.parametrize("name", [name for name in PAPERS if name != "record_rule"])
def test_a_paper_shows_no_score(name: str) -> None:
    """All but the record of a certification whose own rule counts points (rules 21 and 49)."""
    text = re.sub(r"\d+ / \d+(?= Procès| Fiche| Feuille| Grille| Annexe| N°|$)", "", " ".join(read_pages(paper(name))))

    assert SCORES.findall(text) == []


@pytest.mark.parametrize("name", PAPERS)
def test_only_working_copies_say_so(name: str) -> None:
    pages = list(read_pages(paper(name)))

    assert all(("exemplaire de travail" in page) == ("draft" in name or "blank" in name) for page in pages)


@pytest.mark.parametrize("name", PAPERS)
def test_a_file_bears_its_title_and_what_it_is_about(name: str) -> None:
    document = pypdfium2.PdfDocument(paper(name))
    properties = document.get_metadata_dict()

    assert properties["Title"] in document[0].get_textpage().get_text_range().replace("\xa0", " ")
    assert properties["Author"] in ("CFA de Bretagne occidentale", "Lycée Kerichen")
    assert "session" in properties["Subject"]


def test_names_from_everywhere_are_written_as_they_are() -> None:
    text = " ".join(" ".join(read_pages(paper(name))) for name in ("record_title", "record_ccp"))

    assert {name for name in ("Łukasz", "NGUYỄN", "Thị Mai", "İbrahim", "ŒUVRARD", "Łódź") if name not in text} == set()


def test_the_print_covers_the_record_and_stands_on_each_page() -> None:
    session = snapshots.title_session()
    digest = record_print(session)
    pdf = print_record(session, snapshots.STAMP)

    assert all(
        f"empreinte {short_print(digest)} · journal e04b 77a1".replace("\xa0", " ") in p for p in read_pages(pdf)
    )
    assert pypdfium2.PdfDocument(pdf).get_metadata_value("Keywords") == f"empreinte {digest}"


def _decide(session: ExamSession) -> ExamSession:
    return replace(session, decisions=(Decision(1, Outcome.PASSED, "", snapshots.at(16, 31)), *session.decisions[1:]))


def _award(session: ExamSession) -> ExamSession:
    return replace(session, awards=(Award(1, "ccp1", AwardValue.LOST), *session.awards[1:]))


def _rename(session: ExamSession) -> ExamSession:
    first = session.candidates[0]
    return replace(
        session,
        candidates=(replace(first, identity=replace(first.identity, first_name="Elodie")), *session.candidates[1:]),
    )


def _redate(session: ExamSession) -> ExamSession:
    first = session.candidates[0]
    birth = first.identity.birth_date
    assert birth is not None
    changed = replace(first.identity, birth_date=birth.replace(day=15))
    return replace(session, candidates=(replace(first, identity=changed), *session.candidates[1:]))


def _reword(session: ExamSession) -> ExamSession:
    last = session.positions[-1]
    return replace(session, positions=(*session.positions[:-1], replace(last, motive=f"{last.motive} Bis.")))


def _replace_a_juror(session: ExamSession) -> ExamSession:
    return replace(session, people=(replace(snapshots.ANNE, family_name="Dupont"), *session.people[1:]))


def _forget_an_incident(session: ExamSession) -> ExamSession:
    return replace(session, incidents=())


def _relabel_the_framework(session: ExamSession) -> ExamSession:
    first: Bloc = session.framework.blocs[0]
    blocs = (first.model_copy(update={"label": "Autre intitulé"}), *session.framework.blocs[1:])
    framework = session.framework.model_copy(update={"blocs": blocs})
    return replace(session, framework=framework, framework_digest=framework.digest())


@pytest.mark.parametrize(
    "change",
    [
        _decide,
        _award,
        _rename,
        _redate,
        _reword,
        _replace_a_juror,
        _forget_an_incident,
        _relabel_the_framework,
    ],
)
def test_the_print_moves_with_anything_that_the_record_says(change: Callable[[ExamSession], ExamSession]) -> None:
    session = snapshots.title_session()

    assert record_print(change(session)) != record_print(session)


def test_the_print_moves_with_the_stamp() -> None:
    session = snapshots.title_session()
    stamps = [
        snapshots.STAMP,
        replace(snapshots.STAMP, version=2),
        replace(snapshots.STAMP, number="2026-015"),
        replace(snapshots.STAMP, printed_at=snapshots.at(17)),
        replace(snapshots.STAMP, working_copy=True),
        replace(snapshots.STAMP, authority_print=""),
    ]

    assert len({record_print(session, stamp) for stamp in stamps}) == len(stamps)


def _hush_a_juror(session: ExamSession) -> ExamSession:
    return replace(session, grids=tuple(replace(grid, marks={}, facts=()) for grid in session.grids))


def _add_a_telephone(session: ExamSession) -> ExamSession:
    first = session.candidates[0]
    return replace(
        session,
        candidates=(replace(first, contact=replace(first.contact, phone="06 00 00 00 00")), *session.candidates[1:]),
    )


def _write_the_journal(session: ExamSession) -> ExamSession:
    return replace(session, journal_head="0" * 64)


def _read_in_another_order(session: ExamSession) -> ExamSession:
    return replace(session, positions=session.positions[::-1], awards=session.awards[::-1], grids=session.grids[::-1])


@pytest.mark.parametrize("change", [_hush_a_juror, _add_a_telephone, _write_the_journal, _read_in_another_order])
def test_the_print_stays_with_what_the_record_does_not_say(change: Callable[[ExamSession], ExamSession]) -> None:
    session = snapshots.title_session()

    assert record_print(change(session)) == record_print(session)
