"""What the référentiel says around a compétence, as it is read beside a grid and at the deliberation."""

from app.domain.framework.scale import Level, MarkingScale
from app.domain.grading import units_of_session
from app.domain.reference_text import scale_lines, sections_of
from tests.builders import LEVELS, POINTS, framework_of_scale, framework_with_ccps


def plain(lines: tuple[str, ...]) -> list[str]:
    return [line.replace("\u00a0", " ") for line in lines]


def test_a_scale_says_what_each_level_means() -> None:
    bare = MarkingScale(levels=(Level(id="a", label="Acquis", met=True), Level(id="n", label="Non acquis", met=False)))

    assert plain(scale_lines(LEVELS))[2] == "Acquis : Fait seul."
    assert plain(scale_lines(bare)) == ["Acquis", "Non acquis"]
    assert len(scale_lines(POINTS)) == 1
    assert scale_lines(MarkingScale()) == ()


def test_a_competence_shows_its_bloc_and_only_what_is_said() -> None:
    framework = framework_with_ccps()
    unit = units_of_session(framework, framework.session_type("titre"))[0]

    assert sections_of(framework, unit) == (("CCP 1", ("Recevoir les marchandises",)),)


def test_a_whole_bloc_shows_its_competences() -> None:
    framework = framework_of_scale(LEVELS)
    unit = units_of_session(framework, framework.session_type("bloc1"))[0]

    titles = dict(sections_of(framework, unit))

    assert titles["Bloc 1"] == ("Conseiller la clientèle",)
    assert titles["Compétences du bloc"] == ("Reformuler une demande",)
    assert "Échelle" in titles
