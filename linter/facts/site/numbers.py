"""Page -> its phone numbers as they are written, and those that it calls a switchboard's."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from linter.data import vocabulary

if TYPE_CHECKING:
    from linter.facts.contacts.numbers.phones import Phone
    from linter.facts.facts import Facts

_BEFORE, _BEHIND = 30, 20
_MOST = 500
_SHOWN = 40


def written_numbers(facts: Facts) -> tuple[tuple[str, str], ...]:
    """Return every number that can exist once, with what stands on the page where it does first."""
    found: dict[str, str] = {}
    for phone in facts.contacts.phones:
        if phone.number and not phone.is_fax:
            found.setdefault(phone.number, " ".join(phone.text.split())[:_SHOWN])
    return tuple(found.items())[:_MOST]


def switchboards(facts: Facts) -> frozenset[str]:
    """Return the numbers beside which the page says that everybody is reached by them."""
    return frozenset(one.number for one in facts.contacts.phones if one.number and (one.is_short or _is_named(one)))


def _is_named(phone: Phone) -> bool:
    """Return whether a switchboard's word stands before the number on its line, or in brackets behind it."""
    line = phone.line.lowercase
    before = line[max(0, phone.start - _BEFORE) : phone.start]
    behind = line[phone.end : phone.end + _BEHIND].lstrip()
    is_alone = not any(char.isdigit() for char in before)
    return (is_alone and _word().search(before) is not None) or (
        behind.startswith("(") and _word().search(behind) is not None
    )


@cache
def _word() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{vocabulary.any_of(vocabulary.words('site', 'switchboard'))})(?!\w)")
