"""The command line, as people type it and as scripts read it."""

import re
import sqlite3
import subprocess
from pathlib import Path
from subprocess import PIPE

import pypdfium2
import pytest

from app.domain.candidate_columns import CandidateField
from app.domain.people import Actor
from app.services import closing, jury_room
from tests.builders import PASSPHRASE
from tests.e2e.terminal import PROGRAM, Ran, Terminal, plain, run_program
from tests.integration.services.room import PINS, Stages

CREATION = (
    "--referentiel", "acom-2025", "--type", "titre", "--centre", "Centre du Ponant", "--debut", "2026-05-12",
    "--responsable", "Claire Moreau", "--pv", "2026-014",
    "--jure", "Anne;Durand;cheffe des ventes;Boréal;H-1;2030-12-31", "--jure", "Bruno;Petit",
)  # fmt: skip
LIST = """\
Nom de naissance;Prénom;Date de naissance;Identifiant candidat;Voie d’accès;CCP déjà obtenus;Couleur préférée
LE GOFF;Élodie;14/03/1995;0616801;Formation;;bleu
N’DIAYE;Souleymane;31/02/1998;0616802;VAE;CCP1 (02/06/2025);vert
ÖZTÜRK;;04/07/1999;0616803;Formation;;
Total : 3;;;;;;
"""


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    return Terminal(tmp_path / "referentiels")


@pytest.fixture(scope="module")
def stages(homes: Path, tmp_path_factory: pytest.TempPathFactory) -> Stages:  # noqa: ARG001 - work only in a home
    return Stages(tmp_path_factory.mktemp("stages"))


