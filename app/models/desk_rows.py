"""Rows of a juror's own desk: personal notes, abbreviations, the question guide and what became of its questions."""

import datetime as dt

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.question_guide import QuestionState
from app.models.base import EnumValue, Row, UtcInstant


class PersonalNoteRow(Row):
    """A juror's own note on one candidate's part: read by nobody else, printed nowhere, erased on its date."""

    __tablename__ = "personal_note"

    juror_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), primary_key=True)
    part_id: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[dt.datetime] = mapped_column(UtcInstant)
    text: Mapped[str] = mapped_column(info={"secret": True})


class AbbreviationRow(Row):
    """A few letters that a juror types for a longer text."""

    __tablename__ = "abbreviation"

    juror_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    letters: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str]


class QuestionRow(Row):
    """A question of the guide; `author` is 0 for the responsable, else the juror's id."""

    __tablename__ = "question"

    author: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    part_id: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    unit_id: Mapped[str] = mapped_column(default="")
    text: Mapped[str]


class PutQuestionRow(Row):
    """What became of a question before one candidate, as one juror noted it; author -1 is the référentiel."""

    __tablename__ = "put_question"

    juror_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), primary_key=True)
    part_id: Mapped[str] = mapped_column(primary_key=True)
    author: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    state: Mapped[QuestionState] = mapped_column(EnumValue(QuestionState))
    at: Mapped[dt.datetime] = mapped_column(UtcInstant)
