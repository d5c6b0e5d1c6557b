"""Page -> the places where only a script gives an e-mail address."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from linter.data import vocabulary
from linter.facts.email import decoders, links
from linter.facts.email.ciphers import rot13
from linter.facts.email.scripts import MAX_SCRIPT, called_address, script_address
from linter.facts.email.slot import Slot

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from linter.facts.email.labelled import Labels
    from linter.facts.email.taken import TakenPlaces
    from linter.facts.email.text import Texts
    from linter.facts.search.word_search import Hit
    from linter.model.finding import Location
    from linter.page.dom import Element, Line
    from linter.page.page import Page

_DATA_NAME = re.compile(r"data-[\w-]{1,60}(?==)")
_WRITES = re.compile(r"document\.write|innerHTML|insertAdjacentHTML|\.href\s*=|createElement")
_TARGET = re.compile(
    r"getElementById\(\s*['\"]([\w:.-]{1,80})['\"]\s*\)|querySelector\(\s*['\"]#([\w-]{1,80})['\"]\s*\)"
)
_MAIL_IN_SCRIPT = re.compile(r"mail|@|&#64;|fromCharCode|atob|x40|rot13", re.IGNORECASE)
_SHORT = 400
"""Characters of a script that does nothing but call what writes one address."""
_NO_PLACES = ("a", "body", "form", "input", "script", "main", "html")
"""Elements that hold an address for something else than showing it, or are judged as links."""


def signed_elements(page: Page) -> list[Element]:
    """Return the elements that may have the sign of a protection."""
    names = sorted({n for name in set(_DATA_NAME.findall(page.source)) if decoders.names_address(n := name.lower())})
    return page.select(", ".join([*decoders.selectors(), *(f"[{name}]" for name in names[:20])]))


def hidden_in_link(element: Element, labels: Labels) -> decoders.Hidden | None:
    """Return how a link that opens no letter by itself hides an address, None where it does not."""
    found = decoders.hidden_address(element)
    if found is not None:
        return found
    if not decoders.leads_nowhere(element.get("href")) or not (element.has("href") or element.has("onclick")):
        return None
    if element.has("aria-controls") or element.has("aria-expanded"):
        return None
    is_named = links.reveals(element) or (links.names_email(element) and not links.is_sorting(element))
    if not (is_named or labels.introduce(element)) or links.is_sharing(element):
        return None
    return decoders.Hidden("script-link", None)


def hidden_elsewhere(page: Page, signed: Sequence[Element], texts: Texts, labels: Labels) -> Iterator[Slot]:
    """Yield the places that are no links: elements with the sign of a protection, and buttons that show an address."""
    for element in signed:
        if element.tag in _NO_PLACES or element.holds("a", "form"):
            continue
        found = decoders.hidden_address(element)
        if found is not None and (found.is_certain or (found.address and element.closest("a") is None)):
            yield hidden_slot(page, element, found, texts)
    for button in page.tags("button"):
        if links.reveals(button) or (labels.introduce(button) and button.closest("form") is None):
            found = decoders.hidden_address(button)
            address = found.address if found else decoders.attribute_address(button)
            yield hidden_slot(page, button, found or decoders.Hidden("reveal-button", address), texts)


def hidden_slot(page: Page, element: Element, hidden: decoders.Hidden, texts: Texts) -> Slot:
    """Return the slot of an element that hides an address, unless its text shows one after all."""
    location = page.location(element)
    p0, p1 = element.p0, element.p1
    inner = texts.inside(element)
    if inner is not None and inner.reads_plainly and rot13(inner.address or "") != hidden.address:
        shown = Slot(inner.address, True, "text", location, element, p0, p1, text=inner.text)
        if _opens_by_script_only(element, hidden, inner.address):
            return replace(shown, technique=hidden.technique, fault="needs_javascript", detail="unusable")
        if inner.is_plain:
            return shown
    if inner is not None and inner.technique not in ("text", "stand-in"):
        return Slot(
            inner.address, True, inner.technique, location, element, p0, p1, "obfuscated", inner.detail, inner.text
        )
    detail = _detail(hidden.address)
    return Slot(hidden.address, False, hidden.technique, location, element, p0, p1, "needs_javascript", detail)


def _opens_by_script_only(element: Element, hidden: decoders.Hidden, address: str | None) -> bool:
    """Return whether a link that shows an address opens a letter to it only with a script."""
    if element.tag != "a" or not element.has("href"):
        return False
    if hidden.is_certain:
        return True
    is_same = hidden.address == address and decoders.leads_nowhere(element.get("href"))
    return is_same and decoders.names_mail(element)  # a script may as well copy the address


def _detail(address: str | None) -> str:
    return "known" if address else "unknown"


# -- fallback texts ---------------------------------------------------------------------------------------------------


@cache
def _about_email() -> re.Pattern[str]:
    return re.compile(vocabulary.any_of(vocabulary.load("email")["about_email"]))


@cache
def _about_form() -> re.Pattern[str]:
    parts, whole = (vocabulary.any_of(vocabulary.load("email")[key]) for key in ("about_form", "about_form_words"))
    return re.compile(rf"{parts}|\b(?:{whole})\b")


def fallback_texts(page: Page, hits: Mapping[str, Sequence[Hit]]) -> Iterator[Slot]:
    """Yield the places where a text says that an address is there with scripting only."""
    done: set[int] = set()
    for hit in (*hits.get("protected", ()), *hits.get("script", ())):
        line, part = hit.line, hit.line.part_at(hit.start)
        if part in done:
            continue
        element = page.layout.part_element[part]
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
    if "@" in text or element.holds("a", "form"):
        return False
    return _about_form().search(text) is None


def _address_nearby(page: Page, line: Line, element: Element) -> str | None:
    """Work out the address from the script that would fill the place."""
    name = element.get("id")
    for source, part, holder in page.layout.scripts:
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


def _written_address(source: str) -> str | None:
    if _WRITES.search(source):
        return script_address(source)
    return called_address(source) if len(source) <= _SHORT else None


def written_by_scripts(page: Page, taken: TakenPlaces) -> Iterator[Slot]:
    """Yield the places where a script writes an address, which nothing else on the page gives."""
    for source, part, holder in page.layout.scripts:
        if len(source) > MAX_SCRIPT or (holder.tag == "body" and "document.write" not in source):
            continue
        if not _MAIL_IN_SCRIPT.search(source):
            continue
        address = _written_address(source)
        if address is None:
            continue
        target = _target(page, source)
        element = target or holder
        at = target.p0 if target else part
        if taken.is_told_near(at, address) or taken.hides(holder) or _is_given(page, element, address, part):
            continue
        location = page.location(target) if target else _script_location(page, source, holder)
        yield Slot(address, False, "document-write", location, element, at, at, "needs_javascript", "known")


def _target(page: Page, source: str) -> Element | None:
    match = _TARGET.search(source)
    name = match and (match[1] or match[2])
    return page.by_id.get(name) if name else None


def _is_given(page: Page, element: Element, address: str, part: int) -> bool:
    """Return whether the same address stands beside the script without it: in a `noscript`, or as text."""
    near = " ".join(page.layout.part_text[max(0, part - 3) : part + 4]).lower()
    if address in near:
        return True
    around = element.parent or element
    return any(address in (a.get("href") or "").lower() for a in (*around.inside("a"), *element.inside("a")))


def _script_location(page: Page, source: str, holder: Element) -> Location:
    node = page.scripts.get(source)
    return page.node_location(node) if node is not None else page.location(holder)
