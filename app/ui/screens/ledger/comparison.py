"""The versions of one grid side by side, for its author alone: where and when each was locked, and what differs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLineEdit, QRadioButton, QScrollArea, QSizePolicy, QWidget

from app.domain.framework.content import Criterion
from app.domain.grading import Grid
from app.domain.merging import GridId
from app.ui.theme import look
from app.ui.widgets.question import Question
from app.ui.widgets.words import Rank, Words

_CONSEQUENCES = (
    "La version gardée est celle que lit le jury.",
    "L’autre reste dans le fichier, lisible, avec votre raison ; elle ne compte plus.",
    "Un paquet qui la rapporterait ne rouvre pas la question.",
)
_WIDE_STEPS = 190


@dataclass(frozen=True, slots=True)
class VersionShown:
    """One version: what it is called, and the digest that is kept with it."""

    digest: str
    words: str


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that is not the same in every version: what, then how each has it."""

    what: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The versions of one grid and everything that tells them apart."""

    key: GridId
    title: str
    versions: tuple[VersionShown, ...]
    differences: tuple[Difference, ...]


def version_words(machine: str, grid: Grid) -> str:
    """« reçue du poste b, verrouillée le 12/05 à 10:32, corrigée (relu) », « ici, encore ouverte ».

    `machine` is empty for a version written on this laptop.
    """
    locked = grid.locked_at
    words = [f"reçue du poste {machine}" if machine else "ici"]
    words.append(f"verrouillée le {locked.astimezone():%d/%m à %H:%M}" if locked is not None else "encore ouverte")
    words += [f"corrigée ({grid.corrections[-1].reason})"] if grid.corrections else []
    return ", ".join(words)


def differences(grids: Sequence[Grid], criteria: Sequence[Criterion]) -> tuple[Difference, ...]:
    """What these grids do not say alike: answers first, in the order of the grid, then facts and the appreciation."""
    found = []
    for number, criterion in enumerate(criteria, start=1):
        found.append(Difference(f"{number}. {criterion.label}", tuple(_answer(grid, criterion.id) for grid in grids)))
    found.append(Difference("Faits notés", tuple(_facts(grid) for grid in grids)))
    found.append(Difference("Appréciation", tuple(grid.appreciation.strip() or "–" for grid in grids)))
    found.append(Difference("Diapositives vues", tuple(_counted(grid.slides) for grid in grids)))
    return tuple(each for each in found if len(set(each.values)) > 1)


def _answer(grid: Grid, criterion_id: str) -> str:
    mark = grid.marks.get(criterion_id)
    if mark is None:
        return "sans réponse"
    return f"{mark.value.label} ({mark.word})" if mark.word else mark.value.label


def _facts(grid: Grid) -> str:
    return "\n".join(f"{fact.at:%H:%M} {fact.text}" for fact in grid.facts) or "–"


def _counted(slides: Iterable[int]) -> str:
    return ", ".join(str(slide + 1) for slide in sorted(slides)) or "–"


class VersionQuestion(Question):
    """Asks which version is kept, and why; none is proposed, Escape leaves everything as it is."""

    chosen = Signal(str, str)

    def __init__(self, comparison: Comparison, parent: QWidget | None = None) -> None:
        super().__init__("version_question", "Choisir une version", "Garder cette version", parent)
        step = look().metrics.step
        self.setMinimumWidth(min(_WIDE_STEPS * step, self.screen().availableGeometry().width() - 12 * step))
        self.body.addWidget(Words(comparison.title, Rank.STRONG, wrap=True))
        if comparison.differences:
            self.body.addWidget(_side_by_side(comparison))
        else:
            self.body.addWidget(Words("Les réponses, les faits et l’appréciation sont les mêmes.", wrap=True))
        self._choices: Mapping[str, QRadioButton] = {
            version.digest: self._choice(place, version) for place, version in enumerate(comparison.versions, start=1)
        }
        self.reason = QLineEdit()
        self.reason.setObjectName("version_reason")
        self.reason.setAccessibleName("Raison")
        self.reason.setPlaceholderText("par exemple : l’autre était un essai")
        caption = Words("Raison", Rank.SMALL_STRONG)
        caption.setBuddy(self.reason)
        for widget in (caption, self.reason, *(Words(f"• {each}", Rank.SECOND, wrap=True) for each in _CONSEQUENCES)):
            self.body.addWidget(widget)
        next(iter(self._choices.values())).setFocus(Qt.FocusReason.OtherFocusReason)
        self.accepted.connect(self._on_accepted)

    def missing(self) -> str:
        """A version and a reason are needed."""
        if self._digest() is None:
            return "Dites laquelle de ces versions vous gardez."
        return "" if self.reason.text().strip() else "Écrivez la raison en quelques mots."

    def _digest(self) -> str | None:
        return next((digest for digest, choice in self._choices.items() if choice.isChecked()), None)

    def _choice(self, place: int, version: VersionShown) -> QRadioButton:
        choice = QRadioButton(f"Garder la version {place}")
        choice.setAccessibleDescription(version.words)
        choice.setAutoExclusive(True)
        choice.setObjectName(f"version_{place}")
        choice.toggled.connect(self._on_chosen)
        self.body.addWidget(choice)
        told = Words(version.words, Rank.SECOND, wrap=True)
        told.setContentsMargins(8 * look().metrics.step, 0, 0, 0)
        self.body.addWidget(told)
        return choice

    @Slot()
    def _on_chosen(self) -> None:
        """What was wanted is said: the sentence that asked for it goes."""
        self.refuse("")

    def _on_accepted(self) -> None:
        digest = self._digest()
        if digest is not None:
            self.chosen.emit(digest, self.reason.text().strip())


def _side_by_side(comparison: Comparison) -> QScrollArea:
    """One line per difference, one column per version; it takes the keyboard, and arrows scroll it."""
    step = look().metrics.step
    inside = QWidget()
    lines = QGridLayout(inside)
    lines.setContentsMargins(0, 0, 2 * step, 0)
    lines.setHorizontalSpacing(4 * step)
    lines.setVerticalSpacing(2 * step)
    heads = ("Ce qui diffère", *(f"Version {place}" for place in range(1, len(comparison.versions) + 1)))
    rows = [(head, Rank.SMALL_STRONG) for head in heads]
    rows += [(text, Rank.BODY) for each in comparison.differences for text in (each.what, *each.values)]
    for place, (text, rank) in enumerate(rows):
        words = Words(text, rank, wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignTop)
        lines.addWidget(words, place // len(heads), place % len(heads))
    for column in range(len(heads)):
        lines.setColumnStretch(column, 2 if column == 0 else 1)
    lines.setRowStretch(lines.rowCount(), 1)
    area = QScrollArea()
    area.setObjectName("version_differences")
    area.setAccessibleName("Ce qui diffère")
    area.setWidgetResizable(True)
    area.setWidget(inside)
    inside.setAutoFillBackground(False)
    area.viewport().setAutoFillBackground(False)
    area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)  # few differences leave no blank
    area.setMinimumHeight(min(45 * step, inside.sizeHint().height()))
    return area
