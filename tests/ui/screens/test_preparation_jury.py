"""The Jury section of Préparation, driven by keys and clicks."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QTableView
from pytestqt.qtbot import QtBot

from app.domain.framework.terms import OralRole
from app.domain.people import MANAGER, Function, RoleAssignment
from app.services import grading, people, sessions
from app.services.grading import GridKey
from app.services.people import PersonDraft
from app.ui.bench import ScreenName, Target
from app.ui.widgets.fields import CheckField, ChoiceField
from tests.ui.hand import CTRL
from tests.ui.preparation import Preparation
from tests.ui.stage import Stage, fill, open_stage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with open_stage(tmp_path) as opened:
        yield opened


@pytest.fixture
def desk(stage: Stage, qtbot: QtBot) -> Preparation:
    return Preparation(stage, qtbot)


def test_a_juror_is_added_from_the_empty_jury(desk: Preparation, stage: Stage) -> None:
    desk.key(Qt.Key.Key_F3)
    assert "Le jury n’est pas encore composé" in desk.words()
    assert "Le jury compte 0 membre :" in desk.words()
    desk.press("add_first_juror")
    for name, text in (
        ("given_name", "Anne"),
        ("family_name", "Durand"),
        ("quality", "attachée commerciale"),
        ("habilitation", "H-0042"),
        ("habilitation_until", "30/06/2029"),
    ):
        desk.write(name, text)
    desk.key(Qt.Key.Key_Return, on=desk.find(QLineEdit, "habilitation_until"))
    person = stage.session().people[0]
    assert (person.name, person.function, person.habilitation) == ("Anne Durand", Function.JUROR, "H-0042")
    assert person.habilitation_until == dt.date(2029, 6, 30)
    assert not desk.dialog("person_dialog").isVisible()
    assert desk.rows("people") == ["Anne Durand membre du jury | H-0042 jusqu’au 30/06/2029 | à faire | Modifier"]


def test_a_person_without_name_stays_in_the_dialog(desk: Preparation, stage: Stage) -> None:
    desk.key(Qt.Key.Key_N, CTRL | SHIFT)
    desk.write("given_name", "Anne")
    desk.press("dialog_save")
    assert "Ce champ est nécessaire." in desk.words(desk.dialog("person_dialog"))
    assert not stage.session().people


def test_an_intervenant_has_no_habilitation(desk: Preparation, stage: Stage) -> None:
    desk.key(Qt.Key.Key_N, CTRL | SHIFT)
    desk.choose("function", "intervenant ponctuel")
    assert not desk.find(QLineEdit, "habilitation").isEnabled()
    desk.write("given_name", "Erin")
    desk.write("family_name", "Walsh")
    desk.press("dialog_save")
    assert stage.session().people[0].function is Function.OCCASIONAL_SPEAKER
    assert "sans objet" in desk.rows("people")[0]


def test_an_expired_habilitation_is_said(desk: Preparation, stage: Stage) -> None:
    stage.add_juror("Bruno", "Petit")
    juror_id = stage.add_juror("Anne", "Durand")
    desk.screen.show(Target(ScreenName.PREPARATION, person_id=juror_id))
    desk.key(Qt.Key.Key_Return, on=desk.find(QTableView, "people"))
    desk.write("habilitation_until", "13/12/2026")
    desk.press("dialog_save")
    assert "expirée" in desk.rows("people")[1]
    assert "Anne Durand : aucune habilitation valable le 14/12/2026" in desk.words()


def test_a_juror_is_recused_with_a_reason_and_reinstated(stage: Stage, qtbot: QtBot) -> None:
    candidates, jurors = fill(stage)
    desk = Preparation(stage, qtbot)
    desk.key(Qt.Key.Key_F3)
    desk.choose_row("people", "Bruno Petit")
    desk.key(Qt.Key.Key_R, CTRL)
    desk.choose_row("recusal_candidates", "N’DIAYE")
    desk.press("dialog_save")
    assert "Indiquez la raison en quelques mots." in desk.words(desk.dialog("recusal_dialog"))
    desk.write("reason", "ancien formateur du candidat")
    desk.press("dialog_save")
    recusal = stage.session().recusals[0]
    assert (recusal.juror_id, recusal.candidate_id) == (jurors[1], candidates[1])
    assert "ancien formateur du candidat" in desk.words()
    desk.press(f"withdraw_recusal_{candidates[1]}")
    assert not stage.session().recusals
    assert "Aucun déport" in desk.words()


def test_a_juror_of_one_jury_is_said_to_evaluate_the_candidates_of_that_jury(stage: Stage, qtbot: QtBot) -> None:
    _candidates, jurors = fill(stage)
    desk = Preparation(stage, qtbot)
    desk.key(Qt.Key.Key_F3)
    desk.choose_row("people", "Bruno Petit")
    assert "Aucun déport : évalue tous les candidats." in desk.words()
    for juror_id, number in zip(jurors, (1, 2), strict=True):
        draft = people.draft_of(stage.session().person(juror_id))
        people.change_person(stage.desk, MANAGER, juror_id, replace(draft, panel=number))
    stage.add_candidate("RIVIÈRE", "Paul", panel=1)
    desk.view.entered()
    desk.choose_row("people", "Bruno Petit")
    assert "Aucun déport : évalue les candidats du jury 2." in desk.words()


def test_a_recusal_after_grading_began_keeps_the_grid_and_says_so_first(stage: Stage, qtbot: QtBot) -> None:
    candidates, jurors = fill(stage)
    stage.welcome(candidates[0])
    juror = stage.sit(jurors[0])
    part = stage.session().parts_for(stage.session().candidate(candidates[0]))[0][1]
    grading.open_grid(stage.desk, juror, GridKey(candidates[0], part.id))
    stage.sit(None)
    desk = Preparation(stage, qtbot)
    desk.key(Qt.Key.Key_F3)
    desk.choose_row("people", "Anne Durand")
    desk.press("recuse_juror")
    assert "Ce qu’il a déjà noté est gardé et ne compte plus." in desk.words(desk.dialog("recusal_dialog"))
    desk.choose_row("recusal_candidates", "LE GOFF")
    desk.write("reason", "lien découvert ce matin")
    desk.press("dialog_save")
    session = stage.session()
    assert [(each.juror_id, each.reason) for each in session.recusals] == [(jurors[0], "lien découvert ce matin")]
    assert [grid.juror_id for grid in session.grids] == [jurors[0]]
    assert jurors[0] not in {each.id for each in session.jurors_for(session.candidate(candidates[0]))}


def test_a_declaration_on_paper_settles_what_was_asked(desk: Preparation, stage: Stage) -> None:
    stage.add_juror("Anne", "Durand")
    stage.add_juror("Bruno", "Petit", declared=False)
    desk.view.entered()
    desk.key(Qt.Key.Key_F3)
    assert "Bruno Petit n’a pas encore confirmé" in desk.words()
    desk.choose_row("people", "Bruno Petit")
    desk.press("declare_on_paper")
    assert stage.session().people[1].declared_at is not None
    assert "n’a pas encore confirmé" not in desk.words()


def test_a_forgotten_code_is_forgotten_with_a_reason_and_chosen_anew(desk: Preparation, stage: Stage) -> None:
    stage.add_juror("Anne", "Durand")
    desk.view.entered()
    desk.key(Qt.Key.Key_F3)
    desk.choose_row("people", "Anne Durand")
    assert stage.session().people[0].has_pin
    desk.press("forget_code")
    desk.press("forgotten_code_act")
    assert stage.session().people[0].has_pin, "no code is forgotten without a reason"
    desk.write("forgotten_code_line", "code mal recopié")
    desk.press("forgotten_code_act")
    anne = stage.session().people[0]
    assert not anne.has_pin
    assert anne.declared_at is not None, "the declaration stands"


def test_removing_a_person_asks_first(stage: Stage, qtbot: QtBot) -> None:
    fill(stage)
    desk = Preparation(stage, qtbot)
    desk.key(Qt.Key.Key_F3)
    desk.choose_row("people", "Bruno Petit")
    desk.key(Qt.Key.Key_Delete)
    desk.key(Qt.Key.Key_Escape, on=desk.dialog("removal_question"))
    assert len(stage.session().people) == 2
    desk.show_active()
    desk.key(Qt.Key.Key_Delete)
    desk.press("confirm_removal")
    assert [person.name for person in stage.session().people] == ["Anne Durand"]


def long_session(stage: Stage) -> None:
    """Let the session last three days."""
    sessions.change_sheet(stage.desk, MANAGER, replace(stage.session().sheet, ends_on=dt.date(2026, 12, 16)))


def test_a_juror_comes_on_some_days_in_one_jury_with_a_part_in_the_oral(stage: Stage, qtbot: QtBot) -> None:
    long_session(stage)
    stage.add_juror("Anne", "Durand")
    desk = Preparation(stage, qtbot)
    desk.key(Qt.Key.Key_F3)
    desk.key(Qt.Key.Key_Return, on=desk.choose_row("people", "Anne Durand"))
    dialog = desk.dialog("person_dialog")
    assert "lundi 14/12/2026" in desk.find(CheckField, "day_0").text()
    desk.find(CheckField, "day_1").setChecked(False)
    desk.choose("panel", "Jury 2")
    part = next(part for _modality, part in stage.session().type.parts() if part.roles)
    desk.choose(f"role_{part.id}", "Observateur")
    assert "Il utilise ou a utilisé régulièrement l’anglais dans son métier." in desk.words(dialog)
    desk.key(Qt.Key.Key_Return, CTRL, on=dialog)
    session = stage.reopen()
    anne = session.people[0]
    assert anne.days == (dt.date(2026, 12, 14), dt.date(2026, 12, 16))
    assert anne.panel == 2
    assert session.roles == (RoleAssignment(anne.id, part.id, OralRole.OBSERVER),)
    assert "membre du jury · jury 2" in desk.rows("people")[0]
    words = desk.words()
    assert "Présence : 14/12, 16/12." in words
    assert f"{part.label} : observateur." in words


def test_somebody_is_there_one_day_at_least(stage: Stage, qtbot: QtBot) -> None:
    long_session(stage)
    stage.add_juror("Anne", "Durand")
    desk = Preparation(stage, qtbot)
    desk.key(Qt.Key.Key_F3)
    desk.key(Qt.Key.Key_Return, on=desk.choose_row("people", "Anne Durand"))
    for number in range(3):
        desk.find(CheckField, f"day_{number}").setChecked(False)
    desk.press("dialog_save")
    assert "Cochez au moins un jour de présence." in desk.words(desk.dialog("person_dialog"))
    assert stage.session().people[0].days is None


def test_an_intervenant_plays_the_part_left_to_those_outside_the_jury(stage: Stage, qtbot: QtBot) -> None:
    desk = Preparation(stage, qtbot)
    desk.key(Qt.Key.Key_N, CTRL | SHIFT)
    part = next(part for _modality, part in stage.session().type.parts() if part.roles)
    role = desk.find(ChoiceField, f"role_{part.id}")
    assert [role.itemText(place) for place in range(role.count())] == ["Aucun", "Interlocuteur", "Observateur"]
    desk.choose("function", "intervenant ponctuel")
    assert [role.itemText(place) for place in range(role.count())] == ["Aucun", "Intervenant ponctuel"]
    desk.choose(f"role_{part.id}", "Intervenant ponctuel")
    desk.write("given_name", "Erin")
    desk.write("family_name", "Walsh")
    desk.press("dialog_save")
    session = stage.reopen()
    assert session.roles == (RoleAssignment(session.people[0].id, part.id, OralRole.OCCASIONAL_SPEAKER),)


def test_a_composition_is_filled_seat_by_seat(tmp_path: Path, qtbot: QtBot) -> None:
    with open_stage(tmp_path, "ifocop-ac", "bloc1") as stage:
        desk = Preparation(stage, qtbot)
        desk.key(Qt.Key.Key_N, CTRL | SHIFT)
        desk.write("given_name", "Anne")
        desk.write("family_name", "Durand")
        desk.choose("seat", "Membre de l’Institut (1)")
        desk.choose("is_external", "Non")
        desk.choose("is_qualified", "Oui")
        desk.press("dialog_save")
        anne = stage.reopen().people[0]
        assert (anne.seat, anne.is_external, anne.is_qualified) == ("Membre de l’Institut", False, True)


def test_a_seat_that_the_composition_does_not_name_is_kept(tmp_path: Path, qtbot: QtBot) -> None:
    with open_stage(tmp_path, "ifocop-ac", "bloc1") as stage:
        people.add_person(stage.desk, MANAGER, PersonDraft(Function.JUROR, "Durand", "Anne", seat="Invitée"))
        desk = Preparation(stage, qtbot)
        desk.key(Qt.Key.Key_F3)
        desk.key(Qt.Key.Key_Return, on=desk.choose_row("people", "Anne Durand"))
        desk.write("employer", "Armor")
        desk.press("dialog_save")
        anne = stage.reopen().people[0]
        assert (anne.seat, anne.employer) == ("Invitée", "Armor")


def test_changing_one_thing_keeps_the_rest_of_the_file(stage: Stage, qtbot: QtBot) -> None:
    long_session(stage)
    part = next(part for _modality, part in stage.session().type.parts() if part.roles)
    draft = PersonDraft(
        Function.JUROR,
        "Durand",
        "Anne",
        "attachée",
        "Boréal",
        "H-0042",
        dt.date(2029, 6, 30),
        uses_english=True,
        days=(dt.date(2026, 12, 15),),
        panel=1,
        seat="Professionnel",
        is_external=True,
        is_qualified=False,
    )
    people.add_person(stage.desk, MANAGER, draft, {part.id: OralRole.INTERLOCUTOR})
    desk = Preparation(stage, qtbot)
    desk.key(Qt.Key.Key_F3)
    desk.key(Qt.Key.Key_Return, on=desk.choose_row("people", "Anne Durand"))
    desk.write("employer", "Armor")
    desk.press("dialog_save")
    session = stage.reopen()
    assert people.draft_of(session.people[0]) == replace(draft, employer="Armor")
    assert session.roles == (RoleAssignment(session.people[0].id, part.id, OralRole.INTERLOCUTOR),)


def test_quorum_and_composition_are_said_kept_or_not(tmp_path: Path, qtbot: QtBot) -> None:
    with open_stage(tmp_path, "ifocop-ac", "bloc1") as stage:
        institute, professional = (member.quality for member in stage.session().framework.jury.composition)
        for name, seat in (("Durand", institute), ("Petit", professional)):
            people.add_person(stage.desk, MANAGER, PersonDraft(Function.JUROR, name, "Anne", seat=seat))
        desk = Preparation(stage, qtbot)
        desk.key(Qt.Key.Key_F3)
        words = desk.words()
        assert "✗ 2 jurés, quorum de 3" in words
        assert f"✓ {institute} : 1 sur 1" in words
        assert f"✗ {professional} : 1 sur 2" in words
        draft = PersonDraft(Function.JUROR, "Le Bihan", "Yann", seat=professional)
        people.add_person(stage.desk, MANAGER, draft)
        desk.view.entered()
        assert "✓ 3 jurés, quorum de 3" in desk.words()
        assert f"✓ {professional} : 2 sur 2" in desk.words()
