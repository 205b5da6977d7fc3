"""Sessions whose deliberation left something to print: a roll, grids done without, derogations, a rule, votes."""

from dataclasses import replace
from decimal import Decimal

from app.domain.decision import Award, AwardValue, Confirmation, Decision, Outcome, Position
from app.domain.framework.decision_rule import BlocRule, DecisionRule
from app.domain.framework.terms import DecisionMode, Evidence
from app.domain.jury_room import Consultation, Derogation, RollEntry, Shortfall, Vote
from app.domain.merging import GridChoice, GridWaiver
from app.domain.people import LinkKind, Recusal
from app.domain.session import ExamSession
from tests.builders import ANNE as FIRST
from tests.builders import BENOIT, ELODIE, MOTIVE, POINTS, after
from tests.integration.reports.snapshots import ANNE, BRUNO, CENTRE, at, title_session
from tests.ruled import CHAIR, CHAIRED, ZOE, ruled, with_points

DISSENT = "Le seuil est dépassé sur chaque critère."


def deliberated() -> ExamSession:
    """The session of six candidates, with everything that a deliberation can leave in a titre professionnel."""
    session = title_session()
    return replace(
        session,
        roll=(RollEntry(ANNE.id, present=True, reason="", at=at(16)), RollEntry(BRUNO.id, True, "", at(16))),
        grid_waivers=(GridWaiver(BRUNO.id, 2, "et", ANNE.id, "poste tombé en panne, grille perdue", at(16, 2)),),
        choices=(
            GridChoice(ANNE.id, 1, "ecrit", "a" * 64, ("b" * 64,), "l’autre poste n’avait pas la fin", at(16, 3)),
        ),
        derogations=(
            Derogation(
                1, 41, None, "Le numéro du procès-verbal manque.", "DDETS du Finistère", "numéro à venir", at(16, 30)
            ),
        ),
        consultations=(
            Consultation(1, Evidence.PROFESSIONAL_FILE, seen=True, remark="", juror_id=ANNE.id, at=at(16, 5)),
            Consultation(
                1, Evidence.TRAINING_RESULTS, seen=False, remark="resté au centre", juror_id=BRUNO.id, at=at(16, 6)
            ),
        ),
    )


def with_an_absent_juror() -> ExamSession:
    """The same session, which a third juror left before the deliberation."""
    session = deliberated()
    third = replace(BRUNO, id=9, given_name="Łucja", family_name="Nguyễn")
    gone = RollEntry(third.id, present=False, reason="rappelée par son employeur", at=at(16))
    return replace(session, people=(*session.people, third), roll=(*session.roll, gone))


LEFT = "Bruno Petit est rappelé par son employeur à 16 h 10, avant d’avoir confirmé"
MEASURES = "Le suppléant, appelé à 16 h 15, ne peut pas venir avant 18 h."
LINKED = "Lien de famille découvert pendant l’entretien final de la candidate."


def without_a_quorum() -> ExamSession:
    """The session of six candidates: one juror left before he confirmed the fourth, and is linked to the fifth."""
    session = deliberated()
    gone = RollEntry(BRUNO.id, present=False, reason="rappelé par son employeur", at=at(16, 10))
    return replace(
        session,
        roll=(session.roll[0], gone),
        recusals=(Recusal(BRUNO.id, 5, "oncle de la candidate", LinkKind.PERSONAL),),
        confirmations=tuple(c for c in session.confirmations if c.candidate_id < 4 or c.juror_id == ANNE.id),
        shortfalls=(
            Shortfall(4, LEFT, MEASURES, session.sheet.manager, at(16, 20)),
            Shortfall(5, LINKED, "", session.sheet.manager, at(16, 22)),
        ),
    )


RULE = BlocRule(bloc="bloc1", threshold=Decimal(20), eliminatory=("bloc1.2",))


def ruled_and_voted(chair: str = "14") -> ExamSession:
    """A certification with points and a casting vote: a bloc refused above its threshold, with a dissenting voice."""
    framework = ruled(DecisionRule(mode=DecisionMode.CASTING_VOTE, casting_seat=CHAIR, blocs=(RULE,)), POINTS, CHAIRED)
    jurors = (FIRST, BENOIT, ZOE)
    points = {1: {"bloc1.1": "14", "bloc1.2": "11"}, 2: {"bloc1.1": "12", "bloc1.2": "11.5"}, 4: {"bloc1.1": chair}}
    session = with_points(framework, points, type_id="bloc1", jurors=jurors)
    against = "Une consigne de sécurité a été ignorée deux fois."
    return replace(
        session,
        sheet=replace(session.sheet, centre=CENTRE),
        positions=(Position(ELODIE.id, "bloc1", mastered=False, motive=MOTIVE, cited=("bloc1.1",)),),
        decisions=(Decision(ELODIE.id, Outcome.BLOC_LOST, against, after(200)),),
        confirmations=tuple(Confirmation(juror.id, ELODIE.id, after(210)) for juror in jurors),
        votes=(
            Vote(ELODIE.id, 1, favourable=True, dissent="", at=after(205)),
            Vote(ELODIE.id, 2, favourable=True, dissent="", at=after(206)),
            Vote(ELODIE.id, 4, favourable=False, dissent=DISSENT, at=after(207)),
        ),
    )


def in_two_blocs() -> ExamSession:
    """A whole certification in points, one bloc won and one refused."""
    session = with_points(ruled(DecisionRule(blocs=(RULE,))), {1: {}, 2: {}})
    return replace(
        session,
        awards=(Award(ELODIE.id, "bloc1", AwardValue.WON), Award(ELODIE.id, "bloc2", AwardValue.LOST)),
        decisions=(Decision(ELODIE.id, Outcome.PARTIAL, "", after(200)),),
    )
