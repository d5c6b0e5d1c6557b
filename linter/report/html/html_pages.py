"""Report -> the pages of the HTML report: every finding with its place, the source, and what to do."""

from __future__ import annotations

import base64
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from linter.report import entries, phrases
from linter.report.html.html_text import escaped, quoted, source
from linter.report.page_paths import is_web

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.model.finding import Finding
    from linter.model.report import PageReport, Report
    from linter.report.entries import Entry
    from linter.report.words import Words

_EXCERPT = 240
_PICTURES = 20_000_000
"""Bytes of pictures that are put into the file; what is over it is named by its path."""
_OUTCOMES = ("failed", "cannot_tell", "not_examined", "passed", "inapplicable")


def render(report: Report, words: Words) -> Iterator[str]:
    """Yield every page, those with nothing open closed."""
    many = {cause.id: len(cause.pages) for cause in report.causes}
    pictures = _Pictures(words)
    named: dict[str, int] = {}
    for page in report.pages:
        again = named.get(page.path, 0)
        named[page.path] = again + 1
        yield from _page(page, report, words, many, pictures, f"-{again}" if again else "")


def _page(
    page: PageReport, report: Report, words: Words, many: Mapping[str, int], pictures: _Pictures, suffix: str
) -> Iterator[str]:
    open_ = sum(one.is_open for one in page.findings)
    state = words.count("finding", open_) if open_ else words("clean")
    yield f'<details class="page" data-page="{escaped(page.source)}" data-open="{open_}"{" open" if open_ else ""}>'
    yield f'<summary><h3>{quoted(page.source)}</h3> <span>{state}</span> <span class="shown"></span></summary>\n'
    if page.title:
        yield f"<p>{quoted(page.title)}</p>\n"
    if is_web(page):
        yield f'<p><a href="{escaped(page.path)}" rel="noreferrer">{words("report_open_page")} {quoted(page.path)}</a></p>\n'
    anchors = _Anchors(suffix)
    for entry in entries.gather(page.findings):
        yield _entry(entry, anchors, report, words, many, pictures)
    for skipped in page.skipped:
        yield f"<p>{quoted(words('skipped', rule=skipped.rule, reason=words.tell(skipped.reason)))}</p>\n"
    for limit in page.limits:
        yield f"<p>{quoted(phrases.limit(limit, words))}</p>\n"
    if page.browser and page.browser.get("screenshot"):
        yield pictures.shown(page.browser["screenshot"], page.title or page.source)
    yield from _account(page, words)
    yield "</details>\n"


class _Anchors:
    """Names findings of a page so that links lead to them; those of one fingerprint are counted."""

    def __init__(self, suffix: str) -> None:
        self._suffix, self._seen = suffix, Counter[str]()

    def name(self, one: Finding) -> str:
        """Return the name of the next finding."""
        number = self._seen[one.fingerprint]
        self._seen[one.fingerprint] += 1
        return f"f-{escaped(one.fingerprint)}{f'-{number}' if number else ''}{self._suffix}"


