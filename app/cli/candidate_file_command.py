"""`jurade candidats dossier`: what is known of one candidate beyond the list, and what of it lacks."""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from app.cli import values
from app.cli.context import CommandContext, opened
from app.cli.lookup import candidate_of
from app.domain.candidate import (
    Accommodation,
    Candidate,
    Extension,
    ParentTitle,
    PriorAward,
    ProductionDeposit,
    TrainingResult,
    UnmatchedAward,
)
from app.domain.evidence import DepositCheck, deposits_of, evidence_of
from app.domain.framework.model import Framework
from app.domain.framework.terms import ModalityType
from app.domain.people import MANAGER
from app.domain.representation import ccps_left, ccps_until, sits_again_until
from app.domain.session import ExamSession
from app.services import candidates, reading
from app.services.candidates import CandidateDraft

_CHANGES = (
    "dp", "ecf", "ecf_resultat", "depot", "amenagement", "acquis", "prolongation", "passages", "premier_refus",
    "titre_detenu", "jury",
)  # fmt: skip


def register(parser: argparse.ArgumentParser) -> None:
    """Add the options of `dossier`: without any of them, the file is only told."""
    parser.add_argument("--candidat", required=True, help="identifiant du candidat")
    parser.add_argument("--dp", type=values.answer, metavar="oui|non", help="dossier professionnel fourni")
    parser.add_argument("--ecf", type=values.answer, metavar="oui|non", help="livret ECF fourni")
    parser.add_argument(
        "--ecf-resultat", action="append", type=_result, metavar="BLOC=oui|non", help="a satisfait aux critères ou non"
    )
    parser.add_argument(
        "--depot",
        action="append",
        type=_deposit,
        metavar="MODALITÉ;AAAA-MM-JJTHH:MM;1,2,3;REMARQUE",
        help="production déposée : quand, diapositives imposées trouvées, remarque",
    )
    parser.add_argument(
        "--amenagement", type=_accommodation, metavar="MESURE;1/3;AUTORITÉ;AAAA-MM-JJ", help="aménagement accordé"
    )
    parser.add_argument(
        "--acquis",
        action="append",
        type=_award,
        metavar="BLOC;AAAA-MM-JJ;PREUVE",
        help="CCP déjà obtenu ; d’un ancien titre : RÉFÉRENTIEL:BLOC",
    )
    parser.add_argument("--prolongation", choices=[each.value for each in Extension])
    parser.add_argument("--passages", type=values.count, metavar="N", help="sessions titre déjà passées sans succès")
    parser.add_argument("--premier-refus", type=values.day, metavar="AAAA-MM-JJ")
    parser.add_argument("--titre-detenu", type=_title, metavar="AAAA-MM-JJ;PREUVE", help="pour un CCS")
    parser.add_argument("--jury", type=values.count, metavar="N", help="numéro du jury qui l’entend")


def run(args: argparse.Namespace, context: CommandContext) -> int:
    """Change what the options say, then tell the file."""
    with opened(args, context) as desk:
        candidate = candidate_of(reading.session(desk), args.candidat)
        if any(getattr(args, name) is not None for name in _CHANGES):
            draft = _changed(candidates.draft_of(candidate), args, desk.framework)
            candidates.change(desk, MANAGER, candidate.id, draft)
        session = reading.session(desk)
    candidate = session.candidate(candidate.id)
    if args.json:
        context.console.print_json(_file_json(session, candidate))
        return 0
    for line in _file_lines(session, candidate):
        context.console.print_text(line)
    return 0


def _changed(draft: CandidateDraft, args: argparse.Namespace, framework: Framework) -> CandidateDraft:
    given = {
        "professional_file": args.dp,
        "training_results": args.ecf,
        "accommodation": args.amenagement,
        "extension": Extension(args.prolongation) if args.prolongation else None,
        "earlier_sittings": args.passages,
        "first_refused_on": args.premier_refus,
        "parent_title": args.titre_detenu,
        "panel": args.jury,
    }
    changes: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    results = {each.bloc_id: each for each in (*draft.results, *(args.ecf_resultat or ()))}
    deposits = {each.modality: each for each in (*draft.deposits, *(args.depot or ()))}
    changes["results"], changes["deposits"] = tuple(results.values()), tuple(deposits.values())
    return _with_awards(replace(draft, **changes), args.acquis or (), framework)


