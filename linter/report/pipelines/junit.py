"""Report -> JUnit XML as Jenkins and GitLab read it: a suite for every page, a case for every rule of its account."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from linter.report.page_paths import path
from linter.report.phrases import line, plain
from linter.report.words.words import words_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.model.finding import Finding
    from linter.model.reason import Reason
    from linter.model.report import CoverageOutcome, PageReport, Report
    from linter.report.words.words import Words

_FAILING = {"error": ("error",), "warning": ("error", "warning"), "never": ("error",)}
"""What fails a case: what fails the run. Where nothing does, errors still show as failed."""
_MESSAGE = 1000


def render(report: Report) -> Iterator[str]:
    """Yield the report as JUnit XML."""
    failing, words = _FAILING[report.run.fail_on], words_in(report.run.language)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="kommunlint">\n'
    for page in report.pages:
        yield _suite(page, failing, words)
    missing = [(one.source, words("case_examined"), words.tell(one.reason)) for one in report.not_examined]
    if not report.run.complete:
        missing.append(("kommunlint", words("case_complete"), words("incomplete")))
    if missing:
        yield from _missing(missing, words)
    yield "</testsuites>\n"


def _suite(page: PageReport, failing: Sequence[str], words: Words) -> str:
    """Return the suite of a page."""
    by_rule: dict[str, list[Finding]] = {}
    for finding in page.findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    where = _attribute(path(page))
    cases = [
        f"<testcase classname={where} name={_attribute(rule)}>"
        f"{_inside(by_rule.get(rule, []), _skipped(outcome, why, words), failing, words)}</testcase>\n"
        for rule, outcome, why in page.coverage.outcomes()
    ]
    failures = sum("<failure" in case for case in cases)
    skipped = sum("<skipped" in case for case in cases)
    counts = f'tests="{len(cases)}" failures="{failures}" errors="0" skipped="{skipped}"'
    return f"<testsuite name={where} {counts}>\n{''.join(cases)}</testsuite>\n"


def _inside(findings: Sequence[Finding], skipped: str, failing: Sequence[str], words: Words) -> str:
    """Return what a case says: the findings that fail it, or that it was skipped, and then the other findings."""
    failed = [one for one in findings if _fails(one, failing)]
    others = [one for one in findings if not _fails(one, failing)]
    inside = skipped
    if failed:
        first = f"{len(failed)}: {failed[0].message}" if len(failed) > 1 else failed[0].message
        kind = _attribute(failed[0].rule)
        inside = f"<failure type={kind} message={_attribute(first)}>{_lines(failed, words)}</failure>"
    return f"{inside}<system-out>{_lines(others, words)}</system-out>" if others else inside


def _skipped(outcome: CoverageOutcome, why: Reason | None, words: Words) -> str:
    if why is not None:
        return f"<skipped message={_attribute(words.tell(why))}/>"
    return f"<skipped message={_attribute(words('case_inapplicable'))}/>" if outcome == "inapplicable" else ""


def _fails(finding: Finding, failing: Sequence[str]) -> bool:
    return finding.is_open and finding.outcome == "failed" and finding.severity in failing


def _lines(findings: Sequence[Finding], words: Words) -> str:
    return escape("\n".join(_line(finding, words) for finding in findings))


def _line(finding: Finding, words: Words) -> str:
    """Return a finding in a line, with what keeps it from failing the case."""
    states = [words(finding.severity)]
    states += [words("cannot_tell")] if finding.outcome == "cannot_tell" else []
    states += [words("baseline_known")] if finding.baseline == "known" else []
    states += [words("case_suppressed", reason=finding.suppressed["reason"])] if finding.suppressed is not None else []
    place = f"{finding.location.line}:{finding.location.column}"
    return line(f"{place} {', '.join(states)}: {finding.message}", _MESSAGE)


def _missing(cases: Sequence[tuple[str, str, str]], words: Words) -> Iterator[str]:
    """Yield what could not be had, by source, name and reason, each a case with an error."""
    name, number = _attribute(words("not_examined")), len(cases)
    yield f'<testsuite name={name} tests="{number}" failures="0" errors="{number}" skipped="0">\n'
    for source, case, reason in cases:
        error = f"<error type={name} message={_attribute(reason)}/>"
        yield f"<testcase classname={_attribute(source)} name={_attribute(case)}>{error}</testcase>\n"
    yield "</testsuite>\n"


def _attribute(text: str) -> str:
    return quoteattr(plain(line(text, _MESSAGE)))
