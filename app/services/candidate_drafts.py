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
from app.domain.framework.model import Framework
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
    """What a list says of somebody already enrolled: a column that it does not have takes nothing away."""

    def missing(attributes: dict[CandidateField, str], source: object) -> dict[str, Any]:
        return {name: getattr(source, name) for column, name in attributes.items() if column not in columns}

    return replace(
        listed,
        **{name: getattr(known, name) for name in _UNLISTED},
        identity=replace(listed.identity, **missing(_IDENTITY, known.identity)),
        contact=replace(listed.contact, **missing(_CONTACT, known.contact)),
        **missing(_FILE, known),
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
