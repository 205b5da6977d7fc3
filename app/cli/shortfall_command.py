"""`jurade session carence`: note that the jury lacks the quorum for a candidate, or take that back."""

import argparse

from app.cli.context import CommandContext, json_option, opened, session_options
from app.cli.lookup import candidate_of
from app.domain.people import MANAGER
from app.services import reading, shortfalls


def register(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verb `carence`."""
    parser = verbs.add_parser(
        "carence",
        parents=[session_options(), json_option()],
        help="constater que le quorum du jury n’est pas atteint pour un candidat, ou reprendre cette constatation",
    )
    parser.add_argument("--candidat", required=True, metavar="ID", help="identifiant du candidat")
    act = parser.add_mutually_exclusive_group(required=True)
    act.add_argument("--cause", metavar="TEXTE", help="pourquoi le quorum n’est pas atteint ; c’est imprimé")
    act.add_argument("--reprendre", metavar="RAISON", help="laisser le jury délibérer, et pourquoi")
    parser.add_argument("--mesures", default="", metavar="TEXTE", help="ce qui a été fait ; c’est imprimé")


def run(args: argparse.Namespace, context: CommandContext) -> int:
    """Note it, or take it back."""
    with opened(args, context) as desk:
        candidate = candidate_of(reading.session(desk), args.candidat)
        if args.cause is not None:
            shortfalls.note(desk, MANAGER, [candidate.id], cause=args.cause, measures=args.mesures)
            said = "carence constatée, le jury ne délibère pas sur ce candidat."
        else:
            shortfalls.take_back(desk, MANAGER, [candidate.id], args.reprendre)
            said = "constatation reprise, le jury délibère."
    if args.json:
        context.console.print_json({"candidat": candidate.number or candidate.id, "carence": args.cause is not None})
    context.console.say(f"{candidate.name} : {said}")
    return 0
