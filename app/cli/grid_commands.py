"""`jurade grille saisir`: re-key a paper grid, one answer a line, each acknowledged once it is on disk."""

import argparse
from collections.abc import Iterator

from app.cli.context import CommandContext, opened, session_options
from app.domain.candidate import Candidate
from app.domain.faults import DomainError, EnvironmentFault, Fault
from app.domain.grading import MarkValue
from app.domain.people import Actor
from app.domain.session import ExamSession
from app.services import grading, reading


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `grille` and its verb to the command line."""
    parser = subparsers.add_parser("grille", help="ressaisir une grille papier")
    verbs = parser.add_subparsers(dest="verbe", required=True, metavar="ACTION")
    keying = verbs.add_parser(
        "saisir",
        parents=[session_options()],
        help="lire des lignes « candidat;modalite;critere;valeur » sur l’entrée standard",
        description=(
            "Chaque ligne : candidat;modalite;critere;valeur[;mot]. Candidat : identifiant ou numéro d’ordre interne. "
            "Valeur : oui, non ou non_observe (avec un mot). « ok N » est écrit dès que la ligne N est sur le disque."
        ),
    )
    keying.add_argument("--jure", type=int, required=True, metavar="ID", help="numéro du juré (session infos)")
    keying.add_argument("--verrouiller", action="store_true", help="verrouiller à la fin les grilles complètes")


def run(args: argparse.Namespace, context: CommandContext) -> int:
    """Key every line of standard input; a refused line is named and the others go on."""
    refused = 0
    with opened(args, context) as desk:
        session = reading.session(desk)
        actor = _juror(session, args.jure)
        touched: dict[grading.GridKey, None] = {}
        for number, line in _lines(context):
            try:
                key, criterion_id, mark, word = _parse(session, line)
                if key not in touched:
                    grading.open_grid(desk, actor, key)
                    touched[key] = None
                grading.mark(desk, actor, key, criterion_id, mark, word)
            except (DomainError, EnvironmentFault) as refusal:
                refused += 1
                context.console.say(f"ligne {number} : {refusal.sentence}")
                context.console.print_text(f"refus {number}")
            else:
                context.console.print_text(f"ok {number}")
            context.console.out.flush()
        if args.verrouiller:
            for key in touched:
                grading.lock(desk, actor, key)
    return 1 if refused else 0


def _lines(context: CommandContext) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(context.stdin, start=1):
        if line.strip():
            yield number, line.rstrip("\r\n")


def _juror(session: ExamSession, juror_id: int) -> Actor:
    for juror in session.jurors:
        if juror.id == juror_id:
            return Actor(juror.id, f"{juror.name} (ressaisie)")
    known = ", ".join(f"{juror.id} ({juror.name})" for juror in session.jurors) or "aucun"
    raise DomainError(Fault.JUROR_UNKNOWN, id=juror_id, known=known)


def _parse(session: ExamSession, line: str) -> tuple[grading.GridKey, str, MarkValue, str]:
    fields = [field.strip() for field in line.split(";")]
    if len(fields) not in (4, 5):
        raise DomainError(Fault.GRID_LINE_SHAPE, line=line)
    person, place, criterion_id, value = fields[:4]
    word = "".join(fields[4:])
    try:
        mark = MarkValue(value)
    except ValueError:
        raise DomainError(Fault.MARK_UNKNOWN, value=value) from None
    if mark is MarkValue.NOT_OBSERVED and not word:
        raise DomainError(Fault.WORD_MISSING)
    candidate = _candidate(session, person)
    return grading.GridKey(candidate.id, _part_id(session, candidate, place, criterion_id)), criterion_id, mark, word


def _part_id(session: ExamSession, candidate: Candidate, place: str, criterion_id: str) -> str:
    """The part meant by its own id (« ecrit »), or by its modalité's type when that and the critère decide."""
    for modality, part in session.parts_for(candidate):
        criteria = {c.id for unit in session.grid_units(candidate, part) for c in unit.criteria}
        if place == part.id or (place == modality.type.value and criterion_id in criteria):
            return part.id
    raise DomainError(Fault.PART_UNKNOWN, candidate=candidate.name, part=place)


def _candidate(session: ExamSession, text: str) -> Candidate:
    for candidate in session.candidates:
        if text and text in (candidate.number, str(candidate.id)):
            return candidate
    raise DomainError(Fault.CANDIDATE_UNKNOWN, id=text)
