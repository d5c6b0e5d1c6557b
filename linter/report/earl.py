"""Report -> EARL, W3C's Evaluation and Report Language, as JSON-LD: an assertion for every rule of every page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from linter.report.page_paths import uri
from linter.report.phrases import dump, line, plain
from linter.report.words.words import words_in
from linter.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.model.finding import Finding
    from linter.model.report import CoverageOutcome, PageReport, Report, RuleText

_PROJECT = "https://pypi.org/project/kommunlint/"
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


def render(report: Report) -> Iterator[str]:
    """Yield the report as JSON-LD."""
    words = words_in(report.run.language)
    yield f'{{"@context": {dump(_CONTEXT)},\n"@graph": [\n{dump(_tool())}'
    for text in report.rules.values():
        yield ",\n" + dump(_criterion(text))
    for page in report.pages:
        yield ",\n" + ",\n".join(dump(node) for node in _page(page, report))
    for number, one in enumerate(report.not_examined):
        subject = f"urn:kommunlint:not-examined:{number}"
        yield ",\n" + dump({"@id": subject, "@type": "earl:TestSubject", "title": line(one.source, _TEXT)})
        for rule in report.run.rules:
            yield ",\n" + dump(_assertion(subject, rule, _result("not_examined", report, words.tell(one.reason))))
    yield "\n]}\n"


def _tool() -> dict[str, Any]:
    software = {
        "title": "kommunlint",
        "doap:homepage": {"@id": _PROJECT},
        "doap:release": {"doap:revision": __version__},
    }
    return {"@id": _TOOL, "@type": ["earl:Assertor", "earl:Software"], **software}


def _criterion(rule: RuleText) -> dict[str, Any]:
    return {
        "@id": _test(rule.id),
        "@type": "earl:TestCase",
        "title": rule.title,
        "description": rule.why,
        **({"isPartOf": [_requirement(one) for one in rule.requirements]} if rule.requirements else {}),
    }


def _requirement(name: str) -> dict[str, Any]:
    return {"@id": f"urn:kommunlint:requirement:{quote(name, safe='')}", "@type": "earl:TestRequirement", "title": name}


def _test(rule: str) -> str:
    return f"urn:kommunlint:rule:{rule.replace('/', ':')}"


def _page(page: PageReport, report: Report) -> Iterator[dict[str, Any]]:
    subject, words = uri(page), words_in(report.run.language)
    yield {"@id": subject, "@type": "earl:TestSubject", "title": line(page.title or page.source, _TEXT)}
    found: dict[str, list[Finding]] = {}
    for finding in page.findings:
        found.setdefault(finding.rule, []).append(finding)
    for rule, outcome, why in page.coverage.outcomes():
        told = found.get(rule, ())
        if all(finding.outcome != outcome for finding in told):
            yield _assertion(subject, rule, _result(outcome, report, words.tell(why) if why is not None else ""))
        for finding in told:
            yield _assertion(subject, rule, _result(finding.outcome, report, finding.message, finding))


def _assertion(subject: str, rule: str, result: dict[str, Any]) -> dict[str, Any]:
    return {
        "@type": "earl:Assertion",
        "assertedBy": _TOOL,
        "subject": subject,
        "test": _test(rule),
        "mode": "earl:automatic",
        "result": result,
    }


def _result(
    outcome: CoverageOutcome, report: Report, description: str, finding: Finding | None = None
) -> dict[str, Any]:
    result: dict[str, Any] = {"@type": "earl:TestResult", "outcome": _OUTCOMES[outcome]}
    if report.run.started_at is not None:
        result["date"] = report.run.started_at
    if description:
        result["description"] = plain(description, _TEXT)
    if finding is not None:
        place = finding.location
        result["pointer"] = [
            {"@type": "ptr:LineCharPointer", "ptr:lineNumber": place.line, "ptr:charNumber": place.column},
            {"@type": "ptr:CSSSelectorPointer", "ptr:expression": line(finding.selector, _EXPRESSION)},
        ]
    return result
