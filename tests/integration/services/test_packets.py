"""Packets between laptops: what leaves, what enters, what is refused, and which version of a grid counts."""

import json
import struct
from pathlib import Path

import pytest

from app.domain.answer import NO
from app.domain.attendance import AbsenceCode
from app.domain.consulting import unread
from app.domain.decision import Outcome
from app.domain.faults import DomainError, Fault, JuryFault
from app.domain.grading import FactKind, Mark
from app.domain.merging import OPEN_HERE
from app.domain.people import MANAGER, Actor, Function, Link, LinkKind
from app.domain.question_guide import FROM_MANAGER, QuestionState
from app.domain.question_text import GuideLine
from app.models import packet
from app.models.packet_rows import PacketReceiptRow
from app.services import (
    attendance,
    backups,
    candidates,
    closing,
    deliberation,
    evidence_seen,
    grading,
    jury_room,
    notes,
    packets,
    people,
    question_guide,
    timing,
    waivers,
)
from app.services.credentials import authority_of
from app.services.grading import GridKey
from app.services.jury_room import RollAnswer
from app.services.packet_contents import CONTENT
from tests.integration.services.forgery import rewritten
from tests.integration.services.laptops import (
    ANNE,
    BENOIT,
    CAMILLE,
    CHLOE,
    CRITERIA,
    ECRIT,
    ELODIE,
    JURORS,
    ORAL,
    PINS,
    SOULEYMANE,
    Laptops,
    Opener,
    grade,
    id_of,
    packet_of,
)
from tests.integration.services.room import Room, draft, juror_draft, refused

SECOND = 2
"""Benoît's number."""
WRITTEN = (SECOND, ELODIE, ECRIT)


@pytest.fixture
def away(laptop: Opener) -> Room:
    """Benoît's laptop, on which he locked both of Élodie's grids."""
    room = laptop("poste-b")
    for part_id in (ECRIT, ORAL):
        grade(room, BENOIT, ELODIE, part_id)
    return room


@pytest.fixture
def table(laptop: Opener) -> Room:
    """The laptop of the deliberation."""
    return laptop("poste-m")


def take(room: Room, content: bytes) -> packets.Reception:
    return packets.take_in(room.desk, MANAGER, content)


def told(content: bytes, room: Room) -> dict[str, object]:
    """What a packet holds, as anyone who has the session reads it."""
    with room.desk.read() as rows:
        found: dict[str, object] = json.loads(packet.unseal(content, authority_of(rows)).content)
    return found


# What leaves


def test_a_packet_says_whose_it_is_and_how_much_it_carries(away: Room) -> None:
    grade(away, BENOIT, CHLOE, ECRIT, lock=False)
    produced = packets.produce(away.desk, SECOND, PINS[SECOND])
    assert produced.locked == 2
    assert produced.file_name == "paquet-petit-benoit-poste-b-20260512-090000.jurypack"
    assert told(produced.content, away)["open_grids"] == [[CHLOE, ECRIT]]


def test_nothing_of_others_nor_anything_unfinished_or_personal_leaves(away: Room) -> None:
    grade(away, ANNE, ELODIE, ECRIT)
    grading.amend_fact(away.desk, BENOIT, opened(away, CHLOE), 3, FactKind.JUDGEMENT, "encore ouverte")
    notes.write(away.desk, BENOIT, GridKey(ELODIE, ORAL), "note pour moi seul")
    attendance.report_incident(away.desk, MANAGER, "panne de courant")
    text = json.dumps(told(packet_of(away, BENOIT), away), ensure_ascii=False)
    for word in ("encore ouverte", "note pour moi", "panne de courant", "Anne", "personal_note", "responsable"):
        assert word not in text
    assert '"mark"' in text, "the entries about his own locked grids are told"


def opened(room: Room, candidate_id: int) -> GridKey:
    grade(room, BENOIT, candidate_id, ECRIT, lock=False)
    return GridKey(candidate_id, ECRIT)


def test_a_packet_is_read_by_nobody_without_the_session(away: Room) -> None:
    content = packet_of(away, BENOIT)
    for word in ("fait vu", "c1.1", "Petit", "juror_id", "LE GOFF"):
        assert word.encode() not in content


def test_a_packet_is_made_with_the_code_of_a_juror_only(away: Room) -> None:
    with refused(Fault.PIN_WRONG):
        packets.produce(away.desk, SECOND, "0000")
    stranger = people.add_person(away.desk, MANAGER, juror_draft("Chloé", "Roussel", Function.INVIGILATOR))
    with refused(Fault.PIN_NOT_SET):
        packets.produce(away.desk, stranger, "0000")


