"""What is observed at the door, and what happens during the day."""

from dataclasses import replace

import pytest

from app.domain.answer import YES
from app.domain.attendance import AbsenceCode, Presence
from app.domain.faults import Fault
from app.domain.people import MANAGER
from app.services import attendance, candidates, grading, people, timing
from app.services.grading import GridKey
from tests.builders import after
from tests.integration.services.room import (
    ANNE,
    BENOIT,
    ECRIT,
    ELODIE,
    IBRAHIM,
    Room,
    draft,
    juror_draft,
    refused,
)


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


def test_an_arrival_is_noted_at_its_own_time_never_ahead(prepared: Room) -> None:
    prepared.wait(minutes=30)
    attendance.mark_present(prepared.desk, MANAGER, ELODIE, "passeport", arrived_at=after(12))
    seen = prepared.candidate(ELODIE).attendance
    assert seen is not None
    assert seen.at == after(12)
    with refused(Fault.ARRIVAL_TO_COME):
        attendance.mark_present(prepared.desk, MANAGER, IBRAHIM, "passeport", arrived_at=after(31))
    assert prepared.candidate(IBRAHIM).attendance is None


@pytest.mark.parametrize(
    ("code", "detail", "kept", "explanation"),
    [
        (AbsenceCode.UNEXPLAINED, "de trop", "", "Absence non justifiée"),
        (AbsenceCode.EXPLAINED, " certificat remis ", "certificat remis", "Absence justifiée : certificat remis"),
        (AbsenceCode.NO_IDENTITY, "une photocopie", "une photocopie", "Identité non établie : une photocopie"),
    ],
)
def test_an_absence_has_a_code_and_only_what_it_asks_for(
    prepared: Room, code: AbsenceCode, detail: str, kept: str, explanation: str
) -> None:
    attendance.mark_absent(prepared.desk, ANNE, ELODIE, code, detail)
    prepared.reopen()
    seen = prepared.candidate(ELODIE).attendance
    assert seen is not None
    assert (seen.presence, seen.code, seen.detail) == (Presence.ABSENT, code, kept)
    assert seen.explanation.replace("\u00a0", " ") == explanation


@pytest.mark.parametrize("code", [AbsenceCode.EXPLAINED, AbsenceCode.NO_IDENTITY])
def test_an_absence_that_asks_for_words_is_not_recorded_without(prepared: Room, code: AbsenceCode) -> None:
    with refused(Fault.ABSENCE_UNEXPLAINED) as told:
        attendance.mark_absent(prepared.desk, MANAGER, ELODIE, code, "  ")
    assert code.label in told.sentence
    assert prepared.candidate(ELODIE).attendance is None


def test_what_was_observed_is_corrected_with_a_reason_that_the_journal_keeps(present: Room) -> None:
    present.wait(minutes=20)
    with refused(Fault.PRESENCE_OBSERVED) as told:
        attendance.mark_present(present.desk, MANAGER, IBRAHIM, "titre de séjour")
    assert "absence constatée depuis" in told.sentence
    attendance.mark_present(present.desk, MANAGER, IBRAHIM, "titre de séjour", reason="attendait à l’accueil")
    seen = present.candidate(IBRAHIM).attendance
    assert seen is not None
    assert (seen.presence, seen.at, seen.detail, seen.code) == (Presence.PRESENT, after(20), "titre de séjour", None)
    entry = [entry for entry in present.journal() if entry.table_name == "attendance"][-1]
    assert (entry.changes["presence"], entry.reason) == (["absent", "present"], "attendait à l’accueil")


def test_a_document_seen_is_corrected_with_a_reason_too(present: Room) -> None:
    with refused(Fault.PRESENCE_OBSERVED):
        attendance.mark_present(present.desk, MANAGER, ELODIE, "passeport")
    attendance.mark_present(present.desk, MANAGER, ELODIE, "passeport", reason="mal lu")
    seen = present.candidate(ELODIE).attendance
    assert seen is not None
    assert seen.detail == "passeport"


@pytest.mark.parametrize("begun", ["grid", "timer"])
def test_somebody_who_sat_something_is_no_longer_absent(present: Room, begun: str) -> None:
    if begun == "grid":
        grading.open_grid(present.desk, ANNE, GridKey(ELODIE, ECRIT))
        grading.mark(present.desk, ANNE, GridKey(ELODIE, ECRIT), "c1.1", YES)
    else:
        timing.start(present.desk, ANNE, ELODIE, ECRIT)
    with refused(Fault.ABSENT_AFTER_SITTING) as caught:
        attendance.mark_absent(present.desk, MANAGER, ELODIE, AbsenceCode.UNEXPLAINED, reason="partie")
    assert "LE GOFF Élodie" in caught.sentence
    assert "Notez plutôt son départ" in caught.sentence
    assert present.candidate(ELODIE).is_present


def test_somebody_welcomed_by_mistake_becomes_absent_and_keeps_no_grid(present: Room) -> None:
    grading.open_grid(present.desk, ANNE, GridKey(ELODIE, ECRIT))
    attendance.mark_absent(present.desk, MANAGER, ELODIE, AbsenceCode.UNEXPLAINED, reason="confondue")
    assert present.candidate(ELODIE).is_absent
    assert not [grid for grid in present.session().grids if grid.candidate_id == ELODIE]


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


def test_a_juror_of_another_jury_observes_nothing_of_a_candidate(prepared: Room) -> None:
    for juror_id, panel in ((1, 1), (2, 2)):
        people.change_person(prepared.desk, MANAGER, juror_id, replace(juror_draft("A.", "Durand"), panel=panel))
    candidates.change(prepared.desk, MANAGER, ELODIE, replace(draft("LE GOFF", "Élodie", "2616801"), panel=2))

    with refused(Fault.JUROR_ELSEWHERE):
        attendance.mark_present(prepared.desk, ANNE, ELODIE, "passeport")
    with refused(Fault.JUROR_ELSEWHERE):
        attendance.mark_absent(prepared.desk, ANNE, ELODIE, AbsenceCode.UNEXPLAINED)
    with refused(Fault.JUROR_ELSEWHERE):
        attendance.report_incident(prepared.desk, ANNE, "Un malaise.", ELODIE)

    attendance.report_incident(prepared.desk, ANNE, "Alarme incendie.")
    attendance.report_incident(prepared.desk, BENOIT, "Un malaise.", ELODIE)
    attendance.mark_present(prepared.desk, BENOIT, ELODIE, "passeport")
    assert len(prepared.session().incidents) == 2
    assert prepared.candidate(ELODIE).is_present
