"""Sound material for tests: référentiels, a session that may close, and a session file that opens at once.

Every builder gives something that satisfies every rule; a test breaks the one thing that it is about, with
`dataclasses.replace`. People and certifications are invented.
"""

import datetime as dt
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path

from app.domain.access_path import AccessPath
from app.domain.answer import NOT_OBSERVED, YES, Answer
from app.domain.attendance import Attendance, Presence
from app.domain.candidate import Accommodation, Candidate, CivilIdentity, ParentTitle, PriorAward, TrainingResult
from app.domain.decision import Award, AwardValue, Confirmation, Decision, Outcome, Position
from app.domain.evidence import asked_of
from app.domain.framework.content import Bloc, Criterion, Skill
from app.domain.framework.model import AccessRoute, Framework, Vocabulary
from app.domain.framework.scale import Level, MarkingScale, PointScale
from app.domain.framework.sitting_plan import Modality, Part, Phase, SessionType
from app.domain.framework.terms import Evidence, FrameworkKind, ModalityType, PartForm, SessionKind
from app.domain.grading import Grid, Mark
from app.domain.jury_room import Consultation
from app.domain.people import Function, Person
from app.domain.session import ExamSession
from app.domain.session_sheet import Centre, SessionSheet
from app.domain.timing import Instant, PhaseEvent, PhaseEventKind
from app.models import cipher
from app.models.cipher import RawKey
from app.models.journal import Authorship
from app.models.lock import FileLock
from app.models.session_file import SessionFile

PARIS = dt.timezone(dt.timedelta(hours=2))
NOW = dt.datetime(2026, 5, 12, 9, 0, tzinfo=PARIS)
PASSPHRASE = "bocal lucarne trèfle ovale sifflet"
MACHINE = "poste-a"

MOTIVE = "Les quantités reçues ne sont comparées ni à la commande ni à la facture."


def after(minutes: float) -> dt.datetime:
    """The wall time, so many minutes after the session's first hour."""
    return NOW + dt.timedelta(minutes=minutes)


# Référentiels


def criteria_of(owner: str, count: int) -> tuple[Criterion, ...]:
    return tuple(Criterion(id=f"{owner}.{n}", number=n, label=f"Critère {n} de {owner}") for n in range(1, count + 1))


def part(part_id: str, *minutes: int, skills: Iterable[str] = (), blocs: Iterable[str] = ()) -> Part:
    labels = {"ecrit": "Mise en situation écrite", "oral": "Mise en situation orale", "et": "Entretien technique"}
    return Part(
        id=part_id,
        label=labels.get(part_id, "Entretien final"),
        short=part_id.upper(),
        form=PartForm.WRITTEN if part_id == "ecrit" else PartForm.ORAL,
        skills=tuple(skills),
        blocs=tuple(blocs),
        phases=tuple(
            Phase(label=f"Phase {n}", minutes=duration, jury_present=part_id != "ecrit")
            for n, duration in enumerate(minutes, start=1)
        ),
    )


def modality(kind: ModalityType, label: str, *parts: Part) -> Modality:
    return Modality(
        type=kind,
        label=label,
        duration=sum(each.minutes or 0 for each in parts),
        jury_minutes=sum(each.minutes or 0 for each in parts if each.form is PartForm.ORAL),
        parts=parts,
    )


FINAL_INTERVIEW = modality(ModalityType.FINAL_INTERVIEW, "Entretien final", part("ef", 15))


def session_type(
    type_id: str, kind: SessionKind, blocs: tuple[str, ...], *modalities: Modality, final_if_last: bool = False
) -> SessionType:
    return SessionType(
        id=type_id,
        kind=kind,
        label=f"Session {type_id}",
        target_blocs=blocs,
        total_minutes=sum(each.duration or 0 for each in modalities),
        jury_minutes=sum(each.jury_minutes or 0 for each in modalities),
        modalities=modalities,
        final_interview_if_last=FINAL_INTERVIEW if final_if_last else None,
    )


