"""Page reports -> how formats that belong to a checkout name their pages: relative to the working directory."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from linter.model.report import PageReport

_KEPT = "/~!$&'()*+,;=:@-._"
_HOST = re.compile(r"https?://[^/?#]*", re.IGNORECASE)
_LONE = re.compile(r"%(?![0-9A-Fa-f]{2})")
"""A sign of per cent that escapes nothing."""


def is_web(page: PageReport) -> bool:
    """Return whether the page came from a web address."""
    return page.path.lower().startswith(("http://", "https://"))


def path(page: PageReport) -> str:
    """Return a file's path relative to the working directory where it lies below it, a web address as it is."""
    if is_web(page):
        return page.path
    near = os.path.relpath(page.source).replace(os.sep, "/")
    return near if not near.startswith("..") else page.path


def uri(page: PageReport) -> str:
    """Return the path as a URI reference (RFC 3986), for SARIF and EARL."""
    where = path(page)
    if is_web(page):
        return address_uri(where)
    escaped = quote(where, safe=_KEPT.replace(":", ""), errors="replace")
    return f"file://{escaped}" if escaped.startswith("/") else escaped


def address_uri(address: str) -> str:
    """Return a web address as a URI (RFC 3986), whatever it is written with."""
    host = _HOST.match(address)
    begin = host[0] if host is not None else ""
    rest, sign, fragment = _LONE.sub("%25", address[len(begin) :]).partition("#")
    parts = ((begin, "%[]"), (rest, "%?"), (sign, "#"), (fragment, "%?"))
    return "".join(quote(text, safe=_KEPT + kept, errors="replace") for text, kept in parts)
