"""Rows about people: jurors and others, candidates, what they already hold, and who is present."""

import datetime as dt

from sqlalchemy import JSON, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.access_path import AccessPath
from app.domain.attendance import AbsenceCode, Presence
from app.domain.candidate import Extension
from app.domain.framework.terms import ModalityType, OralRole
from app.domain.people import Function, LinkKind
from app.models.base import EnumValue, IsoDate, Row, UtcInstant


class PersonRow(Row):
    """A juror, an intervenant ponctuel or a surveillant; only jurors have a PIN and a signing credential.

    `pin_turn` counts the codes that were forgotten before this one, `pin_chosen_at` is when this one was chosen.
    """

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
    pin_chosen_at: Mapped[dt.datetime | None] = mapped_column(UtcInstant)
    pin_turn: Mapped[int] = mapped_column(default=0, server_default="0")
    pin_failures: Mapped[int] = mapped_column(default=0)
    pin_failed_at: Mapped[dt.datetime | None] = mapped_column(UtcInstant)
    certificate: Mapped[bytes | None] = mapped_column(LargeBinary)
    encrypted_key: Mapped[bytes | None] = mapped_column(LargeBinary, info={"secret": True})
    days: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    panel: Mapped[int] = mapped_column(default=0, server_default="0")
    seat: Mapped[str] = mapped_column(default="", server_default="")
    is_external: Mapped[bool | None]
    is_qualified: Mapped[bool | None]


class RecusalRow(Row):
    """A juror who takes no part in one candidate's evaluation."""

    __tablename__ = "recusal"

    juror_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), primary_key=True)
    reason: Mapped[str]
    kind: Mapped[LinkKind] = mapped_column(
        EnumValue(LinkKind), default=LinkKind.OTHER, server_default=LinkKind.OTHER.value
    )


class OralRoleRow(Row):
    """The part that one person plays in one part of the session."""

    __tablename__ = "oral_role"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    part_id: Mapped[str] = mapped_column(primary_key=True)
    role: Mapped[OralRole] = mapped_column(EnumValue(OralRole))


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
    panel: Mapped[int] = mapped_column(default=0, server_default="0")
    extension: Mapped[Extension | None] = mapped_column(EnumValue(Extension))
    earlier_sittings: Mapped[int | None]
    first_refused_on: Mapped[dt.date | None] = mapped_column(IsoDate)
    parent_title_on: Mapped[dt.date | None] = mapped_column(IsoDate)
    parent_title_proof: Mapped[str] = mapped_column(default="", server_default="")


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
    earlier_framework: Mapped[str] = mapped_column(default="", server_default="")
    earlier_bloc: Mapped[str] = mapped_column(default="", server_default="")


class UnmatchedAwardRow(Row):
    """An award that no bloc of the session's référentiel answers to."""

    __tablename__ = "unmatched_award"

    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    label: Mapped[str]
    obtained_on: Mapped[dt.date | None] = mapped_column(IsoDate)
    proof: Mapped[str] = mapped_column(default="")


class TrainingResultRow(Row):
    """What the livret ECF says of one activité type."""

    __tablename__ = "training_result"

    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), primary_key=True)
    bloc_id: Mapped[str] = mapped_column(primary_key=True)
    satisfied: Mapped[bool]


class ProductionDepositRow(Row):
    """A production handed in before the session; `slides` are indices of imposed slides, from 0."""

    __tablename__ = "production_deposit"

    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), primary_key=True)
    modality: Mapped[ModalityType] = mapped_column(EnumValue(ModalityType), primary_key=True)
    at: Mapped[dt.datetime] = mapped_column(UtcInstant)
    slides: Mapped[list[int]] = mapped_column(JSON, default=list)
    remark: Mapped[str] = mapped_column(default="")


class AttendanceRow(Row):
    """Presence or absence, as observed."""

    __tablename__ = "attendance"

    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), primary_key=True)
    presence: Mapped[Presence] = mapped_column(EnumValue(Presence))
    at: Mapped[dt.datetime] = mapped_column(UtcInstant)
    detail: Mapped[str] = mapped_column(default="")
    code: Mapped[AbsenceCode | None] = mapped_column(EnumValue(AbsenceCode))
