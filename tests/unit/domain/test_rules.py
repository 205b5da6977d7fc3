"""Every rule finds its own breach, says it in French, and leaves a sound session alone."""

import datetime as dt
import re
from dataclasses import replace

import pytest

from app.domain.answer import NO, NOT_OBSERVED
from app.domain.attendance import Attendance, Presence
from app.domain.candidate import Candidate
from app.domain.conduct import AccommodationReading, FraudReport, Incident, Witness
from app.domain.decision import Award, AwardValue, Confirmation, Outcome
from app.domain.frozen_session import Closing, Departure
from app.domain.grading import Fact, Grid, Mark
from app.domain.people import Person, Recusal
from app.domain.planning.compute import compute
from app.domain.planning.plan import Plan
from app.domain.planning.usual import usual_settings
from app.domain.question_guide import FROM_FRAMEWORK, PutQuestion, QuestionState
from app.domain.rules.base import Place, Rule, Severity
from app.domain.rules.closing_rules import frozen_digest
from app.domain.rules.registry import RULES, blocks_closing, judge
from app.domain.session import ExamSession
from app.domain.timing import Instant, Lapse, LapseKind, RunningPhase
from tests.builders import (
    ABSENT,
    ANNE,
    ELODIE,
    INVIGILATOR,
    NOW,
    SOULEYMANE,
    after,
    candidate,
    decided,
    empty_session,
    framework_with_bloc_criteria,
    framework_with_ccps,
    framework_without_criteria,
    graded,
    held,
    holding,
    sound_title_session,
    with_third_time,
    with_title,
)
from tests.unit.domain.breaking import (
    Break,
    closed,
    findings,
    on_two_days,
    unlocked,
    validated,
    with_candidate,
    with_framework,
    with_grid,
    with_juror,
    with_motive,
    with_outcome,
    with_sheet,
    without_final,
)
from tests.unit.domain.preparing import PREPARING
from tests.unit.test_house import BAD_TYPOGRAPHY


def awaited(session: ExamSession, *people: Candidate) -> ExamSession:
    """The session before its day, with these candidates."""
    return empty_session(session.framework, "titre", *(replace(who, attendance=None) for who in people))


def crowd(count: int) -> list[Candidate]:
    return [candidate(n, f"CANDIDAT {n}", "Léo") for n in range(1, count + 1)]


def planned(session: ExamSession) -> Plan:
    """The planning of a session."""
    return compute(session, usual_settings(session)).plan


