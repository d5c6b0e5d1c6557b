"""Who is named on a site -> numbers that few pages give against most, and numbers that are not those of the contact page."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from linter.audit.fault import Judged, SiteFault
from linter.audit.sitewide.contradictions import LINE_KINDS, majority

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.audit.sitewide.contradictions import Contradiction, Numbers, Told
    from linter.audit.sitewide.identities import Identity
    from linter.audit.sitewide.pages import SeenPage, Site

CONTRADICTION, CONTACT_PAGE = "contact-contradiction", "contact-page-differs"
_SHOWN = 80


def against_most(site: Site, numbers: Numbers, found: Sequence[Contradiction]) -> Judged:
    """Return the places where somebody has another number than on most pages."""
    shown = site.mentions.shown
    faults = tuple(
        SiteFault(
            one.page,
            CONTRADICTION,
            "differs",
            {
                "name": one.identity.called[:_SHOWN],
                "number": shown(one.number),
                "usual": shown(one.usual),
                "pages": one.pages,
                "of": one.of,
            },
            content=f"{one.identity.subject.name} {one.number}",
            line=one.line,
            shown=f"{one.identity.called[:_SHOWN]} {shown(one.number)}",
        )
        for one in found
    )
    return Judged(CONTRADICTION, faults, _named(site, numbers))


def against_contact_page(site: Site, numbers: Numbers, found: Sequence[Contradiction]) -> Judged:
    """Return the places where somebody has another number than on the site's contact page; what most pages say stands."""
    pages = contact_pages(site.pages)
    if not pages:
        return Judged(CONTACT_PAGE)
    said = {(one.page, one.line) for one in found}
    faults = [
        fault
        for identity in numbers.identities
        for kind in LINE_KINDS
        for fault in _other(site, identity, numbers.told(identity, kind, is_framed=False), pages)
        if (fault.page, fault.line) not in said
    ]
    faults.extend(_of_template(site, numbers, pages))
    faults.sort(key=lambda one: (one.page, one.line, one.content))
    return Judged(CONTACT_PAGE, tuple(faults), _named(site, numbers))


def contact_pages(pages: Sequence[SeenPage]) -> dict[int, SeenPage]:
    """Return the site's contact page, or pages where several lie as near to its root; those of units are further down."""
    found = [one for one in pages if "contact" in one.types]
    least = min((_depth(one.source) for one in found), default=0)
    return {one.number: one for one in found if _depth(one.source) == least}


def _depth(source: str) -> int:
    path = urlsplit(source).path if "//" in source else source.replace("\\", "/")
    return len([part for part in path.split("/") if part])


def _named(site: Site, numbers: Numbers) -> frozenset[int]:
    """Return the pages that name somebody with a number."""
    found = site.mentions.found
    return frozenset(
        page for identity in numbers.identities for given in identity.given if given.phones for page, _ in found[given]
    )


def _other(site: Site, identity: Identity, told: list[Told], pages: dict[int, SeenPage]) -> Iterator[SiteFault]:
    """Yield where one bearer has a number that the contact page does not give, where it gives one."""
    there = [one for one in told if pages.keys() & one.places.keys()]
    if len(there) != 1 or majority(told) not in (None, there[0]):
        return
    at = next(page for page in there[0].places if page in pages)
    for other in told:
        if other is there[0]:
            continue
        for page, (line, phone) in other.places.items():
            yield _fault(site, identity, (page, line), (phone, there[0].places[at][1]), "differs", pages[at])


def _of_template(site: Site, numbers: Numbers, pages: dict[int, SeenPage]) -> Iterator[SiteFault]:
    """Yield where the contact page gives the organisation that the template names no number that the template gives."""
    everything = {
        phone
        for given, places in site.mentions.found.items()
        if not given.is_framed and any(page in pages for page, _ in places)
        for phone in given.phones
    }
    for identity in numbers.identities:
        for kind in LINE_KINDS:
            framed = numbers.told(identity, kind, is_framed=True)
            own = [one for one in numbers.told(identity, kind, is_framed=False) if pages.keys() & one.places.keys()]
            if not framed or not own or any(one.numbers & everything for one in framed):
                continue
            page = next(one for one in own[0].places if one in pages)
            line, phone = own[0].places[page]
            _, other = next(iter(framed[0].places.values()))
            data = {"pages": len(framed[0].places)}
            yield _fault(site, identity, (page, line), (phone, other), "template", pages[page], data)


def _fault(
    site: Site,
    identity: Identity,
    place: tuple[int, int],
    phones: tuple[str, str],
    key: str,
    contact: SeenPage,
    more: dict[str, int] | None = None,
) -> SiteFault:
    here, there = (site.mentions.shown(phone) for phone in phones)
    called = identity.called[:_SHOWN]
    address = {} if more is not None else {"address": contact.source}
    return SiteFault(
        place[0],
        CONTACT_PAGE,
        key,
        {"name": called, "number": here, "usual": there, **address, **(more or {})},
        content=f"{identity.subject.name} {phones[0]}",
        line=place[1],
        shown=f"{called} {here}",
    )
