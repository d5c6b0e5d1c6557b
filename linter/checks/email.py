"""Checks of e-mail slots: each slot has one fault at most, worked out with the facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.facts.email import foreign
from linter.rules.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.facts.email.slot import Slot
    from linter.facts.facts import Facts
    from linter.model.finding import Outcome
    from linter.rules.fault import Context


def email_needs_javascript(facts: Facts, context: Context) -> Iterator[Fault]:
    """An address that cannot be read or used with scripting off."""
    revealed = context.revealed
    for slot in _with(facts, "needs_javascript"):
        if revealed is not None and revealed.is_readable_without(slot):
            continue
        data, key = {"technique": slot.technique}, slot.detail
        shown = revealed.answer(slot) if revealed is not None and not slot.readable else None
        if shown or slot.address:
            data["address"], key = shown or slot.address or "", "unusable" if slot.readable else "known"
        if shown:
            data["confirmed_by"] = "browser"
        yield Fault(key, slot.location, slot.element, f"{slot.address or ''} {slot.technique}", data)
    for found in revealed.emails if revealed is not None else ():
        data = {"technique": "script", "address": found.address, "confirmed_by": "browser"}
        yield Fault("revealed", found.origin.location, found.origin.element, found.address, data)


def email_as_image(facts: Facts, _context: Context) -> Iterator[Fault]:
    """A picture that stands for an address."""
    for slot in _with(facts, "image"):
        yield Fault("image", slot.location, slot.element, slot.text, {"src": slot.text})


def email_obfuscated(facts: Facts, _context: Context) -> Iterator[Fault]:
    """An address that a person has to rebuild."""
    for slot in _with(facts, "obfuscated"):
        data = {"text": slot.text, "technique": slot.technique}
        if slot.address:
            data["address"] = slot.address
        yield Fault(slot.detail, slot.location, slot.element, slot.text, data)


def email_link_invalid(facts: Facts, _context: Context) -> Iterator[Fault]:
    """A `mailto:` that is malformed, or an address used as a web address."""
    for slot in _with(facts, "invalid"):
        outcome: Outcome = "cannot_tell" if slot.detail == "unfilled" else "failed"
        yield Fault(slot.detail, slot.location, slot.element, slot.text, {"href": slot.text}, outcome)


def email_link_mismatch(facts: Facts, _context: Context) -> Iterator[Fault]:
    """A link whose text is an address other than the one it opens."""
    for slot in _with(facts, "mismatch"):
        yield Fault(
            "mismatch",
            slot.location,
            slot.element,
            f"{slot.text} {slot.address}",
            {"text": slot.text, "target": slot.address},
        )


def email_domain_foreign(facts: Facts, context: Context) -> Iterator[Fault]:
    """A contact whose address belongs to another domain than the site's own."""
    options = context.options["email-domain-foreign"]
    own = foreign.own_domains(facts.page, options["domains"])
    if not own or not facts.emails:
        return
    holders = {
        id(slot): foreign.Holder(contact.title, contact.lines, contact.region)
        for contact in facts.contacts.blocks
        for slot in contact.slots
    }
    for found in foreign.foreign_addresses(facts.page, facts.emails, holders, own):
        data = {"address": found.address, "domain": found.domain, "own": own[0]}
        yield Fault(found.kind, found.slot.location, found.slot.element, found.address, data)


def _with(facts: Facts, fault: str) -> Iterator[Slot]:
    return (slot for slot in facts.emails if slot.fault == fault)
