"""A suspected fraud written down, printed, told in the procès-verbal; and results that stay provisional."""

import datetime as dt
import io

import pytest
from pypdfium2 import PdfDocument

from app.domain.conduct import Witness
from app.domain.faults import Fault
from app.domain.people import MANAGER
from app.domain.rules.base import Severity, Standing
from app.domain.rules.registry import judge
from app.services import candidates, closing, conduct, documents, timing
from app.services.conduct import FraudDraft
from app.services.document_kinds import DocumentKind
from tests.builders import after
from tests.integration.services.room import ANNE, BENOIT, ECRIT, ELODIE, IBRAHIM, ORAL, SOULEYMANE, Room, refused

CLAIRE = Witness("Claire Moreau", "surveillante")
FACTS = "Téléphone allumé, posé sous la copie."
PROVISIONAL = "Résultats provisoires jusqu’à validation du procès-verbal"


def draft(facts: str = FACTS, *witnesses: Witness, candidate_id: int = ELODIE, part_id: str = ECRIT) -> FraudDraft:
    return FraudDraft(candidate_id, part_id, facts, witnesses or (CLAIRE,))


def printed(room: Room, kind: DocumentKind, number: int | None = None) -> str:
    """The words of the first paper of that kind that the responsable can have."""
    request = next(
        each for each in documents.available(room.desk, MANAGER) if each.kind is kind and number in (None, each.number)
    )
    pages = PdfDocument(io.BytesIO(documents.produce(room.desk, MANAGER, request).content))
    try:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).replace("\u00a0", " ").split())
    finally:
        pages.close()


def test_a_report_keeps_the_hour_the_facts_and_the_witnesses(present: Room) -> None:
    present.wait(minutes=4)
    report = draft(f"  {FACTS} ", CLAIRE, Witness(" Anne Durand ", "membre du jury"))
    assert conduct.report_fraud(present.desk, MANAGER, report) == 1
    assert conduct.report_fraud(present.desk, MANAGER, draft("Antisèche dans la trousse.", part_id="")) == 2
    present.reopen()
    first, second = present.session().fraud_reports
    assert (first.at, first.candidate_id, first.part_id, first.facts) == (after(4), ELODIE, ECRIT, FACTS)
    assert first.witnesses == (CLAIRE, Witness("Anne Durand", "membre du jury"))
    assert second.part_id == ""
    assert timing.start(present.desk, ANNE, ELODIE, ECRIT).current == 0, "the candidate goes on"


def test_only_the_responsable_reports_and_something_must_be_said_and_seen(present: Room) -> None:
    with refused(Fault.MANAGER_ONLY):
        conduct.report_fraud(present.desk, ANNE, draft())
    with refused(Fault.FRAUD_WITHOUT_FACTS):
        conduct.report_fraud(present.desk, MANAGER, draft(" "))
    with refused(Fault.FRAUD_WITHOUT_WITNESS):
        conduct.report_fraud(present.desk, MANAGER, FraudDraft(ELODIE, ECRIT, FACTS, ()))
    with refused(Fault.WITNESS_INCOMPLETE):
        conduct.report_fraud(present.desk, MANAGER, draft(FACTS, CLAIRE, Witness("Bruno Petit", " ")))
    with refused(Fault.PART_UNKNOWN):
        conduct.report_fraud(present.desk, MANAGER, draft(candidate_id=SOULEYMANE, part_id=ORAL))
    assert present.session().fraud_reports == ()


def test_whoever_stands_in_a_report_stays_on_the_list(prepared: Room) -> None:
    conduct.report_fraud(prepared.desk, MANAGER, draft(candidate_id=IBRAHIM))
    with refused(Fault.CANDIDATE_IN_FRAUD):
        candidates.remove(prepared.desk, MANAGER, IBRAHIM)


