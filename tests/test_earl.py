"""EARL: what W3C's own tools read of it, and that it says what the coverage account says."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from pyld import jsonld

from linter.data.standards import WCAG_LEVELS
from linter.model.reason import Reason
from linter.model.report import NotExamined
from linter.report.criteria import address, criteria
from tests import formats, reports
from tests.reports import finding

if TYPE_CHECKING:
    from linter.model.report import PageReport, Report

EARL = "http://www.w3.org/ns/earl#"
READER = {
    "earl": EARL,
    "WCAG21": "http://www.w3.org/TR/WCAG21/#",
    "WCAG": "http://www.w3.org/TR/WCAG/#",
    "dct": "http://purl.org/dc/terms/",
    **{name: {"@id": f"earl:{name}"} for name in ("subject", "test", "result", "Assertion")},
    "outcome": {"@id": "earl:outcome"},
    "isPartOf": {"@id": "dct:isPartOf"},
    "description": {"@id": "dct:description"},
}
"""The names by which a reader such as W3C's report tool takes the assertions out of a file."""
ADDRESS = "https://www.exempelstad.se/bygga/bygglov"


def _read(report: Report) -> list[dict[str, Any]]:
    """Return the assertions as a reader of JSON-LD frames them."""
    tree = formats.earl(reports.text(report, "earl"))
    framed = jsonld.frame(tree, {"@context": READER, "@type": "Assertion"}, {"base": "https://example.org/"})
    found: list[dict[str, Any]] = framed.get("@graph", [])
    return found


def _of_criteria(report: Report, *requirements: str) -> Report:
    rules = {name: replace(rule, requirements=requirements) for name, rule in report.rules.items()}
    return replace(report, rules=rules)


def _on(*pages: PageReport) -> Report:
    report = reports.of(*pages)
    return _of_criteria(report, "WCAG 2.4.4 (A)", "EN 301 549 V3.2.1 9.2.4.4", "WCAG 4.1.2 (A)", "webbriktlinjer R5")


def test_an_assertion_speaks_of_one_criterion_of_one_page() -> None:
    pages = [replace(reports.page(finding(1), name=f"{ADDRESS}{number}")) for number in range(2)]
    read = _read(_on(*pages))
    expected = {
        (f"{ADDRESS}{number}", f"WCAG21:{slug}")
        for number in range(2)
        for slug in ("link-purpose-in-context", "name-role-value")
    }
    assert expected == {(one["subject"]["@id"], one["test"]["isPartOf"]["@id"]) for one in read}


def test_outcomes_are_those_of_the_account() -> None:
    doubtful = replace(finding(2), outcome="cannot_tell")
    page = reports.page(finding(1), doubtful, name=ADDRESS)
    read = _read(_on(page))
    names = {"passed": 1, "failed": 1, "inapplicable": 1, "untested": 1}
    outcomes = [one["result"]["outcome"]["@id"] for one in read]
    assert {f"earl:{name}": 2 * number for name, number in names.items()} == {
        name: outcomes.count(name) for name in set(outcomes)
    }
    (failed, _) = [one["result"] for one in read if one["result"]["outcome"]["@id"] == "earl:failed"]
    assert [f"{one.location.line}: {one.message}" for one in page.findings] == failed["description"].split("\n")
    assert ["earl:failed", "earl:cantTell"] == [part["outcome"]["@id"] for part in failed["dct:hasPart"]]


def test_every_rule_of_every_page_has_its_outcome() -> None:
    report = reports.of_fixtures()
    names = {
        "passed": "passed",
        "failed": "failed",
        "cannot_tell": "cantTell",
        "inapplicable": "inapplicable",
        "not_examined": "untested",
    }
    expected = {
        (page.path.rsplit("/", 1)[-1], rule, f"earl:{names[outcome]}")
        for page in report.pages
        for rule, outcome, _ in page.coverage.outcomes()
    }
    tree = formats.earl(reports.text(report, "earl"))
    nodes = [node for node in tree["@graph"] if node["@type"] == "earl:Assertion"]
    actual = {(node["subject"].rsplit("/", 1)[-1], _rule(node["test"]), node["result"]["outcome"]) for node in nodes}
    assert expected == actual


def _rule(test: Any) -> str:  # noqa: ANN401  a name or a node
    return str(test.removeprefix("urn:kommunlint:rule:") if isinstance(test, str) else test["identifier"])


@pytest.mark.parametrize(
    ("name", "saved_from", "subject"),
    [
        pytest.param(ADDRESS, None, ADDRESS, id="address"),
        pytest.param("https://www.exempelstad.se/å b", None, "https://www.exempelstad.se/%C3%A5%20b", id="letters"),
        pytest.param("sida.html", ADDRESS, ADDRESS, id="copy-that-says-it"),
        pytest.param("sida.html", "file:///c/sida.html", "sida.html", id="copy-of-a-file"),
        pytest.param("sida.html", None, "sida.html", id="file"),
    ],
)
def test_the_subject_is_the_page_s_own_address(name: str, saved_from: str | None, subject: str) -> None:
    page = reports.page(name=name)
    page = replace(page, document={**page.document, "saved_from": saved_from})
    assert {subject} == {one["subject"]["@id"] for one in _read(_on(page))}


def test_an_address_that_was_not_examined_is_untested() -> None:
    report = _on(reports.page(name=ADDRESS))
    report = replace(report, not_examined=(NotExamined(f"{ADDRESS}/b", Reason("error_status", {"answer": "500"})),))
    read = [one for one in _read(report) if one["subject"]["@id"] == f"{ADDRESS}/b"]
    assert (len(report.run.rules) * 2, {"earl:untested"}) == (
        len(read),
        {one["result"]["outcome"]["@id"] for one in read},
    )


def test_a_single_assertion_is_said_twice_since_no_tool_takes_one_alone() -> None:
    page = reports.page(finding(1), name=ADDRESS)
    account = replace(page.coverage, passed=(), inapplicable=(), not_examined={})
    report = _of_criteria(reports.of(replace(page, coverage=account)), "WCAG 2.4.4 (A)")
    assert 2 == len(_read(report))


def test_rules_that_rest_on_no_criterion_are_known_by_their_name() -> None:
    tree = json.loads(reports.text(_of_criteria(reports.of(reports.page()), "webbriktlinjer R23"), "earl"))
    tests = {node["test"] for node in tree["@graph"] if node["@type"] == "earl:Assertion"}
    assert {
        "urn:kommunlint:rule:updated-date-stale",
        "urn:kommunlint:rule:map-link-legacy",
        "urn:kommunlint:rule:link-broken",
    } == tests


def test_every_criterion_has_an_address() -> None:
    numbers = [number for some in WCAG_LEVELS.values() for number in some.split()]
    found = [address(number) for number in numbers]
    assert len(numbers) == len({*found} - {None})
    assert (None, ()) == (address("9.9.9"), criteria(["WCAG 9.9.9 (A)", "EN 301 549 V3.2.1 9.1.1.1"]))
    assert "http://www.w3.org/TR/WCAG/#target-size-minimum" == address("2.5.8")
