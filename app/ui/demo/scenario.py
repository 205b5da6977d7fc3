"""What happens on the demonstration's day: presences, answers, facts, positions and decisions, read from a file."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.domain.answer import Answer
from app.domain.decision import AwardValue, Outcome
from app.domain.framework.model import Framework
from app.domain.framework.scale import MarkingScale
from app.domain.framework.sitting_plan import Part
from app.domain.grading import Unit, units_of_part, units_of_session
from app.services.demonstration import DemoMaterial, material

DAY_FILE = "journee.json"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why the jury finds a unit not mastered."""

    criteria: tuple[str, ...]
    motive: str


@dataclass(frozen=True, slots=True)
class DemoFact:
    """A fact that a juror notes on the grid which holds this critère."""

    criterion_id: str
    text: str


@dataclass(frozen=True, slots=True)
class JurorView:
    """One juror's answers that are not « Oui », words, facts, and the appreciation of the entretien final."""

    answers: Mapping[str, Answer]
    words: Mapping[str, str]
    facts: tuple[DemoFact, ...]
    appreciation: str


@dataclass(frozen=True, slots=True)
class DemoCandidate:
    """One candidate's day; `document` and `absence` are the figures pressed at the door."""

    number: str
    document: int | None
    absence: int | None
    held: frozenset[str] = frozenset()
    views: tuple[JurorView, ...] = ()
    refusals: Mapping[str, Refusal] = field(default_factory=dict)
    outcome: Outcome = Outcome.ABSENT
    awards: Mapping[str, AwardValue] = field(default_factory=dict)
    motive: str = ""


@dataclass(frozen=True, slots=True)
class Scenario:
    """The whole day."""

    demo: DemoMaterial
    framework: Framework
    day: dt.date
    incident_number: str
    incident: str
    candidates: tuple[DemoCandidate, ...]

    @property
    def present(self) -> tuple[DemoCandidate, ...]:
        """Those who sit."""
        return tuple(candidate for candidate in self.candidates if candidate.document is not None)

    def parts(self) -> tuple[Part, ...]:
        """The parts of the session, in order."""
        session_type = self.framework.session_type(self.demo.session_type_id)
        return tuple(part for _modality, part in session_type.parts())

    def grid_units(self, candidate: DemoCandidate, part: Part) -> tuple[Unit, ...] | None:
        """What a candidate's grid of this part shows; None when every unit of it is held already."""
        units = units_of_part(self.framework, part)
        shown = tuple(unit for unit in units if unit.bloc_id not in candidate.held)
        return shown if shown or not units else None

    def decided_units(self, candidate: DemoCandidate) -> tuple[Unit, ...]:
        """What the jury takes position on."""
        session_type = self.framework.session_type(self.demo.session_type_id)
        units = units_of_session(self.framework, session_type)
        return tuple(unit for unit in units if unit.bloc_id not in candidate.held)


def read_scenario(folder: Path, framework: Framework) -> Scenario:
    """Read the day that ships with the program."""
    content = json.loads((folder / DAY_FILE).read_text(encoding="utf-8"))
    return Scenario(
        demo=material(folder),
        framework=framework,
        day=dt.date.fromisoformat(content["jour"]),
        incident_number=content["incident"]["numero"],
        incident=content["incident"]["texte"],
        candidates=tuple(_candidate(entry) for entry in content["candidats"]),
    )


def _candidate(entry: Mapping[str, Any]) -> DemoCandidate:
    if "absence" in entry:
        return DemoCandidate(entry["numero"], None, entry["absence"])
    jurors = range(len(entry["reponses"]))
    return DemoCandidate(
        number=entry["numero"],
        document=entry["piece"],
        absence=None,
        held=frozenset(entry.get("acquis", ())),
        views=tuple(_view(entry, juror) for juror in jurors),
        refusals={unit: Refusal(tuple(one["criteres"]), one["motif"]) for unit, one in entry["refus"].items()},
        outcome=Outcome(entry["decision"]),
        awards={bloc: AwardValue(value) for bloc, value in entry.get("ccp", {}).items()},
        motive=entry.get("motif", ""),
    )


def _view(entry: Mapping[str, Any], juror: int) -> JurorView:
    words = entry.get("mots", [{}] * len(entry["reponses"]))[juror]
    return JurorView(
        answers={criterion: MarkingScale().answer(value) for criterion, value in entry["reponses"][juror].items()},
        words=words,
        facts=tuple(DemoFact(fact["critere"], fact["texte"]) for fact in entry["faits"][juror]),
        appreciation=entry["entretien"][juror],
    )
