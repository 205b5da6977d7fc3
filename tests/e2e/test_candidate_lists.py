"""Lists as centres send them, through `jurade candidats` as a script reads it and as a person does."""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.domain.candidate_columns import CandidateField
from tests.e2e.terminal import Ran, Terminal, plain
from tests.e2e.test_command_line import CREATION, infos
from tests.integration.intake.builders import patched, xlsx
from tests.integration.intake.list_files import BAD, GOOD, PEOPLE, TITLES, TOLD, Bad, Good, changed, text

ROOT = Path(__file__).parents[2]
HEAVY = ("une-ligne.csv", "trop-de-lignes.csv", "bombe.xlsx", "cellule-perdue.xlsx", "repetee.ods", "entites.xlsx")
KEYS = [
    "feuille", "ligne_entete", "lignes_lues", "correspondance", "acceptees", "signalees", "rejetees", "ajouts",
    "modifications", "inchangees",
]  # fmt: skip
FIELDS = [field.value for field in CandidateField]


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    return Terminal(tmp_path / "referentiels")


@pytest.fixture
def simulate(terminal: Terminal, tmp_path: Path) -> Callable[..., Ran]:
    """Say what importing a file of these bytes would do."""

    def run(name: str, content: bytes, *words: object) -> Ran:
        path = tmp_path / name
        path.write_bytes(content)
        return terminal.run("candidats", "importer", path, "--simuler", "--json", *words)

    return run


def check_contract(told: Any) -> None:  # noqa: ANN401 - as a script reads it
    """Every key of the contract, in its order; a line that is flagged once per cell; words in French."""
    assert list(told) == KEYS
    accepted = [line["ligne"] for line in told["acceptees"]]
    rejected = {fault["ligne"] for fault in told["rejetees"]}
    assert accepted == sorted(accepted)
    assert not rejected.intersection(accepted)
    assert told["lignes_lues"] == len(accepted) + len(rejected)
    for line in told["acceptees"]:
        assert list(line) == ["ligne", *FIELDS]
    cells = [(fault["ligne"], fault["champ"]) for fault in told["signalees"]]
    assert len(cells) == len(set(cells))
    assert {line for line, _field in cells} <= set(accepted)
    for fault in (*told["signalees"], *told["rejetees"]):
        assert list(fault) == ["ligne", "champ", "valeur", "motif"]
        assert fault["champ"] in FIELDS
        assert fault["motif"].endswith(".")
        assert fault["motif"][0].isupper()
    for field in told["correspondance"].values():
        assert set(field.split("+")) <= set(FIELDS)


@pytest.mark.parametrize("one", GOOD, ids=lambda one: one.name)
def test_a_list_is_read_whatever_its_make(one: Good, simulate: Callable[..., Ran]) -> None:
    content = one.make()
    ran = simulate(one.name, content)
    assert (ran.code, ran.err.count("Traceback")) == (0, 0), ran.err
    told = ran.json
    check_contract(told)
    assert (told["feuille"], told["ligne_entete"]) == (
        "Liste" if content[:2] in (b"PK", b"\xd0\xcf") else Path(one.name).stem,
        one.header_line,
    )
    assert [line["ligne"] for line in told["acceptees"]] == list(one.lines)
    kept = [field for field in TOLD[0] if field not in one.untold]
    assert [{field: line[field] for field in kept} for line in told["acceptees"]] == [
        {field: person[field] for field in kept} for person in TOLD
    ]
    assert [(fault["ligne"], fault["champ"]) for fault in told["signalees"]] == list(one.flagged)
    assert (told["rejetees"], told["ajouts"]) == ([], 3)


@pytest.mark.parametrize("one", BAD, ids=lambda one: one.name)
def test_a_file_that_is_no_list_is_refused_in_one_sentence(one: Bad, simulate: Callable[..., Ran]) -> None:
    ran = simulate(one.name, one.make())
    assert (ran.code, ran.out) == (1, "")
    opening = plain(one.fault.value).partition("{")[0]
    assert ran.sentence.startswith(opening)
    assert ran.sentence.endswith(".")
    assert one.name in ran.sentence


def test_the_places_of_birth_come_with_composite_titles(simulate: Callable[..., Ran]) -> None:
    for name, towns in (
        ("ne-le-a.csv", ["Quimper"] * 3),
        ("ne-le-a-ensemble.xlsx", ["Quimper", "Saint-Louis (Sénégal)", "Saint-Denis"]),
        ("deux-lignes-de-titres.xlsx", ["Quimper"] * 3),
        ("deux-lignes-de-titres.xls", ["Quimper"] * 3),
        ("deux-lignes-de-titres.csv", ["Quimper"] * 3),
    ):
        [one] = [one for one in GOOD if one.name == name]
        told = simulate(name, one.make()).json
        assert [line["commune_naissance"] for line in told["acceptees"]] == towns, name


