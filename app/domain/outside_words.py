"""Words that speak of the person rather than of the work: a jury judges by the référentiel's critères alone (rule 24).

The list warns and never refuses: a word has honest uses that no list knows (« l’origine du litige », « une famille de
produits »); the usual ones are left out. What is written stays as it was.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum


class Theme(Enum):
    """What a word speaks of, and how it is told."""

    AGE = "l’âge"
    ORIGIN = "l’origine"
    ACCENT = "l’accent"
    BELIEF = "les convictions"
    HEALTH = "la santé"
    FAMILY = "la famille"
    APPEARANCE = "l’apparence"
    FEELING = "un ressenti"


@dataclass(frozen=True, slots=True)
class OutsideWord:
    """A word as it was written, and what it speaks of."""

    word: str
    theme: Theme


# Written without accents nor capitals, as the text is read; an exception stands before or behind in brackets.
WORDS: dict[Theme, tuple[str, ...]] = {
    Theme.AGE: (
        r"(?:son|leur|d’un certain|vu l’|malgre l’|pour son) ?age",
        r"age(?:e|s|es)? de \d+ ans",
        r"\d\d ans(?! d’)",
        r"trop (?:jeune|vieux|vieille|age|agee)",
        r"(?:un|une|le|la|ce|cette|tres|plus tout) (?:jeune|vieux|vieille)(?! (?:client|public|entreprise|pousse))",
        r"seniors?",
        r"retraites?",
    ),
    Theme.ORIGIN: (
        r"(?:d’)?origines? (?:etrangere|ethnique|sociale|africaine|maghrebine|asiatique|europeenne)s?",
        r"ses origines",
        r"immigre(?:e|s|es)?",
        r"(?:sa|leur) nationalite",
        r"(?:sa|leur) race",
        r"(?:son|leur) pays(?! de (?:livraison|destination))",
        r"(?:est|c’est) une? (?:etranger|etrangere)",
    ),
    Theme.ACCENT: (r"accents?(?! (?:sur|mis|tonique|grave|aigu|circonflexe))",),
    Theme.BELIEF: (
        r"musulman(?:e|s|es)?",
        r"chretien(?:ne|s|nes)?",
        r"catholiques?",
        r"juifs?|juives?",
        r"voile islamique|voilee|porte le voile",
        r"religi(?:on|eux|euse)s?",
        r"ramadan",
        r"syndicalistes?",
        r"syndiquee?s?",
    ),
    Theme.HEALTH: (
        r"malad(?:e|ie|es|ies|if|ive)",
        r"handicap\w*",
        r"depressi(?:f|ve|on)",
        r"enceinte",
        r"grossesse",
        r"begu?ai\w*|begue",
        r"dys(?:lexi|praxi|calculi|orthographi|phasi|graphi)\w*",
        r"autis\w*|tdah?",
        r"(?:son|sa) (?:sante|pathologie|diagnostic|medecin|arret maladie)",
        r"anxieu(?:x|se)",
    ),
    Theme.FAMILY: (
        r"(?:sa|leur|situation|vie|charge de) (?:famille|familiale?)(?! de produits)",
        r"(?:mere|pere) (?:de famille|celibataire)",
        r"celibataires?",
        r"divorce(?:e|s|es)?",
        r"(?:son|sa) (?:mari|femme|epoux|epouse|conjoint|conjointe|compagnon|compagne)",
        r"(?:ses|des|deux|trois) enfants",
    ),
    Theme.APPEARANCE: (
        r"(?:son|sa|leur|bonne|belle|mauvaise) (?:apparence|allure|look|physique|coiffure|silhouette)",
        r"physiquement",
        r"joli(?:e|s|es)?",
        r"(?:belle|jolie) (?:femme|fille)|bel homme|beau garcon",
        r"obeses?|maigres?|en surpoids",
        r"maquill\w+",
        r"tatou\w+|piercings?",
        r"mal (?:habille|coiffe|rase)e?s?",
    ),
    Theme.FEELING: (
        r"feeling",
        r"ressentis?",
        r"(?:bonne|mauvaise|mon|notre|ma premiere|premiere) impression",
        r"(?:je|on|nous) (?:le|la|l’) ?sen[ts](?:ons)?",
        r"(?:anti|sym)pathiques?|sympas?",
        r"(?:me|nous) plait|m’a plu",
        r"(?:j’ai|on a|nous avons) (?:bien |pas |beaucoup )?aime",
        r"intuition",
        r"coup de c(?:oe|œ)ur",
    ),
}

_SAID = {theme: re.compile(rf"\b(?:{'|'.join(words)})(?!\w)") for theme, words in WORDS.items()}


def outside_words(text: str) -> tuple[OutsideWord, ...]:
    """The words of a text that speak of something else than the critères, in the order of the text, each once."""
    plain = _plain(text)
    found = [(match.start(), theme, match) for theme, said in _SAID.items() for match in said.finditer(plain)]
    words = [
        OutsideWord(text[match.start() : match.end()], theme)
        for _place, theme, match in sorted(found, key=lambda each: each[0])
    ]
    return tuple(dict.fromkeys(words))


def warning(text: str) -> str:
    """What is said beside a text that holds such words, empty when it holds none."""
    found = outside_words(text)
    if not found:
        return ""
    quoted = ", ".join(dict.fromkeys(f"«\u00a0{each.word}\u00a0»" for each in found))
    themes = " et à ".join(dict.fromkeys(each.theme.value for each in found))
    return f"{quoted} : cela touche à {themes}. Gardez-le seulement si un critère le demande."


def _plain(text: str) -> str:
    """The text without capitals nor accents, letter for letter, so that places stay the same."""
    return "".join(_letter(letter) for letter in text)


def _letter(letter: str) -> str:
    if letter in "'ʼ":
        return "’"
    if letter in "\u00a0\u202f":
        return " "
    base = unicodedata.normalize("NFD", letter)[0].lower()
    return base if len(base) == 1 else letter
