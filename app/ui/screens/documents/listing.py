"""Which papers a person can have now, by moment, and what is said when there is none."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.people import Actor
from app.domain.session import ExamSession
from app.services import documents, reading
from app.services.desk import Desk
from app.services.document_kinds import DocumentRequest, Moment
from app.ui.screens.documents.state import EMPTY, DocumentLine, DocumentsState, Fate

_FOR_MANAGER = (
    "Le procès-verbal et les fiches s’ouvrent au responsable de session une fois la session close par le jury."
)
_FOR_JUROR = "Aucun document pour l’instant : ils apparaissent dès que des candidats sont inscrits."
_OVER = "Ces documents servaient avant la clôture."


@dataclass(frozen=True, slots=True)
class Listing:
    """Every paper that one person can have, and where the session is."""

    requests: tuple[DocumentRequest, ...] = ()
    now: Moment = Moment.BEFORE
    closed: bool = False
    for_manager: bool = True

    def of(self, moment: Moment) -> tuple[DocumentRequest, ...]:
        """The papers that serve at one moment."""
        return tuple(request for request in self.requests if request.kind.moment is moment)

    def state(self, moment: Moment, fates: Mapping[DocumentRequest, Fate]) -> DocumentsState:
        """The list of one moment as the screen shows it."""
        requests = self.of(moment)
        return DocumentsState(
            second=self._second(moment) if self.requests else "",
            moment=moment,
            counts={each: len(self.of(each)) for each in Moment},
            lines=tuple(DocumentLine(r, r.kind.label, r.title, fates.get(r)) for r in requests),
            empty="" if requests else self._why_none(moment),
            can_bundle=any(request.kind.is_prepared for request in requests),
            paper=EMPTY.paper,
        )

    def _second(self, moment: Moment) -> str:
        if self.closed:
            return "documents de la session close"
        if moment is Moment.AFTER:
            return "exemplaires de travail, jusqu’à la clôture"
        return "à imprimer, à envoyer, à afficher" if moment is Moment.BEFORE else "pour le jour de l’examen"

    def _why_none(self, moment: Moment) -> str:
        if moment is not Moment.AFTER and self.closed:
            return _OVER
        return _FOR_MANAGER if self.for_manager else _FOR_JUROR


def read_listing(desk: Desk, actor: Actor) -> Listing:
    """Read which papers this person can have now."""
    session = reading.session(desk)
    requests = documents.available_in(session, actor)
    moments = [request.kind.moment for request in requests]
    now = _now(session)
    shown = now if now in moments else next(iter(moments), now)
    return Listing(requests, shown, session.closing is not None, actor.is_manager)


def _now(session: ExamSession) -> Moment:
    """Where the session is: decided or closed, under way, or still to come."""
    if session.closing or session.decisions:
        return Moment.AFTER
    return Moment.DURING if any(c.attendance for c in session.candidates) else Moment.BEFORE
