"""What the ledger shows, frozen: a sign per owed grid, what each juror owes, which packets came. No Qt, no content."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain.candidate import Candidate
from app.domain.counting import counted
from app.domain.elision import of
from app.domain.framework.sitting_plan import Part
from app.domain.ledger import GridState, Ledger, Owed, ledger, tally_of, tells_no_name
from app.domain.merging import GridId
from app.domain.people import Actor, Person
from app.domain.session import ExamSession
from app.domain.waiving import may_come_back
from app.ui.bench import ScreenName

LEAVES_TO = {
    ScreenName.DAY: "Journée",
    ScreenName.DELIBERATION: "Délibération",
    ScreenName.CLOSING: "Clôture",
}
"""The screens that the ledger is reached from, and gives back to."""

NAMELESS = "copie sans nom"
"""What stands for the state of written work whose author the person may not know yet."""

_TOLD = 6
"""How many owed grids of one juror are named; the others are counted."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One owed grid.

    Attributes:
        key: The grid.
        state: Where it stands; None where it must not stand beside the name.
        place: « Anne Durand · LE GOFF Élodie · Mise en situation orale ».
        own_choice: Its author may choose a version.
        can_waive: The person at the desk may have the jury do without it.
        can_await: The same, to expect it again.
        has_come: It is here, locked, although the jury does without it.
    """

    key: GridId
    state: GridState | None
    place: str
    own_choice: bool = False
    can_waive: bool = False
    can_await: bool = False
    has_come: bool = False

    @property
    def word(self) -> str:
        """Its state in a word or two."""
        if self.has_come:
            return "arrivée, mais le jury s’en passe"
        return self.state.value if self.state is not None else NAMELESS

    @property
    def spoken(self) -> str:
        """Place and state, for hovering and for readers."""
        return f"{self.place} : {self.word}"


@dataclass(frozen=True, slots=True)
class JurorColumns:
    """One juror at the head of a group of columns, one column per part."""

    name: str
    tally: str


@dataclass(frozen=True, slots=True)
class CandidateLine:
    """One candidate: a sign, or nothing, per juror and part; the total leaves out what must not stand beside a name."""

    name: str
    signs: tuple[Sign | None, ...]
    total: str


@dataclass(frozen=True, slots=True)
class Debt:
    """What one juror still owes: in a few words, and grid by grid."""

    words: str
    is_settled: bool
    told: str


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One sign of the picture and how many grids bear it."""

    state: GridState | None
    words: str


@dataclass(frozen=True, slots=True)
class LedgerState:
    """The whole screen.

    Attributes:
        sum_words: How many grids are in, and the multiplication behind the number owed.
        sum_note: Why fewer are owed than that multiplication says; empty when they are as many.
        jurors: Groups of columns, from left to right.
        parts: Short name and whole name of each column of a group.
        lines: From top to bottom.
        debts: One per juror.
        legend: The signs that the picture holds.
        receipts: The last packet of each juror and machine, a sentence each.
        first_choice: The first grid in several versions, of the person at the desk if there is one; None without any.
        make_refusal: Why the person at the desk makes no packet; empty when he or she may.
        take_refusal: Why no packet is taken in; empty when some may be.
        back: The screen to go back to.
    """

    sum_words: str = ""
    sum_note: str = ""
    jurors: tuple[JurorColumns, ...] = ()
    parts: tuple[tuple[str, str], ...] = ()
    lines: tuple[CandidateLine, ...] = ()
    debts: tuple[Debt, ...] = ()
    legend: tuple[LegendEntry, ...] = ()
    receipts: tuple[str, ...] = ()
    first_choice: GridId | None = None
    make_refusal: str = ""
    take_refusal: str = ""
    back: ScreenName = ScreenName.DAY


