"""A session prepared from the command line: people, links, roles, each candidate's file, and what is left."""

from pathlib import Path
from typing import Any

import pytest

from tests.builders import PASSPHRASE
from tests.e2e.terminal import Ran, Terminal, plain
from tests.e2e.test_command_line import CREATION, misused

LIST = """\
Nom de naissance;Prénom;Date de naissance;Commune de naissance;Identifiant candidat;Voie d’accès
LE GOFF;Élodie;14/03/1995;Quimper;0616801;Formation
N’DIAYE;Souleymane;28/02/1998;Dakar;0616802;VAE
"""
WHOLE = ("--agrement", "29-2026-0117", "--agrement-fin", "2029-12-31", "--ceres", "26-29-004512", "--lieu", "Brest")


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    return Terminal(tmp_path / "referentiels")


@pytest.fixture
def session(terminal: Terminal, tmp_path: Path) -> Path:
    """A session of two jurors and two candidates, one from training and one from VAE."""
    path, liste = tmp_path / "nouvelle.jurade", tmp_path / "liste.csv"
    liste.write_text(LIST, encoding="utf-8")
    assert terminal.run("session", "creer", path, *CREATION, *WHOLE).code == 0
    assert terminal.run("candidats", "importer", liste, "--session", path).code == 0
    return path


def people_of(terminal: Terminal, session: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = terminal.run("personnes", "lister", "--session", session, "--json").json["personnes"]
    return found


def rule(terminal: Terminal, session: Path, number: int) -> dict[str, Any]:
    rules = terminal.run("session", "controler", session, "--json").json["regles"]
    return next(each for each in rules if each["numero"] == number)


def file_of(terminal: Terminal, session: Path, *options: str, candidate: str = "0616801") -> Ran:
    return terminal.run("candidats", "dossier", "--session", session, "--candidat", candidate, *options)


# personnes


def test_a_person_is_added_and_listed(terminal: Terminal, session: Path) -> None:
    added = terminal.run(
        "personnes", "ajouter", "--session", session, "--json", "--prenom", "Zoé", "--nom", "Roux", "--employeur",
        "Odet Fret", "--habilitation", "H-9", "--habilitation-fin", "2030-12-31", "--anglais", "--jours",
        "2026-05-12", "--jury", "2", "--siege", "Professionnel", "--exterieur", "oui", "--qualifie", "non",
    )  # fmt: skip
    assert (added.code, added.err) == (0, "N° 3 : Zoé Roux, membre du jury.\n")
    zoe = {
        "id": 3, "prenom": "Zoé", "nom": "Roux", "fonction": "jure", "qualite": "", "employeur": "Odet Fret",
        "habilitation": "H-9", "habilitation_fin": "2030-12-31", "anglais": True,
        "jours": ["2026-05-12"], "jury": 2, "siege": "Professionnel", "exterieur": True,
        "qualifie": False, "declaration": None, "roles": {}, "deports": [],
    }  # fmt: skip
    assert added.json == zoe
    assert people_of(terminal, session)[2] == zoe
    guard = terminal.run(
        "personnes", "ajouter", "--session", session, "--prenom", "Chloé", "--nom", "Roy", "--fonction", "surveillant"
    )
    assert (guard.out, guard.err) == ("", "N° 4 : Chloé Roy, surveillant.\n")
    assert people_of(terminal, session)[3]["jours"] is None


def test_days_are_those_of_the_session_and_may_be_written_as_on_paper(terminal: Terminal, session: Path) -> None:
    words = ("personnes", "ajouter", "--session", session, "--prenom", "Zoé", "--nom", "Roux", "--anglais")
    refused = terminal.run(*words, "--jours", "12/05/2026,13/05/2026")
    assert refused.code == 1
    assert "Le 13/05/2026 n’est pas un jour de la session" in refused.sentence
    assert len(people_of(terminal, session)) == 2

    assert terminal.run(*words, "--jours", "12/05/2026", "--jury", "2").code == 0
    told = plain(terminal.run("personnes", "lister", "--session", session).out)
    assert "3 · Zoé Roux · membre du jury · jury 2 · présence : 12/05 · anglais\n" in told


def test_an_identifier_that_two_candidates_bear_names_nobody(terminal: Terminal, session: Path, tmp_path: Path) -> None:
    again = tmp_path / "suite.csv"
    rows = ("ROUX;Zoé;01/01/1999;Brest;0616803;VAE", "PETIT;Luc;02/02/1999;Nantes;0616803;VAE")
    again.write_text("\n".join((LIST.splitlines()[0], *rows)), encoding="utf-8")
    assert terminal.run("candidats", "importer", again, "--session", session).code == 0

    refused = file_of(terminal, session, "--dp", "oui", candidate="0616803")
    assert refused.code == 1
    assert "« 0616803 » : 3 (ROUX Zoé), 4 (PETIT Luc)" in refused.sentence
    assert file_of(terminal, session, "--dp", "oui", candidate="4").out.startswith("0616803 · PETIT Luc")


def test_an_arrangement_is_told_with_its_decision(terminal: Terminal, session: Path) -> None:
    told = file_of(terminal, session, "--amenagement", "temps majoré;1/3;MDPH;01/03/2026").out
    assert "Aménagement : temps majoré, temps plus long de 1/3, MDPH du 01/03/2026" in plain(told)


def test_a_role_is_given_then_taken_back(terminal: Terminal, session: Path) -> None:
    for person, role in (("1", "interlocuteur"), ("2", "observateur")):
        words = ("--session", session, "--personne", person, "--partie", "oral", "--role", role)
        assert terminal.run("personnes", "role", *words).code == 0
    [english] = rule(terminal, session, 10)["points"]
    assert "Bruno Petit est observateur sans que sa pratique" in plain(english["constat"])
    assert (english["personne"], english["champ"], english["ecran"]) == (2, "uses_english", "preparation")
    listed = terminal.run("personnes", "lister", "--session", session)
    assert "2 · Bruno Petit · membre du jury · oral : observateur" in plain(listed.out)
    back = ("--session", session, "--personne", "2", "--partie", "oral", "--role", "aucun")
    assert terminal.run("personnes", "role", *back).err == "Bruno Petit : sans rôle (oral).\n"
    assert people_of(terminal, session)[1]["roles"] == {}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--personne", "9", "--partie", "oral", "--role", "observateur"), "1 (Anne Durand), 2 (Bruno Petit)"),
        (("--personne", "1", "--partie", "jeu", "--role", "observateur"), "n’a pas de partie « jeu »"),
        (
            ("--personne", "1", "--partie", "oral", "--role", "intervenant_ponctuel"),
            "revient à une personne hors du jury",
        ),
    ],
)
def test_a_role_that_cannot_be_played_is_refused(
    terminal: Terminal, session: Path, words: tuple[str, ...], told: str
) -> None:
    ran = terminal.run("personnes", "role", "--session", session, *words)
    assert (ran.code, ran.out) == (1, "")
    assert told in ran.sentence


