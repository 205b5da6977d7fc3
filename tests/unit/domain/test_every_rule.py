"""Which tests show that each rule of jury, deliberation and merge blocks or warns as it is written.

One line per rule: how hard it is, and the tests, « file::test ». A rule without a line, a line without a test, or a
test that was renamed fails here. Rules of the register are also judged on every breach of the tests: one that blocks
must have a blocking finding, one that only asks for a reason must have none.
"""

import ast
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path

import pytest

from app.domain.rules.base import Severity
from app.domain.rules.registry import RULES
from tests.builders import sound_title_session
from tests.unit.domain.breaking import findings
from tests.unit.domain.preparing import PREPARING
from tests.unit.domain.test_rules import BREACHES

ROOT = Path(__file__).parents[3]


class Force(Enum):
    """What an unmet rule does."""

    BLOCKS = "bloque"
    BOTH = "bloque ou demande une raison, selon le point"
    ASKS = "demande une raison"
    SHOWS = "s’affiche"
    REFUSES = "l’acte est refusé, ou n’existe pas"


@dataclass(frozen=True)
class Shown:
    """How hard a rule is, and where that is shown."""

    force: Force
    tests: tuple[str, ...]


def shown(force: Force, *tests: str) -> Shown:
    return Shown(force, tests)


RULE_BREACHES = "unit/domain/test_rules.py::test_each_breach_is_found_and_said"
PREPARING_BREACHES = "unit/domain/test_rules_preparing.py::test_each_breach_is_found_with_its_field_and_its_day"
OUTCOMES = "unit/domain/test_outcomes.py"
ROOM = "integration/services/test_deliberation.py"
GRADING = "integration/services/test_grading.py"

