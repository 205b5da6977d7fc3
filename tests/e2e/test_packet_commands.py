"""`jurade paquet`: packets made, taken in and counted, as people type it and as scripts read it."""

from pathlib import Path

import pytest

from tests.e2e.terminal import Terminal, plain
from tests.integration.services.laptops import (
    ANNE,
    BENOIT,
    CHLOE,
    CRITERIA,
    ECRIT,
    ELODIE,
    GRIDS,
    ORAL,
    PINS,
    Laptops,
    grade,
)

OPEN = "grilles restent à verrouiller : faites alors un autre paquet.\n"


@pytest.fixture(scope="module")
def laptops(homes: Path, tmp_path_factory: pytest.TempPathFactory) -> Laptops:  # noqa: ARG001 - work only in a home
    made = Laptops(tmp_path_factory.mktemp("laptops"))
    with made.open("poste-b") as room:
        for part_id in CRITERIA:
            grade(room, BENOIT, ELODIE, part_id)
        grade(room, BENOIT, CHLOE, ECRIT, lock=False)
    with made.open("poste-c") as room:
        grade(room, BENOIT, ELODIE, ECRIT, met=False)
    return made


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    shell = Terminal(tmp_path / "referentiels")
    shell.environment["JURADE_CODE"] = PINS[2]
    return shell


@pytest.fixture
def table(laptops: Laptops, tmp_path: Path) -> Path:
    """The session on the laptop of the deliberation."""
    path = tmp_path / "table.jurade"
    path.touch(mode=0o600)
    path.write_bytes(laptops.content)
    return path


@pytest.fixture
def keys(terminal: Terminal, laptops: Laptops, tmp_path: Path) -> list[Path]:
    """Benoît's packets of his two laptops."""
    made = [
        terminal.run("paquet", "produire", "--session", laptops.folder / f"{name}.jurade", "--jure", 2,
                     "--sortie", tmp_path / name, "--json")
        for name in ("poste-b", "poste-c")
    ]  # fmt: skip
    assert [(each.code, each.err) for each in made] == [
        (
            0,
            f"Paquet de Benoît Petit : 2 grilles verrouillées.\n4 {OPEN}",
        ),
        (
            0,
            f"Paquet de Benoît Petit : 1 grille verrouillée.\n5 {OPEN}",
        ),
    ]
    assert [each.json["grilles"] for each in made] == [2, 1]
    paths = [Path(each.json["fichier"]) for each in made]
    assert [path.stat().st_size for path in paths] == [each.json["octets"] for each in made]
    return paths


def test_packets_are_made_taken_in_and_counted(terminal: Terminal, table: Path, keys: list[Path]) -> None:
    taken = terminal.run("paquet", "integrer", "--session", table, keys[0], "--json")
    [packet] = taken.json["paquets"]
    assert (taken.code, taken.err) == (0, f"{keys[0].name} : Benoît Petit, poste poste-a : 2 grilles reçues.\n")
    assert (packet["etat"], packet["jure"], packet["ajoutees"]) == ("pris", 2, 2)

    counted = terminal.run("paquet", "registre", "--session", table, "--json").json
    assert (counted["attendues"], counted["reglees"]) == (GRIDS, 2)
    benoit = next(juror for juror in counted["jures"] if juror["id"] == 2)
    assert (benoit["attendues"], len(benoit["dues"])) == (6, 4)
    assert {"candidat": "2616803", "partie": ORAL, "etat": "attendue"} in benoit["dues"]
    aloud = terminal.run("paquet", "registre", "--session", table).out
    assert plain(aloud).splitlines()[0] == f"Grilles réglées : 2 sur {GRIDS}"
    assert "2 · Benoît Petit · 2 sur 6" in aloud
    assert "    2616803 · ecrit · attendue" in aloud


def test_each_packet_is_told_apart_and_a_refused_one_stops_nothing(
    terminal: Terminal, table: Path, keys: list[Path], tmp_path: Path
) -> None:
    photo, half = tmp_path / "photo.jpg", tmp_path / "coupe.jurypack"
    photo.write_bytes(b"\xff\xd8\xff" * 40)
    half.write_bytes(keys[0].read_bytes()[:900])
    absent = tmp_path / "absent.jurypack"
    folder = terminal.run("paquet", "integrer", "--session", table, tmp_path / "poste-b", tmp_path / "referentiels")
    assert (
        f"poste-b est un dossier. Donnez les paquets qu’il contient, l’un après l’autre : {keys[0].name}." in folder.err
    )
    taken = terminal.run(
        "paquet", "integrer", "--session", table, photo, keys[0], half, absent, keys[0], keys[1], "--json"
    )
    assert taken.code == 1
    assert [each["etat"] for each in taken.json["paquets"]] == [
        "refuse",
        "pris",
        "refuse",
        "refuse",
        "deja_recu",
        "pris",
    ]
    said = taken.err.splitlines()
    assert said[0] == "photo.jpg : Ce fichier n’est pas un paquet de juré. Choisissez un fichier .jurypack."
    assert said[2].startswith("coupe.jurypack : Ce paquet est incomplet")
    assert (
        said[3]
        == "absent.jurypack : Le fichier absent.jurypack n’existe pas ou n’existe plus. Vérifiez son emplacement."
    )
    assert said[4].endswith("déjà reçu (Benoît Petit, poste poste-a), rien ne change.")
    assert said[5].endswith(
        "0 grille reçue, 1 en plusieurs versions. Benoît Petit garde une version dans le registre (V)."
    )
    [dispute] = terminal.run("paquet", "registre", "--session", table, "--json").json["versions"]
    assert (dispute["jure"], dispute["candidat"], dispute["partie"]) == (2, ELODIE, ECRIT)
    assert len(dispute["empreintes"]) == 2


def test_a_code_comes_from_a_file_before_the_variable_and_never_from_an_argument(
    terminal: Terminal, laptops: Laptops, tmp_path: Path
) -> None:
    session = laptops.copy("poste-code")
    code = tmp_path / "code.txt"
    code.write_text(f"{PINS[1]}\n", encoding="utf-8")
    words = ("paquet", "produire", "--session", session, "--jure", ANNE.person_id, "--sortie", tmp_path)
    assert terminal.run(*words, "--code-fichier", code).code == 0
    wrong = terminal.run(*words)
    assert (wrong.code, wrong.sentence) == (1, "Ce n’est pas le code d’Anne Durand. Vérifiez, puis recommencez.")
    with pytest.raises(SystemExit):
        terminal.run(*words, "--code", PINS[1])


def test_nobody_unknown_makes_a_packet(terminal: Terminal, laptops: Laptops) -> None:
    ran = terminal.run("paquet", "produire", "--session", laptops.folder / "poste-b.jurade", "--jure", 9)
    assert ran.code == 1
    assert "2 (Benoît Petit)" in ran.sentence
