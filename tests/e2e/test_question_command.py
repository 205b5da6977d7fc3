"""`jurade session questions`, as people type it."""

from pathlib import Path

import pytest

from tests.e2e.terminal import Terminal
from tests.integration.services.room import Stages

GUIDE = "# C1\n- Que vérifiez-vous à l’arrivée ?\n\n# C3\nQue comptez-vous ?\n"


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    return Terminal(tmp_path / "referentiels")


@pytest.fixture(scope="module")
def stages(homes: Path, tmp_path_factory: pytest.TempPathFactory) -> Stages:  # noqa: ARG001 - work only in a home
    return Stages(tmp_path_factory.mktemp("stages"))


@pytest.fixture
def session(stages: Stages, tmp_path: Path) -> str:
    path = tmp_path / "essai.jurade"
    path.write_bytes(stages.content("present"))
    return str(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_guide_is_given_to_a_part_then_listed(
    terminal: Terminal, session: str, tmp_path: Path, encoding: str
) -> None:
    text = tmp_path / "guide.md"
    text.write_bytes(GUIDE.encode(encoding))

    given = terminal.run("session", "questions", str(text), "--session", session, "--partie", "et")
    assert (given.code, given.err) == (0, "Entretien technique : 2 questions.\n")

    told = terminal.run("session", "questions", "--session", session, "--json").json
    (part,) = [part for part in told["parties"] if part["questions"]]
    assert part["partie"] == "et"
    assert part["questions"] == [
        {"texte": "Que vérifiez-vous à l’arrivée ?", "competence": "c1", "source": "responsable"},
        {"texte": "Que comptez-vous ?", "competence": "c3", "source": "responsable"},
    ]
    listed = terminal.run("session", "questions", "--session", session).out
    assert "  Que comptez-vous ? · Mener un inventaire" in listed


@pytest.mark.parametrize(
    ("name", "part", "told"),
    [
        ("guide.md", "qcm", "La session n’a pas de partie « qcm »."),
        ("guide.pdf", "et", "guide.pdf n’est pas un guide de questions."),
        ("vide.txt", "et", "vide.txt ne contient aucune question."),
    ],
)
def test_a_guide_that_cannot_be_given_is_told_in_one_sentence(
    terminal: Terminal, session: str, tmp_path: Path, name: str, part: str, told: str
) -> None:
    (tmp_path / "guide.md").write_text(GUIDE, encoding="utf-8")
    (tmp_path / "guide.pdf").write_text(GUIDE, encoding="utf-8")
    (tmp_path / "vide.txt").write_text("\n - \n", encoding="utf-8")

    ran = terminal.run("session", "questions", str(tmp_path / name), "--session", session, "--partie", part)

    assert ran.code == 1
    assert ran.sentence.startswith(told)
