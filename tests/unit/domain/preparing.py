"""What a preparation can lack: for each breach, how it is made, how it is mended, and what is said of it.

A breach starts from the sound title session unless it names another; the day of the session is 12 May 2026.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

from app.domain.access_path import AccessPath
from app.domain.answer import NO
from app.domain.candidate import Accommodation, Extension, ParentTitle, PriorAward, ProductionDeposit
from app.domain.decision import Award, AwardValue, Confirmation, Outcome
from app.domain.framework.content import BlocCorrespondence, Correspondence
from app.domain.framework.model import JuryMember, JuryRule, Validity
from app.domain.framework.sitting_plan import Deposit, Modality, Part, RoleCondition
from app.domain.framework.terms import Language, ModalityType, OralRole
from app.domain.grading import Grid, Mark
from app.domain.people import LinkKind, Person, Recusal, RoleAssignment
from app.domain.rules.base import Severity
from app.domain.session import ExamSession
from tests.builders import (
    ANNE,
    BENOIT,
    ELODIE,
    INVIGILATOR,
    MOTIVE,
    NOW,
    decided,
    empty_session,
    framework_with_bloc_criteria,
    framework_with_ccps,
    graded,
    holding,
    juror,
    sound_title_session,
    with_title,
)
from tests.unit.domain.breaking import (
    Break,
    on_two_days,
    with_candidate,
    with_centre,
    with_framework,
    with_juror,
    with_sheet,
)

DAY = NOW.date()
LATER = dt.date(2026, 5, 13)
THIRD = juror(4, "Zoé", "Roux")


@dataclass(frozen=True)
class Breach:
    """One thing that a preparation lacks, and what its finding must say."""

    number: int
    broken: Break
    mended: Break
    wanted: str
    field: str = ""
    severity: Severity = Severity.TO_JUSTIFY
    due: dt.date | None = None
    sound: Callable[[], ExamSession] = sound_title_session


def lasting_until(end: dt.date) -> Break:
    return lambda s: with_framework(s, validity=Validity(start=dt.date(2020, 1, 1), end=end))


def with_extension(session: ExamSession) -> ExamSession:
    """The same session once each candidate says why it is still open."""
    return replace(session, candidates=tuple(replace(c, extension=Extension.FAILED) for c in session.candidates))


def with_people(session: ExamSession, *people: Person) -> ExamSession:
    return replace(session, people=(*people, INVIGILATOR))


def recused(session: ExamSession, *recusals: Recusal) -> ExamSession:
    """The session with these recusals, as if the juror had never written on that candidate."""
    aside = {(each.juror_id, each.candidate_id) for each in recusals}
    return replace(
        session,
        recusals=recusals,
        grids=tuple(grid for grid in session.grids if (grid.juror_id, grid.candidate_id) not in aside),
        confirmations=tuple(c for c in session.confirmations if (c.juror_id, c.candidate_id) not in aside),
    )


def with_modality(session: ExamSession, place: int, change: Callable[[Modality], Modality]) -> ExamSession:
    """The session whose type has one modalité changed."""
    modalities = list(session.type.modalities)
    modalities[place] = change(modalities[place])
    changed = session.type.model_copy(update={"modalities": tuple(modalities)})
    others = (each if each.id != changed.id else changed for each in session.framework.sessions)
    return with_framework(session, sessions=tuple(others))


SLIDES = Deposit(label="Diaporama", due="La veille", days_before=1, slides=("L’entreprise", "Le marché", "Un bilan"))


def asking_slides() -> ExamSession:
    """The sound session, in which each candidate also hands in slides the day before."""
    session = with_modality(sound_title_session(), 1, lambda m: m.model_copy(update={"deposit": SLIDES}))
    return replace(session, candidates=tuple(replace(c, deposits=(handed_in(),)) for c in session.candidates))


def handed_in(days_before: int = 1, slides: tuple[int, ...] = (0, 1, 2), remark: str = "") -> ProductionDeposit:
    at = NOW - dt.timedelta(days=days_before)
    return ProductionDeposit(ModalityType.TECHNICAL_INTERVIEW, at, frozenset(slides), remark)


ROLES = (
    RoleCondition(role=OralRole.INTERLOCUTOR),
    RoleCondition(role=OralRole.OBSERVER, language=Language.ENGLISH),
    RoleCondition(role=OralRole.OCCASIONAL_SPEAKER, language=Language.ENGLISH),
)


def asking_roles() -> ExamSession:
    """The sound session, whose oral wants an interlocuteur and an observateur who works in English."""

    def with_roles(part: Part) -> Part:
        return part.model_copy(update={"roles": ROLES}) if part.id == "oral" else part

    session = with_modality(
        sound_title_session(), 0, lambda m: m.model_copy(update={"parts": tuple(map(with_roles, m.parts))})
    )
    given = (RoleAssignment(1, "oral", OralRole.INTERLOCUTOR), RoleAssignment(2, "oral", OralRole.OBSERVER))
    return replace(with_juror(session, uses_english=True), roles=given)


INSTITUTE = JuryRule(
    quorum=2, composition=(JuryMember(quality="Institut", count=1), JuryMember(quality="Pro", count=1))
)


def of_an_institute() -> ExamSession:
    """A session of another certification, whose jury counts a member of the institute and a professional."""
    framework = framework_with_bloc_criteria().model_copy(update={"jury": INSTITUTE})
    members = (replace(ANNE, seat="Institut"), replace(BENOIT, seat="Pro"), replace(THIRD, seat="Pro"))
    return empty_session(framework, "bloc1", ELODIE, jurors=members)


def last_ccp() -> ExamSession:
    """The session of the last CCP of one candidate, who wins the title."""
    who = holding(ELODIE, "ccp2")
    return decided(graded(empty_session(framework_with_ccps(), "ccp1", who)), who, Outcome.PASSED)


def decided_with_one_held() -> ExamSession:
    """A title session of one candidate who already held the second CCP."""
    who = holding(ELODIE, "ccp2")
    return decided(graded(empty_session(framework_with_ccps(), "titre", who)), who, Outcome.PASSED)


def ccs() -> ExamSession:
    return empty_session(framework_with_ccps(), "ccs", with_title(ELODIE))


def everything_won_but_the_title() -> ExamSession:
    """A partial success with each CCP, whose motive says what the entretien final lacked."""
    session = graded(empty_session(framework_with_ccps(), "titre", ELODIE))
    session = decided(session, ELODIE, Outcome.PARTIAL)
    return replace(session, decisions=tuple(replace(each, motive=MOTIVE) for each in session.decisions))


OLD = Correspondence(framework="ancien", blocs=(BlocCorrespondence(earlier="a1", later="ccp1"),))


def with_an_old_ccp() -> ExamSession:
    """A session whose candidate holds a CCP of the earlier title."""
    held = (PriorAward("ccp1", dt.date(2022, 6, 2), "livret", "ancien", "a1"),)
    framework = framework_with_ccps().model_copy(update={"correspondences": (OLD,)})
    return empty_session(framework, "titre", replace(ELODIE, priors=held))


def granted(**changes: object) -> Break:
    whole = Accommodation("tiers temps", Fraction(1, 3), "DDETS 29", dt.date(2026, 3, 2))
    return lambda s: with_candidate(s, 0, accommodation=replace(whole, **changes))  # type: ignore[arg-type] # named fields


def trained_here(session: ExamSession) -> ExamSession:
    return with_candidate(session, 0, training_body="  entrepots martin ")


PREPARING: dict[str, Breach] = {
    "no CERES number": Breach(
        41,
        lambda s: with_sheet(s, ceres_number=""),
        lambda s: with_sheet(s, ceres_number="S26-00042"),
        "numéro de session CERES manque",
        "ceres_number",
        due=dt.date(2026, 4, 12),
    ),
    "a CERES number that is none": Breach(
        41,
        lambda s: with_sheet(s, ceres_number="à venir"),
        lambda s: with_sheet(s, ceres_number="26-29-004512"),
        "« à venir » ne ressemble pas",
        "ceres_number",
        due=dt.date(2026, 4, 12),
    ),
    "before the title": Breach(
        3,
        lambda s: with_framework(s, validity=Validity(start=LATER, end=dt.date(2030, 1, 1))),
        lambda s: with_framework(s, validity=Validity(start=DAY, end=dt.date(2030, 1, 1))),
        "avant le début de validité.*13/05/2026",
        "starts_on",
    ),
    "nobody knows when the title ends": Breach(
        3,
        lambda s: with_framework(s, validity=Validity(notes=("À relever dans l’arrêté.",))),
        lasting_until(DAY),
        "fin de validité.*pas connue : à vérifier",
    ),
    "after the title, without a reason": Breach(
        3,
        lasting_until(dt.date(2026, 5, 11)),
        with_extension,
        "LE GOFF Élodie.*pris fin le 11/05/2026.*échec, réussite partielle ou parcours engagé",
        "extension",
        due=dt.date(2026, 5, 11),
    ),
    "more than a year after the title": Breach(
        3,
        lambda s: with_extension(lasting_until(dt.date(2025, 5, 11))(s)),
        lasting_until(dt.date(2025, 5, 12)),
        "il y a plus d’un an",
        "starts_on",
        Severity.BLOCKING,
    ),
    "no agrément": Breach(
        3,
        lambda s: with_centre(s, agreement=""),
        lambda s: with_centre(s, agreement="29-2026-0117"),
        "numéro d’agrément du centre manque",
        "agreement",
        due=DAY,
    ),
    "an agrément that is none": Breach(
        3,
        lambda s: with_centre(s, agreement="oui"),
        lambda s: with_centre(s, agreement="29-2026-0117"),
        "« oui » ne ressemble pas",
        "agreement",
    ),
    "an agrément without end": Breach(
        3,
        lambda s: with_centre(s, agreement_until=None),
        lambda s: with_centre(s, agreement_until=DAY),
        "fin de l’agrément.*pas notée",
        "agreement_until",
        due=DAY,
    ),
    "an agrément that ends before": Breach(
        3,
        lambda s: on_two_days(with_centre(s, agreement_until=DAY)),
        lambda s: with_centre(s, agreement_until=LATER),
        "prend fin le 12/05/2026, avant la fin de la session",
        "agreement_until",
        due=DAY,
    ),
    "a juror away on the second day": Breach(
        4,
        lambda s: on_two_days(with_juror(s, days=(DAY,))),
        lambda s: with_people(s, ANNE, replace(BENOIT, days=(DAY, LATER))),
        r"Le jury compte 1 présent le 13/05/2026 : il en faut 2",
        "days",
        Severity.BLOCKING,
        due=dt.date(2026, 4, 27),
    ),
    "a second jury of one": Breach(
        4,
        lambda s: with_people(s, replace(ANNE, panel=1), replace(BENOIT, panel=1), replace(THIRD, panel=2)),
        lambda s: with_people(s, replace(ANNE, panel=1), replace(BENOIT, panel=1), replace(THIRD, panel=1)),
        r"Le jury 2 compte 1 membre : le référentiel en demande au moins 2",
        severity=Severity.BLOCKING,
        due=dt.date(2026, 4, 27),
    ),
    "nobody of the institute": Breach(
        4,
        lambda s: with_people(s, replace(ANNE, seat=""), *s.jurors[1:]),
        lambda s: with_people(s, replace(ANNE, seat="Institut"), *s.jurors[1:]),
        "compte 0 « Institut » : le référentiel en demande 1",
        "seat",
        due=dt.date(2026, 4, 27),
        sound=of_an_institute,
    ),
    "an habilitation beyond the title": Breach(
        5,
        lasting_until(dt.date(2027, 12, 30)),
        lasting_until(dt.date(2027, 12, 31)),
        "Benoît Petit : l’habilitation irait jusqu’au 31/12/2027.*30/12/2027",
        "habilitation_until",
    ),
    "a trainer graded": Breach(
        6,
        lambda s: replace(s, recusals=(Recusal(1, 1, "formateur", LinkKind.TRAINER),)),
        lambda s: recused(s, *s.recusals),
        "LE GOFF Élodie : une grille existe au nom d’A. Durand",
        severity=Severity.BLOCKING,
    ),
    "a trainer confirmed": Breach(
        6,
        lambda s: replace(
            recused(s, Recusal(1, 1, "formatrice", LinkKind.TRAINER)),
            confirmations=(Confirmation(1, 1, NOW),),
        ),
        lambda s: replace(s, confirmations=()),
        "LE GOFF Élodie : une confirmation existe",
        severity=Severity.BLOCKING,
    ),
    "a colleague graded": Breach(
        7,
        lambda s: replace(
            with_people(s, ANNE, BENOIT, THIRD), recusals=(Recusal(1, 1, "collègue", LinkKind.SHARED_WORKPLACE),)
        ),
        lambda s: recused(s, *s.recusals),
        "LE GOFF Élodie : une grille existe",
        severity=Severity.BLOCKING,
    ),
    "a quorum lost by a recusal": Breach(
        7,
        lambda s: recused(s, Recusal(1, 1, "même entreprise", LinkKind.SHARED_WORKPLACE)),
        lambda s: with_people(s, ANNE, BENOIT, THIRD),
        r"LE GOFF.*laisse 1 juré sur 2, moins de 2 jurés",
        "recusals",
        Severity.BLOCKING,
        due=dt.date(2026, 4, 27),
    ),
    "a seat emptied by a recusal": Breach(
        7,
        lambda s: recused(s, Recusal(1, 1, "ancienne élève", LinkKind.PERSONAL)),
        lambda s: replace(s, recusals=()),
        "LE GOFF.*laisse 0 « Institut » sur 1",
        "recusals",
        due=dt.date(2026, 4, 27),
        sound=of_an_institute,
    ),
    "a juror of the training body": Breach(
        7,
        lambda s: with_people(trained_here(s), ANNE, BENOIT, replace(THIRD, employer="Odet Fret")),
        lambda s: with_candidate(s, 0, training_body="CFA de l’Odet"),
        "Anne Durand a pour employeur l’organisme qui a formé LE GOFF Élodie",
        "recusals",
        due=dt.date(2026, 4, 27),
    ),
    "no observer": Breach(
        10,
        lambda s: replace(s, roles=s.roles[:1]),
        lambda s: replace(s, roles=asking_roles().roles),
        "Mise en situation orale : dites qui est observateur",
        "role",
        due=DAY,
        sound=asking_roles,
    ),
    "no role in the second jury": Breach(
        10,
        lambda s: with_candidate(
            with_people(s, *(replace(each, panel=1) for each in s.jurors), replace(THIRD, panel=2)), 0, panel=2
        ),
        lambda s: with_people(s, *(replace(each, panel=0) for each in s.jurors)),
        "Mise en situation orale, jury 2 : dites qui est interlocuteur et qui est observateur",
        "role",
        due=DAY,
        sound=asking_roles,
    ),
    "an observer without English": Breach(
        10,
        lambda s: with_people(s, ANNE, replace(BENOIT, uses_english=False)),
        lambda s: with_people(s, ANNE, replace(BENOIT, uses_english=True)),
        "Benoît Petit est observateur sans que sa pratique professionnelle de l’anglais",
        "uses_english",
        due=DAY,
        sound=asking_roles,
    ),
    "an invigilator observes": Breach(
        10,
        lambda s: replace(s, roles=(*s.roles, RoleAssignment(INVIGILATOR.id, "oral", OralRole.OBSERVER))),
        lambda s: replace(s, roles=s.roles[:2]),
        "Chloé Roussel, surveillant, ne peut pas être observateur",
        "role",
        due=DAY,
        sound=asking_roles,
    ),
    "a juror as occasional speaker": Breach(
        10,
        lambda s: replace(
            with_people(s, *s.jurors, THIRD), roles=(*s.roles, RoleAssignment(4, "oral", OralRole.OCCASIONAL_SPEAKER))
        ),
        lambda s: replace(s, roles=s.roles[:2]),
        "Zoé Roux, membre du jury, ne peut pas être intervenant ponctuel",
        "role",
        due=DAY,
        sound=asking_roles,
    ),
    "extra time without authority nor date": Breach(
        13,
        granted(authority=" ", granted_on=None),
        granted(),
        "LE GOFF.*il manque l’autorité et la date",
        "accommodation",
        Severity.BLOCKING,
        due=DAY,
    ),
    "more than a third": Breach(
        13,
        granted(extra_time=Fraction(1, 2)),
        granted(extra_time=Fraction(34, 100)),
        "50 % dépasse le tiers",
        "accommodation",
        due=DAY,
    ),
    "no dossier professionnel": Breach(
        15,
        lambda s: with_candidate(s, 0, professional_file=False),
        lambda s: with_candidate(s, 0, professional_file=True),
        "LE GOFF Élodie : le dossier professionnel n’est pas fourni",
        "professional_file",
        due=DAY,
    ),
    "nobody said whether the livret ECF is there": Breach(
        15,
        lambda s: with_candidate(s, 0, training_results=None),
        lambda s: with_candidate(s, 0, access_path=AccessPath.VAE),
        "dites si le livret ECF est fourni",
        "training_results",
        due=DAY,
    ),
    "a result of the livret ECF not copied": Breach(
        15,
        lambda s: with_candidate(s, 0, results=ELODIE.results[:1]),
        lambda s: with_candidate(s, 0, priors=holding(ELODIE, "ccp2").priors),
        "pas reporté pour CCP 2",
        "results",
        due=DAY,
    ),
    "no slides": Breach(
        15,
        lambda s: with_candidate(s, 0, deposits=()),
        lambda s: with_candidate(s, 0, deposits=(handed_in(),)),
        "LE GOFF.*« Diaporama » n’est pas déposé .à remettre : la veille",
        "deposits",
        due=dt.date(2026, 5, 11),
        sound=asking_slides,
    ),
    "slides on the day itself": Breach(
        15,
        lambda s: with_candidate(s, 0, deposits=(handed_in(0),)),
        lambda s: with_candidate(s, 0, deposits=(handed_in(0, remark="train bloqué"),)),
        "déposé le 12/05/2026, après le 11/05/2026",
        "deposits",
        due=DAY,
        sound=asking_slides,
    ),
    "imposed slides missing": Breach(
        15,
        lambda s: with_candidate(s, 0, deposits=(handed_in(slides=(1,)),)),
        lambda s: with_candidate(s, 0, deposits=(handed_in(),)),
        "manque les diapositives imposées n° 1, 3",
        "deposits",
        due=dt.date(2026, 5, 11),
        sound=asking_slides,
    ),
    "all won and no reason": Breach(
        29,
        lambda s: replace(s, decisions=tuple(replace(each, motive="Non.") for each in s.decisions)),
        lambda s: replace(s, decisions=tuple(replace(each, motive=MOTIVE) for each in s.decisions)),
        "LE GOFF.*chaque CCP est obtenu.*entretien final",
        sound=everything_won_but_the_title,
    ),
    "the title with another CCP missing": Breach(
        30,
        lambda s: with_candidate(s, 0, priors=()),
        lambda s: with_candidate(s, 0, priors=holding(ELODIE, "ccp2").priors),
        "d’autres CCP lui manquent",
        severity=Severity.BLOCKING,
        sound=last_ccp,
    ),
    "the title on a CCP without date": Breach(
        30,
        lambda s: with_candidate(s, 0, priors=(PriorAward("ccp2", None, "livret"),)),
        lambda s: with_candidate(s, 0, priors=holding(ELODIE, "ccp2").priors),
        "sans date ni preuve pour CCP 2",
        severity=Severity.BLOCKING,
        sound=last_ccp,
    ),
    "the title without entretien final": Breach(
        30,
        lambda s: replace(s, phase_events={}, grids=tuple(grid for grid in s.grids if grid.part_id != "ef")),
        lambda s: replace(s, grids=last_ccp().grids),
        "sans entretien final",
        severity=Severity.BLOCKING,
        sound=last_ccp,
    ),
    "a held CCP graded again": Breach(
        31,
        lambda s: replace(s, grids=(*s.grids, Grid(1, 1, "ecrit", {"c3.1": Mark(NO)}))),
        lambda s: replace(s, grids=decided_with_one_held().grids),
        "LE GOFF.*critères d’un CCP déjà acquis",
        severity=Severity.BLOCKING,
        sound=decided_with_one_held,
    ),
    "a held CCP decided again": Breach(
        31,
        lambda s: replace(s, awards=(*s.awards, Award(1, "ccp2", AwardValue.LOST))),
        lambda s: replace(s, awards=tuple(each for each in s.awards if each.bloc_id != "ccp2")),
        "LE GOFF.*CCP déjà acquis n’est pas à décider",
        severity=Severity.BLOCKING,
        sound=decided_with_one_held,
    ),
    "a held CCP without proof": Breach(
        31,
        lambda s: with_candidate(s, 0, priors=(PriorAward("ccp2", dt.date(2025, 6, 2)),)),
        lambda s: with_candidate(s, 0, priors=holding(ELODIE, "ccp2").priors),
        "LE GOFF.*date et la preuve pour CCP 2",
        "priors",
        due=DAY,
        sound=decided_with_one_held,
    ),
    "a CCS without a title": Breach(
        32,
        lambda s: with_candidate(s, 0, parent_title=None),
        lambda s: with_candidate(s, 0, parent_title=with_title(ELODIE).parent_title),
        "LE GOFF.*titre déjà détenu",
        "parent_title",
        Severity.BLOCKING,
        due=DAY,
        sound=ccs,
    ),
    "a CCS without the proof of the title": Breach(
        32,
        lambda s: with_candidate(s, 0, parent_title=ParentTitle(dt.date(2024, 6, 3), " ")),
        lambda s: with_candidate(s, 0, parent_title=with_title(ELODIE).parent_title),
        "la preuve du titre",
        "parent_title",
        Severity.BLOCKING,
        due=DAY,
        sound=ccs,
    ),
    "a fourth sitting": Breach(
        33,
        lambda s: with_candidate(s, 1, earlier_sittings=3, first_refused_on=DAY),
        lambda s: with_candidate(s, 1, earlier_sittings=2),
        "N’DIAYE.*sa 4ᵉ session",
        "earlier_sittings",
        due=DAY,
    ),
    "more than a year after the first refusal": Breach(
        33,
        lambda s: with_candidate(s, 1, earlier_sittings=1, first_refused_on=dt.date(2025, 5, 11)),
        lambda s: with_candidate(s, 1, first_refused_on=dt.date(2025, 5, 12)),
        "N’DIAYE.*possible jusqu’au 11/05/2026",
        "first_refused_on",
        due=DAY,
    ),
    "a refusal without its date": Breach(
        33,
        lambda s: with_candidate(s, 1, earlier_sittings=1),
        lambda s: with_candidate(s, 1, first_refused_on=dt.date(2026, 1, 12)),
        "N’DIAYE.*date du premier échec",
        "first_refused_on",
        due=DAY,
    ),
    "a CCP that the correspondence does not give": Breach(
        35,
        lambda s: with_candidate(s, 0, priors=(replace(s.candidates[0].priors[0], bloc_id="ccp2"),)),
        lambda s: with_candidate(s, 0, priors=with_an_old_ccp().candidates[0].priors),
        r"LE GOFF.*« a1 » \(ancien\)",
        "priors",
        Severity.BLOCKING,
        due=DAY,
        sound=with_an_old_ccp,
    ),
    "too few external members": Breach(
        50,
        lambda s: with_people(s, replace(ANNE, is_external=False), replace(BENOIT, is_external=None), THIRD),
        lambda s: with_people(s, replace(ANNE, is_external=False), BENOIT, THIRD),
        "pas la moitié de membres extérieurs",
        "is_external",
        due=dt.date(2026, 4, 27),
        sound=of_an_institute,
    ),
    "nobody qualified for VAE": Breach(
        50,
        lambda s: with_candidate(s, 0, access_path=AccessPath.VAE),
        lambda s: with_people(s, replace(ANNE, is_qualified=True), *s.jurors[1:]),
        "VAE : il faut deux membres, dont un qualifié",
        "is_qualified",
        due=dt.date(2026, 4, 27),
        sound=of_an_institute,
    ),
}
