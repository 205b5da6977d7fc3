"""A juror's own abbreviations, and those that ship with the program, each of which a juror may change or switch off."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.abbreviations import Phrase, as_letters, letters_fault
from app.domain.faults import DomainError, Fault
from app.domain.people import Actor
from app.models.desk_rows import AbbreviationRow
from app.services.desk import Desk, require_member

_SHIPPED = Path(__file__).resolve().parents[2] / "resources" / "phrases" / "abreviations.json"
_OFF = ""
"""The text of a row that switches a shipped abbreviation off."""


def listed(desk: Desk, actor: Actor) -> tuple[Phrase, ...]:
    """The shipped abbreviations and the juror's own, in the order of their letters.

    Raises:
        DomainError: the responsable, an intervenant or a surveillant is at the keyboard.
    """
    with desk.read() as rows:
        return _listed(rows, require_member(rows, actor))


def expanding(phrases: tuple[Phrase, ...]) -> Mapping[str, str]:
    """The texts that expand, by their letters."""
    return {phrase.letters: phrase.text for phrase in phrases if phrase.is_on}


def keep(desk: Desk, actor: Actor, letters: str, text: str) -> tuple[Phrase, ...]:
    """Add an abbreviation of the juror's own, or give other words to one that exists.

    Raises:
        DomainError: the letters cannot serve, there are no words, or it is not a member of the jury.
    """
    kept, words = as_letters(letters), " ".join(text.split())
    if fault := letters_fault(kept):
        raise DomainError(Fault.ABBREVIATION_REFUSED, fault=fault)
    if not words:
        raise DomainError(Fault.ABBREVIATION_REFUSED, fault="Écrivez ce qu’elle remplace.")
    with desk.write(actor) as rows:
        juror_id = require_member(rows, actor)
        row = rows.get(AbbreviationRow, (juror_id, kept))
        if _shipped().get(kept) == words:
            _drop(rows, row)
        elif row is None:
            rows.add(AbbreviationRow(juror_id=juror_id, letters=kept, text=words))
        else:
            row.text = words
        rows.flush()
        return _listed(rows, juror_id)


def remove(desk: Desk, actor: Actor, letters: str) -> tuple[Phrase, ...]:
    """Take away an abbreviation of the juror's own; a shipped one that he or she had changed comes back as it was.

    Raises:
        DomainError: it is not a member of the jury.
    """
    with desk.write(actor) as rows:
        juror_id = require_member(rows, actor)
        _drop(rows, rows.get(AbbreviationRow, (juror_id, as_letters(letters))))
        rows.flush()
        return _listed(rows, juror_id)


def switch(desk: Desk, actor: Actor, letters: str, *, on: bool) -> tuple[Phrase, ...]:
    """Let a shipped abbreviation expand for this juror, or not.

    Raises:
        DomainError: no shipped abbreviation has these letters, or it is not a member of the jury.
    """
    if on:
        return remove(desk, actor, letters)
    kept = as_letters(letters)
    if kept not in _shipped():
        raise DomainError(Fault.ABBREVIATION_UNKNOWN, letters=kept)
    with desk.write(actor) as rows:
        juror_id = require_member(rows, actor)
        row = rows.get(AbbreviationRow, (juror_id, kept))
        if row is None:
            rows.add(AbbreviationRow(juror_id=juror_id, letters=kept, text=_OFF))
        else:
            row.text = _OFF
        rows.flush()
        return _listed(rows, juror_id)


def _drop(rows: Session, row: AbbreviationRow | None) -> None:
    if row is not None:
        rows.delete(row)


def _listed(rows: Session, juror_id: int) -> tuple[Phrase, ...]:
    shipped = _shipped()
    kept = rows.scalars(select(AbbreviationRow).where(AbbreviationRow.juror_id == juror_id))
    own = {row.letters: row.text for row in kept}
    phrases = [
        Phrase(letters, own.get(letters) or text, shipped=True, is_on=own.get(letters) != _OFF)
        for letters, text in shipped.items()
    ]
    phrases += [Phrase(letters, text) for letters, text in own.items() if letters not in shipped and text != _OFF]
    return tuple(sorted(phrases, key=lambda phrase: phrase.letters))


@cache
def _shipped() -> Mapping[str, str]:
    texts: dict[str, str] = json.loads(_SHIPPED.read_text(encoding="utf-8"))
    return texts
