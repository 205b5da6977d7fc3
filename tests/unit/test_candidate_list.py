"""Lines of a list read into candidates: what is kept, flagged, rejected, passed over."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.access_path import AccessPath
from app.domain.candidate import Accommodation
from app.domain.candidate_columns import CandidateField
from app.domain.candidate_grants import ListedAward
from app.domain.candidate_line import CandidateLine, LineLayout
from app.domain.candidate_list import ListReading, read_lines
from app.domain.cell_reading import Cell, CellState, Remark

F = CandidateField
DAY = date(2026, 12, 14)
BORN = date(1991, 3, 14)


def read(*lines: dict[CandidateField, Cell]) -> ListReading:
    """Read lines given by field, numbered from 2 as under one line of titles."""
    layout = LineLayout({field: place for place, field in enumerate(F)}, DAY)
    return read_lines(layout, enumerate(([line.get(field, "") for field in F] for line in lines), start=2))


def read_one(**cells: Cell) -> tuple[CandidateLine, dict[CandidateField, str]]:
    """Read one line of someone named and born plainly; give back the candidate and what is said of each cell."""
    plain: dict[CandidateField, Cell] = {F.BIRTH_NAME: "LE GOFF", F.FIRST_NAME: "Élodie", F.BIRTH_DATE: BORN}
    reading = read(plain | {CandidateField[name]: cell for name, cell in cells.items()})
    assert len(reading.accepted) == 1
    return reading.accepted[0], {fault.field: fault.reason for fault in reading.flagged}


def someone(name: str, first_name: str = "Zoé", **cells: Cell) -> dict[CandidateField, Cell]:
    plain: dict[CandidateField, Cell] = {F.BIRTH_NAME: name, F.FIRST_NAME: first_name, F.BIRTH_DATE: BORN}
    return plain | {CandidateField[field]: cell for field, cell in cells.items()}


def test_a_full_line_gives_a_candidate_and_no_remark() -> None:
    candidate, said = read_one(
        CIVILITY="Madame",
        USAGE_NAME="MARTIN",
        OTHER_FIRST_NAMES="Anne, Marie",
        BIRTH_TOWN="Quimper",
        BIRTH_DEPARTMENT="29",
        BIRTH_COUNTRY="France",
        EMAIL="elodie.martin@exemple.fr",
        PHONE="06 12 34 56 78",
        POSTCODE="01000",
        IDENTIFIER=2616810.0,
        ACCESS_PATH="Formation",
        PROFESSIONAL_FILE="Oui",
        TRAINING_RESULTS="non",
    )
    assert said == {}
    assert candidate.line == 2
    assert candidate.identity.civility == "Mme"
    assert candidate.identity.birth_date == BORN
    assert candidate.identity.other_first_names == "Anne, Marie"
    assert candidate.contact.phone == "06 12 34 56 78"
    assert candidate.contact.postcode == "01000"
    assert candidate.number == "2616810"
    assert candidate.access_path is AccessPath.FORMATION
    assert (candidate.professional_file, candidate.training_results) == (True, False)


@pytest.mark.parametrize(
    ("cell", "path"),
    [
        ("VAE", AccessPath.VAE),
        ("Validation des acquis de l'expérience", AccessPath.VAE),
        ("apprentissage", AccessPath.APPRENTISSAGE),
        ("Par équivalence ou correspondance", AccessPath.EQUIVALENCE),
        ("Capitalisation de CCP", AccessPath.CAPITALISATION),
        ("candidat_libre", AccessPath.CANDIDAT_LIBRE),
        ("FORMATION CONTINUE", AccessPath.FORMATION),
    ],
)
def test_an_access_path_is_known_by_its_usual_words(cell: str, path: AccessPath) -> None:
    candidate, said = read_one(ACCESS_PATH=cell)
    assert candidate.access_path is path
    assert not said


@pytest.mark.parametrize(
    ("field", "cell", "kept", "remark"),
    [
        ("IDENTIFIER", "12,5", "12,5", Remark.NUMBER_WITH_DECIMALS.said()),
        ("IDENTIFIER", 12.5, "12,5", Remark.NUMBER_WITH_DECIMALS.said()),
        ("IDENTIFIER", "2,61681E+15", "2,61681E+15", Remark.NUMBER_TOO_LONG.said()),
        ("IDENTIFIER", 1.2345678901234567e18, "1234567890123456768", Remark.NUMBER_TOO_LONG.said()),
        ("POSTCODE", 1000.0, "1000", Remark.ZERO_LOST.said(read="01000")),
        ("POSTCODE", "1000", "1000", Remark.ZERO_LOST.said(read="01000")),
        ("POSTCODE", "SW1A", "SW1A", Remark.POSTCODE_ODD.said()),
        ("BIRTH_DEPARTMENT", 1, "1", Remark.ZERO_LOST.said(read="01")),
        ("PHONE", 612345678, "612345678", Remark.ZERO_LOST.said(read="0612345678")),
        ("PHONE", 33612345678.0, "33612345678", Remark.PHONE_PREFIX.said(read="+33612345678")),
        ("PHONE", "06 12", "06 12", Remark.PHONE_ODD.said()),
        ("EMAIL", "elodie@exemple", "elodie@exemple", Remark.EMAIL_ODD.said()),
        ("CIVILITY", "Dr", "Dr", Remark.CIVILITY_UNKNOWN.said()),
        ("TOWN", BORN, "14/03/1991", Remark.TURNED_INTO_DATE.said()),
        ("USAGE_NAME", "LEF\ufffdVRE", "LEF\ufffdVRE", Remark.NAME_GARBLED.said()),
        ("USAGE_NAME", "LefÃ¨vre", "LefÃ¨vre", Remark.NAME_GARBLED.said()),
        ("USAGE_NAME", "MARTIN 2", "MARTIN 2", Remark.NAME_WITH_DIGIT.said()),
        ("USAGE_NAME", CellState.UNCOMPUTED, "", Remark.UNCOMPUTED.said()),
        ("USAGE_NAME", "=B2", "", Remark.UNCOMPUTED.said()),
        ("STATUS", CellState.ERROR, "", Remark.CELL_ERROR.said()),
    ],
)
def test_a_doubtful_cell_is_kept_as_seen_and_said(field: str, cell: Cell, kept: str, remark: str) -> None:
    candidate, said = read_one(**{field: cell})
    values = {
        "IDENTIFIER": candidate.number,
        "POSTCODE": candidate.contact.postcode,
        "BIRTH_DEPARTMENT": candidate.identity.birth_department,
        "PHONE": candidate.contact.phone,
        "EMAIL": candidate.contact.email,
        "CIVILITY": candidate.identity.civility,
        "TOWN": candidate.contact.town,
        "USAGE_NAME": candidate.identity.usage_name,
        "STATUS": candidate.status,
    }
    assert said == {CandidateField[field]: remark}
    assert values[field] == kept


@pytest.mark.parametrize(
    "phone", ["0612345678", "06.12.34.56.78", "+33 6 55 44 33 22", "0692 00 11 22", "0033612345678"]
)
def test_a_plain_telephone_is_kept_as_typed(phone: str) -> None:
    candidate, said = read_one(PHONE=phone)
    assert candidate.contact.phone == phone
    assert not said


@pytest.mark.parametrize("identifier", ["0012345", "26-29-004512", "2616810"])
def test_an_identifier_keeps_its_zeros(identifier: str) -> None:
    candidate, said = read_one(IDENTIFIER=identifier)
    assert candidate.number == identifier
    assert not said


def test_an_unknown_access_path_and_answer_are_left_empty_and_said() -> None:
    candidate, said = read_one(ACCESS_PATH="Mystère", PROFESSIONAL_FILE="peut-être")
    assert candidate.access_path is None
    assert candidate.professional_file is None
    assert said == {F.ACCESS_PATH: Remark.ACCESS_PATH_UNKNOWN.said(), F.PROFESSIONAL_FILE: Remark.YES_NO_UNKNOWN.said()}


def test_a_missing_date_is_said_and_the_line_kept() -> None:
    candidate, said = read_one(BIRTH_DATE="")
    assert candidate.identity.birth_date is None
    assert said == {F.BIRTH_DATE: Remark.DATE_MISSING.said()}


def test_an_impossible_date_is_emptied_and_the_line_kept() -> None:
    candidate, said = read_one(BIRTH_DATE="30/02/1991")
    assert candidate.identity.birth_date is None
    assert said == {F.BIRTH_DATE: Remark.DATE_IMPOSSIBLE.said()}


@pytest.mark.parametrize(
    ("line", "field", "missing"),
    [
        ({F.BIRTH_NAME: "LE GOFF"}, F.FIRST_NAME, "le prénom"),
        ({F.FIRST_NAME: "Élodie"}, F.BIRTH_NAME, "le nom de naissance"),
        ({F.TOWN: "Quimper"}, F.BIRTH_NAME, "le nom de naissance et le prénom"),
        ({F.BIRTH_NAME: "–", F.FIRST_NAME: "?"}, F.BIRTH_NAME, "le nom de naissance et le prénom"),
    ],
)
def test_a_line_that_lacks_a_name_is_rejected(line: dict[CandidateField, Cell], field: F, missing: str) -> None:
    reading = read(line, someone("N’DIAYE"))
    assert [candidate.line for candidate in reading.accepted] == [3]
    assert [(fault.line, fault.field, fault.reason) for fault in reading.rejected] == [
        (2, field, Remark.NAME_MISSING.said(missing=missing))
    ]
    assert reading.flagged == ()
    assert reading.lines_read == 2


@pytest.mark.parametrize(
    "line",
    [
        {},
        {F.TOWN: "  ", F.STATUS: "\u00a0"},
        {F.CIVILITY: "Total", F.BIRTH_NAME: "6 candidats"},
        {F.CIVILITY: "Total : 6"},
        {F.BIRTH_NAME: "TOTAL", F.IDENTIFIER: 6},
        {F.BIRTH_NAME: "Total", F.FIRST_NAME: "6 candidats"},
        {F.BIRTH_NAME: "Total", F.FIRST_NAME: 6.0},
    ],
)
def test_a_blank_line_or_a_total_is_passed_over(line: dict[CandidateField, Cell]) -> None:
    reading = read(line)
    assert reading == ListReading(0, (), (), ())


def test_somebody_called_total_is_somebody() -> None:
    assert len(read(someone("TOTAL", "Zoé")).accepted) == 1


def test_lines_about_one_person_name_each_other() -> None:
    reading = read(someone("LE GOFF", "Élodie"), someone("N’DIAYE"), someone("Le Goff", "elodie"))
    assert [(fault.line, fault.field, fault.reason) for fault in reading.flagged] == [
        (2, F.BIRTH_NAME, Remark.SAME_PERSON.said(lines="4")),
        (4, F.BIRTH_NAME, Remark.SAME_PERSON.said(lines="2")),
    ]
    assert len(reading.accepted) == 3


def test_two_persons_under_one_identifier_are_said() -> None:
    reading = read(someone("A", IDENTIFIER="7"), someone("B", IDENTIFIER=7.0), someone("C"), someone("D"))
    assert {(fault.line, fault.reason) for fault in reading.flagged} == {
        (2, Remark.SAME_IDENTIFIER.said(lines="3")),
        (3, Remark.SAME_IDENTIFIER.said(lines="2")),
    }


def test_a_cell_with_two_troubles_is_told_once() -> None:
    reading = read(someone("LE G0FF"), someone("LE G0FF"))
    assert [(fault.line, fault.field) for fault in reading.flagged] == [(2, F.BIRTH_NAME), (3, F.BIRTH_NAME)]
    assert all(Remark.NAME_WITH_DIGIT.said() in fault.reason for fault in reading.flagged)
    assert "en ligne 3" in reading.flagged[0].reason


def test_an_american_date_throws_suspicion_on_the_others() -> None:
    reading = read(someone("A", BIRTH_DATE="03/14/1991"), someone("B", BIRTH_DATE="03/04/1990"))
    assert [(fault.line, fault.reason) for fault in reading.flagged] == [
        (2, Remark.DATE_SWAPPED.said(read="14/03/1991")),
        (3, Remark.DATE_MAYBE_SWAPPED.said()),
    ]


@pytest.mark.parametrize(
    ("cell", "awards"),
    [
        ("CCP1 (12/06/2025)", [ListedAward("CCP1", date(2025, 6, 12), "CCP1 (12/06/2025)")]),
        (
            "CCP1 (12/06/2025), CCP 2 du 3 mars 2024 ; CCP3",
            [
                ListedAward("CCP1", date(2025, 6, 12), "CCP1 (12/06/2025)"),
                ListedAward("CCP 2", date(2024, 3, 3), "CCP 2 du 3 mars 2024"),
                ListedAward("CCP3", None, "CCP3"),
            ],
        ),
        (
            "CCP1 (12/06/2025, livret n° 4)",
            [ListedAward("CCP1", date(2025, 6, 12), "CCP1 (12/06/2025, livret n° 4)")],
        ),
        ("Néant", []),
        ("-", []),
    ],
)
def test_awards_already_held_are_read_one_by_one(cell: str, awards: list[ListedAward]) -> None:
    candidate, said = read_one(PRIOR_AWARDS=cell)
    assert list(candidate.prior_awards) == awards
    assert not said


def test_the_impossible_date_of_an_award_is_said() -> None:
    candidate, said = read_one(PRIOR_AWARDS="CCP1 (31/06/2025)")
    assert candidate.prior_awards == (ListedAward("CCP1", None, "CCP1 (31/06/2025)"),)
    assert said == {F.PRIOR_AWARDS: Remark.AWARD_DATE_ODD.said(detail=Remark.DATE_IMPOSSIBLE.said())}


@pytest.mark.parametrize(
    ("cell", "grant", "remark"),
    [
        (
            "Temps majoré 1/3 – DDETS 29, 03/09/2026",
            Accommodation("Temps majoré 1/3", Fraction(1, 3), "DDETS 29", date(2026, 9, 3)),
            "",
        ),
        (
            "Tiers temps, DREETS Bretagne du 3 septembre 2026",
            Accommodation("Tiers temps", Fraction(1, 3), "DREETS Bretagne", date(2026, 9, 3)),
            "",
        ),
        ("Temps majoré 33 %", Accommodation("Temps majoré 33 %", Fraction(33, 100)), Remark.GRANT_INCOMPLETE.said()),
        ("Salle au rez-de-chaussée", Accommodation("Salle au rez-de-chaussée"), ""),
        (
            "Temps majoré 50 % – DDETS 29, 03/09/2026",
            Accommodation("Temps majoré 50 %", Fraction(1, 2), "DDETS 29", date(2026, 9, 3)),
            Remark.GRANT_ABOVE_CAP.said(),
        ),
    ],
)
def test_an_accommodation_is_read_as_it_was_granted(cell: str, grant: Accommodation, remark: str) -> None:
    candidate, said = read_one(ACCOMMODATION=cell)
    assert candidate.grant is not None
    assert candidate.grant.accommodation == grant
    assert candidate.grant.text == cell
    assert said.get(F.ACCOMMODATION, "") == remark


@pytest.mark.parametrize("reason", ["dyslexie", "TDAH", "troubles du langage", "diabète", "RQTH", "malentendante"])
def test_a_reason_of_health_is_said_and_not_kept(reason: str) -> None:
    candidate, said = read_one(ACCOMMODATION=f"Temps majoré 1/3 ({reason}) – DDETS 29, 03/09/2026")
    assert candidate.grant is not None
    assert reason not in repr(candidate)
    assert candidate.grant.text == "Temps majoré 1/3 – DDETS 29, 03/09/2026"
    assert said == {F.ACCOMMODATION: Remark.GRANT_HEALTH.said()}


CELLS = st.one_of(
    st.text(max_size=30),
    st.floats(),
    st.integers(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
    st.sampled_from(CellState),
)


@given(st.lists(st.dictionaries(st.sampled_from(F), CELLS), max_size=4))
def test_any_cells_whatever_give_a_reading(lines: list[dict[CandidateField, Cell]]) -> None:
    reading = read(*lines)
    accepted = {candidate.line for candidate in reading.accepted}
    rejected = {fault.line for fault in reading.rejected}
    flagged = [(fault.line, fault.field) for fault in reading.flagged]
    assert not accepted & rejected
    assert reading.lines_read == len(accepted) + len(rejected)
    assert len(flagged) == len(set(flagged))
    assert {line for line, _ in flagged} <= accepted
