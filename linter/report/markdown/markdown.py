"""Report -> Markdown for a comment on a pull request: the verdict, causes, and what is open, no longer than GitHub takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.report import entries, phrases, unanswered
from linter.report.markdown.markdown_escape import as_html, code, escaped
from linter.report.page_paths import path
from linter.report.words.words import words_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from linter.model.finding import Finding
    from linter.model.report import Cause, PageReport, Report
    from linter.report.entries import Entry
    from linter.report.words.words import Words

_MARK = "<!-- kommunlint -->"
"""By which a program finds the comment that it wrote before."""
_MOST, _OF_NEW, _OF_CAUSES, _OF_UNANSWERED, _OF_MISSING = 60_000, 20_000, 18_000, 6_000, 8_000
"""Characters of all and of its parts; GitHub takes 65,536 in a comment."""
_LEAST = 2_000
"""Characters that a page may take however many others there are."""
_CAUSES, _NAMED, _TEXT, _MISSING = 20, 5, 400, 20
_PLACES = 12
"""Further places of one entry that are named."""
_SIGNS = {"error": "🛑", "warning": "⚠️", "info": "ℹ️"}
_UNSURE = "❔"


def render(report: Report) -> Iterator[str]:
    """Yield the report as Markdown."""
    words = words_in(report.run.language)
    rows = [
        (cause, _row(cause, report, words)) for cause in entries.causes(report)[:_CAUSES] if cause.count > cause.known
    ]
    fitting = len(_fitting((row for _, row in rows), _OF_CAUSES))
    shared = {cause.id for cause, _ in rows[:fitting]}
    head = "".join((*_head(report, words), *_new(report, words), *_causes([row for _, row in rows[:fitting]], words)))
    foot = "".join((*_unanswered(report, words), *_foot(report, words)))
    yield head
    yield from _pages(report, shared, _MOST - len(head) - len(foot), words)
    yield foot


def _fitting(texts: Iterable[str], room: int) -> list[str]:
    """Return as many of the texts as there is room for."""
    kept: list[str] = []
    for text in texts:
        room -= len(text)
        if room < 0:
            break
        kept.append(text)
    return kept


def _head(report: Report, words: Words) -> Iterator[str]:
    summary = report.summary
    counts = ", ".join(told for _, told in phrases.counts(summary, words))
    yield f"{_MARK}\n## kommunlint: {counts or phrases.verdict(summary, words)}\n\n"
    told = [words.count("page", summary.pages)]
    counted = (
        ("suppressed_n", summary.suppressed),
        ("not_examined_n", len(report.not_examined)),
        ("skipped_n", summary.skipped),
        ("limits_n", summary.limits),
    )
    told += [words.count(key, number) for key, number in counted if number]
    yield f"{', '.join(told)}.\n"
    for line in (phrases.since_baseline(report, words), phrases.remediers(summary, words)):
        if line:
            yield f"\n{line}\n"


def _new(report: Report, words: Words) -> Iterator[str]:
    """Yield every page that has something new since the baseline; their names alone where all else is too much."""
    named, rows = [], []
    for page, new in entries.pages_with_new(report):
        named.append(f"- {escaped(path(page), 300)}: {words.count('finding', new.total())}\n")
        rows.append(f"{named[-1][:-1]} ({', '.join(map(code, sorted(new)))})\n")
    if not rows:
        return
    if len(fitting := _fitting(rows, _OF_NEW)) < len(rows):
        fitting = _fitting(named, _OF_NEW)
    yield f"\n### {words('new_pages')}\n\n"
    yield from fitting
    if len(fitting) < len(rows):
        yield f"- {words('new_pages_more', pages=words.count('page', len(rows) - len(fitting)))}\n"


def _causes(rows: Sequence[str], words: Words) -> Iterator[str]:
    if not rows:
        return
    columns = [words(f"column_{key}") for key in ("number", "pages_n", "severity", "message", "remedy", "pages")]
    yield f"\n### {words('causes')}\n\n| {' | '.join(columns)} |\n|--:|--:|---|---|---|---|\n"
    yield from rows


def _row(cause: Cause, report: Report, words: Words) -> str:
    named = ", ".join(escaped(one, 120) for one in cause.pages[:_NAMED])
    cells = (
        str(cause.count - cause.known),
        str(len(cause.pages)),
        words(cause.severity) if cause.outcome == "failed" else words("cannot_tell"),
        f"{escaped(cause.message, _TEXT)} ({code(cause.rule)})",
        escaped(phrases.what_to_do(cause, report, words), _TEXT),
        f"{named}, …" if len(cause.pages) > _NAMED else named,
    )
    return f"| {' | '.join(cells)} |\n"


def _pages(report: Report, shared: Collection[str], left: int, words: Words) -> Iterator[str]:
    """Yield the pages with findings of their own; of a large one so much that others have room too."""
    waiting = sum(bool(_told(page, shared, report)) for page in report.pages)
    hidden = 0
    for page in report.pages:
        own = _told(page, shared, report)
        if not own:
            continue
        text = "".join(_page(page, own, report, words, min(left, max(left // waiting, _LEAST))))
        waiting -= 1
        left -= len(text)
        hidden += 0 if text else len(own)
        yield text
    if hidden:
        yield f"\n{words('report_more', findings=words.count('finding', hidden))}\n"


def _told(page: PageReport, shared: Collection[str], report: Report) -> list[Finding]:
    """Return what is told of a page by itself."""
    return [one for one in unanswered.faults(page.findings, report) if one.is_open and one.cause not in shared]


def _page(page: PageReport, findings: Sequence[Finding], report: Report, words: Words, room: int) -> Iterator[str]:
    """Yield a page in no more than `room` characters, or nothing where not one finding goes into them."""
    begin = f"\n<details><summary>{as_html(path(page), 300)}: {words.count('finding', len(findings))}</summary>\n\n"
    end = "\n</details>\n"
    rest = words("report_more", findings=words.count("finding", len(findings)))
    gathered = entries.gather(findings)
    items = _fitting((_item(one, report, words) for one in gathered), room - len(begin + rest + end) - 3)
    if not items:
        return
    yield begin
    yield from items
    left = entries.count_findings(gathered[len(items) :])
    if left:
        yield f"- {words('report_more', findings=words.count('finding', left))}\n"
    yield end


def _item(entry: Entry, report: Report, words: Words) -> str:
    one = entry.first
    is_certain = one.outcome == "failed"
    sign, label = (_SIGNS[one.severity], words(one.severity)) if is_certain else (_UNSURE, words("cannot_tell"))
    place = words("line", line=one.location.line)
    told = f"- {sign} **{label}** {place}: {escaped(one.message, _TEXT)} ({code(one.rule)})\n"
    others = entries.tell_others(entry, words, _PLACES)
    told += f"  {escaped(others, _TEXT * 2)}\n" if others else ""
    fix = phrases.what_to_do(one, report, words, 2)
    return f"{told}  → {escaped(fix, _TEXT)}\n" if fix else told


def _unanswered(report: Report, words: Words) -> Iterator[str]:
    """Yield the links that nobody answered for, a line for each host."""
    hosts = unanswered.hosts(report)
    if not hosts:
        return
    rows = [f"- {escaped(unanswered.told(host, words), _TEXT)}\n" for host in hosts]
    fitting = _fitting(rows, _OF_UNANSWERED)
    yield f"\n### {words('unanswered')}\n\n"
    yield from fitting
    if len(fitting) < len(rows):
        left = sum(host.links for host in hosts[len(fitting) :])
        yield f"- {words('report_more', findings=words.count('finding', left))}\n"
    for remedy in unanswered.remedies(hosts, report):
        yield f"\n→ {escaped(remedy, _TEXT)}\n"


def _foot(report: Report, words: Words) -> Iterator[str]:
    if report.not_examined:
        yield f"\n### {words('not_examined')}\n\n"
        told = (
            f"- {escaped(one.source, 300)}: {escaped(words.tell(one.reason), _TEXT)}\n"
            for one in report.not_examined[:_MISSING]
        )
        fitting = _fitting(told, _OF_MISSING)
        yield from fitting
        if len(report.not_examined) > len(fitting):
            yield "- …\n"
    for note in report.run.notes[:_MISSING]:
        yield f"\n{escaped(words.tell(note), _TEXT)}\n"
    if not report.run.complete:
        yield f"\n**{words('incomplete')}**\n"
