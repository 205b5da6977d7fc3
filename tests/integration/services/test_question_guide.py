"""The question guide on disk: who writes it, who reads which questions, what was put before a candidate."""

import pytest

from app.domain.attendance import AbsenceCode
from app.domain.faults import Fault
from app.domain.interview import guide_of, put_by
from app.domain.people import MANAGER
from app.domain.question_guide import FROM_MANAGER, QuestionState
from app.domain.question_text import GuideLine
from app.domain.treatment import treatment
from app.services import attendance, candidates, grading, question_guide
from app.services.grading import GridKey
from tests.integration.services.room import ANNE, BENOIT, CHLOE, ELODIE, ET, INVIGILATOR, Room, refused

KEY = GridKey(ELODIE, ET)
GUIDE = (GuideLine("c1", "Que vérifiez-vous à l’arrivée ?"), GuideLine("", "Et après ?"))


def write(room: Room, *lines: GuideLine) -> None:
    question_guide.write_guide(room.desk, MANAGER, ET, lines or GUIDE)


def read_by(room: Room, juror_id: int | None) -> list[str]:
    session = room.session()
    _modality, part = session.part_for(session.candidate(ELODIE), ET)
    return [question.text for question in guide_of(session, part, juror_id)]


def put_before(room: Room, candidate_id: int = ELODIE, juror_id: int = 1) -> dict[tuple[int, int], QuestionState]:
    session = room.session()
    candidate = session.candidate(candidate_id)
    _modality, part = session.part_for(candidate, ET)
    return {key: put.state for key, put in put_by(session, juror_id, candidate, part).items()}


def test_the_responsable_gives_a_part_its_questions_and_corrects_them(prepared: Room) -> None:
    write(prepared)
    write(prepared, GUIDE[1], GuideLine("c3", "Que comptez-vous ?"))

    assert read_by(prepared, 1) == read_by(prepared, None) == ["Et après ?", "Que comptez-vous ?"]


@pytest.mark.parametrize("actor", [ANNE, INVIGILATOR])
def test_nobody_else_writes_the_guide_of_the_jury(prepared: Room, actor: object) -> None:
    with refused(Fault.MANAGER_ONLY):
        question_guide.write_guide(prepared.desk, actor, ET, GUIDE)  # type: ignore[arg-type] # of the parametrize


@pytest.mark.parametrize(
    ("part_id", "line", "fault"),
    [
        ("qcm", GUIDE[0], Fault.GUIDE_WITHOUT_PART),
        (ET, GuideLine("c2", "Que dire ?"), Fault.QUESTION_UNIT_UNKNOWN),
        (ET, GuideLine("", "  "), Fault.QUESTION_EMPTY),
        (ET, GuideLine("", "m" * 501), Fault.QUESTION_TOO_LONG),
    ],
)
def test_a_guide_that_cannot_be_kept_leaves_the_one_before(
    prepared: Room, part_id: str, line: GuideLine, fault: Fault
) -> None:
    write(prepared)

    with refused(fault):
        question_guide.write_guide(prepared.desk, MANAGER, part_id, [GUIDE[1], line])

    assert read_by(prepared, None) == [line.text for line in GUIDE]


def test_a_juror_s_own_question_is_read_by_nobody_else(present: Room) -> None:
    write(present)
    grading.open_grid(present.desk, ANNE, KEY)
    question_guide.add_own(present.desk, ANNE, KEY, "c3", "  Et   votre plus gros écart ? ")

    assert read_by(present, 1)[-1] == "Et votre plus gros écart ?"
    assert read_by(present, 2) == read_by(present, None) == [line.text for line in GUIDE]


def test_a_question_is_put_then_answered_then_not_put_after_all(present: Room) -> None:
    write(present)
    grading.open_grid(present.desk, ANNE, KEY)

    for state in (QuestionState.ASKED, QuestionState.ANSWERED):
        question_guide.put(present.desk, ANNE, KEY, FROM_MANAGER, 1, state)
        present.reopen()
        assert put_before(present) == {(FROM_MANAGER, 1): state}
    assert put_before(present, juror_id=2) == put_before(present, CHLOE) == {}

    question_guide.put(present.desk, ANNE, KEY, FROM_MANAGER, 1, None)
    assert put_before(present) == {}
    assert [entry.table_name for entry in present.journal()].count("put_question") == 3


