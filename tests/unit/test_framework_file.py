"""A référentiel file that is wrong is told line by line, in French, and never breaks the reader."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.framework.schema import file_keys, framework_schema
from app.intake.framework_file import parse_framework

ROOT = Path(__file__).parents[2]
VALID = """\
id: exemple-1
nature: certification_rncp
code: "01234"
millesime: 04
intitule: Fleuriste de gare
certificateur: Institut des exemples
niveau: "4"
validite:
  debut: 2026-01-01
vocabulaire:
  bloc: Bloc
  bloc_long: bloc de compétences
  document: Procès-verbal de jury
blocs:
  - id: bloc1
    numero: 1
    intitule: Composer un bouquet
    activites:
      - id: a1
        intitule: Atelier
    competences:
      - id: c1
        numero: "1"
        intitule: Choisir les fleurs
        activite: a1
        criteres:
          - id: c1-1
            numero: 1
            intitule: Les fleurs sont fraîches
      - id: c2
        numero: "2"
        intitule: Lier les tiges
    criteres:
      - id: bloc1-1
        numero: 1
        intitule: Le poste est propre
sessions:
  - id: atelier
    nature: bloc
    intitule: Bloc 1
    blocs_vises: [bloc1]
    duree_totale_min: 40
    presence_jury_min: 30
    modalites:
      - type: mise_en_situation
        intitule: Atelier
        duree_min: 40
        presence_jury_min: 30
        parties:
          - id: oral
            intitule: Atelier
            abrege: Atel.
            forme: orale
            competences: [c1, c2]
            blocs: [bloc1]
            phases:
              - intitule: Préparation
                minutes: 10
                jury_present: false
              - intitule: Composition
                minutes: 30
                jury_present: true
