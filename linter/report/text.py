"""Report -> text for people: grouped by page, the source line with a caret, the fix in one line, an honest summary."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from linter import terminal
from linter.i18n import words_in
from linter.model import NOT_ASKED, SEVERITIES
from linter.rules import in_language, load

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from linter.i18n import Words
    from linter.model import Finding, Links, PageReport, Report

_EXCERPT = 66
_ALTERNATIVES, _MOST = 3, 5
"""Lines of axe's summary: its heading and what one can do; one way alone is in the message already."""
_HOSTS = 8


def render(report: Report) -> Iterator[str]:
    """Yield the report as text, with colour marks that the caller drops where there is no terminal."""
    words = words_in(report.run.language)
    for page in report.pages:
        if page.findings or page.skipped or page.limits or (page.browser and page.browser["blocked"]):
            yield from _page(page, report.run.language, words)
    if report.not_examined:
        yield terminal.strong(words("not_examined")) + "\n"
        for missing in report.not_examined:
            yield terminal.folded(f"{missing.source}: {missing.reason}", "    ", "  ") + "\n"
        yield "\n"
    yield from _summary(report, words)


def _page(page: PageReport, language: str, words: Words) -> Iterator[str]:
    yield terminal.strong(terminal.safe(page.source)) + "\n"
    if page.title:
        yield terminal.faint("  " + terminal.safe(page.title)[: terminal.WIDTH - 2]) + "\n"
    for finding in page.findings:
        yield "\n"
        yield from _finding(finding, language, words)
    for skipped in page.skipped:
        yield "\n" + terminal.folded(words("skipped", rule=skipped.rule, reason=skipped.reason), "    ", "  ") + "\n"
    for limit in page.limits:
        if limit.what.startswith(NOT_ASKED):
            why = _reason(limit.what.removeprefix(NOT_ASKED).strip(" ()"), words)
            told = words("links_not_asked", number=limit.of - limit.kept, of=limit.of, why=why)
            yield "\n" + terminal.folded(told, "    ", "  ") + "\n"
            continue
        yield "\n" + terminal.folded(words("limit", what=limit.what, kept=limit.kept, of=limit.of), "    ", "  ") + "\n"
    yield from _browser(page.browser or {}, words)
    yield "\n"


def _reason(told: str, words: Words) -> str:
    """Return in words why links were not asked; what it was about stays as it is."""
    key, sign, about = told.partition(", ")[2].partition(": ")
    return f"{words.known(f'not_asked_{key}', key)}{sign}{terminal.safe(about)}"


def _browser(seen: Mapping[str, Any], words: Words) -> Iterator[str]:
    """Yield what the browser did not load, each host once, and what it disproved."""
    lost = seen.get("blocked", ())
    paths = _some(one["url"] for one in lost if one["reason"] == "not under the root")
    hosts = _some(_host(one["url"]) for one in lost if one["reason"] != "not under the root")
    for text in (words("blocked", hosts=hosts) if hosts else "", words("not_under_root", paths=paths) if paths else ""):
        if text:
            yield "\n" + terminal.folded(text, "    ", "  ") + "\n"
    for one in seen.get("withdrawn", ()):
        yield "\n" + terminal.folded(words("withdrawn", rule=one["rule"], line=one["line"]), "    ", "  ") + "\n"


def _some(names: Iterable[str]) -> str:
    """Return names, each once, in one text; only the first of many."""
    once = list(dict.fromkeys(names))
    return ", ".join([*once[:_HOSTS], *(["…"] if len(once) > _HOSTS else [])])


def _host(url: str) -> str:
    return urlsplit(url).netloc or url


def _finding(finding: Finding, language: str, words: Words) -> Iterator[str]:
    place = f"{finding.location.line}:{finding.location.column}"
    label = words(finding.severity) if finding.outcome == "failed" else words("cannot_tell")
    yield f"  {place}  {terminal.coloured(label, finding.severity, bold=True)}  {terminal.faint(finding.rule)}\n"
    yield terminal.folded(finding.message, "    ") + "\n"
    yield from _excerpt(finding, words)
    rule = load().get(finding.rule)
    fix = in_language(rule.fix, language) if rule is not None else _summary_of_axe(finding)
    if fix:
        yield terminal.folded(f"→ {fix}", "      ", "    ") + "\n"


def _summary_of_axe(finding: Finding) -> str:
    """Return what axe says is to be done, in one paragraph."""
    told = [line.strip() for line in str(finding.data.get("summary", "")).splitlines() if line.strip()]
    if len(told) < _ALTERNATIVES or not told[0].endswith(":"):
        return ""
    return f"{told[0]} {'; '.join(told[1:_MOST])}{' …' if len(told) > _MOST else ''}"


def _excerpt(finding: Finding, words: Words) -> Iterator[str]:
    """Yield the source with a caret under the place; page-level findings have none to show."""
    line = terminal.safe(finding.snippet)[:_EXCERPT]
    if not line:
        return
    same = finding.location.end_line == finding.location.line and not finding.data.get("made_by_script")
    length = finding.location.end_column - finding.location.column if same else len(line)
    origin = words("made_by_script") if finding.data.get("made_by_script") else finding.location.line
    number = f"{origin:>6} | "
    marked = _cells(line[: max(1, min(length, len(line)))])
    yield f"{terminal.faint(number)}{line}\n"
    yield f"{' ' * len(number)}{terminal.coloured('^' + '~' * (marked - 1), finding.severity)}\n"


def _cells(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return max(1, len(text) + wide - sum(1 for c in text if unicodedata.combining(c)))


def _links(links: Links, words: Words) -> str:
    """Return what became of the addresses that were asked, the good ones first."""
    told = [f"{number} {words(f'verdict_{kind}')}" for kind, number in links.counts.items() if number]
    counts = f"{words.count('address', sum(links.counts.values()))}: {', '.join(told)}" if told else words("none")
    return words("links", counts=counts, requests=words.count("request", links.requests), remembered=links.from_memory)


def _summary(report: Report, words: Words) -> Iterator[str]:
    summary = report.summary
    counts = ", ".join(
        terminal.coloured(words.count(severity, number), severity)
        for severity in SEVERITIES
        if (number := summary.findings.get(severity, 0))
    )
    yield f"{words.count('page', summary.pages)}: {counts or words('clean' if summary.pages else 'nothing')}\n"
    open_ends = [
        words.count(key, number)
        for key, number in (
            ("cannot_tell_n", summary.cannot_tell),
            ("skipped_n", summary.skipped),
            ("limits_n", summary.limits),
        )
        if number
    ]
    if report.not_examined:
        open_ends.insert(0, words.count("not_examined_n", len(report.not_examined)))
    if open_ends:
        yield terminal.folded(", ".join(open_ends) + ".") + "\n"
    run = report.run
    axe = words("and_axe", version=run.axe) if run.axe else ""
    stages = {"browser", "links"} & {*run.stages}
    scope = "scope_both" if len(stages) == 2 else f"scope_{min(stages)}" if stages else "scope"
    if report.links is not None:
        yield terminal.folded(_links(report.links, words)) + "\n"
    yield terminal.folded(words(scope, today=run.today, rules=len(run.rules), axe=axe)) + "\n"
    for note in run.notes:
        yield terminal.folded(note) + "\n"
    if not report.run.complete:
        yield terminal.strong(words("incomplete")) + "\n"
