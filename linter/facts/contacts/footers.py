"""Footer -> the lines of each organisation that it speaks for."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from linter.facts.contacts import line_kinds, markup, postal
from linter.facts.contacts.names import names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from linter.facts.contacts.lines import Traits
    from linter.page.dom import Line
    from linter.page.page import Page

    TraitsOf = Callable[[Line], Traits]

_HEAD = re.compile(r"[,·|•:–©]|\.\s|\s-\s|\d")
_MAX_ABOVE = 5


def groups(page: Page, of: TraitsOf, taken: set[int]) -> Iterator[tuple[tuple[Line, ...], tuple[Line, ...]]]:
    """Yield the lines of every organisation's contact and all lines of the organisation; mark those of the footer as taken."""
    lines = [line for line in page.layout.lines_in("footer") if line.index not in taken]
    if not any(_says_something(of(line)) for line in lines):
        return
    for group in _organisations(lines, of):
        kept = [line for line in group if _says_something(of(line))]
        taken.update(line.index for line in group)
        while _is_other_number(kept, of):
            kept.pop(0)
        if any(_is_contact(of(line)) for line in kept):
            start = min(_first(group, kept[0], of).index, kept[0].index)
            yield tuple(line for line in group if start <= line.index <= kept[-1].index), tuple(group)


def _first(group: Sequence[Line], kept: Line, of: TraitsOf) -> Line:
    """Return the organisation's line, else the first of the lines directly above its numbers and addresses."""
    named = next((line for line in group if _names_organisation(line)), None)
    if named is not None:
        return named
    first = kept
    above = [line for line in group if line.index < kept.index][-_MAX_ABOVE:]
    for line in reversed(above):
        traits = of(line)
        if not line.text or traits.is_prose:
            break
        if line_kinds.is_link(line) and not (names.is_unit(line.text) and line_kinds.is_part_of_address(line)):
            break
        first = line
    return first


def _is_other_number(kept: Sequence[Line], of: TraitsOf) -> bool:
    """Return whether the first of some lines is a sentence with a number, and the lines after it have one of their own."""
    first = of(kept[0]) if len(kept) > 1 else None
    if first is None or not first.is_prose or first.slots:
        return False
    return any(of(line).phones and not of(line).is_prose for line in kept[1:])


def _names_organisation(line: Line) -> bool:
    return names.is_organisation(_head(line.text)) and not line_kinds.is_link(line)


def _says_something(traits: Traits) -> bool:
    if traits.has_channel or any(phone.is_doubtful for phone in traits.phones):
        return True
    return not traits.is_prose and bool(traits.postcodes or (traits.has_address and _is_whole_address(traits)))


def _is_whole_address(traits: Traits) -> bool:
    """Return whether an address without a postcode is one: a label says so, or the country has no postcodes here."""
    return traits.label is not None or (traits.country not in postal.COUNTRIES and traits.street is not None)


def _is_contact(traits: Traits) -> bool:
    """Return whether a line alone makes a contact: no sentence, and no mail link among links to other sites."""
    if traits.is_prose:
        return False
    if traits.phones or traits.empty or traits.has_address:
        return True
    return not line_kinds.is_link(traits.line) or any("@" in slot.element.text for slot in traits.slots)


def _organisations(lines: Sequence[Line], of: TraitsOf) -> list[list[Line]]:
    """Split a footer where a second organisation with contact details of its own begins."""
    found: list[list[Line]] = [[]]
    for number, line in enumerate(lines):
        starts = _starts_organisation(of(line)) or _heads_whole_contact(lines, number, of, found[-1])
        if found[-1] and starts and any(_says_something(of(other)) for other in found[-1]):
            found.append([])
        found[-1].append(line)
    merged: list[list[Line]] = []
    for group in found:
        is_whole = any(_is_contact(of(line)) for line in merged[-1] if _says_something(of(line))) if merged else True
        if not is_whole or (merged and not any(_says_something(of(line)) for line in group)):
            merged[-1].extend(group)
        else:
            merged.append(group)
    return merged


def _heads_whole_contact(lines: Sequence[Line], number: int, of: TraitsOf, before: Sequence[Line]) -> bool:
    """Return whether a line that names somebody is followed by a postal address and a channel of its own.

    A number and an address to write to are enough where those before have both: neither lacks what the other has.
    """
    line = lines[number]
    traits = of(line)
    if not (line.heading or line_kinds.is_strong(line)) or not names.may_name(line.text):
        return False
    if traits.label is not None or traits.has_channel:
        return False
    own: list[Traits] = []
    for other in lines[number + 1 :]:
        if other.heading or line_kinds.is_strong(other):
            break
        own.append(of(other))
    if any(t.postcodes for t in own):
        return any(t.phones or t.slots for t in own)
    return _has_both(own) and _has_both([of(other) for other in before])


def _has_both(lines: Sequence[Traits]) -> bool:
    """Return whether lines give a number and an address to write to."""
    return any(t.phones for t in lines) and any(t.slots for t in lines)


def _starts_organisation(traits: Traits) -> bool:
    line = traits.line
    head = _head(line.text)
    if not names.is_organisation(head) or "©" in line.text or names.is_generic(head):
        return False
    if traits.label is not None or traits.is_prose:
        return False
    marked = (
        line.heading
        or line_kinds.is_strong(line)
        or any(markup.is_class_card(a) for a in islice(line.block.ancestors(), 2))
    )
    return bool(marked) or bool(traits.postcodes)


def _head(text: str) -> str:
    return _HEAD.split(text, maxsplit=1)[0].strip()
