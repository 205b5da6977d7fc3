"""The question guide in Préparation: a part's text read, kept, and the one before kept at hand."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from app.domain.faults import DomainError, EnvironmentFault
from app.domain.interview import guide_units, sat_parts
from app.domain.question_guide import FROM_MANAGER
from app.domain.question_text import GuideLine, write_guide
from app.services import question_guide
from app.ui.screens.preparation.preparing import Preparing
from app.ui.screens.preparation.state import GuideEditing


class GuidePresenter:
    """Remembers, part by part, the text that the last act replaced: it can be taken up again."""

    def __init__(self, preparing: Preparing) -> None:
        self._preparing = preparing
        self._earlier: dict[str, str] = {}
        self._part_id = ""

    def forget(self) -> None:
        """Hold nothing of the session any more."""
        self._earlier, self._part_id = {}, ""

    def edit(self) -> None:
        """Open the guide of the part that was edited last, else of the first that the jury hears."""
        state = self._preparing.editable
        if state is None:
            return
        parts = sat_parts(state.session)
        heard = next((part.id for part in parts if part.phases[-1].jury_present), parts[0].id)
        self._preparing.show(editing=GuideEditing(self._part_id or heard, dict(self._earlier)))

    def read_file(self, part_id: str, path: Path) -> None:
        """Put the text of a file into the open dialog, or say there why it cannot be read."""
        editing = self._preparing.state.editing if self._preparing.state is not None else None
        if not isinstance(editing, GuideEditing):
            return
        try:
            text = question_guide.read_text(path)
        except (DomainError, EnvironmentFault) as fault:
            self._preparing.show(editing=replace(editing, part_id=part_id, fault=fault.sentence))
            return
        count = editing.read[1] + 1 if editing.read is not None else 0
        self._preparing.show(editing=replace(editing, part_id=part_id, read=(text, count), fault=""))

    def save(self, part_id: str, lines: Sequence[GuideLine]) -> None:
        """Keep the questions of a part."""
        state = self._preparing.editable
        if state is None:
            return
        part = next(part for part in sat_parts(state.session) if part.id == part_id)
        kept = [q for q in state.session.questions if (q.author, q.part_id) == (FROM_MANAGER, part_id)]
        before = write_guide([GuideLine(q.unit_id, q.text) for q in kept], guide_units(state.session, part))
        desk, actor = self._preparing.bench.desk, self._preparing.bench.actor

        def keep() -> None:
            question_guide.write_guide(desk, actor, part_id, lines)
            self._earlier[part_id], self._part_id = before, part_id

        self._preparing.save(keep)
