"""Packets that nobody's program makes, and laptops that are not what they seem: refused whole, or right."""

import datetime as dt
import struct
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.conduct import Incident
from app.domain.faults import DomainError, JuryFault
from app.domain.grading import Fact
from app.domain.packet_content import GridContent, PacketContent, PartTime
from app.domain.people import MANAGER, LinkKind, Recusal
from app.domain.question_guide import GuideQuestion, PutQuestion, QuestionState
from app.domain.timing import Instant, Lapse, LapseKind, PhaseEvent, PhaseEventKind, RunningPhase
from app.models import packet
from app.services import backups, candidates, lapses, packets, people, timing
from app.services.people import draft_of
from tests.integration.services.forgery import (
    Change,
    locked_again,
    resealed,
    rewritten,
    sealed,
    signed_otherwise,
)
from tests.integration.services.laptops import (
    ANNE,
    BENOIT,
    CAMILLE,
    CHLOE,
    ECRIT,
    ELODIE,
    ORAL,
    PINS,
    Laptops,
    Opener,
    grade,
    id_of,
    packet_of,
)
from tests.integration.services.room import Room, draft, juror_draft, refused

SECOND = 2
"""Benoît's number."""


@pytest.fixture
def away(laptop: Opener) -> Room:
    """Benoît's laptop: Élodie's grids are locked, and her time ran while it slept."""
    room = laptop("poste-b")
    timing.start(room.desk, BENOIT, ELODIE, ECRIT)
    seen = room.desk.clock.instant()
    room.wait(minutes=10)
    lapses.note(room.desk, BENOIT, seen, room.desk.clock.instant())
    lapses.answer(room.desk, BENOIT, 1, dt.timedelta(minutes=4))
    timing.end(room.desk, BENOIT, ELODIE, ECRIT)
    for part_id in (ECRIT, ORAL):
        grade(room, BENOIT, ELODIE, part_id)
    return room


@pytest.fixture
def table(laptop: Opener) -> Room:
    """The laptop of the deliberation, on time with the others."""
    room = laptop("poste-m")
    room.wait(minutes=10)
    return room


def take(room: Room, content: bytes) -> packets.Reception:
    return packets.take_in(room.desk, MANAGER, content)


def why_refused(room: Room, content: bytes) -> JuryFault:
    """Why a packet is refused; nothing of the session moved, not even its journal."""
    before, entries = room.session(), len(room.journal())
    with pytest.raises(DomainError) as caught:
        take(room, content)
    assert (room.session(), len(room.journal())) == (before, entries)
    assert isinstance(caught.value.what, JuryFault)
    return caught.value.what


# A content that no program writes


def first_grid(**changes: object) -> Change:
    """Change the first grid, and let its digest fit as far as it can."""

    def change(content: PacketContent) -> PacketContent:
        grid = replace(content.grids[0], **changes)  # type: ignore[arg-type] # named fields
        return replace(content, grids=(grid, *content.grids[1:]))

    return change


def fact(number: int = 7, at: str = "2026-05-12T09:00:00+02:00") -> Fact:
    return Fact(number, dt.datetime.fromisoformat(at), "Phase 1", "fait inventé")


START = PhaseEvent(0, PhaseEventKind.STARTED, Instant(dt.datetime(2026, 5, 12, 7, tzinfo=dt.UTC), 0, "b"))
LATER = Instant(dt.datetime(2026, 5, 12, 8, tzinfo=dt.UTC), 3_600_000, "b")
ENDED = PhaseEvent(0, PhaseEventKind.ENDED, LATER)


def timer(*events: PhaseEvent) -> Change:
    return lambda content: replace(content, times=(PartTime(ELODIE, ECRIT, events),))


def lapse(counted: int | None = 0, *running: RunningPhase) -> Change:
    ran = running or (RunningPhase(ELODIE, ECRIT, 0, 1),)
    minutes = None if counted is None else dt.timedelta(minutes=counted)
    unseen = Lapse(1, LapseKind.ASLEEP, START.at, LATER, ran, minutes, "", LATER.wall)
    return lambda content: replace(content, times=(PartTime(ELODIE, ECRIT, (START, ENDED), (unseen,)),))


def standing(**changes: str) -> Change:
    return lambda content: replace(content, standing=replace(content.standing, **changes))  # type: ignore[arg-type] # named fields


PUT = PutQuestion(1, ELODIE, ECRIT, 0, 1, QuestionState.ASKED, LATER.wall)
DEAR = "$argon2id$v=19$m=4000000000,t=3,p=4$c2VsLXNlbC1zZWw$aGFzaC1oYXNoLWhhc2gtaGFzaC1oYXNoLWhhc2g"

