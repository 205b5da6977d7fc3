"""`jurade documents`, `jurade pv` and `jurade sauvegarde`: papers out, a signed paper checked, copies kept."""

import argparse
from pathlib import Path

from app.cli import values
from app.cli.context import CommandContext, bytes_in, json_option, opened, passphrase, session_options
from app.domain.people import MANAGER
from app.domain.signing import PvVerdict
from app.services import backups, closing, documents
from app.services.document_kinds import BUNDLED_KINDS, USUAL_KINDS, DocumentKind
from app.services.documents import Batch


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add these commands to the command line."""
    papers = subparsers.add_parser("documents", help="produire les documents d’une session")
    verbs = papers.add_subparsers(dest="verbe", required=True, metavar="ACTION")
    produce = verbs.add_parser(
        "produire",
        parents=[session_options(), json_option()],
        help="écrire les documents en PDF",
        description=(
            "Écrit chaque document dans son fichier. Sans --type : tous ceux qui sont disponibles, sauf planning-noms, "
            "qui affiche des noms. Un document incomplet est nommé et n’empêche pas les autres."
        ),
    )
    produce.add_argument("--sortie", metavar="DOSSIER", type=Path, required=True)
    produce.add_argument("--type", action="append", choices=[kind.value for kind in DocumentKind])
    produce.add_argument("--liasse", metavar="FICHIER.pdf", help="écrire aussi les documents préparés en un seul PDF")
    record = subparsers.add_parser("pv", help="vérifier un procès-verbal signé, noter sa validation")
    verbs = record.add_subparsers(dest="verbe", required=True, metavar="ACTION")
    verify = verbs.add_parser("verifier", parents=[json_option()], help="dire s’il est intact et qui l’a signé")
    verify.add_argument("fichier", metavar="FICHIER.pdf", type=Path)
    validated = verbs.add_parser(
        "valider", parents=[session_options()], help="noter le jour où l’administration l’a validé"
    )
    validated.add_argument("--date", type=values.day, required=True, metavar="AAAA-MM-JJ")
    copies = subparsers.add_parser("sauvegarde", help="sauvegarder, vérifier, restaurer une session")
    verbs = copies.add_subparsers(dest="verbe", required=True, metavar="ACTION")
    verbs.add_parser("creer", parents=[session_options()], help="écrire une sauvegarde vérifiée")
    verbs.add_parser("verifier", parents=[session_options()], help="vérifier le fichier et son journal")
    restore = verbs.add_parser("restaurer", parents=[session_options()], help="remettre une sauvegarde en service")
    restore.add_argument("--vers", metavar="FICHIER", type=Path, required=True, help="nouveau fichier .jurade")


def run_documents(args: argparse.Namespace, context: CommandContext) -> int:
    """Write the wanted papers; 1 when one of them lacks something, the others being written."""
    named = frozenset(DocumentKind(word) for word in args.type or [])
    console = context.console
    with opened(args, context) as desk:
        batch = documents.export(desk, MANAGER, args.sortie, named or USUAL_KINDS)
        if args.liasse:
            documents.bundle(desk, MANAGER, args.sortie / args.liasse, named or BUNDLED_KINDS)
    if args.json:
        console.print_json(_batch_json(batch, args.liasse))
    else:
        for name in (*(saved.path.name for saved in batch.saved), *filter(None, [args.liasse])):
            console.print_text(name)
    for remark in dict.fromkeys(remark for saved in batch.saved for remark in saved.remarks):
        console.say(remark)
    for lack in dict.fromkeys(missing.sentence for missing in batch.not_made):
        console.say(lack)
    return 1 if batch.not_made else 0


def run_record(args: argparse.Namespace, context: CommandContext) -> int:
    """Verify a signed paper: 0 when intact, 1 when not; or write down the day of its validation."""
    if args.verbe == "valider":
        with opened(args, context) as desk:
            closing.validate_record(desk, MANAGER, args.date)
        context.console.say(f"Procès-verbal validé le {args.date:%d/%m/%Y} : les résultats sont définitifs.")
        return 0
    verdict = documents.verify(bytes_in(args.fichier))
    if args.json:
        context.console.print_json(_verdict_json(verdict))
        return 0 if verdict.intact else 1
    for signature in verdict.signatures:
        state = "valide" if signature.valid else "non valide"
        when = f" le {signature.signed_at:%d/%m/%Y à %H:%M}" if signature.signed_at else ""
        context.console.print_text(f"{signature.signer.name} : signature {state}{when}, {signature.level.value}")
    context.console.print_text("intact" if verdict.intact else f"non intact : {verdict.reason}")
    return 0 if verdict.intact else 1


def run_backups(args: argparse.Namespace, context: CommandContext) -> int:
    """Write, verify or restore a backup."""
    if args.verbe == "restaurer":
        backups.restore(args.session, passphrase(args, context), args.vers, context.machine, context.clock)
        context.console.say(f"{args.vers.name} est prêt, à partir de {args.session.name}.")
        return 0
    with opened(args, context) as desk:
        if args.verbe == "creer":
            context.console.print_text(backups.create(desk).name)
            return 0
        broken = backups.verify(desk)
    context.console.say(
        f"{args.session.name} : fichier intact, journal complet."
        if broken is None
        else f"{args.session.name} : le journal du poste {broken[0]} est rompu à l’entrée {broken[1]}."
    )
    return 0 if broken is None else 1


def _batch_json(batch: Batch, bundle: str | None) -> dict[str, object]:
    return {
        "documents": [
            {
                "type": saved.request.kind.value,
                "titre": saved.request.title,
                "fichier": saved.path.name,
                "remarques": list(saved.remarks),
            }
            for saved in batch.saved
        ],
        "refuses": [
            {"type": missing.request.kind.value, "titre": missing.request.title, "motif": missing.sentence}
            for missing in batch.not_made
        ],
        "liasse": bundle,
    }


def _verdict_json(verdict: PvVerdict) -> dict[str, object]:
    return {
        "intact": verdict.intact,
        "signatures": [
            {
                "signataire": signature.signer.name,
                "valide": signature.valid,
                "couvre_tout": signature.covers_all,
                "niveau": signature.level.value,
                "horodatage": signature.signed_at.isoformat() if signature.signed_at else None,
            }
            for signature in verdict.signatures
        ],
        "documents": dict(verdict.documents),
        "empreinte": verdict.digest,
        "motif": verdict.reason,
    }
