"""The command line's parser in French: argparse says its own few sentences in English only."""

import argparse
import re
from collections.abc import Sequence
from difflib import get_close_matches
from typing import NoReturn

_HEADINGS = {
    "usage: ": "utilisation : ",
    "positional arguments:": "arguments :",
    "options:": "options :",
    "show this help message and exit": "afficher cette aide",
}
_SENTENCES = (
    (r"the following arguments are required: (.+)", "il manque {0}"),
    (r"unrecognized arguments: (.+)", "« {0} » n’est pas attendu ici"),
    (r"argument (.+?): expected .+", "{0} attend une valeur"),
    (r"argument (.+?): ignored explicit argument .+", "{0} n’attend pas de valeur"),
    (r"argument (.+?): invalid choice: '(.*)' \(choose from (.+)\)", "« {1} » ne convient pas à {0}. Choix : {2}"),
    (r"argument (.+?): invalid .+? value: '(.*)'", "« {1} » ne convient pas à {0}"),
    (r"argument (.+?): (.+)", "{0} : {1}"),
)
MISUSE = 2


class FrenchParser(argparse.ArgumentParser):
    """An argparse parser whose help and refusals are French; the parsers of its verbs are of the same kind.

    Options are written in full: « --phrase … » must not pass for « --phrase-fichier … ».
    """

    def __init__(self, **options: object) -> None:
        super().__init__(**{"allow_abbrev": False, **options})  # type: ignore[arg-type] # argparse's own options

    def format_help(self) -> str:
        """Give the help, headings in French."""
        text = super().format_help()
        for english, french in _HEADINGS.items():
            text = text.replace(english, french)
        return text

    def format_usage(self) -> str:
        """Give the usage line, its heading in French."""
        return super().format_usage().replace("usage: ", _HEADINGS["usage: "], 1)

    def error(self, message: str) -> NoReturn:
        """Refuse a misuse in one sentence and leave with its exit code."""
        self.exit(MISUSE, f"{self.prog} : {_in_french(message)}. Voir « {self.prog} --help ».\n")


def _in_french(message: str) -> str:
    for english, french in _SENTENCES:
        found = re.fullmatch(english, message, re.DOTALL)
        if found:
            words = [each.replace("', '", ", ").strip("'") for each in found.groups()]
            return french.format(*words) + (_nearest(words[1], words[2].split(", ")) if len(words) > 2 else "")
    return message


def _nearest(word: str, known: Sequence[str]) -> str:
    close = meant(word, known)
    return f" (le plus proche : « {close} »)" if close else ""


def meant(word: str, known: Sequence[str]) -> str:
    """The known word that a misspelt one resembles, empty when none does."""
    return next(iter(get_close_matches(word, known, 1)), "")
