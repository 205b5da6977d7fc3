"""What the closing freezes, in the words of Clôture: how much of each, and the prints that prove it afterwards."""

from collections.abc import Iterator

from app.domain.counting import counted
from app.domain.session import ExamSession
from app.domain.shortfall import deliberated_only
from app.domain.signing import short_print


def frozen_lines(session: ExamSession) -> Iterator[str]:
    """One line for the grids, one for the decisions, one for the day, one for the référentiel, then the prints."""
    facts = sum(len(grid.facts) for grid in session.grids)
    yield f"{counted(len(session.grids), 'grille')}, {counted(facts, 'fait noté')}."
    absences = sum(candidate.is_absent for candidate in session.candidates)
    said, short = deliberated_only(session), len(session.shortfalls)
    apart = f", {counted(short, 'candidat')} sans quorum" if short else ""
    yield (
        f"{counted(len(said.positions), 'position')}, {counted(len(said.decisions), 'décision')}, "
        f"{counted(len(said.confirmations), 'confirmation')}, {counted(absences, 'absence')}{apart}."
    )
    noted = [
        counted(len(found), words)
        for words, found in (
            ("déport", session.recusals),
            ("incident", session.incidents),
            ("fraude signalée", session.fraud_reports),
            ("dérogation", session.derogations),
        )
        if found
    ]
    if noted:
        yield f"{', '.join(noted)}."
    yield f"Le référentiel {session.framework.label}, empreinte {short_print(session.framework_digest, 2)}."
    if session.closing is not None:
        content = session.closing.content_digest.partition(":")[2]
        yield f"Empreinte des grilles et des décisions : {short_print(content)}."
