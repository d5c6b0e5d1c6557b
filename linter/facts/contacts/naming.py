"""Contact block -> whose it is: a person's name, and a function (a title, a unit, an organisation)."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from linter.data import vocabulary
from linter.facts.contacts import markup
from linter.facts.contacts.names import names, whole
from linter.facts.contacts.parts import is_continued_role, name_part, text_parts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from linter.facts.contacts.blocks import Block
    from linter.facts.contacts.lines import Traits
    from linter.facts.contacts.markup import Names
    from linter.facts.contacts.parts import Part
    from linter.facts.search.word_search import Hit

    OwnName = Callable[[], str | None]

_STOPS = " ,;:·|•–-/("
_TOWN = re.compile(r"([A-Z][\w.’' -]{1,40}?),?\s[A-Z]{2}\.?,?\s\d{5}\b")
_TITLE_END = re.compile(r"[,;:|·•(]|\s[–-]\s|\d")
_ONE_WORD = re.compile(r"[A-ZÅÄÖÆØÜÉ][^\W\d_]{1,30}")
_ROLES_APART = re.compile(r"\s*[,–(|·/]\s*|\s-\s")


def names_of(block: Block, traits: Sequence[Traits], emails: Sequence[str], site: OwnName) -> Names:
    """Return the person's name and the function of a contact."""
    name, function = _names(block, traits, emails, site)
    if function is None:
        return name, None
    function = _unbroken(function, traits)
    return name, function if name is not None else _in_full(function, site)


def _unbroken(function: str, traits: Sequence[Traits]) -> str:
    """Return a title that goes on in the next line with what stands there: "Enhetschef för skolor och", "förskolor"."""
    last = function.rpartition(" ")[2].lower()
    if last not in vocabulary.words("contacts", "going_on") or not names.is_role(function):
        return function
    broken = next((n for n, t in enumerate(traits[:-1]) if t.line.text.rstrip().endswith(function)), None)
    rest = _TITLE_END.split(traits[broken + 1].line.text, maxsplit=1)[0].strip() if broken is not None else ""
    return f"{function} {rest}" if rest and names.person(rest) is None else function


def _in_full(function: str, site: OwnName) -> str:
    """Return the site's own name where a contact gives only its first word: "Hamnverket" of "Hamnverket i Granvik"."""
    if " " in function or not names.is_unit(function):
        return function
    own = site()
    return own if own is not None and own.lower().startswith(f"{function.lower()} ") else function


def _names(block: Block, traits: Sequence[Traits], emails: Sequence[str], site: OwnName) -> Names:
    if block.row is not None:
        return _row_names(block, emails)
    marked = markup.marked_names(block.element, emails)
    every = text_parts(traits)
    towns = _towns(traits)
    parts = [part for part in every if part.label != "asked" and part.text not in towns]
    if marked is not None and marked[0]:
        return marked[0], marked[1] or next(
            (p.text for p in parts if names.is_role(p.text) and p.text != marked[0]), None
        )
    if block.region == "footer" and not block.marked:
        return None, _footer_name(parts, traits, site())
    found = _person(every, traits, emails)
    if found is not None:
        return found[0], found[1] or _role_in_heading(block)
    function = (marked[1] if marked else None) or _function(parts, traits)
    led = _person_in_heading(block, emails)
    if led is not None:
        return led, function
    if _is_of_site(block, function, emails) and (own := site()) is not None:
        return None, own
    headed = _heading(block, site)
    is_house = headed is not None and function is not None and whole.is_building(function, None)
    return None, headed if is_house else function or headed


def _is_of_site(block: Block, function: str | None, emails: Sequence[str]) -> bool:
    """Return whether a contact under a heading like "Contact us" is that of the whole organisation.

    The heading says so, the only name is that of a house, or an address is the organisation's mailbox.
    """
    led = [line.text for line in (block.heading, *block.lines[:1]) if line is not None]
    if not any(map(names.is_generic, led)):
        return False
    if function is not None:
        return whole.is_building(function, None)
    return any(map(whole.is_about_whole, led)) or any(map(whole.is_general_mailbox, emails))


