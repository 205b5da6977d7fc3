"""Rows about the session itself: its sheet, its frozen référentiel, incidents, documents, rectifications."""

import datetime as dt

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import IsoDate, Row, UtcInstant


class ExamSessionRow(Row):
    """The one session of the file. `authority_*` is the centre's own certificate authority for this session.

    `moved_*` is set while the session continues elsewhere, `taken_back_*` once it came back without that copy.
    `doors_closed_at` is set while the jury sits behind closed doors, `doors_opened_at` when it last opened them again.
    """

    __tablename__ = "exam_session"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    session_type_id: Mapped[str]
    centre_name: Mapped[str]
    centre_address: Mapped[str] = mapped_column(default="")
    agreement: Mapped[str] = mapped_column(default="")
    agreement_until: Mapped[dt.date | None] = mapped_column(IsoDate)
    place: Mapped[str] = mapped_column(default="")
    starts_on: Mapped[dt.date] = mapped_column(IsoDate)
    ends_on: Mapped[dt.date] = mapped_column(IsoDate)
    manager: Mapped[str]
    ceres_number: Mapped[str] = mapped_column(default="")
    record_number: Mapped[str] = mapped_column(default="")
    created_at: Mapped[dt.datetime] = mapped_column(UtcInstant)
    authority_certificate: Mapped[bytes | None] = mapped_column(LargeBinary)
    authority_key: Mapped[bytes | None] = mapped_column(LargeBinary, info={"secret": True})
    closed_at: Mapped[dt.datetime | None] = mapped_column(UtcInstant)
    closed_content_digest: Mapped[str] = mapped_column(default="")
    closed_framework_digest: Mapped[str] = mapped_column(default="")
    sealed_at: Mapped[dt.datetime | None] = mapped_column(UtcInstant)
    centre_contact: Mapped[str] = mapped_column(default="", server_default="")
    directions: Mapped[str] = mapped_column(default="", server_default="")
    record_validated_on: Mapped[dt.date | None] = mapped_column(IsoDate)
    moved_at: Mapped[dt.datetime | None] = mapped_column(UtcInstant)
    moved_to: Mapped[str] = mapped_column(default="", server_default="")
    taken_back_at: Mapped[dt.datetime | None] = mapped_column(UtcInstant)
    taken_back_from: Mapped[str] = mapped_column(default="", server_default="")
    doors_closed_at: Mapped[dt.datetime | None] = mapped_column(UtcInstant)
    doors_opened_at: Mapped[dt.datetime | None] = mapped_column(UtcInstant)


class FrameworkRow(Row):
    """The session's own frozen copy of the référentiel, as canonical JSON, with its SHA-256."""

    __tablename__ = "framework"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    framework_id: Mapped[str]
    content: Mapped[str]
    digest: Mapped[str]


class IncidentRow(Row):
    """An incident: inserted once, never changed; without an author, it is the responsable's."""

    __tablename__ = "incident"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[dt.datetime] = mapped_column(UtcInstant)
    text: Mapped[str]
    candidate_id: Mapped[int | None] = mapped_column(ForeignKey("candidate.id"))
    author_id: Mapped[int | None]


class DocumentRow(Row):
    """A document produced from the session, byte for byte; a signed procès-verbal grows by signatures only."""

    __tablename__ = "document"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    number: Mapped[str]
    version: Mapped[int]
    title: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary)
    sha256: Mapped[str]
    created_at: Mapped[dt.datetime] = mapped_column(UtcInstant)
    candidate_id: Mapped[int | None] = mapped_column(ForeignKey("candidate.id"))


class SignatureRow(Row):
    """One juror's signature on one document."""

    __tablename__ = "signature"

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    juror_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    at: Mapped[dt.datetime] = mapped_column(UtcInstant)


class RectificationRow(Row):
    """A dated correction entered after closing."""

    __tablename__ = "rectification"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[dt.datetime] = mapped_column(UtcInstant)
    author: Mapped[str]
    agreed_by: Mapped[str]
    candidate_id: Mapped[int | None] = mapped_column(ForeignKey("candidate.id"))
    subject: Mapped[str]
    before: Mapped[str]
    after: Mapped[str]
    reason: Mapped[str]
