"""`jurade session`: create a session, say what is in it, record what a paper day already settled, check its rules."""

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.cli import derogation_command, moving_commands, question_commands, shortfall_command, values
from app.cli.context import CommandContext, json_option, opened, passphrase, phrase_in, session_options
from app.cli.french_parser import MISUSE
from app.cli.lookup import candidate_of, juror_of
from app.cli.rule_text import is_anything_left, print_states, states_json
from app.domain.candidate import Candidate
from app.domain.counting import counted
from app.domain.faults import EnvironmentFault, Trouble
from app.domain.people import MANAGER, Function
from app.domain.rules.behind_doors import deliberations_open_to
from app.domain.rules.registry import judge
from app.domain.session import ExamSession
from app.domain.session_sheet import Centre, SessionSheet
from app.services import attendance, frameworks, people, reading, sessions


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `session` and its verbs to the command line."""
    parser = subparsers.add_parser("session", help="créer, consulter et contrôler une session")
    verbs = parser.add_subparsers(dest="verbe", required=True, metavar="ACTION")
    _register_create(verbs.add_parser("creer", parents=[json_option()], help="créer un fichier de session"))
    for verb, help_words in (("infos", "dire ce que contient la session"), ("controler", "contrôler les règles")):
        reader = verbs.add_parser(verb, parents=[json_option()], help=help_words)
        reader.add_argument("session", metavar="FICHIER", type=Path)
        reader.add_argument("--phrase-fichier", metavar="FICHIER", type=Path)
    presence = verbs.add_parser(
        "constater", parents=[session_options()], help="constater des présences d’après l’émargement papier"
    )
    presence.add_argument("--piece", required=True, help="pièce d’identité vue, par exemple « carte d’identité »")
    presence.add_argument("--candidat", action="append", help="identifiant du candidat (sans cette option : tous)")
    declared = verbs.add_parser(
        "declarer", parents=[session_options()], help="noter les déclarations de non-lien signées sur papier"
    )
    declared.add_argument("--jure", type=int, action="append", help="numéro du juré (sans cette option : tous)")
    question_commands.register(verbs)
    moving_commands.register(verbs)
    derogation_command.register(verbs)
    shortfall_command.register(verbs)


def _register_create(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("session", metavar="FICHIER", type=Path, help="fichier .jurade à créer")
    parser.add_argument("--phrase-fichier", metavar="FICHIER", type=Path, help="fichier contenant la phrase secrète")
    parser.add_argument(
        "--depuis", metavar="FICHIER", type=Path, help="session antérieure dont reprendre la fiche et les personnes"
    )
    parser.add_argument(
        "--depuis-phrase-fichier", metavar="FICHIER", type=Path, help="sa phrase secrète, si c’en est une autre"
    )
    parser.add_argument("--referentiel", metavar="ID")
    parser.add_argument("--type", metavar="TYPE", help="type de session, par exemple titre")
    parser.add_argument("--centre")
    parser.add_argument("--adresse")
    parser.add_argument("--contact", help="qui appeler au centre")
    parser.add_argument("--agrement", help="numéro d’agrément")
    parser.add_argument("--agrement-fin", type=values.day, metavar="AAAA-MM-JJ")
    parser.add_argument("--lieu")
    parser.add_argument("--acces", help="comment venir")
    parser.add_argument("--debut", required=True, type=values.day, metavar="AAAA-MM-JJ")
    parser.add_argument("--fin", type=values.day, metavar="AAAA-MM-JJ", help="dernier jour (sinon le premier)")
    parser.add_argument("--responsable", help="responsable de session")
    parser.add_argument("--ceres", help="numéro de session CERES")
    parser.add_argument("--pv", help="numéro du procès-verbal")
    parser.add_argument(
        "--jure",
        action="append",
        default=[],
        type=_juror,
        metavar="PRÉNOM;NOM;QUALITÉ;EMPLOYEUR;HABILITATION;FIN",
        help="un membre du jury ; les champs après le nom sont facultatifs, la fin s’écrit AAAA-MM-JJ",
    )


def run(args: argparse.Namespace, context: CommandContext) -> int:
    """Run the verb that was asked for and give the exit code."""
    verbs = {
        "creer": _create,
        "infos": _describe,
        "controler": _check,
        "constater": _record,
        "declarer": _declare,
        "questions": question_commands.run,
        "deplacer": moving_commands.move,
        "reprendre": moving_commands.take_back,
        "deroger": derogation_command.run,
        "carence": shortfall_command.run,
    }
    return verbs[args.verbe](args, context)


def _create(args: argparse.Namespace, context: CommandContext) -> int:
    missing = [f"--{name}" for name in _NEEDED if args.depuis is None and getattr(args, name) is None]
    if missing:
        context.console.say(f"Il manque {', '.join(missing)}. Sinon, partez d’une autre session avec --depuis.")
        return MISUSE
    folder = args.session.absolute().parent
    if not folder.is_dir():
        raise EnvironmentFault(Trouble.FOLDER_MISSING, folder=folder)
    phrase = passphrase(args, context)
    earlier = _earlier(args, context, phrase)
    framework = frameworks.load(
        args.referentiel or (earlier.framework_id if earlier else ""), context.framework_folders
    )
    new = sessions.NewSession(args.session, phrase, context.machine)
    desk = sessions.create(new, framework, _sheet(args, earlier), context.clock, people_from=earlier)
    try:
        for juror in args.jure:
            people.add_person(desk, MANAGER, juror)
        session = reading.session(desk)
    finally:
        desk.close()
    if args.json:
        context.console.print_json(_session_json(session))
    context.console.say(f"{args.session.name} est créé : {session.type.label}, {session.framework.label}.")
    return 0


_NEEDED = ("referentiel", "type", "centre", "responsable")
"""What tells a session from nothing; an earlier session may tell it instead."""


def _earlier(args: argparse.Namespace, context: CommandContext, phrase: str) -> sessions.EarlierSession | None:
    if args.depuis is None:
        return None
    own = phrase_in(args.depuis_phrase_fichier) if args.depuis_phrase_fichier else phrase
    return sessions.outline(args.depuis, own, context.machine, context.clock)


def _sheet(args: argparse.Namespace, earlier: sessions.EarlierSession | None) -> SessionSheet:
    """The sheet of the earlier session, or an empty one, with what the options say."""
    sheet = earlier.sheet_on(args.debut) if earlier else SessionSheet("", Centre(""), "", args.debut, args.debut, "")
    of_centre = _given(name=args.centre, address=args.adresse, agreement=args.agrement, contact=args.contact)
    of_sheet = _given(
        session_type_id=args.type,
        place=args.lieu,
        directions=args.acces,
        manager=args.responsable,
        ceres_number=args.ceres,
        record_number=args.pv,
    )
    until = args.agrement_fin or sheet.centre.agreement_until
    centre = replace(sheet.centre, agreement_until=until, **of_centre)
    return replace(sheet, centre=centre, ends_on=args.fin or sheet.ends_on, **of_sheet)


def _given(**options: str | None) -> dict[str, Any]:
    return {name: value for name, value in options.items() if value is not None}


def _juror(text: str) -> people.PersonDraft:
    fields = values.fields(text, 6)
    if not (fields[0] and fields[1]):
        raise argparse.ArgumentTypeError(f"« {text} » : un juré s’écrit PRÉNOM;NOM, puis le reste si besoin")
    until = values.day(fields[5]) if fields[5] else None
    return people.PersonDraft(Function.JUROR, fields[1], fields[0], fields[2], fields[3], fields[4], until)


def _describe(args: argparse.Namespace, context: CommandContext) -> int:
    with opened(args, context) as desk:
        session = reading.session(desk)
    if args.json:
        context.console.print_json(_session_json(session))
        return 0
    left = session.left
    if left is not None:
        context.console.print_text(f"Continue sur un autre poste depuis le {left.at:%d/%m/%Y à %H:%M} : {left.to}")
    sheet = session.sheet
    context.console.print_text(f"{session.framework.label} · {session.type.label} · {sheet.centre.name}")
    last_day = f" – {sheet.ends_on:%d/%m/%Y}" if sheet.ends_on != sheet.starts_on else ""
    context.console.print_text(f"{sheet.starts_on:%d/%m/%Y}{last_day} · {counted(len(session.candidates), 'candidat')}")
    for person in session.people:
        context.console.print_text(f"{person.id} · {person.name} · {person.function.label}")
    for candidate in session.candidates:
        parts = ", ".join(part.label for _modality, part in session.parts_for(candidate))
        context.console.print_text(f"{candidate.number or candidate.id} · {candidate.name} · {parts}")
    return 0


def _check(args: argparse.Namespace, context: CommandContext) -> int:
    with opened(args, context) as desk:
        session = reading.session(desk)
    states, heard = judge(session), deliberations_open_to(session, MANAGER)
    if args.json:
        context.console.print_json(states_json(session, states, heard=heard))
    else:
        print_states(context.console, states, heard=heard)
    return 1 if is_anything_left(states) else 0


def _record(args: argparse.Namespace, context: CommandContext) -> int:
    with opened(args, context) as desk:
        session = reading.session(desk)
        waiting = [candidate for candidate in session.candidates if candidate.attendance is None]
        chosen = [candidate_of(session, text) for text in args.candidat or ()] or waiting
        for candidate in chosen:
            attendance.mark_present(desk, MANAGER, candidate.id, args.piece, from_paper=True)
    context.console.say(f"Présences constatées : {len(chosen)}.")
    return 0


def _declare(args: argparse.Namespace, context: CommandContext) -> int:
    with opened(args, context) as desk:
        session = reading.session(desk)
        chosen = [juror_of(session, juror_id) for juror_id in args.jure or ()] or session.jurors
        waiting = [juror for juror in chosen if juror.declared_at is None]
        for juror in waiting:
            people.declare_on_paper(desk, MANAGER, juror.id)
    context.console.say(f"Déclarations notées : {len(waiting)}.")
    if any(not juror.has_pin for juror in waiting):
        context.console.say("Chaque juré choisit ensuite son code dans la fenêtre, en prenant le poste (Ctrl+J).")
    return 0


def _session_json(session: ExamSession) -> dict[str, object]:
    sheet, left = session.sheet, session.left
    return {
        "referentiel": session.framework.id,
        "empreinte_referentiel": session.framework_digest,
        "type": session.type.id,
        "centre": sheet.centre.name,
        "debut": sheet.starts_on.isoformat(),
        "fin": sheet.ends_on.isoformat(),
        "ceres": sheet.ceres_number,
        "pv": sheet.record_number,
        "close": session.closing is not None,
        "scellee": session.closing is not None and session.closing.sealed_at is not None,
        "emportee": {"le": left.at.isoformat(), "poste": left.to} if left else None,
        "jury": [{"id": p.id, "nom": p.name, "fonction": p.function.value} for p in session.people],
        "candidats": [_candidate_json(session, candidate) for candidate in session.candidates],
        "journal": session.journal_head,
    }


def _candidate_json(session: ExamSession, candidate: Candidate) -> dict[str, object]:
    outcome = session.outcome(candidate)
    return {
        "id": candidate.id,
        "identifiant_candidat": candidate.number,
        "nom": candidate.identity.full_name,
        "voie_acces": candidate.access_path.value,
        "modalites": [
            {
                "id": part.id,
                "criteres": [c.id for unit in session.grid_units(candidate, part) for c in unit.criteria],
            }
            for _modality, part in session.parts_for(candidate)
        ],
        "decision": outcome.value if outcome and session.closing else None,
    }
