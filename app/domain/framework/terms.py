"""The words of the référentiel file: French keys, closed lists of values, and the base of every model."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict

FRENCH_KEYS = {
    "access_path": "voie",
    "access_paths": "voies_acces",
    "acronym": "sigle",
    "activities": "activites",
    "activity": "activite",
    "awarded_documents": "documents_delivres",
    "certifier": "certificateur",
    "correspondences": "correspondances",
    "count": "nombre",
    "criteria": "criteres",
    "days_before": "jours_avant",
    "deliverables": "productions",
    "deposit": "depot",
    "description": "descriptif",
    "due": "echeance",
    "duration": "duree_min",
    "earlier": "ancien",
    "effective": "effet",
    "end": "fin",
    "equipment": "moyens",
    "evidence": "elements",
    "final_interview_if_last": "entretien_final_dernier_ccp",
    "form": "forme",
    "framework": "referentiel",
    "indicators": "indicateurs",
    "journal": "jo",
    "jury_minutes": "presence_jury_min",
    "kind": "nature",
    "label": "intitule",
    "language": "langue",
    "later": "nouveau",
    "leads_to": "pour",
    "level": "niveau",
    "lost": "non_obtenu",
    "mastered": "maitrisee",
    "modalities": "modalites",
    "not_mastered": "non_maitrisee",
    "notes": "a_verifier",
    "number": "numero",
    "parts": "parties",
    "placement_hours": "periode_entreprise_h",
    "quality": "qualite",
    "record_note": "note_document",
    "record_title": "document",
    "rooms": "locaux",
    "short": "abrege",
    "signed": "date",
    "skill": "competence",
    "skills": "competences",
    "slides": "diapositives",
    "start": "debut",
    "storage": "conservation",
    "supervision": "surveillance",
    "target_blocs": "blocs_vises",
    "tasks": "taches",
    "texts": "textes",
    "total_minutes": "duree_totale_min",
    "transversal_skills": "competences_transversales",
    "validity": "validite",
    "validity_years": "validite_ans",
    "venues": "lieux",
    "vocabulary": "vocabulaire",
    "why_closed": "sessions_impossibles",
    "won": "obtenu",
}
"""English name in the code -> French key in the file; a name absent here is the same in both."""


def _french_key(name: str) -> str:
    return FRENCH_KEYS.get(name, name)


class Entry(BaseModel):
    """One frozen entry of a référentiel file; an unknown key is a fault, never ignored."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=_french_key,
        validate_by_name=True,
        validate_by_alias=True,
        serialize_by_alias=True,
        str_strip_whitespace=True,
    )


class Noted(Entry):
    """An entry that may carry doubts left by its source, shown wherever the entry is shown."""

    notes: tuple[str, ...] = ()


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
