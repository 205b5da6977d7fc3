"""`jurade session deplacer | reprendre`: let another laptop continue, or take the work back when the copy is lost."""

import argparse
from pathlib import Path

from app.cli.context import CommandContext, json_option, opened
from app.domain.people import MANAGER
from app.services import moving


def register(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verbs `deplacer` and `reprendre`."""
    away = verbs.add_parser("deplacer", parents=[json_option()], help="continuer la session sur un autre poste")
    back = verbs.add_parser("reprendre", parents=[json_option()], help="reprendre ici une session partie ailleurs")
    for verb in (away, back):
        verb.add_argument("session", metavar="FICHIER", type=Path)
        verb.add_argument("--phrase-fichier", metavar="FICHIER", type=Path)
    away.add_argument("--vers", metavar="DESTINATION", type=Path, required=True, help="dossier ou fichier à écrire")
    away.add_argument("--poste", metavar="TEXTE", default="", help="le poste qui continue, en quelques mots")
    back.add_argument("--raison", metavar="TEXTE", required=True, help="pourquoi la copie emportée ne sert pas")


def move(args: argparse.Namespace, context: CommandContext) -> int:
    """Write the whole session elsewhere; this file is read from then on."""
    destination = args.vers / args.session.name if args.vers.is_dir() else args.vers
    with opened(args, context) as desk:
        left = moving.move(desk, MANAGER, destination, args.poste)
    if args.json:
        context.console.print_json({"fichier": str(destination), "le": left.at.isoformat(), "poste": left.to})
    context.console.say(f"La session continue dans {destination}. {args.session} se lit, et ne change plus.")
    return 0


def take_back(args: argparse.Namespace, context: CommandContext) -> int:
    """Let this file live again."""
    with opened(args, context) as desk:
        at = moving.take_back(desk, MANAGER, args.raison)
    if args.json:
        context.console.print_json({"fichier": str(args.session), "le": at.isoformat()})
    context.console.say(
        f"La session vit de nouveau dans {args.session.name}. Ce qui a été saisi dans le fichier emporté n’y est pas : "
        "si ce fichier existe encore, que personne n’y travaille ; les paquets des jurés s’en apportent par « paquet "
        "integrer »."
    )
    return 0