def test_the_report_is_printed_for_ink_and_is_the_responsables_alone(present: Room) -> None:
    conduct.report_fraud(present.desk, MANAGER, draft(FACTS, CLAIRE, Witness("Bruno Petit", "membre du jury")))
    words = printed(present, DocumentKind.FRAUD_REPORT)
    for expected in (
        "Rapport de fraude n° 1",
        "LE GOFF",
        "Mise en situation écrite",
        FACTS,
        "responsable de session : date, signature",
        "Claire Moreau, surveillante, témoin : date, signature",
        "Bruno Petit, membre du jury, témoin : date, signature",
        "à vérifier",
    ):
        assert expected in words
    assert "N’DIAYE" not in words
    kinds = {request.kind for request in documents.available(present.desk, ANNE)}
    assert DocumentKind.FRAUD_REPORT not in kinds


def test_a_report_is_told_in_the_record_and_its_annex_and_on_no_other_paper(decided: Room) -> None:
    conduct.report_fraud(decided.desk, MANAGER, draft())
    closing.close(decided.desk, ANNE)
    record = printed(decided, DocumentKind.RECORD)
    assert "Rapport de fraude : annexe 6." in record
    assert "Annexe 6 · Rapports de fraude" in record
    assert FACTS in record
    assert "Claire Moreau, surveillante" in record
    assert FACTS not in printed(decided, DocumentKind.INDIVIDUAL_SHEET)
    assert "Rapport de fraude n° 1" in printed(decided, DocumentKind.FRAUD_REPORT), "still there after closing"


# Results are provisional


def rule_37(room: Room) -> tuple[Standing, list[Severity]]:
    [state] = [state for state in judge(room.session()) if state.rule.number == 37]
    return state.standing, [finding.severity for finding in state.findings]


def test_results_are_provisional_on_paper_until_the_record_is_validated(closed: Room) -> None:
    assert PROVISIONAL in printed(closed, DocumentKind.RECORD)
    assert PROVISIONAL in printed(closed, DocumentKind.INDIVIDUAL_SHEET)
    assert rule_37(closed) == (Standing.NOT_YET, [Severity.TO_JUSTIFY])
    closed.wait(days=21)
    closing.validate_record(closed.desk, MANAGER, dt.date(2026, 6, 1))
    closed.reopen()
    assert closed.session().sheet.record_validated_on == dt.date(2026, 6, 1)
    sheet = printed(closed, DocumentKind.INDIVIDUAL_SHEET)
    assert PROVISIONAL not in sheet
    assert "Procès-verbal validé le 01/06/2026" in sheet
    assert PROVISIONAL in printed(closed, DocumentKind.RECORD), "the signed paper is kept as it was signed"
    assert rule_37(closed) == (Standing.MET, [])


def test_the_day_of_validation_is_a_day_that_can_be(decided: Room) -> None:
    assert rule_37(decided) == (Standing.NOT_YET, [])
    with refused(Fault.NOT_CLOSED):
        closing.validate_record(decided.desk, MANAGER, dt.date(2026, 5, 12))
    closing.close(decided.desk, ANNE)
    with refused(Fault.MANAGER_ONLY):
        closing.validate_record(decided.desk, BENOIT, dt.date(2026, 5, 12))
    with refused(Fault.VALIDATED_TOO_EARLY):
        closing.validate_record(decided.desk, MANAGER, dt.date(2026, 5, 11))
    with refused(Fault.VALIDATED_TOO_LATE):
        closing.validate_record(decided.desk, MANAGER, dt.date(2026, 5, 13))
    closing.validate_record(decided.desk, MANAGER, dt.date(2026, 5, 12))


@pytest.mark.parametrize("kind", [DocumentKind.RECORD, DocumentKind.INDIVIDUAL_SHEET])
def test_a_correction_says_too_how_far_the_results_stand(closed: Room, kind: DocumentKind) -> None:
    change = closing.RectificationDraft(ELODIE, "Prénom", "", "Elodie", "sans accent", (1,))
    closing.rectify(closed.desk, MANAGER, change)
    assert PROVISIONAL in printed(closed, DocumentKind.RECTIFICATION)
    assert PROVISIONAL in printed(closed, kind)
