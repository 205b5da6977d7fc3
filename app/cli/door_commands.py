"""`jurade candidats presence | absence | retard | depart | reprise | amenagement-lu`: what is observed at the door."""

import argparse
import datetime as dt

from app.cli import values
from app.cli.context import CommandContext, opened, session_options
from app.cli.lookup import candidate_of, juror_of
from app.domain.attendance import AbsenceCode, DepartureKind
from app.domain.candidate import Candidate
from app.domain.faults import DomainError, Fault
from app.domain.late_arrival import arrival, awaited_parts
from app.domain.people import MANAGER, Actor
from app.domain.session import ExamSession
from app.services import attendance, departures, lateness, reading
from app.services.desk import Desk
from app.services.lateness import LateEntry

VERBS = ("presence", "absence", "retard", "depart", "reprise", "amenagement-lu")
_CODES = {code.value: code for code in AbsenceCode if code is not AbsenceCode.LATE_REFUSED}


def register(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verbs of the door to `candidats`."""
    who = argparse.ArgumentParser(add_help=False, parents=[session_options()])
    who.add_argument("--candidat", required=True, help="identifiant du candidat")
    presence = verbs.add_parser("presence", parents=[who], help="constater une présence, ou la corriger")
    presence.add_argument("--piece", required=True, help="pièce d’identité vue")
    presence.add_argument("--arrivee", type=values.hour, metavar="HH:MM", help="sinon maintenant")
    presence.add_argument("--raison", default="", help="pourquoi un constat est corrigé")
    absence = verbs.add_parser("absence", parents=[who], help="constater une absence, ou la corriger")
    absence.add_argument("--code", choices=sorted(_CODES), default=AbsenceCode.UNEXPLAINED.value)
    absence.add_argument("--precision", default="", help="ce que le code demande : justification, pièce présentée")
    absence.add_argument("--raison", default="", help="pourquoi un constat est corrigé")
    late = verbs.add_parser("retard", parents=[who], help="admettre un retardataire, ou le refuser")
    late.add_argument("--refuser", action="store_true", help="ne pas admettre : absence, avec --raison")
    late.add_argument("--partie", help="partie concernée (sinon la première qui n’a pas commencé)")
    late.add_argument("--arrivee", type=values.hour, metavar="HH:MM", help="sinon maintenant")
    late.add_argument("--minutes", type=values.count, metavar="N", help="minutes perdues (sinon calculées)")
    late.add_argument("--piece", default="", help="pièce d’identité vue, si la présence n’est pas encore constatée")
    late.add_argument("--raison", default="")
    leaving = verbs.add_parser("depart", parents=[who], help="noter un abandon, une interruption, une exclusion")
    leaving.add_argument("--type", choices=[kind.value for kind in DepartureKind])
    leaving.add_argument("--raison", default="")
    leaving.add_argument("--retirer", action="store_true", help="retirer un départ noté par erreur, avec --raison")
    verbs.add_parser("reprise", parents=[who], help="noter la reprise après une interruption")
    read = verbs.add_parser("amenagement-lu", parents=[who], help="noter que l’aménagement d’un candidat a été lu")
    read.add_argument("--jure", type=int, metavar="ID", help="lu par ce juré (sinon par le responsable)")


def run(args: argparse.Namespace, context: CommandContext) -> int:
    """Record what was observed and say it."""
    acts = {
        "presence": _record_presence,
        "absence": _record_absence,
        "retard": _rule_on_lateness,
        "depart": _record_departure,
        "reprise": _record_return,
        "amenagement-lu": _record_reading,
    }
    with opened(args, context) as desk:
        session = reading.session(desk)
        candidate = candidate_of(session, args.candidat)
        said = acts[args.verbe](args, desk, session, candidate)
    context.console.say(f"{candidate.name} : {said}.")
    return 0


def _record_reading(args: argparse.Namespace, desk: Desk, session: ExamSession, candidate: Candidate) -> str:
    reader = juror_of(session, args.jure) if args.jure is not None else None
    actor = Actor(reader.id, f"{reader.name} (ressaisie)") if reader is not None else MANAGER
    attendance.acknowledge_accommodation(desk, actor, candidate.id)
    return f"aménagement lu par {reader.name if reader is not None else 'le responsable de session'}"


def _record_presence(args: argparse.Namespace, desk: Desk, _session: ExamSession, candidate: Candidate) -> str:
    arrived = _today_at(desk, args.arrivee)
    attendance.mark_present(desk, MANAGER, candidate.id, args.piece, arrived_at=arrived, reason=args.raison)
    return f"présence constatée à {arrived or desk.now():%H:%M}"


def _record_absence(args: argparse.Namespace, desk: Desk, _session: ExamSession, candidate: Candidate) -> str:
    code = _CODES[args.code]
    attendance.mark_absent(desk, MANAGER, candidate.id, code, args.precision, reason=args.raison)
    return code.label.lower()


def _rule_on_lateness(args: argparse.Namespace, desk: Desk, session: ExamSession, candidate: Candidate) -> str:
    arrived = _today_at(desk, args.arrivee) or desk.now()
    if args.refuser:
        lateness.refuse(desk, MANAGER, candidate.id, arrived, args.raison)
        return f"arrivée à {arrived:%H:%M}, non admis"
    awaited = awaited_parts(session, candidate)
    part_id = args.partie or (awaited[0].id if awaited else "")
    minutes = args.minutes
    if minutes is None:
        late = next((arrival(session, candidate, part, arrived) for part in awaited if part.id == part_id), None)
        minutes = late.minutes if late is not None else 0
    lateness.admit(desk, MANAGER, candidate.id, LateEntry(part_id, arrived, minutes, args.raison, args.piece))
    return f"retard admis, {minutes} min perdues, heure de fin inchangée"


def _record_departure(args: argparse.Namespace, desk: Desk, _session: ExamSession, candidate: Candidate) -> str:
    if args.retirer:
        departures.take_back(desk, MANAGER, candidate.id, args.raison)
        return "départ retiré"
    if args.type is None:
        raise DomainError(Fault.DEPARTURE_KIND_MISSING)
    kind = DepartureKind(args.type)
    at = departures.leave(desk, MANAGER, candidate.id, kind, args.raison)
    return f"{kind.word} à {at:%H:%M}"


def _record_return(_args: argparse.Namespace, desk: Desk, _session: ExamSession, candidate: Candidate) -> str:
    return f"reprise à {departures.come_back(desk, MANAGER, candidate.id):%H:%M}"


def _today_at(desk: Desk, hour: dt.time | None) -> dt.datetime | None:
    return None if hour is None else desk.now().replace(hour=hour.hour, minute=hour.minute, second=0, microsecond=0)