INVENTED: dict[str, Change] = {
    "an answer outside the scale": first_grid(marks={"c1.1": ("peut-etre", ""), "c1.2": ("oui", "")}),
    "a critère that the part does not have": first_grid(marks={"c2.1": ("oui", "")}),
    "a fact about such a critère": first_grid(facts=(replace(fact(), criterion_id="c9.9"),)),
    "a slide that nobody imposed": first_grid(slides=(0,)),
    "two facts of one number": first_grid(facts=(fact(), fact())),
    "a moment without its zone": first_grid(facts=(fact(at="2026-05-12T09:00:00"),)),
    "a moment at the end of time": first_grid(facts=(fact(at="9999-12-31T23:59:59-12:00"),)),
    "an endless number": first_grid(facts=(fact(2**70),)),
    "a grid twice": lambda content: replace(content, grids=content.grids * 2),
    "a timer twice": lambda content: replace(content, times=content.times * 2),
    "the timer of a grid that does not come": lambda content: replace(content, grids=content.grids[1:]),
    "a start after a start": timer(START, START),
    "an end without a start": timer(ENDED),
    "a phase that the part does not have": timer(replace(START, phase=4)),
    "ticks without end": timer(replace(START, at=replace(START.at, ticks_ms=2**70))),
    "more counted than nobody watched": lapse(61),
    "less than nothing counted": lapse(-1),
    "an answer that nobody gave": lapse(None),
    "a lapse of another part": lapse(0, RunningPhase(CHLOE, ECRIT, 0, 1)),
    "a lapse of two parts": lapse(0, RunningPhase(ELODIE, ECRIT, 0, 1), RunningPhase(ELODIE, ORAL, 0, 1)),
    "a lapse of no part": lambda content: replace(
        content,
        times=(
            PartTime(
                ELODIE,
                ECRIT,
                (START, ENDED),
                (Lapse(1, LapseKind.ASLEEP, START.at, LATER),),
            ),
        ),
    ),
    "a lapse after more events than there are": lapse(0, RunningPhase(ELODIE, ECRIT, 0, 9)),
    "the question of another juror": lambda content: replace(content, put_questions=(PUT,)),
    "an own question that was never put": lambda content: replace(
        content, own_questions=(GuideQuestion(SECOND, ECRIT, 1, "", "Pourquoi ?"),)
    ),
    "the incident of another": lambda content: replace(
        content, incidents=(Incident(1, LATER.wall, "alarme", None, None),)
    ),
    "the recusal of another": lambda content: replace(
        content, recusals=(Recusal(1, ELODIE, "voisine", LinkKind.OTHER),)
    ),
    "a certificate that did not sign it": standing(certificate="AAAA"),
    "a certificate that is not written as one": standing(certificate="é"),
    "a key that is not written as one": standing(encrypted_key="é"),
    "a code that is no print": standing(pin_hash="2580"),
    "a code that would stop the laptop": standing(pin_hash=DEAR),
}


def fitting(room: Room, change: Change) -> Change:
    """The change, and grids whose digest fits what they then say, as far as it can be taken."""

    def fit(grid: GridContent) -> GridContent:
        try:
            return locked_again(room, SECOND, grid)
        except (KeyError, OverflowError):
            return grid

    def changed(content: PacketContent) -> PacketContent:
        told = change(content)
        return replace(told, grids=tuple(map(fit, told.grids)))

    return changed


def test_what_no_program_writes_is_refused_whole(away: Room, table: Room) -> None:
    content = packet_of(away, BENOIT)
    for what, change in INVENTED.items():
        assert why_refused(table, resealed(away, content, fitting(away, change))) is JuryFault.PACKET_ALTERED, what
    assert take(table, content).added, "and what the juror's own program made still enters"


def test_what_is_lawful_enters_by_whatever_tool_it_was_written(away: Room, table: Room) -> None:
    """What is refused above is refused for what was changed, not for how."""
    content = packet_of(away, BENOIT)
    for change in (first_grid(), first_grid(facts=(fact(),)), timer(START, ENDED), lapse(30), lapse(60)):
        assert not take(table, resealed(away, content, fitting(away, change))).already_known


def test_an_envelope_and_its_content_name_one_juror_and_one_laptop(away: Room, table: Room) -> None:
    content = packet_of(away, BENOIT)
    assert why_refused(table, rewritten(away, content, {}, "poste-z")) is JuryFault.PACKET_ALTERED
    for somebody in (id_of(ANNE), 99):
        assert why_refused(table, resealed(away, content, named(somebody))) is JuryFault.PACKET_UNSIGNED


def named(juror_id: int) -> Callable[[PacketContent], PacketContent]:
    """Have a packet speak in the name of somebody else."""
    return lambda content: replace(content, juror_id=juror_id)


# Size


