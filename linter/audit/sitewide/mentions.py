"""The contacts of a site's pages -> each contact once, with the pages that it stands on: a footer's is one, however many have it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import dropwhile
from typing import TYPE_CHECKING, Any, Literal

from linter.data import vocabulary
from linter.facts.contacts.names import names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linter.model.report import PageReport

_TEMPLATE = frozenset({"header", "navigation", "footer"})
_MARKS = frozenset("\u0300\u0301\u0302")
"""Accents that people leave out; a ring and two dots make other letters."""
_MOST = 200_000
"""Different contacts of a site that are kept."""
SubjectKind = Literal["person", "unit", "address"]


@dataclass(frozen=True, slots=True)
class Given:
    """What a page gives of one contact; `region` is the part of the page that it stands in."""

    name: str | None
    function: str | None
    phones: tuple[str, ...]
    emails: tuple[str, ...]
    street: str | None
    box: str | None
    postal_code: str | None
    locality: str | None
    region: str | None

    @property
    def is_framed(self) -> bool:
        """Whether it stands in what a template puts around every page."""
        return self.region in _TEMPLATE

    @property
    def order(self) -> tuple[str, ...]:
        """What contacts are sorted by."""
        parts = (
            self.name,
            self.function,
            *self.phones,
            *self.emails,
            self.street,
            self.box,
            self.postal_code,
            self.region,
        )
        return tuple(one or "" for one in parts)


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a contact is of: a person or a unit by the folded name, else who reads an e-mail address."""

    kind: SubjectKind
    name: str


@dataclass(slots=True)
class Mentions:
    """All contacts of a site, as its pages come."""

    found: dict[Given, list[tuple[int, int]]] = field(default_factory=dict)
    """Every contact with the pages and lines that it stands at."""
    written: dict[str, str] = field(default_factory=dict)
    """Every number in E.164, as it was first met."""
    switchboards: set[str] = field(default_factory=set)
    """The numbers that a page calls a switchboard's."""
    left_out: int = 0
    """Contacts that were too many to be kept."""

    def add(self, number: int, page: PageReport) -> None:
        """Take the contacts of one page."""
        for fact in page.facts.get("contacts", ()):
            given = _given(fact)
            if given is None:
                continue
            if given not in self.found and len(self.found) >= _MOST:
                self.left_out += 1
                continue
            self.found.setdefault(given, []).append((number, int(fact["line"] or 1)))
        if page.site is not None:
            self.switchboards.update(page.site.switchboards)
            for phone, text in page.site.numbers:
                self.written.setdefault(phone, text)

    def shown(self, phone: str) -> str:
        """Return a number as a page writes it."""
        return self.written.get(phone, phone)


@lru_cache(maxsize=65_536)
def folded(text: str) -> str:
    """Return the one form that names are compared in: without case, accents, hyphens, marks and titles before them."""
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    plain = unicodedata.normalize("NFC", "".join(char for char in plain if char not in _MARKS))
    words = "".join(char if char.isalnum() else " " for char in plain).split()
    return " ".join(dropwhile(vocabulary.words("names", "honorifics").__contains__, words))


def subject_of(given: Given) -> Subject | None:
    """Return whom a contact is of, None where its words are those of any: a title, a heading like "Contact us"."""
    if given.name and folded(given.name):
        return Subject("person", folded(given.name))
    function = given.function or ""
    if function and not names.is_generic(function) and not names.is_role(function) and folded(function):
        return Subject("unit", folded(function))
    if len(given.emails) == 1 and not function:
        return Subject("address", given.emails[0])
    return None


def _given(fact: Mapping[str, Any]) -> Given | None:
    """Return a contact, None where nothing is known of it but that it stands there."""
    given = Given(
        name=fact["name"],
        function=fact["function"],
        phones=tuple(fact["phones"]),
        emails=tuple(dict.fromkeys(one.lower() for one in fact["emails"])),
        street=fact["street"],
        box=fact["box"],
        postal_code=fact["postal_code"],
        locality=fact["locality"],
        region=fact["region"],
    )
    return given if any((given.name, given.function, given.phones, given.emails, given.street, given.box)) else None
