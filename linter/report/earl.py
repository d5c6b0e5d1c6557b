"""Report -> EARL, W3C's Evaluation and Report Language, as JSON-LD: what became of every rule of every page.

An assertion speaks of one page, one rule and at most one criterion of WCAG, as W3C's own tools read them, and says what the
coverage account says; the findings behind it are the parts of its result.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter.model.target import is_address
from linter.report.criteria import address, criteria
from linter.report.page_paths import address_uri, is_web, uri
from linter.report.phrases import dump, line, plain
from linter.report.words.words import words_in
from linter.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.model.finding import Finding
    from linter.model.report import CoverageOutcome, PageReport, Report, RuleText

_CONTEXT = {
    "earl": "http://www.w3.org/ns/earl#",
    "dct": "http://purl.org/dc/terms/",
    "doap": "http://usefulinc.com/ns/doap#",
    "ptr": "http://www.w3.org/2009/pointers#",
    "assertedBy": {"@id": "earl:assertedBy", "@type": "@id"},
    "mode": {"@id": "earl:mode", "@type": "@id"},
    "outcome": {"@id": "earl:outcome", "@type": "@id"},
    "subject": {"@id": "earl:subject", "@type": "@id"},
    "test": {"@id": "earl:test", "@type": "@id"},
    "result": "earl:result",
    "info": "earl:info",
    "pointer": "earl:pointer",
    "title": "dct:title",
    "description": "dct:description",
    "date": "dct:date",
    "identifier": "dct:identifier",
    "conformsTo": "dct:conformsTo",
    "hasPart": "dct:hasPart",
    "isPartOf": "dct:isPartOf",
}
_OUTCOMES = {
    "passed": "earl:passed",
    "failed": "earl:failed",
    "cannot_tell": "earl:cantTell",
    "inapplicable": "earl:inapplicable",
    "not_examined": "earl:untested",
}
_TOOL = "urn:kommunlint:tool"
_TEXT, _EXPRESSION = 2000, 1000
_MOST = 50
"""Findings that the description of a result tells at most."""


def render(report: Report) -> Iterator[str]:
    """Yield the report as JSON-LD."""
    yield f'{{"@context": {dump(_CONTEXT)},\n"@graph": [\n{dump(_tool())}'
    for text in report.rules.values():
        yield ",\n" + dump(_rule(text))
    number, last = 0, ""
    for node in _nodes(report):
        last = ",\n" + dump(node)
        number += node["@type"] == "earl:Assertion"
        yield last
    if number == 1:
        yield last  # W3C's report tool takes no file with one assertion alone, and to say a thing twice changes nothing
    yield "\n]}\n"


def _nodes(report: Report) -> Iterator[dict[str, Any]]:
    """Yield pages and what is said of them."""
    words = words_in(report.run.language)
    for page in report.pages:
        yield from _page(page, report)
    for number, one in enumerate(report.not_examined):
        subject = address_uri(one.source) if is_address(one.source) else f"urn:kommunlint:not-examined:{number}"
        yield {"@id": subject, "@type": "earl:TestSubject", "title": line(one.source, _TEXT)}
        result = _result("not_examined", report, words.tell(one.reason))
        for rule in report.run.rules:
            for test in _tests(report, rule):
                yield _assertion(subject, test, result)


def _tool() -> dict[str, Any]:
    software = {"title": "kommunlint", "doap:release": {"doap:revision": __version__}}
    return {"@id": _TOOL, "@type": ["earl:Assertor", "earl:Software"], **software}


def _rule(rule: RuleText) -> dict[str, Any]:
    return {
        "@id": _name(rule.id),
        "@type": "earl:TestCase",
        "identifier": rule.id,
        "title": rule.title,
        "description": rule.why,
        **({"conformsTo": list(rule.requirements)} if rule.requirements else {}),
    }


def _name(rule: str) -> str:
    return f"urn:kommunlint:rule:{rule.replace('/', ':')}"


def _tests(report: Report, rule: str) -> list[Any]:
    """Return what was tested: the rule for each criterion that it is part of; only by its name where it is part of none.

    A rule has no name of its own there: a reader that shows every name once would see its criterion once.
    """
    text = report.rules.get(rule)
    named = criteria(text.requirements) if text is not None else ()
    title = text.title if text is not None else rule
    return [
        {"@type": "earl:TestCase", "identifier": rule, "title": title, "isPartOf": {"@id": address(one)}}
        for one in named
    ] or [_name(rule)]


def _subject(page: PageReport) -> str:
    """Return a page's own address: of a copy, that of the page that was saved, where the copy says it."""
    saved_from = str(page.document.get("saved_from") or "")
    return address_uri(saved_from) if not is_web(page) and is_address(saved_from) else uri(page)


def _page(page: PageReport, report: Report) -> Iterator[dict[str, Any]]:
    subject, words = _subject(page), words_in(report.run.language)
    yield {"@id": subject, "@type": "earl:TestSubject", "title": line(page.title or page.source, _TEXT)}
    found: dict[str, list[Finding]] = {}
    for finding in page.findings:
        found.setdefault(finding.rule, []).append(finding)
    for rule, outcome, why in page.coverage.outcomes():
        told = found.get(rule, [])
        description = words.tell(why) if why is not None else "\n".join(map(_said, told[:_MOST]))
        result = _result(outcome, report, description)
        parts = [_part(finding) for finding in told]
        for number, test in enumerate(_tests(report, rule)):
            yield _assertion(subject, test, {**result, "hasPart": parts} if parts and not number else result)


def _said(finding: Finding) -> str:
    return f"{finding.location.line}: {line(finding.message, _TEXT)}"


def _assertion(subject: str, test: Any, result: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401  a name or a node
    return {
        "@type": "earl:Assertion",
        "assertedBy": _TOOL,
        "subject": subject,
        "test": test,
        "mode": "earl:automatic",
        "result": result,
    }


def _result(outcome: CoverageOutcome, report: Report, description: str) -> dict[str, Any]:
    result: dict[str, Any] = {"@type": "earl:TestResult", "outcome": _OUTCOMES[outcome]}
    if report.run.started_at is not None:
        result["date"] = report.run.started_at
    if description:
        result["description"] = plain(description, _TEXT)
    return result


def _part(finding: Finding) -> dict[str, Any]:
    """Return what one finding adds to the result of its rule."""
    place = finding.location
    return {
        "@type": "earl:TestResult",
        "outcome": _OUTCOMES[finding.outcome],
        "description": plain(finding.message, _TEXT),
        "pointer": [
            {"@type": "ptr:LineCharPointer", "ptr:lineNumber": place.line, "ptr:charNumber": place.column},
            {"@type": "ptr:CSSSelectorPointer", "ptr:expression": line(finding.selector, _EXPRESSION)},
        ],
    }
