"""The base of every entry of a référentiel file, and the French keys that its fields have there."""

from pydantic import BaseModel, ConfigDict

FRENCH_KEYS = {
    "access_path": "voie",
    "access_paths": "voies_acces",
    "acronym": "sigle",
    "activities": "activites",
    "activity": "activite",
    "awarded_documents": "documents_delivres",
    "casting_seat": "siege_preponderant",
    "certifier": "certificateur",
    "correspondences": "correspondances",
    "count": "nombre",
    "counting": "calcul",
    "criteria": "criteres",
    "criterion": "critere",
    "days_before": "jours_avant",
    "deliverables": "productions",
    "deposit": "depot",
    "description": "descriptif",
    "descriptor": "descripteur",
    "due": "echeance",
    "duration": "duree_min",
    "earlier": "ancien",
    "effective": "effet",
    "eliminatory": "eliminatoires",
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
    "levels": "niveaux",
    "lost": "non_obtenu",
    "mastered": "maitrisee",
    "met": "atteint",
    "modalities": "modalites",
    "non_compensable": "non_compensables",
    "not_mastered": "non_maitrisee",
    "notes": "a_verifier",
    "number": "numero",
    "parts": "parties",
    "placement_hours": "periode_entreprise_h",
    "quality": "qualite",
    "record_note": "note_document",
    "record_title": "document",
    "rooms": "locaux",
    "scale": "echelle",
    "short": "abrege",
    "signed": "date",
    "skill": "competence",
    "skills": "competences",
    "slides": "diapositives",
    "start": "debut",
    "step": "pas",
    "storage": "conservation",
    "supervision": "surveillance",
    "target_blocs": "blocs_vises",
    "tasks": "taches",
    "text": "texte",
    "texts": "textes",
    "threshold": "seuil",
    "total_minutes": "duree_totale_min",
    "transversal_skills": "competences_transversales",
    "validity": "validite",
    "validity_years": "validite_ans",
    "venues": "lieux",
    "vocabulary": "vocabulaire",
    "weight": "coefficient",
    "weights": "poids",
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
