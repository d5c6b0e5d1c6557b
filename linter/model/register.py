"""The contacts register of a site: everybody who is named on its pages, with what the pages give. Frozen data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

EntryKind = Literal["person", "unit", "other"]


@dataclass(frozen=True, slots=True)
class Place:
    """A page, by its source, and the line of it at which a contact stands."""

    source: str
    line: int


@dataclass(frozen=True, slots=True)
class NumberOfPages:
    """A phone number (in E.164, with `text` as a page writes it) or an e-mail address, and on how many pages it is given."""

    value: str
    text: str
    pages: int


@dataclass(frozen=True, slots=True)
class PostalAddress:
    """A postal address, as far as pages give it."""

    street: str | None
    box: str | None
    postal_code: str | None
    locality: str | None


@dataclass(frozen=True, slots=True)
class Contradicted:
    """A place that gives `number` where `pages` of `of` pages give `usual`, both as they are written."""

    place: Place
    number: str
    usual: str
    pages: int
    of: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One person, unit or other contact; `places` has each page once, `regions` the parts of pages that it stands in."""

    kind: EntryKind
    name: str | None
    functions: tuple[str, ...]
    phones: tuple[NumberOfPages, ...]
    emails: tuple[NumberOfPages, ...]
    addresses: tuple[PostalAddress, ...]
    regions: tuple[str, ...]
    places: tuple[Place, ...]
    contradictions: tuple[Contradicted, ...] = ()

    @property
    def called(self) -> str:
        """What it is called: its name, else its function, else how it is reached."""
        reached = (one.text for one in (*self.emails, *self.phones))
        return self.name or next(iter(self.functions), "") or next(reached, "")


@dataclass(frozen=True, slots=True)
class Register:
    """All contacts of a site of `pages` pages: people and units by name, then the rest; `left_out` were too many."""

    entries: tuple[Entry, ...] = ()
    pages: int = 0
    left_out: int = 0
