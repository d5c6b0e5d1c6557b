"""Three views of a page -> what is there with scripting only: addresses, numbers, contacts and dates, each in its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from linter.data import vocabulary
from linter.facts.facts import contact_as_json
from linter.model.evidence import OVERLAY
from linter.page.lazy import lazy
from linter.page.nodes import parent_element

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.facts.contacts.contacts import Contact
    from linter.facts.contacts.numbers.phones import Phone
    from linter.facts.dates.label import DateLabel
    from linter.facts.email.slot import Slot
    from linter.facts.rendered.origins import Origin
    from linter.facts.rendered.renderings import Renderings
    from linter.page.dom import Element

_NEAR = 3
"""How many written ancestors of a revealed address are asked for the place that it fills."""


@dataclass(frozen=True, slots=True)
class Address:
    """An e-mail address that scripting shows."""

    address: str
    slot: Slot
    origin: Origin


@dataclass(frozen=True, slots=True)
class ContactByScript:
    """A contact block of the scripted view that the source does not have."""

    contact: Contact
    origin: Origin


@dataclass(frozen=True, slots=True)
class Number:
    """A phone number that scripting shows; `title` is what its contact is called, "" outside a contact."""

    number: str
    phone: Phone
    title: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Date:
    """A date of the page that scripting shows."""

    label: DateLabel
    origin: Origin


class Revealed:
    """What only scripting shows on one page; widgets that scripts lay over the page (dialogs) are left out."""

    def __init__(self, renderings: Renderings) -> None:
        self._renderings = renderings

    def _is_overlay(self, element: Element) -> bool:
        """Return whether an element stands in what scripts lay over the page: a dialog, a consent, a chat."""
        for one in (element, *element.ancestors()):
            if _is_dialog(one):
                return True
            if one.tag in ("body", "main"):
                return False
            name = f"{one.get('id')} {one.get('class')}".lower()
            if (one.has(OVERLAY) or _widgets().search(name)) and self._renderings.origin(one).made_by_script:
                return True
        return False

    # -- e-mail -----------------------------------------------------------------------------------------------------

    @lazy
    def _served(self) -> dict[str, int]:
        return _counted(self._renderings.served.emails)

    @lazy
    def _without(self) -> dict[str, int]:
        return _counted(self._renderings.without.emails)

    @lazy
    def _unreadable(self) -> list[Slot]:
        """The slots of the source whose address cannot be read."""
        return [
            slot for slot in self._renderings.served.emails if slot.fault == "needs_javascript" and not slot.readable
        ]

    @lazy
    def _addresses(self) -> tuple[Address, ...]:
        shown = _counted(self._renderings.scripted.emails)
        found = []
        for slot in self._renderings.scripted.emails:
            address = slot.address
            if not address or not slot.readable or self._is_overlay(slot.element):
                continue
            given = max(self._served.get(address, 0), self._without.get(address, 0))
            if shown[address] <= given:
                continue
            origin = self._renderings.origin(slot.element)
            if given and (not origin.made_by_script or not self._fills_a_lack(origin)):
                continue
            found.append(Address(address, slot, origin))
        return tuple(found)

    def _fills_a_lack(self, origin: Origin) -> bool:
        """Return whether a place of the source misses an address, so that one that stands elsewhere too is missing here."""
        element = origin.element
        lacking = [c for c in self._renderings.served.contacts.blocks if "email" in c.empty]
        return element is not None and (
            any(element.within(line.block) for contact in lacking for line in contact.lines)
            or any(element.within(slot.element) or slot.element.parent is element for slot in self._unreadable)
        )

    @lazy
    def _answers(self) -> dict[int, Address]:
        """Which revealed address fills which of the slots that cannot be read as served: by identity of the slot."""
        left = list(self._addresses)
        found: dict[int, Address] = {}
        for is_same in (self._fills, self._is_same_address, self._stands_beside):
            for slot in self._unreadable:
                if id(slot) in found:
                    continue
                fitting = next((address for address in left if is_same(slot, address)), None)
                if fitting is not None:
                    found[id(slot)] = fitting
                    left.remove(fitting)
        return found

    @lazy
    def _chains(self) -> dict[int, list[Any]]:
        """The nearest written ancestors of every revealed address, by its identity."""
        return {id(one): self._renderings.origins.chain(one.slot.element.node)[:_NEAR] for one in self._addresses}

    def _fills(self, slot: Slot, found: Address) -> bool:
        return slot.element.node in self._chains[id(found)]

    def _is_same_address(self, slot: Slot, found: Address) -> bool:
        return slot.address == found.address

    def _stands_beside(self, slot: Slot, found: Address) -> bool:
        """Return whether a script has put the address in the place of the slot's element."""
        return slot.address is None and parent_element(slot.element.node) in self._chains[id(found)][:1]

    def answer(self, slot: Slot) -> str | None:
        """Return the address that scripting puts into a slot of the source."""
        found = self._answers.get(id(slot))
        return found.address if found is not None else None

    def is_readable_without(self, slot: Slot) -> bool:
        """Return whether the browser shows a slot's address with scripting off, whatever the source promises."""
        if self._renderings.evidence.without is None or slot.address is None:
            return False
        return self._without.get(slot.address, 0) > self._served.get(slot.address, 0)

    @lazy
    def emails(self) -> tuple[Address, ...]:
        """The addresses that fill no slot of the source, and belong to no contact that is made by script."""
        taken = {id(address) for address in self._answers.values()}
        in_contacts = {id(slot) for made in self.contacts for slot in made.contact.slots}
        return tuple(a for a in self._addresses if id(a) not in taken and id(a.slot) not in in_contacts)

    # -- contacts ---------------------------------------------------------------------------------------------------

    @lazy
    def _numbers(self) -> frozenset[str]:
        known_in = (self._renderings.served, self._renderings.without)
        return frozenset(p.number for view in known_in for p in view.contacts.phones if p.number)

    @lazy
    def contacts(self) -> tuple[ContactByScript, ...]:
        """The contact blocks that are made by script as a whole."""
        return tuple(self._made())

    def _made(self) -> Iterator[ContactByScript]:
        known = self._served.keys() | self._without.keys()
        for contact in self._renderings.scripted.contacts.blocks:
            first = contact.holder
            if self._is_overlay(first) or not any(number not in self._numbers for number in contact.numbers):
                continue
            if any(slot.address in known for slot in contact.slots):
                continue
            blocks = [line.block for line in contact.lines]
            if all(self._renderings.origin(block).made_by_script for block in blocks):
                yield ContactByScript(contact, self._renderings.origin(first))

    @lazy
    def numbers(self) -> tuple[Number, ...]:
        """The phone numbers outside those contacts."""
        return tuple(self._phones())

    def _phones(self) -> Iterator[Number]:
        made = {line.index for one in self.contacts for line in one.contact.lines}
        titles = {
            line.index: contact.title for contact in self._renderings.scripted.contacts.blocks for line in contact.lines
        }
        seen: set[tuple[str, str]] = set()
        for phone in self._renderings.scripted.contacts.phones:
            line, number = phone.line, phone.number
            if number is None or phone.is_fax or phone.is_short or number in self._numbers or line.index in made:
                continue
            element = phone.element or line.element_at(phone.start)
            title = titles.get(line.index, "")
            if self._is_overlay(element) or line.region in ("header", "navigation") or (number, title) in seen:
                continue
            seen.add((number, title))
            yield Number(number, phone, title, self._renderings.origin(element))

    # -- dates ------------------------------------------------------------------------------------------------------

    @lazy
    def dates(self) -> tuple[Date, ...]:
        """The page's own dates."""
        known_in = (self._renderings.served, self._renderings.without)
        known = {label.value for view in known_in for label in view.dates.visible}
        return tuple(
            Date(label, self._renderings.origin(label.element))
            for label in self._renderings.scripted.dates.visible
            if label.value not in known
        )

    def added_to(self, facts: dict[str, Any]) -> dict[str, Any]:
        """Return the facts of the JSON contract with what scripting adds: addresses, contacts and dates, marked as such."""
        filled = [
            fact | ({"address": answer} if (answer := self.answer(slot)) else {})
            for fact, slot in zip(facts["emails"], self._renderings.served.emails, strict=True)
        ]
        answers = {id(address) for address in self._answers.values()}
        emails = [
            {
                "address": one.address,
                "readable_without_javascript": False,
                "technique": "script",
                "line": one.origin.location.line,
            }
            for one in self._addresses
            if id(one) not in answers
        ]
        contacts = [
            contact_as_json(one.contact) | {"line": one.origin.location.line, "needs_javascript": True}
            for one in self.contacts
        ]
        dates = [
            {
                "kind": one.label.kind,
                "value": one.label.value,
                "text": one.label.text,
                "origin": "text",
                "line": one.origin.location.line,
                "needs_javascript": True,
            }
            for one in self.dates
        ]
        return {
            **facts,
            "emails": [*filled, *emails],
            "contacts": [*facts["contacts"], *contacts],
            "dates": [*facts["dates"], *dates],
        }


def _counted(slots: tuple[Slot, ...]) -> dict[str, int]:
    """Count the places in which each address can be read."""
    found: dict[str, int] = {}
    for slot in slots:
        if slot.address and slot.readable:
            found[slot.address] = found.get(slot.address, 0) + 1
    return found


def _is_dialog(element: Element) -> bool:
    return (
        element.tag == "dialog" or (element.get("role") or "") in ("dialog", "alertdialog") or element.has("aria-modal")
    )


@cache
def _widgets() -> re.Pattern[str]:
    return re.compile(vocabulary.any_of(vocabulary.load("contacts")["widgets"]))