def _towns(traits: Sequence[Traits]) -> frozenset[str]:
    """Return the towns of the addresses: "Elmton" of "Elmton, IL 60659", and that below a street without a postcode."""
    told = (match[1] for t in traits if (match := _TOWN.match(t.line.text)))
    below = (t.line.text for street, t in pairwise(traits) if street.street and not street.postcodes)
    alone = (text for text in below if _ONE_WORD.fullmatch(text) and not (names.is_unit(text) or names.is_role(text)))
    return frozenset((*told, *alone, *(code.locality for t in traits for code in t.postcodes if code.locality)))


def _row_names(block: Block, emails: Sequence[str]) -> Names:
    cell = block.row.cell("name") if block.row else None
    duty = block.row.cell("function") if block.row else None
    text = cell.text if cell else ""
    name = names.family_first(text, sure=True) or names.person(text, sure=True, emails=emails)
    function = duty.text if duty and duty.text else None
    if cell is None and function is not None and (filled := names.person(function, emails=emails)) is not None:
        return filled, None
    return name, function if name else (text or function)


# -- people ---------------------------------------------------------------------------------------------------------------


def _person(parts: Sequence[Part], traits: Sequence[Traits], emails: Sequence[str]) -> Names | None:
    """Return the first person, and what stands beside the name."""
    split = _split_name(traits)
    if split is not None:
        return split, next((p.text for p in parts if p.label == "function" or names.is_role(p.text)), None)
    first = next((t.line.index for t in traits if t.has_channel), None)
    above = [i for i, part in enumerate(parts) if first is None or part.line <= first]
    below = [i for i in range(len(parts)) if i not in above]
    for index in (*reversed(above), *below):
        part = parts[index]
        beside = [p for p in parts[max(0, index - 1) : index + 2] if p is not part and abs(p.line - part.line) <= 1]
        title = _ROLES_APART.split(part.text, maxsplit=1)[1:]
        has_role = part.label == "name" or any(
            names.is_role(text) and not names.person(text) for text in (*title, *(p.text for p in beside))
        )
        name = names.person(part.text, emails=emails, has_role=has_role)
        if name is not None:
            return name, _beside(parts, index, name)
    return None


def _beside(parts: Sequence[Part], index: int, name: str) -> str | None:
    """Return the function of a person: on the line of the name, on the next one or the one before."""
    part = parts[index]
    before, _, after = part.text.partition(name)
    if names.is_role(before.strip(_STOPS + ".")):
        return before.strip(_STOPS + ".")
    after = after.strip(_STOPS)
    after = after if "(" in after else after.rstrip(")")
    after = "" if after.lower().rstrip(".") in vocabulary.words("names", "after") else after
    if len(after) > 1 and (names.may_name(after) or is_continued_role(after) or "," in part.text):
        return after
    labelled = [p.text for p in parts if p.label == "function"]
    if labelled:
        return next(filter(names.is_role, labelled), labelled[0])
    following = [p for p in parts[index + 1 : index + 2] if p.line - part.line <= 1]
    previous = [p for p in parts[max(0, index - 1) : index] if part.line - p.line <= 1]
    beside = [p.text for p in (*following, *previous) if p.label is None and not _is_person(p.text)]
    role = next((text for text in beside if names.is_role(text)), None)
    far = next((p.text for p in parts if p is not part and names.is_role(p.text) and name not in p.text), None)
    heading = next((p.text for p in parts if p.is_heading and p is not part and name not in p.text), None)
    return role or far or next(iter(beside), None) or heading


def _is_person(text: str) -> bool:
    """Return whether a text is a person's name, alone or with a title after it: "Anna Ek, Vice Chair"."""
    titles = _ROLES_APART.split(text, maxsplit=1)[1:]
    return names.person(text, has_role=any(map(names.is_role, titles))) is not None


