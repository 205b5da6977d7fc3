"""The planning kept in the session file: what it writes, what it leaves alone, who may keep it."""

from app.domain.people import MANAGER
from app.services import planning
from tests.integration.services.room import CHLOE, ELODIE, Room


def test_a_planning_kept_is_read_back_and_convenes_the_candidates(prepared: Room) -> None:
    proposal = planning.propose(prepared.desk, planning.settings_of(prepared.desk))

    kept = planning.keep(prepared.desk, MANAGER, proposal.plan)

    session = prepared.session()
    assert session.plan == kept
    assert session.candidate(ELODIE).convened_at == "08:30"
    assert session.candidate(CHLOE).panel == 0
