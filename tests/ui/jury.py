"""A jury at work on a stage: grids answered and locked, positions taken, decisions made and confirmed."""

from collections.abc import Collection, Mapping

from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QPushButton, QWidget

from app.domain.answer import NO, YES
from app.domain.consulting import unread
from app.domain.decision import AwardValue, Outcome
from app.domain.people import Actor
from app.services import deliberation, evidence_seen, grading, jury_room
from app.services.grading import GridKey
from tests.ui.stage import Stage

MOTIVE = "Les encours sont consultés après la saisie de la commande."


def plain(text: str) -> str:
    """The words as they are typed, no-break spaces made ordinary."""
    return " ".join(text.split())


def juror(stage: Stage, juror_id: int) -> Actor:
    return Actor(juror_id, stage.session().person(juror_id).name)


def grade(stage: Stage, juror_id: int, candidate_id: int, unmet: Collection[str] = (), *, keep_open: str = "") -> None:
    """Answer and lock every grid of one juror: « Oui » but for the critères in `unmet`; `keep_open` is not locked."""
    actor = juror(stage, juror_id)
    session = stage.session()
    candidate = session.candidate(candidate_id)
    for _modality, part in session.parts_for(candidate):
        if part.id == keep_open:
            continue
        key = GridKey(candidate_id, part.id)
        grading.open_grid(stage.desk, actor, key, "aucune" if keep_open else "")
        criteria = [criterion for unit in session.grid_units(candidate, part) for criterion in unit.criteria]
        for criterion in criteria:
            value = NO if criterion.id in unmet else YES
            grading.mark(stage.desk, actor, key, criterion.id, value)
        if not criteria:
            grading.write_appreciation(stage.desk, actor, key, "Vue d’ensemble du métier bien exprimée.")
        grading.lock(stage.desk, actor, key)


def decide_everything(stage: Stage, candidates: Collection[int], jurors: Collection[int]) -> None:
    """Bring a session to its closing: everybody present, graded alike, successful and confirmed behind doors."""
    typist = juror(stage, next(iter(jurors)))
    jury_room.close_doors(stage.desk, typist)
    for candidate_id in candidates:
        stage.welcome(candidate_id)
        for juror_id in jurors:
            grade(stage, juror_id, candidate_id)
        take_positions(stage, next(iter(jurors)), candidate_id)
        decide(stage, jurors, candidate_id)
    jury_room.open_doors(stage.desk, typist)


def decide_one(stage: Stage) -> None:
    """One candidate, two jurors, everything decided."""
    jurors = [stage.add_juror("Anne", "Durand"), stage.add_juror("Bruno", "Petit")]
    decide_everything(stage, [stage.add_candidate("LE GOFF", "Élodie")], jurors)


def take_positions(stage: Stage, juror_id: int, candidate_id: int, refused: Mapping[str, str] | None = None) -> None:
    """Take every position; `refused` gives, for each compétence not mastered, the critère that its motive cites."""
    actor = juror(stage, juror_id)
    read_everything(stage, juror_id, candidate_id)
    session = stage.session()
    for unit in session.units_for(session.candidate(candidate_id)):
        cited = (refused or {}).get(unit.id)
        deliberation.take_position(
            stage.desk,
            actor,
            candidate_id,
            unit.id,
            mastered=cited is None,
            motive="" if cited is None else MOTIVE,
            cited=() if cited is None else (cited,),
        )


def read_everything(stage: Stage, juror_id: int, candidate_id: int) -> None:
    """Say that the jury saw each element that the candidate's path asks for."""
    session = stage.session()
    for item in unread(session, session.candidate(candidate_id)):
        evidence_seen.consult(stage.desk, juror(stage, juror_id), candidate_id, item, seen=True)


def decide(stage: Stage, jurors: Collection[int], candidate_id: int, won: Mapping[str, bool] | None = None) -> None:
    """Decide and confirm by every juror: the title, or a partial success with the CCPs in `won`."""
    actor = juror(stage, next(iter(jurors)))
    awards = {bloc: AwardValue.WON if value else AwardValue.LOST for bloc, value in (won or {}).items()}
    outcome = Outcome.PASSED if won is None else Outcome.PARTIAL
    motive = "" if won is None else "Le recouvrement des créances reste à reprendre."
    deliberation.decide(stage.desk, actor, candidate_id, outcome, awards=awards, motive=motive)
    for juror_id in jurors:
        deliberation.confirm(stage.desk, juror(stage, juror_id), candidate_id)


def change_mind(stage: Stage, candidate_id: int, jurors: Collection[int]) -> None:
    """Refuse a compétence, then come back to it: what was confirmed has to be confirmed again."""
    session = stage.session()
    unit = session.units_for(session.candidate(candidate_id))[0]
    take_positions(stage, next(iter(jurors)), candidate_id, {unit.id: unit.criteria[0].id})
    take_positions(stage, next(iter(jurors)), candidate_id)


def settle() -> None:
    """Let what was asked for be laid out, then shown: a layout shows a widget that joins it one turn later."""
    QApplication.processEvents()
    QApplication.processEvents()


def said(widget: QWidget) -> str:
    """Every word that a person sees in a widget now, one label or button a line."""
    settle()
    words = []
    for child in widget.findChildren(QWidget):
        if not child.isVisibleTo(widget):
            continue
        if isinstance(child, (QLabel, QAbstractButton)):
            words.append(plain(child.text()))
        elif isinstance(child, QComboBox):
            words.append(plain(child.currentText()))
    return "\n".join(word for word in words if word)


def control(widget: QWidget, name: str) -> QPushButton:
    """The button of that object name."""
    found = widget.findChild(QPushButton, name)
    assert found is not None, f"no button {name}"
    return found
