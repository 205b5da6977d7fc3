"""The référentiels at hand, through the service and through the command line."""

import argparse
import io
import json
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from app.cli import framework_commands
from app.cli.output import Console
from app.domain.faults import DomainError, EnvironmentFault, Fault, Trouble
from app.services import frameworks

SHIPPED = Path(__file__).parents[2] / "data" / "referentiels"


@dataclass
class Desk:
    """One command line with its folders and what it wrote."""

    framework_folders: tuple[Path, ...]
    console: Console = field(default_factory=lambda: Console(io.StringIO(), io.StringIO()))

    def run(self, *words: str) -> int:
        parser = argparse.ArgumentParser()
        framework_commands.register(parser.add_subparsers(required=True))
        return framework_commands.run(parser.parse_args(["referentiel", *words]), self)

    @property
    def out(self) -> str:
        assert isinstance(self.console.out, io.StringIO)
        return self.console.out.getvalue().replace("\u00a0", " ")

    @property
    def err(self) -> str:
        assert isinstance(self.console.err, io.StringIO)
        return self.console.err.getvalue().replace("\u00a0", " ")


@pytest.fixture
def centre(tmp_path: Path) -> Path:
    return tmp_path / "centre"


@pytest.fixture
def desk(centre: Path) -> Desk:
    return Desk((SHIPPED, centre))


@pytest.fixture
def own_file(tmp_path: Path) -> Path:
    """A valid file that the centre wrote, under a name of its own."""
    path = tmp_path / "Notre référentiel.yaml"
    text = (SHIPPED / "ascom.yaml").read_text(encoding="utf-8")
    path.write_text(text.replace("id: ascom", "id: notre-ascom", 1), encoding="utf-8")
    return path


def test_the_catalogue_lists_what_is_shipped_then_what_the_centre_added(centre: Path, own_file: Path) -> None:
    frameworks.add(own_file, centre)
    listed = frameworks.catalogue((SHIPPED, centre))

    assert [line.id for line in listed] == ["acom-2020", "acom-2025", "ascom", "cned-aac", "ifocop-ac", "notre-ascom"]
    assert [line.session_count for line in listed] == [0, 3, 3, 3, 3, 3]
    assert [line.fault for line in listed] == [""] * 6
    assert "sans ses critères" in listed[0].why_closed


def test_the_catalogue_lists_a_faulty_file_with_its_fault(centre: Path) -> None:
    centre.mkdir()
    (centre / "brouillon.yaml").write_text("id: brouillon\n", encoding="utf-8")
    (centre / "ascom.yaml").write_bytes((SHIPPED / "ascom.yaml").read_bytes())
    (centre / "autre-nom.yaml").write_bytes((SHIPPED / "cned-aac.yaml").read_bytes())
    faults = {line.path.name: line.fault for line in frameworks.catalogue((SHIPPED, centre)) if line.fault}

    assert faults["brouillon.yaml"].startswith("brouillon.yaml, ligne 1")
    assert "porte déjà l’identifiant" in faults["ascom.yaml"]
    assert "Renommez-le cned-aac.yaml" in faults["autre-nom.yaml"]
    assert set(faults) == {"brouillon.yaml", "ascom.yaml", "autre-nom.yaml"}


def test_an_unknown_id_is_refused_with_the_known_ones() -> None:
    with pytest.raises(DomainError, match="acom-2025") as refusal:
        frameworks.load("acom-2031", (SHIPPED,))

    assert refusal.value.what is Fault.FRAMEWORK_UNKNOWN


def test_an_id_is_never_a_way_to_another_folder(tmp_path: Path) -> None:
    inner = tmp_path / "dedans"
    inner.mkdir()
    (tmp_path / "ascom.yaml").write_bytes((SHIPPED / "ascom.yaml").read_bytes())

    with pytest.raises(DomainError, match="aucun"):
        frameworks.load("../ascom", (inner,))


def test_an_added_file_is_loaded_by_its_id(centre: Path, own_file: Path) -> None:
    added = frameworks.add(own_file, centre, (SHIPPED, centre))

    assert [path.name for path in centre.iterdir()] == ["notre-ascom.yaml"]
    assert frameworks.load("notre-ascom", (SHIPPED, centre)) == added


def test_a_taken_id_is_refused_unless_the_centre_renews_its_own(centre: Path, own_file: Path) -> None:
    frameworks.add(own_file, centre, (SHIPPED, centre))
    own_file.write_text(own_file.read_text(encoding="utf-8").replace("sigle: ASCOM", "sigle: NOUS"), encoding="utf-8")

    with pytest.raises(DomainError, match="porte déjà"):
        frameworks.add(own_file, centre, (SHIPPED, centre))
    with pytest.raises(DomainError, match="porte déjà"):
        frameworks.add(SHIPPED / "ascom.yaml", centre, (SHIPPED, centre), replace=True)
    frameworks.add(own_file, centre, (SHIPPED, centre), replace=True)

    assert frameworks.load("notre-ascom", (SHIPPED, centre)).acronym == "NOUS"