def _with_awards(draft: CandidateDraft, awards: Sequence[PriorAward], framework: Framework) -> CandidateDraft:
    """The file with these awards; one of an earlier title counts as the correspondence says, or stands apart."""
    held = {each.bloc_id: each for each in draft.priors}
    unmatched = list(draft.unmatched)
    for award in awards:
        if not award.earlier_framework:
            held[award.bloc_id] = award
            continue
        later = framework.later_blocs(award.earlier_framework, award.earlier_bloc)
        held |= {bloc.id: replace(award, bloc_id=bloc.id) for bloc in later}
        if not later:
            label = f"{award.earlier_framework}:{award.earlier_bloc}"
            unmatched.append(UnmatchedAward(label, award.obtained_on, award.proof))
    return replace(draft, priors=tuple(held.values()), unmatched=tuple(unmatched))


def _result(text: str) -> TrainingResult:
    bloc_id, _equals, satisfied = text.partition("=")
    return TrainingResult(bloc_id.strip(), satisfied=values.answer(satisfied.strip()))


def _deposit(text: str) -> ProductionDeposit:
    modality, at, slides, remark = values.fields(text, 4)[:4]
    try:
        kind = ModalityType(modality)
    except ValueError:
        known = ", ".join(each.value for each in ModalityType)
        raise argparse.ArgumentTypeError(f"« {modality} » n’est pas une modalité. Connues : {known}") from None
    found = frozenset(values.count(each.strip()) - 1 for each in slides.split(",") if each.strip())
    return ProductionDeposit(kind, values.moment(at), found, remark)


def _accommodation(text: str) -> Accommodation:
    measure, share, authority, day = values.fields(text, 4)[:4]
    return Accommodation(measure, values.share(share or "0"), authority, values.day(day) if day else None)


def _award(text: str) -> PriorAward:
    bloc, day, proof = values.fields(text, 3)[:3]
    earlier, colon, earlier_bloc = bloc.partition(":")
    obtained_on = values.day(day) if day else None
    return PriorAward("", obtained_on, proof, earlier, earlier_bloc) if colon else PriorAward(bloc, obtained_on, proof)


def _title(text: str) -> ParentTitle:
    day, proof = values.fields(text, 2)[:2]
    return ParentTitle(values.day(day) if day else None, proof)


def _file_lines(session: ExamSession, candidate: Candidate) -> list[str]:
    word = session.framework.vocabulary.bloc
    lines = [f"{candidate.number or candidate.id} · {candidate.name} · {candidate.access_path.label}"]
    lines += [f"{piece.item.label} : {piece.state}" for piece in evidence_of(session, candidate)]
    for result in candidate.results:
        number = session.framework.bloc(result.bloc_id).number
        lines.append(f"ECF {word} {number} : {'a satisfait' if result.satisfied else 'n’a pas satisfait'} aux critères")
    if candidate.accommodation:
        lines.append(_accommodation_line(candidate.accommodation))
    lines += [_deposit_line(check) for check in deposits_of(session, candidate)]
    for prior in candidate.priors:
        obtained = f" le {prior.obtained_on:%d/%m/%Y}" if prior.obtained_on else ""
        origin = f" ({prior.earlier_framework}, {prior.earlier_bloc})" if prior.earlier_framework else ""
        number = session.framework.bloc(prior.bloc_id).number
        lines.append(f"{word} {number} déjà acquis{obtained}{origin}, {prior.proof or 'preuve à noter'}")
    lines += [f"« {award.label} » : sans correspondance, non acquis ici" for award in candidate.unmatched]
    until = _sits_again_until(session, candidate)
    if until:
        lines.append(f"Représentation possible jusqu’au {until:%d/%m/%Y}")
    return lines


