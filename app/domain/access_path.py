"""Voie d'accès: the route by which a candidate comes before the jury."""

from enum import Enum


class AccessPath(Enum):
    """A voie d'accès, by the value that référentiel files and candidate lists use."""

    FORMATION = "formation"
    APPRENTISSAGE = "apprentissage"
    CAPITALISATION = "capitalisation"
    VAE = "vae"
    EQUIVALENCE = "equivalence"
    CANDIDAT_LIBRE = "candidat_libre"

    @property
    def label(self) -> str:
        """The words shown on screens and pages."""
        return _LABELS[self]

    @property
    def asks_ecf(self) -> bool:
        """Whether results of evaluations during training are expected: training paths only, never VAE."""
        return self in (AccessPath.FORMATION, AccessPath.APPRENTISSAGE)


_LABELS = {
    AccessPath.FORMATION: "Formation",
    AccessPath.APPRENTISSAGE: "Apprentissage",
    AccessPath.CAPITALISATION: "Capitalisation de CCP",
    AccessPath.VAE: "VAE",
    AccessPath.EQUIVALENCE: "Équivalence ou correspondance",
    AccessPath.CANDIDAT_LIBRE: "Candidat libre",
}
