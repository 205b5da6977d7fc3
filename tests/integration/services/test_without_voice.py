"""Rule 9: who does not evaluate has no act of grading, deliberation, attendance, time or question, by any service."""

import inspect
from collections.abc import Callable

import pytest

from app.domain.answer import YES
from app.domain.attendance import AbsenceCode
from app.domain.decision import Outcome
from app.domain.faults import DomainError, Fault
from app.domain.framework.terms import OralRole
from app.domain.people import MANAGER, Actor, Function
from app.domain.question_guide import FROM_MANAGER, QuestionState
from app.domain.question_text import GuideLine
from app.services import attendance, closing, deliberation, documents, grading, oral, people, question_guide, timing
from app.services.grading import GridKey
from tests.integration.services.room import ELODIE, ET, INVIGILATOR, ORAL, Room, juror_draft

KEY = GridKey(ELODIE, ET)
Act = Callable[[Room, Actor], object]
ACTS: dict[str, Act] = {
    "open_grid": lambda room, who: grading.open_grid(room.desk, who, KEY),
    "mark": lambda room, who: grading.mark(room.desk, who, KEY, "c1.1", YES),
    "note_fact": lambda room, who: grading.note_fact(room.desk, who, KEY, "Salue."),
    "write_appreciation": lambda room, who: grading.write_appreciation(room.desk, who, KEY, "Bien."),
    "lock": lambda room, who: grading.lock(room.desk, who, KEY),
    "unlock": lambda room, who: grading.unlock(room.desk, who, KEY, "erreur"),
    "mark_slide": lambda room, who: oral.mark_slide(room.desk, who, KEY, 0, seen=True),
    "play_role": lambda room, who: oral.play_role(room.desk, who, GridKey(ELODIE, ORAL), OralRole.OBSERVER),
    "put": lambda room, who: question_guide.put(room.desk, who, KEY, FROM_MANAGER, 1, QuestionState.ASKED),
    "add_own": lambda room, who: question_guide.add_own(room.desk, who, KEY, "", "Et après ?"),
    "withdraw_own": lambda room, who: question_guide.withdraw_own(room.desk, who, ET, 1),
    "write_guide": lambda room, who: question_guide.write_guide(room.desk, who, ET, [GuideLine("", "Et après ?")]),
    "take_position": lambda room, who: deliberation.take_position(
        room.desk, who, ELODIE, "c1", mastered=True, motive="", cited=()
    ),
    "decide": lambda room, who: deliberation.decide(room.desk, who, ELODIE, Outcome.PASSED),
    "confirm": lambda room, who: deliberation.confirm(room.desk, who, ELODIE),
    "confirm_all": lambda room, who: deliberation.confirm_all(room.desk, who),
    "close": lambda room, who: closing.close(room.desk, who),
    "start": lambda room, who: timing.start(room.desk, who, ELODIE, ET, "autre ordre"),
    "report_incident": lambda room, who: attendance.report_incident(room.desk, who, "Alarme."),
    "mark_present": lambda room, who: attendance.mark_present(room.desk, who, ELODIE, "passeport"),
    "mark_absent": lambda room, who: attendance.mark_absent(room.desk, who, ELODIE, AbsenceCode.UNEXPLAINED),
}


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize("function", [Function.OCCASIONAL_SPEAKER, Function.INVIGILATOR])
def test_who_has_no_voice_has_no_act(present: Room, name: str, function: Function) -> None:
    who = INVIGILATOR
    if function is Function.OCCASIONAL_SPEAKER:
        speaker = people.add_person(present.desk, MANAGER, juror_draft("Jane", "Ashby", function))
        who = Actor(speaker, "Jane Ashby")
    before = [entry.number for entry in present.journal()]

    with pytest.raises(DomainError) as refusal:
        ACTS[name](present, who)

    kind = refusal.value.what
    assert kind in {Fault.JUROR_ONLY, Fault.MANAGER_ONLY, Fault.NO_GRID_FOR_FUNCTION, Fault.GRID_NOT_OPEN,
                    Fault.QUESTION_UNKNOWN}  # fmt: skip
    assert [entry.number for entry in present.journal()] == before


def test_who_has_no_voice_has_no_paper_once_the_jury_closed(closed: Room) -> None:
    speaker = closed.session().person(INVIGILATOR.person_id or 0)
    assert not speaker.function.evaluates
    assert documents.available(closed.desk, INVIGILATOR) == ()
    assert documents.available(closed.desk, MANAGER) != ()


def test_every_act_of_a_grid_and_of_the_guide_is_in_the_table() -> None:
    acts = {
        name
        for module in (oral, question_guide)
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
        and "actor" in inspect.signature(function).parameters
    }  # fmt: skip

    assert acts <= ACTS.keys()
