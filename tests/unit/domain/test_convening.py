"""When people are convened, and by which day they had to be told."""

import datetime as dt
from dataclasses import replace

import pytest

from app.domain.convening import WorkingDay, convened_at, juror_notice, working_days
from app.domain.planning.plan import Plan, PlanSettings, Slot, SlotKind
from app.domain.session import ExamSession
from tests.builders import ANNE, ELODIE, INVIGILATOR, empty_session, framework_with_ccps

SESSION = empty_session(framework_with_ccps(), "titre", ELODIE)
DAY = SESSION.sheet.starts_on


def at(hour: int, minute: int = 0, day: dt.date = DAY) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour, minute))


def with_slots(*slots: Slot) -> ExamSession:
    return replace(SESSION, plan=Plan(PlanSettings(arrival=20), slots))


def oral(start: int, panel: int = 1) -> Slot:
    return Slot(1, SlotKind.SITTING, at(start), at(start + 1), "Salle 1", panel, ELODIE.id, "oral", jury_present=True)


def starting(session: ExamSession, day: dt.date) -> ExamSession:
    return replace(session, sheet=replace(session.sheet, starts_on=day, ends_on=day))


def test_the_planning_tells_the_hour_before_the_file_does() -> None:
    filed = replace(ELODIE, convened_at="08:10")
    assert convened_at(SESSION, filed) == at(8, 10)
    assert convened_at(with_slots(oral(10)), filed) == at(9, 40)


@pytest.mark.parametrize("hour", ["", "matin", "25:00"])
def test_there_is_no_hour_where_nothing_tells_one(hour: str) -> None:
    assert convened_at(SESSION, replace(ELODIE, convened_at=hour)) is None


def test_a_juror_works_while_his_or_her_jury_sits_corrects_or_deliberates() -> None:
    session = with_slots(
        Slot(1, SlotKind.WELCOME, at(8), at(9), "Hall"),
        replace(oral(9), panel=2),
        replace(oral(11), panel=1),
        Slot(4, SlotKind.DELIBERATION, at(16), at(17), "Salle 1", 1),
    )
    assert working_days(session, replace(ANNE, panel=1)) == (WorkingDay(DAY, at(10, 40), at(17)),)
    assert working_days(session, ANNE) == (WorkingDay(DAY, at(8, 40), at(17)),), "a member of every jury"


def test_only_days_of_presence_count() -> None:
    two_days = replace(SESSION, sheet=replace(SESSION.sheet, ends_on=DAY + dt.timedelta(days=1)))
    second = DAY + dt.timedelta(days=1)
    assert working_days(two_days, replace(ANNE, days=(second,))) == (WorkingDay(second),)
    assert working_days(SESSION, replace(INVIGILATOR, days=())) == ()


def test_a_day_that_the_planning_leaves_empty_convenes_nobody() -> None:
    planned = with_slots(oral(9))
    three_days = replace(planned, sheet=replace(planned.sheet, ends_on=DAY + dt.timedelta(days=2)))
    assert [each.day for each in working_days(three_days, ANNE)] == [DAY]
    assert len(working_days(three_days, replace(ANNE, panel=2))) == 3, "nothing planned yet for that jury"


def test_a_juror_is_told_fifteen_days_before_the_first_day_of_presence() -> None:
    later = replace(SESSION, sheet=replace(SESSION.sheet, ends_on=DAY + dt.timedelta(days=2)))
    assert juror_notice(later, ANNE) == DAY - dt.timedelta(days=15)
    third = replace(ANNE, days=(DAY + dt.timedelta(days=2),))
    assert juror_notice(later, third) == DAY - dt.timedelta(days=13)
