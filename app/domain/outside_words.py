"""Words that speak of the person rather than of the work: a jury judges by the référentiel's critères alone (rule 24).

The list warns and never refuses: a word has honest uses that no list knows (« l’origine du litige », « une famille de
produits »); the usual ones are left out. What is written stays as it was.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
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
    PERSON = "la personne elle-même"
    FEELING = "un ressenti"
    IMPRESSION = "une impression"


@dataclass(frozen=True, slots=True)
class OutsideWord:
    """A word as it was written, and what it speaks of."""

    word: str
    theme: Theme


_SOMEBODY = r"(?:il|elle|candidate?|qui|personne)"
_NOT_OF_A_CLIENT = (
    r"(?<!client au )(?<!cliente au )(?<!clients au )(?<!client a un )(?<!cliente a un )(?<!client avec un )"
    r"(?<!interlocuteur au )(?<!interlocuteur a un )(?<!prospect au )(?<!prospect a un )"
)

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
        r"(?:une?|cet|cette) (?:etranger|etrangere)(?= *(?:$|[.,;:!?)\n]))",
        r"(?:est|c’est) une? (?:etranger|etrangere)",
        r"(?:candidate?s?|personne|eleve|stagiaire|apprenante?|femme|fille|homme|garcon),? etrange(?:r|re)s?",
        rf"{_SOMEBODY} (?:est|etait|reste|etant)(?: (?:tres|trop|d’abord))? etrange(?:r|re)(?! (?:a|au|aux) )",
        r"(?:car|etant|parce qu’|puisqu’)\s?(?:elle est |il est )?etrange(?:r|re)(?! (?:a|au|aux) )",
        r"^etrange(?:r|re)(?! (?:a|au|aux) )",
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
    Theme.PERSON: (
        r"(?:candidate?|il|elle) (?:est|etait|reste) (?:tres |vraiment |assez )?(?:nul(?:le)?|bete|mou|molle)(?! part)",
        r"(?:candidate?s?|eleves?|stagiaires?|apprenante?s?) (?:tres |vraiment |assez )?nul(?:le)?s?(?! part)",
        rf"{_NOT_OF_A_CLIENT}caractere (?:tres |assez |plutot |trop )?(?:difficile|impossible|de cochon|de chien)"
        r"(?! (?:du (?!candidat)|de (?!la candidate)|des |d’|a ))",
        r"(?:sale|fichu|son mauvais|a mauvais) caractere",
        r"(?:il|elle|candidate?) (?:nous |leur |lui |vous )?(?:ment|mentait|mentira|a menti)",
        r"(?:ils|elles|candidate?s) (?:nous |leur |lui |vous )?(?:mentent|mentaient|ont menti)",
        r"menteu(?:rs?|ses?)",
        r"paresseu(?:x|se|ses)",
        r"faineante?s?|feignante?s?",
        r"idiote?s?|imbeciles?|stupides?|cretine?s?",
        r"incompetente?s?",
        r"incapables?",
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

IMPRESSIONS = (
    r"(?<!client est )(?<!clients sont )convain(?:cante?s?|quant|cus?|cues?|c)"
    r"(?! (?:le|la|les|un|une|des) (?:client|cliente|clients|prospect|interlocuteur|interlocutrice|visiteur))",
    r"(?<!gestes et )postures?(?! (?:de travail|assise|debout))",
    r"(?<!client )(?<!clients )(?<!cliente )(?<!prospect )(?<!interlocuteur )(?<!interlocutrice )"
    r"(?<!met )(?<!met pas )(?<!mettre )(?<!mis )(?<!mise )a l’aise",
    r"(?:son|sans|peu d’|manque d’|grande|belle) ?aisance",
    r"(?:manque|manquant|peu|sans|absence) (?:de |d’)?(?:dynamisme|motivation|enthousiasme|conviction|confiance|"
    r"assurance|charisme|maturite|personnalite|serieux|rigueur|energie|envie|curiosite|implication|interet|"
    r"savoir[ -]etre)",
    r"(?:son|sa) (?:dynamisme|motivation|enthousiasme|charisme|maturite|personnalite|serieux|energie|prestance)",
    r"(?:tres|peu|pas|assez|trop|semble|parait|(?:il|elle|candidate?) (?:est|reste)|l’air) "
    r"(?:motivee?|dynamique|volontaire|serieux|serieuse|mature|timide|sur de lui|sure d’elle)(?! par)",
    r"peu (?:investie?|impliquee?|bavarde?|souriante?)",
    r"^(?:motivee?|dynamique|volontaire|investie?|timide)",
    r"immatures?|charismatiques?|arrogante?s?|prestance|stressee?s?|nerveu(?:x|se)|brillante?s?",
    r"(?:il|elle|candidate?) (?:semble|parait)|semble (?:peu|pas|manquer)|donne l’impression|on a l’impression|"
    r"a l’impression",
    r"(?:son|un|le|du) niveau (?:general |global )?(?:est )?(?:trop |encore )?(?:faible|juste|bas|insuffisant|moyen)"
    r"(?! (?:du|de|des) )",
    r"(?:a du|son|un bon|un beau) potentiel(?! (?:client|commercial|d’achat|de))",
    r"pas (?:prete?|faite?) pour|pas au niveau|n’a pas le niveau",
    r"bon (?:element|profil|contact)",
)
"""Words that judge without showing: fair beside a fact, worth nothing alone. Trade senses are left out."""

_IMPRESSION = re.compile(rf"\b(?:{'|'.join(f'(?:{words})' for words in IMPRESSIONS)})(?!\w)")
_HOUR = re.compile(r"\b\d{1,2}\s?[:h]\s?\d{2}\b")
_QUOTED = re.compile(r"[«“\"]\s*([^»”\"]{3,}?)\s*[»”\"]")
_SHARED_WORDS = 3
_WORD = r"\w+"

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


def impressions(text: str, labels: Iterable[str] = (), facts: Iterable[str] = ()) -> tuple[OutsideWord, ...]:
    """The impressions of a motive that cites no fact; none when it cites one, each once otherwise.

    A fact is cited by its hour, by a quotation that is no label of a critère, or by three words of it in a row. A word
    of the critères themselves is no impression.

    Args:
        text: The motive.
        labels: The labels of the critères that it can speak of.
        facts: What was noted of the candidate.
    """
    plain, known = _plain(text), [_plain(label) for label in labels]
    if _cites_fact(plain, known, facts):
        return ()
    found = [text[match.start() : match.end()] for match in _IMPRESSION.finditer(plain)]
    kept = [word for word in found if not any(_plain(word) in label for label in known)]
    return tuple(OutsideWord(word, Theme.IMPRESSION) for word in dict.fromkeys(kept))


def warning(text: str) -> str:
    """What is said beside a text that holds such words, empty when it holds none."""
    found = outside_words(text)
    if not found:
        return ""
    themes = _listed([f"à {theme.value}" for theme in dict.fromkeys(each.theme for each in found)])
    return f"{_quoted(found)} : cela touche {themes}. {_advice(found)}"


def impression_warning(text: str, labels: Iterable[str] = (), facts: Iterable[str] = ()) -> str:
    """What is said beside a motive that gives impressions and cites no fact, empty otherwise."""
    found = impressions(text, labels, facts)
    if not found:
        return ""
    said = "c’est une impression" if len(found) == 1 else "ce sont des impressions"
    return f"{_quoted(found)} : {said}. Ajoutez le fait qui le montre, avec son heure ou les mots entendus."


def motive_warning(text: str, labels: Iterable[str] = (), facts: Iterable[str] = ()) -> str:
    """What is said beside a motive: of words outside the critères, then of impressions without a fact."""
    said = (warning(text), impression_warning(text, labels, facts))
    return "\n".join(sentence for sentence in said if sentence)


def _advice(found: Sequence[OutsideWord]) -> str:
    """What to do: a word on the person goes, another may be a critère's own."""
    insults = [each for each in found if each.theme is Theme.PERSON]
    if not insults:
        return "Gardez-le seulement si un critère le demande."
    out = "retirez-le" if len({each.word for each in insults}) == 1 else "retirez-les"
    if len(insults) == len(found):
        return f"Aucun critère ne le demande : {out}."
    return f"Aucun critère ne demande {_quoted(insults)} : {out}. Gardez le reste seulement si un critère le demande."


