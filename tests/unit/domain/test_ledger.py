"""The ledger: which grids are owed, where each stands, and what may stand beside a name."""

from dataclasses import replace

from app.domain.answer import NO, YES
from app.domain.candidate import Candidate
from app.domain.grading import Grid, Mark
from app.domain.ledger import GridState, Ledger, Tally, ledger, tally_of, tells_no_name
from app.domain.merging import GridChoice, GridVersion, GridWaiver, PacketReceipt
from app.domain.people import MANAGER, Actor, Recusal
from app.domain.session import ExamSession
from tests.builders import (
    ABSENT,
    ANNE,
    BENOIT,
    ELODIE,
    SOULEYMANE,
    after,
    empty_session,
    framework_with_ccps,
    graded,
    holding,
    juror,
    locked,
)

PARTS = ["ecrit", "oral", "et", "ef"]


def session_of(*candidates: Candidate) -> ExamSession:
    return empty_session(framework_with_ccps(), "titre", *(candidates or (ELODIE, SOULEYMANE, ABSENT)))


def grid_of(juror_id: int, candidate_id: int, part_id: str, **marks: str) -> Grid:
    return Grid(juror_id, candidate_id, part_id, {key.replace("_", "."): Mark(YES) for key in marks})


def states(found: Ledger) -> set[GridState]:
    return {owed.state for owed in found.grids}


def version_of(grid: Grid, machine: str = "poste-b", digest: str = "") -> GridVersion:
    return GridVersion(
        grid.juror_id, grid.candidate_id, grid.part_id, digest or grid.digest, machine, grid.locked_at or after(0)
    )


def test_every_grid_is_owed_but_those_of_the_absent() -> None:
    found = ledger(session_of())

    assert [each.id for each in found.candidates] == [ELODIE.id, SOULEYMANE.id]
    assert [each.id for each in found.jurors] == [ANNE.id, BENOIT.id]
    assert [each.id for each in found.parts] == PARTS
    assert (found.tally, found.is_whole) == (Tally(0, 16), True)
    assert states(found) == {GridState.AWAITED}
    assert found.grid(ANNE.id, ABSENT.id, "oral") is None


def test_a_recused_juror_and_one_of_another_jury_owe_nothing() -> None:
    other = replace(juror(4, "Zoé", "Lambert"), panel=2)
    session = session_of(replace(ELODIE, panel=1), replace(SOULEYMANE, panel=2))
    session = replace(
        session,
        people=(replace(ANNE, panel=1), BENOIT, other),
        recusals=(Recusal(BENOIT.id, ELODIE.id, "a été son formateur"),),
    )
    found = ledger(session)

    assert {juror_id: len(grids) for juror_id, grids in found.by_juror.items()} == {ANNE.id: 4, BENOIT.id: 4, 4: 4}
    assert {owed.juror_id for owed in found.by_candidate[ELODIE.id]} == {ANNE.id}
    assert {owed.juror_id for owed in found.by_candidate[SOULEYMANE.id]} == {BENOIT.id, 4}
    assert not found.is_whole
    alone = replace(session, candidates=session.candidates[:1])
    assert [each.id for each in ledger(alone).jurors] == [ANNE.id]


def test_nothing_is_owed_of_what_a_candidate_already_holds() -> None:
    found = ledger(session_of(ELODIE, holding(SOULEYMANE, "ccp1")))

    assert [owed.part_id for owed in found.by_candidate[SOULEYMANE.id] if owed.juror_id == ANNE.id] == [
        "ecrit",
        "et",
        "ef",
    ]


