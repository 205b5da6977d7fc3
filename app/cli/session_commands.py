"""`jurade session`: create a session, say what is in it, record what a paper day already settled, check its rules."""

import argparse
import datetime as dt
from pathlib import Path

from app.cli.context import CommandContext, json_option, opened, passphrase, session_options
from app.cli.lookup import candidate_of, juror_of
from app.domain.candidate import Candidate
from app.domain.people import MANAGER, Function
from app.domain.rules.base import RuleState
from app.domain.rules.behind_doors import sees_deliberation, told
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


def _register_create(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("session", metavar="FICHIER", type=Path, help="fichier .jurade à créer")
    parser.add_argument("--phrase-fichier", metavar="FICHIER", type=Path, help="fichier contenant la phrase secrète")
    parser.add_argument("--referentiel", required=True, metavar="ID")
    parser.add_argument("--type", required=True, metavar="TYPE", help="type de session, par exemple titre")
    parser.add_argument("--centre", required=True)
    parser.add_argument("--adresse", default="")
    parser.add_argument("--agrement", default="", help="numéro d’agrément")
    parser.add_argument("--agrement-fin", type=_date, metavar="AAAA-MM-JJ")
    parser.add_argument("--lieu", default="")
    parser.add_argument("--debut", required=True, type=_date, metavar="AAAA-MM-JJ")
    parser.add_argument("--fin", type=_date, metavar="AAAA-MM-JJ", help="dernier jour (sinon le premier)")
    parser.add_argument("--responsable", required=True, help="responsable de session")
    parser.add_argument("--ceres", default="", help="numéro de session CERES")
    parser.add_argument("--pv", default="", help="numéro du procès-verbal")
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
    verbs = {"creer": _create, "infos": _describe, "controler": _check, "constater": _record, "declarer": _declare}
    return verbs[args.verbe](args, context)


def _create(args: argparse.Namespace, context: CommandContext) -> int:
    sheet = SessionSheet(
        session_type_id=args.type,
        centre=Centre(args.centre, args.adresse, args.agrement, args.agrement_fin),
        place=args.lieu,
        starts_on=args.debut,
        ends_on=args.fin or args.debut,
        manager=args.responsable,
        ceres_number=args.ceres,
        record_number=args.pv,
    )
    framework = frameworks.load(args.referentiel, context.framework_folders)
    new = sessions.NewSession(args.session, passphrase(args, context), context.machine)
    desk = sessions.create(new, framework, sheet, context.clock)
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


def _juror(text: str) -> people.PersonDraft:
    fields = [field.strip() for field in text.split(";")] + [""] * 6
    if not (fields[0] and fields[1]):
        raise argparse.ArgumentTypeError(f"« {text} » : un juré s’écrit PRÉNOM;NOM, puis le reste si besoin")
    until = _date(fields[5]) if fields[5] else None
    return people.PersonDraft(Function.JUROR, fields[1], fields[0], fields[2], fields[3], fields[4], until)


def _date(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"« {text} » : une date s’écrit AAAA-MM-JJ") from None


def _describe(args: argparse.Namespace, context: CommandContext) -> int:
    with opened(args, context) as desk:
        session = reading.session(desk)
    if args.json:
        context.console.print_json(_session_json(session))
        return 0
    sheet = session.sheet
    context.console.print_text(f"{session.framework.label} · {session.type.label} · {sheet.centre.name}")
    context.console.print_text(
        f"{sheet.starts_on:%d/%m/%Y} – {sheet.ends_on:%d/%m/%Y} · {len(session.candidates)} candidats"
    )
    for person in session.people:
        context.console.print_text(f"{person.id} · {person.name} · {person.function.label}")
    for candidate in session.candidates:
        parts = " ".join(part.id for _modality, part in session.parts_for(candidate))
        context.console.print_text(f"{candidate.number or candidate.id} · {candidate.name} · {parts}")
    return 0


def _check(args: argparse.Namespace, context: CommandContext) -> int:
    with opened(args, context) as desk:
        session = reading.session(desk)
    states, in_full = judge(session), sees_deliberation(session, MANAGER)
    if args.json:
        context.console.print_json({"regles": [_state_json(state, in_full=in_full) for state in states]})
    else:
        for state in states:
            word = state.severity.value if state.severity else "respectée"
            context.console.print_text(f"{state.rule.number} · {state.rule.sentence} · {word}")
            for sentence in told(state, in_full=in_full):
                context.console.print_text(f"    {sentence}")
    return 1 if any(state.findings for state in states) else 0


def _record(args: argparse.Namespace, context: CommandContext) -> int:
    with opened(args, context) as desk:
        session = reading.session(desk)
        waiting = [candidate for candidate in session.candidates if candidate.attendance is None]
        chosen = [candidate_of(session, text) for text in args.candidat or ()] or waiting
        for candidate in chosen:
            attendance.mark_present(desk, MANAGER, candidate.id, args.piece)
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
    return 0


def _session_json(session: ExamSession) -> dict[str, object]:
    sheet = session.sheet
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


def _state_json(state: RuleState, *, in_full: bool) -> dict[str, object]:
    return {
        "numero": state.rule.number,
        "regle": state.rule.sentence,
        "source": state.rule.origin,
        "etat": state.severity.value if state.severity else "respectée",
        "constats": list(told(state, in_full=in_full)),
    }
