"""Report -> JUnit XML as Jenkins and GitLab read it: a suite for every page, a case for every rule of its account."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from linter.i18n import words_in
from linter.report.addresses import path
from linter.report.pieces import line, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.model import CoverageOutcome, Finding, PageReport, Report

_FAILING = {"error": ("error",), "warning": ("error", "warning"), "never": ("error",)}
"""What fails a case: what fails the run. Where nothing does, errors still show as failed."""
_MESSAGE = 1000
_INAPPLICABLE = "not applicable to this page"


def render(report: Report) -> Iterator[str]:
    """Yield the report as JUnit XML."""
    failing = _FAILING[report.run.fail_on]
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="kommunlint">\n'
    for page in report.pages:
        yield _suite(page, failing)
    missing = [(one.source, "examined", one.reason) for one in report.not_examined]
    if not report.run.complete:
        missing.append(("kommunlint", "complete", words_in(report.run.language)("incomplete")))
    if missing:
        yield from _missing(missing)
    yield "</testsuites>\n"


def _suite(page: PageReport, failing: Sequence[str]) -> str:
    """Return the suite of a page."""
    by_rule: dict[str, list[Finding]] = {}
    for finding in page.findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    where = _attribute(path(page))
    cases = [
        _case(rule, outcome, why, where, by_rule.get(rule, []), failing) for rule, outcome, why in page.coverage.outcomes()
    ]
    failures = sum("<failure" in case for case in cases)
    skipped = sum("<skipped" in case for case in cases)
    counts = f'tests="{len(cases)}" failures="{failures}" errors="0" skipped="{skipped}"'
    return f"<testsuite name={where} {counts}>\n{''.join(cases)}</testsuite>\n"


def _case(
    rule: str, outcome: CoverageOutcome, why: str, where: str, findings: Sequence[Finding], failing: Sequence[str]
) -> str:
    failed = [one for one in findings if _fails(one, failing)]
    told = [one for one in findings if not _fails(one, failing)]
    inside = ""
    if failed:
        first = f"{len(failed)}: {failed[0].message}" if len(failed) > 1 else failed[0].message
        inside = f"<failure type={_attribute(rule)} message={_attribute(first)}>{_lines(failed)}</failure>"
    elif outcome == "not_examined":
        inside = f"<skipped message={_attribute(why)}/>"
    elif outcome == "inapplicable":
        inside = f'<skipped message="{_INAPPLICABLE}"/>'
    if told:
        inside += f"<system-out>{_lines(told)}</system-out>"
    return f"<testcase classname={where} name={_attribute(rule)}>{inside}</testcase>\n"


def _fails(finding: Finding, failing: Sequence[str]) -> bool:
    return finding.is_open and finding.outcome == "failed" and finding.severity in failing


def _lines(findings: Sequence[Finding]) -> str:
    return escape("\n".join(_line(finding) for finding in findings))


def _line(finding: Finding) -> str:
    """Return a finding in a line, with what keeps it from failing the case."""
    states = [finding.severity, finding.outcome if finding.outcome == "cannot_tell" else ""]
    states += ["known"] if finding.baseline == "known" else []
    states += [f"suppressed: {finding.suppressed['reason']}"] if finding.suppressed is not None else []
    place = f"{finding.location.line}:{finding.location.column}"
    return line(f"{place} {', '.join(state for state in states if state)}: {finding.message}", _MESSAGE)


def _missing(cases: Sequence[tuple[str, str, str]]) -> Iterator[str]:
    """Yield what could not be had, by source, name and reason, each a case with an error."""
    yield f'<testsuite name="not examined" tests="{len(cases)}" failures="0" errors="{len(cases)}" skipped="0">\n'
    for source, name, reason in cases:
        error = f'<error type="not examined" message={_attribute(reason)}/>'
        yield f'<testcase classname={_attribute(source)} name="{name}">{error}</testcase>\n'
    yield "</testsuite>\n"


def _attribute(text: str) -> str:
    return quoteattr(plain(line(text, _MESSAGE)))
