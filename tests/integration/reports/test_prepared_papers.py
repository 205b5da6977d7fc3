"""The papers of the preparation: what each shows and to whom, names of any length, hours as planned."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pypdfium2
import pytest

from app.domain.anonymity import anonymous_id
from app.domain.candidate import Candidate, CivilIdentity
from app.domain.people import LinkKind, Recusal
from app.domain.session import ExamSession
from app.reports import (
    attendance_sheets,
    blank_grids,
    candidate_convocation,
    correspondence_table,
    juror_convocation,
    juror_declaration,
    jury_attendance,
    planning_sheets,
    posted_notice,
    prepared_extracts,
    record,
)
from app.reports.layout.frame import BOTTOM, TEXT_HEIGHT
from app.reports.layout.printing import Paper
from tests.integration.reports import preparations, snapshots
from tests.integration.reports.ink import glyphs, outside_margins, printed_over
from tests.integration.reports.paper import folios_follow, read_pages
from tests.integration.reports.preparations import CROWDED, PAPERS, STAMP, bloc, crowd, printed, six, unplanned

FOLIO = re.compile(r"(\d+) / (\d+) ")
EVERY_PAPER = {**PAPERS, **{f"crowd_{name}": make for name, make in CROWDED.items()}}


@cache
def paper(name: str) -> bytes:
    """One of these papers, printed once for the tests that only read it."""
    return EVERY_PAPER[name]()


def text_of(papers: Paper | list[Paper]) -> str:
    return " ".join(read_pages(printed(papers)))


def run_together(text: str) -> str:
    """The text without its spaces: a name cut over two lines is still whole."""
    return "".join(text.split())


def name_in(candidate: Candidate, text: str) -> bool:
    identity = candidate.identity
    return run_together(identity.birth_name) in text and run_together(identity.first_name) in text


@pytest.mark.parametrize("name", CROWDED)
def test_long_names_are_neither_clipped_nor_overlapped(name: str) -> None:
    pdf = paper(f"crowd_{name}")

    assert outside_margins(pdf) == []
    assert printed_over(pdf) == []


@pytest.mark.parametrize("name", ["declaration", "correspondence", "attendance", "planning", "planning_names"])
def test_every_name_stands_whole_on_the_lists_of_a_crowd(name: str) -> None:
    text = run_together(" ".join(read_pages(paper(f"crowd_{name}"))))

    assert [c.rank for c in crowd().candidates if not name_in(c, text)] == []


@pytest.mark.parametrize("name", EVERY_PAPER)
def test_every_page_has_its_number_its_session_its_version_and_its_print(name: str) -> None:
    pages = list(read_pages(paper(name)))

    assert folios_follow(pages)
    number = "Session 26-29-004512" if "bloc" not in name else "Bloc 1"
    for page in pages:
        assert number in page
        assert "version imprimée le 12/11/2026 à 10 h 32" in page
        assert re.search(r"empreinte( [0-9a-f]{4}){4}", page)
        assert "exemplaire de travail" not in page


@pytest.mark.parametrize("name", EVERY_PAPER)
def test_no_sheet_ends_on_a_page_of_a_few_lines(name: str) -> None:
    pdf = paper(name)
    lowest = {glyph.page: BOTTOM + TEXT_HEIGHT for glyph in glyphs(pdf)}
    for glyph in glyphs(pdf):
        if glyph.bottom > BOTTOM - 12:
            lowest[glyph.page] = min(lowest[glyph.page], glyph.bottom)
    used = [BOTTOM + TEXT_HEIGHT - bottom for _page, bottom in sorted(lowest.items())]

    assert [(page, round(height)) for page, height in enumerate(used, start=1) if height < 0.15 * TEXT_HEIGHT] == []


@pytest.mark.parametrize("name", EVERY_PAPER)
def test_the_same_preparation_prints_the_same_whenever(name: str) -> None:
    assert EVERY_PAPER[name]() == paper(name)


def test_a_print_tells_what_a_paper_says_and_not_when_it_was_printed() -> None:
    def print_of(session: ExamSession, hours: int = 10) -> str:
        stamp = replace(STAMP, printed_at=STAMP.printed_at.replace(hour=hours))
        found = re.search(r"empreinte ((?:[0-9a-f]{4} ?)+)", text_of(candidate_convocation.compose(session, 1, stamp)))
        assert found is not None
        return found[1]

    moved = replace(six(), sheet=replace(six().sheet, place="Brest"))
    assert print_of(six()) == print_of(six(), hours=15)
    assert print_of(six()) != print_of(moved)


def test_a_convocation_shows_its_candidate_alone_and_all_that_he_or_she_needs() -> None:
    text = text_of(candidate_convocation.compose(six(), 1, STAMP))

    others = [c.identity.birth_name for c in six().candidates if c.id != 1]
    assert [name for name in (*others, "Durand", "Petit", "elodie@example.fr") if name in text] == []
    for told in (
        "Mme LE GOFF (MARTIN) Élodie, Anne",
        "3 rue du Phare 29000 Quimper",
        "Vous êtes convoquée lundi 14 décembre 2026 à 8 h 15",
        "Tramway A",
        "Mise en situation écrite 2 h 30 14/12/2026 8 h 30 – 11 h Salle informatique",
        "au plus tard le dimanche 13 décembre 2026, 10 diapositives imposées",
        "10. Les procédures suivies",
        "dossier professionnel",
        "examens@example.fr",
        "Fait à Quimper, le 12 novembre 2026",
        "Reçu par LE GOFF Élodie",
        "règlement de 2008, à vérifier",
    ):
        assert told in text


def test_a_convocation_tells_the_measure_and_nothing_else_of_an_arrangement() -> None:
    text = text_of(candidate_convocation.compose(six(), 4, STAMP))

    assert "aménagement : temps majoré d’un tiers, compris dans les durées" in text
    assert "Mise en situation écrite 3 h 20" in text
    assert "DDETS" not in text
    assert "03/09/2026" not in text


def test_a_convocation_tells_which_ccp_is_held_and_leaves_its_parts_out() -> None:
    text = text_of(candidate_convocation.compose(unplanned(), 3, STAMP))

    assert "CCP 1 déjà acquis : vous ne le repassez pas" in text
    assert "Questionnement" not in text
    assert "lundi 14 décembre 2026 à 8 h 15" in text


def test_a_certification_of_another_owner_has_nothing_of_the_ministry() -> None:
    papers = [candidate_convocation.compose(bloc(), 3, STAMP), *posted_notice.compose(bloc(), STAMP)]
    text = text_of(papers)

    assert "CERES" not in text
    assert "2008" not in text


def test_a_juror_learns_days_load_role_and_companions() -> None:
    text = text_of(juror_convocation.compose(six(), snapshots.BRUNO.id, STAMP))

    for told in ("Bruno Petit", "Anne Durand", "Observateur : Mise en situation orale", "quinze jours", "12 h 45"):
        assert told in text
    assert "Candidats à évaluer 5 sans 1 candidat (déport)" in text
    assert "Entretien technique 10 min 10 min 50 min" in text
    assert "N’DIAYE" not in text


def test_a_declaration_lists_everybody_and_ticks_the_links_already_known() -> None:
    text = text_of(juror_declaration.compose(six(), snapshots.BRUNO.id, STAMP))

    assert "■ Oui □ Non Même entreprise ou organisme : son employeur jusqu’en 2024" in text
    assert text.count("□ Oui □ Non") == 5
    assert all(c.identity.birth_name in text for c in six().candidates)


def test_a_link_without_more_words_is_said_once() -> None:
    links = (Recusal(snapshots.BRUNO.id, 2, LinkKind.TRAINER.label, LinkKind.TRAINER),)
    text = text_of(juror_declaration.compose(replace(six(), recusals=links), snapshots.BRUNO.id, STAMP))

    assert "■ Oui □ Non Formateur ou accompagnateur" in text
    assert ": Formateur" not in text


def test_what_prints_an_anonymous_grid_knows_no_name() -> None:
    for candidate in six().candidates:
        (shown,) = prepared_extracts.for_anonymous_grid(six(), snapshots.ANNE.id, candidate.id).candidates
        assert shown.identity == CivilIdentity("", "")
        assert (shown.number, shown.accommodation) == (anonymous_id(six(), candidate), None)


def test_the_table_leads_from_each_identifier_to_its_candidate() -> None:
    text = text_of(correspondence_table.compose(six(), STAMP))

    assert "CONFIDENTIEL" in text
    identifiers = [anonymous_id(six(), c) for c in six().candidates]
    assert sorted(identifiers, key=text.index) == sorted(identifiers)
    assert re.search(f"{anonymous_id(six(), six().candidate(4))} ….* M. ÖZTÜRK İbrahim", text)


def test_written_work_is_signed_for_together_and_an_oral_at_its_hour() -> None:
    pages = list(read_pages(printed(attendance_sheets.compose(six(), STAMP))))

    written = next(page for page in pages if "Mise en situation écrite" in page and "mardi" in page)
    oral = next(page for page in pages if "Mise en situation orale" in page and "mardi" in page)
    assert f"2616813 {anonymous_id(six(), six().candidate(4))} ÖZTÜRK İbrahim 8 h 30 11 h 50" in written
    assert "le jury que pour les entretiens" in written
    assert re.search(r"2616811 N’DIAYE Souleymane 13 h 10 – 13 h 40 □ vue", oral)
    assert "ACOM-" not in oral
    assert "tiers" not in written


def test_who_holds_a_ccp_signs_for_the_other_parts_only() -> None:
    pages = read_pages(printed(attendance_sheets.compose(unplanned(), STAMP)))

    (questioning,) = [page for page in pages if "Questionnement à partir" in page]
    assert "DE LA FONTAINE" not in questioning
    assert "………" in questioning


def test_the_jury_signs_each_day_that_it_is_there() -> None:
    first, *_middle, last = read_pages(printed(jury_attendance.compose(crowd(), STAMP)))

    assert "lundi 14 décembre 2026" in first
    assert "mercredi 16 décembre 2026" in last
    assert "Roussel" not in last, "the invigilator is there on the first day only"


def test_a_juror_s_planning_leaves_out_the_candidate_of_a_recusal() -> None:
    whole = text_of(planning_sheets.compose(six(), STAMP))
    bruno = text_of(planning_sheets.compose_for_juror(six(), snapshots.BRUNO.id, STAMP))

    assert "N’DIAYE" in whole
    assert "N’DIAYE" not in bruno
    assert "LE GOFF" in bruno
    for place in ("Salle d’attente", "Départ après les oraux", "Correction des écrits", "Délibération"):
        assert place in bruno


def test_a_juror_of_one_jury_reads_its_planning_alone() -> None:
    text = text_of(planning_sheets.compose_for_juror(crowd(), 3, STAMP))

    assert "Jury 2" in text
    assert "Jury 1" not in text
    assert "Intervenant ponctuel Jane Hill" in text


def test_the_wall_shows_numbers_and_names_only_where_they_are_wanted() -> None:
    numbers = text_of(planning_sheets.compose_posted(six(), STAMP, named=False))
    names = text_of(planning_sheets.compose_posted(six(), STAMP, named=True))

    assert [c.number for c in six().candidates if c.number not in numbers] == []
    for hidden in (*(c.identity.birth_name for c in six().candidates), "ACOM-", "tiers", "Durand"):
        assert hidden not in numbers
    assert [c.id for c in six().candidates if c.identity.birth_name not in names] == []


def test_grids_of_written_work_name_nobody_and_grids_of_orals_show_no_identifier() -> None:
    papers = blank_grids.compose(six(), snapshots.ANNE.id, STAMP)
    texts = [text_of(paper) for paper in papers]
    written = [text for text in texts if "Travail écrit" in text]
    heard = [text for text in texts if "Travail écrit" not in text]

    assert len(written) == 6
    for text in written:
        shown = [c for c in six().candidates if c.identity.birth_name in text or c.number in text]
        assert shown == []
        assert not re.search(r"n° \d\b", text.replace("Agrément n° 29", ""))
    assert len(heard) == 7, "six candidates and a page of notes"
    assert not any("ACOM-" in text for text in heard)


def test_a_recused_juror_has_no_grid_on_that_candidate() -> None:
    bruno = text_of(blank_grids.compose(six(), snapshots.BRUNO.id, STAMP))

    assert "N’DIAYE" not in bruno
    assert anonymous_id(six(), six().candidate(2)) not in bruno


def test_a_page_that_goes_on_says_with_what() -> None:
    pages = list(read_pages(paper("crowd_paper_grids")))

    following = [page for page in pages if page.count("Grille d’évaluation du juré") == 1 and " 2 / 2 " in page]
    assert following
    assert all("(suite)" in page for page in following)
    assert not any("(suite)" in page for page in pages if " 1 / " in page)


def test_papers_of_one_file_keep_their_own_page_numbers() -> None:
    papers = [juror_declaration.compose(crowd(), 1, STAMP), correspondence_table.compose(six(), STAMP)]
    pages = list(read_pages(printed(papers)))

    assert [FOLIO.findall(f"{page} ")[0] for page in pages] == [
        ("1", "4"),
        ("2", "4"),
        ("3", "4"),
        ("4", "4"),
        ("1", "1"),
    ]


def _with_preparation(session: ExamSession) -> ExamSession:
    return replace(six(), closing=session.closing, journal_head=session.journal_head)


@pytest.mark.parametrize("make", [record.print_record])
def test_a_record_says_nothing_of_the_planning(make: Callable[..., bytes]) -> None:
    planned = _with_preparation(snapshots.title_session())
    text = " ".join(read_pages(make(planned, snapshots.STAMP)))
    unplanned_prints, planned_prints = (
        re.search(r"empreinte [0-9a-f ]+", " ".join(read_pages(make(session, snapshots.STAMP))))
        for session in (planned, replace(planned, plan=None))
    )

    assert "Tramway" not in text
    assert unplanned_prints is not None
    assert planned_prints is not None
    assert unplanned_prints[0] == planned_prints[0]


def test_the_bundle_bears_the_name_of_its_first_paper() -> None:
    pdf = printed([juror_declaration.compose(six(), 1, STAMP), correspondence_table.compose(six(), STAMP)])

    assert pypdfium2.PdfDocument(pdf).get_metadata_value("Title") == "Déclaration de non-lien et de confidentialité"
    assert preparations.CONTACT not in text_of(correspondence_table.compose(six(), STAMP))
