"""One session read: who evaluates whom, what each candidate sits, what each bloc column says."""

import datetime as dt
from dataclasses import replace
from fractions import Fraction

import pytest

from app.domain.answer import NO
from app.domain.candidate import Candidate, CivilIdentity
from app.domain.decision import Award, AwardValue, BlocStatus, Outcome
from app.domain.framework.terms import SessionKind
from app.domain.grading import Grid
from app.domain.people import MANAGER, Actor, Function, Recusal
from app.domain.session import ExamSession
from tests.builders import (
    ABSENT,
    ANNE,
    BENOIT,
    ELODIE,
    FINAL_INTERVIEW,
    INVIGILATOR,
    NOW,
    SOULEYMANE,
    decided,
    empty_session,
    framework_with_bloc_criteria,
    framework_with_ccps,
    framework_without_criteria,
    graded,
    held,
    holding,
    juror,
    sound_title_session,
    with_third_time,
)


def prepared(type_id: str = "titre", *candidates: Candidate) -> ExamSession:
    return empty_session(framework_with_ccps(), type_id, *(candidates or (ELODIE, SOULEYMANE)))


def parts(session: ExamSession, who: Candidate) -> list[str]:
    return [part.id for _modality, part in session.parts_for(who)]


def units(session: ExamSession, who: Candidate) -> list[str]:
    return [unit.id for unit in session.units_for(who)]


def test_people_are_jurors_or_others() -> None:
    session = prepared()

    assert session.jurors == (ANNE, BENOIT)
    assert session.others == (INVIGILATOR,)
    assert session.person(2) is BENOIT
    assert session.candidate(2) is SOULEYMANE
    with pytest.raises(KeyError):
        session.person(99)
    with pytest.raises(KeyError):
        session.candidate(99)


def test_a_recusal_is_for_one_candidate() -> None:
    session = replace(prepared(), recusals=(Recusal(1, ELODIE.id, "ancienne formatrice"),))

    assert session.jurors_for(ELODIE) == (BENOIT,)
    assert session.jurors_for(SOULEYMANE) == (ANNE, BENOIT)


def test_juries_in_parallel_each_hear_their_own_candidates() -> None:
    chloe = juror(4, "Chloé", "Roux")
    first, second = replace(ANNE, panel=1), replace(BENOIT, panel=2)
    heard_first, heard_by_all = replace(ELODIE, panel=1), SOULEYMANE
    session = replace(prepared(), people=(first, second, chloe), candidates=(heard_first, heard_by_all))

    assert session.jurors_for(heard_first) == (first, chloe)
    assert session.jurors_for(heard_by_all) == (first, second, chloe)
    assert session.hears(chloe, heard_first)
    assert not session.hears(second, heard_first)


def test_a_session_counts_its_days_both_ends_included() -> None:
    session = prepared()
    longer = replace(session, sheet=replace(session.sheet, ends_on=NOW.date() + dt.timedelta(days=2)))

    assert session.days() == (dt.date(2026, 5, 12),)
    assert longer.days() == (dt.date(2026, 5, 12), dt.date(2026, 5, 13), dt.date(2026, 5, 14))


def test_a_title_session_shows_every_part_in_order() -> None:
    session = prepared()

    assert parts(session, ELODIE) == ["ecrit", "oral", "et", "ef"]
    assert units(session, ELODIE) == ["c1", "c2", "c3"]
    final = session.final_interview(ELODIE)
    assert final is not None
    assert final.id == "ef"


def test_a_bloc_already_held_is_never_judged_again() -> None:
    who = holding(ELODIE, "ccp1")
    session = prepared("titre", who)

    assert units(session, who) == ["c3"]
    assert parts(session, who) == ["ecrit", "et", "ef"]
    _modality, written = session.part_for(who, "ecrit")
    assert [unit.id for unit in session.grid_units(who, written)] == ["c3"]
    with pytest.raises(KeyError):
        session.part_for(who, "oral")


@pytest.mark.parametrize(
    ("type_id", "priors", "last"),
    [
        ("ccp1", (), False),
        ("ccp1", ("ccp2",), True),
        ("ccp1", ("ccp1",), False),
        ("ccp2", ("ccp1",), True),
        ("titre", ("ccp1",), False),
    ],
)
def test_the_last_ccp_brings_the_final_interview(type_id: str, priors: tuple[str, ...], *, last: bool) -> None:
    who = holding(ELODIE, *priors)
    session = prepared(type_id, who)

    assert session.is_last_ccp(who) is last
    if type_id != "titre":
        assert (session.final_interview(who) == FINAL_INTERVIEW.parts[0]) is last