NAP = Lapse(
    1,
    LapseKind.ASLEEP,
    Instant(NOW, 0, "b1"),
    Instant(NOW + dt.timedelta(seconds=326), 326_000, "b1"),
    (RunningPhase(1, "ef", 0, 1),),
)
BREACHES: dict[str, tuple[int, Break, str]] = {
    "no code": (1, lambda s: with_framework(s, code=""), "Employé de réserve"),
    "no millésime": (1, lambda s: with_framework(s, millesime=""), "Employé de réserve"),
    "timed outside the session type": (
        2,
        lambda s: replace(s, phase_events={**s.phase_events, (1, "jeu"): held(1)}),
        "LE GOFF Élodie.*« jeu »",
    ),
    "graded outside the session type": (
        2,
        lambda s: replace(s, grids=(*s.grids, Grid(1, 1, "dessin"))),
        "LE GOFF Élodie.*« dessin »",
    ),
    "graded on a bloc already held": (
        2,
        lambda s: with_candidate(s, 0, priors=holding(ELODIE, "ccp1").priors),
        "« oral »",
    ),
    "one juror": (4, lambda s: replace(s, people=(ANNE,)), "1 membre.*au moins 2"),
    "habilitation over": (
        4,
        lambda s: with_juror(s, habilitation_until=dt.date(2026, 5, 11)),
        "Benoît Petit.*12/05/2026",
    ),
    "habilitation over on the second day": (
        4,
        lambda s: on_two_days(with_juror(s, habilitation_until=dt.date(2026, 5, 12))),
        "Benoît Petit.*13/05/2026",
    ),
    "an identifier borne twice": (
        43,
        lambda s: with_candidate(s, 2, number=s.candidates[0].number),
        "ÖZTÜRK İbrahim porte le même identifiant que LE GOFF Élodie",
    ),
    "no habilitation": (4, lambda s: with_juror(s, habilitation=""), "Benoît Petit.*habilitation"),
    "not declared": (8, lambda s: with_juror(s, declared_at=None), "Benoît Petit.*déclaration"),
    "an invigilator grades": (
        9,
        lambda s: replace(s, grids=(*s.grids, Grid(INVIGILATOR.id, 1, "oral"))),
        "Chloé Roussel.*surveillant",
    ),
    "an invigilator confirms": (
        9,
        lambda s: replace(s, confirmations=(*s.confirmations, Confirmation(INVIGILATOR.id, 1, NOW))),
        "Chloé Roussel",
    ),
    "presence not observed": (11, lambda s: with_candidate(s, 2, attendance=None), "ÖZTÜRK İbrahim.*présence"),
    "no identity document": (
        11,
        lambda s: with_candidate(s, 0, attendance=Attendance(Presence.PRESENT, NOW, " ")),
        "LE GOFF Élodie.*pièce d’identité",
    ),
    "an absent candidate has a grid": (
        11,
        lambda s: replace(s, grids=(*s.grids, Grid(1, ABSENT.id, "ef"))),
        "ÖZTÜRK İbrahim.*grille",
    ),
    "time that nobody watched": (
        46,
        lambda s: replace(s, lapses=(NAP,)),
        "Le poste a dormi de .* \\(5 min 26 s\\).*LE GOFF Élodie",
    ),
    "final interview not held": (
        17,
        lambda s: replace(
            unlocked(s, ELODIE, "ef"), phase_events={k: v for k, v in s.phase_events.items() if k != (1, "ef")}
        ),
        "LE GOFF Élodie.*entretien final n’est pas terminé",
    ),
    "final interview missing from the référentiel": (
        17,
        lambda s: with_framework(s, sessions=tuple(without_final(each) for each in s.framework.sessions)),
        "ne prévoit pas",
    ),
    "final interview graded first": (18, lambda s: unlocked(s, ELODIE, "et"), "A. Durand.*entretien final"),
    "a critère without an answer": (
        20,
        lambda s: with_grid(s, ELODIE, "oral", marks={}),
        r"Mise en situation orale.*A\. Durand.*incomplète \(1",
    ),
    "« non observé » without a word": (
        20,
        lambda s: with_grid(s, ELODIE, "oral", marks={"c2.1": Mark(NOT_OBSERVED, " ")}),
        r"incomplète \(1 élément",
    ),
    "a grid left open": (20, lambda s: unlocked(s, ELODIE, "oral"), "n’est pas verrouillée"),
    "a grid never opened": (20, lambda s: replace(s, grids=s.grids[1:]), "incomplète"),
    "a word on the person in a motive": (
        24,
        lambda s: with_motive(s, "Son accent rend l’accueil difficile."),
        "N’DIAYE.*un motif.*la personne",
    ),
    "a word on the person in an appreciation": (
        24,
        lambda s: with_grid(s, ELODIE, "ef", appreciation="Très sympathique."),
        "LE GOFF.*une appréciation",
    ),
    "a mark in a motive": (21, lambda s: with_motive(s, "Le candidat n’obtient que 8/20."), "N’DIAYE.*motif"),
    "a percentage in an appreciation": (
        21,
        lambda s: with_grid(s, ELODIE, "ef", appreciation="Maîtrise 60 % du métier."),
        "LE GOFF.*appréciation",
    ),
    "a mean in a decision": (
        21,
        lambda s: replace(s, decisions=tuple(replace(d, motive="moyenne de 12") for d in s.decisions)),
        "motif de la décision",
    ),
    "a position not taken": (
        22,
        lambda s: replace(s, positions=s.positions[1:]),
        "LE GOFF.*position.*Contrôler une livraison",
    ),
    "a motive too short": (23, lambda s: with_motive(s, "Insuffisant."), "N’DIAYE.*moins de 15 caractères"),
    "a motive that cites nothing": (23, lambda s: with_motive(s, "Rien n’est jamais vérifié.", ()), "aucun critère"),
    "a motive that cites another competence": (
        23,
        lambda s: with_motive(s, "Rien n’est jamais vérifié.", ("c1.1",)),
        "aucun critère",
    ),
    "a divergence left open": (
        25,
        lambda s: replace(
            with_grid(s, ELODIE, "oral", marks={"c2.1": Mark(NO)}),
            positions=tuple(p for p in s.positions if (p.candidate_id, p.unit_id) != (1, "c2")),
        ),
        "LE GOFF.*divergent.*Dialoguer",
    ),
    "a confirmation missing": (
        26,
        lambda s: replace(s, confirmations=tuple(c for c in s.confirmations if c.juror_id != 2)),
        r"confirmée par B\. Petit",
    ),
    "a title won with a CCP refused": (27, lambda s: with_outcome(s, SOULEYMANE, Outcome.PASSED), "CCP 2 est refusé"),
    "a title refused with a CCP undecided": (
        27,
        lambda s: replace(s, awards=tuple(a for a in s.awards if a.bloc_id != "ccp1")),
        "décider du CCP 1",
    ),
    "a partial success without a CCP": (
        28,
        lambda s: replace(s, awards=tuple(replace(a, value=AwardValue.LOST) for a in s.awards)),
        "N’DIAYE.*sans aucun CCP",
    ),
    "a failure with a CCP": (28, lambda s: with_outcome(s, SOULEYMANE, Outcome.FAILED), "échec.*CCP est obtenu"),
    "an outcome of another session": (28, lambda s: with_outcome(s, ELODIE, Outcome.BLOC_WON), "n’existe pas"),
    "an award to somebody absent": (
        28,
        lambda s: replace(s, awards=(*s.awards, Award(ABSENT.id, "ccp1", AwardValue.WON))),
        "ÖZTÜRK İbrahim est absent",
    ),
    "an award on an unknown CCP": (
        28,
        lambda s: replace(s, awards=(*s.awards, Award(2, "ccp9", AwardValue.WON))),
        "« ccp9 » n’est pas à décider",
    ),
    "a jury that never closed the doors": (
        36,
        lambda session: replace(session, doors_opened_at=None),
        "sans avoir fermé les portes",
    ),
    "a session taken back from another laptop": (
        45,
        lambda session: replace(session, taken_back=Departure(NOW, "portable de la salle B")),
        "reprise ici le 12/05/2026.*portable de la salle B",
    ),
    "a procès-verbal that nobody validated": (37, closed, "n’est pas encore validé"),
    "a grid changed after closing": (40, lambda s: with_grid(closed(s), ELODIE, "ef", appreciation="Autre"), "grilles"),
    "a decision changed after closing": (40, lambda s: with_outcome(closed(s), ELODIE, Outcome.FAILED), "décisions"),
    "a référentiel changed after closing": (
        40,
        lambda s: replace(closed(s), framework_digest="b" * 64),
        "Le référentiel de la session n’est plus celui de la clôture",
    ),
    "a locked grid changed": (
        40,
        lambda s: with_grid(s, ELODIE, "oral", marks={"c2.1": Mark(NO)}),
        "LE GOFF Élodie : la grille d’A. Durand n’est plus celle qui a été verrouillée",
    ),
    "nobody to decide on": (41, lambda s: empty_session(s.framework, "titre"), "aucun candidat"),
    "no decision": (41, lambda s: replace(s, decisions=s.decisions[1:]), "LE GOFF Élodie.*aucune décision"),
    "an absence without a reason": (
        41,
        lambda s: with_candidate(s, 2, attendance=Attendance(Presence.ABSENT, NOW, " ")),
        "ÖZTÜRK.*absence",
    ),
    "a jury too small for a candidate": (
        41,
        lambda s: with_candidate(with_juror(s, panel=1), 0, panel=2),
        "LE GOFF.*moins de 2 jurés",
    ),
    "no number for the record": (41, lambda s: with_sheet(s, record_number=""), "numéro du procès-verbal"),
    "an identity to complete": (
        41,
        lambda s: with_candidate(s, 0, identity=replace(ELODIE.identity, birth_town="", birth_date=None)),
        "LE GOFF.*date de naissance, lieu de naissance",
    ),
    "more candidates than the day holds": (
        47,
        lambda s: awaited(s, *crowd(9)),
        r"Il faut 12 h 45 de jury pour 9 candidats.* 1 jury en 1 jour en donne 7 h 15\.",
    ),
    "a candidate enrolled after the planning": (
        47,
        lambda s: replace(awaited(s, *crowd(3)), plan=planned(awaited(s, *crowd(2)))),
        "CANDIDAT 3.*pas dans le planning retenu. Recalculez",
    ),
    "a third more time granted after the planning": (
        47,
        lambda s: replace(awaited(s, with_third_time(ELODIE)), plan=planned(awaited(s, ELODIE))),
        "LE GOFF.*temps supplémentaire compris. Recalculez",
    ),
}


