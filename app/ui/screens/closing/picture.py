"""Builds what Clôture shows from the session on disk."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.domain.counting import counted
from app.domain.frozen_session import Rectification
from app.domain.meeting import aside_words, awaited, signatories
from app.domain.people import Actor
from app.domain.rectifying import answering, author_words, change_words, standing_of
from app.domain.rules.at_hand import in_the_way
from app.domain.rules.base import RuleState
from app.domain.rules.behind_doors import sees_deliberation
from app.domain.rules.moments import day_began
from app.domain.session import ExamSession
from app.domain.signing import SignatureLevel
from app.services.printed_values import printed_values
from app.ui.bench import ScreenName
from app.ui.rule_lines import LineState, RuleLine, count, reader_of, rule_lines
from app.ui.screens.closing.freezing import frozen_lines
from app.ui.screens.closing.state import (
    Answering,
    ClosingState,
    Correctable,
    Correcting,
    RecordShown,
    SignatureShown,
    Step,
    WaitingDecisions,
)

_BY_JURORS = "Le jury clôt la session : un de ses membres s’installe au poste."
_APART = " ; "
_NAMED = 4
"""How many of the points that block are named beside the button; the list has them all."""


def picture_of(
    session: ExamSession, states: Sequence[RuleState], signed: Mapping[int, dt.datetime], actor: Actor
) -> ClosingState:
    """The screen of this person now, without the pages of the procès-verbal."""
    in_full = sees_deliberation(session, actor)
    lines = tuple(_own(line, in_full=in_full) for line in rule_lines(states, reader_of(session, actor)))
    closing = session.closing
    signing = signatories(session)
    unsigned = tuple(juror for juror in signing if juror.id not in signed) if closing else ()
    return ClosingState(
        step=Step.OPEN if closing is None else Step.SEALED if closing.sealed_at else Step.CLOSED,
        second=_second(session, in_full=in_full),
        lines=lines,
        counts=count(lines),
        in_full=in_full,
        waiting=_waiting(session) if in_full and closing is None else (),
        signatures=tuple(
            SignatureShown(
                juror.id,
                juror.name,
                _moment(signed.get(juror.id)),
                "" if juror in signing else aside_words(session, juror),
            )
            for juror in session.jurors
        )
        if closing
        else (),
        level=SignatureLevel.SIMPLE.label,
        record=RecordShown(_record_title(session)),
        validation=_validation(session),
        close_refusal=_close_refusal(session, lines, actor),
        own_juror=next((juror.id for juror in unsigned if juror.id == actor.person_id), None),
        unsigned=tuple(juror.name for juror in unsigned),
        frozen=tuple(frozen_lines(session)) if in_full else (),
        correcting=_correcting(session) if closing else Correcting(),
        rectifications=tuple(_correction_line(session, each) for each in session.rectifications),
        is_manager=actor.is_manager,
    )


def _correcting(session: ExamSession) -> Correcting:
    everyone = [candidate.id for candidate in session.candidates]
    return Correcting(
        candidates=tuple((candidate.id, candidate.name) for candidate in session.candidates),
        subjects=tuple(Correctable(each.candidate_id, each.subject, each.value) for each in printed_values(session)),
        answering=tuple(
            Answering(about, tuple((juror.id, juror.name) for juror in answering(session, about)))
            for about in (None, *everyone)
        ),
        standings=tuple(standing_of(session, candidate_id) for candidate_id in everyone),
    )


def _correction_line(session: ExamSession, correction: Rectification) -> str:
    about = correction.candidate_id
    whom = "toute la session" if about is None else session.candidate(about).name
    head = f"Rectificatif n° {correction.number}, {correction.at:%d/%m/%Y à %H:%M}"
    author = author_words(session, correction)
    return f"{head}, par {author} : {whom} · {change_words(correction)} ({correction.reason})"


def _own(line: RuleLine, *, in_full: bool) -> RuleLine:
    """What is settled on this very screen asks for a code instead of leading away, where decisions can be seen."""
    if line.target is None or line.target.screen is not ScreenName.CLOSING:
        return line
    if line.target.person_id is None or not in_full:
        return replace(line, act="", target=None)
    return replace(line, act="Confirmer par code")


def _second(session: ExamSession, *, in_full: bool) -> str:
    if session.closing is not None:
        sealed = session.closing.sealed_at
        words = f"close le {session.closing.at:%d/%m/%Y à %H:%M}"
        return f"{words} · scellée le {sealed:%d/%m/%Y à %H:%M}" if sealed else words
    if not in_full:
        return session.type.label
    decisions = sum(decision.candidate_id not in session.undeliberated for decision in session.decisions)
    absences = sum(candidate.is_absent for candidate in session.candidates)
    parts = [session.type.label, f"{decisions} décision{'s' if decisions > 1 else ''}"]
    if absences:
        parts.append(f"{absences} absence{'s' if absences > 1 else ''}")
    if session.shortfalls:
        parts.append(f"{counted(len(session.shortfalls), 'candidat')} sans quorum")
    return " · ".join(parts)


def _waiting(session: ExamSession) -> tuple[WaitingDecisions, ...]:
    waiting = []
    for juror in session.jurors:
        owed = [
            decision
            for decision in session.decisions
            if juror in awaited(session, session.candidate(decision.candidate_id))
        ]
        waiting.append(WaitingDecisions(juror.id, juror.name, len(owed)))
    return tuple(waiting)


def _record_title(session: ExamSession) -> str:
    number = session.sheet.record_number
    return f"{session.framework.vocabulary.record_title} {f'n° {number}' if number else 'sans numéro'}"


def _close_refusal(session: ExamSession, lines: Sequence[RuleLine], actor: Actor) -> str:
    if actor.is_manager:
        return _BY_JURORS
    if not day_began(session):
        return "Personne n’a encore été constaté présent ou absent."
    blocking = [line for line in lines if line.state is LineState.BLOCKING]
    awaited = [line for line in lines if line.blocks_closing and line not in blocking]
    if not (blocking or awaited):
        return ""
    said = f"Il reste {in_the_way(len(blocking), len(awaited))}"
    if not blocking:
        return f"{said}."
    named = [line.finding.removesuffix(".") for line in blocking[:_NAMED]]
    others = len(blocking) - len(named)
    more = f" ; et {counted(others, 'autre')}, dans la liste" if others else ""
    return f"{said} : {_APART.join(named)}{more}."


def _validation(session: ExamSession) -> str:
    validated_on = session.sheet.record_validated_on
    if session.closing is None or (validated_on is None and not session.is_title_of_ministry):
        return ""
    if validated_on is None:
        return "Résultats provisoires jusqu’à validation du procès-verbal par l’administration."
    return f"Procès-verbal validé le {validated_on:%d/%m/%Y} : les résultats sont définitifs."


def _moment(at: dt.datetime | None) -> str:
    return f"signé le {at:%d/%m/%Y à %H:%M}" if at else ""
