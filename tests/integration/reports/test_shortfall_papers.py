"""Papers on whoever the jury could not deliberate on: what they say of the want of a quorum, and what none says."""

from dataclasses import replace

import pytest

from app.domain.decision import Outcome
from app.domain.session import ExamSession
from app.reports import extracts
from app.reports.individual_sheet import print_individual_sheet
from app.reports.naming import sentence
from app.reports.record import print_record
from app.reports.shortfall_record import print_shortfall_record
from tests.integration.reports import rooms
from tests.integration.reports.ink import outside_margins, printed_over
from tests.integration.reports.paper import read_pages
from tests.integration.reports.snapshots import ANNE, BRUNO, SIX, STAMP, at, title_session

MOTIVE = "Les deux CCP demandent des compétences"
"""How the jury began to write of İbrahim, before one of its members left."""


def squeezed(pdf: bytes) -> str:
    return " ".join("\n".join(read_pages(pdf)).split())


def one_line(words: str) -> str:
    return " ".join(words.split())


def constatation(session: ExamSession) -> str:
    return squeezed(print_shortfall_record(session, STAMP))


@pytest.mark.parametrize(
    "words",
    [
        "Procès-verbal de constatation (carence du jury)",
        "Quorum 2 jurés",
        "2 attendus, 1 présent",
        "Anne Durand",
        "non rappelé par son employeur",
        "n° 5 : oncle de la candidate",
        "M. ÖZTÜRK İbrahim né le 09/01/1995 à Ankara (Turquie)",
        "1 juré, il en faut 2",
        "14/12/2026 à 16 h 20",
        f"Candidat n° 4 : {sentence(rooms.LEFT)}",
        f"Candidat n° 5 : {sentence(rooms.LINKED)}",
        f"Candidat n° 4 : {sentence(rooms.MEASURES)}",
        "Candidat n° 5 : Aucune mesure n’est notée.",
        "Claire Morel, responsable de session : date, signature",
        "règlement de 2008, à vérifier",
    ],
)
def test_the_constatation_says_who_was_expected_who_was_there_and_why(words: str) -> None:
    assert one_line(words) in constatation(rooms.without_a_quorum())


def test_causes_and_measures_are_sentences_however_they_were_typed() -> None:
    session = rooms.without_a_quorum()
    noted = tuple(replace(each, cause="panne de train", measures="appel à 14 h") for each in session.shortfalls)
    told = constatation(replace(session, shortfalls=noted))
    assert "Causes Panne de train. Mesures prises Appel à 14 h." in told


def test_presence_is_told_of_whoever_it_is_without_a_gender() -> None:
    told = constatation(rooms.without_a_quorum())
    jury = told[told.index("Membre du jury attendu") : told.index("Candidats présents, non délibérés")]
    assert "oui" in jury
    assert not {"présent", "absent", "présente", "absente"} & set(jury.split())


def test_one_candidate_alone_is_told_in_the_singular() -> None:
    session = rooms.without_a_quorum()
    told = constatation(replace(session, shortfalls=session.shortfalls[:1]))
    assert "Candidat concerné 1 présent, non délibéré" in told


def test_it_names_nobody_whom_the_jury_decided_on_and_nothing_that_it_wrote() -> None:
    told = constatation(rooms.without_a_quorum())
    for decided in (SIX[0], SIX[1], SIX[2], SIX[5]):
        assert decided.identity.birth_name not in told
    assert MOTIVE not in told
    extract = extracts.of_shortfalls(rooms.without_a_quorum())
    assert (extract.grids, extract.positions, extract.decisions, extract.others) == ((), (), (), ())


def test_a_cause_that_is_everybodys_is_said_once_and_a_roll_not_called_is_said() -> None:
    session = rooms.without_a_quorum()
    same = tuple(replace(each, cause=rooms.LEFT, measures="") for each in session.shortfalls)
    told = constatation(replace(session, shortfalls=same, roll=()))
    assert told.count(rooms.LEFT) == 1
    assert "Candidat n° 4" not in told
    assert told.count("appel non fait") == 2


