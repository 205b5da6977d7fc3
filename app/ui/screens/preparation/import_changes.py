"""What an import changes in the file of a candidate already enrolled, field by field, in the words of the screen."""

from collections.abc import Iterator
from fractions import Fraction

from app.domain.candidate_columns import CandidateField
from app.domain.framework.model import Framework
from app.services.candidates import CandidateDraft
from app.ui.screens.preparation.import_state import Change


def changes_between(before: CandidateDraft, after: CandidateDraft, framework: Framework) -> tuple[Change, ...]:
    """The fields that differ, with what they hold before and after."""
    old, new = dict(_told(before, framework)), dict(_told(after, framework))
    return tuple(Change(name.label, old[name], new[name]) for name in old if old[name] != new[name])


def _told(draft: CandidateDraft, framework: Framework) -> Iterator[tuple[CandidateField, str]]:
    """Every field that a list may bring, as one reads it."""
    identity, contact = draft.identity, draft.contact
    yield CandidateField.CIVILITY, identity.civility
    yield CandidateField.BIRTH_NAME, identity.birth_name
    yield CandidateField.USAGE_NAME, identity.usage_name
    yield CandidateField.FIRST_NAME, identity.first_name
    yield CandidateField.OTHER_FIRST_NAMES, identity.other_first_names
    yield CandidateField.BIRTH_DATE, f"{identity.birth_date:%d/%m/%Y}" if identity.birth_date else ""
    yield CandidateField.BIRTH_TOWN, identity.birth_town
    yield CandidateField.BIRTH_DEPARTMENT, identity.birth_department
    yield CandidateField.BIRTH_COUNTRY, identity.birth_country
    yield CandidateField.NATIONALITY, identity.nationality
    yield CandidateField.EMAIL, contact.email
    yield CandidateField.PHONE, contact.phone
    yield CandidateField.ADDRESS, contact.address
    yield CandidateField.POSTCODE, contact.postcode
    yield CandidateField.TOWN, contact.town
    yield CandidateField.IDENTIFIER, draft.number
    yield CandidateField.ACCESS_PATH, draft.access_path.label
    yield CandidateField.STATUS, draft.status
    yield CandidateField.TRAINING_BODY, draft.training_body
    yield CandidateField.PRIOR_AWARDS, _priors(draft, framework)
    yield CandidateField.PROFESSIONAL_FILE, _answer(draft.professional_file)
    yield CandidateField.TRAINING_RESULTS, _answer(draft.training_results)
    yield CandidateField.ACCOMMODATION, _accommodation(draft)


def _priors(draft: CandidateDraft, framework: Framework) -> str:
    word = framework.vocabulary.bloc
    return ", ".join(
        f"{word} {framework.bloc(prior.bloc_id).number}"
        f"{f' le {prior.obtained_on:%d/%m/%Y}' if prior.obtained_on else ''}"
        f"{f' ({prior.proof})' if prior.proof else ''}"
        for prior in draft.priors
    )


def _accommodation(draft: CandidateDraft) -> str:
    granted = draft.accommodation
    if granted is None:
        return ""
    parts = (
        granted.measure,
        f"temps majoré {granted.extra_time}" if granted.extra_time != Fraction(0) else "",
        granted.authority,
        f"{granted.granted_on:%d/%m/%Y}" if granted.granted_on else "",
    )
    return ", ".join(part for part in parts if part)


def _answer(answer: bool | None) -> str:
    return "" if answer is None else "Oui" if answer else "Non"
