"""Where the command line writes: results on standard output, words for people on standard error."""

import json
import sys
from dataclasses import dataclass
from io import TextIOWrapper
from typing import TextIO


@dataclass(frozen=True, slots=True)
class Console:
    """The two streams of one command."""

    out: TextIO
    err: TextIO

    def print_json(self, value: object) -> None:
        """Write one JSON object on standard output."""
        self.print_text(json.dumps(value, ensure_ascii=False, indent=2))

    def print_text(self, text: str) -> None:
        """Write a result meant to be read on standard output."""
        self.out.write(f"{text}\n")

    def say(self, text: str) -> None:
        """Tell a person what happened, on standard error."""
        self.err.write(f"{text}\n")


def standard_console() -> Console:
    """The console of this process, in UTF-8 even where the system prefers an older encoding.

    Standard input too: a byte that is no UTF-8 then spoils its own line, and not the whole program.
    """
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    return Console(sys.stdout, sys.stderr)