def test_a_working_copy_says_so_until_the_closing() -> None:
    session = replace(rooms.without_a_quorum(), closing=None)
    told = squeezed(print_shortfall_record(session, replace(STAMP, working_copy=True)))
    assert "exemplaire de travail" in told.casefold()
    assert "exemplaire de travail" not in constatation(rooms.without_a_quorum()).casefold()


def test_a_crowd_without_a_quorum_stays_within_the_page() -> None:
    session = title_session(replace(SIX[3], id=n, rank=n) for n in range(1, 25))
    shortfalls = tuple(replace(rooms.without_a_quorum().shortfalls[0], candidate_id=n) for n in range(1, 25))
    pdf = print_shortfall_record(replace(session, roll=rooms.without_a_quorum().roll, shortfalls=shortfalls), STAMP)
    assert not list(outside_margins(pdf))
    assert not list(printed_over(pdf))
    assert "24" in squeezed(pdf)


@pytest.mark.parametrize(
    "words",
    [
        "Non délibéré : quorum non atteint",
        "5 présents",
        "1 absence",
        "2 non délibérés",
        "0 échec",
        f"Non délibéré, quorum non atteint : ÖZTÜRK İbrahim (n° 4). Cause : {rooms.LEFT}. Mesures prises :",
        "Un procès-verbal de constatation est adressé à l’administration",
        "Déport : Bruno Petit ne délibère pas sur NGUYỄN (LEFÈVRE) Thị Mai (n° 5).",
        "chaque décision confirmée par chaque juré qui en délibère",
    ],
)
def test_the_record_says_whom_it_does_not_decide_on(words: str) -> None:
    assert one_line(words) in squeezed(print_record(rooms.without_a_quorum(), STAMP))


def test_what_the_jury_had_begun_is_on_no_paper() -> None:
    session = rooms.without_a_quorum()
    assert session.decision(4) is not None
    record, sheet = squeezed(print_record(session, STAMP)), squeezed(print_individual_sheet(session, 4, STAMP))
    for told in (record, sheet):
        assert MOTIVE not in told
        assert "non obtenu" not in told.partition("ÖZTÜRK")[2].partition("NGUYỄN")[0]
    assert "b ·" not in record, "only one decision rests on a motive"


def test_the_moment_of_the_deliberation_is_that_of_a_decision_that_counts() -> None:
    session = rooms.without_a_quorum()
    later = tuple(replace(each, decided_at=at(18)) if each.candidate_id == 4 else each for each in session.decisions)
    told = squeezed(print_record(replace(session, decisions=later), STAMP))
    assert "16 h 33" in told
    assert "18 h 00" not in told


def test_the_sheet_says_it_and_is_signed_by_whoever_noted_it() -> None:
    told = squeezed(print_individual_sheet(rooms.without_a_quorum(), 4, STAMP))
    assert one_line("Délibération Non délibéré : quorum non atteint") in told
    assert one_line(f"Constaté le 14/12/2026 à 16 h 20 par Claire Morel. Cause : {rooms.LEFT}.") in told
    assert one_line("Ni échec, ni absence") in told
    assert one_line("Claire Morel, responsable de session : date, signature") in told
    for silent in ("Éléments consultés", "Critères cités", "appréciation", "Anne Durand : date", "provisoires"):
        assert one_line(silent) not in told


def test_the_print_of_a_paper_covers_the_cause() -> None:
    session = rooms.without_a_quorum()
    other = replace(session, shortfalls=(replace(session.shortfalls[0], cause="Autre cause, dite autrement."),))
    for make in (print_record, print_shortfall_record):
        assert make(session, STAMP) != make(other, STAMP)
    assert extracts.about_candidate(session, 1).shortfalls == ()
    assert extracts.of_juror(session, ANNE.id, 4).shortfalls == ()
    assert session.outcome(session.candidate(4)) is Outcome.NOT_DELIBERATED
    assert BRUNO in session.jurors
