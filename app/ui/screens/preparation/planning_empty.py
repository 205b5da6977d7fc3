"""What the planning says while there is none: who is missing, what is not known, or that it can be computed."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction

from app.ui.screens.preparation.state import PreparationState
from app.ui.widgets.button import Button, ButtonRank
from app.ui.widgets.card import EmptyState
from app.ui.widgets.pages import Pages

_NO_JUROR = "Aucun juré n’est encore inscrit : le planning se calcule comme si les jurys étaient au complet."
_READY = (
    "Les épreuves, les jurys et les pauses se placent d’après le référentiel et les réglages. "
    "Rien n’est écrit avant que vous reteniez le planning."
)


class PlanningEmpty(Pages):
    """One sentence and one act, by what is missing."""

    candidates_requested = Signal()
    duration_requested = Signal()

    def __init__(self, compute: QAction) -> None:
        self._to_candidates = Button("Aller à la liste des candidats", ButtonRank.PRIMARY)
        self._to_candidates.setObjectName("planning_to_candidates")
        self._to_duration = Button("Indiquer les durées", ButtonRank.PRIMARY)
        self._to_duration.setObjectName("planning_to_durations")
        self._compute = Button.of_action(compute, ButtonRank.PRIMARY)
        self._compute.setObjectName("planning_first_compute")
        self._alone = Button.of_action(compute, ButtonRank.PRIMARY)
        self._alone.setObjectName("planning_compute_without_jury")
        self._nobody = EmptyState(
            "Aucun candidat à placer",
            "Le planning se calcule d’après la liste des candidats : importez-la ou saisissez-la d’abord.",
            drawing="users",
            act=self._to_candidates,
        )
        self._unknown = EmptyState(
            "Des durées manquent",
            "Le référentiel ne fixe pas la durée de toutes les épreuves : indiquez dans les réglages celle à prévoir.",
            drawing="clock",
            act=self._to_duration,
        )
        self._ready = EmptyState("Pas encore de planning", _READY, drawing="clock", act=self._compute)
        self._no_jury = EmptyState(
            "Pas encore de planning, pas encore de jury", _NO_JUROR, drawing="clock", act=self._alone
        )
        super().__init__(self._nobody, self._unknown, self._ready, self._no_jury)
        self._to_candidates.clicked.connect(self.candidates_requested)
        self._to_duration.clicked.connect(self.duration_requested)

    @property
    def first(self) -> Button:
        """The button of the act that is missing."""
        buttons = {self._nobody: self._to_candidates, self._unknown: self._to_duration, self._no_jury: self._alone}
        return buttons.get(self.page, self._compute)  # type: ignore[call-overload, no-any-return] # pages are widgets

    def show_state(self, state: PreparationState) -> None:
        """Say what is missing first."""
        if not state.session.candidates:
            self.show_page(self._nobody)
        elif state.planning.unknown:
            self.show_page(self._unknown)
        else:
            self.show_page(self._ready if state.session.jurors else self._no_jury)
