"""Addresses as they are written -> addresses as browsers read them (the WHATWG URL Standard), through Ada."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote, quote_from_bytes, unquote_to_bytes, urlsplit

import ada_url

from linter.model.target import PORTS

FILES = "root:"
"""Addresses of files are written `root:FOLDER!/path`: the folder that / means, and the path as a browser would ask for it."""
_SCHEME = re.compile(r"\s*([a-zA-Z][a-zA-Z0-9+.-]{0,30}):")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_CANDIDATE = re.compile(r"[ \t\n\f\r,]*([^ \t\n\f\r]+)")
_LETTERS = re.compile(r"(?:%[89a-fA-F][0-9a-fA-F])+")
_SIZES = re.compile(r"(?:[^,(]|\([^)]*\)?)*")
_UTF = frozenset({"utf-8", "utf-16", "utf-16-le", "utf-16-be"})


class Parts(NamedTuple):
    """An absolute http or https address in pieces; `host` is without brackets, `port` always a number."""

    scheme: str
    host: str
    port: int
    path: str
    query: str

    @property
    def origin(self) -> str:
        """Scheme, host and port, the port left out where it is the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        own = PORTS.get(self.scheme) == self.port
        return f"{self.scheme}://{host}" if own else f"{self.scheme}://{host}:{self.port}"


def scheme(written: str) -> str:
    """Return the scheme that an address begins with, in lower case, "" for a relative one."""
    match = _SCHEME.match(written)
    return match[1].lower() if match else ""


def resolve(base: str | None, written: str, encoding: str = "utf-8") -> str | None:
    """Return the address that a browser goes to from a page at `base`, without a login in it; None where it is no address.

    `encoding` is the page's: browsers write a query in it.
    """
    if encoding not in _UTF and not written.isascii():
        written = _query_in(written, encoding)
    try:
        found = ada_url.URL(written, base=base) if base else ada_url.URL(written)
    except ValueError:
        return None
    if found.username or found.password:
        found.username = found.password = ""
    return str(found.href)


def _query_in(written: str, encoding: str) -> str:
    address, sign, fragment = written.partition("#")
    path, mark, query = address.partition("?")
    try:
        query = _NOT_ASCII.sub(lambda match: quote_from_bytes(match[0].encode(encoding, "xmlcharrefreplace")), query)
    except LookupError:
        return written
    return f"{path}{mark}{query}{sign}{fragment}"


@lru_cache(maxsize=8192)
def split(url: str) -> Parts:
    """Return the pieces of an address that `resolve` made."""
    found = urlsplit(url)
    return Parts(
        found.scheme,
        found.hostname or "",
        found.port or PORTS.get(found.scheme, 0),
        found.path,
        found.query,
    )


def candidates(srcset: str) -> list[str]:
    """Return the addresses of a `srcset`, each of which may have sizes behind it (image candidate strings of HTML)."""
    found: list[str] = []
    at = 0
    while match := _CANDIDATE.match(srcset, at):
        at, url = match.end(), match[1]
        plain = url.rstrip(",")
        if plain:
            found.append(plain)
        if plain == url and (sizes := _SIZES.match(srcset, at)):  # up to a comma that stands in no brackets
            at = sizes.end()
    return found


def without_fragment(url: str) -> tuple[str, str]:
    """Return an address and the fragment behind it, as it is written."""
    address, _, fragment = url.partition("#")
    return address, fragment


def readable(url: str) -> str:
    """Return an address with its percent-encoded letters as letters, as an address bar shows it; of a file, its path."""
    if url.startswith(FILES):
        url = url.partition("!")[2]
    return _LETTERS.sub(_as_letters, url) if "%" in url else url


def _as_letters(match: re.Match[str]) -> str:
    """Return letters for their bytes; what is no letter, or cannot be seen, stays as it is written."""
    try:
        text = unquote_to_bytes(match[0]).decode("utf-8")
    except UnicodeDecodeError:
        return match[0]
    return "".join(char if char.isalnum() else quote(char) for char in text)
