"""The columns that a candidate list may have, and the many titles that people give them.

No official column format exists: a title is recognised whatever its case, accents, kind of apostrophe and punctuation.
"""

import re
from enum import StrEnum

from app.domain.identity import fold


class CandidateField(StrEnum):
    """What a column can tell, by the name used in a correspondence file and in the program's JSON."""

    CIVILITY = "civilite"
    BIRTH_NAME = "nom_naissance"
    USAGE_NAME = "nom_usage"
    FIRST_NAME = "prenom"
    OTHER_FIRST_NAMES = "autres_prenoms"
    BIRTH_DATE = "date_naissance"
    BIRTH_TOWN = "commune_naissance"
    BIRTH_DEPARTMENT = "dept_naissance"
    BIRTH_COUNTRY = "pays_naissance"
    NATIONALITY = "nationalite"
    EMAIL = "courriel"
    PHONE = "telephone"
    ADDRESS = "adresse"
    POSTCODE = "code_postal"
    TOWN = "ville"
    IDENTIFIER = "identifiant_candidat"
    ACCESS_PATH = "voie_acces"
    STATUS = "statut"
    TRAINING_BODY = "organisme_formation"
    PRIOR_AWARDS = "ccp_deja_obtenus"
    PROFESSIONAL_FILE = "dp_fourni"
    TRAINING_RESULTS = "ecf_fourni"
    ACCOMMODATION = "amenagement"

    @property
    def fields(self) -> "tuple[CandidateField, ...]":
        """What a column of this field tells: itself."""
        return (self,)

    @property
    def label(self) -> str:
        """The title that the field has in the list to fill."""
        return TITLES[self][0]


