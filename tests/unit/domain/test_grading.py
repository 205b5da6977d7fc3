"""What a grid shows, what it still lacks, and what its lock commits to."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.answer import NO, NOT_OBSERVED, YES
from app.domain.framework.model import Framework
from app.domain.framework.scale import MarkingScale
from app.domain.framework.sitting_plan import Part
from app.domain.grading import Fact, GapKind, Grid, Mark, gaps_of, units_of_part, units_of_session
from tests.builders import (
    NOW,
    framework_with_bloc_criteria,
    framework_with_ccps,
    framework_without_criteria,
)


def part_of(framework: Framework, type_id: str, part_id: str) -> Part:
    return next(part for _modality, part in framework.session_type(type_id).parts() if part.id == part_id)


def test_a_part_shows_the_competences_that_it_assesses() -> None:
    framework = framework_with_ccps()

    units = units_of_part(framework, part_of(framework, "titre", "ecrit"))

    assert [(unit.id, unit.bloc_id) for unit in units] == [("c1", "ccp1"), ("c3", "ccp2")]
    assert [criterion.id for criterion in units[0].criteria] == ["c1.1", "c1.2"]
    assert units[0].criterion("c1.2") is units[0].criteria[1]
    assert units[0].criterion("c3.1") is None


def test_criteria_that_stand_on_the_bloc_make_it_the_only_unit() -> None:
    framework = framework_with_bloc_criteria()

    units = units_of_part(framework, part_of(framework, "titre", "ecrit"))

    assert [(unit.id, len(unit.criteria)) for unit in units] == [("bloc1", 2)]


def test_the_final_interview_shows_no_unit() -> None:
    framework = framework_with_ccps()

    assert units_of_part(framework, part_of(framework, "titre", "ef")) == ()


@pytest.mark.parametrize(
    ("type_id", "units"),
    [("titre", ["c1", "c2", "c3"]), ("ccp1", ["c1", "c2"]), ("ccp2", ["c3"])],
)
def test_a_session_decides_on_the_units_of_its_own_blocs(type_id: str, units: list[str]) -> None:
    framework = framework_with_ccps()

    assert [unit.id for unit in units_of_session(framework, framework.session_type(type_id))] == units


def test_a_bloc_without_anything_below_it_is_one_unit() -> None:
    framework = framework_without_criteria()

    (unit,) = units_of_session(framework, framework.session_type("bloc1"))

    assert (unit.id, unit.label, unit.criteria) == ("bloc1", "Accueillir", ())


UNITS = units_of_part(framework_with_ccps(), part_of(framework_with_ccps(), "titre", "ecrit"))
CRITERIA = [criterion.id for unit in UNITS for criterion in unit.criteria]
marks = st.builds(Mark, st.sampled_from(MarkingScale().answers), st.sampled_from(["", "  ", "sans occasion"]))
grids = st.builds(
    Grid,
    juror_id=st.integers(1, 3),
    candidate_id=st.integers(1, 3),
    part_id=st.just("ecrit"),
    marks=st.dictionaries(st.sampled_from(CRITERIA), marks),
)


@given(grids)
def test_a_grid_lacks_each_answer_and_each_word_once_in_its_own_order(grid: Grid) -> None:
    wanted = []
    for number, criterion_id in enumerate(CRITERIA, start=1):
        mark = grid.marks.get(criterion_id)
        if mark is None:
            wanted.append((GapKind.UNANSWERED, criterion_id, number))
        elif mark.value == NOT_OBSERVED and mark.word != "sans occasion":
            wanted.append((GapKind.WORD_MISSING, criterion_id, number))

    assert [(gap.kind, gap.criterion_id, gap.number) for gap in gaps_of(grid, UNITS)] == wanted


def test_an_answer_to_a_criterion_of_another_part_fills_no_gap() -> None:
    grid = Grid(1, 1, "ecrit", {"c2.1": Mark(YES)})

    assert len(gaps_of(grid, UNITS)) == len(CRITERIA)


@pytest.mark.parametrize(
    ("text", "kinds"), [("", [GapKind.APPRECIATION_MISSING]), (" \n", [GapKind.APPRECIATION_MISSING]), ("Clair.", [])]
)
def test_a_part_without_criteria_wants_an_appreciation(text: str, kinds: list[GapKind]) -> None:
    grid = Grid(1, 1, "ef", appreciation=text)

    assert [gap.kind for gap in gaps_of(grid, ())] == kinds


FULL = Grid(
    juror_id=1,
    candidate_id=2,
    part_id="oral",
    marks={"c1.1": Mark(YES), "c1.2": Mark(NOT_OBSERVED, "sans occasion")},
    facts=(Fact(1, NOW, "Phase 1", "Reformule la demande", "c1.1"),),
    appreciation="Propos clairs.",
)


@pytest.mark.parametrize(
    "changed",
    [
        replace(FULL, juror_id=3),
        replace(FULL, candidate_id=3),
        replace(FULL, part_id="ecrit"),
        replace(FULL, appreciation="Propos clairs"),
        replace(FULL, marks={**FULL.marks, "c1.1": Mark(NO)}),
        replace(FULL, marks={**FULL.marks, "c1.2": Mark(NOT_OBSERVED, "oubli")}),
        replace(FULL, marks={"c1.1": Mark(YES)}),
        replace(FULL, facts=()),
        replace(FULL, facts=(replace(FULL.facts[0], text="Reformule"),)),
        replace(FULL, facts=(replace(FULL.facts[0], at=NOW + dt.timedelta(seconds=1)),)),
        replace(FULL, facts=(replace(FULL.facts[0], criterion_id=None),)),
    ],
)
def test_a_lock_commits_to_everything_that_the_juror_wrote(changed: Grid) -> None:
    assert changed.content_digest() != FULL.content_digest()


def test_a_lock_commits_to_the_content_and_not_to_the_order_or_the_zone() -> None:
    elsewhere = FULL.facts[0].at.astimezone(dt.timezone(dt.timedelta(hours=4)))
    same = replace(
        FULL,
        marks=dict(sorted(FULL.marks.items(), reverse=True)),
        facts=(replace(FULL.facts[0], at=elsewhere),),
        locked_at=NOW,
        digest="a" * 64,
        waiver="retard du jury",
    )

    assert same.content_digest() == FULL.content_digest()
    assert len(FULL.content_digest()) == 64


def test_answers_have_french_words() -> None:
    assert [value.label for value in MarkingScale().answers] == ["Oui", "Non", "Non observé"]
