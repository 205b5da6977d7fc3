"""What a juror does at the desk: who may open a grid, what can be written on it, and what a lock means."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.answer import NO, NOT_OBSERVED, YES
from app.domain.faults import Fault
from app.domain.grading import Grid, Mark
from app.domain.people import MANAGER, Actor
from app.services import attendance, candidates, deliberation, grading, people, sessions
from app.services.grading import GridKey
from app.services.sessions import NewSession
from app.system.clock import ScriptedClock
from tests.builders import MACHINE, NOW, PASSPHRASE, after, framework_with_bloc_criteria
from tests.integration.services.room import (
    ANNE,
    APPRECIATION,
    BENOIT,
    ECRIT,
    EF,
    ELODIE,
    ET,
    IBRAHIM,
    INVIGILATOR,
    ORAL,
    PINS,
    SOULEYMANE,
    Room,
    draft,
    juror_draft,
    refused,
    sheet,
)

KEY = GridKey(ELODIE, ECRIT)


def open_grid(room: Room, key: GridKey = KEY, actor: Actor = ANNE) -> Grid:
    return grading.open_grid(room.desk, actor, key).grid


def kept(room: Room, key: GridKey = KEY, actor: Actor = ANNE) -> Grid:
    """The grid as it stands on disk."""
    return room.session().grid(actor.person_id or 0, key.candidate_id, key.part_id)


def fill(room: Room, key: GridKey = KEY, *criteria: str) -> None:
    """Open a grid and answer « Oui » to its critères."""
    open_grid(room, key)
    for criterion_id in criteria or ("c1.1", "c1.2", "c3.1", "c3.2"):
        grading.mark(room.desk, ANNE, key, criterion_id, YES)


# Who may open a grid


def test_a_juror_of_another_jury_is_told_which_one_hears_the_candidate(present: Room) -> None:
    for juror_id, panel in ((1, 1), (2, 2)):
        people.change_person(present.desk, MANAGER, juror_id, replace(juror_draft("A.", "Durand"), panel=panel))
    candidates.change(present.desk, MANAGER, ELODIE, replace(draft("LE GOFF", "Élodie", "2616801"), panel=2))

    with refused(Fault.JUROR_ELSEWHERE) as told:
        open_grid(present)

    assert re.search(r"La copie [A-Z]+-\d+ passe devant le jury 2", told.sentence)
    assert open_grid(present, actor=BENOIT) == Grid(2, ELODIE, ECRIT)


def test_a_juror_opens_a_grid_once_and_finds_it_again(present: Room) -> None:
    assert open_grid(present) == Grid(1, ELODIE, ECRIT)
    grading.mark(present.desk, ANNE, KEY, "c1.1", YES)
    present.reopen()
    assert open_grid(present).marks == {"c1.1": Mark(YES)}
    assert open_grid(present, actor=BENOIT).marks == {}


def test_the_declaration_comes_before_any_grid(present: Room) -> None:
    paul = Actor(people.add_person(present.desk, MANAGER, juror_draft("Paul", "Kermarrec")), "Paul Kermarrec")
    with refused(Fault.DECLARATION_MISSING):
        open_grid(present, actor=paul)
    people.declare(present.desk, paul, "31415", {})
    assert open_grid(present, actor=paul).juror_id == paul.person_id


def test_somebody_without_a_voice_has_no_grid(present: Room) -> None:
    with refused(Fault.NO_GRID_FOR_FUNCTION) as caught:
        open_grid(present, actor=INVIGILATOR)
    assert "surveillant" in caught.sentence
    with refused(Fault.JUROR_ONLY):
        open_grid(present, actor=MANAGER)
    assert present.session().grids == ()


def test_a_juror_does_not_evaluate_somebody_known(present: Room) -> None:
    people.recuse(present.desk, MANAGER, 1, ELODIE, "ancienne collègue")
    with refused(Fault.JUROR_RECUSED) as caught:
        open_grid(present)
    assert re.search(r"la copie [A-Z]+-\d+ ", caught.sentence)
    assert "LE GOFF" not in caught.sentence, "a number typed for a copy would name its author"
    open_grid(present, actor=BENOIT)


def test_only_somebody_seen_at_the_door_is_graded(present: Room) -> None:
    with refused(Fault.CANDIDATE_NOT_PRESENT):
        open_grid(present, GridKey(IBRAHIM, ORAL))
    with refused(Fault.COPY_NOT_YET) as told:
        open_grid(present, GridKey(IBRAHIM, ECRIT))
    assert "ÖZTÜRK" not in told.sentence
    attendance.mark_present(present.desk, MANAGER, IBRAHIM, "passeport", reason="confondu")
    assert open_grid(present, GridKey(IBRAHIM, ECRIT)).candidate_id == IBRAHIM


def test_nobody_is_graded_on_a_part_they_do_not_sit(present: Room) -> None:
    for key in (GridKey(ELODIE, "qap"), GridKey(SOULEYMANE, ORAL)):
        with refused(Fault.PART_UNKNOWN) as caught:
            open_grid(present, key)
        assert f"« {key.part_id} »" in caught.sentence


def test_the_entretien_final_comes_last_or_with_a_reason(present: Room) -> None:
    key = GridKey(ELODIE, EF)
    with refused(Fault.FINAL_INTERVIEW_EARLY) as caught:
        open_grid(present, key)
    assert "Entretien technique" in caught.sentence
    waived = grading.open_grid(present.desk, ANNE, key, "candidate attendue à la gare").grid
    assert waived.waiver == kept(present, key).waiver == "candidate attendue à la gare"
    assert any(entry.reason == "candidate attendue à la gare" for entry in present.journal())


def test_the_entretien_final_needs_no_reason_once_the_rest_is_locked(present: Room) -> None:
    present.grade(ANNE, ELODIE, but=(EF,))
    assert open_grid(present, GridKey(ELODIE, EF)).waiver == ""
    with refused(Fault.FINAL_INTERVIEW_EARLY):
        open_grid(present, GridKey(ELODIE, EF), BENOIT)


# What is written on it


def test_an_answer_is_on_disk_when_the_service_says_so(present: Room) -> None:
    open_grid(present)
    present.wait(minutes=4)
    saved = grading.mark(present.desk, ANNE, KEY, "c1.1", NOT_OBSERVED, " sans occasion ")
    assert saved.saved_at == after(4)
    assert saved.grid.marks == {"c1.1": Mark(NOT_OBSERVED, "sans occasion")}
    present.reopen()
    assert kept(present) == saved.grid


def test_an_answer_is_changed_and_taken_back(present: Room) -> None:
    open_grid(present)
    grading.mark(present.desk, ANNE, KEY, "c1.1", NOT_OBSERVED, "sans occasion")
    assert grading.mark(present.desk, ANNE, KEY, "c1.1", NO).grid.marks == {"c1.1": Mark(NO)}
    assert grading.mark(present.desk, ANNE, KEY, "c1.1", None).grid.marks == {}
    grading.mark(present.desk, ANNE, KEY, "c1.1", None)
    present.reopen()
    assert kept(present).marks == {}


def test_each_juror_writes_on_a_grid_of_their_own(present: Room) -> None:
    open_grid(present)
    grading.mark(present.desk, ANNE, KEY, "c1.1", NO)
    with refused(Fault.GRID_NOT_OPEN):
        grading.mark(present.desk, BENOIT, KEY, "c1.1", YES)
    open_grid(present, actor=BENOIT)
    grading.mark(present.desk, BENOIT, KEY, "c1.1", YES)
    assert (kept(present).marks, kept(present, actor=BENOIT).marks) == ({"c1.1": Mark(NO)}, {"c1.1": Mark(YES)})


@pytest.mark.parametrize("criterion_id", ["c2.1", "c1.9", ""])
def test_a_critere_of_another_part_is_refused(present: Room, criterion_id: str) -> None:
    open_grid(present)
    with refused(Fault.CRITERION_UNKNOWN):
        grading.mark(present.desk, ANNE, KEY, criterion_id, YES)
    assert kept(present).marks == {}


def test_what_a_candidate_holds_is_never_judged_again(present: Room) -> None:
    key = GridKey(SOULEYMANE, ECRIT)
    open_grid(present, key)
    for _run in ("the run that opened the grid", "a later run"):
        with refused(Fault.CRITERION_UNKNOWN):
            grading.mark(present.desk, ANNE, key, "c1.1", YES)
        assert grading.mark(present.desk, ANNE, key, "c3.1", NO).grid.marks == {"c3.1": Mark(NO)}
        present.reopen()
    open_grid(present)
    assert grading.mark(present.desk, ANNE, KEY, "c1.1", YES).grid.marks == {"c1.1": Mark(YES)}

    grading.mark(present.desk, ANNE, key, "c3.2", YES)
    assert grading.lock(present.desk, ANNE, key).grid.is_locked


def test_nothing_can_be_marked_where_the_part_has_no_critere(present: Room) -> None:
    key = GridKey(ELODIE, EF)
    grading.open_grid(present.desk, ANNE, key, "candidate attendue à la gare")
    with refused(Fault.CRITERION_UNKNOWN):
        grading.mark(present.desk, ANNE, key, "c1.1", YES)


def test_facts_are_dated_numbered_and_attached_to_a_critere(present: Room) -> None:
    open_grid(present)
    grading.note_fact(present.desk, ANNE, KEY, " compte les colis deux fois ", "Phase 1")
    present.wait(minutes=2)
    grading.note_fact(present.desk, ANNE, KEY, "appelle le transporteur")
    saved = grading.attach_fact(present.desk, ANNE, KEY, 1, "c1.2")
    assert [(f.number, f.at, f.phase, f.text, f.criterion_id) for f in saved.grid.facts] == [
        (1, after(0), "Phase 1", "compte les colis deux fois", "c1.2"),
        (2, after(2), "", "appelle le transporteur", None),
    ]
    present.reopen()
    assert kept(present).facts == saved.grid.facts
    assert grading.attach_fact(present.desk, ANNE, KEY, 1, None).grid.facts[0].criterion_id is None


def test_a_fact_says_something_and_belongs_to_its_own_grid(present: Room) -> None:
    open_grid(present)
    open_grid(present, GridKey(ELODIE, ORAL))
    with refused(Fault.FACT_EMPTY):
        grading.note_fact(present.desk, ANNE, KEY, " \n")
    grading.note_fact(present.desk, ANNE, KEY, "compte les colis deux fois")
    with refused(Fault.FACT_UNKNOWN):
        grading.attach_fact(present.desk, ANNE, GridKey(ELODIE, ORAL), 1, "c2.1")
    with refused(Fault.CRITERION_UNKNOWN):
        grading.attach_fact(present.desk, ANNE, KEY, 1, "c2.1")


@pytest.mark.parametrize("scored", ["12/20 à l’oral", "environ 75 %", "une moyenne de 11", "14,5 points"])
def test_the_appreciation_of_a_titre_holds_no_score(present: Room, scored: str) -> None:
    key = GridKey(ELODIE, EF)
    grading.open_grid(present.desk, ANNE, key, "candidate attendue à la gare")
    with refused(Fault.SCORE_FORBIDDEN):
        grading.write_appreciation(present.desk, ANNE, key, scored)
    assert kept(present, key).appreciation == ""
    grading.write_appreciation(present.desk, ANNE, key, " Reformule 3 fois la demande. ")
    assert kept(present, key).appreciation == "Reformule 3 fois la demande."


def test_another_certification_may_speak_of_points(path: Path) -> None:
    new = NewSession(path, PASSPHRASE, MACHINE)
    clock = ScriptedClock(NOW)
    room = Room(sessions.create(new, framework_with_bloc_criteria(), sheet("bloc1"), clock), clock)
    people.add_person(room.desk, MANAGER, juror_draft("Anne", "Durand"))
    people.declare(room.desk, ANNE, PINS[1], {})
    candidates.add(room.desk, MANAGER, draft("LE GOFF", "Élodie", results=()))
    attendance.mark_present(room.desk, MANAGER, ELODIE, "passeport")
    open_grid(room)
    grading.write_appreciation(room.desk, ANNE, KEY, "14,5 points sur l’écrit")
    assert kept(room).appreciation == "14,5 points sur l’écrit"
    room.leave()


# What a lock means


def test_a_locked_grid_commits_to_what_it_says(present: Room) -> None:
    fill(present)
    present.wait(minutes=90)
    locked = grading.lock(present.desk, ANNE, KEY).grid
    assert locked.locked_at == after(90)
    assert len(locked.digest) == 64
    present.reopen()
    assert kept(present) == locked
    assert kept(present).content_digest() == locked.digest


def test_an_incomplete_grid_is_not_locked(present: Room) -> None:
    open_grid(present)
    grading.mark(present.desk, ANNE, KEY, "c1.1", YES)
    with refused(Fault.GRID_INCOMPLETE) as caught:
        grading.lock(present.desk, ANNE, KEY)
    assert "3 éléments à" in caught.sentence
    assert not kept(present).is_locked


def test_not_observed_says_why_before_the_lock(present: Room) -> None:
    fill(present)
    grading.mark(present.desk, ANNE, KEY, "c1.1", NOT_OBSERVED, "  ")
    with refused(Fault.GRID_INCOMPLETE) as caught:
        grading.lock(present.desk, ANNE, KEY)
    assert "1 élément à" in caught.sentence
    grading.mark(present.desk, ANNE, KEY, "c1.1", NOT_OBSERVED, "aucune livraison ce jour")
    assert grading.lock(present.desk, ANNE, KEY).grid.is_locked


def test_a_part_without_critere_is_locked_on_its_appreciation(present: Room) -> None:
    key = GridKey(ELODIE, EF)
    grading.open_grid(present.desk, ANNE, key, "candidate attendue à la gare")
    with refused(Fault.GRID_INCOMPLETE):
        grading.lock(present.desk, ANNE, key)
    grading.write_appreciation(present.desk, ANNE, key, APPRECIATION)
    assert grading.lock(present.desk, ANNE, key).grid.is_locked


WRITES: dict[str, Callable[[Room], object]] = {
    "mark": lambda room: grading.mark(room.desk, ANNE, KEY, "c1.1", NO),
    "fact": lambda room: grading.note_fact(room.desk, ANNE, KEY, "appelle le transporteur"),
    "attach": lambda room: grading.attach_fact(room.desk, ANNE, KEY, 1, "c1.1"),
    "appreciation": lambda room: grading.write_appreciation(room.desk, ANNE, KEY, "Clair."),
    "lock": lambda room: grading.lock(room.desk, ANNE, KEY),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES.keys())
def test_nothing_is_written_on_a_locked_grid(present: Room, write: Callable[[Room], object]) -> None:
    fill(present)
    grading.note_fact(present.desk, ANNE, KEY, "compte les colis deux fois")
    before = grading.lock(present.desk, ANNE, KEY).grid
    with refused(Fault.GRID_LOCKED) as caught:
        write(present)
    assert "09:00" in caught.sentence
    assert kept(present) == before


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES.keys())
def test_nothing_is_written_on_a_grid_that_was_never_opened(present: Room, write: Callable[[Room], object]) -> None:
    with refused(Fault.GRID_NOT_OPEN):
        write(present)
    assert present.session().grids == ()


def test_a_grid_opens_again_with_a_reason_that_the_journal_keeps(present: Room) -> None:
    fill(present)
    locked = grading.lock(present.desk, ANNE, KEY).grid
    with refused(Fault.REASON_MISSING):
        grading.unlock(present.desk, ANNE, KEY, " ")
    grading.unlock(present.desk, ANNE, KEY, "critère 1 coché par erreur")
    assert (kept(present).is_locked, kept(present).digest) == (False, "")
    assert present.journal()[-1].reason == "critère 1 coché par erreur"

    grading.mark(present.desk, ANNE, KEY, "c1.1", NO)
    again = grading.lock(present.desk, ANNE, KEY).grid
    assert again.digest not in ("", locked.digest)


def test_a_corrected_answer_keeps_the_old_one_the_new_one_and_why(present: Room) -> None:
    fill(present)
    locked = grading.lock(present.desk, ANNE, KEY).grid
    for reason, mark, fault in (
        (" ", Mark(NO), Fault.REASON_MISSING),
        ("erreur", Mark(NOT_OBSERVED), Fault.WORD_MISSING),
    ):
        with refused(fault):
            grading.correct(present.desk, ANNE, KEY, "c1.1", mark, reason)
    present.clock.advance(dt.timedelta(minutes=5))

    corrected = grading.correct(present.desk, ANNE, KEY, "c1.1", Mark(NO), "erreur de ligne").grid

    assert corrected == kept(present)
    assert corrected.is_locked
    assert corrected.digest == corrected.content_digest() != locked.digest
    [told] = corrected.corrections
    assert (told.before, told.after, told.reason) == (Mark(YES), Mark(NO), "erreur de ligne")
    journal = {(entry.table_name, entry.reason): entry.changes for entry in present.journal()}
    assert journal["mark", "erreur de ligne"]["value"] == ["oui", "non"]


def test_an_open_grid_is_answered_not_corrected(present: Room) -> None:
    fill(present)
    with refused(Fault.GRID_NOT_LOCKED):
        grading.correct(present.desk, ANNE, KEY, "c1.1", Mark(NO), "erreur de ligne")
    assert kept(present).corrections == ()


def test_answers_of_a_reopened_grid_keep_what_they_were_until_it_is_locked_again(present: Room) -> None:
    fill(present)
    grading.lock(present.desk, ANNE, KEY)
    grading.unlock(present.desk, ANNE, KEY, "relu à froid")
    grading.mark(present.desk, ANNE, KEY, "c1.1", YES)
    grading.mark(present.desk, ANNE, KEY, "c1.1", None)
    grading.mark(present.desk, ANNE, KEY, "c1.1", NO)
    assert [(c.before, c.after) for c in kept(present).corrections] == [(Mark(YES), None), (None, Mark(NO))]
    grading.lock(present.desk, ANNE, KEY)
    assert kept(present).digest == kept(present).content_digest()


def test_no_grid_opens_again_once_the_jury_took_a_position(graded: Room) -> None:
    grading.unlock(graded.desk, ANNE, KEY, "critère 1 coché par erreur")
    grading.lock(graded.desk, ANNE, KEY)
    deliberation.take_position(graded.desk, ANNE, ELODIE, "c1", mastered=True)
    with refused(Fault.DELIBERATION_BEGUN):
        grading.unlock(graded.desk, ANNE, KEY, "critère 1 coché par erreur")
    with refused(Fault.DELIBERATION_BEGUN):
        grading.correct(graded.desk, ANNE, KEY, "c1.1", Mark(NO), "erreur de ligne")
    assert kept(graded).is_locked
    grading.unlock(graded.desk, ANNE, GridKey(SOULEYMANE, ET), "critère 2 coché par erreur")