def test_24_candidates_make_a_small_packet(laptop: Opener) -> None:
    room = laptop("poste-24")
    for number in range(4, 25):
        candidate_id = candidates.add(room.desk, MANAGER, draft(f"LE GALL {number}", "Yann", f"26168{number:02}"))
        attendance.mark_present(room.desk, MANAGER, candidate_id, "carte d’identité")
    for candidate in room.session().candidates:
        for juror in (ANNE, BENOIT):
            for part_id in CRITERIA:
                grade(room, juror, candidate.id, part_id)
    assert packets.produce(room.desk, SECOND, PINS[SECOND]).locked == 48
    assert len(packet_of(room, BENOIT)) < 100_000


# What enters


def test_grids_enter_as_they_were_locked_and_the_journal_says_so(away: Room, table: Room) -> None:
    content = packet_of(away, BENOIT)
    received = take(table, content)
    theirs = [away.session().grid(SECOND, ELODIE, part_id) for part_id in (ECRIT, ORAL)]
    assert [table.session().grid(SECOND, ELODIE, part_id) for part_id in (ECRIT, ORAL)] == theirs
    assert all(map(table.session().is_in, theirs))
    assert received.added == (WRITTEN, (SECOND, ELODIE, ORAL))
    assert (received.juror_id, received.machine, received.made_at) == (SECOND, "poste-b", away.desk.now())
    assert (received.unchanged, received.disputed, received.late, received.already_known) == ((), (), (), False)
    assert [(each.juror_id, each.machine) for each in table.session().receipts] == [(SECOND, "poste-b")]
    assert {each.table_name for each in table.journal()[-40:]} >= {"grid", "mark", "fact", "packet_receipt"}
    assert {each.reason for each in table.journal() if each.table_name == "grid"} == {"paquet du poste poste-b"}
    assert backups.verify(table.desk) is None


def test_the_same_packet_again_changes_nothing(away: Room, table: Room) -> None:
    content = packet_of(away, BENOIT)
    take(table, content)
    before = table.session()
    again = take(table, content)
    assert again.already_known
    assert (again.juror_id, again.machine, again.added) == (SECOND, "poste-b", ())
    assert table.session() == before


def test_a_later_packet_brings_what_was_missing(away: Room, table: Room) -> None:
    take(table, packet_of(away, BENOIT))
    grade(away, BENOIT, CHLOE, ECRIT)
    later = take(table, packet_of(away, BENOIT))
    assert (later.added, len(later.unchanged)) == (((SECOND, CHLOE, ECRIT),), 2)


def test_everything_that_belongs_to_a_juror_s_work_comes_along(away: Room, table: Room) -> None:
    key = GridKey(CHLOE, ORAL)
    for room in (away, table):
        question_guide.write_guide(room.desk, MANAGER, ORAL, [GuideLine("", "Pourquoi ce choix ?")])
    grading.open_grid(away.desk, BENOIT, key)
    own = question_guide.add_own(away.desk, BENOIT, key, "", "Et en cas de casse ?")
    question_guide.put(away.desk, BENOIT, key, FROM_MANAGER, 1, QuestionState.ANSWERED)
    question_guide.put(away.desk, BENOIT, key, SECOND, own.number, QuestionState.ASKED)
    timing.start(away.desk, BENOIT, CHLOE, ORAL, "l’écrit a eu lieu sur papier")
    away.wait(minutes=20)
    timing.end(away.desk, BENOIT, CHLOE, ORAL)
    grade(away, BENOIT, CHLOE, ORAL)
    grading.correct(away.desk, BENOIT, key, "c2.1", Mark(NO), "erreur de ligne")
    attendance.report_incident(away.desk, BENOIT, "alarme incendie", CHLOE)
    take(table, packet_of(away, BENOIT))

    here, there = table.session(), away.session()
    assert here.grid(SECOND, CHLOE, ORAL) == there.grid(SECOND, CHLOE, ORAL)
    assert here.grid(SECOND, CHLOE, ORAL).corrections[0].sentence.endswith("Oui → Non, erreur de ligne")
    assert here.phase_events == there.phase_events
    assert here.put_questions == there.put_questions
    assert "Et en cas de casse ?" in {question.text for question in here.questions}
    [incident] = here.incidents
    assert (incident.text, incident.candidate_id, incident.author_id) == ("alarme incendie", CHLOE, SECOND)