def _listed(words: Sequence[str]) -> str:
    """« à l’âge », « à l’âge et à la santé », « à l’âge, à l’origine et à la santé »."""
    *first, last = words
    return f"{', '.join(first)} et {last}" if first else last


def _quoted(found: Iterable[OutsideWord]) -> str:
    return ", ".join(dict.fromkeys(f"«\u00a0{each.word}\u00a0»" for each in found))


def _cites_fact(plain: str, labels: Sequence[str], facts: Iterable[str]) -> bool:
    """Whether a text cites a fact; `plain` and `labels` without capitals nor accents."""
    quoted = [match[1].rstrip(" …") for match in _QUOTED.finditer(plain)]
    if _HOUR.search(plain) or any(not any(words in label for label in labels) for words in quoted):
        return True
    said = f" {' '.join(re.findall(_WORD, plain))} "
    for fact in facts:
        words = re.findall(_WORD, _plain(fact))
        runs = (words[place : place + _SHARED_WORDS] for place in range(len(words) - _SHARED_WORDS + 1))
        if any(f" {' '.join(run)} " in said for run in runs):
            return True
    return False


class _PlainLetters(dict[int, str]):
    """Each letter without its capital nor its accent, worked out when it is first met: a text is read at each key."""

    def __missing__(self, code: int) -> str:
        self[code] = plain = _letter(chr(code))
        return plain


_PLAIN_LETTERS = _PlainLetters()


def _plain(text: str) -> str:
    """The text without capitals nor accents, letter for letter, so that places stay the same."""
    return text.translate(_PLAIN_LETTERS)


def _letter(letter: str) -> str:
    if letter in "'ʼ":
        return "’"
    if letter in "\u00a0\u202f":
        return " "
    base = unicodedata.normalize("NFD", letter)[0].lower()
    return base if len(base) == 1 else letter
