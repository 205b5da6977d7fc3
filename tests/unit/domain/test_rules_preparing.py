"""What a preparation lacks: each breach is found, leads to its field by its day, and goes when it is mended."""

import datetime as dt
import re
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.access_path import AccessPath
from app.domain.candidate import Candidate, CivilIdentity
from app.domain.composition import lost_by_recusal
from app.domain.people import MANAGER, Actor, Function, LinkKind, Person, Recusal
from app.domain.rules.at_hand import points_at_hand
from app.domain.rules.base import Severity, Standing
from app.domain.rules.registry import RULES, blocks_closing, judge
from app.domain.session_sheet import looks_like_a_number
from tests.builders import (
    ABSENT,
    ANNE,
    BENOIT,
    ELODIE,
    NOW,
    SOULEYMANE,
    empty_session,
    framework_with_bloc_criteria,
    framework_with_ccps,
    graded,
    juror,
    sound_title_session,
)
from tests.unit.domain.breaking import findings, with_candidate, with_framework, with_grid, with_juror, with_motive
from tests.unit.domain.preparing import PREPARING, recused, with_people
from tests.unit.test_house import BAD_TYPOGRAPHY

LATECOMER = replace(ABSENT, attendance=None)
"""Enrolled, and not seen yet."""


def loosely(text: str) -> str:
    return re.sub(r"\s", " ", text)


@pytest.mark.parametrize("name", PREPARING)
def test_a_sound_session_lacks_nothing(name: str) -> None:
    breach = PREPARING[name]

    assert [finding.sentence for finding in findings(breach.sound(), breach.number)] == []


@pytest.mark.parametrize("name", PREPARING)
def test_each_breach_is_found_with_its_field_and_its_day(name: str) -> None:
    breach = PREPARING[name]

    found = findings(breach.broken(breach.sound()), breach.number)

    told_so = [each for each in found if re.search(breach.wanted, loosely(each.sentence))]
    assert told_so, [each.sentence for each in found]
    assert {(each.severity, each.field, each.due) for each in told_so} == {(breach.severity, breach.field, breach.due)}


@pytest.mark.parametrize("name", PREPARING)
def test_each_breach_is_gone_once_mended(name: str) -> None:
    breach = PREPARING[name]

    found = findings(breach.mended(breach.broken(breach.sound())), breach.number)

    assert [each.sentence for each in found if re.search(breach.wanted, loosely(each.sentence))] == []


@pytest.mark.parametrize("name", PREPARING)
def test_each_finding_is_clean_french(name: str) -> None:
    breach = PREPARING[name]

    for state in judge(breach.broken(breach.sound())):
        for finding in state.findings:
            assert [what for what, bad in BAD_TYPOGRAPHY.items() if bad.search(finding.sentence)] == []
            assert finding.sentence.endswith(".")
            assert ".." not in finding.sentence


# What is judged when


def standings(*numbers: int, session: object = None) -> list[Standing]:
    prepared = session or empty_session(framework_with_ccps(), "titre", replace(ELODIE, attendance=None))
    return [state.standing for state in judge(prepared) if state.rule.number in numbers]  # type: ignore[arg-type] # one session or several


def test_nothing_is_called_met_before_it_can_be_judged() -> None:
    assert set(standings(2, 9, 17, 18, 20, 21, 22, 23, 25, 26, 27, 28, 29, 30, 40)) == {Standing.NOT_YET}
    assert standings(1, 3, 4, 8) == [Standing.MET] * 4


def test_a_session_without_anybody_is_not_judged_on_its_people() -> None:
    nobody = empty_session(framework_with_ccps(), "titre", jurors=())

    assert set(standings(5, 6, 7, 8, 10, 11, 13, 15, 31, 33, 35, session=nobody)) == {Standing.NOT_YET}
    assert standings(4, session=nobody) == [Standing.TO_JUSTIFY]


