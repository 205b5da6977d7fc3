"""What the import says in sentences: what it will write, what it wrote, and what undoing it entails."""

from collections.abc import Iterable

from app.domain.candidate import incomplete_words
from app.domain.session import ExamSession
from app.services.candidates import Comparison, Fate, LastImport
from app.ui.screens.preparation.import_state import Importing, ListLine, Step

_NAMES_TOLD = 3


def counted(count: int, noun: str, plural: str = "") -> str:
    """« 1 ligne », « 2 lignes »."""
    return f"{count} {noun if count < 2 else plural or f'{noun}s'}"


def result_sentence(comparison: Comparison) -> str:
    """Say what the import did: « 5 candidats ajoutés, 1 modifié, 2 inchangés. », and what is still to complete."""
    told = _told(comparison)
    if not told:
        return "Rien n’a changé."
    kept = " Les candidats protégés ont déjà commencé leurs épreuves." if comparison.protected else ""
    lacking = incomplete_words(draft.identity for draft in comparison.written)
    return f"{', '.join(told)}.{kept}{f' {lacking}' if lacking else ''}"


def confirm_label(importing: Importing) -> str:
    """What the button that writes says: « Confirmer : 12 ajouts, 1 modification »."""
    comparison = importing.comparison
    if comparison is None or importing.refusal:
        return "Confirmer"
    counts = ((len(comparison.added), "ajout"), (len(comparison.changed), "modification"))
    return f"Confirmer : {', '.join(counted(count, noun) for count, noun in counts if count)}"


def plan_sentence(importing: Importing) -> str:
    """Say exactly what confirming will write, by name, and what stays out."""
    if importing.preview is None or importing.mapping_fault:
        return "Rien n’est écrit avant « Confirmer »."
    parts = [
        _named("Ajouté", [line for line in importing.lines if line.fate is Fate.ADDED]),
        _named("Modifié", [line for line in importing.lines if line.fate is Fate.CHANGED]),
        _staying_out(importing.lines),
    ]
    written = " ".join(part for part in parts if part)
    return f"{written} Rien n’est écrit avant « Confirmer ».".strip()


def step_title(step: Step, importing: Importing, missing: int) -> str:
    """The words of a tab: the step, and how much of it asks to be looked at."""
    if importing.preview is None:
        return step.value
    if step is Step.COLUMNS:
        aside = sum(1 for column in importing.columns if column.field is None)
        return f"{step.value} ({len(importing.columns)}{f', dont {aside} de côté' if aside else ''})"
    if step is Step.LINES:
        faulty = sum(1 for line in importing.lines if line.faults)
        return f"{step.value} ({len(importing.lines)}{f', dont {faulty} à vérifier' if faulty else ''})"
    return f"{step.value} ({missing})"


def leaving_consequences(importing: Importing) -> tuple[str, ...]:
    """What is lost when a list is left before it is written."""
    lost = []
    if importing.corrections:
        cells = len(importing.corrections)
        lost.append(
            f"{counted(cells, 'cellule corrigée', 'cellules corrigées')} ici : "
            f"{'la correction est perdue' if cells == 1 else 'les corrections sont perdues'}."
        )
    if importing.left_out:
        lost.append(f"{counted(len(importing.left_out), 'ligne écartée', 'lignes écartées')} : ce choix est oublié.")
    return (*lost, "Aucun candidat n’est ajouté ni modifié.")


def missing_sentence(session: ExamSession, missing: int) -> str:
    """Say who is enrolled and not in the list, and that nobody is removed."""
    if not missing:
        everyone = "Les candidats déjà inscrits sont tous dans cette liste."
        return everyone if session.candidates else "Aucun candidat n’était encore inscrit."
    who = "Ce candidat est inscrit et n’est pas" if missing == 1 else "Ces candidats sont inscrits et ne sont pas"
    return f"{who} dans cette liste. L’import ne retire personne : retirez-les vous-même s’il le faut."


def last_import_sentence(last: LastImport) -> str:
    """« Dernier import : liste.xlsx, 12 ajoutés, le 14/12/2026 à 09:14. », with why it stays when it does."""
    parts = [last.list_name]
    parts += [counted(count, word) for count, word in ((last.added, "ajouté"), (last.changed, "modifié")) if count]
    parts.append(f"le {last.at:%d/%m/%Y} à {last.at:%H:%M}")
    kept = f" Il ne s’annule plus. {last.refusal}" if last.refusal else ""
    return f"Dernier import : {', '.join(parts)}.{kept}"


def undoing_consequences(last: LastImport) -> tuple[str, ...]:
    """What taking an import back entails."""
    entailed = []
    if last.added == 1:
        entailed.append("Le candidat que cet import a ajouté est retiré.")
    elif last.added:
        entailed.append(f"Les {last.added} candidats que cet import a ajoutés sont retirés.")
    if last.changed == 1:
        entailed.append("La fiche qu’il a modifiée redevient ce qu’elle était.")
    elif last.changed:
        entailed.append(f"Les {last.changed} fiches qu’il a modifiées redeviennent ce qu’elles étaient.")
    return (*entailed, "La liste elle-même n’est pas touchée : vous pourrez l’importer de nouveau.")


def undone_sentence(last: LastImport) -> str:
    """Say that an import was taken back."""
    return f"L’import de {last.list_name} est annulé."


def _told(comparison: Comparison) -> list[str]:
    counts = (
        (len(comparison.added), "ajouté"),
        (len(comparison.changed), "modifié"),
        (comparison.unchanged, "inchangé"),
        (comparison.protected, "protégé"),
    )
    parts = [counted(count, word) for count, word in counts if count]
    if parts:
        first, _, rest = parts[0].partition(" ")
        parts[0] = f"{first} {'candidats' if int(first) > 1 else 'candidat'} {rest}"
    return parts


def _named(word: str, lines: list[ListLine]) -> str:
    """« Ajoutés : LE GOFF Élodie, N’DIAYE Souleymane et 4 autres. »."""
    if not lines:
        return ""
    names = [line.name for line in lines[:_NAMES_TOLD]]
    more = len(lines) - len(names)
    rest = f" et {counted(more, 'autre')}" if more else ""
    return f"{word}{'s' if len(lines) > 1 else ''} : {', '.join(names)}{rest}."


def _staying_out(lines: Iterable[ListLine]) -> str:
    out = [line for line in lines if line.fate is None]
    if not out:
        return ""
    return f"{counted(len(out), 'ligne reste', 'lignes restent')} en dehors."
