"""Préparation: one presenter per section over one shared state. The responsable writes, jurors read."""

from collections.abc import Iterable
from typing import Protocol

from app.ui.bench import REPLAN_FIELD, Bench, Target
from app.ui.screens.preparation.candidate_presenter import CandidatePresenter
from app.ui.screens.preparation.finding_words import LINKS_FIELD, PERSON_FIELDS
from app.ui.screens.preparation.guide_presenter import GuidePresenter
from app.ui.screens.preparation.import_presenter import ImportPresenter
from app.ui.screens.preparation.import_state import Importing
from app.ui.screens.preparation.jury_presenter import JuryPresenter
from app.ui.screens.preparation.links_presenter import LinksPresenter
from app.ui.screens.preparation.planning_presenter import PlanningPresenter
from app.ui.screens.preparation.preparing import Preparing
from app.ui.screens.preparation.sheet_presenter import SheetPresenter
from app.ui.screens.preparation.state import PreparationState, Section

_PLANNING = "planning"


class View(Protocol):
    """The screen, as its presenter knows it."""

    def show_state(self, state: PreparationState) -> None:
        """Show everything that the state says."""
        ...

    def show_sheet_again(self, names: Iterable[str]) -> None:
        """Put the values on record back into fields of the sheet."""
        ...


class PreparationPresenter:
    """Holds what Préparation shows; each section carries out what is asked there."""

    def __init__(self, bench: Bench, view: View) -> None:
        self._bench = bench
        self._preparing = Preparing(bench, view.show_state)
        self.sheet = SheetPresenter(self._preparing, view.show_sheet_again)
        self.guide = GuidePresenter(self._preparing)
        self.jury = JuryPresenter(self._preparing)
        self.candidates = CandidatePresenter(self._preparing)
        self.links = LinksPresenter(self._preparing)
        self.planning = PlanningPresenter(self._preparing)
        self.importing = ImportPresenter(bench, self._on_import_changed, self._on_enrolled)

    def refresh(self) -> None:
        """Show the session as it stands on disk."""
        self._preparing.refresh()
        if self._preparing.state is not None and self._preparing.state.section is Section.PLANNING:
            self.planning.refresh()

    def forget(self) -> None:
        """Hold nothing of the session any more."""
        self._preparing.forget()
        self.importing.forget()
        self.guide.forget()

    def point(self, target: Target) -> None:
        """Bring the section of a person, a candidate or a field to the front, and open the file that mends it."""
        if target.field in (_PLANNING, REPLAN_FIELD):
            self.refresh()
            self.choose_section(Section.PLANNING)
            if target.field == REPLAN_FIELD:
                self.planning.compute_from_now()
            return
        if target.person_id is None and target.candidate_id is None and not target.field:
            return
        self.refresh()
        section = _section_of(target)
        self._preparing.show(
            section=section, person_id=target.person_id, candidate_id=target.candidate_id, asked_field=target.field
        )
        if target.field and section is Section.JURY and target.person_id is not None:
            self.jury.edit_person(target.person_id, target.field)
        elif target.field and section is Section.CANDIDATES and target.candidate_id is not None:
            self.candidates.edit(target.candidate_id, target.field)

    def choose_section(self, section: Section) -> None:
        """Bring a section to the front."""
        self._preparing.show(section=section, person_id=None, candidate_id=None, asked_field="")
        if section is Section.PLANNING:
            self.planning.refresh()

    def go_to_candidates(self) -> None:
        """Bring the list of candidates to the front."""
        self.choose_section(Section.CANDIDATES)

    def point_at_candidate(self, candidate_id: int) -> None:
        """Bring one candidate to the front."""
        self._preparing.show(section=Section.CANDIDATES, candidate_id=candidate_id, person_id=None, asked_field="")

    def leave_editing(self) -> None:
        """Close the open file without writing it."""
        self._preparing.show(editing=None)

    def begin_import(self) -> None:
        """Show the page that takes a list in."""
        if self._preparing.editable is not None:
            self._preparing.show(section=Section.CANDIDATES)
            self.importing.begin()

    def _on_import_changed(self, importing: Importing | None) -> None:
        self._preparing.show(importing=importing)

    def _on_enrolled(self) -> None:
        self._bench.saved(self._bench.desk.now())
        self.refresh()


def _section_of(target: Target) -> Section:
    """The section that holds what the target names."""
    if target.field == LINKS_FIELD:
        return Section.LINKS
    if target.person_id is not None:
        return Section.JURY
    if target.candidate_id is not None:
        return Section.CANDIDATES
    return Section.JURY if target.field in PERSON_FIELDS else Section.SHEET
