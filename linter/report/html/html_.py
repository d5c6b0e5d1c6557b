"""Report -> one HTML file that opens from disk: nothing is loaded from elsewhere, and it works without scripts.

What pages say stands in `samp`, what another program put out: it is quoted, not said.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from linter.model.finding import SEVERITIES
from linter.model.stages import scope
from linter.report import entries, phrases
from linter.report.html import html_pages, html_tables
from linter.report.html.html_pictures import Room
from linter.report.html.html_text import SOFT_HYPHEN, escaped, quoted
from linter.report.words.words import words_in
from linter.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from linter.model.report import Report
    from linter.report.words.words import Words

_ASSETS = Path(__file__).parent / "assets"
_IN_FULL = 3
"""Pages of a report that is printed with every finding, unless its reader wants it otherwise."""
_LANGUAGES = ("sv",)
"""Languages that the interface has words in, beside English."""


def render(
    report: Report, title: str | None = None, lead: Iterable[str] = (), contents: Iterable[str] = ()
) -> Iterator[str]:
    """Yield the report as HTML; a review gives it its `title`, and sections that lead, with the words that head them."""
    words = words_in(report.run.language)
    room = Room(words)
    above = head(report.run.language, words, title or words("report_title", day=report.run.today))
    for piece in chain(above, _summary(report, words, contents), lead, _pieces(report, words, room)):
        yield room.take(piece)


def _pieces(report: Report, words: Words, room: Room) -> Iterator[str]:
    yield from html_pages.new(report, words)
    yield from html_pages.overview(report, words)
    yield from html_tables.causes(report, words)
    yield from _filters(report, words)
    yield from html_pages.render(report, words, room)
    yield from html_tables.mended(report, words)
    yield from html_tables.missing(report, words)
    yield from html_tables.rules(report, words)
    yield f"</main>\n<footer><p>kommunlint {__version__}</p></footer>\n<script>{_asset('report.js')}</script>\n</body>\n</html>\n"


@cache
def _asset(name: str) -> str:
    return (_ASSETS / name).read_text("utf-8")


def _hash(name: str) -> str:
    """Return what the content security policy knows an asset by."""
    return "sha256-" + base64.b64encode(hashlib.sha256(_asset(name).encode()).digest()).decode()


def head(given: str, words: Words, title: str, *, has_script: bool = True) -> Iterator[str]:
    """Yield all above the first section of a page in a language: its style, its title, and what it may load: nothing."""
    language = given if given in _LANGUAGES else "en"
    script = f"'{_hash('report.js')}'" if has_script else "'none'"
    policy = f"default-src 'none'; img-src data:; style-src '{_hash('report.css')}'; script-src {script}; base-uri 'none'; form-action 'none'"
    yield f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="referrer" content="no-referrer">\n'
    yield f"<title>{escaped(title.replace(SOFT_HYPHEN, ''))}</title>\n<style>{_asset('report.css')}</style>\n</head>\n<body>\n"
    yield f'<a class="skip" href="#content">{words("report_skip")}</a>\n'
    yield f'<header><p>kommunlint</p></header>\n<main id="content">\n<h1>{escaped(title)}</h1>\n'


def _summary(report: Report, words: Words, contents: Iterable[str]) -> Iterator[str]:
    summary, run = report.summary, report.run
    counts = ", ".join(f'<span class="severity {kind}">{told}</span>' for kind, told in phrases.counts(summary, words))
    yield f'<p class="verdict">{words.count("page", summary.pages)}: {counts or phrases.verdict(summary, words)}</p>\n'
    for line in (phrases.since_baseline(report, words), phrases.remediers(summary, words)):
        yield f"<p>{escaped(line)}</p>\n" if line else ""
    facts = [words.count("suppressed_n", summary.suppressed)] if summary.suppressed else []
    if report.not_examined:
        facts.append(words.count("not_examined_n", len(report.not_examined)))
    facts += [words.count(k, n) for k, n in (("skipped_n", summary.skipped), ("limits_n", summary.limits)) if n]
    if report.links is not None:
        told = [words.count(f"verdict_{kind}", number) for kind, number in report.links.counts.items() if number]
        facts.append(words("links_counts", counts=", ".join(told) or words("none")))
    if facts:
        yield '<ul class="facts">' + "".join(f"<li>{escaped(fact)}</li>" for fact in facts) + "</ul>\n"
    axe = words("and_axe", version=run.axe) if run.axe else ""
    yield f"<p>{escaped(words(scope(run.stages), today=run.today, rules=len(run.rules), axe=axe))}</p>\n"
    yield "".join(f"<p>{quoted(words.tell(note))}</p>\n" for note in run.notes)
    if not run.complete:
        yield f"<p><strong>{words('incomplete')}</strong></p>\n"
    yield f'<p class="soft">{words("report_updated", day=run.today)}</p>\n'
    yield f'<nav aria-label="{words("report_contents")}"><ul class="facts">'
    parts = [(key, key) for key in contents]
    parts += [("new", "new_pages")] if report.baseline is not None and report.baseline.new else []
    parts += [("overview", "report_overview")] if summary.pages > 1 else []
    parts += [("causes", "causes")] if entries.causes(report) else []
    for anchor, key in (*parts, ("pages", "sheet_pages"), ("missing", "sheet_missing"), ("rules", "sheet_rules")):
        yield f'<li><a href="#{anchor}">{words(key)}</a></li>'
    yield "</ul></nav>\n"


def _filters(report: Report, words: Words) -> Iterator[str]:
    """Yield the filters: boxes that work by style alone, and a search that a script brings to life."""
    summary = report.summary
    boxes: list[tuple[str, str, bool]] = [(name, words(f"column_{name}"), True) for name in SEVERITIES]
    boxes += [("unsure", words("column_cannot_tell"), True)] if summary.cannot_tell else []
    boxes += [("known", words("column_known"), False)] if summary.known else []
    boxes += [("suppressed", words("column_suppressed"), False)] if summary.suppressed else []
    yield f'<h2 id="pages">{words("sheet_pages")}</h2>\n<p class="brief">{words("report_print_brief")}</p>\n'
    yield f'<div class="filters"><fieldset><legend>{words("report_show")}</legend>\n'
    for name, label, on in boxes:
        checked = " checked" if on else ""
        yield f'<label><input type="checkbox" id="show-{name}"{checked}> {label}</label>\n'
    yield '</fieldset>\n<div class="search" id="search" hidden>\n'
    yield f'<label>{words("report_search")} <input type="search" id="search-text" autocomplete="off"></label>\n'
    yield f'<label>{words("column_rule")} <select id="search-rule"><option value="">{words("report_all_rules")}</option>'
    for name in summary.by_rule:
        yield f'<option value="{escaped(name)}">{escaped(name)}</option>'
    in_full = " checked" if summary.pages <= _IN_FULL else ""
    yield f'</select></label>\n<p role="status" id="search-status" {_told(words)}></p>\n</div>\n'
    yield f'<p><label><input type="checkbox" id="print-all"{in_full}> {words("report_print_all")}</label></p>\n</div>\n'


def _told(words: Words) -> str:
    """Return what the script tells of a search."""
    return f'data-text="{words("report_shown")}" data-page="{words("report_shown_here")}"'
