"""Builds the page of a candidate whose grids are all in: compétences, answers, facts, positions; it decides nothing."""

from collections.abc import Sequence
from dataclasses import replace

from app.domain.candidate import Candidate
from app.domain.consulting import consultation_of, may_be_seen, may_lack
from app.domain.counting import counted
from app.domain.decision import left_to_name
from app.domain.deliberation import CriterionLine, QuotedFact, Review, UnitReview, review
from app.domain.divergences import changes_outcome, divergences_first
from app.domain.evidence import Piece, evidence_of
from app.domain.fact_writing import shown as written
from app.domain.grading import FactKind
from app.domain.meeting import has_quorum
from app.domain.motive_draft import BegunMotive, CitableCriterion, Finding, citable_criteria
from app.domain.outside_words import motive_warning
from app.domain.reference_text import sections_of
from app.domain.session import ExamSession
from app.ui.screens.deliberation.decision_page import decision_of
from app.ui.screens.deliberation.draft import Draft
from app.ui.screens.deliberation.file_page import file_of
from app.ui.screens.deliberation.file_state import EvidenceShown, ReferenceShown
from app.ui.screens.deliberation.motive_state import MotiveEditor, MotiveRecord
from app.ui.screens.deliberation.state import Appreciation, CriterionShown, MarkShown, OpenPage, UnitShown
from app.ui.screens.deliberation.words import bloc_words, several, vocabulary_of


def open_page_of(session: ExamSession, candidate: Candidate, draft: Draft) -> OpenPage:
    """The page of a candidate whose grids are all in."""
    seen = review(session, candidate)
    units = divergences_first(seen.units)
    record = MotiveRecord(
        tuple(criterion.label for unit in units for criterion in unit.unit.criteria),
        tuple(fact.text for unit in units for line in unit.lines for fact in line.facts),
    )
    unsettled = sum(unit.diverges and unit.position is None for unit in seen.units)
    one, more = ("à examiner", "à examiner") if unsettled else ("examinée", "examinées")
    divergences = several(seen.divergences, f"divergence {one}", f"divergences {more}")
    return OpenPage(
        heading=divergences if seen.divergences else "Aucune divergence entre les jurés",
        unsettled=unsettled,
        warning="" if has_quorum(session, candidate) else _short(session, candidate),
        jurors=tuple(juror.short_name for juror in seen.jurors),
        words=vocabulary_of(session.framework),
        units=tuple(_unit(session, replace(seen, units=units), unit, draft, record) for unit in units),
        all_shown=draft.all_shown,
        evidence=tuple(_evidence(session, candidate, piece, draft) for piece in evidence_of(session, candidate)),
        file=file_of(session, candidate),
        appreciations=tuple(Appreciation(juror.short_name, part, text) for juror, part, text in seen.appreciations),
        decision=replace(decision_of(session, seen, draft), record=record),
        frozen=_frozen(session),
        reference=_reference(session, units, draft),
    )


def _frozen(session: ExamSession) -> str:
    if session.left is not None:
        return "La session continue sur un autre poste : rien ne change ici."
    closed = session.closing
    return f"Session close le {closed.at:%d/%m/%Y à %H:%M} : plus rien ne change." if closed is not None else ""


def _reference(session: ExamSession, units: Sequence[UnitReview], draft: Draft) -> ReferenceShown | None:
    asked = next((each.unit for each in units if each.unit.id == draft.reference), None)
    return ReferenceShown(asked.label, sections_of(session.framework, asked)) if asked is not None else None


def _evidence(session: ExamSession, candidate: Candidate, piece: Piece, draft: Draft) -> EvidenceShown:
    said = consultation_of(session, candidate.id, piece.item)
    return EvidenceShown(
        item=piece.item,
        state=piece.state,
        is_there=piece.is_there,
        seen=said.seen if said else None,
        remark=said.remark if said else "",
        can_be_seen=may_be_seen(session, candidate, piece.item),
        can_lack=may_lack(session, candidate, piece.item),
        asks_reason=draft.missing is piece.item,
        fault=draft.missing_fault if draft.missing is piece.item else "",
    )