"""
LINES = VALID.split("\n")


def line_of(words: str) -> int:
    return next(number for number, line in enumerate(LINES, 1) if words in line)


def faults_of(content: str | bytes) -> list[tuple[int, str]]:
    """Line and sentence of each fault, with plain spaces for easier reading."""
    raw = content if isinstance(content, bytes) else content.encode()
    return [(fault.line, fault.sentence.replace("\u00a0", " ")) for fault in parse_framework(raw)[1]]


def test_a_valid_file_has_no_fault_and_keeps_values_as_written() -> None:
    framework, faults = parse_framework(VALID.encode())

    assert faults == ()
    assert framework is not None
    assert (framework.code, framework.millesime) == ("01234", "04")
    assert str(framework.validity.start) == "2026-01-01"


def test_a_file_saved_with_a_byte_order_mark_is_read() -> None:
    assert faults_of(VALID.encode("utf-8-sig")) == []


@pytest.mark.parametrize(
    ("written", "mistake", "at", "sentence"),
    [
        (
            "certificateur:",
            "certifcateur:",
            "certificateur:",
            "la clé « certifcateur » n’est pas connue ici. Peut-être « certificateur » ?",
        ),
        (
            "certificateur:",
            "couleur:",
            "certificateur:",
            "la clé « couleur » n’est pas connue ici. Vérifiez son orthographe et son retrait, ou retirez-la.",
        ),
        (
            "certificateur:",
            "certifier:",
            "certificateur:",
            "la clé « certifier » n’est pas connue ici. Peut-être « certificateur » ?",
        ),
        ("    numero: 1\n", "", "- id: bloc1", "la clé « numero » manque."),
        ("    numero: 1\n", "    numero: un\n", "    numero: 1", "« numero » attend un nombre entier, pas « un »."),
        ("    numero: 1\n", "    numero: 0\n", "    numero: 1", "« numero » vaut au moins 1."),
        (
            "nature: certification_rncp",
            "nature: diplome",
            "nature:",
            "« diplome » n’est pas admis pour « nature ». Valeurs admises : titre_professionnel ou certification_rncp.",
        ),
        (
            "id: exemple-1",
            "id: Exemple 1",
            "id: exemple-1",
            "« Exemple 1 » ne convient pas pour « id » : lettres minuscules, chiffres et tirets.",
        ),
        (
            "debut: 2026-01-01",
            "debut: 01/01/2026",
            "debut:",
            "« debut » attend une date écrite AAAA-MM-JJ, pas « 01/01/2026 ».",
        ),
        (
            "debut: 2026-01-01",
            "debut: 2026-02-30",
            "debut:",
            "« debut » attend une date écrite AAAA-MM-JJ, pas « 2026-02-30 ».",
        ),
        (
            "jury_present: false",
            "jury_present: jamais",
            "jury_present: false",
            "« jury_present » attend true ou false, pas « jamais ».",
        ),
        ("abrege: Atel.", "abrege: Atelier", "abrege:", "« abrege » est trop long : 6 caractères au plus."),
        ("intitule: Fleuriste de gare", 'intitule: ""', "intitule: Fleuriste", "« intitule » est vide."),
        ("intitule: Fleuriste de gare", "intitule:", "intitule: Fleuriste", "« intitule » attend un texte."),
        (
            "competences: [c1, c2]",
            "competences: c1",
            "competences: [c1",
            "« competences » attend une liste : des lignes qui commencent par un tiret.",
        ),
        (
            "  debut: 2026-01-01",
            "  - 2026-01-01",
            "validite:",
            "« validite » attend des clés, chacune suivie de deux-points.",
        ),
        ("blocs_vises: [bloc1]", "blocs_vises: []", "blocs_vises:", "« blocs_vises » compte au moins un élément."),
        ("minutes: 10", "minutes: 15", "- type:", "durée annoncée : 40 min ; total des phases : 45 min."),
        ("minutes: 10", "minutes: null", "- type:", "durée annoncée : 40 min ; total des phases : inconnu."),
        (
            "duree_totale_min: 40",
            "duree_totale_min: 50",
            "- id: atelier",
            "durée totale annoncée : 50 min ; total des modalités : 40 min.",
        ),
        (
            "    presence_jury_min: 30\n    mod",
            "    presence_jury_min: 20\n    mod",
            "- id: atelier",
            "présence du jury annoncée : 20 min ; total des modalités : 30 min.",
        ),
        (
            "jury_present: false",
            "jury_present: true",
            "- type:",
            "présence du jury annoncée : 30 min ; phases avec jury : 40 min.",
        ),
        ("activite: a1", "activite: a9", "activite: a1", "aucune activité ne porte l’identifiant « a9 »."),
        (
            "blocs_vises: [bloc1]",
            "blocs_vises: [bloc9]",
            "blocs_vises:",
            "aucun bloc ne porte l’identifiant « bloc9 ».",
        ),
        ("      - id: c2", "      - id: c1", "- id: c2", "l’identifiant de compétence « c1 » est donné deux fois."),
        (
            "            blocs: [bloc1]\n",
            "",
            "- id: atelier",
            "les critères du bloc « bloc1 » ne sont évalués dans aucune partie.",
        ),
        ("niveau:", "code:", "niveau:", "la clé « code » est donnée deux fois ici ; gardez-en une."),
        ("  debut:", "\tdebut:", "  debut:", "le retrait contient une tabulation. Remplacez-la par des espaces."),
        (
            "intitule: Composer",
            "intitule: Composer : ",
            "intitule: Composer",
            "l’écriture YAML est rompue ici : retrait, guillemet ou deux-points en trop.",
        ),
        (
            "intitule: Composer",
            "intitule: Composer\a",
            "intitule: Composer",
            "un caractère invisible est interdit ici. Retapez la ligne.",
        ),
    ],
)
def test_each_kind_of_fault_has_its_line_and_its_sentence(written: str, mistake: str, at: str, sentence: str) -> None:
    assert written in VALID

    assert (line_of(at), sentence) in faults_of(VALID.replace(written, mistake, 1))


def test_a_competence_that_nothing_assesses_is_told_beside_the_unknown_one() -> None:
    assert faults_of(VALID.replace("[c1, c2]", "[c1, c3]")) == [
        (line_of("sessions:") + 1, "la compétence « c2 » n’est évaluée dans aucune partie."),
        (line_of("competences: [c1, c2]"), "aucune compétence ne porte l’identifiant « c3 »."),
    ]


def test_every_fault_is_told_at_once_in_the_order_of_the_lines() -> None:
    content = VALID.replace("minutes: 30", "minutes: trente").replace("nature: bloc", "nature: blog")

    assert [line for line, _sentence in faults_of(content)] == [line_of("nature: bloc"), line_of("minutes: 30")]


def test_a_framework_without_session_must_say_why() -> None:
    content = VALID[: VALID.index("sessions:")]

    assert faults_of(content) == [(1, "un référentiel sans session dit pourquoi (clé « sessions_impossibles »).")]
    assert faults_of(f"{content}sessions_impossibles: Les durées manquent.\n") == []


@pytest.mark.parametrize(
    ("content", "line", "sentence"),
    [
        (b"", 1, "le fichier ne contient pas de référentiel : des clés sont attendues."),
        (b"\n# rien\n", 1, "le fichier ne contient pas de référentiel : des clés sont attendues."),
        (b"- une\n- liste\n", 1, "le fichier ne contient pas de référentiel : des clés sont attendues."),
        (
            "id: a\nintitule: été\n".encode("latin-1"),
            2,
            "un caractère n’est pas en UTF-8. Enregistrez le fichier en UTF-8.",
        ),
        (b"[" * 100_000, 1, "les listes sont trop emboîtées pour être lues."),
        (b"id: a\nblocs: &tout [*tout]\n", 2, "les alias YAML (*nom) ne sont pas admis ; recopiez les lignes."),
        (b"id: a\n? [b]\n: c\n", 2, "une clé est un mot, suivi de deux-points et d’une espace."),
    ],
    ids=["empty", "only a comment", "a list", "not UTF-8", "too deep", "a list inside itself", "a list as key"],
)
def test_a_file_of_another_kind_is_refused_kindly(content: bytes, line: int, sentence: str) -> None:
    assert faults_of(content) == [(line, sentence)]


def accept(content: bytes) -> None:
    """A référentiel or faults with a line of the file and a whole sentence: nothing else may come out."""
    framework, faults = parse_framework(content)
    assert (framework is None) == bool(faults)
    for fault in faults:
        assert 1 <= fault.line <= content.count(b"\n") + 2
        assert fault.sentence[-1] in ".?"


@given(data=st.data())
def test_a_damaged_file_never_breaks_the_reader(data: st.DataObject) -> None:
    lines = list(LINES)
    for _time in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(lines) - 1))
        key, _colon, _value = lines[at].partition(":")
        junk = data.draw(st.text(max_size=12) | st.sampled_from(["*a", "&a", "!!int x", "|", "{", "~", "9" * 5000]))
        changes = [[], [f"{key}: {junk}"], [junk], [lines[at]] * 2, [f" {lines[at]}"], [lines[at].lstrip()]]
        lines[at : at + 1] = data.draw(st.sampled_from(changes)) or [""]

    accept("\n".join(lines).encode("utf-8", "surrogatepass"))


@given(st.binary(max_size=200))
def test_any_bytes_never_break_the_reader(content: bytes) -> None:
    accept(content)


def test_the_schema_speaks_french_and_forbids_unknown_keys() -> None:
    schema = framework_schema()
    properties, models = schema["properties"], schema["$defs"]

    assert isinstance(properties, dict)
    assert isinstance(models, dict)
    assert {"id", "code", "millesime", "intitule", "niveau", "blocs", "sessions"} <= set(properties)
    assert schema["required"] == ["id", "nature", "intitule", "vocabulaire", "blocs"]
    assert {model.get("additionalProperties") for model in models.values() if "properties" in model} == {False}
    assert models["ModalityType"]["enum"][-1] == "etude_de_cas"


def test_the_guide_explains_every_key() -> None:
    guide = (ROOT / "docs" / "referentiel.md").read_text(encoding="utf-8")

    assert [key for key in file_keys() if f"`{key}`" not in guide] == []