def test_a_packet_that_unpacks_without_end_is_refused_before_it_fills_the_memory(away: Room, table: Room) -> None:
    bomb = sealed(away, b" " * (20 * packet.LARGEST_FILE), "poste-b", SECOND)
    assert len(bomb) < 1_000_000
    tracemalloc.start()
    try:
        assert why_refused(table, bomb) is JuryFault.PACKET_TOO_LARGE
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 12 * packet.LARGEST_FILE


def test_a_list_without_end_is_refused_before_it_fills_the_memory(away: Room, table: Room) -> None:
    endless = resealed_with(away, b'"grids":[' + b",".join([b"0"] * 1_000_000) + b"]")
    assert why_refused(table, endless) is JuryFault.PACKET_TOO_LARGE


def resealed_with(room: Room, field: bytes) -> bytes:
    """A packet that says nothing but one field."""
    return sealed(room, b'{"juror_id":2,' + field + b"}", "poste-b", SECOND)


def test_a_file_far_too_large_is_not_even_read(away: Room, table: Room, tmp_path: Path) -> None:
    huge = tmp_path / "paquet.jurypack"
    with huge.open("wb") as file:
        file.write(packet_of(away, BENOIT))
        file.truncate(100 * packet.LARGEST_FILE)
    content = packets.read_file(huge)
    assert len(content) <= packet.LARGEST_FILE + 1
    assert why_refused(table, content) is JuryFault.PACKET_TOO_LARGE


def test_a_header_nested_without_end_is_refused(table: Room) -> None:
    header = b"[" * 500_000
    length = 22 + len(header) + 12 + 16 + 384
    content = struct.pack(">8sHQI", b"JURYPACK", 1, length, len(header)) + header
    assert why_refused(table, content.ljust(length, b"\0")) is JuryFault.PACKET_ALTERED


# Clocks


def test_a_packet_dated_after_today_waits_for_a_clock_that_is_right(away: Room, table: Room) -> None:
    away.wait(days=2)
    with refused(JuryFault.PACKET_FROM_THE_FUTURE) as refusal:
        take(table, packet_of(away, BENOIT))
    assert "daté du 14/05/2026 à 09:10, et ce poste est au 12/05/2026 à 09:10" in refusal.sentence
    away.wait(days=-2)
    assert take(table, packet_of(away, BENOIT)).added


def test_a_clock_some_hours_ahead_keeps_nobody_out(away: Room, table: Room) -> None:
    away.wait(hours=5)
    grade(away, BENOIT, CHLOE, ECRIT)
    assert len(take(table, packet_of(away, BENOIT)).added) == 3


# Who signs


def test_somebody_else_s_certificate_signs_nothing(away: Room, table: Room) -> None:
    content = packet_of(away, BENOIT)
    assert why_refused(table, signed_otherwise(away, content, "Anne Durand", 1)) is JuryFault.PACKET_UNSIGNED
    assert why_refused(table, signed_otherwise(away, content, "Benoît Petit", 1)) is JuryFault.PACKET_UNSIGNED
    assert why_refused(table, signed_otherwise(away, content, "Benoît Petitot", 2)) is JuryFault.PACKET_UNSIGNED
    assert take(table, signed_otherwise(away, content, "Benoît Petit", 2)).added


def test_two_jurors_of_one_name_do_not_sign_for_one_another(tmp_path: Path) -> None:
    own = Laptops(tmp_path)
    with own.open("origine-bis") as room:
        namesake = people.add_person(room.desk, MANAGER, juror_draft("Benoît", "Petit"))
        other = replace(BENOIT, person_id=namesake)
        people.declare(room.desk, other, "9999", {})
        packets.produce(room.desk, namesake, "9999")
    own.content = (tmp_path / "origine-bis.jurade").read_bytes()
    with own.open("poste-b") as his, own.open("poste-d") as theirs, own.open("poste-m") as table:
        grade(his, BENOIT, ELODIE, ECRIT)
        grade(theirs, other, ELODIE, ECRIT, met=False)
        content = packets.produce(theirs.desk, namesake, "9999").content

        def usurped(told: PacketContent) -> PacketContent:
            grids = tuple(locked_again(theirs, SECOND, grid) for grid in told.grids)
            return replace(told, juror_id=SECOND, grids=grids)

        assert why_refused(table, resealed(theirs, content, usurped, "9999")) is JuryFault.PACKET_UNSIGNED
        assert people.check_pin(table.desk, SECOND, PINS[SECOND]) == BENOIT
        assert take(table, content).added == ((namesake, ELODIE, ECRIT),)
        assert take(table, packet_of(his, BENOIT)).added == ((SECOND, ELODIE, ECRIT),)
        assert people.check_pin(table.desk, namesake, "9999") == other


