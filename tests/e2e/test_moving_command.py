"""`jurade session deplacer | reprendre`: the session goes to a key, and comes back when the key is lost."""

from pathlib import Path

import pytest

from tests.e2e.terminal import Terminal
from tests.integration.services.room import Stages


@pytest.fixture(scope="module")
def stages(homes: Path, tmp_path_factory: pytest.TempPathFactory) -> Stages:  # noqa: ARG001 - work only in a home
    return Stages(tmp_path_factory.mktemp("stages"))


@pytest.fixture
def present(stages: Stages, tmp_path: Path) -> Path:
    path = tmp_path / "essai.jurade"
    path.touch(mode=0o600)
    path.write_bytes(stages.content("present"))
    return path


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    return Terminal(tmp_path / "referentiels")


@pytest.fixture
def key(tmp_path: Path) -> Path:
    folder = tmp_path / "clé"
    folder.mkdir()
    return folder


def left(terminal: Terminal, path: Path) -> object:
    return terminal.run("session", "infos", path, "--json").json["emportee"]


def test_a_session_goes_to_a_key_and_comes_back(terminal: Terminal, present: Path, key: Path) -> None:
    ran = terminal.run("session", "deplacer", present, "--vers", key, "--poste", "salle B", "--json")
    assert (ran.code, ran.json["fichier"], ran.json["poste"]) == (0, str(key / "essai.jurade"), "salle B")
    moved = key / "essai.jurade"
    assert ran.err == f"La session continue dans {moved}. {present} se lit, et ne change plus.\n", (
        "one name, two folders"
    )
    assert left(terminal, present) == {"le": ran.json["le"], "poste": "salle B"}
    assert left(terminal, key / "essai.jurade") is None

    told = terminal.run("session", "infos", present)
    assert told.out.startswith("Continue sur un autre poste depuis le 12/05/2026 à 09:00\u00a0: salle B\n")
    assert "\n12/05/2026 · 4 candidats\n" in told.out, "a session of one day has one date"
    refused = terminal.run("incident", "noter", "Panne", "--session", present)
    assert refused.code == 1
    assert "Cette session continue sur un autre poste" in refused.sentence
    assert terminal.run("incident", "noter", "Panne", "--session", key / "essai.jurade").code == 0

    back = terminal.run("session", "reprendre", present, "--raison", "clé perdue", "--json")
    assert (back.code, back.json["fichier"]) == (0, str(present))
    assert "si ce fichier existe encore, que personne n’y travaille" in back.err
    assert left(terminal, present) is None
    assert terminal.run("incident", "noter", "Panne", "--session", present).code == 0


def test_a_refusal_says_why_and_changes_nothing(terminal: Terminal, present: Path, key: Path) -> None:
    here = terminal.run("session", "deplacer", present, "--vers", present)
    assert (here.code, here.sentence.startswith("Un fichier nommé essai.jurade existe déjà")) == (1, True)
    nowhere = terminal.run("session", "deplacer", present, "--vers", key / "absent" / "essai.jurade")
    assert (nowhere.code, "n’a pas pu être écrit" in nowhere.sentence) == (1, True)
    back = terminal.run("session", "reprendre", present, "--raison", "clé perdue")
    assert back.sentence == "Cette session ne continue pas ailleurs : il n’y a rien à reprendre, elle vit ici."
    assert left(terminal, present) is None
