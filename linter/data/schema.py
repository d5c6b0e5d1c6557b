"""JSON Schema checks (draft 2020-12) with errors for people (`file::$.path: message`, see `schema_fault`).

The tree, and in a project's own rules a part of the schema, may come from a stranger: expressions are RE2's, nothing is
compared with everything, no other schema is fetched, and of a file that is not known to be one of ours nothing is quoted.
"""

from __future__ import annotations

import json
from functools import cache
from itertools import islice, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linter.data import schema_fault
from linter.model.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

_ERRORS = 200
"""Of a tree, among which the one is chosen that is told; a file of a megabyte can have a hundred thousand."""
FOLDER = Path(__file__).parent / "schemas"


def load(path: Path) -> dict[str, Any]:
    """Read a schema."""
    return dict(json.loads(path.read_text("utf-8")))


def check(
    tree: Any,  # noqa: ANN401  any tree
    schema: Mapping[str, Any],
    name: str,
    *,
    is_foreign: bool = False,
    line_of: Callable[[Iterable[str | int]], int | None] | None = None,
) -> None:
    """Raise a `UsageError` for the first thing that does not fit the schema; of a foreign tree nothing is quoted.

    `line_of` tells on which line of the file a part of the tree stands.
    """
    from jsonschema.exceptions import best_match  # noqa: PLC0415  0.1 s to import, not needed where a cache answers

    error = best_match(islice(validator(schema).iter_errors(tree), _ERRORS))
    if error is None:
        return
    line = line_of(error.absolute_path) if line_of is not None else None
    name = name if line is None else f"{name}:{line}"
    place = f"{name}::{_declared_path(error) if is_foreign else error.json_path}"
    raise UsageError(schema_fault.of(error, schema, is_foreign=is_foreign), place)


def validator(schema: Mapping[str, Any]) -> Any:  # noqa: ANN401  a class that jsonschema makes
    """Return what checks trees by a schema."""
    from jsonschema import Draft202012Validator  # noqa: PLC0415  0.1 s, see above
    from jsonschema.validators import extend  # noqa: PLC0415  with it
    from referencing import Registry  # noqa: PLC0415  with it

    kind: Any = extend(Draft202012Validator, {"pattern": _pattern, "uniqueItems": _unique})  # type: ignore[no-untyped-call]
    return kind(schema, registry=Registry())


@cache
def _expression(pattern: str) -> Any:  # noqa: ANN401  re2 has no types
    """Return a regular expression, None for what is none."""
    import re2  # noqa: PLC0415  only where jsonschema is needed

    options = re2.Options()
    options.log_errors = False
    try:
        return re2.compile(pattern, options)
    except re2.error:
        return None


def has_expressions(schema: Any) -> bool:  # noqa: ANN401  any part of a schema
    """Return whether every pattern in a schema is a regular expression of RE2."""
    if isinstance(schema, list):
        return all(map(has_expressions, schema))
    if not isinstance(schema, dict):
        return True
    pattern = schema.get("pattern")
    return (not isinstance(pattern, str) or _expression(pattern) is not None) and all(
        map(has_expressions, schema.values())
    )


def _pattern(_: Any, pattern: str, instance: Any, __: Any) -> Iterator[Any]:  # noqa: ANN401  as jsonschema calls it
    from jsonschema.exceptions import ValidationError  # noqa: PLC0415  0.1 s, see above

    expression = _expression(pattern)
    if expression is None or not isinstance(instance, str):
        return
    if expression.search(instance.encode("utf-8", "replace").decode()) is None:
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


def _unique(_: Any, is_wanted: Any, instance: Any, __: Any) -> Iterator[Any]:  # noqa: ANN401  as jsonschema calls it
    from jsonschema.exceptions import ValidationError  # noqa: PLC0415  0.1 s, see above

    if is_wanted is not True or not isinstance(instance, list):
        return
    if len({json.dumps(item, sort_keys=True, default=str) for item in instance}) < len(instance):
        yield ValidationError(f"{instance!r} has non-unique elements")


def _declared_path(error: Any) -> str:  # noqa: ANN401  a ValidationError
    """Return the place of an error; a key that the schema does not name itself is a star."""
    way = list(error.absolute_schema_path)
    declared = {key for before, key in pairwise(way) if before == "properties"}
    parts = (
        f"[{one}]" if isinstance(one, int) else f".{one}" if one in declared else ".*" for one in error.absolute_path
    )
    return f"${''.join(parts)}"
