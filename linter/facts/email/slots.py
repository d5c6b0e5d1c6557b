"""Page -> its e-mail slots: every place where an address is given or is meant to be given."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from linter.data import vocabulary
from linter.facts.email import ciphers, decoders, images, links
from linter.facts.email import text as email_text
from linter.facts.email.scripts import MAX_SCRIPT, script_address
from linter.facts.email.slot import Slot

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from linter.facts.word_search import Hit
    from linter.model.finding import Location
    from linter.page.dom import Element, Line
    from linter.page.page import Page

_DATA_NAME = re.compile(r"data-[\w-]+(?==)")
_WRITES = re.compile(r"document\.write|innerHTML|insertAdjacentHTML|\.href\s*=|createElement")
_TARGET = re.compile(
    r"getElementById\(\s*['\"]([\w:.-]{1,80})['\"]\s*\)|querySelector\(\s*['\"]#([\w-]{1,80})['\"]\s*\)"
)
_ORDINARY = frozenset("/h.?") | frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
"""First characters of addresses that lead to pages; what else begins so is found by its attributes."""
MAX_SLOTS = 2000


def email_slots(page: Page, hits: Mapping[str, Sequence[Hit]]) -> tuple[Slot, ...]:
    """Read the slots of a page in document order."""
    found: list[Slot] = []
    covered: list[tuple[int, int]] = []

    def take(slots: Iterator[Slot]) -> None:
        for slot in slots:
            if len(found) < MAX_SLOTS and not any(a < max(slot.p1, slot.p0 + 1) and slot.p0 < b for a, b in covered):
                found.append(slot)
                covered.append((slot.p0, max(slot.p1, slot.p0 + 1)))

    texts = list(email_text.written_addresses(page, hits.get("at", ())))
    signed = _signed_elements(page)
    take(_links(page, texts, signed))
    take(_cloaks(page, texts, signed))
    take(_fallbacks(page, hits))
    take(_scripts(page, found))
    written = [w for w in texts if w.technique != "pattern"]
    for text in sorted(written, key=lambda w: w.is_plain):
        span = _span(text)
        if len(found) >= MAX_SLOTS or any(_overlaps(slot, text, span) for slot in found):
            continue
        found.append(_text_slot(page, text, span))
    take(images.pictured_addresses(page, hits.get("contact", ()), found))
    return tuple(sorted(found, key=lambda slot: (slot.p0, slot.p1)))


def _overlaps(slot: Slot, text: email_text.Written, span: tuple[int, int]) -> bool:
    if not (slot.p0 < span[1] and span[0] < max(slot.p1, slot.p0 + 1)):
        return False
    return not (
        slot.text
        and slot.p0 == span[0]
        and slot.p1 == span[1]
        and slot.fault is None
        and slot.technique == "text"
        and slot.address != text.address
    )


def _span(text: email_text.Written) -> tuple[int, int]:
    return text.line.part_at(text.start), text.line.part_at(max(text.start, text.end - 1)) + 1


def _text_slot(page: Page, text: email_text.Written, span: tuple[int, int]) -> Slot:
    element = text.line.element_at(text.start)
    alone = element.text == text.text and element is not text.line.block
    location = page.location(element) if alone else page.text_location(text.line, text.start, text.end)
    if text.is_plain:
        return Slot(
            text.address,
            readable=True,
            technique="text",
            location=location,
            element=element,
            p0=span[0],
            p1=span[1],
            text=text.text,
        )
    return Slot(text.address, True, text.technique, location, element, *span, "obfuscated", "known", text.text)


# -- links ------------------------------------------------------------------------------------------------------------


def _links(page: Page, texts: Sequence[email_text.Written], signed: Sequence[Element]) -> Iterator[Slot]:
    special = frozenset(map(id, signed))
    for element, href in page.links:
        if href[:1] in _ORDINARY and "@" not in href and "%40" not in href and id(element) not in special:
            continue
        mailto = links.mailto_link(href) if "@" in href or ":" in href or "%40" in href else None
        if mailto is not None:
            yield from _mailto_slots(page, element, href, mailto, texts)
            continue
        cloak = decoders.hidden_address(element)
        if cloak is not None:
            if not (cloak.technique in ("data-attribute", "data-parts") and _is_real_link(href)):
                yield _cloaked_slot(page, element, cloak, texts)
        elif links.leads_nowhere(element.get("href")) and element.has("href") and not element.has("aria-controls"):
            nothing = links.reveals(element) or (links.names_email(element) and not links.is_sharing(element))
            if nothing and not element.has("aria-expanded"):
                yield _cloaked_slot(page, element, decoders.Hidden("script-link", None), texts)


def _is_real_link(href: str) -> bool:
    return not links.leads_nowhere(href)


def _mailto_slots(
    page: Page,
    element: Element,
    href: str,
    mailto: links.Mailto,
    texts: Sequence[email_text.Written],
) -> Iterator[Slot]:
    if mailto.is_share:
        return
    location = page.location(element)
    inner = next((w for w in texts if element.p0 <= _span(w)[0] < element.p1 and w.address), None)
    written = inner.address if inner is not None and inner.is_plain else None
    address = mailto.addresses[0] if mailto.addresses else None
    base = Slot(address, True, "mailto", location, element, element.p0, max(element.p1, element.p0 + 1), text=href)
    if mailto.fault == "empty" and not element.name:
        return
    if mailto.fault:
        yield replace(
            base, address=written or address, fault="invalid", detail=mailto.fault, readable=bool(written or address)
        )
        return
    if written and written not in mailto.addresses:
        yield replace(base, fault="mismatch", detail="mismatch", text=written)
        yield replace(base, address=written, technique="text", p0=base.p1, p1=base.p1)
        return
    if inner is not None and inner.technique in ("reversed", "decoy", "drawn-at"):
        yield replace(base, technique=inner.technique, fault="obfuscated", detail="known", text=inner.text)
        return
    yield base
    for other in mailto.addresses[1:]:
        yield replace(base, address=other, p0=base.p1, p1=base.p1)


def _cloaked_slot(page: Page, element: Element, cloak: decoders.Hidden, texts: Sequence[email_text.Written]) -> Slot:
    location = page.location(element)
    p0, p1 = element.p0, max(element.p1, element.p0 + 1)
    inner = next((w for w in texts if element.p0 <= _span(w)[0] < element.p1 and w.address), None)
    if inner is not None and inner.is_plain:
        return Slot(inner.address, True, "text", location, element, p0, p1, text=inner.text)
    if inner is not None:
        return Slot(inner.address, True, inner.technique, location, element, p0, p1, "obfuscated", "known", inner.text)
    return Slot(
        cloak.address, False, cloak.technique, location, element, p0, p1, "needs_javascript", _detail(cloak.address)
    )


def _detail(address: str | None) -> str:
    return "known" if address else "unknown"


# -- other elements ---------------------------------------------------------------------------------------------------


def _signed_elements(page: Page) -> list[Element]:
    """Return the elements that may have the sign of a protection."""
    names = sorted({n for name in set(_DATA_NAME.findall(page.source)) if decoders.names_address(n := name.lower())})
    return page.select(", ".join([*decoders.selectors(), *(f"[{name}]" for name in names[:20])]))


def _cloaks(page: Page, texts: Sequence[email_text.Written], signed: Sequence[Element]) -> Iterator[Slot]:
    for element in signed:
        if element.tag in ("a", "body", "form", "input", "script", "main", "html") or element.inside("a", "form"):
            continue
        if any(ancestor.tag == "a" for ancestor in element.ancestors()) and "data-cfemail" not in element.attributes:
            continue
        cloak = decoders.hidden_address(element)
        if cloak is not None and (cloak.address or cloak.is_certain):
            yield _cloaked_slot(page, element, cloak, texts)
    for button in page.tags("button"):
        if links.reveals(button):
            held = [
                found
                for key, text in button.attributes.items()
                if key.startswith("data-") and (found := ciphers.decode_value(text))
            ]
            address = held[0] if held else None
            yield _cloaked_slot(
                page, button, decoders.hidden_address(button) or decoders.Hidden("reveal-button", address), texts
            )


# -- fallback texts ---------------------------------------------------------------------------------------------------


@cache
def _about_email() -> re.Pattern[str]:
    return re.compile(vocabulary.any_of(vocabulary.load("email")["about_email"]))


@cache
def _about_form() -> re.Pattern[str]:
    parts, whole = (vocabulary.any_of(vocabulary.load("email")[key]) for key in ("about_form", "about_form_words"))
    return re.compile(rf"{parts}|\b(?:{whole})\b")


def _fallbacks(page: Page, hits: Mapping[str, Sequence[Hit]]) -> Iterator[Slot]:
    """Yield the places where a text says that an address is there with scripting only."""
    done: set[int] = set()
    for hit in (*hits.get("protected", ()), *hits.get("script", ())):
        line, part = hit.line, hit.line.part_at(hit.start)
        if part in done:
            continue
        element = page.part_element[part]
        text = (element.text if element is not line.block else line.text).lower()
        if len(text) > 600 or (hit.group == "script" and not _speaks_of_address(text, element)):
            continue
        done.add(part)
        start = next(s for s, _, p in line.pieces if p == part)
        alone = element is not line.block and element.tag not in ("body", "p", "td", "li", "dd")
        location = page.location(element) if alone else page.text_location(line, start, start + 1)
        address = _address_nearby(page, line, element)
        technique = "joomla-cloak" if (element.get("id") or "").startswith("cloak") else "fallback-text"
        yield Slot(
            address, False, technique, location, element, part, part + 1, "needs_javascript", _detail(address), text
        )


def _speaks_of_address(text: str, element: Element) -> bool:
    """Return whether a text about scripting is about an address, not about the page, a form or a service."""
    if not _about_email().search(text):
        return False
    if "@" in text or element.inside("a", "form"):
        return False
    return _about_form().search(text) is None


def _address_nearby(page: Page, line: Line, element: Element) -> str | None:
    """Work out the address from the script that would fill the place."""
    name = element.get("id")
    for source, part, holder in page.scripts:
        is_target = bool(name) and str(name) in source
        is_near = line.p0 - 1 <= part <= line.p1 and (holder is line.block or holder.within(line.block))
        if is_target or is_near:
            found = script_address(source)
            if found:
                return found
    own = decoders.hidden_address(element)
    parent = decoders.hidden_address(element.parent) if element.parent is not None and own is None else own
    return parent.address if parent else None


# -- scripts that write an address ------------------------------------------------------------------------------------


def _scripts(page: Page, found: Sequence[Slot]) -> Iterator[Slot]:
    for source, part, holder in page.scripts:
        if len(source) > MAX_SCRIPT or (holder.tag == "body" and "document.write" not in source):
            continue
        if not _WRITES.search(source) or not re.search(
            r"mail|@|&#64;|fromCharCode|atob|x40|rot13", source, re.IGNORECASE
        ):
            continue
        address = script_address(source)
        if address is None:
            continue
        target = _target(page, source)
        element = target or holder
        at = target.p0 if target else part
        if any(abs(slot.p0 - at) <= 2 and (slot.address in (None, address)) for slot in found):
            continue
        if _is_given(page, element, address, part):
            continue
        location = page.location(target) if target else _script_location(page, source, holder)
        yield Slot(address, False, "document-write", location, element, at, at, "needs_javascript", "known")


def _target(page: Page, source: str) -> Element | None:
    match = _TARGET.search(source)
    name = match and (match[1] or match[2])
    return next(iter(page.select(f'[id="{name}"]')), None) if name else None


def _is_given(page: Page, element: Element, address: str, part: int) -> bool:
    """Return whether the same address stands beside the script without it: in a `noscript`, or as text."""
    near = " ".join(page.part_text[max(0, part - 3) : part + 4]).lower()
    if address in near:
        return True
    around = element.parent or element
    return any(address in (a.get("href") or "").lower() for a in (*around.inside("a"), *element.inside("a")))


def _script_location(page: Page, source: str, holder: Element) -> Location:
    for node in page.tree.select("script"):
        if node.text == source and node.source_location is not None:
            return page.node_location(node)
    return page.location(holder)
