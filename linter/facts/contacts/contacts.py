"""Page -> its contacts: names, functions, numbers and addresses of every contact block."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from linter.facts.contacts import lines as contact_lines
from linter.facts.contacts import markup, names, phones, postal, tables
from linter.facts.contacts.blocks import Block, Blocks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from linter.facts.contacts.lines import Traits
    from linter.facts.contacts.phones import Phone
    from linter.facts.contacts.postal import Postcode
    from linter.facts.email.slot import Slot
    from linter.facts.word_search import Hit
    from linter.model.finding import Location
    from linter.page.dom import Element, Line
    from linter.page.page import Page


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


def read(page: Page, hits: Mapping[str, Sequence[Hit]], slots: Sequence[Slot], country: str) -> Contacts:
    """Read the contacts of a page."""
    rows = [row for table in page.tags("table") for row in tables.rows(table)]
    cells = [cell for row in rows for kind, cell in row.cells if kind == "phone"]
    numbers = phones.read(page, hits["contact"], country, cells)
    known = contact_lines.read(page, hits, numbers, slots, country)
    of = partial(contact_lines.of, known, country=country)
    found = Blocks(page, of, known, rows).read()
    contacts = tuple(
        c for c in (_contact(page, block, [of(line) for line in block.lines]) for block in found) if c is not None
    )
    return Contacts(contacts, tuple(numbers))


def _contact(page: Page, block: Block, traits: Sequence[Traits]) -> Contact | None:
    numbers = tuple(p for t in traits for p in t.phones if not p.is_fax and not p.is_short and not t.is_owner)
    slots = tuple(dict.fromkeys(s for t in traits for s in t.slots if not t.is_owner))
    empty = tuple(dict.fromkeys(h.kind for t in traits for h in t.empty))
    streets = [t.street for t in traits if t.street]
    codes = tuple(c for t in traits for c in t.postcodes)
    boxes = [b for t in traits if (b := postal.box(t.line.text))]
    in_footer = block.region == "footer" and bool(codes or streets)
    in_table = block.row is not None and bool(block.row.columns & {"phone", "email"})
    if not (numbers or slots or empty or in_footer or in_table):
        return None
    name, function = _names(block, traits, slots)
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
        has_form=any(t.has_form for t in traits),
    )


def _names(block: Block, traits: Sequence[Traits], slots: Sequence[Slot]) -> tuple[str | None, str | None]:
    """Return the person's name and the function: a title, a unit, a heading of its own."""
    emails = [s.address for s in slots if s.address]
    if block.row is not None:
        return _row_names(block, emails)
    marked = markup.marked_names(block.element, emails)
    if marked is not None and marked[0]:
        return marked[0], marked[1] or _role(traits, marked[0])
    candidates = [c for t in traits for c in _candidates(t, in_footer=block.region == "footer")]
    roles = [c for c in candidates if names.is_role(c)]
    name = None
    for index, candidate in enumerate(candidates):
        nearby = candidates[index + 1] if index + 1 < len(candidates) else ""
        name = names.person(
            candidate, emails=emails, has_role=names.is_role(nearby) or _label_kind(traits, candidate) == "name"
        )
        if name and block.region != "footer":
            break
        name = None
    if name is None and marked is not None and marked[1]:
        return None, marked[1]
    others = [c for c in candidates if name is None or not c.startswith(name)]
    if name is not None:
        tail = next(
            (c[len(name) :].strip(" ,|·–-(") for c in candidates if c.startswith(name) and len(c) > len(name) + 2), ""
        )
        return name, roles[0] if roles and not roles[0].startswith(name) else tail or (others[0] if others else None)
    if others:
        return None, others[0]
    labelled = next((h for t in traits for h in t.labels if h.kind == "phone" and names.is_unit(h.phrase)), None)
    if labelled is not None:
        return None, labelled.line.text[labelled.start : labelled.end]
    heading = block.heading
    if heading is not None and heading.text and not names.is_generic(heading.text):
        person = names.person(heading.text, emails=emails)
        return person, None if person else heading.text
    return None, None


def _row_names(block: Block, emails: Sequence[str]) -> tuple[str | None, str | None]:
    row = block.row
    cell = row.cell("name") if row else None
    duty = row.cell("function") if row else None
    text = cell.text if cell else ""
    name = names.person(text, sure=True, emails=emails)
    function = duty.text if duty and duty.text else None
    return name, function if name else (text or function)


def _role(traits: Sequence[Traits], name: str) -> str | None:
    return next((c for t in traits for c in _candidates(t) if c != name and names.is_role(c)), None)


def _label_kind(traits: Sequence[Traits], candidate: str) -> str | None:
    return next((t.label for t in traits if t.label in ("name", "function") and t.value.strip() == candidate), None)


def _candidates(traits: Traits, *, in_footer: bool = False) -> list[str]:
    """Return the texts of a line that may be a name or a function."""
    line = traits.line
    if traits.label in ("name", "function"):
        value = traits.value.strip(" :")
        return [value] if value and not traits.has_channel else []
    if traits.label is not None or traits.is_owner or not line.text:
        return []
    if traits.is_prose and not in_footer:
        return []
    segments = _segments(line)
    if len(segments) > 1 and traits.has_channel and not in_footer:
        found = [
            s
            for s in segments
            if not any(c.isdigit() or c == "@" for c in s) and not names.is_generic(s) and s[0].isupper()
        ]
        if found and (names.person(found[0]) or names.is_unit(found[0])):
            return found
    if traits.has_channel or traits.has_address or in_footer:
        head = re.split(r"[,·|•:–©]|\.\s|\s-\s|(?<=\s)\+?\d|^\d", line.text, maxsplit=1)[0].strip(" .")
        if (
            not head
            or not head[0].isupper()
            or names.is_generic(head)
            or postal.street(line.text[: len(head) + 8])
            or len(head.split()) > 6
        ):
            return []
        label = next((h for h in traits.labels if h.start <= len(head)), None)
        if label is not None and label.start == 0:
            return []
        if label is not None:
            head = line.text[: label.start].strip(" ,.·|–-")
        return [head] if head and not _is_link_text(line) else []
    if names.is_generic(line.text) or _is_link_text(line) or len(line.text) > 90:
        return []
    titled = re.match(r"([^:]{2,50}):\s+(\S.*)$", line.text)
    if titled and names.person(titled[2], has_role=True):
        return [titled[2], titled[1]]
    return [line.text.strip(" :")]


def _segments(line: Line) -> list[str]:
    """Return the texts of a line by the elements that hold them: `<span>Anna Ek</span> <span>Rektor</span>`."""
    found: list[str] = []
    last: Element | None = None
    for start, end, part in line.pieces:
        if end <= start:
            continue
        holder = line.page.part_element[part]
        top = next((a for a in (holder, *holder.ancestors()) if a.parent is line.block or a is line.block), holder)
        if top is last and found:
            found[-1] = f"{found[-1]} {line.text[start:end]}"
        else:
            found.append(line.text[start:end])
        last = top
    return [text for text in (t.strip(" ,:;|·•–-") for t in found) if text]


def _is_link_text(line: Line) -> bool:
    """Tell whether the whole line is a link or a button that is no name: "Visa på karta", "Skicka meddelande"."""
    return contact_lines.is_link(line) and not line.heading and names.person(line.text) is None
