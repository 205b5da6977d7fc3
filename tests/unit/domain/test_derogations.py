"""What the closing may pass over, for which rules, and for how long."""

import datetime as dt
from dataclasses import replace

import pytest

from app.domain.jury_room import Derogation
from app.domain.rules.base import Finding, Place, Rule, RuleState, Severity, Source, Standing
from app.domain.rules.registry import RULES, blocks_closing, judge
from app.domain.session import ExamSession
from tests.builders import ELODIE, NOW, sound_title_session
from tests.unit.domain.breaking import findings, with_candidate, with_juror, with_sheet

BY_NUMBER = {rule.number: rule for rule in RULES}
NEVER = (1, 2, 3, 4, 6, 7, 8, 9, 13, 17, 20, 21, 22, 23, 25, 26, 27, 28, 30, 31, 32, 35, 40)
"""Every rule that blocks and that nobody may derogate from."""


def granted(session: ExamSession, number: int, finding: Finding) -> ExamSession:
    """The session in which this breach, as it reads, was let stand."""
    passed = Derogation(
        1, number, finding.candidate_id, finding.sentence, "Mme Rivoire, DDETS", "acte attendu lundi", NOW
    )
    return replace(session, derogations=(*session.derogations, passed))


def without_birth_place() -> ExamSession:
    """A sound session, but for the birth place of one candidate who passed."""
    sound = sound_title_session()
    return with_candidate(sound, 0, identity=replace(sound.candidates[0].identity, birth_town=""))


def state(session: ExamSession, number: int) -> RuleState:
    return next(each for each in judge(session) if each.rule.number == number)


def test_an_identity_that_is_proved_later_no_longer_blocks() -> None:
    session = without_birth_place()
    [missing] = findings(session, 41)
    assert blocks_closing(judge(session))

    passed = granted(session, 41, missing)

    assert not blocks_closing(judge(passed))
    assert state(passed, 41).standing is Standing.DEROGATED
    assert [each.derogation.granted_by for each in state(passed, 41).passed] == ["Mme Rivoire, DDETS"]


def test_a_derogation_counts_no_more_once_the_breach_reads_otherwise() -> None:
    session = without_birth_place()
    [missing] = findings(session, 41)
    passed = granted(session, 41, missing)
    identity = replace(passed.candidates[0].identity, birth_date=None)

    worse = with_candidate(passed, 0, identity=identity)

    assert blocks_closing(judge(worse))
    assert state(worse, 41).passed == ()


def test_a_derogation_on_one_candidate_says_nothing_of_another_rule_or_person() -> None:
    session = without_birth_place()
    [missing] = findings(session, 41)

    for other in (granted(session, 11, missing), granted(session, 41, replace(missing, candidate_id=77))):
        assert blocks_closing(judge(other))


def test_an_identity_document_shown_later_no_longer_blocks() -> None:
    attendance = ELODIE.attendance
    assert attendance is not None
    session = with_candidate(sound_title_session(), 0, attendance=replace(attendance, detail=" "))
    [unseen] = findings(session, 11)

    assert blocks_closing(judge(session))
    assert not blocks_closing(judge(granted(session, 11, unseen)))


def test_a_presence_that_nobody_observed_is_never_passed_over() -> None:
    session = with_candidate(sound_title_session(), 0, attendance=None)
    for number in (11, 20, 41):
        for finding in findings(session, number):
            session = granted(session, number, finding)

    assert blocks_closing(judge(session))
    assert all(each.passed == () for each in judge(session))


@pytest.mark.parametrize("number", NEVER)
def test_a_rule_on_which_decisions_rest_lets_nobody_derogate(number: int) -> None:
    rule = BY_NUMBER[number]
    assert rule.derogation == ""
    assert not rule.is_passable(Finding("Ce point bloque.", Place.DAY, derogable=True))


def test_only_two_rules_let_a_named_authority_derogate_and_say_about_what() -> None:
    assert {rule.number for rule in RULES if rule.derogation} == {11, 41}


def test_a_missing_decision_is_never_passed_over_though_its_rule_knows_derogations() -> None:
    session = replace(sound_title_session(), decisions=sound_title_session().decisions[1:])
    [missing] = findings(session, 41)

    assert blocks_closing(judge(granted(session, 41, missing)))


def test_a_point_that_asks_for_a_reason_takes_one() -> None:
    session = with_sheet(sound_title_session(), ceres_number="")
    [number] = findings(session, 41)
    assert number.severity is Severity.TO_JUSTIFY

    reasoned = granted(session, 41, number)

    assert findings(reasoned, 41) == ()
    assert state(reasoned, 41).standing is Standing.JUSTIFIED


def test_a_reason_written_at_set_up_does_not_cover_what_blocks_later() -> None:
    deliberated = with_juror(sound_title_session(), habilitation="")
    preparing = replace(deliberated, positions=(), decisions=(), awards=(), confirmations=())
    [lapsed] = findings(preparing, 4)
    assert lapsed.severity is Severity.TO_JUSTIFY
    assert findings(granted(preparing, 4, lapsed), 4) == ()

    later = granted(deliberated, 4, lapsed)

    assert [finding.severity for finding in findings(later, 4)] == [Severity.BLOCKING]
    assert blocks_closing(judge(later))


@pytest.mark.parametrize("number", [22, 29, 46])
def test_where_a_reason_has_a_place_of_its_own_none_is_written_here(number: int) -> None:
    assert not BY_NUMBER[number].is_passable(Finding("À expliquer.", Place.DAY, severity=Severity.TO_JUSTIFY))


def test_what_the_session_awaits_is_not_passed_over() -> None:
    rule = Rule(99, "Une règle", Source.TOOL, "", lambda _session: (), derogation="tout")
    due = Finding("À faire.", Place.DAY, due=dt.date(2026, 5, 12), derogable=True)

    assert rule.is_passable(due)
    assert not rule.is_passable(replace(due, awaits=True))
