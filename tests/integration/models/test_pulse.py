"""The pulse beside a session: what it keeps, and whom it never hinders."""

import datetime as dt
import stat
from pathlib import Path

import pytest

from app.domain.timing import Instant
from app.domain.watch import Sighting, Whereabouts
from app.models.pulse import PulseFile
from tests.builders import NOW

AT = Instant(NOW, 123_456, "b1")
THERE = Whereabouts(2, 31, "entretien-technique", "cp-11.4")


@pytest.fixture
def pulse(tmp_path: Path) -> PulseFile:
    return PulseFile(tmp_path / "session.jurade")


@pytest.mark.parametrize("there", [THERE, Whereabouts(2, 31, "ef"), None])
def test_the_last_moment_comes_back_with_its_place(pulse: PulseFile, there: Whereabouts | None) -> None:
    kept = Sighting(Instant(NOW + dt.timedelta(microseconds=7), 5, "b1"), there)

    pulse.beat(kept)

    assert PulseFile(pulse.path.with_name("session.jurade")).read() == kept
    assert stat.S_IMODE(pulse.path.stat().st_mode) == 0o600
    pulse.erase()


def test_a_shorter_moment_leaves_nothing_of_a_longer_one(pulse: PulseFile) -> None:
    for sighting in (Sighting(AT, THERE), Sighting(AT), Sighting(AT, Whereabouts(2, 31, "ef"))):
        pulse.beat(sighting)

        assert pulse.read() == sighting
    pulse.stop()
    pulse.beat(Sighting(AT))
    assert pulse.read() == Sighting(AT)
    pulse.erase()


def test_a_pulse_erased_leaves_nothing(pulse: PulseFile) -> None:
    pulse.beat(Sighting(AT, THERE))
    pulse.erase()
    pulse.erase()

    assert pulse.read() is None
    assert not pulse.path.exists()


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "null",
        "\0\0\0",
        "é".encode("latin-1"),
        '{"wall": "2026-12-14T09:00:00+01:00"}',
        '{"wall": "2026-12-14T09:00:00", "ticks_ms": 1, "boot": "b"}',
        '{"wall": "2026-12-14T09:00:00+01:00", "ticks_ms": "x", "boot": "b"}',
        '{"wall": "2026-12-14T09:00:00+01:00", "ticks_ms": 1, "boot": "b", "juror_id": "x"}',
    ],
)
def test_a_pulse_of_which_nothing_can_be_made_is_none(pulse: PulseFile, content: str | bytes) -> None:
    pulse.path.write_bytes(content if isinstance(content, bytes) else content.encode())

    assert pulse.read() is None


def test_a_pulse_that_cannot_be_written_hinders_nobody(tmp_path: Path) -> None:
    pulse = PulseFile(tmp_path / "gone" / "session.jurade")

    pulse.beat(Sighting(AT))

    assert pulse.read() is None
    pulse.erase()
