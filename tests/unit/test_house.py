"""What a reviewer would otherwise have to look for: sizes, French typography, addresses, fonts, locks."""

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from reportlab.pdfbase.ttfonts import TTFont

from app.domain.faults import Fault, Trouble

ROOT = Path(__file__).parents[2]
APP = sorted((ROOT / "app").rglob("*.py"))
FONTS = sorted((ROOT / "resources" / "fonts").glob("*.ttf"))
ICONS = sorted(path for path in (ROOT / "resources" / "icons").glob("*.svg") if path.stem != "logo")
RUNTIME_LOCK = ROOT / "packaging" / "locks" / "runtime.txt"
DEV_LOCK = ROOT / "packaging" / "locks" / "dev.txt"

LONGEST_MODULE = 350
NO_BREAK = "\u00a0\u202f"
LETTERS_OF_NAMES = "ŁłễỄịİıŒœÆŐőŞşȘșȚțĞğŽžČčÅåØøÐðÞþßÏËÿŸÑñÇçÉéÈèÊêÀàÂâÎîÔôÛûÙù"
SIGNS_OF_PAPERS = "’«»–—…•·°€×≤≥✓\u00a0\u202f\u2011"
# Sources that référentiels cite, licences, and the names that file formats give to their vocabularies.
CHOSEN_HOSTS = re.compile(
    r"(.+\.)?(gouv\.fr|europa\.eu|francecompetences\.fr|caissedesdepots\.fr|w3\.org|json-schema\.org|"
    r"openxmlformats\.org|purl\.oclc\.org|scripts\.sil\.org|github\.com/rsms/inter)"
)
# For whole French sentences, whose fields were replaced by a figure.
BAD_TYPOGRAPHY = {
    "straight apostrophe": re.compile(r"(?<=[A-Za-zÀ-ÿ])'(?=[A-Za-zÀ-ÿ{])"),
    "sign without its no-break space": re.compile(rf"(?<![{NO_BREAK}?!])[;?!»%]|(?<![{NO_BREAK}\d]):|\d:(?!\d)"),
    "guillemet without its no-break space": re.compile(rf"«(?![{NO_BREAK}])"),
    "straight quotation mark": re.compile(r'"'),
    "three dots": re.compile(r"\.\.\."),
    "two spaces": re.compile(r"  "),
}
# For any string of the program: only what cannot be SQL, a date format or English.
BAD_IN_ANY_STRING = re.compile(
    r"(?i:\b(?:[cdjlmnst]|\w*qu|aujourd)')(?=[A-Za-zÀ-ÿ])|"
    r"(?:^|(?<=[\w})\]»])) (?:[;!?»](?!\w)|:(?= |$))|(?<=[\d}]) %(?![\w(])|« "
)


def words_of_git() -> dict[Path, str]:
    """Every text file that is, or is about to be, in the repository."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")  # noqa: S603 - fixed words
    files: dict[Path, str] = {}
    for path in (ROOT / name for name in names if name):
        content = path.read_bytes() if path.is_file() else b"\0"
        if b"\0" not in content:
            files[path.relative_to(ROOT)] = content.decode(errors="replace")
    return files


@pytest.fixture(scope="module")
def texts() -> dict[Path, str]:
    if not (ROOT / ".git").exists():
        pytest.skip("Only a checkout knows which files belong to the project.")
    return words_of_git()


def spoken_strings(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every string of a module with its line, except those that stand alone: they document."""
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield node.lineno, node.value


def pins(lock: Path) -> set[str]:
    return {line.split(" ")[0] for line in lock.read_text().splitlines() if line and line[0] not in " #"}


def test_modules_stay_short_enough_to_be_read_in_one_go() -> None:
    lengths = {path.relative_to(ROOT): len(path.read_text().splitlines()) for path in APP}

    assert {path: length for path, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_nothing_is_left_for_later(texts: dict[Path, str]) -> None:
    promise = re.compile(r"(#|<!--).*\b(TO[D]O|FIX[M]E)\b")

    assert [str(path) for path, text in texts.items() if promise.search(text)] == []


def test_no_file_names_a_place_of_one_machine(texts: dict[Path, str]) -> None:
    place = re.compile(r"(?<![\w./])(/(root|home|Users|opt|mnt)/\w+|[A-Z]:\\Users\\\w+)")

    assert [(str(path), match[0]) for path, text in texts.items() for match in place.finditer(text)] == []


def test_every_address_is_one_that_the_house_chose(texts: dict[Path, str]) -> None:
    address = re.compile(r"\b(?:https?|ftp|git)://([\w.-]+(?:/[\w./-]*)?)")
    strange = [
        (str(path), match[0])
        for path, text in texts.items()
        for match in address.finditer(text)
        if not CHOSEN_HOSTS.match(match[1])
    ]

    assert strange == []


@pytest.mark.parametrize("lock", [RUNTIME_LOCK, DEV_LOCK], ids=lambda lock: lock.stem)
def test_locks_pin_every_library_by_hash_and_hold_no_address(lock: Path) -> None:
    lines = [line for line in lock.read_text().splitlines() if not line.lstrip().startswith("#")]
    requirement = re.compile(r"[a-z0-9-]+==[\w.]+( ; [\w .<>='!]+)? \\")
    digest = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")

    assert [line for line in lines if not (requirement.fullmatch(line) or digest.fullmatch(line))] == []
    assert pins(lock)


def test_the_program_is_tested_with_the_versions_that_it_ships() -> None:
    assert pins(RUNTIME_LOCK) <= pins(DEV_LOCK)


def test_every_declared_library_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    declared = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    names = {re.split(r"[<>=~! ]", requirement)[0].lower().replace("_", "-") for requirement in declared}

    assert names <= {pin.split("==")[0] for pin in pins(DEV_LOCK)}


@pytest.mark.parametrize("member", [*Fault, *Trouble], ids=str)
def test_every_fault_is_a_clean_french_sentence(member: Fault | Trouble) -> None:
    words = re.sub(r"\{[^}]*\}", "0", member.value)

    assert [name for name, pattern in BAD_TYPOGRAPHY.items() if pattern.search(words)] == []
    assert words[-1] in ".?…0"


@pytest.mark.parametrize("path", APP, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_the_program_says_has_french_typography(path: Path) -> None:
    faulty = [
        f"{path.name}:{line}: {text}"
        for line, text in spoken_strings(ast.parse(path.read_text()))
        if BAD_IN_ANY_STRING.search(text)
    ]

    assert not faulty, "\n".join(faulty)


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.stem)
def test_fonts_can_write_every_name_and_every_paper(path: Path) -> None:
    known = TTFont(path.stem, str(path)).face.charToGlyph

    assert {letter for letter in LETTERS_OF_NAMES + SIGNS_OF_PAPERS if ord(letter) not in known} == set()


def test_fonts_come_with_their_licence() -> None:
    licence = (ROOT / "resources" / "fonts" / "LICENCE-OFL.txt").read_text()

    assert {path.stem for path in FONTS} == {
        "Inter-Bold",
        "Inter-Italic",
        "Inter-Medium",
        "Inter-Regular",
        "Inter-SemiBold",
    }
    assert "The Inter Project Authors" in licence
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_icons_are_of_one_family(path: Path) -> None:
    drawing = path.read_text()

    assert 'viewBox="0 0 24 24"' in drawing
    assert 'stroke-width="2"' in drawing
    assert set(re.findall(r"#[0-9a-fA-F]{3,6}\b", drawing)) == {"#000"}
