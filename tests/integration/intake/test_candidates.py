"""Candidate lists from the file to the preview."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from app.domain.candidate_columns import CandidateField
from app.domain.cell_reading import Remark
from app.domain.faults import DomainError, Fault
from app.intake import apart
from app.intake.candidates import ListPreview
from app.services import candidates
from tests.integration.intake.builders import PEOPLE, TITLES, ods, xlsx
from tests.integration.intake.old_workbooks import xls

DAY = date(2026, 12, 14)
NAMES = ["LE GOFF", "N’DIAYE", "O’CONNOR"]
TEXT = "\n".join(
    [
        ";".join(TITLES),
        *(";".join((name, first, f"{born:%d/%m/%Y}", str(number))) for name, first, born, number in PEOPLE),
    ]
)


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., ListPreview]:
    """Read a list from its bytes, as a file of that name."""

    def read_bytes(name: str, content: bytes, **options: object) -> ListPreview:
        path = tmp_path / name
        path.write_bytes(content)
        return candidates.preview(path, DAY, **options)  # type: ignore[arg-type] # named options

    return read_bytes


def names(preview: ListPreview) -> list[str]:
    return [line.identity.birth_name for line in preview.accepted]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("liste.xlsx", xlsx([TITLES, *PEOPLE])),
        ("liste.ods", ods([TITLES, *PEOPLE])),
        ("excel.csv", TEXT.encode("cp1252")),
        ("unix.csv", TEXT.encode("utf-8")),
        ("marque.csv", TEXT.encode("utf-8-sig")),
        ("unicode.txt", TEXT.replace(";", "\t").encode("utf-16")),
        ("sans-marque.csv", TEXT.encode("utf-16-le")),
        ("mac.csv", TEXT.encode("mac_roman")),
        ("dos.csv", TEXT.replace("’", "'").encode("cp850")),
        ("virgules.csv", TEXT.replace(";", ",").encode()),
        ("barres.csv", TEXT.replace(";", "|").encode()),
        ("tabulations.tsv", TEXT.replace(";", "\t").encode()),
        ("export.xls", TEXT.replace(";", "\t").encode("cp1252")),
        ("mal-nomme.xls", xlsx([TITLES, *PEOPLE])),
        ("vieux-mac.csv", TEXT.replace("\n", "\r").encode()),
    ],
)
def test_everyone_is_read_whatever_the_file(name: str, content: bytes, read: Callable[..., ListPreview]) -> None:
    preview = read(name, content)
    assert [
        (line.line, line.identity.birth_name.replace("'", "’"), line.identity.first_name) for line in preview.accepted
    ] == [
        (2, "LE GOFF", "Élodie"),
        (3, "N’DIAYE", "Souleymane"),
        (4, "O’CONNOR", "Jean-Loup"),
    ]
    assert [line.identity.birth_date for line in preview.accepted] == [born for _, _, born, _ in PEOPLE]
    assert [line.number for line in preview.accepted] == ["2616810", "2616811", "2616815"]
    assert (preview.header_line, preview.lines_read, preview.flagged, preview.rejected) == (1, 3, (), ())


def test_pasted_cells_are_read() -> None:
    preview = candidates.preview(TEXT.replace(";", "\t"), DAY)
    assert names(preview) == NAMES
    assert preview.sheet == "Texte collé"


@pytest.mark.parametrize("build", [xlsx, ods])
def test_lines_are_numbered_as_the_spreadsheet_shows_them(
    build: Callable[[list[tuple[object, ...]]], bytes], read: Callable[..., ListPreview]
) -> None:
    rows: list[tuple[object, ...]] = [
        (None,),
        ("CFA de Bretagne – Session titre",),
        (None,),
        (None, *TITLES),
        (None, *PEOPLE[0]),
        (None,),
        (None, *TITLES),
        (None, *PEOPLE[1]),
        (None,),
        (None, "Total", "2 candidats"),
    ]
    preview = read("liste.xlsx" if build is xlsx else "liste.ods", build(rows))
    assert preview.header_line == 4
    assert preview.lines_read == 2
    assert [line.line for line in preview.accepted] == [5, 8]
    assert preview.rejected == ()


def test_a_record_on_two_lines_of_text_counts_for_one(read: Callable[..., ListPreview]) -> None:
    preview = read("liste.csv", b'sep=,\nNom,Pr\xc3\xa9nom,Adresse\nA,B,"1 rue\nHaute"\n\nC,D,\n')
    assert [line.line for line in preview.accepted] == [2, 4]
    assert preview.accepted[0].contact.address == "1 rue Haute"


def test_a_quote_that_is_never_closed_swallows_nobody(read: Callable[..., ListPreview]) -> None:
    preview = read("liste.csv", 'Nom;Prénom\n"LE GOFF;Élodie\nN’DIAYE;Souleymane\n'.encode())
    assert [line.identity.first_name for line in preview.accepted] == ["Élodie", "Souleymane"]


def test_a_telephone_protected_as_a_formula_keeps_its_zero(read: Callable[..., ListPreview]) -> None:
    preview = read("liste.csv", 'Nom;Prénom;Tél.\nLE GOFF;Élodie;="0612345678"\n'.encode())
    assert preview.accepted[0].contact.phone == "0612345678"


def test_the_best_visible_sheet_is_chosen_and_another_can_be_named(read: Callable[..., ListPreview]) -> None:
    def add_sheets(sheet: Worksheet) -> None:
        book = sheet.parent
        assert isinstance(book, Workbook)
        notes = book.create_sheet("Notes", 0)
        notes.append(("Nom", "à rappeler"))
        old = book.create_sheet("Archivée")
        old.append((*TITLES, "Ville", "Sexe"))
        old.append(("ANCIEN", "Paul"))
        old.sheet_state = "hidden"

    content = xlsx([TITLES, *PEOPLE], add_sheets)
    assert read("liste.xlsx", content).sheet == "Liste"
    assert names(read("liste.xlsx", content, sheet="archivee")) == ["ANCIEN"]


def test_cells_merged_downwards_count_for_each_line(read: Callable[..., ListPreview]) -> None:
    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("A1:C1")
        sheet.merge_cells("A3:A4")

    rows = [("Session de décembre",), ("Organisme", "Nom", "Prénom"), ("CFA", "A", "B"), (None, "C", "D")]
    preview = read("liste.xlsx", xlsx(rows, merge))
    assert [line.training_body for line in preview.accepted] == ["CFA", "CFA"]


def test_a_formula_without_result_is_said(read: Callable[..., ListPreview]) -> None:
    rows = [(*TITLES, "Ville"), (*PEOPLE[0], '="Quim"&"per"'), ("=A2", "Zoé")]
    preview = read("liste.xlsx", xlsx(rows))
    assert [(fault.line, fault.field, fault.reason) for fault in preview.flagged] == [
        (2, CandidateField.TOWN, Remark.UNCOMPUTED.said())
    ]
    assert [(fault.line, fault.field) for fault in preview.rejected] == [(3, CandidateField.BIRTH_NAME)]
    assert preview.rejected[0].reason.startswith(Remark.UNCOMPUTED.said())


def test_an_error_in_a_cell_is_said(read: Callable[..., ListPreview]) -> None:
    def break_formula(sheet: Worksheet) -> None:
        sheet["E2"].data_type = "e"

    preview = read("liste.xlsx", xlsx([(*TITLES, "Ville"), (*PEOPLE[0], "#REF!")], break_formula))
    assert [(fault.value, fault.reason) for fault in preview.flagged] == [("#ERREUR", Remark.CELL_ERROR.said())]


@pytest.mark.parametrize("shown_as", ["General", "dd/mm/yyyy"])
def test_a_workbook_that_counts_from_1904_gives_the_right_day(shown_as: str, read: Callable[..., ListPreview]) -> None:
    def count_from_1904(sheet: Worksheet) -> None:
        book = sheet.parent
        assert isinstance(book, Workbook)
        book.epoch = CALENDAR_MAC_1904
        sheet["C2"].value = 31849
        sheet["C2"].number_format = shown_as

    preview = read("liste.xlsx", xlsx([TITLES, ("LE GOFF", "Élodie", None, None)], count_from_1904))
    assert preview.accepted[0].identity.birth_date == date(1991, 3, 14)
    assert bool(preview.flagged) == (shown_as == "General")


def test_the_more_exact_title_wins_and_the_other_is_shown_as_left_out(read: Callable[..., ListPreview]) -> None:
    preview = read("liste.csv", "Nom;Prénom;Nom de naissance;Remarques\nMARTIN;Élodie;LE GOFF;rien\n".encode())
    assert names(preview) == ["LE GOFF"]
    assert preview.unmapped == ("Nom", "Remarques")


def test_two_columns_of_one_title_are_told_apart(read: Callable[..., ListPreview]) -> None:
    preview = read("liste.csv", "Nom;Prénom;Nom\nLE GOFF;Élodie;MARTIN\n".encode())
    assert preview.mapping == {"Nom": CandidateField.BIRTH_NAME, "Prénom": CandidateField.FIRST_NAME}
    assert preview.unmapped == ("Nom (colonne C)",)


def test_a_correspondence_wins_over_the_titles(read: Callable[..., ListPreview]) -> None:
    content = "Nom;Prénom;Alias;Ville\nMARTIN;Élodie;LE GOFF;Brest\n".encode()
    mapping = {"alias": "nom_naissance", "Nom": "nom_usage", "Ville": ""}
    preview = read("liste.csv", content, mapping=mapping)
    assert preview.accepted[0].identity.full_name == "LE GOFF (MARTIN) Élodie"
    assert preview.accepted[0].contact.town == ""


def test_a_correspondence_finds_a_line_of_titles_that_nobody_knows(read: Callable[..., ListPreview]) -> None:
    content = b"Liste\nX1;X2;X3\nLE GOFF;Zoe;1\n"
    preview = read("liste.csv", content, mapping={"X1": "nom_naissance", "X2": "prenom"})
    assert preview.header_line == 2
    assert names(preview) == ["LE GOFF"]


@pytest.mark.parametrize(
    ("mapping", "fault"),
    [
        ({"Alias": "nom_naissance"}, Fault.LIST_MAPPING_COLUMN_UNKNOWN),
        ({"Nom": "surnom"}, Fault.LIST_MAPPING_FIELD_UNKNOWN),
        ({"Nom": "prenom", "Prénom": "prenom"}, Fault.LIST_MAPPING_FIELD_TWICE),
        ({"Nom": ""}, Fault.LIST_HEADER_NOT_FOUND),
    ],
)
def test_a_wrong_correspondence_is_named(
    mapping: dict[str, str], fault: Fault, read: Callable[..., ListPreview]
) -> None:
    with pytest.raises(DomainError) as refusal:
        read("liste.csv", "Nom;Prénom\nLE GOFF;Élodie\n".encode(), mapping=mapping)
    assert refusal.value.what is fault


def test_progress_is_told_and_can_stop_the_reading(read: Callable[..., ListPreview]) -> None:
    content = ("Nom;Prénom\n" + "LE GOFF;Élodie\n" * 1000).encode()
    told: list[tuple[int, int]] = []
    read("liste.csv", content, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (1000, 1000)
    assert told == sorted(told)

    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read("liste.csv", content, progress=stop)


class Stopped(Exception):  # noqa: N818 - an outcome, not an error
    """What a window raises in the reading that a person stops."""


@pytest.mark.parametrize("name", ["liste.csv", "liste.xlsx", "liste.xls"])
def test_a_reading_can_be_stopped_before_the_first_line(name: str, read: Callable[..., ListPreview]) -> None:
    contents = {"liste.csv": TEXT.encode(), "liste.xlsx": xlsx([TITLES, *PEOPLE]), "liste.xls": xls([TITLES, *PEOPLE])}

    def stop(_done: int, _total: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        read(name, contents[name], progress=stop)


def test_a_stopped_reading_stops_within_250_lines(read: Callable[..., ListPreview]) -> None:
    told: list[int] = []

    def stop(done: int, total: int) -> None:
        if total:
            told.append(done)
            raise Stopped

    with pytest.raises(Stopped):
        read("liste.csv", ("Nom;Prénom\n" + "LE GOFF;Élodie\n" * 1000).encode(), progress=stop)
    assert len(told) == 1
    assert told[0] <= 250


def test_a_slow_reader_apart_is_stopped_with_its_process(
    read: Callable[..., ListPreview], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "_PROGRAM", "import time; time.sleep(60)")
    begun = time.monotonic()
    turns: list[int] = []

    def stop_later(_done: int, _total: int) -> None:
        turns.append(1)
        if len(turns) > 3:
            raise Stopped

    with pytest.raises(Stopped):
        read("liste.xls", xls([TITLES, *PEOPLE]), progress=stop_later)
    assert time.monotonic() - begun < 10


def test_every_column_is_shown_with_its_letter_and_first_values(read: Callable[..., ListPreview]) -> None:
    rows = [
        ("Nom", "Prénom", None, "Nom", "Remarque"),
        ("LE GOFF", "Élodie", "x", "MARTIN", None),
        ("N’DIAYE", "Souleymane", None, None, None),
        ("ÖZTÜRK", "İnci", "y", None, None),
        ("KERBRAT", "Maël", None, None, None),
    ]
    columns = read("liste.xlsx", xlsx(rows)).columns
    assert [(one.title, one.letter, one.field, one.sample) for one in columns] == [
        ("Nom", "A", CandidateField.BIRTH_NAME, ("LE GOFF", "N’DIAYE", "ÖZTÜRK")),
        ("Prénom", "B", CandidateField.FIRST_NAME, ("Élodie", "Souleymane", "İnci")),
        ("Colonne C", "C", None, ("x", "y")),
        ("Nom (colonne D)", "D", None, ("MARTIN",)),
        ("Remarque", "E", None, ()),
    ]
    assert [one.is_untitled for one in columns] == [False, False, True, False, False]


@pytest.mark.parametrize("key", ["D", "Nom (colonne D)"])
def test_a_column_is_named_by_its_letter_or_by_its_title(key: str, read: Callable[..., ListPreview]) -> None:
    content = xlsx([("Nom", "Prénom", None, "Nom"), ("LE GOFF", "Élodie", "Brest", "MARTIN")])
    preview = read("liste.xlsx", content, mapping={key: "nom_usage", "C": "ville"})
    assert preview.accepted[0].identity.full_name == "LE GOFF (MARTIN) Élodie"
    assert preview.accepted[0].contact.town == "Brest"
    assert preview.mapping["Colonne C"] is CandidateField.TOWN


def test_letters_alone_keep_the_line_of_titles(read: Callable[..., ListPreview]) -> None:
    """As a window says it: every column by its letter, names in a column that has no title included."""
    content = xlsx(
        [("Liste", "du", "jour", "d’examen"), ("Nom", "Prénom", None, "Divers"), ("x", "y", "LE GOFF", "Zoé")]
    )
    preview = read("liste.xlsx", content, mapping={"A": "", "B": "", "C": "nom_naissance", "D": "prenom"})
    assert (preview.header_line, preview.accepted[0].identity.name) == (2, "LE GOFF Zoé")


def test_a_list_whose_titles_name_nobody_is_shown_by_its_columns(tmp_path: Path) -> None:
    path = tmp_path / "liste.xlsx"
    path.write_bytes(xlsx([("Sesión", "mayo"), ("Apellido", "Nombre", "Ville"), ("LE GOFF", "Élodie", "Brest")]))
    shown = candidates.preview(path, DAY, may_lack_names=True)
    assert (shown.header_line, shown.accepted, shown.lines_read) == (2, (), 0)
    assert [(one.title, one.letter, one.sample) for one in shown.columns] == [
        ("Apellido", "A", ("LE GOFF",)),
        ("Nombre", "B", ("Élodie",)),
        ("Ville", "C", ("Brest",)),
    ]
    assert candidates.preview(path, DAY, mapping={"A": "nom_naissance"}, may_lack_names=True).header_line == 2
    preview = candidates.preview(path, DAY, mapping={"A": "nom_naissance", "B": "prenom"})
    assert (preview.header_line, preview.accepted[0].identity.name) == (2, "LE GOFF Élodie")


def test_a_title_of_one_letter_is_a_title_first(read: Callable[..., ListPreview]) -> None:
    content = xlsx([("B", "Nom", "Prénom"), ("Brest", "LE GOFF", "Élodie")])
    assert read("liste.xlsx", content, mapping={"B": "ville"}).accepted[0].contact.town == "Brest"


def test_two_fields_in_one_column_are_asked_for_by_name(read: Callable[..., ListPreview]) -> None:
    content = "Qui;Où\nLE GOFF Élodie;29200 Brest\n".encode()
    mapping = {"Qui": "nom_naissance+prenom", "B": "code_postal+ville"}
    [line] = read("liste.csv", content, mapping=mapping).accepted
    assert (line.identity.name, line.contact.postcode, line.contact.town) == ("LE GOFF Élodie", "29200", "Brest")
    with pytest.raises(DomainError) as refusal:
        read("liste.csv", content, mapping={**mapping, "B": "prenom"})
    assert refusal.value.what is Fault.LIST_MAPPING_FIELD_TWICE


def test_a_mended_cell_counts_for_what_is_compared_between_lines(read: Callable[..., ListPreview]) -> None:
    content = "Nom;Prénom;Né le;N° candidat\nA;Zoé;03/04/1990;7\nB;Léo;03/14/1990;7\nA;Zoé;03/04/1990;8\n".encode()
    mended = {
        (2, CandidateField.BIRTH_DATE): "03/04/1990",
        (3, CandidateField.BIRTH_DATE): "14/03/1990",
        (3, CandidateField.IDENTIFIER): "9",
        (4, CandidateField.FIRST_NAME): "Ana",
        (4, CandidateField.BIRTH_DATE): "4 avril 1990",
    }
    assert len(read("liste.csv", content).flagged) == 7
    assert read("liste.csv", content, corrections=mended).flagged == ()


def test_a_cell_mended_with_nothing_is_empty(read: Callable[..., ListPreview]) -> None:
    preview = read(
        "liste.csv", "Nom;Prénom\nLE GOFF;Élodie\n".encode(), corrections={(2, CandidateField.FIRST_NAME): ""}
    )
    assert [(fault.line, fault.field) for fault in preview.rejected] == [(2, CandidateField.FIRST_NAME)]


def test_the_json_has_the_agreed_keys_and_values(read: Callable[..., ListPreview]) -> None:
    rows = [
        ("Nom", "Prénom", "Né(e) le", "Voie d’accès", "DP", "CCP déjà obtenus", "Aménagement", "Note"),
        ("LE GOFF", "Élodie", date(1991, 3, 14), "VAE", "oui", "CCP1 (12/06/2025)", "Tiers temps", "x"),
        ("N’DIAYE", "Souleymane", "30/02/1990"),
        ("SANS", None),
    ]
    told = json.loads(json.dumps(read("liste.xlsx", xlsx(rows)).as_json()))
    assert list(told) == [
        "feuille",
        "ligne_entete",
        "lignes_lues",
        "correspondance",
        "acceptees",
        "signalees",
        "rejetees",
        "ajouts",
        "modifications",
        "inchangees",
    ]
    assert told["correspondance"] == {
        "Nom": "nom_naissance",
        "Prénom": "prenom",
        "Né(e) le": "date_naissance",
        "Voie d’accès": "voie_acces",
        "DP": "dp_fourni",
        "CCP déjà obtenus": "ccp_deja_obtenus",
        "Aménagement": "amenagement",
    }
    assert list(told["acceptees"][0]) == ["ligne", *CandidateField]
    assert told["acceptees"][0] == dict.fromkeys(CandidateField, "") | {
        "ligne": 2,
        "nom_naissance": "LE GOFF",
        "prenom": "Élodie",
        "date_naissance": "1991-03-14",
        "voie_acces": "vae",
        "dp_fourni": "Oui",
        "ecf_fourni": None,
        "ccp_deja_obtenus": "CCP1 (12/06/2025)",
        "amenagement": "Tiers temps",
    }
    assert told["acceptees"][1]["date_naissance"] is None
    assert told["signalees"] == [
        {"ligne": 2, "champ": "amenagement", "valeur": "Tiers temps", "motif": Remark.GRANT_INCOMPLETE.said()},
        {"ligne": 3, "champ": "date_naissance", "valeur": "30/02/1990", "motif": Remark.DATE_IMPOSSIBLE.said()},
    ]
    assert [(fault["ligne"], fault["champ"], fault["valeur"]) for fault in told["rejetees"]] == [(4, "prenom", "")]
    assert (told["lignes_lues"], told["ajouts"], told["modifications"], told["inchangees"]) == (3, 2, 0, 0)


def test_a_comparison_with_a_session_gives_its_own_counts(read: Callable[..., ListPreview]) -> None:
    told = read("liste.xlsx", xlsx([TITLES, *PEOPLE])).as_json(additions=1, changes=2, unchanged=0)
    assert (told["ajouts"], told["modifications"], told["inchangees"]) == (1, 2, 0)


def test_the_workbook_reader_loads_only_when_a_workbook_is_read() -> None:
    program = "import sys, app.intake.candidates; sys.exit('python_calamine' in sys.modules)"
    root = Path(__file__).parents[3]
    assert subprocess.run([sys.executable, "-c", program], cwd=root, check=False).returncode == 0  # noqa: S603 - fixed words
