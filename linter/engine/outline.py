"""A page and what it refers to -> its outline, which samples are drawn from."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import unquote

from linter.engine.references import own_address, read_references
from linter.facts import locale
from linter.facts.forms import own_forms
from linter.facts.links.documents import document_format
from linter.facts.page_types import names, parts, signs
from linter.model.outline import Lead, LinkedDocument, PageOutline
from linter.page.urls import FILES, split

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.facts.facts import Facts
    from linter.model.link import Place, Reference

_FRAME = frozenset({"header", "navigation", "footer"})
_MENU = 60
"""Links of the navigation that are kept whatever they are called."""
_LEADS, _DOCUMENTS, _STEPS = 200, 200, 20
_SHOWN = 120


def read_outline(facts: Facts, place: Place) -> PageOutline:
    """Return the outline of a page."""
    page = facts.page
    links = read_references(facts, place, frozenset())
    own = own_address(page.document, place)
    known = dict.fromkeys(one for one in (own, locale.own_address(page)) if one)
    path = _path(facts, own)
    return PageOutline(
        source=page.document.source.name,
        addresses=tuple(known),
        path=path,
        title=(page.title or "")[:_SHOWN],
        heading=signs.heading_of(page),
        signs=tuple(signs.own_signs(facts, path)),
        leads=tuple(islice(_leads(links), _LEADS)),
        steps=tuple(islice(_steps(facts, links), _STEPS)),
        documents=tuple(islice(_documents(links), _DOCUMENTS)),
        layout=parts.layout(page),
        parts=parts.parts(facts),
    )


def _path(facts: Facts, own: str | None) -> str:
    """Return the path on the site: of the address, else of the file below the root."""
    known = locale.path(facts.page)
    if known or own is None:
        return known
    return own.partition("!")[2] if own.startswith(FILES) else split(own).path


def _leads(links: Sequence[Reference]) -> Iterator[Lead]:
    """Yield each address once that is called by the name of a type, or that the navigation leads to; by the frame's link first."""
    found: dict[str, Lead] = {}
    menu = 0
    for link in links:
        if link.kind != "link" or not link.url:
            continue
        is_menu = link.region == "navigation" and menu < _MENU
        lead = Lead(link.url, link.text[:_SHOWN], link.region in _FRAME, is_menu)
        before = found.get(link.url)
        if before is not None and (before.is_framed or not lead.is_framed):
            continue
        if is_menu or names.types_named(link.text):
            menu += is_menu
            found[link.url] = lead
    yield from found.values()


def _steps(facts: Facts, links: Sequence[Reference]) -> Iterator[str]:
    """Yield where the forms of the content are sent, and where a link to a next step beside one leads."""
    places = {facts.page.location(form) for form in own_forms(facts.page)}
    if not places:
        return
    for link in links:
        is_sent = link.kind == "form" and link.location in places
        is_next = link.kind == "link" and link.region not in _FRAME and names.leads_on(link.text)
        if link.url and (is_sent or is_next):
            yield link.url


def _source(url: str) -> str:
    """Return what a document is called in reports: its address, or the path of its file."""
    if not url.startswith(FILES):
        return url
    root, _, path = url.removeprefix(FILES).partition("!")
    return f"{root.rstrip('/')}{unquote(path)}"


def _documents(links: Sequence[Reference]) -> Iterator[LinkedDocument]:
    met: set[str] = set()
    for link in links:
        ending = document_format(link.url) if link.kind == "link" and link.is_own and link.url not in met else None
        if ending is not None:
            met.add(link.url)
            yield LinkedDocument(_source(link.url), ending, link.text[:_SHOWN])
