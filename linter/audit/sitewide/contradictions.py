"""Who is named on a site -> the pages on which somebody has another number than on most."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

import phonenumbers

from linter.audit.sitewide.identities import Identity, identities, sharers
from linter.audit.sitewide.mentions import Subject, folded, subject_of
from linter.facts.contacts.names import whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from linter.audit.sitewide.mentions import Given, Mentions

FEWEST = 3
"""Pages that have to say one thing, for the others to be wrong."""
_OF = 4
"""Of how many pages `FEWEST` are the clear majority: three quarters."""
_SHARED = 3
"""Bearers that make a number nobody's own."""
_LONG = 4
"""Letters of the name of a mailbox from which on it says whose it is."""
_MOST = 50
"""Numbers that somebody can have; who has more is a list."""
LineKind = Literal["mobile", "fixed"]


@dataclass(frozen=True, slots=True)
class Told:
    """One of the numbers of somebody, or several that stand side by side on a page, with the pages (and lines) that give it."""

    numbers: frozenset[str]
    places: Mapping[int, tuple[int, str]]
    """The line of each page, and the number on it."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Somebody has another number at one place than at most: `usual` on `pages` of `of` pages."""

    identity: Identity
    page: int
    line: int
    number: str
    usual: str
    pages: int
    of: int


class Numbers:
    """The numbers of everybody who is named on a site, without those that are nobody's own."""

    def __init__(self, mentions: Mentions) -> None:
        self.mentions = mentions
        self.identities = identities(mentions)
        self._shared = self._nobodys()
        self._framed = {phone for given in mentions.found if given.is_framed for phone in given.phones}

    def _nobodys(self) -> Mapping[str, set[str]]:
        """Return the numbers that are not a person's, or not a unit's own: those of a switchboard, and those of many."""
        by_number = sharers(self.identities)
        persons = {phone for phone, some in by_number.items() if len(some) >= _SHARED}
        units = {phone for phone, some in by_number.items() if sum(one.kind == "unit" for one in some) >= _SHARED}
        return {"person": persons, "address": persons, "unit": units}

    def told(self, identity: Identity, kind: LineKind, *, is_framed: bool) -> list[Told]:
        """Return what pages give as somebody's number of a kind, what most pages say first."""
        given = [one for one in identity.given if one.is_framed == is_framed]
        places: dict[str, dict[int, int]] = {}
        for one in given:
            for phone in self._own(identity, one, kind):
                for page, line in self.mentions.found[one]:
                    places.setdefault(phone, {}).setdefault(page, line)
        groups = _together(places, self._pages(identity)) if len(places) <= _MOST else []
        found = [_told(group, places) for group in groups]
        return sorted(found, key=lambda one: (-len(one.places), sorted(one.numbers)))

    def _own(self, identity: Identity, given: Given, kind: LineKind) -> Iterator[str]:
        for phone in given.phones:
            is_nobodys = phone in self.mentions.switchboards or phone in self._shared[identity.subject.kind]
            if not is_nobodys and (given.is_framed or phone not in self._framed) and line_kind(phone) == kind:
                yield phone

    def _pages(self, identity: Identity) -> Mapping[str, set[int]]:
        """Return the pages on which each number of somebody stands, wherever on them."""
        found: dict[str, set[int]] = {}
        for one in identity.given:
            for phone in one.phones:
                found.setdefault(phone, set()).update(page for page, _ in self.mentions.found[one])
        return found


def contradictions(numbers: Numbers) -> list[Contradiction]:
    """Return where few pages say something else than a clear majority, each place once."""
    found: dict[tuple[int, int], Contradiction] = {}
    for identity in (*numbers.identities, *_by_address(numbers)):
        for kind in LINE_KINDS:
            for is_framed in (False, True):
                for one in _against(identity, numbers.told(identity, kind, is_framed=is_framed)):
                    found.setdefault((one.page, one.line), one)
    return [found[place] for place in sorted(found)]


def majority(told: list[Told]) -> Told | None:
    """Return what a clear majority of the pages says, None where there is none."""
    if not told:
        return None
    most, of = len(told[0].places), sum(len(one.places) for one in told)
    return told[0] if most >= FEWEST and most * _OF >= of * FEWEST else None


LINE_KINDS: tuple[LineKind, ...] = ("fixed", "mobile")


@cache
def line_kind(phone: str) -> LineKind:
    """Return whether a number is that of a mobile phone."""
    try:
        kind = phonenumbers.number_type(phonenumbers.parse(phone))
    except phonenumbers.NumberParseException:
        return "fixed"
    return "mobile" if kind == phonenumbers.PhoneNumberType.MOBILE else "fixed"


def _against(identity: Identity, told: list[Told]) -> Iterator[Contradiction]:
    usual = majority(told)
    if usual is None:
        return
    number, of = _most_given(usual), sum(len(one.places) for one in told)
    for other in told[1:]:
        for page, (line, phone) in other.places.items():
            yield Contradiction(identity, page, line, phone, number, len(usual.places), of)


def _most_given(told: Told) -> str:
    """Return the number of a group that most pages give."""
    given = [phone for _, phone in told.places.values()]
    return max(sorted(set(given)), key=given.count)


def _together(places: Mapping[str, Mapping[int, int]], pages: Mapping[str, set[int]]) -> list[set[str]]:
    """Return the numbers in groups: those that stand on one page together do not contradict each other."""
    groups: list[set[str]] = []
    for phone in sorted(places):
        joined = [group for group in groups if any(pages[phone] & pages[one] for one in group)]
        groups = [group for group in groups if group not in joined]
        groups.append({phone}.union(*joined))
    return groups


def _told(group: Iterable[str], places: Mapping[str, Mapping[int, int]]) -> Told:
    found: dict[int, tuple[int, str]] = {}
    for phone in sorted(group):
        for page, line in places[phone].items():
            found.setdefault(page, (line, phone))
    return Told(frozenset(group), dict(sorted(found.items())))


def _by_address(numbers: Numbers) -> Iterator[Identity]:
    """Yield the readers of e-mail addresses that are one person's or unit's own, with all contacts that give them."""
    given: dict[str, list[Given]] = {}
    for one in numbers.mentions.found:
        if len(one.emails) == 1 and not whole.is_general_mailbox(one.emails[0]):
            given.setdefault(one.emails[0], []).append(one)
    for address, some in sorted(given.items()):
        bearers = {subject for one in some if (subject := subject_of(one)) is not None and subject.kind != "address"}
        if len(some) > 1 and (len(bearers) <= 1 or _is_one_unit(address, bearers)):
            yield Identity(Subject("address", address), tuple(sorted(some, key=lambda one: one.order)))


def _is_one_unit(address: str, bearers: Iterable[Subject]) -> bool:
    """Return whether a mailbox is that of one unit which pages call by several names: "Bygglov" and "Bygglovsenheten"."""
    account = "".join(filter(str.isalnum, folded(address.partition("@")[0])))
    return len(account) >= _LONG and all(one.kind == "unit" and account in one.name.replace(" ", "") for one in bearers)
