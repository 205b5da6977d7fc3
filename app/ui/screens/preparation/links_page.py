"""Links declared between jurors and candidates, one grid, with the jurors who remain for each candidate."""

from functools import partial

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.elision import of
from app.domain.people import LinkKind, Recusal
from app.domain.session import ExamSession
from app.ui.actions import Act, make_action
from app.ui.screens.preparation.edit_dialog import EditDialog
from app.ui.screens.preparation.links_grid import LinksGrid
from app.ui.screens.preparation.recusal_dialog import WHAT_A_LINK_DOES
from app.ui.screens.preparation.section_page import SectionPage
from app.ui.screens.preparation.state import Editing, LinkEditing, PreparationState, Section
from app.ui.theme import look
from app.ui.tokens import Tone
from app.ui.widgets.card import Card, EmptyState
from app.ui.widgets.chip import SIGN_NO, SIGN_YES, Chip, ChipText
from app.ui.widgets.form import FormBuilder
from app.ui.widgets.lines import FilterLine
from app.ui.widgets.pages import Pages
from app.ui.widgets.words import Rank, Words

_HINTS = (("Left Right Up Down", "d’une case à l’autre"), ("Space", "dire le lien"), ("Del", "aucun lien"))


class LinkDialog(EditDialog):
    """What links one juror to one candidate; any link takes the juror out of that candidate's evaluation."""

    link_entered = Signal(object, str)

    def __init__(self, editing: LinkEditing, parent: QWidget | None = None) -> None:
        super().__init__(f"Lien {of(editing.juror.name)} avec {editing.candidate.name}", "Enregistrer", parent)
        self.setObjectName("link_dialog")
        self.content.addWidget(Words(WHAT_A_LINK_DOES, Rank.SECOND, wrap=True))
        builder = FormBuilder()
        kinds = [(None, "Aucun lien"), *((kind, kind.label) for kind in LinkKind)]
        builder.choice("link_kind", "Lien", kinds)
        builder.text("link_words", "Précision", help_words="Par exemple : formateur de septembre à novembre.")
        self._fields = builder.build()
        if editing.link is not None:
            self._fields.set_values({"link_kind": editing.link.kind, "link_words": editing.link.reason})
        self.hold(self._fields, "link_kind", (130, 80))
        self.checked.connect(self._on_self_checked)

    @Slot()
    def _on_self_checked(self) -> None:
        kind, words = self._fields.value("link_kind"), str(self._fields.value("link_words"))
        if kind is None and words:
            self._fields.mark_faults({"link_kind": "Choisissez le lien, ou effacez la précision."})
        else:
            self.link_entered.emit(kind, words)


