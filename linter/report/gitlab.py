"""Report -> GitLab Code Quality: a list of what is open, each with a fingerprint that stands once in the file."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from linter.report.addresses import path
from linter.report.pieces import dump, line, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.model import Finding, PageReport, Report

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}
_DESCRIPTION, _PATH = 1000, 2000


def render(report: Report) -> Iterator[str]:
    """Yield the report as Code Quality JSON. GitLab compares branches itself, so what a baseline holds is in it too."""
    yield "["
    yield from listed(dump(one) for page in report.pages for one in _page(page))
    yield "\n]\n"


def _page(page: PageReport) -> Iterator[dict[str, Any]]:
    where, seen = line(path(page), _PATH), dict[str, int]()
    for finding in page.findings:
        if finding.suppressed is None:
            again = seen.get(finding.fingerprint, 0)
            seen[finding.fingerprint] = again + 1
            yield _issue(finding, where, again)


def _issue(finding: Finding, where: str, again: int) -> dict[str, Any]:
    own = finding.fingerprint
    if again:  # the same fault on the same page once more
        own = hashlib.sha256(f"{own}:{again}".encode()).hexdigest()[:32]
    is_certain = finding.outcome == "failed"
    return {
        "description": line(finding.message, _DESCRIPTION),
        "check_name": finding.rule,
        "fingerprint": own,
        "severity": _SEVERITIES[finding.severity] if is_certain else "info",
        "location": {"path": where, "lines": {"begin": finding.location.line}},
    }
