"""Short texts and addresses -> do they mean an organisation as a whole, or the house that it has its offices in."""

from __future__ import annotations

import re
from functools import cache

from linter.data import vocabulary

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")


def is_about_whole(text: str) -> bool:
    """Return whether a heading over contacts means the organisation as a whole: "Kontakta kommunen"."""
    plain = text.lower().strip(" .:")
    return plain.partition(" ")[2] in _whole() or any(word in _whole() for word in _WORD.findall(plain))


def is_general_mailbox(address: str) -> bool:
    """Return whether an address is that of a whole organisation: info@, registrator@."""
    return address.partition("@")[0].lower() in _mailboxes()


def is_building(text: str, site: str | None) -> bool:
    """Return whether a text is the name of a house, and not of the organisation that a site says it belongs to."""
    plain = text.lower().strip(" .,:;")
    if site is None:
        return plain.endswith(_buildings())
    return plain not in site.lower() and plain.endswith((*_buildings(), *_centers()))


@cache
def _whole() -> frozenset[str]:
    contacts = vocabulary.load("contacts")
    return frozenset(contacts["whole"]) - frozenset(contacts["around_invitations"]["us"])


@cache
def _mailboxes() -> frozenset[str]:
    return frozenset(vocabulary.load("contacts")["mailboxes"])


@cache
def _buildings() -> tuple[str, ...]:
    return tuple(vocabulary.load("contacts")["buildings"])


@cache
def _centers() -> tuple[str, ...]:
    return tuple(vocabulary.load("contacts")["centers"])
