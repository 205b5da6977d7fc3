"""The procès-verbal: who, what, on how many pages, and what it never shows."""

import datetime as dt
import hashlib
import re
from dataclasses import replace
from io import BytesIO

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields

from app.domain.candidate import Accommodation
from app.domain.conduct import Incident
from app.domain.decision import Position
from app.domain.jury_room import Turn
from app.domain.people import Recusal
from app.domain.session import ExamSession
from app.domain.signing import Authority, JurorCredential, SignerIdentity
from app.reports import verification
from app.reports.record import print_record
from tests.integration.reports import rooms, snapshots
from tests.integration.reports.ink import outside_margins, printed_over
from tests.integration.reports.paper import ANNE, LUKASZ, read_pages, sign_all
from tests.integration.reports.snapshots import STAMP, at, title_session


def pages_of(session: ExamSession) -> list[str]:
    return list(read_pages(print_record(session, STAMP)))


def hours_of(session: ExamSession) -> str:
    """The head of the first page, where the hours of the deliberation are."""
    return pages_of(session)[0].partition("Membre du jury")[0]


def letters_only(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_six_candidates_and_every_box_to_sign_hold_on_one_page() -> None:
    first, annexes = pages_of(title_session())

    assert "Validation par le représentant territorial" in first
    assert "Autorité de signature du centre" in annexes, "what a verification compares stands at the very end"
    assert annexes.index("Annexe 1") < annexes.index("Annexe 2") < annexes.index("Annexe 3")


def test_a_session_without_motive_incident_or_absence_has_no_annex() -> None:
    session = replace(title_session(snapshots.SIX[1:3]), incidents=())

    (only,) = pages_of(session)
    assert "Aucun incident consigné." in only
    assert "annexe" not in only


def test_each_juror_has_a_field_to_sign_in_the_order_of_the_jury() -> None:
    third = replace(snapshots.BRUNO, id=9, given_name="Łucja", family_name="Nguyễn")
    session = title_session()
    pdf = print_record(replace(session, people=(*session.people, third)), STAMP)
    fields = enumerate_sig_fields(PdfFileReader(BytesIO(pdf)))

    assert [(name, str(ref.get_object()["/TU"]).split(" de ")[-1]) for name, _value, ref in fields] == [
        ("Signature_1", "Anne Durand"),
        ("Signature_2", "Bruno Petit"),
        ("Signature_3", "Łucja Nguyễn"),
    ]


def with_jurors(session: ExamSession, count: int) -> ExamSession:
    names = (("Łucja", "Nguyễn"), ("Chloé", "Roux"), ("Dov", "Le Bihan"))[: count - len(session.jurors)]
    more = tuple(
        replace(snapshots.BRUNO, id=9 + place, given_name=given, family_name=family)
        for place, (given, family) in enumerate(names)
    )
    return replace(session, people=(*session.people, *more))


@pytest.mark.parametrize(("count", "page"), [(2, 0), (3, 0), (5, 1)])
def test_all_jurors_sign_on_one_page(count: int, page: int) -> None:
    session = with_jurors(title_session(), count)
    pages = pages_of(session)

    assert "Signatures du jury" in pages[page]
    after = pages[page].partition("Signatures du jury")[2]
    assert all(juror.name in after for juror in session.jurors)


def test_nothing_is_said_of_an_unknown_birthplace_of_somebody_absent() -> None:
    session = title_session()
    absent = next(candidate for candidate in session.candidates if candidate.is_absent)
    unborn = replace(absent, identity=replace(absent.identity, birth_town="", birth_department=""))
    others = tuple(unborn if each.id == absent.id else each for each in session.candidates)
    text = " ".join(pages_of(replace(session, candidates=others)))

    assert f"né le {absent.identity.birth_date:%d/%m/%Y}" in text
    assert "non renseigné" not in text


def test_a_juror_away_from_the_whole_deliberation_has_a_line_instead_of_a_box() -> None:
    session = rooms.with_an_absent_juror()
    pdf = print_record(session, STAMP)
    fields = [name for name, _value, _ref in enumerate_sig_fields(PdfFileReader(BytesIO(pdf)))]

    assert fields == ["Signature_1", "Signature_2"]
    said = " ".join(" ".join(read_pages(pdf)).split())
    assert "Łucja Nguyễn n’a pas pris part à la délibération : rappelée par son employeur." in said
    earlier = replace(session.roll[-1], juror_id=snapshots.ANNE.id)
    first_away = print_record(replace(session, roll=(earlier,)), STAMP)
    ranks = [name for name, _value, _ref in enumerate_sig_fields(PdfFileReader(BytesIO(first_away)))]
    assert "Signature_3" in ranks, "a field keeps the rank of its juror"


@pytest.mark.parametrize("count", [12, 24])
def test_long_names_and_motives_neither_clip_nor_overlap(count: int) -> None:
    session = snapshots.crowd(count)
    pdf = print_record(session, STAMP)
    text = letters_only(" ".join(read_pages(pdf)))

    assert outside_margins(pdf) == []
    assert printed_over(pdf) == []
    for candidate in session.candidates:
        identity = candidate.identity
        whole = (
            f"Mme{identity.birth_name}({identity.usage_name}){identity.first_name},{identity.other_first_names}"
            f"néele{identity.birth_date:%d/%m/%Y}à{identity.birth_town}"
        )
        assert letters_only(whole) in text


def test_a_table_that_continues_repeats_its_headings() -> None:
    pages = pages_of(snapshots.crowd())
    with_candidates = [page for page in pages if "VON HOHENZOLLERN" in page and "CCP 2" in page and "tenu" in page]

    assert len(with_candidates) > 2
    assert all("N° Identifiant Candidat" in page for page in with_candidates)


def test_motives_longer_than_a_page_are_printed_to_the_last_word() -> None:
    session = title_session()
    endless = " ".join(f"constat{number}" for number in range(2500))
    positions = tuple(p if p.mastered else replace(p, motive=endless) for p in session.positions)
    pdf = print_record(replace(session, positions=positions), STAMP)

    assert "constat2499" in " ".join(read_pages(pdf))
    assert outside_margins(pdf) == []


def test_a_critere_that_the_motive_quotes_is_printed_once() -> None:
    session = title_session()
    refused = next(position for position in session.positions if not position.mastered)
    unit = next(unit for unit in session.units if unit.id == refused.unit_id)
    label = next(criterion.label for criterion in unit.criteria if criterion.id in refused.cited)

    def printed(motive: str) -> str:
        position = replace(refused, motive=motive, cited=refused.cited[:1])
        return " ".join(pages_of(replace(session, positions=(position,))))

    plain, quoting = printed("Rien n’est vérifié devant le jury."), printed(f"Non atteint\u00a0: {label}")
    assert plain.count(label) == 1
    assert "cités dans le motif" not in plain
    assert quoting.count(label) == 1
    assert "cités dans le motif" in quoting


def test_letters_go_on_after_z() -> None:
    people = [replace(snapshots.SIX[1], id=100 + rank, rank=rank) for rank in range(1, 29)]
    session = title_session(people)
    refusals = tuple(
        Position(person.id, "c5", mastered=False, motive="La cible n’est pas prise en compte.", cited=("c5-1",))
        for person in people
    )
    text = " ".join(pages_of(replace(session, positions=refusals)))

    assert "z · N’DIAYE" in text
    assert "aa · N’DIAYE" in text
    assert "ab · N’DIAYE" in text


def test_no_answer_fact_or_appreciation_of_a_juror_reaches_the_record() -> None:
    text = " ".join(pages_of(title_session()))

    assert "reformule la demande du client" not in text
    assert "Situe bien son rôle" not in text
    assert "Non observé" not in text


def test_an_arrangement_names_its_measure_and_never_its_candidate() -> None:
    granted = Accommodation("salle à part", authority="DDETS 29", granted_on=dt.date(2026, 9, 1))
    people = [replace(person, accommodation=granted) if person.id == 5 else person for person in snapshots.SIX]
    first = pages_of(replace(title_session(), candidates=tuple(people)))[0]
    observations = first[first.index("Observations") :]

    assert "Aménagement accordé : salle à part, DDETS 29, 1er septembre 2026." in observations
    assert "NGUYỄN" not in observations


def test_each_declaration_is_worded_from_what_each_juror_confirmed() -> None:
    session = title_session()
    late = replace(snapshots.BRUNO, declared_at=at(8) - dt.timedelta(days=3))
    silent = replace(snapshots.BRUNO, declared_at=None)

    assert "Bruno Petit a confirmé le 11/12/2026" in pages_of(replace(session, people=(snapshots.ANNE, late)))[0]
    lacking = pages_of(replace(session, people=(snapshots.ANNE, silent)))[0]
    assert "Chaque membre du jury a confirmé" not in lacking
    assert "Déclaration de non-lien à confirmer : Bruno Petit." in lacking


def test_a_missing_confirmation_is_not_claimed() -> None:
    session = title_session()
    first = pages_of(replace(session, confirmations=session.confirmations[1:]))[0]

    assert "chaque décision confirmée" not in first


def test_a_recusal_is_told_with_its_reason() -> None:
    recusal = Recusal(snapshots.ANNE.id, 2, "ancienne tutrice")
    first = pages_of(replace(title_session(), recusals=(recusal,)))[0]

    assert "Déport : Anne Durand n’a ni évalué N’DIAYE Souleymane (n° 2)" in first
    assert "ancienne tutrice" in first


def test_juries_in_parallel_are_told_with_their_candidates() -> None:
    session = title_session()
    people = tuple(replace(p, panel=1) if p == snapshots.ANNE else p for p in session.people)
    candidates = tuple(replace(c, panel=1) if c.rank <= 2 else c for c in session.candidates)
    first = pages_of(replace(session, people=people, candidates=candidates))[0]

    assert "Jury 1 : Anne Durand" in first
    assert "Candidats entendus : n° 1, 2." in first


def test_whoever_did_not_come_was_heard_by_no_jury() -> None:
    session = title_session()
    absent = next(candidate for candidate in session.candidates if candidate.is_absent)
    candidates = tuple(replace(c, panel=1 if c.rank == 1 else 2 if c == absent else 0) for c in session.candidates)
    first = pages_of(replace(session, candidates=candidates))[0]

    assert "Candidat entendu : n° 1." in first
    assert "Jury 2" not in first


def test_incidents_of_the_whole_session_and_of_a_candidate_are_told_with_their_time() -> None:
    general = Incident(2, at(11, 5), "Coupure de courant de dix minutes, écrit prolongé d’autant.")
    session = title_session()
    annexes = pages_of(replace(session, incidents=(*session.incidents, general)))[1]

    assert "14/12/2026 à 11 h 05 – Coupure de courant" in annexes
    assert "Incidents : annexe 2." in pages_of(replace(session, incidents=(*session.incidents, general)))[0]


def test_nothing_of_the_ministry_stands_on_another_certifier_s_record() -> None:
    text = " ".join(pages_of(snapshots.bloc_session()))

    assert "Validation par le certificateur, CNED" in text
    assert "ministère" not in text
    assert "CERES" not in text


def test_a_record_that_its_jury_signs_is_found_intact(
    authority: Authority, credentials: dict[SignerIdentity, JurorCredential]
) -> None:
    pdf = print_record(
        title_session(), replace(STAMP, authority_print=hashlib.sha256(authority.certificate_der).hexdigest())
    )
    verdict = verification.verify(sign_all(pdf, authority, credentials), authority.certificate_der)

    assert verdict.reason == ""
    assert [signature.signer for signature in verdict.signatures] == [ANNE, LUKASZ]
    pages = "".join(read_pages(pdf)).replace(" ", "")
    assert verdict.documents["autorite"] in pages
    assert verdict.digest[:16] in pages


def test_the_hours_of_the_deliberation_say_what_they_are() -> None:
    session = title_session()
    turns = (Turn(1, 2, at(16, 20), at(16, 25)), Turn(2, 1, at(16, 25), at(16, 45)))
    end = max(each.at for each in session.confirmations)
    until = f"{end.hour} h {end.minute:02}"

    assert f"Délibération 14/12/2026, de 16 h 20 à {until}" in hours_of(replace(session, turns=turns))
    doors = replace(session, turns=turns, doors_closed_at=at(16, 10))
    assert f"Délibération 14/12/2026, de 16 h 10 à {until}" in hours_of(doors)
    assert f"Délibération 14 décembre 2026, close à {until}" in hours_of(session)
    reopened = replace(session, doors_closed_at=at(17))
    assert f"14 décembre 2026, close à {until}" in hours_of(reopened), "closed again for the signatures"
    assert "14 décembre 2026, ouverte à 16 h 20" in hours_of(replace(session, turns=turns, closing=None))
    assert "dernière décision à" in hours_of(replace(session, closing=None))
    yesterday = (replace(turns[0], began_at=at(16, 20) - dt.timedelta(days=1)),)
    assert f"du 13/12/2026 à 16 h 20 au 14/12/2026 à {until}" in hours_of(replace(session, turns=yesterday))