def ledger_state(session: ExamSession, actor: Actor, back: ScreenName) -> LedgerState:
    """The ledger as the person at the desk may see it."""
    picture = _Picture(session, actor)
    found = picture.ledger
    return LedgerState(
        sum_words=_sum_words(found),
        sum_note="" if found.is_whole else "Déports, jurys en parallèle et acquis déduits.",
        jurors=tuple(
            JurorColumns(juror.short_name, "{0.settled} sur {0.owed}".format(tally_of(found.by_juror[juror.id])))
            for juror in found.jurors
        ),
        parts=tuple((part.short, part.label) for part in found.parts),
        lines=tuple(picture.line(candidate) for candidate in found.candidates),
        debts=tuple(picture.debt(juror) for juror in found.jurors),
        legend=picture.legend(),
        receipts=_receipts(session, found),
        first_choice=picture.first_choice(),
        make_refusal=_make_refusal(session, actor),
        take_refusal="La session est close : plus aucun paquet n’y entre." if session.closing else "",
        back=back,
    )


class _Picture:
    """One reading of the session for one person; what must not stand beside a name is worked out once."""

    def __init__(self, session: ExamSession, actor: Actor) -> None:
        self.ledger = ledger(session)
        self._session = session
        self._actor = actor
        self._nameless = {
            (candidate.id, part.id)
            for candidate in self.ledger.candidates
            for part in self.ledger.parts
            if tells_no_name(session, actor, candidate, part)
        }

    def line(self, candidate: Candidate) -> CandidateLine:
        """One candidate's line."""
        decides = self._actor.person_id in {juror.id for juror in self._session.jurors_for(candidate)}
        decides = decides and self._session.closing is None
        signs = tuple(
            self._sign(juror, candidate, part, decides=decides)
            for juror in self.ledger.jurors
            for part in self.ledger.parts
        )
        told = [owed for owed in self.ledger.by_candidate[candidate.id] if not self._is_nameless(owed)]
        total = tally_of(told)
        return CandidateLine(candidate.name, signs, f"{total.settled} sur {total.owed}" if total.owed else "")

    def debt(self, juror: Person) -> Debt:
        """What one juror still owes; written work without a name is counted, not named."""
        left = [owed for owed in self.ledger.by_juror[juror.id] if not owed.state.is_settled]
        if not left:
            return Debt(f"{juror.short_name} : tout est là", is_settled=True, told=f"{juror.name} ne doit plus rien.")
        named = [self._named(owed) for owed in left if not self._is_nameless(owed)]
        copies = len(left) - len(named)
        told = [*named[:_TOLD], *([f"{counted(len(named) - _TOLD, 'autre')}"] if len(named) > _TOLD else [])]
        told += [f"{counted(copies, 'copie')} sans nom"] if copies else []
        words = _owing(juror.short_name, left)
        return Debt(words, is_settled=False, told=f"{juror.name} doit {', '.join(told)}.")

    def first_choice(self) -> GridId | None:
        """Where choosing a version begins."""
        if self._session.closing is not None:
            return None
        waiting = [o for o in self.ledger.grids if o.state is GridState.DISPUTED and not self._is_nameless(o)]
        return next((o.key for o in sorted(waiting, key=lambda o: o.juror_id != self._actor.person_id)), None)

    def legend(self) -> tuple[LegendEntry, ...]:
        """The signs in use, in the order of a grid's life, each with its count."""
        counts = dict.fromkeys(GridState, 0)
        for owed in self.ledger.grids:
            counts[owed.state] += not self._is_nameless(owed)
        entries = [LegendEntry(state, f"{count} {_plural(state, count)}") for state, count in counts.items() if count]
        copies = sum(map(self._is_nameless, self.ledger.grids))
        return (*entries, *([LegendEntry(None, f"{counted(copies, 'copie')} sans nom")] if copies else []))

    def _sign(self, juror: Person, candidate: Candidate, part: Part, *, decides: bool) -> Sign | None:
        owed = self.ledger.grid(juror.id, candidate.id, part.id)
        if owed is None:
            return None
        place = f"{juror.name} · {candidate.name} · {part.label}"
        if self._is_nameless(owed):
            return Sign(owed.key, None, place)
        state = owed.state
        open_session = self._session.closing is None
        return Sign(
            owed.key,
            state,
            place,
            own_choice=state is GridState.DISPUTED and open_session,
            can_waive=decides and state in (GridState.AWAITED, GridState.BEGUN, GridState.DISPUTED),
            can_await=decides and state is GridState.WAIVED and self._may_come_back(candidate, owed),
            has_come=state is GridState.WAIVED and self._session.grid(*owed.key).is_locked,
        )

    def _may_come_back(self, candidate: Candidate, owed: Owed) -> bool:
        waiver = next(each for each in self._session.grid_waivers if each.key == owed.key)
        return candidate.id not in self._session.settled and may_come_back(self._session, candidate, waiver)

    def _is_nameless(self, owed: Owed) -> bool:
        return (owed.candidate_id, owed.part_id) in self._nameless

    def _named(self, owed: Owed) -> str:
        part = next(part for part in self.ledger.parts if part.id == owed.part_id)
        word = "" if owed.state in (GridState.AWAITED, GridState.BEGUN) else f" ({owed.state.value})"
        return f"{part.short} {of(self._session.candidate(owed.candidate_id).name)}{word}"