def test_grading_and_deliberation_each_open_their_own_rules() -> None:
    marked = graded(empty_session(framework_with_ccps(), "titre", ELODIE))

    assert set(standings(2, 17, 18, 20, 21, 40, session=marked)) == {Standing.MET}
    assert set(standings(22, 23, 26, 27, 28, 29, 30, session=marked)) == {Standing.NOT_YET}
    assert set(standings(17, 20, 22, 28, 41, session=sound_title_session())) == {Standing.MET}


def test_a_breach_is_told_even_before_its_moment() -> None:
    marked = graded(empty_session(framework_with_ccps(), "titre", ELODIE, SOULEYMANE))
    emptied = with_grid(marked, ELODIE, "oral", marks={})

    assert standings(20, session=emptied) == [Standing.BLOCKING], "locked, and yet incomplete"


def test_where_nobody_came_there_is_nothing_left_to_wait_for() -> None:
    assert set(standings(17, 20, 22, 28, session=empty_session(framework_with_ccps(), "titre", ABSENT))) == {
        Standing.MET
    }


def test_what_comes_by_itself_is_not_to_settle_yet_and_blocks_the_closing() -> None:
    """A grid to lock, a presence to observe, a decision to take: the day brings them, nobody is late."""
    marked = graded(empty_session(framework_with_ccps(), "titre", ELODIE, SOULEYMANE))
    first = marked.grids[0]
    opened = replace(marked, grids=(replace(first, locked_at=None, digest=""), *marked.grids[1:]))
    unseen = replace(opened, candidates=(*opened.candidates, LATECOMER))
    states = {state.rule.number: state for state in judge(unseen)}

    for number in (11, 20, 41):
        assert states[number].standing is Standing.NOT_YET
        assert blocks_closing((states[number],))
        assert states[number].severity is Severity.BLOCKING
    everybody = frozenset(each.id for each in unseen.candidates)
    for actor in (MANAGER, Actor(first.juror_id, "Anne Durand")):
        assert points_at_hand([states[number] for number in (11, 20, 41)], actor, heard=everybody) == 0


def test_what_the_responsable_alone_completes_is_asked_from_the_list_on() -> None:
    """The evening is too late: the jury sits behind closed doors, and only the responsable can complete."""
    nowhere = replace(LATECOMER, identity=replace(LATECOMER.identity, birth_town=""))
    listed = empty_session(framework_with_ccps(), "titre", nowhere)
    unnumbered = replace(listed, sheet=replace(listed.sheet, record_number=""))
    [state] = [state for state in judge(unnumbered) if state.rule.number == 41]

    assert {finding.field for finding in state.findings if finding.severity is Severity.BLOCKING} == {
        "record_number",
        "identity",
    }
    assert {finding.due for finding in state.findings if finding.severity is Severity.BLOCKING} == {
        listed.sheet.starts_on
    }
    assert points_at_hand([state], MANAGER, heard=frozenset()) == 2
    absent = replace(unnumbered, candidates=(replace(nowhere, attendance=ABSENT.attendance),))
    [state] = [state for state in judge(absent) if state.rule.number == 41]
    assert "identity" not in {finding.field for finding in state.findings}


def test_what_was_awaited_is_to_settle_once_its_time_has_gone_by() -> None:
    decided = sound_title_session()
    first = decided.grids[0]
    late = replace(
        decided,
        grids=(replace(first, locked_at=None, digest=""), *decided.grids[1:]),
        candidates=(*decided.candidates, LATECOMER),
        confirmations=(),
    )
    behind_doors = replace(late, doors_closed_at=NOW)

    assert set(standings(11, 20, 26, 41, session=late)) == {Standing.BLOCKING}
    assert set(standings(26, 41, session=behind_doors)) == {Standing.NOT_YET}, "the jury is still at it"


