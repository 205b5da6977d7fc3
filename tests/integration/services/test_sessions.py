"""Creating, opening and correcting a session."""

import datetime as dt
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.faults import Fault, Trouble
from app.domain.framework.model import Framework
from app.domain.framework.terms import OralRole
from app.domain.people import MANAGER, RoleAssignment
from app.domain.rules.registry import judge
from app.domain.session_sheet import Centre, SessionSheet
from app.models.session_rows import FrameworkRow
from app.services import backups, frameworks, people, reading, sessions
from app.services.sessions import NewSession
from app.system.clock import ScriptedClock
from tests.builders import MACHINE, NOW, PASSPHRASE, framework_with_ccps
from tests.integration.services.room import ANNE, ET, ORAL, Room, juror_draft, refused, sheet

SHIPPED = Path(__file__).parents[3] / "data" / "referentiels"
EVERY_TYPE = [
    (summary.id, session_type.id)
    for summary in frameworks.catalogue((SHIPPED,))
    for session_type in frameworks.load(summary.id, (SHIPPED,)).sessions
]


def create(path: Path, framework: Framework | None = None, session_sheet: SessionSheet | None = None) -> None:
    """Create a session and close its file."""
    new = NewSession(path, PASSPHRASE, MACHINE)
    sessions.create(new, framework or framework_with_ccps(), session_sheet or sheet(), ScriptedClock(NOW)).close()


def is_empty(folder: Path) -> bool:
    return not list(folder.iterdir())


def test_the_shipped_referentiels_offer_sessions_in_all_but_the_one_that_is_only_remembered() -> None:
    assert {framework_id for framework_id, _type in EVERY_TYPE} == {"acom-2025", "ascom", "cned-aac", "ifocop-ac"}
    assert len(EVERY_TYPE) == 12


@pytest.mark.parametrize(("framework_id", "type_id"), EVERY_TYPE)
def test_every_shipped_session_type_opens_with_its_own_copy_of_the_referentiel(
    path: Path, framework_id: str, type_id: str
) -> None:
    framework = frameworks.load(framework_id, (SHIPPED,))
    create(path, framework, replace(sheet(), session_type_id=type_id))

    desk = sessions.open_session(path, PASSPHRASE, MACHINE, ScriptedClock(NOW))
    session = reading.session(desk)
    desk.close()
    assert session.type == framework.session_type(type_id)
    assert session.framework == framework
    assert session.framework_digest == framework.digest()
    assert (session.candidates, session.people) == ((), ())


def test_a_referentiel_without_session_is_refused_with_its_reason(path: Path) -> None:
    framework = frameworks.load("acom-2020", (SHIPPED,))
    with refused(Fault.FRAMEWORK_WITHOUT_SESSION) as caught:
        create(path, framework)
    assert "connue sans ses critères ni ses durées" in caught.sentence
    assert is_empty(path.parent)


def test_a_passphrase_that_protects_nothing_is_refused(path: Path) -> None:
    with refused(Fault.PHRASE_SHORT) as caught:
        sessions.create(NewSession(path, "court", MACHINE), framework_with_ccps(), sheet(), ScriptedClock(NOW))
    assert "moins de 16 caractères" in caught.sentence
    assert is_empty(path.parent)


@pytest.mark.parametrize("lacking", ["code", "millesime"])
def test_a_title_without_code_or_millesime_opens_no_session(path: Path, lacking: str) -> None:
    with refused(Fault.FRAMEWORK_UNIDENTIFIED):
        create(path, framework_with_ccps().model_copy(update={lacking: ""}))
    assert is_empty(path.parent)


def test_a_type_of_another_referentiel_is_refused(path: Path) -> None:
    with refused(Fault.SESSION_TYPE_UNKNOWN):
        create(path, session_sheet=replace(sheet(), session_type_id="bloc7"))
    assert is_empty(path.parent)


def test_a_session_cannot_end_before_it_begins(path: Path) -> None:
    with refused(Fault.DATES_REVERSED) as caught:
        create(path, session_sheet=replace(sheet(), starts_on=dt.date(2026, 5, 12), ends_on=dt.date(2026, 5, 11)))
    assert "12/05/2026 et finir le 11/05/2026" in caught.sentence


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (replace(sheet(), centre=Centre("  ")), "le centre"),
        (replace(sheet(), manager=""), "le responsable de session"),
    ],
)
def test_an_incomplete_sheet_is_refused_by_naming_what_lacks(path: Path, wrong: SessionSheet, told: str) -> None:
    with refused(Fault.SHEET_INCOMPLETE) as caught:
        create(path, session_sheet=wrong)
    assert told in caught.sentence
    assert is_empty(path.parent)