def test_each_expected_grid_is_named_written_or_not() -> None:
    session = replace(prepared(), grids=(Grid(2, 1, "oral", appreciation="Bien."),))

    expected = [(juror.id, part.id, grid.appreciation) for juror, part, grid in session.grids_of(ELODIE)]

    assert len(expected) == 8
    assert (2, "oral", "Bien.") in expected
    assert (1, "oral", "") in expected
    assert not session.all_locked(ELODIE)
    assert session.all_locked(graded(session).candidate(1)) is False
    assert graded(session).all_locked(ELODIE)


def test_nothing_is_locked_when_nobody_may_evaluate() -> None:
    session = replace(prepared(), people=())

    assert not session.all_locked(ELODIE)


def test_extra_time_lengthens_every_phase_of_its_candidate() -> None:
    who = with_third_time(ELODIE)
    session = prepared("titre", who, SOULEYMANE)
    _modality, oral = session.part_for(who, "oral")

    assert [clock.planned for clock in session.clocks(who, oral)] == [
        dt.timedelta(minutes=14),
        dt.timedelta(minutes=27),
    ]
    assert [clock.planned for clock in session.clocks(SOULEYMANE, oral)] == [
        dt.timedelta(minutes=10),
        dt.timedelta(minutes=20),
    ]
    assert (who.extra_time, SOULEYMANE.extra_time) == (Fraction(1, 3), Fraction(0))


def test_a_part_is_held_once_its_phases_ended_or_its_paper_grids_are_locked() -> None:
    session = prepared()
    _modality, oral = session.part_for(ELODIE, "oral")
    begun = replace(session, phase_events={(1, "oral"): held(1)})
    timed = replace(session, phase_events={(1, "oral"): held(2)})
    on_paper = replace(graded(session), phase_events={})

    assert [each.is_held(ELODIE, oral) for each in (session, begun, timed, on_paper)] == [False, False, True, True]
    assert not timed.is_held(SOULEYMANE, oral)


def statuses(session: ExamSession, who: Candidate) -> list[BlocStatus]:
    return [session.bloc_status(who, bloc.id) for bloc in session.framework.blocs]


def test_bloc_columns_before_any_decision() -> None:
    assert statuses(prepared(), ELODIE) == [BlocStatus.OPEN, BlocStatus.OPEN]
    assert statuses(prepared("ccp1"), ELODIE) == [BlocStatus.OPEN, BlocStatus.NOT_SAT]
    assert statuses(prepared("titre", ABSENT), ABSENT) == [BlocStatus.NOT_SAT, BlocStatus.NOT_SAT]
    assert statuses(prepared("titre", holding(ELODIE, "ccp2")), holding(ELODIE, "ccp2")) == [
        BlocStatus.OPEN,
        BlocStatus.HELD,
    ]


@pytest.mark.parametrize(
    ("type_id", "outcome", "lost", "wanted"),
    [
        ("titre", Outcome.PASSED, [], [BlocStatus.WON, BlocStatus.WON]),
        ("titre", Outcome.PARTIAL, ["ccp2"], [BlocStatus.WON, BlocStatus.LOST]),
        ("titre", Outcome.FAILED, ["ccp1", "ccp2"], [BlocStatus.LOST, BlocStatus.LOST]),
        ("ccp1", Outcome.BLOC_WON, [], [BlocStatus.WON, BlocStatus.NOT_SAT]),
        ("ccp1", Outcome.BLOC_LOST, ["ccp1"], [BlocStatus.LOST, BlocStatus.NOT_SAT]),
    ],
)
def test_bloc_columns_after_a_decision(
    type_id: str, outcome: Outcome, lost: list[str], wanted: list[BlocStatus]
) -> None:
    session = decided(graded(prepared(type_id, ELODIE)), ELODIE, outcome, lost=lost)

    assert statuses(session, ELODIE) == wanted
    assert session.outcome(ELODIE) is outcome
    assert session.confirmed_by(ELODIE.id) == {1, 2}
    assert session.confirmed_by(SOULEYMANE.id) == frozenset()


