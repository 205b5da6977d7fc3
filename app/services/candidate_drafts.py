"""A candidate's file before it is written: as a form fills it, as a list brings it, as the session already holds it."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from app.domain.access_path import AccessPath
from app.domain.candidate import (
    Accommodation,
    Candidate,
    CivilIdentity,
    Contact,
    Extension,
    ParentTitle,
    PriorAward,
    ProductionDeposit,
    TrainingResult,
    UnmatchedAward,
)
from app.domain.candidate_columns import CandidateField
from app.domain.candidate_line import CandidateLine, CellFault
from app.domain.faults import DomainError, Fault
from app.domain.framework.model import Framework
from app.domain.framework.sitting_plan import SessionType
from app.domain.identity import fold


@dataclass(frozen=True, slots=True)
class CandidateDraft:
    """Everything that the preparation knows of a candidate."""

    identity: CivilIdentity
    access_path: AccessPath
    number: str = ""
    contact: Contact = field(default_factory=Contact)
    status: str = ""
    training_body: str = ""
    convened_at: str = ""
    professional_file: bool | None = None
    training_results: bool | None = None
    priors: tuple[PriorAward, ...] = ()
    accommodation: Accommodation | None = None
    panel: int = 0
    extension: Extension | None = None
    earlier_sittings: int | None = None
    first_refused_on: date | None = None
    parent_title: ParentTitle | None = None
    unmatched: tuple[UnmatchedAward, ...] = ()
    results: tuple[TrainingResult, ...] = ()
    deposits: tuple[ProductionDeposit, ...] = ()


_UNLISTED = (
    "convened_at",
    "panel",
    "extension",
    "earlier_sittings",
    "first_refused_on",
    "parent_title",
    "unmatched",
    "results",
    "deposits",
)
"""What no list ever says of a candidate."""
_UNSAID = ("", None, ())
"""What an empty cell gives."""

_IDENTITY = {
    CandidateField.CIVILITY: "civility",
    CandidateField.USAGE_NAME: "usage_name",
    CandidateField.OTHER_FIRST_NAMES: "other_first_names",
    CandidateField.BIRTH_DATE: "birth_date",
    CandidateField.BIRTH_TOWN: "birth_town",
    CandidateField.BIRTH_DEPARTMENT: "birth_department",
    CandidateField.BIRTH_COUNTRY: "birth_country",
    CandidateField.NATIONALITY: "nationality",
}
_CONTACT = {
    CandidateField.EMAIL: "email",
    CandidateField.PHONE: "phone",
    CandidateField.ADDRESS: "address",
    CandidateField.POSTCODE: "postcode",
    CandidateField.TOWN: "town",
}
_FILE = {
    CandidateField.IDENTIFIER: "number",
    CandidateField.ACCESS_PATH: "access_path",
    CandidateField.STATUS: "status",
    CandidateField.TRAINING_BODY: "training_body",
    CandidateField.PRIOR_AWARDS: "priors",
    CandidateField.PROFESSIONAL_FILE: "professional_file",
    CandidateField.TRAINING_RESULTS: "training_results",
    CandidateField.ACCOMMODATION: "accommodation",
}


def draft_of(candidate: Candidate) -> CandidateDraft:
    """A candidate's file as a form shows it."""
    return CandidateDraft(
        identity=candidate.identity,
        access_path=candidate.access_path,
        number=candidate.number,
        contact=candidate.contact,
        status=candidate.status,
        training_body=candidate.training_body,
        professional_file=candidate.professional_file,
        training_results=candidate.training_results,
        priors=candidate.priors,
        accommodation=candidate.accommodation,
        **{name: getattr(candidate, name) for name in _UNLISTED},
    )


def draft_from_list(framework: Framework, line: CandidateLine) -> CandidateDraft:
    """A candidate's file as a line of a list brings it."""
    return CandidateDraft(
        identity=line.identity,
        access_path=line.access_path or AccessPath.FORMATION,
        number=line.number,
        contact=line.contact,
        status=line.status,
        training_body=line.training_body,
        professional_file=line.professional_file,
        training_results=line.training_results,
        priors=_priors(framework, line),
        accommodation=line.grant.accommodation if line.grant else None,
    )