def test_a_creation_that_breaks_off_leaves_no_file(path: Path) -> None:
    zoneless = ScriptedClock(NOW.replace(tzinfo=None))
    with pytest.raises(Exception, match="naive datetime"):
        sessions.create(NewSession(path, PASSPHRASE, MACHINE), framework_with_ccps(), sheet(), zoneless)
    assert is_empty(path.parent)


def test_an_existing_file_is_never_written_over(path: Path) -> None:
    path.write_text("un texte")
    with refused(Trouble.FILE_EXISTS):
        create(path)
    assert path.read_text() == "un texte"


def test_a_session_file_is_readable_by_its_owner_alone_and_tells_nothing(path: Path) -> None:
    create(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert b"Quimper" not in path.read_bytes()


def test_a_referentiel_that_changes_afterwards_changes_nothing_in_the_session(path: Path, tmp_path: Path) -> None:
    own = tmp_path / "centre" / "ascom.yaml"
    own.parent.mkdir()
    text = (SHIPPED / "ascom.yaml").read_text(encoding="utf-8")
    own.write_text(text, encoding="utf-8")
    before = frameworks.load("ascom", (own.parent,))
    create(path, before, replace(sheet(), session_type_id="bloc1"))

    own.write_text(text.replace(before.blocs[0].label, "Un autre intitulé"), encoding="utf-8")
    assert frameworks.load("ascom", (own.parent,)).digest() != before.digest()
    desk = sessions.open_session(path, PASSPHRASE, MACHINE, ScriptedClock(NOW))
    session = reading.session(desk)
    desk.close()
    assert session.framework.blocs[0].label == before.blocs[0].label
    assert session.framework.digest() == session.framework_digest == before.digest()


def test_a_referentiel_altered_outside_the_program_is_not_worked_with(prepared: Room, path: Path) -> None:
    with prepared.desk.write(MANAGER) as rows:
        row = rows.get_one(FrameworkRow, 1)
        row.content = row.content.replace("Employé", "Directeur")
    prepared.leave()
    with refused(Trouble.FRAMEWORK_ALTERED) as caught:
        sessions.open_session(path, PASSPHRASE, MACHINE, ScriptedClock(NOW))
    assert "essai.sauvegardes" in caught.sentence
    assert not path.with_name("essai.jurade.lock").exists()


def test_work_that_comes_after_the_session_was_left_is_refused(prepared: Room) -> None:
    prepared.leave()
    late: list[Callable[[], object]] = [
        lambda: reading.session(prepared.desk),
        lambda: sessions.change_sheet(prepared.desk, MANAGER, replace(sheet(), place="Brest")),
        lambda: backups.create(prepared.desk),
    ]
    for act in late:
        with refused(Trouble.SESSION_LEFT):
            act()


def test_a_wrong_passphrase_opens_nothing(prepared: Room) -> None:
    prepared.leave()
    for wrong in (PASSPHRASE.upper(), f" {PASSPHRASE}", "autre"):
        with refused(Trouble.PASSPHRASE_WRONG):
            sessions.open_session(prepared.desk.file.path, wrong, MACHINE, ScriptedClock(NOW))
    with refused(Trouble.PASSPHRASE_EMPTY):
        sessions.open_session(prepared.desk.file.path, " ", MACHINE, ScriptedClock(NOW))


def test_proving_a_file_leaves_it_as_it_was(prepared: Room, path: Path) -> None:
    prepared.leave()
    before = path.read_bytes()
    sessions.prove(path, PASSPHRASE, MACHINE, ScriptedClock(NOW))
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]
    with refused(Trouble.PASSPHRASE_WRONG):
        sessions.prove(path, "autre", MACHINE, ScriptedClock(NOW))


def test_a_session_is_open_once_at_a_time(prepared: Room, path: Path) -> None:
    with refused(Trouble.FILE_OPEN_ALREADY):
        sessions.open_session(path, PASSPHRASE, MACHINE, ScriptedClock(NOW))
    prepared.leave()
    sessions.open_session(path, PASSPHRASE, MACHINE, ScriptedClock(NOW)).close()


def test_the_responsable_corrects_the_sheet_but_not_the_type(prepared: Room) -> None:
    changed = replace(sheet("ccp1"), manager=" Paul Kermarrec ", ends_on=dt.date(2026, 5, 13), ceres_number="S26-00043")
    sessions.change_sheet(prepared.desk, MANAGER, changed)
    prepared.reopen()
    now = prepared.session().sheet
    assert now == replace(changed, manager="Paul Kermarrec", session_type_id="titre")


