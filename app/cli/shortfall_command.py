"""`jurade session carence`: note that the jury lacks the quorum for a candidate, or take that back."""

import argparse

from app.cli.context import CommandContext, json_option, opened, session_options
from app.cli.lookup import candidate_of, juror_of
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
    parser.add_argument(
        "--jure-absent",
        action="append",
        type=int,
        default=[],
        metavar="ID",
        help="juré qui n’est pas venu, si aucun juré n’a fait l’appel (à répéter)",
    )
    parser.add_argument("--mesures", default="", metavar="TEXTE", help="ce qui a été fait ; c’est imprimé")


def run(args: argparse.Namespace, context: CommandContext) -> int:
    """Note it, or take it back."""
    with opened(args, context) as desk:
        session = reading.session(desk)
        candidate = candidate_of(session, args.candidat)
        if args.cause is not None:
            missing = [juror_of(session, each).id for each in args.jure_absent]
            shortfalls.note(desk, MANAGER, [candidate.id], cause=args.cause, measures=args.mesures, missing=missing)
            said = "carence constatée, le jury ne délibère pas sur ce candidat."
        else:
            shortfalls.take_back(desk, MANAGER, [candidate.id], args.reprendre)
            said = "constatation reprise, le jury délibère."
    if args.json:
        context.console.print_json({"candidat": candidate.number or candidate.id, "carence": args.cause is not None})
    context.console.say(f"{candidate.name} : {said}")
    return 0