def _short(session: ExamSession, candidate: Candidate) -> str:
    there, quorum = len(session.present_for(candidate)), session.framework.jury.quorum
    return f"quorum non atteint : {counted(there, 'juré présent')} sur {quorum}, ce candidat ne peut pas être décidé"


def _unit(session: ExamSession, seen: Review, unit: UnitReview, draft: Draft, record: MotiveRecord) -> UnitShown:
    position = unit.position
    refused = position is not None and not position.mastered
    bloc = bloc_words(session, unit.unit.bloc_id)
    return UnitShown(
        unit_id=unit.unit.id,
        label=unit.unit.label,
        bloc=bloc,
        diverges=unit.diverges,
        summary=_summary(unit),
        criteria=tuple(_criterion(seen, line) for line in unit.lines),
        expanded=unit.diverges or draft.all_shown or unit.unit.id in draft.opened,
        position=position.mastered if position else None,
        proposal="proposé : tous les critères sont atteints" if unit.proposed_mastered and position is None else "",
        motive=_motive(unit) if refused else "",
        motive_warning=motive_warning(position.motive, record.labels, record.facts) if refused and position else "",
        editor=_editor(seen, unit, draft, record) if unit.unit.id in {draft.editing, *draft.begun} else None,
        weighs=f"change l’issue du {bloc}" if changes_outcome(unit, seen.units) else "",
    )


def _summary(unit: UnitReview) -> str:
    if unit.diverges:
        return ""
    if not unit.lines:
        return "sans critère"
    marks = [[m for line in unit.lines if line.criterion == each for m in line.answers] for each in unit.unmet]
    unmet = sum(any(mark and mark.value.met is False for mark in of_one) for of_one in marks)
    unobserved = len(marks) - unmet
    told = [several(unmet, "critère non atteint", "critères non atteints")] if unmet else []
    told += [several(unobserved, "critère non observé", "critères non observés")] if unobserved else []
    return " · ".join(("unanime", *told))


def _motive(unit: UnitReview) -> str:
    position = unit.position
    if position is None:
        return ""
    labels = [f"« {criterion.label} »" for criterion in left_to_name(unit.unit, position)]
    named = f" ({', '.join(labels)})" if labels else ""
    return f"Motif : {position.motive}{named}"


def _editor(seen: Review, unit: UnitReview, draft: Draft, record: MotiveRecord) -> MotiveEditor:
    """The critères that nobody found met are ticked at first; a motive on record keeps its own."""
    position, begun = unit.position, draft.begun.get(unit.unit.id)
    choices = citable_criteria(unit, seen.jurors)
    stands = BegunMotive(position.motive, position.cited) if position and not position.mastered else None
    first = begun or stands or BegunMotive("", tuple(c.id for c in choices if c.is_met_by_nobody))
    return MotiveEditor(
        choices=tuple(sorted(choices, key=_least_met)),
        cited=first.cited,
        motive=first.text,
        fault=draft.motive_fault if draft.editing == unit.unit.id else "",
        record=record,
        begun=begun is not None,
    )


def _least_met(choice: CitableCriterion) -> int:
    """What nobody found met first, then what the jurors do not agree on."""
    return 0 if choice.is_met_by_nobody else 1 if choice.finding is Finding.SHARED else 2


def _criterion(seen: Review, line: CriterionLine) -> CriterionShown:
    marks = [
        MarkShown(juror.short_name, mark.value if mark else None, mark.word if mark else "", without=without)
        for juror, mark, without in zip(seen.jurors, line.marks, line.without, strict=True)
    ]
    told = [_fact_words(fact) for fact in line.facts if fact.kind is not FactKind.JUDGEMENT]
    told += [
        f"« {mark.word} » {juror.initials}"
        for juror, mark in zip(seen.jurors, line.marks, strict=True)
        if mark and mark.value.is_not_observed and mark.word
    ]
    judged = tuple(_fact_words(fact) for fact in line.facts if fact.kind is FactKind.JUDGEMENT)
    label, part = line.criterion.label, line.part_short
    return CriterionShown(label, part, tuple(marks), tuple(told), line.diverges, judged)


def _fact_words(fact: QuotedFact) -> str:
    signed = f"{fact.juror.initials} {fact.at:%H:%M}".replace(" ", "\u00a0")  # who and when stay on one line
    return f"{written(fact.kind, fact.text)} · {signed}"
