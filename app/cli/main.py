"""The command line's entry: one parser in French, one exit code: 0 done, 1 refused, 2 misuse."""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from app.cli import candidate_commands, framework_commands, grid_commands, paper_commands, session_commands
from app.cli.context import CommandContext
from app.cli.french_parser import MISUSE, FrenchParser
from app.domain.faults import DomainError, EnvironmentFault

Run = Callable[[argparse.Namespace, CommandContext], int]

_COMMANDS: dict[str, Run] = {
    "referentiel": framework_commands.run,
    "session": session_commands.run,
    "candidats": candidate_commands.run,
    "grille": grid_commands.run,
    "documents": paper_commands.run_documents,
    "pv": paper_commands.run_record,
    "sauvegarde": paper_commands.run_backups,
}


def run(arguments: Sequence[str], context: CommandContext) -> int:
    """Carry out one command, or open the window when none is named."""
    if not arguments or (arguments[0] not in {*_COMMANDS, "demo"} and not arguments[0].startswith("-")):
        return _window(arguments, context)
    args = _parser().parse_args(arguments)
    if args.commande == "demo":
        return _demo(args, context)
    try:
        return _COMMANDS[args.commande](args, context)
    except (DomainError, EnvironmentFault) as refusal:
        context.console.say(refusal.sentence)
        return 1


def _window(arguments: Sequence[str], context: CommandContext) -> int:
    if len(arguments) > 1 or (arguments and not arguments[0].endswith(".jurade")):
        context.console.say(f"« {arguments[0]} » n’est ni une commande ni un fichier .jurade. Voir « jurade --help ».")
        return MISUSE
    return context.windows().open(Path(arguments[0]) if arguments else None)


def _demo(args: argparse.Namespace, context: CommandContext) -> int:
    if args.ouvrir:
        return context.windows().demonstrate()
    return context.windows().play(args.sortie, offscreen=args.sans_ecran)


def _parser() -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = FrenchParser(
        prog="jurade",
        description="Le bureau du jury, sans réseau. Sans commande : ouvre la fenêtre (jurade [FICHIER.jurade]).",
    )
    commands = parser.add_subparsers(dest="commande", required=True, metavar="COMMANDE")
    demo = commands.add_parser("demo", help="jouer toute une journée d’examen dans les vraies fenêtres")
    demo.add_argument("--sortie", metavar="DOSSIER", type=Path, default=Path("build/demo"))
    demo.add_argument("--sans-ecran", action="store_true", help="jouer hors écran")
    demo.add_argument("--ouvrir", action="store_true", help="ouvrir la fenêtre sur une session de démonstration")
    framework_commands.register(commands)
    session_commands.register(commands)
    candidate_commands.register(commands)
    grid_commands.register(commands)
    paper_commands.register(commands)
    return parser
