"""Creating and opening a session: the file, its frozen référentiel, the centre's authority, a proposed passphrase."""

import datetime as dt
import secrets
from dataclasses import dataclass, replace
from pathlib import Path

from mnemonic import Mnemonic
from sqlalchemy.orm import Session

from app import reports
from app.domain.faults import DomainError, EnvironmentFault, Fault, Trouble
from app.domain.framework.model import Framework
from app.domain.framework.terms import FrameworkKind, OralRole
from app.domain.people import MANAGER, Actor, Person
from app.domain.session import ExamSession
from app.domain.session_sheet import SessionSheet
from app.models.people_rows import OralRoleRow
from app.models.session_file import SessionFile
from app.models.session_rows import ExamSessionRow, FrameworkRow
from app.services import people, reading
from app.services.desk import Desk, require_manager, require_open_doors
from app.services.people import PersonDraft
from app.system.clock import Clock

PASSPHRASE_WORDS = 5
PASSPHRASE_MINIMUM = 16
"""Characters: whoever finds the file can try passphrases for years, at home."""


@dataclass(frozen=True, slots=True)
class NewSession:
    """Where a new session goes and what protects it."""

    path: Path
    passphrase: str
    machine: str


@dataclass(frozen=True, slots=True)
class EarlierPerson:
    """Somebody of an earlier session, as he or she can be convened again, with the roles held in its parts."""

    draft: PersonDraft
    roles: tuple[tuple[str, OralRole], ...] = ()


@dataclass(frozen=True, slots=True)
class EarlierSession:
    """What a new session takes over from an earlier one: its sheet and its people, never a code nor a candidate."""

    framework_id: str
    sheet: SessionSheet
    people: tuple[EarlierPerson, ...]

    def sheet_on(self, first_day: dt.date) -> SessionSheet:
        """The sheet of a session that starts on `first_day` and lasts as long, its numbers still to come."""
        last_day = first_day + (self.sheet.ends_on - self.sheet.starts_on)
        return replace(self.sheet, starts_on=first_day, ends_on=last_day, ceres_number="", record_number="")

    def people_on(self, sheet: SessionSheet) -> tuple[EarlierPerson, ...]:
        """The same people for the dates of another sheet; days of presence keep their rank in the session."""
        return tuple(replace(each, draft=self._shifted(each.draft, sheet)) for each in self.people)

    def _shifted(self, draft: PersonDraft, sheet: SessionSheet) -> PersonDraft:
        shift = sheet.starts_on - self.sheet.starts_on
        days = tuple(day + shift for day in draft.days or () if day + shift <= sheet.ends_on)
        return replace(draft, days=days or None)


def propose_passphrase() -> str:
    """Five French words without accents, drawn by the system's own randomness (about 53 bits)."""
    words = [word for word in Mnemonic("french").wordlist if word.isascii()]
    return " ".join(secrets.choice(words) for _ in range(PASSPHRASE_WORDS))


def create(
    new: NewSession,
    framework: Framework,
    sheet: SessionSheet,
    clock: Clock,
    people_from: EarlierSession | None = None,
) -> Desk:
    """Create a session file with its own frozen référentiel and the centre's authority for its signatures.

    The people of an earlier session are convened again when one is given; each declares and chooses a code anew.

    Raises:
        DomainError: the référentiel opens no session or lacks code and millésime (rule 1), the type is unknown, the
            sheet is incomplete, or the passphrase protects nothing.
        EnvironmentFault: the file cannot be created.
    """
    _require_openable(framework, sheet)
    if len(new.passphrase.strip()) < PASSPHRASE_MINIMUM:
        raise DomainError(Fault.PHRASE_SHORT, least=PASSPHRASE_MINIMUM)
    authority = reports.certificates.issue_authority(sheet.centre.name, sheet.record_number, clock.now())
    file = SessionFile.create(new.path, new.passphrase, new.machine, clock.now())
    desk = Desk(file, clock)
    try:
        with desk.write(MANAGER) as rows:
            row = ExamSessionRow(
                id=1,
                session_type_id=sheet.session_type_id,
                created_at=clock.now(),
                authority_certificate=authority.certificate_der,
                authority_key=authority.private_key_der,
            )
            _write_sheet(row, sheet)
            rows.add(row)
            content = framework.canonical()
            rows.add(FrameworkRow(id=1, framework_id=framework.id, content=content, digest=framework.digest()))
            if people_from is not None:
                _convene(rows, people_from.people_on(sheet), framework, sheet)
    except BaseException:
        desk.close()
        new.path.unlink(missing_ok=True)
        raise
    return desk


