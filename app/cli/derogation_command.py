"""`jurade session deroger`: let one point of Contrôles stand, by whose authority and why."""

import argparse

from app.cli.context import CommandContext, json_option, opened, session_options
from app.cli.french_parser import MISUSE
from app.cli.lookup import candidate_of
from app.domain.faults import DomainError, JuryFault
from app.domain.people import MANAGER
from app.domain.rules.base import Finding
from app.services import derogations, reading


def register(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verb `deroger`."""
    parser = verbs.add_parser(
        "deroger",
        parents=[session_options(), json_option()],
        help="accorder une dérogation, ou écrire la raison d’un point à régler",
    )
    parser.add_argument("--regle", type=int, required=True, metavar="N", help="numéro de la règle")
    parser.add_argument("--candidat", metavar="ID", help="identifiant du candidat, si le point est à son sujet")
    parser.add_argument("--point", type=int, metavar="N", help="lequel, quand plusieurs points répondent")
    parser.add_argument("--par", required=True, metavar="NOM", help="qui en répond : nom et qualité")
    parser.add_argument("--raison", required=True)


def run(args: argparse.Namespace, context: CommandContext) -> int:
    """Write it down, or list the points among which to choose."""
    with opened(args, context) as desk:
        session = reading.session(desk)
        candidate = candidate_of(session, args.candidat) if args.candidat else None
        found = derogations.passable(session, MANAGER, args.regle, candidate.id if candidate else None)
        if not found:
            raise DomainError(JuryFault.NOTHING_TO_GRANT, rule=args.regle)
        chosen = _chosen(found, args.point)
        if chosen is None:
            context.console.say("Plusieurs points répondent : dites lequel avec --point.")
            for place, finding in enumerate(found, start=1):
                context.console.say(f"{place} · {finding.sentence}")
            return MISUSE
        number = derogations.grant(
            desk,
            MANAGER,
            args.regle,
            chosen.candidate_id,
            chosen.sentence,
            granted_by=args.par,
            reason=args.raison,
        )
    if args.json:
        context.console.print_json({"numero": number, "regle": args.regle, "constat": chosen.sentence})
    context.console.say(f"Règle {args.regle} : {chosen.sentence} Écrit sous le n° {number}, accordé par {args.par}.")
    return 0


def _chosen(found: tuple[Finding, ...], point: int | None) -> Finding | None:
    if point is None:
        return found[0] if len(found) == 1 else None
    return found[point - 1] if 1 <= point <= len(found) else None
