"""`jurade paquet`: a juror's work leaves one laptop and enters the session on another; the ledger says what is owed."""

import argparse
from pathlib import Path
from typing import Any

from app.cli.context import CommandContext, json_option, juror_code, opened, session_options
from app.cli.lookup import juror_of
from app.domain.counting import counted
from app.domain.elision import of
from app.domain.faults import DomainError, EnvironmentFault, JuryFault
from app.domain.ledger import Ledger, Owed, ledger, tally_of
from app.domain.people import MANAGER
from app.domain.session import ExamSession
from app.services import packets, reading
from app.services.packets import Reception
from app.services.reception_words import grids_told, remarks
from app.system.files import write_whole


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `paquet` and its verbs to the command line."""
    parser = subparsers.add_parser("paquet", help="réunir le travail de jurés sur plusieurs postes, sans réseau")
    verbs = parser.add_subparsers(dest="verbe", required=True, metavar="ACTION")
    shared = [session_options(), json_option()]
    produce = verbs.add_parser(
        "produire",
        parents=shared,
        help="écrire le paquet d’un juré",
        description=(
            "Le paquet contient les grilles verrouillées de ce juré et ce qui s’y rattache, chiffré pour la session et "
            "signé par lui. Son code vient d’une question, de --code-fichier ou de la variable JURADE_CODE."
        ),
    )
    produce.add_argument("--jure", type=int, required=True, metavar="ID", help="numéro du juré (session infos)")
    produce.add_argument("--sortie", metavar="DOSSIER", type=Path, default=Path(), help="où l’écrire (sinon ici)")
    produce.add_argument("--code-fichier", metavar="FICHIER", type=Path, help="fichier contenant le code du juré")
    take_in = verbs.add_parser(
        "integrer",
        parents=shared,
        help="prendre des paquets dans la session",
        description="Dans n’importe quel ordre, autant de fois qu’on veut. Un paquet refusé n’empêche pas les autres.",
    )
    take_in.add_argument("paquets", metavar="PAQUET", type=Path, nargs="+", help="fichier .jurypack")
    verbs.add_parser("registre", parents=shared, help="dire quelles grilles sont là, et qui doit quoi")


def run(args: argparse.Namespace, context: CommandContext) -> int:
    """Run the verb that was asked for and give the exit code."""
    verbs = {"produire": _produce, "integrer": _take_in, "registre": _ledger}
    return verbs[args.verbe](args, context)


def _produce(args: argparse.Namespace, context: CommandContext) -> int:
    with opened(args, context) as desk:
        session = reading.session(desk)
        juror = juror_of(session, args.jure)
        if not juror.has_pin:
            raise DomainError(JuryFault.CODE_NOT_CHOSEN, name=juror.name)
        packet = packets.produce(desk, juror.id, juror_code(args, context))
        still_open = sum(not owed.state.is_settled for owed in ledger(session).by_juror.get(juror.id, ()))
    path = args.sortie / packet.file_name
    write_whole(path, packet.content)
    if args.json:
        context.console.print_json(
            {
                "fichier": str(path),
                "jure": juror.id,
                "grilles": packet.locked,
                "a_verrouiller": still_open,
                "octets": len(packet.content),
            }
        )
    else:
        context.console.print_text(str(path))
    context.console.say(f"Paquet {of(juror.name)} : {counted(packet.locked, 'grille verrouillée')}.")
    if still_open:
        verb = "restent" if still_open > 1 else "reste"
        context.console.say(f"{counted(still_open, 'grille')} {verb} à verrouiller : faites alors un autre paquet.")
    return 0


def _take_in(args: argparse.Namespace, context: CommandContext) -> int:
    told: list[dict[str, Any]] = []
    with opened(args, context) as desk:
        session = reading.session(desk)
        for path in args.paquets:
            try:
                reception = packets.take_in(desk, MANAGER, _content(path))
            except (DomainError, EnvironmentFault) as refusal:
                told.append({"fichier": path.name, "etat": "refuse", "motif": refusal.sentence})
                context.console.say(f"{path.name} : {refusal.sentence}")
            else:
                told.append({"fichier": path.name, **_reception_json(reception)})
                context.console.say(f"{path.name} : {_sentence(session, reception)}")
    if args.json:
        context.console.print_json({"paquets": told})
    return 1 if any(each["etat"] == "refuse" for each in told) else 0


def _content(path: Path) -> bytes:
    if path.is_dir():
        found = sorted(each.name for each in path.glob(f"*{packets.PACKET_SUFFIX}"))
        fault = JuryFault.PACKET_IS_FOLDER if found else JuryFault.PACKET_FOLDER_EMPTY
        raise DomainError(fault, folder=path.name, packets=", ".join(found))
    return packets.read_file(path)


def _sentence(session: ExamSession, reception: Reception) -> str:
    name = session.person(reception.juror_id).name
    whose = f"{name}, poste {reception.machine}"
    if reception.already_known:
        return f"déjà reçu ({whose}), rien ne change."
    return " ".join((f"{whose} : {grids_told(reception)}.", *remarks(name, reception)))


def _reception_json(reception: Reception) -> dict[str, Any]:
    return {
        "etat": "deja_recu" if reception.already_known else "pris",
        "jure": reception.juror_id,
        "poste": reception.machine,
        "fait_le": reception.made_at.isoformat(),
        "ajoutees": len(reception.added),
        "inchangees": len(reception.unchanged),
        "en_plusieurs_versions": len(reception.disputed),
        "tardives": len(reception.late),
        "dispensees": len(reception.waived),
        "code_change": reception.code_changed,
        "journal_repris": reception.forked,
    }


def _ledger(args: argparse.Namespace, context: CommandContext) -> int:
    with opened(args, context) as desk:
        session = reading.session(desk)
    found = ledger(session)
    if args.json:
        context.console.print_json(_ledger_json(session, found))
        return 0
    context.console.print_text(f"Grilles réglées : {found.tally.settled} sur {found.tally.owed}")
    for juror in found.jurors:
        tally = tally_of(found.by_juror[juror.id])
        context.console.print_text(f"{juror.id} · {juror.name} · {tally.settled} sur {tally.owed}")
        for owed in found.by_juror[juror.id]:
            if not owed.state.is_settled:
                context.console.print_text(f"    {_whose(session, owed)} · {owed.part_id} · {owed.state.value}")
    return 0


def _ledger_json(session: ExamSession, found: Ledger) -> dict[str, Any]:
    return {
        "attendues": found.tally.owed,
        "reglees": found.tally.settled,
        "etats": {state.value: count for state, count in found.counts.items()},
        "jures": [
            {
                "id": juror.id,
                "nom": juror.name,
                "attendues": len(found.by_juror[juror.id]),
                "dues": [
                    {"candidat": _whose(session, owed), "partie": owed.part_id, "etat": owed.state.value}
                    for owed in found.by_juror[juror.id]
                    if not owed.state.is_settled
                ],
            }
            for juror in found.jurors
        ],
        "versions": [
            {"jure": grid[0], "candidat": grid[1], "partie": grid[2], "empreintes": list(digests)}
            for grid, digests in session.disputes.items()
        ],
        "paquets": [
            {
                "jure": receipt.juror_id,
                "poste": receipt.machine,
                "fait_le": receipt.made_at.isoformat(),
                "recu_le": receipt.received_at.isoformat(),
            }
            for receipt in found.receipts
        ],
    }


def _whose(session: ExamSession, owed: Owed) -> str:
    return session.candidate(owed.candidate_id).number or str(owed.candidate_id)
