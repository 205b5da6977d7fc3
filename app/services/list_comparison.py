"""A list held against the session: who would be added, changed or left as is, and who is not on it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from app.domain.candidate import Candidate, CivilIdentity
from app.domain.candidate_columns import CandidateField
from app.domain.candidate_line import CandidateLine, CellFault
from app.domain.elision import of
from app.domain.framework.model import Framework
from app.domain.identity import duplicate_key, fold
from app.intake.candidates import ListPreview
from app.services.candidate_drafts import CandidateDraft, draft_from_list, draft_of, kept, unclear_awards


class Fate(Enum):
    """What becomes of one line of a list."""

    ADDED = "ajouté"
    CHANGED = "modifié"
    UNCHANGED = "inchangé"
    PROTECTED = "protégé"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A list held against the session: who would be added, changed, left as is, or is protected by a grade.

    Attributes:
        unclear: The cells that are doubtful beside what the session holds: an award that is none of this référentiel,
            an identifier that somebody else carries, somebody enrolled under another identifier.
        fates: What becomes of each line.
        missing: The candidates of the session whom the list does not name: shown, never removed.
    """

    added: tuple[CandidateDraft, ...]
    changed: tuple[tuple[int, CandidateDraft], ...]
    unchanged: int
    protected: int
    unclear: tuple[CellFault, ...] = ()
    fates: Mapping[int, Fate] = field(default_factory=dict)
    missing: tuple[int, ...] = ()

    @property
    def written(self) -> tuple[CandidateDraft, ...]:
        """The files that the list writes: those added, then those changed."""
        return (*self.added, *(draft for _candidate_id, draft in self.changed))


def compare_list(
    framework: Framework, enrolled: Sequence[Candidate], graded: Collection[int], listed: ListPreview
) -> Comparison:
    """Hold a list against the candidates enrolled; those whose ids are in `graded` are never touched."""
    known_of = _matches(listed.accepted, enrolled)
    added: list[CandidateDraft] = []
    changed: list[tuple[int, CandidateDraft]] = []
    fates: dict[int, Fate] = {}
    for line in listed.accepted:
        draft = draft_from_list(framework, line)
        known = known_of.get(line.line)
        if known is None:
            added.append(draft)
            fates[line.line] = Fate.ADDED
            continue
        current = draft_of(known)
        draft = kept(draft, current, _fields_told(listed, line))
        if draft == current:
            fates[line.line] = Fate.UNCHANGED
        elif known.id in graded:
            fates[line.line] = Fate.PROTECTED
        else:
            changed.append((known.id, draft))
            fates[line.line] = Fate.CHANGED
    told = Counter(fates.values())
    named = {candidate.id for candidate in known_of.values()}
    unclear = (*unclear_awards(framework, listed.accepted), *_clashes(listed.accepted, enrolled, known_of))
    return Comparison(
        tuple(added),
        tuple(changed),
        told[Fate.UNCHANGED],
        told[Fate.PROTECTED],
        unclear,
        fates,
        tuple(candidate.id for candidate in enrolled if candidate.id not in named),
    )


def _fields_told(listed: ListPreview, line: CandidateLine) -> frozenset[CandidateField]:
    """The fields that a line speaks of; a voie d’accès is none of them when only the usual one stands in for it."""
    fields = listed.fields_of_line(line.line)
    return fields if line.access_path is not None else fields - {CandidateField.ACCESS_PATH}


def _matches(lines: Sequence[CandidateLine], enrolled: Sequence[Candidate]) -> dict[int, Candidate]:
    """Find who each line is about, each candidate once: the surest signs are looked at first, over the whole list."""
    known_of: dict[int, Candidate] = {}
    _match(known_of, lines, enrolled, lambda one: (one.number, _person(one.identity)))
    _match(known_of, lines, enrolled, lambda one: _person(one.identity))
    _match(known_of, lines, enrolled, lambda one: one.number or None, _may_be_one_person)
    return known_of


def _match(
    known_of: dict[int, Candidate],
    lines: Sequence[CandidateLine],
    enrolled: Sequence[Candidate],
    trait: Callable[[CandidateLine | Candidate], Hashable],
    agree: Callable[[CivilIdentity, CivilIdentity], bool] = lambda _one, _other: True,
) -> None:
    """Give each line that has none yet the first free candidate with the same trait; None is no trait."""
    taken = {candidate.id for candidate in known_of.values()}
    free: defaultdict[Hashable, list[Candidate]] = defaultdict(list)
    for candidate in enrolled:
        if candidate.id not in taken:
            free[trait(candidate)].append(candidate)
    for line in lines:
        shared = trait(line)
        if line.line in known_of or shared is None:
            continue
        for candidate in free.get(shared, ()):
            if agree(line.identity, candidate.identity):
                known_of[line.line] = candidate
                free[shared].remove(candidate)
                break


def _person(identity: CivilIdentity) -> Hashable:
    return duplicate_key(identity.birth_name, identity.first_name, identity.birth_date)


def _may_be_one_person(listed: CivilIdentity, known: CivilIdentity) -> bool:
    """Whether at least half of the traits that both tell agree: a typing error changes one of them, not most."""
    traits = [
        fold(listed.birth_name) == fold(known.birth_name),
        fold(listed.first_name) == fold(known.first_name),
    ]
    if listed.birth_date and known.birth_date:
        traits.append(listed.birth_date == known.birth_date)
    return 2 * sum(traits) >= len(traits)


def _clashes(
    lines: Sequence[CandidateLine], enrolled: Sequence[Candidate], known_of: Mapping[int, Candidate]
) -> Iterator[CellFault]:
    """What identifiers contradict: one that another person carries, and somebody enrolled under another one."""
    holders: defaultdict[str, list[Candidate]] = defaultdict(list)
    for candidate in enrolled:
        holders[candidate.number].append(candidate)
    for line in lines:
        if not line.number:
            continue
        known = known_of.get(line.line)
        reasons = [
            f"Cet identifiant est déjà celui {of(other.name)} dans la session. Vérifiez-le."
            for other in holders[line.number]
            if known is None or other.id != known.id
        ]
        if known is not None and known.number and known.number != line.number:
            reasons.insert(0, f"Cette personne est déjà inscrite sous l’identifiant {known.number}. Vérifiez-le.")
        if reasons:
            yield CellFault(line.line, CandidateField.IDENTIFIER, line.number, " ".join(reasons))
