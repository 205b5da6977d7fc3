"""Rows about people: jurors and others, candidates, what they already hold, and who is present."""

import datetime as dt

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.access_path import AccessPath
from app.domain.candidate import Presence
from app.domain.people import Function
from app.models.base import EnumValue, IsoDate, Row, UtcInstant


class PersonRow(Row):
    """A juror, an intervenant ponctuel or a surveillant; only jurors have a PIN and a signing credential."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    function: Mapped[Function] = mapped_column(EnumValue(Function))
    family_name: Mapped[str]
    given_name: Mapped[str]
    quality: Mapped[str] = mapped_column(default="")
    employer: Mapped[str] = mapped_column(default="")
    habilitation: Mapped[str] = mapped_column(default="")
    habilitation_until: Mapped[dt.date | None] = mapped_column(IsoDate)
    uses_english: Mapped[bool] = mapped_column(default=False)
    declared_at: Mapped[dt.datetime | None] = mapped_column(UtcInstant)
    pin_hash: Mapped[str] = mapped_column(default="", info={"secret": True})
    pin_failures: Mapped[int] = mapped_column(default=0)
    pin_failed_at: Mapped[dt.datetime | None] = mapped_column(UtcInstant)
    certificate: Mapped[bytes | None] = mapped_column(LargeBinary)
    encrypted_key: Mapped[bytes | None] = mapped_column(LargeBinary, info={"secret": True})


class RecusalRow(Row):
    """A juror who takes no part in one candidate's evaluation."""

    __tablename__ = "recusal"

    juror_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), primary_key=True)
    reason: Mapped[str]


class CandidateRow(Row):
    """A candidate, names kept as typed."""

    __tablename__ = "candidate"

    id: Mapped[int] = mapped_column(primary_key=True)
    rank: Mapped[int]
    number: Mapped[str] = mapped_column(default="")
    civility: Mapped[str] = mapped_column(default="")
    birth_name: Mapped[str]
    usage_name: Mapped[str] = mapped_column(default="")
    first_name: Mapped[str]
    other_first_names: Mapped[str] = mapped_column(default="")
    birth_date: Mapped[dt.date | None] = mapped_column(IsoDate)
    birth_town: Mapped[str] = mapped_column(default="")
    birth_department: Mapped[str] = mapped_column(default="")
    birth_country: Mapped[str] = mapped_column(default="")
    nationality: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    postcode: Mapped[str] = mapped_column(default="")
    town: Mapped[str] = mapped_column(default="")
    access_path: Mapped[AccessPath] = mapped_column(EnumValue(AccessPath))
    status: Mapped[str] = mapped_column(default="")
    training_body: Mapped[str] = mapped_column(default="")
    convened_at: Mapped[str] = mapped_column(default="")
    professional_file: Mapped[bool | None]
    training_results: Mapped[bool | None]


class AccommodationRow(Row):
    """The arrangement granted to a candidate; `extra_time` is a fraction written « 1/3 », never a diagnosis."""

    __tablename__ = "accommodation"

    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), primary_key=True)
    measure: Mapped[str]
    extra_time: Mapped[str] = mapped_column(default="0")
    authority: Mapped[str] = mapped_column(default="")
    granted_on: Mapped[dt.date | None] = mapped_column(IsoDate)


class PriorAwardRow(Row):
    """A CCP or bloc held before the session."""

    __tablename__ = "prior_award"

    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), primary_key=True)
    bloc_id: Mapped[str] = mapped_column(primary_key=True)
    obtained_on: Mapped[dt.date | None] = mapped_column(IsoDate)
    proof: Mapped[str] = mapped_column(default="")


class AttendanceRow(Row):
    """Presence or absence, as observed."""

    __tablename__ = "attendance"

    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), primary_key=True)
    presence: Mapped[Presence] = mapped_column(EnumValue(Presence))
    at: Mapped[dt.datetime] = mapped_column(UtcInstant)
    detail: Mapped[str] = mapped_column(default="")
