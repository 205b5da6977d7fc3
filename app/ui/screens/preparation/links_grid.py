"""The grid of links: candidates down, jurors across, one word in each cell, all by arrows and Space."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtWidgets import QAbstractItemView

from app.domain.candidate import Candidate
from app.domain.people import Person, Recusal
from app.domain.session import ExamSession
from app.ui.screens.preparation.state import PreparationState
from app.ui.theme import look
from app.ui.tokens import Tone
from app.ui.widgets.cell_delegate import FramedCellDelegate
from app.ui.widgets.chip import SIGN_NO, SIGN_YES, ChipText
from app.ui.widgets.data_table import RowsView
from app.ui.widgets.rows_model import Cell, Column, RowsModel

NO_LINK = "aucun"
_OTHER_JURY = "autre jury"
_UNREAD = "–"


class LinksGrid(RowsView):
    """Cells chosen one by one; Enter and Space say which one is meant. A dash stands where nobody else may read."""

    def __init__(self, state: PreparationState) -> None:
        self.jurors = state.session.jurors
        self.rows: RowsModel[Candidate] = RowsModel(_columns(state))
        super().__init__(self.rows, roomy=False)
        self.rows.setParent(self)
        self.setObjectName("links")
        self.setAccessibleName("Liens entre les jurés et les candidats")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setItemDelegate(FramedCellDelegate(self._column_of, self))
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setSortIndicatorShown(False)

    @property
    def current_pair(self) -> tuple[Person, Candidate] | None:
        """The juror and the candidate of the cell under the keyboard; None outside the jurors' columns."""
        index = self.currentIndex()
        place = index.column() - 1
        if not index.isValid() or not 0 <= place < len(self.jurors):
            return None
        return self.jurors[place], self.rows.row_at(index.row())

    def fit(self) -> None:
        """Keep the rows low: two dozen candidates are read at a glance."""
        super().fit()
        self.verticalHeader().setDefaultSectionSize(8 * look().metrics.step)

    def show_candidates(self, candidates: tuple[Candidate, ...]) -> None:
        """Show the rows; the cell under the keyboard stays under it."""
        index = self.currentIndex()
        held = self.rows.row_at(index.row()).id if index.isValid() else None
        column = max(index.column(), 1)
        self.rows.set_rows(candidates)
        self.fit()
        self.choose(held, column)

    def narrow(self, text: str) -> None:
        """Keep the candidates who answer to the words."""
        index = self.currentIndex()
        held = self.rows.row_at(index.row()).id if index.isValid() else None
        self.rows.set_filter(text)
        self.choose(held, max(index.column(), 1))

    def choose(self, candidate_id: int | None, column: int) -> None:
        """Bring a cell under the keyboard, the first one when that candidate is not shown."""
        place = self.rows.place_of(candidate_id, _key) or 0
        if self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(place, column))


def _columns(state: PreparationState) -> tuple[Column[Candidate], ...]:
    session = state.session
    links = {(link.juror_id, link.candidate_id): link for link in state.links}
    jurors = [
        Column(
            juror.short_name,
            partial(_link_cell, session, links, juror) if state.reads_links_of(juror.id) else _unread_cell,
            1,
            tooltip=partial(_link_words, links, juror),
        )
        for juror in session.jurors
    ]
    return (
        Column("Candidat", lambda row: Cell(row.name, strong=True), 2, tooltip=lambda row: row.identity.full_name),
        *jurors,
        Column("Jurés restants", partial(_remaining, session)),
    )


def _link_cell(
    session: ExamSession, links: Mapping[tuple[int, int], Recusal], juror: Person, candidate: Candidate
) -> Cell:
    link = links.get((juror.id, candidate.id))
    if link is not None:
        return Cell(chips=(ChipText(link.kind.value, Tone.WARNING, said=f"déport, {link.kind.value}"),))
    return Cell(second=NO_LINK if juror in session.panel(candidate.panel) else _OTHER_JURY)


def _unread_cell(_candidate: Candidate) -> Cell:
    return Cell(second=_UNREAD)


def _link_words(links: Mapping[tuple[int, int], Recusal], juror: Person, candidate: Candidate) -> str:
    link = links.get((juror.id, candidate.id))
    return link.reason if link is not None else ""


def _remaining(session: ExamSession, candidate: Candidate) -> Cell:
    count, quorum = len(session.jurors_for(candidate)), session.framework.jury.quorum
    if count >= quorum:
        return Cell(chips=(ChipText(str(count), Tone.YES, SIGN_YES, said=f"{count}, quorum tenu"),))
    return Cell(chips=(ChipText(f"{count}, il en faut {quorum}", Tone.NO, SIGN_NO),))


def _key(row: Candidate) -> int:
    return row.id