def test_a_declaration_with_its_code_and_the_links_told_in_it_comes_along(tmp_path: Path) -> None:
    own = Laptops(tmp_path, without_code=(CAMILLE,))
    with own.open("poste-c") as away, own.open("poste-m") as table:
        people.declare(away.desk, CAMILLE, "7531", {SOULEYMANE: Link("voisine", LinkKind.OTHER)})
        take(table, packets.produce(away.desk, id_of(CAMILLE), "7531").content)
        assert people.check_pin(table.desk, id_of(CAMILLE), "7531") == CAMILLE
        assert table.session().recusals == away.session().recusals
        assert table.session().recusals


def test_a_forgotten_code_never_comes_back_by_packet(away: Room, table: Room) -> None:
    people.reset_pin(table.desk, MANAGER, SECOND, "code vu par quelqu’un")
    reception = take(table, packet_of(away, BENOIT))
    assert not reception.code_changed
    assert len(reception.added) == 2
    with refused(Fault.PIN_NOT_SET):
        people.check_pin(table.desk, SECOND, PINS[SECOND])


def test_the_code_that_follows_a_forgotten_one_goes_where_its_packet_goes(away: Room, table: Room) -> None:
    stale = packet_of(away, BENOIT)
    people.reset_pin(away.desk, MANAGER, SECOND, "code vu par quelqu’un")
    people.declare(away.desk, BENOIT, "8642", {})
    assert take(table, packet_of(away, BENOIT, "8642")).code_changed
    assert not take(table, stale).code_changed
    assert people.check_pin(table.desk, SECOND, "8642") == BENOIT


def test_which_of_two_codes_stands_owes_nothing_to_the_order_of_packets(tmp_path: Path) -> None:
    """A declaration signed on paper earlier gives no rank to the first code that comes."""
    own = Laptops(tmp_path, without_code=(CAMILLE,))
    camille, sealed = id_of(CAMILLE), []
    for machine, pin, minutes in (("poste-c", "1111", 10), ("poste-d", "2222", 7)):
        with own.open(machine) as away:
            away.wait(minutes=minutes)
            people.declare(away.desk, CAMILLE, pin, {})
            sealed.append(packet_of(away, CAMILLE, pin))
    for machine, order in (("poste-m", sealed), ("poste-n", sealed[::-1])):
        with own.open(machine) as table:
            people.declare_on_paper(table.desk, MANAGER, camille)
            for each in order:
                take(table, each)
            assert people.check_pin(table.desk, camille, "2222") == CAMILLE


def test_the_responsable_takes_no_packet_in_while_the_doors_are_closed(away: Room, table: Room) -> None:
    content = packet_of(away, BENOIT)
    jury_room.close_doors(table.desk, ANNE)
    with refused(JuryFault.BEHIND_CLOSED_DOORS):
        take(table, content)
    assert packets.take_in(table.desk, ANNE, content).added


def test_a_recusal_that_the_manager_wrote_is_not_the_juror_s_to_carry(away: Room, table: Room) -> None:
    people.recuse(away.desk, MANAGER, SECOND, CHLOE, "ancien employeur")
    take(table, packet_of(away, BENOIT))
    assert table.session().recusals == ()


def test_the_fuller_record_of_time_stands(away: Room, table: Room) -> None:
    for room in (away, table):
        timing.start(room.desk, BENOIT, ELODIE, ECRIT)
    away.wait(minutes=60)
    timing.end(away.desk, BENOIT, ELODIE, ECRIT)
    take(table, packet_of(away, BENOIT))
    assert table.session().phase_events == away.session().phase_events


def test_two_laptops_of_one_juror_may_number_their_facts_alike(away: Room, laptop: Opener, table: Room) -> None:
    other = laptop("poste-c")
    grade(other, BENOIT, SOULEYMANE, ECRIT)
    for room in (away, other):
        take(table, packet_of(room, BENOIT))
    numbers = [fact.number for grid in table.session().grids for fact in grid.facts]
    assert sorted(numbers) == [1, 1, 2]
    assert all(grid.digest == grid.content_digest() for grid in table.session().grids)


# Versions


@pytest.fixture
def rival(laptop: Opener) -> Room:
    """Another laptop of Benoît's, on which he wrote one of these grids otherwise, and corrected it."""
    room = laptop("poste-c")
    room.wait(minutes=5)
    grade(room, BENOIT, ELODIE, ECRIT)
    grading.correct(room.desk, BENOIT, GridKey(ELODIE, ECRIT), "c1.1", Mark(NO), "relu")
    return room