def _accommodation_line(granted: Accommodation) -> str:
    extra = f", temps plus long de {granted.extra_time}" if granted.extra_time else ""
    on = f" du {granted.granted_on:%d/%m/%Y}" if granted.granted_on else ", décision à dater"
    return f"Aménagement : {granted.measure}{extra}, {granted.authority or 'autorité à noter'}{on}"


def _sits_again_until(session: ExamSession, candidate: Candidate) -> date | None:
    """The last day to sit again, as the responsable may know it: not from a decision that the jury did not close."""
    is_known = candidate.first_refused_on is not None or candidate.is_absent or session.closing is not None
    return sits_again_until(session, candidate) if is_known else None


def _deposit_line(check: DepositCheck) -> str:
    if check.handed_in is None:
        due = f", au plus tard le {check.deadline:%d/%m/%Y}" if check.deadline else ""
        return f"{check.expected.label} : à déposer{due}"
    late = ", en retard" if check.is_late else ""
    missing = ", ".join(str(number) for number, _label in check.missing_slides)
    lacks = f", diapositives à trouver : {missing}" if missing else ""
    return f"{check.expected.label} : déposé le {check.handed_in.at:%d/%m/%Y à %H:%M}{late}{lacks}"


def _file_json(session: ExamSession, candidate: Candidate) -> dict[str, Any]:
    granted, title = candidate.accommodation, candidate.parent_title
    until, last = _sits_again_until(session, candidate), ccps_until(session.framework)
    return {
        "id": candidate.id,
        "identifiant_candidat": candidate.number,
        "nom": candidate.identity.full_name,
        "voie_acces": candidate.access_path.value,
        "jury": candidate.panel,
        "pieces": [
            {"piece": piece.item.value, "etat": piece.state, "fournie": piece.is_there}
            for piece in evidence_of(session, candidate)
        ],
        "ecf": {each.bloc_id: each.satisfied for each in candidate.results},
        "depots": [_deposit_json(check) for check in deposits_of(session, candidate)],
        "amenagement": {
            "mesure": granted.measure,
            "temps": str(granted.extra_time),
            "autorite": granted.authority,
            "date": granted.granted_on.isoformat() if granted.granted_on else None,
        }
        if granted
        else None,
        "acquis": [_award_json(each) for each in candidate.priors],
        "non_acquis": [each.label for each in candidate.unmatched],
        "titre_detenu": {"date": title.obtained_on.isoformat() if title.obtained_on else None, "preuve": title.proof}
        if title
        else None,
        "prolongation": candidate.extension.value if candidate.extension else None,
        "passages": candidate.earlier_sittings,
        "premier_refus": candidate.first_refused_on.isoformat() if candidate.first_refused_on else None,
        "representation_jusqu_au": until.isoformat() if until else None,
        "blocs_restants": [bloc.id for bloc in ccps_left(session, candidate)] if session.closing else None,
        "blocs_jusqu_au": last.isoformat() if last else None,
    }


def _deposit_json(check: DepositCheck) -> dict[str, Any]:
    handed_in = check.handed_in
    return {
        "modalite": check.modality.type.value,
        "production": check.expected.label,
        "au_plus_tard": check.deadline.isoformat() if check.deadline else None,
        "depose_le": handed_in.at.isoformat() if handed_in else None,
        "en_retard": check.is_late,
        "diapositives_manquantes": [number for number, _label in check.missing_slides],
        "remarque": handed_in.remark if handed_in else "",
    }


def _award_json(prior: PriorAward) -> dict[str, Any]:
    return {
        "bloc": prior.bloc_id,
        "date": prior.obtained_on.isoformat() if prior.obtained_on else None,
        "preuve": prior.proof,
        "ancien": f"{prior.earlier_framework}:{prior.earlier_bloc}" if prior.earlier_framework else None,
    }
