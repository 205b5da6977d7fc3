"""The workbook that a centre fills with its candidates: the titles that the import expects, help in the cells."""

import datetime as dt
from collections.abc import Mapping
from io import BytesIO

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from app.domain.access_path import AccessPath
from app.domain.candidate_columns import TITLES, CandidateField

_LINES = 500
"""How many candidates the drop-down lists serve; a line below them is read all the same."""

_NECESSARY = (CandidateField.BIRTH_NAME, CandidateField.FIRST_NAME)
_TEXT = "@"
_FORMATS = {
    CandidateField.BIRTH_DATE: "dd/mm/yyyy",
    CandidateField.BIRTH_DEPARTMENT: _TEXT,
    CandidateField.PHONE: _TEXT,
    CandidateField.POSTCODE: _TEXT,
    CandidateField.IDENTIFIER: _TEXT,
}
_YES_NO = ("Oui", "Non")
_CHOICES: Mapping[CandidateField, tuple[str, ...]] = {
    CandidateField.CIVILITY: ("Mme", "M."),
    CandidateField.ACCESS_PATH: tuple(path.label for path in AccessPath),
    CandidateField.PROFESSIONAL_FILE: _YES_NO,
    CandidateField.TRAINING_RESULTS: _YES_NO,
}
_NOTES = {
    CandidateField.BIRTH_NAME: "Nécessaire. Tel qu’il figure sur la pièce d’identité, accents compris.",
    CandidateField.USAGE_NAME: "Seulement s’il diffère du nom de naissance.",
    CandidateField.FIRST_NAME: "Nécessaire. Le premier prénom seul ; les suivants ont leur colonne.",
    CandidateField.BIRTH_DATE: "Jour, mois, année : 14/03/1991. Exigée avant la clôture de la session.",
    CandidateField.BIRTH_TOWN: "Pour une naissance à l’étranger, la ville ; le pays a sa colonne.",
    CandidateField.BIRTH_DEPARTMENT: "Deux ou trois signes : 01, 2A, 974 ; 99 pour une naissance à l’étranger.",
    CandidateField.PHONE: "Colonne au format Texte : le zéro du début est gardé.",
    CandidateField.POSTCODE: "Colonne au format Texte : le zéro du début est gardé.",
    CandidateField.IDENTIFIER: "Celui de l’inscription. Colonne au format Texte : le zéro du début est gardé.",
    CandidateField.ACCESS_PATH: "À choisir dans la liste. Elle décide des modalités et des pièces attendues.",
    CandidateField.PRIOR_AWARDS: "CCP ou blocs déjà acquis, chacun avec sa date : CCP1 (12/06/2025) ; CCP2.",
    CandidateField.PROFESSIONAL_FILE: "Dossier professionnel remis : Oui ou Non.",
    CandidateField.TRAINING_RESULTS: "Livret d’évaluations en formation remis : Oui ou Non. Vide pour la VAE.",
    CandidateField.ACCOMMODATION: (
        "La mesure, l’autorité et la date de la décision : Temps majoré 1/3 – DDETS 29, 03/09/2025. "
        "Jamais la raison : aucune indication de santé."
    ),
}
_EXAMPLE_NOTE = "Ligne d’exemple, inventée. Remplacez-la par votre premier candidat."
_EXAMPLE: Mapping[CandidateField, str | dt.date] = {
    CandidateField.CIVILITY: "Mme",
    CandidateField.BIRTH_NAME: "EXEMPLE",
    CandidateField.USAGE_NAME: "MODÈLE",
    CandidateField.FIRST_NAME: "Camille",
    CandidateField.OTHER_FIRST_NAMES: "Anne, Marie",
    CandidateField.BIRTH_DATE: dt.date(1991, 3, 14),
    CandidateField.BIRTH_TOWN: "Bourg-en-Bresse",
    CandidateField.BIRTH_DEPARTMENT: "01",
    CandidateField.BIRTH_COUNTRY: "France",
    CandidateField.NATIONALITY: "française",
    CandidateField.EMAIL: "camille.exemple@exemple.fr",
    CandidateField.PHONE: "06 39 98 00 00",
    CandidateField.ADDRESS: "3 rue du Modèle",
    CandidateField.POSTCODE: "01000",
    CandidateField.TOWN: "Bourg-en-Bresse",
    CandidateField.IDENTIFIER: "0000001",
    CandidateField.ACCESS_PATH: AccessPath.FORMATION.label,
    CandidateField.STATUS: "Demandeuse d’emploi",
    CandidateField.TRAINING_BODY: "Centre du Ponant",
    CandidateField.PRIOR_AWARDS: "CCP1 (12/06/2025)",
    CandidateField.PROFESSIONAL_FILE: "Oui",
    CandidateField.TRAINING_RESULTS: "Oui",
    CandidateField.ACCOMMODATION: "Temps majoré 1/3 – DDETS 01, 03/09/2025",
}

_TITLE_FONT = Font(bold=True)
_TITLE_FILL = PatternFill("solid", fgColor="E8EDF7")
_NECESSARY_FILL = PatternFill("solid", fgColor="FBE3B5")
_EXAMPLE_FONT = Font(italic=True, color="6B7280")


def print_template() -> bytes:
    """Print the empty list as an .xlsx workbook, with one invented line to replace."""
    book = Workbook()
    book.properties.creator = "Jurade"
    book.properties.title = "Liste de candidats"
    sheet = book.worksheets[0]
    sheet.title = "Candidats"
    sheet.freeze_panes = "A2"
    for column, field in enumerate(CandidateField, start=1):
        _print_column(sheet, column, field)
    sheet.cell(2, 1).comment = _note(_EXAMPLE_NOTE)
    output = BytesIO()
    book.save(output)
    return output.getvalue()


def _print_column(sheet: Worksheet, column: int, field: CandidateField) -> None:
    letter = get_column_letter(column)
    number_format = _FORMATS.get(field, "General")
    words = TITLES[field][0]
    title = sheet.cell(1, column, words)
    title.font = _TITLE_FONT
    title.fill = _NECESSARY_FILL if field in _NECESSARY else _TITLE_FILL
    title.alignment = Alignment(wrap_text=True, vertical="center")
    if field in _NOTES:
        title.comment = _note(_NOTES[field])
    example = sheet.cell(2, column, _EXAMPLE[field])
    example.font = _EXAMPLE_FONT
    example.number_format = number_format
    # On the whole column too: an empty cell takes its format from there.
    sheet.column_dimensions[letter].number_format = number_format
    sheet.column_dimensions[letter].width = max(len(str(_EXAMPLE[field])), len(words)) + 3
    if field in _CHOICES:
        sheet.add_data_validation(_choice(_CHOICES[field], f"{letter}2:{letter}{_LINES + 1}"))


def _choice(words: tuple[str, ...], cells: str) -> DataValidation:
    return DataValidation(
        type="list",
        formula1=f'"{",".join(words)}"',
        allow_blank=True,
        showErrorMessage=True,
        errorTitle="Valeur inconnue",
        error=f"Choisissez dans la liste : {', '.join(words)}.",
        sqref=cells,
    )


def _note(words: str) -> Comment:
    return Comment(words, "Jurade", height=90, width=260)