def kept(listed: CandidateDraft, known: CandidateDraft, columns: Collection[CandidateField]) -> CandidateDraft:
    """What a list says of somebody already enrolled: a missing column or an empty cell takes nothing away.

    A cell that holds no value that can be read is empty too.
    """

    def missing(attributes: dict[CandidateField, str], said: object, held: object) -> dict[str, Any]:
        return {
            name: getattr(held, name)
            for column, name in attributes.items()
            if column not in columns or getattr(said, name) in _UNSAID
        }

    merged = replace(
        listed,
        **{name: getattr(known, name) for name in _UNLISTED},
        identity=replace(listed.identity, **missing(_IDENTITY, listed.identity, known.identity)),
        contact=replace(listed.contact, **missing(_CONTACT, listed.contact, known.contact)),
        **missing(_FILE, listed, known),
    )
    held = {prior.bloc_id: prior for prior in known.priors}
    return replace(
        merged,
        priors=tuple(_as_proved(prior, held.get(prior.bloc_id)) for prior in merged.priors),
        accommodation=_as_granted(merged.accommodation, known.accommodation),
    )


def _as_proved(listed: PriorAward, known: PriorAward | None) -> PriorAward:
    """The award as the list tells it, with the proof and the earlier référentiel that somebody looked up."""
    if known is None:
        return listed
    obtained_on = listed.obtained_on or known.obtained_on
    return replace(known, obtained_on=obtained_on, proof=known.proof or listed.proof)


def _as_granted(listed: Accommodation | None, known: Accommodation | None) -> Accommodation | None:
    """The arrangement as the list tells it; a list without authority or date takes neither away."""
    if listed is None or known is None:
        return listed
    return replace(
        listed, authority=listed.authority or known.authority, granted_on=listed.granted_on or known.granted_on
    )


def prior_bloc(framework: Framework, label: str) -> str | None:
    """The bloc that a list means by « CCP1 », « CCP 2 – » and its title, or the title alone; None when unclear."""
    folded = fold(label)
    numbered = re.fullmatch(r"(?:ccp|bloc)?\s*(?:n[o°]?)?\s*(\d+)\W*(.*)", folded)
    for bloc in framework.blocs:
        title = fold(bloc.label)
        if folded == title or (numbered and int(numbered[1]) == bloc.number and numbered[2] in ("", title)):
            return bloc.id
    return None


def unclear_awards(framework: Framework, lines: Iterable[CandidateLine]) -> Iterator[CellFault]:
    """The awards that no bloc of this référentiel answers to: somebody must look, nothing is recognised by itself."""
    for line in lines:
        for award in line.prior_awards:
            if prior_bloc(framework, award.label) is None:
                reason = f"Ce n’est pas un {framework.vocabulary.bloc} de cette certification : il n’est pas repris."
                yield CellFault(line.line, CandidateField.PRIOR_AWARDS, award.text, reason)


def _priors(framework: Framework, line: CandidateLine) -> tuple[PriorAward, ...]:
    """What the line says is held, one award for each bloc, in the order of the session file."""
    held: dict[str, PriorAward] = {}
    for award in line.prior_awards:
        bloc_id = prior_bloc(framework, award.label)
        if bloc_id and (bloc_id not in held or held[bloc_id].obtained_on is None):
            held[bloc_id] = PriorAward(bloc_id, award.obtained_on, award.text)
    return tuple(held[bloc_id] for bloc_id in sorted(held))


def require_known(framework: Framework, session_type: SessionType, draft: CandidateDraft) -> None:
    """Refuse a file that names what the référentiel does not have, or that says the same thing twice.

    Raises:
        DomainError: an unknown bloc, deposit or slide, or one that stands twice.
    """
    blocs = {bloc.id: bloc for bloc in framework.blocs}
    for named in ([prior.bloc_id for prior in draft.priors], [result.bloc_id for result in draft.results]):
        for bloc_id in named:
            if bloc_id not in blocs:
                known = ", ".join(blocs)
                raise DomainError(Fault.BLOC_UNKNOWN, bloc=bloc_id, word=framework.vocabulary.bloc, known=known)
            if named.count(bloc_id) > 1:
                raise DomainError(Fault.BLOC_TWICE, label=f"{framework.vocabulary.bloc} {blocs[bloc_id].number}")
    deposits = {modality.type: modality.deposit for modality in session_type.modalities if modality.deposit}
    for handed_in in draft.deposits:
        expected = deposits.get(handed_in.modality)
        if expected is None:
            raise DomainError(Fault.DEPOSIT_UNKNOWN, modality=handed_in.modality.value)
        beyond = [slide for slide in handed_in.slides if not 0 <= slide < len(expected.slides)]
        if beyond:
            raise DomainError(Fault.SLIDE_UNKNOWN, number=min(beyond) + 1, count=len(expected.slides))