def test_one_juror_whose_certificate_was_issued_on_two_laptops_is_one_person(tmp_path: Path) -> None:
    own = Laptops(tmp_path, without_code=(CAMILLE,))
    sealed_by_her = []
    for name, candidate_id in (("poste-c", ELODIE), ("poste-d", CHLOE)):
        with own.open(name) as room:
            people.declare(room.desk, CAMILLE, "7531", {})
            grade(room, CAMILLE, candidate_id, ECRIT)
            sealed_by_her.append(packet_of(room, CAMILLE, "7531"))
    for name, order in (("poste-m", sealed_by_her), ("poste-n", sealed_by_her[::-1])):
        with own.open(name) as table:
            assert all(len(take(table, content).added) == 1 for content in order)
            again = packet_of(table, CAMILLE, "7531")
            with own.open(f"{name}-bis") as last:
                assert len(take(last, again).added) == 2


def test_a_name_corrected_everywhere_goes_with_a_certificate_of_that_name(away: Room, table: Room) -> None:
    packet_of(away, BENOIT)
    for room in (away, table):
        corrected = replace(draft_of(room.session().person(SECOND)), family_name="Petitjean")
        people.change_person(room.desk, MANAGER, SECOND, corrected)
    assert len(take(table, packet_of(away, BENOIT)).added) == 2
    assert people.check_pin(table.desk, SECOND, PINS[SECOND]).label == "Benoît Petitjean"


# Twins, old packets, restored files, cloned laptops


def test_twins_are_told_apart_by_their_first_names(away: Room, table: Room) -> None:
    content = packet_of(away, BENOIT)
    candidates.change(table.desk, MANAGER, ELODIE, draft("LE GOFF", "Elodie", "2616801"))
    assert take(table, content).added, "an accent mended on one laptop changes nobody"
    away.wait(seconds=1)
    candidates.change(table.desk, MANAGER, ELODIE, draft("LE GOFF", "Yann", "2616801"))
    assert why_refused(table, packet_of(away, BENOIT)) is JuryFault.PACKET_LIST_CHANGED


def test_an_older_packet_after_a_newer_one_takes_nothing_back(away: Room, table: Room) -> None:
    older = packet_of(away, BENOIT)
    away.wait(minutes=1)
    grade(away, BENOIT, CHLOE, ECRIT)
    take(table, packet_of(away, BENOIT))
    before = table.session()
    replayed = take(table, older)
    after = table.session()
    assert (len(replayed.unchanged), replayed.added, replayed.disputed, replayed.forked) == (2, (), (), False)
    assert (after.grids, after.versions, after.phase_events) == (before.grids, before.versions, before.phase_events)


def test_a_laptop_restored_from_an_old_copy_is_told_and_loses_nothing(away: Room, laptop: Opener, table: Room) -> None:
    take(table, packet_of(away, BENOIT))
    restored = laptop("poste-b-restaure", "poste-b")
    restored.wait(minutes=30)
    grade(restored, BENOIT, ELODIE, ECRIT, met=False)
    received = take(table, packet_of(restored, BENOIT))
    grid = (SECOND, ELODIE, ECRIT)
    assert (received.disputed, received.forked) == ((grid,), True)
    digests = table.session().disputes[grid]
    assert len(digests) == 2, "the laptops bear one name, the versions stay two"
    kept = restored.session().grid(*grid)
    packets.keep_version(table.desk, BENOIT, grid, kept.digest, "refaite après la panne")
    assert table.session().grid(*grid) == kept
    assert backups.verify(table.desk) is None


def test_two_laptops_cloned_from_one_image_both_bring_their_work(away: Room, laptop: Opener, table: Room) -> None:
    clone = laptop("clone", "poste-b")
    grade(clone, CAMILLE, ELODIE, ECRIT)
    assert not take(table, packet_of(away, BENOIT)).forked
    received = take(table, packet_of(clone, CAMILLE))
    assert (received.added, received.forked) == (((id_of(CAMILLE), ELODIE, ECRIT),), True)
    assert {receipt.juror_id for receipt in table.session().receipts} == {SECOND, id_of(CAMILLE)}
    assert backups.verify(table.desk) is None


def test_two_jurors_of_one_laptop_are_no_restored_copy(away: Room, table: Room) -> None:
    first = packet_of(away, BENOIT)
    away.wait(minutes=1)
    grade(away, ANNE, CHLOE, ECRIT)
    assert not take(table, packet_of(away, ANNE)).forked
    assert not take(table, first).forked


def test_a_journal_cut_at_its_end_is_told_against_the_packet_before(away: Room, table: Room) -> None:
    take(table, packet_of(away, BENOIT))
    away.wait(minutes=1)

    def cut(content: PacketContent) -> PacketContent:
        return replace(content, journal=content.journal[:-5])

    content = packet_of(away, BENOIT)
    assert take(table, resealed(away, content, cut)).forked
