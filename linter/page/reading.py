"""A document in short, read without laying it out: for comparing it with another and for finding a place in it."""

from __future__ import annotations

from typing import NamedTuple

import turbohtml

from linter.page.text import clean

_SCRIPT_TYPES = frozenset(
    ["", "module", "text/javascript", "application/javascript", "application/x-javascript", "text/ecmascript"]
)


class Reading(NamedTuple):
    """A document in short, for comparing it with another and for finding a place in it."""

    title: str
    heading: str
    text: str
    ids: frozenset[str]
    has_script: bool
    asks_for_password: bool


def reading(html: str) -> Reading:
    """Read a document without laying it out."""
    tree = turbohtml.parse(html, scripting=False)
    title, heading, body = (tree.select_one(tag) for tag in ("title", "h1", "body"))
    return Reading(
        clean(title.text) if title is not None else "",
        clean(heading.to_text()) if heading is not None else "",
        clean(body.to_text()) if body is not None else "",
        _ids(tree),
        has_script(tree),
        tree.select_one('input[type="password" i]') is not None,
    )


def _ids(tree: turbohtml.Document) -> frozenset[str]:
    """Return every `id`, and every `name` of an `a`."""
    nodes = tree.select("[id], a[name]")
    return frozenset(str(n.attrs.get(key)) for n in nodes for key in ("id", "name") if n.attrs.get(key))


def has_script(tree: turbohtml.Document) -> bool:
    """Return whether a document runs scripts."""
    return any(
        str(node.attrs.get("type") or "").strip().lower() in _SCRIPT_TYPES
        and (node.attrs.get("src") or node.text.strip())
        for node in tree.select("script")
    )