def test_the_points_left_are_those_that_a_person_may_read_and_settle() -> None:
    anne = Actor(sound_title_session().jurors[0].id, "Anne Durand")
    everybody = frozenset(each.id for each in sound_title_session().candidates)
    nobody: frozenset[int] = frozenset()
    short = judge(with_motive(sound_title_session(), "Non."))
    unnumbered = replace(sound_title_session().sheet, record_number="")
    incomplete = judge(replace(sound_title_session(), sheet=unnumbered))

    assert points_at_hand(judge(sound_title_session()), anne, heard=everybody) == 0
    assert points_at_hand(short, anne, heard=everybody) == 1
    assert points_at_hand(short, anne, heard=nobody) == 0, "behind doors"
    assert points_at_hand(short, MANAGER, heard=everybody) == 0, "the jury writes its motives"
    assert points_at_hand(incomplete, MANAGER, heard=nobody) == 1
    assert points_at_hand(incomplete, anne, heard=everybody) == 0, "the responsable numbers the record"


# Borders of single rules


def test_other_certifications_are_not_asked_what_titles_are() -> None:
    session = empty_session(framework_with_bloc_criteria(), "bloc1", replace(ELODIE, professional_file=None))
    bare = replace(
        session, sheet=replace(session.sheet, ceres_number="", centre=replace(session.sheet.centre, agreement=""))
    )

    assert findings(bare, 3) == findings(bare, 15) == ()
    assert [each.field for each in findings(bare, 41)] == [""], "only the decision is to come"


@pytest.mark.parametrize("path", [AccessPath.VAE, AccessPath.CAPITALISATION, AccessPath.CANDIDAT_LIBRE])
def test_the_livret_ecf_is_never_asked_outside_training(path: AccessPath) -> None:
    session = with_candidate(sound_title_session(), 0, access_path=path, training_results=False, results=())

    assert findings(session, 15) == ()


def test_whoever_is_absent_owes_no_paper() -> None:
    session = with_candidate(sound_title_session(), 2, professional_file=None, training_results=None)

    assert findings(session, 15) == ()


def test_a_ccp_session_convenes_fifteen_days_ahead() -> None:
    session = empty_session(framework_with_ccps(), "ccp1", ELODIE)
    unnumbered = replace(session, sheet=replace(session.sheet, ceres_number=""))

    assert [each.due for each in findings(unnumbered, 41) if each.field == "ceres_number"] == [dt.date(2026, 4, 27)]


def test_a_lapsed_habilitation_is_told_once_for_all_days() -> None:
    session = with_juror(sound_title_session(), habilitation_until=dt.date(2026, 5, 11))
    week = replace(session, sheet=replace(session.sheet, ends_on=dt.date(2026, 5, 15)))

    (finding,) = findings(week, 4)
    assert "12/05/2026" in finding.sentence
    assert (finding.person_id, finding.field) == (2, "habilitation_until")


def test_a_lapsed_habilitation_is_told_once_for_all_juries_and_beside_a_jury_too_small() -> None:
    lapsed = replace(BENOIT, habilitation_until=dt.date(2026, 5, 11))
    juries = with_people(sound_title_session(), replace(ANNE, panel=1), lapsed, replace(juror(4), panel=2))

    assert [finding.person_id for finding in findings(juries, 4)] == [2]
    alone = findings(with_people(sound_title_session(), lapsed), 4)
    assert [finding.person_id for finding in alone] == [None, 2]


def test_links_of_both_kinds_stand_under_their_own_rule() -> None:
    trainer, colleague = Recusal(1, 1, "f", LinkKind.TRAINER), Recusal(2, 2, "c", LinkKind.SHARED_WORKPLACE)
    session = replace(with_people(sound_title_session(), ANNE, BENOIT, juror(4)), recusals=(trainer, colleague))

    assert {finding.candidate_id for finding in findings(session, 6)} == {1}
    assert {finding.candidate_id for finding in findings(session, 7)} == {2}


