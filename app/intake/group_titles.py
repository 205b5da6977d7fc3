"""What titles mean together: « Naissance » above « Date » and « Lieu », « À » after « Né(e) le », a title met twice."""

from typing import NamedTuple

from app.domain.candidate_columns import CandidateField, title_key
from app.domain.cell_reading import Cell
from app.domain.identity import tidy
from app.domain.list_columns import ColumnField, Composite, field_of_title
from app.intake.sheet import Sheet
from app.intake.xlsx_facts import column_letters

_BORN_ON: frozenset[ColumnField] = frozenset((CandidateField.BIRTH_DATE, Composite.BIRTH))
_BORN: frozenset[ColumnField] = _BORN_ON | {CandidateField.BIRTH_TOWN, CandidateField.BIRTH_DEPARTMENT}
# Titles too short to mean anything alone, after which columns they do, and what.
_FOLLOWING = {
    "a": (_BORN_ON, CandidateField.BIRTH_TOWN),
    "lieu": (_BORN_ON, CandidateField.BIRTH_TOWN),
    "departement": (_BORN, CandidateField.BIRTH_DEPARTMENT),
    "dept": (_BORN, CandidateField.BIRTH_DEPARTMENT),
    "dpt": (_BORN, CandidateField.BIRTH_DEPARTMENT),
    "dep": (_BORN, CandidateField.BIRTH_DEPARTMENT),
    "pays": (_BORN, CandidateField.BIRTH_COUNTRY),
}


class Titled(NamedTuple):
    """A title as it is shown, unlike any other of its line, and the words by which its field is looked up."""

    title: str
    meaning: str


def titles_of(sheet: Sheet, line: int) -> dict[int, Titled]:
    """Give back the titles of one line (1 = first), by their place from 0."""
    own = _texts(sheet, line)
    above = _texts(sheet, line - 1) if line > 1 else {}
    groups = _groups(sheet, line - 1, above) if above else {}
    joined = {place: _joined(text, groups.get(place, "")) for place, text in own.items()}
    if any(field_of_title(titled.meaning) for titled in joined.values()):
        alone = {place: text for place, text in above.items() if place not in own and field_of_title(text)}
        joined |= {place: Titled(text, text) for place, text in alone.items()}
    titles: dict[int, Titled] = {}
    taken: set[str] = set()
    for place, (title, meaning) in sorted(joined.items()):
        shown = f"{title} (colonne {column_letters(place + 1)})" if title in taken else title
        taken.add(shown)
        titles[place] = Titled(shown, _after(titles.get(place - 1), meaning))
    return titles


def _texts(sheet: Sheet, line: int) -> dict[int, str]:
    return {place: text for place, cell in enumerate(sheet.rows[line - 1]) if (text := _text(cell))}


def _text(cell: Cell) -> str:
    return tidy(cell) if isinstance(cell, str) else ""


def _joined(own: str, group: str) -> Titled:
    """Join a title with the one that stands above it, when both together say more than the lower one alone."""
    if group and title_key(own) not in ("", title_key(group)):
        alone = field_of_title(own)
        for meaning in (f"{own} {group}", f"{own} de {group}"):
            known = field_of_title(meaning)
            if known and (alone is None or known[0] is not alone[0]):
                return Titled(f"{group} – {own}", meaning)
    return Titled(own, own)


def _after(before: Titled | None, meaning: str) -> str:
    """« À » says a place of birth when « Né(e) le » stands just before it."""
    columns, field = _FOLLOWING.get(title_key(meaning), (frozenset(), None))
    known = field_of_title(before.meaning) if before and field else None
    return field.value if field and known and known[0] in columns else meaning


def _groups(sheet: Sheet, line: int, texts: dict[int, str]) -> dict[int, str]:
    """Give back the text that stands over each column on one line: over all the columns of a merged cell.

    Where the file does not tell what is merged (a delimited text), a text reaches to the next one.
    """
    groups: dict[int, str] = {}
    if sheet.tells_merged:
        for place, text in texts.items():
            groups |= dict.fromkeys(range(place, sheet.merged.get((line - 1, place), place) + 1), text)
        return groups
    last = ""
    for place in range(max(len(sheet.rows[line - 1]), len(sheet.rows[line]))):
        last = groups[place] = texts.get(place, last)
    return groups
