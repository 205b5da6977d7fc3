"""Closing, signing, sealing and correcting: what is frozen, and by whose hand."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from app.domain.answer import NO
from app.domain.attendance import AbsenceCode
from app.domain.decision import AwardValue, Outcome
from app.domain.faults import Fault, JuryFault
from app.domain.meeting import signatories
from app.domain.people import MANAGER, Actor
from app.domain.rules.base import Standing
from app.domain.rules.registry import judge
from app.models.people_rows import PersonRow
from app.reports.record_room import roll_lines
from app.services import (
    attendance,
    candidates,
    closing,
    deliberation,
    documents,
    grading,
    jury_room,
    people,
    reading,
    sessions,
    timing,
    waivers,
)
from app.services.closing import RectificationDraft
from app.services.document_kinds import Document, DocumentKind
from app.services.grading import GridKey
from app.services.jury_room import RollAnswer
from tests.builders import after
from tests.integration.services.room import (
    ANNE,
    BENOIT,
    CHLOE,
    ECRIT,
    ELODIE,
    IBRAHIM,
    INVIGILATOR,
    PINS,
    SOULEYMANE,
    Room,
    draft,
    juror_draft,
    refused,
    sheet,
    waver,
)

CORRECTION = RectificationDraft(ELODIE, "lieu de naissance", "Quimper", "Quimperlé", "erreur de saisie", (1, 2))


VALIDATION_AWAITED = 37


def decide_all(room: Room) -> None:
    """Anne and Benoît, doors closed, award the title to everybody and confirm it."""
    jury_room.close_doors(room.desk, ANNE)
    for candidate_id in (ELODIE, SOULEYMANE, CHLOE):
        room.take_positions(candidate_id)
        deliberation.decide(room.desk, ANNE, candidate_id, Outcome.PASSED)
    for juror in (ANNE, BENOIT):
        deliberation.confirm_all(room.desk, juror)


def breached(room: Room) -> list[int]:
    """Numbers of the rules that the session breaches now."""
    return [state.rule.number for state in judge(room.session()) if state.findings]


def test_whoever_leaves_once_the_decisions_are_confirmed_keeps_the_quorum(decided: Room) -> None:
    jury_room.call_roll(decided.desk, ANNE, [RollAnswer(2, present=False, reason="dernier train")])
    [told] = roll_lines(decided.session())
    assert told.replace("\u00a0", " ").startswith(
        "Ont délibéré : Anne Durand et Benoît Petit. Départ après confirmation de décisions : Benoît Petit, motif"
    )
    closing.close(decided.desk, ANNE)
    assert decided.session().closing


def test_whoever_comes_in_once_all_is_confirmed_is_asked_for_nothing_and_signs_nothing(present: Room) -> None:
    late = people.add_person(present.desk, MANAGER, juror_draft("Zoé", "Roux"))
    zoe = Actor(late, "Zoé Roux")
    people.declare(present.desk, zoe, "482913", {})
    attendance.acknowledge_accommodation(present.desk, zoe, CHLOE)
    for juror in (ANNE, BENOIT, zoe):
        for candidate_id in (ELODIE, SOULEYMANE, CHLOE):
            present.grade(juror, candidate_id)
    jury_room.call_roll(present.desk, ANNE, [RollAnswer(late, present=False, reason="train en retard")])
    decide_all(present)
    present.wait(minutes=10)
    jury_room.call_roll(present.desk, ANNE, [RollAnswer(late, present=True)])
    assert breached(present) == []
    assert deliberation.confirm_all(present.desk, zoe) == 0
    with refused(JuryFault.DECIDED_WITHOUT):
        deliberation.confirm(present.desk, zoe, ELODIE)
    [told] = roll_lines(present.session())
    assert told.replace("\u00a0", " ") == (
        "Ont délibéré : Anne Durand et Benoît Petit. Hors de la salle : Zoé Roux, de 9 h à 9 h 10, sans voix sur les "
        "décisions prises alors (candidats n° 1, 2 et 3)."
    )
    closing.close(present.desk, ANNE)
    assert [each.id for each in signatories(present.session())] == [ANNE.person_id, BENOIT.person_id]


def test_a_grid_done_without_keeps_no_session_open(present: Room) -> None:
    for part_id in ("oral", "ef"):
        waivers.waive(present.desk, ANNE, (2, ELODIE, part_id), "poste en panne")
    for juror in (ANNE, BENOIT):
        for candidate_id in (ELODIE, SOULEYMANE, CHLOE):
            left_out = juror is BENOIT and candidate_id == ELODIE
            present.grade(juror, candidate_id, but=("oral", "ef") if left_out else ())
    decide_all(present)
    closing.close(present.desk, ANNE)
    assert present.session().closing


def record(room: Room) -> Document:
    """The procès-verbal as the responsable receives it."""
    [request] = [one for one in documents.available(room.desk, MANAGER) if one.kind is DocumentKind.RECORD]
    return documents.produce(room.desk, MANAGER, request)


def sign(room: Room, juror_id: int) -> None:
    closing.sign(room.desk, juror_id, PINS[juror_id])


# Closing


def test_closing_waits_for_what_still_blocks_and_counts_it(graded: Room) -> None:
    with refused(Fault.CLOSING_BLOCKED) as caught:
        closing.close(graded.desk, ANNE)
    assert "4 points" in caught.sentence
    found = [
        (state.rule.number, finding.candidate_id) for state in judge(graded.session()) for finding in state.findings
    ]
    assert sorted(found) == [(25, CHLOE), (41, ELODIE), (41, SOULEYMANE), (41, CHLOE)]
    assert graded.session().closing is None


def test_a_session_to_which_nobody_came_yet_is_not_closed(prepared: Room) -> None:
    with refused(Fault.DAY_NOT_BEGUN):
        closing.close(prepared.desk, ANNE)

    (nothing_missing,) = [state for state in judge(prepared.session()) if state.rule.number == 41]
    assert (nothing_missing.findings, nothing_missing.standing) == ((), Standing.NOT_YET)


def test_one_confirmation_missing_is_enough_to_wait(decided: Room) -> None:
    waver(decided, ELODIE)
    deliberation.confirm_all(decided.desk, ANNE)
    with refused(Fault.CLOSING_BLOCKED) as caught:
        closing.close(decided.desk, ANNE)
    assert "1 point" in caught.sentence
    deliberation.confirm_all(decided.desk, BENOIT)
    closing.close(decided.desk, ANNE)


def test_a_record_has_a_number(decided: Room) -> None:
    sessions.change_sheet(decided.desk, MANAGER, replace(sheet(), record_number=" "))
    with refused(Fault.RECORD_NUMBER_MISSING):
        closing.close(decided.desk, ANNE)


def test_only_a_juror_closes(decided: Room) -> None:
    for actor in (MANAGER, INVIGILATOR):
        with refused(Fault.JUROR_ONLY):
            closing.close(decided.desk, actor)
    assert decided.session().closing is None


def test_closing_freezes_what_was_decided_and_keeps_the_record(decided: Room) -> None:
    decided.wait(minutes=240)
    assert closing.close(decided.desk, BENOIT) == after(240)
    kept = record(decided)
    assert kept.content.startswith(b"%PDF")
    assert kept.signed_by == ()
    decided.wait(minutes=30)
    decided.reopen()

    session = decided.session()
    assert session.closing is not None
    assert session.closing.at == after(240)
    assert session.closing.framework_digest == session.framework_digest
    assert breached(decided) == [VALIDATION_AWAITED]
    assert record(decided).content == kept.content


def test_a_session_closes_once(closed: Room) -> None:
    with refused(Fault.SESSION_CLOSED) as caught:
        closing.close(closed.desk, ANNE)
    assert "12/05/2026" in caught.sentence


AFTERWARDS: dict[str, Callable[[Room], object]] = {
    "sheet": lambda room: sessions.change_sheet(room.desk, MANAGER, replace(sheet(), place="Brest")),
    "new candidate": lambda room: candidates.add(room.desk, MANAGER, draft("KERBRAT", "Maël")),
    "candidate": lambda room: candidates.change(
        room.desk, MANAGER, ELODIE, replace(candidates.draft_of(room.candidate(ELODIE)), number="1")
    ),
    "candidate gone": lambda room: candidates.remove(room.desk, MANAGER, IBRAHIM),
    "new juror": lambda room: people.add_person(room.desk, MANAGER, juror_draft("Paul", "Kermarrec")),
    "juror": lambda room: people.change_person(room.desk, MANAGER, 1, juror_draft("Anna", "Durand")),
    "person gone": lambda room: people.remove_person(room.desk, MANAGER, 3),
    "recusal": lambda room: people.recuse(room.desk, MANAGER, 1, IBRAHIM, "formateur"),
    "late arrival": lambda room: attendance.mark_present(room.desk, MANAGER, IBRAHIM, "passeport", reason="erreur"),
    "absence": lambda room: attendance.mark_absent(
        room.desk, MANAGER, IBRAHIM, AbsenceCode.EXPLAINED, "certificat", reason="reçu ce soir"
    ),
    "incident": lambda room: attendance.report_incident(room.desk, MANAGER, "Alarme incendie."),
    "timer": lambda room: timing.start(room.desk, ANNE, ELODIE, ECRIT),
    "position": lambda room: waver(room, ELODIE),
    "decision": lambda room: deliberation.decide(
        room.desk, ANNE, ELODIE, Outcome.FAILED, awards={"ccp1": AwardValue.LOST, "ccp2": AwardValue.LOST}
    ),
}


@pytest.mark.parametrize("act", AFTERWARDS.values(), ids=AFTERWARDS.keys())
def test_nothing_else_changes_after_closing(closed: Room, act: Callable[[Room], object]) -> None:
    before, entries = closed.session(), len(closed.journal())
    with refused(Fault.SESSION_CLOSED) as caught:
        act(closed)
    assert "rectificatif" in caught.sentence
    closed.reopen()
    assert closed.session() == before
    assert len(closed.journal()) == entries


def test_grids_stay_as_they_were_closed(closed: Room) -> None:
    key = GridKey(ELODIE, ECRIT)
    with refused(Fault.GRID_LOCKED):
        grading.mark(closed.desk, ANNE, key, "c1.1", NO)
    with refused(Fault.DELIBERATION_BEGUN):
        grading.unlock(closed.desk, ANNE, key, "critère 1 coché par erreur")
    assert breached(closed) == [VALIDATION_AWAITED]


# Signing


def test_nothing_is_signed_before_closing(decided: Room) -> None:
    with refused(Fault.NOT_CLOSED):
        sign(decided, 1)
    with refused(Fault.NOT_CLOSED):
        closing.seal(decided.desk, ANNE)
    with refused(Fault.NOT_CLOSED):
        closing.rectify(decided.desk, MANAGER, CORRECTION)


def test_each_juror_signs_with_their_own_code_alone(closed: Room) -> None:
    unsigned = record(closed)
    for juror_id, pin in ((1, PINS[2]), (2, PINS[1]), (1, "")):
        with refused(Fault.PIN_WRONG):
            closing.sign(closed.desk, juror_id, pin)
    assert record(closed).content == unsigned.content
    assert closing.signatures(closed.desk) == {}

    closed.wait(minutes=10)
    sign(closed, 2)
    closed.reopen()
    closed.wait(minutes=5)
    sign(closed, 1)
    assert closing.signatures(closed.desk) == {2: after(10), 1: after(15)}
    signed = record(closed)
    assert signed.signed_by == ("Benoît Petit", "Anne Durand")
    assert signed.content.startswith(unsigned.content)

    verdict = documents.verify(signed.content)
    assert verdict.intact, verdict.reason
    assert [(one.signer.name, one.valid) for one in verdict.signatures] == [
        ("Benoît Petit", True),
        ("Anne Durand", True),
    ]
    assert [one.signed_at for one in verdict.signatures] == [after(10), after(15)]
    assert not documents.verify(signed.content.replace(b"%%EOF", b"%%EOG", 1)).intact


def test_who_is_no_juror_does_not_sign_even_with_a_code(closed: Room) -> None:
    with closed.desk.write(MANAGER) as rows:
        rows.get_one(PersonRow, 3).pin_hash = rows.get_one(PersonRow, 1).pin_hash
    with refused(Fault.JUROR_ONLY):
        closing.sign(closed.desk, 3, PINS[1])
    assert closing.signatures(closed.desk) == {}


def test_nobody_signs_twice(closed: Room) -> None:
    sign(closed, 1)
    signed = record(closed)
    with refused(Fault.ALREADY_SIGNED) as caught:
        sign(closed, 1)
    assert "Anne Durand" in caught.sentence
    assert record(closed).content == signed.content


def test_a_signature_leaves_what_was_closed_as_it_was(closed: Room) -> None:
    sign(closed, 1)
    closed.reopen()
    assert breached(closed) == [VALIDATION_AWAITED]


# Sealing


def test_a_session_is_sealed_once_everyone_signed(closed: Room) -> None:
    sign(closed, 1)
    with refused(Fault.SIGNATURES_MISSING) as caught:
        closing.seal(closed.desk, ANNE, "  ")
    assert "Benoît Petit" in caught.sentence
    assert "Anne Durand" not in caught.sentence
    sign(closed, 2)
    closed.wait(minutes=20)
    closing.seal(closed.desk, ANNE)
    sealed = reading.session(closed.desk).closing
    assert sealed is not None
    assert sealed.sealed_at == after(20)
    with refused(Fault.ALREADY_SEALED):
        closing.seal(closed.desk, ANNE)


def test_a_signature_in_ink_is_a_reason_to_seal_and_ends_the_electronic_ones(closed: Room) -> None:
    sign(closed, 1)
    closing.seal(closed.desk, ANNE, "Benoît Petit signe à l’encre, sa carte est perdue")
    assert closed.journal()[-1].reason.startswith("Benoît Petit signe à l’encre")
    signed = record(closed)
    with refused(Fault.ALREADY_SEALED):
        sign(closed, 2)
    assert record(closed).content == signed.content


# Correcting


def test_corrections_are_numbered_and_leave_the_record_alone(closed: Room) -> None:
    before = record(closed)
    closed.wait(minutes=60)
    assert closing.rectify(closed.desk, MANAGER, CORRECTION) == 1
    sign(closed, 1)
    sign(closed, 2)
    closing.seal(closed.desk, ANNE)
    again = replace(CORRECTION, candidate_id=None, subject=" lieu de la session ", before="")
    assert closing.rectify(closed.desk, ANNE, again) == 2

    closed.reopen()
    first, second = closed.session().rectifications
    assert (first.at, first.author, first.agreed_by) == (after(60), MANAGER.label, "Anne Durand et Benoît Petit")
    assert (first.candidate_id, first.before, first.after) == (ELODIE, "Quimper", "Quimperlé")
    assert (second.author, second.subject, second.before) == ("Anne Durand", "lieu de la session", "Quimper")
    assert record(closed).content.startswith(before.content)


def test_the_old_value_is_the_one_printed_then_the_one_last_rectified(closed: Room) -> None:
    """Whoever types the correction cannot mistake, nor make up, what the procès-verbal says."""
    decision = RectificationDraft(CHLOE, "décision", "Échec", "Réussite", "erreur de saisie", (1, 2))
    again = replace(decision, before="", after="Réussite partielle", reason="relecture")
    birth = RectificationDraft(ELODIE, "Date de naissance", "", "15/03/1995", "acte de naissance", (2,))
    for correction in (decision, again, birth):
        closing.rectify(closed.desk, MANAGER, correction)
    closed.reopen()
    assert [(each.before, each.after) for each in closed.session().rectifications] == [
        ("Réussite partielle", "Réussite"),
        ("Réussite", "Réussite partielle"),
        ("14/03/1995", "15/03/1995"),
    ]
    with refused(JuryFault.RECTIFICATION_UNCHANGED) as told:
        closing.rectify(closed.desk, MANAGER, birth)
    assert "« 15/03/1995 »" in told.sentence
    assert len(closed.session().rectifications) == 3


def test_a_code_forgotten_after_closing_is_chosen_anew_and_signs(closed: Room) -> None:
    people.reset_pin(closed.desk, MANAGER, 1, "code oublié")
    people.declare(closed.desk, ANNE, "31415", {})
    closing.sign(closed.desk, 1, "31415")
    closing.sign(closed.desk, 2, PINS[2])
    assert documents.verify(record(closed).content, closed.desk).intact


@pytest.mark.parametrize("lacking", ["subject", "after", "reason", "agreed_by"])
def test_a_correction_says_everything(closed: Room, lacking: str) -> None:
    empty: dict[str, object] = {lacking: () if lacking == "agreed_by" else " "}
    with refused(Fault.RECTIFICATION_INCOMPLETE):
        closing.rectify(closed.desk, MANAGER, replace(CORRECTION, **empty))  # type: ignore[arg-type] # named fields
    assert closed.session().rectifications == ()


def test_a_decision_changes_with_every_juror_who_took_it_anything_else_with_one(closed: Room) -> None:
    decision = RectificationDraft(ELODIE, " decision ", "", "Échec", "erreur de saisie", (1,))
    for subject in (decision.subject, "CCP 1"):
        with refused(JuryFault.RECTIFICATION_NEEDS_ALL) as told:
            closing.rectify(closed.desk, MANAGER, replace(decision, subject=subject))
        assert "Il manque celui de Benoît Petit" in told.sentence
    for stranger in (INVIGILATOR.person_id or 0, 404):
        with refused(JuryFault.RECTIFICATION_BY_ANOTHER) as told:
            closing.rectify(closed.desk, MANAGER, replace(CORRECTION, agreed_by=(1, stranger)))
        assert "Anne Durand, Benoît Petit" in told.sentence
    assert closed.session().rectifications == ()
    closing.rectify(closed.desk, MANAGER, replace(decision, agreed_by=(2, 1)))
    closing.rectify(closed.desk, MANAGER, replace(CORRECTION, agreed_by=(2,)))
    agreed = [each.agreed_by for each in closed.session().rectifications]
    assert agreed == ["Anne Durand et Benoît Petit", "Benoît Petit"]


def test_the_day_ends_as_the_jury_decided(closed: Room) -> None:
    session = closed.session()
    outcomes = {candidate.id: session.outcome(candidate) for candidate in session.candidates}
    assert outcomes == {
        ELODIE: Outcome.PASSED,
        SOULEYMANE: Outcome.PASSED,
        CHLOE: Outcome.PARTIAL,
        IBRAHIM: Outcome.ABSENT,
    }
