"""What the procès-verbal says of the deliberation itself, and says only where there is something to say.

Who was in the room, grids done without, versions kept, derogations, the certification's own rule and votes: nothing of
it stands in a candidate's copy.
"""

from collections.abc import Iterator, Sequence

from reportlab.platypus import Flowable

from app.domain.bloc_proposals import BlocProposal, bloc_proposals, departs
from app.domain.candidate import Candidate
from app.domain.framework.terms import DecisionMode
from app.domain.jury_room import RollEntry
from app.domain.meeting import decided_without, deliberated
from app.domain.merging import GridId
from app.domain.session import ExamSession
from app.domain.shortfall import shortfall_of, why_words
from app.domain.voting import verdict
from app.reports import naming
from app.reports.layout.blocks import Column, gap, note, section, table
from app.reports.layout.styles import faint
from app.reports.layout.wording import Markup, hour, lines

RuleRow = tuple[str, str, str, str]
"""One bloc of one candidate: the candidate, points and threshold, what the rule says, the decision and its reason."""

_GRIDS = (Column("Candidat", 3), Column("Épreuve", 2.5), Column("Grille", 3), Column("Raison", 4))
_DEROGATIONS = (
    Column("N°", 0.5),
    Column("Ce qui manque", 5),
    Column("Accordée par", 2.5),
    Column("Raison", 4),
)
_RULE = (
    Column("Candidat", 2.5),
    Column("Points", 2),
    Column("Règle de la certification", 3.5),
    Column("Décision", 3.5),
)
_VOTES = (Column("Candidat", 3), Column("Décision", 2.5), Column("Voix", 3), Column("Avis contraire", 4))
_CONSTATATION = (
    "Un procès-verbal de constatation est adressé à l’administration, qui peut autoriser une nouvelle session "
    "(règlement de 2008, à vérifier)."
)
_ABSENT, _GONE = "Absence à la délibération", "Départ après confirmation de décisions"
_PROPOSED = {True: "bloc proposé", False: "bloc non proposé", None: "rien n’est proposé"}


def roll_lines(session: ExamSession) -> Iterator[str]:
    """Who of the jury deliberated, once the roll was called; outside titres professionnels, how many are external."""
    if session.roll:
        away = {entry.juror_id: entry.reason for entry in session.roll if not entry.present}
        decided = {each.juror_id for each in session.confirmations}
        there = [juror.name for juror in deliberated(session)]
        present = f"Ont délibéré : {naming.listed(there)}." if there else "Aucun juré n’a délibéré."
        absent = [
            f"{_GONE if who in decided else _ABSENT} : {session.person(who).name}, motif : {why}."
            for who, why in away.items()
        ]
        yield " ".join([present, *absent, *_away(session)])
    if not session.is_title_of_ministry and any(juror.is_external is not None for juror in session.jurors):
        count = sum(juror.is_external is True for juror in session.jurors)
        yield (
            f"Membres extérieurs au certificateur et à l’organisme de formation : {count} sur {len(session.jurors)}."
        )


def _away(session: ExamSession) -> Iterator[str]:
    """Who was out while a decision was taken and came back since: when, and which decisions are not theirs."""
    for entry in session.roll:
        without = [str(each.rank) for each in session.candidates if entry.juror_id in decided_without(session, each)]
        if without:
            name, out = session.person(entry.juror_id).name, naming.listed(_spans(entry))
            yield (
                f"Hors de la salle : {name}, {out}, sans voix sur les décisions prises alors "
                f"(candidat{'s' if len(without) > 1 else ''} n° {naming.listed(without)})."
            )


def _spans(entry: RollEntry) -> Iterator[str]:
    for since, until in entry.absences:
        yield f"de {hour(since.time())} à {hour(until.time())}"


def shortfall_lines(session: ExamSession) -> Iterator[str]:
    """On whom the jury does not deliberate for want of a quorum, why, and what was done: one line for each cause."""
    told: dict[str, list[str]] = {}
    for candidate in session.candidates:
        noted = shortfall_of(session, candidate.id)
        if noted is not None and not candidate.is_absent:
            named = f"{candidate.identity.full_name} (n° {candidate.rank})"
            told.setdefault(why_words(noted), []).append(named)
    for place, (why, names) in enumerate(told.items(), start=1):
        follows = f" {_CONSTATATION}" if place == len(told) else ""
        yield f"Non délibéré, quorum non atteint : {naming.listed(names)}. {why}{follows}"


