"""A list imported, imported again, and taken back: nothing of the session is lost on the way."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.domain.attendance import AbsenceCode
from app.domain.candidate import TrainingResult, UnmatchedAward
from app.domain.candidate_columns import CandidateField
from app.domain.faults import Fault
from app.domain.people import MANAGER
from app.domain.session import ExamSession
from app.models.preparation_rows import ListImportRow
from app.services import attendance, candidates, closing, grading, people, timing
from app.services.grading import GridKey
from tests import builders
from tests.integration.services.room import ANNE, CHLOE, ECRIT, ELODIE, IBRAHIM, SOULEYMANE, Room, draft, refused
from tests.integration.services.test_candidates import NEW, TITLES, enrol, listed

MAEL = 5
ELODIE_MOVED = "LE GOFF|Élodie|14/03/1995|2616801|VAE|elodie@exemple.test|"
EVERYTHING = replace(
    draft("TANGUY", "Soizic", "2616820"),
    results=(TrainingResult("ccp1", satisfied=False),),
    unmatched=(UnmatchedAward("CCP d’un autre titre", dt.date(2020, 1, 2), "livret"),),
    earlier_sittings=1,
    first_refused_on=dt.date(2025, 12, 1),
)


def but_for_the_journal(session: ExamSession) -> ExamSession:
    return replace(session, journal_head="")


def test_nothing_was_imported_yet(prepared: Room) -> None:
    assert candidates.last_import(prepared.desk) is None
    with refused(Fault.IMPORT_NONE):
        candidates.undo_import(prepared.desk, MANAGER)


def test_an_import_taken_back_leaves_the_session_as_it_was(prepared: Room) -> None:
    soizic = candidates.add(prepared.desk, MANAGER, EVERYTHING)
    before = prepared.session()
    enrol(prepared, NEW, ELODIE_MOVED, "TANGUY|Soizic|14/03/1995|2616820|VAE|soizic@exemple.test|CCP1 ; CCP2")
    assert prepared.candidate(soizic).priors

    last = candidates.last_import(prepared.desk)
    assert last is not None
    assert (last.number, last.at, last.list_name) == (1, builders.NOW, "Texte collé")
    assert (last.added, last.changed, last.undoable, last.refusal) == (1, 2, True, "")

    prepared.wait(minutes=3)
    assert candidates.undo_import(prepared.desk, MANAGER) == builders.NOW + dt.timedelta(minutes=3)
    assert but_for_the_journal(prepared.session()) == but_for_the_journal(before)
    assert candidates.last_import(prepared.desk) is None


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                ("LE GOFF|Élodie|14/03/1995|2616801", "N’DIAYE|Souleymane|14/03/1995|", "TANGUY|Soizic||9")
            ),
            st.sampled_from(("VAE", "Formation", "")),
            st.sampled_from(("", "nouveau@exemple.test")),
            st.sampled_from(("", "CCP2", "CCP1 (02/06/2025)")),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_whatever_a_list_wrote_is_taken_back(prepared: Room, lines: list[tuple[str, ...]]) -> None:
    """One session serves all examples: each must leave it as it was."""
    before = but_for_the_journal(prepared.session())
    comparison = enrol(prepared, *("|".join(line) for line in lines))
    if comparison.added or comparison.changed:
        candidates.undo_import(prepared.desk, MANAGER)
    assert but_for_the_journal(prepared.session()) == before


def test_imports_are_taken_back_one_by_one_the_last_first(prepared: Room) -> None:
    sessions = [but_for_the_journal(prepared.session())]
    for lines in ((NEW,), (NEW.replace("VAE", "Formation"),), ("TANGUY|Soizic|12/11/2001||VAE||",)):
        enrol(prepared, *lines)
        sessions.append(but_for_the_journal(prepared.session()))
    for earlier in reversed(sessions[:-1]):
        candidates.undo_import(prepared.desk, MANAGER)
        assert but_for_the_journal(prepared.session()) == earlier
    assert candidates.last_import(prepared.desk) is None


def test_an_import_that_changed_nothing_hides_no_earlier_one(prepared: Room) -> None:
    enrol(prepared, NEW)
    enrol(prepared, NEW)
    last = candidates.last_import(prepared.desk)
    assert last is not None
    assert (last.number, last.added) == (1, 1)


def test_the_journal_tells_that_an_import_was_taken_back_and_no_file_s_content(prepared: Room) -> None:
    enrol(prepared, ELODIE_MOVED)
    candidates.undo_import(prepared.desk, MANAGER)
    entries = [entry for entry in prepared.journal() if entry.table_name == "list_import"]
    assert [entry.act for entry in entries] == ["création", "modification"]
    assert "LE GOFF" not in str(entries[0].changes)
    assert entries[1].reason == "import annulé"
    with prepared.desk.read() as rows:
        assert rows.scalars(select(ListImportRow)).one().former[0]["before"]


def someone_is_graded(room: Room) -> None:
    attendance.mark_present(room.desk, MANAGER, ELODIE, "passeport")
    grading.open_grid(room.desk, ANNE, GridKey(ELODIE, ECRIT))


def someone_is_timed(room: Room) -> None:
    attendance.mark_present(room.desk, MANAGER, ELODIE, "passeport")
    timing.start(room.desk, ANNE, ELODIE, ECRIT)


def a_file_is_changed(room: Room) -> None:
    candidates.change(room.desk, MANAGER, MAEL, replace(candidates.draft_of(room.candidate(MAEL)), status="salarié"))


def an_incident_names_them(room: Room) -> None:
    attendance.report_incident(room.desk, MANAGER, "Téléphone sur la table.", MAEL)


def they_are_absent(room: Room) -> None:
    attendance.mark_absent(room.desk, MANAGER, MAEL, AbsenceCode.EXPLAINED, "désistement")


def a_juror_knows_them(room: Room) -> None:
    people.recuse(room.desk, MANAGER, 1, MAEL, "ancien stagiaire")


@pytest.mark.parametrize(
    ("since", "fault", "named"),
    [
        (someone_is_graded, Fault.IMPORT_BEGUN, ""),
        (someone_is_timed, Fault.IMPORT_BEGUN, ""),
        (a_file_is_changed, Fault.IMPORT_CHANGED_SINCE, "KERBRAT Maël"),
        (an_incident_names_them, Fault.IMPORT_IN_INCIDENT, "KERBRAT Maël"),
        (they_are_absent, Fault.IMPORT_MET_SINCE, "KERBRAT Maël"),
        (a_juror_knows_them, Fault.IMPORT_MET_SINCE, "KERBRAT Maël"),
    ],
)
def test_nothing_entered_since_is_lost(prepared: Room, since: Callable[[Room], None], fault: Fault, named: str) -> None:
    enrol(prepared, NEW, ELODIE_MOVED)
    since(prepared)
    before = prepared.session()
    last = candidates.last_import(prepared.desk)
    assert last is not None
    assert not last.undoable
    with refused(fault) as caught:
        candidates.undo_import(prepared.desk, MANAGER)
    assert named in caught.sentence
    assert last.refusal.replace("\u00a0", " ") == caught.sentence
    assert prepared.session() == before


def test_a_closed_session_keeps_its_imports(decided: Room) -> None:
    enrol(decided, "ÖZTÜRK|İbrahim|14/03/1995|2616804|Formation|ibrahim@exemple.test|")
    closing.close(decided.desk, ANNE)
    with refused(Fault.SESSION_CLOSED):
        candidates.undo_import(decided.desk, MANAGER)


def test_somebody_removed_by_hand_since_stays_removed(prepared: Room) -> None:
    enrol(prepared, NEW, ELODIE_MOVED)
    candidates.remove(prepared.desk, MANAGER, MAEL)
    candidates.remove(prepared.desk, MANAGER, ELODIE)
    candidates.undo_import(prepared.desk, MANAGER)
    assert [candidate.id for candidate in prepared.session().candidates] == [SOULEYMANE, CHLOE, IBRAHIM]


def test_only_the_responsable_takes_an_import_back(prepared: Room) -> None:
    enrol(prepared, NEW)
    with refused(Fault.MANAGER_ONLY):
        candidates.undo_import(prepared.desk, ANNE)
    assert len(prepared.session().candidates) == 5


def test_those_whom_the_list_does_not_name_are_told_and_kept(prepared: Room) -> None:
    comparison = enrol(prepared, NEW, ELODIE_MOVED)
    assert comparison.missing == (SOULEYMANE, CHLOE, IBRAHIM)
    assert len(prepared.session().candidates) == 5


def test_an_identifier_that_another_person_carries_is_told_and_changes_nobody(prepared: Room) -> None:
    before = prepared.candidate(SOULEYMANE)
    comparison = enrol(prepared, NEW.replace("2616811", "2616802"))
    [unclear] = comparison.unclear
    assert (unclear.line, unclear.field, unclear.value) == (2, CandidateField.IDENTIFIER, "2616802")
    assert "N’DIAYE Souleymane" in unclear.reason
    assert len(comparison.added) == 1
    assert prepared.candidate(SOULEYMANE) == before


def test_somebody_enrolled_under_another_identifier_is_told(prepared: Room) -> None:
    enrol(prepared, NEW)
    comparison = candidates.compare(prepared.desk, listed(NEW.replace("2616811", "2616899")))
    [unclear] = comparison.unclear
    assert unclear.field is CandidateField.IDENTIFIER
    assert "2616811" in unclear.reason
    assert [candidate_id for candidate_id, _draft in comparison.changed] == [MAEL]


def test_two_lines_about_one_person_stay_two_and_the_same_list_changes_nothing_more(prepared: Room) -> None:
    lines = (NEW, NEW.replace("mael@exemple.test", "autre@exemple.test"))
    assert len(enrol(prepared, *lines).added) == 2
    again = candidates.compare(prepared.desk, listed(*lines))
    assert (again.added, again.changed, again.unchanged) == ((), (), 2)


def test_mended_cells_are_enrolled_as_if_the_list_said_them(prepared: Room) -> None:
    lines = ("KERBRAT|Maël|31/02/1999|2616811|VAE||", "TANGUY||12/11/2001|2616812|VAE||")
    text = "\n".join((TITLES, *lines)).replace("|", "\t")
    mended = {(2, CandidateField.BIRTH_DATE): "28/02/1999", (3, CandidateField.FIRST_NAME): "Soizic"}
    preview = candidates.preview(text, builders.NOW.date(), corrections=mended)
    assert (preview.flagged, preview.rejected, preview.corrected) == ((), (), frozenset(mended))
    candidates.enrol(prepared.desk, MANAGER, preview)
    mael, soizic = prepared.session().candidates[-2:]
    assert (mael.identity.birth_date, soizic.name) == (dt.date(1999, 2, 28), "TANGUY Soizic")


def test_a_cell_mended_in_a_column_that_the_list_does_not_have_is_enrolled_too(prepared: Room) -> None:
    enrol(prepared, NEW)
    text = "Nom\tPrénom\tIdentifiant candidat\nKERBRAT\tMaël\t2616811"
    mended = {(2, CandidateField.TOWN): "Brest", (9, CandidateField.TOWN): "hors de la liste"}
    preview = candidates.preview(text, builders.NOW.date(), corrections=mended)
    assert preview.corrected == {(2, CandidateField.TOWN)}
    candidates.enrol(prepared.desk, MANAGER, preview)
    mael = prepared.candidate(MAEL)
    assert (mael.contact.town, mael.contact.email) == ("Brest", "mael@exemple.test")
