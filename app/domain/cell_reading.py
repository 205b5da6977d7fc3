"""One cell of a foreign list: what it may hold, how it looks, and what reading it gives.

Reading never mends in silence: a `Reading` carries the value proposed and, when the value was not plain, the French
sentence that says what was seen, what was kept and what to do.
"""

from datetime import date, datetime, time, timedelta
from enum import Enum
from typing import Generic, NamedTuple, TypeAlias, TypeVar

from app.domain.identity import tidy

T = TypeVar("T")


class CellState(Enum):
    """A cell that holds no value although it is not empty."""

    UNCOMPUTED = "=…"
    ERROR = "#ERREUR"


Cell: TypeAlias = str | int | float | bool | date | datetime | time | timedelta | CellState


class Remark(Enum):
    """What is said about a cell: one member, one French sentence that also tells the remedy."""

    UNCOMPUTED = "Formule sans résultat enregistré. Ouvrez la liste dans le tableur, enregistrez-la, puis recommencez."
    CELL_ERROR = "La cellule affiche une erreur de calcul. Corrigez la formule ou tapez la valeur."

    NAME_MISSING = "Il manque {missing} : la ligne ne peut pas être importée. Complétez la liste."
    NAME_WITH_DIGIT = "Un nom ne contient pas de chiffre. Vérifiez la colonne."
    NAME_GARBLED = "Des lettres accentuées semblent perdues. Enregistrez la liste en classeur, ou corrigez le nom."
    SPLIT_NAMES = "Nom et prénom dans une seule cellule, séparés ainsi : « {first} » et « {second} ». Vérifiez-les."
    SAME_PERSON = "Même nom, même prénom et même date de naissance qu’en ligne {lines}. Gardez une seule de ces lignes."
    SAME_IDENTIFIER = "Même identifiant qu’en ligne {lines}. Vérifiez les deux lignes."

    DATE_MISSING = "Date de naissance absente : elle sera exigée avant la clôture. Complétez-la dès que possible."
    DATE_UNREADABLE = "Ce n’est pas une date lisible : elle n’est pas gardée. Écrivez-la sous la forme 14/03/1991."
    DATE_IMPOSSIBLE = "Cette date n’existe pas au calendrier : elle n’est pas gardée. Corrigez le jour ou le mois."
    DATE_YEAR_ONLY = "L’année seule ne suffit pas : la date n’est pas gardée. Écrivez-la sous la forme 14/03/1991."
    DATE_SHORT_YEAR = "Année sur deux chiffres, lue {read}. Vérifiez le siècle."
    DATE_SWAPPED = "Jour et mois semblent inversés, lue {read}. Vérifiez la date."
    DATE_MAYBE_SWAPPED = "Jour et mois peuvent être inversés, comme ailleurs dans la colonne. Vérifiez la date."
    DATE_SERIAL = "Nombre au lieu d’une date, lu {read}. Vérifiez, ou mettez la cellule au format Date."
    DATE_FUTURE = "Cette date est dans l’avenir. Vérifiez l’année."
    AGE_TOO_LOW = "Cette personne aurait {age} ans, moins de 14. Vérifiez l’année."
    AGE_TOO_HIGH = "Cette personne aurait {age} ans, plus de 90. Vérifiez l’année."

    NUMBER_WITH_DECIMALS = "Un nombre entier est attendu, sans virgule. Vérifiez la cellule."
    NUMBER_TOO_LONG = "Un tableur ne garde que 15 chiffres : les derniers sont perdus. Retapez-les en format Texte."
    TURNED_INTO_DATE = "Le tableur a changé cette valeur en date. Retapez-la en format Texte."
    ZERO_LOST = "Le zéro du début semble perdu : {read} ? Corrigez-le, en format Texte."
    POSTCODE_ODD = "Un code postal français a cinq chiffres. Vérifiez-le, sauf adresse à l’étranger."
    PHONE_ODD = "Ce numéro de téléphone semble incomplet ou mal écrit. Vérifiez-le."
    PHONE_PREFIX = "Le signe + semble perdu : {read} ? Corrigez-le, en format Texte."
    EMAIL_ODD = "Ce n’est pas une adresse de courriel complète. Vérifiez-la."

    CIVILITY_UNKNOWN = "Civilité inconnue. Écrivez « Mme » ou « M. »."
    ACCESS_PATH_UNKNOWN = (
        "Voie d’accès inconnue : elle n’est pas gardée. Écrivez Formation, Apprentissage, Capitalisation, VAE, "
        "Équivalence ou Candidat libre."
    )
    YES_NO_UNKNOWN = "Réponse non reconnue : elle n’est pas gardée. Écrivez « Oui » ou « Non »."
    AWARD_DATE_ODD = "La date d’obtention est à vérifier. {detail}"
    GRANT_DATE_ODD = "La date de la décision est à vérifier. {detail}"
    GRANT_INCOMPLETE = "Un temps majoré ne vaut qu’avec l’autorité et la date de la décision. Complétez-les."
    GRANT_ABOVE_CAP = "Le temps majoré dépasse le tiers. Vérifiez la décision."
    GRANT_HEALTH = (
        "Une indication de santé semble présente : seule la mesure accordée est gardée. Effacez le motif de la liste."
    )

    def said(self, **params: object) -> str:
        """The sentence with its fields filled."""
        return self.value.format(**params)


class Reading(NamedTuple, Generic[T]):
    """The value proposed for a cell, and what there is to say about it (empty when all is plain)."""

    value: T
    remark: str = ""


def joined(*remarks: str) -> str:
    """Several sentences about one cell, as one text."""
    return " ".join(remark for remark in remarks if remark)


def as_seen(cell: Cell) -> str:
    """Give back the text that the spreadsheet program would show, in French habits; whole numbers lose their « .0 »."""
    if isinstance(cell, str):
        return tidy(cell)
    if isinstance(cell, CellState):
        return cell.value
    if isinstance(cell, bool):
        return "VRAI" if cell else "FAUX"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else str(cell).replace(".", ",")
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return str(cell)
