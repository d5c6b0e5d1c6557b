"""W3C's WCAG-EM report tool: the conditions under which its “Import data” and its “Open” take what a review writes.

They were read from the tool's source of January 2026. `IMPORTED` is the table of them, each with a name; what is taken holds all.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import ada_url
import pytest
from pyld import jsonld

from linter.audit.account.outcomes import outcomes
from linter.audit.files import earl, evaluation
from linter.data.criteria import asked_for
from linter.data.standards import NEW_IN_22
from linter.model.held import Held
from linter.report.criteria import address
from tests import reviews

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from linter.model.audit import Review

READER: dict[str, Any] = {
    "wcagem": "http://www.w3.org/TR/WCAG-EM/#",
    "Evaluation": "wcagem:procedure",
    "defineScope": "wcagem:step1",
    "scope": "wcagem:step1a",
    "conformanceTarget": "wcagem:step1b",
    "accessibilitySupportBaseline": "wcagem:step1c",
    "additionalEvaluationRequirements": "wcagem:step1d",
    "exploreTarget": "wcagem:step2",
    "essentialFunctionality": "wcagem:step2b",
    "pageTypeVariety": "wcagem:step2c",
    "technologiesReliedUpon": "wcagem:step2d",
    "selectSample": "wcagem:step3",
    "structuredSample": "wcagem:step3a",
    "randomSample": "wcagem:step3b",
    "Webpage": "wcagem:webpage",
    "auditSample": "wcagem:step4",
    "reportFindings": "wcagem:step5",
    "documentSteps": "wcagem:step5a",
    "evaluationSpecifics": "wcagem:step5b",
    "commissioner": "wcagem:commissioner",
    "evaluator": "wcagem:evaluator",
    "WCAG": "http://www.w3.org/TR/WCAG/#",
    "WCAG20": "http://www.w3.org/TR/WCAG20/#",
    "WCAG21": "http://www.w3.org/TR/WCAG21/#",
    "WAI": "http://www.w3.org/WAI/",
    "wcagVersion": "WAI:standards-guidelines/wcag/#versions",
    "earl": "http://www.w3.org/ns/earl#",
    "dcterms": "http://purl.org/dc/terms/",
    **{name: f"earl:{name}" for name in ("Assertion", "assertedBy", "mode", "result", "subject", "test", "outcome")},
    **{name: f"dcterms:{name}" for name in ("title", "description", "summary", "date", "isPartOf", "hasPart")},
    "id": "@id",
    "type": "@type",
}
"""The names that the tool reads a file by."""
SLUGS = {str(address(one)).partition("#")[2] for one in asked_for()}
_ADDRESS = re.compile(r"https?://(?:[\w-]+\.)+[a-z]{2,6}(?::\d+)?/?[^\s]", re.IGNORECASE)


def _criterion(one: dict[str, Any]) -> str:
    part = one["test"].get("isPartOf")
    found = (
        part.get("id", "") if isinstance(part, dict) else "" if isinstance(part, list) else one["test"].get("id", "")
    )
    return str(found)


IMPORTED: dict[str, Callable[[dict[str, Any], set[str]], bool]] = {
    "has test, subject and result": lambda one, _: all(one.get(key) for key in ("test", "subject", "result")),
    "one criterion, by a prefix that the tool has": lambda one, _: (
        _criterion(one).partition(":")[0] in ("WCAG", "WCAG20", "WCAG21")
    ),
    "a criterion's slug": lambda one, _: _criterion(one).partition(":")[2] in SLUGS,
    "an address on the web": lambda one, _: _ADDRESS.search(one["subject"]["id"]) is not None,
    "the description of a page in the sample": lambda one, pages: ada_url.normalize_url(one["subject"]["id"]) in pages,
    "an outcome as a node": lambda one, _: isinstance(one["result"].get("outcome"), dict),
    "an outcome other than untested": lambda one, _: (
        one["result"]["outcome"]["id"] in ("earl:passed", "earl:failed", "earl:cantTell", "earl:inapplicable")
    ),
    "something to read": lambda one, _: bool(one["result"].get("description")),
}
"""Every condition of the import, for a framed assertion and the addresses of the sample."""


def _imported(review: Review) -> list[dict[str, Any]]:
    tree = json.loads("".join(earl.render(review)))
    framed = jsonld.frame(tree, {"@context": READER, "@type": "Assertion"})
    found: list[dict[str, Any]] = framed.get("@graph", [])  # a single assertion has no graph, and the tool refuses it
    return found


def _opened(review: Review) -> dict[str, Any]:
    """Return the evaluation as the tool has it: expanded, then framed by its own names."""
    expanded = jsonld.expand(json.loads("".join(evaluation.render(review))))
    found: dict[str, Any] = jsonld.frame(expanded, {"@context": READER, "@type": "Evaluation"})
    return found


def _pages(opened: dict[str, Any]) -> list[dict[str, Any]]:
    sample = opened["selectSample"]
    kinds = (sample[key] for key in ("structuredSample", "randomSample"))
    return [page for kind in kinds for page in (kind if isinstance(kind, list) else [kind])]


@pytest.fixture(scope="module")
def review(tmp_path_factory: pytest.TempPathFactory) -> Review:
    """Return the review that most tests read."""
    return reviews.review(tmp_path_factory.mktemp("site"))


@pytest.mark.parametrize("condition", IMPORTED)
def test_every_assertion_is_imported(condition: str, review: Review) -> None:
    pages = {page["description"] for page in _pages(_opened(review))}
    refused = [one for one in _imported(review) if not IMPORTED[condition](one, pages)]
    assert (earl.count(review).written, []) == (len(_imported(review)), refused)


def test_what_is_not_imported_is_counted(review: Review) -> None:
    count = earl.count(review)
    pages = len(review.sample.pages)
    new = len(NEW_IN_22 & {*asked_for()}) * pages
    assert (new, 0) == (count.only_in_22, count.without_address)
    assert pages * len(asked_for()) == count.written + count.only_in_22 + count.not_examined


def test_the_description_tells_the_line_the_fault_and_its_remedy(review: Review) -> None:
    failed = [one for one in _imported(review) if one["result"]["outcome"]["id"] == "earl:failed"]
    told = {one["test"]["id"]: one["result"]["description"] for one in failed}
    assert {"WCAG21:link-purpose-in-context", "WCAG21:name-role-value", "WCAG21:reflow"} == {*told}
    assert told["WCAG21:link-purpose-in-context"].startswith("2.4.4 Syftet med en länk (i sammanhanget)\nRad 7: ")
    assert " → " in told["WCAG21:link-purpose-in-context"]
    said = "1.4.10 Omflöde\nÅsa Ek, 2026-11-20: Underkänd. Tabellen klipps av."
    assert f"{said}\nInte granskat: kräver --browser" == told["WCAG21:reflow"]


def test_persons_are_named_beside_the_program(review: Review) -> None:
    nodes = json.loads("".join(earl.render(review)))["@graph"]
    names = {one["@id"]: one.get("name", one.get("title")) for one in nodes if "@id" in one}
    found = {
        (one["mode"], names[by])
        for one in nodes
        if one["@type"] == "earl:Assertion"
        for by in (one["assertedBy"] if isinstance(one["assertedBy"], list) else [one["assertedBy"]])
    }
    expected = {("automatic", "kommunlint"), ("manual", reviews.PERSON)}
    assert {(f"earl:{mode}", by) for mode, by in expected} == found


def test_a_single_assertion_is_written_twice(tmp_path: Path) -> None:
    review = reviews.review(tmp_path, {"index.html": reviews.page("Start", "")})
    seen = [replace(one, elements=None, findings=()) for one in review.report.pages]
    only = tuple(one for one in review.manual if one.criterion == "1.4.10")
    made = replace(review, report=replace(review.report, rules={}, pages=seen), manual=only)
    assert 2 == "".join(earl.render(made)).count('"earl:Assertion"')


@pytest.mark.parametrize(
    ("canonical", "base", "expected"),
    [
        pytest.param("https://www.granvik.se/start", reviews.BASE, "https://www.granvik.se/start", id="canonical"),
        pytest.param(None, "https://www.granvik.test", "https://www.granvik.test/", id="below-the-base"),
        pytest.param(None, None, None, id="file"),
    ],
)
def test_the_subject_is_the_page_s_own_address(
    canonical: str | None, base: str | None, expected: str | None, tmp_path: Path
) -> None:
    review = reviews.review(tmp_path, {"index.html": reviews.page("Start", "")}, base=base)
    source = review.sample.pages[0].source
    review = replace(review, held={source: Held(b"", canonical=canonical)})
    assert {expected} - {None} == {one["subject"]["id"] for one in _imported(review)}


def test_a_canonical_address_of_several_pages_is_that_of_none(review: Review) -> None:
    held = {one: replace(some, canonical=reviews.BASE) for one, some in review.held.items()}
    pages = _pages(_opened(replace(review, held=held)))
    assert len(review.sample.pages) == len({page["description"] for page in pages})


def test_an_evaluation_has_its_five_steps_filled(review: Review) -> None:
    opened = _opened(review)
    steps = {
        "defineScope": (
            "scope",
            "wcagVersion",
            "conformanceTarget",
            "accessibilitySupportBaseline",
            "additionalEvaluationRequirements",
        ),
        "exploreTarget": ("technologiesReliedUpon", "essentialFunctionality", "pageTypeVariety"),
        "selectSample": ("structuredSample", "randomSample"),
        "reportFindings": (
            "title",
            "commissioner",
            "evaluator",
            "evaluationSpecifics",
            "summary",
            "date",
            "documentSteps",
        ),
    }
    assert [] == [(step, key) for step, keys in steps.items() for key in keys if not opened[step].get(key)]
    assert ("2.2", "AA") == (opened["defineScope"]["wcagVersion"], opened["defineScope"]["conformanceTarget"])
    assert "2026-11-21" == opened["reportFindings"]["date"]["@value"]  # the tool reads no other form of a day


def test_an_evaluation_has_every_outcome_of_every_page(review: Review) -> None:
    opened = _opened(review)
    addresses = {page["id"]: page["description"] for page in _pages(opened)}
    expected = {
        (
            f"{reviews.BASE}{_placed(page.sampled.source)}",
            str(address(one.criterion)).partition("#")[2],
            earl.OUTCOMES[one.outcome],
        )
        for page in outcomes(review)
        for one in page.criteria
    }
    actual = {
        (addresses[one["subject"]["id"]], one["test"]["id"].rpartition(":")[2], one["result"]["outcome"]["id"])
        for one in opened["auditSample"]
    }
    assert expected == actual
    assert SLUGS == {slug for _, slug, _ in actual}


def _placed(source: str) -> str:
    name = source.rpartition("/")[2]
    return "" if name == "index.html" else name


def test_the_files_are_the_same_on_the_same_day(tmp_path: Path) -> None:
    first, second = (["".join(part.render(reviews.review(tmp_path))) for part in (earl, evaluation)] for _ in range(2))
    assert first == second