def loosely(text: str) -> str:
    return re.sub(r"\s", " ", text)


@pytest.mark.parametrize("name", BREACHES)
def test_each_breach_is_found_and_said(name: str) -> None:
    number, broken, wanted = BREACHES[name]

    found = findings(broken(sound_title_session()), number)

    assert any(re.search(wanted, loosely(finding.sentence)) for finding in found), [f.sentence for f in found]


@pytest.mark.parametrize("name", BREACHES)
def test_each_finding_is_clean_french_and_names_a_place(name: str) -> None:
    _number, broken, _wanted = BREACHES[name]

    for state in judge(broken(sound_title_session())):
        for finding in state.findings:
            assert [what for what, bad in BAD_TYPOGRAPHY.items() if bad.search(finding.sentence)] == [], (
                finding.sentence
            )
            assert finding.sentence.endswith(".")
            assert isinstance(finding.place, Place)


def test_every_rule_has_a_breach() -> None:
    broken = {number for number, _break, _wanted in BREACHES.values()} | {each.number for each in PREPARING.values()}
    assert broken | {49} == {rule.number for rule in RULES}, "rule 49 has its own tests, on certifications with a rule"


def sound_sessions() -> dict[str, ExamSession]:
    last = holding(ELODIE, "ccp2")
    bloc = graded(empty_session(framework_with_bloc_criteria(), "bloc1", ELODIE))
    whole = graded(empty_session(framework_with_bloc_criteria(), "titre", ELODIE))
    return {
        "title": sound_title_session(),
        "title, closed": validated(closed(sound_title_session())),
        "CCP won": decided(graded(_prepared("ccp1", ELODIE)), ELODIE, Outcome.BLOC_WON),
        "CCP lost": decided(graded(_prepared("ccp1", ELODIE)), ELODIE, Outcome.BLOC_LOST),
        "last CCP": decided(graded(_prepared("ccp1", last)), last, Outcome.PASSED),
        "title, one CCP held": decided(graded(_prepared("titre", last)), last, Outcome.FAILED, lost=["ccp1"]),
        "CCS": decided(graded(_prepared("ccs", with_title(ELODIE))), ELODIE, Outcome.PASSED),
        "CCS refused": decided(graded(_prepared("ccs", with_title(ELODIE))), ELODIE, Outcome.FAILED, lost=["ccp2"]),
        "everybody absent": _prepared("titre", ABSENT),
        "bloc": decided(bloc, ELODIE, Outcome.BLOC_WON),
        "bloc lost": decided(bloc, ELODIE, Outcome.BLOC_LOST),
        "RNCP title without final interview": decided(whole, ELODIE, Outcome.PARTIAL, lost=["bloc2"]),
        "bloc without critères": decided(
            graded(empty_session(framework_without_criteria(), "bloc1", ELODIE)), ELODIE, Outcome.BLOC_LOST
        ),
    }


