"""What sends a reader on without a click: `meta http-equiv=refresh`, and the header of that name, as browsers read them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import turbohtml

from linter.model.target import split_login
from linter.page.urls import resolve, scheme, without_fragment

if TYPE_CHECKING:
    from linter.page.source import Document

_REFRESH = re.compile(
    r"\s{0,100}(?=[\d.])(?P<seconds>\d{0,9})[\d.]{0,100}(?:\s{0,100}[;,]|\s)\s{0,100}"
    r"(?:url\s{0,100}=\s{0,100})?(?P<quote>['\"]?)(?P<address>.{1,4000})",
    re.IGNORECASE | re.DOTALL,
)
"""The shared declarative refresh steps of the HTML Standard; without an address the page only loads itself anew."""
_META = 'meta[http-equiv="refresh" i][content]'


class Refresh(NamedTuple):
    """After how many seconds a reader is sent on, and where to, as it is written."""

    seconds: int
    address: str


def read_refresh(text: str) -> Refresh | None:
    """Read the value of a refresh; None where it names no address."""
    match = _REFRESH.match(text)
    if match is None:
        return None
    address = match["address"].partition(match["quote"])[0] if match["quote"] else match["address"]
    return Refresh(int(match["seconds"] or 0), address.strip()) if address.strip() else None


def document_forwards_to(document: Document) -> str | None:
    """Return where a document that was not parsed yet sends its readers at once, None where it stays."""
    if "refresh" not in document.text.lower():
        return None
    return forwarding(turbohtml.parse(document.text, scripting=False), document)


def forwarding(tree: turbohtml.Document, document: Document) -> str | None:
    """Return where a document sends its readers at once, None where it stays.

    Without an address of its own, what it sends them to may be relative. In `noscript` it is for few readers only.
    """
    apart = set(tree.select("noscript meta, template meta"))
    found = (read_refresh(str(node.attrs["content"])) for node in tree.select(_META) if node not in apart)
    first = next((one for one in found if one is not None), None)
    if first is None or first.seconds:
        return None
    url, base = document.url, tree.select_one("base[href]")
    under = resolve(url, str(base.attrs["href"])) if base is not None else None
    return forwarded(first, under or url, url, document.encoding)


def forwarded(refresh: Refresh, base: str | None, url: str | None, encoding: str = "utf-8") -> str | None:
    """Return the web address that a refresh leads to from a page at `url`; None for a place in the page, and for no address."""
    target = resolve(base, refresh.address, encoding)
    if target is None:
        is_relative = base is None and not scheme(refresh.address) and not refresh.address.startswith("#")
        return _without_login(refresh.address) if is_relative else None
    if scheme(target) not in ("http", "https"):
        return None
    address, fragment = without_fragment(target)
    return None if fragment and url is not None and address == without_fragment(url)[0] else target


def _without_login(relative: str) -> str:
    return split_login(f"http:{relative}")[0].removeprefix("http:") if relative.startswith("//") else relative
