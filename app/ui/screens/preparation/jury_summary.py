"""Whether each jury keeps the quorum and the composition that the référentiel fixes, in a line of chips."""

from collections.abc import Iterator

from app.domain.composition import panels_at_work, seat_gaps, there_on
from app.domain.session import ExamSession
from app.ui.tokens import Tone
from app.ui.widgets.chip import SIGN_NO, SIGN_YES, Chip, ChipText
from app.ui.widgets.flow_row import FlowRow


class JurySummary(FlowRow):
    """One chip per thing that the référentiel counts in each jury."""

    def __init__(self) -> None:
        super().__init__(gap_steps=2)
        self._chips: list[Chip] = []
        self.setObjectName("jury_summary")

    def show_session(self, session: ExamSession | None) -> None:
        """Count the juries of a session anew; None counts nothing."""
        wanted = list(summary_of(session)) if session is not None else []
        while len(self._chips) < len(wanted):
            chip = Chip("")
            self._chips.append(chip)
            self.add(chip)
        for place, chip in enumerate(self._chips):
            chip.setVisible(place < len(wanted))
            if place < len(wanted):
                chip.show_chip(wanted[place])


def summary_of(session: ExamSession) -> Iterator[ChipText]:
    """The quorum on the least attended day, then each kind of member, jury by jury."""
    rule = session.framework.jury
    for panel in panels_at_work(session):
        named = f"Jury {panel} : " if panel else ""
        counts = [len(there_on(session, panel, day)) for day in session.days()]
        least, daily = min(counts), " au moins chaque jour" if len(counts) > 1 else ""
        yield _kept(f"{named}{_jurors(least)}{daily}, quorum de {rule.quorum}", kept=least >= rule.quorum)
        short = {gap.quality: gap.found for gap in seat_gaps(rule, session.panel(panel))}
        for member in rule.composition:
            found = short.get(member.quality, member.count)
            yield _kept(f"{named}{member.quality} : {found} sur {member.count}", kept=member.quality not in short)


def _kept(words: str, *, kept: bool) -> ChipText:
    return ChipText(words, Tone.YES, SIGN_YES) if kept else ChipText(words, Tone.NO, SIGN_NO)


def _jurors(count: int) -> str:
    return f"{count} jurés" if count > 1 else f"{count} juré"
