"""Report -> JSON, version 1 of the contract; written page by page, so that its size does not matter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter.model.finding import SEVERITIES
from linter.model.reason import Reason
from linter.report.phrases import dump
from linter.report.words.reasons import cut_in_english, in_english
from linter.report.words.words import words_in
from linter.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.model.finding import Finding
    from linter.model.report import BaselineResult, Cause, Coverage, Limit, Links, PageReport, Report


def render(report: Report, beside: Mapping[str, Any] | None = None) -> Iterator[str]:
    """Yield the report as JSON text; `beside` are keys of a review, which stand after those of the report."""
    run = report.run
    yield '{"schema_version": 1, "tool": ' + dump({"name": "kommunlint", "version": __version__})
    yield ', "run": ' + dump(
        {
            "today": run.today,
            "started_at": run.started_at,
            "duration_seconds": run.duration_seconds,
            "complete": run.complete,
            "error": _reason(run.error) if run.error is not None else None,
            "rules": list(run.rules),
            "stages": list(run.stages),
            "axe": run.axe,
            "fail_on": run.fail_on,
            "language": run.language,
            "notes": [words_in(run.language).tell(note) for note in run.notes],
            "note_reasons": [reason_as_json(note) for note in run.notes],
        },
    )
    yield ',\n"pages": ['
    for number, page in enumerate(report.pages):
        yield (",\n" if number else "\n") + dump(page_as_json(page))
    yield "]"
    if report.links is not None:
        yield from _links(report.links)
    summary = report.summary
    tail = {
        "not_examined": [{"source": n.source, **_reason(n.reason)} for n in report.not_examined],
        "causes": [_cause(cause) for cause in report.causes],
        "baseline": _baseline(report.baseline),
        "summary": {
            "pages": summary.pages,
            "findings": dict(summary.findings),
            "by_rule": dict(summary.by_rule),
            "open": {severity: summary.open.get(severity, 0) for severity in SEVERITIES},
            "suppressed": summary.suppressed,
            "known": summary.known,
            "not_examined": summary.not_examined,
            "documents": summary.documents if report.links is not None else None,
            "coverage": summary.coverage,
        },
    }
    yield ",\n" + dump({**tail, **(beside or {})})[1:] + "\n"


def _links(links: Links) -> Iterator[str]:
    """Yield what the link stage found out of every address."""
    head = {"verdicts": dict(links.counts), "requests": links.requests, "from_memory": links.from_memory}
    yield ',\n"links": ' + dump(head)[:-1] + ', "targets": ['
    for number, verdict in enumerate(links.verdicts):
        yield (",\n" if number else "\n") + dump(verdict)
    yield "]}"


def _cause(cause: Cause) -> dict[str, Any]:
    return {
        "id": cause.id,
        "rule": cause.rule,
        "category": cause.category,
        "severity": cause.severity,
        "outcome": cause.outcome,
        "message": cause.message,
        "message_key": cause.message_key,
        "findings": cause.count,
        "known": cause.known,
        "pages": list(cause.pages),
        "line": cause.line,
        "selector": cause.selector,
        "snippet": cause.snippet,
    }


def _baseline(result: BaselineResult | None) -> dict[str, Any] | None:
    if result is None:
        return None
    mended = [
        {"page": one.page, "rule": one.rule, "says": one.says, "fingerprint": one.fingerprint, "count": one.count}
        for one in result.mended
    ]
    return {"file": result.file, "new": result.new, "known": result.known, "mended": mended}


def _coverage(account: Coverage) -> dict[str, Any]:
    return {
        "passed": list(account.passed),
        "failed": list(account.failed),
        "cannot_tell": list(account.cannot_tell),
        "inapplicable": list(account.inapplicable),
        "not_examined": [{"rule": rule, **_reason(why)} for rule, why in account.not_examined.items()],
    }


def _reason(reason: Reason) -> dict[str, Any]:
    """Return a reason in English and as data."""
    return {"reason": in_english(reason), **reason_as_json(reason)}


def reason_as_json(reason: Reason) -> dict[str, Any]:
    """Return a reason as data, without its words."""
    data = {name: reason_as_json(one) if isinstance(one, Reason) else one for name, one in reason.data.items()}
    return {"reason_key": reason.key, "reason_data": data}


def _limit(limit: Limit) -> dict[str, Any]:
    return {
        "what": cut_in_english(limit),
        "kind": limit.kind,
        "subject": limit.subject,
        "kept": limit.kept,
        "of": limit.of,
    }


def page_as_json(page: PageReport) -> dict[str, Any]:
    """Return one page in the contract's shape."""
    return {
        "source": page.source,
        "title": page.title,
        "language": page.language,
        "document": page.document,
        "findings": [_finding(finding) for finding in page.findings],
        "facts": page.facts,
        "browser": page.browser,
        "links": page.links,
        "skipped": [{"rule": s.rule, **_reason(s.reason)} for s in page.skipped],
        "limits": [_limit(limit) for limit in page.limits],
        "coverage": _coverage(page.coverage),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    place = finding.location
    return {
        "rule": finding.rule,
        "category": finding.category,
        "severity": finding.severity,
        "outcome": finding.outcome,
        "message": finding.message,
        "message_key": finding.message_key,
        "data": finding.data,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "selector": finding.selector,
        "snippet": finding.snippet,
        "fingerprint": finding.fingerprint,
        "requirements": list(finding.requirements),
        "baseline": finding.baseline,
        "suppressed": finding.suppressed,
        "cause": finding.cause,
        "known_by": finding.matched,
        "screenshot": finding.screenshot,
        "content_fingerprint": finding.content_fingerprint,
        "remedied_by": finding.remedied_by,
    }