def test_a_grid_goes_from_awaited_to_received() -> None:
    session = session_of(ELODIE)
    begun = grid_of(ANNE.id, ELODIE.id, "oral", c2_1="")
    done = locked(grid_of(ANNE.id, ELODIE.id, "et", c1_1=""))
    came = locked(grid_of(BENOIT.id, ELODIE.id, "et", c1_1=""))
    session = replace(session, grids=(begun, done, came), versions=(version_of(came),))
    found = ledger(session)

    assert {owed.key: owed.state for owed in found.grids if owed.state is not GridState.AWAITED} == {
        (ANNE.id, ELODIE.id, "oral"): GridState.BEGUN,
        (ANNE.id, ELODIE.id, "et"): GridState.LOCKED,
        (BENOIT.id, ELODIE.id, "et"): GridState.RECEIVED,
    }
    stood = replace(session, versions=(replace(version_of(came), stood_here=True),))
    assert ledger(stood).counts[GridState.RECEIVED] == 0
    assert found.tally == Tally(2, 8)
    assert tally_of(found.by_juror[ANNE.id]) == Tally(1, 4)
    assert found.tally.left == 6


def test_a_grid_whose_content_no_longer_is_what_was_locked_is_told_altered() -> None:
    session = graded(session_of(ELODIE))
    first = session.grids[0]
    changed = replace(first, marks={key: Mark(NO) for key in first.marks})
    found = ledger(replace(session, grids=(changed, *session.grids[1:])))

    assert found.counts[GridState.ALTERED] == 1
    assert found.tally == Tally(7, 8)


def test_two_versions_wait_for_their_author_until_one_is_kept() -> None:
    session = graded(session_of(ELODIE))
    grid = session.grids[0]
    two = (version_of(grid), version_of(grid, "poste-c", "f" * 64))
    session = replace(session, versions=two)
    key = (grid.juror_id, grid.candidate_id, grid.part_id)

    assert [owed.key for owed in ledger(session).grids if owed.state is GridState.DISPUTED] == [key]
    kept = GridChoice(*key, grid.digest, ("f" * 64,), "la copie du poste C est un essai", after(200))
    assert states(ledger(replace(session, choices=(kept,)))) == {GridState.LOCKED, GridState.RECEIVED}


def test_a_grid_done_without_is_settled_whatever_came() -> None:
    session = session_of(ELODIE)
    waiver = GridWaiver(ANNE.id, ELODIE.id, "oral", BENOIT.id, "poste tombé en panne", after(200))
    found = ledger(replace(session, grid_waivers=(waiver,)))

    assert found.counts[GridState.WAIVED] == 1
    assert found.tally == Tally(1, 8)


def test_the_last_packet_of_each_juror_and_machine_is_kept() -> None:
    first = PacketReceipt("a", ANNE.id, "poste-b", after(10), after(20))
    second = PacketReceipt("b", ANNE.id, "poste-b", after(30), after(25))
    other = PacketReceipt("c", ANNE.id, "poste-c", after(5), after(40))
    found = ledger(replace(session_of(), receipts=(second, other, first)))

    assert [receipt.digest for receipt in found.receipts] == ["c", "b"]


def test_no_state_of_written_work_stands_beside_a_name_before_the_juror_may_know() -> None:
    session = session_of(ELODIE)
    written, oral = ledger(session).parts[:2]
    anne = Actor(ANNE.id, ANNE.name)

    assert tells_no_name(session, anne, ELODIE, written)
    assert not tells_no_name(session, anne, ELODIE, oral)
    assert not tells_no_name(session, MANAGER, ELODIE, written)
    done = graded(session)
    assert not tells_no_name(done, anne, ELODIE, written)
    waived = GridWaiver(ANNE.id, ELODIE.id, "ecrit", BENOIT.id, "copie perdue", after(200))
    without = replace(
        done,
        grids=tuple(grid for grid in done.grids if (grid.juror_id, grid.part_id) != (ANNE.id, "ecrit")),
        grid_waivers=(waived,),
    )
    assert not tells_no_name(without, anne, ELODIE, written)


def test_a_session_without_candidates_owes_nothing() -> None:
    found = ledger(session_of(ABSENT))

    assert (found.jurors, found.candidates, found.parts, found.tally) == ((), (), (), Tally(0, 0))
