"""Who the jury cannot deliberate on for want of a quorum: who may be noted, and what every rule then makes of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.access_path import AccessPath
from app.domain.agenda import agenda, resumes_at
from app.domain.attendance import Attendance, Presence
from app.domain.candidate import Candidate
from app.domain.decision import AwardValue, BlocStatus, Outcome
from app.domain.jury_room import RollEntry, Shortfall, Turn
from app.domain.ledger import ledger
from app.domain.meeting import aside_words, decision_stands, quorum_words, signatories
from app.domain.outcomes import lawful_outcomes
from app.domain.people import MANAGER, LinkKind, Recusal
from app.domain.representation import prospects, sits_again_until
from app.domain.rules.at_hand import points_at_hand
from app.domain.rules.base import Finding, Place, Severity
from app.domain.rules.behind_doors import deliberations_open_to
from app.domain.rules.closing_rules import frozen_digest
from app.domain.rules.registry import blocks_closing, judge
from app.domain.session import ExamSession
from app.domain.shortfall import deliberated_only, is_without_object, may_be_noted, notable
from tests.builders import (
    ABSENT,
    ANNE,
    BENOIT,
    ELODIE,
    SOULEYMANE,
    after,
    decided,
    empty_session,
    framework_with_ccps,
    graded,
    juror,
    locked,
    sound_title_session,
)
from tests.ruled import SUM_OF_TWENTY, of_blocs, with_points
from tests.unit.domain.breaking import closed, findings, with_candidate
from tests.unit.domain.preparing import PREPARING
from tests.unit.domain.test_rules import BREACHES

CAUSE = "M. Petit a découvert qu’il emploie ce candidat."
GONE = RollEntry(BENOIT.id, present=False, reason="rappelé à l’entrepôt", at=after(150))
LINKED = Recusal(BENOIT.id, SOULEYMANE.id, "employeur du candidat", LinkKind.OTHER)


def noted(session: ExamSession, *people: Candidate) -> ExamSession:
    """The session once the responsable noted the want of a quorum for these candidates."""
    new = tuple(Shortfall(who.id, CAUSE, "", "Claire Moreau", after(190)) for who in people)
    return replace(session, shortfalls=(*session.shortfalls, *new))


def short_of_one() -> ExamSession:
    """Élodie passed; a juror stands aside for Souleymane, who sat everything and waits; a third did not come."""
    session = graded(empty_session(framework_with_ccps(), "titre", ELODIE, SOULEYMANE, ABSENT))
    return replace(decided(session, ELODIE, Outcome.PASSED), recusals=(LINKED,))


def told(session: ExamSession, number: int) -> list[str]:
    return [finding.sentence for finding in findings(session, number)]


# Who may be noted


def test_a_candidate_without_a_quorum_may_be_noted_whoever_has_one_may_not() -> None:
    session = short_of_one()
    assert notable(session) == (SOULEYMANE,)
    assert notable(sound_title_session()) == ()
    assert notable(graded(empty_session(framework_with_ccps(), "titre", ELODIE, SOULEYMANE))) == ()


def test_a_juror_who_left_leaves_everybody_undecided_without_a_quorum() -> None:
    session = graded(empty_session(framework_with_ccps(), "titre", ELODIE, SOULEYMANE))
    assert notable(replace(session, roll=(GONE,))) == (ELODIE, SOULEYMANE)


def test_a_decision_that_all_confirmed_stands_although_a_juror_left() -> None:
    session = replace(sound_title_session(), roll=(GONE,))
    assert all(decision_stands(session, who) for who in (ELODIE, SOULEYMANE))
    assert quorum_words(session) == "quorum atteint", "no decision is still to come"
    assert notable(session) == ()


def test_a_decision_that_nobody_of_a_quorum_confirmed_does_not_stand() -> None:
    session = replace(sound_title_session(), roll=(GONE,))
    only_one = tuple(each for each in session.confirmations if each.juror_id == ANNE.id)
    assert notable(replace(session, confirmations=only_one)) == (ELODIE, SOULEYMANE), "one confirmed, one left"
    both_gone = replace(session, roll=(GONE, replace(GONE, juror_id=ANNE.id)), confirmations=())
    assert notable(both_gone) == (ELODIE, SOULEYMANE), "nobody is left to confirm"


def test_who_left_after_confirming_counts_until_who_stayed_disagrees() -> None:
    """The one who stayed may still confirm; as long as he or she does not, no quorum can change the decision."""
    session = replace(sound_title_session(), roll=(GONE,))
    waits = tuple(each for each in session.confirmations if each.juror_id == BENOIT.id)
    assert notable(replace(session, confirmations=waits)) == (ELODIE, SOULEYMANE)


def test_what_a_quorum_confirmed_stands_whoever_stayed_has_not_confirmed() -> None:
    session = replace(sound_title_session(), people=(ANNE, BENOIT, juror(4)))
    away = tuple(RollEntry(each.id, present=False, reason="dernier train", at=after(300)) for each in (ANNE, BENOIT))
    assert notable(replace(session, roll=away)) == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"attendance": None},
        {"attendance": Attendance(Presence.ABSENT, after(5), "non justifiée")},
    ],
)
def test_who_is_not_there_is_not_noted(changes: dict[str, object]) -> None:
    session = with_candidate(short_of_one(), 1, **changes)
    assert not may_be_noted(session, session.candidate(SOULEYMANE.id))


def test_nothing_is_noted_twice_or_after_the_closing() -> None:
    session = short_of_one()
    assert notable(noted(session, SOULEYMANE)) == ()
    assert notable(closed(session)) == ()


# What the rules make of it


def test_the_want_of_a_quorum_blocks_until_it_is_noted_and_is_then_told() -> None:
    session = short_of_one()
    assert blocks_closing(judge(session))
    assert any("ou constatez la carence dans Contrôles (C)" in sentence for sentence in told(session, 7))

    session = noted(session, SOULEYMANE)
    assert not blocks_closing(judge(session))
    [finding] = findings(session, 7)
    assert finding.severity is Severity.TO_JUSTIFY
    assert finding.place is Place.DOCUMENTS
    [sentence] = told(session, 7)
    assert sentence.startswith("Le jury ne délibère pas sur 1 candidat, faute de quorum : N’DIAYE Souleymane.")
    assert "à vérifier" in sentence
    assert points_at_hand(judge(session), MANAGER, heard=deliberations_open_to(session, MANAGER)) == 1


def test_a_juror_who_left_is_told_with_the_same_way_out() -> None:
    session = replace(graded(empty_session(framework_with_ccps(), "titre", ELODIE)), roll=(GONE,))
    [sentence] = [each for each in told(session, 41) if "quorum" in each]
    assert sentence.endswith("Rappelez un juré, ou constatez la carence dans Contrôles (C).")
    assert not blocks_closing(judge(noted(session, ELODIE)))


def test_what_is_noted_never_falls_by_itself_and_blocks_once_the_quorum_is_back() -> None:
    session = replace(noted(short_of_one(), SOULEYMANE), recusals=())
    assert session.outcome(SOULEYMANE) is Outcome.NOT_DELIBERATED
    assert is_without_object(session, session.shortfalls[0])
    found = [each for each in findings(session, 7) if each.severity is Severity.BLOCKING]
    assert [(each.place, each.candidate_id) for each in found] == [(Place.CHECKS, SOULEYMANE.id)]
    assert "Reprenez la constatation dans Contrôles (R)." in found[0].sentence


def test_whoever_is_found_absent_later_is_absent_and_what_was_noted_is_to_be_taken_back() -> None:
    session = with_candidate(noted(short_of_one(), SOULEYMANE), 1, attendance=ABSENT.attendance)
    who = session.candidate(SOULEYMANE.id)
    assert session.outcome(who) is Outcome.ABSENT
    assert session.bloc_status(who, "ccp1") is BlocStatus.NOT_SAT
    assert [each.severity for each in findings(session, 7)] == [Severity.BLOCKING]


OF_THE_DELIBERATION = (7, 15, 17, 20, 22, 23, 25, 26, 27, 28, 29, 49)
"""The rules that ask something of the deliberation on a candidate, or of what it waits for."""


@pytest.mark.parametrize("name", [name for name, (number, *_rest) in BREACHES.items() if number in OF_THE_DELIBERATION])
def test_each_breach_leaves_alone_who_is_not_deliberated_on_and_nobody_else(name: str) -> None:
    number, break_, _words = BREACHES[name]
    session = break_(sound_title_session())
    before = _about_candidates(session, number)
    assert before
    concerned = {each.candidate_id for each in before} - {who.id for who in session.candidates if who.is_absent}
    for candidate_id in concerned:
        left = _about_candidates(noted(session, session.candidate(candidate_id or 0)), number)
        assert left == [each for each in before if each.candidate_id != candidate_id]


@pytest.mark.parametrize("name", ["a trainer graded", "a quorum lost by a recusal", "a seat emptied by a recusal"])
def test_a_recusal_asks_nothing_more_for_who_is_not_deliberated_on(name: str) -> None:
    breach = PREPARING[name]
    session = breach.broken(breach.sound())
    before = _about_candidates(session, breach.number)
    assert before
    for candidate_id in {each.candidate_id or 0 for each in before}:
        assert not _about_candidates(noted(session, session.candidate(candidate_id)), breach.number)


def test_what_was_begun_on_a_bloc_already_held_is_decided_by_nobody() -> None:
    breach = PREPARING["a held CCP decided again"]
    session = breach.broken(breach.sound())
    [found] = [each for each in findings(session, 31) if each.severity is Severity.BLOCKING]
    left = findings(noted(session, session.candidate(found.candidate_id or 0)), 31)
    assert not any(each.severity is Severity.BLOCKING for each in left)


def test_a_decision_against_the_certifications_rule_needs_no_reason_once_noted() -> None:
    session = decided(with_points(of_blocs(SUM_OF_TWENTY), {1: {}, 2: {}}, type_id="bloc1"), ELODIE, Outcome.BLOC_LOST)
    assert findings(session, 49)
    assert not findings(noted(session, ELODIE), 49)


def _about_candidates(session: ExamSession, number: int) -> list[Finding]:
    """What one rule finds about somebody, but what it says of the noting itself."""
    return [
        each for each in findings(session, number) if each.candidate_id is not None and each.place is not Place.CHECKS
    ]


def test_nothing_begun_on_that_candidate_is_asked_for_any_more() -> None:
    """Everything at once: half a deliberation, refused without a motive, a grid open, nobody confirmed."""
    session = decided(short_of_one(), SOULEYMANE, Outcome.PARTIAL, lost=["ccp2"])
    broken = replace(
        session,
        positions=tuple(
            each if each.candidate_id == ELODIE.id else replace(each, motive="12/20", cited=())
            for each in session.positions[:-1]
        ),
        awards=tuple(replace(each, bloc_id="ccp9", value=AwardValue.WON) for each in session.awards),
        confirmations=tuple(each for each in session.confirmations if each.candidate_id == ELODIE.id),
        consultations=tuple(each for each in session.consultations if each.candidate_id == ELODIE.id),
        grids=tuple(
            replace(each, locked_at=None) if (each.candidate_id, each.part_id) == (SOULEYMANE.id, "ef") else each
            for each in session.grids
        ),
    )
    assert blocks_closing(judge(broken))
    left = [each for state in judge(noted(broken, SOULEYMANE)) for each in state.findings]
    assert [each.candidate_id for each in left] == [None], "only that there is no quorum"
    assert not blocks_closing(judge(noted(broken, SOULEYMANE)))


def test_the_same_breaches_still_block_for_the_others() -> None:
    session = noted(short_of_one(), SOULEYMANE)
    assert blocks_closing(judge(replace(session, decisions=())))
    assert blocks_closing(judge(replace(session, confirmations=())))
    assert blocks_closing(judge(replace(session, positions=session.positions[1:])))


def test_a_civil_status_is_still_asked_for_the_paper_names_the_candidate() -> None:
    session = noted(short_of_one(), SOULEYMANE)
    session = with_candidate(session, 1, identity=replace(SOULEYMANE.identity, birth_town=""))
    assert any("N’DIAYE Souleymane : à compléter" in sentence for sentence in told(session, 41))


def test_a_jury_of_which_nobody_is_left_to_deliberate_on_asks_for_no_more_members() -> None:
    alone = replace(short_of_one(), people=(ANNE,), recusals=())
    undecided = replace(alone, positions=alone.positions[:1], decisions=(), confirmations=())
    assert any("1 membre" in sentence for sentence in told(undecided, 4))
    assert any("1 membre" in sentence for sentence in told(noted(undecided, SOULEYMANE), 4)), "Élodie waits"
    assert not told(noted(undecided, ELODIE, SOULEYMANE), 4)


def test_a_grid_of_whoever_stood_aside_late_is_no_breach_once_noted() -> None:
    session = short_of_one()
    graded_by_him = locked(replace(session.grid(ANNE.id, SOULEYMANE.id, "oral"), juror_id=BENOIT.id))
    session = replace(session, grids=(*session.grids, graded_by_him))
    assert any("une grille existe au nom" in sentence for sentence in told(session, 7))
    assert not any("une grille existe" in sentence for sentence in told(noted(session, SOULEYMANE), 7))


def test_the_closing_freezes_it() -> None:
    session = short_of_one()
    with_it = noted(session, SOULEYMANE)
    assert frozen_digest(with_it) != frozen_digest(session)
    assert not findings(closed(with_it), 40)
    other = replace(with_it.shortfalls[0], cause="autre cause, plus longue")
    assert findings(replace(closed(with_it), shortfalls=(other,)), 40)


# What the rest of the program reads


def test_it_is_an_outcome_that_nobody_decides() -> None:
    session = noted(short_of_one(), SOULEYMANE)
    assert session.outcome(SOULEYMANE) is Outcome.NOT_DELIBERATED
    assert not Outcome.NOT_DELIBERATED.is_decided
    assert Outcome.NOT_DELIBERATED not in lawful_outcomes(session, SOULEYMANE)
    assert session.bloc_status(SOULEYMANE, "ccp1") is BlocStatus.NOT_DELIBERATED


def test_it_is_neither_a_failure_nor_an_absence_no_year_begins() -> None:
    who = replace(SOULEYMANE, access_path=AccessPath.FORMATION)
    session = noted(short_of_one(), SOULEYMANE)
    assert sits_again_until(session, who) is None
    [line] = prospects(session, who)
    assert "nouvelle session (à vérifier)" in line


def test_what_was_begun_stays_in_the_session_and_on_no_paper() -> None:
    session = noted(decided(short_of_one(), SOULEYMANE, Outcome.PARTIAL, lost=["ccp2"]), SOULEYMANE)
    said = deliberated_only(session)
    for begun in (said.positions, said.decisions, said.awards, said.confirmations, said.consultations):
        assert SOULEYMANE.id not in {each.candidate_id for each in begun}
    assert {each.candidate_id for each in said.decisions} == {ELODIE.id}
    assert len(session.decisions) == 2
    assert deliberated_only(short_of_one()) == short_of_one()


def test_the_agenda_has_it_over_and_does_not_come_back_to_it() -> None:
    turns = (Turn(1, SOULEYMANE.id, after(160)),)
    session = replace(short_of_one(), turns=turns)
    assert resumes_at(session) == SOULEYMANE.id
    session = noted(session, SOULEYMANE)
    assert resumes_at(session) is None
    line = agenda(session).line(SOULEYMANE.id)
    assert line.is_over
    assert line.is_undeliberated
    assert agenda(session).left(after(170)) == timedelta(0)
    assert quorum_words(session) == "quorum atteint"
    assert quorum_words(short_of_one()) == "quorum non atteint pour 1 candidat"


def test_nobody_waits_for_a_grid_that_no_deliberation_needs() -> None:
    session = short_of_one()
    left = tuple(each for each in session.grids if (each.candidate_id, each.part_id) != (SOULEYMANE.id, "ef"))
    session = replace(session, grids=left)
    assert [owed.part_id for owed in ledger(session).grids if not owed.state.is_settled] == ["ef"]
    known = ledger(noted(session, SOULEYMANE))
    assert all(owed.state.is_settled for owed in known.grids)
    assert SOULEYMANE.id in known.by_candidate, "those that are in are still shown"


def test_who_deliberated_on_nobody_signs_nothing_and_why_is_said() -> None:
    chloe = replace(juror(4, "Chloé", "Roux"), panel=2)
    anne, benoit = replace(ANNE, panel=1), replace(BENOIT, panel=1)
    elodie, souleymane = replace(ELODIE, panel=1), replace(SOULEYMANE, panel=2)
    session = graded(empty_session(framework_with_ccps(), "titre", elodie, souleymane, jurors=(anne, benoit, chloe)))
    session = noted(decided(session, elodie, Outcome.PASSED), souleymane)
    assert signatories(session) == (anne, benoit)
    assert aside_words(session, chloe) == "n’a pas pris part à la délibération : quorum non atteint"


def test_whoever_is_there_signs_when_nobody_could_be_deliberated_on() -> None:
    session = replace(graded(empty_session(framework_with_ccps(), "titre", ELODIE)), roll=(GONE,))
    assert signatories(noted(session, ELODIE)) == (ANNE,)
