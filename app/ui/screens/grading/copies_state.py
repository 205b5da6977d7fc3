"""What the list of copies shows, frozen: one line per written work, by identifier."""

from dataclasses import dataclass

from app.domain.copies import Copy, Pile
from app.domain.counting import counted

_WAITING = "Les copies s’ouvrent ensemble, une fois chaque candidat vu et chaque écrit terminé"
_NONE = "Aucun travail écrit à corriger pour vous dans cette session."


@dataclass(frozen=True, slots=True)
class CopyRow:
    """One copy; `author` is empty until the juror locked it, `locked` holds the hour."""

    candidate_id: int
    part_id: str
    identifier: str
    part: str
    author: str
    answered: int
    count: int
    locked: str

    @property
    def key(self) -> tuple[int, str]:
        """What tells a copy from the others."""
        return self.candidate_id, self.part_id


@dataclass(frozen=True, slots=True)
class CopiesState:
    """The list; `waiting` says what the copies still to come wait for, `first` is the copy to take up now."""

    rows: tuple[CopyRow, ...] = ()
    second: str = ""
    waiting: str = ""
    first: tuple[int, str] | None = None


def copies_state(pile: Pile) -> CopiesState:
    """The list of a juror's copies."""
    following = next(iter(pile.to_grade), None)
    return CopiesState(
        rows=tuple(_row(copy) for copy in pile.copies),
        second=f"{counted(pile.locked, 'verrouillée')} sur {len(pile.copies)}" if pile.copies else "",
        waiting=_waiting(pile),
        first=(following.candidate_id, following.part.id) if following else None,
    )


def _row(copy: Copy) -> CopyRow:
    locked = f"{copy.locked_at:%H:%M}" if copy.locked_at else ""
    return CopyRow(
        copy.candidate_id,
        copy.part.id,
        copy.identifier,
        copy.part.label,
        copy.author,
        copy.answered,
        copy.count,
        locked,
    )


def _waiting(pile: Pile) -> str:
    if not pile.is_waited_for:
        return "" if pile.copies else _NONE
    left = [counted(pile.unseen, "candidat")] if pile.unseen else []
    words = f"{left[0]} à voir" if left else ""
    writing = f"{counted(pile.writing, 'écrit')} en cours" if pile.writing else ""
    return f"{_WAITING} ({', '.join(each for each in (words, writing) if each)})."
