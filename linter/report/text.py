"""Report -> text for people: grouped by page, the source line with a caret, the fix in one line, an honest summary."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from linter.model.evidence import NOT_UNDER_ROOT
from linter.model.stages import scope
from linter.report import entries, phrases, terminal, unanswered
from linter.report.words.words import words_in

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from linter.model.finding import Finding
    from linter.model.report import Cause, Links, PageReport, Report
    from linter.report.entries import Entry
    from linter.report.words.words import Words

_EXCERPT = 66
_MESSAGE = 2000
_WAYS = 2
"""Ways to mend a fault that axe names, to be told: one alone is in the message already."""
_HOSTS = 8
_MANY = 3
"""Pages on which a fault stands to be shown once for all of them."""
_NAMED = 3
"""Pages that are named of those."""
_PLACES = 20
"""Further places of one entry that are named."""


def render(report: Report) -> Iterator[str]:
    """Yield the report as text, with colour marks that the caller drops where there is no terminal."""
    words = words_in(report.run.language)
    shared = {cause.id for cause in report.causes if len(cause.pages) >= _MANY}
    yield from _new(report, words)
    for page in report.pages:
        shown = [one for one in unanswered.faults(page.findings, report) if one.is_open]
        if (
            any(one.cause not in shared for one in shown)
            or page.skipped
            or page.limits
            or (page.browser and page.browser["blocked"])
        ):
            yield from _page(page, shown, shared, report, words)
    yield from _causes([cause for cause in entries.causes(report) if cause.id in shared], report, words)
    yield from _unanswered(report, words)
    if report.not_examined:
        yield terminal.strong(words("not_examined")) + "\n"
        for missing in report.not_examined:
            yield terminal.folded(f"{missing.source}: {words.tell(missing.reason)}", "    ", "  ") + "\n"
        yield "\n"
    yield from _summary(report, words)


def _new(report: Report, words: Words) -> Iterator[str]:
    """Yield every page that has something new since the baseline, with its rules."""
    is_first = True
    for page, new in entries.pages_with_new(report):
        if is_first:
            yield terminal.strong(words("new_pages")) + "\n"
        is_first = False
        told = f"{page.source}: {words.count('finding', new.total())} ({', '.join(sorted(new))})"
        yield terminal.folded(told, "    ", "  ") + "\n"
    if not is_first:
        yield "\n"


def _causes(causes: Sequence[Cause], report: Report, words: Words) -> Iterator[str]:
    """Yield what stands on many pages, each once, the worst first; what is known is left out."""
    told = [(cause, cause.count - cause.known) for cause in causes if cause.count > cause.known]
    if not told:
        return
    yield terminal.strong(words("causes")) + "\n"
    for cause, new in told:
        label = words(cause.severity) if cause.outcome == "failed" else words("cannot_tell")
        where = words("cause", pages=words.count("page", len(cause.pages)))
        yield "\n"
        yield (
            f"  {words.count('finding', new)} {where}  {terminal.coloured(label, _colour(cause), bold=True)}"
            f"  {terminal.faint(cause.rule)}\n"
        )
        yield terminal.folded(_short(cause.message), "    ") + "\n"
        yield from _remedy(report, cause, words)
        snippet = terminal.safe(cause.snippet)[:_EXCERPT]
        if snippet:
            yield f"{terminal.faint(f'{cause.line:>6} | ')}{snippet}\n"
        named = ", ".join(cause.pages[:_NAMED])
        more = len(cause.pages) - _NAMED
        yield terminal.folded(words("cause_pages", pages=named, more=more) if more > 0 else named, "      ") + "\n"
    yield "\n"


def _unanswered(report: Report, words: Words) -> Iterator[str]:
    """Yield the links that nobody answered for, a line for each host."""
    hosts = unanswered.hosts(report)
    if not hosts:
        return
    yield terminal.strong(words("unanswered")) + "\n"
    for host in hosts:
        yield terminal.folded(unanswered.told(host, words), "      ", "  ") + "\n"
    for remedy in unanswered.remedies(hosts, report):
        yield terminal.folded(f"→ {remedy}", "      ", "    ") + "\n"
    yield "\n"


def _colour(one: Finding | Cause) -> str:
    """Return the severity by whose colour something is known: what cannot be decided weighs nothing."""
    return one.severity if one.outcome == "failed" else "info"


def _remedy(report: Report, one: Finding | Cause, words: Words) -> Iterator[str]:
    told = phrases.what_to_do(one, report, words, _WAYS)
    if told:
        yield terminal.folded(f"→ {told}", "      ", "    ") + "\n"


def _page(
    page: PageReport, shown: Sequence[Finding], shared: Container[str], report: Report, words: Words
) -> Iterator[str]:
    yield terminal.strong(terminal.safe(page.source)) + "\n"
    if page.title:
        yield terminal.faint("  " + terminal.safe(page.title)[: terminal.WIDTH - 2]) + "\n"
    own = [finding for finding in shown if finding.cause not in shared]
    before = ""
    for entry in entries.gather(own):
        yield "\n"
        remedy = "".join(_remedy(report, entry.first, words))
        yield from _entry(entry, "" if remedy == before else remedy, words)
        before = remedy
    if len(own) < len(shown):
        told = words("of_causes", findings=words.count("finding", len(shown) - len(own)))
        yield "\n" + terminal.folded(told, "    ", "  ") + "\n"
    lacking = [words("skipped", rule=one.rule, reason=words.tell(one.reason)) for one in page.skipped]
    lacking += [phrases.limit(one, words) for one in page.limits]
    for told in lacking:
        yield "\n" + terminal.folded(told, "    ", "  ") + "\n"
    yield from _browser(page.browser or {}, words)
    yield "\n"


def _browser(seen: Mapping[str, Any], words: Words) -> Iterator[str]:
    """Yield what the browser did not load, each host once, and what it disproved."""
    lost = seen.get("blocked", ())
    paths = _some(one["url"] for one in lost if one["reason"] == NOT_UNDER_ROOT)
    hosts = _some(_host(one["url"]) for one in lost if one["reason"] != NOT_UNDER_ROOT)
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


def _entry(entry: Entry, remedy: str, words: Words) -> Iterator[str]:
    """Yield an entry; `remedy` is empty where the entry before it has told the same."""
    finding = entry.first
    place = f"{finding.location.line}:{finding.location.column}"
    label = words(finding.severity) if finding.outcome == "failed" else words("cannot_tell")
    yield f"  {place}  {terminal.coloured(label, _colour(finding), bold=True)}  {terminal.faint(finding.rule)}\n"
    yield terminal.folded(_short(finding.message), "    ") + "\n"
    yield remedy
    yield from _excerpt(finding, words)
    others = entries.tell_others(entry, words, _PLACES)
    if others:
        yield terminal.folded(others, "      ", "    ") + "\n"


def _short(text: str) -> str:
    return text if len(text) <= _MESSAGE else text[:_MESSAGE] + "…"


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
    yield f"{' ' * len(number)}{terminal.coloured('^' + '~' * (marked - 1), _colour(finding))}\n"


def _cells(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    if text.isascii():
        return max(1, len(text))
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return max(1, len(text) + wide - sum(1 for c in text if unicodedata.combining(c)))


def _links(links: Links, documents: int, words: Words) -> str:
    """Return what became of the addresses that were asked, the good ones first."""
    told = [words.count(f"verdict_{kind}", number) for kind, number in links.counts.items() if number]
    counts = ", ".join(told) or words("none")
    counts += f"; {words.count('documents_n', documents)}" if documents else ""
    return words("links", counts=counts, requests=words.count("request", links.requests), remembered=links.from_memory)


def _summary(report: Report, words: Words) -> Iterator[str]:
    summary = report.summary
    counts = ", ".join(
        terminal.coloured(told, kind) if kind != "unsure" else told for kind, told in phrases.counts(summary, words)
    )
    yield f"{words.count('page', summary.pages)}: {counts or phrases.verdict(summary, words)}\n"
    since, how = phrases.since_baseline(report, words), words("mended_how") if phrases.mended(report) else ""
    for line in (f"{since} {how}".strip(), phrases.remediers(summary, words)):
        if line:
            yield terminal.folded(line) + "\n"
    counted = (("suppressed_n", summary.suppressed), ("skipped_n", summary.skipped), ("limits_n", summary.limits))
    open_ends = [words.count(key, number) for key, number in counted if number]
    if report.not_examined:
        open_ends.insert(0, words.count("not_examined_n", len(report.not_examined)))
    if open_ends:
        yield terminal.folded(", ".join(open_ends) + ".") + "\n"
    run = report.run
    axe = words("and_axe", version=run.axe) if run.axe else ""
    if report.links is not None:
        yield terminal.folded(_links(report.links, summary.documents, words)) + "\n"
    yield terminal.folded(words(scope(run.stages), today=run.today, rules=len(run.rules), axe=axe)) + "\n"
    for note in run.notes:
        yield terminal.folded(words.tell(note)) + "\n"
    if not report.run.complete:
        yield terminal.strong(words("incomplete")) + "\n"
