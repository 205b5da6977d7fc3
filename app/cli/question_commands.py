"""`jurade session questions`: give a part its question guide from a text, or list the questions of the session."""

import argparse
from pathlib import Path
from typing import Any

from app.cli.context import CommandContext, json_option, opened, session_options
from app.domain.counting import counted
from app.domain.faults import DomainError, Fault
from app.domain.framework.sitting_plan import Part
from app.domain.interview import guide_of, guide_units, sat_parts
from app.domain.people import MANAGER
from app.domain.question_guide import FROM_FRAMEWORK, GuideQuestion
from app.domain.question_text import read_guide
from app.domain.session import ExamSession
from app.services import question_guide, reading


def register(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verb `questions`."""
    parser = verbs.add_parser(
        "questions", parents=[session_options(), json_option()], help="donner ou lister le guide de questions"
    )
    parser.add_argument("texte", metavar="FICHIER.txt", nargs="?", type=Path, help="une question par ligne")
    parser.add_argument("--partie", metavar="ID", help="partie de l’épreuve, par exemple qap")


def run(args: argparse.Namespace, context: CommandContext) -> int:
    """Write the guide of one part when a text is given, then list what the responsable may read."""
    with opened(args, context) as desk:
        session = reading.session(desk)
        parts = _parts(session, args.partie, is_written=args.texte is not None)
        if args.texte is not None:
            lines = read_guide(question_guide.read_text(args.texte), guide_units(session, parts[0]))
            if not lines:
                raise DomainError(Fault.GUIDE_FILE_EMPTY, file=args.texte.name)
            question_guide.write_guide(desk, MANAGER, parts[0].id, lines)
            session = reading.session(desk)
            context.console.say(f"{parts[0].label} : {counted(len(lines), 'question')}.")
    listed = [(part, guide_of(session, part, None)) for part in parts]
    if args.json:
        context.console.print_json({"parties": [_part_json(part, guide) for part, guide in listed]})
    else:
        _print(session, listed, context)
    return 0


def _parts(session: ExamSession, part_id: str | None, *, is_written: bool) -> tuple[Part, ...]:
    """The parts that are meant: the one named, else all of them to read; to write, one must be named."""
    parts = sat_parts(session)
    chosen = tuple(part for part in parts if part.id == part_id)
    if chosen or (part_id is None and not is_written):
        return chosen or parts
    raise DomainError(Fault.GUIDE_WITHOUT_PART, part=part_id or "", known=", ".join(part.id for part in parts))


def _print(session: ExamSession, listed: list[tuple[Part, tuple[GuideQuestion, ...]]], context: CommandContext) -> None:
    labels = {unit.id: unit.label for unit in session.units}
    for part, guide in listed:
        if guide:
            context.console.print_text(f"{part.label} ({part.id})")
        for question in guide:
            unit = labels.get(question.unit_id, "")
            context.console.print_text(f"  {question.text}{f' · {unit}' if unit else ''}")


def _part_json(part: Part, guide: tuple[GuideQuestion, ...]) -> dict[str, Any]:
    return {
        "partie": part.id,
        "intitule": part.label,
        "questions": [
            {
                "texte": question.text,
                "competence": question.unit_id or None,
                "source": "referentiel" if question.author == FROM_FRAMEWORK else "responsable",
            }
            for question in guide
        ],
    }
