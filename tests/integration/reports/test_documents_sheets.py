"""The individual sheet, the juror's grid and the correction: what each one shows of a session, and nothing more."""

import datetime as dt
import re
from dataclasses import replace
from fractions import Fraction

import pytest

from app.domain.anonymity import is_anonymous
from app.domain.answer import NO, YES
from app.domain.frozen_session import Rectification
from app.domain.grading import Correction, Mark
from app.domain.people import Recusal
from app.domain.session import ExamSession
from app.domain.timing import Instant, PhaseEvent, PhaseEventKind
from app.reports.individual_sheet import print_individual_sheet
from app.reports.juror_grid import print_juror_grid
from app.reports.record import print_record
from app.reports.rectification import print_rectification
from tests.integration.reports import snapshots
from tests.integration.reports.golden import PAPERS
from tests.integration.reports.ink import outside_margins, printed_over
from tests.integration.reports.paper import read_pages
from tests.integration.reports.snapshots import STAMP, at, title_session


def sheet_of(session: ExamSession, candidate_id: int) -> str:
    return " ".join(read_pages(print_individual_sheet(session, candidate_id, STAMP)))


def grid_of(session: ExamSession, juror_id: int, candidate_id: int = 1) -> str:
    return " ".join(read_pages(print_juror_grid(session, juror_id, candidate_id, STAMP)))


def test_a_sheet_shows_its_candidate_alone() -> None:
    session = title_session()
    text = sheet_of(session, 4)

    assert "ÖZTÜRK" in text
    assert [c.identity.birth_name for c in session.candidates if c.id != 4 and c.identity.birth_name in text] == []


def test_a_sheet_shows_appreciations_without_their_authors_and_no_juror_s_answer() -> None:
    text = sheet_of(title_session(), 1)
    said = text[text.index("Entretien final · appréciation") : text.index("Décision du jury")]

    assert "Situe bien son rôle" in said
    assert "Connaît ses missions" in said
    assert "Durand" not in said
    assert "Petit" not in said
    assert "reformule la demande" not in text
    assert "Non observé" not in text


def test_a_sheet_tells_planned_and_actual_time_with_the_extra_time_granted() -> None:
    session = title_session()
    third = replace(session.candidate(4).accommodation or snapshots.THIRD, extra_time=Fraction(1, 3))
    granted = tuple(replace(c, accommodation=third) if c.id == 4 else c for c in session.candidates)
    text = sheet_of(replace(session, candidates=granted), 4)

    assert "Mise en situation écrite 14/12/2026 9 h 04 11 h 34 3 h 20 2 h 30" in text
    assert "Durées prévues avec l’aménagement accordé : temps majoré d’un tiers." in text


def test_pauses_do_not_count_as_time_spent() -> None:
    session = title_session()
    kinds = (PhaseEventKind.STARTED, PhaseEventKind.PAUSED, PhaseEventKind.RESUMED, PhaseEventKind.ENDED)
    moments = (at(14), at(14, 4), at(14, 10), at(14, 16))
    events = tuple(
        PhaseEvent(0, kind, Instant(moment, int((moment - at(14)) / dt.timedelta(milliseconds=1)), "a"))
        for kind, moment in zip(kinds, moments, strict=True)
    )
    text = sheet_of(replace(session, phase_events={**session.phase_events, (1, "et"): events}), 1)

    assert "Entretien technique 14/12/2026 14 h 14 h 16 10 min 10 min" in text


def test_a_part_kept_on_paper_has_no_invented_time() -> None:
    session = title_session()
    events = {key: value for key, value in session.phase_events.items() if key != (1, "oral")}
    text = sheet_of(replace(session, phase_events=events), 1)

    assert "Mise en situation orale – – – 30 min –" in text


def test_a_bloc_held_already_is_said_with_its_date_and_proof_and_never_judged() -> None:
    text = sheet_of(title_session(), 3)

    assert "CCP 1 déjà acquis le 12/06/2025, PV 2025-031" in text
    assert "Gérer l’administration des ventes" not in text


def test_a_proof_that_only_says_the_award_again_is_not_printed() -> None:
    session = title_session()

    def held(proof: str) -> str:
        candidates = tuple(
            replace(c, priors=tuple(replace(prior, proof=proof) for prior in c.priors)) for c in session.candidates
        )
        return sheet_of(replace(session, candidates=candidates), 3)

    for again in ("CCP1 (12/06/2025)", "CCP 1 du 12/06/2025", "ccp 1, acquis le 12/06/2025"):
        assert held(again).count("12/06/2025") == held("").count("12/06/2025")
    assert "CCP 1 déjà acquis le 12/06/2025, CCP1 (12/06/2025), PV 31" in held("CCP1 (12/06/2025), PV 31")


