"""Page -> its e-mail slots: every place where an address is given or is meant to be given."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from itertools import groupby, islice
from typing import TYPE_CHECKING

from linter.facts.email import decoders, hidden, images, links, stand_ins
from linter.facts.email.labelled import Labels
from linter.facts.email.slot import Slot
from linter.facts.email.taken import Covered, TakenPlaces
from linter.facts.email.text import Texts, Written, written_addresses

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from linter.facts.search.word_search import Hit
    from linter.page.dom import Element
    from linter.page.page import Page

_ORDINARY = frozenset("/h.?") | frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
"""First characters of addresses that lead to pages; what else begins so is found by its attributes."""
_FAULTY_LINKS = ("invalid", "mismatch")
MAX_SLOTS = 2000


def email_slots(page: Page, hits: Mapping[str, Sequence[Hit]]) -> tuple[Slot, ...]:
    """Read the slots of a page in document order."""
    taken = TakenPlaces()
    found = taken.slots

    def take(slots: Iterator[Slot]) -> None:
        for slot in slots:
            if len(found) >= MAX_SLOTS:
                return
            taken.add(slot)

    texts = Texts(written_addresses(page, hits.get("at", ())))
    labels = Labels(hits.get("contact", ()))
    signed = hidden.signed_elements(page)
    take(_in_links(page, texts, labels, signed))
    take(hidden.hidden_elsewhere(page, signed, texts, labels))
    take(hidden.fallback_texts(page, hits))
    take(hidden.written_by_scripts(page, taken))
    for slot in list(islice(_in_text(page, texts, Covered(found)), MAX_SLOTS - len(found))):
        taken.put(slot)
    take(images.pictured_addresses(page, labels, taken))
    return tuple(_once(page, sorted(found, key=lambda slot: (slot.p0, slot.p1))))


def _once(page: Page, slots: Iterable[Slot]) -> Iterator[Slot]:
    """Yield the slots, of one address in one line only the one that says most."""
    for _, group in groupby(slots, key=lambda slot: _line(page, slot)):
        line = list(group)
        best: dict[str, Slot] = {}
        for slot in line:
            if slot.address and (slot.address not in best or _rank(slot) < _rank(best[slot.address])):
                best[slot.address] = slot
        shown = [slot for slot in best.values() if slot.readable]
        starts, ends = {slot.p0 for slot in shown}, {slot.p1 for slot in shown}
        yield from (
            slot
            for slot in line
            if (best[slot.address] is slot if slot.address else not _stands_for(slot, starts, ends))
        )


def _line(page: Page, slot: Slot) -> int:
    line = next(iter(page.layout.lines_between(slot.p0, slot.p0 + 1)), None)
    return line.index if line is not None else -1


def _rank(slot: Slot) -> int:
    """Return which of two slots for one address is told of: faulty links, then what can be read and used."""
    if slot.fault in _FAULTY_LINKS:
        return 0
    if slot.fault is None:
        return 1 if slot.technique == "mailto" else 2
    return 3 if slot.readable else 4


def _stands_for(slot: Slot, starts: AbstractSet[int], ends: AbstractSet[int]) -> bool:
    """Return whether an address that can be read stands directly beside an empty element that has to be a script's.

    `starts` and `ends` are where such addresses begin and end.
    """
    if starts.isdisjoint((slot.p1, slot.p1 + 1)) and ends.isdisjoint((slot.p0, slot.p0 - 1)):
        return False
    return slot.fault == "needs_javascript" and slot.element.p0 <= slot.p0 and not slot.element.has_text


# -- text -------------------------------------------------------------------------------------------------------------


def _in_text(page: Page, texts: Texts, others: Covered) -> Iterator[Slot]:
    """Yield the addresses in text that belong to none of the other slots, the disguised ones first."""
    taken: dict[int, list[tuple[int, int]]] = {}
    for text in sorted(texts.all, key=lambda w: w.is_plain):
        p0, p1 = text.span
        spans = taken.setdefault(text.line.index, [])
        at = bisect_left(spans, (text.end,))
        if (at and spans[at - 1][1] > text.start) or others.touches(p0, p1):
            continue
        spans.insert(at, (text.start, text.end))
        yield _text_slot(page, text)


def _text_slot(page: Page, text: Written) -> Slot:
    element = text.line.element_at(text.start)
    alone = element is not text.line.block and element.text == text.text
    location = page.location(element) if alone else page.text_location(text.line, text.start, text.end)
    fault, detail = (None, "") if text.is_plain else ("obfuscated", text.detail)
    if text.technique == "stand-in":
        fault = "needs_javascript"
    readable = fault != "needs_javascript"
    return Slot(text.address, readable, text.technique, location, element, *text.span, fault, detail, text.text)


# -- links ------------------------------------------------------------------------------------------------------------


def _in_links(page: Page, texts: Texts, labels: Labels, signed: Sequence[Element]) -> Iterator[Slot]:
    special = frozenset(map(id, signed))
    for element, href in page.links:
        if href[:1] in _ORDINARY and "@" not in href and "%40" not in href and id(element) not in special:
            continue
        letter = links.mailto_link(href) if "@" in href or ":" in href or "%40" in href else None
        if letter is not None:
            yield from _letter_slots(page, element, href, letter, texts)
            continue
        found = hidden.hidden_in_link(element, labels)
        if found is not None:
            yield hidden.hidden_slot(page, element, found, texts)


def _opens(letter: links.Mailto, element: Element, written: str) -> bool:
    """Return whether a link opens a letter to the address in its text, which may be broken over lines."""
    whole = "".join(element.text.split()).lower()
    return written in letter.addresses or any(address in whole for address in letter.addresses)


def _shows(inner: Written | None) -> bool:
    """Return whether a link's text is a plain address: then nothing is hidden."""
    return inner is not None and inner.reads_plainly


def _letter_slots(page: Page, element: Element, href: str, letter: links.Mailto, texts: Texts) -> Iterator[Slot]:
    if letter.is_share or (letter.fault == "empty" and not element.name):
        return
    inner = texts.inside(element)
    written = inner.address if inner is not None else None
    address = letter.addresses[0] if letter.addresses else None
    base = Slot(address, True, "mailto", page.location(element), element, element.p0, element.p1, text=href)
    is_disguised = len(letter.sign) > 1 and stand_ins.is_put_right(page, element, letter.sign, letter.written)
    if is_disguised and not _shows(inner):
        yield hidden.hidden_slot(page, element, decoders.Hidden("stand-in", address), texts)
        return
    if letter.fault:
        given = written or address
        yield replace(base, address=given, fault="invalid", detail=letter.fault, readable=bool(given))
        return
    if inner is not None and written and not _opens(letter, element, written):
        yield replace(base, fault="mismatch", detail="mismatch", text=written)
        yield replace(base, address=written, technique=inner.technique)
        return
    if inner is not None and not inner.reads_plainly and inner.technique in ("reversed", "decoy", "drawn-at"):
        yield replace(base, technique=inner.technique, fault="obfuscated", detail=inner.detail, text=inner.text)
        return
    yield base
    for other in letter.addresses[1:]:
        yield replace(base, address=other)
