"""The planning on the command line: computed, refused with what would make it fit, kept, shown, recomputed."""

from pathlib import Path

import pytest

from tests.builders import PASSPHRASE
from tests.e2e.terminal import Terminal

CREATION = (
    "--referentiel", "acom-2025", "--type", "titre", "--centre", "Centre du Ponant", "--debut", "2026-05-12",
    "--responsable", "Claire Moreau", "--jure", "Anne;Durand", "--jure", "Bruno;Petit",
)  # fmt: skip
HEADER = "Nom de naissance;Prénom;Date de naissance;Voie d’accès"


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    terminal = Terminal(tmp_path / "referentiels")
    terminal.environment["JURADE_PHRASE"] = PASSPHRASE
    return terminal


def session_of(terminal: Terminal, folder: Path, count: int, *creation: str) -> Path:
    """A session file of so many candidates."""
    path, people = folder / "planning.jurade", folder / "liste.csv"
    lines = [f"CANDIDAT {chr(64 + n)};Léo;1{n % 9}/03/1995;Formation" for n in range(1, count + 1)]
    people.write_text("\n".join([HEADER, *lines]), encoding="utf-8")
    assert terminal.run("session", "creer", path, *(creation or CREATION)).code == 0
    assert terminal.run("candidats", "importer", people, "--session", path).code == 0
    return path


def test_a_planning_that_fits_is_kept_and_shown(terminal: Terminal, tmp_path: Path) -> None:
    path = session_of(terminal, tmp_path, 2)

    computed = terminal.run("planning", "calculer", "--session", path, "--retenir", "--json")
    shown = terminal.run("planning", "montrer", "--session", path)

    assert computed.code == 0
    assert computed.json["tient"] is True
    [first, _second] = computed.json["convocations"]
    assert first["arrivees"] == ["2026-05-12T08:30"]
    assert shown.code == 0
    assert "08:45–11:15 · Écrit · CANDIDAT A Léo · Salle informatique" in shown.out
    assert "jury 1 · Délibération · Salle du jury" in shown.out


def test_a_planning_that_does_not_fit_is_printed_refused_and_not_kept(terminal: Terminal, tmp_path: Path) -> None:
    path = session_of(terminal, tmp_path, 5)

    ran = terminal.run("planning", "calculer", "--session", path, "--retenir")

    assert ran.code == 1
    assert "12/05/2026" in ran.out
    assert "Il manque 4 h 05 le 12/05" in ran.err
    assert "un jour de plus" in ran.err
    assert "Le planning n’est pas retenu." in ran.err
    assert terminal.run("planning", "montrer", "--session", path).code == 1


def test_the_remedy_that_is_named_is_enough(terminal: Terminal, tmp_path: Path) -> None:
    path = session_of(terminal, tmp_path, 4)
    refused = terminal.run("planning", "calculer", "--session", path, "--json")
    [ending] = [each for each in refused.json["constats"][0]["remedes"] if each.startswith("une fin à ")]

    ran = terminal.run("planning", "calculer", "--session", path, "--fin", ending[-5:])

    assert ran.code == 0, ran.err


def test_a_part_without_duration_asks_for_one(terminal: Terminal, tmp_path: Path) -> None:
    creation = [*CREATION]
    creation[1], creation[3] = "cned-aac", "bloc1"
    path = session_of(terminal, tmp_path, 3, *creation)

    refused = terminal.run("planning", "calculer", "--session", path)
    ran = terminal.run("planning", "calculer", "--session", path, "--duree", "ecrit=180")

    assert refused.code == 1
    assert "le référentiel ne donne pas de durée" in refused.err
    assert ran.code == 0, ran.err
    assert "08:45–11:45 · Écrit · CANDIDAT A Léo" in ran.out


def test_a_late_day_is_recomputed_from_the_hour_that_is_given(terminal: Terminal, tmp_path: Path) -> None:
    path = session_of(terminal, tmp_path, 2)
    assert terminal.run("planning", "calculer", "--session", path, "--retenir").code == 0

    ran = terminal.run("planning", "recaler", "--session", path, "--maintenant", "2026-05-12 09:10", "--json")

    assert ran.code == 0, ran.err
    sittings = [slot for slot in ran.json["creneaux"] if slot["partie"] == "ecrit"]
    assert {slot["debut"] for slot in sittings} == {"2026-05-12T09:10"}


@pytest.mark.parametrize(
    "words",
    [("calculer", "--fin", "18h75"), ("calculer", "--duree", "ecrit"), ("recaler", "--maintenant", "midi")],
)
def test_what_is_not_an_hour_is_a_misuse(terminal: Terminal, tmp_path: Path, words: tuple[str, ...]) -> None:
    verb, *options = words

    with pytest.raises(SystemExit) as stopped:
        terminal.run("planning", verb, "--session", tmp_path / "planning.jurade", *options)

    assert stopped.value.code == 2


def test_without_a_planning_nothing_is_shown(terminal: Terminal, tmp_path: Path) -> None:
    path = session_of(terminal, tmp_path, 2)

    for verb in ("montrer", "recaler"):
        ran = terminal.run("planning", verb, "--session", path)
        assert (ran.code, ran.sentence) == (
            1,
            "Aucun planning n’est retenu. Calculez-le, puis retenez-le dans la Préparation.",
        )
