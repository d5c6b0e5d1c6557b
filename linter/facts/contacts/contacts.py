"""Page -> its contacts: names, functions, numbers and addresses of every contact block."""

from __future__ import annotations

import re
from bisect import bisect
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import groupby
from typing import TYPE_CHECKING

from linter.facts.contacts import expected, line_kinds, markup, naming, tables
from linter.facts.contacts import lines as contact_lines
from linter.facts.contacts.blocks import Block, Blocks
from linter.facts.contacts.names import names, site
from linter.facts.contacts.numbers import phones

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from linter.facts.contacts.lines import Traits
    from linter.facts.contacts.naming import OwnName
    from linter.facts.contacts.numbers.phones import Phone
    from linter.facts.contacts.postal import Postcode
    from linter.facts.email.slot import Slot
    from linter.facts.search.word_search import Hit
    from linter.model.finding import Location
    from linter.page.dom import Element, Line
    from linter.page.page import Page

_WORD = re.compile(r"[^\W\d_]+")
_APART = re.compile(r"[,;|·•()–]")
"""What stands between two parts that no sentence joins."""


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact block: what it gives, what it labels and leaves empty."""

    name: str | None
    function: str | None
    phones: tuple[Phone, ...]
    slots: tuple[Slot, ...]
    street: str | None
    box: str | None
    postcodes: tuple[Postcode, ...]
    region: str | None
    location: Location
    element: Element | None
    lines: tuple[Line, ...]
    empty: tuple[str, ...]
    has_form: bool
    has_number: bool
    is_introduced: bool
    is_by_mail_only: bool = False
    """Whether it is one of several people of different bodies under one heading who all give an e-mail address alone."""
    elsewhere: frozenset[str] = frozenset()
    """Which channels ("phone", "email") stand elsewhere in the footer, where this is the site's contact."""
    unneeded: frozenset[str] = frozenset()
    """Which parts ("name", "phone", "email") nobody expects of it."""

    @property
    def holder(self) -> Element:
        """The element that it stands in, alone or with others."""
        return self.element or self.lines[0].block

    @property
    def numbers(self) -> list[str]:
        """The phone numbers that can exist, in E.164, each once."""
        return list(dict.fromkeys(p.number for p in self.phones if p.number and not p.is_fax))

    @property
    def emails(self) -> list[str]:
        """The addresses that are known, each once."""
        return list(dict.fromkeys(s.address for s in self.slots if s.address))

    @property
    def title(self) -> str:
        """What a message calls the contact."""
        return self.name or self.function or next((line.text for line in self.lines if line.text), "")[:60]


@dataclass(frozen=True, slots=True)
class Contacts:
    """All contacts of a page, and every phone number and postcode on it, in a block or not."""

    blocks: tuple[Contact, ...]
    phones: tuple[Phone, ...]


def read_contacts(page: Page, hits: Mapping[str, Sequence[Hit]], slots: Sequence[Slot], country: str) -> Contacts:
    """Read the contacts of a page."""
    staff = [tables.read_table(table) for table in page.tags("table")]
    cells = [cell for table in staff for row in table.rows for kind, cell in row.cells if kind == "phone"]
    numbers = phones.read_phones(page, hits["contact"], country, cells)
    known = contact_lines.read_traits(page, hits, numbers, slots, country)
    traits = partial(contact_lines.traits_of, known, country=country)
    found = Blocks(page, traits, known, staff).found()
    own_name = cache(partial(site.own_name, page))
    made = (_contact(page, block, [traits(line) for line in block.lines], own_name) for block in found)
    contacts = [contact for contact in made if contact is not None]
    contacts = list(_with_footer(contacts, (numbers, slots), own_name))
    return Contacts(tuple(_with_lists_by_mail(page, contacts)), tuple(numbers))


def _with_footer(
    contacts: Sequence[Contact], channels: tuple[Sequence[Phone], Sequence[Slot]], own_name: OwnName
) -> Iterator[Contact]:
    """Yield the contacts; note of the site's own in the footer what the rest of the footer tells.

    What stands at the top of the page does not complete it: who reads the footer looks for it there.
    """
    footers = [contact for contact in contacts if contact.region == "footer"]
    for contact in contacts:
        is_own = contact.region == "footer" and (len(footers) == 1 or contact.function == own_name())
        yield replace(contact, elsewhere=frozenset(_elsewhere(contacts, *channels))) if is_own else contact


def _elsewhere(contacts: Sequence[Contact], numbers: Sequence[Phone], slots: Sequence[Slot]) -> Iterator[str]:
    """Yield the channels that stand in the footer, in no contact that names somebody."""
    named = [contact for contact in contacts if contact.name or contact.function]
    taken = {line.index for contact in named for line in contact.lines}
    if any(p.line.region == "footer" and p.line.index not in taken and not (p.is_fax or p.is_short) for p in numbers):
        yield "phone"
    of_contacts = {slot for contact in named for slot in contact.slots}
    if any(slot.element.region == "footer" and slot not in of_contacts for slot in slots):
        yield "email"


def _with_lists_by_mail(page: Page, contacts: Sequence[Contact]) -> Iterator[Contact]:
    """Yield the contacts; note of those under one heading that their one channel was chosen for all of them."""
    own = {line.index for contact in contacts for line in contact.lines}
    headings = [index for index, level in enumerate(page.layout.heading_levels) if level and index not in own]
    for _, group in groupby(contacts, lambda c: (bisect(headings, c.lines[0].index), c.region)):
        listed = list(group)
        bodies = {email.rpartition("@")[2] for contact in listed for email in contact.emails}
        is_chosen = len(bodies) > 1 and all(map(_is_person_by_mail, listed))
        yield from (replace(contact, is_by_mail_only=True) for contact in listed) if is_chosen else listed


