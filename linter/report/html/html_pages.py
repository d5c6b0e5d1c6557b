"""Report -> the pages of the HTML report: each with its heading and its counts, then its findings, the worst first."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from linter.model.report import OUTCOMES
from linter.report import entries, phrases, unanswered
from linter.report.html import html_findings
from linter.report.html.html_findings import Anchors, Surroundings
from linter.report.html.html_text import escaped, quoted
from linter.report.page_paths import is_web

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.model.finding import Finding
    from linter.model.report import PageReport, Report
    from linter.report.html.html_pictures import Room
    from linter.report.words.words import Words

_OVERVIEW = 15
"""Pages of the overview that are shown before the others are unfolded: what is wrong is near the beginning of a report."""
_TITLES = 12
"""Kinds of findings of a page that are named where all pages are printed in short."""


def overview(report: Report, words: Words) -> Iterator[str]:
    """Yield the pages with what is open on each, those first that have most errors; nothing of a page alone."""
    rows = [(_open(page), _row(page, _anchor(number), words)) for number, page in enumerate(report.pages)]
    if len(rows) > 1:
        rows.sort(key=lambda row: [-number for number in row[0]])
        yield f'<h2 id="overview">{words("report_overview")}</h2>\n<ul class="overview">\n'
        yield from (row for _, row in rows[:_OVERVIEW])
        yield "</ul>\n"
    if len(rows) > _OVERVIEW:
        more = words("new_pages_more", pages=words.count("page", len(rows) - _OVERVIEW))
        yield f'<details class="overview"><summary>{more}</summary>\n<ul class="overview">\n'
        yield from (row for _, row in rows[_OVERVIEW:])
        yield "</ul></details>\n"


def _row(page: PageReport, anchor: str, words: Words) -> str:
    where = f'<span class="soft">{quoted(page.source)}</span>' if page.title else ""
    return f'<li><a href="#{anchor}">{quoted(page.title or page.source, 200)}</a> {_counts(page, words)} {where}</li>\n'


def new(report: Report, words: Words) -> Iterator[str]:
    """Yield every page that has something new since the baseline."""
    anchors = {page.source: _anchor(number) for number, page in enumerate(report.pages)} if report.baseline else {}
    rows = [
        f'<li><a href="#{anchors[page.source]}">{quoted(page.source)}</a>: {words.count("finding", some.total())}</li>\n'
        for page, some in entries.pages_with_new(report)
    ]
    if rows:
        yield f'<h2 id="new">{words("new_pages")}</h2>\n<ul>\n{"".join(rows)}</ul>\n'


def render(report: Report, words: Words, room: Room) -> Iterator[str]:
    """Yield every page, those with nothing open closed."""
    many = {cause.id: len(cause.pages) for cause in entries.causes(report)}
    around = Surroundings(report, words, room, many)
    named = Counter[str]()
    for number, page in enumerate(report.pages):
        again = named[page.path]
        named[page.path] += 1
        yield from _page(page, _anchor(number), Anchors(f"-{again}" if again else ""), around)


def _anchor(number: int) -> str:
    """Return by what links lead to a page."""
    return f"page-{number + 1}"


def _open(page: PageReport) -> tuple[int, ...]:
    """Return how much is open on a page: errors, warnings, notes, and what cannot be decided."""
    counts = Counter(entries.weight(one) for one in page.findings if one.is_open)
    failed = tuple(counts[False, place] for place in range(3))
    return (*failed, counts.total() - sum(failed))


def _counts(page: PageReport, words: Words) -> str:
    counts = phrases.page_counts(page.findings, words)
    told = [f'<span class="severity {kind}">{text}</span>' for kind, text in counts]
    told += [escaped(words.count("skipped_n", len(page.skipped)))] if page.skipped else []
    nothing = words("nothing_new" if page.findings else "clean")  # what is known or suppressed is not nothing
    return f'<span class="counts">{", ".join(told) or nothing}</span>'


def _page(page: PageReport, anchor: str, anchors: Anchors, around: Surroundings) -> Iterator[str]:
    words = around.words
    open_ = sum(one.is_open for one in page.findings)
    yield f'<details class="page" id="{anchor}" data-page="{escaped(page.source)}" data-open="{open_}"{" open" if open_ else ""}>'
    yield f"<summary><h3>{quoted(page.title or page.source)}</h3> {_counts(page, words)}"
    yield ' <span class="shown"></span></summary>\n'
    yield _where(page, words)
    yield from _brief(page, around)
    for told in entries.gather(unanswered.faults(page.findings, around.report)):
        yield from html_findings.entry(told, anchors, around)
    yield from html_findings.unanswered(unanswered.of_page(page, around.report), anchors, around)
    for skipped in page.skipped:
        yield f"<p>{quoted(words('skipped', rule=skipped.rule, reason=words.tell(skipped.reason)))}</p>\n"
    for limit in page.limits:
        yield f"<p>{quoted(phrases.limit(limit, words))}</p>\n"
    if page.browser and page.browser.get("screenshot"):
        yield around.room.of_file(page.browser["screenshot"])
    yield around.room.said()
    yield from _account(page, words)
    yield "</details>\n"


def _where(page: PageReport, words: Words) -> str:
    """Return where a page lies; of one on the web, the way to it."""
    if is_web(page):
        return f'<p class="where"><a href="{escaped(page.path)}" rel="noreferrer">{words("report_open_page")} {quoted(page.path)}</a></p>\n'
    return f'<p class="where soft">{quoted(page.source)}</p>\n' if page.title else ""


def _brief(page: PageReport, around: Surroundings) -> Iterator[str]:
    """Yield in one paragraph what is open on a page, for paper."""
    kinds: dict[str, list[Finding]] = {}
    for told in entries.gather(one for one in page.findings if one.is_open):
        kinds.setdefault(told.first.rule, []).extend(told.findings)
    if not kinds:
        return
    rules = around.report.rules
    some = [
        quoted(rules[name].title if name in rules else name) + (f" ({len(findings)})" if len(findings) > 1 else "")
        for name, findings in list(kinds.items())[:_TITLES]
    ]
    more = " …" if len(kinds) > _TITLES else ""
    yield f'<p class="brief">{"; ".join(some)}{more}</p>\n'


def _account(page: PageReport, words: Words) -> Iterator[str]:
    """Yield what became of every rule on the page."""
    account = page.coverage
    some = {name: getattr(account, name) for name in OUTCOMES}
    total = sum(len(rules) for rules in some.values())
    if not total:
        return
    yield f'<details class="account"><summary>{words("report_account", rules=total)}</summary>\n<dl>\n'
    for name, rules in some.items():
        if not rules:
            continue
        yield f"<dt>{words(f'column_{name}')}</dt>"
        if name == "not_examined":
            yield "".join(f"<dd>{escaped(rule)}: {quoted(words.tell(why))}</dd>" for rule, why in rules.items())
        else:
            yield f"<dd>{escaped(', '.join(rules), 100_000)}</dd>"
        yield "\n"
    yield "</dl></details>\n"
