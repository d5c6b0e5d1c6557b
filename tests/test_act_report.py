"""The implementation report for ACT: what act-tools makes of it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

from pyld import jsonld

from tests import reports
from tests.bench.act_report import CASES, implementation_report, report_of
from tests.reports import finding

READER = {
    "@vocab": "http://www.w3.org/ns/earl#",
    "earl": "http://www.w3.org/ns/earl#",
    "dct": "http://purl.org/dc/terms/",
    "source": {"@id": "dct:source"},
    "title": {"@id": "dct:title"},
    "outcome": {"@type": "@id"},
}
"""The names by which act-tools takes assertions out of a file."""
ORIGIN = "http://127.0.0.1:8000/WAI/content-assets/wcag-act-rules/"
CASE = f"testcases/674b10/{'8' * 40}.html"
_CASE = re.compile(r"/([a-z0-9]{6})/([a-z0-9]{40})\.[a-z]{3,4}")


def _read() -> dict[str, dict[str, Any]]:
    """Return the assertions by the title of their procedure."""
    report = reports.of(reports.page(finding(1), name=ORIGIN + CASE), reports.page(name="https://www.example.org/"))
    rules = {
        name: replace(rule, requirements=("WCAG 2.4.4 (A)", "WCAG 2.5.8 (AA)")) for name, rule in report.rules.items()
    }
    rules["map-link-legacy"] = replace(rules["map-link-legacy"], requirements=())
    tree = json.loads(reports.text(replace(report, rules=rules), "earl"))
    framed = jsonld.frame(implementation_report(tree, ORIGIN), {"@context": READER, "@type": "Assertion"})
    return {one["test"]["title"]: one for one in framed["@graph"]}


def test_every_rule_of_every_case_has_its_outcome() -> None:
    expected = {
        "updated-date-stale": "earl:passed",
        "updated-date-empty": "earl:failed",
        "map-link-legacy": "earl:inapplicable",
        "link-broken": "earl:untested",
    }
    assert expected == {title: one["result"]["outcome"] for title, one in _read().items()}


def test_a_case_is_known_by_its_own_address() -> None:
    ids = {match[1] for one in _read().values() if (match := _CASE.search(one["subject"]["@id"])) is not None}
    assert {"674b10"} == ids


def test_criteria_are_named_as_parts_of_wcag() -> None:
    found = {title: _parts(one["test"]) for title, one in _read().items()}
    both = ["http://www.w3.org/TR/WCAG21/#link-purpose-in-context", "http://www.w3.org/TR/WCAG22/#target-size-minimum"]
    assert (both, []) == (found["updated-date-empty"], found["map-link-legacy"])


def _parts(test: dict[str, Any]) -> list[str]:
    found = test.get("dct:isPartOf", [])
    return [one["@id"] for one in (found if isinstance(found, list) else [found])]


def test_what_people_answered_is_told_as_half_automatic() -> None:
    made = report_of(
        {CASES + CASE: {"1.4.5/text": "failed", "picture-of-text": "cannot_tell"}},
        {"1.4.5/text": ("1.4.5",)},
        "semiauto",
    )
    framed = jsonld.frame(made, {"@context": READER, "@type": "Assertion"})
    found = {
        one["test"]["title"]: (one["mode"]["@id"], one["result"]["outcome"], _parts(one["test"]))
        for one in framed["@graph"]
    }
    criterion = ["http://www.w3.org/TR/WCAG21/#images-of-text"]
    expected = {
        "1.4.5/text": ("earl:semiAuto", "earl:failed", criterion),
        "picture-of-text": ("earl:semiAuto", "earl:cantTell", []),
    }
    assert expected == found