def _prepared(type_id: str, who: Candidate) -> ExamSession:
    return empty_session(framework_with_ccps(), type_id, who)


@pytest.mark.parametrize("name", sound_sessions())
def test_a_sound_session_satisfies_every_rule(name: str) -> None:
    states = judge(sound_sessions()[name])

    assert [finding.sentence for state in states for finding in state.findings] == []
    assert not blocks_closing(states)


def test_rules_are_numbered_as_documented() -> None:
    assert [rule.number for rule in RULES] == [
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 18, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 35,
        36, 37, 40, 41, 43, 45, 46, 47, 49, 50,
    ]  # fmt: skip


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule.number))
def test_a_rule_is_a_clean_french_sentence_with_its_origin(rule: Rule) -> None:
    assert [what for what, bad in BAD_TYPOGRAPHY.items() if bad.search(rule.sentence)] == []
    assert rule.sentence[0].isupper()
    assert rule.sentence[-1] not in ".!"
    assert rule.origin.startswith(f"Règle {rule.number} · {rule.source.value}")
    assert not rule.origin.endswith(" · ")


def test_a_source_not_read_in_force_says_so() -> None:
    assert {rule.number for rule in RULES if "à vérifier" in rule.origin} == {4, 6, 7, 11, 36, 37, 50}