def test_two_versions_wait_for_their_author_and_none_is_lost(away: Room, rival: Room, table: Room) -> None:
    take(table, packet_of(away, BENOIT))
    second = take(table, packet_of(rival, BENOIT))
    session = table.session()
    standing = session.grid(*WRITTEN)
    digests = {room.session().grid(*WRITTEN).digest for room in (away, rival)}
    assert second.disputed == (WRITTEN,)
    assert session.disputes == {WRITTEN: tuple(sorted(digests))}
    assert not session.is_in(standing)
    assert standing == away.session().grid(*WRITTEN)
    assert {(each.machine, each.digest) for each in session.versions if each.key == WRITTEN} == {
        (room.desk.file.machine, room.session().grid(*WRITTEN).digest) for room in (away, rival)
    }


@pytest.mark.parametrize("kept", ["away", "rival"])
def test_the_author_keeps_one_version_and_says_why(away: Room, rival: Room, table: Room, kept: str) -> None:
    wanted = {"away": away, "rival": rival}[kept].session().grid(*WRITTEN)
    for room in (rival, away):
        take(table, packet_of(room, BENOIT))
    packets.keep_version(table.desk, BENOIT, WRITTEN, wanted.digest, "celle que j’ai relue")
    session = table.session()
    assert session.grid(*WRITTEN) == wanted
    assert session.is_in(wanted)
    assert session.disputes == {}
    [choice] = session.choices
    assert (choice.digest, len(choice.against), choice.reason) == (wanted.digest, 1, "celle que j’ai relue")
    assert take(table, packet_of(away, BENOIT)).disputed == ()
    assert take(table, packet_of(rival, BENOIT)).disputed == ()
    assert table.session().grid(*WRITTEN) == wanted
    assert backups.verify(table.desk) is None


def test_a_grid_locked_here_is_never_overwritten(away: Room, rival: Room, table: Room) -> None:
    table.wait(minutes=30)
    grade(table, BENOIT, ELODIE, ECRIT, met=False)
    mine = table.session().grid(*WRITTEN)
    for room in (away, rival):
        assert WRITTEN in take(table, packet_of(room, BENOIT)).disputed
    session = table.session()
    assert session.grid(*WRITTEN) == mine
    assert len(session.disputes[WRITTEN]) == 3
    assert {each.machine for each in session.versions if each.stood_here} == {"poste-m"}


def test_what_is_still_written_here_is_never_lost(rival: Room, table: Room) -> None:
    grade(table, BENOIT, ELODIE, ECRIT, met=False, lock=False)
    mine = table.session().grid(*WRITTEN)
    received = take(table, packet_of(rival, BENOIT))
    theirs = rival.session().grid(*WRITTEN)
    assert received.disputed == (WRITTEN,)
    assert table.session().grid(*WRITTEN) == mine
    assert table.session().disputes == {WRITTEN: (OPEN_HERE, theirs.digest)}

    packets.keep_version(table.desk, BENOIT, WRITTEN, theirs.digest, "finie sur l’autre poste")
    assert table.session().grid(*WRITTEN) == theirs
    assert table.session().disputes == {}
    assert mine.content_digest() in {each.digest for each in table.session().versions}
    assert "finie sur l’autre poste" in {entry.reason for entry in table.journal() if entry.table_name == "mark"}


def test_the_author_may_go_on_with_what_is_written_here(rival: Room, table: Room) -> None:
    grade(table, BENOIT, ELODIE, ECRIT, met=False, lock=False)
    take(table, packet_of(rival, BENOIT))
    packets.keep_version(table.desk, BENOIT, WRITTEN, OPEN_HERE, "j’ai recommencé ici")
    assert table.session().disputes == {}
    grading.lock(table.desk, BENOIT, GridKey(ELODIE, ECRIT))
    assert table.session().is_in(table.session().grid(*WRITTEN))


def test_a_grid_that_was_only_opened_here_gives_way(away: Room, table: Room) -> None:
    grading.open_grid(table.desk, BENOIT, GridKey(ELODIE, ECRIT))
    assert WRITTEN in take(table, packet_of(away, BENOIT)).added


