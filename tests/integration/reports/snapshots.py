"""Whole sessions as papers meet them: six candidates of a title, a CCP, a bloc, and a crowd with long names."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from functools import cache
from pathlib import Path

from app.domain.access_path import AccessPath
from app.domain.answer import NO, NOT_OBSERVED, YES
from app.domain.attendance import Attendance, Presence
from app.domain.candidate import Accommodation, Candidate, CivilIdentity, PriorAward
from app.domain.conduct import Incident
from app.domain.decision import Award, AwardValue, Confirmation, Decision, Outcome, Position
from app.domain.framework.model import Framework
from app.domain.frozen_session import Closing, Rectification
from app.domain.grading import Fact, Grid, Mark
from app.domain.people import Function, Person, Recusal
from app.domain.session import ExamSession
from app.domain.session_sheet import Centre, SessionSheet
from app.domain.timing import Instant, Lapse, LapseKind, PhaseEvent, PhaseEventKind, RunningPhase
from app.intake.framework_file import read_framework
from app.reports.paper import PaperStamp

REFERENTIELS = Path(__file__).parents[3] / "data" / "referentiels"
PARIS = dt.timezone(dt.timedelta(hours=1))
DAY = dt.date(2026, 12, 14)
CENTRE = Centre("CFA de Bretagne occidentale", "12 rue de l’Odet, 29000 Quimper", "29-2024-0117", dt.date(2027, 6, 30))
JOURNAL = "e04b77a1" * 8
AUTHORITY = "3f2a90c4b1d7e865" * 4

ANNE = Person(
    id=1,
    function=Function.JUROR,
    family_name="Durand",
    given_name="Anne",
    quality="cheffe des ventes",
    employer="Armor Négoce",
    habilitation="29-1187",
    habilitation_until=dt.date(2030, 10, 29),
    declared_at=dt.datetime(2026, 12, 14, 8, 20, tzinfo=PARIS),
)
BRUNO = Person(
    id=2,
    function=Function.JUROR,
    family_name="Petit",
    given_name="Bruno",
    quality="responsable ADV",
    employer="Kerlann SAS",
    habilitation="29-1203",
    habilitation_until=dt.date(2030, 10, 29),
    declared_at=dt.datetime(2026, 12, 14, 8, 26, tzinfo=PARIS),
)
JANE = Person(id=3, function=Function.OCCASIONAL_SPEAKER, family_name="Hill", given_name="Jane")


def at(hour: int, minute: int = 0) -> dt.datetime:
    """A moment of the day of the session."""
    return dt.datetime(DAY.year, DAY.month, DAY.day, hour, minute, tzinfo=PARIS)


STAMP = PaperStamp("2026-014", 1, at(16, 52), working_copy=False, authority_print=AUTHORITY)


@cache
def framework(name: str) -> Framework:
    """A référentiel that ships with the program."""
    return read_framework(REFERENTIELS / f"{name}.yaml")


def candidate(
    rank: int,
    identity: CivilIdentity,
    path: AccessPath = AccessPath.FORMATION,
    absent: str = "",
    priors: tuple[PriorAward, ...] = (),
) -> Candidate:
    """A candidate, present unless an absence is explained."""
    presence = Presence.ABSENT if absent else Presence.PRESENT
    return Candidate(
        id=rank,
        rank=rank,
        identity=identity,
        access_path=path,
        number=str(2616809 + rank),
        professional_file=True,
        training_results=path.asks_ecf or None,
        priors=priors,
        attendance=Attendance(presence, at(9, 2) if absent else at(8, 30), absent or "carte d’identité"),
    )


SIX = (
    candidate(
        1, CivilIdentity("LE GOFF", "Élodie", "Mme", "MARTIN", "Anne", dt.date(1991, 3, 14), "Quimper", "29", "France")
    ),
    candidate(
        2,
        CivilIdentity("N’DIAYE", "Souleymane", "M.", "", "", dt.date(1988, 11, 2), "Saint-Louis", "99", "Sénégal"),
        AccessPath.VAE,
    ),
    candidate(
        3,
        CivilIdentity("DE LA FONTAINE-MÜLLER", "Chloé", "Mme", "", "", dt.date(2001, 7, 30), "Strasbourg", "67"),
        priors=(PriorAward("ccp1", dt.date(2025, 6, 12), "PV 2025-031"),),
    ),
    candidate(4, CivilIdentity("ÖZTÜRK", "İbrahim", "M.", "", "", dt.date(1995, 1, 9), "Ankara", "99", "Turquie")),
    candidate(
        5,
        CivilIdentity("NGUYỄN", "Thị Mai", "Mme", "LEFÈVRE", "", dt.date(1979, 12, 25), "Huế", "99", "Viêt Nam"),
        AccessPath.VAE,
    ),
    candidate(
        6,
        CivilIdentity("O’CONNOR", "Jean-Loup", "M.", "", "", dt.date(1984, 2, 29), "Saint-Denis", "974"),
        absent="Malade, certificat remis le jour même.",
    ),
)
AWARDS = (
    Award(1, "ccp1", AwardValue.WON),
    Award(1, "ccp2", AwardValue.LOST),
    Award(4, "ccp1", AwardValue.LOST),
    Award(4, "ccp2", AwardValue.LOST),
)
APPRECIATIONS = {
    ANNE.id: "Situe bien son rôle entre le commercial, l’entrepôt et le client.",
    BRUNO.id: "Connaît ses missions ; cite les limites de sa délégation.",
}
THIRD = Accommodation("temps majoré d’un tiers", Fraction(1, 3), "DDETS 29", dt.date(2026, 9, 3))


def title_session(candidates: Iterable[Candidate] = SIX, *, closed: bool = True) -> ExamSession:
    """The session of the picture: six candidates for the title, one refusal in part, one failure, one absence."""
    people = tuple(candidates)
    session = ExamSession(
        sheet=SessionSheet("titre", CENTRE, "Quimper", DAY, DAY, "Claire Morel", "26-29-004512", "2026-014"),
        framework=framework("acom-2025"),
        framework_digest=framework("acom-2025").digest(),
        people=(ANNE, BRUNO, JANE),
        candidates=tuple(replace(c, accommodation=THIRD) if c.id == 4 else c for c in people),
        closing=Closing(at(16, 52), "c" * 64, "f" * 64) if closed else None,
        journal_head=JOURNAL,
    )
    refusals = tuple(p for c in people if c.id in (1, 4) for p in _refusals(c.id))
    refused = {(position.candidate_id, position.unit_id) for position in refusals}
    mastered = tuple(
        Position(c.id, unit.id, mastered=True)
        for c in people
        if c.is_present
        for unit in session.units_for(c)
        if (c.id, unit.id) not in refused
    )
    outcomes = {1: Outcome.PARTIAL, 4: Outcome.FAILED}
    motives = {4: "Les deux CCP demandent des compétences que le candidat n’a pas encore démontrées devant le jury."}
    decisions = tuple(
        Decision(c.id, outcomes.get(c.id, Outcome.PASSED), motives.get(c.id, ""), at(16, 30 + c.rank % 20))
        for c in people
        if c.is_present
    )
    return replace(
        session,
        phase_events={
            (c.id, part.id): _run(len(part.phases), at(9 + rank + (2 if rank else 0), c.rank), part.minutes or 15)
            for c in people
            if c.is_present
            for rank, (_modality, part) in enumerate(session.parts_for(c))
        },
        grids=tuple(
            _grid(session, juror, c, part.id)
            for c in people
            if c.is_present
            for _modality, part in session.parts_for(c)
            for juror in (ANNE, BRUNO)
        ),
        positions=mastered + refusals,
        awards=tuple(award for award in AWARDS if award.candidate_id in {c.id for c in people}),
        decisions=decisions,
        confirmations=tuple(Confirmation(j.id, d.candidate_id, d.decided_at) for d in decisions for j in (ANNE, BRUNO)),
        incidents=(
            Incident(
                1,
                at(9, 10),
                "Arrivée à 9 h 08, retard admis par la responsable ; heure de fin inchangée.",
                people[min(1, len(people) - 1)].id,
            ),
        ),
    )


def ccp_session() -> ExamSession:
    """A session of the CCP 1: one obtains the title with it, one the CCP, one is refused."""
    candidates = (
        replace(SIX[0], priors=(PriorAward("ccp2", dt.date(2025, 6, 12), "PV 2025-031"),)),
        SIX[1],
        candidate(3, CivilIdentity("ŒUVRARD", "Łukasz", "M.", "", "", dt.date(1999, 5, 1), "Łódź", "99", "Pologne")),
    )
    whole = title_session(candidates)
    outcomes = (Outcome.PASSED, Outcome.BLOC_WON, Outcome.BLOC_LOST)
    return replace(
        whole,
        sheet=replace(whole.sheet, session_type_id="ccp1"),
        phase_events={},
        positions=(*(Position(c, f"c{n}", mastered=True) for c in (1, 2) for n in range(1, 5)), _refusals(3)[0]),
        awards=(),
        decisions=tuple(Decision(rank, outcome, "", at(15)) for rank, outcome in enumerate(outcomes, start=1)),
        incidents=(),
        recusals=(Recusal(BRUNO.id, 2, "même entreprise jusqu’en 2024"),),
        confirmations=(),
    )


def bloc_session() -> ExamSession:
    """A session of one bloc of a certification that is not the ministry's: nothing of CERES on its papers."""
    whole = title_session(SIX[1:3])
    cned = framework("cned-aac")
    return replace(
        whole,
        sheet=replace(whole.sheet, session_type_id="bloc1", ceres_number="", centre=Centre("Lycée Kerichen", "Brest")),
        framework=cned,
        framework_digest=cned.digest(),
        candidates=tuple(replace(c, priors=(), accommodation=None) for c in SIX[1:3]),
        phase_events={},
        grids=(),
        positions=(
            Position(2, "c1-1", mastered=True),
            Position(
                3, "c1-1", mastered=False, motive="Le devis ne reprend pas les remises négociées.", cited=("c1-1-1",)
            ),
        ),
        awards=(),
        decisions=(Decision(2, Outcome.BLOC_WON, "", at(15)), Decision(3, Outcome.BLOC_LOST, "", at(15, 10))),
        incidents=(),
    )


