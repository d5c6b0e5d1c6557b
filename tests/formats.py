"""What holds every machine format to its published schema, for reports of any size."""

from __future__ import annotations

import csv
import io
import json
from functools import cache
from typing import TYPE_CHECKING, Any

import xmlschema
from jsonschema.validators import validator_for

from tests.support import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

SCHEMAS = ROOT / "tests" / "schemas"


@cache
def _json_validator(name: str) -> Any:  # noqa: ANN401  jsonschema's validators
    schema = json.loads((SCHEMAS / name).read_text("utf-8"))
    return validator_for(schema)(schema)


@cache
def _junit() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(str(SCHEMAS / "junit-10.xsd"))


def _fits(name: str, text: str) -> Any:  # noqa: ANN401  JSON
    tree = json.loads(text)
    assert [] == [f"{one.json_path}: {one.message[:200]}" for one in _json_validator(name).iter_errors(tree)]
    return tree


def sarif(text: str) -> Any:  # noqa: ANN401  JSON
    """Return a SARIF log that fits the schema of OASIS."""
    return _fits("sarif-schema-2.1.0.json", text)


def gitlab(text: str) -> Any:  # noqa: ANN401  JSON
    """Return a Code Quality report that GitLab reads: no fingerprint stands twice."""
    tree = _fits("code-quality.schema.json", text)
    prints = [one["fingerprint"] for one in tree]
    assert len(prints) == len(set(prints))
    return tree


def earl(text: str) -> Any:  # noqa: ANN401  JSON
    """Return an EARL report of the shape that W3C's vocabulary asks for."""
    return _fits("earl-report.schema.json", text)


def junit(text: str) -> Any:  # noqa: ANN401  an element
    """Return the root of a JUnit file that fits the schema of Jenkins."""
    resource = xmlschema.XMLResource(text)
    assert [] == [str(error.reason) for error in _junit().iter_errors(resource)]
    return resource.root


def rows(text: str) -> list[list[str]]:
    """Return the rows of a CSV file."""
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))


CHECKS: dict[str, Callable[[str], Any]] = {"sarif": sarif, "gitlab": gitlab, "earl": earl, "junit": junit, "csv": rows}