def rule_rows(session: ExamSession) -> tuple[RuleRow, ...]:
    """What the certification's own rule says of each bloc decided on, and what the jury decided (rule 49)."""
    return tuple(
        _rule_row(session, candidate, proposal)
        for candidate in session.candidates
        if session.decision(candidate.id) is not None
        for proposal in bloc_proposals(session, candidate)
    )


def _rule_row(session: ExamSession, candidate: Candidate, proposal: BlocProposal) -> RuleRow:
    name = naming.bloc_name(session.framework, proposal.bloc.id)
    decision = session.decision(candidate.id)
    reason = decision.motive if decision and departs(session, candidate, proposal) else ""
    words = naming.bloc_words(session, candidate, proposal.bloc.id)
    against = ", ".join(proposal.against)
    proposed = _PROPOSED[proposal.favourable]
    said = f"{proposed} : {against}" if against else proposed
    points = f"{proposal.points}, seuil {proposal.threshold}" if proposal.points else "–"
    return (
        f"{candidate.identity.full_name} · {name}",
        points,
        said,
        f"{words}. Raison : {reason}" if reason else words,
    )


def room_references(session: ExamSession, rule: Sequence[RuleRow]) -> Iterator[str]:
    """Where the annexes of the deliberation are, for those there are."""
    if session.grid_waivers or session.choices:
        yield "Grilles écartées ou choisies : annexe 7."
    if session.derogations:
        yield f"{'Dérogations' if len(session.derogations) > 1 else 'Dérogation'} : annexe 8."
    if rule:
        yield "Règle de la certification, par bloc : annexe 9."
    if session.votes:
        yield "Votes : annexe 10."


def room_annexes(session: ExamSession, rule: Sequence[RuleRow]) -> list[Flowable]:
    """Print the annexes of the deliberation that this session needs."""
    return [*_grids(session), *_derogations(session), *_rule(rule), *_votes(session)]


def _grids(session: ExamSession) -> Iterator[Flowable]:
    rows = [
        _grid_row(session, waiver.key, "délibération sans cette grille", waiver.reason)
        for waiver in session.grid_waivers
    ]
    rows += [_grid_row(session, kept.key, "version gardée par son auteur", kept.reason) for kept in session.choices]
    if rows:
        yield from section("Annexe 7 · Grilles écartées ou choisies", table(_GRIDS, rows))


def _grid_row(session: ExamSession, key: GridId, what: str, reason: str) -> tuple[Markup | str, ...]:
    juror_id, candidate_id, part_id = key
    return (
        naming.civil_name(session.candidate(candidate_id)),
        naming.part_words(session, part_id),
        lines(session.person(juror_id).name, faint(what)),
        naming.as_typed(reason),
    )


def _derogations(session: ExamSession) -> Iterator[Flowable]:
    rows = [
        (
            str(each.number),
            lines(each.finding, faint(f"règle {each.rule}")),
            lines(each.granted_by, faint(naming.moment(each.at))),
            naming.as_typed(each.reason),
        )
        for each in session.derogations
    ]
    if rows:
        yield from section("Annexe 8 · Dérogations accordées", table(_DEROGATIONS, rows))


def _rule(rows: Sequence[RuleRow]) -> Iterator[Flowable]:
    if rows:
        kept = note(
            "La règle propose, le jury décide. Des points qui diffèrent d’une grille à l’autre sont dits sans auteur."
        )
        yield from section("Annexe 9 · Règle de la certification, par bloc", table(_RULE, rows), gap(4), kept)


def _votes(session: ExamSession) -> Iterator[Flowable]:
    rows = []
    for candidate in session.candidates:
        found = verdict(session, candidate)
        if found is None:
            continue
        dissents = [
            f"{session.person(vote.juror_id).name} : {vote.dissent}"
            for vote in session.votes
            if vote.candidate_id == candidate.id and vote.dissent
        ]
        rows.append(
            (
                naming.civil_name(candidate),
                naming.outcome_words(session.framework, session.outcome(candidate)),
                found.sentence,
                lines(*dissents) or Markup("–"),
            )
        )
    if rows:
        rule = session.framework.decision
        seat = f", voix prépondérante : {rule.casting_seat}" if rule.mode is DecisionMode.CASTING_VOTE else ""
        how = {DecisionMode.UNANIMITY: "unanimité"}.get(rule.mode, "majorité")
        yield from section(f"Annexe 10 · Votes ({how}{seat})", table(_VOTES, rows))
