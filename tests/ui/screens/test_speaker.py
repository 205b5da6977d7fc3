"""The intervenant's screen: the candidate's name, the role, the time; nothing to press, nothing of any grid."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from app.domain.people import MANAGER, Actor, Function
from app.services import people, timing
from app.services.people import PersonDraft
from app.ui.screens.speaker import SpeakerScreen
from app.ui.theme import Scheme, apply_theme
from app.ui.widgets.timer_ring import TimerRing
from tests.ui.stage import Stage, fill, open_stage

ORAL = "oral"


class Seat:
    """Jane, who plays the English visitor, in front of her screen."""

    def __init__(self, stage: Stage, screen: SpeakerScreen, elodie: int, anne: int) -> None:
        self.stage, self.screen, self.elodie = stage, screen, elodie
        self.anne = Actor(anne, "Anne Durand")

    def look(self) -> str:
        self.screen.view.entered()
        QApplication.processEvents()
        labels = [label for label in self.screen.view.findChildren(QLabel) if label.isVisibleTo(self.screen.view)]
        header = self.screen.view.header
        return " | ".join([header.title, header.second, *(" ".join(label.text().split()) for label in labels)])

    @property
    def ring(self) -> TimerRing:
        found = self.screen.view.findChild(TimerRing, "speaker_timer")
        assert isinstance(found, TimerRing)
        return found


@pytest.fixture
def seat(qtbot: QtBot, tmp_path: Path) -> Iterator[Seat]:
    apply_theme(Scheme.LIGHT)
    with open_stage(tmp_path) as stage:
        candidates, jurors = fill(stage)
        stage.welcome(candidates[0])
        jane = people.add_person(
            stage.desk, MANAGER, PersonDraft(Function.OCCASIONAL_SPEAKER, "Ashby", "Jane", "traductrice")
        )
        stage.sit(jane)
        screen = SpeakerScreen(stage)
        qtbot.addWidget(screen.view)
        screen.view.resize(1366, 768)
        screen.view.show()
        yield Seat(stage, screen, candidates[0], jurors[0])
        screen.view.left()
        screen.forget()


def test_before_the_oral_the_role_waits_for_its_candidate(seat: Seat) -> None:
    words = seat.look()

    assert "En attente du candidat" in words
    assert "Intervenant ponctuel · Mise en situation orale" in words
    assert "Vous jouez en anglais." in words
    assert "Il ne prend aucune part à l’évaluation." in words
    assert "LE GOFF" not in words
    assert not seat.ring.isVisible()


def test_during_the_oral_the_name_and_the_time_stand_there_and_nothing_else(seat: Seat) -> None:
    timing.start(seat.stage.desk, seat.anne, seat.elodie, ORAL, "écrit déjà passé")
    timing.end(seat.stage.desk, seat.anne, seat.elodie, ORAL)
    timing.start(seat.stage.desk, seat.anne, seat.elodie, ORAL)
    seat.stage.clock.advance(dt.timedelta(minutes=4))
    words = seat.look()

    assert words.startswith("LE GOFF Élodie |")
    assert "Accueil en français" in words
    assert seat.ring.face.big == "06:00"
    session = seat.stage.session()
    hidden = ["261681", "Formation", "critère", *(each.name for each in session.jurors)]
    assert [word for word in hidden if word in words] == []
    controls = [*seat.screen.view.findChildren(QAbstractButton), *seat.screen.view.findChildren(QLineEdit)]
    assert [control.objectName() for control in controls if control.isVisible()] == []


def test_the_screen_forgets_the_candidate(seat: Seat) -> None:
    timing.start(seat.stage.desk, seat.anne, seat.elodie, ORAL, "écrit déjà passé")
    assert "LE GOFF" in seat.look()

    seat.screen.view.left()
    seat.screen.forget()

    assert "LE GOFF" not in seat.screen.view.header.title
    assert [label.text() for label in seat.screen.view.findChildren(QLabel) if "LE GOFF" in label.text()] == []
