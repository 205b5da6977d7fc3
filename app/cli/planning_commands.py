"""`jurade planning`: compute who is where and when, keep it, show it, recompute it when the day is late."""

import argparse
import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from app.cli import values
from app.cli.context import CommandContext, json_option, opened, session_options
from app.domain.faults import DomainError, Fault
from app.domain.people import MANAGER
from app.domain.planning.arrangement import parts_in_order
from app.domain.planning.checks import conflicts
from app.domain.planning.compute import Misfit, Proposal
from app.domain.planning.plan import Plan, PlanSettings, Slot
from app.domain.planning.usual import rooms
from app.domain.session import ExamSession
from app.services import planning, reading
from app.services.desk import Desk


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `planning` and its verbs to the command line."""
    parser = subparsers.add_parser("planning", help="calculer, montrer et recaler le planning de passage")
    verbs = parser.add_subparsers(dest="verbe", required=True, metavar="ACTION")
    shared = [session_options(), json_option()]
    computed = verbs.add_parser("calculer", parents=shared, help="calculer le planning d’après le référentiel")
    _register_settings(computed)
    computed.add_argument("--retenir", action="store_true", help="retenir le planning s’il tient")
    verbs.add_parser("montrer", parents=shared, help="montrer le planning retenu et ce qui n’y va pas")
    late = verbs.add_parser("recaler", parents=shared, help="recalculer la suite de la journée à partir de maintenant")
    late.add_argument("--maintenant", type=_moment, metavar="AAAA-MM-JJ HH:MM", help="sinon l’heure du poste")
    late.add_argument("--retenir", action="store_true", help="retenir le planning s’il tient")


def _register_settings(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--jurys", type=int, choices=range(1, 10), metavar="N", help="jurys qui entendent en parallèle")
    parser.add_argument("--debut", type=values.hour, metavar="HH:MM", help="début de la journée")
    parser.add_argument("--fin", type=values.hour, metavar="HH:MM", help="fin de la journée, délibération comprise")
    for option, words in (
        ("accueil", "accueil des candidats, en minutes"),
        ("battement", "entre deux candidats, en minutes"),
        ("repas", "durée du repas, en minutes"),
        ("correction", "lecture des écrits d’un candidat, en minutes"),
        ("deliberation", "délibération sur un candidat, en minutes"),
    ):
        parser.add_argument(f"--{option}", type=_minutes, metavar="MIN", help=words)
    parser.add_argument(
        "--duree",
        action="append",
        type=_assumed,
        default=[],
        metavar="PARTIE=MIN",
        help="durée à prévoir quand le référentiel n’en donne pas",
    )
    parser.add_argument("--intervenant-partage", action="store_true", help="un seul intervenant pour tous les jurys")
    parser.add_argument("--presentations-sans-jury", action="store_true", help="présentations sans le jury")


def run(args: argparse.Namespace, context: CommandContext) -> int:
    """Run the verb that was asked for and give the exit code."""
    verbs = {"calculer": _compute, "montrer": _show, "recaler": _replan}
    with opened(args, context) as desk:
        return verbs[args.verbe](args, context, desk)


def _compute(args: argparse.Namespace, context: CommandContext, desk: Desk) -> int:
    return _tell(args, context, desk, planning.propose(desk, _settings(args, planning.settings_of(desk))))


def _replan(args: argparse.Namespace, context: CommandContext, desk: Desk) -> int:
    return _tell(args, context, desk, planning.propose_from_now(desk, args.maintenant))


def _show(args: argparse.Namespace, context: CommandContext, desk: Desk) -> int:
    session = reading.session(desk)
    if session.plan is None:
        raise DomainError(Fault.PLANNING_MISSING)
    found = tuple(Misfit(conflict.sentence) for conflict in conflicts(session, session.plan))
    return _print(args, context, session, Proposal(session.plan, found))


def _tell(args: argparse.Namespace, context: CommandContext, desk: Desk, proposal: Proposal) -> int:
    """Print a proposal; keep it when that was asked for and it fits."""
    if args.retenir and not proposal.misfits:
        proposal = replace(proposal, plan=planning.keep(desk, MANAGER, proposal.plan))
    code = _print(args, context, reading.session(desk), proposal)
    if args.retenir:
        context.console.say("Le planning n’est pas retenu." if code else "Le planning est retenu.")
    return code


def _print(args: argparse.Namespace, context: CommandContext, session: ExamSession, proposal: Proposal) -> int:
    if args.json:
        context.console.print_json(_json(session, proposal))
    else:
        for line in _lines(session, proposal.plan):
            context.console.print_text(line)
    for misfit in proposal.misfits:
        context.console.say(misfit.sentence)
        if misfit.remedies:
            context.console.say(f"    Il suffirait : {', ou '.join(misfit.remedies)}.")
    return 1 if proposal.misfits else 0


def _settings(args: argparse.Namespace, usual: PlanSettings) -> PlanSettings:
    asked: Mapping[str, object] = {
        "panels": rooms(args.jurys) if args.jurys and args.jurys != len(usual.panels) else None,
        "day_starts": args.debut,
        "day_ends": args.fin,
        "welcome": args.accueil,
        "changeover": args.battement,
        "lunch": args.repas,
        "correction": args.correction,
        "deliberation": args.deliberation,
        "assumed_minutes": {**usual.assumed_minutes, **dict(args.duree)},
        "shares_speaker": args.intervenant_partage or None,
        "jury_attends_presentations": False if args.presentations_sans_jury else None,
    }
    return replace(usual, **{name: value for name, value in asked.items() if value is not None})  # type: ignore[arg-type] # fields by name


def _lines(session: ExamSession, plan: Plan) -> list[str]:
    lines, day = [], None
    for slot in plan.slots:
        if slot.starts_at.date() != day:
            day = slot.starts_at.date()
            lines.append(f"{day:%d/%m/%Y}")
        jury = f"jury {slot.panel}" if slot.panel else ""
        about = [jury, _what(session, slot), _who(session, slot), slot.place]
        lines.append(f"  {slot.starts_at:%H:%M}–{slot.ends_at:%H:%M} · {' · '.join(each for each in about if each)}")
    return lines


def _json(session: ExamSession, proposal: Proposal) -> dict[str, object]:
    plan = proposal.plan
    return {
        "tient": not proposal.misfits,
        "constats": [
            {"phrase": each.sentence, "remedes": list(each.remedies), "candidat": each.candidate_id}
            for each in proposal.misfits
        ],
        "jurys": [{"numero": each.number, "salle": each.room} for each in plan.settings.panels],
        "creneaux": [_slot_json(slot) for slot in plan.slots],
        "convocations": [
            {
                "candidat": candidate.id,
                "identifiant_candidat": candidate.number,
                "nom": candidate.identity.full_name,
                "jury": plan.panel_of(candidate.id),
                "arrivees": [each.arrives_at.isoformat(timespec="minutes") for each in appearances],
            }
            for candidate in session.candidates
            if (appearances := plan.appearances(candidate.id))
        ],
    }


def _slot_json(slot: Slot) -> dict[str, object]:
    return {
        "numero": slot.number,
        "nature": slot.kind.value,
        "debut": slot.starts_at.isoformat(timespec="minutes"),
        "fin": slot.ends_at.isoformat(timespec="minutes"),
        "lieu": slot.place,
        "jury": slot.panel,
        "candidat": slot.candidate_id,
        "partie": slot.part_id,
        "phases": list(range(slot.first_phase, slot.last_phase + 1)) if slot.part_id else [],
        "jury_present": slot.jury_present,
    }


def _what(session: ExamSession, slot: Slot) -> str:
    part = next((part for part in parts_in_order(session) if part.id == slot.part_id), None)
    if part is None:
        return slot.kind.label
    whole = len(part.phases) == slot.last_phase - slot.first_phase + 1
    phases = " + ".join(phase.label for phase in part.phases[slot.first_phase : slot.last_phase + 1])
    return part.short if whole else f"{part.short} ({phases})"


def _who(session: ExamSession, slot: Slot) -> str:
    return session.candidate(slot.candidate_id).name if slot.candidate_id is not None else ""


def _moment(text: str) -> dt.datetime:
    try:
        return dt.datetime.strptime(text.replace("T", " "), "%Y-%m-%d %H:%M")  # noqa: DTZ007 - civil time
    except ValueError:
        raise argparse.ArgumentTypeError(f"« {text} » : un moment s’écrit AAAA-MM-JJ HH:MM") from None


def _minutes(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > 24 * 60:
        raise argparse.ArgumentTypeError(f"« {text} » : une durée s’écrit en minutes")
    return int(text)


def _assumed(text: str) -> tuple[str, int]:
    part_id, _, minutes = text.partition("=")
    if not part_id or not _minutes(minutes):
        raise argparse.ArgumentTypeError(f"« {text} » : une durée s’écrit PARTIE=MINUTES")
    return part_id, _minutes(minutes)
