"""`jurade referentiel`: list, show, check and add référentiels, and print the format of their files."""

import argparse
from pathlib import Path
from typing import Protocol

from app.cli.framework_text import framework_text
from app.cli.output import Console
from app.domain.faults import DomainError, EnvironmentFault
from app.domain.framework.doubts import doubts_of
from app.domain.framework.model import Framework
from app.services import frameworks


class FrameworkContext(Protocol):
    """What these commands need: the folders, the shipped one first and the centre's own last, and the console."""

    @property
    def framework_folders(self) -> tuple[Path, ...]:
        """The folders of référentiels."""

    @property
    def console(self) -> Console:
        """Where to write."""


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `referentiel` and its verbs to the command line."""
    parser = subparsers.add_parser("referentiel", help="consulter et vérifier les référentiels")
    verbs = parser.add_subparsers(dest="verbe", required=True, metavar="ACTION")
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--json", action="store_true", help="écrire un objet JSON")
    verbs.add_parser("lister", parents=[shared], help="lister les référentiels connus")
    show = verbs.add_parser("montrer", parents=[shared], help="montrer un référentiel")
    show.add_argument("id", metavar="ID", help="identifiant, par exemple acom-2025")
    check = verbs.add_parser("valider", parents=[shared], help="vérifier un fichier de référentiel")
    check.add_argument("fichier", metavar="FICHIER", type=Path)
    add = verbs.add_parser("ajouter", parents=[shared], help="ajouter un référentiel à ceux du centre")
    add.add_argument("fichier", metavar="FICHIER", type=Path)
    add.add_argument("--remplacer", action="store_true", help="remplacer le fichier du centre de même identifiant")
    verbs.add_parser("schema", parents=[shared], help="écrire le schéma JSON du format")


def run(args: argparse.Namespace, context: FrameworkContext) -> int:
    """Run the verb that was asked for and give the exit code: 0 done, 1 refused."""
    verbs = {"lister": _list, "montrer": _show, "valider": _check, "ajouter": _add, "schema": _schema}
    try:
        return verbs[args.verbe](args, context)
    except (DomainError, EnvironmentFault) as refusal:
        context.console.say(refusal.sentence)
        return 1


def _list(args: argparse.Namespace, context: FrameworkContext) -> int:
    summaries = frameworks.catalogue(context.framework_folders)
    if args.json:
        context.console.print_json({"referentiels": [_summary_json(summary) for summary in summaries]})
        return 0
    for summary in summaries:
        version = " ".join(word for word in (summary.code, summary.millesime) if word)
        words = [summary.id, summary.label or summary.path.name, version, summary.fault]
        context.console.print_text(" · ".join(word for word in words if word))
    return 0


def _show(args: argparse.Namespace, context: FrameworkContext) -> int:
    framework = frameworks.load(args.id, context.framework_folders)
    if args.json:
        context.console.print_json(frameworks.as_json(framework))
    else:
        context.console.print_text(framework_text(framework))
    return 0


def _check(args: argparse.Namespace, context: FrameworkContext) -> int:
    result = frameworks.check(args.fichier)
    valid = result.framework is not None
    if args.json:
        faults = [{"ligne": fault.line, "phrase": fault.sentence} for fault in result.faults]
        found = result.framework.id if result.framework else None
        context.console.print_json({"fichier": args.fichier.name, "valide": valid, "id": found, "fautes": faults})
    for fault in result.faults:
        context.console.say(f"{args.fichier.name}, ligne {fault.line} : {fault.sentence}")
    if result.framework:
        context.console.say(f"{args.fichier.name} est valide : {_counts(result.framework)}.")
    return 0 if valid else 1


def _add(args: argparse.Namespace, context: FrameworkContext) -> int:
    folders = context.framework_folders
    framework = frameworks.add(args.fichier, folders[-1], folders, replace=args.remplacer)
    if args.json:
        context.console.print_json({"id": framework.id, "ajoute": True})
    context.console.say(f"Le référentiel « {framework.id} » est ajouté : {_counts(framework)}.")
    return 0


def _schema(_args: argparse.Namespace, context: FrameworkContext) -> int:
    context.console.print_json(frameworks.schema())
    return 0


def _summary_json(summary: frameworks.FrameworkSummary) -> dict[str, object]:
    return {
        "id": summary.id,
        "code": summary.code,
        "millesime": summary.millesime,
        "intitule": summary.label,
        "niveau": summary.level,
        "certificateur": summary.certifier,
        "nature": summary.kind,
        "sessions": summary.session_count,
        "sessions_impossibles": summary.why_closed,
        "fichier": summary.path.name,
        "faute": summary.fault,
    }


def _counts(framework: Framework) -> str:
    figures = (
        (len(framework.blocs), "bloc"),
        (len(tuple(framework.skills())), "compétence"),
        (len(tuple(framework.criteria())), "critère"),
        (len(framework.sessions), "type de session"),
        (len(tuple(doubts_of(framework))), "point à vérifier"),
    )
    return ", ".join(f"{count} {_plural(words) if count > 1 else words}" for count, words in figures)


def _plural(words: str) -> str:
    first, *rest = words.split(" ")
    return " ".join([f"{first}s", *rest])