def test_nothing_is_printed_of_what_a_juror_wrote_who_stood_aside_since() -> None:
    session = title_session()
    grid = next(each for each in session.grids if each.candidate_id == 1 and each.appreciation)
    assert grid.appreciation in sheet_of(session, 1)

    recused = replace(session, recusals=(Recusal(grid.juror_id, 1, "nièce reconnue trop tard"),))
    assert grid.appreciation not in sheet_of(recused, 1)


def test_results_of_a_ministry_title_are_said_to_be_provisional() -> None:
    provisional = "Résultats provisoires jusqu’à validation"

    assert provisional in sheet_of(title_session(), 1)
    assert provisional not in sheet_of(snapshots.bloc_session(), 3)


def test_a_sheet_tells_pauses_overruns_and_times_nobody_watched_of_its_candidate_alone() -> None:
    session = snapshots.timed()
    text = sheet_of(session, 1)

    assert "pause de 12:04:30 à 12:11:45 (alarme incendie)" in text
    assert "Accueil en français : dépassement de 3 min" in text
    assert "dormi de 13:02:14 à 13:07:40 (5 min 26 s) ; non compté (capot fermé)" in text
    assert "13:09:00" not in text
    alone = replace(session, lapses=session.lapses[:2])
    assert print_individual_sheet(alone, 1, STAMP) == print_individual_sheet(session, 1, STAMP)


def test_a_session_with_times_nobody_watched_prints_its_record() -> None:
    session = snapshots.timed()

    assert print_record(session, STAMP) == print_record(replace(session, lapses=()), STAMP)


def test_a_sheet_with_long_names_and_motives_neither_clips_nor_overlaps() -> None:
    pdf = print_individual_sheet(snapshots.crowd(), 1, STAMP)

    assert outside_margins(pdf) == []
    assert printed_over(pdf) == []


def test_a_heading_never_stays_alone_at_the_foot_of_a_page() -> None:
    pages = list(read_pages(print_individual_sheet(snapshots.crowd(), 1, STAMP)))

    assert "CCP 2 · Contribuer" not in pages[0]
    assert "CCP 2 · Contribuer" in pages[1]


def test_a_grid_shows_its_juror_alone() -> None:
    anne, bruno = (grid_of(title_session(), juror.id) for juror in (snapshots.ANNE, snapshots.BRUNO))

    assert "Situe bien son rôle" in anne
    assert "Connaît ses missions" not in anne
    assert "Connaît ses missions" in bruno
    assert "reformule la demande" not in bruno


def test_a_grid_says_nothing_of_the_deliberation() -> None:
    text = grid_of(title_session(), snapshots.ANNE.id)

    assert "maîtrisée" not in text
    assert "Réussite" not in text
    assert "adresses recueillies" not in text


def test_a_blank_grid_bears_the_numbers_of_the_filled_one() -> None:
    session = snapshots.title_session()
    labels = [
        c.label
        for _m, part in session.parts_for(session.candidate(1))
        if not is_anonymous(part)
        for c in session.grid_criteria(session.candidate(1), part)
    ]
    blank, filled = (" ".join(read_pages(PAPERS[name]())) for name in ("juror_grid_blank", "juror_grid"))

    def numbers(text: str) -> list[str]:
        return [number for label in dict.fromkeys(labels) for number in re.findall(rf"(\d+) {re.escape(label)}", text)]

    assert len(numbers(blank)) == 20
    assert numbers(blank) == numbers(filled)[-20:]


def test_a_named_grid_shows_nothing_of_written_work_that_is_not_locked() -> None:
    """Rule 14: the grid of a copy is printed without a name, or with it once it is locked."""
    blank, filled = (" ".join(read_pages(PAPERS[name]())) for name in ("juror_grid_blank", "juror_grid"))
    written = "La check-list de l’organisation est exhaustive"
    assert "sous identifiant, sur une grille sans nom" in blank
    assert written not in blank
    assert written in filled


def test_a_grid_shows_no_id_of_the_program() -> None:
    assert re.findall(r"\bc\d-\d\b", grid_of(title_session(), snapshots.ANNE.id)) == []


