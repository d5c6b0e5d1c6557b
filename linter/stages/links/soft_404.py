"""Two answers of one host -> are they the same page, whatever its address says; an address -> what its words say of it."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from linter.data import vocabulary
from linter.model.target import FIRST_PAGES
from linter.page.urls import readable, split

if TYPE_CHECKING:
    from linter.page.reading import Reading

_WORD = re.compile(r"\w+")
_SESSION = re.compile(
    r"[;?&](?:(?:jsessionid|phpsessid|aspsessionid\w*|cookiecheck)=|(?:sessionid|session|sid)=[\w-]{8})", re.IGNORECASE
)
_SEGMENT = re.compile(r"[/.?&=;_]+")
_OTHER_WORDS, _SHARE = 30, 0.1
"""How many words, and what share of all, only one of two answers may have."""
_WWW = "www."


def alike(one: Reading, other: Reading) -> bool:
    """Return whether two documents are one page: the same title and heading, and but few words that only one has."""
    if (one.title, one.heading) != (other.title, other.heading):
        return False
    if says_missing(one) and says_missing(other):
        return True
    first, second = Counter(_WORD.findall(one.text.lower())), Counter(_WORD.findall(other.text.lower()))
    own = max((first - second).total(), (second - first).total())
    return own <= min(_OTHER_WORDS, _SHARE * max(first.total(), second.total()))


def says_missing(page: Reading) -> bool:
    """Return whether a document says that there is no such page."""
    said = f"{page.title} {page.heading} {page.text}".lower()
    return any(words in said for words in _words("missing_words"))


def is_challenge(page: Reading) -> bool:
    """Return whether a document asks the reader to prove to be a person."""
    return page.title.lower() in _words("challenges")


def same_site(one: str, other: str) -> bool:
    """Return whether two hosts are the same, with or without www."""
    return one.removeprefix(_WWW) == other.removeprefix(_WWW)


def same_page(one: str, other: str) -> bool:
    """Return whether two addresses differ in how they are written only: scheme, www, capitals, a last slash, a first page's name."""
    return _spelt(one) == _spelt(other)


def _spelt(url: str) -> tuple[str, str, str]:
    parts = split(url)
    path = readable(parts.path).lower().rstrip("/")
    for name in FIRST_PAGES:
        path = path.removesuffix(f"/{name}")
    return parts.host.removeprefix(_WWW), path, parts.query


def is_start(url: str) -> bool:
    """Return whether an address is the first page of its host."""
    path = split(url).path.strip("/").lower()
    return not path or all(part.partition(".")[0] in _words("start_names") for part in path.split("/"))


def is_front(url: str) -> bool:
    """Return whether an address is the first page of its host, and not that of another language."""
    return is_start(url) and not set(split(url).path.strip("/").lower().split("/")) & _words("languages")


def is_missing_page(url: str) -> bool:
    """Return whether an address is that of a host's page for what is not there."""
    names = [part.partition(".")[0] for part in split(url).path.strip("/").lower().split("/")]
    is_number = "404" in (names[0], *(name for before, name in pairwise(names) if before in _words("error_folders")))
    return is_number or bool({*names} & _words("missing_pages"))


def is_login(url: str) -> bool:
    """Return whether an address is that of a login."""
    return bool((_segments(url) | {split(url).host.partition(".")[0]}) & _words("login_pages"))


def is_logout(url: str) -> bool:
    """Return whether asking for an address may end a session."""
    return bool(_segments(url) & _words("logout_pages"))


def has_session(url: str) -> bool:
    """Return whether an address names one visit, and is no address to keep."""
    return _SESSION.search(url) is not None


def _segments(url: str) -> set[str]:
    parts = split(url)
    return {segment for segment in _SEGMENT.split(parts.path.lower()) if segment}


def _words(key: str) -> frozenset[str]:
    return vocabulary.words("links", key)