def test_what_was_put_stays_in_the_guide_word_for_word(present: Room) -> None:
    write(present)
    grading.open_grid(present.desk, ANNE, KEY)
    question_guide.put(present.desk, ANNE, KEY, FROM_MANAGER, 2, QuestionState.TO_PRESS)

    with refused(Fault.QUESTION_PUT):
        write(present, GUIDE[0])
    write(present, GuideLine("c3", "Que comptez-vous ?"), GUIDE[1])

    assert put_before(present) == {(FROM_MANAGER, 2): QuestionState.TO_PRESS}
    assert sorted(read_by(present, 1)) == ["Et après ?", "Que comptez-vous ?"]


def test_one_s_own_question_goes_while_it_was_not_put(present: Room) -> None:
    grading.open_grid(present.desk, ANNE, KEY)
    first = question_guide.add_own(present.desk, ANNE, KEY, "", "Et après ?")
    second = question_guide.add_own(present.desk, ANNE, KEY, "", "Et ensuite ?")
    question_guide.put(present.desk, ANNE, KEY, 1, second.number, QuestionState.ASKED)

    question_guide.withdraw_own(present.desk, ANNE, ET, first.number)
    with refused(Fault.QUESTION_PUT):
        question_guide.withdraw_own(present.desk, ANNE, ET, second.number)
    with refused(Fault.QUESTION_UNKNOWN):
        question_guide.withdraw_own(present.desk, BENOIT, ET, second.number)

    assert read_by(present, 1) == ["Et ensuite ?"]


def test_a_question_of_another_juror_cannot_be_put(present: Room) -> None:
    for juror in (ANNE, BENOIT):
        grading.open_grid(present.desk, juror, KEY)
    question_guide.add_own(present.desk, BENOIT, KEY, "", "Et après ?")

    with refused(Fault.QUESTION_UNKNOWN):
        question_guide.put(present.desk, ANNE, KEY, 2, 1, QuestionState.ASKED)


def test_the_lock_closes_the_guide_too(graded: Room) -> None:
    write(graded)

    for act in (
        lambda: question_guide.put(graded.desk, ANNE, KEY, FROM_MANAGER, 1, QuestionState.ASKED),
        lambda: question_guide.add_own(graded.desk, ANNE, KEY, "", "Et après ?"),
    ):
        with refused(Fault.GRID_LOCKED):
            act()


def test_the_questions_put_open_with_the_grids(present: Room) -> None:
    write(present)
    for juror, number in ((ANNE, 1), (BENOIT, 2)):
        grading.open_grid(present.desk, juror, KEY)
        question_guide.put(present.desk, juror, KEY, FROM_MANAGER, number, QuestionState.ASKED)
    present.grade(ANNE, ELODIE)
    session = present.session()
    assert treatment(session, session.candidates, present.clock.instant()).lines == ()

    present.grade(BENOIT, ELODIE)
    session = present.session()
    (line,) = treatment(session, session.candidates, present.clock.instant()).lines
    assert (line.candidate.id, line.asked) == (ELODIE, len(GUIDE))


def test_who_was_asked_a_question_is_not_counted_absent(present: Room) -> None:
    """The question would stay without its grid, and the candidate could not leave the list."""
    write(present)
    grading.open_grid(present.desk, ANNE, KEY)
    question_guide.put(present.desk, ANNE, KEY, FROM_MANAGER, 1, QuestionState.ASKED)
    with refused(Fault.ABSENT_AFTER_SITTING):
        attendance.mark_absent(present.desk, MANAGER, ELODIE, AbsenceCode.UNEXPLAINED, reason="erreur")
    question_guide.put(present.desk, ANNE, KEY, FROM_MANAGER, 1, None)
    attendance.mark_absent(present.desk, MANAGER, ELODIE, AbsenceCode.UNEXPLAINED, reason="erreur")
    candidates.remove(present.desk, MANAGER, ELODIE)
    assert ELODIE not in {candidate.id for candidate in present.session().candidates}