def test_a_grid_under_way_leaves_boxes_for_what_is_not_answered() -> None:
    session = title_session()
    begun = replace(session.grid(snapshots.ANNE.id, 1, "et"), marks={"c5-1": Mark(YES)}, facts=(), locked_at=None)
    kept = tuple(g for g in session.grids if (g.juror_id, g.candidate_id, g.part_id) != (snapshots.ANNE.id, 1, "et"))
    text = grid_of(replace(session, grids=(*kept, begun)), snapshots.ANNE.id)

    assert text.count("□ Oui □ Non □ Non observé") == 4
    assert text.count("Verrouillage : date") == 1


def test_a_correction_stands_beside_the_record_and_tells_who_agreed() -> None:
    text = " ".join(read_pages(print_rectification(snapshots.rectified(), 1, STAMP)))

    assert "Rectificatif n° 1" in text
    assert "Lieu de naissance Quimper (29) Quimperlé (29)" in text
    assert "Accord du jury Anne Durand et Bruno Petit" in text
    assert "Réussite" not in text


def corrected(number: int, subject: str, before: str, after: str) -> Rectification:
    return replace(snapshots.rectified().rectifications[0], number=number, subject=subject, before=before, after=after)


def correction_of(corrections: tuple[Rectification, ...], number: int = 1) -> str:
    session = replace(title_session(), rectifications=corrections)
    return " ".join(read_pages(print_rectification(session, number, STAMP)))


def test_a_correction_names_who_wrote_it_and_what_it_waits_for() -> None:
    text = correction_of((corrected(1, "Lieu de naissance", "Quimper (29)", "Quimperlé (29)"),))

    assert f"par : {title_session().sheet.manager}, responsable de session" in text
    assert "sans ces signatures, ce rectificatif ne corrige rien (à vérifier)." in text
    assert "À rectifier aussi" not in text


def test_a_corrected_decision_tells_the_ccps_left_to_correct_until_they_are() -> None:
    """Rule 28: no CCP stands at « obtenu » beside « Échec »."""
    decision = corrected(1, "Décision", "Réussite partielle", "Échec")
    won = corrected(2, "ccp 1", "obtenu", "non obtenu")

    assert "À rectifier aussi : CCP 1." in correction_of((decision,))
    assert "À rectifier aussi" not in correction_of((decision, won))
    assert "À rectifier aussi : Décision." in correction_of((replace(won, number=1),))


def test_a_success_beside_a_refused_ccp_is_told() -> None:
    """Rule 27: no CCP stands at « non obtenu » beside « Réussite »."""
    decision = corrected(1, "Décision", "Réussite partielle", "Réussite")

    assert "À rectifier aussi : CCP 2." in correction_of((decision,))
    assert "À rectifier aussi" not in correction_of((decision, corrected(2, "CCP 2", "non obtenu", "obtenu")))


def test_the_sheet_mentions_each_correction_of_its_candidate_and_keeps_the_decision() -> None:
    own = corrected(1, "Décision", "Réussite partielle", "Réussite")
    other = replace(corrected(2, "Prénom", "Yves", "Yvon"), candidate_id=2)
    session = replace(title_session(), rectifications=(own, other))
    text = " ".join(read_pages(print_individual_sheet(session, 1, STAMP)))

    assert "Rectificatif n° 1 du 16/12/2026 : Décision, « Réussite partielle » devient « Réussite »." in text
    assert "Rectificatif n° 2" not in text
    assert "Décision du jury Réussite partielle" in text


def test_a_correction_of_the_whole_session_names_no_candidate() -> None:
    session = snapshots.rectified()
    general = replace(session.rectifications[0], candidate_id=None)
    text = " ".join(read_pages(print_rectification(replace(session, rectifications=(general,)), 1, STAMP)))

    assert "LE GOFF" not in text


def test_unknown_people_and_numbers_are_refused() -> None:
    session = title_session()

    with pytest.raises(KeyError):
        print_individual_sheet(session, 99, STAMP)
    with pytest.raises(KeyError):
        print_juror_grid(session, 99, 1, STAMP)
    with pytest.raises(KeyError):
        print_rectification(session, 1, STAMP)


def test_a_corrected_answer_prints_what_it_was_and_why() -> None:
    session = title_session()
    grid = session.grid(1, 1, "ecrit")
    criterion_id, mark = next(iter(grid.marks.items()))
    corrected = replace(grid, corrections=(Correction(criterion_id, at(2), Mark(NO), mark, "erreur de ligne"),))
    others = tuple(each for each in session.grids if each is not grid)

    text = grid_of(replace(session, grids=(*others, corrected)), 1).replace("\u00a0", " ")

    assert f"corrigé à {at(2):%H:%M} : Non → {mark.value.label}, erreur de ligne" in text