def _split_name(traits: Sequence[Traits]) -> str | None:
    """Return a name that is given in two halves, each with its label."""
    halves = {}
    for index, own in enumerate(traits):
        kind = name_part(own.line.text.split(":", 1)[0])
        if kind is None:
            continue
        inline = own.line.text.partition(":")[2].strip()
        halves[kind] = inline or (traits[index + 1].line.text if index + 1 < len(traits) else "")
    given, family = halves.get("given"), halves.get("family")
    return f"{given} {family}" if given and family else None


# -- functions ------------------------------------------------------------------------------------------------------------


def _function(parts: Sequence[Part], traits: Sequence[Traits]) -> str | None:
    """Return what a label says is a name or a function, else what stands above the numbers and addresses."""
    named = next((p.text for p in parts if p.label == "name"), None)
    if named is not None:
        return named
    labelled = next((p.text for p in parts if p.label is not None), None)
    first = next((t.line.index for t in traits if t.has_channel), None)
    above = [p for p in parts if first is None or p.line <= first]
    head = next((p.text for p in above if p.is_heading), None)
    head = head or next((p.text for p in _run(above, traits)), None) or next((p.text for p in above), None)
    if head is not None or labelled is not None:
        return head or labelled
    unit = next((h for t in traits for h in t.labels if h.kind == "phone" and _is_unit_before(h, t)), None)
    return unit.line.text[unit.start : unit.end] if unit is not None else None


def _is_unit_before(label: Hit, traits: Traits) -> bool:
    """Return whether a label names a unit before its number; in brackets it is a remark on a number: "(växel)"."""
    if traits.line.text[: label.start].endswith("("):
        return False
    return names.is_unit(label.phrase) and not any(phone.start < label.start for phone in traits.phones)


def _run(parts: Sequence[Part], traits: Sequence[Traits]) -> list[Part]:
    """Return the texts in the lines directly above the address, or above the numbers where there is none."""
    own = [t.line.index for t in traits if t.postcodes or t.street] or [t.line.index for t in traits if t.has_channel]
    other = {t.line.index for t in traits if t.line.text} - {p.line for p in parts}
    first = own[0] if own else (traits[0].line.index if traits else 0)
    start = max((index for index in other if index < first), default=-1)
    return [p for p in parts if start < p.line <= first]


def _person_in_heading(block: Block, emails: Sequence[str]) -> str | None:
    """Return the person whom the heading over a contact names: "Anna Ek (S)" over a title and numbers.

    A title below does not speak for a name that nobody knows: the heading may as well be a place with its manager.
    """
    return names.person(block.heading.text, emails=emails) if block.heading is not None else None


def _role_in_heading(block: Block) -> str | None:
    """Return the title that the heading over a person gives: "Rector of the northern schools"."""
    text = block.heading.text.strip(" :") if block.heading is not None else ""
    return text if names.is_role(text) and names.may_name(text) else None


def _heading(block: Block, site: OwnName) -> str | None:
    named = names.named_text(block.heading.text.strip(" :")) if block.heading is not None else None
    if named is not None:
        return named
    return site() if block.region == "footer" else None


def _footer_name(parts: Sequence[Part], traits: Sequence[Traits], site: str | None) -> str | None:
    """Return the organisation: in the lines directly above the address or the numbers, else what the site is called.

    Above numbers alone may stand the heading of a column; only a name of a unit is taken there before the site's.
    """
    texts = [p.text for p in _run(parts, traits) if not whole.is_building(p.text, site)]
    run = [text for text in texts if not _is_one_of_offices(text, parts)]
    named = next((text for text in run if names.is_organisation(text) or text == site), None)
    has_address = any(t.postcodes or t.street for t in traits)
    above = next((text for text in run if has_address or names.is_unit(text)), None)
    anywhere = next(
        (p.text for p in parts if names.is_organisation(p.text) and not whole.is_building(p.text, site)), None
    )
    return named or above or anywhere or site or next(iter(run), None)


def _is_one_of_offices(text: str, parts: Sequence[Part]) -> bool:
    """Return whether a text names one of several offices that the lines list: "North Office", "South Office"."""
    kind = text.rpartition(" ")[2].lower()
    return names.is_unit(kind) and any(p.text != text and p.text.lower().endswith(f" {kind}") for p in parts)
