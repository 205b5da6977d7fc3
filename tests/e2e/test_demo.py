"""The whole program, a whole day: what the guided demo leaves is what a jury, a centre and a stranger may rely on."""

import json
import random
import re
import shutil
import subprocess
import time
from collections import Counter
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from PySide6.QtGui import QImage

from app.domain.decision import Outcome
from app.domain.faults import DomainError
from app.domain.session import ExamSession
from app.services import backups, documents, reading, sessions
from app.system.clock import SystemClock
from app.system.paths import standard_paths
from tests.e2e.demo_day import COMMAND, GOLDEN, PHRASE, DemoDay, environment, play, record_words
from tests.e2e.terminal import PROGRAM, run_program
from tests.integration.reports.golden import words

pytestmark = pytest.mark.slow

SCREENS = ("accueil", "preparation", "journee", "evaluation", "deliberation", "cloture", "documents", "controles")
TOUCHED_BYTES = 40
PRESENT = ("2616801", "2616802", "2616803", "2616804", "2616805")


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> DemoDay:
    """The demo, played once."""
    place = tmp_path_factory.mktemp("demo")
    return play(place / "sortie", place / "home")


@pytest.fixture(scope="module")
def session(day: DemoDay, tmp_path_factory: pytest.TempPathFactory) -> ExamSession:
    """The session as a copy of its file holds it, its journal found whole."""
    path = tmp_path_factory.mktemp("copie") / "copie.jurade"
    shutil.copy(day.session, path)
    desk = sessions.open_session(path, PHRASE, "poste-b", SystemClock())
    try:
        assert backups.verify(desk) is None
        return reading.session(desk)
    finally:
        desk.file.release()


def test_the_day_is_played_to_its_end_in_time(day: DemoDay) -> None:
    assert day.code == 0, day.told
    assert day.seconds < 90
    assert not (day.folder / "phrase.txt").exists()


@pytest.mark.parametrize("screen", SCREENS)
def test_every_screen_has_its_pictures(day: DemoDay, screen: str) -> None:
    images = [QImage(str(path)) for path in day.pictures(screen)]
    whole = [image for image in images if (image.width(), image.height()) == (1366, 768)]
    assert whole
    for image in images:
        pixels = bytes(image.convertToFormat(QImage.Format.Format_RGB32).constBits())
        commonest = Counter(pixels[place : place + 4] for place in range(0, len(pixels), 4)).most_common(1)[0][1]
        assert commonest < 0.95 * image.width() * image.height()


def test_another_program_finds_both_signatures_valid(day: DemoDay, tmp_path: Path) -> None:
    pdfsig = shutil.which("pdfsig")
    assert pdfsig, "pdfsig manque : installez poppler-utils, comme le fait la mise en place du projet"
    told = subprocess.run(  # noqa: S603 - the program under the name found above
        [pdfsig, "-nocert", day.record], capture_output=True, text=True, check=True, env={"HOME": str(tmp_path)}
    ).stdout
    assert told.count("Signature Validation: Signature is Valid.") == 2
    first, last = told.split("Signature #2:")
    assert "Not total document signed" in first
    assert "- Total document signed" in last


def test_the_record_is_intact_by_our_own_word(day: DemoDay) -> None:
    ran = run_program("pv", "verifier", day.record, "--json")
    assert ran.code == 0
    assert ran.json["intact"] is True
    assert [(each["signataire"], each["valide"]) for each in ran.json["signatures"]] == [
        ("Anne Durand-Le Goff", True),
        ("Bruno Petitjean", True),
    ]
    assert ran.json["signatures"][-1]["couvre_tout"] is True


def test_one_byte_changed_anywhere_is_seen(day: DemoDay) -> None:
    content = day.record.read_bytes()
    places = random.Random(7).sample(range(len(content)), TOUCHED_BYTES)  # noqa: S311 - the same bytes at each run
    for place in places:
        touched = bytearray(content)
        touched[place] ^= 0x01
        try:
            intact = documents.verify(bytes(touched)).intact
        except DomainError:
            intact = False
        assert not intact, place