def test_a_correction_made_here_after_the_packet_disputes_nothing(away: Room, table: Room) -> None:
    content = packet_of(away, BENOIT)
    take(table, content)
    grading.correct(table.desk, BENOIT, GridKey(ELODIE, ECRIT), "c1.1", Mark(NO), "erreur de ligne")
    session = table.session()
    assert session.disputes == {}
    assert session.is_in(session.grid(*WRITTEN))
    away.wait(seconds=1)
    assert take(table, packet_of(away, BENOIT)).disputed == ()
    assert table.session().grid(*WRITTEN) == session.grid(*WRITTEN)


def test_a_grid_locked_again_as_it_was_still_waits_against_another(away: Room, rival: Room, table: Room) -> None:
    take(table, packet_of(away, BENOIT))
    grading.unlock(table.desk, BENOIT, GridKey(ELODIE, ECRIT), "à relire")
    grading.lock(table.desk, BENOIT, GridKey(ELODIE, ECRIT))
    assert table.session().disputes == {}
    assert take(table, packet_of(rival, BENOIT)).disputed == (WRITTEN,)


def test_a_disputed_grid_is_chosen_before_it_is_changed(away: Room, rival: Room, table: Room) -> None:
    for room in (away, rival):
        take(table, packet_of(room, BENOIT))
    with refused(JuryFault.GRID_DISPUTED):
        grading.unlock(table.desk, BENOIT, GridKey(ELODIE, ECRIT), "à revoir")


def test_nobody_but_the_author_chooses_and_never_without_a_reason(away: Room, rival: Room, table: Room) -> None:
    for room in (away, rival):
        take(table, packet_of(room, BENOIT))
    digest = table.session().disputes[WRITTEN][0]
    with refused(JuryFault.VERSION_NOT_YOURS):
        packets.keep_version(table.desk, ANNE, WRITTEN, digest, "la bonne")
    with refused(Fault.JUROR_ONLY):
        packets.keep_version(table.desk, MANAGER, WRITTEN, digest, "la bonne")
    with refused(Fault.REASON_MISSING):
        packets.keep_version(table.desk, BENOIT, WRITTEN, digest, " ")
    with refused(JuryFault.VERSION_UNKNOWN):
        packets.keep_version(table.desk, BENOIT, WRITTEN, "inconnue", "la bonne")


# After the jury began to decide


def all_in(room: Room) -> None:
    for juror in JURORS:
        for part_id in CRITERIA:
            grade(room, juror, ELODIE, part_id)


def test_a_packet_that_comes_after_a_position_is_kept_and_changes_nothing(rival: Room, table: Room) -> None:
    all_in(table)
    deliberation.take_position(table.desk, ANNE, ELODIE, "c1", mastered=True)
    before = table.session()
    grade(rival, BENOIT, CHLOE, ECRIT)
    received = take(table, packet_of(rival, BENOIT))
    after = table.session()
    assert received.added == ((SECOND, CHLOE, ECRIT),)
    assert received.disputed == (WRITTEN,)
    assert after.grid(*WRITTEN) == before.grid(*WRITTEN)
    assert after.all_locked(after.candidate(ELODIE)), "the jury goes on, be the author there to choose or not"
    theirs = rival.session().grid(*WRITTEN).digest
    with refused(JuryFault.GRIDS_SETTLED):
        packets.keep_version(table.desk, BENOIT, WRITTEN, theirs, "la bonne")
    packets.keep_version(table.desk, BENOIT, WRITTEN, before.grid(*WRITTEN).digest, "le jury a décidé sur celle-ci")
    assert table.session().is_in(before.grid(*WRITTEN))


def test_a_grid_that_the_jury_did_without_comes_too_late(away: Room, table: Room) -> None:
    for juror in (ANNE, CAMILLE):
        for part_id in CRITERIA:
            grade(table, juror, ELODIE, part_id)
    for part_id in CRITERIA:
        waivers.waive(table.desk, ANNE, (SECOND, ELODIE, part_id), "poste en panne")
    deliberation.take_position(table.desk, ANNE, ELODIE, "c1", mastered=True)
    received = take(table, packet_of(away, BENOIT))
    assert len(received.late) == 2
    assert not table.session().grid(*WRITTEN).is_begun
    assert table.session().all_locked(table.candidate(ELODIE))


