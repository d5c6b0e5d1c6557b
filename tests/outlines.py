"""Outlines of pages for tests of samples: of a page's source, and of pages that are made up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.engine.outline import read_outline
from linter.engine.references import read_references
from linter.facts.facts import Facts
from linter.model.link import Place
from linter.page.page import Page
from linter.page.source import Source, decode

if TYPE_CHECKING:
    from linter.model.outline import PageOutline

SITE = "https://www.granvik.test"


def outline(path: str, body: str, title: str = "Granviks kommun", language: str = "sv") -> PageOutline:
    """Return the outline of the page at a path, with this content."""
    html = f'<!doctype html><html lang="{language}"><head><title>{title}</title></head><body>{body}</body></html>'
    url = f"{SITE}{path}"
    facts = Facts(Page(decode(Source(url, html.encode(), url=url))))
    return read_outline(facts, Place(), read_references(facts, Place(), frozenset()))


def headed(path: str, heading: str, language: str = "sv") -> PageOutline:
    """Return the outline of a page that has nothing but a heading and a line of text."""
    return outline(path, f"<main><h1>{heading}</h1><p>En rad text.</p></main>", f"{heading} - Granvik", language)
