"""Two answers of one host -> are they the same page, whatever its address says; an address -> what its words say of it."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from linter import vocabulary
from linter.urls import readable, split

if TYPE_CHECKING:
    from linter.page import Reading

_WORD = re.compile(r"\w+")
_SEGMENT = re.compile(r"[/.?&=;_]+")
_ALIKE = 0.9
_SHELL = 200
"""An application that a script fills shows fewer characters than this without it."""
_WWW = "www."
_FIRST = ("/index.html", "/index.htm", "/index.php", "/default.aspx")


def alike(one: Reading, other: Reading) -> bool:
    """Tell whether two documents are one page: the same title, and nearly the same words as often."""
    if one.title != other.title:
        return False
    first, second = Counter(_WORD.findall(one.text.lower())), Counter(_WORD.findall(other.text.lower()))
    whole = (first | second).total()
    return not whole or (first & second).total() / whole >= _ALIKE


def is_shell(page: Reading) -> bool:
    """Tell whether a document is empty until its scripts have run."""
    return page.has_script and len(page.text) < _SHELL


def is_challenge(page: Reading) -> bool:
    """Tell whether a document asks the reader to prove to be a person."""
    return page.title.lower() in _words("challenges")


def same_site(one: str, other: str) -> bool:
    """Tell whether two hosts are the same, with or without www."""
    return one.removeprefix(_WWW) == other.removeprefix(_WWW)


def same_page(one: str, other: str) -> bool:
    """Tell whether two addresses differ in how they are written only: scheme, www, capitals, a last slash, a first page's name."""
    return _spelt(one) == _spelt(other)


def _spelt(url: str) -> tuple[str, str, str]:
    parts = split(url)
    path = readable(parts.path).lower().rstrip("/")
    for name in _FIRST:
        path = path.removesuffix(name)
    return parts.host.removeprefix(_WWW), path, parts.query


def is_start(url: str) -> bool:
    """Tell whether an address is the first page of its host."""
    path = split(url).path.strip("/").lower()
    return "/" not in path and (not path or path.partition(".")[0] in _words("start_names"))


def is_missing_page(url: str) -> bool:
    """Tell whether an address is that of a host's page for what is not there."""
    return bool(_segments(url) & _words("missing_pages"))


def is_login(url: str) -> bool:
    """Tell whether an address is that of a login."""
    return bool((_segments(url) | {split(url).host.partition(".")[0]}) & _words("login_pages"))


def _segments(url: str) -> set[str]:
    parts = split(url)
    return {segment for segment in _SEGMENT.split(parts.path.lower()) if segment}


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(vocabulary.phrases(vocabulary.load("links")[key]))
