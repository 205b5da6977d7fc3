"""`jurade incident` and `jurade fraude`: what happened during the day, written down once and for good."""

import argparse

from app.cli import values
from app.cli.context import CommandContext, json_option, opened, session_options
from app.cli.lookup import candidate_of
from app.domain.conduct import Witness
from app.domain.fraud_words import verdict_remark
from app.domain.people import MANAGER
from app.services import attendance, conduct, reading
from app.services.conduct import FraudDraft


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `incident` and `fraude` with their verbs to the command line."""
    shared = [session_options(), json_option()]
    incident = subparsers.add_parser("incident", help="noter un incident")
    verbs = incident.add_subparsers(dest="verbe", required=True, metavar="ACTION")
    note = verbs.add_parser("noter", parents=shared, help="noter un incident à l’heure qu’il est, pour de bon")
    note.add_argument("texte", metavar="TEXTE", help="ce qui s’est passé, sans appréciation")
    note.add_argument("--candidat", metavar="ID", help="sinon la session entière")
    fraud = subparsers.add_parser("fraude", help="établir un rapport de fraude")
    verbs = fraud.add_subparsers(dest="verbe", required=True, metavar="ACTION")
    report = verbs.add_parser(
        "signaler", parents=shared, help="noter un rapport : faits et témoins, jamais de sanction"
    )
    report.add_argument("faits", metavar="FAITS", help="ce qui a été vu et entendu")
    report.add_argument("--candidat", metavar="ID", required=True)
    report.add_argument("--partie", metavar="PARTIE", default="", help="l’épreuve (sinon entre deux épreuves)")
    report.add_argument(
        "--temoin", type=_witness, action="append", default=[], metavar="NOM;QUALITÉ", help="autant que de témoins"
    )


def run_incident(args: argparse.Namespace, context: CommandContext) -> int:
    """Write an incident down."""
    with opened(args, context) as desk:
        session = reading.session(desk)
        candidate = candidate_of(session, args.candidat) if args.candidat is not None else None
        attendance.report_incident(desk, MANAGER, args.texte, candidate.id if candidate else None)
        number = reading.session(desk).incidents[-1].number
    if args.json:
        context.console.print_json({"incident": number})
    context.console.say(f"Incident n° {number} noté.")
    return 0


def run_fraud(args: argparse.Namespace, context: CommandContext) -> int:
    """Write a report of a suspected fraud down."""
    with opened(args, context) as desk:
        candidate = candidate_of(reading.session(desk), args.candidat)
        draft = FraudDraft(candidate.id, args.partie, args.faits, tuple(args.temoin))
        number = conduct.report_fraud(desk, MANAGER, draft)
    if args.json:
        context.console.print_json({"rapport": number})
    remark = verdict_remark(args.faits)
    if remark:
        context.console.say(remark)
    context.console.say(
        f"Rapport de fraude n° {number} noté. À imprimer et à signer : documents produire --type fraude."
    )
    return 0


def _witness(text: str) -> Witness:
    name, quality, *more = values.fields(text, 2)
    if not name or not quality or more:
        raise argparse.ArgumentTypeError(f"« {text} » : un témoin s’écrit NOM;QUALITÉ")
    return Witness(name, quality)
