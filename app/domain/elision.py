"""« de » before a name, as French says it."""

import unicodedata

_VOWELS = frozenset({"a", "e", "i", "o", "u", "œ", "æ"})


def of(name: str) -> str:
    """« de Bruno Petit », « d’Anne Durand »."""
    initial = unicodedata.normalize("NFD", name)[:1].casefold()
    return f"d’{name}" if initial in _VOWELS else f"de {name}"