@pytest.fixture
def liste(tmp_path: Path) -> Path:
    path = tmp_path / "liste.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """A path where no session stands yet."""
    return tmp_path / "nouvelle.jurade"


@pytest.fixture
def present(stages: Stages, tmp_path: Path) -> Path:
    """A session whose candidates 1 to 3 are present and whose jurors 1 and 2 have declared."""
    return copied(stages, "present", tmp_path)


@pytest.fixture
def closed(stages: Stages, tmp_path: Path) -> Path:
    """A session that the jury has closed."""
    return copied(stages, "closed", tmp_path)


def copied(stages: Stages, stage: str, folder: Path) -> Path:
    path = folder / "essai.jurade"
    path.touch(mode=0o600)
    path.write_bytes(stages.content(stage))
    return path


def infos(terminal: Terminal, session: Path) -> Ran:
    return terminal.run("session", "infos", session, "--json")


def misused(capsys: pytest.CaptureFixture[str], terminal: Terminal, *words: object) -> str:
    """What the parser says of words that it does not understand."""
    with pytest.raises(SystemExit) as stopped:
        terminal.run(*words)
    assert stopped.value.code == 2
    [line] = capsys.readouterr().err.splitlines()
    return plain(line)


# session


def test_a_session_is_created_then_described(terminal: Terminal, new: Path) -> None:
    created = terminal.run("session", "creer", new, *CREATION, "--json")
    assert created.code == 0
    assert "nouvelle.jurade est créé" in created.err
    assert created.json == infos(terminal, new).json
    told = created.json
    assert set(told) == {
        "referentiel", "empreinte_referentiel", "type", "centre", "debut", "fin", "ceres", "pv", "close", "scellee",
        "emportee", "jury", "candidats", "journal",
    }  # fmt: skip
    assert (told["referentiel"], told["type"], told["debut"], told["fin"]) == (
        "acom-2025",
        "titre",
        "2026-05-12",
        "2026-05-12",
    )
    assert told["jury"] == [
        {"id": 1, "nom": "Anne Durand", "fonction": "jure"},
        {"id": 2, "nom": "Bruno Petit", "fonction": "jure"},
    ]
    assert (told["close"], told["scellee"], told["candidats"]) == (False, False, [])


def test_a_session_is_described_to_people_too(terminal: Terminal, present: Path) -> None:
    told = terminal.run("session", "infos", present)
    assert (told.code, told.err) == (0, "")
    assert "1 · Anne Durand · membre du jury" in told.out
    assert "2616802 · N’DIAYE Souleymane · Mise en situation écrite, Entretien technique, Entretien final" in told.out
    assert "4 candidats" in told.out


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"--referentiel": "acom-2020"}, "connue sans ses critères"),
        ({"--referentiel": "inconnu"}, "acom-2025"),
        ({"--type": "ccp9"}, "Types connus : titre, "),
        ({"--centre": " "}, "le centre"),
        ({"--fin": "2026-05-11"}, "Vérifiez les deux dates"),
    ],
)
def test_a_session_that_cannot_be_created_leaves_no_file(
    terminal: Terminal, new: Path, changes: dict[str, str], told: str
) -> None:
    words = [word for change in changes.items() for word in change]
    ran = terminal.run("session", "creer", new, *CREATION, *words, "--json")
    assert (ran.code, ran.out) == (1, "")
    assert told in ran.sentence
    assert not new.exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--debut", "12/05/26"), "« 12/05/26 » : une date s’écrit AAAA-MM-JJ"),
        (("--jure", "Anne"), "« Anne » : un juré s’écrit PRÉNOM;NOM"),
        (("--jure", "Anne;Durand;;;H-1;31/02/2030"), "« 31/02/2030 » : une date s’écrit AAAA-MM-JJ"),
        (("--phrase", PASSPHRASE), "« --phrase bocal lucarne trèfle ovale sifflet » n’est pas attendu ici"),
        (("--ceres",), "--ceres attend une valeur"),
        (("--couleur", "bleu"), "« --couleur bleu » n’est pas attendu ici"),
    ],
)
def test_a_creation_misspelt_is_told_in_french_and_leaves_no_file(
    terminal: Terminal, new: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], told: str
) -> None:
    assert told in misused(capsys, terminal, "session", "creer", new, *CREATION, *words)
    assert not new.exists()


def test_a_new_session_is_checked_against_every_rule(terminal: Terminal, new: Path) -> None:
    terminal.run("session", "creer", new, *CREATION)
    checked = terminal.run("session", "controler", new, "--json")
    assert checked.code == 1
    rules = {rule["numero"]: rule for rule in checked.json["regles"]}
    assert set(rules[8]) == {"numero", "regle", "source", "etat", "constats", "points", "derogations"}
    assert rules[1]["etat"] == "respectée"
    assert rules[8]["etat"] == "pas encore", "each juror declares on sitting down"
    assert {point["attendu"] for point in rules[8]["points"]} == {True}
    assert len(rules[8]["constats"]) == 2
    aloud = terminal.run("session", "controler", new)
    assert aloud.code == 1
    assert "La session ne compte aucun candidat." in aloud.out


def test_a_session_that_keeps_every_rule_is_checked_with_success(terminal: Terminal, closed: Path) -> None:
    assert terminal.run("session", "controler", closed).code == 1, "results are still provisional"
    early = terminal.run("pv", "valider", "--session", closed, "--date", "2026-05-11")
    assert (early.code, "Vérifiez la date" in early.err) == (1, True)
    valid = terminal.run("pv", "valider", "--session", closed, "--date", "12/05/2026")
    assert (valid.code, valid.err) == (0, "Procès-verbal validé le 12/05/2026 : les résultats sont définitifs.\n")
    checked = terminal.run("session", "controler", closed, "--json")
    assert checked.code == 0
    assert {rule["etat"] for rule in checked.json["regles"]} == {"respectée"}
    assert infos(terminal, closed).json["candidats"][3]["decision"] == "absence"


def test_a_point_is_let_stand_by_a_named_authority(terminal: Terminal, new: Path) -> None:
    terminal.run("session", "creer", new, *CREATION)
    grant = ("session", "deroger", "--session", new, "--par", "Mme Rivoire, DDETS", "--raison", "courrier attendu")

    unwanted = terminal.run(*grant, "--regle", "8")
    assert (unwanted.code, "Aucun point de la règle 8" in unwanted.sentence) == (1, True)
    several = terminal.run(*grant, "--regle", "3")
    assert several.code == 2
    assert several.err.startswith("Plusieurs points répondent : dites lequel avec --point.\n1 · ")
    granted = terminal.run(*grant, "--regle", "3", "--point", "1", "--json")
    assert (granted.code, granted.json["numero"], granted.json["regle"]) == (0, 1, 3)

    told = terminal.run("session", "controler", new)
    point = plain(granted.json["constat"])
    assert f"    {point}\n        raison écrite par Mme Rivoire, DDETS le 12/05/2026" in plain(told.out)
    rules = {rule["numero"]: rule for rule in terminal.run("session", "controler", new, "--json").json["regles"]}
    [kept] = rules[3]["derogations"]
    assert (kept["etat"], kept["accordee_par"], kept["raison"]) == (
        "raison écrite",
        "Mme Rivoire, DDETS",
        "courrier attendu",
    )
    assert granted.json["constat"] not in rules[3]["constats"]


def test_a_jury_that_did_not_come_is_noted_by_the_responsable(terminal: Terminal, present: Path) -> None:
    cause = "Aucun membre du jury ne s’est présenté à 9 h."
    note = ("session", "carence", "--session", present, "--cause", cause, "--candidat")
    absent = ("--jure-absent", "1", "--jure-absent", "2")

    assert terminal.run(*note, "2616801", *absent).code == 0
    assert terminal.run(*note, "2616802", *absent).code == 0
    unknown = terminal.run(*note, "2616803", "--jure-absent", "77")
    assert (unknown.code, "77" in unknown.sentence) == (1, True)


def test_the_want_of_a_quorum_is_noted_and_taken_back(terminal: Terminal, present: Path) -> None:
    note = ("session", "carence", "--session", present, "--candidat", "2616801")
    cause = "Benoît Petit emploie cette candidate depuis mars."

    enough = terminal.run(*note, "--cause", cause)
    assert (enough.code, "le quorum est atteint" in enough.sentence) == (1, True)
    link = ("personnes", "lier", "--session", present, "--jure", "2", "--candidat", "2616801", "--lien", "entreprise")
    assert terminal.run(*link).code == 0
    short = terminal.run(*note, "--cause", "trop court")
    assert (short.code, "15 caractères" in short.sentence) == (1, True)
    noted = terminal.run(*note, "--cause", cause, "--mesures", "Aucun suppléant.", "--json")
    assert (noted.code, noted.json) == (0, {"candidat": "2616801", "carence": True})

    told = terminal.run("session", "controler", present).out
    assert "Le jury ne délibère pas sur 1 candidat, faute de quorum" in told
    taken = terminal.run(*note, "--reprendre", "lien noté par erreur")
    assert (taken.code, "constatation reprise" in taken.err) == (0, True)
    again = terminal.run(*note, "--reprendre", "lien noté par erreur")
    assert (again.code, "il n’y a rien à reprendre" in again.sentence) == (1, True)


def test_what_a_paper_day_settled_is_recorded(terminal: Terminal, new: Path, liste: Path) -> None:
    terminal.run("session", "creer", new, *CREATION)
    terminal.run("candidats", "importer", liste, "--session", new)
    only = terminal.run("session", "constater", "--session", new, "--piece", "passeport", "--candidat", "0616802")
    assert (only.code, only.err) == (0, "Présences constatées : 1.\n")
    others = terminal.run("session", "constater", "--session", new, "--piece", "carte d’identité")
    assert others.err == "Présences constatées : 1.\n"
    declared = terminal.run("session", "declarer", "--session", new, "--jure", "2")
    noted, code = declared.err.splitlines()
    assert noted == "Déclarations notées : 1."
    assert code == "Chaque juré choisit ensuite son code dans la fenêtre, en prenant le poste (Ctrl+J)."
    assert terminal.run("session", "declarer", "--session", new).err.startswith("Déclarations notées : 1.\n")
    rules = terminal.run("session", "controler", new, "--json").json["regles"]
    assert {rule["etat"] for rule in rules if rule["numero"] in (8, 11)} == {"respectée"}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("constater", "--piece", "passeport", "--candidat", "2616801", "--candidat", "9"), "identifiant « 9 »"),
        (("declarer", "--jure", "3"), "1 (Anne Durand), 2 (Benoît Petit)"),
    ],
)
def test_nobody_unknown_is_passed_over(terminal: Terminal, present: Path, words: tuple[str, ...], told: str) -> None:
    before = infos(terminal, present).json
    ran = terminal.run("session", *words, "--session", present)
    assert ran.code == 1
    assert told in ran.sentence
    assert infos(terminal, present).json == before


# The passphrase


def test_the_phrase_comes_from_a_file_before_the_variable(terminal: Terminal, present: Path, tmp_path: Path) -> None:
    phrase = tmp_path / "phrase.txt"
    for content in (PASSPHRASE.encode(), b"\xef\xbb\xbf" + PASSPHRASE.encode() + b"\r\n"):
        phrase.write_bytes(content)
        terminal.environment = {"JURADE_PHRASE": "autre"}
        assert terminal.run("session", "infos", present, "--phrase-fichier", phrase, "--json").code == 0
    assert infos(terminal, present).sentence.startswith("La phrase secrète ne convient pas à essai.jurade.")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "Le fichier phrase.txt n’existe pas"),
        (b"\xff\xfe\x00", "Le fichier phrase.txt ne peut pas être lu"),
        (b"\n", "La phrase secrète est vide"),
        (b"autre", "La phrase secrète ne convient pas à essai.jurade"),
    ],
)
def test_a_phrase_that_does_not_open_is_told_in_one_sentence(
    terminal: Terminal, present: Path, tmp_path: Path, content: bytes | None, told: str
) -> None:
    phrase = tmp_path / "phrase.txt"
    if content is not None:
        phrase.write_bytes(content)
    ran = terminal.run("session", "infos", present, "--phrase-fichier", phrase, "--json")
    assert (ran.code, ran.out) == (1, "")
    assert ran.sentence.startswith(told)


# candidats


def test_a_simulated_import_tells_a_script_everything(terminal: Terminal, liste: Path) -> None:
    ran = terminal.run("candidats", "importer", liste, "--simuler", "--json")
    assert ran.code == 0
    told = ran.json
    assert list(told) == [
        "feuille", "ligne_entete", "lignes_lues", "correspondance", "acceptees", "signalees", "rejetees", "ajouts",
        "modifications", "inchangees",
    ]  # fmt: skip
    assert (told["ligne_entete"], told["lignes_lues"]) == (1, 3)
    assert told["correspondance"] == {
        "Nom de naissance": "nom_naissance",
        "Prénom": "prenom",
        "Date de naissance": "date_naissance",
        "Identifiant candidat": "identifiant_candidat",
        "Voie d’accès": "voie_acces",
        "CCP déjà obtenus": "ccp_deja_obtenus",
    }
    elodie, souleymane = told["acceptees"]
    assert list(elodie) == ["ligne", *(each.value for each in CandidateField)]
    assert (elodie["ligne"], elodie["date_naissance"], elodie["identifiant_candidat"]) == (2, "1995-03-14", "0616801")
    assert (souleymane["ligne"], souleymane["date_naissance"]) == (3, None)
    [flagged], [rejected] = told["signalees"], told["rejetees"]
    assert list(flagged) == list(rejected) == ["ligne", "champ", "valeur", "motif"]
    assert (flagged["ligne"], flagged["champ"], flagged["valeur"]) == (3, "date_naissance", "31/02/1998")
    assert (rejected["ligne"], rejected["champ"]) == (4, "prenom")
    assert (told["ajouts"], told["modifications"], told["inchangees"]) == (2, 0, 0)
    assert "ligne 3, Date de naissance (« 31/02/1998 ») : " in ran.err
    assert "3 lignes lues, 2 candidats seraient ajoutés." in ran.err


def test_a_list_to_fill_is_written_once_and_can_be_imported(terminal: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "liste à remplir.xlsx"
    ran = terminal.run("candidats", "modele", path, "--json")
    assert (ran.code, ran.json) == (0, {"fichier": str(path)})
    told = terminal.run("candidats", "importer", path, "--simuler", "--json").json
    assert (told["lignes_lues"], told["signalees"], told["rejetees"], told["ajouts"]) == (1, [], [], 1)

    before = path.read_bytes()
    again = terminal.run("candidats", "modele", path)
    assert (again.code, path.read_bytes()) == (1, before)
    assert "liste à remplir.xlsx existe déjà" in again.sentence


def test_an_import_is_compared_then_written_once(terminal: Terminal, new: Path, liste: Path) -> None:
    terminal.run("session", "creer", new, *CREATION)
    simulated = terminal.run("candidats", "importer", liste, "--session", new, "--simuler", "--json").json
    assert (simulated["ajouts"], simulated["inchangees"]) == (2, 0)
    assert infos(terminal, new).json["candidats"] == []

    terminal.run("candidats", "importer", liste, "--session", new)
    elodie, souleymane = infos(terminal, new).json["candidats"]
    assert (elodie["identifiant_candidat"], elodie["nom"], elodie["voie_acces"]) == (
        "0616801",
        "LE GOFF Élodie",
        "formation",
    )
    assert [part["id"] for part in elodie["modalites"]] == ["ecrit", "oral", "et", "qap", "ef"]
    assert [part["id"] for part in souleymane["modalites"]] == ["ecrit", "oral", "et", "ef"]
    again = terminal.run("candidats", "importer", liste, "--session", new, "--json")
    assert (again.json["ajouts"], again.json["modifications"], again.json["inchangees"]) == (0, 0, 2)
    assert "3 lignes lues, 0 candidat ajouté.\n2 inchangés.\n" in again.err


def test_an_award_that_is_no_ccp_of_this_title_is_told(terminal: Terminal, new: Path, liste: Path) -> None:
    liste.write_text(LIST.replace("CCP1 (02/06/2025)", "CCP7"), encoding="utf-8")
    terminal.run("session", "creer", new, *CREATION)
    ran = terminal.run("candidats", "importer", liste, "--session", new)
    assert ran.code == 0
    assert "ligne 3, CCP déjà obtenus (« CCP7 ») : Ce n’est pas un CCP de cette certification" in ran.err


def test_a_correspondence_names_the_columns(terminal: Terminal, liste: Path, tmp_path: Path) -> None:
    mapping = tmp_path / "colonnes.json"
    mapping.write_text('{"Couleur préférée": "ville"}', encoding="utf-8-sig")
    told = terminal.run("candidats", "importer", liste, "--simuler", "--json", "--correspondance", mapping).json
    assert told["correspondance"]["Couleur préférée"] == "ville"
    assert [line["ville"] for line in told["acceptees"]] == ["bleu", "vert"]


def test_an_import_needs_a_session_or_simulates(terminal: Terminal, liste: Path) -> None:
    ran = terminal.run("candidats", "importer", liste)
    assert (ran.code, ran.out) == (2, "")
    assert "--simuler" in ran.sentence


# grille


def key(terminal: Terminal, session: Path, *lines: str, juror: int = 1, lock: bool = False) -> Ran:
    words = ("grille", "saisir", "--session", session, "--jure", juror, *(["--verrouiller"] if lock else []))
    return terminal.run(*words, stdin="".join(f"{line}\n" for line in lines))


def test_a_paper_grid_is_keyed_line_by_line(terminal: Terminal, present: Path, stages: Stages) -> None:
    lines = (
        "\ufeff2616801;ecrit;c1.1;oui\r",
        "2616801; ecrit ;c1.2; non_observe ; aucune livraison",
        "",
        "1;mise_en_situation;c2.1;non",
        "2616802;mise_en_situation;c3.1;oui",
        "2616801;entretien_technique;c1.1;oui",
    )
    ran = key(terminal, present, *lines)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == ["ok 1", "ok 2", "ok 4", "ok 5", "ok 6"]

    with stages.open_existing(present) as room:
        session = room.session()
        told = {(grid.candidate_id, grid.part_id): dict(grid.marks) for grid in session.grids if grid.juror_id == 1}
        assert {place: {c: (m.value.code, m.word) for c, m in marks.items()} for place, marks in told.items()} == {
            (1, "ecrit"): {"c1.1": ("oui", ""), "c1.2": ("non_observe", "aucune livraison")},
            (1, "oral"): {"c2.1": ("non", "")},
            (2, "ecrit"): {"c3.1": ("oui", "")},
            (1, "et"): {"c1.1": ("oui", "")},
        }
        assert {entry.actor for entry in room.journal() if entry.table_name == "mark"} == {"Anne Durand (ressaisie)"}


def test_a_refused_line_is_named_and_the_others_go_on(terminal: Terminal, present: Path) -> None:
    lines = {
        "2616801;ecrit;c1.1;oui": "",
        "2616801;ecrit;c1.1": "séparés par des points-virgules",
        "2616899;ecrit;c1.1;oui": "« 2616899 »",
        "2616801;qap;c1.1;oui": "« qap »",
        "2616801;ecrit;c9.9;oui": "« c9.9 »",
        "2616802;ecrit;c1.1;oui": "« c1.1 »",
        "2616801;ecrit;c1.1;peut-être": "« peut-être »",
        "2616801;ecrit;c1.1;non_observe": "demande un mot",
        "2616804;ecrit;c1.1;oui": "2616804",
        "2616801;ecrit;c1.2;non": "",
    }
    ran = key(terminal, present, *lines)
    assert ran.code == 1
    assert ran.out.splitlines() == [
        f"refus {number}" if told else f"ok {number}" for number, told in enumerate(lines.values(), start=1)
    ]
    said = ran.err.splitlines()
    expected = [(number, told) for number, told in enumerate(lines.values(), start=1) if told]
    assert len(said) == len(expected)
    for line, (number, told) in zip(said, expected, strict=True):
        assert line.startswith(f"ligne {number} : ")
        assert told in line


def test_complete_grids_are_locked_and_the_others_told(terminal: Terminal, present: Path, stages: Stages) -> None:
    complete = [f"1;ecrit;{criterion};oui" for criterion in ("c1.1", "c1.2", "c3.1", "c3.2")]
    ran = key(terminal, present, "3;ecrit;c1.1;oui", *complete, lock=True)
    assert ran.code == 1
    assert ran.out.splitlines() == ["ok 1", "ok 2", "ok 3", "ok 4", "ok 5"]
    assert "3 éléments à renseigner" in ran.err
    assert ran.err.endswith("1 grille verrouillée sur 2. Les autres restent ouvertes.\n")
    with stages.open_existing(present) as room:
        assert [grid.candidate_id for grid in room.session().grids if grid.is_locked] == [1]
    refused = key(terminal, present, complete[0])
    assert (refused.code, refused.out) == (1, "refus 1\n")
    assert "verrouillée depuis" in refused.sentence


def test_a_locked_answer_is_corrected_with_its_reason(terminal: Terminal, present: Path, stages: Stages) -> None:
    lines = [f"2616803;et;{criterion};oui" for criterion in ("c1.1", "c1.2", "c3.1", "c3.2")]
    key(terminal, present, *lines, lock=True)
    options = ("grille", "corriger", "2616803;et;c1.2;non", "--session", present, "--jure", "1")
    terminal.environment["JURADE_CODE"] = "0000"
    assert "Ce n’est pas le code d’Anne Durand" in terminal.run(*options, "--raison", "case mal lue").sentence
    terminal.environment["JURADE_CODE"] = PINS[1]
    done = terminal.run(*options, "--raison", "case mal lue")
    assert (done.code, done.err) == (0, "2616803 : réponse corrigée sur la grille verrouillée d’Anne Durand.\n")
    again = terminal.run(
        "grille", "corriger", "2616801;et;c1.2;non", "--session", present, "--jure", "1", "--raison", "x"
    )
    assert again.code == 1
    with stages.open_existing(present) as room:
        grid = room.session().grid(1, 3, "et")
        assert grid.is_locked
        assert [(each.criterion_id, each.reason) for each in grid.corrections] == [("c1.2", "case mal lue")]
        jury_room.close_doors(room.desk, Actor(1, "Anne Durand"))
    outside = terminal.run(*options, "--raison", "le jury hésite")
    assert outside.code == 1
    assert "hors de toute autre présence" in outside.sentence


def test_an_accommodation_is_noted_as_read(terminal: Terminal, present: Path, stages: Stages) -> None:
    options = ("candidats", "amenagement-lu", "--session", present, "--candidat")
    read = terminal.run(*options, "2616803", "--jure", "2")
    assert (read.code, read.err) == (0, "DE LA FONTAINE Chloé : aménagement lu par Benoît Petit.\n")
    assert terminal.run(*options, "2616801").code == 1, "nothing to read"
    with stages.open_existing(present) as room:
        session = room.session()
        assert session.has_read_accommodation(session.candidate(3), 2)


def test_an_unknown_juror_keys_nothing(terminal: Terminal, present: Path) -> None:
    ran = key(terminal, present, "2616801;ecrit;c1.1;oui", juror=3)
    assert (ran.code, ran.out) == (1, "")
    assert "1 (Anne Durand), 2 (Benoît Petit)" in ran.sentence


def test_a_juror_who_has_not_declared_keys_nothing(terminal: Terminal, new: Path, liste: Path) -> None:
    terminal.run("session", "creer", new, *CREATION)
    terminal.run("candidats", "importer", liste, "--session", new)
    terminal.run("session", "constater", "--session", new, "--piece", "passeport")
    ran = key(terminal, new, "0616801;ecrit;c3-1;oui", "0616801;et;c5-1;oui")
    assert (ran.code, ran.out) == (1, "refus 1\nrefus 2\n")


# documents, pv


def test_papers_are_written_once_the_session_is_closed(terminal: Terminal, closed: Path, tmp_path: Path) -> None:
    folder = tmp_path / "papiers"
    ran = terminal.run("documents", "produire", "--session", closed, "--sortie", folder)
    assert ran.code == 0
    assert ran.out.splitlines() == [
        "pv-PV-2026-042.pdf",
        "fiche-PV-2026-042-01-2616801.pdf",
        "fiche-PV-2026-042-02-2616802.pdf",
        "fiche-PV-2026-042-03-2616803.pdf",
    ]
    assert sorted(path.name for path in folder.iterdir()) == sorted(ran.out.splitlines())
    only = terminal.run("documents", "produire", "--session", closed, "--sortie", tmp_path / "un", "--type", "pv")
    assert only.out.splitlines() == ["pv-PV-2026-042.pdf"]


def test_no_paper_of_the_jury_is_written_before_closing(terminal: Terminal, present: Path, tmp_path: Path) -> None:
    ran = terminal.run("documents", "produire", "--session", present, "--sortie", tmp_path / "papiers", "--type", "pv")
    assert (ran.code, ran.out) == (1, "")
    assert "la session n’est pas close" in ran.sentence
    assert not (tmp_path / "papiers").exists()


def test_papers_are_made_before_the_day_and_what_one_lacks_is_told(
    terminal: Terminal, present: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "papiers"
    ran = terminal.run("documents", "produire", "--session", present, "--sortie", folder, "--json")
    made = {paper["type"]: paper["fichier"] for paper in ran.json["documents"]}
    assert ran.code == 1, "no candidate has an hour yet"
    assert [paper["type"] for paper in ran.json["refuses"]] == ["convocation"] * 4
    assert "LE GOFF Élodie n’a pas d’heure de convocation" in ran.json["refuses"][0]["motif"]
    assert "LE GOFF Élodie n’a pas d’heure de convocation" in ran.err
    assert made["correspondance"] == "correspondance-S26-00042.pdf"
    assert set(made) == {
        "convocation-jure",
        "declaration",
        "affichage",
        "correspondance",
        "emargement-candidats",
        "emargement-jury",
        "grille-vierge",
    }
    late = next(paper for paper in ran.json["documents"] if paper["type"] == "convocation-jure")["remarques"]
    assert "quinze jours avant" in late[0]
    assert {path.name for path in folder.iterdir()} == {paper["fichier"] for paper in ran.json["documents"]}


def test_papers_of_chosen_types_are_also_bound_together(terminal: Terminal, present: Path, tmp_path: Path) -> None:
    ran = terminal.run(
        *("documents", "produire", "--session", present, "--sortie", tmp_path / "papiers"),
        *("--type", "emargement-jury", "--type", "affichage", "--liasse", "tout.pdf"),
    )
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == ["affichage-S26-00042.pdf", "emargement-jury-S26-00042.pdf", "tout.pdf"]
    assert len(pypdfium2.PdfDocument(tmp_path / "papiers" / "tout.pdf")) == 3


def test_a_paper_grid_is_typed_back_by_what_is_printed_on_it(terminal: Terminal, present: Path, tmp_path: Path) -> None:
    produce = ("documents", "produire", "--session", present, "--sortie", tmp_path, "--type", "grille-vierge")
    assert terminal.run(*produce).code == 0
    text = plain(
        " ".join(
            page.get_textpage().get_text_range()
            for page in pypdfium2.PdfDocument(tmp_path / "grille-vierge-S26-00042-jure-1.pdf")
        )
    )
    hints = re.findall(r"une ligne par critère : (\S+?;\S+?;1;oui)", text)
    assert len(hints) == 8, "each candidate's written work, then each candidate's orals"
    written, heard = hints[:4], hints[4:]
    assert all(hint.startswith("ER-") for hint in written)
    assert [hint.split(";")[0] for hint in heard] == ["2616801", "2616802", "2616803", "2616804"]
    outcomes = [key(terminal, present, hint).out for hint in (*written, heard[0])]
    assert sorted(outcomes) == ["ok 1\n"] * 4 + ["refus 1\n"], "the absent candidate has no grid"
    assert outcomes[-1] == "ok 1\n"


@pytest.fixture
def signed(stages: Stages, tmp_path: Path, closed: Path, terminal: Terminal) -> Path:
    """The procès-verbal, signed by both jurors."""
    with stages.open_existing(closed) as room:
        for juror_id, pin in PINS.items():
            closing.sign(room.desk, juror_id, pin)
    terminal.run("documents", "produire", "--session", closed, "--sortie", tmp_path, "--type", "pv")
    return tmp_path / "pv-PV-2026-042.pdf"


def test_a_signed_record_is_verified(terminal: Terminal, signed: Path) -> None:
    ran = terminal.run("pv", "verifier", signed, "--json")
    assert (ran.code, ran.err) == (0, "")
    told = ran.json
    assert list(told) == ["intact", "signatures", "documents", "empreinte", "motif"]
    assert (told["intact"], told["motif"]) == (True, "")
    assert len(told["empreinte"]) == 64
    assert [list(each) for each in told["signatures"]] == [
        ["signataire", "valide", "couvre_tout", "niveau", "horodatage"]
    ] * 2
    assert [(each["signataire"], each["valide"]) for each in told["signatures"]] == [
        ("Anne Durand", True),
        ("Benoît Petit", True),
    ]
    aloud = terminal.run("pv", "verifier", signed)
    assert (aloud.code, aloud.out.splitlines()[-1]) == (0, "intact")
    assert "Anne Durand" in aloud.out


def test_a_record_touched_or_unsigned_is_not_intact(terminal: Terminal, signed: Path) -> None:
    content = signed.read_bytes()
    signed.write_bytes(content.replace(b"%%EOF", b"%%EOG", 1))
    touched = terminal.run("pv", "verifier", signed, "--json")
    assert touched.code == 1
    assert touched.json["intact"] is False
    assert touched.json["motif"]

    signed.write_bytes(content[: content.index(b"%%EOF") + 6])
    unsigned = terminal.run("pv", "verifier", signed)
    assert unsigned.code == 1
    assert unsigned.out.splitlines()[-1].startswith("non intact")


# sauvegarde


def test_a_session_is_saved_verified_and_restored(terminal: Terminal, present: Path, tmp_path: Path) -> None:
    saved = terminal.run("sauvegarde", "creer", "--session", present)
    assert saved.code == 0
    backup = tmp_path / "essai.sauvegardes" / saved.out.strip()
    assert backup.is_file()
    verified = terminal.run("sauvegarde", "verifier", "--session", backup)
    assert verified.code == 0
    assert "journal complet" in verified.sentence
    target = tmp_path / "reprise.jurade"
    restored = terminal.run("sauvegarde", "restaurer", "--session", backup, "--vers", target)
    assert restored.code == 0
    assert infos(terminal, target).json == infos(terminal, present).json
    again = terminal.run("sauvegarde", "restaurer", "--session", backup, "--vers", target)
    assert again.code == 1
    assert "existe déjà" in again.sentence


# Whatever fails


def test_every_file_that_fails_is_told_in_one_sentence(
    terminal: Terminal, present: Path, liste: Path, tmp_path: Path
) -> None:
    wrong: dict[str, bytes] = {
        "vide.csv": b"",
        "sans-titres.csv": b"un,deux\n1,2\n",
        "abime.xlsx": b"PK\x03\x04" + bytes(200),
        "texte.pdf": b"un texte",
        "texte.jurade": b"un texte qui n'est pas une session" * 200,
        "tableau.json": b"[1, 2]",
        "faux.json": b"{",
        "champ.json": b'{"Pr\xc3\xa9nom": "couleur"}',
        "colonne.json": b'{"Taille": "ville"}',
    }
    for name, content in wrong.items():
        (tmp_path / name).write_bytes(content)
    connection = sqlite3.connect(tmp_path / "claire.jurade")
    connection.execute("CREATE TABLE mark (value TEXT)")
    connection.close()
    damaged = bytearray(present.read_bytes())
    damaged[-2000:-1000] = bytes(1000)
    (tmp_path / "abimee.jurade").write_bytes(damaged)

    def at(name: str) -> Path:
        return tmp_path / name

    importing = ("candidats", "importer", "--simuler", "--json")
    for words in (
        (*importing, at("rien.csv")),
        (*importing, at("vide.csv")),
        (*importing, at("sans-titres.csv")),
        (*importing, at("abime.xlsx")),
        (*importing, at("texte.pdf")),
        (*importing, tmp_path),
        (*importing, liste, "--correspondance", at("rien.json")),
        (*importing, liste, "--correspondance", at("tableau.json")),
        (*importing, liste, "--correspondance", at("faux.json")),
        (*importing, liste, "--correspondance", at("champ.json")),
        (*importing, liste, "--correspondance", at("colonne.json")),
        (*importing, liste, "--correspondance", tmp_path),
        ("session", "infos", at("rien.jurade"), "--json"),
        ("session", "infos", at("texte.jurade"), "--json"),
        ("session", "infos", at("claire.jurade"), "--json"),
        ("session", "infos", at("abimee.jurade"), "--json"),
        ("session", "infos", at("vide.csv"), "--json"),
        ("session", "infos", tmp_path, "--json"),
        ("session", "creer", present, *CREATION, "--json"),
        ("session", "creer", at("absent") / "loin" / "x.jurade", *CREATION, "--json"),
        ("pv", "verifier", at("rien.pdf"), "--json"),
        ("pv", "verifier", at("texte.pdf"), "--json"),
        ("pv", "verifier", tmp_path, "--json"),
        ("documents", "produire", "--session", present, "--sortie", at("texte.pdf")),
        ("sauvegarde", "restaurer", "--session", at("rien.jurade"), "--vers", at("x.jurade")),
        ("sauvegarde", "restaurer", "--session", at("texte.jurade"), "--vers", at("x.jurade")),
        ("referentiel", "montrer", "inconnu", "--json"),
        ("referentiel", "ajouter", at("rien.yaml"), "--json"),
    ):
        ran = terminal.run(*words)
        assert (ran.code, ran.out) == (1, ""), words
        assert ran.sentence.endswith("."), words
        assert "Errno" not in ran.sentence, words
    assert not at("x.jurade").exists()


def test_a_session_open_elsewhere_is_left_alone(terminal: Terminal, present: Path, stages: Stages) -> None:
    with stages.open_existing(present):
        ran = infos(terminal, present)
    assert (ran.code, ran.out) == (1, "")
    assert "déjà ouvert sur ce poste" in ran.sentence
    assert infos(terminal, present).code == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("session",), "il manque ACTION"),
        (("grille", "saisir", "--session", "x"), "il manque --jure"),
        (("grille", "saisir", "--session", "x", "--jure", "Anne"), "« Anne » ne convient pas à --jure"),
        (
            ("documents", "produire", "--session", "x", "--sortie", "y", "--type", "note"),
            "Choix : convocation, convocation-jure",
        ),
        (("pv", "signer", "x"), "« signer » ne convient pas"),
        (("session", "info", "x"), "reprendre, deroger, carence (le plus proche : « infos »). Voir"),
        (("planning", "calculer", "--session", "x", "--debut", "8h75"), "une heure s’écrit HH:MM"),
        (("referentiel", "lister", "--json=oui"), "--json n’attend pas de valeur"),
    ],
)
def test_misuse_is_told_in_french(
    terminal: Terminal, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], told: str
) -> None:
    sentence = misused(capsys, terminal, *words)
    assert told in sentence
    assert "--help" in sentence


def test_the_help_is_in_french(terminal: Terminal, capsys: pytest.CaptureFixture[str]) -> None:
    for words in ((), ("session",), ("grille", "saisir")):
        with pytest.raises(SystemExit) as stopped:
            terminal.run(*words, "--help")
        assert stopped.value.code == 0
        text = plain(capsys.readouterr().out)
        assert text.startswith("utilisation : jurade")
        assert "afficher cette aide" in text
        assert not any(english in text for english in ("usage", "positional", "show this"))


# The window


def test_without_a_command_the_window_opens(terminal: Terminal, tmp_path: Path) -> None:
    session = tmp_path / "essai.jurade"
    assert terminal.run().code == terminal.run(session).code == terminal.run("demo", "--ouvrir").code == 0
    assert terminal.run("demo", "--sortie", tmp_path).code == 0
    assert terminal.run("demo", "--sortie", tmp_path, "--sans-ecran").code == 0
    played = [("play", tmp_path, False), ("play", tmp_path, True)]
    assert terminal.windows.opened == [None, session, "demonstration", *played]


@pytest.mark.parametrize("words", [("sesion",), ("essai.pdf",), ("essai.jurade", "autre.jurade")])
def test_a_word_that_is_nothing_is_told(terminal: Terminal, words: tuple[str, ...]) -> None:
    ran = terminal.run(*words)
    assert ran.code == 2
    assert words[0] in ran.sentence
    assert ("Vouliez-vous dire « session » ?" in ran.sentence) == (words[0] == "sesion")
    assert terminal.windows.opened == []


# The installed program


def test_the_installed_program_reads_and_writes_utf8_whatever_the_system_prefers(
    present: Path, stages: Stages, tmp_path: Path
) -> None:
    phrase = tmp_path / "phrase.txt"
    phrase.write_text(PASSPHRASE, encoding="utf-8")
    lines = "2616801;ecrit;c1.1;non_observe;pas d’été\n".encode() + b"2616801;ecrit;c1.\xff;oui\n2616801;ecrit;c1.2;oui"
    old = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii:strict"}
    words = ("grille", "saisir", "--session", present, "--jure", "1", "--phrase-fichier", phrase)
    ran = run_program(*words, stdin=lines, **old)
    assert (ran.code, ran.out) == (1, "ok 1\nrefus 2\nok 3\n")
    assert ran.sentence.startswith("ligne 2 : Le critère ")
    with stages.open_existing(present) as room:
        assert room.session().grid(1, 1, "ecrit").marks["c1.1"].word == "pas d’été"


def test_without_a_terminal_the_phrase_is_never_taken_from_what_is_piped_in(present: Path) -> None:
    words = ("grille", "saisir", "--session", present, "--jure", "1")
    ran = run_program(*words, stdin=f"{PASSPHRASE}\n2616801;ecrit;c1.1;oui\n".encode(), JURADE_PHRASE="")
    assert (ran.code, ran.out) == (1, "")
    assert ran.sentence.startswith("La phrase secrète est vide")


def test_the_installed_program_gives_json_alone_and_its_exit_codes(tmp_path: Path, liste: Path) -> None:
    assert PROGRAM.is_file()
    done = run_program("candidats", "importer", liste, "--simuler", "--json")
    assert done.code == 0
    assert done.json["ajouts"] == 2
    assert "2 candidats seraient ajoutés" in done.err
    refused = run_program("pv", "verifier", tmp_path / "rien.pdf", "--json")
    assert (refused.code, refused.out) == (1, "")
    assert refused.sentence == "Le fichier rien.pdf n’existe pas ou n’existe plus. Vérifiez son emplacement."
    misused = run_program("pv", "verifier")
    assert (misused.code, misused.out) == (2, "")
    assert "il manque FICHIER.pdf" in misused.sentence


def test_a_reader_that_has_read_enough_stops_nothing_else() -> None:
    with subprocess.Popen([PROGRAM, "referentiel", "schema"], stdout=PIPE, stderr=PIPE) as running:  # noqa: S603 - the program itself
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        told = running.stderr.read().decode()
    assert (running.returncode, told) == (1, "")


# At the door


def seen(terminal: Terminal, session: Path, verb: str, candidate: str, *options: str) -> tuple[int, str]:
    ran = terminal.run("candidats", verb, "--session", session, "--candidat", candidate, *options)
    return ran.code, plain(ran.err).strip()


def test_an_absence_has_a_code_that_asks_only_what_it_needs(terminal: Terminal, present: Path) -> None:
    code, said = seen(terminal, present, "absence", "2616804", "--code", "justifiee", "--raison", "certificat reçu")
    assert code == 1
    assert "« Absence justifiée » demande un mot : justification reçue." in said
    code, said = seen(
        terminal, present, "absence", "2616804", "--code", "justifiee", "--precision", "certificat", "--raison", "reçu"
    )
    assert (code, said) == (0, "ÖZTÜRK İbrahim : absence justifiée.")


def test_a_correction_at_the_door_asks_why(terminal: Terminal, present: Path) -> None:
    code, said = seen(terminal, present, "presence", "2616801", "--piece", "passeport")
    assert code == 1
    assert "donnez une raison" in said


def test_a_departure_is_recorded_resumed_and_taken_back(terminal: Terminal, present: Path) -> None:
    code, said = seen(terminal, present, "depart", "2616801", "--type", "abandon")
    assert code == 1
    assert "constatez plutôt une absence" in said
    code, said = seen(terminal, present, "depart", "2616801", "--type", "interruption", "--raison", "malaise")
    assert code == 0
    assert "interruption à" in said
    assert seen(terminal, present, "reprise", "2616801")[0] == 0
    code, said = seen(terminal, present, "reprise", "2616801")
    assert code == 1
    assert "Aucune interruption" in said
    code, said = seen(terminal, present, "depart", "2616801", "--retirer", "--raison", "erreur")
    assert code == 1
    assert "Aucun départ définitif" in said


def test_a_latecomer_who_is_refused_is_absent(terminal: Terminal, present: Path) -> None:
    code, said = seen(terminal, present, "retard", "2616801", "--refuser")
    assert code == 1
    assert "raison" in said
    code, said = seen(terminal, present, "retard", "2616801", "--refuser", "--raison", "sujets commentés")
    assert code == 0
    assert "non admis" in said


# What happens during the day


def test_an_incident_and_a_fraud_are_written_down_and_printed(
    terminal: Terminal, new: Path, liste: Path, tmp_path: Path
) -> None:
    terminal.run("session", "creer", new, *CREATION)
    terminal.run("candidats", "importer", liste, "--session", new)
    noted = terminal.run("incident", "noter", "Alarme incendie", "--session", new, "--candidat", "0616802", "--json")
    assert (noted.code, noted.json, noted.err) == (0, {"incident": 1}, "Incident n° 1 noté.\n")
    assert terminal.run("incident", "noter", " ", "--session", new).code == 1
    fraud = ("fraude", "signaler", "--session", new, "--candidat", "0616802")
    alone = terminal.run(*fraud, "Téléphone sous la copie")
    assert (alone.code, "au moins un témoin" in alone.err) == (1, True)
    told = terminal.run(*fraud, "Exclu de la salle", "--partie", "ecrit", "--temoin", "Claire Moreau;surveillante")
    assert told.code == 0
    assert "« Exclu » dit déjà une suite" in told.err
    assert "Rapport de fraude n° 1 noté." in told.err
    made = terminal.run("documents", "produire", "--session", new, "--sortie", tmp_path / "d", "--type", "fraude")
    assert made.code == 0
    assert [path.name for path in (tmp_path / "d").iterdir()] == made.out.split()
