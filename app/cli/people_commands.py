"""`jurade personnes`: who is convened, which part each plays, and which candidates a juror must leave to others."""

import argparse
from collections.abc import Iterator
from typing import Any

from app.cli import values
from app.cli.context import CommandContext, json_option, opened, session_options
from app.cli.lookup import candidate_of, juror_of, person_of
from app.domain.counting import counted
from app.domain.faults import DomainError, Fault
from app.domain.framework.terms import OralRole
from app.domain.people import MANAGER, Function, LinkKind, Person
from app.domain.session import ExamSession
from app.services import people, reading

_NONE = "aucun"


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `personnes` and its verbs to the command line."""
    parser = subparsers.add_parser("personnes", help="préparer le jury et les autres personnes de la session")
    verbs = parser.add_subparsers(dest="verbe", required=True, metavar="ACTION")
    _register_add(verbs.add_parser("ajouter", parents=[session_options(), json_option()], help="ajouter une personne"))
    verbs.add_parser("lister", parents=[session_options(), json_option()], help="lister les personnes")
    role = verbs.add_parser("role", parents=[session_options()], help="donner un rôle à l’oral")
    role.add_argument("--personne", type=int, required=True, metavar="N")
    role.add_argument("--partie", required=True, help="identifiant de la partie, par exemple oral")
    role.add_argument("--role", required=True, choices=[*(each.value for each in OralRole), _NONE])
    link = verbs.add_parser("lier", parents=[session_options()], help="noter le lien d’un juré avec un candidat")
    link.add_argument("--jure", type=int, required=True, metavar="N")
    link.add_argument("--candidat", required=True, help="identifiant du candidat")
    link.add_argument("--lien", required=True, choices=[*(each.value for each in LinkKind), _NONE])
    link.add_argument("--motif", default="", help="la nature du lien en quelques mots")


def _register_add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--prenom", required=True)
    parser.add_argument("--nom", required=True)
    parser.add_argument("--fonction", choices=[each.value for each in Function], default=Function.JUROR.value)
    parser.add_argument("--qualite", default="")
    parser.add_argument("--employeur", default="")
    parser.add_argument("--habilitation", default="", help="numéro d’habilitation")
    parser.add_argument("--habilitation-fin", type=values.day, metavar="AAAA-MM-JJ")
    parser.add_argument("--anglais", action="store_true", help="utilise l’anglais dans son métier")
    parser.add_argument("--jours", type=values.days, metavar="JOUR,JOUR", help="jours de présence (sinon tous)")
    parser.add_argument(
        "--jury", type=values.count, default=0, metavar="N", help="numéro du jury, s’il y en a plusieurs"
    )
    parser.add_argument("--siege", default="", help="à quel titre ce juré siège, selon le référentiel")
    parser.add_argument("--exterieur", type=values.answer, metavar="oui|non", help="hors certificateur et organisme")
    parser.add_argument("--qualifie", type=values.answer, metavar="oui|non", help="qualifié dans la certification")


def run(args: argparse.Namespace, context: CommandContext) -> int:
    """Run the verb that was asked for and give the exit code."""
    verbs = {"ajouter": _add, "lister": _list, "role": _assign, "lier": _link}
    return verbs[args.verbe](args, context)


def _add(args: argparse.Namespace, context: CommandContext) -> int:
    draft = people.PersonDraft(
        function=Function(args.fonction),
        family_name=args.nom,
        given_name=args.prenom,
        quality=args.qualite,
        employer=args.employeur,
        habilitation=args.habilitation,
        habilitation_until=args.habilitation_fin,
        uses_english=args.anglais,
        days=args.jours,
        panel=args.jury,
        seat=args.siege,
        is_external=args.exterieur,
        is_qualified=args.qualifie,
    )
    with opened(args, context) as desk:
        _require_days_of(reading.session(desk), draft)
        person_id = people.add_person(desk, MANAGER, draft)
        session = reading.session(desk)
    person = session.person(person_id)
    if args.json:
        context.console.print_json(_person_json(session, person))
    context.console.say(f"N° {person.id} : {person.name}, {person.function.label}.")
    return 0


def _require_days_of(session: ExamSession, draft: people.PersonDraft) -> None:
    days = session.days()
    for day in draft.days or ():
        if day not in days:
            first, last = (f"{each:%d/%m/%Y}" for each in (days[0], days[-1]))
            raise DomainError(Fault.DAY_OUTSIDE_SESSION, day=f"{day:%d/%m/%Y}", first=first, last=last)


def _list(args: argparse.Namespace, context: CommandContext) -> int:
    with opened(args, context) as desk:
        session = reading.session(desk)
    if args.json:
        context.console.print_json({"personnes": [_person_json(session, person) for person in session.people]})
        return 0
    for person in session.people:
        roles = [f"{each.part_id} : {each.role.label.lower()}" for each in session.roles if each.person_id == person.id]
        aside = [
            f"déport pour {session.candidate(each.candidate_id).name} ({each.kind.label.lower()})"
            for each in session.recusals
            if each.juror_id == person.id
        ]
        words = [str(person.id), person.name, person.function.label, *_standing(person), *roles, *aside]
        context.console.print_text(" · ".join(words))
    return 0


def _standing(person: Person) -> Iterator[str]:
    """What sets a person apart: the jury, the days when not all, English."""
    if person.panel:
        yield f"jury {person.panel}"
    if person.days is not None:
        yield f"présence : {', '.join(f'{day:%d/%m}' for day in person.days) or 'aucun jour'}"
    if person.uses_english:
        yield "anglais"


def _assign(args: argparse.Namespace, context: CommandContext) -> int:
    role = None if args.role == _NONE else OralRole(args.role)
    with opened(args, context) as desk:
        person = person_of(reading.session(desk), args.personne)
        people.assign_role(desk, MANAGER, person.id, args.partie, role)
    word = role.label.lower() if role else "sans rôle"
    context.console.say(f"{person.name} : {word} ({args.partie}).")
    return 0


def _link(args: argparse.Namespace, context: CommandContext) -> int:
    with opened(args, context) as desk:
        session = reading.session(desk)
        juror, candidate = juror_of(session, args.jure), candidate_of(session, args.candidat)
        if args.lien == _NONE:
            people.withdraw_recusal(desk, MANAGER, juror.id, candidate.id)
        else:
            people.recuse(desk, MANAGER, juror.id, candidate.id, args.motif, LinkKind(args.lien))
        session = reading.session(desk)
    left = len(session.jurors_for(session.candidate(candidate.id)))
    needed = counted(session.framework.jury.quorum, "nécessaire")
    context.console.say(f"{candidate.name} : {counted(left, 'juré')}, {needed}.")
    return 0


def _person_json(session: ExamSession, person: Person) -> dict[str, Any]:
    until, declared = person.habilitation_until, person.declared_at
    return {
        "id": person.id,
        "prenom": person.given_name,
        "nom": person.family_name,
        "fonction": person.function.value,
        "qualite": person.quality,
        "employeur": person.employer,
        "habilitation": person.habilitation,
        "habilitation_fin": until.isoformat() if until else None,
        "anglais": person.uses_english,
        "jours": None if person.days is None else [day.isoformat() for day in person.days],
        "jury": person.panel,
        "siege": person.seat,
        "exterieur": person.is_external,
        "qualifie": person.is_qualified,
        "declaration": declared.isoformat() if declared else None,
        "roles": {each.part_id: each.role.value for each in session.roles if each.person_id == person.id},
        "deports": [
            {
                "candidat": session.candidate(each.candidate_id).number or str(each.candidate_id),
                "lien": each.kind.value,
                "motif": each.reason,
            }
            for each in session.recusals
            if each.juror_id == person.id
        ],
    }
