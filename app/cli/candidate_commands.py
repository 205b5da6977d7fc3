"""`jurade candidats`: write a list to fill, import a candidate list, or say what importing it would do."""

import argparse
import json
from pathlib import Path

from app.cli.context import CommandContext, json_option, opened
from app.cli.french_parser import MISUSE
from app.domain.faults import DomainError, EnvironmentFault, Fault, Trouble
from app.domain.people import MANAGER
from app.intake.candidates import ListPreview
from app.services import candidates


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `candidats` and its verbs to the command line."""
    parser = subparsers.add_parser("candidats", help="préparer et importer une liste de candidats")
    verbs = parser.add_subparsers(dest="verbe", required=True, metavar="ACTION")
    template = verbs.add_parser("modele", parents=[json_option()], help="écrire un classeur à remplir")
    template.add_argument("fichier", metavar="FICHIER.xlsx", type=Path)
    importing = verbs.add_parser("importer", parents=[json_option()], help="importer une liste")
    importing.add_argument("liste", metavar="LISTE", type=Path, help="xlsx, xlsm, xls, xlsb, ods, csv ou tsv")
    importing.add_argument("--session", metavar="FICHIER", type=Path, help="facultatif avec --simuler")
    importing.add_argument("--phrase-fichier", metavar="FICHIER", type=Path)
    importing.add_argument("--simuler", action="store_true", help="dire ce qui serait importé, sans rien écrire")
    importing.add_argument("--feuille", metavar="NOM", help="feuille à lire")
    importing.add_argument(
        "--correspondance", metavar="FICHIER", type=Path, help="JSON : titre de colonne → nom de champ"
    )


def run(args: argparse.Namespace, context: CommandContext) -> int:
    """Run the verb that was asked for and give the exit code."""
    verbs = {"modele": _write_template, "importer": _import}
    return verbs[args.verbe](args, context)


def _write_template(args: argparse.Namespace, context: CommandContext) -> int:
    written = candidates.write_template(args.fichier)
    if args.json:
        context.console.print_json({"fichier": str(written)})
    context.console.say(
        f"Le modèle est écrit dans {written.name}. Remplacez la ligne d’exemple, puis importez la liste."
    )
    return 0


def _import(args: argparse.Namespace, context: CommandContext) -> int:
    """Import, or simulate; nothing is written with `--simuler`."""
    if args.session is None and not args.simuler:
        context.console.say("Indiquez la session avec --session, ou simulez avec --simuler.")
        return MISUSE
    listed = candidates.preview(
        args.liste, context.clock.now().date(), sheet=args.feuille, mapping=_mapping(args.correspondance)
    )
    comparison = None
    if args.session is not None:
        with opened(args, context) as desk:
            comparison = candidates.compare(desk, listed) if args.simuler else candidates.enrol(desk, MANAGER, listed)
    if args.json:
        context.console.print_json(
            listed.as_json(
                additions=len(comparison.added) if comparison else None,
                changes=len(comparison.changed) if comparison else 0,
                unchanged=comparison.unchanged if comparison else 0,
            )
        )
    _say_what_happened(listed, comparison, context, simulated=args.simuler)
    return 0


def _mapping(path: Path | None) -> dict[str, str] | None:
    if path is None:
        return None
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise EnvironmentFault(Trouble.FILE_MISSING, file=path.name) from None
    except OSError:
        raise EnvironmentFault(Trouble.FILE_UNREADABLE, file=path.name) from None
    except ValueError:
        raise DomainError(Fault.MAPPING_FILE_INVALID, file=path.name) from None
    if not isinstance(content, dict) or not all(isinstance(value, str) for value in content.values()):
        raise DomainError(Fault.MAPPING_FILE_INVALID, file=path.name)
    return content


def _say_what_happened(
    listed: ListPreview, comparison: candidates.Comparison | None, context: CommandContext, *, simulated: bool
) -> None:
    if listed.unmapped:
        context.console.say(f"Colonnes laissées de côté, titre non reconnu : {', '.join(listed.unmapped)}.")
    for fault in (*listed.flagged, *listed.rejected, *(comparison.unclear if comparison else ())):
        context.console.say(f"ligne {fault.line}, {fault.field.value} : {fault.reason}")
    verb = "seraient ajoutés" if simulated else "sont ajoutés"
    added = len(comparison.added) if comparison else len(listed.accepted)
    context.console.say(f"{listed.lines_read} lignes lues, {added} candidats {verb}.")
    if comparison and (comparison.changed or comparison.unchanged or comparison.protected):
        context.console.say(
            f"{len(comparison.changed)} modifiés, {comparison.unchanged} inchangés, "
            f"{comparison.protected} déjà évalués et laissés tels quels."
        )
