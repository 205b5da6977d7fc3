"""Every command of the command line: one parser in French, and what carries each command out."""

import argparse
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from app.cli import (
    candidate_commands,
    conduct_commands,
    framework_commands,
    grid_commands,
    packet_commands,
    paper_commands,
    people_commands,
    planning_commands,
    session_commands,
)
from app.cli.context import CommandContext
from app.cli.french_parser import FrenchParser

Run = Callable[[argparse.Namespace, CommandContext], int]

COMMANDS: dict[str, Run] = {
    "referentiel": framework_commands.run,
    "session": session_commands.run,
    "personnes": people_commands.run,
    "candidats": candidate_commands.run,
    "planning": planning_commands.run,
    "grille": grid_commands.run,
    "paquet": packet_commands.run,
    "incident": conduct_commands.run_incident,
    "fraude": conduct_commands.run_fraud,
    "documents": paper_commands.run_documents,
    "pv": paper_commands.run_record,
    "sauvegarde": paper_commands.run_backups,
}


def parser() -> argparse.ArgumentParser:
    """The parser of every command."""
    whole: argparse.ArgumentParser = FrenchParser(
        prog="jurade",
        description="Le bureau du jury, sans réseau. Sans commande : ouvre la fenêtre (jurade [FICHIER.jurade]).",
    )
    whole.add_argument(
        "--version", action="version", version=f"Jurade {version('jurade')}", help="dire la version du programme"
    )
    commands = whole.add_subparsers(dest="commande", required=True, metavar="COMMANDE")
    demo = commands.add_parser("demo", help="jouer toute une journée d’examen dans les vraies fenêtres")
    demo.add_argument("--sortie", metavar="DOSSIER", type=Path, default=Path("build/demo"))
    demo.add_argument("--sans-ecran", action="store_true", help="jouer hors écran")
    demo.add_argument("--ouvrir", action="store_true", help="ouvrir la fenêtre sur une session de démonstration")
    framework_commands.register(commands)
    session_commands.register(commands)
    people_commands.register(commands)
    candidate_commands.register(commands)
    planning_commands.register(commands)
    grid_commands.register(commands)
    packet_commands.register(commands)
    conduct_commands.register(commands)
    paper_commands.register(commands)
    return whole
