"""Rules on closing: nothing missing before, nothing moving after."""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from app.domain.candidate import Candidate
from app.domain.composition import lost_by_recusal
from app.domain.conduct import FraudReport
from app.domain.deadlines import candidates_convened_by
from app.domain.elision import of
from app.domain.grading import Grid
from app.domain.jury_room import RollEntry
from app.domain.meeting import deliberated_on
from app.domain.question_guide import PutQuestion
from app.domain.rules.base import Finding, Place, Rule, Severity, Source
from app.domain.rules.moments import day_began, grading_began, jury_is_at_work
from app.domain.session import ExamSession
from app.domain.session_sheet import looks_like_a_number
from app.domain.shortfall import may_be_noted
from app.domain.timing import Lapse, PhaseEvent


def results_are_final(session: ExamSession) -> Iterator[Finding]:
    """Rule 37: results of a titre professionnel are provisional until its procès-verbal was validated."""
    if session.is_title_of_ministry and session.closing is not None and session.sheet.record_validated_on is None:
        yield Finding(
            "Le procès-verbal n’est pas encore validé : les documents disent « résultats provisoires ». "
            "Saisissez la date de validation dès qu’il revient.",
            Place.CLOSING,
            severity=Severity.TO_JUSTIFY,
            awaits=True,
        )


def _is_validated(session: ExamSession) -> bool:
    return session.sheet.record_validated_on is not None


def closing_changes_nothing(session: ExamSession) -> Iterator[Finding]:
    """Rule 40: locked grids are those that their authors locked; then all is as the jury closed it."""
    for grid in session.grids:
        if grid.is_locked and grid.digest != grid.content_digest():
            name = session.candidate(grid.candidate_id).name
            yield Finding(
                f"{name} : la grille {of(session.person(grid.juror_id).short_name)} n’est plus celle qui a été "
                "verrouillée.",
                Place.GRADING,
                grid.candidate_id,
                grid.juror_id,
            )
    if session.closing is None:
        return
    if session.closing.framework_digest != session.framework_digest:
        yield Finding("Le référentiel de la session n’est plus celui de la clôture.", Place.CLOSING)
    if session.closing.content_digest != frozen_digest(session, _columns_of(session.closing.content_digest)):
        yield Finding("Des grilles ou des décisions ne sont plus celles de la clôture.", Place.CLOSING)


def nothing_is_missing(session: ExamSession) -> Iterator[Finding]:
    """Rule 41: a decision for each candidate, absences explained, quorum kept or its want noted, identities complete.

    Decisions are asked for once the day began: before that, nobody can have taken them. What the responsable alone can
    complete is asked for from the list on, to be there on the first morning: the jury closes without him or her.
    """
    if not session.candidates:
        yield Finding("La session ne compte aucun candidat.", Place.PREPARATION)
    yield from _numbers(session)
    quorum = session.framework.jury.quorum
    told_elsewhere = {candidate.id for candidate, _jurors in lost_by_recusal(session)}
    for candidate in session.candidates:
        outcome = session.outcome(candidate)
        if candidate.is_absent and candidate.attendance and not candidate.attendance.is_explained:
            yield Finding(f"{candidate.name} : l’absence n’est pas expliquée.", Place.DAY, candidate.id)
        if outcome is None and day_began(session):
            sentence = f"{candidate.name} : aucune décision."
            yield Finding(sentence, Place.DELIBERATION, candidate.id, awaits=jury_is_at_work(session))
        short = len(deliberated_on(session, candidate)) < quorum and candidate.id not in told_elsewhere
        if short and not (candidate.is_absent or candidate.id in session.undeliberated):
            notable = may_be_noted(session, candidate)
            last = " Rappelez un juré, ou constatez la carence dans Contrôles (C)."
            yield Finding(
                f"{candidate.name} : moins de {quorum} jurés peuvent délibérer, le quorum n’est pas atteint."
                f"{last if notable else ''}",
                Place.CHECKS if notable else Place.PREPARATION,
                candidate.id,
            )
        missing = candidate.identity.missing_fields()
        if missing and not candidate.is_absent:  # whoever passes: the finding must not tell
            yield Finding(
                f"{candidate.name} : à compléter avant d’imprimer, {', '.join(missing)}.",
                Place.PREPARATION,
                candidate.id,
                due=session.sheet.starts_on,
                field="identity",
                derogable=True,
            )


