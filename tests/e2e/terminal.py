"""A terminal for tests: the command line with streams in memory, and the installed program as a process of its own."""

import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.cli import main
from app.cli.context import CommandContext, Windows
from app.cli.output import Console
from app.system.clock import ScriptedClock
from app.system.settings import SettingsStore
from tests.builders import MACHINE, NOW, PASSPHRASE

SHIPPED = Path(__file__).parents[2] / "data" / "referentiels"
PROGRAM = Path(sys.executable).with_name("jurade")


@dataclass(frozen=True)
class Ran:
    """What a command left behind; no-break spaces are written as plain ones in what people read."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401 - as a script reads it
        """What a script reads: standard output holds one JSON object and nothing else."""
        found = json.loads(self.out)
        assert isinstance(found, dict)
        return found

    @property
    def sentence(self) -> str:
        """The one sentence that a refusal consists of."""
        [line] = self.err.splitlines()
        return line


@dataclass
class FakeWindows:
    """The windows, which only write down how they were opened."""

    opened: list[object] = field(default_factory=list)

    def open(self, session: Path | None) -> int:
        self.opened.append(session)
        return 0

    def demonstrate(self) -> int:
        self.opened.append("demonstration")
        return 0

    def play(self, folder: Path, *, offscreen: bool) -> int:
        self.opened.append(("play", folder, offscreen))
        return 0


@dataclass
class Terminal:
    """Runs commands inside this process. The passphrase stands in the variable, as on a centre's own machine."""

    own_frameworks: Path
    environment: dict[str, str] = field(default_factory=lambda: {"JURADE_PHRASE": PASSPHRASE})
    clock: ScriptedClock = field(default_factory=lambda: ScriptedClock(NOW))
    windows: FakeWindows = field(default_factory=FakeWindows)

    def run(self, *words: object, stdin: str = "") -> Ran:
        out, err = io.StringIO(), io.StringIO()
        code = main.run([str(word) for word in words], self._context(out, err, stdin))
        return Ran(code, out.getvalue(), plain(err.getvalue()))

    def _context(self, out: io.StringIO, err: io.StringIO, stdin: str) -> CommandContext:
        def windows() -> Windows:
            return self.windows

        return CommandContext(
            framework_folders=(SHIPPED, self.own_frameworks),
            console=Console(out, err),
            stdin=io.StringIO(stdin),
            environment=self.environment,
            clock=self.clock,
            machine=MACHINE,
            settings=SettingsStore(self.own_frameworks.with_name("settings.json")),
            windows=windows,
        )


def run_program(*words: object, stdin: bytes = b"", **environment: str) -> Ran:
    """Run the installed program, without a terminal to ask anything on."""
    done = subprocess.run(  # noqa: S603 - the program itself
        [PROGRAM, *map(str, words)],
        input=stdin,
        capture_output=True,
        check=False,
        start_new_session=True,
        env={**os.environ, **environment},
        timeout=60,
    )
    return Ran(done.returncode, done.stdout.decode(), plain(done.stderr.decode()))


def plain(text: str) -> str:
    """The same text with plain spaces."""
    return text.replace("\u00a0", " ")
