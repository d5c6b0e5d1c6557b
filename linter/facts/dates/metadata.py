"""Page -> the dates that are there for machines: `meta`, JSON-LD, microdata and RDFa, HTTP."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from linter.facts.dates import grammar
from linter.model.local_time import day_in_sweden
from linter.page.source import header

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.page.page import Page

_NAMES = {
    "article:modified_time": "updated",
    "og:updated_time": "updated",
    "og:article:modified_time": "updated",
    "dc.date.modified": "updated",
    "dc.modified": "updated",
    "dcterms.modified": "updated",
    "dcterms:modified": "updated",
    "dcterms.date.modified": "updated",
    "moddate": "updated",
    "last-modified": "updated",
    "lastmodified": "updated",
    "last_modified": "updated",
    "modified": "updated",
    "revised": "updated",
    "datemodified": "updated",
    "article:published_time": "published",
    "og:article:published_time": "published",
    "dc.date": "published",
    "dc.date.created": "published",
    "dc.date.issued": "published",
    "dc.date.available": "published",
    "dcterms.issued": "published",
    "dcterms.created": "published",
    "dcterms.date": "published",
    "dcterms:issued": "published",
    "dcterms:created": "published",
    "dcterms.available": "published",
    "pubdate": "published",
    "publishdate": "published",
    "publish_date": "published",
    "date": "published",
    "datepublished": "published",
    "created": "published",
}
"""The names of `meta` elements that hold a date, in lower case."""

_UNTOLD = frozenset({"date", "dc.date", "dcterms.date"})
"""Names that do not say which day of the page they give: that of any change as well as that of the publication."""

_SHARED = frozenset(name for name in _NAMES if name.startswith(("og:", "article:")))
_SECONDS = re.compile(r"(1[0-8]\d{8}|[89]\d{8})(?:\d{3})?")
"""Seconds since 1970, from 1995 to 2030, after which as many figures begin like a year and a month; with or without milliseconds."""

_PROPERTIES = {
    "datemodified": "updated",
    "datepublished": "published",
    "datecreated": "published",
    "lastreviewed": "reviewed",
}
"""schema.org properties of a page."""

_THINGS = frozenset(
    [
        "webpage",
        "article",
        "newsarticle",
        "blogposting",
        "faqpage",
        "aboutpage",
        "contactpage",
        "itempage",
        "medicalwebpage",
        "report",
        "techarticle",
        "collectionpage",
        "governmentservice",
        "creativework",
        "qapage",
    ],
)
"""schema.org types that are the page; a date of an event or a document on it is not."""

_MAX_DEPTH = 12
_EXPRESSIONS = ("{{", "{%", "<?", "<%")
"""How what a template language fills in begins."""


@dataclass(frozen=True, slots=True)
class MachineDate:
    """A date for machines.

    `seen` tells that a reader sees it: the same element's text, or the day written out elsewhere.
    `told` tells that its name says which day it is: one of an unknown kind contradicts nothing.
    """

    kind: str
    value: str
    text: str
    origin: str
    line: int | None
    seen: bool = False
    told: bool = True


def machine_dates(page: Page) -> Iterator[MachineDate]:
    """Yield the dates for machines, in the order meta, JSON-LD, microdata, HTTP."""
    for meta in page.metas:
        name = (meta.get("property") or meta.get("name") or meta.get("http-equiv") or "").strip().lower()
        kind = _NAMES.get(name)
        value = _day(name, meta.get("content", "")) if kind else None
        if kind and value:
            yield MachineDate(kind, value, meta["content"], "meta", None, told=name not in _UNTOLD)
    for script in page.json_ld:
        yield from _json_ld(script)
    yield from _microdata(page)
    stated = header(page.document.source.headers, "last-modified")
    value = grammar.machine_day(stated) if stated else None
    if stated and value:
        yield MachineDate("updated", value, stated, "http", None)


def _day(name: str, text: str) -> str | None:
    """Return the day of a `meta` element's date, which names of Open Graph may give as a number of seconds or milliseconds too."""
    number = _SECONDS.fullmatch(text.strip()) if name in _SHARED else None
    if number is None:
        return grammar.machine_day(text)
    return day_in_sweden(datetime.fromtimestamp(int(number[1]), tz=UTC).isoformat())


def is_awaited(page: Page) -> bool:
    """Return whether a `meta` element for a date holds what a program has yet to fill in."""
    return any(
        (meta.get("property") or meta.get("name") or "").strip().lower() in _NAMES
        and any(sign in meta.get("content", "") for sign in _EXPRESSIONS)
        for meta in page.metas
    )


def _json_ld(script: str) -> Iterator[MachineDate]:
    try:
        tree = json.loads(script)
    except (ValueError, RecursionError):
        return
    for thing in _things(tree, 0):
        for key, raw in thing.items():
            kind = _PROPERTIES.get(key.lower())
            value = grammar.machine_day(raw) if kind and isinstance(raw, str) else None
            if kind and value and key.lower() != "datecreated":
                yield MachineDate(kind, value, raw, "json-ld", None)


def _things(tree: Any, depth: int) -> Iterator[dict[str, Any]]:  # noqa: ANN401  JSON
    """Yield the objects that are the page: at the top, in `@graph`, in `mainEntityOfPage`."""
    if depth > _MAX_DEPTH:
        return
    if isinstance(tree, list):
        for branch in tree:
            yield from _things(branch, depth + 1)
    elif isinstance(tree, dict):
        types = tree.get("@type", "WebPage")
        names = {str(t).rsplit("/", 1)[-1].lower() for t in (types if isinstance(types, list) else [types])}
        if names & _THINGS:
            yield tree
        for key in ("@graph", "mainEntityOfPage", "mainEntity"):
            if isinstance(tree.get(key), (dict, list)):
                yield from _things(tree[key], depth + 1)


def _microdata(page: Page) -> Iterator[MachineDate]:
    for node in page.tree.select("[itemprop], [property]"):
        attrs = node.attrs
        names = f"{attrs.get('itemprop') or ''} {attrs.get('property') or ''}".split()
        kind = next((k for n in names if (k := _PROPERTIES.get(n.rsplit(":", 1)[-1].lower()))), None)
        if kind is None or (node.tag == "meta" and not attrs.get("itemprop")):
            continue
        element = page.element(node)
        if element is not None and _belongs_elsewhere(element):
            continue
        raw = str(attrs.get("content") or attrs.get("datetime") or (element.text if element else ""))
        value = grammar.machine_day(raw)
        if value:
            line = page.location(element).line if element else None
            yield MachineDate(kind, value, raw, "microdata", line, seen=bool(element and element.text))


def _belongs_elsewhere(element: Any) -> bool:  # noqa: ANN401  an Element
    """Return whether the nearest thing that the date is a property of is not the page (an event, an item of a list)."""
    for ancestor in element.ancestors():
        if ancestor.tag == "li" and ancestor.inside("a", "h2", "h3", "h4"):
            return True
        kind = ancestor.get("itemtype") or ancestor.get("typeof")
        if kind:
            return kind.rsplit("/", 1)[-1].rsplit(":", 1)[-1].lower() not in _THINGS
    return False
