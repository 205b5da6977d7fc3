"""The ledger: read away from the window, packets made and taken in, versions chosen, grids done without."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from app.domain.counting import counted
from app.domain.faults import DomainError, EnvironmentFault
from app.domain.merging import GridId
from app.domain.people import Actor
from app.services import grid_versions, packets, reading, waivers
from app.system.files import write_whole
from app.ui.bench import Bench, ScreenName, Target
from app.ui.screens.ledger.comparison import Comparison
from app.ui.screens.ledger.folder import PacketFolder
from app.ui.screens.ledger.outcome import PacketOutcome
from app.ui.screens.ledger.state import LedgerState, ledger_state, open_grids
from app.ui.screens.ledger.taking_in import take_in_all
from app.ui.screens.ledger.versions import comparison_of
from app.ui.tasks import Reporter

T = TypeVar("T")


class View(Protocol):
    """The window's side."""

    def show_state(self, state: LedgerState) -> None:
        """Show everything that the state says."""
        ...

    def choose_place(self, proposed: Path) -> Path | None:
        """Ask where a packet is written; None when the person gave up."""
        ...

    def choose_packets(self, folder: Path) -> tuple[Path, ...]:
        """Ask which packets are taken in; none when the person gave up."""
        ...

    def compare(self, comparison: Comparison) -> None:
        """Show the versions of a grid to its author."""
        ...

    def tell_outcome(self, outcomes: tuple[PacketOutcome, ...]) -> None:
        """Say what became of each file."""
        ...


class LedgerPresenter:
    """Holds the screen to go back to; everything else is read from the disk."""

    def __init__(self, bench: Bench, view: View) -> None:
        self._bench = bench
        self._view = view
        self._folder = PacketFolder(bench.settings)
        self._back = ScreenName.DAY
        self._author: Actor | None = None
        self._turn = 0

    def come_from(self, screen: ScreenName) -> None:
        """Remember which screen to go back to."""
        self._back = screen

    def refresh(self) -> None:
        """Read the ledger again."""
        desk, actor, back = self._bench.desk, self._bench.actor, self._back
        self._run(lambda _reporter: ledger_state(reading.session(desk), actor, back), self._view.show_state)

    def leave(self) -> None:
        """Go back to where one came from."""
        self._bench.go_to(Target(self._back))

    def make_packet(self) -> None:
        """Ask the juror's code, then where the packet goes; it holds the grids that this juror locked."""
        juror_id = self._bench.actor.person_id
        if juror_id is not None:
            self._bench.prove_juror(juror_id, "faire votre paquet", self._make)

    def take_packets(self) -> None:
        """Ask which packets, then take in each of them; one that is refused does not keep the others out."""
        paths = self._view.choose_packets(self._folder.read(self._bench.desk.file.path.parent))
        if not paths:
            return
        self._folder.keep(paths[0].parent)
        desk, actor = self._bench.desk, self._bench.actor
        self._run(partial(take_in_all, desk, actor, paths), self._taken_in, title="Intégration des paquets")

    def see_versions(self, grid: GridId) -> None:
        """Ask the code of the grid's author, then show its versions to nobody else."""
        self._bench.prove_juror(grid[0], "choisir une version de votre grille", partial(self._compare, grid))

    def keep_version(self, grid: GridId, digest: str, reason: str) -> None:
        """Keep the version that its author chose, whose code was proved to see them."""
        desk, author = self._bench.desk, self._author
        if author is None:
            return
        self._act(
            lambda: grid_versions.keep_version(desk, author, grid, digest, reason), "La version choisie compte seule."
        )

    def waive(self, grid: GridId, reason: str) -> None:
        """Have the jury do without a grid."""
        desk, actor = self._bench.desk, self._bench.actor
        self._act(lambda: waivers.waive(desk, actor, grid, reason), "Le jury se passe de cette grille.")

    def expect_again(self, grid: GridId) -> None:
        """Expect a grid again that the jury did without."""
        desk, actor = self._bench.desk, self._bench.actor
        self._act(lambda: waivers.take_back_waiver(desk, actor, grid), "Cette grille est de nouveau attendue.")

    def forget(self) -> None:
        """Hold nothing of the session any more."""
        self._turn += 1
        self._back, self._author = ScreenName.DAY, None
        self._view.show_state(LedgerState())

    def _make(self, actor: Actor, pin: str) -> None:
        desk, juror_id = self._bench.desk, actor.person_id
        if juror_id is not None:
            title = "Préparation du paquet"
            self._run(lambda _reporter: packets.produce(desk, juror_id, pin), self._place, title=title)

    def _place(self, packet: packets.Packet) -> None:
        folder = self._folder.read(self._bench.desk.file.path.parent)
        path = self._view.choose_place(folder / packet.file_name)
        if path is None:
            return
        self._folder.keep(path.parent)
        desk, juror_id = self._bench.desk, self._bench.actor.person_id or 0

        def write(_reporter: Reporter) -> int:
            write_whole(path, packet.content)
            return open_grids(reading.session(desk), juror_id)

        self._run(write, partial(self._written, path, packet.locked), title="Écriture du paquet")

    def _written(self, path: Path, locked: int, still_open: int) -> None:
        words = f"{path.name} est écrit : {counted(locked, 'grille verrouillée')}."
        if still_open:
            words += (
                f" {counted(still_open, 'grille')} reste{'nt' if still_open > 1 else ''} à verrouiller : "
                "faites alors un autre paquet."
            )
        self._bench.inform("PACKET_WRITTEN", words)
        self.refresh()

    def _taken_in(self, outcomes: tuple[PacketOutcome, ...]) -> None:
        if any(outcome.taken for outcome in outcomes):
            self._bench.saved(self._bench.desk.now())
        self._view.tell_outcome(outcomes)
        self.refresh()

    def _compare(self, grid: GridId, actor: Actor, _pin: str) -> None:
        desk, self._author = self._bench.desk, actor
        self._run(lambda _reporter: comparison_of(desk, actor, grid), self._view.compare)

    def _act(self, act: Callable[[], datetime], words: str) -> None:
        try:
            at = act()
        except (DomainError, EnvironmentFault) as fault:
            self._bench.refuse(fault)
        else:
            self._bench.saved(at)
            self._bench.inform("LEDGER_CHANGED", words)
        self.refresh()

    def _run(self, work: Callable[[Reporter], T], done: Callable[[T], None], title: str = "") -> None:
        """Run work on the runner; an end that comes after session or person changed is not for this screen."""
        turn = self._turn

        def tell(outcome: T) -> None:
            if turn == self._turn:
                done(outcome)

        self._bench.runner.run(work, tell, self._bench.refuse, title=title)