def _is_person_by_mail(contact: Contact) -> bool:
    return bool(contact.name and contact.emails) and not (contact.has_number or contact.empty)


def _contact(page: Page, block: Block, traits: Sequence[Traits], own_name: OwnName) -> Contact | None:
    numbers = tuple(p for t in traits for p in t.phones if not p.is_fax and not p.is_short and not t.is_owner)
    slots = tuple(dict.fromkeys(s for t in traits for s in t.slots if not t.is_owner))
    empty = tuple(dict.fromkeys(h.kind for t in traits for h in t.empty))
    streets = [t.street for t in traits if t.street]
    codes = tuple(c for t in traits for c in t.postcodes)
    boxes = [t.box for t in traits if t.box]
    in_footer = block.region == "footer" and bool(codes or streets)
    in_table = block.row is not None and bool(block.row.columns & {"phone", "email"})
    if not (numbers or slots or empty or in_footer or in_table) or _is_of_meeting(block, slots):
        return None
    name, function = naming.names_of(block, traits, [s.address for s in slots if s.address], own_name)
    if name is None and function is None and not _speaks_without_name(block, traits):
        return None
    if name is None and block.event and _is_title_of_event(block, function):
        return None
    if name is None and _is_mail_link_alone(traits) and function in (None, own_name()):
        return None
    element, first = block.element, block.lines[0]
    location = page.location(element) if element is not None else page.place(first, 0, len(first.text))
    return Contact(
        name=name,
        function=function,
        phones=numbers,
        slots=slots,
        street=streets[0] if streets else None,
        box=boxes[0] if boxes else None,
        postcodes=codes,
        region=block.region,
        location=location,
        element=element,
        lines=block.lines,
        empty=empty,
        has_form=_leads_to_form(block, traits) or (not slots and name is None and _leads_to_contact(block)),
        is_introduced=_is_introduced(page, first) or _is_of_page(traits) or line_kinds.heads_channel(first),
        has_number=bool(numbers) or any(t.may_be_number for t in traits),
        unneeded=expected.unneeded(page, block.lines, name, function),
    )


def _is_of_page(traits: Sequence[Traits]) -> bool:
    """Return whether a contact that can be called, written to and visited speaks for whom the page is about."""
    return {"phone", "email", "address"} <= {kind for t in traits for kind in t.kinds}


def _is_mail_link_alone(traits: Sequence[Traits]) -> bool:
    """Return whether lines give nothing but links like "Send an e-mail": no address to read, no number, no street."""
    return all(t.kinds <= {"email"} and not any("@" in s.element.text for s in t.slots) for t in traits)


def _leads_to_form(block: Block, traits: Sequence[Traits]) -> bool:
    """Return whether a link to a form that sends a message stands in a contact, or anywhere in its organisation's footer."""
    return any(t.has_form for t in traits) or any(map(line_kinds.has_form, block.around))


def _leads_to_contact(block: Block) -> bool:
    """Return whether a link to the page for getting in touch stands with the contact of an organisation."""
    return any(map(line_kinds.leads_to_contact, (*block.lines, *block.around)))


def _speaks_without_name(block: Block, traits: Sequence[Traits]) -> bool:
    """Return whether a block without a name is a contact: marked up as one, or with two parts of one in lines of their own."""
    if block.marked or block.row is not None:
        return True
    holders = [e for e in (block.element, *(line.block for line in block.lines[:1])) if e is not None]
    if any(e.tag == "address" or markup.is_box(e) or e.has("itemtype") for e in holders):
        return not all(t.is_prose for t in traits if t.has_channel)
    return len({kind for t in traits if not t.is_prose and not _runs_on(t) for kind in t.kinds}) > 1


def _runs_on(traits: Traits) -> bool:
    """Return whether the words of a sentence, in any language, join a number to the address after it in a line."""
    if not (traits.phones and traits.slots):
        return False
    end = traits.phones[0].end
    starts = [contact_lines.slot_start(traits.line, slot) for slot in traits.slots]
    stop = min((start for start in starts if start > end), default=end)
    known = {place for hit in traits.labels for place in range(hit.start, hit.end)}
    words = [word for word in _WORD.finditer(traits.line.text, end, stop) if word.start() not in known]
    is_apart = _APART.search(traits.line.text, end, stop) is not None
    return not is_apart and len([word for word in words if word[0][0].islower()]) > 1


def _is_of_meeting(block: Block, slots: Sequence[Slot]) -> bool:
    """Return whether lines without an address to write to say where a meeting is, or how to take part in it."""
    if slots or block.region == "footer":
        return False
    led = [line for line in (block.heading, *block.lines[:1]) if line is not None]
    return any(map(line_kinds.is_venue, led)) or any(map(line_kinds.is_way_to_take_part, block.lines))


def _is_title_of_event(block: Block, function: str | None) -> bool:
    """Return whether what stands in an event's card names what happens, and not whom to ask."""
    return function is None or any(function in line.text for line in block.lines if line.heading)


def _is_introduced(page: Page, first: Line) -> bool:
    """Return whether a sentence before a contact says whom to ask: "If you have questions, contact the Harbour Board at:"."""
    before = next((line for line in reversed(page.lines[max(0, first.index - 3) : first.index]) if line.text), None)
    return before is not None and before.region == first.region and names.asks(before.text)