def _numbers(session: ExamSession) -> Iterator[Finding]:
    if not session.sheet.record_number:
        yield Finding(
            "Le numéro du procès-verbal manque.",
            Place.PREPARATION,
            due=session.sheet.starts_on,
            field="record_number",
        )
    number = session.sheet.ceres_number
    if not session.is_title_of_ministry:
        return
    if not number:
        sentence = "Le numéro de session CERES manque : il figure sur chaque convocation."
    elif not looks_like_a_number(number):
        sentence = f"« {number} » ne ressemble pas à un numéro de session CERES : comparez-le à l’écran de CERES."
    else:
        return
    due = candidates_convened_by(session)
    yield Finding(sentence, Place.PREPARATION, severity=Severity.TO_JUSTIFY, due=due, field="ceres_number")


_COLUMNS = 2
"""The set of columns that a closing hashes today; 2 added incidents and who read which accommodation."""


def _columns_of(digest: str) -> int:
    """The set of columns that a digest says it hashed; today's when it says none that is known."""
    said = digest.partition(":")[0]
    return int(said) if said in ("1", "2") else _COLUMNS


def frozen_digest(session: ExamSession, columns: int = _COLUMNS) -> str:
    """What closing freezes, as « 2: » and SHA-256: all that jurors and jury wrote, and all that was seen of the day.

    The number says which columns are hashed, and in which order. They are named one by one, so that a field added
    later changes no digest of a session closed before; such a session is held against the columns of its own closing.
    """
    frozen = {
        "grids": sorted(_of_grid(grid) for grid in session.grids),
        "positions": sorted(
            [p.candidate_id, p.unit_id, p.mastered, p.motive, list(p.cited)] for p in session.positions
        ),
        "awards": sorted([a.candidate_id, a.bloc_id, a.value.value] for a in session.awards),
        "decisions": sorted([d.candidate_id, d.outcome.value, d.motive, _utc(d.decided_at)] for d in session.decisions),
        "confirmations": sorted([c.candidate_id, c.juror_id, _utc(c.at)] for c in session.confirmations),
        "presence": sorted(
            [c.id, c.attendance.presence.value, _utc(c.attendance.at), c.attendance.detail]
            for c in session.candidates
            if c.attendance
        ),
        "recusals": sorted([r.juror_id, r.candidate_id, r.reason] for r in session.recusals),
        "time": sorted(
            [candidate_id, part_id, [_of_event(event) for event in events]]
            for (candidate_id, part_id), events in session.phase_events.items()
        ),
    }
    # What older files cannot hold is left out while it is empty: a session closed before keeps its digest.
    if conduct := sorted(line for candidate in session.candidates for line in _conduct_of(candidate)):
        frozen["conduct"] = conduct
    if session.lapses:
        frozen["lapses"] = [_of_lapse(lapse) for lapse in session.lapses]
    if asked := sorted(_of_question(put) for put in session.put_questions):
        frozen["questions"] = asked
    if session.fraud_reports:
        frozen["frauds"] = [_of_fraud(report) for report in session.fraud_reports]
    frozen |= {what: lines for what, lines in _of_the_room(session).items() if lines}
    if columns > 1:
        frozen |= {what: lines for what, lines in _of_the_watch(session).items() if lines}
    text = json.dumps(frozen, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return f"{columns}:{hashlib.sha256(text.encode()).hexdigest()}"


def _of_the_room(session: ExamSession) -> dict[str, list[list[object]]]:
    """What the jury settled around its decisions: versions kept, grids done without, what was read, who was there."""
    return {
        "versions": [[*version.key, version.digest] for version in session.versions],
        "choices": sorted([*kept.key, kept.digest, kept.reason, _utc(kept.at)] for kept in session.choices),
        "waivers": sorted([*each.key, each.waived_by, each.reason, _utc(each.at)] for each in session.grid_waivers),
        "seen": sorted([c.candidate_id, c.item.value, c.seen, c.remark, c.juror_id] for c in session.consultations),
        "roll": sorted([each.juror_id, each.present, each.reason, *_absences(each)] for each in session.roll),
        "votes": sorted([v.candidate_id, v.juror_id, v.favourable, v.dissent] for v in session.votes),
        "derogations": [
            [d.number, d.rule, d.candidate_id, d.finding, d.granted_by, d.reason] for d in session.derogations
        ],
        "shortfalls": sorted(
            [each.candidate_id, each.cause, each.measures, each.noted_by, _utc(each.at)] for each in session.shortfalls
        ),
    }


def _absences(entry: RollEntry) -> list[list[str]]:
    """When a juror was out before, where it is told: what was decided then is not this juror's."""
    return [[_utc(since), _utc(until)] for since, until in entry.absences]


def _of_the_watch(session: ExamSession) -> dict[str, list[list[object]]]:
    """What was noted beside the épreuves: incidents, and who read which accommodation before the start."""
    return {
        "incidents": [
            [each.number, _utc(each.at), each.text, each.candidate_id, each.author_id] for each in session.incidents
        ],
        "readings": sorted([each.candidate_id, each.reader_id, _utc(each.at)] for each in session.readings),
    }


def _of_grid(grid: Grid) -> list[object]:
    return [
        grid.juror_id,
        grid.candidate_id,
        grid.part_id,
        grid.content_digest(),
        grid.waiver,
        _utc(grid.locked_at) if grid.locked_at else "",
        grid.digest,
    ]


def _conduct_of(candidate: Candidate) -> Iterator[list[str]]:
    who, seen = str(candidate.id), candidate.attendance
    if seen is not None and seen.code is not None:
        yield [who, "absence", seen.code.value]
    for late in candidate.late:
        yield [who, "retard", late.part_id, _utc(late.arrived_at), str(late.minutes), late.reason]
    for left in candidate.departures:
        back = _utc(left.resumed_at) if left.resumed_at else ""
        yield [who, left.kind.value, str(left.number), _utc(left.at), left.part_id, left.reason, back]


def _of_lapse(lapse: Lapse) -> list[object]:
    ran = [[each.candidate_id, each.part_id, each.phase, each.after] for each in lapse.running]
    counted = None if lapse.counted is None else lapse.counted // timedelta(milliseconds=1)
    ends = [[_utc(at.wall), at.ticks_ms, at.boot] for at in (lapse.start, lapse.end)]
    return [lapse.number, lapse.kind.value, *ends, ran, counted, lapse.reason]


def _of_question(put: PutQuestion) -> list[object]:
    return [put.juror_id, put.candidate_id, put.part_id, put.author, put.number, put.state.value, _utc(put.at)]


def _of_fraud(report: FraudReport) -> list[object]:
    witnesses = [[witness.name, witness.quality] for witness in report.witnesses]
    return [report.number, _utc(report.at), report.candidate_id, report.part_id, report.facts, witnesses]


def _of_event(event: PhaseEvent) -> list[object]:
    at = event.at
    return [event.phase, event.kind.value, _utc(at.wall), at.ticks_ms, at.boot, event.reason]


def _utc(moment: datetime) -> str:
    """The same text for the same moment, on a laptop of any zone."""
    return moment.astimezone(UTC).isoformat()


RULES = (
    Rule(
        37,
        "Les résultats restent provisoires jusqu’à la validation du procès-verbal",
        Source.TO_CHECK,
        "",
        results_are_final,
        _is_validated,
    ),
    Rule(
        40,
        "Rien n’a changé depuis le verrouillage ni depuis la clôture",
        Source.TOOL,
        "",
        closing_changes_nothing,
        grading_began,
    ),
    Rule(
        41,
        "Rien ne manque au procès-verbal",
        Source.TOOL,
        "",
        nothing_is_missing,
        day_began,
        derogation="une rubrique d’état civil que le candidat justifiera plus tard",
    ),
)
