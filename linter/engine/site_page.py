"""A page and what it refers to -> what its site sees of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.engine.references import own_address
from linter.facts import locale
from linter.facts.links.documents import document_format
from linter.facts.site import entries, numbers, text
from linter.facts.site import help as site_help
from linter.model.site_page import HelpItem, SitePage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.facts.facts import Facts
    from linter.facts.site.help import Placed
    from linter.model.link import Place, Reference
    from linter.page.page import Page

_LEADING = frozenset({"link", "form", "frame"})
_LINKS, _HELP, _STEPS = 5000, 40, 20
_LONGEST = 2000
"""Characters of an address that leads to a page."""
_UNLISTED = ("noindex", "none")


def read_site_page(facts: Facts, place: Place, links: Sequence[Reference]) -> SitePage:
    """Return what the site sees of a page; `links` are what it refers to."""
    own = own_address(facts.page.document, place)
    addresses = dict.fromkeys(one for one in (own, locale.canonical(facts.page)) if one)
    return SitePage(
        addresses=tuple(addresses),
        links=tuple(dict.fromkeys(_pages(links)))[:_LINKS],
        help=tuple(_help(facts, links)),
        text=text.text_digest(facts),
        is_unlisted=_is_unlisted(facts.page),
        numbers=numbers.written_numbers(facts),
        switchboards=numbers.switchboards(facts),
        asks=entries.asked_fields(facts.page, facts.structure.fields),
        next_steps=tuple(dict.fromkeys(_pages([one for one in links if one.kind == "form"])))[:_STEPS],
    )


def _pages(links: Sequence[Reference]) -> Iterator[str]:
    """Yield the pages of the site that are referred to, whatever refers to them."""
    for one in links:
        if (
            one.url
            and len(one.url) <= _LONGEST
            and one.is_own
            and one.kind in _LEADING
            and document_format(one.url) is None
        ):
            yield one.url


def _help(facts: Facts, links: Sequence[Reference]) -> Iterator[HelpItem]:
    placed = [*_linked(links), *site_help.chats(facts.page), *site_help.details(facts)]
    placed.sort(key=lambda pair: (pair[0].line, pair[0].column))
    yield from (item for _, item in placed[:_HELP])


def _linked(links: Sequence[Reference]) -> Iterator[Placed]:
    for one in links:
        kind = site_help.help_kind(one.text) if one.kind == "link" and one.region in site_help.TEMPLATE else None
        if kind is not None and one.url and len(one.url) <= _LONGEST:
            yield one.location, HelpItem(kind, one.url, one.location.line)


def _is_unlisted(page: Page) -> bool:
    told = (meta.get("content", "").lower() for meta in page.metas if meta.get("name", "").lower() == "robots")
    header = " ".join(
        value.lower() for name, value in page.document.source.headers.items() if name.lower() == "x-robots-tag"
    )
    return any(word in text.replace(",", " ").split() for text in (*told, header) for word in _UNLISTED)