def test_a_faulty_file_is_not_added(centre: Path, own_file: Path) -> None:
    own_file.write_text("id: rien\n", encoding="utf-8")

    with pytest.raises(DomainError, match="ligne 1"):
        frameworks.add(own_file, centre)
    assert not centre.exists()


def test_a_missing_file_is_told_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault) as refusal:
        frameworks.check(tmp_path / "perdu.yaml")

    assert refusal.value.what is Trouble.FILE_MISSING


def test_lister_names_every_framework(desk: Desk) -> None:
    assert desk.run("lister") == 0
    assert "acom-2025 · Assistant commercial · TP-01285 04" in desk.out.splitlines()


def test_lister_prints_one_json_object(desk: Desk) -> None:
    assert desk.run("lister", "--json") == 0
    assert [line["id"] for line in json.loads(desk.out)["referentiels"]] == [
        "acom-2020",
        "acom-2025",
        "ascom",
        "cned-aac",
        "ifocop-ac",
    ]
    assert desk.err == ""


def test_montrer_prints_the_framework_as_one_json_object(desk: Desk) -> None:
    assert desk.run("montrer", "acom-2025", "--json") == 0
    shown = json.loads(desk.out)
    criterion = shown["blocs"][0]["competences"][0]["criteres"][0]
    title = shown["sessions"][0]
    situation, _interview, questionnaire, questioning, _final = title["modalites"]

    assert (shown["id"], shown["code"], shown["millesime"]) == ("acom-2025", "TP-01285", "04")
    assert (shown["intitule"], shown["niveau"]) == ("Assistant commercial", "5")
    assert criterion["intitule"] == "Le processus de traitement des commandes est respecté"
    assert criterion["indicateurs"] == []
    assert shown["blocs"][0]["criteres"] == []
    assert (title["id"], title["duree_totale_min"], title["presence_jury_min"]) == ("titre", 250, 75)
    assert situation["competences"] == ["c3", "c6", "c7", "c8"]
    assert [(p["intitule"], p["minutes"], p["jury_present"], p["langue"]) for p in situation["phases"]] == [
        ("Travaux écrits", 150, False, "fr"),
        ("Préparation", 10, False, "fr"),
        ("Accueil en français", 10, True, "fr"),
        ("Accueil en anglais", 10, True, "en"),
    ]
    assert (questionnaire["type"], questionnaire["applicable"]) == ("questionnaire_professionnel", False)
    assert (questionnaire["duree_min"], questionnaire["phases"], questionnaire["competences"]) == (0, [], [])
    assert questioning["duree_min"] == 45


def test_montrer_writes_a_text_that_a_person_reads(desk: Desk) -> None:
    assert desk.run("montrer", "acom-2025") == 0
    lines = desk.out.splitlines()

    assert lines[0] == "Assistant commercial · TP-01285 · millésime 04"
    assert "Session titre – 4 h 10, jury 1 h 15" in lines
    assert "      Accueil en anglais : 10 min, avec le jury, en anglais" in lines
    assert "  Questionnaire professionnel : sans objet" in lines
    assert "     [ ] Le processus de traitement des commandes est respecté" in lines


