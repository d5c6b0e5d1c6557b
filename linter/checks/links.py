"""Checks of links that need no network: what they are called, what they open, and places on their own page."""

from __future__ import annotations

import ipaddress
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from linter.data import vocabulary
from linter.facts.links import addresses, documents, names, numbers, schemeless, targets, windows
from linter.facts.links.surroundings import has_context
from linter.rules.fault import Fault
from linter.stages.http.hosts import is_public

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.facts.facts import Facts
    from linter.model.finding import Outcome
    from linter.page.dom import Element
    from linter.rules.fault import Context

_WEB = re.compile(r"\s*(?:https?:)?//", re.IGNORECASE)
_SHORT = 20
"""Addresses that lead nowhere are shorter."""
_WORD = re.compile(r"[^\W\d_]{2,40}")
_PLAIN = re.compile(r"\s*(?:https?:/{0,2}|https?://https?:?/{0,2}|about:blank)\s*", re.IGNORECASE)


def link_empty(facts: Facts, _context: Context) -> Iterator[Fault]:
    """A link that a screen reader cannot name, or that names nowhere to go."""
    page = facts.page
    parts = page.layout.part_text
    for element, href in page.links:
        begins_with_text = element.p1 > element.p0 and names.has_words(parts[element.p0])
        if len(href) > _SHORT and begins_with_text:
            continue  # nearly all links
        if not element.has("href"):
            continue
        leads_nowhere = not href.strip() or _PLAIN.fullmatch(href) is not None
        shown = _shown(element) if leads_nowhere else ""
        if shown:
            if (
                id(element) not in facts.map_elements
                and not targets.is_control(element)
                and not names.is_unseen(element)
            ):
                has_hook = targets.has_name_for_scripts(element) or targets.heads_menu(element)
                outcome = _unless_by_script(facts, can_be_found=has_hook)
                content, data = f"{href} {shown}", {"text": shown}
                yield Fault("no_target", page.location(element), element, content, data, outcome)
        elif not begins_with_text and names.is_nameless(element) and not names.is_in_pieces(element):
            yield _nameless(facts, element, href, leads_nowhere=leads_nowhere)


def _shown(element: Element) -> str:
    """Return the text of a link, or else the alternative of its image."""
    if element.has_text:
        return element.text
    return element.name if any(atom.tag == "img" for atom in element.replaced_elements) else ""


def _nameless(facts: Facts, element: Element, href: str, *, leads_nowhere: bool) -> Fault:
    """Return the fault of a link that a screen reader cannot name."""
    where = facts.page.location(element)
    image = next((atom for atom in element.replaced_elements if atom.tag == "img"), None)
    if not leads_nowhere:
        key = "image" if image is not None else "no_name"
        return Fault(key, where, element, href, {"href": href.strip()[:200]})
    picture = names.file_name(image.get("src") or "") if image is not None else ""
    if picture:
        return Fault("image_alone", where, element, href, {"image": picture})
    # A link in which nothing at all stands is as a rule one that a script fills in.
    outcome = _unless_by_script(facts, can_be_found=targets.is_wholly_empty(element))
    return Fault("neither", where, element, href, {}, outcome)


def _unless_by_script(facts: Facts, *, can_be_found: bool) -> Outcome:
    """Return whether a link is faulty for certain, or may be completed by a script that can find it."""
    return "cannot_tell" if can_be_found and facts.page.may_add_ids else "failed"


def link_text_generic(facts: Facts, _context: Context) -> Iterator[Fault]:
    """A link whose text says nothing of where it leads."""
    page = facts.page
    for element, href in page.links:
        if element.p0 == element.p1:
            continue
        text = names.generic(element)
        if (
            text is None
            or targets.is_control(element)
            or targets.serves_by_script(element, href)
            or not element.has("href")
            or id(element) in facts.map_elements
            or href.lstrip().lower().startswith("mailto:")
        ):
            continue
        key = "in_context" if has_context(element) else "alone"
        yield Fault(key, page.location(element), element, f"{href} {text}", {"text": text})


