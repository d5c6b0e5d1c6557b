"""Report -> SARIF 2.1.0 (OASIS), written page by page. Columns are code points, ends are exclusive, as in the report.

GitHub refuses a file whole that has more results than it takes, or a location with a scheme of the web: of too many the
worst are kept, and web pages are named relative to their origin.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from linter.model.finding import SEVERITIES
from linter.report import phrases, requirements
from linter.report.page_paths import is_web, uri
from linter.report.phrases import dump, line, listed, plain
from linter.report.words.words import words_in
from linter.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.model.finding import Finding
    from linter.model.report import PageReport, Report, RuleText
    from linter.report.words.words import Words

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_BASELINE = {"new": "new", "known": "unchanged"}
_MESSAGE, _SNIPPET = 2000, 1000
MOST = 25_000
"""Results of one run that GitHub takes."""
_ORIGIN = re.compile(r"(https?://[^/?#]*)/?", re.IGNORECASE)
_NEEDS_DOT = re.compile(r"$|[?#/]|[^/?#]{0,2000}:")
"""What would be read as something else than a path where an address begins with it."""


def render(report: Report) -> Iterator[str]:
    """Yield the report as SARIF."""
    places = _Places()
    yield f'{{"$schema": {dump(_SCHEMA)}, "version": "2.1.0", "runs": [{{\n"tool": {dump(_tool(report))},\n'
    yield f'"columnKind": "unicodeCodePoints",\n"language": {dump(report.run.language)},\n'
    yield f'"invocations": [{{{_invocation(report)}"toolExecutionNotifications": ['
    yield from listed(dump(one) for one in _notifications(report))
    yield '\n]}],\n"results": ['
    yield from listed(_results(report, places))
    yield "\n]"
    if places.bases:
        yield f',\n"originalUriBaseIds": {dump(places.bases)}'
    yield "}]}\n"


def count_left_out(report: Report) -> int:
    """Return how many findings SARIF has no room for."""
    summary = report.summary
    total = sum(summary.findings.values()) - (0 if report.sarif_known else summary.known)
    return max(0, total - MOST)


class _Places:
    """The artifact locations of a run, and the bases that they are relative to."""

    def __init__(self) -> None:
        self.bases: dict[str, dict[str, str]] = {}
        self._names: dict[str, str] = {}

    def location(self, page: PageReport) -> dict[str, str]:
        """Return where a page is: a web page by its path below its origin."""
        address = uri(page)
        match = _ORIGIN.match(address) if is_web(page) else None
        if match is None:
            return {"uri": address}
        origin = f"{match[1]}/"
        if origin not in self._names:
            self._names[origin] = f"WEB{len(self._names) + 1}"
            self.bases[self._names[origin]] = {"uri": origin}
        below = address[match.end() :]
        return {"uri": f"./{below}" if _NEEDS_DOT.match(below) else below, "uriBaseId": self._names[origin]}


def _results(report: Report, places: _Places) -> Iterator[str]:
    """Yield the results, in the order of the pages; where there are too many, the worst, those first."""
    index = {name: number for number, name in enumerate(report.rules)}
    if not count_left_out(report):
        for page in report.pages:
            yield from (dump(_result(one, places.location(page), again, index)) for one, again in _kept(page, report))
        return
    room = _room(report)
    kept: dict[int, list[str]] = {weight: [] for weight in sorted(room)}
    for page in report.pages:
        for one, again in _kept(page, report):
            weight = _weight(one)
            if len(kept[weight]) < room[weight]:
                kept[weight].append(dump(_result(one, places.location(page), again, index)))
    for some in kept.values():
        yield from some


def _room(report: Report) -> dict[int, int]:
    """Return how many findings of each weight there is room for."""
    counts = Counter(_weight(one) for page in report.pages for one, _ in _kept(page, report))
    room, left = {}, MOST
    for weight in sorted(counts):
        room[weight] = min(left, counts[weight])
        left -= room[weight]
    return room


def _weight(one: Finding) -> int:
    """Return where a finding stands among those from the worst to the least: open ones first, then certain, then severe."""
    return (not one.is_open) * 8 + (one.outcome != "failed") * 4 + SEVERITIES.index(one.severity)


def _kept(page: PageReport, report: Report) -> Iterator[tuple[Finding, int]]:
    """Yield the findings of a page that are written, each with how many of the same came before it."""
    return (pair for pair in _numbered(page) if report.sarif_known or pair[0].baseline != "known")


def _tool(report: Report) -> dict[str, Any]:
    words = words_in(report.run.language)
    rules = [_rule(rule, words) for rule in report.rules.values()]
    driver = {"name": "kommunlint", "version": __version__, "semanticVersion": __version__}
    return {"driver": {**driver, "rules": rules}}


def _rule(rule: RuleText, words: Words) -> dict[str, Any]:
    rests_on = "\n".join(f"- {_requirement(one, words)}" for one in rule.requirements)
    markdown = "\n\n".join(part for part in (f"**{rule.title}**", rule.why, rule.fix, rests_on, _link(rule)) if part)
    text = " ".join(part for part in (rule.why, rule.fix) if part) or rule.title
    return {
        "id": rule.id,
        "name": "".join(word.capitalize() for word in rule.id.replace("/", "-").split("-")),
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.why or rule.title},
        "help": {"text": text, "markdown": markdown},
        **({"helpUri": rule.help_url} if rule.help_url else {}),
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": ["accessibility", rule.category], "requirements": list(rule.requirements)},
    }


def _requirement(name: str, words: Words) -> str:
    """Return a requirement, a link where it is explained somewhere."""
    text, link = requirements.told(name, words), requirements.address(name)
    return f"[{text}]({link})" if link else text


def _link(rule: RuleText) -> str:
    return f"<{rule.help_url}>" if rule.help_url else ""


def _numbered(page: PageReport) -> Iterator[tuple[Finding, int]]:
    """Yield the findings, each with how many of the same came before it."""
    seen: dict[str, int] = {}
    for finding in page.findings:
        again = seen.get(finding.fingerprint, 0)
        seen[finding.fingerprint] = again + 1
        yield finding, again


def _result(finding: Finding, where: Mapping[str, str], again: int, index: Mapping[str, int]) -> dict[str, Any]:
    place = finding.location
    is_certain = finding.outcome == "failed"
    snippet = plain(finding.snippet, _SNIPPET)
    region: dict[str, Any] = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        **({"ruleIndex": index[finding.rule]} if finding.rule in index else {}),
        "kind": "fail" if is_certain else "review",
        "level": _LEVELS[finding.severity] if is_certain else "none",
        "message": {"text": _message(plain(finding.message, _MESSAGE))},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": where,
                    "region": region | ({"snippet": {"text": snippet}} if snippet else {}),
                },
                "logicalLocations": [{"fullyQualifiedName": line(finding.selector, _SNIPPET), "kind": "element"}],
            }
        ],
        "partialFingerprints": {"kommunlintFingerprint/v1": f"{finding.fingerprint}:{again}"},
        "properties": {
            "category": finding.category,
            "severity": finding.severity,
            "requirements": list(finding.requirements),
            "cause": finding.cause,
        },
    }
    if finding.baseline is not None:
        result["baselineState"] = _BASELINE[finding.baseline]
    if finding.suppressed is not None:
        result["suppressions"] = [_suppression(finding.suppressed)]
    return result


def _suppression(told: Mapping[str, Any]) -> dict[str, Any]:
    kind = "inSource" if told["kind"] == "page" else "external"
    expires = {"properties": {"expires": told["expires"]}} if told["expires"] else {}
    return {"kind": kind, "status": "accepted", "justification": plain(told["reason"], _MESSAGE), **expires}


def _invocation(report: Report) -> str:
    """Return the first members of what the run was, each with its comma."""
    whole = report.run.complete and not report.not_examined and not report.summary.skipped
    began = report.run.started_at
    when = f'"startTimeUtc": {dump(began.replace("+00:00", "Z"))}, ' if began is not None else ""
    return f'"executionSuccessful": {dump(whole)}, {when}'


def _notifications(report: Report) -> Iterator[dict[str, Any]]:
    """Yield everything that was not examined."""
    words = words_in(report.run.language)
    if not report.run.complete:
        yield _notification("error", words("incomplete"))
    if left_out := count_left_out(report):
        yield _notification("warning", words("sarif_cut", kept=words.number(MOST), more=words.number(left_out)))
    if not report.sarif_known and report.summary.known:
        yield _notification("note", words.count("sarif_known", report.summary.known))
    for note in report.run.notes:
        yield _notification("note", words.tell(note))
    for one in report.not_examined:
        yield _notification("error", f"{one.source}: {words.tell(one.reason)}")
    if not (report.summary.skipped or report.summary.limits or report.links is not None):
        return  # the pages have none, and are not read for them
    for page in report.pages:
        for rule in page.skipped:
            yield _notification("error", f"{page.source}: {rule.rule}: {words.tell(rule.reason)}")
        for limit in page.limits:
            yield _notification("warning", f"{page.source}: {phrases.limit(limit, words)}")


def _notification(level: str, text: str) -> dict[str, Any]:
    return {"level": level, "message": {"text": _message(line(text, _MESSAGE))}}


def _message(text: str) -> str:
    """Return a text in which SARIF reads neither placeholders (3.11.5) nor links (3.11.6)."""
    return text.replace("{", "{{").replace("}", "}}").replace("](", "] (")