def crowd(count: int = 24) -> ExamSession:
    """Many candidates with the longest names, first names and motives that a centre may meet."""
    family = "VON HOHENZOLLERN-SIGMARINGEN DE LA ROCHEFOUCAULD-MONTBEL"
    people = [
        candidate(
            rank,
            CivilIdentity(
                f"{family} {rank}",
                f"Marie-Antoinette Joséphine{rank}",
                "Mme",
                f"RAKOTOMALALA-ANDRIAMANANTENASOA {rank}",
                f"Anne-Charlotte, Łucja, Thị Mai{rank}",
                dt.date(1990, 1, rank),
                "Saint-Rémy-en-Bouzemont-Saint-Genest-et-Isson",
                "51",
            ),
            AccessPath.EQUIVALENCE if rank % 2 else AccessPath.CAPITALISATION,
        )
        for rank in range(1, count + 1)
    ]
    session = title_session(people)
    centre = Centre(
        "Centre de formation d’apprentis interprofessionnel de Bretagne occidentale et des îles du Ponant",
        "12 bis rue de l’Odet prolongée, bâtiment C, 29000 Quimper",
        "29-2024-0117",
        dt.date(2027, 6, 30),
    )
    motive = "\n".join(f"Ligne {n} : la réponse reste générale et ne règle pas la demande." for n in range(1, 10))
    return replace(
        session,
        sheet=replace(session.sheet, centre=centre),
        positions=tuple(p if p.mastered else replace(p, motive=motive) for p in session.positions),
    )


