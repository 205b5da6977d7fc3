"""`jurade grille saisir`: re-key a paper grid, one answer a line, each acknowledged once it is on disk."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from app.cli.context import CommandContext, juror_code, opened, session_options
from app.cli.lookup import candidate_of, juror_of
from app.domain.answer import Answer
from app.domain.candidate import Candidate
from app.domain.counting import counted
from app.domain.elision import of
from app.domain.faults import DomainError, EnvironmentFault, Fault, JuryFault
from app.domain.framework.sitting_plan import Part
from app.domain.grading import Mark
from app.domain.identity import fold
from app.domain.people import Actor
from app.domain.session import ExamSession
from app.services import grading, jury_room, people, reading
from app.services.desk import Desk

BYTE_ORDER_MARK = "\ufeff"
"""What some programs put at the head of a text; it is no part of the first line."""


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `grille` and its verb to the command line."""
    parser = subparsers.add_parser("grille", help="ressaisir une grille papier")
    verbs = parser.add_subparsers(dest="verbe", required=True, metavar="ACTION")
    keying = verbs.add_parser(
        "saisir",
        parents=[session_options()],
        help="lire des lignes « candidat;modalite;critere;valeur » sur l’entrée standard",
        description=(
            "Chaque ligne : candidat;modalite;critere;valeur[;mot]. Candidat : identifiant, numéro d’ordre interne, "
            "ou pour un écrit l’identifiant de la copie. "
            "Valeur : oui, non ou non_observe (avec un mot), ou une valeur de l’échelle du référentiel (referentiel "
            "montrer). « ok N » est écrit dès que la ligne N est sur le disque."
        ),
    )
    keying.add_argument("--jure", type=int, required=True, metavar="ID", help="numéro du juré (session infos)")
    keying.add_argument("--verrouiller", action="store_true", help="verrouiller à la fin les grilles complètes")

    correcting = verbs.add_parser(
        "corriger",
        parents=[session_options()],
        help="corriger une réponse d’une grille verrouillée, avec sa raison",
        description=(
            "Son auteur est seul à le faire : son code vient d’une question, de --code-fichier ou de la variable "
            "JURADE_CODE."
        ),
    )
    correcting.add_argument("--jure", type=int, required=True, metavar="ID", help="numéro du juré (session infos)")
    correcting.add_argument("--raison", required=True)
    correcting.add_argument("--code-fichier", metavar="FICHIER", type=Path, help="fichier contenant le code du juré")
    correcting.add_argument("ligne", metavar="CANDIDAT;MODALITE;CRITERE;VALEUR[;MOT]")


def run(args: argparse.Namespace, context: CommandContext) -> int:
    """Run the verb that was asked for and give the exit code."""
    return _correct(args, context) if args.verbe == "corriger" else _key(args, context)


def _correct(args: argparse.Namespace, context: CommandContext) -> int:
    """Change one answer of a locked grid; the old one and the reason stay on it."""
    with opened(args, context) as desk:
        jury_room.keep_out(desk)
        session = reading.session(desk)
        juror = juror_of(session, args.jure)
        key, criterion_id, value, word, typed = _parse(session, args.ligne)
        people.check_pin(desk, juror.id, juror_code(args, context))
        actor = Actor(juror.id, f"{juror.name} (ressaisie)")
        grading.correct(desk, actor, key, criterion_id, Mark(value, word), args.raison)
    context.console.say(f"{typed} : réponse corrigée sur la grille verrouillée {of(juror.name)}.")
    return 0