def test_habilitations_are_to_settle_first_and_block_once_the_jury_deliberates() -> None:
    lapsed = with_juror(sound_title_session(), habilitation="")
    preparing = replace(lapsed, positions=(), decisions=(), awards=(), confirmations=())

    assert {finding.severity for finding in findings(lapsed, 4)} == {Severity.BLOCKING}
    assert {finding.severity for finding in findings(preparing, 4)} == {Severity.TO_JUSTIFY}


def test_a_third_juror_makes_up_for_a_lapsed_habilitation() -> None:
    third = Person(4, ANNE.function, "Roux", "Zoé", declared_at=NOW)
    session = sound_title_session()

    assert findings(replace(session, people=(*session.people, third)), 4) == ()


def test_no_habilitation_is_asked_outside_titres_professionnels() -> None:
    session = with_juror(empty_session(framework_with_bloc_criteria(), "bloc1", ELODIE), habilitation="")

    assert findings(session, 4) == ()


def test_an_early_final_interview_asks_for_a_reason_and_does_not_block() -> None:
    session = unlocked(sound_title_session(), ELODIE, "et")
    waived = with_grid(session, ELODIE, "ef", waiver="fermeture du site à midi")

    (finding,) = findings(session, 18)
    assert (finding.severity, finding.candidate_id, finding.person_id) == (Severity.TO_JUSTIFY, 1, 1)
    assert findings(waived, 18) == ()


def test_scores_are_allowed_outside_titres_professionnels() -> None:
    session = graded(empty_session(framework_with_bloc_criteria(), "bloc1", ELODIE))

    assert findings(with_grid(session, ELODIE, "ecrit", appreciation="Vaut 12/20."), 21) == ()


def test_dates_and_counts_are_no_scores() -> None:
    session = with_motive(sound_title_session(), "Deux des 3 relances du 14/03/2026 manquent.")

    assert findings(session, 21) == ()
    assert findings(session, 23) == ()


def test_a_divergence_waits_for_the_locks() -> None:
    session = unlocked(sound_title_session(), ELODIE, "et")
    diverging = with_grid(session, ELODIE, "oral", marks={"c2.1": Mark(NO)})

    assert findings(replace(diverging, positions=()), 25) == ()


def test_a_recused_juror_confirms_nothing() -> None:
    session = replace(sound_title_session(), recusals=(Recusal(2, 1, "même entreprise"),))
    without_hers = replace(
        session, confirmations=tuple(c for c in session.confirmations if (c.juror_id, c.candidate_id) != (2, 1))
    )

    assert findings(without_hers, 26) == ()


def test_the_gravest_finding_gives_a_rule_its_severity() -> None:
    states = {state.rule.number: state for state in judge(unlocked(sound_title_session(), ELODIE, "et"))}

    assert states[18].severity is Severity.TO_JUSTIFY
    assert states[20].severity is Severity.BLOCKING
    assert states[1].severity is None
    assert blocks_closing(tuple(states.values()))
    assert not blocks_closing((states[18], states[1]))


def test_what_closing_freezes_reads_the_same_on_a_laptop_of_another_zone() -> None:
    session = sound_title_session()
    reunion = dt.timezone(dt.timedelta(hours=4))

    elsewhere = replace(
        session,
        grids=tuple(
            replace(grid, locked_at=grid.locked_at and grid.locked_at.astimezone(reunion)) for grid in session.grids
        ),
        decisions=tuple(replace(d, decided_at=d.decided_at.astimezone(reunion)) for d in session.decisions),
        confirmations=tuple(replace(c, at=c.at.astimezone(reunion)) for c in session.confirmations),
    )

    assert frozen_digest(elsewhere) == frozen_digest(session)
    assert findings(replace(elsewhere, closing=closed(session).closing), 40) == ()


def test_what_closing_freezes_does_not_depend_on_the_order_of_rows() -> None:
    session = sound_title_session()

    turned = replace(
        session,
        grids=session.grids[::-1],
        positions=session.positions[::-1],
        awards=session.awards[::-1],
        decisions=session.decisions[::-1],
        confirmations=session.confirmations[::-1],
    )

    assert frozen_digest(turned) == frozen_digest(session)