def rectified() -> ExamSession:
    """The session of the picture with one correction after closing."""
    fix = Rectification(
        number=1,
        at=at(17, 30) + dt.timedelta(days=2),
        author="responsable de session",
        agreed_by="Anne Durand et Bruno Petit",
        candidate_id=1,
        subject="Lieu de naissance",
        before="Quimper (29)",
        after="Quimperlé (29)",
        reason="Erreur de saisie relevée sur la carte d’identité.",
    )
    return replace(title_session(), rectifications=(fix,))


def _refusals(candidate_id: int) -> tuple[Position, ...]:
    """What the jury refuses: one compétence of each CCP for the fourth candidate, two of CCP 2 for the first."""
    encours = Position(
        candidate_id,
        "c4",
        mastered=False,
        motive="L’encours du client n’est pas consulté avant d’enregistrer la commande, malgré la relance du jury.",
        cited=("c4-1",),
    )
    mailing = Position(
        candidate_id,
        "c5",
        mastered=False,
        motive="La campagne utilise des adresses recueillies sans l’accord des clients.",
        cited=("c5-2",),
    )
    first = mailing if candidate_id == 1 else encours
    second = Position(
        candidate_id,
        "c8",
        mastered=False,
        motive="Le besoin du visiteur n’est pas reformulé ; la fiche contact reste vide à la fin de l’accueil.",
        cited=("c8-3", "c8-4"),
    )
    return first, second


