"""An address of a site -> the address to ask, or why it is kept out: it leads without end, or to what was seen already."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote_plus, urlsplit, urlunsplit

from linter.data.crawl import crawl_words

if TYPE_CHECKING:
    from collections.abc import Sequence

Trap = Literal["print", "calendar", "part", "facets", "endless"]
_DATE = re.compile(
    r"(?:19|20)\d\d(?:-(?:0?[1-9]|1[0-2])(?:-(?:0?[1-9]|[12]\d|3[01]))?|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))"
    r"(?:[T ][\d:.+Z-]{0,30})?"
)
_TOKEN = re.compile(r"[A-Za-z0-9_.-]{16,400}")
_DATED_END = re.compile(
    r"(?P<before>/(?:[^/]{0,400}/){0,20}?)(?:19|20)\d\d[/-](?:0?[1-9]|1[0-2])(?:[/-](?:0?[1-9]|[12]\d|3[01]))?/?\Z"
)
_PARAMETER = re.compile(r";([^/?#;=]{1,40})=([^/?#;]{0,400})")
_LONGEST, _DEEPEST, _REPEATS, _KEYS = 2_000, 20, 3, 4
"""Characters of an address, folders in it, times that one folder may stand in it, keys of a query beyond which it is a filter."""


@dataclass(frozen=True, slots=True)
class Query:
    """The keys and values of an address, in its order, decoded for judging and as they are written."""

    pairs: tuple[tuple[str, str], ...]
    written: tuple[str, ...]

    @classmethod
    def of(cls, query: str) -> Query:
        """Read the query of an address."""
        written = tuple(piece for piece in query.split("&") if piece)
        halves = (piece.partition("=") for piece in written)
        return cls(tuple((unquote_plus(key).strip().lower(), unquote_plus(value)) for key, _, value in halves), written)


def without_visit(url: str) -> str:
    """Return an address without what names a visit and not a page."""
    if "?" not in url and ";" not in url:
        return url
    parts = urlsplit(url)
    query = Query.of(parts.query)
    kept = [
        piece for (key, value), piece in zip(query.pairs, query.written, strict=True) if not _names_visit(key, value)
    ]
    path = _PARAMETER.sub(lambda one: "" if _names_visit(one[1].lower(), one[2]) else one[0], parts.path)
    if path == parts.path and len(kept) == len(query.written):
        return url
    return urlunsplit((parts.scheme, parts.netloc, path, "&".join(kept), ""))


def _names_visit(key: str, value: str) -> bool:
    words = crawl_words()
    return words.visit.fullmatch(key) is not None or (key in words.token and _TOKEN.fullmatch(value) is not None)


class Traps:
    """Judges the addresses of one crawl in the order in which they are met, so that the same ones are kept out each time."""

    def __init__(self) -> None:
        self._words = crawl_words()
        self._met: Counter[tuple[str, ...]] = Counter()

    def trap(self, url: str, *, is_listed: bool = False) -> Trap | None:
        """Return why an address is kept out; one that a sitemap lists is there on purpose, and is kept out of nothing endless."""
        parts = urlsplit(url)
        segments = [one for one in parts.path.split("/") if one]
        query = Query.of(parts.query)
        if self._is_print(segments, query):
            return "print"
        if is_listed:
            return None
        if len(url) > _LONGEST or _is_endless(segments):
            return "endless"
        kind, shape = self._shape(parts.path, query)
        if kind is None:
            return None
        key = (kind, parts.netloc, *shape)
        self._met[key] += 1
        return kind if self._met[key] > self._words.budgets[kind] else None

    def _is_print(self, segments: Sequence[str], query: Query) -> bool:
        words = self._words
        if segments and segments[-1].lower() in words.print_words and len(segments) > 1:
            return True
        return any(
            (key in words.print_words and value.lower() not in words.refusals)
            or (key in words.print_looks and value.lower() in words.print_words)
            for key, value in query.pairs
        )

    def _shape(self, path: str, query: Query) -> tuple[Literal["calendar", "part", "facets"] | None, tuple[str, ...]]:
        """Return in what an address differs from others of its kind, and what is the same in all of these."""
        words = self._words
        days = {key for key, value in query.pairs if key in words.calendar or _DATE.fullmatch(value)}
        others = tuple(key for key, _ in query.pairs if key not in days)
        if days:
            return "calendar", (path, *others)
        if len(query.pairs) >= _KEYS or any(key in words.order for key in others):
            return "facets", (path,)
        rest = tuple(f"{key}={value}" for key, value in query.pairs if not (key in words.part and value.isdecimal()))
        if len(rest) < len(query.pairs):
            return "part", (path, *rest)
        dated = _DATED_END.fullmatch(path)
        return ("calendar", (dated["before"],)) if dated is not None else (None, ())


def _is_endless(segments: Sequence[str]) -> bool:
    """Return whether a path goes round in circles, as relative links do that are wrong."""
    return len(segments) > _DEEPEST or any(number >= _REPEATS for number in Counter(segments).values())
