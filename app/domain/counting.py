"""Counts in good French, for every sentence that tells one."""


def counted(count: int, words: str) -> str:
    """« 1 candidat ajouté », « 0 candidat ajouté », « 2 candidats ajoutés »: each word takes its s from two on."""
    return f"{count} {' '.join(f'{word}s' for word in words.split()) if count > 1 else words}"
