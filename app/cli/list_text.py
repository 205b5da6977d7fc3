"""What the command line says of a candidate list: counts in good French, faulty cells with their value."""

from collections.abc import Iterator

from app.domain.candidate import incomplete_words
from app.domain.candidate_line import CellFault, Severity
from app.domain.counting import counted
from app.intake.candidates import ListPreview
from app.services.candidates import Comparison


def fault_sentence(fault: CellFault) -> str:
    """« ligne 3, Date de naissance (« 31/02/1998 ») : … », and that the line is left out when it is."""
    value = f" (« {fault.value} »)" if fault.value else ""
    rejected = " [ligne rejetée]" if fault.severity is Severity.REJECTED else ""
    return f"ligne {fault.line}, {fault.field.label}{value} : {fault.reason}{rejected}"


def import_sentence(listed: ListPreview, comparison: Comparison | None, *, simulated: bool) -> str:
    """« 3 lignes lues, 2 candidats seraient ajoutés. »."""
    added = len(comparison.added) if comparison else len(listed.accepted)
    words = (
        ("seraient ajoutés" if added > 1 else "serait ajouté") if simulated else "ajoutés" if added > 1 else "ajouté"
    )
    return f"{counted(listed.lines_read, 'ligne lue')}, {counted(added, 'candidat')} {words}."


def comparison_sentences(comparison: Comparison) -> Iterator[str]:
    """Who else the list is about, what lacks of whom it writes, and who is not on it."""
    protected = "déjà évalués et laissés tels quels" if comparison.protected > 1 else "déjà évalué et laissé tel quel"
    told = (
        (len(comparison.changed), counted(len(comparison.changed), "modifié")),
        (comparison.unchanged, counted(comparison.unchanged, "inchangé")),
        (comparison.protected, f"{comparison.protected} {protected}"),
    )
    if parts := [words for count, words in told if count]:
        yield f"{', '.join(parts)}."
    if lacking := incomplete_words(draft.identity for draft in comparison.written):
        yield lacking
    missing = len(comparison.missing)
    if missing > 1:
        yield f"{missing} candidats de la session sont absents de la liste : rien n’est retiré."
    elif missing:
        yield "1 candidat de la session est absent de la liste : il n’est pas retiré."