# Titles in order of preference: of two columns for one field, the title that stands first here wins.
TITLES: dict[CandidateField, tuple[str, ...]] = {
    CandidateField.CIVILITY: ("Civilité", "Civ.", "Titre de civilité", "Sexe", "Genre", "M./Mme", "Mme/M."),
    CandidateField.BIRTH_NAME: (
        "Nom de naissance",
        "Nom naissance",
        "Nom de famille",
        "Nom patronymique",
        "Patronyme",
        "Nom de jeune fille",
        "Nom de naissance (ou patronymique)",
        "Nom officiel",
        "Nom",
        "Noms",
    ),
    CandidateField.USAGE_NAME: (
        "Nom d’usage",
        "Nom usage",
        "Nom usuel",
        "Nom marital",
        "Nom d’épouse",
        "Nom d’époux",
        "Nom de femme mariée",
        "Nom marital ou d’usage",
    ),
    CandidateField.FIRST_NAME: ("Prénom", "Premier prénom", "1er prénom", "Prénom usuel", "Prénom 1", "Prénoms"),
    CandidateField.OTHER_FIRST_NAMES: (
        "Autres prénoms",
        "Autre prénom",
        "Deuxième prénom",
        "2e prénom",
        "2ème prénom",
        "Second prénom",
        "Prénom 2",
        "Prénoms suivants",
    ),
    CandidateField.BIRTH_DATE: (
        "Date de naissance",
        "Date naissance",
        "Date naiss.",
        "Date de naiss.",
        "Naissance (date)",
        "Naissance",
        "Né(e) le",
        "Né le",
        "Née le",
        "DDN",
        "Jour de naissance",
    ),
    CandidateField.BIRTH_TOWN: (
        "Commune de naissance",
        "Commune naissance",
        "Ville de naissance",
        "Ville naissance",
        "Lieu de naissance",
        "Lieu naissance",
        "Lieu naiss.",
        "Né(e) à",
        "Né à",
        "Née à",
    ),
    CandidateField.BIRTH_DEPARTMENT: (
        "Département de naissance",
        "Département naissance",
        "Dépt naissance",
        "Dépt de naissance",
        "Dép. naissance",
        "Dép. de naissance",
        "Dpt naissance",
        "Dpt de naissance",
        "N° département de naissance",
        "Code département de naissance",
    ),
    CandidateField.BIRTH_COUNTRY: ("Pays de naissance", "Pays naissance", "Pays naiss."),
    CandidateField.NATIONALITY: ("Nationalité",),
    CandidateField.EMAIL: (
        "Courriel",
        "E-mail",
        "Mail",
        "Adresse e-mail",
        "Adresse mail",
        "Adresse électronique",
        "Adresse de courriel",
        "Adresse courriel",
        "Mèl",
        "Courrier électronique",
        "E-mail personnel",
    ),
    CandidateField.PHONE: (
        "Téléphone",
        "Téléphone portable",
        "Téléphone mobile",
        "Portable",
        "Mobile",
        "Tél. portable",
        "Tél. mobile",
        "Tél.",
        "N° de téléphone",
        "Numéro de téléphone",
        "N° tél.",
        "GSM",
        "Téléphone fixe",
    ),
    CandidateField.ADDRESS: (
        "Adresse",
        "Adresse postale",
        "Adresse du domicile",
        "Domicile",
        "Rue",
        "Adresse 1",
        "N° et voie",
    ),
    CandidateField.POSTCODE: ("Code postal", "CP", "C.P.", "Code post.", "CP domicile"),
    CandidateField.TOWN: ("Ville", "Commune", "Localité", "Ville de résidence", "Commune de résidence"),
    CandidateField.IDENTIFIER: (
        "Identifiant candidat",
        "Identifiant du candidat",
        "N° candidat",
        "No candidat",
        "N° de candidat",
        "Numéro candidat",
        "Numéro de candidat",
        "Num. candidat",
        "Id candidat",
        "Identifiant CERES",
        "N° CERES",
        "Numéro CERES",
        "N° d’inscription",
        "Numéro d’inscription",
        "Matricule",
        "Identifiant",
    ),
    CandidateField.ACCESS_PATH: (
        "Voie d’accès",
        "Voie accès",
        "Voie d’accès au titre",
        "Modalité d’accès",
        "Mode d’accès",
        "Type de candidature",
        "Type candidature",
        "Parcours",
    ),
    CandidateField.STATUS: ("Statut", "Statut du candidat", "Situation", "Situation professionnelle"),
    CandidateField.TRAINING_BODY: (
        "Organisme de formation",
        "Organisme formation",
        "Organisme",
        "Centre de formation",
        "OF",
        "CFA",
        "Établissement",
    ),
    CandidateField.PRIOR_AWARDS: (
        "CCP déjà obtenus",
        "CCP déjà obtenu",
        "CCP obtenus",
        "CCP déjà acquis",
        "CCP acquis",
        "CCP déjà validés",
        "CCP validés",
        "Blocs déjà obtenus",
        "Blocs acquis",
        "Blocs validés",
    ),
    CandidateField.PROFESSIONAL_FILE: (
        "DP fourni",
        "DP",
        "Dossier professionnel",
        "Dossier professionnel fourni",
        "DP remis",
        "DP reçu",
        "DP déposé",
    ),
    CandidateField.TRAINING_RESULTS: (
        "ECF fourni",
        "Livret ECF fourni",
        "Livret ECF",
        "ECF",
        "ECF fournis",
        "Livret ECF remis",
        "Livret ECF reçu",
        "Livret d’ECF",
        "Livret d’évaluations en cours de formation",
    ),
    CandidateField.ACCOMMODATION: (
        "Aménagement",
        "Aménagements",
        "Aménagement accordé",
        "Aménagement d’épreuve",
        "Aménagement des épreuves",
        "Aménagements d’épreuves",
        "Tiers temps",
        "Temps majoré",
    ),
}

_PUNCTUATION = re.compile(r"[\W_]+")


def title_key(title: str) -> str:
    """Give back what two writings of one column title have in common: letters and digits, folded."""
    return _PUNCTUATION.sub("", fold(title))
