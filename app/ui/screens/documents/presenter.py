"""Documents: the papers that this person can have now, seen, saved, printed; a procès-verbal verified."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Protocol, TypeVar

from app.domain.faults import Fault
from app.domain.people import Actor
from app.domain.session import ExamSession
from app.domain.signing import PvVerdict, SignatureVerdict, short_print
from app.services import documents, reading
from app.services.desk import Desk
from app.services.document_kinds import BUNDLED_KINDS, USUAL_KINDS, Document, DocumentKind, DocumentRequest, Moment
from app.services.documents import Batch
from app.ui.bench import Bench, ScreenName, Target
from app.ui.screens.documents.listing import Listing, read_listing
from app.ui.screens.documents.saving import Saving
from app.ui.screens.documents.state import (
    EMPTY,
    DocumentLine,
    DocumentsState,
    Fate,
    LackShown,
    PaperShown,
    SignatureFound,
    VerdictShown,
)
from app.ui.tasks import Lane, Mendable

T = TypeVar("T")
_FIELDS = {Fault.CONVOCATION_WITHOUT_NUMBER: "ceres_number", Fault.CONVOCATION_WITHOUT_HOUR: "convened_at"}
"""The field of the preparation that a paper lacks, by what it says."""


class View(Protocol):
    """The window's side."""

    def show_state(self, state: DocumentsState) -> None:
        """Show everything that the state says."""
        ...


class DocumentsPresenter:
    """Keeps which paper is shown; papers are made, written and verified away from the window."""

    def __init__(self, bench: Bench, view: View) -> None:
        self._bench = bench
        self._view = view
        self._state = EMPTY
        self._listing = Listing()
        self._moment: Moment | None = None
        self._fates: Mapping[DocumentRequest, Fate] = {}
        self._wanted: DocumentRequest | None = None
        self._paper: Document | None = None
        self._turn = 0

    def refresh(self) -> None:
        """Read which papers there are, then make the one shown anew: the session may have moved on.

        What was saved before may say something else by now: its marks go.
        """
        self._fates = {}
        desk, actor = self._bench.desk, self._bench.actor
        self._run(lambda: read_listing(desk, actor), self._take_list)

    def choose_moment(self, moment: Moment) -> None:
        """Show the papers that serve at another moment."""
        if moment is not self._state.moment:
            self._moment = moment
            self._take_list(self._listing)

    def choose(self, line: DocumentLine) -> None:
        """Show another paper."""
        if line.request != self._wanted:
            self._wanted = line.request
            self._make()

    def mend(self) -> None:
        """Go where what the paper lacks is said."""
        lack = self._state.lack
        if lack is not None:
            self._bench.go_to(Target(ScreenName.PREPARATION, candidate_id=lack.candidate_id, field=lack.field))

    def save(self, path: Path) -> None:
        """Write the paper shown where the person wants it."""
        paper = self._paper
        if paper is not None:
            self._run(lambda: documents.save(paper, path), lambda _nothing: self._say_saved(path))

    def save_all(self, folder: Path) -> None:
        """Write every available paper into a folder; stopped on the way, what is written stays."""
        desk, actor = self._bench.desk, self._bench.actor
        self._run_saving(Saving(lambda tell: documents.export(desk, actor, folder, USUAL_KINDS, tell), folder))

    def save_bundle(self, path: Path) -> None:
        """Write the papers of the moment shown into one file to be printed in one go."""
        desk, actor = self._bench.desk, self._bench.actor
        kinds = frozenset(kind for kind in BUNDLED_KINDS if kind.moment is self._state.moment)
        self._run_saving(Saving(lambda tell: documents.bundle(desk, actor, path, kinds, tell), path, one_file=True))

    def verify(self) -> None:
        """Verify the procès-verbal shown under the authority of this session."""
        paper, desk = self._paper, self._bench.desk
        if paper is not None:
            self._run(lambda: documents.verify(paper.content, desk), lambda found: self._judge("", found))

    def verify_file(self, path: Path) -> None:
        """Verify a procès-verbal that came as a file."""
        self._run(lambda: documents.verify_file(path), lambda found: self._judge(path.name, found))

    def forget(self) -> None:
        """Hold nothing of the session any more."""
        self._turn += 1
        self._wanted = self._paper = self._moment = None
        self._listing, self._fates = Listing(), {}
        self._show(EMPTY)

    def _take_list(self, listing: Listing) -> None:
        self._listing = listing
        listed = listing.state(self._moment or listing.now, self._fates)
        requests = [line.request for line in listed.lines]
        if self._wanted not in requests:
            self._wanted = requests[0] if requests else None
            self._paper = None
        kept = self._state.paper if self._paper is not None else None
        self._show(replace(listed, paper=kept, verdict=self._state.verdict if kept else None))
        self._make()

    def _make(self) -> None:
        desk, actor, wanted = self._bench.desk, self._bench.actor, self._wanted
        if wanted is not None:

            def fail(fault: Mendable) -> None:
                self._take_lack(wanted, fault)

            self._run(lambda: _produce(desk, actor, wanted), self._take_paper, fail, lane=Lane.DOCUMENTS)

    def _take_paper(self, made: tuple[Document, PaperShown]) -> None:
        paper, shown = made
        if paper.request != self._wanted:
            return
        self._paper = paper
        self._show(replace(self._state, paper=shown, lack=None, verdict=None))

    def _take_lack(self, request: DocumentRequest, fault: Mendable) -> None:
        """Say in the paper's place what it lacks; any other refusal goes to the messages."""
        field = _FIELDS.get(fault.what, "") if isinstance(fault.what, Fault) else ""
        if not field:
            self._bench.refuse(fault)
        elif request == self._wanted:
            self._paper = None
            candidate_id = request.candidate_id if fault.what is Fault.CONVOCATION_WITHOUT_HOUR else None
            lack = LackShown(request.title, fault.sentence, field, candidate_id)
            self._show(replace(self._state, paper=None, lack=lack, verdict=None))

    def _run_saving(self, saving: Saving) -> None:
        """Write several papers; what is said at the end may name a candidate, so it is for whoever asked."""
        turn = self._turn

        def ended(batch: Batch, sentence: str) -> None:
            if turn == self._turn:
                self._bench.inform("DOCUMENTS_SAVED", sentence)
                self._keep_fates(batch)

        def failed(fault: Mendable) -> None:
            if turn == self._turn:
                self._bench.refuse(fault)
                self._keep_fates(saving.kept)

        self._bench.runner.run(
            saving.run,
            lambda batch: ended(batch, saving.done_words(batch)),
            failed,
            cancelled=lambda: ended(saving.kept, saving.stopped_words()),
            cancellable=True,
            lane=Lane.DOCUMENTS,
            title="Enregistrement des documents",
        )

    def _keep_fates(self, batch: Batch) -> None:
        """Mark in the list which papers are whole and which lack something."""
        whole = {saved.request: Fate(saved=True) for saved in batch.saved}
        self._fates = whole | {each.request: Fate(saved=False, sentence=each.sentence) for each in batch.not_made}
        lines = tuple(replace(line, fate=self._fates.get(line.request)) for line in self._state.lines)
        self._show(replace(self._state, lines=lines))

    def _judge(self, file_name: str, found: PvVerdict) -> None:
        self._show(replace(self._state, verdict=_verdict(file_name, found)))

    def _say_saved(self, path: Path) -> None:
        self._bench.inform("DOCUMENT_SAVED", f"« {path.name} » est enregistré dans {path.parent.name or path.parent}.")

    def _show(self, state: DocumentsState) -> None:
        self._state = state
        self._view.show_state(state)

    def _run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Mendable], None] | None = None,
        *,
        lane: Lane = Lane.DATABASE,
    ) -> None:
        """Run work on the runner; an end that comes after session or person changed is not for this screen."""
        turn = self._turn

        def tell(outcome: T) -> None:
            if turn == self._turn:
                done(outcome)

        def refuse(fault: Mendable) -> None:
            if turn == self._turn:
                (failed or self._bench.refuse)(fault)

        self._bench.runner.run(lambda _reporter: work(), tell, refuse, lane=lane)


