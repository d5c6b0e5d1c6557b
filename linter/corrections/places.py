"""A finding and the source -> the edit at its place: an address of a link, an element that hides an e-mail address, a text."""

from __future__ import annotations

import html
import re
from functools import cache
from typing import TYPE_CHECKING

from linter.corrections.addresses import meant_address
from linter.corrections.tags import content, element_end, quoted, tag_at
from linter.data import vocabulary
from linter.model.correction import Edit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from linter.corrections.tags import Tag
    from linter.model.finding import Finding

_LINKS = ("href", "src")
_WORDS = re.compile(r"[^\W\d_]{2}")
_LIKE_ADDRESS = re.compile(r"[@\[(]|\.\w")
_MARKUP = re.compile(r"<[^>]{0,2000}>")
_SCRIPT = re.compile(
    r"\s{0,200}<script\b[^>]{0,500}>([^<]{0,5000}(?:<(?!/script)[^<]{0,5000}){0,200})</script\s{0,20}>", re.IGNORECASE
)
_INSIDE = 400
"""Characters of an element that is replaced as a whole, at most: a longer one holds more than an address."""
_TURNED = ("reversed",)
"""Ways to write an address that leave no text to put it in place of: the element is replaced."""
_BEFORE = re.compile(r"[\s>(\[\"'“”:,;/|]?$")
_AFTER = re.compile(r"[.,;:!?]?(?:[\s<)\]\"'”|]|&nbsp;|$)")
"""What an address in text begins and ends at: next to other signs it may be a part of what a script takes apart."""


def edit_of(text: str, offset: int, finding: Finding, dates: Sequence[Mapping[str, object]]) -> Edit | None:
    """Return the edit that mends a finding whose place is at an offset; None where what is meant is not certain."""
    tag = tag_at(text, offset)
    if finding.rule == "email-needs-javascript" or finding.data.get("technique") in _TURNED:
        return _plain_letter(text, tag, str(finding.data.get("address") or ""))
    if finding.rule == "email-obfuscated":
        return _plain_text(text, offset, finding)
    if finding.rule == "updated-date-ambiguous":
        return _date(text, offset, tag, finding, dates)
    return _address(tag, finding) if tag is not None else None


def _address(tag: Tag, finding: Finding) -> Edit | None:
    for name in _LINKS:
        written = tag.attributes.get(name)
        meant = meant_address(finding, written.value) if written is not None else None
        if written is not None and meant is not None and meant != written.value and written.end > written.start:
            return Edit(written.start, written.end, quoted(meant))
    return None


def _plain_letter(text: str, tag: Tag | None, address: str) -> Edit | None:
    """Put a plain link to a letter in place of an element that hides the address."""
    if tag is None or not address or tag.name not in ("a", "span", "button"):
        return None
    end = element_end(text, tag)
    if end is None or end - tag.end > _INSIDE:
        return None
    inside = content(text, tag, end)
    if not inside.strip():
        return None  # nobody sees it now: what it would show may stand beside it
    words = inside if tag.name == "a" and _may_stay(inside, address) else html.escape(address, quote=False)
    return Edit(tag.start, _end_of_script(text, end, tag), f"<a href={quoted(f'mailto:{address}')}>{words}</a>")


def _may_stay(inside: str, address: str) -> bool:
    """Return whether what a link says stays right once the link is plain: the address itself, or other words."""
    if "<script" in inside.lower():
        return False
    shown = " ".join(html.unescape(_MARKUP.sub("", inside)).split()).lower()
    if address.lower() in shown:
        return True
    return bool(_WORDS.search(shown)) and not _LIKE_ADDRESS.search(shown) and not _speaks_of_protection().search(shown)


@cache
def _speaks_of_protection() -> re.Pattern[str]:
    known = vocabulary.load("email")
    return re.compile(vocabulary.any_of([*known["protected"], *known["needs_script"]]))


def _end_of_script(text: str, end: int, tag: Tag) -> int:
    """Return where the script ends that follows an element and fills it by its id, else where the element ends."""
    found = _SCRIPT.match(text, end)
    name = tag.value("id")
    return found.end() if found is not None and name and name in found[1] else end


def _plain_text(text: str, offset: int, finding: Finding) -> Edit | None:
    """Put a plain link to a letter in place of an address that is written around the @, where it stands in text as it is told."""
    written, address = str(finding.data.get("text") or ""), str(finding.data.get("address") or "")
    start = text.find(written, offset, offset + len(written) + _INSIDE) if written else -1
    if start < 0 or not address or finding.message_key != "known":
        return None
    end = start + len(written)
    if not _BEFORE.match(text[max(0, start - 1) : start]) or not _AFTER.match(text, end) or _is_in_link(text, start):
        return None
    return Edit(start, end, f"<a href={quoted(f'mailto:{address}')}>{html.escape(address, quote=False)}</a>")


def _is_in_link(text: str, offset: int) -> bool:
    """Return whether a place stands inside a link, or inside a tag."""
    before = text[max(0, offset - 20_000) : offset].lower()
    opened = max(before.rfind("<a "), before.rfind("<a\n"), before.rfind("<a>"))
    return opened > before.rfind("</a") or before.rfind("<") > before.rfind(">")


def _date(
    text: str, offset: int, tag: Tag | None, finding: Finding, dates: Sequence[Mapping[str, object]]
) -> Edit | None:
    """Say in `time` which of two days is meant, where the page itself tells a program so."""
    told = {str(one["value"])[:10] for one in dates if one["origin"] not in ("text", "http")}
    fitting = [day for day in (str(finding.data.get("first")), str(finding.data.get("second"))) if day in told]
    value = str(finding.data.get("value") or "")
    start = text.find(value, tag.end if tag is not None else offset, offset + _INSIDE) if value else -1
    if len(fitting) != 1 or start < 0 or _is_in_link(text, start):
        return None
    return Edit(start, start + len(value), f'<time datetime="{fitting[0]}">{fitting[0]}</time>')
