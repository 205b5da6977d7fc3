"""Words that say a sanction or a verdict, which a fraud report never holds: facts only (rule 38, à vérifier).

The administration decides what follows from a report; the jury and the centre write down what was seen.
"""

import re

from app.domain.identity import fold

_VERDICTS = (
    r"exclu(?:e|s|es|re|sions?)?",
    r"elimin(?:e|ee|es|ees|er|ation)",
    r"disqualifi\w*",
    r"sanction\w*",
    r"puni\w*",
    r"zero",
    r"trich\w*",
    r"fraud\w*",
    r"coupables?",
    r"annul\w*",
    r"recale\w*",
    r"ajourn\w*",
    r"radiee?s?|radiation",
    r"echec",
)
_VERDICT = re.compile(rf"(?:{'|'.join(_VERDICTS)})")
_WORD = re.compile(r"[^\W\d_]+")


def verdict_words(facts: str) -> tuple[str, ...]:
    """The words of a report that say a sanction or a verdict, as they were typed, each once and in their order."""
    found = (word for word in _WORD.findall(facts) if _VERDICT.fullmatch(fold(word)))
    return tuple(dict.fromkeys(found))


def verdict_remark(facts: str) -> str:
    """A kind sentence on the words that say more than the facts, empty when there are none."""
    words = verdict_words(facts)
    if not words:
        return ""
    quoted = ", ".join(f"« {word} »" for word in words)
    says = "disent" if len(words) > 1 else "dit"
    return (
        f"{quoted} {says} déjà une suite ou un verdict. Le rapport ne retient que ce qui a été vu et entendu ; "
        "l’administration décide de la suite."
    )
