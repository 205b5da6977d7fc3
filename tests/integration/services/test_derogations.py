"""A breach let stand: who may, about what, written once, and what the closing makes of it."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from app.domain.faults import Fault, JuryFault
from app.domain.people import MANAGER, Actor
from app.domain.rules.registry import judge
from app.models.deliberation_rows import DerogationRow
from app.services import candidates, closing, derogations, sessions
from tests.integration.services.room import ANNE, CHLOE, ELODIE, INVIGILATOR, Room, refused, sheet, waver

AUTHORITY, REASON = "Mme Rivoire, DDETS", "acte de naissance attendu lundi"


def lose_birth_place(room: Room) -> str:
    """Take one identity field away from somebody who passed; gives back the sentence of the breach."""
    draft = candidates.draft_of(room.candidate(ELODIE))
    incomplete = replace(draft, identity=replace(draft.identity, birth_town=""))
    candidates.change(room.desk, MANAGER, ELODIE, incomplete)
    [found] = derogations.passable(room.session(), MANAGER, 41)
    return found.sentence


def grant(room: Room, finding: str, rule: int = 41, candidate_id: int | None = ELODIE, actor: Actor = MANAGER) -> int:
    return derogations.grant(
        room.desk,
        actor,
        rule,
        candidate_id,
        finding,
        granted_by=AUTHORITY,
        reason=REASON,
    )


def test_a_named_derogation_lets_the_jury_close_and_is_frozen_with_the_rest(decided: Room) -> None:
    finding = lose_birth_place(decided)
    with refused(Fault.CLOSING_BLOCKED):
        closing.close(decided.desk, ANNE)

    assert grant(decided, finding) == 1
    closing.close(decided.desk, ANNE)
    decided.reopen()

    [kept] = decided.session().derogations
    assert (kept.rule, kept.candidate_id, kept.finding) == (41, ELODIE, finding)
    assert (kept.granted_by, kept.reason) == (AUTHORITY, REASON)
    [state] = [each for each in judge(decided.session()) if each.rule.number == 40]
    assert state.findings == ()


def test_a_derogation_is_written_once(decided: Room) -> None:
    grant(decided, lose_birth_place(decided))
    with refused(Fault.WRITTEN_ONCE), decided.desk.write(MANAGER) as rows:
        rows.scalars(select(DerogationRow)).one().reason = "autre raison"


def test_it_says_who_and_why(decided: Room) -> None:
    finding = lose_birth_place(decided)
    for granted_by, reason in ((" ", REASON), (AUTHORITY, "")):
        with refused(JuryFault.DEROGATION_INCOMPLETE):
            derogations.grant(decided.desk, MANAGER, 41, ELODIE, finding, granted_by=granted_by, reason=reason)


def test_only_the_responsable_or_a_juror_writes_one(decided: Room) -> None:
    finding = lose_birth_place(decided)
    with refused(Fault.JUROR_ONLY):
        grant(decided, finding, actor=INVIGILATOR)
    assert grant(decided, finding, actor=ANNE) == 1


def test_a_breach_that_is_gone_or_on_somebody_else_is_refused(decided: Room) -> None:
    finding = lose_birth_place(decided)
    with refused(JuryFault.FINDING_GONE):
        grant(decided, finding, candidate_id=CHLOE)
    with refused(JuryFault.FINDING_GONE):
        grant(decided, "Tout va bien.")


def test_a_missing_decision_is_nobodys_to_pass_over(graded: Room) -> None:
    [undecided] = [
        finding
        for state in judge(graded.session())
        for finding in state.findings
        if state.rule.number == 41 and finding.candidate_id == ELODIE
    ]
    with refused(JuryFault.FINDING_GONE):
        grant(graded, undecided.sentence)  # behind doors for the responsable
    with refused(JuryFault.NOTHING_TO_JUSTIFY):
        grant(graded, undecided.sentence, actor=ANNE)


def test_a_missing_confirmation_is_given_not_passed_over(decided: Room) -> None:
    waver(decided, ELODIE)
    [waits, *_others] = [
        finding for state in judge(decided.session()) for finding in state.findings if state.rule.number == 26
    ]
    with refused(JuryFault.NO_DEROGATION):
        grant(decided, waits.sentence, rule=26, actor=ANNE)


def test_a_point_to_justify_takes_a_reason(prepared: Room) -> None:
    sessions.change_sheet(prepared.desk, MANAGER, replace(sheet(), ceres_number=""))
    [point] = derogations.passable(prepared.session(), MANAGER, 41)
    before = closing.open_points(prepared.desk, MANAGER)

    derogations.grant(
        prepared.desk, MANAGER, 41, None, point.sentence, granted_by="le responsable", reason="CERES en panne"
    )

    assert closing.open_points(prepared.desk, MANAGER) == before - 1
    assert derogations.passable(prepared.session(), MANAGER, 41) == ()


def test_nothing_is_passed_over_once_closed(closed: Room) -> None:
    with refused(JuryFault.FINDING_GONE):
        grant(closed, "Le lieu de naissance manque.")
    assert closed.session().derogations == ()


@pytest.mark.parametrize("rule", [6, 26, 40])
def test_the_rules_that_protect_the_decision_offer_nothing(decided: Room, rule: int) -> None:
    assert derogations.passable(decided.session(), ANNE, rule) == ()