def link_new_window_unannounced(facts: Facts, _context: Context) -> Iterator[Fault]:
    """A link that opens another window without saying so."""
    page = facts.page
    if b"target" not in page.folded_source:
        return
    node = page.tree.select_one("base[target]")
    default = str(node.attrs.get("target") or "") if node is not None else ""
    targeted = None if default else set(map(id, page.select("a[target], area[target]")))
    found = [
        element
        for element, href in page.links
        if (targeted is None or id(element) in targeted)
        and href.strip()
        and not href.lstrip().lower().startswith(("mailto:", "tel:", "javascript:", "#"))
        and windows.opens_window(element, default)
        and not windows.tells_of_window(element)
        and not names.is_invisible(element)
    ]
    if not found:
        return
    notice = windows.window_notice(page)
    if notice is not None:
        first = found[0]
        yield Fault("noticed", page.location(first), first, "", {"count": len(found), "notice": notice.text[:200]})
        return
    for element in found:
        href, name = element.get("href") or "", names.found_by(element)
        key, data = ("unannounced", {"text": name}) if name else ("nameless", {"href": href.strip()[:200]})
        yield Fault(key, page.location(element), element, f"{href} {element.name}", data)


def link_document_unannounced(facts: Facts, _context: Context) -> Iterator[Fault]:
    """A link to a document that does not say of which kind it is."""
    page = facts.page
    for element, href in page.links:
        ending = documents.document_format(href) if "." in href or "%2" in href else None
        if ending is None or documents.tells_format(element, ending) or names.is_invisible(element):
            continue
        name = element.name
        if name and addresses.address_fault(href) is None:
            data = {"text": name, "format": ending.upper()}
            key = "icon_only" if documents.only_icon_tells(element, ending) else "unannounced"
            yield Fault(key, page.location(element), element, f"{href} {name}", data)


def link_address_mismatch(facts: Facts, _context: Context) -> Iterator[Fault]:
    """A link whose text is an address, or a phone number, other than the one it opens."""
    page = facts.page
    for element, href in page.links:
        if ":" not in href and not href.startswith("//"):
            continue
        fault: tuple[str, str, str] | None = None
        if href[:8].lower().lstrip().startswith("tel:"):
            fault = numbers.other_number(element.text, href, facts.country)
        if fault is None and element.p1 > element.p0 and _WEB.match(href):
            fault = _other_address(element, href)
        if fault is not None and addresses.wrapped_in(href) is None:
            key, shown, target = fault
            data = {"text": shown, "target": target}
            yield Fault(key, page.location(element), element, f"{href} {shown}", data)


def _other_address(element: Element, href: str) -> tuple[str, str, str] | None:
    text = element.text
    if "." not in text or len(text) > 500 or " " in text.strip():
        return None
    shown = targets.address_in(text)
    if shown is None:
        return None
    try:
        target = urlsplit(href.strip())
        host = (target.hostname or "").lower().removeprefix("www.")
    except ValueError:
        return None
    if not host or (
        targets.site_of(host) == targets.site_of(shown.host) and not _names_another_page(shown, target.path)
    ):
        return None
    return "address", text, href.strip()[:300]


def _names_another_page(shown: targets.Address, target: str) -> bool:
    """Return whether an address that is written out in full names a page deep in a site, and the link goes to quite another."""
    path = unquote(shown.path).lower().strip("/")
    if not shown.is_whole or "/" not in path or "…" in path or ".." in path:
        return False
    last, other = (set(_WORD.findall(one.rpartition("/")[2])) for one in (path, unquote(target).lower().strip("/")))
    return not unquote(target).lower().strip("/").startswith(path) and not last & other


