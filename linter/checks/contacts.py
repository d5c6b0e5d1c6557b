"""Checks of contact blocks, phone numbers and postcodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.facts.contacts import postal
from linter.facts.links import addresses
from linter.rules.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.facts.contacts.contacts import Contact
    from linter.facts.contacts.numbers.phones import Phone
    from linter.facts.facts import Facts
    from linter.page.dom import Element, Line
    from linter.rules.fault import Context


def contact_incomplete(facts: Facts, context: Context) -> Iterator[Fault]:
    """A block that lacks a part; one finding per block, naming all that is missing."""
    required = context.options["contact-incomplete"]["required"]
    for contact in facts.contacts.blocks:
        missing = [part for part in ("name", "phone", "email", "address") if _lacks(contact, part, required)]
        if missing:
            data = {"contact": contact.title, "missing": missing}
            yield Fault(
                _weight(contact),
                contact.location,
                contact.holder,
                f"{contact.title} {' '.join(missing)}",
                data,
                lines=contact.lines,
            )


def _lacks(contact: Contact, part: str, required: Sequence[str]) -> bool:
    if part in (contact.elsewhere | contact.unneeded) and part not in contact.empty:
        return False
    if part == "phone" and not contact.has_number:
        return (part in required and not contact.is_by_mail_only) or part in contact.empty
    if part == "email" and not contact.slots and not (contact.has_form and part not in contact.empty):
        return part in required or part in contact.empty
    if part == "name":
        is_known = contact.name or contact.function or contact.is_introduced or contact.region in ("footer", None)
        return part in required and not is_known
    return part == "address" and part in required and not (contact.street or contact.box or contact.postcodes)


def _weight(contact: Contact) -> str:
    has_channel = contact.has_number or contact.slots or contact.has_form or contact.elsewhere
    if not has_channel and not contact.empty:
        return "no_channel"
    lacking = {kind for kind in contact.empty if not (contact.has_number if kind == "phone" else contact.slots)}
    return "empty_label" if lacking else "lacks"


def phone_not_linked(facts: Facts, _context: Context) -> Iterator[Fault]:
    """A contact's number that cannot be tapped, where others on the page can."""
    page = facts.page
    linked = {phone.number for phone in facts.contacts.phones if phone.number and _dials(phone.element)}
    if not linked:
        return
    told: set[str] = set()
    for phone in (phone for contact in facts.contacts.blocks for phone in contact.phones):
        number = phone.number
        if number is None or phone.is_fax or phone.is_short or number in linked or number in told:
            continue
        if phone.line.element_at(phone.start).closest("a", "button") is None:
            told.add(number)
            where = page.text_location(phone.line, phone.start, phone.end)
            data = {"number": phone.text, "e164": number}
            yield Fault("unlinked", where, phone.line.element_at(phone.start), number, data)


def _dials(element: Element | None) -> bool:
    """Return whether an element is a link that dials."""
    return element is not None and (element.get("href") or "").lstrip()[:4].lower() == "tel:"


def contact_missing(facts: Facts, _context: Context) -> Iterator[Fault]:
    """An invitation to get in touch, and no way to do it."""
    if facts.page.is_fragment:
        return
    invitation = facts.invitation
    if invitation is not None:
        yield Fault(
            "invitation",
            invitation.location,
            invitation.line.element_at(0),
            invitation.line.text,
            {"phrase": invitation.phrase},
        )


def contact_needs_javascript(facts: Facts, context: Context) -> Iterator[Fault]:
    """A contact, or its phone number, that is there with scripting only."""
    revealed, renderings = context.revealed, context.renderings
    if revealed is None or renderings is None:
        return
    for made in revealed.contacts:
        contact = made.contact
        parts = {"phones": contact.numbers, "emails": contact.emails}
        content = " ".join((contact.title, *contact.numbers, *contact.emails))
        yield Fault("block", made.origin.location, made.origin.element, content, {"contact": contact.title, **parts})
    for number in revealed.numbers:
        data = {"number": number.phone.text, **({"contact": number.title} if number.title else {})}
        key = "phone" if number.title else "number"
        yield Fault(key, number.origin.location, number.origin.element, f"{number.title} {number.number}", data)
    invitation = facts.invitation
    if invitation is None or facts.page.is_fragment or renderings.scripted.invitation is not None:
        return
    if not (revealed.contacts or revealed.numbers or revealed.emails):
        element, data = invitation.line.element_at(0), {"phrase": invitation.phrase}
        yield Fault("answer", invitation.location, element, invitation.line.text, data)


def contact_phone_invalid(facts: Facts, _context: Context) -> Iterator[Fault]:
    """A number that cannot exist in its country."""
    page = facts.page
    of_contacts = {id(phone) for contact in facts.contacts.blocks for phone in contact.phones}
    for phone in facts.contacts.phones:
        if phone.fault is None or phone.is_fax or phone.line.region in ("header", "navigation"):
            continue
        if (not phone.labelled and id(phone) not in of_contacts) or _is_in_bad_address(phone):
            continue
        element = phone.element or phone.line.element_at(phone.start)
        own = element is not phone.line.block
        location = page.location(element) if own else page.text_location(phone.line, phone.start, phone.end)
        yield Fault(phone.fault, location, element, phone.text, {"number": phone.text})


def _is_in_bad_address(phone: Phone) -> bool:
    """Return whether a number stands in the address of a link only, and that address is told of by itself."""
    link = phone.element
    if link is None or phone.text in link.text:
        return False
    return addresses.address_fault(link.get("href") or "") is not None


def contact_postcode_invalid(facts: Facts, _context: Context) -> Iterator[Fault]:
    """A Swedish postcode that is not five digits, or outside the range in use."""
    page = facts.page
    seen: set[tuple[int, int]] = set()
    is_swedish = facts.country == "SE"
    for element in page.select("[itemprop=postalCode], .postal-code, .p-postal-code") if is_swedish else ():
        fault = postal.fault(element.text)
        if fault is not None:
            seen.update((line.index, line.text.find(element.text)) for line in element.lines)
            yield Fault(fault, page.location(element), element, element.text, {"value": element.text})
    labelled = frozenset(hit.line.index for hit in facts.hits["contact"] if hit.kind == "address")
    for line in _address_lines(facts):
        for code in postal.postcodes(line.text, facts.country):
            if code.fault is None or (line.index, code.start) in seen or not _ends_address(line, code.start, labelled):
                continue
            seen.add((line.index, code.start))
            element = line.element_at(code.start)
            own = element is not line.block
            location = page.location(element) if own else page.text_location(line, code.start, code.end)
            yield Fault(code.fault, location, element, code.text, {"value": code.text})


def _ends_address(line: Line, start: int, labelled: frozenset[int]) -> bool:
    """Return whether a street, a box or a label for an address stands before a place in a line, or in the line above."""
    if {line.index, line.index - 1} & labelled:
        return True
    before = line.text[:start]
    above = line.layout.lines[line.index - 1].text if line.index and not before.strip(" ,") else ""
    texts = (before.strip(" ,"), above)
    return any(postal.street(text) or postal.street_line(text) or postal.box(text) for text in texts)


def _address_lines(facts: Facts) -> Iterator[Line]:
    """Yield the lines that may hold a postcode: those of contact blocks, and those that begin with a label for an address."""
    for contact in facts.contacts.blocks:
        yield from contact.lines
    for hit in facts.hits["contact"]:
        if hit.kind == "address" and hit.start == 0 and hit.line.region not in ("header", "navigation"):
            yield hit.line
