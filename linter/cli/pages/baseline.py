"""A baseline, or a report compared with one -> what `kommunlint baseline` shows of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.report import terminal
from linter.report.words.words import words_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from linter.model.finding import Finding
    from linter.model.report import Fixed, Report
    from linter.report.words.words import Words
    from linter.run.baseline_file import Entry


def counted(pages: Mapping[str, Sequence[Entry]], words: Words) -> str:
    """Return how many findings a baseline holds, and on how many pages."""
    number = sum(entry.count for entries in pages.values() for entry in entries)
    with_some = sum(bool(entries) for entries in pages.values())
    return words("baseline_holds", findings=words.count("finding", number), pages=words.count("page", with_some))


def contents(pages: Mapping[str, Sequence[Entry]], language: str) -> Iterator[str]:
    """Yield what a baseline holds, page by page, and how much."""
    for page, entries in pages.items():
        yield terminal.strong(terminal.safe(page)) + "\n"
        for entry in entries:
            times = f"{entry.count} × " if entry.count > 1 else ""
            yield f"  {times}{terminal.faint(terminal.safe(entry.rule))}\n"
            yield terminal.folded(entry.says, "    ") + "\n"
        yield "\n"
    yield counted(pages, words_in(language)) + "\n"


def mended(report: Report) -> Iterator[str]:
    """Yield what the baseline held and is there no more."""
    words = words_in(report.run.language)
    told = report.baseline.mended if report.baseline is not None else ()
    yield from _mended(told, words)
    yield words("baseline_mended_none" if not told else "baseline_dropped") + "\n"
    yield from _notes(report, words)


def compared(report: Report) -> Iterator[str]:
    """Yield every finding with what the baseline says of it, what was mended, and the counts."""
    words = words_in(report.run.language)
    for page in report.pages:
        told = [one for one in page.findings if one.baseline is not None]
        if told:
            yield terminal.strong(terminal.safe(page.source)) + "\n"
            for one in told:
                yield from _finding(one, words)
            yield "\n"
    result = report.baseline
    if result is None:
        return
    yield from _mended(result.mended, words)
    gone = sum(one.count for one in result.mended)
    counts = (("new_n", result.new), ("only_known_n", result.known), ("only_mended_n", gone))
    yield f"{', '.join(words.count(key, number) for key, number in counts)}.\n"
    yield from _notes(report, words)


def _notes(report: Report, words: Words) -> Iterator[str]:
    for note in report.run.notes:
        yield terminal.folded(words.tell(note)) + "\n"


def _finding(one: Finding, words: Words) -> Iterator[str]:
    state = words(f"baseline_{one.baseline}")
    place = f"{one.location.line}:{one.location.column}"
    yield f"  {place}  {terminal.coloured(state, 'info' if one.baseline == 'known' else one.severity, bold=True)}  {terminal.faint(one.rule)}\n"
    yield terminal.folded(one.message, "    ") + "\n"
    if one.matched is not None:
        yield terminal.folded(words(f"matched_{one.matched}"), "    ") + "\n"


def _mended(told: Sequence[Fixed], words: Words) -> Iterator[str]:
    if told:
        yield terminal.strong(words("baseline_mended")) + "\n"
    for one in told:
        times = f"{one.count} × " if one.count > 1 else ""
        yield terminal.folded(f"{one.page}: {times}{one.rule}", "    ", "  ") + "\n"
        yield terminal.folded(one.says, "    ") + "\n"
    if told:
        yield "\n"
