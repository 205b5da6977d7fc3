"""What is certified: blocs, compétences, critères, and the transversal compétences assessed through them."""

from pydantic import Field

from app.domain.framework.entry import Entry, Noted


class Criterion(Noted):
    """One critère d'évaluation, with the indicateurs that make it observable."""

    id: str
    number: int = Field(ge=1)
    label: str = Field(min_length=1)
    indicators: tuple[str, ...] = ()


class Activity(Noted):
    """A group of tasks inside a bloc, as the référentiel d'activités names them."""

    id: str
    label: str = Field(min_length=1)
    tasks: tuple[str, ...] = ()


class Skill(Noted):
    """One compétence; its critères are empty when the référentiel attaches them to the bloc."""

    id: str
    number: str
    label: str = Field(min_length=1)
    description: str = ""
    activity: str | None = None
    criteria: tuple[Criterion, ...] = ()
    deliverables: tuple[str, ...] = ()


class Bloc(Noted):
    """A CCP or bloc de compétences: what is acquired for good, or for `validity_years` years."""

    id: str
    number: int = Field(ge=1)
    label: str = Field(min_length=1)
    description: str = ""
    validity_years: int | None = Field(default=None, ge=1)
    activities: tuple[Activity, ...] = ()
    skills: tuple[Skill, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    deliverables: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()


class TransversalSkill(Noted):
    """A compétence assessed through the professional ones (`skills`, by id), never apart."""

    id: str
    label: str = Field(min_length=1)
    description: str = ""
    criteria: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()


class BlocCorrespondence(Entry):
    """A bloc of an earlier version and the bloc of this version that it stands for."""

    earlier: str
    later: str


class Correspondence(Noted):
    """The blocs of an earlier référentiel that count in this one."""

    framework: str
    blocs: tuple[BlocCorrespondence, ...]
