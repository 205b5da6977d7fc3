"""The guided demo as a process of its own; `python -m tests.e2e.demo_day` writes the words of its record anew."""

import os
import re
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.e2e.terminal import PROGRAM
from tests.integration.reports.golden import FOLDER, words

PHRASE = "d’abord l’été trèfle ovale"
"""The apostrophes are those of French typing, which a passphrase must bear."""

GOLDEN = FOLDER / "demo-pv.txt"
COMMAND = ("demo", "--sans-ecran", "--sortie")
_PRINTS = (
    re.compile(r"(?<=journal )[0-9a-f ]{9}"),
    re.compile(r"(?<=\(SHA-256\) : )[0-9a-f ]{79}"),
)


@dataclass(frozen=True)
class DemoDay:
    """What a played demo left: its folder, the home of the person who played it, its words and its time."""

    folder: Path
    home: Path
    code: int
    told: str
    seconds: float

    @property
    def record(self) -> Path:
        """The signed procès-verbal."""
        [path] = (self.folder / "documents").glob("pv-*.pdf")
        return path

    @property
    def session(self) -> Path:
        """The session's file."""
        [path] = self.folder.glob("*.jurade")
        return path

    @property
    def backups(self) -> list[Path]:
        """The copies beside the session."""
        return list(self.folder.glob("*.sauvegardes/*"))

    def pictures(self, screen: str) -> list[Path]:
        """The pictures of a screen, in the order of the day."""
        return sorted((self.folder / "images").glob(f"*-{screen}*.png"))


def environment(home: Path, phrase: str | None) -> dict[str, str]:
    """The environment of a person whose whole home is `home`."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith("XDG_") and name != "JURADE_PHRASE"
    }
    own = {"HOME": str(home), "USERPROFILE": str(home), "TZ": "Europe/Paris"}
    return kept | own | ({"JURADE_PHRASE": phrase} if phrase else {})


def play(folder: Path, home: Path) -> DemoDay:
    """Play the day once."""
    home.mkdir(mode=0o700, exist_ok=True)
    begun = time.monotonic()
    done = subprocess.run(  # noqa: S603 - the program itself
        [PROGRAM, *COMMAND, folder], env=environment(home, PHRASE), capture_output=True, check=False, timeout=115
    )
    return DemoDay(folder, home, done.returncode, done.stderr.decode(), time.monotonic() - begun)


def record_words(day: DemoDay) -> str:
    """The record's words; the prints, which no two sessions share, are left out."""
    text = words(day.record.read_bytes())
    for prints in _PRINTS:
        text = prints.sub("····", text)
    return text


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        GOLDEN.write_text(record_words(play(Path(place) / "demo", Path(place) / "home")), encoding="utf-8")
