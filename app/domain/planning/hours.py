"""The working hours of a session as minutes: 0 is the midnight before its first day, 1440 the next one."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from app.domain.planning.plan import PlanSettings

DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Hours:
    """When work may take place.

    `not_before` is the minute before which nothing new starts, `overtime` what the last day is lengthened by, in
    minutes, to measure what does not fit.
    """

    first_day: date
    day_count: int
    settings: PlanSettings
    not_before: int = 0
    overtime: int = 0

    def days(self) -> range:
        """The days that are left, counted from 0."""
        return range(min(self.not_before // DAY, self.day_count), self.day_count)

    def opens(self, day: int) -> int:
        """The first minute for a sitting on one day, once everybody was welcomed."""
        return max(day * DAY + minute_of(self.settings.day_starts) + self.settings.welcome, self.not_before)

    def closes(self, day: int) -> int:
        """The last minute of one day."""
        overtime = self.overtime if day == self.day_count - 1 else 0
        return day * DAY + minute_of(self.settings.day_ends) + overtime

    def longest_day(self) -> int:
        """How many minutes the longest of the days that are left has for sittings."""
        return max((self.closes(day) - self.opens(day) for day in self.days()), default=0)

    def noon(self, day: int) -> tuple[int, int]:
        """The earliest and the latest start of lunch on one day."""
        return day * DAY + minute_of(self.settings.lunch_from), day * DAY + minute_of(self.settings.lunch_until)

    def date_of(self, day: int) -> date:
        """One day's date."""
        return self.first_day + timedelta(days=day)

    def moment(self, minute: int) -> datetime:
        """One minute as civil time."""
        return datetime.combine(self.first_day, time()) + timedelta(minutes=minute)

    def minute(self, moment: datetime) -> int:
        """A civil time as minutes; seconds are dropped."""
        return int((moment - datetime.combine(self.first_day, time())) // timedelta(minutes=1))


def minute_of(hour: time) -> int:
    """Minutes since midnight."""
    return hour.hour * 60 + hour.minute
