"""Review -> a whole evaluation by WCAG-EM, as W3C's report tool saves and opens it: its five steps, with every outcome.

The tool reads a file's names through its own, so the addresses behind ours are those it knows. It knows no prefix for WCAG 2.2:
a criterion that is new there is named in the WCAG that holds now, which it takes in every version.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter.audit.account.outcomes import outcomes
from linter.audit.account.totals import summary_text, totals
from linter.audit.addresses import address_of, site_host, subjects
from linter.audit.files import summary
from linter.audit.files.earl import MODES, OUTCOMES, assertors, said, tool
from linter.data.law import editions
from linter.data.standards import NEW_IN_22
from linter.report.criteria import address
from linter.report.phrases import dump, line, listed
from linter.report.words.words import words_in
from linter.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.audit.account.outcomes import Judged, PageOutcomes
    from linter.model.audit import Review

_STEPS = {
    "defineScope": "1",
    "scope": "1a",
    "conformanceTarget": "1b",
    "accessibilitySupportBaseline": "1c",
    "additionalEvaluationRequirements": "1d",
    "exploreTarget": "2",
    "essentialFunctionality": "2b",
    "pageTypeVariety": "2c",
    "technologiesReliedUpon": "2d",
    "selectSample": "3",
    "structuredSample": "3a",
    "randomSample": "3b",
    "auditSample": "4",
    "reportFindings": "5",
    "documentSteps": "5a",
    "evaluationSpecifics": "5b",
}
_EARL = ("Assertion", "TestSubject", "TestResult", "assertedBy", "mode", "outcome", "result", "subject", "test")
CONTEXT: dict[str, Any] = {
    "wcagem": "http://www.w3.org/TR/WCAG-EM/#",
    "earl": "http://www.w3.org/ns/earl#",
    "dcterms": "http://purl.org/dc/terms/",
    "doap": "http://usefulinc.com/ns/doap#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "WAI": "http://www.w3.org/WAI/",
    "WCAG": "http://www.w3.org/TR/WCAG/#",
    "WCAG21": "http://www.w3.org/TR/WCAG21/#",
    "Evaluation": "wcagem:procedure",
    "Website": "wcagem:website",
    "Webpage": "wcagem:webpage",
    **{name: f"wcagem:step{step}" for name, step in _STEPS.items()},
    **{name: f"wcagem:{name}" for name in ("commissioner", "evaluator", "reportToolVersion")},
    **{name: f"earl:{name}" for name in _EARL},
    **{name: f"dcterms:{name}" for name in ("title", "description", "summary", "date", "isPartOf", "hasPart")},
    "wcagVersion": "http://www.w3.org/WAI/standards-guidelines/wcag/#versions",
    "name": "foaf:name",
    "id": "@id",
    "type": "@type",
}
_TECHNOLOGIES = {
    "CSS": (b"stylesheet", b"<style", b"style="),
    "WAI-ARIA": (b"aria-", b"role="),
    "JavaScript": (b"<script",),
    "SVG": (b"<svg", b".svg"),
}
"""Technologies by the tool's names, and what shows them."""
_DAY = "http://www.w3.org/TR/NOTE-datetime"
_TEXT = 2000


def render(review: Review) -> Iterator[str]:
    """Yield the evaluation as JSON-LD of one object."""
    known, persons = subjects(review), assertors(review)
    pages = list(outcomes(review))
    head = {
        "@context": CONTEXT,
        "type": "Evaluation",
        "@language": review.report.run.language,
        "reportToolVersion": f"kommunlint {__version__}",
        "defineScope": _scope(review),
        "exploreTarget": _explored(review),
        "selectSample": _sample(pages, known),
    }
    yield dump(head)[:-1] + ',\n"auditSample": ['
    yield from listed(
        dump(_assertion(_subject(page, known), one, persons, review)) for page in pages for one in page.criteria
    )
    yield f'],\n"reportFindings": {dump(_findings(review, pages))}}}\n'


