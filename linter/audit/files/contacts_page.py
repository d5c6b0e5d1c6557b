"""Review -> the contacts register as an HTML page: what contradicts first, then people, units and the rest by name."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from linter.audit.addresses import address_of, site_host, subjects
from linter.audit.files import tables
from linter.audit.sitewide.register import register_of
from linter.model.target import is_address
from linter.report.html.html_text import escaped, quoted
from linter.report.words.words import words_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from linter.model.audit import Review
    from linter.model.register import Contradicted, Entry, EntryKind, NumberOfPages, Place, PostalAddress
    from linter.report.words.words import Words

    Known = Mapping[str, str | None]

NAME = "contacts.html"
STYLE = """
a { color: LinkText; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem; list-style: none; padding: 0; }
nav a { display: block; min-width: 1.75rem; padding: .25rem .5rem; text-align: center; border: 1px solid var(--line); }
.entry { padding: .6rem 0; border-top: 1px solid var(--line); break-inside: avoid; }
.entry h3 { margin: 0 0 .3rem; font-size: 1.05rem; }
.entry dl { display: grid; grid-template-columns: minmax(7rem, 12rem) 1fr; gap: .2rem 1rem; margin: 0; }
.entry dt { grid-column: 1; color: var(--soft); }
.entry dd { grid-column: 2; margin: 0; }
.entry ul { margin: 0; padding-left: 1.2rem; }
.entry p { margin: .3rem 0 0; }
summary { padding: .15rem 0; cursor: pointer; }
.against { border-left: .3rem solid currentColor; padding-left: .6rem; }
@media (max-width: 40rem) { .entry dl { display: block; } .entry dd { margin-bottom: .3rem; } }
thead th { overflow-wrap: normal; }
@media print { nav { display: none; } body { max-width: none; font-size: 10pt; } }
"""
_KINDS: tuple[tuple[EntryKind, str], ...] = (
    ("person", "contacts_people"),
    ("unit", "contacts_units"),
    ("other", "contacts_others"),
)
_FEW, _MOST = 3, 200
"""Pages of a contact that are shown at once, and those that are shown at all."""


def render(review: Review) -> Iterator[str]:
    """Yield the page."""
    run = review.report.run
    words, known, register = words_in(run.language), subjects(review), register_of(review)
    title = words("contacts_title", site=review.title or site_host(review))
    lead = words("contacts_lead", contacts=len(register.entries), pages=words.count("page", register.pages))
    cut = [words("contacts_left_out", number=register.left_out)] if register.left_out else []
    parts = [tables.texts([lead, *cut]), *_contradictions(register.entries, known, words)]
    for kind, heading in _KINDS:
        some = [one for one in register.entries if one.kind == kind]
        if some:
            parts.append(f"<h2>{words(heading)} ({len(some)})</h2>\n")
            parts.extend(_entries(some, kind, known, words))
    yield tables.document(title, run.language, parts, run.today, STYLE)


def contradiction(told: Contradicted, known: Known, words: Words) -> str:
    """Return what contradicts, in a sentence."""
    return _sentence(told, (told.number, address_of(told.place.source, known), told.usual), words)


def _sentence(told: Contradicted, values: tuple[str, str, str], words: Words) -> str:
    number, page, usual = values
    where = {"page": page, "line": told.place.line}
    return words("contacts_contradiction", number=number, usual=usual, **where, pages=told.pages, of=told.of)


def _contradictions(entries: Iterable[Entry], known: Known, words: Words) -> Iterator[str]:
    """Yield the section of what contradicts, where something does."""
    yield f"<h2>{words('contacts_contradictions')}</h2>\n"
    rows = [
        (
            quoted(one.called),
            quoted(told.number),
            _linked(told.place, known),
            str(told.place.line),
            quoted(told.usual),
            words("folder_pages_of", pages=told.pages, of=told.of),
        )
        for one in entries
        for told in one.contradictions
    ]
    if not rows:
        yield tables.texts([words("contacts_no_contradictions")])
        return
    keys = ("name", "number_here", "page", "line", "number_usual", "pages_n")
    yield tables.table(words("contacts_against"), [words(f"column_{key}") for key in keys], rows)


def _entries(some: Sequence[Entry], kind: EntryKind, known: Known, words: Words) -> Iterator[str]:
    """Yield contacts with the letters that lead to them."""
    letters = [(letter, list(own)) for letter, own in groupby(some, key=_letter)]
    if len(letters) > 1:
        links = "".join(
            f'<li><a href="#{kind}-{number}">{escaped(one)}</a></li>' for number, (one, _) in _named(letters)
        )
        yield f'<nav aria-label="{escaped(words(f"contacts_letters_{kind}"))}"><ul>{links}</ul></nav>\n'
    for number, (_, own) in _named(letters):
        for place, one in enumerate(own):
            yield _entry(one, f' id="{kind}-{number}"' if place == 0 else "", known, words)


def _named(letters: Sequence[tuple[str, list[Entry]]]) -> Iterator[tuple[int, tuple[str, list[Entry]]]]:
    yield from enumerate(letters, 1)


def _letter(one: Entry) -> str:
    first = one.called.lstrip()[:1].upper()
    return first if first.isalpha() else "#"


def _entry(one: Entry, name: str, known: Known, words: Words) -> str:
    rows = [
        ("function", [quoted(text) for text in one.functions if text != one.called]),
        ("phones", _values(one.phones, words)),
        ("emails", _values(one.emails, words)),
        ("address", [quoted(_postal(address)) for address in one.addresses]),
        ("pages", [_pages(one.places, known, words)]),
    ]
    shown = "".join(
        f"<dt>{escaped(words(f'column_{key}'))}</dt>{''.join(f'<dd>{value}</dd>' for value in values)}"
        for key, values in rows
        if values
    )
    against = "".join(
        f'<p class="against">{_sentence(told, (quoted(told.number), _linked(told.place, known), quoted(told.usual)), words)}</p>'
        for told in one.contradictions
    )
    heading = quoted(one.called) if one.called else escaped(words("contacts_unnamed"))
    return f'<div class="entry"{name}><h3>{heading}</h3><dl>{shown}</dl>{against}</div>\n'


def _values(some: Sequence[NumberOfPages], words: Words) -> list[str]:
    """Return numbers or addresses; of several, how many pages give each."""
    if len(some) == 1:
        return [quoted(some[0].text)]
    return [f"{quoted(one.text)} <small>{escaped(words.count('page', one.pages))}</small>" for one in some]


def _postal(one: PostalAddress) -> str:
    town = " ".join(filter(None, (one.postal_code, one.locality)))
    return ", ".join(filter(None, (one.street, one.box, town)))


def _pages(places: Sequence[Place], known: Known, words: Words) -> str:
    """Return the pages as a list, folded where they are many."""
    if len(places) == 1:
        return _linked(places[0], known)
    shown = "".join(f"<li>{_linked(place, known)}</li>" for place in places[:_MOST])
    rest = len(places) - _MOST
    more = f"<li>{escaped(words('contacts_more', number=rest))}</li>" if rest > 0 else ""
    if len(places) <= _FEW:
        return f"<ul>{shown}</ul>"
    summary = escaped(words.count("page", len(places)))
    return f"<details><summary>{summary}</summary><ul>{shown}{more}</ul></details>"


def _linked(place: Place, known: Known) -> str:
    address = address_of(place.source, known)
    return f'<a href="{escaped(address)}">{quoted(address)}</a>' if is_address(address) else quoted(address)