FAULTY = """\
Sexe;Nom;Prénom;Né(e) le;Nom d’usage;CP;Tél.;E-mail;N° candidat;Voie d’accès;DP;Aménagement;Dépt naissance
Mme;LE GOFF;Élodie;31/02/1991;;01000;0612345678;e@exemple.test;0616810;Formation;oui;;29
M.;N’DIAYE;Souleymane;03/14/1988;;29200;0612345678;s@exemple.test;0616811;VAE;non;;29
Mme;ÖZTÜRK;İnci;14/03/91;;1000;612345678;inci@exemple;2,61681E+15;Mystère;peut-être;;1
Dr;KERBRAT;Maël;14/03/2015;LEFÃ¨VRE;01000;0612345678;;0616812;Formation;;Temps majoré 1/3 (dyslexie);29
Mme;TANGUY;Soizic;14/03/1930;;01000;0612345678;;0616810;Formation;;;29
Mme;MÜLLER;Zoé;;;01000;0612345678;;;Formation;;;29
Mme;Müller;ZOE;;;01000;0612345678;;;Formation;;;29
;SANS;;14/03/1990;;;;;;;;;
;;Personne;14/03/1990;;;;;;;;;
Mme;K3RBRAT;Anne;12/1990;;01000;0612345678;;0616820;Formation;;;29
"""


def test_each_faulty_cell_is_told_once_with_value_and_remedy(simulate: Callable[..., Ran]) -> None:
    told = simulate("fautes.csv", FAULTY.encode()).json
    check_contract(told)
    assert {(fault["ligne"], fault["champ"], fault["valeur"]) for fault in told["signalees"]} == {
        (2, "date_naissance", "31/02/1991"),
        (2, "identifiant_candidat", "0616810"),
        (3, "date_naissance", "03/14/1988"),
        (4, "date_naissance", "14/03/91"),
        (4, "code_postal", "1000"),
        (4, "telephone", "612345678"),
        (4, "courriel", "inci@exemple"),
        (4, "identifiant_candidat", "2,61681E+15"),
        (4, "voie_acces", "Mystère"),
        (4, "dp_fourni", "peut-être"),
        (4, "dept_naissance", "1"),
        (5, "civilite", "Dr"),
        (5, "date_naissance", "14/03/2015"),
        (5, "nom_usage", "LEFÃ¨VRE"),
        (5, "amenagement", "Temps majoré 1/3 (dyslexie)"),
        (6, "date_naissance", "14/03/1930"),
        (6, "identifiant_candidat", "0616810"),
        (7, "nom_naissance", "MÜLLER"),
        (7, "date_naissance", ""),
        (8, "nom_naissance", "Müller"),
        (8, "date_naissance", ""),
        (11, "nom_naissance", "K3RBRAT"),
        (11, "date_naissance", "12/1990"),
    }
    assert [(fault["ligne"], fault["champ"]) for fault in told["rejetees"]] == [(9, "prenom"), (10, "nom_naissance")]
    dates = {line["ligne"]: line["date_naissance"] for line in told["acceptees"]}
    assert dates == {
        2: None, 3: "1988-03-14", 4: "1991-03-14", 5: "2015-03-14", 6: "1930-03-14", 7: None, 8: None, 11: None,
    }  # fmt: skip
    assert "dyslexie" not in json.dumps(told["acceptees"])


MEASURED = """
import resource, sys
from pathlib import Path
limit = 500 * 2**20
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
from datetime import date
from app.domain.faults import DomainError
from app.services import candidates
try:
    listed = candidates.preview(Path(sys.argv[1]), date(2026, 5, 12))
    told = f"{listed.lines_read} lignes"
except DomainError as refusal:
    told = refusal.what.name
# What Linux tells of its own process in getrusage counts the process that started it too.
[own] = [int(line.split()[1]) for line in Path("/proc/self/status").read_text().splitlines() if "VmHWM" in line]
print(told, (own + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) // 1024, sep=";")
"""


def million_of_blank_lines() -> bytes:
    """A list of three under which a format was given to a million lines."""
    blank = b"".join(
        b'<row r="%d"><c r="A%d" s="1"/><c r="B%d" s="1"/><c r="C%d" s="1"/></row>' % (line, line, line, line)
        for line in range(5, 1_000_000)
    )
    return patched(xlsx([TITLES, *PEOPLE]), sheet1=lambda part: part.replace(b"</sheetData>", blank + b"</sheetData>"))