COVERAGE = {
    4: shown(
        Force.BOTH,
        "unit/domain/test_rules.py::test_habilitations_are_to_settle_first_and_block_once_the_jury_deliberates",
        f"{ROOM}::test_a_jury_below_quorum_decides_nothing",
    ),
    5: shown(Force.ASKS, PREPARING_BREACHES),
    6: shown(
        Force.BLOCKS,
        PREPARING_BREACHES,
        "unit/domain/test_rules_preparing.py::test_links_of_both_kinds_stand_under_their_own_rule",
    ),
    7: shown(
        Force.BOTH,
        "unit/domain/test_rules_preparing.py::test_a_recusal_costs_a_candidate_the_quorum_exactly_when_too_few_remain",
        "unit/domain/test_rules.py::test_a_recused_juror_confirms_nothing",
        "unit/domain/test_shortfall.py::test_the_want_of_a_quorum_blocks_until_it_is_noted_and_is_then_told",
        "unit/domain/test_shortfall.py::test_each_breach_leaves_alone_who_is_not_deliberated_on_and_nobody_else",
    ),
    8: shown(Force.BLOCKS, RULE_BREACHES, f"{GRADING}::test_the_declaration_comes_before_any_grid"),
    9: shown(Force.BLOCKS, RULE_BREACHES, f"{GRADING}::test_somebody_without_a_voice_has_no_grid"),
    15: shown(
        Force.ASKS,
        PREPARING_BREACHES,
        "unit/domain/test_rules_preparing.py::test_the_livret_ecf_is_never_asked_outside_training",
    ),
    16: shown(
        Force.REFUSES,
        "ui/screens/test_grading.py::test_the_dossier_professionnel_is_there_for_the_final_interview_and_the_livret_ecf_nowhere",
    ),
    17: shown(Force.BLOCKS, RULE_BREACHES, f"{OUTCOMES}::test_the_title_waits_for_the_entretien_final_of_the_last_ccp"),
    18: shown(
        Force.ASKS,
        "unit/domain/test_rules.py::test_an_early_final_interview_asks_for_a_reason_and_does_not_block",
        f"{GRADING}::test_the_entretien_final_comes_last_or_with_a_reason",
    ),
    19: shown(
        Force.REFUSES,
        f"{ROOM}::test_a_page_shows_no_content_until_the_last_lock",
        f"{GRADING}::test_a_grid_opens_again_with_a_reason_that_the_journal_keeps",
    ),
    20: shown(Force.BLOCKS, RULE_BREACHES, f"{GRADING}::test_not_observed_says_why_before_the_lock"),
    21: shown(
        Force.BLOCKS,
        RULE_BREACHES,
        "unit/domain/test_bloc_proposals.py::test_a_titre_professionnel_and_a_plain_certification_are_proposed_nothing",
        "unit/test_decision_rule.py::test_a_titre_professionnel_has_no_rule_of_its_own",
    ),
    22: shown(Force.BLOCKS, RULE_BREACHES, "unit/domain/test_deliberation.py::test_a_refusal_is_never_proposed"),
    23: shown(Force.BLOCKS, RULE_BREACHES),
    24: shown(
        Force.ASKS,
        "unit/domain/test_rules.py::test_what_touches_to_the_person_is_told_without_the_word_and_never_blocks",
        "unit/domain/test_outside_words.py::test_a_word_on_the_person_is_named_as_it_was_written",
    ),
    25: shown(Force.BLOCKS, RULE_BREACHES, "unit/domain/test_rules.py::test_a_divergence_waits_for_the_locks"),
    26: shown(
        Force.BLOCKS,
        RULE_BREACHES,
        "unit/domain/test_voting.py::test_a_vote_carries_a_decision_as_the_rule_says",
        "integration/services/test_votes.py::test_a_titre_professionnel_has_no_vote",
    ),
    27: shown(
        Force.BLOCKS,
        RULE_BREACHES,
        f"{ROOM}::test_the_title_wins_every_ccp",
        f"{ROOM}::test_a_title_refused_sets_each_ccp_by_hand",
    ),
    28: shown(
        Force.BLOCKS,
        RULE_BREACHES,
        f"{ROOM}::test_an_outcome_fits_the_ccps",
        f"{OUTCOMES}::test_an_absence_is_all_there_is_for_who_did_not_come",
    ),
    29: shown(Force.ASKS, f"{OUTCOMES}::test_everything_acquired_without_the_title_says_what_the_interview_lacked"),
    30: shown(
        Force.BLOCKS,
        PREPARING_BREACHES,
        f"{OUTCOMES}::test_the_last_ccp_with_its_interview_gives_the_title",
        f"{OUTCOMES}::test_the_title_waits_for_the_proof_of_the_other_ccps",
    ),
    31: shown(
        Force.BOTH,
        PREPARING_BREACHES,
        f"{OUTCOMES}::test_what_is_held_is_never_decided_again",
        f"{OUTCOMES}::test_a_ccp_held_stays_whatever_a_later_session_says",
        f"{GRADING}::test_what_a_candidate_holds_is_never_judged_again",
    ),
    32: shown(Force.BLOCKS, PREPARING_BREACHES, f"{OUTCOMES}::test_a_ccs_is_awarded_to_who_proves_the_parent_title"),
    33: shown(
        Force.ASKS,
        PREPARING_BREACHES,
        "unit/domain/test_representation.py::test_a_refusal_says_until_when_and_how_many_sessions_are_left",
    ),
    34: shown(
        Force.SHOWS, "unit/domain/test_representation.py::test_a_partial_success_says_what_is_left_and_until_when"
    ),
    35: shown(
        Force.BLOCKS,
        PREPARING_BREACHES,
        "unit/domain/test_representation.py::test_a_correspondence_gives_the_later_blocs",
    ),
    36: shown(
        Force.ASKS,
        "ui/screens/test_deliberation.py::test_the_responsable_sees_no_name_and_no_content",
        "unit/domain/test_behind_doors.py::test_the_deliberation_is_one_closed_sentence_for_the_responsable",
    ),
    43: shown(
        Force.ASKS,
        RULE_BREACHES,
        "unit/domain/test_rules_identity.py::test_a_person_listed_twice_is_told_accents_aside",
        "unit/test_written_date.py::test_an_impossible_date_is_not_kept",
    ),
    45: shown(
        Force.ASKS,
        RULE_BREACHES,
        "integration/services/test_moving.py::test_a_session_taken_back_asks_what_became_of_the_other_copy_until_somebody_says_it",
        "integration/services/test_grading.py::test_an_answer_is_on_disk_when_the_service_says_so",
        "integration/services/test_grading.py::test_nothing_is_written_on_a_locked_grid",
    ),
    49: shown(
        Force.BOTH,
        "unit/domain/test_bloc_proposals.py::test_a_decision_against_the_rule_needs_its_reason",
        "unit/domain/test_bloc_proposals.py::test_a_bloc_held_longer_than_it_is_worth_is_told",
    ),
    50: shown(Force.ASKS, PREPARING_BREACHES),
}
WANTED = {*range(4, 10), *range(15, 37), 43, 45, 49, 50}
ELSEWHERE = {49}
"""Rules whose breaches need another certification than the sound session: their own tests hold the severity."""


@cache
def names_in(file: str) -> frozenset[str]:
    tree = ast.parse((ROOT / "tests" / file).read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def test_every_rule_has_its_line() -> None:
    assert set(COVERAGE) == WANTED
    assert all(each.tests for each in COVERAGE.values())


@pytest.mark.parametrize("number", COVERAGE)
def test_every_line_names_tests_that_exist(number: int) -> None:
    for named in COVERAGE[number].tests:
        file, _, name = named.partition("::")
        assert name in names_in(file), named


@pytest.mark.parametrize("number", sorted(WANTED & {rule.number for rule in RULES} - ELSEWHERE))
def test_every_rule_is_as_hard_as_it_is_written(number: int) -> None:
    broken = [break_(sound_title_session()) for rule, break_, _wanted in BREACHES.values() if rule == number]
    broken += [each.broken(each.sound()) for each in PREPARING.values() if each.number == number]

    severities = {finding.severity for session in broken for finding in findings(session, number)}

    assert (
        severities
        == {
            Force.BLOCKS: {Severity.BLOCKING},
            Force.ASKS: {Severity.TO_JUSTIFY},
            Force.BOTH: {Severity.BLOCKING, Severity.TO_JUSTIFY},
        }[COVERAGE[number].force]
    )
