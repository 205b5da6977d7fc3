"""The demonstration: invented people in a real session, ready for the day to begin."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.people import Function
from app.domain.session import ExamSession
from app.services import backups, demonstration, people, reading
from app.services.desk import Desk
from app.system.clock import ScriptedClock
from app.system.paths import standard_paths
from tests.builders import MACHINE, NOW


@pytest.fixture
def desk() -> Iterator[Desk]:
    desk = demonstration.prepare(standard_paths(), MACHINE, ScriptedClock(NOW))
    folder = desk.file.path.parent
    yield desk
    desk.close()
    shutil.rmtree(folder)


@pytest.fixture
def session(desk: Desk) -> ExamSession:
    return reading.session(desk)


def test_the_demonstration_is_ready_for_the_day(desk: Desk, session: ExamSession) -> None:
    assert session.days() == (NOW.date(),)
    assert session.type.id == "titre"
    assert session.sheet.record_number
    assert len(session.candidates) >= 4
    assert all(juror.declared_at and juror.habilitated_on(NOW.date()) for juror in session.jurors)
    assert {person.function for person in session.others} == {Function.OCCASIONAL_SPEAKER}
    assert all(candidate.attendance is None for candidate in session.candidates)
    assert backups.verify(desk) is None
    assert not desk.file.path.is_relative_to(Path.cwd())


def test_the_jurors_of_the_demonstration_open_with_the_codes_that_the_welcome_tells(
    desk: Desk, session: ExamSession
) -> None:
    for juror, pin in zip(session.jurors, ("2580", "1470"), strict=True):
        assert pin in demonstration.WELCOME
        assert juror.given_name in demonstration.WELCOME
        assert people.check_pin(desk, juror.id, pin).person_id == juror.id


def test_two_demonstrations_do_not_share_a_file(desk: Desk) -> None:
    other = demonstration.prepare(standard_paths(), MACHINE, ScriptedClock(NOW))
    folder = other.file.path.parent
    other.close()
    assert folder != desk.file.path.parent
    shutil.rmtree(folder)