def test_a_link_learnt_late_still_takes_the_juror_out(tmp_path: Path) -> None:
    own = Laptops(tmp_path, without_code=(CAMILLE,))
    with own.open("poste-c") as away, own.open("poste-m") as table:
        people.declare(away.desk, CAMILLE, "7531", {ELODIE: Link("voisine", LinkKind.OTHER)})
        for part_id in CRITERIA:
            for juror in (ANNE, BENOIT):
                grade(table, juror, ELODIE, part_id)
            waivers.waive(table.desk, ANNE, (id_of(CAMILLE), ELODIE, part_id), "poste en panne")
        deliberation.take_position(table.desk, ANNE, ELODIE, "c1", mastered=True)
        take(table, packets.produce(away.desk, id_of(CAMILLE), "7531").content)
        session = table.session()
        assert [juror.id for juror in session.present_for(session.candidate(ELODIE))] == [1, 2]


def test_nothing_enters_a_closed_session(away: Room, table: Room) -> None:
    all_in(table)
    for candidate_id in (SOULEYMANE, CHLOE):
        attendance.mark_absent(table.desk, MANAGER, candidate_id, AbsenceCode.UNEXPLAINED, reason="parti avant")
    for item in unread(table.session(), table.candidate(ELODIE)):
        evidence_seen.consult(table.desk, ANNE, ELODIE, item, seen=True, remark="")
    for unit_id in ("c1", "c2"):
        deliberation.take_position(table.desk, ANNE, ELODIE, unit_id, mastered=True)
    deliberation.decide(table.desk, ANNE, ELODIE, Outcome.BLOC_WON)
    for juror in JURORS:
        deliberation.confirm_all(table.desk, juror)
    closing.close(table.desk, ANNE)
    before = table.session()
    with refused(JuryFault.PACKET_AFTER_CLOSING) as refusal:
        take(table, packet_of(away, BENOIT))
    assert "rectificatif" in refusal.sentence
    assert table.session() == before


# What is refused


def refused_packet(room: Room, content: bytes) -> JuryFault:
    """Why a packet is refused; nothing of the session moved."""
    before = room.session()
    with pytest.raises(DomainError) as caught:
        take(room, content)
    assert room.session() == before
    assert isinstance(caught.value.what, JuryFault)
    return caught.value.what


