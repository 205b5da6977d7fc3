"""The référentiels shipped with the program say what their sources say."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from app.domain.framework.doubts import doubts_of
from app.domain.framework.model import Framework
from app.domain.framework.sitting_plan import SessionType
from app.domain.framework.terms import Evidence, Language, ModalityType, OralRole, SessionKind
from app.intake.framework_file import read_framework

FOLDER = Path(__file__).parents[2] / "data" / "referentiels"
IDS = ["acom-2020", "acom-2025", "ascom", "cned-aac", "ifocop-ac"]

ACOM_CRITERIA = {
    "Gérer l’administration des ventes": (
        "Le processus de traitement des commandes est respecté",
        "Les dates, délais et échéances sont respectés",
        "Les conditions générales de vente sont appliquées",
        "Les fichiers et les dossiers sont actualisés et classés",
    ),
    "Suivre les opérations de la supply chain": (
        "Les dates, délais et échéances sont respectés",
        "Les fichiers et les dossiers sont actualisés et classés",
        "Les professionnels concernés sont informés",
    ),
    "Suivre la relation clientèle en français et en anglais": (
        "La réponse apportée concilie satisfaction du client et intérêt de l’entreprise",
        "Les conditions générales de vente sont respectées",
        "Le niveau de délégation accordé est respecté",
        "L’interlocuteur concerné est alerté",
        "L’expression écrite en anglais correspond au niveau B1 du Cadre européen commun de référence pour les langues",
    ),
    "Prévenir et gérer les impayés": (
        "L’encours de règlement d’un client est vérifié avant l’enregistrement d’une nouvelle commande",
        "La procédure de recouvrement des créances est respectée",
        "Le niveau de délégation est respecté",
    ),
    "Réaliser des actions de fidélisation de la clientèle": (
        "L’expérience client est prise en compte",
        "Le RGPD est pris en compte",
        "Le choix des informations répond à l’objectif fixé",
        "Le choix du format de diffusion correspond à l’objectif fixé",
        "Le format de diffusion correspond à la cible",
    ),
    "Traiter les données chiffrées de l’activité commerciale": (
        "Les données présentées correspondent à l’objectif fixé",
        "La présentation des données est cohérente",
        "Le commentaire de synthèse facilite la lecture des résultats",
    ),
    "Organiser une action commerciale": (
        "La check-list de l’organisation est exhaustive",
        "Les opérations sont correctement ordonnancées",
        "Le budget est correctement établi en termes de postes et de dépenses",
    ),
    "Assurer l’accueil d’une manifestation commerciale en français et en anglais": (
        "La posture est adaptée à l’interlocuteur",
        "L’expression orale est adaptée à une relation commerciale",
        "Les informations fournies au client sont fiables",
        "La fiche contact est correctement renseignée",
        "L’expression orale en anglais est compréhensible par un interlocuteur de langue étrangère (Niveau B1 du Cadre "
        "européen commun de référence pour les langues)",
    ),
}
SCAN_FAULTS = {
    "straight apostrophe": re.compile(r"'"),
    "capital i for l": re.compile(r"\b[Ii]’|\bI[aeé]"),
    "broken œ": re.compile(r"c[ec]s?uvre|\boeuvre"),
    "lost accent": re.compile(
        r"(?i)(?<!il )\b(?:a l[ae’]|arrét|arrete|etre|étre|méme|meme|critere|critére|regle|régle|systeme|systéme|"
        r"acces\b|accés|piece|piéce|premiere|premiére|derniere|clientele|clientéle|etrangere|étrangére|maniere|maniére|synthese|"
        r"synthése|controle|contréle|role\b|tache\b|maitris|controler|numerique|complete\b)"
    ),
    "g for ç": re.compile(r"frangais|francais|fagon|facon|congue|concue|regue|recues\b"),
    "two spaces": re.compile(r"[ \u00a0]{2}"),
    "space at an end": re.compile(r"^\s|\s$"),
    "three dots": re.compile(r"\.\.\."),
    "sign without its no-break space": re.compile(r"(?<!\u00a0)[;?!»]|(?<![\u00a0\d]):|«(?!\u00a0)"),
    "footnote call": re.compile(r"\(1\)"),
}


@cache
def shipped(framework_id: str) -> Framework:
    return read_framework(FOLDER / f"{framework_id}.yaml")


def session(session_id: str) -> SessionType:
    return shipped("acom-2025").session_type(session_id)


def skills_by_part(session_id: str) -> dict[str, tuple[str, ...]]:
    return {part.id: part.skills for _modality, part in session(session_id).parts()}


def phases_of(session_id: str, part_id: str) -> list[tuple[str, int | None, bool, Language]]:
    part = next(part for _modality, part in session(session_id).parts() if part.id == part_id)
    return [(phase.label, phase.minutes, phase.jury_present, phase.language) for phase in part.phases]


def sentences(value: object) -> Iterator[str]:
    if isinstance(value, str) and " " in value.strip():
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from sentences(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from sentences(inner)


def notes(framework_id: str) -> str:
    return "\n".join(" › ".join((*doubt.where, doubt.note)) for doubt in doubts_of(shipped(framework_id)))


def test_the_folder_holds_the_five_certifications() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.yaml")) == IDS


@pytest.mark.parametrize("framework_id", IDS)
def test_no_wording_keeps_a_fault_of_the_scanned_source(framework_id: str) -> None:
    found = [
        f"{fault}: {sentence}"
        for sentence in sentences(shipped(framework_id).model_dump(mode="json"))
        for fault, pattern in SCAN_FAULTS.items()
        if pattern.search(sentence)
    ]

    assert found == []


def test_the_title_of_2025_gives_its_identity_and_dates() -> None:
    acom = shipped("acom-2025")
    arrete = acom.texts[0]

    assert (acom.code, acom.millesime, acom.acronym, acom.level) == ("TP-01285", "04", "ACom", "5")
    assert [entry.code for entry in acom.nsf] == ["312m", "324t"]
    assert [entry.code for entry in acom.rome] == ["D1401"]
    assert acom.formacodes == ("35028",)
    assert [str(day) for day in (arrete.signed, arrete.journal, arrete.effective)] == [
        "2025-07-31",
        "2025-08-07",
        "2025-10-29",
    ]
    assert acom.validity.end is None
    assert acom.validity.notes


def test_the_title_of_2025_words_every_critere_as_its_source() -> None:
    acom = shipped("acom-2025")

    assert {s.label: tuple(c.label for c in s.criteria) for s in acom.skills()} == ACOM_CRITERIA
    assert [len(bloc.skills) for bloc in acom.blocs] == [4, 4]
    assert [bloc.label for bloc in acom.blocs] == [
        "Administrer les ventes et assurer le suivi de la supply chain",
        "Contribuer au déploiement de la stratégie commerciale de l’entreprise",
    ]


@pytest.mark.parametrize(
    ("session_id", "label", "durations", "total", "jury"),
    [
        ("titre", "Session titre", [180, 10, 0, 45, 15], 250, 75),
        ("ccp1", "Session CCP 1", [60, 10, 0, 45], 115, 55),
        ("ccp2", "Session CCP 2", [120, 15, 0, 0], 135, 35),
    ],
)
def test_durations_and_jury_presence_add_up(
    session_id: str, label: str, durations: list[int], total: int, jury: int
) -> None:
    planned = session(session_id)

    assert planned.label == label
    assert [modality.duration for modality in planned.modalities] == durations
    assert (planned.total_minutes, planned.jury_minutes) == (total, jury)


def test_each_session_type_assesses_its_own_competences() -> None:
    assert skills_by_part("titre") == {
        "ecrit": ("c3", "c6", "c7"),
        "oral": ("c8",),
        "et": ("c5",),
        "qap": ("c1", "c2", "c4"),
        "ef": (),
    }
    assert skills_by_part("ccp1") == {"ecrit": ("c3",), "et": ("c3",), "qap": ("c1", "c2", "c4")}
    assert skills_by_part("ccp2") == {"ecrit": ("c6", "c7"), "oral": ("c8",), "et": ("c5",)}


@pytest.mark.parametrize("session_id", ["titre", "ccp2"])
def test_the_oral_has_its_phases_and_roles(session_id: str) -> None:
    french, english = Language.FRENCH, Language.ENGLISH
    oral = next(part for _modality, part in session(session_id).parts() if part.id == "oral")
    observer, speaker = oral.roles[1:]

    assert phases_of(session_id, "oral") == [
        ("Préparation", 10, False, french),
        ("Accueil en français", 10, True, french),
        ("Accueil en anglais", 10, True, english),
    ]
    assert [role.role for role in oral.roles] == list(OralRole)
    assert observer.language is english
    assert "Il ne prend aucune part à l’évaluation." in speaker.conditions


def test_the_diaporama_counts_for_the_jury_in_the_ccp_session_only() -> None:
    assert [present for _label, _minutes, present, _language in phases_of("titre", "qap")] == [False, True]
    assert [present for _label, _minutes, present, _language in phases_of("ccp1", "qap")] == [True, True]


@pytest.mark.parametrize("session_id", ["titre", "ccp1"])
def test_the_diaporama_is_handed_in_the_day_before_with_ten_slides(session_id: str) -> None:
    deposit = next(modality.deposit for modality in session(session_id).modalities if modality.deposit)

    assert deposit.due == "La veille de la session d’examen"
    assert deposit.placement_hours == 175
    assert len(deposit.slides) == 10
    assert deposit.slides[6] == "Les solutions apportées à cet aléa"


def test_the_two_ccp_sessions_know_the_final_interview_after_the_last_ccp() -> None:
    interviews = [session(session_id).final_interview_if_last for session_id in ("ccp1", "ccp2")]

    assert session("titre").final_interview_if_last is None
    assert [(i.type, i.duration) for i in interviews if i] == [(ModalityType.FINAL_INTERVIEW, None)] * 2


@pytest.mark.parametrize(
    ("framework_id", "where", "note"),
    [
        ("acom-2025", "Session titre › Questionnement", "à partir de sa présentation orale"),
        ("acom-2025", "Session CCP 1 › Questionnement", "le jury est compté 45 min"),
        ("acom-2025", "Session titre › Questionnement", "Aucune des dix diapositives ne nomme la supply chain"),
        ("acom-2025", "Session CCP 2 › Entretien technique", "La colonne du tableau cite quatre compétences"),
        ("acom-2025", "Session CCP 1 › Entretien technique", "porte sur la relation clientèle"),
        ("acom-2025", "Session CCP 2 › Entretien final", "ne lui donne aucune durée"),
        ("acom-2025", "Mise en situation écrite", "Le protocole demande au jury d’évaluer la partie écrite"),
        ("acom-2025", "Validité", "La fin de validité n’est pas dans le référentiel"),
        ("acom-2025", "Session titre", "tableau 3.2"),
        ("acom-2020", "stratégie commerciale", "deux compétences diffèrent"),
        ("acom-2020", "", "ni code, ni millésime"),
        ("cned-aac", "", "ni numéro RNCP, ni niveau"),
        ("cned-aac", "Les codes de l’entreprise", "Rattachement à C2.1 ou à C2.2 incertain"),
        ("cned-aac", "Générer les documents commerciaux", "partage déduit"),
        ("ascom", "", "ni certificateur, ni numéro RNCP"),
        ("ascom", "Mise en situation", "sans durée écrite"),
        ("ifocop-ac", "Traiter, organiser", "« illimitée » pour les composantes acquises"),
        ("ifocop-ac", "Validité", "L’enregistrement a pris fin le 03/03/2022"),
    ],
)
def test_what_the_sources_leave_doubtful_is_noted_where_it_matters(framework_id: str, where: str, note: str) -> None:
    plain = notes(framework_id).replace("\u00a0", " ")

    assert [line for line in plain.split("\n") if where in line and note in line]


def test_transversal_competences_are_assessed_through_the_others() -> None:
    others, collective, digital = shipped("acom-2025").transversal_skills

    assert others.label == "Adopter un comportement orienté vers l’autre"
    assert others.criteria[0] == "L’écoute active est mise en œuvre"
    assert "c6" not in others.skills
    assert len(others.skills) == 7
    assert len(collective.skills) == len(digital.skills) == 8


@pytest.mark.parametrize("framework_id", ["acom-2020", "acom-2025"])
def test_only_training_paths_show_evaluations_made_during_training(framework_id: str) -> None:
    routes = {(r.access_path.value, r.leads_to): set(r.evidence) for r in shipped(framework_id).access_paths}

    assert Evidence.TRAINING_RESULTS in routes["formation", SessionKind.TITLE]
    assert Evidence.TRAINING_RESULTS not in routes["vae", SessionKind.TITLE]
    assert Evidence.FINAL_INTERVIEW not in routes["capitalisation", SessionKind.CCP]
    assert routes["capitalisation", SessionKind.TITLE] == {Evidence.CERTIFICATION_BOOKLET, Evidence.FINAL_INTERVIEW}


def test_the_2020_version_counts_but_opens_no_session() -> None:
    old, new = shipped("acom-2020"), shipped("acom-2025")
    changed = [(o.label, n.label) for o, n in zip(old.skills(), new.skills(), strict=True) if o.label != n.label]

    assert [bloc.label for bloc in old.blocs] == [bloc.label for bloc in new.blocs]
    assert changed == [
        (
            "Concevoir et publier des supports de communication commerciale",
            "Réaliser des actions de fidélisation de la clientèle",
        ),
        (
            "Concevoir et actualiser les tableaux de bord commerciaux",
            "Traiter les données chiffrées de l’activité commerciale",
        ),
    ]
    assert old.sessions == ()
    assert "sans ses critères" in old.why_closed
    assert old.validity.end is None
    assert new.correspondences[0].framework == old.id
    assert [(pair.earlier, pair.later) for pair in new.correspondences[0].blocs] == [("ccp1", "ccp1"), ("ccp2", "ccp2")]
    ccs = [route for route in old.access_paths if route.leads_to is SessionKind.CCS]
    assert all(Evidence.PARENT_TITLE in route.evidence for route in ccs)
    assert len(ccs) == 2


def test_cned_keeps_criteres_indicateurs_and_productions_on_each_competence() -> None:
    cned = shipped("cned-aac")
    skills = list(cned.skills())

    assert [len(bloc.skills) for bloc in cned.blocs] == [6, 7, 6]
    assert [len(skill.criteria) for skill in skills] == [1, 1, 3, 2, 3, 1, 6, 6, 3, 5, 3, 6, 2, 5, 4, 1, 1, 1, 1]
    assert [len(c.indicators) for s in skills for c in s.criteria if c.indicators] == [4, 2, 2, 4, 6, 5, 5]
    assert all(skill.deliverables and skill.activity for skill in skills)
    assert [len(bloc.equipment) for bloc in cned.blocs] == [5, 5, 8]
    assert (
        cned.skill("c2-2").criteria[0].label
        == "L’IA est sollicitée, le prompt décrit un rôle, un contexte et une tâche"
    )
    assert cned.skill("c3-4").criteria[0].indicators[0] == "L’extraction des destinataires est conforme au ciblage"
    assert (cned.code, cned.level, cned.millesime, cned.validity.start) == ("", "", "", None)


def test_ascom_keeps_criteres_and_productions_on_the_bloc() -> None:
    ascom = shipped("ascom")

    assert [len(bloc.skills) for bloc in ascom.blocs] == [6, 4, 4]
    assert [len(bloc.criteria) for bloc in ascom.blocs] == [5, 5, 4]
    assert [len(bloc.deliverables) for bloc in ascom.blocs] == [5, 5, 7]
    assert [skill.label for skill in ascom.skills() if skill.criteria] == []
    assert ascom.blocs[0].criteria[2].label == "Les anomalies sont détectées et traitées"
    assert [part.blocs for s in ascom.sessions for _modality, part in s.parts()] == [("bloc1",), ("bloc2",), ("bloc3",)]
    assert (ascom.certifier, ascom.level) == ("", "")


def test_ifocop_awards_blocs_for_five_years_on_a_case_study() -> None:
    ifocop = shipped("ifocop-ac")

    assert ifocop.code == "RNCP 6568"
    assert [bloc.validity_years for bloc in ifocop.blocs] == [5, 5, 5]
    assert list(ifocop.criteria()) == []
    assert ifocop.blocs[0].description.startswith("Identifier l’objectif du document")
    assert [m.type for s in ifocop.sessions for m in s.modalities] == [ModalityType.CASE_STUDY] * 3
    assert ifocop.jury.quorum == 3
    assert [(member.quality, member.count) for member in ifocop.jury.composition] == [
        ("Membre de l’Institut", 1),
        ("Professionnel exerçant dans la fonction ou expert", 2),
    ]
    assert str(ifocop.validity.end) == "2022-03-03"


@pytest.mark.parametrize("framework_id", ["ascom", "cned-aac", "ifocop-ac"])
def test_a_duration_that_the_source_does_not_give_stays_unknown(framework_id: str) -> None:
    modalities = [modality for s in shipped(framework_id).sessions for modality in s.modalities]

    assert {modality.duration for modality in modalities} == {None}
    assert all(modality.notes for modality in modalities)


@pytest.mark.parametrize("framework_id", IDS)
def test_a_frozen_copy_reads_back_the_same(framework_id: str) -> None:
    framework = shipped(framework_id)
    copy = Framework.model_validate_json(framework.canonical())

    assert copy == framework
    assert copy.digest() == framework.digest()
