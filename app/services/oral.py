"""What a juror notes of an oral beside the critères: the slides presented, and the part played before a candidate."""

from app.domain.faults import DomainError, Fault
from app.domain.framework.terms import OralRole
from app.domain.interview import jury_roles
from app.domain.people import Actor
from app.services import reading
from app.services.desk import Desk, require_juror
from app.services.grading import GridKey, SavedGrid, own_grid, require_open


def mark_slide(desk: Desk, actor: Actor, key: GridKey, place: int, *, seen: bool) -> SavedGrid:
    """Note that an imposed slide was presented, or was not after all; `place` counts from 0.

    Raises:
        DomainError: the grid is not open to this juror or is locked, or the référentiel imposes no such slide.
    """
    juror_id = require_juror(actor)
    with desk.write(actor) as rows:
        row = require_open(rows, juror_id, key)
        deposit = next((m.deposit for m, part in desk.session_type.parts() if part.id == key.part_id), None)
        count = len(deposit.slides) if deposit else 0
        if not 0 <= place < count:
            raise DomainError(Fault.SLIDE_UNKNOWN, number=place + 1, count=count)
        row.slides = sorted({*row.slides, place} if seen else {*row.slides} - {place})
        grid = own_grid(desk, rows, juror_id, key)
    return SavedGrid(grid, desk.now())


def play_role(desk: Desk, actor: Actor, key: GridKey, role: OralRole) -> SavedGrid:
    """Note the part that the juror plays before this candidate, whatever the preparation said (rule 10).

    Raises:
        DomainError: the grid is not open to this juror or is locked, or the référentiel gives the jury no such part.
    """
    juror_id = require_juror(actor)
    with desk.write(actor) as rows:
        row = require_open(rows, juror_id, key)
        session = reading.session_of(desk, rows)
        _modality, part = session.part_for(session.candidate(key.candidate_id), key.part_id)
        if role not in {condition.role for condition in jury_roles(part)}:
            raise DomainError(Fault.ROLE_NOT_ASKED, role=role.label.lower(), part=part.label)
        row.role = role
        grid = own_grid(desk, rows, juror_id, key)
    return SavedGrid(grid, desk.now())
