"""What does not fit in a planning, before anybody is placed: unknown durations, juries that cannot sit."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.domain.counting import counted
from app.domain.planning.juries import Jury, panels_for
from app.domain.planning.plan import PlanSettings
from app.domain.planning.steps import UnknownDuration, unknown_durations
from app.domain.planning.wording import names
from app.domain.session import ExamSession


@dataclass(frozen=True, slots=True)
class Fix:
    """A remedy that other settings bring by themselves."""

    words: str
    settings: PlanSettings


@dataclass(frozen=True, slots=True)
class Misfit:
    """Something that does not fit: a French sentence, and what would mend it, each remedy tried.

    `fixes` are those of the remedies that settings alone bring about.
    """

    sentence: str
    remedies: tuple[str, ...] = ()
    candidate_id: int | None = None
    fixes: tuple[Fix, ...] = ()


def obstacles(session: ExamSession, settings: PlanSettings, juries: Iterable[Jury]) -> tuple[Misfit, ...]:
    """What stands in the way whatever the hours, most general first."""
    juries = tuple(juries)
    return (
        *_durations(session, settings),
        *(_staffing(session, juries) if session.jurors else ()),
        *_recusals(session, juries),
    )


def _durations(session: ExamSession, settings: PlanSettings) -> Iterator[Misfit]:
    concerned: dict[UnknownDuration, int] = {}
    for candidate in session.candidates:
        for unknown in unknown_durations(session, settings, candidate) if not candidate.is_absent else ():
            concerned[unknown] = concerned.get(unknown, 0) + 1
    for unknown, count in concerned.items():
        yield Misfit(
            f"{unknown.part}, « {unknown.phase} » : le référentiel ne donne pas de durée "
            f"({count} candidat{'s' if count > 1 else ''}).",
            ("indiquez la durée à prévoir pour cette partie",),
        )


def _staffing(session: ExamSession, juries: tuple[Jury, ...]) -> Iterator[Misfit]:
    quorum = session.framework.jury.quorum
    common = [juror.name for juror in session.jurors if juror.panel == 0]
    if common and len(juries) > 1:
        yield Misfit(
            f"Membre{'s' if len(common) > 1 else ''} de tous les jurys : {names(common)}. "
            "Les jurys ne peuvent donc pas entendre en même temps.",
            ("affectez chaque juré à un jury", "n’ouvrez qu’un jury"),
        )
    for jury in juries:
        if not jury.is_staffed:
            yield Misfit(
                f"Le jury {jury.number} compte {counted(len(jury.members), 'membre')}, il en faut {quorum}.",
                (f"affectez des jurés au jury {jury.number}", "ouvrez moins de jurys"),
            )
        elif not jury.days:
            yield Misfit(
                f"Le jury {jury.number} n’est au complet aucun jour de la session : "
                f"{names([member.name for member in jury.members])}.",
                ("revoyez les jours de présence de ses membres", "remplacez l’un d’eux"),
            )


def _recusals(session: ExamSession, juries: tuple[Jury, ...]) -> Iterator[Misfit]:
    quorum = session.framework.jury.quorum
    for candidate in session.candidates:
        if not candidate.is_absent and not panels_for(session, juries, candidate):
            yield Misfit(
                f"{candidate.name} : les déports laissent moins de {quorum} membres dans chaque jury.",
                ("ajoutez un membre sans lien avec ce candidat", "composez les jurys autrement"),
                candidate.id,
            )
