"""Rows of invented people, complete enough for every constraint."""

import datetime as dt

from app.domain.access_path import AccessPath
from app.domain.answer import YES
from app.domain.attendance import DepartureKind, Presence
from app.domain.decision import AwardValue, Outcome
from app.domain.framework.terms import Evidence, ModalityType, OralRole
from app.domain.people import Function
from app.domain.planning.plan import SlotKind
from app.domain.question_guide import QuestionState
from app.domain.timing import LapseKind, PhaseEventKind
from app.models.base import Row
from app.models.day_rows import AccommodationReadingRow, DepartureRow, FraudReportRow, LatenessRow, TimeLapseRow
from app.models.deliberation_rows import (
    AgendaTurnRow,
    DerogationRow,
    EvidenceSeenRow,
    MotiveDraftRow,
    RollCallRow,
    ShortfallRow,
    VoteRow,
)
from app.models.desk_rows import AbbreviationRow, PersonalNoteRow, PutQuestionRow, QuestionRow
from app.models.jury_rows import (
    AwardRow,
    ConfirmationRow,
    DecisionRow,
    FactRow,
    GridRow,
    MarkCorrectionRow,
    MarkRow,
    PhaseEventRow,
    PositionRow,
)
from app.models.packet_rows import GridChoiceRow, GridVersionRow, GridWaiverRow, PacketReceiptRow
from app.models.people_rows import (
    AccommodationRow,
    AttendanceRow,
    CandidateRow,
    OralRoleRow,
    PersonRow,
    PriorAwardRow,
    ProductionDepositRow,
    RecusalRow,
    TrainingResultRow,
    UnmatchedAwardRow,
)
from app.models.preparation_rows import ListImportRow, PlanRow, PlanSlotRow
from app.models.session_file import SessionFile
from app.models.session_rows import (
    DocumentRow,
    ExamSessionRow,
    FrameworkRow,
    IncidentRow,
    RectificationRow,
    SignatureRow,
)
from tests.builders import NOW, by

MORNING = NOW.replace(tzinfo=None)


def sheet_row() -> ExamSessionRow:
    return ExamSessionRow(
        id=1,
        session_type_id="titre",
        centre_name="Centre des Halles",
        starts_on=NOW.date(),
        ends_on=NOW.date(),
        manager="Claire Moreau",
        created_at=NOW,
    )


def person_row(person_id: int, family_name: str = "Durand") -> PersonRow:
    return PersonRow(id=person_id, function=Function.JUROR, family_name=family_name, given_name="Anne")


def candidate_row(candidate_id: int, birth_name: str = "LE GOFF", first_name: str = "Élodie") -> CandidateRow:
    return CandidateRow(
        id=candidate_id,
        rank=candidate_id,
        birth_name=birth_name,
        first_name=first_name,
        birth_date=dt.date(1995, 3, 14),
        access_path=AccessPath.VAE,
    )


def grid_row(part_id: str = "oral") -> GridRow:
    return GridRow(juror_id=1, candidate_id=1, part_id=part_id)


def mark_row(criterion_id: str = "c1.1", part_id: str = "oral") -> MarkRow:
    return MarkRow(juror_id=1, candidate_id=1, part_id=part_id, criterion_id=criterion_id, value=YES.code)


def document_row(content: bytes = b"%PDF-1") -> DocumentRow:
    return DocumentRow(
        id=1, kind="pv", number="PV-1", version=1, title="Relevé", content=content, sha256="", created_at=NOW
    )


