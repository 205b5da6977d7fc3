"""What is observed at the door, and what happens during the day."""

import pytest

from app.domain.attendance import Presence
from app.domain.faults import Fault
from app.domain.people import MANAGER
from app.services import attendance, grading, timing
from app.services.grading import GridKey
from tests.builders import after
from tests.integration.services.room import ANNE, ECRIT, ELODIE, IBRAHIM, Room, refused


def test_presence_is_observed_on_an_identity_document(prepared: Room) -> None:
    prepared.wait(minutes=3)
    assert attendance.mark_present(prepared.desk, MANAGER, ELODIE, " passeport ") == after(3)
    prepared.reopen()
    seen = prepared.candidate(ELODIE).attendance
    assert seen is not None
    assert (seen.presence, seen.at, seen.detail) == (Presence.PRESENT, after(3), "passeport")


def test_presence_without_a_document_is_refused(prepared: Room) -> None:
    with refused(Fault.IDENTITY_DOCUMENT_MISSING):
        attendance.mark_present(prepared.desk, MANAGER, ELODIE, "  ")
    assert prepared.candidate(ELODIE).attendance is None


def test_an_absence_is_explained(prepared: Room) -> None:
    with refused(Fault.ABSENCE_UNEXPLAINED):
        attendance.mark_absent(prepared.desk, MANAGER, ELODIE, "")
    attendance.mark_absent(prepared.desk, MANAGER, ELODIE, "non justifiée")
    assert prepared.candidate(ELODIE).is_absent


def test_somebody_late_is_present_after_all(present: Room) -> None:
    present.wait(minutes=20)
    attendance.mark_present(present.desk, MANAGER, IBRAHIM, "titre de séjour")
    seen = present.candidate(IBRAHIM).attendance
    assert seen is not None
    assert (seen.presence, seen.at, seen.detail) == (Presence.PRESENT, after(20), "titre de séjour")
    assert [entry.changes["presence"] for entry in present.journal() if entry.table_name == "attendance"][-1] == [
        "absent",
        "present",
    ]


@pytest.mark.parametrize("begun", ["grid", "timer"])
def test_somebody_who_sat_something_is_no_longer_absent(present: Room, begun: str) -> None:
    if begun == "grid":
        grading.open_grid(present.desk, ANNE, GridKey(ELODIE, ECRIT))
    else:
        timing.start(present.desk, ANNE, ELODIE, ECRIT)
    with refused(Fault.ABSENT_AFTER_SITTING) as caught:
        attendance.mark_absent(present.desk, MANAGER, ELODIE, "partie")
    assert "LE GOFF Élodie" in caught.sentence
    assert present.candidate(ELODIE).is_present


def test_somebody_welcomed_by_mistake_becomes_absent(present: Room) -> None:
    attendance.mark_absent(present.desk, MANAGER, ELODIE, "confondue avec une autre personne")
    assert present.candidate(ELODIE).is_absent


def test_incidents_are_numbered_and_dated_as_they_come(present: Room) -> None:
    attendance.report_incident(present.desk, MANAGER, " Alarme incendie, salle évacuée. ")
    present.wait(minutes=12)
    attendance.report_incident(present.desk, ANNE, "Téléphone trouvé sur la table.", ELODIE)
    present.reopen()
    told = [(one.number, one.at, one.text, one.candidate_id) for one in present.session().incidents]
    assert told == [
        (1, after(0), "Alarme incendie, salle évacuée.", None),
        (2, after(12), "Téléphone trouvé sur la table.", ELODIE),
    ]


def test_an_empty_incident_is_refused(present: Room) -> None:
    with refused(Fault.INCIDENT_EMPTY):
        attendance.report_incident(present.desk, MANAGER, "\n ")
    assert present.session().incidents == ()