def _owing(name: str, left: Sequence[Owed]) -> str:
    """« B. Morel doit 2 grilles, 1 à choisir »; what is in several versions is owed no more, it is chosen."""
    to_choose = sum(owed.state is GridState.DISPUTED for owed in left)
    owing = len(left) - to_choose
    said = [f"doit {counted(owing, 'grille')}"] if owing else []
    said += [f"{to_choose} à choisir"] if to_choose else []
    return f"{name} {', '.join(said)}" if owing else f"{name} : {said[0]}"


def _sum_words(found: Ledger) -> str:
    """« 3 jurés × 8 candidats × 4 épreuves : 92 grilles sur 96 »; no product where somebody owes less."""
    if not found.grids:
        return "Aucune grille n’est attendue pour l’instant."
    jurors, candidates = counted(len(found.jurors), "juré"), counted(len(found.candidates), "candidat")
    parts, tally = counted(len(found.parts), "épreuve"), found.tally
    is_product = len(found.jurors) * len(found.candidates) * len(found.parts) == tally.owed
    by = " × " if is_product else ", "
    return f"{by.join((jurors, candidates, parts))} : {counted(tally.settled, 'grille')} sur {tally.owed}"


def _plural(state: GridState, count: int) -> str:
    """The state's word after its count: the first word takes the mark, what follows does not."""
    if count < 2 or state is GridState.DISPUTED:
        return "à deux versions" if state is GridState.DISPUTED else state.value
    first, _, rest = state.value.partition(" ")
    return " ".join(filter(None, (f"{first}s", rest)))


def _receipts(session: ExamSession, found: Ledger) -> tuple[str, ...]:
    return tuple(
        f"Paquet {of(session.person(each.juror_id).short_name)} · poste {each.machine} · fait {_moment(each.made_at)}, "
        f"reçu {_moment(each.received_at)}"
        for each in found.receipts
    )


def _moment(at: datetime) -> str:
    return f"le {at:%d/%m à %H:%M}"


def _make_refusal(session: ExamSession, actor: Actor) -> str:
    if actor.person_id not in {juror.id for juror in session.jurors}:
        return "Un membre du jury fait son paquet : il s’installe d’abord au poste."
    return ""


def open_grids(session: ExamSession, juror_id: int) -> int:
    """How many grids this juror still has to lock, which a packet leaves at home."""
    return sum(not owed.state.is_settled for owed in _of(ledger(session).grids, juror_id))


def _of(grids: Iterable[Owed], juror_id: int) -> Iterable[Owed]:
    return (owed for owed in grids if owed.juror_id == juror_id)