def _scope(review: Review) -> dict[str, Any]:
    words, edition = words_in(review.report.run.language), editions()[review.law]
    site = review.title or site_host(review)
    return {
        "id": "_:defineScope",
        "scope": {
            "id": "_:website",
            "type": ["TestSubject", "Website"],
            "title": site,
            "description": words("folder_scope", site=site, pages=len(review.sample.pages), of=review.sample.of),
        },
        "wcagVersion": "2.2",
        "conformanceTarget": "AA",
        "accessibilitySupportBaseline": words("folder_baseline", axe=review.report.run.axe)
        if review.report.run.axe
        else words("folder_baseline_source"),
        "additionalEvaluationRequirements": words(
            "folder_law_and_version", edition=edition.title, version=edition.wcag, new=", ".join(sorted(NEW_IN_22))
        ),
    }


def _explored(review: Review) -> dict[str, Any]:
    words = words_in(review.report.run.language)
    types = dict.fromkeys(kind for page in review.sample.pages for kind in page.types)
    named = ", ".join(words(f"page_type_{kind}") for kind in types)
    return {
        "id": "_:exploreTarget",
        "technologiesReliedUpon": [{"title": name} for name in _technologies(review)],
        "essentialFunctionality": words("folder_functions", types=named or words("folder_type_none")),
        "pageTypeVariety": named or words("folder_type_none"),
    }


def _technologies(review: Review) -> list[str]:
    """Return what the pages are made with, as far as their source shows it."""
    found: set[str] = set()
    for held in review.held.values():  # page by page, since they lie on a disk
        source = held.html.lower()
        found.update(name for name, signs in _TECHNOLOGIES.items() if any(sign in source for sign in signs))
    return ["HTML", *(name for name in _TECHNOLOGIES if name in found)]


def _sample(pages: list[PageOutcomes], known: Mapping[str, str | None]) -> dict[str, Any]:
    structured = [_webpage(page, known) for page in pages if page.sampled.chosen != "random"]
    drawn = [_webpage(page, known) for page in pages if page.sampled.chosen == "random"]
    return {"id": "_:selectSample", "structuredSample": structured, "randomSample": drawn}


def _webpage(page: PageOutcomes, known: Mapping[str, str | None]) -> dict[str, Any]:
    """Return a page of the sample; the tool knows it by its address, which therefore stands in no title but its own."""
    where = known[page.sampled.source] or page.sampled.source
    title = (page.page.title if page.page is not None else None) or where
    return {
        "id": _subject(page, known),
        "type": ["TestSubject", "Webpage"],
        "title": line(where if "://" in title else title, _TEXT),
        "description": where,
    }


def _subject(page: PageOutcomes, known: Mapping[str, str | None]) -> str:
    address = known[page.sampled.source]
    return address if address is not None else f"_:file-{page.sampled.source.encode().hex()}"


def _assertion(subject: str, one: Judged, persons: dict[str, dict[str, Any]], review: Review) -> dict[str, Any]:
    return {
        "type": "Assertion",
        "subject": {"id": subject},
        "test": {"id": address(one.criterion)},
        "result": {
            "type": "TestResult",
            "outcome": {"id": OUTCOMES[one.outcome]},
            "description": said(one, review.report.run.language),
        },
        "mode": {"id": MODES[one.mode]},
        "assertedBy": [persons[who] for who in one.by] or [tool()],
    }


def _findings(review: Review, pages: list[PageOutcomes]) -> dict[str, Any]:
    run = review.report.run
    words, site = words_in(run.language), review.title or site_host(review)
    answered = sum(one.answer is not None for one in review.manual)
    how = words("folder_how", rules=len(run.rules), answered=answered, questions=len(review.manual))
    known = subjects(review)
    chosen = (f"{address_of(page.source, known)}: {page.why}" for page in review.sample.pages)
    return {
        "id": "_:reportFindings",
        "title": summary.title(review),
        "commissioner": site,
        "evaluator": review.by or f"kommunlint {__version__}",
        "evaluationSpecifics": "\n".join((how, words("folder_seed", seed=review.sample.seed), *chosen)),
        "summary": "\n".join(summary_text(review, totals(pages))),
        "date": {"@type": _DAY, "@value": run.today},
        "documentSteps": [{"id": f"_:{step}"} for step in ("defineScope", "exploreTarget", "selectSample")],
    }
