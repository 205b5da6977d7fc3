"""Reads a référentiel file (YAML) and says, line by line, what is wrong with it."""

from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from app.domain.faults import DomainError, EnvironmentFault, Fault, Trouble
from app.domain.framework.model import Framework
from app.domain.framework.schema import file_keys
from app.intake.yaml_tree import FileFault, YamlTree, read_tree

_SENTENCES: Mapping[str, str] = {
    "missing": "la clé « {key} » manque.",
    "enum": "« {value} » n’est pas admis pour « {key} ». Valeurs admises : {expected}.",
    "string_type": "« {key} » attend un texte.",
    "string_too_short": "« {key} » est vide.",
    "string_too_long": "« {key} » est trop long : {max_length} caractères au plus.",
    "string_pattern_mismatch": "« {value} » ne convient pas pour « {key} » : lettres minuscules, chiffres et tirets.",
    "int_type": "« {key} » attend un nombre entier.",
    "int_parsing": "« {key} » attend un nombre entier, pas « {value} ».",
    "int_parsing_size": "« {key} » attend un nombre entier, pas « {value} ».",
    "bool_type": "« {key} » attend true ou false.",
    "bool_parsing": "« {key} » attend true ou false, pas « {value} ».",
    "tuple_type": "« {key} » attend une liste : des lignes qui commencent par un tiret.",
    "model_type": "« {key} » attend des clés, chacune suivie de deux-points.",
    "too_short": "« {key} » compte au moins un élément.",
    "greater_than_equal": "« {key} » vaut au moins {ge}.",
    "date_type": "« {key} » attend une date écrite AAAA-MM-JJ.",
    "date_parsing": "« {key} » attend une date écrite AAAA-MM-JJ, pas « {value} ».",
    "date_from_datetime_parsing": "« {key} » attend une date écrite AAAA-MM-JJ, pas « {value} ».",
    "date_from_datetime_inexact": "« {key} » attend une date sans heure, écrite AAAA-MM-JJ.",
}


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
    return parse_framework(read_bytes(path))


def parse_framework(content: bytes) -> tuple[Framework | None, tuple[FileFault, ...]]:
    """Validate the content of a file and give back either the référentiel or every fault."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        return None, (FileFault(line, "un caractère n’est pas en UTF-8. Enregistrez le fichier en UTF-8."),)
    tree = read_tree(text)
    if isinstance(tree, FileFault):
        return None, (tree,)
    if not isinstance(tree.content, dict):
        return None, (FileFault(1, "le fichier ne contient pas de référentiel : des clés sont attendues."),)
    if tree.faults:
        return None, _in_order(tree.faults)
    try:
        return Framework.model_validate(tree.content, by_alias=True, by_name=False), ()
    except ValidationError as error:
        details = error.errors(include_url=False)
        return None, _in_order([_fault(detail, tree) for detail in details if not _is_echo(detail, details)])


def read_bytes(path: Path) -> bytes:
    """The content of a file.

    Raises:
        EnvironmentFault: the file is missing or unreadable.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise EnvironmentFault(Trouble.FILE_MISSING, file=path.name) from None
    except OSError:
        raise EnvironmentFault(Trouble.FILE_UNREADABLE, file=path.name) from None


def _in_order(faults: list[FileFault]) -> tuple[FileFault, ...]:
    return tuple(sorted(faults, key=lambda fault: fault.line))


def _is_echo(detail: ErrorDetails, details: list[ErrorDetails]) -> bool:
    """Whether a list is called too short only because its entries are faulty themselves."""
    place = detail["loc"]
    return detail["type"] == "too_short" and any(
        len(other["loc"]) > len(place) and other["loc"][: len(place)] == place for other in details
    )


def _fault(detail: ErrorDetails, tree: YamlTree) -> FileFault:
    return FileFault(tree.line_of(detail["loc"]), _sentence(detail))


def _sentence(detail: ErrorDetails) -> str:
    kind, context = detail["type"], detail.get("ctx", {})
    key = next((step for step in reversed(detail["loc"]) if isinstance(step, str)), "référentiel")
    if kind == "value_error":
        return f"{context['error']}."
    if kind == "breach":
        return f"{context['sentence']}."
    if kind == "extra_forbidden":
        return f"la clé « {key} » n’est pas connue ici. {_advice(key)}"
    fields = context | {
        "key": key,
        "value": _shown(detail["input"]),
        "expected": str(context.get("expected", "")).replace("'", "").replace(" or ", " ou "),
    }
    return _SENTENCES.get(kind, "la valeur de « {key} » ne convient pas.").format(**fields)


def _advice(key: str) -> str:
    close = get_close_matches(key, file_keys(), n=1)
    if close and close[0] != key:
        return f"Peut-être « {close[0]} » ?"
    return "Vérifiez son orthographe et son retrait, ou retirez-la."


def _shown(value: object) -> str:
    text = " ".join(str(value).split()) if isinstance(value, str) else "…"
    return text if len(text) <= 40 else f"{text[:39]}…"