def test_a_refused_title_leaves_its_ccps_to_the_jury_and_a_refused_ccs_does_not() -> None:
    title = decided(graded(prepared("titre", ELODIE)), ELODIE, Outcome.FAILED)
    ccs = decided(graded(prepared("ccs", ELODIE)), ELODIE, Outcome.FAILED)

    assert statuses(replace(title, awards=()), ELODIE) == [BlocStatus.OPEN, BlocStatus.OPEN]
    assert statuses(replace(ccs, awards=()), ELODIE) == [BlocStatus.NOT_SAT, BlocStatus.LOST]


def test_an_award_of_the_jury_is_what_the_column_says() -> None:
    session = replace(prepared(), awards=(Award(1, "ccp1", AwardValue.WON), Award(2, "ccp1", AwardValue.LOST)))

    assert session.award(1, "ccp1") is AwardValue.WON
    assert session.award(1, "ccp2") is None
    assert session.bloc_status(SOULEYMANE, "ccp1") is BlocStatus.LOST


def test_an_absence_is_the_outcome_whatever_was_decided() -> None:
    session = decided(sound_title_session(), ABSENT, Outcome.PASSED)

    assert session.outcome(ABSENT) is Outcome.ABSENT
    assert statuses(session, ABSENT) == [BlocStatus.NOT_SAT, BlocStatus.NOT_SAT]


@pytest.mark.parametrize(
    ("session", "unit_ids", "ministry"),
    [
        (prepared(), ["c1", "c2", "c3"], True),
        (empty_session(framework_with_bloc_criteria(), "titre", ELODIE), ["bloc1", "a2"], False),
        (empty_session(framework_with_bloc_criteria(), "bloc1", ELODIE), ["bloc1"], False),
        (empty_session(framework_without_criteria(), "bloc1", ELODIE), ["bloc1"], False),
    ],
)
def test_the_shape_of_the_referentiel_decides_on_what_positions_are_taken(
    session: ExamSession, unit_ids: list[str], *, ministry: bool
) -> None:
    assert units(session, ELODIE) == unit_ids
    assert session.is_title_of_ministry is ministry


def test_many_candidates_are_read_by_key_and_each_finds_its_own() -> None:
    many = tuple(replace(ELODIE, id=number, rank=number) for number in range(1, 41))
    session = graded(empty_session(framework_with_ccps(), "ccp2", *many), NO)

    assert session.type.kind is SessionKind.CCP
    assert all(session.all_locked(who) for who in many)
    assert {session.grid(1, who.id, "ecrit").candidate_id for who in many} == set(range(1, 41))


def test_names_are_shown_as_papers_write_them() -> None:
    married = replace(ELODIE.identity, usage_name="MARTIN")

    assert ELODIE.name == "LE GOFF Élodie"
    assert married.full_name == "LE GOFF (MARTIN) Élodie"
    assert replace(married, usage_name="LE GOFF").full_name == "LE GOFF Élodie"
    assert (ANNE.name, ANNE.short_name, ANNE.initials) == ("Anne Durand", "A. Durand", "A. D.")


@pytest.mark.parametrize(("given", "initial"), [("Malika", "Ma"), ("Éric", "É"), ("Marie-Laure", "Ma"), ("Noé", "N")])
def test_a_short_name_never_reads_as_monsieur(given: str, initial: str) -> None:
    somebody = replace(ANNE, given_name=given, family_name="Benali")

    assert (somebody.short_name, somebody.initials) == (f"{initial}. Benali", f"{initial}. B.")


def test_a_qualification_needs_a_name_a_date_and_a_place_of_birth() -> None:
    assert ELODIE.identity.missing_fields() == ()
    assert CivilIdentity("", "Élodie").missing_fields() == (
        "nom de naissance",
        "date de naissance",
        "lieu de naissance",
    )
    assert CivilIdentity("LE GOFF", "").missing_fields() == ("prénom", "date de naissance", "lieu de naissance")


def test_a_habilitation_serves_until_its_last_day_included() -> None:
    last = dt.date(2027, 12, 31)

    assert ANNE.habilitated_on(last)
    assert not ANNE.habilitated_on(last + dt.timedelta(days=1))
    assert not replace(ANNE, habilitation="").habilitated_on(NOW.date())
    assert not replace(ANNE, habilitation_until=None).habilitated_on(NOW.date())


def test_only_jurors_evaluate() -> None:
    assert [function for function in Function if function.evaluates] == [Function.JUROR]
    assert [function.label for function in Function] == ["membre du jury", "intervenant ponctuel", "surveillant"]
    assert MANAGER.is_manager
    assert not Actor(1, "Anne Durand").is_manager