def test_a_link_takes_a_juror_away_from_one_candidate(terminal: Terminal, session: Path) -> None:
    link = ("personnes", "lier", "--session", session, "--jure", "1", "--candidat", "0616801")
    linked = terminal.run(*link, "--lien", "formateur")
    assert (linked.code, linked.err) == (0, "LE GOFF Élodie : 1 juré, 2 nécessaires.\n")
    assert people_of(terminal, session)[0]["deports"] == [
        {"candidat": "0616801", "lien": "formateur", "motif": "Formateur ou accompagnateur"}
    ]
    found = rule(terminal, session, 7)
    assert found["etat"] == "bloquante"
    assert found["points"][0]["candidat"] == "0616801"
    assert found["points"][0]["au_plus_tard"] == "2026-04-27"
    assert (
        "déport pour LE GOFF Élodie (formateur ou accompagnateur)"
        in terminal.run("personnes", "lister", "--session", session).out
    )
    assert terminal.run(*link, "--lien", "autre").sentence == "Indiquez la raison en quelques mots."
    assert terminal.run(*link, "--lien", "aucun").err == "LE GOFF Élodie : 2 jurés, 2 nécessaires.\n"
    assert "Aucun déport" in terminal.run(*link, "--lien", "aucun").sentence
    assert rule(terminal, session, 7)["etat"] == "respectée"


