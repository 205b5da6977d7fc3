"""Slides and roles before one candidate, on the shipped Assistant commercial: ten slides, two roles of the jury."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.faults import Fault
from app.domain.framework.terms import OralRole
from app.domain.grading import Grid
from app.domain.interview import role_sentence
from app.domain.people import MANAGER
from app.domain.rules.registry import judge
from app.services import grading, oral, people
from app.services.grading import GridKey
from tests.integration.services.room import refused
from tests.ui.jury import grade, juror
from tests.ui.stage import Stage, open_stage

ORAL, QAP, ET = "oral", "qap", "et"


class Jury:
    """Élodie before Anne, who leads, and Bruno, who observes and uses English."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.elodie = stage.add_candidate("LE GOFF", "Élodie")
        self.anne, self.bruno = stage.add_juror("Anne", "Durand"), stage.add_juror("Bruno", "Petit")
        session = stage.session()
        bruno = people.draft_of(session.person(self.bruno))
        people.assign_role(stage.desk, MANAGER, self.anne, ORAL, OralRole.INTERLOCUTOR)
        people.change_person(
            stage.desk,
            MANAGER,
            self.bruno,
            replace(bruno, uses_english=True),
            {ORAL: OralRole.OBSERVER},
        )
        stage.welcome(self.elodie)

    def open(self, juror_id: int, part_id: str) -> GridKey:
        key = GridKey(self.elodie, part_id)
        grading.open_grid(self.stage.desk, juror(self.stage, juror_id), key)
        return key

    def grid(self, juror_id: int, part_id: str) -> Grid:
        return self.stage.session().grid(juror_id, self.elodie, part_id)

    def play(self, juror_id: int, role: OralRole) -> None:
        key = self.open(juror_id, ORAL)
        oral.play_role(self.stage.desk, juror(self.stage, juror_id), key, role)

    def told(self, juror_id: int) -> str:
        session = self.stage.session()
        candidate = session.candidate(self.elodie)
        _modality, part = session.part_for(candidate, ORAL)
        return role_sentence(session, juror_id, candidate, part).replace("\u00a0", " ")

    def rule_10(self) -> list[str]:
        state = next(state for state in judge(self.stage.session()) if state.rule.number == 10)
        return [finding.sentence.replace("\u00a0", " ") for finding in state.findings]


@pytest.fixture
def jury(tmp_path: Path) -> Iterator[Jury]:
    with open_stage(tmp_path) as stage:
        yield Jury(stage)


def test_slides_are_ticked_and_unticked_one_by_one(jury: Jury) -> None:
    key, anne = jury.open(jury.anne, QAP), juror(jury.stage, jury.anne)
    for place in (9, 0, 9):
        oral.mark_slide(jury.stage.desk, anne, key, place, seen=True)
    oral.mark_slide(jury.stage.desk, anne, key, 0, seen=False)

    assert jury.grid(jury.anne, QAP).slides == {9}
    assert jury.grid(jury.bruno, QAP).slides == frozenset()


@pytest.mark.parametrize(("part_id", "place"), [(QAP, 10), (QAP, -1), (ET, 0)])
def test_a_slide_that_nobody_asked_for_is_refused(jury: Jury, part_id: str, place: int) -> None:
    key = jury.open(jury.anne, part_id)

    with refused(Fault.SLIDE_UNKNOWN):
        oral.mark_slide(jury.stage.desk, juror(jury.stage, jury.anne), key, place, seen=True)


def test_a_locked_grid_takes_no_slide_and_no_role(jury: Jury) -> None:
    grade(jury.stage, jury.anne, jury.elodie)
    anne = juror(jury.stage, jury.anne)

    with refused(Fault.GRID_LOCKED):
        oral.mark_slide(jury.stage.desk, anne, GridKey(jury.elodie, QAP), 0, seen=True)
    with refused(Fault.GRID_LOCKED):
        oral.play_role(jury.stage.desk, anne, GridKey(jury.elodie, ORAL), OralRole.OBSERVER)


def test_each_juror_is_told_the_roles_as_they_stand(jury: Jury) -> None:
    assert jury.told(jury.anne) == "Vous menez l’échange ; B. Petit observe."
    assert jury.told(jury.bruno) == "Vous observez ; A. Durand mène l’échange."

    jury.play(jury.bruno, OralRole.INTERLOCUTOR)

    both = "Vous menez l’échange ; B. Petit mène l’échange ; personne n’observe (un autre juré prend ce rôle avec O)."
    assert jury.told(jury.anne) == both


def test_the_part_of_an_oral_without_roles_is_not_played(jury: Jury) -> None:
    key = jury.open(jury.anne, ET)

    with refused(Fault.ROLE_NOT_ASKED):
        oral.play_role(jury.stage.desk, juror(jury.stage, jury.anne), key, OralRole.OBSERVER)


def test_rule_10_follows_the_roles_as_they_were_played(jury: Jury) -> None:
    assert jury.rule_10() == []

    jury.play(jury.bruno, OralRole.INTERLOCUTOR)
    (nobody,) = jury.rule_10()
    assert nobody.startswith("LE GOFF Élodie, mise en situation orale : personne n’est observateur.")

    jury.play(jury.anne, OralRole.OBSERVER)
    (language,) = jury.rule_10()
    assert "Anne Durand est observateur sans que sa pratique professionnelle de l’anglais soit notée" in language

    jury.play(jury.bruno, OralRole.OBSERVER)
    jury.play(jury.anne, OralRole.INTERLOCUTOR)
    assert jury.rule_10() == []
