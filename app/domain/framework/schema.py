"""The format of a référentiel file as a JSON Schema, made from the model that reads the file."""

from functools import cache

from app.domain.framework.model import Framework

Schema = dict[str, object]


def framework_schema() -> Schema:
    """The JSON Schema of a référentiel file, with its French keys, for editors that check while one types."""
    described = _without_code_words(Framework.model_json_schema(by_alias=True))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Référentiel d’une certification",
        "description": "Un fichier YAML par certification et par millésime.",
        **described,
    }


@cache
def file_keys() -> tuple[str, ...]:
    """Every key that a référentiel file may hold, sorted."""
    schema = Framework.model_json_schema(by_alias=True)
    models = [schema, *schema["$defs"].values()]
    return tuple(sorted({key for model in models for key in model.get("properties", ())}))


def _without_code_words(schema: Schema) -> Schema:
    """Drop titles and descriptions: they are the English words of the code, and the keys speak for themselves."""
    return {
        name: {key: _cleaned(value) for key, value in part.items()}
        if name in ("properties", "$defs") and isinstance(part, dict)
        else _cleaned(part)
        for name, part in schema.items()
        if name not in ("title", "description")
    }


def _cleaned(part: object) -> object:
    if isinstance(part, dict):
        return _without_code_words(part)
    if isinstance(part, list):
        return [_cleaned(item) for item in part]
    return part
