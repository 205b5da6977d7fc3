"""What an intervenant ponctuel is shown, frozen: one candidate's name, one role, one clock."""

from dataclasses import dataclass

from app.domain.framework.sitting_plan import Part, RoleCondition
from app.domain.framework.terms import Language, OralRole
from app.domain.interview import SpeakerCall
from app.domain.timing import Instant, PhaseState, current_phase
from app.ui.widgets.timer_ring import TimerFace, TimerState

_FACES = {
    PhaseState.WAITING: TimerState.WAITING,
    PhaseState.RUNNING: TimerState.RUNNING,
    PhaseState.PAUSED: TimerState.PAUSED,
    PhaseState.ENDED: TimerState.ENDED,
}
_LANGUAGES = {Language.FRENCH: "en français", Language.ENGLISH: "en anglais"}


@dataclass(frozen=True, slots=True)
class SpeakerState:
    """The whole screen; without a role, `sentence` alone says why there is nothing to play.

    Attributes:
        title: The candidate, or what is waited for.
        role: The part's name and what the référentiel asks of it.
        language: The language in which the role is played, empty for French.
        phase: The phase under way, with its language.
        face: Its time, None while no candidate is before the jury.
    """

    title: str = ""
    sentence: str = ""
    role: str = ""
    conditions: tuple[str, ...] = ()
    language: str = ""
    phase: str = ""
    face: TimerFace | None = None

    @property
    def runs(self) -> bool:
        """Whether time passes."""
        return self.face is not None and self.face.state is TimerState.RUNNING


def speaker_state(call: SpeakerCall | None, now: Instant) -> SpeakerState:
    """The screen of one speaker at one moment."""
    if call is None:
        return SpeakerState("Aucun rôle à jouer", "Le référentiel de cette session ne prévoit pas d’intervenant.")
    role = _role(call.part)
    state = SpeakerState(
        title="En attente du candidat",
        sentence="Son nom et le temps s’afficheront ici quand un juré aura démarré l’oral.",
        role=f"{role.role.label} · {call.part.label}",
        conditions=role.conditions,
        language="" if role.language is None else f"Vous jouez {_LANGUAGES[role.language]}.",
    )
    place = current_phase(call.clocks)
    if call.candidate is None or place is None:
        return state
    phase, clock = call.part.phases[place], call.clocks[place]
    planned = None if clock.planned is None else int(clock.planned.total_seconds())
    return SpeakerState(
        call.candidate.name,
        "",
        state.role,
        state.conditions,
        state.language,
        phase.label if phase.language is Language.FRENCH else f"{phase.label} · {_LANGUAGES[phase.language]}",
        TimerFace(_FACES[clock.state], int(clock.elapsed(now).total_seconds()), planned),
    )


def _role(part: Part) -> RoleCondition:
    return next(each for each in part.roles if each.role is OralRole.OCCASIONAL_SPEAKER)