def _produce(desk: Desk, actor: Actor, request: DocumentRequest) -> tuple[Document, PaperShown]:
    paper = documents.produce(desk, actor, request)
    session = reading.session(desk)
    shown = PaperShown(
        request=request,
        title=request.title,
        second=_second(session, paper),
        file_name=paper.file_name,
        pdf=paper.content,
        signable=request.kind is DocumentKind.RECORD and session.closing is not None,
        remarks=paper.remarks,
    )
    return paper, shown


def _second(session: ExamSession, paper: Document) -> str:
    if paper.request.kind.is_prepared:
        return f"{paper.request.kind.label}, {paper.file_name}"
    if session.closing is None:
        return "exemplaire de travail"
    if paper.request.kind is not DocumentKind.RECORD:
        return f"version {paper.version}"
    signed = f"signé par {', '.join(paper.signed_by)}" if paper.signed_by else "aucune signature"
    return f"version {paper.version} · {signed}"


def _verdict(file_name: str, found: PvVerdict) -> VerdictShown:
    subject = f"« {file_name} »" if file_name else "Ce procès-verbal"
    sentence = f"{subject} est intact : rien n’a changé depuis les signatures." if found.intact else found.reason
    prints = [f"empreinte {short_print(found.digest)}"] if found.digest else []
    authority = found.documents.get("autorite", "")
    if authority:
        prints.append(f"autorité {short_print(authority)}")
    return VerdictShown(
        title="Vérification" if not file_name else f"Vérification de {file_name}",
        intact=found.intact,
        sentence=sentence,
        signatures=tuple(_signature(each) for each in found.signatures),
        prints=tuple(prints),
    )


def _signature(found: SignatureVerdict) -> SignatureFound:
    when = f", le {found.signed_at:%d/%m/%Y à %H:%M}" if found.signed_at else ""
    state = "signature valide" if found.valid else "signature non valide"
    return SignatureFound(found.signer.name, f"{state}{when}, {found.level.value}", found.valid and found.covers_all)
