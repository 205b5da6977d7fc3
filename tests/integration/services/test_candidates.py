"""Enrolling candidates: lists, forms, what is protected, and what a candidate already holds."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from app.domain.access_path import AccessPath
from app.domain.anonymity import anonymous_id
from app.domain.attendance import AbsenceCode
from app.domain.candidate import (
    Accommodation,
    CivilIdentity,
    Contact,
    Extension,
    ParentTitle,
    PriorAward,
    ProductionDeposit,
    TrainingResult,
    UnmatchedAward,
)
from app.domain.candidate_columns import CandidateField
from app.domain.faults import EnvironmentFault, Fault, JuryFault, Trouble
from app.domain.framework.terms import ModalityType
from app.domain.people import MANAGER
from app.intake.candidates import ListPreview
from app.services import attendance, candidates, frameworks, grading, jury_room, people, sessions, timing, waivers
from app.services.candidate_drafts import draft_from_list
from app.services.candidates import CandidateDraft, Fate
from app.services.grading import GridKey
from app.services.sessions import NewSession
from app.system.clock import ScriptedClock
from tests import builders
from tests.integration.services.room import ANNE, CHLOE, ECRIT, ELODIE, IBRAHIM, SOULEYMANE, Room, draft, refused, sheet
from tests.integration.services.test_sessions import SHIPPED

TODAY = builders.NOW.date()
TITLES = "Nom de naissance|Prénom|Date de naissance|Identifiant candidat|Voie d'accès|Courriel|CCP déjà obtenus"
NEW = "KERBRAT|Maël|04/07/1999|2616811|VAE|mael@exemple.test|"


@pytest.fixture
def deposited(path: Path) -> Iterator[Room]:
    """An empty session of a référentiel whose candidates hand in slides beforehand."""
    clock = ScriptedClock(builders.NOW)
    new = NewSession(path, builders.PASSPHRASE, builders.MACHINE)
    room = Room(sessions.create(new, frameworks.load("acom-2025", (SHIPPED,)), sheet(), clock), clock)
    yield room
    room.leave()


def listed(*lines: str, titles: str = TITLES) -> ListPreview:
    """A list as it comes out of a spreadsheet program."""
    text = "\n".join((titles, *lines)).replace("|", "\t")
    return candidates.preview(text, TODAY)


def enrol(room: Room, *lines: str, titles: str = TITLES) -> candidates.Comparison:
    return candidates.enrol(room.desk, MANAGER, listed(*lines, titles=titles))


def test_a_list_brings_its_candidates_after_those_already_there(prepared: Room) -> None:
    comparison = enrol(prepared, NEW, "TANGUY|Soizic|12/11/2001|2616812|Formation||CCP1 (02/06/2025)")
    assert [one.identity.birth_name for one in comparison.added] == ["KERBRAT", "TANGUY"]
    assert (comparison.changed, comparison.unchanged, comparison.protected) == ((), 0, 0)

    prepared.reopen()
    mael, soizic = prepared.session().candidates[-2:]
    assert (mael.rank, soizic.rank) == (5, 6)
    assert (mael.name, mael.number, mael.access_path) == ("KERBRAT Maël", "2616811", AccessPath.VAE)
    assert mael.identity.birth_date == dt.date(1999, 7, 4)
    assert mael.contact.email == "mael@exemple.test"
    assert soizic.priors == (PriorAward("ccp1", dt.date(2025, 6, 2), "CCP1 (02/06/2025)"),)


def test_the_template_is_read_back_without_a_fault(prepared: Room, tmp_path: Path) -> None:
    path = candidates.write_template(tmp_path / "modele.xlsx")
    read = candidates.preview(path, TODAY)
    assert tuple(read.mapping.values()) == tuple(CandidateField)
    assert (read.lines_read, read.flagged, read.rejected, read.unmapped) == (1, (), (), ())
    comparison = candidates.enrol(prepared.desk, MANAGER, read)
    assert comparison.unclear == ()
    [camille] = comparison.added
    assert (camille.identity.birth_name, camille.number, camille.contact.postcode) == ("EXEMPLE", "0000001", "01000")
    assert camille.accommodation is not None
    assert camille.accommodation.extra_time == Fraction(1, 3)


def test_the_template_filled_in_gives_no_fault(prepared: Room, tmp_path: Path) -> None:
    path = candidates.write_template(tmp_path / "modele.xlsx")
    book = load_workbook(path)
    sheet = book.worksheets[0]
    columns = {str(cell.value): place for place, cell in enumerate(sheet[1], start=1)}
    filled: tuple[tuple[str | dt.date, ...], ...] = (
        ("Mme", "TANGUY", "Soizic", dt.date(1995, 3, 14), "01", "0612345678", "01000", "0616801", "Formation", "Oui"),
        ("M.", "KERBRAT", "Maël", dt.date(1998, 7, 4), "974", "+33 6 12 34 56 78", "97400", "0616802", "VAE", ""),
        (
            "Mme",
            "ÖZTÜRK",
            "İnci",
            dt.date(2001, 11, 2),
            "99",
            "06 12 34 56 78",
            "29200",
            "0616803",
            "Candidat libre",
            "Non",
        ),
    )
    titles = ("Civilité", "Nom de naissance", "Prénom", "Date de naissance", "Département de naissance", "Téléphone",
              "Code postal", "Identifiant candidat", "Voie d’accès", "DP fourni")  # fmt: skip
    for place in columns.values():
        sheet.cell(2, place).value = None
    for line, person in enumerate(filled, start=2):
        for title, value in zip(titles, person, strict=True):
            sheet.cell(line, columns[title]).value = value
    book.save(path)

    read = candidates.preview(path, TODAY)
    assert (read.lines_read, read.flagged, read.rejected, read.unmapped) == (3, (), (), ())
    assert [(one.identity.name, one.contact.postcode, one.number) for one in read.accepted] == [
        ("TANGUY Soizic", "01000", "0616801"),
        ("KERBRAT Maël", "97400", "0616802"),
        ("ÖZTÜRK İnci", "29200", "0616803"),
    ]
    assert candidates.compare(prepared.desk, read).unclear == ()


def test_the_template_helps_in_its_cells(tmp_path: Path) -> None:
    sheet = load_workbook(candidates.write_template(tmp_path / "modele.xlsx")).worksheets[0]
    letters = {str(cell.value): get_column_letter(place) for place, cell in enumerate(sheet[1], start=1)}
    notes = {str(cell.value): cell.comment.text for cell in (*sheet[1], *sheet[2]) if cell.comment is not None}
    choices = {cells: rule.formula1 for rule in sheet.data_validations.dataValidation for cells in [str(rule.sqref)]}
    for title, offered in (
        ("Civilité", "Mme,M."),
        (
            "Voie d’accès",
            "Formation,Apprentissage,Capitalisation de CCP,VAE,Équivalence ou correspondance,Candidat libre",
        ),
        ("DP fourni", "Oui,Non"),
        ("ECF fourni", "Oui,Non"),
    ):
        assert choices[f"{letters[title]}2:{letters[title]}501"] == f'"{offered}"'
    for title in ("Identifiant candidat", "Code postal", "Téléphone"):
        assert sheet.column_dimensions[letters[title]].number_format == "@"
    assert sheet.column_dimensions[letters["Date de naissance"]].number_format == "dd/mm/yyyy"
    assert "Nécessaire" in notes["Nom de naissance"]
    assert "aucune indication de santé" in notes["Aménagement"]
    assert "inventée" in notes["Mme"]


@pytest.mark.parametrize("path", list(AccessPath))
def test_every_choice_of_the_template_is_understood(path: AccessPath) -> None:
    read = listed(f"KERBRAT|Maël|04/07/1999||{path.label}||")
    assert (read.accepted[0].access_path, read.flagged) == (path, ())


def test_the_template_replaces_no_file(tmp_path: Path) -> None:
    taken = tmp_path / "liste.xlsx"
    taken.write_bytes(b"une liste")
    with pytest.raises(EnvironmentFault) as refusal:
        candidates.write_template(tmp_path / "liste")
    assert refusal.value.what is Trouble.FILE_EXISTS
    assert taken.read_bytes() == b"une liste"


def test_looking_at_a_list_writes_nothing(prepared: Room) -> None:
    before = prepared.session()
    comparison = candidates.compare(prepared.desk, listed(NEW))
    assert len(comparison.added) == 1
    assert prepared.session() == before


def test_the_same_list_twice_changes_nothing(prepared: Room) -> None:
    lines = (NEW, "TANGUY|Soizic|12/11/2001|2616812|Formation||CCP 2 ; CCP1 (02/06/2025)")
    enrol(prepared, *lines)
    before = prepared.session()
    comparison = enrol(prepared, *lines)
    assert (comparison.added, comparison.changed, comparison.unchanged) == ((), (), 2)
    assert comparison.fates == {2: Fate.UNCHANGED, 3: Fate.UNCHANGED}
    assert prepared.session() == before


def test_a_line_that_differs_corrects_the_candidate_of_that_number(prepared: Room) -> None:
    enrol(prepared, NEW)
    [(changed_id, changed)] = enrol(prepared, NEW.replace("KERBRAT", "KERBRAT-LE BIHAN")).changed
    assert changed.identity.birth_name == "KERBRAT-LE BIHAN"
    assert prepared.candidate(changed_id).name == "KERBRAT-LE BIHAN Maël"
    assert len(prepared.session().candidates) == 5


def test_somebody_without_number_is_known_again_whatever_the_accents(prepared: Room) -> None:
    titles = "Nom|Prénom|Date de naissance|Courriel"
    enrol(prepared, "KERBRAT|Maël|04/07/1999|", titles=titles)
    comparison = enrol(prepared, "Kerbrat|MAEL|04/07/1999|mael@exemple.test", titles=titles)
    assert (len(comparison.added), len(comparison.changed)) == (0, 1)


def test_a_list_with_fewer_columns_takes_nothing_away(prepared: Room) -> None:
    enrol(prepared, NEW)
    elodie = candidates.draft_of(prepared.candidate(ELODIE))
    whole = replace(elodie, contact=Contact(email="elodie@exemple.test"), convened_at="08:30", training_body="Greta")
    candidates.change(prepared.desk, MANAGER, ELODIE, whole)
    souleymane = prepared.candidate(SOULEYMANE)

    comparison = enrol(
        prepared,
        "LE GOFF|Élodie|2616801|06 01 02 03 04",
        "N’DIAYE|Souleymane|2616802|",
        titles="Nom de naissance|Prénom|Identifiant candidat|Téléphone",
    )
    assert [candidate_id for candidate_id, _draft in comparison.changed] == [ELODIE]
    assert candidates.draft_of(prepared.candidate(ELODIE)) == replace(
        whole, contact=Contact(email="elodie@exemple.test", phone=prepared.candidate(ELODIE).contact.phone)
    )
    assert prepared.candidate(ELODIE).contact.phone
    assert prepared.candidate(SOULEYMANE) == souleymane


def test_a_cell_that_says_nothing_takes_nothing_away(prepared: Room) -> None:
    whole = replace(
        candidates.draft_of(prepared.candidate(ELODIE)),
        access_path=AccessPath.VAE,
        contact=Contact(email="elodie@exemple.test"),
        professional_file=True,
        priors=(PriorAward("ccp1", dt.date(2025, 6, 2), "livret 12"),),
        accommodation=Accommodation("tiers temps", Fraction(1, 3), "DDETS 29", dt.date(2026, 3, 2)),
    )
    candidates.change(prepared.desk, MANAGER, ELODIE, whole)

    for path, birth_date in (("", ""), ("au hasard", "31/02/1995")):
        line = f"LE GOFF|Élodie|{birth_date}|2616801|{path}||||"
        comparison = enrol(prepared, line, titles=f"{TITLES}|Aménagement|Dossier professionnel")
        assert (comparison.changed, comparison.unchanged) == ((), 1)

    assert candidates.draft_of(prepared.candidate(ELODIE)) == whole


@pytest.mark.parametrize("begun", ["grid", "timer"])
def test_a_candidate_who_began_is_protected_from_lists(present: Room, begun: str) -> None:
    if begun == "grid":
        grading.open_grid(present.desk, ANNE, GridKey(ELODIE, ECRIT))
    else:
        timing.start(present.desk, ANNE, ELODIE, ECRIT)
    before = present.candidate(ELODIE)
    comparison = enrol(present, "LE GOFFIC|Élodie|14/03/1995|2616801|VAE||CCP1")
    assert (comparison.changed, comparison.protected) == ((), 1)
    assert present.candidate(ELODIE) == before


def test_each_line_is_told_its_fate(present: Room) -> None:
    grading.open_grid(present.desk, ANNE, GridKey(ELODIE, ECRIT))
    comparison = enrol(
        present,
        NEW,
        "LE GOFF|Élodie|14/03/1995|2616801|VAE||",
        "ÖZTÜRK|İbrahim|14/03/1995|2616804|VAE||",
        "TANGUY||12/11/2001||||",
    )
    assert comparison.fates == {2: Fate.ADDED, 3: Fate.PROTECTED, 4: Fate.CHANGED}


def test_a_list_without_any_candidate_is_refused(prepared: Room) -> None:
    with refused(Fault.LIST_WITHOUT_CANDIDATE):
        enrol(prepared, "KERBRAT||04/07/1999||||")


def test_only_the_responsable_enrols(prepared: Room) -> None:
    before = prepared.session()
    for act in (
        lambda: candidates.enrol(prepared.desk, ANNE, listed(NEW)),
        lambda: candidates.add(prepared.desk, ANNE, draft("KERBRAT", "Maël")),
        lambda: candidates.change(prepared.desk, ANNE, ELODIE, draft("KERBRAT", "Maël")),
        lambda: candidates.remove(prepared.desk, ANNE, ELODIE),
    ):
        with refused(Fault.MANAGER_ONLY):
            act()
    assert prepared.session() == before


@pytest.mark.parametrize(
    ("told", "blocs"),
    [
        ("CCP1", {"ccp1": None}),
        ("ccp n° 2 (obtenu le 02/06/2025)", {"ccp2": dt.date(2025, 6, 2)}),
        ("CCP 2 – Contribuer au déploiement de la stratégie commerciale de l’entreprise", {"ccp2": None}),
        ("Contribuer au deploiement de la strategie commerciale de l'entreprise", {"ccp2": None}),
        ("CCP1 ; CCP 1 (02/06/2025)", {"ccp1": dt.date(2025, 6, 2)}),
        ("CCP1 (02/06/2025), CCP2 (03/09/2025)", {"ccp1": dt.date(2025, 6, 2), "ccp2": dt.date(2025, 9, 3)}),
        ("CCP3", {}),
        ("CCP 1 du titre de vendeur", {}),
        ("néant", {}),
    ],
)
def test_what_a_candidate_holds_is_recognised_in_the_referentiel(told: str, blocs: dict[str, dt.date | None]) -> None:
    framework = frameworks.load("acom-2025", (SHIPPED,))
    [line] = listed(f"KERBRAT|Maël|04/07/1999||||{told}").accepted
    priors = draft_from_list(framework, line).priors
    assert {prior.bloc_id: prior.obtained_on for prior in priors} == blocs


def test_an_award_that_no_bloc_answers_to_is_told(prepared: Room) -> None:
    comparison = enrol(prepared, NEW, "TANGUY|Soizic|12/11/2001|2616812|Formation||CCP1 ; CCP7 (2021)")
    [unclear] = comparison.unclear
    assert (unclear.line, unclear.field, unclear.value) == (3, CandidateField.PRIOR_AWARDS, "CCP7 (2021)")
    assert "CCP" in unclear.reason
    assert [prior.bloc_id for prior in prepared.session().candidates[-1].priors] == ["ccp1"]


def test_an_accommodation_comes_with_the_list_and_goes_with_the_form(prepared: Room) -> None:
    titles = "Nom|Prénom|Date de naissance|Aménagement"
    enrol(prepared, "KERBRAT|Maël|04/07/1999|Temps majoré 1/3 – DDETS 29, 03/03/2026", titles=titles)
    mael = prepared.session().candidates[-1]
    assert mael.accommodation == Accommodation("Temps majoré 1/3", Fraction(1, 3), "DDETS 29", dt.date(2026, 3, 3))
    assert mael.extra_time == Fraction(1, 3)

    candidates.change(prepared.desk, MANAGER, mael.id, replace(candidates.draft_of(mael), accommodation=None))
    assert prepared.candidate(mael.id).extra_time == 0


def test_a_form_gives_back_what_it_shows(prepared: Room) -> None:
    whole = draft(
        "TANGUY",
        "Soizic",
        "2616812",
        contact=Contact("soizic@exemple.test", "06 01 02 03 04", "3 rue du Phare", "29200", "Brest"),
        status="demandeuse d’emploi",
        training_body="Greta",
        convened_at="08:30",
        professional_file=None,
        training_results=False,
        priors=(PriorAward("ccp1", None, "livret"), PriorAward("ccp2", dt.date(2025, 6, 2), "")),
        accommodation=Accommodation("secrétaire", Fraction(0), "DDETS 29", None),
    )
    candidate_id = candidates.add(prepared.desk, MANAGER, whole)
    prepared.reopen()
    assert candidates.draft_of(prepared.candidate(candidate_id)) == whole

    candidates.change(prepared.desk, MANAGER, candidate_id, whole)
    assert candidates.draft_of(prepared.candidate(candidate_id)) == whole


@pytest.mark.parametrize(("birth_name", "first_name"), [("", "Maël"), ("KERBRAT", "  ")])
def test_a_candidate_has_a_name_and_a_first_name(prepared: Room, birth_name: str, first_name: str) -> None:
    with refused(Fault.NAME_MISSING):
        candidates.add(prepared.desk, MANAGER, draft(birth_name, first_name))
    with refused(Fault.NAME_MISSING):
        candidates.change(prepared.desk, MANAGER, ELODIE, draft(birth_name, first_name))


def test_a_name_is_corrected_at_any_time_but_what_is_held_only_before_the_epreuves(graded: Room) -> None:
    corrected = replace(candidates.draft_of(graded.candidate(ELODIE)), identity=builders.identity("LE GOF", "Élodie"))
    candidates.change(graded.desk, MANAGER, ELODIE, corrected)
    assert graded.candidate(ELODIE).name == "LE GOF Élodie"

    with refused(Fault.CANDIDATE_GRADED):
        candidates.change(
            graded.desk, MANAGER, ELODIE, replace(corrected, priors=(PriorAward("ccp1", None, "livret"),))
        )
    assert graded.candidate(ELODIE).priors == ()


def test_removing_somebody_takes_everything_known_of_them(prepared: Room) -> None:
    people.recuse(prepared.desk, MANAGER, 1, SOULEYMANE, "ancien stagiaire")
    attendance.mark_absent(prepared.desk, MANAGER, SOULEYMANE, AbsenceCode.EXPLAINED, "désistement")
    for candidate_id in (SOULEYMANE, CHLOE):
        candidates.remove(prepared.desk, MANAGER, candidate_id)
    session = prepared.session()
    assert [candidate.id for candidate in session.candidates] == [ELODIE, IBRAHIM]
    assert session.recusals == ()


def test_somebody_who_began_stays_on_the_list(present: Room) -> None:
    timing.start(present.desk, ANNE, ELODIE, ECRIT)
    with refused(Fault.CANDIDATE_GRADED) as caught:
        candidates.remove(present.desk, MANAGER, ELODIE)
    assert "LE GOFF Élodie" in caught.sentence
    assert len(present.session().candidates) == 4


def test_somebody_named_in_an_incident_stays_on_the_list(prepared: Room) -> None:
    attendance.report_incident(prepared.desk, MANAGER, "Téléphone trouvé sur la table.", ELODIE)
    with refused(Fault.CANDIDATE_IN_INCIDENT):
        candidates.remove(prepared.desk, MANAGER, ELODIE)
    assert prepared.candidate(ELODIE).rank == 1


@pytest.mark.parametrize(
    "act",
    [
        lambda room: waivers.waive(room.desk, ANNE, (2, ELODIE, ECRIT), "poste en panne"),
        lambda room: jury_room.begin_turn(room.desk, ANNE, ELODIE),
    ],
    ids=["a grid done without", "a turn of the deliberation"],
)
def test_somebody_the_jury_s_side_names_stays_on_the_list(prepared: Room, act: Callable[[Room], object]) -> None:
    act(prepared)
    with refused(JuryFault.CANDIDATE_BEFORE_THE_JURY):
        candidates.remove(prepared.desk, MANAGER, ELODIE)
    assert prepared.candidate(ELODIE).rank == 1


def test_everything_that_is_said_of_a_candidate_is_there_again(deposited: Room) -> None:
    said = CandidateDraft(
        identity=CivilIdentity(
            "TANGUY", "Soizic", "Mme", "LE BRAS", "Anne, Marie", dt.date(2001, 11, 12), "Brest", "29", "France", "belge"
        ),
        access_path=AccessPath.APPRENTISSAGE,
        number="0616812",
        contact=Contact("s@exemple.test", "0298000000", "3 rue du Phare", "29200", "Brest"),
        status="apprentie",
        training_body="CFA de l’Odet",
        convened_at="08:30",
        professional_file=True,
        training_results=False,
        priors=(PriorAward("ccp1", dt.date(2025, 6, 2), "livret 12", "acom-2020", "ccp1"),),
        accommodation=Accommodation("tiers temps", Fraction(1, 3), "DDETS 29", dt.date(2026, 3, 2)),
        panel=2,
        extension=Extension.UNDER_WAY,
        earlier_sittings=2,
        first_refused_on=dt.date(2025, 12, 1),
        parent_title=ParentTitle(dt.date(2024, 6, 3), "parchemin"),
        unmatched=(UnmatchedAward("CCP 4", dt.date(2019, 1, 7), "livret"), UnmatchedAward("CCP 9")),
        results=(TrainingResult("ccp1", satisfied=True), TrainingResult("ccp2", satisfied=False)),
        deposits=(
            ProductionDeposit(
                ModalityType.DELIVERABLE_QUESTIONING, builders.after(-600), frozenset((0, 3, 9)), "sur clé USB"
            ),
        ),
    )
    blank = CandidateDraft(identity=said.identity, access_path=said.access_path)
    tried = {field.name for field in fields(said) if getattr(said, field.name) != getattr(blank, field.name)}
    assert {field.name for field in fields(said)} - tried == {"identity", "access_path"}
    added = candidates.add(deposited.desk, MANAGER, said)
    deposited.reopen()
    assert candidates.draft_of(deposited.candidate(added)) == said
    emptied = CandidateDraft(identity=said.identity, access_path=AccessPath.VAE)
    candidates.change(deposited.desk, MANAGER, added, emptied)
    assert candidates.draft_of(deposited.candidate(added)) == emptied


@pytest.mark.parametrize(
    ("changes", "fault", "told"),
    [
        ({"priors": (PriorAward("ccp9", None),)}, Fault.BLOC_UNKNOWN, "Connus : ccp1, ccp2."),
        ({"results": (TrainingResult("ccp9", satisfied=True),)}, Fault.BLOC_UNKNOWN, "« ccp9 » n’est pas un CCP"),
        ({"priors": (PriorAward("ccp1", None), PriorAward("ccp1", None))}, Fault.BLOC_TWICE, "CCP 1"),
        (
            {"deposits": (ProductionDeposit(ModalityType.PROJECT, builders.NOW),)},
            Fault.DEPOSIT_UNKNOWN,
            "presentation_projet",
        ),
        (
            {
                "deposits": (
                    ProductionDeposit(ModalityType.DELIVERABLE_QUESTIONING, builders.NOW, slides=frozenset((2, 10))),
                )
            },
            Fault.SLIDE_UNKNOWN,
            "n° 11 n’est pas dans la liste du référentiel, qui en compte 10",
        ),
    ],
)
def test_a_file_names_only_what_the_session_knows(
    deposited: Room, changes: dict[str, object], fault: Fault, told: str
) -> None:
    with refused(fault) as caught:
        candidates.add(deposited.desk, MANAGER, draft("TANGUY", "Soizic", "", **changes))
    assert told in caught.sentence
    assert deposited.session().candidates == ()


def test_a_candidate_who_began_stays_with_the_same_jury(present: Room) -> None:
    known = candidates.draft_of(present.candidate(ELODIE))
    candidates.change(present.desk, MANAGER, ELODIE, replace(known, panel=2))
    timing.start(present.desk, MANAGER, ELODIE, ECRIT)
    with refused(Fault.CANDIDATE_GRADED):
        candidates.change(present.desk, MANAGER, ELODIE, replace(known, panel=1))
    candidates.change(present.desk, MANAGER, ELODIE, replace(known, panel=2, status="apprentie"))
    assert (present.candidate(ELODIE).panel, present.candidate(ELODIE).status) == (2, "apprentie")


def test_a_list_takes_away_nothing_that_lists_never_say(prepared: Room) -> None:
    third = Accommodation("tiers temps", Fraction(1, 3), "DDETS 29", dt.date(2026, 3, 2))
    whole = replace(
        candidates.draft_of(prepared.candidate(ELODIE)),
        convened_at="08:30",
        panel=1,
        extension=Extension.FAILED,
        earlier_sittings=1,
        first_refused_on=dt.date(2025, 12, 1),
        parent_title=ParentTitle(dt.date(2024, 6, 3), "parchemin"),
        unmatched=(UnmatchedAward("CCP 9"),),
        results=(TrainingResult("ccp2", satisfied=True),),
        priors=(PriorAward("ccp1", dt.date(2025, 6, 2), "livret 12", "tp-ancien", "ccp3"),),
        accommodation=third,
    )
    candidates.change(prepared.desk, MANAGER, ELODIE, whole)
    titles = f"{TITLES}|Aménagement"
    line = "LE GOFF|Élodie|14/03/1995|2616801|Formation|elodie@exemple.test|CCP 1|tiers temps"
    enrol(prepared, line, titles=titles)
    prepared.reopen()
    email = replace(whole.contact, email="elodie@exemple.test")
    assert candidates.draft_of(prepared.candidate(ELODIE)) == replace(whole, contact=email)


def test_who_comes_after_somebody_left_the_list_is_nobody_s_namesake(prepared: Room) -> None:
    last = candidates.add(prepared.desk, MANAGER, draft("ZERROUKI", "Lina"))
    before = anonymous_id(prepared.session(), prepared.candidate(last))
    candidates.remove(prepared.desk, MANAGER, last)
    prepared.reopen()

    following = candidates.add(prepared.desk, MANAGER, draft("YILMAZ", "Deniz"))

    assert following != last
    assert anonymous_id(prepared.session(), prepared.candidate(following)) != before
    assert prepared.candidate(following).rank == 5, "the order on the record stays without a gap"
