"""Report -> GitLab Code Quality: a list of what is open, each with a fingerprint that stands once in the file."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from linter.report.page_paths import path
from linter.report.phrases import dump, line, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.model.finding import Finding
    from linter.model.report import PageReport, Report

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}
_DESCRIPTION, _PATH = 1000, 2000


def render(report: Report) -> Iterator[str]:
    """Yield the report as Code Quality JSON. GitLab compares branches itself, so what a baseline holds is in it too."""
    yield "["
    yield from listed(dump(one) for page, copy in _numbered(report) for one in _page(page, copy))
    yield "\n]\n"


def _numbered(report: Report) -> Iterator[tuple[PageReport, int]]:
    """Yield the pages, each with how often it came before: who names a page twice has it twice."""
    seen: dict[str, int] = {}
    for page in report.pages:
        copy = seen.get(page.path, 0)
        seen[page.path] = copy + 1
        yield page, copy


def _page(page: PageReport, copy: int) -> Iterator[dict[str, Any]]:
    where, seen = line(path(page), _PATH), dict[str, int]()
    for finding in page.findings:
        if finding.suppressed is None:
            again = seen.get(finding.fingerprint, 0)
            seen[finding.fingerprint] = again + 1
            yield _issue(finding, where, (again, copy) if copy else (again,) if again else ())


def _issue(finding: Finding, where: str, marks: tuple[int, ...]) -> dict[str, Any]:
    """Return one entry; `marks` tell the same fault on the same page from those before it."""
    own = finding.fingerprint
    if marks:
        own = hashlib.sha256(":".join([own, *map(str, marks)]).encode()).hexdigest()[:32]
    is_certain = finding.outcome == "failed"
    return {
        "description": line(finding.message, _DESCRIPTION),
        "check_name": finding.rule,
        "fingerprint": own,
        "severity": _SEVERITIES[finding.severity] if is_certain else "info",
        "location": {"path": where, "lines": {"begin": finding.location.line}},
    }