def test_the_session_holds_what_was_decided(session: ExamSession) -> None:
    assert Counter(decision.outcome for decision in session.decisions) == {
        Outcome.PASSED: 3,
        Outcome.PARTIAL: 1,
        Outcome.FAILED: 1,
    }
    [absent] = [candidate for candidate in session.candidates if candidate.is_absent]
    assert session.decision(absent.id) is None


def test_the_record_says_what_was_decided_with_its_motives(day: DemoDay) -> None:
    text = record_words(day)
    for counted in ("3 réussites", "1 réussite partielle", "1 échec", "1 absence"):
        assert counted in text
    annex = text[text.index("Annexe 1") :]
    scenario = json.loads((standard_paths().demo_material / "journee.json").read_text(encoding="utf-8"))
    for candidate in scenario["candidats"]:
        if candidate.get("decision") not in (None, Outcome.PASSED.value):
            for motive in (candidate["motif"], *(one["motif"] for one in candidate["refus"].values())):
                assert _run_together(motive) in _run_together(annex)


def test_the_record_reads_as_it_was_reviewed(day: DemoDay) -> None:
    assert record_words(day) == GOLDEN.read_text(encoding="utf-8")


def test_everybody_present_has_a_sheet(day: DemoDay) -> None:
    sheets = sorted(path.stem.rsplit("-", 1)[1] for path in (day.folder / "documents").glob("fiche-*.pdf"))
    assert sheets == list(PRESENT)


def test_no_paper_counts_points(day: DemoDay) -> None:
    papers = list((day.folder / "documents").glob("*.pdf"))
    assert papers
    for paper in papers:
        text = words(paper.read_bytes())
        assert not re.search(r"/\s?20\b(?!\d)|moyenne|%", text, re.IGNORECASE), paper.name


def test_any_sqlcipher_opens_the_session_by_its_passphrase(day: DemoDay) -> None:
    connection = sqlcipher.connect(day.session)
    try:
        connection.execute("PRAGMA key = '{}'".format(PHRASE.replace("'", "''")))
        assert connection.execute("SELECT count(*) FROM candidate").fetchone() == (6,)
    finally:
        connection.close()


def test_nobody_is_named_in_clear(day: DemoDay, session: ExamSession) -> None:
    names = {
        name
        for candidate in session.candidates
        for name in (candidate.identity.birth_name, candidate.identity.usage_name, candidate.identity.first_name)
        if name
    }
    assert len(names) > 6
    logs = [path for path in day.home.rglob("*") if path.is_file()]
    assert any(path.suffix == ".log" for path in logs)
    assert day.backups
    for path in (day.session, *day.backups, *logs):
        content = path.read_bytes()
        for name in names:
            for encoding in ("utf-8", "utf-16-le"):
                assert name.encode(encoding) not in content, path.name


def test_without_a_passphrase_of_ones_own_the_one_drawn_is_left_beside_the_file(tmp_path: Path) -> None:
    folder, home = tmp_path / "sortie", tmp_path / "home"
    home.mkdir()
    kept = folder / "phrase.txt"
    with subprocess.Popen(  # noqa: S603 - the program itself
        [PROGRAM, *COMMAND, folder], env=environment(home, None), stderr=subprocess.DEVNULL
    ) as process:
        try:
            patience = time.monotonic() + 30
            while not kept.exists() and process.poll() is None and time.monotonic() < patience:
                time.sleep(0.05)
        finally:
            process.kill()
    assert len(kept.read_text(encoding="utf-8").split()) == 5
    assert kept.stat().st_mode & 0o077 == 0


def _run_together(text: str) -> str:
    """The text without its spaces and hyphenation: a table cuts lines anywhere."""
    return re.sub(r"\s", "", text)
