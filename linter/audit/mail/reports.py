"""A JSON report, and the one before -> what is new, and what cannot be said to be new since the one before did not look."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec

from linter.data.files import read_bytes
from linter.model.errors import UsageError
from linter.model.reason import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MOST = 1024 * 1024 * 1024
_VERSION = 1
_DRAWN = frozenset({"structured", "random"})
_AXE = "axe/"


class Finding(msgspec.Struct, frozen=True):
    """What is told of a finding."""

    rule: str
    severity: str
    outcome: str
    message: str
    fingerprint: str
    line: int | None = None
    baseline: str | None = None
    suppressed: Any = None


class _Left(msgspec.Struct):
    rule: str


class _Coverage(msgspec.Struct):
    not_examined: list[_Left] = []


class Page(msgspec.Struct):
    """What is told of a page."""

    source: str
    findings: list[Finding]
    title: str | None = None
    coverage: _Coverage = msgspec.field(default_factory=_Coverage)


class _Run(msgspec.Struct):
    today: str
    rules: list[str]
    complete: bool
    axe: str | None = None
    language: str | None = None


class _Sampled(msgspec.Struct):
    chosen: str


class _Sample(msgspec.Struct):
    pages: list[_Sampled]


class _Missing(msgspec.Struct):
    source: str


class ReportRead(msgspec.Struct):
    """What is read of a report."""

    schema_version: int
    run: _Run
    pages: list[Page]
    not_examined: list[_Missing]
    baseline: Any = None
    sample: _Sample | None = None

    def has_all_pages(self) -> bool:
        """Return whether a page that is not there was not there to be examined."""
        drawn = self.sample is not None and any(one.chosen in _DRAWN for one in self.sample.pages)
        return self.run.complete and not drawn


@dataclass(frozen=True, slots=True)
class NewOnPage:
    """What is new on a page."""

    source: str
    title: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class News:
    """What is new in a report, by page; of `unknown` findings the report before cannot say whether they are."""

    today: str
    pages: tuple[NewOnPage, ...]
    unknown: int
    language: str | None = None
    """That of its messages, None where the report does not say."""


def read(path: Path) -> ReportRead:
    """Read a report; a `UsageError` for what is none."""
    data = read_bytes(path, str(path), most=_MOST)
    try:
        report = msgspec.json.decode(data, type=ReportRead)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise UsageError(Reason("report_wrong"), str(path)) from error
    if report.schema_version != _VERSION:
        raise UsageError(Reason("report_version", {"version": report.schema_version}), str(path))
    return report


def news(report: ReportRead, before: ReportRead | None) -> News | None:
    """Return what is new since the report before, or since the baseline; None where a report has neither."""
    if before is None:
        if report.baseline is None:
            return None
        found = [(page, [one for one in page.findings if one.baseline == "new"], 0) for page in report.pages]
    else:
        found = list(_since(report, before))
    pages = ((page, tuple(one for one in new if _is_open(one))) for page, new, _ in found)
    told = tuple(NewOnPage(page.source, page.title or "", new) for page, new in pages if new)
    return News(report.run.today, told, sum(unknown for _, _, unknown in found), report.run.language)


def _is_open(one: Finding) -> bool:
    return one.outcome == "failed" and one.suppressed is None


def _since(report: ReportRead, before: ReportRead) -> Iterator[tuple[Page, list[Finding], int]]:
    """Yield every page with what is new on it, and of how many findings nobody can say."""
    known = {page.source: page for page in before.pages}
    missing = {one.source for one in before.not_examined}
    rules, has_all = frozenset(before.run.rules), before.has_all_pages()
    for page in report.pages:
        old = known.get(page.source)
        if old is None and (page.source in missing or not has_all):
            yield page, [], sum(map(_is_open, page.findings))
            continue
        left = Counter(one.fingerprint for one in old.findings) if old is not None else Counter[str]()
        unseen = {one.rule for one in old.coverage.not_examined} if old is not None else set()
        new, unknown = list[Finding](), 0
        for one in page.findings:
            if left[one.fingerprint]:
                left[one.fingerprint] -= 1
            elif one.rule in unseen or not _ran(one.rule, rules, before.run.axe):
                unknown += _is_open(one)
            else:
                new.append(one)
        yield page, new, unknown


def _ran(rule: str, rules: frozenset[str], axe: str | None) -> bool:
    return rule in rules or (rule.startswith(_AXE) and axe is not None)
