"""Who is named on a site, and what contradicts -> its contacts register: everybody once, with all pages."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, get_args

from linter.audit.sitewide.contradictions import Numbers, contradictions
from linter.audit.sitewide.mentions import folded, subject_of
from linter.audit.sitewide.pages import see
from linter.model.register import Contradicted, Entry, EntryKind, NumberOfPages, Place, PostalAddress, Register

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from linter.audit.sitewide.contradictions import Contradiction
    from linter.audit.sitewide.mentions import Given
    from linter.audit.sitewide.pages import Site
    from linter.model.audit import Review

_KINDS: tuple[EntryKind, ...] = get_args(EntryKind)
_LAST = str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}"})
"""Letters that Swedish sorts behind z."""


def register_of(review: Review) -> Register:
    """Return the register of a review, made of its pages where it is not made yet."""
    if review.register is not None:
        return review.register
    site = see(review.report, {})
    numbers = Numbers(site.mentions)
    return make(site, numbers, contradictions(numbers))


def make(site: Site, numbers: Numbers, found: Sequence[Contradiction]) -> Register:
    """Return the register."""
    against: dict[Given, list[Contradiction]] = defaultdict(list)
    for one in found:
        for given in one.identity.given:
            against[given].append(one)
    named = [one.given for one in numbers.identities if one.subject.kind != "address"]
    known = {given for some in named for given in some}
    rest = [(given,) for given in site.mentions.found if given not in known]
    entries = [
        _entry(site, some, dict.fromkeys(one for given in some for one in against.get(given, ())))
        for some in (*named, *rest)
    ]
    entries.sort(key=lambda one: (_KINDS.index(one.kind), folded(one.called).translate(_LAST), one.places[0].source))
    return Register(tuple(entries), len(site.pages), site.mentions.left_out)


def _entry(site: Site, some: Sequence[Given], against: Iterable[Contradiction]) -> Entry:
    places = _places(site, some)
    return Entry(
        kind=_kind(some[0]),
        name=some[0].name,
        functions=_each(one.function for one in some),
        phones=_counted(site, some, [one.phones for one in some]),
        emails=_counted(site, some, [one.emails for one in some]),
        addresses=tuple(dict.fromkeys(one for given in some if (one := _address(given)) is not None)),
        regions=_each(one.region for one in some),
        places=places,
        contradictions=tuple(
            Contradicted(
                Place(site.pages[one.page].source, one.line),
                site.mentions.shown(one.number),
                site.mentions.shown(one.usual),
                one.pages,
                one.of,
            )
            for one in against
        ),
    )


def _kind(given: Given) -> EntryKind:
    subject = subject_of(given)
    if subject is None:
        return "person" if given.name else "other"
    return "person" if subject.kind == "person" else "unit" if subject.kind == "unit" else "other"


def _places(site: Site, some: Sequence[Given]) -> tuple[Place, ...]:
    lines: dict[int, int] = {}
    for given in some:
        for page, line in site.mentions.found[given]:
            lines[page] = min(line, lines.get(page, line))
    return tuple(Place(site.pages[page].source, line) for page, line in sorted(lines.items()))


def _counted(site: Site, some: Sequence[Given], values: Sequence[Sequence[str]]) -> tuple[NumberOfPages, ...]:
    """Return values with the number of pages that give each, that of most pages first."""
    pages: dict[str, set[int]] = defaultdict(set)
    for given, own in zip(some, values, strict=True):
        for value in own:
            pages[value].update(page for page, _ in site.mentions.found[given])
    counts = Counter({value: len(some_pages) for value, some_pages in pages.items()})
    return tuple(NumberOfPages(value, site.mentions.shown(value), number) for value, number in counts.most_common())


def _address(given: Given) -> PostalAddress | None:
    parts = (given.street, given.box, given.postal_code, given.locality)
    return PostalAddress(*parts) if any(parts) else None


def _each(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))
