"""A rule of decision that does not hold together is told at its own line of the file."""

import pytest

from app.domain.framework.schema import framework_schema
from app.domain.framework.terms import DecisionMode, PointCount
from app.intake.framework_file import parse_framework
from tests.unit.test_framework_file import VALID

HEAD = """\
jury:
  quorum: 2
  composition:
    - qualite: Présidence
      nombre: 1
    - qualite: Professionnel
      nombre: 2
echelle:
  points:
    maximum: 20
    pas: 0.5
    seuil: 10
"""
RULE = """\
decision:
  mode: voix_preponderante
  siege_preponderant: Présidence
  blocs:
    - bloc: bloc1
      calcul: somme
      seuil: 20
      poids:
        - critere: c1-1
          coefficient: 2
      non_compensables:
        - competence: c1
          minimum: 8
      eliminatoires: [bloc1-1]
"""
FILE = VALID.replace("blocs:\n  - id: bloc1", f"{HEAD}{RULE}blocs:\n  - id: bloc1", 1)


def test_a_whole_rule_is_read() -> None:
    framework, faults = parse_framework(FILE.encode())

    assert faults == ()
    assert framework is not None
    (bloc,) = framework.decision.blocs
    assert (framework.decision.mode, framework.decision.casting_seat) == (DecisionMode.CASTING_VOTE, "Présidence")
    assert (bloc.counting, str(bloc.threshold)) == (PointCount.SUM, "20")
    assert (str(bloc.weight_of("c1-1")), str(bloc.weight_of("bloc1-1"))) == ("2", "1")


def test_the_rule_has_its_place_in_the_schema() -> None:
    assert "eliminatoires" in str(framework_schema())


@pytest.mark.parametrize(
    ("written", "mistake", "sentence"),
    [
        ("    - bloc: bloc1", "    - bloc: bloc7", "aucun bloc ne porte l’identifiant « bloc7 »"),
        ("      seuil: 20", "      seuil: 61", "le seuil (61) dépasse ce qui peut être atteint (60)"),
        ("          minimum: 8", "          minimum: 41", "le minimum (41) dépasse ce qui peut être atteint (40)"),
        ("          minimum: 8\n", "", "une compétence non compensable demande un minimum"),
        (
            "        - competence: c1",
            "        - competence: c2",
            "aucune compétence évaluée du bloc",
        ),
        ("[bloc1-1]", "[autre]", "aucun critère du bloc « bloc1 » ne porte l’identifiant « autre »"),
        ("[bloc1-1]", "[bloc1-1, bloc1-1]", "le critère « bloc1-1 » est donné deux fois"),
        (
            "        - critere: c1-1",
            "        - critere: c9",
            "ne porte l’identifiant « c9 »",
        ),
        ("      seuil: 20\n", "", "des poids ne servent qu’avec un seuil"),
        ("siege_preponderant: Présidence", "siege_preponderant: Doyen", "que la composition du jury nomme"),
        ("siege_preponderant: Présidence", "siege_preponderant: Professionnel", "et compte une fois"),
        ("mode: voix_preponderante", "mode: majorite", "que dans le mode « voix_preponderante »"),
        (HEAD, "", "un seuil par bloc demande une échelle de points"),
        (
            RULE[RULE.index("      calcul") :],
            "",
            "une règle de bloc donne un seuil, une compétence non compensable ou un critère éliminatoire",
        ),
        (
            RULE,
            RULE + "    - bloc: bloc1\n      eliminatoires: [c1-1]\n",
            "le bloc « bloc1 » a deux règles",
        ),
    ],
)
def test_what_does_not_hold_together_is_said(written: str, mistake: str, sentence: str) -> None:
    assert written in FILE
    framework, faults = parse_framework(FILE.replace(written, mistake, 1).encode())

    assert framework is None
    assert any(sentence in fault.sentence.replace("\u00a0", " ") for fault in faults), [f.sentence for f in faults]


def test_a_sum_wants_each_critere_answered_once() -> None:
    part = FILE[FILE.index("          - id: oral") :]
    twice = (
        FILE.replace(part, part + part.replace("id: oral", "id: reprise"), 1)
        .replace("40", "80")
        .replace("presence_jury_min: 30", "presence_jury_min: 60")
    )

    _framework, faults = parse_framework(twice.encode())
    assert any("une somme le compterait deux fois" in fault.sentence for fault in faults), faults


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ("decision:\n  mode: majorite\n", "un titre professionnel se décide par consensus, sans vote"),
        (
            "decision:\n  blocs:\n    - bloc: bloc1\n      eliminatoires: [bloc1-1]\n",
            "un titre professionnel n’a ni points, ni seuil, ni critère éliminatoire par bloc",
        ),
    ],
)
def test_a_titre_professionnel_has_no_rule_of_its_own(rule: str, sentence: str) -> None:
    title = VALID.replace("certification_rncp", "titre_professionnel").replace("blocs:\n", f"{rule}blocs:\n", 1)

    _framework, faults = parse_framework(title.encode())

    assert [fault.sentence.replace("\u00a0", " ").rstrip(".") for fault in faults] == [sentence]
