"""Comments in a page that speak to kommunlint -> directives: which rules, from where to where, why, until when.

    <!-- kommunlint-disable-next-line RULE, RULE until YYYY-MM-DD -- reason -->
    <!-- kommunlint-disable RULE -- reason -->  …  <!-- kommunlint-enable RULE -->

A reason is wanted: a directive without one suppresses nothing, and says so.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from linter.config.config import unknown
from linter.model.finding import Directive, Location

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.page.page import Page
    from linter.rules.rule import Rule

_FORM = re.compile(r"kommunlint-(disable-next-line|disable|enable)(?:\s+(.*))?", re.DOTALL)
_REASON = re.compile(r"\s*(?:--|[–—])\s*|(?<=\s)-\s+")
"""What stands before the reason; editors like to make a dash of two hyphens."""
_EXPIRES = re.compile(r"(?:^|[\s,])(?:until|expires)[:\s]\s*(.{1,80})$", re.IGNORECASE | re.DOTALL)
_COMMENT = re.compile(r"<!--[^<>]*-->")
_MOST = 1000
_NAMES = 50
_SHOWN = 200
_END = (1 << 60, 0)


def read_directives(page: Page, known: Mapping[str, Rule]) -> tuple[Directive, ...]:
    """Return the directives of a page, one for each rule that is named."""
    found: list[Directive] = []
    for text, start, end in page.comments:
        place = Location(*page.positions.at(start), *page.positions.at(end))
        snippet = page.source[start : min(end, start + _SHOWN)]
        form = _FORM.fullmatch(text)
        if form is None:
            found.append(_wrong("unknown_form", place, snippet, {"text": text.split()[0][:80]}))
        elif form[1] == "enable":
            found = list(_ended(found, _rules(_REASON.split(form[2] or "", maxsplit=1)[0]), place))
        else:
            found.extend(_begun(page, form, place, snippet, known))
        if len(found) >= _MOST:
            break
    return tuple(found[:_MOST])


def _begun(
    page: Page, form: re.Match[str], place: Location, snippet: str, known: Mapping[str, Rule]
) -> Iterator[Directive]:
    named, _, reason = _halves(form[2] or "")
    expires = _EXPIRES.search(named)
    rules = _rules(_EXPIRES.sub(" ", named))
    end = _next_line(page, place) if form[1] == "disable-next-line" else _END
    if not rules:
        yield _wrong("no_rule", place, snippet, {})
    for rule in rules:
        near = unknown(rule, known)
        if near is not None:
            key, data = ("misspelt", {"rule": rule, "near": near}) if near else ("unknown_rule", {"rule": rule})
            yield _wrong(key, place, snippet, data)
        elif not reason:
            yield _wrong("no_reason", place, snippet, {"rule": rule})
        elif expires is not None and not _is_date(expires[1].strip()):
            yield _wrong("no_date", place, snippet, {"rule": rule, "date": expires[1].strip()})
        else:
            day = expires[1].strip() if expires else None
            yield Directive((rule,), reason, day, place, (place.end_line, place.end_column), end, snippet)


def _halves(text: str) -> tuple[str, str, str]:
    """Return what stands before and after the sign that the reason follows."""
    sign = _REASON.search(text)
    if sign is None:
        return text, "", ""
    return text[: sign.start()], sign[0], " ".join(text[sign.end() :].split())[:_SHOWN]


def _rules(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in re.split(r"[\s,]+", text)[:_NAMES] if name))


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == len("2026-01-01")


def _next_line(page: Page, place: Location) -> tuple[int, int]:
    """Return where a directive for the next line ends: after what follows on its own line, else after the next line with text."""
    if _COMMENT.sub("", page.positions.line(place.end_line)[place.end_column - 1 :]).strip():
        return place.end_line + 1, 0
    last = page.source.count("\n") + 1
    line = place.end_line + 1
    while line < last and not _COMMENT.sub("", page.positions.line(line)).strip():
        line += 1
    return line + 1, 0


def _ended(found: list[Directive], rules: tuple[str, ...], place: Location) -> Iterator[Directive]:
    """End the blocks of these rules, of all where none is named."""
    for one in found:
        is_meant = one.end == _END and not one.wrong and (not rules or one.rules[0] in rules)
        yield replace(one, end=(place.line, place.column)) if is_meant else one


def _wrong(key: str, place: Location, snippet: str, data: Mapping[str, Any]) -> Directive:
    return Directive((), "", None, place, (0, 0), (0, 0), snippet, key, data)


def is_for_the_rest(directive: Directive) -> bool:
    """Return whether a directive holds to the end of the page, and so for findings about the page as a whole."""
    return directive.end == _END
