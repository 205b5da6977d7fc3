"""What the deliberation leaves on paper: in the procès-verbal only, and only where there is something to say."""

import re
from dataclasses import replace

import pytest

from app.domain.session import ExamSession
from app.reports import extracts
from app.reports.individual_sheet import print_individual_sheet
from app.reports.record import print_record
from tests.builders import ELODIE
from tests.integration.reports import rooms
from tests.integration.reports.paper import read_pages
from tests.integration.reports.snapshots import SIX, STAMP, title_session


def record(session: ExamSession) -> str:
    return "\n".join(read_pages(print_record(session, STAMP)))


def sheet(session: ExamSession, candidate_id: int) -> str:
    return "\n".join(read_pages(print_individual_sheet(session, candidate_id, STAMP)))


def digest_of(told: str) -> str:
    found = re.search(r"empreinte ([0-9a-f ]{19})", squeezed(told))
    assert found is not None
    return found[1]


def squeezed(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize(
    "words",
    [
        "Ont délibéré : Anne Durand et Bruno Petit.",
        "Absence à la délibération : Łucja Nguyễn, motif : rappelée par son employeur.",
        "Annexe 7 · Grilles écartées ou choisies",
        "poste tombé en panne, grille perdue",
        "l’autre poste n’avait pas la fin",
        "Annexe 8 · Dérogations accordées",
        "DDETS du Finistère",
        "numéro à venir",
    ],
)
def test_the_record_says_what_happened_in_the_room(words: str) -> None:
    assert words in squeezed(record(rooms.with_an_absent_juror()))


def test_six_candidates_and_two_signatures_hold_on_page_one_whatever_the_room_left() -> None:
    pages = list(read_pages(print_record(rooms.deliberated(), STAMP)))

    assert len(pages) == 2
    assert "Validation par le représentant territorial" in pages[0]
    assert pages[1].lstrip().find("Annexe 1") >= 0


def test_a_session_with_nothing_of_the_kind_says_nothing_of_it() -> None:
    told = record(title_session())

    for words in ("Ont délibéré", "Annexe 7", "Annexe 8", "Annexe 9", "Annexe 10", "Dérogation", "Vote"):
        assert words not in told


@pytest.mark.parametrize(
    "words",
    [
        "Annexe 9 · Règle de la certification, par bloc",
        "de 23,5 à 34 points sur 40, seuil 20",
        "bloc proposé",
        "non obtenu. Raison : Une consigne de sécurité a été ignorée deux fois.",
        "Annexe 10 · Votes (majorité, voix prépondérante : Membre de l’Institut)",
        "2 voix pour, 1 contre",
        f"Zoé Roux : {rooms.DISSENT}",
        "Membres extérieurs au certificateur et à l’organisme de formation : 3 sur 3.",
    ],
)
def test_the_record_of_another_certification_says_its_rule_and_its_votes(words: str) -> None:
    assert words in squeezed(record(rooms.ruled_and_voted()))


def test_points_have_no_author_on_paper() -> None:
    told = squeezed(record(rooms.ruled_and_voted()))

    assert "25" not in told.partition("Annexe 9")[2].partition("Annexe 10")[0], "a juror's own sum, between two others"
    assert not any(grid.marks for grid in extracts.for_record(rooms.ruled_and_voted()).grids)


def test_a_title_has_neither_points_nor_votes_even_if_rows_said_so() -> None:
    title = replace(rooms.deliberated(), votes=rooms.ruled_and_voted().votes)

    told = record(title)

    assert "Vote" not in told
    assert "seuil" not in told
    assert extracts.for_record(title).votes == ()


def test_the_print_of_a_record_covers_what_the_rule_said() -> None:
    before, after = (record(rooms.ruled_and_voted(points)) for points in ("14", "14.5"))

    assert digest_of(before) != digest_of(after)


def test_the_candidates_copy_holds_no_vote_no_roll_and_no_name_of_who_read() -> None:
    session = rooms.ruled_and_voted()
    told = squeezed(sheet(session, ELODIE.id))

    assert rooms.DISSENT not in told
    assert "voix" not in told
    extract = extracts.about_candidate(rooms.with_an_absent_juror(), 1)
    assert (extract.roll, extract.votes, extract.derogations, extract.choices) == ((), (), (), ())
    assert {seen.juror_id for seen in extract.consultations} == {0}
    assert extracts.of_juror(rooms.deliberated(), 1, 1).consultations == ()


def test_the_sheet_says_what_was_seen_and_what_was_missing_and_why() -> None:
    told = squeezed(sheet(rooms.deliberated(), 1))

    assert "Dossier professionnel" in told
    assert "absent resté au centre" in told
    assert "Une consigne" not in told


def test_the_sheet_says_what_the_path_does_not_ask_for() -> None:
    vae = next(candidate for candidate in SIX if not candidate.access_path.asks_ecf)

    assert "Sans objet pour ce candidat : Livret ECF." in squeezed(sheet(title_session(), vae.id))
    assert "Sans objet" not in sheet(title_session(), 1)


def test_a_bloc_refused_above_its_threshold_has_its_reason_on_the_candidates_sheet_too() -> None:
    assert "Une consigne de sécurité a été ignorée deux fois." in sheet(rooms.ruled_and_voted(), ELODIE.id)


def test_a_bloc_decided_as_the_rule_proposes_has_no_reason_beside_it() -> None:
    told = squeezed(record(rooms.in_two_blocs()))

    assert "40 points sur 40, seuil 20" in told
    assert "Raison" not in told.partition("Annexe 9")[2]