def test_the_sheet_is_corrected_by_the_responsable_alone_and_stays_complete(prepared: Room) -> None:
    with refused(Fault.MANAGER_ONLY):
        sessions.change_sheet(prepared.desk, ANNE, sheet())
    with refused(Fault.SHEET_INCOMPLETE):
        sessions.change_sheet(prepared.desk, MANAGER, replace(sheet(), manager=" "))
    assert prepared.session().sheet == sheet()


def test_a_new_session_waits_for_its_preparation(path: Path) -> None:
    create(path)
    desk = sessions.open_session(path, PASSPHRASE, MACHINE, ScriptedClock(NOW))
    told = {finding.sentence for state in judge(reading.session(desk)) for finding in state.findings}
    desk.close()
    assert "La session ne compte aucun candidat." in told


def test_a_proposed_passphrase_is_five_plain_words_drawn_anew() -> None:
    first, second = sessions.propose_passphrase(), sessions.propose_passphrase()
    assert first != second
    for proposed in (first, second):
        words = proposed.split(" ")
        assert len(words) == 5
        assert all(word.isascii() and word.islower() for word in words)


def test_the_responsable_takes_the_seat_with_the_passphrase_alone(prepared: Room) -> None:
    assert sessions.prove_manager(prepared.desk, PASSPHRASE) is MANAGER
    with refused(Trouble.PASSPHRASE_WRONG):
        sessions.prove_manager(prepared.desk, PASSPHRASE + "s")
    with refused(Trouble.PASSPHRASE_WRONG):
        sessions.prove_manager(prepared.desk, "")


def test_a_new_session_starts_from_an_earlier_one(prepared: Room, path: Path, tmp_path: Path) -> None:
    day = dt.timedelta(days=1)
    two_days = replace(sheet(), ends_on=sheet().starts_on + day, directions="Bus 12")
    sessions.change_sheet(prepared.desk, MANAGER, two_days)
    second_day = replace(
        people.draft_of(prepared.session().person(2)), days=(two_days.ends_on,), panel=1, seat="Expert"
    )
    people.change_person(prepared.desk, MANAGER, 2, second_day)
    people.assign_role(prepared.desk, MANAGER, 1, ORAL, OralRole.INTERLOCUTOR)
    people.assign_role(prepared.desk, MANAGER, 2, ET, OralRole.OBSERVER)
    before = [person.declared_at for person in prepared.session().people]
    prepared.leave()

    earlier = sessions.outline(path, PASSPHRASE, MACHINE, ScriptedClock(NOW))
    assert earlier.framework_id == "tp-magasinage"
    assert earlier.sheet == two_days
    first_day = dt.date(2026, 11, 30)
    renewed = earlier.sheet_on(first_day)
    assert renewed == replace(two_days, starts_on=first_day, ends_on=first_day + day, ceres_number="", record_number="")

    new = NewSession(tmp_path / "suivante.jurade", PASSPHRASE, MACHINE)
    ccp1 = replace(renewed, session_type_id="ccp1")
    desk = sessions.create(new, framework_with_ccps(), ccp1, ScriptedClock(NOW), people_from=earlier)
    session = reading.session(desk)
    desk.close()
    assert session.sheet == ccp1
    assert session.candidates == ()
    assert [person.name for person in session.people] == ["Anne Durand", "Benoît Petit", "Chloé Roussel"]
    assert [people.draft_of(person) for person in session.people[:2]] == [
        juror_draft("Anne", "Durand"),
        replace(second_day, days=(first_day + day,)),
    ]
    assert {(person.declared_at, person.has_pin) for person in session.people} == {(None, False)}
    assert session.roles == (RoleAssignment(1, ORAL, OralRole.INTERLOCUTOR),)

    prepared.desk = sessions.open_session(path, PASSPHRASE, MACHINE, ScriptedClock(NOW))
    assert [person.declared_at for person in prepared.session().people] == before


def test_days_beyond_a_shorter_session_are_every_day(prepared: Room, path: Path) -> None:
    two_days = replace(sheet(), ends_on=sheet().starts_on + dt.timedelta(days=1))
    sessions.change_sheet(prepared.desk, MANAGER, two_days)
    last_only = replace(juror_draft("Anne", "Durand"), days=(two_days.ends_on,))
    people.change_person(prepared.desk, MANAGER, 1, last_only)
    prepared.leave()
    earlier = sessions.outline(path, PASSPHRASE, MACHINE, ScriptedClock(NOW))
    assert earlier.people_on(sheet())[0].draft.days is None
    assert earlier.people_on(two_days)[0].draft.days == (two_days.ends_on,)
    prepared.reopen()


def test_an_earlier_session_opens_with_its_own_passphrase(prepared: Room, path: Path) -> None:
    prepared.leave()
    with refused(Trouble.PASSPHRASE_WRONG):
        sessions.outline(path, "autre phrase", MACHINE, ScriptedClock(NOW))
    prepared.reopen()
