"""JSON Schema 2020-12 of the four kinds of plan file, from the models themselves.

An editor that obeys it accepts what the reader accepts, except for what no schema
can say: references, conditions, and sums of time.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode
from pydantic_core import core_schema

from drillkit.plan.read import KINDS
from drillkit.plan.scalars.names import ID_OR_PLACEHOLDER, REF_PATTERN
from drillkit.plan.scalars.times import TIME_PATTERN

Json: TypeAlias = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
BASE = "https://drillkit.example/schema/1/"


def schema(kind: str | None = None) -> Json:
    """The schema of *kind*, or of a file of any kind."""
    if kind is not None:
        return {"$schema": DIALECT, "$id": f"{BASE}{kind}.json"} | _of(kind)
    return {
        "$schema": DIALECT,
        "$id": f"{BASE}plan.json",
        "title": "A plan file",
        "oneOf": [
            {"$id": f"{BASE}{one}.json", "$schema": DIALECT} | _of(one) for one in KINDS
        ],
    }


def _of(kind: str) -> Json:
    made = KINDS[kind].model_json_schema(
        by_alias=True, schema_generator=_Closed, mode="validation"
    )
    return made | {"required": sorted({kind, *made.get("required", ())})}


def _one_or_several(inner: Json) -> Json:
    return {"anyOf": [inner, inner["items"]]}


def _listed_runs(inner: Json) -> Json:
    [values] = inner["patternProperties"].values()
    return {"anyOf": [inner, {"type": "array", "items": values}]}


def _or(scalar: Json) -> Callable[[Json], Json]:
    return lambda inner: {"anyOf": [scalar, inner]}


_AN_ID: Json = {"type": "string", "pattern": ID_OR_PLACEHOLDER}
_A_PATH: Json = {"type": "string", "pattern": REF_PATTERN}

# Short forms that a model widens before it looks: by the name of what widens them.
_SHORT_FORMS: Mapping[str, Callable[[Json], Json]] = {
    "_as_crew": _or(_AN_ID),
    "_as_by_outcome": _or(_AN_ID),
    "_as_part": _or({"type": "integer", "minimum": 0}),
    "_as_departure": _or({"type": "string", "pattern": TIME_PATTERN}),
    "_as_run": _or(_A_PATH),
    "_as_runs": _listed_runs,
    "_as_windows": _one_or_several,
    "_as_many": _one_or_several,
}


class _Closed(GenerateJsonSchema):
    """Refuses keys that do not look like keys, which is only implied elsewhere."""

    def dict_schema(self, schema: core_schema.DictSchema) -> Json:
        return super().dict_schema(schema) | {"additionalProperties": False}

    def function_before_schema(
        self, schema: core_schema.BeforeValidatorFunctionSchema
    ) -> Json:
        made = super().function_before_schema(schema)
        widen = _SHORT_FORMS.get(schema["function"]["function"].__name__)
        return widen(made) if widen else made

    def generate(
        self, schema: core_schema.CoreSchema, mode: JsonSchemaMode = "validation"
    ) -> Json:
        made: Json = _without_titles(super().generate(schema, mode))
        return made


def _without_titles(node: Any) -> Any:
    """Titles made from the names of fields tell an author nothing."""
    if isinstance(node, list):
        return [_without_titles(item) for item in node]
    if not isinstance(node, dict):
        return node
    return {
        key: _without_titles(value)
        for key, value in node.items()
        if not (key == "title" and isinstance(value, str))
    }