def one_of_each() -> list[list[Row]]:
    """A row of every table that people fill, in the order that their references ask for."""
    return [
        [
            sheet_row(),
            FrameworkRow(id=1, framework_id="tp-magasinage", content="{}", digest=""),
            person_row(1),
            candidate_row(1),
        ],
        [
            RecusalRow(juror_id=1, candidate_id=1, reason="même entreprise"),
            AccommodationRow(candidate_id=1, measure="tiers temps", extra_time="1/3"),
            OralRoleRow(person_id=1, part_id="oral", role=OralRole.OBSERVER),
            PriorAwardRow(candidate_id=1, bloc_id="ccp1"),
            UnmatchedAwardRow(candidate_id=1, number=1, label="CCP 3 d’un autre titre"),
            TrainingResultRow(candidate_id=1, bloc_id="ccp1", satisfied=True),
            ProductionDepositRow(candidate_id=1, modality=ModalityType.DELIVERABLE_QUESTIONING, at=NOW, slides=[0, 2]),
            PlanRow(id=1, settings={}, kept_at=NOW),
            PlanSlotRow(number=1, kind=SlotKind.SITTING, starts_at=MORNING, ends_at=MORNING + dt.timedelta(minutes=30)),
            ListImportRow(number=1, at=NOW, list_name="liste.xlsx", added=[1], former=[]),
            AttendanceRow(candidate_id=1, presence=Presence.PRESENT, at=NOW, detail="passeport"),
            PhaseEventRow(
                candidate_id=1,
                part_id="oral",
                number=1,
                phase=0,
                kind=PhaseEventKind.STARTED,
                wall=NOW,
                ticks_ms=0,
                boot="b1",
            ),
            LatenessRow(candidate_id=1, part_id="ecrit", arrived_at=NOW, minutes=12),
            DepartureRow(number=1, candidate_id=1, kind=DepartureKind.ABANDON, at=NOW, reason="souffrant"),
            AccommodationReadingRow(candidate_id=1, reader_id=0, at=NOW),
            FraudReportRow(
                number=1,
                at=NOW,
                candidate_id=1,
                facts="Téléphone allumé",
                witnesses=[{"name": "Claire Moreau", "quality": "surveillante"}],
            ),
            TimeLapseRow(
                number=1,
                kind=LapseKind.ASLEEP,
                start_wall=NOW,
                start_ticks_ms=0,
                start_boot="b1",
                end_wall=NOW,
                end_ticks_ms=9000,
                end_boot="b1",
                running=[[1, "oral", 0, 1]],
            ),
            AbbreviationRow(juror_id=1, letters="cl", text="client"),
            QuestionRow(author=0, part_id="oral", number=1, text="Pourquoi ce choix ?"),
            PersonalNoteRow(juror_id=1, candidate_id=1, part_id="oral", at=NOW, text="à revoir"),
            PutQuestionRow(
                juror_id=1,
                candidate_id=1,
                part_id="oral",
                author=0,
                number=1,
                state=QuestionState.ASKED,
                at=NOW,
            ),
            grid_row(),
            PositionRow(candidate_id=1, unit_id="c1", mastered=True, cited=[]),
            AwardRow(candidate_id=1, bloc_id="ccp1", value=AwardValue.WON),
            DecisionRow(candidate_id=1, outcome=Outcome.PASSED, decided_at=NOW),
            ConfirmationRow(juror_id=1, candidate_id=1, at=NOW),
            IncidentRow(number=1, at=NOW, text="Panne de courant"),
            PacketReceiptRow(digest="d", juror_id=1, machine="poste-b", made_at=NOW, received_at=NOW, content=b"x"),
            GridVersionRow(
                juror_id=1,
                candidate_id=1,
                part_id="oral",
                digest="d",
                machine="poste-b",
                locked_at=NOW,
                stood_here=False,
                content={},
            ),
            GridChoiceRow(
                juror_id=1, candidate_id=1, part_id="oral", digest="d", against=["e"], reason="la dernière", at=NOW
            ),
            GridWaiverRow(juror_id=1, candidate_id=1, part_id="oral", waived_by=1, reason="poste en panne", at=NOW),
            EvidenceSeenRow(candidate_id=1, item=Evidence.PROFESSIONAL_FILE, seen=True, juror_id=1, at=NOW),
            MotiveDraftRow(candidate_id=1, unit_id="c1", text="la relance", cited=["c1-1"], at=NOW),
            RollCallRow(juror_id=1, present=False, reason="souffrante", at=NOW, absences=[]),
            AgendaTurnRow(number=1, candidate_id=1, began_at=NOW),
            VoteRow(candidate_id=1, juror_id=1, favourable=True, at=NOW),
            ShortfallRow(candidate_id=1, cause="un seul juré dans la salle", noted_by="Claire Moreau", at=NOW),
            DerogationRow(number=1, rule=15, finding="livret absent", granted_by="A. Roux", reason="perdu", at=NOW),
            document_row(),
            RectificationRow(
                number=1, at=NOW, author="a", agreed_by="b", subject="Nom", before="x", after="y", reason="z"
            ),
        ],
        [
            mark_row(),
            MarkCorrectionRow(
                juror_id=1,
                candidate_id=1,
                part_id="oral",
                number=1,
                criterion_id="c1.1",
                at=NOW,
                before="non",
                after="oui",
                reason="erreur de ligne",
            ),
            FactRow(juror_id=1, number=1, candidate_id=1, part_id="oral", at=NOW, text="Reformule la demande"),
            SignatureRow(document_id=1, juror_id=1, at=NOW),
        ],
    ]


def put(file: SessionFile, *rows: Row, reason: str = "") -> None:
    """Write rows in one act."""
    with file.write(by(reason=reason)) as session:
        session.add_all(rows)


def fill(file: SessionFile) -> None:
    """Write one row of every table."""
    for rows in one_of_each():
        put(file, *rows)


def graded(file: SessionFile) -> None:
    """Write a session with one juror, one candidate and one open grid."""
    put(file, sheet_row(), person_row(1), candidate_row(1))
    put(file, grid_row())