# candidats dossier


def test_a_file_is_completed_until_nothing_lacks(terminal: Terminal, session: Path) -> None:
    bare = file_of(terminal, session)
    assert "Dossier professionnel : non renseigné" in plain(bare.out)
    assert "Diaporama sur la période en entreprise : à déposer, au plus tard le 11/05/2026" in plain(bare.out)
    assert {each["champ"] for each in rule(terminal, session, 15)["points"] if each["candidat"] == "0616801"} == {
        "professional_file", "training_results", "deposits",
    }  # fmt: skip
    done = file_of(
        terminal, session, "--json", "--dp", "oui", "--ecf", "oui", "--ecf-resultat", "ccp1=oui", "--ecf-resultat",
        "ccp2=non", "--depot", "questionnement_productions;2026-05-11T17:30;1,2,3,4,5,6,7,8,9,10", "--amenagement",
        "tiers temps;1/3;DDETS 29;2026-03-02", "--passages", "1", "--premier-refus", "2025-12-01",
    )  # fmt: skip
    assert done.code == 0
    told = done.json
    assert told["ecf"] == {"ccp1": True, "ccp2": False}
    assert told["amenagement"] == {
        "mesure": "tiers temps", "temps": "1/3", "autorite": "DDETS 29", "date": "2026-03-02",
    }  # fmt: skip
    [deposit] = told["depots"]
    assert deposit["depose_le"].startswith("2026-05-11T17:30")
    assert (deposit["au_plus_tard"], deposit["en_retard"]) == ("2026-05-11", False)
    assert deposit["diapositives_manquantes"] == []
    assert (told["passages"], told["representation_jusqu_au"]) == (1, "2026-12-01")
    assert file_of(terminal, session, "--json").json == told
    assert [each for each in rule(terminal, session, 15)["points"] if each["candidat"] == "0616801"] == []


def test_a_late_deposit_says_what_it_lacks(terminal: Terminal, session: Path) -> None:
    told = file_of(terminal, session, "--depot", "questionnement_productions;2026-05-12T08:00;1,3")
    assert "déposé le 12/05/2026 à 08:00, en retard, diapositives à trouver : 2, 4, 5" in plain(told.out)


def test_a_ccp_of_the_former_title_counts_by_the_correspondence(terminal: Terminal, session: Path) -> None:
    told = file_of(
        terminal, session, "--json", "--acquis", "acom-2020:ccp2;2024-06-03;livret 12", "--acquis",
        "acom-2020:ccp7;2024-06-03;livret 12",
    ).json  # fmt: skip
    assert told["acquis"] == [{"bloc": "ccp2", "date": "2024-06-03", "preuve": "livret 12", "ancien": "acom-2020:ccp2"}]
    assert told["non_acquis"] == ["acom-2020:ccp7"]
    assert "« acom-2020:ccp7 » : sans correspondance, non acquis ici" in plain(file_of(terminal, session).out)
    assert rule(terminal, session, 35)["etat"] == "respectée"


def test_an_unknown_ccp_is_refused(terminal: Terminal, session: Path) -> None:
    refused = file_of(terminal, session, "--acquis", "ccp9;2024-06-03;livret")
    assert (refused.code, refused.out) == (1, "")
    assert "Connus : ccp1, ccp2." in refused.sentence
    assert file_of(terminal, session, "--json").json["acquis"] == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--dp", "peut-être"), "« peut-être » : répondez oui ou non"),
        (("--depot", "dessin;2026-05-11T10:00"), "« dessin » n’est pas une modalité"),
        (("--depot", "entretien_technique;hier"), "un moment s’écrit AAAA-MM-JJTHH:MM"),
        (("--amenagement", "tiers temps;beaucoup"), "une part de temps s’écrit 1/3"),
        (("--passages", "-1"), "--passages"),
    ],
)
def test_a_file_misspelt_is_told_in_french(
    terminal: Terminal, session: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], told: str
) -> None:
    said = misused(capsys, terminal, "candidats", "dossier", "--session", session, "--candidat", "0616801", *words)
    assert told in said


# session