def test_a_packet_cut_anywhere_is_refused(away: Room, table: Room) -> None:
    content = packet_of(away, BENOIT)
    assert refused_packet(table, b"") is JuryFault.PACKET_UNKNOWN
    with table.desk.read() as rows:
        authority = authority_of(rows)
    for length in range(10, len(content), 10):
        with refused(JuryFault.PACKET_CUT_SHORT):
            packet.unseal(content[:length], authority)
    assert refused_packet(table, content[: len(content) // 2]) is JuryFault.PACKET_CUT_SHORT


def test_a_packet_altered_anywhere_is_refused(away: Room, table: Room) -> None:
    content = packet_of(away, BENOIT)
    with table.desk.read() as rows:
        authority = authority_of(rows)
    for place in range(len(content)):
        altered = bytearray(content)
        altered[place] ^= 1 << place % 8
        with pytest.raises(DomainError):
            packet.unseal(bytes(altered), authority)
    assert refused_packet(table, content[:-1] + bytes([content[-1] ^ 1])) is JuryFault.PACKET_ALTERED
    assert refused_packet(table, content + b"\n") is JuryFault.PACKET_ALTERED


@pytest.mark.parametrize("content", [b"%PDF-1.7".ljust(900), b"PK\x03\x04" * 50, b"JURADE"])
def test_another_file_is_no_packet(table: Room, content: bytes) -> None:
    assert refused_packet(table, content) is JuryFault.PACKET_UNKNOWN


def test_a_newer_format_is_told_from_a_damaged_packet(away: Room, table: Room) -> None:
    content = packet_of(away, BENOIT)
    assert refused_packet(table, content[:8] + struct.pack(">H", 2) + content[10:]) is JuryFault.PACKET_TOO_NEW


def test_a_packet_of_another_session_is_refused(tmp_path: Path, table: Room) -> None:
    with Laptops(tmp_path, another=True).open("ailleurs") as other:
        grade(other, BENOIT, ELODIE, ECRIT)
        content = packet_of(other, BENOIT)
    assert refused_packet(table, content) is JuryFault.PACKET_OF_ANOTHER_SESSION


def test_a_packet_whose_content_does_not_hold_together_is_refused(away: Room, table: Room) -> None:
    content = packet_of(away, BENOIT)
    whole = told(content, away)
    journal, grids = whole["journal"], whole["grids"]
    assert isinstance(journal, list)
    assert isinstance(grids, list)
    first = next(place for place, link in enumerate(journal) if link["entry"])
    earlier = {"at": "2026-05-12T06:00:00.000000+00:00"}
    moved = {"digest": journal[first]["digest"], "entry": journal[first]["entry"] | earlier}
    softened = [grids[0] | {"appreciation": "sans reproche"}, *grids[1:]]
    elsewhere = [grids[0] | {"part_id": "inconnue"}]
    changes: list[tuple[dict[str, object], JuryFault]] = [
        ({"journal": journal[: first - 1] + journal[first:]}, JuryFault.PACKET_JOURNAL_BROKEN),
        ({"journal": [*journal[:first], moved, *journal[first + 1 :]]}, JuryFault.PACKET_JOURNAL_BROKEN),
        ({"grids": softened}, JuryFault.PACKET_ALTERED),
        ({"grids": elsewhere, "times": []}, JuryFault.PACKET_LIST_CHANGED),
        ({"candidates": {str(ELODIE): "0" * 64}}, JuryFault.PACKET_LIST_CHANGED),
        ({"candidates": {}}, JuryFault.PACKET_ALTERED),
        ({"grids": "aucune"}, JuryFault.PACKET_ALTERED),
    ]
    for change, why in changes:
        assert refused_packet(table, rewritten(away, content, change)) is why, change


def test_a_list_that_changed_meanwhile_mixes_nobody_up(away: Room, table: Room) -> None:
    content = packet_of(away, BENOIT)
    candidates.change(table.desk, MANAGER, ELODIE, draft("LE GALL", "Élodie", "2616801"))
    assert refused_packet(table, content) is JuryFault.PACKET_LIST_CHANGED
    assert "LE G" not in JuryFault.PACKET_LIST_CHANGED.value


def test_only_those_in_charge_take_packets_in(away: Room, table: Room) -> None:
    stranger = people.add_person(table.desk, MANAGER, juror_draft("Chloé", "Roussel", Function.INVIGILATOR))
    with refused(Fault.JUROR_ONLY):
        packets.take_in(table.desk, Actor(stranger, "Chloé Roussel"), packet_of(away, BENOIT))
    assert packets.take_in(table.desk, ANNE, packet_of(away, BENOIT)).added


def test_a_received_packet_is_kept_byte_for_byte(away: Room, table: Room) -> None:
    content = packet_of(away, BENOIT)
    take(table, content)
    with table.desk.read() as rows:
        [kept] = rows.query(PacketReceiptRow).all()
        assert kept.content == content


# Grids done without


def test_a_grid_is_waived_and_expected_again(table: Room) -> None:
    waivers.waive(table.desk, ANNE, WRITTEN, "poste en panne")
    assert table.session().is_in(table.session().grid(*WRITTEN))
    [waived] = table.session().grid_waivers
    assert (waived.key, waived.waived_by, waived.reason) == (WRITTEN, id_of(ANNE), "poste en panne")
    waivers.take_back_waiver(table.desk, CAMILLE, WRITTEN)
    assert table.session().waived == frozenset()
    with refused(JuryFault.WAIVER_UNKNOWN):
        waivers.take_back_waiver(table.desk, CAMILLE, WRITTEN)


def test_what_may_not_be_waived(table: Room) -> None:
    with refused(Fault.REASON_MISSING):
        waivers.waive(table.desk, ANNE, WRITTEN, "")
    with refused(Fault.JUROR_ONLY):
        waivers.waive(table.desk, MANAGER, WRITTEN, "poste en panne")
    with refused(JuryFault.WAIVER_NOT_EXPECTED):
        waivers.waive(table.desk, ANNE, (SECOND, ELODIE, "ef"), "poste en panne")
    grade(table, BENOIT, ELODIE, ECRIT)
    with refused(JuryFault.WAIVER_OF_LOCKED):
        waivers.waive(table.desk, ANNE, WRITTEN, "poste en panne")
    for juror in (ANNE, BENOIT):
        waivers.waive(table.desk, CAMILLE, (id_of(juror), CHLOE, ECRIT), "poste en panne")
    with refused(JuryFault.WAIVER_OF_LAST) as refusal:
        waivers.waive(table.desk, ANNE, (id_of(CAMILLE), CHLOE, ECRIT), "poste en panne")
    assert "Mise en situation écrite" in refusal.sentence


def test_a_grid_whose_author_cannot_choose_is_done_without(away: Room, rival: Room, table: Room) -> None:
    for room in (away, rival):
        take(table, packet_of(room, BENOIT))
    waivers.waive(table.desk, ANNE, WRITTEN, "juré hospitalisé")
    assert table.session().is_in(table.session().grid(*WRITTEN))
    assert len(table.session().disputes[WRITTEN]) == 2, "he may still choose, once the jury expect his grid again"
    with refused(JuryFault.GRID_WAIVED):
        packets.keep_version(table.desk, BENOIT, WRITTEN, table.session().disputes[WRITTEN][0], "relue")


def all_but(room: Room, missing: tuple[int, int, str]) -> None:
    """Every grid of Élodie's locked, but one."""
    for juror in JURORS:
        for part_id in CRITERIA:
            if (id_of(juror), ELODIE, part_id) != missing:
                grade(room, juror, ELODIE, part_id)


def test_nobody_does_without_the_own_grid_while_another_juror_is_there(table: Room) -> None:
    with refused(JuryFault.WAIVER_OF_OWN) as refusal:
        waivers.waive(table.desk, BENOIT, WRITTEN, "poste en panne")
    assert "un autre membre du jury" in refusal.sentence
    away = [RollAnswer(id_of(each), present=False, reason="souffrant") for each in (ANNE, CAMILLE)]
    jury_room.call_roll(table.desk, BENOIT, away)
    waivers.waive(table.desk, BENOIT, WRITTEN, "feuille perdue")
    assert table.session().waived == {WRITTEN}


def test_nothing_is_written_on_a_grid_that_the_jury_does_without(table: Room) -> None:
    key = GridKey(ELODIE, ECRIT)
    waivers.waive(table.desk, ANNE, WRITTEN, "poste en panne")
    with refused(JuryFault.GRID_WAIVED):
        grading.open_grid(table.desk, BENOIT, key)
    waivers.take_back_waiver(table.desk, ANNE, WRITTEN)
    grade(table, BENOIT, ELODIE, ECRIT, lock=False)
    waivers.waive(table.desk, ANNE, WRITTEN, "poste en panne")
    with refused(JuryFault.GRID_WAIVED):
        grading.mark(table.desk, BENOIT, key, "c1.1", NO)
    with refused(JuryFault.GRID_WAIVED) as refusal:
        grading.lock(table.desk, BENOIT, key)
    assert "Le jury se passe de cette grille" in refusal.sentence


def test_a_grid_whose_absence_opened_the_others_is_expected_no_more(table: Room) -> None:
    all_but(table, WRITTEN)
    waivers.waive(table.desk, ANNE, WRITTEN, "poste en panne")
    with refused(JuryFault.WAIVER_USED):
        waivers.take_back_waiver(table.desk, BENOIT, WRITTEN)
    grading.unlock(table.desk, BENOIT, GridKey(ELODIE, ORAL), "à relire")
    with refused(JuryFault.WAIVER_USED):
        waivers.take_back_waiver(table.desk, BENOIT, WRITTEN)
    assert table.session().waived == {WRITTEN}


def test_a_grid_locked_before_the_jury_did_without_it_comes_back(laptop: Opener, table: Room) -> None:
    away = laptop("poste-b")
    grade(away, BENOIT, ELODIE, ECRIT)
    all_but(table, WRITTEN)
    table.wait(minutes=5)
    waivers.waive(table.desk, ANNE, WRITTEN, "poste en panne")
    with refused(JuryFault.WAIVER_USED):
        waivers.take_back_waiver(table.desk, ANNE, WRITTEN)
    assert take(table, packet_of(away, BENOIT)).waived == (WRITTEN,)
    waivers.take_back_waiver(table.desk, ANNE, WRITTEN)
    assert table.session().all_locked(table.candidate(ELODIE))


def test_nothing_is_waived_once_the_jury_began_to_decide(table: Room) -> None:
    for juror in (ANNE, CAMILLE):
        for part_id in CRITERIA:
            grade(table, juror, ELODIE, part_id)
    for part_id in CRITERIA:
        waivers.waive(table.desk, ANNE, (SECOND, ELODIE, part_id), "poste en panne")
    deliberation.take_position(table.desk, ANNE, ELODIE, "c1", mastered=True)
    with refused(JuryFault.GRIDS_SETTLED):
        waivers.take_back_waiver(table.desk, ANNE, WRITTEN)


def test_every_packet_is_the_same_json_again(away: Room) -> None:
    with away.desk.read() as rows:
        text = packet.unseal(packet_of(away, BENOIT), authority_of(rows)).content
    assert CONTENT.dump_json(CONTENT.validate_json(text)) == text