def _entry(
    entry: Entry, anchors: _Anchors, report: Report, words: Words, many: Mapping[str, int], pictures: _Pictures
) -> str:
    one = entry.first
    anchor, rule = anchors.name(one), report.rules.get(one.rule)
    is_certain = one.outcome == "failed"
    state = ["suppressed"] if one.suppressed is not None else ["known"] if one.baseline == "known" else []
    classes = " ".join(("finding", one.severity, *([] if is_certain else ["unsure"]), *state))
    label = words(one.severity) if is_certain else words("cannot_tell")
    place = f"{one.location.line}:{one.location.column}"
    title = quoted(rule.title) if rule is not None else escaped(one.rule)
    parts = [
        f'<article class="{classes}" id="{anchor}" data-rule="{escaped(one.rule)}" data-count="{len(entry.findings)}">\n<h4>{title}</h4>\n<p class="meta">',
        f'<span class="severity">{label}</span> <a href="#rule-{escaped(one.rule)}">{escaped(one.rule)}</a> ',
        f'<a href="#{anchor}">{words("line", line=place)}</a></p>\n<p class="message">{quoted(one.message)}</p>\n',
        _excerpt(one),
    ]
    fix = phrases.remedy(rule, str(one.data.get("summary", "")))
    if fix:
        parts.append(f'<p class="fix">{quoted(fix)}</p>\n')
    parts.append(_of_cause(one, words, many))
    if one.suppressed is not None:
        until = f" {words('report_until', day=one.suppressed['expires'])}" if one.suppressed["expires"] else ""
        parts.append(f"<p>{words('column_suppressed')}{until}: {quoted(one.suppressed['reason'])}</p>\n")
    elif one.matched is not None:
        parts.append(f"<p>{words(f'matched_{one.matched}')}</p>\n")
    if one.screenshot:
        parts.append(pictures.shown(one.screenshot, one.message))
    parts.append(f'<p class="meta">{quoted(one.selector, 300)}</p>\n')
    parts += _others(entry, anchors, words, many, pictures)
    return "".join([*parts, "</article>\n"])


def _of_cause(one: Finding, words: Words, many: Mapping[str, int]) -> str:
    if one.cause not in many:
        return ""
    told = words("report_of_cause", pages=words.count("page", many[one.cause]))
    return f'<p><a href="#cause-{escaped(one.cause)}">{told}</a></p>\n'


def _others(
    entry: Entry, anchors: _Anchors, words: Words, many: Mapping[str, int], pictures: _Pictures
) -> Iterator[str]:
    """Yield the further places of an entry, closed: each with its value, its source and its picture."""
    if not entry.others:
        return
    yield f'<details class="more"><summary>{words.count("place", len(entry.others))}</summary>\n<ol>\n'
    for one, value in zip(entry.others, entries.values(entry.findings)[1:], strict=True):
        anchor, place = anchors.name(one), f"{one.location.line}:{one.location.column}"
        told = f" <strong>{quoted(value)}</strong>" if value else ""
        yield f'<li id="{anchor}"><a href="#{anchor}">{words("line", line=place)}</a>{told}\n{_excerpt(one)}'
        yield f'<p class="meta">{quoted(one.selector, 300)}</p>\n'
        if one.cause != entry.first.cause:
            yield _of_cause(one, words, many)
        if one.screenshot:
            yield pictures.shown(one.screenshot, one.message)
        yield "</li>\n"
    yield "</ol></details>\n"


def _excerpt(one: Finding) -> str:
    """Return the source with the place marked; of what stands on the whole page there is none."""
    if not one.snippet:
        return ""
    place, text = one.location, one.snippet
    same = place.end_line == place.line and not one.data.get("made_by_script")
    length = place.end_column - place.column if same else len(text)
    length = max(1, min(length, len(text)))
    marked, rest = source(text[:length], _EXCERPT), source(text[length:], _EXCERPT)
    return f'<pre><samp><span class="number">{place.line} </span><mark>{marked}</mark>{rest}</samp></pre>\n'


def _account(page: PageReport, words: Words) -> Iterator[str]:
    """Yield what became of every rule on the page."""
    account = page.coverage
    some = {name: getattr(account, name) for name in _OUTCOMES}
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


class _Pictures:
    """Puts pictures into the report while there is room."""

    def __init__(self, words: Words) -> None:
        self._words, self._left = words, _PICTURES

    def shown(self, path: str, alternative: str) -> str:
        """Return a picture, or where it lies if it cannot be put in."""
        try:
            file = Path(path)
            size = file.stat().st_size
            data = file.read_bytes() if size <= self._left else b""
        except OSError:
            data = b""
        if not data.startswith(b"\x89PNG"):
            return f"<p>{self._words('report_picture')} {quoted(path)}</p>\n"
        self._left -= len(data)
        text = base64.b64encode(data).decode()
        return f'<p><img class="shot" alt="{escaped(alternative, 200)}" src="data:image/png;base64,{text}"></p>\n'