def million_of_values() -> bytes:
    """Far more than a list, each value unlike the others."""
    rows = b"".join(
        b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>NOM %d-%d</t></is></c><c r="B%d"><v>%d</v></c></row>'
        % (line, line, line, line * 7919, line, line)
        for line in range(5, 700_000)
    )
    return patched(xlsx([TITLES, *PEOPLE]), sheet1=lambda part: part.replace(b"</sheetData>", rows + b"</sheetData>"))


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="other systems tell and bound memory otherwise")
@pytest.mark.parametrize(
    ("name", "make", "told"),
    [
        ("formats.xlsx", million_of_blank_lines, ("3 lignes",)),
        ("valeurs.xlsx", million_of_values, ("LIST_TOO_HEAVY", "LIST_SPREADS_TOO_FAR")),
        *((one.name, one.make, (one.fault.name,)) for one in BAD if one.name in HEAVY),
    ],
)
def test_no_list_takes_more_than_500_megabytes(
    name: str, make: Callable[[], bytes], told: tuple[str, ...], tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(make())
    command = [sys.executable, "-c", MEASURED, str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, timeout=100)  # noqa: S603 - our own text
    outcome, megabytes = done.stdout.decode().strip().split(";")
    assert outcome in told
    assert int(megabytes) < 500


# With a session


@pytest.fixture
def session(terminal: Terminal, tmp_path: Path) -> Path:
    """A session without candidates."""
    path = tmp_path / "essai.jurade"
    assert terminal.run("session", "creer", path, *CREATION).code == 0
    return path


@pytest.fixture
def liste(tmp_path: Path) -> Path:
    return written(tmp_path, text())


def written(folder: Path, content: str) -> Path:
    path = folder / "liste.csv"
    path.write_text(content, encoding="utf-8")
    return path


def names(terminal: Terminal, session: Path) -> list[str]:
    return [candidate["nom"] for candidate in infos(terminal, session).json["candidats"]]


def test_a_list_imported_again_says_who_is_new_changed_same_and_missing(
    terminal: Terminal, session: Path, liste: Path, tmp_path: Path
) -> None:
    first = terminal.run("candidats", "importer", liste, "--session", session, "--json")
    assert list(first.json) == [*KEYS, "absentes"]
    assert "3 lignes lues, 3 candidats ajoutés." in first.err

    new = ("TANGUY", "Soizic", date(2001, 11, 12), "0616820", "29200", "0612345678")
    again = written(tmp_path, text(people=[PEOPLE[0], *changed(5, "", "0611111111", "")[1:2], new]))
    ran = terminal.run("candidats", "importer", again, "--session", session, "--json")
    told = ran.json
    assert (told["ajouts"], told["modifications"], told["inchangees"], told["absentes"]) == (1, 1, 1, 1)
    assert ran.err.splitlines() == [
        "3 lignes lues, 1 candidat ajouté.",
        "1 modifié, 1 inchangé.",
        "2 candidats sans lieu de naissance : à compléter avant la session.",
        "1 candidat de la session est absent de la liste : il n’est pas retiré.",
    ]
    assert len(names(terminal, session)) == 4


def test_the_last_import_is_told_and_taken_back(terminal: Terminal, session: Path, liste: Path) -> None:
    none = terminal.run("candidats", "annuler", "--session", session)
    assert (none.code, none.sentence) == (1, "Aucun import de liste n’est à annuler.")

    terminal.run("candidats", "importer", liste, "--session", session)
    last = terminal.run("candidats", "dernier-import", "--session", session, "--json")
    assert {key: last.json[key] for key in ("numero", "liste", "ajouts", "modifications", "annulable", "motif")} == {
        "numero": 1, "liste": "liste.csv", "ajouts": 3, "modifications": 0, "annulable": True, "motif": "",
    }  # fmt: skip
    assert last.sentence.endswith("3 candidats ajoutés, 0 modifié. Cet import peut être annulé.")

    undone = terminal.run("candidats", "annuler", "--session", session, "--json")
    assert (undone.code, undone.json["numero"]) == (0, 1)
    assert undone.sentence == "L’import de « liste.csv » est annulé : 3 candidats retirés, 0 fiche remise comme avant."
    assert names(terminal, session) == []
    assert terminal.run("candidats", "dernier-import", "--session", session).code == 1


def test_a_correspondence_serves_again_for_the_same_titles(terminal: Terminal, session: Path, tmp_path: Path) -> None:
    titles = ("Nom porté", "Nommée", *TITLES[2:])
    liste = written(tmp_path, text(titles=titles))
    columns = tmp_path / "colonnes.json"
    columns.write_text(json.dumps({"Nom porté": "nom_naissance", "B": "prenom", "Téléphone": ""}), encoding="utf-8")
    assert terminal.run("candidats", "importer", liste, "--simuler").code == 1

    simulated = terminal.run("candidats", "importer", liste, "--simuler", "--correspondance", columns)
    assert "1 colonne laissée de côté : Téléphone." in simulated.err
    assert terminal.run("candidats", "importer", liste, "--simuler").code == 1, "a simulation keeps nothing"

    ran = terminal.run("candidats", "importer", liste, "--session", session, "--correspondance", columns)
    assert "La correspondance est retenue" in ran.err
    settings = (tmp_path / "settings.json").read_text(encoding="utf-8")
    assert "nomporte" in settings
    for person in PEOPLE:
        for value in person:
            assert str(value) not in settings

    next_one = written(tmp_path, text(titles=titles, people=changed(0, "KERBRAT", "TANGUY", "MÜLLER")))
    ran = terminal.run("candidats", "importer", next_one, "--simuler", "--json")
    assert [line["nom_naissance"] for line in ran.json["acceptees"]] == ["KERBRAT", "TANGUY", "MÜLLER"]
    assert {line["telephone"] for line in ran.json["acceptees"]} == {""}
    assert "Correspondance retenue" in ran.err
