"""What of a session goes into one juror's packet: this juror's own rows, and the journal that vouches for them."""

import base64
from collections.abc import Mapping

from pydantic import TypeAdapter
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.conduct import Incident
from app.domain.packet_content import JurorStanding, PacketContent, identity_print, time_of
from app.domain.people import Person
from app.domain.session import ExamSession
from app.models import journal_chain
from app.models.jury_rows import GridRow
from app.models.people_rows import PersonRow
from app.models.session_rows import IncidentRow
from app.services.desk import Desk
from app.services.grid_contents import content_of, locked_on

CONTENT = TypeAdapter(PacketContent)
"""The JSON of a packet."""


def gather(desk: Desk, rows: Session, session: ExamSession, juror: Person) -> PacketContent:
    """Everything of this juror's that may leave this laptop."""
    machine = desk.file.machine
    found = list(rows.scalars(select(GridRow).filter_by(juror_id=juror.id)))
    found.sort(key=lambda row: (row.candidate_id, row.part_id))
    grids = tuple(content_of(row, locked_on(rows, row, machine), row.locked_at) for row in found if row.locked_at)
    still_open = tuple((row.candidate_id, row.part_id) for row in found if row.locked_at is None)
    put = tuple(each for each in session.put_questions if each.juror_id == juror.id)
    asked = {(each.author, each.part_id, each.number) for each in put}
    incidents = _incidents(rows, juror.id)
    told = _Told(
        juror,
        graded=frozenset((grid.candidate_id, grid.part_id) for grid in grids),
        asked=frozenset(asked),
        incidents=frozenset(each.number for each in incidents),
    )
    chain = journal_chain.links(rows.connection(), machine, told)
    declared = {str(link.entry["row_key"]) for link in chain if link.entry and link.entry["table_name"] == "recusal"}
    recusals = tuple(each for each in session.recusals if f"{each.juror_id}/{each.candidate_id}" in declared)
    spoken_of = {
        *(candidate_id for candidate_id, _part in (*told.graded, *still_open)),
        *(each.candidate_id for each in recusals),
        *(each.candidate_id for each in put),
        *(each.candidate_id for each in incidents if each.candidate_id is not None),
    }
    return PacketContent(
        juror_id=juror.id,
        machine=machine,
        made_at=desk.now(),
        candidates={each: identity_print(session.candidate(each)) for each in sorted(spoken_of)},
        standing=standing_of(rows.get_one(PersonRow, juror.id)),
        recusals=recusals,
        grids=grids,
        open_grids=still_open,
        put_questions=put,
        own_questions=tuple(
            each
            for each in session.questions
            if each.author == juror.id and (each.author, each.part_id, each.number) in asked
        ),
        incidents=incidents,
        times=tuple(time_of(session, sitting) for sitting in sorted(told.graded & session.phase_events.keys())),
        journal=chain,
    )


def standing_of(row: PersonRow) -> JurorStanding:
    """What a juror settled personally, as a packet writes it."""
    certificate, key = (base64.b64encode(each or b"").decode() for each in (row.certificate, row.encrypted_key))
    return JurorStanding(row.declared_at, row.pin_hash, certificate, key, row.pin_chosen_at, row.pin_turn)


def _incidents(rows: Session, author_id: int) -> tuple[Incident, ...]:
    found = rows.scalars(select(IncidentRow).filter_by(author_id=author_id).order_by(IncidentRow.number))
    return tuple(Incident(row.number, row.at, row.text, row.candidate_id, row.author_id) for row in found)


class _Told:
    """Which journal entries leave whole: those of this juror about rows that the packet itself carries."""

    def __init__(
        self,
        juror: Person,
        *,
        graded: frozenset[tuple[int, str]],
        asked: frozenset[tuple[int, str, int]],
        incidents: frozenset[int],
    ) -> None:
        self.graded = graded
        self._own, self._name = str(juror.id), juror.name
        self._sittings = {(str(candidate_id), part_id) for candidate_id, part_id in graded}
        self._rows = {("question", f"{author}/{part_id}/{number}") for author, part_id, number in asked}
        self._rows |= {("incident", str(number)) for number in incidents}

    def __call__(self, entry: Mapping[str, str]) -> bool:
        """Whether this entry is told: it is this juror's own act, on a row that leaves too."""
        actor, table, key = entry["actor"], entry["table_name"], entry["row_key"].split("/")
        if actor != self._name and not actor.startswith(f"{self._name} ("):
            return False
        match table:
            case "grid" | "mark" | "fact" | "mark_correction":
                return key[0] == self._own and tuple(key[1:3]) in self._sittings
            case "phase_event":
                return tuple(key[:2]) in self._sittings
            case "person" | "recusal" | "put_question":
                return key[0] == self._own
            case _:
                return (table, entry["row_key"]) in self._rows
