"""The closed lists of values of the référentiel file; light to load, since people and candidates use them too."""

from enum import StrEnum


class FrameworkKind(StrEnum):
    """Who the certification belongs to: decides which law applies."""

    MINISTRY_TITLE = "titre_professionnel"
    RNCP = "certification_rncp"


class SessionKind(StrEnum):
    """What a session can award."""

    TITLE = "titre"
    CCP = "ccp"
    CCS = "ccs"
    BLOC = "bloc"


class ModalityType(StrEnum):
    """The modalités d'évaluation of the ministry's glossary, and the case study of other certifiers."""

    SITUATION = "mise_en_situation"
    PROJECT = "presentation_projet"
    TECHNICAL_INTERVIEW = "entretien_technique"
    QUESTIONNAIRE = "questionnaire_professionnel"
    DELIVERABLE_QUESTIONING = "questionnement_productions"
    FINAL_INTERVIEW = "entretien_final"
    CASE_STUDY = "etude_de_cas"


class PartForm(StrEnum):
    """How a candidate sits a part: all together in writing, or one at a time in front of the jury."""

    WRITTEN = "ecrite"
    ORAL = "orale"


class OralRole(StrEnum):
    """The parts people play in an oral; the occasional speaker takes no part in the evaluation."""

    INTERLOCUTOR = "interlocuteur"
    OBSERVER = "observateur"
    OCCASIONAL_SPEAKER = "intervenant_ponctuel"

    @property
    def label(self) -> str:
        """The role as people say it."""
        return _ROLES[self]

    @property
    def is_of_the_jury(self) -> bool:
        """Whether a member of the jury plays this part; the occasional speaker is none."""
        return self is not OralRole.OCCASIONAL_SPEAKER


class Evidence(StrEnum):
    """What a jury must have seen before it decides, according to the access path."""

    MODALITIES = "modalites"
    PROFESSIONAL_FILE = "dossier_professionnel"
    TRAINING_RESULTS = "ecf"
    FINAL_INTERVIEW = "entretien_final"
    CERTIFICATION_BOOKLET = "livret_certification"
    PARENT_TITLE = "titre_detenu"

    @property
    def label(self) -> str:
        """The element as people say it."""
        return _EVIDENCE[self]

    @property
    def seen(self) -> str:
        """What is said of it once the jury saw it, in its gender and number."""
        return "vues" if self is Evidence.MODALITIES else "vu"


class DecisionMode(StrEnum):
    """How a jury comes to its decision; titres professionnels know consensus only (rule 26)."""

    CONSENSUS = "consensus"
    UNANIMITY = "unanimite"
    MAJORITY = "majorite"
    CASTING_VOTE = "voix_preponderante"

    @property
    def label(self) -> str:
        """The words shown on screens and pages."""
        return _DECISION_MODES[self]


class PointCount(StrEnum):
    """How the points of a bloc are put together."""

    SUM = "somme"
    MEAN = "moyenne"


class Language(StrEnum):
    """The language in which a phase is held."""

    FRENCH = "fr"
    ENGLISH = "en"


_ROLES = {
    OralRole.INTERLOCUTOR: "Interlocuteur",
    OralRole.OBSERVER: "Observateur",
    OralRole.OCCASIONAL_SPEAKER: "Intervenant ponctuel",
}
_EVIDENCE = {
    Evidence.MODALITIES: "Modalités d’évaluation",
    Evidence.PROFESSIONAL_FILE: "Dossier professionnel",
    Evidence.TRAINING_RESULTS: "Livret ECF",
    Evidence.FINAL_INTERVIEW: "Entretien final",
    Evidence.CERTIFICATION_BOOKLET: "Livret de certification",
    Evidence.PARENT_TITLE: "Titre déjà détenu",
}
_DECISION_MODES = {
    DecisionMode.CONSENSUS: "Consensus",
    DecisionMode.UNANIMITY: "Unanimité",
    DecisionMode.MAJORITY: "Majorité",
    DecisionMode.CASTING_VOTE: "Majorité, voix prépondérante en cas de partage",
}