CHANGES: dict[str, Break] = {
    "a position": lambda s: replace(s, positions=s.positions[1:]),
    "a motive": lambda s: with_motive(s, "Un autre motif, tout aussi long."),
    "a cited critère": lambda s: with_motive(s, s.positions[-1].motive, ("c3.2",)),
    "an award": lambda s: replace(s, awards=s.awards[1:]),
    "a decision": lambda s: with_outcome(s, ELODIE, Outcome.FAILED),
    "the hour of a decision": lambda s: replace(
        s, decisions=tuple(replace(d, decided_at=after(500)) for d in s.decisions)
    ),
    "a confirmation": lambda s: replace(s, confirmations=s.confirmations[1:]),
    "a presence": lambda s: with_candidate(s, 2, attendance=ELODIE.attendance),
    "an answer": lambda s: with_grid(s, ELODIE, "oral", marks={"c2.1": Mark(NO)}),
    "a fact": lambda s: with_grid(s, ELODIE, "oral", facts=(Fact(1, NOW, "Phase 1", "Compte les colis"),)),
    "a lock": lambda s: unlocked(s, ELODIE, "oral"),
    "a recusal": lambda s: replace(s, recusals=(Recusal(1, 2, "même entreprise"),)),
    "a time that nobody watched": lambda s: replace(s, lapses=(NAP,)),
    "a question put": lambda s: replace(
        s, put_questions=(PutQuestion(1, 1, "oral", FROM_FRAMEWORK, 1, QuestionState.ASKED, NOW),)
    ),
    "a suspected fraud": lambda s: replace(
        s, fraud_reports=(FraudReport(1, NOW, 1, "oral", "Un téléphone allumé.", (Witness("Zoé Marchal", "jurée"),)),)
    ),
    "the time of a part": lambda s: replace(
        s, phase_events={key: events[:-1] for key, events in s.phase_events.items()}
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_closing_freezes_everything_that_the_jury_wrote(name: str) -> None:
    session = sound_title_session()

    assert frozen_digest(CHANGES[name](session)) != frozen_digest(session)


def test_closing_freezes_incidents_and_who_read_an_accommodation() -> None:
    session = sound_title_session()
    digests = {frozen_digest(noted(session)) for noted in NOTED.values()}

    assert len({frozen_digest(session), *digests}) == 1 + len(NOTED)


def test_closing_freezes_what_was_counted_of_a_time_that_nobody_watched() -> None:
    session = replace(sound_title_session(), lapses=(NAP,))
    answered = replace(session, lapses=(replace(NAP, counted=dt.timedelta(0)),))

    assert frozen_digest(answered) != frozen_digest(session)


def test_what_closing_freezes_says_which_columns_it_covers() -> None:
    version, _colon, digest = frozen_digest(sound_title_session()).partition(":")

    assert (version, len(digest)) == ("2", 64)


NOTED: dict[str, Break] = {
    "an incident": lambda s: replace(s, incidents=(Incident(1, NOW, "Coupure de courant.", author_id=1),)),
    "an accommodation read": lambda s: replace(s, readings=(AccommodationReading(1, 0, NOW),)),
}


@pytest.mark.parametrize("name", NOTED)
def test_a_session_closed_before_these_were_hashed_still_verifies(name: str) -> None:
    noted = NOTED[name](sound_title_session())
    of_then = replace(closed(noted), closing=Closing(NOW, frozen_digest(noted, 1), noted.framework_digest))
    moved = with_outcome(of_then, ELODIE, Outcome.FAILED)

    assert frozen_digest(noted, 1) == frozen_digest(sound_title_session(), 1)
    assert findings(of_then, 40) == ()
    assert len(findings(moved, 40)) == 1


def test_a_closing_that_names_unknown_columns_is_told_as_moved() -> None:
    session = sound_title_session()
    odd = replace(session, closing=Closing(NOW, "7:abc", session.framework_digest))

    assert len(findings(odd, 40)) == 1


def test_a_session_not_yet_closed_has_nothing_frozen() -> None:
    assert findings(replace(sound_title_session(), closing=None), 40) == ()


def test_what_touches_to_the_person_is_told_without_the_word_and_never_blocks() -> None:
    session = with_grid(sound_title_session(), ELODIE, "ef", appreciation="Un fort accent.")
    (finding,) = findings(session, 24)
    assert "accent" not in finding.sentence
    assert finding.severity is Severity.TO_JUSTIFY