def open_session(path: Path, passphrase: str, machine: str, clock: Clock) -> Desk:
    """Open an existing session.

    Raises:
        EnvironmentFault: each failure of file, passphrase or disk has its own sentence, and so has a référentiel that
            was altered outside the program.
    """
    file = SessionFile.open(path, passphrase, machine, clock.now())
    desk = Desk(file, clock)
    try:
        _ = desk.framework  # read here, off the window's thread, and never worked with when altered
    except BaseException:
        file.release()
        raise
    return desk


def outline(path: Path, passphrase: str, machine: str, clock: Clock) -> EarlierSession:
    """Read what a new session can take over from an earlier one, and let go of its file.

    Raises:
        EnvironmentFault: each failure of file, passphrase or disk has its own sentence.
    """
    desk = open_session(path, passphrase, machine, clock)
    try:
        earlier = reading.session(desk)
    finally:
        desk.file.release()
    return EarlierSession(
        framework_id=earlier.framework.id,
        sheet=earlier.sheet,
        people=tuple(EarlierPerson(people.draft_of(each), _roles_of(earlier, each)) for each in earlier.people),
    )


def prove(path: Path, passphrase: str, machine: str, clock: Clock) -> None:
    """Open a session file and close it again at once, changing nothing.

    Raises:
        EnvironmentFault: each failure of file, passphrase or disk has its own sentence.
    """
    SessionFile.open(path, passphrase, machine, clock.now()).release()


def prove_manager(desk: Desk, passphrase: str) -> Actor:
    """The responsable as actor, once the session's passphrase is proved again: nobody takes this seat by a click.

    Raises:
        DomainError: the jury sits behind closed doors (rule 36).
        EnvironmentFault: the passphrase is not the session's.
    """
    with desk.read() as rows:
        require_open_doors(rows)
    if not desk.file.opens_with(passphrase):
        raise EnvironmentFault(Trouble.PASSPHRASE_WRONG, file=desk.file.path.name)
    return MANAGER


def change_sheet(desk: Desk, actor: Actor, sheet: SessionSheet) -> dt.datetime:
    """Correct the session's sheet; its type is fixed at creation.

    Raises:
        DomainError: not the responsable, or the sheet is incomplete.
    """
    require_manager(actor)
    _require_complete(sheet)
    with desk.write(actor) as rows:
        _write_sheet(rows.get_one(ExamSessionRow, 1), sheet)
    return desk.now()


def _roles_of(session: ExamSession, person: Person) -> tuple[tuple[str, OralRole], ...]:
    return tuple((each.part_id, each.role) for each in session.roles if each.person_id == person.id)


def _convene(rows: Session, earlier: tuple[EarlierPerson, ...], framework: Framework, sheet: SessionSheet) -> None:
    """Write the people of an earlier session; a role in a part that this session type does not have is left out."""
    parts = {part.id for _modality, part in framework.session_type(sheet.session_type_id).parts()}
    for each in earlier:
        person_id = people.insert(rows, each.draft)
        rows.add_all(
            OralRoleRow(person_id=person_id, part_id=part_id, role=role)
            for part_id, role in each.roles
            if part_id in parts
        )


def _require_openable(framework: Framework, sheet: SessionSheet) -> None:
    if not framework.sessions:
        raise DomainError(Fault.FRAMEWORK_WITHOUT_SESSION, title=framework.label, why=framework.why_closed)
    if framework.kind is FrameworkKind.MINISTRY_TITLE and not (framework.code and framework.millesime):
        raise DomainError(Fault.FRAMEWORK_UNIDENTIFIED, title=framework.label)
    types = [session.id for session in framework.sessions]
    if sheet.session_type_id not in types:
        known = ", ".join(types)
        raise DomainError(Fault.SESSION_TYPE_UNKNOWN, type=sheet.session_type_id, title=framework.label, known=known)
    _require_complete(sheet)


def _require_complete(sheet: SessionSheet) -> None:
    for label, value in (("le centre", sheet.centre.name), ("le responsable de session", sheet.manager)):
        if not value.strip():
            raise DomainError(Fault.SHEET_INCOMPLETE, field=label)
    if sheet.ends_on < sheet.starts_on:
        raise DomainError(Fault.DATES_REVERSED, start=f"{sheet.starts_on:%d/%m/%Y}", end=f"{sheet.ends_on:%d/%m/%Y}")


def _write_sheet(row: ExamSessionRow, sheet: SessionSheet) -> None:
    row.centre_name = sheet.centre.name.strip()
    row.centre_address = sheet.centre.address.strip()
    row.agreement = sheet.centre.agreement.strip()
    row.agreement_until = sheet.centre.agreement_until
    row.place = sheet.place.strip()
    row.starts_on = sheet.starts_on
    row.ends_on = sheet.ends_on
    row.manager = sheet.manager.strip()
    row.ceres_number = sheet.ceres_number.strip()
    row.record_number = sheet.record_number.strip()
    row.centre_contact = sheet.centre.contact.strip()
    row.directions = sheet.directions.strip()
