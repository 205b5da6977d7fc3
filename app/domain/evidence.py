"""What the jury must have seen of a candidate: what the référentiel expects, what is there, what lacks (rule 15).

Nothing of it changes an answer to a critère: it is read at the deliberation only (rule 16).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.domain.access_path import AccessPath
from app.domain.candidate import Candidate, ProductionDeposit
from app.domain.framework.content import Bloc
from app.domain.framework.model import AccessRoute
from app.domain.framework.sitting_plan import Deposit, Modality
from app.domain.framework.terms import Evidence, SessionKind
from app.domain.session import ExamSession


@dataclass(frozen=True, slots=True)
class Piece:
    """One element that the jury must have, its state in French, and whether it is there."""

    item: Evidence
    state: str
    is_there: bool


@dataclass(frozen=True, slots=True)
class DepositCheck:
    """One production to hand in before the session, held against what was handed in."""

    modality: Modality
    expected: Deposit
    deadline: date | None
    handed_in: ProductionDeposit | None

    @property
    def is_late(self) -> bool:
        """Whether it came after the last day."""
        return self.handed_in is not None and self.deadline is not None and self.handed_in.at.date() > self.deadline

    @property
    def missing_slides(self) -> tuple[tuple[int, str], ...]:
        """The imposed slides that were not found, with their numbers from 1; none while nothing was handed in."""
        if self.handed_in is None:
            return ()
        found = self.handed_in.slides
        return tuple((place + 1, label) for place, label in enumerate(self.expected.slides) if place not in found)


def evidence_of(session: ExamSession, candidate: Candidate) -> tuple[Piece, ...]:
    """What the référentiel wants the jury to have seen for this candidate, in its order."""
    return tuple(_piece(session, candidate, item) for item in asked_of(session, candidate))


def asked_of(session: ExamSession, candidate: Candidate) -> tuple[Evidence, ...]:
    """The elements that the jury must have seen: the référentiel's for the path, and after the last CCP the title's.

    A référentiel of the ministry that says nothing of a path leaves the arrêté of 22 December 2015, article 8.
    """
    kind, ministry = session.type.kind, session.is_title_of_ministry
    named = [item for route in _routes(session, candidate) for item in route.evidence]
    items = named or (_by_law(kind, candidate) if ministry else [])
    if session.is_last_ccp(candidate):
        after_last = _of_route(session, AccessPath.CAPITALISATION, SessionKind.TITLE)
        items = [*items, *(after_last or (_AFTER_LAST_CCP if ministry else ()))]
    return tuple(item for item in dict.fromkeys(items) if item is not Evidence.TRAINING_RESULTS or _has_ecf(candidate))


_AFTER_LAST_CCP = (Evidence.CERTIFICATION_BOOKLET, Evidence.FINAL_INTERVIEW)


def _by_law(kind: SessionKind, candidate: Candidate) -> list[Evidence]:
    items = [Evidence.MODALITIES, Evidence.PROFESSIONAL_FILE, Evidence.TRAINING_RESULTS]
    if kind is SessionKind.CCS:
        items.insert(0, Evidence.PARENT_TITLE)
    if kind is SessionKind.TITLE and candidate.access_path is AccessPath.CAPITALISATION and candidate.priors:
        items.append(Evidence.CERTIFICATION_BOOKLET)
    if kind in (SessionKind.TITLE, SessionKind.CCS):
        items.append(Evidence.FINAL_INTERVIEW)
    return items


def _has_ecf(candidate: Candidate) -> bool:
    """Evaluations during training concern those who trained; a capitalised CCP may come from a training too."""
    if candidate.access_path is AccessPath.CAPITALISATION:
        return candidate.training_results is True
    return candidate.access_path.asks_ecf


def expects_professional_file(session: ExamSession, candidate: Candidate) -> bool:
    """Whether the jury must have the dossier professionnel: always for a title, else when the référentiel says so."""
    return session.is_title_of_ministry or _names(session, candidate, Evidence.PROFESSIONAL_FILE)


def expects_training_results(session: ExamSession, candidate: Candidate) -> bool:
    """Whether the jury must have the livret ECF: never from another path than training (rule 15)."""
    if not candidate.access_path.asks_ecf:
        return False
    return session.is_title_of_ministry or _names(session, candidate, Evidence.TRAINING_RESULTS)


def results_to_copy(session: ExamSession, candidate: Candidate) -> tuple[Bloc, ...]:
    """The activités types whose result in the livret ECF is not copied yet."""
    if not expects_training_results(session, candidate):
        return ()
    at_stake = [bloc for bloc in session.framework.blocs if bloc.id in session.type.target_blocs]
    return tuple(bloc for bloc in at_stake if not candidate.prior(bloc.id) and candidate.result(bloc.id) is None)


def deposits_of(session: ExamSession, candidate: Candidate) -> tuple[DepositCheck, ...]:
    """The productions that this candidate hands in before the session, one for each modalité that asks for one."""
    expected = session.expected_parts(candidate)
    modalities = {modality.type: modality for modality, part in session.parts_for(candidate) if part in expected}
    return tuple(
        DepositCheck(
            modality, modality.deposit, modality.deposit.deadline(session.sheet.starts_on), candidate.deposit(kind)
        )
        for kind, modality in modalities.items()
        if modality.deposit is not None
    )


def unproved_ccps(session: ExamSession, candidate: Candidate) -> tuple[Bloc, ...]:
    """The CCPs or blocs already held whose date or proof is not noted."""
    priors = {prior.bloc_id: prior for prior in candidate.priors if not (prior.obtained_on and prior.proof.strip())}
    return tuple(bloc for bloc in session.framework.blocs if bloc.id in priors)


def has_parent_title(candidate: Candidate) -> bool:
    """Whether the title that a CCS completes is proved, with its date (rule 32)."""
    title = candidate.parent_title
    return title is not None and title.obtained_on is not None and bool(title.proof.strip())


def _piece(session: ExamSession, candidate: Candidate, item: Evidence) -> Piece:
    state, is_there = _STATES[item](session, candidate)
    return Piece(item, state, is_there)


def _modalities(session: ExamSession, candidate: Candidate) -> tuple[str, bool]:
    seen = session.all_locked(candidate)
    words = "grilles reçues en partie" if session.parts_not_sat(candidate) else "grilles reçues"
    return (words if seen else "à verrouiller", seen)


def _final_interview(session: ExamSession, candidate: Candidate) -> tuple[str, bool]:
    final = session.final_interview(candidate)
    if final in session.parts_not_sat(candidate):
        return "non tenu", False
    held = final is not None and session.is_held(candidate, final)
    return ("tenu" if held else "à tenir", held)


def _booklet(session: ExamSession, candidate: Candidate) -> tuple[str, bool]:
    proved = bool(candidate.priors) and not unproved_ccps(session, candidate)
    return ("dates des CCP notées" if proved else "à vérifier", proved)


def _professional_file(_session: ExamSession, candidate: Candidate) -> tuple[str, bool]:
    return _supplied(candidate.professional_file)


def _training_results(_session: ExamSession, candidate: Candidate) -> tuple[str, bool]:
    return _supplied(candidate.training_results)


def _parent_title(_session: ExamSession, candidate: Candidate) -> tuple[str, bool]:
    proved = has_parent_title(candidate)
    return ("date et preuve notées" if proved else "à vérifier", proved)


def _supplied(answer: bool | None) -> tuple[str, bool]:
    return {True: "fourni", False: "absent", None: "non renseigné"}[answer], bool(answer)


_STATES = {
    Evidence.MODALITIES: _modalities,
    Evidence.PROFESSIONAL_FILE: _professional_file,
    Evidence.TRAINING_RESULTS: _training_results,
    Evidence.FINAL_INTERVIEW: _final_interview,
    Evidence.CERTIFICATION_BOOKLET: _booklet,
    Evidence.PARENT_TITLE: _parent_title,
}


def _names(session: ExamSession, candidate: Candidate, item: Evidence) -> bool:
    return any(item in route.evidence for route in _routes(session, candidate))


def _routes(session: ExamSession, candidate: Candidate) -> Iterator[AccessRoute]:
    """The référentiel's route to what the session awards, for the candidate's path; at most one."""
    kind, path = session.type.kind, candidate.access_path
    if (path, kind) == (AccessPath.CAPITALISATION, SessionKind.TITLE):
        return  # such a route tells what the last CCP adds: it is no route to a session of the whole title
    known = {(route.access_path, route.leads_to): route for route in session.framework.access_paths}
    paths = [path, AccessPath.FORMATION] if path.asks_ecf else [path]  # apprenticeship is a training path
    yield from [known[each, kind] for each in paths if (each, kind) in known][:1]


def _of_route(session: ExamSession, path: AccessPath, leads_to: SessionKind) -> tuple[Evidence, ...]:
    routes = session.framework.access_paths
    return next((r.evidence for r in routes if (r.access_path, r.leads_to) == (path, leads_to)), ())
