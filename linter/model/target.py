"""What a run is pointed at: pages by path or address, and hosts by name."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass, field
from fnmatch import fnmatch
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from linter.model.link import Place

if TYPE_CHECKING:
    from collections.abc import Sequence

PORTS = {"http": 80, "https": 443}
SUFFIXES = (".html", ".htm", ".xhtml", ".aspx", ".php", ".mhtml", ".mht")
FIRST_PAGES = ("index.html", "index.htm", "default.aspx", "index.php", "index.xhtml")
"""Files that a server sends for a folder."""


@dataclass(frozen=True, slots=True)
class RecordedAt:
    """The place of an answer in a web archive (WARC): the file, and the byte where its record begins."""

    file: str
    at: int


@dataclass(frozen=True, slots=True)
class Target:
    """One page to examine. `path` stands for it in fingerprints: relative to the configuration's folder.

    `root` is the folder that `/` means in the links of a page from a file: the one that was named, else the page's own.
    """

    name: str
    path: str
    url: str | None = None
    file: str | None = None
    data: bytes | None = None
    root: str | None = None
    is_named: bool = True
    """Whether somebody who may ask inward addresses named it: else its own host is judged as any other."""
    address: str | None = None
    """Where a page that is given as `data` stands or will stand."""
    tree: str | None = None
    """The HTML of the page as a browser had it, scripts done, beside `data` as it was sent."""
    is_tree: bool = False
    """Whether `data` itself is such HTML, and nobody knows what was sent."""
    is_site: bool = False
    """Whether the root is a site's: it was named as such, or it is a folder that was named and has a first page."""
    record: RecordedAt | None = None
    """Where the answer of its address is recorded: it is read there, and not asked for."""
    kept: str | None = None
    """A file for what its address answers: written when that is asked for, read from then on."""
    login: str = field(default="", repr=False)
    """User and password as they stood in the address, for its own origin; they stand in none of the above."""

    @property
    def place(self) -> Place:
        """Where the page stands, for its links."""
        return Place(self.root, self.is_site)


def is_page(name: str, include: Sequence[str]) -> bool:
    """Return whether a file's name is that of a page."""
    return name.lower().endswith(SUFFIXES) or any(fnmatch(name, glob) for glob in include)


def is_address(name: str) -> bool:
    """Return whether an argument is a web address."""
    return name.lower().startswith(("http://", "https://"))


def split_login(address: str) -> tuple[str, str]:
    """Return an address without the user and the password in it, and those as they are written, "" where there are none."""
    scheme, sign, rest = address.partition(":")
    start = len(rest) - len(rest.lstrip("/\\"))  # browsers read either slash, and any number of them
    if not sign or (start < 2 and scheme.strip().lower() not in PORTS):
        return address, ""
    end = next((at for at, char in enumerate(rest) if at >= start and char in "/\\?#"), len(rest))
    login, _, host_and_port = rest[start:end].rpartition("@")
    return f"{scheme}:{rest[:start]}{host_and_port}{rest[end:]}", login


@dataclass(frozen=True, slots=True)
class Host:
    """A host that was named, at one port or (None) at all."""

    name: str
    port: int | None = None

    def fits(self, name: str, port: int) -> bool:
        """Return whether a request goes to this host."""
        return self.name == plain(name) and self.port in (None, port)


def plain(name: str) -> str:
    """Return a host's name as it is compared: lower case, without brackets, scope or final full stop."""
    return name.strip("[]").split("%")[0].rstrip(".").lower()


def host(text: str) -> Host | None:
    """Read `host`, `host:port` or an address; None for what is none of these."""
    if text.count(":") > 1 and is_number(text):
        return Host(plain(text))
    try:
        parts = urlsplit(text if "://" in text else f"//{text}")
        port = parts.port
    except ValueError:
        return None
    if not parts.hostname or re.search(r"[\s@,]", parts.netloc) or (parts.path not in ("", "/") and "://" not in text):
        return None
    return Host(plain(parts.hostname), port or PORTS.get(parts.scheme))


def is_number(text: str) -> bool:
    """Return whether a host is an IP address and no name."""
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True
