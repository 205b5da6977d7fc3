"""A window with every shared widget in it, filled as the screens fill them; invented names only."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.actions import Act, make_action
from app.ui.messages import Messages
from app.ui.screen import Header, HeaderAct, ScreenEntry, ScreenView
from app.ui.shell import Shell
from app.ui.tasks import TaskRunner
from app.ui.theme import look
from app.ui.tokens import Tone
from app.ui.widgets.button import Button, ButtonRank
from app.ui.widgets.card import Card, EmptyState, KeyHints, StatFigure
from app.ui.widgets.chip import SIGN_CURRENT, SIGN_DIVERGENCE, SIGN_NO, SIGN_YES, Chip, ChipText
from app.ui.widgets.choice_bar import Choice, ChoiceBar
from app.ui.widgets.data_table import DataTable
from app.ui.widgets.flow_row import FlowRow
from app.ui.widgets.form import FormBuilder
from app.ui.widgets.lines import FactLine, PassphraseField
from app.ui.widgets.option_cards import Option, OptionCards, Step, StepList, StepState
from app.ui.widgets.rows_model import Cell, Column, RowAct
from app.ui.widgets.timer_ring import TimerFace, TimerRing, TimerState
from app.ui.widgets.words import Divider, Rank, Words

VALUES = (
    Choice("oui", "Oui", Tone.YES, SIGN_YES),
    Choice("non", "Non", Tone.NO, SIGN_NO),
    Choice("non_observe", "Non observé", Tone.NEUTRAL, "–"),
)


@dataclass(frozen=True)
class Person:
    hour: str
    name: str
    number: str
    route: str
    steps: tuple[ChipText, ...]
    act: str
    note: tuple[ChipText, ...] = ()


def step_chips(done: int, current: bool = False) -> tuple[ChipText, ...]:
    chips = []
    for place, word in enumerate(("Écrit", "Oral", "ET", "QAP", "EF")):
        if place < done:
            chips.append(ChipText(word, Tone.YES, SIGN_YES))
        elif place == done and current:
            chips.append(ChipText(word, Tone.ACCENT, SIGN_CURRENT, outlined=True))
        else:
            chips.append(ChipText(word))
    return tuple(chips)


PEOPLE = (
    Person("08:30", "LE GOFF Élodie", "2616810", "Formation", step_chips(2, True), "Reprendre l’entretien technique"),
    Person("09:45", "N’DIAYE Souleymane", "2616811", "VAE", step_chips(2), "Commencer l’entretien technique"),
    Person(
        "11:00",
        "DE LA FONTAINE-MÜLLER Chloé",
        "2616812",
        "Formation",
        step_chips(1),
        "Lire l’aménagement",
        (ChipText("tiers temps", Tone.NEUTRAL),),
    ),
    Person("13:30", "ÖZTÜRK İbrahim", "2616813", "Formation", step_chips(1), "Commencer la mise en situation"),
    Person("16:00", "O’CONNOR Jean-Loup", "2616815", "Formation", (ChipText("absent", Tone.NO, SIGN_NO),), "Voir"),
)

DAY_COLUMNS: tuple[Column[Person], ...] = (
    Column("Heure", lambda row: Cell(row.hour, strong=True)),
    Column("Candidat", lambda row: Cell(row.name, row.number, row.note, strong=True), weight=1),
    Column("Voie d’accès", lambda row: row.route),
    Column("Modalités", lambda row: Cell(chips=row.steps)),
)


def row_act(row: Person) -> RowAct:
    return RowAct(row.act, "Le candidat est absent." if row.act == "Voir" else "")


def page(view: QWidget) -> QVBoxLayout:
    step = look().metrics.step
    column = QVBoxLayout(view)
    column.setContentsMargins(6 * step, 5 * step, 6 * step, 5 * step)
    column.setSpacing(4 * step)
    return column


class DayPage(ScreenView):
    def __init__(self) -> None:
        super().__init__("Lundi 14 décembre 2026")
        incident = make_action(Act.REPORT_INCIDENT, self, self.update)
        second = "Session titre · Assistant commercial · 26-29-004512"
        self.set_header(Header(self.header.title, second, (HeaderAct(incident),)))
        column = page(self)
        figures = FlowRow(gap_steps=3)
        for figure, words in (
            ("6", "candidats"),
            ("5", "présents"),
            ("1", "absent"),
            ("4 min", "de retard sur le planning"),
            ("17:40", "fin prévue"),
        ):
            figures.add(StatFigure(figure, words))
        column.addWidget(figures)
        card = Card(flush=True)
        self.table: DataTable[Person] = DataTable(
            "Candidats du jour",
            DAY_COLUMNS,
            key=lambda row: row.number,
            row_act=row_act,
            act_title="Étape suivante",
            roomy=True,
        )
        self.table.set_rows(PEOPLE)
        card.body.addWidget(self.table)
        column.addWidget(card, 1)
        hints = (("Up Down", "candidat"), ("Return", "étape suivante"), ("I", "incident"), ("F9", "masquer l’écran"))
        column.addWidget(KeyHints(hints))


class GradingPage(ScreenView):
    def __init__(self) -> None:
        super().__init__("LE GOFF Élodie")
        unlock = make_action(Act.UNLOCK_GRID, self, self.update)
        finish = make_action(Act.LOCK_GRID, self, self.update)
        acts = (HeaderAct(unlock), HeaderAct(finish, primary=True))
        self.set_header(Header(self.header.title, "n° 2616810 · Formation", acts, "Journée"))
        step = look().metrics.step
        line = QHBoxLayout()
        line.setSpacing(4 * step)
        page(self).addLayout(line)
        line.addLayout(self._left(), 3)
        line.addLayout(self._middle(), 10)
        line.addLayout(self._right(), 4)

    def _left(self) -> QVBoxLayout:
        column = QVBoxLayout()
        self.steps: StepList[str] = StepList("Modalités")
        self.steps.show_steps(
            (
                Step("msp_e", "Mise en situation écrite", "2 h 30", StepState.DONE),
                Step("msp_o", "Mise en situation orale", "30 min", StepState.DONE),
                Step("et", "Entretien technique", "10 min", StepState.CURRENT),
                Step("qap", "Questionnement à partir de productions", "45 min"),
                Step("ef", "Entretien final", "15 min"),
            )
        )
        column.addWidget(self.steps)
        column.addStretch(1)
        for words, chip in (("Dossier professionnel", "vu"), ("Livret ECF", "satisfait")):
            column.addWidget(FlowRow((Words(words, Rank.SECOND), Chip(chip, Tone.YES)), gap_steps=1))
        return column

    def _middle(self) -> QVBoxLayout:
        step = look().metrics.step
        column = QVBoxLayout()
        column.setSpacing(3 * step)
        card = Card("Réaliser des actions de fidélisation de la clientèle", "3 critères sur 5", flush=True)
        criteria = (
            ("L’expérience client est prise en compte", "oui"),
            ("Le RGPD est pris en compte", "non"),
            ("Le choix des informations répond à l’objectif fixé", "oui"),
            ("Le choix du format de diffusion correspond à l’objectif fixé", None),
            ("Le format de diffusion correspond à la cible", "non_observe"),
        )
        self.bars = []
        for number, (words, value) in enumerate(criteria, 1):
            row = QHBoxLayout()
            row.setContentsMargins(4 * step, 2 * step, 4 * step, 2 * step)
            row.setSpacing(4 * step)
            row.addWidget(Words(str(number), Rank.SMALL_STRONG))
            row.addWidget(Words(words, wrap=True), 1)
            bar = ChoiceBar(words, VALUES)
            bar.set_value(value)
            self.bars.append(bar)
            row.addWidget(bar)
            card.body.addLayout(row)
            if number < len(criteria):
                card.body.addWidget(Divider())
        column.addWidget(card)
        facts = Card("Faits observés", "horodatés, rattachés ensuite aux critères")
        for hour, words, chip, tone in (
            ("10:27", "Cite la segmentation du CRM pour choisir la cible", "critère 3", Tone.ACCENT),
            ("10:31", "Reformule la demande du jury avant de répondre", "à rattacher", Tone.WARNING),
        ):
            row = QHBoxLayout()
            row.addWidget(Words(hour, Rank.SECOND))
            row.addWidget(Words(words, wrap=True), 1)
            row.addWidget(Chip(chip, tone))
            facts.body.addLayout(row)
        facts.body.addStretch(1)
        self.fact = FactLine("Noter un fait", "Noter un fait…", (("F", "fait"), ("Return", "horodater")))
        facts.body.addWidget(self.fact)
        column.addWidget(facts, 1)
        return column

    def _right(self) -> QVBoxLayout:
        step = look().metrics.step
        column = QVBoxLayout()
        column.setSpacing(3 * step)
        card = Card()
        title = Words("Questions du jury", Rank.STRONG)
        title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        card.body.addWidget(title)
        self.ring = TimerRing()
        self.ring.show_face(TimerFace(TimerState.RUNNING, elapsed_s=138, planned_s=600))
        card.body.addWidget(self.ring)
        buttons = QHBoxLayout()
        for act in (Act.PAUSE, Act.FINISH):
            buttons.addWidget(Button.of_action(make_action(act, self, self.update)))
        card.body.addLayout(buttons)
        words = Words("débuté à 10:25:11 · fin prévue 10:35", Rank.SECOND, wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        card.body.addWidget(words)
        column.addWidget(card)
        missing = Card("Il manque")
        missing.body.addWidget(Words("critère 4\nun fait à rattacher", Rank.SECOND, wrap=True))
        lock = Button("Verrouiller ma grille", tall=True)
        lock.set_refusal("Il manque le critère 4.")
        missing.body.addWidget(lock)
        column.addWidget(missing)
        column.addStretch(1)
        hints = (("1", "oui"), ("2", "non"), ("3", "non observé"), ("Up Down", "critère"), ("Ctrl+Z", "annuler"))
        column.addWidget(KeyHints(hints))
        return column


class DecisionPage(ScreenView):
    def __init__(self) -> None:
        super().__init__("N’DIAYE Souleymane")
        self.set_header(Header(self.header.title, "2 sur 5 · huis clos"))
        step = look().metrics.step
        line = QHBoxLayout()
        line.setSpacing(4 * step)
        page(self).addLayout(line)
        left = Card("1 divergence à examiner", flush=True)
        left.add_beside_title(Chip("change l’issue du CCP 1", Tone.WARNING, SIGN_DIVERGENCE))
        left.add_beside_title(Button("Toutes les compétences", keys="C"))
        rows = (
            ("L’encours de règlement d’un client est vérifié avant l’enregistrement d’une nouvelle commande", 1),
            ("La procédure de recouvrement des créances est respectée", 0),
            ("Le niveau de délégation est respecté", 0),
        )
        columns: tuple[Column[tuple[str, int]], ...] = (
            Column(
                "Compétence et critères",
                lambda row: Cell(row[0], "règle 26 · choix de l’outil", stacked=True),
                3,
                wrap=True,
            ),
            Column("A. Durand", lambda row: Cell(chips=(self._mark(row[1] == 0),))),
            Column("B. Petit", lambda _: Cell(chips=(self._mark(True),))),
            Column("Faits", lambda row: "« encours consulté après la saisie » 15:12" if row[1] else "", 2, wrap=True),
        )
        self.table: DataTable[tuple[str, int]] = DataTable(
            "Divergences", columns, key=lambda row: row[0], filter_name="Chercher un critère"
        )
        self.table.set_rows(rows)
        left.body.addWidget(self.table)
        line.addWidget(left, 5)
        right = QVBoxLayout()
        right.setSpacing(3 * step)
        decision = Card("Décision")
        self.options: OptionCards[str] = OptionCards("Décision")
        self.options.show_options(
            (
                Option("reussite", "Réussite", refusal="Un CCP n’est pas obtenu."),
                Option("partielle", "Réussite partielle", "CCP 1 obtenu · CCP 2 non obtenu"),
                Option("echec", "Échec"),
            ),
            "partielle",
        )
        decision.body.addWidget(self.options)
        right.addWidget(decision)
        right.addWidget(Button("Candidat suivant", ButtonRank.PRIMARY, keys="Ctrl+Return", tall=True))
        empty = EmptyState("Aucun incident", "Les incidents de la journée paraîtront ici.", drawing="flag")
        right.addWidget(empty)
        right.addStretch(1)
        line.addLayout(right, 2)

    def _mark(self, reached: bool) -> ChipText:
        return ChipText("Oui", Tone.YES, SIGN_YES) if reached else ChipText("Non", Tone.NO, SIGN_NO)


class FormPage(ScreenView):
    def __init__(self) -> None:
        super().__init__("Préparation")
        self.set_header(Header(self.header.title, "Fiche du candidat"))
        column = page(self)
        card = Card()
        builder = FormBuilder(columns=2)
        builder.section("Identité")
        builder.text("nom", "Nom de naissance", required=True)
        builder.text("prenom", "Prénom", required=True)
        builder.date("naissance", "Date de naissance", help_words="Comme sur la pièce d’identité.")
        builder.time("heure", "Heure de passage")
        builder.section("Parcours")
        builder.choice("voie", "Voie d’accès", (("formation", "Formation"), ("vae", "VAE")))
        builder.read_only("numero", "Identifiant")
        builder.check("dp", "Dossier professionnel fourni")
        self.form = builder.build()
        self.form.set_values({"nom": "LE GOFF", "numero": "2616810", "dp": True})
        card.body.addWidget(self.form)
        column.addWidget(card)
        self.passphrase = PassphraseField()
        self.passphrase.line.setText("corail lanterne pivot marais tulipe")
        column.addWidget(self.passphrase)
        chips = FlowRow()
        for tone, sign in (
            (Tone.YES, SIGN_YES),
            (Tone.NO, SIGN_NO),
            (Tone.WARNING, "!"),
            (Tone.NEUTRAL, ""),
            (Tone.ACCENT, SIGN_CURRENT),
        ):
            chips.add(Chip(tone.value, tone, sign))
        for rank in ButtonRank:
            chips.add(Button(rank.value.capitalize(), rank, drawing="pencil"))
        column.addWidget(chips)
        rings = FlowRow()
        for face in faces():
            ring = TimerRing()
            ring.show_face(face)
            rings.add(ring)
        column.addWidget(rings)
        column.addStretch(1)


def faces() -> Iterator[TimerFace]:
    yield TimerFace(TimerState.WAITING, planned_s=600)
    yield TimerFace(TimerState.RUNNING, elapsed_s=138, planned_s=600)
    yield TimerFace(TimerState.PAUSED, elapsed_s=300, planned_s=600)
    yield TimerFace(TimerState.RUNNING, elapsed_s=672, planned_s=600)
    yield TimerFace(TimerState.RUNNING, elapsed_s=4000)


def gallery(messages: Messages, runner: TaskRunner) -> Shell:
    shell = Shell(messages, runner)
    shell.register(ScreenEntry("preparation", Act.GO_PREPARATION), FormPage())
    shell.register(ScreenEntry("journee", Act.GO_DAY), DayPage())
    shell.register(ScreenEntry("evaluation", Act.GO_GRADING), GradingPage())
    shell.register(ScreenEntry("deliberation", Act.GO_DELIBERATION), DecisionPage())
    shell.register(ScreenEntry("cloture", Act.GO_CLOSING), EmptyPage("Clôture"))
    shell.register(ScreenEntry("controles", Act.GO_CHECKS), EmptyPage("Contrôles"))
    shell.set_badge("controles", 2)
    shell.set_refusal("cloture", "La délibération n’est pas finie.")
    shell.set_person("A. Durand", "jurée · Clé USB à jour 10:31")
    shell.set_saved(datetime(2026, 12, 14, 10, 32, 5))  # noqa: DTZ001 - the wall clock of the room
    return shell


class EmptyPage(ScreenView):
    def __init__(self, title: str) -> None:
        super().__init__(title)
        page(self).addWidget(EmptyState("Rien à montrer", "Cette partie attend la fin de la journée."))
