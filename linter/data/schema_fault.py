"""What jsonschema found -> the reason for people: what is wanted in a place, and what stands there, if that may be shown."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import reduce
from typing import TYPE_CHECKING, Any

from linter.model.reason import Reason

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linter.model.error_keys import ErrorKey
    from linter.model.reason import Datum

_LONGEST = 80
"""Characters of a value, or of what the schema says, that are quoted."""
_KINDS: Mapping[str, ErrorKey] = {
    "string": "kind_text",
    "integer": "kind_whole_number",
    "number": "kind_number",
    "boolean": "kind_boolean",
    "array": "kind_list",
    "object": "kind_table",
    "null": "kind_nothing",
}
_BOUNDS: Mapping[str, ErrorKey] = {
    "minimum": "kind_number_least",
    "maximum": "kind_number_most",
    "exclusiveMinimum": "kind_number_above",
    "exclusiveMaximum": "kind_number_below",
    "minLength": "kind_text_least",
    "maxLength": "kind_text_most",
    "minItems": "kind_list_least",
    "maxItems": "kind_list_most",
    "minProperties": "kind_table_least",
    "maxProperties": "kind_table_most",
}
_FILLED: Mapping[str, ErrorKey] = {
    "minLength": "kind_text_filled",
    "minItems": "kind_list_filled",
    "minProperties": "kind_table_filled",
}
"""What a least number of one means."""
_ANY_SIGN = r"\S"
"""The pattern of what is not blank."""


def of(error: Any, schema: Mapping[str, Any], *, is_foreign: bool) -> Reason:  # noqa: ANN401  a ValidationError
    """Return what is wrong; of a foreign tree, and of what may be a secret, nothing is quoted."""
    name, wanted, found = error.validator, error.validator_value, error.instance
    if name == "required":
        return Reason("key_missing", {"key": next(key for key in wanted if key not in found)})
    if name == "dependentRequired":
        key, of_key = next(
            (one, key) for key, some in wanted.items() if key in found for one in some if one not in found
        )
        return Reason("key_missing_beside", {"key": key, "of": of_key})
    if name == "additionalProperties" and wanted is False:
        return _unknown_key(error, is_quoted=not is_foreign)
    parts = _parts(wanted, schema) if name in ("anyOf", "oneOf") else []
    if parts and all("required" in one for one in parts):
        return Reason("one_key_wanted", {"known": tuple(one["required"][0] for one in parts)})
    shape = _alternatives(parts) if parts else _like(error) or _wanted(name, wanted)
    if shape is None:
        return Reason("does_not_fit", {"rule": str(name)})
    if is_foreign or (isinstance(error.schema, Mapping) and "writeOnly" in error.schema):
        return Reason("wanted", {"what": shape})  # what stands there may be a secret, and this a log that many read
    return Reason("wanted_not", {"what": shape, "value": _shown(found)})


def _wanted(name: str, wanted: Any) -> Reason | None:  # noqa: ANN401  JSON Schema
    """Return what a keyword of JSON Schema asks for, None where only the keyword itself could tell."""
    if name == "type":
        return _either(_kinds(wanted))
    if name in ("enum", "const"):
        return Reason("kind_one_of", {"known": tuple(map(_plain, wanted if name == "enum" else [wanted]))})
    if name in _FILLED and wanted == 1:
        return Reason(_FILLED[name])
    if name in _BOUNDS:
        return Reason(_BOUNDS[name], {"number": wanted})
    if name == "pattern":
        return Reason("kind_text_like", {"pattern": _cut(wanted)})
    if name == "uniqueItems":
        return Reason("kind_list_without_doubles")
    return None


def _like(error: Any) -> Reason | None:  # noqa: ANN401  a ValidationError
    """Return what a pattern asks for as people say it: by an example, where the schema has one; None for all else."""
    if error.validator != "pattern":
        return None
    examples = error.schema.get("examples")
    if examples:
        return Reason("kind_text_example", {"example": str(examples[0])})
    return Reason("kind_text_filled") if error.validator_value == _ANY_SIGN else None


def _parts(wanted: Iterable[Mapping[str, Any]], schema: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the parts of a schema of which one is to fit."""
    return [_resolved(one, schema) for one in wanted]


def _alternatives(parts: list[Mapping[str, Any]]) -> Reason | None:
    """Return what may stand in a place by the names that there are for it, else by the kinds of values."""
    names = [name for one in parts for name in (*one.get("enum", ()), *one.get("properties", ()))]
    if names:
        return Reason("kind_one_of", {"known": tuple(map(_plain, dict.fromkeys(names)))})
    kinds = [kind for one in parts for kind in _kinds(one.get("type", ()))]
    return _either(kinds) if kinds else None


def _resolved(part: Mapping[str, Any], schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a part of a schema, or the definition of the same schema that it refers to."""
    way = str(part.get("$ref", "")).removeprefix("#/").split("/")
    found = reduce(lambda at, step: at.get(step, {}), way, schema) if "$ref" in part else part
    return found if isinstance(found, Mapping) else {}


def _kinds(types: str | Iterable[str]) -> list[Reason]:
    return [Reason(_KINDS[one]) for one in dict.fromkeys([types] if isinstance(types, str) else types) if one in _KINDS]


def _either(parts: list[Reason]) -> Reason | None:
    return reduce(lambda one, other: Reason("either", {"one": one, "other": other}), parts) if parts else None


def _shown(value: Any) -> Datum:  # noqa: ANN401  any tree
    if isinstance(value, (dict, list)):
        return Reason("kind_table" if isinstance(value, dict) else "kind_list")
    return _cut(json.dumps(value, ensure_ascii=False, default=str))


def _plain(value: Any) -> str:  # noqa: ANN401  JSON
    return _cut(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _unknown_key(error: Any, *, is_quoted: bool) -> Reason:  # noqa: ANN401  a ValidationError
    known = list(error.schema.get("properties", {}))
    unknown = next((str(key) for key in error.instance if key not in known), "")
    import difflib  # noqa: PLC0415  6 ms, for a key that is wrong

    near = difflib.get_close_matches(unknown, known, n=1, cutoff=0.5)
    hint = Reason("did_you_mean", {"near": near[0]}) if near else Reason("known_keys", {"known": tuple(known)})
    if not is_quoted:
        return Reason("key_unknown_here", {"hint": hint})
    return Reason("key_unknown", {"key": _cut(unknown), "hint": hint})
