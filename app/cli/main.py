"""The command line's entry: one exit code, 0 done, 1 refused, 2 misuse.

Without a command it opens the window and loads no command.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

from app.cli.context import CommandContext
from app.cli.french_parser import MISUSE, meant
from app.domain.faults import DomainError, EnvironmentFault
from app.system.paths import SESSION_SUFFIX


def run(arguments: Sequence[str], context: CommandContext) -> int:
    """Carry out one command, or open the window when none is named."""
    if not arguments or arguments[0].endswith(SESSION_SUFFIX):
        return _window(arguments, context)
    commands = _commands()
    if arguments[0] not in {*commands.COMMANDS, "demo"} and not arguments[0].startswith("-"):
        return _nothing(arguments[0], meant(arguments[0], [*commands.COMMANDS, "demo"]), context)
    args = commands.parser().parse_args(arguments)
    if args.commande == "demo":
        return _demo(args, context)
    try:
        return int(commands.COMMANDS[args.commande](args, context))
    except (DomainError, EnvironmentFault) as refusal:
        context.console.say(refusal.sentence)
        return 1


def _commands() -> ModuleType:
    """The commands, which load database and document makers: only when one is named."""
    from app.cli import commands  # noqa: PLC0415 - a window starts without them

    return commands


def _window(arguments: Sequence[str], context: CommandContext) -> int:
    if len(arguments) > 1:
        return _nothing(arguments[0], "", context)
    return context.windows().open(Path(arguments[0]) if arguments else None)


def _nothing(word: str, close: str, context: CommandContext) -> int:
    guess = f" Vouliez-vous dire « {close} » ?" if close else ""
    context.console.say(f"« {word} » n’est ni une commande ni un fichier .jurade.{guess} Voir « jurade --help ».")
    return MISUSE


def _demo(args: argparse.Namespace, context: CommandContext) -> int:
    if args.ouvrir:
        return context.windows().demonstrate()
    folder = args.sortie.absolute()
    code = context.windows().play(folder, offscreen=args.sans_ecran)
    if code == 0:
        context.console.say(f"La journée est jouée : images, documents signés et fichier de session dans {folder}.")
    return code
