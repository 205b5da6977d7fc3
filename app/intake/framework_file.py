"""Reads a référentiel file (YAML) and says, line by line, what is wrong with it."""

from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import ValidationError

from app.domain.faults import DomainError, EnvironmentFault, Fault, Trouble
from app.domain.framework.model import Framework

_SENTENCES = {
    "missing": "la clé « {key} » manque.",
    "extra_forbidden": "la clé « {key} » n’est pas connue ici. Vérifiez son orthographe ou retirez-la.",
    "enum": "« {value} » n’est pas admis pour « {key} ». Valeurs admises : {expected}.",
    "string_type": "« {key} » attend un texte ; mettez la valeur entre guillemets.",
    "string_too_short": "« {key} » est vide.",
    "string_too_long": "« {key} » est trop long : {max_length} caractères au plus.",
    "string_pattern_mismatch": "« {value} » ne convient pas pour « {key} » : lettres minuscules, chiffres et tirets.",
    "int_type": "« {key} » attend un nombre entier.",
    "int_parsing": "« {key} » attend un nombre entier, pas « {value} ».",
    "bool_type": "« {key} » attend true ou false.",
    "bool_parsing": "« {key} » attend true ou false, pas « {value} ».",
    "tuple_type": "« {key} » attend une liste (lignes commençant par un tiret).",
    "model_type": "« {key} » attend un bloc de clés.",
    "too_short": "« {key} » compte au moins un élément.",
    "greater_than_equal": "« {key} » vaut au moins {ge}.",
    "date_type": "« {key} » attend une date écrite AAAA-MM-JJ.",
    "date_from_datetime_parsing": "« {key} » attend une date écrite AAAA-MM-JJ, pas « {value} ».",
}


@dataclass(frozen=True, slots=True)
class FileFault:
    """One fault of a référentiel file: the line that an editor shows, and a French sentence."""

    line: int
    sentence: str


def read_framework(path: Path) -> Framework:
    """Read and validate one référentiel.

    Raises:
        EnvironmentFault: the file is missing or unreadable.
        DomainError: the file is no valid référentiel; the sentence names the first faulty line.
    """
    framework, faults = check_framework(path)
    if framework is None:
        first = faults[0]
        raise DomainError(Fault.FRAMEWORK_FILE_INVALID, file=path.name, line=first.line, sentence=first.sentence)
    return framework


def check_framework(path: Path) -> tuple[Framework | None, tuple[FileFault, ...]]:
    """Validate one file and give back either the référentiel or every fault, in the order of the lines.

    Raises:
        EnvironmentFault: the file is missing or unreadable.
    """
    text = _read_text(path)
    if isinstance(text, FileFault):
        return None, (text,)
    try:
        tree = yaml.compose(text, Loader=yaml.SafeLoader)
        content = yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        return None, (FileFault(line, "l’écriture YAML est rompue ici (retrait, guillemet ou deux-points en trop)."),)
    except (yaml.YAMLError, ValueError) as error:
        return None, (FileFault(1, f"le fichier ne se lit pas comme du YAML ({type(error).__name__})."),)
    if tree is None or not isinstance(content, dict):
        return None, (FileFault(1, "le fichier ne contient pas de référentiel : des clés sont attendues."),)
    try:
        return Framework.model_validate(content), ()
    except ValidationError as error:
        faults = [_fault(dict(detail), tree) for detail in error.errors()]
        return None, tuple(sorted(faults, key=lambda fault: fault.line))


def _read_text(path: Path) -> str | FileFault:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise EnvironmentFault(Trouble.FILE_MISSING, file=path.name) from None
    except OSError:
        raise EnvironmentFault(Trouble.FILE_UNREADABLE, file=path.name) from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return FileFault(line, "un caractère n’est pas en UTF-8. Enregistrez le fichier en UTF-8.")


def _fault(detail: dict[str, object], tree: yaml.Node) -> FileFault:
    location = detail["loc"] if isinstance(detail["loc"], tuple) else ()
    kind = str(detail["type"])
    context = detail.get("ctx")
    fields = dict(context) if isinstance(context, dict) else {}
    key = next((str(step) for step in reversed(location) if isinstance(step, str)), "référentiel")
    if kind == "value_error":
        sentence = f"{fields.get('error', '')}."
    else:
        template = _SENTENCES.get(kind, "la valeur de « {key} » ne convient pas.")
        fields |= {"key": key, "value": detail.get("input"), "expected": fields.get("expected", "")}
        sentence = template.format(**fields).replace("' or '", " ou ").replace("'", "")
    return FileFault(_line_of(location, tree), sentence)


def _line_of(location: tuple[object, ...], node: yaml.Node) -> int:
    """The line (from 1) of the deepest place of `location` that exists in the document."""
    line = node.start_mark.line + 1
    for step in location:
        child = _child(step, node)
        if child is None:
            break
        mark, node = child
        line = mark
    return line


def _child(step: object, node: yaml.Node) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == step:
                return key.start_mark.line + 1, value
    elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        value = node.value[step]
        return value.start_mark.line + 1, value
    return None