def test_a_session_starts_from_an_earlier_one(terminal: Terminal, session: Path, tmp_path: Path) -> None:
    terminal.run(
        "personnes", "role", "--session", session, "--personne", "1", "--partie", "oral", "--role", "observateur"
    )
    later = tmp_path / "suivante.jurade"
    made = terminal.run(
        "session", "creer", later, "--depuis", session, "--debut", "2026-12-01", "--pv", "2026-031", "--json"
    )
    assert made.code == 0
    told = made.json
    assert (told["referentiel"], told["type"], told["centre"]) == ("acom-2025", "titre", "Centre du Ponant")
    assert (told["debut"], told["fin"], told["ceres"], told["pv"]) == ("2026-12-01", "2026-12-01", "", "2026-031")
    assert told["candidats"] == []
    anne, bruno = people_of(terminal, later)
    assert (anne["nom"], anne["habilitation"], anne["roles"]) == ("Durand", "H-1", {"oral": "observateur"})
    assert (bruno["nom"], bruno["declaration"]) == ("Petit", None)
    assert len(terminal.run("session", "infos", session, "--json").json["candidats"]) == 2, (
        "the earlier one is as it was"
    )


def test_the_earlier_session_has_its_own_passphrase(terminal: Terminal, session: Path, tmp_path: Path) -> None:
    phrase = tmp_path / "phrase.txt"
    phrase.write_text(PASSPHRASE, encoding="utf-8")
    terminal.environment["JURADE_PHRASE"] = "une autre phrase"
    later = tmp_path / "suivante.jurade"
    start = ("session", "creer", later, "--depuis", session, "--debut", "2026-12-01")
    assert "La phrase secrète ne convient pas" in terminal.run(*start).sentence
    assert not later.exists()
    assert terminal.run(*start, "--depuis-phrase-fichier", phrase).code == 0
    assert terminal.run("session", "infos", later).code == 0


def test_a_session_says_what_it_needs(terminal: Terminal, tmp_path: Path) -> None:
    ran = terminal.run("session", "creer", tmp_path / "a.jurade", "--debut", "2026-12-01", "--type", "titre")
    assert ran.code == 2
    assert ran.sentence == (
        "Il manque --referentiel, --centre, --responsable. Sinon, partez d’une autre session avec --depuis."
    )


def test_a_session_is_not_created_in_a_folder_that_does_not_exist(terminal: Terminal, tmp_path: Path) -> None:
    ran = terminal.run("session", "creer", tmp_path / "absent" / "a.jurade", *CREATION)
    assert (ran.code, ran.out) == (1, "")
    assert "absent n’existe pas" in ran.sentence
    assert not (tmp_path / "absent").exists()


def test_what_is_left_is_told_with_its_day_and_its_field(terminal: Terminal, session: Path) -> None:
    checked = terminal.run("session", "controler", session, "--json")
    assert checked.code == 1
    told = checked.json
    states = [each["etat"] for each in told["regles"]]
    words = {"bloquante": "bloquantes", "à régler": "a_regler", "pas encore": "pas_encore", "respectée": "respectees"}
    assert {word: states.count(word) for word in words} == {word: told[key] for word, key in words.items()}
    assert [each["etat"] for each in told["regles"] if 17 <= each["numero"] <= 28] == ["pas encore"] * 11
    for each in told["regles"]:
        told_in_full = [point["constat"] for point in each["points"]]
        assert [sentence for sentence in each["constats"] if "hors de toute autre" not in sentence] == told_in_full
        days = [point["au_plus_tard"] for point in each["points"] if point["au_plus_tard"]]
        assert days == sorted(days)
    [slides] = [
        point
        for each in told["regles"]
        for point in each["points"]
        if point["champ"] == "deposits" and point["candidat"] == "0616802"
    ]
    assert (slides["gravite"], slides["au_plus_tard"], slides["ecran"]) == ("à régler", "2026-05-11", "preparation")
    aloud = terminal.run("session", "controler", session)
    assert "(au plus tard le 11/05/2026)" in aloud.out
    assert "17 · L’entretien final est tenu quand la session le demande · pas encore" in aloud.out


def test_the_program_tells_its_version(terminal: Terminal, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        terminal.run("--version")
    assert stopped.value.code == 0
    assert capsys.readouterr().out.startswith("Jurade 0.")