def test_a_link_already_declared_is_not_asked_again() -> None:
    trained = with_candidate(sound_title_session(), 0, training_body="Entrepôts Martin")
    both = (Recusal(1, 1, "employeur", LinkKind.TRAINER), Recusal(2, 1, "employeur", LinkKind.TRAINER))

    assert len([f for f in findings(trained, 7) if "employeur" in f.sentence]) == 2
    assert [f for f in findings(recused(trained, *both), 7) if "employeur" in f.sentence] == []


@pytest.mark.parametrize("text", ["S26-00042", "26-29-004512", "29-2026-0117", "AG-29-001", "2026 014/29"])
def test_a_number_looks_like_one(text: str) -> None:
    assert looks_like_a_number(text)


@pytest.mark.parametrize("text", ["", "oui", "12", "à venir", "en cours 26", "n° 2026", "123\n456", " 2026-014"])
def test_what_is_no_number_does_not(text: str) -> None:
    assert not looks_like_a_number(text)


def test_a_title_known_to_end_says_nothing_until_then() -> None:
    validity = framework_with_ccps().validity.model_copy(update={"end": dt.date(2026, 5, 12), "notes": ("doute",)})

    assert findings(with_framework(sound_title_session(), validity=validity), 3) == ()


# Quorum, candidate by candidate


@given(
    jurors=st.integers(0, 5),
    pairs=st.sets(st.tuples(st.integers(1, 5), st.integers(1, 4)), max_size=12),
    panels=st.lists(st.integers(0, 2), min_size=9, max_size=9),
)
def test_a_recusal_costs_a_candidate_the_quorum_exactly_when_too_few_remain(
    jurors: int, pairs: set[tuple[int, int]], panels: list[int]
) -> None:
    people = tuple(replace(juror(n), panel=panels[n - 1]) for n in range(1, jurors + 1))
    candidates = tuple(replace(ELODIE, id=n, rank=n, panel=panels[4 + n]) for n in range(1, 5))
    recusals = tuple(Recusal(j, c, "lien", LinkKind.PERSONAL) for j, c in sorted(pairs) if j <= jurors)
    session = replace(empty_session(framework_with_ccps(), "titre", *candidates, jurors=people), recusals=recusals)

    for candidate in candidates:
        members = [p for p in people if 0 in (p.panel, candidate.panel) or p.panel == candidate.panel]
        remaining = [p for p in members if (p.id, candidate.id) not in pairs]
        expected = len(remaining) < 2 and len(remaining) < len(members)
        assert (candidate.id in {each.id for each, _left in lost_by_recusal(session)}) is expected
        found = [f for f in findings(session, 7) if f.candidate_id == candidate.id]
        assert bool(found) is expected
        assert all(f.severity is Severity.BLOCKING for f in found)
        blocked = [f for f in (*findings(session, 7), *findings(session, 41)) if f.candidate_id == candidate.id]
        assert bool([f for f in blocked if "moins de" in f.sentence]) is (len(remaining) < 2), "told once, somewhere"


def test_five_hundred_candidates_are_judged_quickly() -> None:
    candidates = tuple(_somebody(n) for n in range(1, 501))
    people = tuple(juror(n) for n in range(1000, 1004))
    session = graded(empty_session(framework_with_ccps(), "titre", *candidates, jurors=people))
    session = replace(
        session, recusals=tuple(Recusal(1000 + n % 4, n, "lien", LinkKind.PERSONAL) for n in range(1, 501))
    )

    started = time.perf_counter()
    states = judge(session)
    took = time.perf_counter() - started

    assert len(states) == len(RULES)
    assert took < 3, f"{took:.1f} s"


def _somebody(number: int) -> Candidate:
    return replace(ELODIE, id=number, rank=number, identity=CivilIdentity(f"NOM{number}", "Élodie"))


def test_whoever_has_no_voice_has_no_day_to_keep() -> None:
    guard = Person(9, Function.INVIGILATOR, "Roussel", "Chloé", days=())

    assert findings(with_people(sound_title_session(), ANNE, BENOIT, guard), 4) == ()
