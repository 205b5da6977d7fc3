"""What a column of a list may hold, one field or two at once, and how its title tells."""

import re
from enum import StrEnum
from typing import TypeAlias

from app.domain.candidate_columns import TITLES, CandidateField, title_key


class Composite(StrEnum):
    """Two fields told in one column, in the order in which its title names them."""

    NAMES = "nom_naissance+prenom"
    NAMES_REVERSED = "prenom+nom_naissance"
    BIRTH = "date_naissance+commune_naissance"
    RESIDENCE = "code_postal+ville"

    @property
    def fields(self) -> tuple[CandidateField, ...]:
        """What such a column tells."""
        return tuple(map(CandidateField, self.value.split("+")))

    @property
    def label(self) -> str:
        """The title that people give such a column."""
        return COMPOSITE_TITLES[self][0]


ColumnField: TypeAlias = CandidateField | Composite
COLUMN_FIELDS: tuple[ColumnField, ...] = (*CandidateField, *Composite)
"""Everything that a column can be said to hold, in the order in which it is offered."""

COMPOSITE_TITLES: dict[Composite, tuple[str, ...]] = {
    Composite.NAMES: (
        "Nom et prénom",
        "Nom prénom",
        "Nom prénoms",
        "Nom & prénom",
        "Nom et prénoms",
        "Noms et prénoms",
        "Noms prénoms",
        "Nom de naissance et prénom",
        "Nom de naissance prénom",
        "Nom de famille et prénom",
        "Nom, prénom",
    ),
    Composite.NAMES_REVERSED: (
        "Prénom et nom",
        "Prénom nom",
        "Prénoms et noms",
        "Prénoms et nom",
        "Prénoms noms",
        "Prénom nom de naissance",
        "Prénom et nom de naissance",
        "Nom complet",
    ),
    Composite.BIRTH: (
        "Date et lieu de naissance",
        "Date lieu de naissance",
        "Date et lieu naissance",
        "Date et commune de naissance",
        "Date et ville de naissance",
        "Né(e) le à",
        "Né le à",
        "Née le à",
        "Né(e) le et à",
    ),
    Composite.RESIDENCE: (
        "Code postal et ville",
        "Code postal ville",
        "CP ville",
        "CP et ville",
        "CP commune",
        "Code postal commune",
        "Code postal et commune",
        "CP localité",
    ),
}

_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_WHOSE = re.compile(r"(?<=.)(?:du|dela|del)?(?:candidate?s?|stagiaires?|apprenante?s?|apprentie?s?)$")

_ALL_TITLES: tuple[tuple[ColumnField, tuple[str, ...]], ...] = (*TITLES.items(), *COMPOSITE_TITLES.items())
_KNOWN: dict[str, tuple[ColumnField, int]] = {
    title_key(title): (field, rank)
    for field, titles in _ALL_TITLES
    for rank, title in enumerate((field.value, *titles))
}


def field_of_title(title: str) -> tuple[ColumnField, int] | None:
    """Give back what a column title names and the title's rank (0 = most exact), or None."""
    whole = title_key(title)
    without_brackets = title_key(_BRACKETS.sub(" ", title))
    for key in (whole, without_brackets, _WHOSE.sub("", without_brackets)):
        if key in _KNOWN:
            return _KNOWN[key]
    return None


def named_field(name: str) -> ColumnField:
    """Give back the field, or the two fields joined by « + », of that name.

    Raises:
        ValueError: nothing has that name.
    """
    return Composite(name) if "+" in name else CandidateField(name)
