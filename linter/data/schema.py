"""JSON Schema checks (draft 2020-12) with errors for people: `file::$.path: message`."""

from __future__ import annotations

import difflib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linter.model.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = Path(__file__).parent / "schemas"


def load(path: Path) -> dict[str, Any]:
    """Read a schema."""
    return dict(json.loads(path.read_text("utf-8")))


def check(tree: Any, schema: Mapping[str, Any], name: str) -> None:  # noqa: ANN401  any tree
    """Raise a `UsageError` for the first thing that does not fit the schema."""
    from jsonschema import Draft202012Validator  # noqa: PLC0415  0.1 s to import, not needed where a cache answers
    from jsonschema.exceptions import best_match  # noqa: PLC0415  36 ms with it

    error = best_match(Draft202012Validator(schema).iter_errors(tree))
    if error is None:
        return
    message = error.message
    if error.schema.get("writeOnly"):  # the value may be a secret, and this may be a log that many read
        message = f"is not of type '{error.schema['type']}'"
    elif error.validator == "additionalProperties" and isinstance(error.instance, dict):
        message = _unknown_key(error) or message
    elif error.validator in ("anyOf", "oneOf") and "description" in error.schema:
        message = f"does not fit. {error.schema['description']}"
    msg = f"{name}::{error.json_path}: {message}"
    raise UsageError(msg)


def _unknown_key(error: Any) -> str | None:  # noqa: ANN401  a ValidationError

    known = list(error.schema.get("properties", {}))
    unknown = next((key for key in error.instance if key not in known), None)
    if unknown is None:
        return None
    near = difflib.get_close_matches(str(unknown), known, n=1, cutoff=0.5)
    hint = f'; did you mean "{near[0]}"?' if near else f"; known keys: {', '.join(known)}" if known else ""
    return f'unknown key "{unknown}"{hint}'
