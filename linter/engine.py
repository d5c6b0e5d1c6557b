"""Page x Rules -> findings: every selected rule is asked; one that crashes is reported and the others go on."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from linter import checks
from linter.checks import Context
from linter.facts import Facts
from linter.layout import MAX_LINE
from linter.model import Finding, Limit, PageReport, Skipped
from linter.page import Page

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from linter.checks import Fault
    from linter.rules import Rule
    from linter.source import Document

_SNIPPET = 240


@dataclass(frozen=True, slots=True)
class Job:
    """What is asked of every page of a run."""

    rules: tuple[Rule, ...]
    options: Mapping[str, Mapping[str, Any]]
    severities: Mapping[str, Any]
    today: date
    language: str
    max_findings: int = 100


def examine(document: Document, path: str, job: Job) -> PageReport:
    """Judge one page. `path` stands for the page in fingerprints and in rules about paths."""
    page = Page(document)
    facts = Facts(page)
    context = Context(job.today, job.options, path)
    findings: list[Finding] = []
    skipped: list[Skipped] = []
    limits = [Limit("characters of a line that are read", MAX_LINE, size) for size in page.cut[:20]]
    for rule in job.rules:
        try:
            faults = _ask(rule, facts, context)
        except Exception as error:  # noqa: BLE001  whatever a check does, the run goes on
            skipped.append(Skipped(rule.id, f"the check crashed: {type(error).__name__}: {error}"[:300]))
            continue
        if len(faults) > job.max_findings:
            limits.append(Limit(f"findings of {rule.id}", job.max_findings, len(faults)))
        findings.extend(_finding(rule, fault, page, path, job) for fault in faults[: job.max_findings])
    findings.sort(key=lambda f: (f.location.line, f.location.column, f.rule))
    try:
        said = facts.as_json()
    except Exception as error:  # noqa: BLE001  as above
        said = {"dates": [], "contacts": [], "emails": [], "map_links": []}
        skipped.append(Skipped("facts", f"reading the facts crashed: {type(error).__name__}: {error}"[:300]))
    report = PageReport(
        source=document.source.name,
        title=page.title,
        language=facts.language,
        document=_described(document),
        findings=tuple(findings),
        facts=said,
        skipped=tuple(skipped),
        limits=tuple(limits),
    )
    page.release()
    return report


def _ask(rule: Rule, facts: Facts, context: Context) -> Sequence[Fault]:
    check = checks.find(rule.category, rule.id)
    if check is None:
        msg = f"no check named {rule.id.replace('-', '_')} in linter/checks/{rule.category}.py"
        raise LookupError(msg)
    return list(check(facts, context))


def _finding(rule: Rule, fault: Fault, page: Page, path: str, job: Job) -> Finding:
    return Finding(
        rule=rule.id,
        category=rule.category,
        severity=job.severities.get(rule.id) or rule.severity_of(fault.key),
        outcome=fault.outcome,
        message=rule.message(fault.key, fault.data, job.language),
        message_key=fault.key,
        data=fault.data,
        location=fault.location,
        selector=page.selector(fault.element),
        snippet=page.positions.line(fault.location.line)[fault.location.column - 1 :][:_SNIPPET].strip(),
        fingerprint=fingerprint(rule.id, path, f"{fault.key} {fault.content}"),
        requirements=rule.requirements,
    )


def fingerprint(rule: str, path: str, content: str) -> str:
    """Return what identifies the same fault on the same page after unrelated edits and in another checkout."""
    text = "\0".join((rule, path.split("#", maxsplit=1)[0].replace("\\", "/"), " ".join(content.split()).lower()))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _described(document: Document) -> dict[str, Any]:
    source = document.source
    kept = ("last-modified", "content-type", "content-language")
    return {
        "encoding": document.encoding,
        "encoding_from": document.encoding_from,
        "bytes": len(source.data),
        "status": source.status,
        "redirects": list(source.redirects),
        "headers": {key: value for key, value in source.headers.items() if key.lower() in kept},
    }