class LinksPage(SectionPage):
    """The grid, what the cell under the keyboard says in full, and whether every candidate keeps a jury."""

    link_requested = Signal(int, int)
    link_entered = Signal(object, str)
    link_withdrawn = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        step = look().metrics.step
        self._state: PreparationState | None = None
        self._grid: LinksGrid | None = None
        self._withdraw = make_action(Act.REMOVE_ROW, self, self._ask_withdrawal)
        self._filter = FilterLine("Chercher un candidat")
        self._filter.setObjectName("links_filter")
        self._verdict = Chip("")
        self._verdict.setObjectName("links_verdict")
        self._detail = Words("", Rank.SECOND, wrap=True)
        self._detail.setObjectName("link_detail")
        self._card = Card("Liens déclarés", flush=True)
        self._card.add_beside_title(self._verdict)
        self._holder = QWidget()
        self._place = QVBoxLayout(self._holder)
        self._place.setContentsMargins(0, 0, 0, 0)
        foot = QVBoxLayout()
        foot.setContentsMargins(4 * step, 2 * step, 4 * step, 2 * step)
        foot.addWidget(self._detail)
        head = QVBoxLayout()
        head.setContentsMargins(3 * step, 3 * step, 3 * step, 2 * step)
        head.addWidget(self._filter)
        self._place.addLayout(head)
        self._place.addLayout(foot)
        self._empty = EmptyState(
            "Rien à mettre en regard",
            "La grille s’ouvre dès qu’il y a un juré et un candidat.",
            drawing="users",
        )
        self._pages = Pages(self._empty, self._holder)
        self._card.body.addWidget(self._pages, 1)
        self._card.setMinimumHeight(80 * step)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self._card, 1)
        self._filter.textChanged.connect(self._on_filter_text_changed)

    @property
    def first(self) -> QWidget:
        """What has the keyboard first: the grid once there is one."""
        return self._grid if self._grid is not None and self._pages.page is self._holder else self._filter

    @property
    def hints(self) -> tuple[tuple[str, str], ...]:
        """The keys of the grid."""
        return _HINTS

    def count(self, state: PreparationState) -> int:
        """Every link that the person at the desk may read."""
        return len(state.links)

    def show_state(self, state: PreparationState) -> None:
        """Show the grid as it stands on disk."""
        before, self._state = self._state, state
        session = state.session
        self._withdraw.setEnabled(state.editable)
        self._pages.show_page(self._holder if session.jurors and session.candidates else self._empty)
        if before is None or before.session is not session or self._grid is None:
            self._lay_grid(state)
            self._show_verdict(session)
        is_sent = before is None or (before.section, before.candidate_id) != (state.section, state.candidate_id)
        if is_sent and self._grid is not None and state.section is Section.LINKS and state.candidate_id is not None:
            jurors = [juror.id for juror in self._grid.jurors]
            self._grid.choose(state.candidate_id, jurors.index(state.person_id) + 1 if state.person_id in jurors else 1)
        self._show_detail()

    def forget(self) -> None:
        """Hold nothing of the session any more."""
        self._state = None
        self._drop_grid()
        self._filter.clear()
        self._detail.clear()

    def dialog_of(self, editing: Editing, state: PreparationState) -> EditDialog | None:  # noqa: ARG002 - one of many
        """The link of one pair."""
        if not isinstance(editing, LinkEditing):
            return None
        dialog = LinkDialog(editing, self)
        dialog.link_entered.connect(self.link_entered)
        return dialog

    def _lay_grid(self, state: PreparationState) -> None:
        """Lay a grid whose columns know the jurors and the links; the cell under the keyboard stays under it."""
        before = self._grid
        held = before.current_pair if before is not None else None
        had_keyboard = before is not None and before.hasFocus()
        grid = LinksGrid(state)
        self._place.insertWidget(1, grid, 1)
        grid.rows.set_filter(self._filter.text())
        grid.show_candidates(state.session.candidates)
        if held is not None:
            jurors = [juror.id for juror in grid.jurors]
            grid.choose(held[1].id, jurors.index(held[0].id) + 1 if held[0].id in jurors else 1)
        grid.enter_pressed.connect(self._ask_link)
        grid.space_pressed.connect(self._ask_link)
        grid.doubleClicked.connect(self._on_grid_double_clicked)
        grid.selectionModel().currentChanged.connect(self._on_grid_current_changed)
        grid.show()
        if had_keyboard:
            grid.setFocus()
        self._drop_grid()
        self._grid = grid

    def _drop_grid(self) -> None:
        if self._grid is not None:
            self._place.removeWidget(self._grid)
            self._grid.hide()
            self._grid.deleteLater()
            self._grid = None

    def _show_verdict(self, session: ExamSession) -> None:
        quorum = session.framework.jury.quorum
        short = sum(1 for candidate in session.candidates if len(session.jurors_for(candidate)) < quorum)
        if short:
            words = "1 candidat sans quorum" if short == 1 else f"{short} candidats sans quorum"
            self._verdict.show_chip(ChipText(words, Tone.NO, SIGN_NO))
        else:
            self._verdict.show_chip(ChipText("quorum tenu pour chaque candidat", Tone.YES, SIGN_YES))

    def _show_detail(self) -> None:
        pair = self._grid.current_pair if self._grid is not None else None
        if pair is None or self._state is None:
            self._detail.setText("Choisissez la case d’un juré et d’un candidat.")
            return
        juror, candidate = pair
        if not self._state.reads_links_of(juror.id):
            self._detail.setText("Vous ne lisez ici que vos propres liens.")
            return
        link = self._link_of(juror.id, candidate.id)
        said = "aucun lien déclaré" if link is None else link.kind.label.lower()
        if link is not None and link.reason != link.kind.label:
            said = f"{said} – {link.reason}"
        self._detail.setText(f"{juror.name} et {candidate.name} : {said}.")

    def _link_of(self, juror_id: int, candidate_id: int) -> Recusal | None:
        links = self._state.links if self._state is not None else ()
        pair = (juror_id, candidate_id)
        return next((one for one in links if (one.juror_id, one.candidate_id) == pair), None)

    @Slot()
    def _ask_link(self) -> None:
        pair = self._grid.current_pair if self._grid is not None else None
        if pair is not None:
            self.link_requested.emit(pair[0].id, pair[1].id)

    def _ask_withdrawal(self) -> None:
        pair = self._grid.current_pair if self._grid is not None else None
        if self._state is None or pair is None or self._link_of(pair[0].id, pair[1].id) is None:
            return
        juror, candidate = pair
        consequences = ["Ce qui a été déclaré de ce lien est effacé."]
        if self._state.session.hears(juror, candidate):
            consequences.append(f"{juror.name} évalue de nouveau ce candidat ; le quorum est recompté.")
        done = partial(self.link_withdrawn.emit, juror.id, candidate.id)
        self.ask_removal(f"Retirer le lien {of(juror.name)} avec {candidate.name} ?", consequences, done)

    @Slot(str)
    def _on_filter_text_changed(self, text: str) -> None:
        if self._grid is not None:
            self._grid.narrow(text)

    @Slot(QModelIndex)
    def _on_grid_double_clicked(self, _index: QModelIndex) -> None:
        self._ask_link()

    @Slot(QModelIndex, QModelIndex)
    def _on_grid_current_changed(self, _current: QModelIndex, _previous: QModelIndex) -> None:
        self._show_detail()
