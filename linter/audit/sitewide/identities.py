"""Contacts of a site -> who is who: those of one person, one unit or one address together, namesakes apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from linter.audit.sitewide.mentions import folded, subject_of
from linter.data import vocabulary
from linter.facts.contacts.names import names, whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from linter.audit.sitewide.mentions import Given, Mentions, Subject

_MOST = 200
"""Contacts of one name that can be told apart; where more are called the same, it is no name."""


@dataclass(frozen=True, slots=True)
class Identity:
    """One person, unit or address, with all contacts of it."""

    subject: Subject
    given: tuple[Given, ...]

    @property
    def called(self) -> str:
        """What a message calls it, as the first contact of it does."""
        first = self.given[0]
        return first.name or first.function or next(iter(first.emails), "")


def identities(mentions: Mentions) -> list[Identity]:
    """Return who is named on the site, sorted; contacts that may be of several are left out."""
    by_subject: dict[Subject, list[Given]] = {}
    for given in mentions.found:
        subject = subject_of(given)
        if subject is not None:
            by_subject.setdefault(subject, []).append(given)
    found = [
        Identity(subject, tuple(members))
        for subject, some in by_subject.items()
        if len(some) <= _MOST
        for members in _apart(subject, some, mentions.found)
    ]
    return sorted(found, key=lambda one: (one.subject.kind, one.subject.name, one.given[0].order))


def sharers(some: Iterable[Identity]) -> Mapping[str, set[Subject]]:
    """Return who is reached by each number."""
    found: dict[str, set[Subject]] = {}
    for one in some:
        for given in one.given:
            for phone in given.phones:
                found.setdefault(phone, set()).add(one.subject)
    return found


def _apart(
    subject: Subject, some: Sequence[Given], found: Mapping[Given, Sequence[tuple[int, int]]]
) -> Iterator[list[Given]]:
    """Yield the contacts of one name, those of one bearer together: what an e-mail address tells first, then the rest."""
    clusters: list[list[Given]] = []
    for given in sorted(some, key=lambda one: (not one.emails, -len(found[one]), one.order)):
        fitting = [cluster for cluster in clusters if all(_is_same(subject, given, one) for one in cluster)]
        if len(fitting) == 1:
            fitting[0].append(given)
        elif not fitting:
            clusters.append([given])
    yield from clusters


def _is_same(subject: Subject, one: Given, other: Given) -> bool:
    """Return whether two contacts of one name can be of one bearer."""
    if set(one.emails) & set(other.emails) and not all(map(whole.is_general_mailbox, one.emails)):
        return True
    if one.emails and other.emails:
        return False
    if subject.kind == "person":
        return _fits(one.function, other.function) and " " in subject.name
    if one.street and other.street:
        return folded(one.street) == folded(other.street)
    if not is_telling(one):
        return False
    return not (one.locality and other.locality) or folded(one.locality) == folded(other.locality)


def is_telling(given: Given) -> bool:
    """Return whether the name of a unit is enough to know it by: more than "the reception", which every house has."""
    words = folded(given.function or "").split()
    is_bare = all(word in _bare() for word in words)
    return not is_bare and names.is_unit(given.function or "")


def _fits(one: str | None, other: str | None) -> bool:
    """Return whether two functions can be of one person."""
    if not one or not other:
        return True
    first, second = folded(one), folded(other)
    return first in second or second in first


def _bare() -> frozenset[str]:
    return vocabulary.words("contacts", "units") | vocabulary.words("contacts", "whole")