@cache
def framework_with_ccps() -> Framework:
    """A titre professionnel of two CCPs: sessions « titre », « ccp1 », « ccp2 » and « ccs »."""
    situation = modality(
        ModalityType.SITUATION,
        "Mise en situation",
        part("ecrit", 60, skills=["c1", "c3"]),
        part("oral", 10, 20, skills=["c2"]),
    )
    interview = modality(ModalityType.TECHNICAL_INTERVIEW, "Entretien technique", part("et", 15, skills=["c1", "c3"]))
    ccp1 = modality(
        ModalityType.SITUATION, "Mise en situation", part("ecrit", 60, skills=["c1"]), part("oral", 20, skills=["c2"])
    )
    ccp2 = modality(ModalityType.SITUATION, "Mise en situation", part("ecrit", 45, skills=["c3"]))
    return Framework(
        id="tp-magasinage",
        kind=FrameworkKind.MINISTRY_TITLE,
        code="TP-09999",
        millesime="01",
        label="Employé de réserve",
        vocabulary=Vocabulary(
            bloc="CCP", bloc_long="certificat de compétences professionnelles", record_title="Relevé de décisions"
        ),
        blocs=(
            Bloc(
                id="ccp1",
                number=1,
                label="Recevoir les marchandises",
                skills=(
                    Skill(id="c1", number="1", label="Contrôler une livraison", criteria=criteria_of("c1", 2)),
                    Skill(id="c2", number="2", label="Dialoguer avec un transporteur", criteria=criteria_of("c2", 1)),
                ),
            ),
            Bloc(
                id="ccp2",
                number=2,
                label="Tenir les stocks",
                skills=(Skill(id="c3", number="3", label="Mener un inventaire", criteria=criteria_of("c3", 2)),),
            ),
        ),
        access_paths=(
            AccessRoute(
                access_path=AccessPath.FORMATION,
                label="Formation",
                evidence=(
                    Evidence.MODALITIES,
                    Evidence.PROFESSIONAL_FILE,
                    Evidence.TRAINING_RESULTS,
                    Evidence.FINAL_INTERVIEW,
                ),
            ),
        ),
        sessions=(
            session_type("titre", SessionKind.TITLE, ("ccp1", "ccp2"), situation, interview, FINAL_INTERVIEW),
            session_type("ccp1", SessionKind.CCP, ("ccp1",), ccp1, final_if_last=True),
            session_type("ccp2", SessionKind.CCP, ("ccp2",), ccp2, final_if_last=True),
            session_type("ccs", SessionKind.CCS, ("ccp2",), ccp2, FINAL_INTERVIEW),
        ),
    )


@cache
def framework_with_bloc_criteria() -> Framework:
    """An RNCP certification whose first bloc carries its own critères; sessions « bloc1 » and « titre »."""
    written = modality(ModalityType.SITUATION, "Mise en situation", part("ecrit", 90, skills=["a1"], blocs=["bloc1"]))
    study = modality(ModalityType.CASE_STUDY, "Étude de cas", part("oral", 30, skills=["a2"]))
    return Framework(
        id="rncp-jardinerie",
        kind=FrameworkKind.RNCP,
        code="RNCP00000",
        label="Conseiller de jardinerie",
        vocabulary=Vocabulary(bloc="bloc", bloc_long="bloc de compétences", record_title="Procès-verbal"),
        blocs=(
            Bloc(
                id="bloc1",
                number=1,
                label="Conseiller la clientèle",
                skills=(Skill(id="a1", number="1", label="Reformuler une demande"),),
                criteria=criteria_of("bloc1", 2),
            ),
            Bloc(
                id="bloc2",
                number=2,
                label="Entretenir les végétaux",
                skills=(Skill(id="a2", number="2", label="Arroser", criteria=criteria_of("a2", 1)),),
            ),
        ),
        sessions=(
            session_type("bloc1", SessionKind.BLOC, ("bloc1",), written),
            session_type("titre", SessionKind.TITLE, ("bloc1", "bloc2"), written, study),
        ),
    )


LEVELS = MarkingScale(
    levels=(
        Level(id="non_acquis", label="Non acquis", met=False, descriptor="Rien n’est fait seul."),
        Level(id="en_cours", label="En cours d’acquisition", met=False, descriptor="Fait avec de l’aide."),
        Level(id="acquis", label="Acquis", met=True, descriptor="Fait seul."),
    )
)
POINTS = MarkingScale(points=PointScale(maximum=Decimal(20), step=Decimal("0.5"), threshold=Decimal(10)))


def framework_of_scale(scale: MarkingScale) -> Framework:
    """The certification of `framework_with_bloc_criteria`, answered on another scale."""
    return framework_with_bloc_criteria().model_copy(update={"scale": scale})