@pytest.mark.parametrize(
    "line",
    [
        "ACom · titre professionnel du ministère · niveau 5 · "
        "Ministère du Travail, de la Santé, des Solidarités et des Familles",
        "  NSF : 312m Commerce, vente - pas de fonction dominante ; "
        "324t Saisie, mise en forme et communication des données",
        "  ROME : D1401 Assistanat commercial",
        "  Formacodes : 35028",
        "  Validité : depuis le 29/10/2025, fin non connue",
        "  CCP : certificat de compétences professionnelles",
        "  - Arrêté du 31 juillet 2025 relatif au titre professionnel Assistant commercial "
        "(signé le 31/07/2025, JO du 07/08/2025, effet le 29/10/2025)",
        "Jury – 2 membres au moins pour délibérer",
        "  - À l’oral, un juré tient le rôle d’interlocuteur et l’autre celui d’observateur.",
        "  Validation des acquis de l’expérience (VAE) – voie VAE, pour le titre",
        "    Le jury se prononce d’après : modalités d’évaluation, dossier professionnel, entretien final",
        "    - Le diaporama porte sur l’expérience professionnelle du candidat.",
        "  De la commande à l’encaissement, avec le suivi du client, des stocks et des livraisons.",
        "     [ ] Les outils collaboratifs sont privilégiés",
        "     Évaluée à travers les compétences 1, 2, 3, 4, 5, 7, 8",
        "  Vise : CCP 1, CCP 2",
        "    - L’ordre est imposé : écrit, oral, entretien technique, questionnement, entretien final.",
        "  Questionnement à partir de production(s) : 45 min, jury 30 min",
        "    Questionnement à partir de production(s), à l’oral : compétences 1, 2, 4",
        "      Interlocuteur : Un membre du jury joue le visiteur prévu par le scénario.",
        "    À déposer : diaporama sur la période en entreprise ; échéance : la veille de la session d’examen",
        "      Période en entreprise : 175 h",
        "        10. Les procédures suivies et les actions réalisées pour sécuriser les règlements",
        "      - Un local fermé avec une table et trois chaises au moins, où l’on s’entend sans être entendu.",
        "    - Aucune communication entre candidats ni avec l’extérieur.",
        "  - Les logiciels peuvent être en ligne, sur abonnement.",
        "  - Livret de certification : Remis au candidat en réussite partielle. "
        "Délivré par le représentant territorial du ministère.",
        "  - acom-2020, ccp1 → CCP 1",
    ],
)
def test_montrer_tells_what_a_jury_and_a_responsable_need(desk: Desk, line: str) -> None:
    assert desk.run("montrer", "acom-2025") == 0
    assert line in desk.out.splitlines()


def test_montrer_tells_what_other_certifiers_add(desk: Desk) -> None:
    assert desk.run("montrer", "ifocop-ac") == 0
    assert "  - Professionnel exerçant dans la fonction ou expert : 2\n" in desk.out
    assert "  Acquis pour 5 ans\n" in desk.out
    assert "  - Éragny-sur-Oise (Val-d’Oise)\n" in desk.out
    desk.run("montrer", "ascom")
    assert (
        "  Activité : Suivi des commandes\n    - Contrôle des délais et de la conformité des livraisons\n" in desk.out
    )
    assert "  Moyens\n    - Poste informatique\n" in desk.out


@pytest.mark.parametrize("framework_id", ["acom-2020", "ascom", "cned-aac", "ifocop-ac"])
def test_montrer_reads_well_for_every_shape(desk: Desk, framework_id: str) -> None:
    assert desk.run("montrer", framework_id) == 0
    assert "None" not in desk.out
    assert "À vérifier" in desk.out


def test_montrer_refuses_an_unknown_id(desk: Desk) -> None:
    assert desk.run("montrer", "inconnu") == 1
    assert desk.out == ""
    assert desk.err == (
        "Aucun référentiel ne porte l’identifiant « inconnu ». "
        "Identifiants connus : acom-2020, acom-2025, ascom, cned-aac, ifocop-ac.\n"
    )


def test_valider_counts_what_a_good_file_holds(desk: Desk, own_file: Path) -> None:
    assert desk.run("valider", str(own_file)) == 0
    assert desk.out == ""
    assert "est valide : 3 blocs, 14 compétences, 14 critères, 3 types de session" in desk.err


def test_valider_tells_every_fault_with_its_line(desk: Desk, own_file: Path) -> None:
    text = own_file.read_text(encoding="utf-8")
    own_file.write_text(
        text.replace("sigle:", "sigel:", 1).replace("nature: bloc", "nature: blog", 1), encoding="utf-8"
    )

    assert desk.run("valider", str(own_file), "--json") == 1
    faults = json.loads(desk.out)["fautes"]
    assert [text.split("\n")[fault["ligne"] - 1].strip() for fault in faults] == ["sigle: ASCOM", "nature: bloc"]
    assert "Peut-être « sigle » ?" in desk.err
    assert "Traceback" not in desk.err


def test_valider_refuses_a_missing_file(desk: Desk, tmp_path: Path) -> None:
    assert desk.run("valider", str(tmp_path / "perdu.yaml")) == 1
    assert "perdu.yaml n’existe pas" in desk.err


def test_ajouter_puts_the_file_in_the_centre_s_folder(desk: Desk, own_file: Path) -> None:
    assert desk.run("ajouter", str(own_file)) == 0
    assert desk.run("ajouter", str(own_file)) == 1
    assert desk.run("ajouter", str(own_file), "--remplacer") == 0
    assert "Le référentiel « notre-ascom » est ajouté" in desk.err
    assert desk.run("montrer", "notre-ascom") == 0


def test_schema_prints_a_json_schema(desk: Desk) -> None:
    assert desk.run("schema") == 0
    schema = json.loads(desk.out)

    assert schema["title"] == "Référentiel d’une certification"
    assert "presence_jury_min" in schema["$defs"]["SessionType"]["properties"]
