"""The declarative base, the column types that the trade needs, and the naming of constraints."""

import datetime as dt
from enum import Enum
from typing import TypeVar

from sqlalchemy import Dialect, MetaData, String, TypeDecorator
from sqlalchemy.orm import DeclarativeBase

_E = TypeVar("_E", bound=Enum)


class Row(DeclarativeBase):
    """Base of every table of the session file."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class UtcInstant(TypeDecorator[dt.datetime]):
    """An aware datetime, stored as ISO 8601 text in UTC with microseconds, read back in local time."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> str | None:
        """Refuse a naive datetime: a moment without its zone proves nothing."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("naive datetime")
        return value.astimezone(dt.UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, dialect: Dialect) -> dt.datetime | None:
        """Give back the same instant in the machine's zone."""
        del dialect
        return None if value is None else dt.datetime.fromisoformat(value).astimezone()


class IsoDate(TypeDecorator[dt.date]):
    """A date, stored as YYYY-MM-DD text so that any SQLite program reads it."""

    impl = String(10)
    cache_ok = True

    def process_bind_param(self, value: dt.date | None, dialect: Dialect) -> str | None:
        """Write the ISO form."""
        del dialect
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> dt.date | None:
        """Read the ISO form."""
        del dialect
        return None if value is None else dt.date.fromisoformat(value)


class LocalMinute(TypeDecorator[dt.datetime]):
    """A civil time of the place of examination, without a zone, stored as YYYY-MM-DDTHH:MM text."""

    impl = String(16)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> str | None:
        """Refuse an aware datetime: a planning is read on a wall, wherever the file is opened."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is not None:
            raise ValueError("aware datetime")
        return value.isoformat(timespec="minutes")

    def process_result_value(self, value: str | None, dialect: Dialect) -> dt.datetime | None:
        """Read the same civil time back."""
        del dialect
        return None if value is None else dt.datetime.fromisoformat(value)


class EnumValue(TypeDecorator[_E]):
    """An enum member, stored by its value: the words of the trade, stable across versions of the code."""

    impl = String(32)
    cache_ok = True

    def __init__(self, members: type[_E]) -> None:
        self.members = members
        super().__init__()

    def process_bind_param(self, value: _E | None, dialect: Dialect) -> str | None:
        """Write the member's value."""
        del dialect
        return None if value is None else str(value.value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> _E | None:
        """Read the member back; a value unknown to this version is a bug, not a silent None."""
        del dialect
        return None if value is None else self.members(value)