def _key(args: argparse.Namespace, context: CommandContext) -> int:
    """Key every line of standard input; a refused line is named and the others go on."""
    with opened(args, context) as desk:
        jury_room.keep_out(desk)
        session = reading.session(desk)
        juror = juror_of(session, args.jure)
        actor = Actor(juror.id, f"{juror.name} (ressaisie)")
        touched: dict[grading.GridKey, str] = {}
        refused = 0
        for number, line in _lines(context):
            try:
                _key_line(desk, session, actor, line, touched)
            except (DomainError, EnvironmentFault) as refusal:
                refused += 1
                context.console.say(f"ligne {number} : {refusal.sentence}")
                context.console.print_text(f"refus {number}")
            else:
                context.console.print_text(f"ok {number}")
            context.console.out.flush()
        if args.verrouiller:
            refused += _lock(desk, actor, touched, context)
    return 1 if refused else 0


def _lines(context: CommandContext) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(context.stdin, start=1):
        if line.strip():
            yield number, line.rstrip("\r\n").lstrip(BYTE_ORDER_MARK)


def _key_line(desk: Desk, session: ExamSession, actor: Actor, line: str, touched: dict[grading.GridKey, str]) -> None:
    """Key one line; `touched` keeps what was typed for the candidate of each grid, which is what refusals say."""
    key, criterion_id, mark, word, typed = _parse(session, line)
    if key not in touched:
        grading.open_grid(desk, actor, key, called=typed)
        touched[key] = typed
    grading.mark(desk, actor, key, criterion_id, mark, word)


def _lock(desk: Desk, actor: Actor, touched: dict[grading.GridKey, str], context: CommandContext) -> int:
    """Lock the complete grids and say what the others lack; gives back how many are refused."""
    refused, locked = 0, 0
    for key, typed in touched.items():
        try:
            grading.lock(desk, actor, key)
        except DomainError as refusal:
            refused += 1
            context.console.say(f"{typed} : {refusal.sentence}")
        else:
            locked += 1
    words = f"{counted(locked, 'grille verrouillée')} sur {len(touched)}."
    context.console.say(f"{words} Les autres restent ouvertes." if refused else words)
    return refused


def _parse(session: ExamSession, line: str) -> tuple[grading.GridKey, str, Answer, str, str]:
    fields = [field.strip() for field in line.split(";")]
    if len(fields) not in (4, 5):
        raise DomainError(Fault.GRID_LINE_SHAPE, line=line)
    person, place, criterion, value = fields[:4]
    word = "".join(fields[4:])
    candidate = candidate_of(session, person)
    _require_criteria(session, candidate, place)
    try:
        mark = session.framework.scale.answer(value)
    except KeyError:
        raise DomainError(Fault.MARK_UNKNOWN, value=value, values=session.framework.scale.words) from None
    if mark.is_not_observed and not word:
        raise DomainError(Fault.WORD_MISSING)
    part, criterion_id = _place(session, candidate, place, criterion, person)
    return grading.GridKey(candidate.id, part.id), criterion_id, mark, word, person


def _require_criteria(session: ExamSession, candidate: Candidate, place: str) -> None:
    """A part without critères has nothing to key but its appreciation.

    Raises:
        DomainError: that part is one.
    """
    for modality, part in session.parts_for(candidate):
        meant = fold(place) in (fold(part.id), fold(part.short)) or place == modality.type.value
        if meant and not any(unit.criteria for unit in session.grid_units(candidate, part)):
            raise DomainError(JuryFault.PART_WITHOUT_CRITERIA, part=part.label)


def _place(session: ExamSession, candidate: Candidate, place: str, criterion: str, typed: str) -> tuple[Part, str]:
    """The part and the critère meant: a part by its id or its short name, or by its modalité's type and the critère.

    A critère is its id, or its number on the paper grid.
    """
    for modality, part in session.parts_for(candidate):
        known = session.grid_criteria(candidate, part)
        numbers = {str(number): each.id for number, each in enumerate(known, start=1)}
        criterion_id = numbers.get(criterion, criterion)
        if fold(place) in (fold(part.id), fold(part.short)):
            return part, criterion_id
        if place == modality.type.value and (criterion in numbers.values() or len(modality.parts) == 1):
            return part, criterion_id
    raise DomainError(Fault.PART_UNKNOWN, candidate=typed, part=place)
