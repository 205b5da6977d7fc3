"""`jurade candidats`: write a list to fill, import a list or say what importing it would do, take an import back."""

import argparse
import json
from functools import partial
from pathlib import Path

from app.cli import candidate_file_command, door_commands
from app.cli.context import CommandContext, json_option, opened, session_options
from app.cli.french_parser import MISUSE
from app.cli.list_text import comparison_sentences, fault_sentence, import_sentence
from app.domain.counting import counted
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
        "--correspondance",
        metavar="FICHIER",
        type=Path,
        help="JSON : titre ou lettre de colonne → nom de champ (vide : colonne laissée de côté), retenu ensuite",
    )
    options = [session_options(), json_option()]
    verbs.add_parser("dernier-import", parents=options, help="dire quelle liste a été importée en dernier")
    verbs.add_parser("annuler", parents=options, help="annuler le dernier import, tant que personne n’est évalué")
    candidate_file_command.register(
        verbs.add_parser(
            "dossier", parents=[session_options(), json_option()], help="dire ou compléter le dossier d’un candidat"
        )
    )
    door_commands.register(verbs)


def run(args: argparse.Namespace, context: CommandContext) -> int:
    """Run the verb that was asked for and give the exit code."""
    verbs = {
        "modele": _write_template,
        "importer": _import,
        "dernier-import": _tell_last,
        "annuler": _undo,
        "dossier": candidate_file_command.run,
        **dict.fromkeys(door_commands.VERBS, door_commands.run),
    }
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
        args.liste,
        context.clock.now().date(),
        sheet=args.feuille,
        mapping=_mapping(args.correspondance),
        recall=partial(candidates.remembered_mapping, context.settings.load()),
    )
    comparison = None
    if args.session is not None:
        with opened(args, context) as desk:
            comparison = candidates.compare(desk, listed) if args.simuler else candidates.enrol(desk, MANAGER, listed)
    if args.json:
        context.console.print_json(_as_json(listed, comparison))
    _say_what_happened(listed, comparison, context, simulated=args.simuler)
    if args.correspondance is not None and not args.simuler:
        candidates.remember_mapping(context.settings, listed)
        context.console.say("La correspondance est retenue pour les prochaines listes qui ont les mêmes titres.")
    return 0


def _as_json(listed: ListPreview, comparison: candidates.Comparison | None) -> dict[str, object]:
    if comparison is None:
        return listed.as_json()
    return listed.as_json(
        additions=len(comparison.added),
        changes=len(comparison.changed),
        unchanged=comparison.unchanged,
        missing=len(comparison.missing),
    )


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
    say = context.console.say
    if listed.is_recalled:
        say("Correspondance retenue d’une liste aux mêmes titres. Pour en changer : --correspondance.")
    if listed.unmapped:
        say(f"{counted(len(listed.unmapped), 'colonne laissée')} de côté : {', '.join(listed.unmapped)}.")
    for fault in (*listed.rejected, *listed.flagged, *(comparison.unclear if comparison else ())):
        say(fault_sentence(fault))
    say(import_sentence(listed, comparison, simulated=simulated))
    if comparison is not None:
        for sentence in comparison_sentences(comparison):
            say(sentence)


def _tell_last(args: argparse.Namespace, context: CommandContext) -> int:
    with opened(args, context) as desk:
        last = candidates.last_import(desk)
    if last is None:
        raise DomainError(Fault.IMPORT_NONE)
    if args.json:
        context.console.print_json(
            {
                "numero": last.number,
                "le": last.at.isoformat(),
                "liste": last.list_name,
                "ajouts": last.added,
                "modifications": last.changed,
                "annulable": last.undoable,
                "motif": last.refusal,
            }
        )
    context.console.say(
        f"« {last.list_name} », importée le {last.at:%d/%m/%Y à %H:%M} : {counted(last.added, 'candidat ajouté')}, "
        f"{counted(last.changed, 'modifié')}. {last.refusal or 'Cet import peut être annulé.'}"
    )
    return 0


def _undo(args: argparse.Namespace, context: CommandContext) -> int:
    with opened(args, context) as desk:
        last = candidates.last_import(desk)
        undone_at = candidates.undo_import(desk, MANAGER)
    assert last is not None  # noqa: S101 - undoing would have been refused
    if args.json:
        context.console.print_json({"numero": last.number, "annule_le": undone_at.isoformat()})
    context.console.say(
        f"L’import de « {last.list_name} » est annulé : {counted(last.added, 'candidat retiré')}, "
        f"{counted(last.changed, 'fiche remise')} comme avant."
    )
    return 0
