"""Continue on another laptop: one live copy at any moment, whatever happens, and a way back when it is lost."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.domain.answer import YES
from app.domain.attendance import AbsenceCode
from app.domain.faults import Fault, JuryFault, Trouble
from app.domain.people import MANAGER
from app.domain.rules.registry import judge
from app.models.journal import first_break
from app.services import (
    attendance,
    backups,
    closing,
    derogations,
    documents,
    grading,
    lapses,
    moving,
    people,
    reading,
    sessions,
    timing,
)
from app.services.desk import Desk
from app.services.document_kinds import DocumentKind
from app.services.grading import GridKey
from app.services.people import check_pin
from app.system.clock import ScriptedClock
from tests.builders import MACHINE, NOW, PASSPHRASE
from tests.integration.services.room import (
    ANNE,
    ECRIT,
    ELODIE,
    ET,
    IBRAHIM,
    INVIGILATOR,
    Room,
    Stages,
    open_file,
    refused,
)

TO = "portable de la salle B"


@pytest.fixture
def key(tmp_path: Path) -> Path:
    """A USB key."""
    folder = tmp_path / "clé"
    folder.mkdir()
    return folder


def opened(path: Path) -> Desk:
    return Desk(open_file(path), ScriptedClock(NOW))


def live(path: Path) -> bool:
    """Whether something can be entered in this file."""
    desk = opened(path)
    try:
        return moving.departure(desk) is None
    finally:
        desk.file.release()


def test_the_session_goes_on_elsewhere_and_this_copy_is_read(present: Room, key: Path) -> None:
    before = present.session()
    left = moving.move(present.desk, MANAGER, key / "session.jurade", TO)

    assert (left.to, moving.departure(present.desk)) == (TO, left)
    with refused(JuryFault.SESSION_MOVED) as refusal:
        attendance.mark_absent(present.desk, MANAGER, IBRAHIM, AbsenceCode.UNEXPLAINED, reason="partie")
    assert f"continue sur un autre poste depuis le 12/05/2026 à 09:00 ({TO})" in refusal.sentence
    assert [path.name for path in key.iterdir()] == ["session.jurade"]

    there = sessions.open_session(key / "session.jurade", PASSPHRASE, "poste-b", ScriptedClock(NOW))
    assert moving.departure(there) is None
    assert reading.session(there).grids == before.grids
    assert reading.session(there).candidates == before.candidates
    grading.open_grid(there, ANNE, GridKey(ELODIE, ET), "")
    grading.mark(there, ANNE, GridKey(ELODIE, ET), "c1.1", YES)
    with there.read() as rows:
        assert first_break(rows.connection()) is None
    there.file.release()


def test_a_copy_left_behind_still_opens_reads_prints_and_is_backed_up(graded: Room, key: Path, path: Path) -> None:
    moving.move(graded.desk, ANNE, key / "session.jurade", TO)
    as_left = graded.session()
    graded.desk.close()
    [backup] = path.with_name("essai.sauvegardes").iterdir()
    sessions.prove(backup, PASSPHRASE, MACHINE, ScriptedClock(NOW))

    desk = sessions.open_session(path, PASSPHRASE, MACHINE, ScriptedClock(NOW))
    assert reading.session(desk).grids == as_left.grids
    assert backups.verify(desk) is None
    paper = next(each for each in documents.available(desk, MANAGER) if each.kind is DocumentKind.NOTICE)
    assert documents.produce(desk, MANAGER, paper).content.startswith(b"%PDF")
    desk.close()


def test_codes_are_still_proved_and_counted_on_a_copy_left_behind(present: Room, key: Path) -> None:
    moving.move(present.desk, MANAGER, key / "session.jurade", TO)
    for _ in range(3):
        with refused(Fault.PIN_WRONG):
            check_pin(present.desk, 1, "0000")
        present.wait(minutes=10)
    assert check_pin(present.desk, 1, "2580").person_id == 1
    with refused(JuryFault.SESSION_MOVED):
        people.recuse(present.desk, MANAGER, 2, IBRAHIM, "a été son formateur")


def test_the_time_that_ran_is_no_lapse_of_a_copy_left_behind(present: Room, key: Path) -> None:
    timing.start(present.desk, MANAGER, ELODIE, ECRIT)
    moving.move(present.desk, MANAGER, key / "session.jurade", TO)
    present.wait(hours=2)

    assert lapses.note_absence(present.desk, MANAGER, present.clock.instant()) is None


def test_a_closed_session_moves_too_and_is_signed_there(closed: Room, key: Path) -> None:
    moving.move(closed.desk, ANNE, key / "session.jurade", TO)
    with refused(JuryFault.SESSION_MOVED):
        closing.sign(closed.desk, 1, "2580")
    there = opened(key / "session.jurade")
    closing.sign(there, 1, "2580")
    there.file.release()


def test_only_those_in_charge_take_the_session_away_and_the_responsable_alone_takes_it_back(
    present: Room, key: Path
) -> None:
    with refused(Fault.JUROR_ONLY):
        moving.move(present.desk, INVIGILATOR, key / "session.jurade", TO)
    with refused(JuryFault.SESSION_NOT_MOVED):
        moving.take_back(present.desk, MANAGER, "clé perdue")
    assert list(key.iterdir()) == []

    moving.move(present.desk, ANNE, key / "session.jurade", "")
    with refused(JuryFault.SESSION_MOVED):
        moving.move(present.desk, ANNE, key / "autre.jurade", TO)
    with refused(Fault.MANAGER_ONLY):
        moving.take_back(present.desk, ANNE, "clé perdue")
    with refused(Fault.REASON_MISSING):
        moving.take_back(present.desk, MANAGER, "  ")
    moving.take_back(present.desk, MANAGER, "clé perdue")

    assert moving.departure(present.desk) is None
    attendance.mark_absent(present.desk, MANAGER, IBRAHIM, AbsenceCode.UNEXPLAINED, reason="partie")
    told = [(entry.actor, entry.reason) for entry in present.journal() if "moved_at" in entry.changes]
    assert told == [("Anne Durand", ""), ("responsable de session", "clé perdue")]
    assert backups.verify(present.desk) is None


def asked_about_copies(room: Room) -> list[str]:
    """What Contrôles asks of the copies of the session."""
    return [each.sentence for state in judge(room.session()) if state.rule.number == 45 for each in state.findings]


def test_a_session_taken_back_asks_what_became_of_the_other_copy_until_somebody_says_it(
    present: Room, key: Path
) -> None:
    moving.move(present.desk, MANAGER, key / "session.jurade", TO)
    assert present.session().left == moving.departure(present.desk)
    assert asked_about_copies(present) == []
    present.wait(minutes=30)
    moving.take_back(present.desk, MANAGER, "clé perdue")

    assert present.session().left is None
    [asked] = asked_about_copies(present)
    assert "reprise ici le 12/05/2026 à 09:30" in asked
    assert TO in asked
    assert closing.open_points(present.desk, MANAGER) > 0
    derogations.grant(
        present.desk, MANAGER, 45, None, asked, granted_by="Claire Moreau", reason="fichier effacé, rien de saisi"
    )
    assert asked_about_copies(present) == []

    there = opened(key / "session.jurade")
    assert reading.session(there).taken_back is None
    there.file.release()


def test_nothing_takes_the_place_of_another_file(present: Room, key: Path) -> None:
    (key / "session.jurade").write_bytes(b"autre chose")
    with refused(Trouble.FILE_EXISTS):
        moving.move(present.desk, MANAGER, key / "session.jurade", TO)

    assert (key / "session.jurade").read_bytes() == b"autre chose"
    assert moving.departure(present.desk) is None


def test_a_key_that_cannot_be_written_leaves_the_session_alive(present: Room, key: Path) -> None:
    with refused(Trouble.FILE_NOT_WRITTEN) as refusal:
        moving.move(present.desk, MANAGER, key / "absent" / "session.jurade", TO)

    assert "session.jurade n’a pas pu être écrit" in refusal.sentence
    assert moving.departure(present.desk) is None


def test_a_key_pulled_out_at_the_last_moment_leaves_the_session_alive(
    present: Room, key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_draft: Path, _target: Path) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "rename", gone)
    with refused(Trouble.FILE_NOT_WRITTEN):
        moving.move(present.desk, MANAGER, key / "session.jurade", TO)

    assert moving.departure(present.desk) is None
    assert present.session().taken_back is None, "no other copy exists"
    assert list(key.iterdir()) == []
    attendance.mark_absent(present.desk, MANAGER, IBRAHIM, AbsenceCode.UNEXPLAINED, reason="partie")


@pytest.mark.parametrize(
    ("moment", "here", "there"),
    [("copying", True, False), ("marking", True, False), ("naming", False, False), ("done", False, True)],
)
def test_a_machine_that_stops_leaves_one_live_copy_or_the_way_back(
    stages: Stages, path: Path, key: Path, moment: str, here: bool, there: bool
) -> None:
    path.touch(mode=0o600)
    path.write_bytes(stages.content("present"))
    destination = key / "session.jurade"
    command = [sys.executable, "-m", "tests.integration.services.mover", str(path), str(destination), moment]
    assert subprocess.run(command, check=False, stdout=subprocess.DEVNULL).returncode == 9  # noqa: S603 - fixed words

    assert (live(path), destination.exists() and live(destination)) == (here, there)
    desk = opened(path)
    if not here:
        moving.take_back(desk, MANAGER, "le poste s’est arrêté")
    if not there:
        moving.move(desk, MANAGER, destination, TO)
    desk.file.release()
    assert live(destination)
    assert [each.name for each in key.iterdir() if not each.name.startswith("session.jurade-")] == ["session.jurade"]
