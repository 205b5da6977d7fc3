"""The papers that Jurade makes: which there are, when they serve, and what one of them is once made."""

import hashlib
from dataclasses import dataclass
from enum import Enum


class Moment(Enum):
    """When a paper serves."""

    BEFORE = "Avant"
    DURING = "Pendant"
    AFTER = "Après"


class DocumentKind(Enum):
    """The papers that Jurade makes; the value is the word of the command line."""

    CONVOCATION = "convocation"
    JUROR_CONVOCATION = "convocation-jure"
    DECLARATION = "declaration"
    PLANNING = "planning"
    POSTED_PLANNING = "planning-identifiants"
    NAMED_PLANNING = "planning-noms"
    NOTICE = "affichage"
    CORRESPONDENCE = "correspondance"
    CANDIDATE_ATTENDANCE = "emargement-candidats"
    JURY_ATTENDANCE = "emargement-jury"
    BLANK_GRIDS = "grille-vierge"
    JUROR_GRID = "grille"
    FRAUD_REPORT = "fraude"
    RECORD = "pv"
    INDIVIDUAL_SHEET = "fiche"
    SHORTFALL_RECORD = "carence"
    RECTIFICATION = "rectificatif"

    @property
    def label(self) -> str:
        """The paper's name in a list."""
        return _LABELS[self]

    @property
    def moment(self) -> Moment:
        """When it serves."""
        if self in _AFTER:
            return Moment.AFTER
        return Moment.DURING if self in _DURING else Moment.BEFORE

    @property
    def is_prepared(self) -> bool:
        """Whether it is made from the preparation alone: it says nothing of what the jury wrote or decided."""
        return self.moment is not Moment.AFTER and self not in (DocumentKind.JUROR_GRID, DocumentKind.FRAUD_REPORT)


_LABELS = {
    DocumentKind.CONVOCATION: "Convocation",
    DocumentKind.JUROR_CONVOCATION: "Convocation de juré",
    DocumentKind.DECLARATION: "Déclaration de non-lien",
    DocumentKind.PLANNING: "Planning de passage",
    DocumentKind.POSTED_PLANNING: "Planning à afficher, par identifiant",
    DocumentKind.NAMED_PLANNING: "Planning à afficher, par nom",
    DocumentKind.NOTICE: "Consignes et conditions à afficher",
    DocumentKind.CORRESPONDENCE: "Tableau de correspondance, confidentiel",
    DocumentKind.CANDIDATE_ATTENDANCE: "Émargement des candidats",
    DocumentKind.JURY_ATTENDANCE: "Émargement du jury",
    DocumentKind.BLANK_GRIDS: "Grilles vierges",
    DocumentKind.JUROR_GRID: "Grille du juré",
    DocumentKind.FRAUD_REPORT: "Rapport de fraude",
    DocumentKind.RECORD: "Procès-verbal",
    DocumentKind.INDIVIDUAL_SHEET: "Fiche individuelle",
    DocumentKind.SHORTFALL_RECORD: "Procès-verbal de constatation (carence)",
    DocumentKind.RECTIFICATION: "Rectificatif",
}
_DURING = frozenset(
    {
        DocumentKind.CANDIDATE_ATTENDANCE,
        DocumentKind.JURY_ATTENDANCE,
        DocumentKind.BLANK_GRIDS,
        DocumentKind.JUROR_GRID,
        DocumentKind.FRAUD_REPORT,
    }
)
_AFTER = frozenset(
    {
        DocumentKind.RECORD,
        DocumentKind.INDIVIDUAL_SHEET,
        DocumentKind.SHORTFALL_RECORD,
        DocumentKind.RECTIFICATION,
    }
)
USUAL_KINDS = frozenset(DocumentKind) - {DocumentKind.NAMED_PLANNING}
"""What is made when nobody says which: names hang on a wall only where somebody asks for it."""
BUNDLED_KINDS = USUAL_KINDS - {DocumentKind.CORRESPONDENCE, DocumentKind.CANDIDATE_ATTENDANCE}
"""What a bundle holds when nobody says which: papers that tell who wrote what never lie among those handed round."""


@dataclass(frozen=True, slots=True)
class DocumentRequest:
    """Which paper is wanted; `candidate_id`, `juror_id` or `number` as its kind needs."""

    kind: DocumentKind
    title: str
    candidate_id: int | None = None
    juror_id: int | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A paper, ready to be shown, saved or printed; `remarks` say what the responsable should know of it."""

    request: DocumentRequest
    file_name: str
    content: bytes
    version: int
    signed_by: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def sha256(self) -> str:
        """Hash of the file itself."""
        return hashlib.sha256(self.content).hexdigest()
