"""Page reports -> how formats that belong to a checkout name their pages: relative to the working directory."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from linter.model import PageReport

_KEPT = "/~!$&'()*+,;=:@-._"


def is_web(page: PageReport) -> bool:
    """Tell whether the page came from a web address."""
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
        return quote(where, safe=_KEPT + "%?#[]", errors="replace")
    escaped = quote(where, safe=_KEPT.replace(":", ""), errors="replace")
    return f"file://{escaped}" if escaped.startswith("/") else escaped
