"""What the responsable may read of the rules before the jury has closed."""

from app.domain.people import MANAGER, Actor
from app.domain.rules.base import Finding, Place, RuleState
from app.domain.rules.behind_doors import BEHIND_DOORS, sees_deliberation, told
from app.domain.rules.registry import RULES
from tests.builders import sound_title_session

STATE = RuleState(
    RULES[0],
    (
        Finding("Le centre manque.", Place.PREPARATION),
        Finding("Élodie : le motif est court.", Place.DELIBERATION),
        Finding("Chloé : aucune décision.", Place.DELIBERATION),
    ),
)


def test_the_deliberation_is_one_closed_sentence_for_the_responsable() -> None:
    assert told(STATE, in_full=False) == ("Le centre manque.", BEHIND_DOORS)


def test_the_jury_reads_everything() -> None:
    assert told(STATE, in_full=True) == tuple(finding.sentence for finding in STATE.findings)


def test_jurors_see_it_and_the_responsable_only_after_closing() -> None:
    session = sound_title_session()
    assert session.closing is None
    assert sees_deliberation(session, Actor(1, "Anne Durand"))
    assert not sees_deliberation(session, MANAGER)
