"""A page's source and its findings -> the same page with numbered marks, fit for a frame in which nothing runs."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from linter.page.positions import Positions

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from linter.model.finding import Finding
    from linter.report.words.words import Words

_START = re.compile(r"""<([A-Za-z][^\s/>]{0,60})(?:[^>"']|"[^"]{0,20000}"|'[^']{0,20000}'){0,20000}>""")
_LEADS_AWAY = re.compile(r"<(?:a|area|form|base)\b[^<>]{1,8000}", re.IGNORECASE)
_AWAY = re.compile(r"(?<=[\s/\"'])(href|target|action)(?=\s{0,9}=)", re.IGNORECASE)
_REFRESH = re.compile(r"http-equiv(?=\s{0,9}=\s{0,9}[\"']?\s{0,9}(?:refresh|content-security-policy))", re.IGNORECASE)
_HEAD = re.compile(r"<head(?:\s[^>]{0,4000})?>", re.IGNORECASE)
_DOCTYPE = re.compile(r"\A\s{0,99}(?:<!--.{0,4000}?-->\s{0,99}){0,9}<!doctype[^>]{0,400}>", re.IGNORECASE | re.DOTALL)
_WHOLE = frozenset({"html", "head", "body", "main", "title", "meta", "link", "base", "script", "style"})
"""Elements that mean the whole page, or that nobody sees."""
_HOLDS = frozenset(
    {"p", "li", "td", "th", "dt", "dd", "div", "section", "article", "address", "h1", "h2", "h3", "h4", "h5", "h6"}
)
"""Elements whose mark stands inside them; that of another one stands before it."""
_ROWS = frozenset(
    {"table", "thead", "tbody", "tfoot", "tr", "col", "colgroup", "option", "optgroup", "select", "dl", "ul", "ol"}
)
"""Elements that no mark may stand before or in without the page being taken apart."""
_STYLE = (
    "<style>a[data-kommunlint]{all:initial!important;display:inline-block!important;min-width:1.5em!important;padding:0 .3em!important;"
    "margin:0 .2em!important;border-radius:1em!important;background:#8a1020!important;color:#fff!important;"
    "font:bold 16px/1.5 sans-serif!important;text-align:center!important;cursor:pointer!important;position:relative!important;"
    "z-index:2147483647!important}a[data-kommunlint]:focus{outline:3px solid #fff!important;"
    "box-shadow:0 0 0 6px #0b57a4!important}</style>"
)
"""How marks look, whatever the page's own styles say; the one that is focused has a ring that shows on any ground."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A page to be shown, and which mark (1, 2, …) belongs to which finding, by its place in the list."""

    html: str
    numbers: Mapping[int, int]


def preview(text: str, findings: Sequence[Finding], url: str | None, words: Words) -> Preview:
    """Return the page with a mark for every place where something is open; `url` is what its addresses are relative to."""
    places = _places(text, findings)
    order = {offset: number for number, offset in enumerate(sorted(places), 1)}
    parts, at = [], 0
    for offset, number in order.items():
        parts += [text[at:offset], _mark(number, words)]
        at = offset
    parts.append(text[at:])
    numbers = {position: order[offset] for offset, held in places.items() for position in held}
    return Preview(_framed(_tamed(parts), url), numbers)


def _places(text: str, findings: Sequence[Finding]) -> dict[int, list[int]]:
    """Return the offsets at which marks go, each with the findings that it stands for."""
    lines = Positions(text)
    found: dict[int, list[int]] = {}
    for position, one in enumerate(findings):
        if not one.is_open:
            continue
        start = lines.offset(one.location.line, one.location.column)
        tag = _START.match(text, start)
        name = tag[1].lower() if tag else ""
        if name in _WHOLE or name in _ROWS or (tag is None and not _is_text(text, start)):
            continue
        if tag is None:
            found.setdefault(start, []).append(position)
            continue
        found.setdefault(tag.end() if name in _HOLDS else start, []).append(position)
    return found


def _is_text(text: str, offset: int) -> bool:
    """Return whether an offset stands in the text of the page's body, and in no tag or comment."""
    before = text.rfind("<", 0, offset)
    return before >= 0 and text.rfind(">", before, offset) >= 0 and not text.startswith("<!--", before)


def _mark(number: int, words: Words) -> str:
    named = html.escape(words("web_remark", number=number))
    return f'<a id="kommunlint-{number}" data-kommunlint="{number}" tabindex="0" role="link" aria-label="{named}">{number}</a>'


def _tamed(parts: Iterable[str]) -> str:
    """Return the text without what would lead out of the frame or change what it may do."""
    tamed = _LEADS_AWAY.sub(lambda tag: _AWAY.sub(r"data-\1", tag[0]), "".join(parts))
    return _REFRESH.sub("data-http-equiv", tamed)


def _framed(text: str, url: str | None) -> str:
    base = f'<base href="{html.escape(url)}">' if url else ""
    head = _HEAD.search(text, 0, 20_000) or _DOCTYPE.match(text)
    at = head.end() if head else 0
    return f"{text[:at]}{base}{_STYLE}{text[at:]}"
