"""Outlines of a site's pages -> the types of each, with the signs that say so: its own, and those of links to it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from linter.audit.sampling.processes import find_processes
from linter.facts.page_types import names
from linter.model.outline import TYPES, Sign
from linter.model.target import FIRST_PAGES
from linter.page.urls import without_fragment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from linter.model.outline import Lead, PageOutline, PageType

_NO_SERVICE: frozenset[PageType] = frozenset(
    ("start", "login", "sitemap", "contact", "help", "legal", "statement", "feedback", "search", "news")
)
"""Types of pages that serve the site: they are no service, whatever their address names."""
_FEWEST_LINKS = 2
"""Pages that have to call a page by a name, where none of them is the start page."""
_PAIR = 2
_MENU = 20
"""Entries of the start page's navigation that are uses of the site of their own."""


@dataclass(frozen=True, slots=True)
class TypedPage:
    """A page with what it is; `signs` are those that count, in the order of the types."""

    outline: PageOutline
    signs: tuple[Sign, ...] = ()
    process: str | None = None
    """The source of the page that the process begins with which the page is a step of."""

    @property
    def types(self) -> tuple[PageType, ...]:
        """The types of the page, in their order."""
        have = {sign.type for sign in self.signs}
        return tuple(one for one in TYPES if one in have)

    @property
    def service(self) -> str | None:
        """The kind of service that it is about."""
        return next((sign.of for sign in self.signs if sign.type == "service"), None)

    def signs_of(self, name: PageType) -> tuple[Sign, ...]:
        """Return what says that it is of a type."""
        return tuple(sign for sign in self.signs if sign.type == name)


def recognise(outlines: Sequence[PageOutline]) -> tuple[TypedPage, ...]:
    """Return the pages with their types, in the order of their sources: in which order they come says nothing."""
    ordered = sorted({one.source: one for one in outlines}.values(), key=lambda one: one.source)
    known = _by_address(ordered)
    starts = frozenset(one.source for one in _starts(ordered))
    linked = _linked(ordered, known, starts)
    processes = find_processes(ordered, known)
    pages = []
    for one in ordered:
        own = (sign for sign in one.signs if sign.type != "start" or one.source in starts)
        signs = _deciding([*own, *linked.get(one.source, ())])
        process = processes.get(one.source)
        if process is not None:
            signs = (*signs, Sign("process", "step", process))
        pages.append(TypedPage(one, signs, process))
    return tuple(pages)


def _by_address(outlines: Sequence[PageOutline]) -> Mapping[str, str]:
    """Return the sources by the addresses that links may have; one that several pages declare as theirs says nothing."""
    own: dict[str, str] = {}
    declared: dict[str, set[str]] = defaultdict(set)
    for one in outlines:
        for number, address in enumerate(one.addresses):
            key, _ = without_fragment(address)
            if number == 0:
                own.setdefault(key, one.source)
            declared[key].add(one.source)
    for key, source in list(own.items()):
        folder, _, name = key.rpartition("/")
        if name in FIRST_PAGES:  # what a server sends for the folder
            declared[f"{folder}/"].add(source)
    return {**{key: next(iter(sources)) for key, sources in declared.items() if len(sources) == 1}, **own}


def _starts(outlines: Sequence[PageOutline]) -> list[PageOutline]:
    """Return the start pages: where one is at the root of the site, no other page is one by its looks."""
    found = [one for one in outlines if any(sign.type == "start" for sign in one.signs)]
    roots = [one for one in found if any(sign.kind == "root" for sign in one.signs)]
    return roots or found


def _linked(
    outlines: Sequence[PageOutline], known: Mapping[str, str], starts: frozenset[str]
) -> Mapping[str, list[Sign]]:
    """Return what links say of the pages that they lead to."""
    called: dict[tuple[str, PageType], dict[str, tuple[str, bool]]] = defaultdict(dict)
    found: dict[str, list[Sign]] = defaultdict(list)
    for one in outlines:
        is_start, menu = one.source in starts, 0
        for lead in one.leads:
            source = known.get(without_fragment(lead.url)[0])
            if source is None or source == one.source:
                continue
            if lead.is_framed or is_start:
                for name, is_weak in names.types_named(lead.text).items():
                    called[source, name].setdefault(one.source, (lead.text, is_weak))
            if is_start and lead.is_menu and menu < _MENU and lead.text:
                menu += 1
                found[source].append(_in_menu(lead))
    for (source, name), by in called.items():
        if len(by) < _FEWEST_LINKS and not starts.intersection(by):
            continue
        text, is_weak = min(by.values(), key=lambda told: (told[1], told[0]))
        found[source].append(Sign(name, "link", text, is_weak, count=len(by)))
    return found


def _in_menu(lead: Lead) -> Sign:
    return Sign("service", "menu", lead.text, of=lead.text.lower())


def _deciding(signs: Sequence[Sign]) -> tuple[Sign, ...]:
    """Return the signs of the types that a page has: one that is enough, or two weak ones of different kinds."""
    have = {sign.type for sign in signs if not sign.is_weak}
    for name in TYPES:
        if len({sign.kind for sign in signs if sign.type == name}) >= _PAIR:
            have.add(name)
    if have & _NO_SERVICE:
        have.discard("service")
    return tuple(_ordered(sign for sign in signs if sign.type in have))


def _ordered(signs: Iterator[Sign]) -> list[Sign]:
    """Return signs by type; of services those of the page itself come first."""
    return sorted(signs, key=lambda sign: (TYPES.index(sign.type), sign.kind == "menu"))


def with_types(page: TypedPage, types: Sequence[PageType], said_by: str) -> TypedPage:
    """Return a page with the types that a person says it has; signs of those it had already stay."""
    signs: list[Sign] = []
    for name in types:
        signs.extend(page.signs_of(name) or (Sign(name, "corrected", said_by),))
    process = (page.process or said_by) if "process" in types else None
    return replace(page, signs=tuple(_ordered(iter(signs))), process=process)