@cache
def framework_without_criteria() -> Framework:
    """An RNCP certification that names its blocs and nothing below them; session « bloc1 »."""
    study = modality(ModalityType.CASE_STUDY, "Étude de cas", part("ecrit", 120, blocs=["bloc1"]))
    return Framework(
        id="rncp-accueil",
        kind=FrameworkKind.RNCP,
        label="Hôte d’accueil",
        vocabulary=Vocabulary(bloc="bloc", bloc_long="bloc de compétences", record_title="Procès-verbal"),
        blocs=(Bloc(id="bloc1", number=1, label="Accueillir"), Bloc(id="bloc2", number=2, label="Orienter")),
        sessions=(session_type("bloc1", SessionKind.BLOC, ("bloc1",), study),),
    )


# People


def juror(person_id: int, given_name: str = "Anne", family_name: str = "Durand") -> Person:
    """A juror whose habilitation covers the session and who signed the declaration."""
    return Person(
        id=person_id,
        function=Function.JUROR,
        family_name=family_name,
        given_name=given_name,
        quality="responsable de réserve",
        employer="Entrepôts Martin",
        habilitation=f"H-{person_id:04}",
        habilitation_until=dt.date(2027, 12, 31),
        declared_at=after(-30),
        has_pin=True,
        is_external=True,
    )


ANNE = juror(1)
BENOIT = juror(2, "Benoît", "Petit")
INVIGILATOR = Person(3, Function.INVIGILATOR, "Roussel", "Chloé")


def identity(birth_name: str, first_name: str) -> CivilIdentity:
    return CivilIdentity(
        birth_name=birth_name,
        first_name=first_name,
        civility="Mme",
        birth_date=dt.date(1995, 3, 14),
        birth_town="Quimper",
        birth_department="29",
        birth_country="France",
        nationality="française",
    )


def candidate(candidate_id: int, birth_name: str = "LE GOFF", first_name: str = "Élodie") -> Candidate:
    """A candidate who is present, identity document seen."""
    return Candidate(
        id=candidate_id,
        rank=candidate_id,
        identity=identity(birth_name, first_name),
        access_path=AccessPath.FORMATION,
        number=f"26168{candidate_id:02}",
        professional_file=True,
        training_results=True,
        results=(TrainingResult("ccp1", satisfied=True), TrainingResult("ccp2", satisfied=True)),
        attendance=Attendance(Presence.PRESENT, after(-10), "carte d’identité"),
    )


ELODIE = candidate(1)
SOULEYMANE = candidate(2, "N’DIAYE", "Souleymane")
ABSENT = replace(candidate(3, "ÖZTÜRK", "İbrahim"), attendance=Attendance(Presence.ABSENT, after(15), "non justifiée"))


def holding(who: Candidate, *bloc_ids: str) -> Candidate:
    """The same candidate, who already holds these blocs."""
    return replace(who, priors=tuple(PriorAward(b, dt.date(2025, 6, 2), "livret") for b in bloc_ids))


def with_title(who: Candidate) -> Candidate:
    """The same candidate, who holds the title that a CCS completes."""
    return replace(who, parent_title=ParentTitle(dt.date(2024, 6, 3), "parchemin"))


def with_third_time(who: Candidate) -> Candidate:
    """The same candidate, with a third more time."""
    return replace(who, accommodation=Accommodation("tiers temps", Fraction(1, 3), "DDETS 29", dt.date(2026, 3, 2)))


# Sessions


def empty_session(
    framework: Framework, type_id: str, *candidates: Candidate, jurors: tuple[Person, ...] = (ANNE, BENOIT)
) -> ExamSession:
    """A prepared session on which nothing was written yet."""
    return ExamSession(
        sheet=SessionSheet(
            session_type_id=type_id,
            centre=Centre("Centre des Halles", "2 quai du Port, 29000 Quimper", "AG-29-001", dt.date(2027, 6, 30)),
            place="Quimper",
            starts_on=NOW.date(),
            ends_on=NOW.date(),
            manager="Claire Moreau",
            ceres_number="S26-00042",
            record_number="PV-2026-042",
        ),
        framework=framework,
        framework_digest=framework.digest(),
        people=(*jurors, INVIGILATOR),
        candidates=candidates,
    )


