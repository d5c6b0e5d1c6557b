"""Report -> the rows of a workbook, sheet by sheet: names in the language of the run, cells that are no formulas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from linter.model.finding import SEVERITIES
from linter.report import phrases
from linter.report.requirements import told
from linter.report.words.words import words_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from linter.model.report import PageReport, Report
    from linter.report.words.words import Words

Cell = str | int | float | None
Row = tuple[Cell, ...]
OUTCOMES = ("passed", "failed", "cannot_tell", "inapplicable", "not_examined")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, and its width in characters."""

    name: str
    width: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, its columns, and its rows, which are made while they are read."""

    name: str
    columns: tuple[Column, ...]
    rows: Callable[[], Iterable[Row]]


def make_sheets(report: Report, cut: Iterable[Row] = ()) -> list[Sheet]:
    """Return the sheets of a report; `cut` is read last, when the other sheets are written and say what they could not hold."""
    words = words_in(report.run.language)
    return [
        findings(report),
        causes(report),
        sheet("pages", words, _PAGES, lambda: _pages(report)),
        sheet("contacts", words, _CONTACTS, lambda: _contacts(report, words)),
        sheet("rules", words, _RULES, lambda: _rules(report, words)),
        missing(report, cut),
    ]


def findings(report: Report) -> Sheet:
    """Return the sheet of every finding."""
    words = words_in(report.run.language)
    return sheet("findings", words, _FINDINGS, lambda: _findings(report, words))


def causes(report: Report) -> Sheet:
    """Return the sheet of what several findings have in common; their sheet names each by its number."""
    words = words_in(report.run.language)
    return sheet("causes", words, _CAUSES, lambda: _causes(report, words))


def missing(report: Report, cut: Iterable[Row] = ()) -> Sheet:
    """Return the sheet of what was not examined; it is the last one, since it says what the others could not hold."""
    words = words_in(report.run.language)
    return sheet("missing", words, _MISSING, lambda: _missing(report, words, cut))


def sheet(name: str, words: Words, columns: Iterable[tuple[str, int]], rows: Callable[[], Iterable[Row]]) -> Sheet:
    """Return a sheet whose name and headings stand in the words of the interface as `sheet_…` and `column_…`."""
    return Sheet(words(f"sheet_{name}"), tuple(Column(words(f"column_{key}"), width) for key, width in columns), rows)


_FINDINGS = (
    ("page", 40),
    ("title", 30),
    ("line", 7),
    ("column", 8),
    ("severity", 11),
    ("outcome", 15),
    ("rule", 26),
    ("message", 60),
    ("remedy", 60),
    ("snippet", 50),
    ("selector", 40),
    ("requirements", 40),
    ("baseline", 11),
    ("suppressed", 30),
    ("expires", 12),
    ("cause", 8),
    ("fingerprint", 34),
)
_CAUSES = (
    ("number", 9),
    ("pages_n", 9),
    ("severity", 11),
    ("outcome", 15),
    ("rule", 26),
    ("message", 60),
    ("remedy", 60),
    ("pages", 60),
    ("cause", 8),
)
_ACCOUNT = tuple((name, 14) for name in OUTCOMES)
_PAGES = (
    ("page", 40),
    ("title", 40),
    ("language", 9),
    ("updated", 12),
    ("error", 8),
    ("warning", 9),
    ("info", 8),
    ("unsure_n", 14),
    ("suppressed", 12),
    ("known", 9),
    *_ACCOUNT,
)
CONTACT = (
    ("name", 26),
    ("function", 26),
    ("phones", 22),
    ("emails", 34),
    ("street", 24),
    ("box", 12),
    ("postal_code", 12),
    ("locality", 18),
    ("region", 12),
)
_CONTACTS = (("page", 40), ("line", 7), *CONTACT)
_RULES = (
    ("rule", 28),
    ("title", 36),
    ("severity", 11),
    ("findings_n", 9),
    *_ACCOUNT,
    ("why", 70),
    ("remedy", 70),
    ("requirements", 50),
)
_MISSING = (("page", 40), ("rule", 28), ("reason", 70))


def _findings(report: Report, words: Words) -> Iterator[Row]:
    numbers = {one.id: number for number, one in enumerate(report.causes, 1)}
    for page in report.pages:
        for one in page.findings:
            suppressed: Mapping[str, str | None] = one.suppressed or {}
            yield (
                page.source,
                page.title,
                one.location.line,
                one.location.column,
                words(one.severity),
                words(f"column_{one.outcome}"),
                one.rule,
                one.message,
                phrases.remedy(report.rules.get(one.rule), str(one.data.get("summary", ""))),
                one.snippet,
                one.selector,
                "\n".join(told(name, words) for name in one.requirements),
                words(f"baseline_{one.baseline}") if one.baseline is not None else None,
                suppressed.get("reason"),
                suppressed.get("expires"),
                numbers.get(one.cause) if one.cause is not None else None,
                one.fingerprint,
            )


def _causes(report: Report, words: Words) -> Iterator[Row]:
    for number, one in enumerate(report.causes, 1):
        fix = phrases.remedy(report.rules.get(one.rule), one.advice)
        what = (words(one.severity), words(f"column_{one.outcome}"), one.rule, one.message, fix)
        yield one.count, len(one.pages), *what, "\n".join(one.pages), number


def _pages(report: Report) -> Iterator[Row]:
    for page in report.pages:
        open_ = [one.severity if one.outcome == "failed" else "" for one in page.findings if one.is_open]
        suppressed = sum(one.suppressed is not None for one in page.findings)
        known = sum(one.baseline == "known" for one in page.findings)
        account = page.coverage
        outcomes = [len(getattr(account, name)) for name in OUTCOMES]
        counts = [open_.count(kind) for kind in (*SEVERITIES, "")]
        yield page.source, page.title, page.language, _updated(page), *counts, suppressed, known, *outcomes


def _updated(page: PageReport) -> str | None:
    """Return the newest date of the page that says when it was changed."""
    dates = [one["value"] for one in page.facts.get("dates", ()) if one["kind"] in ("updated", "reviewed")]
    return max(dates, default=None)


def _contacts(report: Report, words: Words) -> Iterator[Row]:
    for page in report.pages:
        for line, contact in contacts(page, words):
            yield page.source, line, *contact


def contacts(page: PageReport, words: Words) -> Iterator[tuple[int, tuple[str | None, ...]]]:
    """Yield the contacts of a page with their lines, as cells; one that nothing is known of but that it stands there is none."""
    keys = [key for key, _ in CONTACT]
    for one in page.facts.get("contacts", ()):
        values = tuple(", ".join(v) if isinstance(v := one[key], (list, tuple)) else v for key in keys)
        if any(values[:-1]):
            yield one["line"], (*values[:-1], words.known(f"layout_{one['region']}", str(one["region"])))


def _rules(report: Report, words: Words) -> Iterator[Row]:
    for name, rule in report.rules.items():
        counts = report.summary.coverage.get(name, {})
        outcomes = [counts.get(outcome, 0) for outcome in OUTCOMES]
        found = report.summary.by_rule.get(name, 0)
        rests_on = "\n".join(told(one, words) for one in rule.requirements)
        yield name, rule.title, words(rule.severity), found, *outcomes, rule.why, rule.fix, rests_on


def _missing(report: Report, words: Words, cut: Iterable[Row]) -> Iterator[Row]:
    if not report.run.complete:
        yield None, words("sheet_everything"), words("incomplete")
    for one in report.not_examined:
        yield one.source, words("sheet_everything"), words.tell(one.reason)
    for page in report.pages:
        for rule, why in page.coverage.not_examined.items():
            yield page.source, rule, words.tell(why)
        for limit in page.limits:
            yield page.source, words.cut(limit), phrases.limit(limit, words)
    yield from cut
