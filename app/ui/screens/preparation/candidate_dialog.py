"""A candidate's file: identity, path, what is already held, papers handed in, accommodation."""

from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.domain.access_path import AccessPath
from app.domain.candidate import Candidate, CivilIdentity
from app.domain.session import ExamSession
from app.services.candidates import CandidateDraft, draft_of
from app.ui.screens.preparation.candidate_awards import AwardsPart
from app.ui.screens.preparation.candidate_grant import GrantPart
from app.ui.screens.preparation.candidate_identity import IdentityPart
from app.ui.screens.preparation.candidate_papers import PapersPart
from app.ui.screens.preparation.candidate_path import PathPart
from app.ui.screens.preparation.file_parts import FileDialog

_NEW = CandidateDraft(CivilIdentity("", ""), AccessPath.FORMATION)


class CandidateDialog(FileDialog):
    """Shows a candidate's file, or an empty one, and hands over what was typed."""

    draft_entered = Signal(object)

    def __init__(self, candidate: Candidate | None, session: ExamSession, parent: QWidget | None = None) -> None:
        title = f"Modifier {candidate.name}" if candidate is not None else "Ajouter un candidat"
        super().__init__(title, "Enregistrer" if candidate is not None else "Ajouter", parent)
        self.setObjectName("candidate_dialog")
        self._before = draft_of(candidate) if candidate is not None else _NEW
        known = self._before if candidate is not None else None
        path = PathPart(known, session)
        papers = PapersPart(known, session)
        parts = (IdentityPart(known), path, AwardsPart(known, session.framework), papers, GrantPart(known))
        self._written = parts
        self.hold_parts(parts, (240, 160))
        path.path_chosen.connect(papers.show_path)
        self.checked.connect(self._on_self_checked)

    @Slot()
    def _on_self_checked(self) -> None:
        entered = {name: value for part in self._written for name, value in part.entered().items()}
        # What no part shows stays as it was.
        self.draft_entered.emit(replace(self._before, **entered))  # type: ignore[arg-type] # named fields
