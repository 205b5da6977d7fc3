"""Clôture: every rule looked at, decisions confirmed, the session closed, the procès-verbal signed, all sealed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol, TypeVar

from app.domain.people import Actor
from app.domain.rules.behind_doors import without_names
from app.domain.rules.registry import judge
from app.services import closing, deliberation, documents, reading
from app.services.closing import RectificationDraft
from app.services.desk import Desk
from app.services.document_kinds import DocumentKind
from app.ui.bench import Bench, ScreenName, Target
from app.ui.rule_lines import RuleLine
from app.ui.screens.closing.picture import picture_of
from app.ui.screens.closing.state import EMPTY, ClosingState, RecordShown

T = TypeVar("T")


class View(Protocol):
    """The window's side."""

    def show_state(self, state: ClosingState) -> None:
        """Show everything that the state says."""
        ...

    def show_record(self, record: RecordShown) -> None:
        """Show the procès-verbal."""
        ...


@dataclass(frozen=True, slots=True)
class _Read:
    """What one reading of the session gives."""

    state: ClosingState
    journal_head: str


class ClosingPresenter:
    """Everything that makes pages, signs or reads the whole session runs away from the window."""

    def __init__(self, bench: Bench, view: View) -> None:
        self._bench = bench
        self._view = view
        self._state = EMPTY
        self._turn = 0
        self._printed_for: tuple[str, bool] | None = None

    def refresh(self) -> None:
        """Read session, rules and signatures again, then the procès-verbal when it changed."""
        desk, actor = self._bench.desk, self._bench.actor
        self._run(lambda: _read(desk, actor), self._take)

    def mend(self, line: RuleLine) -> None:
        """Go to the place that mends a breach; a confirmation is asked here."""
        if line.target is None:
            return
        if line.target.screen is ScreenName.CLOSING and line.target.person_id is not None:
            self.confirm(line.target.person_id)
        else:
            self._bench.go_to(line.target)

    def confirm(self, juror_id: int) -> None:
        """Ask one juror's code, then confirm every decision of this juror that waits (rule 26)."""
        self._bench.prove_juror(juror_id, "confirmer vos décisions", self._confirm_as)

    def close(self) -> None:
        """Freeze the session and make the procès-verbal."""
        desk, actor = self._bench.desk, self._bench.actor
        self._run(lambda: closing.close(desk, actor), self._closed, title="Clôture de la session")

    def sign(self, juror_id: int) -> None:
        """Ask one juror's code, then sign in this juror's name."""
        self._bench.prove_juror(juror_id, "signer le procès-verbal", self._sign_as)

    def sign_own(self) -> None:
        """Sign as the juror at the desk, when this juror has not signed yet."""
        if self._state.own_juror is not None:
            self.sign(self._state.own_juror)

    def seal(self, ink_reason: str) -> None:
        """Seal the session; the reason says why some signatures are in ink only."""
        desk, actor = self._bench.desk, self._bench.actor
        self._run(lambda: closing.seal(desk, actor, ink_reason), self._saved)

    def rectify(self, draft: RectificationDraft) -> None:
        """Enter a dated correction."""
        desk, actor = self._bench.desk, self._bench.actor
        self._run(lambda: closing.rectify(desk, actor, draft), self._rectified)

    def validate(self, day: date) -> None:
        """Write down the day on which the administration validated the procès-verbal."""
        desk, actor = self._bench.desk, self._bench.actor
        self._run(lambda: closing.validate_record(desk, actor, day), self._saved)

    def read_record(self) -> None:
        """Go and read the procès-verbal at full size."""
        self._bench.go_to(Target(ScreenName.DOCUMENTS))

    def forget(self) -> None:
        """Hold nothing of the session any more."""
        self._turn += 1
        self._state = EMPTY
        self._printed_for = None
        self._view.show_state(EMPTY)
        self._view.show_record(EMPTY.record)

    def _confirm_as(self, actor: Actor, _pin: str) -> None:
        desk = self._bench.desk
        self._run(lambda: deliberation.confirm_all(desk, actor), self._confirmed)

    def _confirmed(self, count: int) -> None:
        self._bench.inform(
            "DECISIONS_CONFIRMED", "La décision est confirmée." if count == 1 else f"{count} décisions confirmées."
        )
        self._saved(self._bench.desk.now())

    def _sign_as(self, actor: Actor, pin: str) -> None:
        desk, juror_id = self._bench.desk, actor.person_id
        if juror_id is not None:
            self._run(lambda: closing.sign(desk, juror_id, pin), self._saved, title="Signature du procès-verbal")

    def _rectified(self, number: int) -> None:
        self._bench.inform("RECTIFIED", f"Le rectificatif n° {number} est enregistré ; il s’imprime dans Documents.")
        self._saved(self._bench.desk.now())

    def _closed(self, at: datetime) -> None:
        """The closing opened the doors: whoever types is named again."""
        self._bench.beside.meet()
        self._saved(at)

    def _saved(self, at: datetime) -> None:
        self._bench.saved(at)
        self.refresh()

    def _take(self, read: _Read) -> None:
        self._state = read.state
        self._view.show_state(self._state)
        wanted = (read.journal_head, read.state.in_full)
        if not read.state.in_full:
            self._view.show_record(RecordShown(read.state.record.title))
        elif wanted != self._printed_for:
            desk, actor, title = self._bench.desk, self._bench.actor, read.state.record.title
            self._run(lambda: _print(desk, actor, title), lambda record: self._show_record(record, wanted))

    def _show_record(self, record: RecordShown, printed_for: tuple[str, bool]) -> None:
        self._printed_for = printed_for
        self._view.show_record(record)

    def _run(self, work: Callable[[], T], done: Callable[[T], None], title: str = "") -> None:
        """Run work on the runner; an end that comes after session or person changed is not for this screen."""
        turn = self._turn

        def tell(outcome: T) -> None:
            if turn == self._turn:
                done(outcome)

        self._bench.runner.run(lambda _reporter: work(), tell, self._bench.refuse, title=title)


_AFTER_CLOSING = "visible à la clôture : vous n’évaluez pas tous les candidats"


def _read(desk: Desk, actor: Actor) -> _Read:
    session = reading.session(desk)
    states = without_names(session, actor, judge(session))
    return _Read(picture_of(session, states, closing.signatures(desk), actor), session.journal_head)


def _print(desk: Desk, actor: Actor, title: str) -> RecordShown:
    available = documents.available(desk, actor)
    request = next((each for each in available if each.kind is DocumentKind.RECORD), None)
    if request is None:
        return RecordShown(title, _AFTER_CLOSING)
    paper = documents.produce(desk, actor, request)
    closed = reading.session(desk).closing is not None
    prints = f"version {paper.version} · fichier {paper.sha256[:4]} {paper.sha256[4:8]} … {paper.sha256[-4:]}"
    return RecordShown(title, prints if closed else "exemplaire de travail", paper.content)