def timed() -> ExamSession:
    """The first candidate's oral was paused and overran, and the laptop slept twice during the entretien technique."""
    session = title_session()
    kinds = PhaseEventKind
    oral = (
        PhaseEvent(0, kinds.STARTED, _second(12, 1, 0)),
        PhaseEvent(0, kinds.PAUSED, _second(12, 4, 30), "alarme incendie"),
        PhaseEvent(0, kinds.RESUMED, _second(12, 11, 45)),
        PhaseEvent(0, kinds.ENDED, _second(12, 18, 15)),
        PhaseEvent(1, kinds.STARTED, _second(12, 19, 0)),
        PhaseEvent(1, kinds.ENDED, _second(12, 32, 5)),
        PhaseEvent(2, kinds.STARTED, _second(12, 33, 0)),
        PhaseEvent(2, kinds.ENDED, _second(12, 42, 59)),
    )
    interview = (RunningPhase(1, "et", 0, 1), RunningPhase(2, "et", 0, 1))
    lapses = (
        Lapse(4, LapseKind.ASLEEP, _second(13, 2, 14), _second(13, 7, 40), interview, dt.timedelta(0), "capot fermé"),
        Lapse(5, LapseKind.STOPPED, _second(13, 8, 0), _second(13, 8, 43), interview[:1]),
        Lapse(6, LapseKind.ASLEEP, _second(13, 9, 0), _second(13, 9, 30), interview[1:]),
    )
    return replace(session, phase_events={**session.phase_events, (1, "oral"): oral}, lapses=lapses)


def _second(hour: int, minute: int, second: int) -> Instant:
    moment = at(hour, minute) + dt.timedelta(seconds=second)
    return Instant(moment, int((moment - at(13, 1)).total_seconds() * 1000), "a")


def _run(phases: int, start: dt.datetime, minutes: int) -> tuple[PhaseEvent, ...]:
    step = dt.timedelta(minutes=minutes) / phases
    events = []
    for phase in range(phases):
        for kind, moment in ((PhaseEventKind.STARTED, phase), (PhaseEventKind.ENDED, phase + 1)):
            events.append(
                PhaseEvent(phase, kind, Instant(start + step * moment, int(step.total_seconds() * 1000) * moment, "a"))
            )
    return tuple(events)


def _grid(session: ExamSession, juror: Person, person: Candidate, part_id: str) -> Grid:
    _modality, part = session.part_for(person, part_id)
    criteria = [criterion for unit in session.grid_units(person, part) for criterion in unit.criteria]
    marks = {criterion.id: Mark(YES) for criterion in criteria}
    facts: tuple[Fact, ...] = ()
    if criteria and person.id == 1 and juror.id == ANNE.id:
        marks[criteria[1].id] = Mark(NO)
        marks[criteria[2].id] = Mark(NOT_OBSERVED, "non demandé par le sujet")
    if part_id == "ecrit" and person.id == 1 and juror.id == ANNE.id:
        facts = (
            Fact(1, at(9, 31), part.phases[0].label, "reformule la demande du client", criteria[0].id),
            Fact(2, at(9, 44), part.phases[0].label, "arrive avec dix minutes d’avance"),
        )
    appreciation = "" if criteria else APPRECIATIONS[juror.id]
    return Grid(juror.id, person.id, part_id, marks, facts, appreciation, locked_at=at(15, 40))