def graded(session: ExamSession, value: Answer = YES) -> ExamSession:
    """The session once every present candidate sat every part and every grid is answered `value` and locked."""
    grids, events = [], {}
    word = "sans occasion" if value == NOT_OBSERVED else ""
    for who in session.candidates:
        if not who.is_present:
            continue
        for _modality, sat in session.parts_for(who):
            events[who.id, sat.id] = held(len(sat.phases))
            for evaluator in session.jurors_for(who):
                marks = {c.id: Mark(value, word) for unit in session.grid_units(who, sat) for c in unit.criteria}
                grids.append(locked(Grid(evaluator.id, who.id, sat.id, marks, appreciation="Propos clairs.")))
    return replace(session, grids=tuple(grids), phase_events=events)


def held(phases: int) -> tuple[PhaseEvent, ...]:
    """The events of a part whose phases all ran and ended, ten minutes each."""
    events = []
    for phase in range(phases):
        events.append(PhaseEvent(phase, PhaseEventKind.STARTED, moment(10 * phase)))
        events.append(PhaseEvent(phase, PhaseEventKind.ENDED, moment(10 * phase + 9)))
    return tuple(events)


def moment(minutes: float, boot: str = "b1") -> Instant:
    """An instant on both clocks, so many minutes after the session's first hour."""
    return Instant(after(minutes), round(minutes * 60_000), boot)


def locked(grid: Grid) -> Grid:
    return replace(grid, locked_at=after(120), digest=grid.content_digest())


def decided(session: ExamSession, who: Candidate, outcome: Outcome, *, lost: Iterable[str] = ()) -> ExamSession:
    """The session once the jury, doors closed, took every position on one candidate, decided, and confirmed.

    The units of the blocs in `lost` are not mastered; when the outcome sets blocs by hand, the others are won.
    """
    lost = frozenset(lost)
    refused = Outcome.BLOC_LOST is outcome
    positions = [
        Position(who.id, unit.id, mastered=False, motive=MOTIVE, cited=tuple(c.id for c in unit.criteria[:1]))
        if refused or unit.bloc_id in lost
        else Position(who.id, unit.id, mastered=True)
        for unit in session.units_for(who)
    ]
    at_stake = [bloc for bloc in session.type.target_blocs if who.prior(bloc) is None] if outcome.opens_awards else []
    return replace(
        session,
        doors_opened_at=after(205),
        positions=(*session.positions, *positions),
        awards=(
            *session.awards,
            *(Award(who.id, bloc, AwardValue.LOST if bloc in lost else AwardValue.WON) for bloc in at_stake),
        ),
        decisions=(*session.decisions, Decision(who.id, outcome, "", after(200))),
        confirmations=(
            *session.confirmations,
            *(Confirmation(each.id, who.id, after(201)) for each in session.jurors_for(who)),
        ),
        consultations=(*session.consultations, *read(session, who)),
    )


def read(session: ExamSession, who: Candidate) -> Iterator[Consultation]:
    """What the jury says of each element that the candidate's path asks for: seen."""
    for item in asked_of(session, who):
        yield Consultation(who.id, item, seen=True, remark="", juror_id=ANNE.id, at=after(150))


def sound_title_session() -> ExamSession:
    """A title session ready to close: one title, one partial success, one absence."""
    session = graded(empty_session(framework_with_ccps(), "titre", ELODIE, SOULEYMANE, ABSENT))
    session = decided(session, ELODIE, Outcome.PASSED)
    return decided(session, SOULEYMANE, Outcome.PARTIAL, lost=["ccp2"])


# Session files


@cache
def _blank() -> bytes:
    """The bytes of a new session file of `PASSPHRASE`."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "vierge.jurade"
        SessionFile.create(path, PASSPHRASE, MACHINE, NOW).release()
        return path.read_bytes()


@cache
def _key(salt: bytes) -> RawKey:
    """The derivation, slow by design, is paid once per salt: every file made of the blank one shares it."""
    return cipher.derive(PASSPHRASE, salt)


def session_file(path: Path, machine: str = MACHINE) -> SessionFile:
    """A new session file of `PASSPHRASE`, open and empty; one that already stands at that path is opened instead."""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_bytes(_blank())
    lock = FileLock(path)
    lock.acquire(NOW)
    return SessionFile(path, _key(path.read_bytes()[: cipher.SALT_SIZE]), lock, machine)


def by(actor: str = "responsable de session", machine: str = MACHINE, reason: str = "") -> Authorship:
    """The authorship of one act."""
    return Authorship(actor, machine, NOW, reason)
