"""Documents: the papers that this person can have now, seen, saved, printed; a procès-verbal verified."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Protocol, TypeVar

from app.domain.people import Actor
from app.domain.session import ExamSession
from app.domain.signing import PvVerdict, SignatureVerdict, short_print
from app.services import documents, reading
from app.services.desk import Desk
from app.services.document_kinds import Document, DocumentKind, DocumentRequest
from app.ui.bench import Bench
from app.ui.screens.documents.state import (
    EMPTY,
    DocumentLine,
    DocumentsState,
    PaperShown,
    SignatureFound,
    VerdictShown,
)
from app.ui.tasks import Lane

T = TypeVar("T")

_FOR_MANAGER = (
    "Le procès-verbal et les fiches s’ouvrent au responsable de session une fois la session close par le jury."
)
_FOR_JUROR = "Aucun document pour l’instant : ils apparaissent dès que des candidats sont inscrits."


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
        self._wanted: DocumentRequest | None = None
        self._paper: Document | None = None
        self._turn = 0

    def refresh(self) -> None:
        """Read which papers there are, then make the one shown anew: the session may have moved on."""
        desk, actor = self._bench.desk, self._bench.actor
        self._run(lambda: _list(desk, actor), self._take_list)

    def choose(self, line: DocumentLine) -> None:
        """Show another paper."""
        if line.request != self._wanted:
            self._wanted = line.request
            self._make()

    def save(self, path: Path) -> None:
        """Write the paper shown where the person wants it."""
        paper = self._paper
        if paper is not None:
            self._run(lambda: documents.save(paper, path), lambda _nothing: self._say_saved(path))

    def save_all(self, folder: Path) -> None:
        """Write every available paper into a folder."""
        desk, actor = self._bench.desk, self._bench.actor
        kinds = frozenset(DocumentKind)
        self._run(
            lambda: documents.export(desk, actor, folder, kinds),
            lambda paths: self._bench.inform("DOCUMENTS_SAVED", _saved_words(len(paths), folder)),
            title="Enregistrement des documents",
        )

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
        self._wanted = self._paper = None
        self._show(EMPTY)

    def _take_list(self, listed: DocumentsState) -> None:
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
            self._run(lambda: _produce(desk, actor, wanted), self._take_paper, lane=Lane.DOCUMENTS)

    def _take_paper(self, made: tuple[Document, PaperShown]) -> None:
        paper, shown = made
        if paper.request != self._wanted:
            return
        self._paper = paper
        self._show(replace(self._state, paper=shown, verdict=None))

    def _judge(self, file_name: str, found: PvVerdict) -> None:
        self._show(replace(self._state, verdict=_verdict(file_name, found)))

    def _say_saved(self, path: Path) -> None:
        self._bench.inform("DOCUMENT_SAVED", f"« {path.name} » est enregistré dans {path.parent.name or path.parent}.")

    def _show(self, state: DocumentsState) -> None:
        self._state = state
        self._view.show_state(state)

    def _run(
        self, work: Callable[[], T], done: Callable[[T], None], *, title: str = "", lane: Lane = Lane.DATABASE
    ) -> None:
        """Run work on the runner; an end that comes after session or person changed is not for this screen."""
        turn = self._turn

        def tell(outcome: T) -> None:
            if turn == self._turn:
                done(outcome)

        self._bench.runner.run(lambda _reporter: work(), tell, self._bench.refuse, title=title, lane=lane)


def _list(desk: Desk, actor: Actor) -> DocumentsState:
    lines = tuple(
        DocumentLine(request, request.kind.label, request.title) for request in documents.available(desk, actor)
    )
    closed = reading.session(desk).closing is not None
    state = "documents de la session close" if closed else "exemplaires de travail, jusqu’à la clôture"
    return replace(
        EMPTY, second=state if lines else "", lines=lines, empty=_FOR_MANAGER if actor.is_manager else _FOR_JUROR
    )


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
    )
    return paper, shown


def _second(session: ExamSession, paper: Document) -> str:
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


def _saved_words(count: int, folder: Path) -> str:
    words = "1 document est enregistré" if count == 1 else f"{count} documents sont enregistrés"
    return f"{words} dans {folder.name or folder}."