def link_host_retired(facts: Facts, _context: Context) -> Iterator[Fault]:
    """A link to a service that is closed, or to an agency that was wound up."""
    page, data = facts.page, vocabulary.load("links")
    closed, agencies = data["closed"], data["agencies"]
    in_part = data["closed_in_part"]
    if not any(host in page.addresses for host in (*closed, *in_part, *agencies)):
        return
    for element, href in page.links:
        if not _WEB.match(href) or id(element) in facts.map_elements:
            continue
        host = _host(href)
        years = closed if host in closed else in_part
        if host in years and not _goes_on(host, href):
            told: dict[str, object] = {"host": host, "year": years[host]}
            key = "closed" if host in closed else "in_part"
            yield Fault(key, page.location(element), element, f"{href} {element.name}", told)
        elif host in agencies:
            year, successor = agencies[host]
            told = {"host": host, "year": year, "successor": successor}
            yield Fault("agency", page.location(element), element, f"{href} {element.name}", told)


def _goes_on(host: str, href: str) -> bool:
    """Return whether an address is one of those that a closed service still answers."""
    paths = vocabulary.load("links")["still_there"].get(host, ())
    return bool(paths) and urlsplit(href.strip()).path.startswith(tuple(paths))


def _host(href: str) -> str:
    try:
        return (urlsplit(href.strip()).hostname or "").lower().removeprefix("www.")
    except ValueError:
        return ""


def link_fragment_missing(facts: Facts, context: Context) -> Iterator[Fault]:
    """A link to a place on its own page that is not there."""
    page = facts.page
    renderings = context.renderings
    seen = renderings.scripted.page.ids if renderings is not None and renderings.evidence.scripted is not None else None
    for element, place in targets.missing_places(page):
        if id(element) in facts.map_elements or (seen is not None and place in seen):
            continue
        data = {"fragment": place, "text": names.shown_name(element)}
        if seen is None and page.may_add_ids:
            yield Fault("by_script", page.location(element), element, f"#{place}", data, "cannot_tell")
        else:
            yield Fault("missing", page.location(element), element, f"#{place}", data)


def link_address_malformed(facts: Facts, _context: Context) -> Iterator[Fault]:
    """A link whose address no program can follow."""
    page = facts.page
    for element, href in facts.unusual_links:
        key = addresses.address_fault(href)
        if key is None or _PLAIN.fullmatch(href) or _is_said_by_others(facts, element):
            continue
        yield Fault(key, page.location(element), element, href, {"href": href.strip()[:200]})
    for element, href in schemeless.without_scheme(page):
        if not _is_said_by_others(facts, element):
            yield Fault("no_scheme", page.location(element), element, href, {"href": href.strip()[:200]})


def link_address_private(facts: Facts, context: Context) -> Iterator[Fault]:
    """A link of a page for the public to a host that the public cannot reach, and that nobody named as one to ask."""
    page = facts.page
    if _privacy(addresses.host_of(page.document.source.url or "")):
        return
    named = {host.name for host in context.hosts}
    for element, href in facts.unusual_links:
        host = addresses.host_of(href)
        key = _privacy(host) if host and host not in named and addresses.address_fault(href) is None else None
        if key is not None and not _is_said_by_others(facts, element):
            yield Fault(key, page.location(element), element, href, {"host": host, "text": names.shown_name(element)})


def _privacy(host: str) -> str | None:
    """Return what makes a host one that the public cannot reach, as the key of a message."""
    if host == "localhost" or host.endswith(".localhost"):
        return "own_computer"
    try:
        ip = ipaddress.ip_address(host)
    except ValueError:
        is_inner = host.rpartition(".")[2] in vocabulary.words("links", "inner_domains") or "." not in host
        return "intranet" if host and is_inner else None
    if ip.is_loopback or ip.is_unspecified:
        return "own_computer"
    return None if is_public(host) else "private"


def _is_said_by_others(facts: Facts, element: Element) -> bool:
    """Return whether the rules about e-mail or maps report what is wrong with a link's address."""
    return any(slot.element is element and slot.fault == "invalid" for slot in facts.emails) or any(
        link.element is element and link.broken is not None for link in facts.map_links
    )


def link_wrapped(facts: Facts, _context: Context) -> Iterator[Fault]:
    """A link that goes through a service which looks at it or counts it."""
    page = facts.page
    for element, href, wrapped in addresses.wrapped_links(page):
        data = {"text": names.shown_name(element), "host": wrapped.host, "target": wrapped.target[:300]}
        yield Fault("wrapped", page.location(element), element, href, data)
