"""Contact block -> whose it is: a person's name, and a function (a title, a unit, an organisation)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING

from linter.facts.contacts import line_kinds, markup, names, postal
from linter.facts.contacts import lines as contact_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.facts.contacts.blocks import Block
    from linter.facts.contacts.lines import Traits
    from linter.facts.contacts.markup import Names
    from linter.facts.word_search import Hit
    from linter.page.dom import Element, Line

_STOPS = " ,;:·|•–-/("
_HEAD = re.compile(r"[·|•©]|\.\s(?=[A-ZÅÄÖÆØÜ])|\s-\s")
_TITLED = re.compile(r"([^:,]{2,50}):\s{1,3}(\S.{0,120})$")
_TOWN = re.compile(r"([A-Z][\w.’' -]{1,40}?),?\s[A-Z]{2}\.?,?\s\d{5}\b")
_PAIR = 2
_DIGITS = re.compile(r"\d")
_ROLES_APART = re.compile(r"\s*[,–(|·/]\s*|\s-\s")


@dataclass(frozen=True, slots=True)
class Part:
    """A text of a block that may be a name or a function."""

    text: str
    line: int
    label: str | None = None
    is_heading: bool = False


def names_of(block: Block, traits: Sequence[Traits], emails: Sequence[str], site: str | None) -> Names:
    """Return the person's name and the function of a contact."""
    if block.row is not None:
        return _row_names(block, emails)
    marked = markup.marked_names(block.element, emails)
    every = _all_parts(traits)
    towns = _towns(traits)
    parts = [part for part in every if part.label != "asked" and part.text not in towns]
    if marked is not None and marked[0]:
        return marked[0], marked[1] or next(
            (p.text for p in parts if names.is_role(p.text) and p.text != marked[0]), None
        )
    if block.region == "footer" and not block.marked:
        return None, _footer_name(parts, traits, site)
    found = _person(every, traits, emails)
    if found is not None:
        return found
    function = (marked[1] if marked else None) or _function(parts, traits)
    if site is not None and _is_of_site(block) and (function is None or names.is_building(function, site)):
        return None, site
    return None, function or _heading(block, site)


def _is_of_site(block: Block) -> bool:
    """Return whether a contact is the site's own: what leads it says so, or it stands beside the content under a heading like "Kontakt"."""
    led = [line.text for line in (block.heading, *block.lines[:1]) if line is not None]
    return any(map(names.is_of_site, led)) or (block.region == "aside" and any(map(names.is_generic, led)))


def _towns(traits: Sequence[Traits]) -> frozenset[str]:
    """Return the towns of the addresses: "Elmton" of "Elmton, IL 60659"."""
    told = (match[1] for t in traits if (match := _TOWN.match(t.line.text)))
    return frozenset((*told, *(code.locality for t in traits for code in t.postcodes if code.locality)))


def _row_names(block: Block, emails: Sequence[str]) -> Names:
    cell = block.row.cell("name") if block.row else None
    duty = block.row.cell("function") if block.row else None
    text = cell.text if cell else ""
    name = names.person(text, sure=True, emails=emails)
    function = duty.text if duty and duty.text else None
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
    after = after.strip(_STOPS + ")")
    if len(after) > 1 and (names.may_name(after) or _is_continued_role(after) or "," in part.text):
        return after
    labelled = next((p.text for p in parts if p.label == "function"), None)
    if labelled is not None:
        return labelled
    following = [p for p in parts[index + 1 : index + 2] if p.line - part.line <= 1]
    previous = [p for p in parts[max(0, index - 1) : index] if part.line - p.line <= 1]
    beside = [p.text for p in (*following, *previous) if p.label is None and not names.person(p.text)]
    role = next((text for text in beside if names.is_role(text)), None)
    far = next((p.text for p in parts if p is not part and names.is_role(p.text) and name not in p.text), None)
    heading = next((p.text for p in parts if p.is_heading and p is not part and name not in p.text), None)
    return role or far or next(iter(beside), None) or heading


def _split_name(traits: Sequence[Traits]) -> str | None:
    """Return a name that is given in two halves, each with its label."""
    halves = {}
    for index, own in enumerate(traits):
        kind = names.name_part(own.line.text.split(":", 1)[0])
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
    return names.is_unit(label.phrase) and not any(phone.start < label.start for phone in traits.phones)


def _run(parts: Sequence[Part], traits: Sequence[Traits]) -> list[Part]:
    """Return the texts in the lines directly above the address, or above the numbers where there is none."""
    own = [t.line.index for t in traits if t.postcodes or t.street] or [t.line.index for t in traits if t.has_channel]
    other = {t.line.index for t in traits if t.line.text} - {p.line for p in parts}
    first = own[0] if own else (traits[0].line.index if traits else 0)
    start = max((index for index in other if index < first), default=-1)
    return [p for p in parts if start < p.line <= first]


def _heading(block: Block, site: str | None) -> str | None:
    if block.heading is not None and names.may_name(block.heading.text):
        return names.without_introduction(block.heading.text.strip(" :"))
    return site if block.region == "footer" else None


def _footer_name(parts: Sequence[Part], traits: Sequence[Traits], site: str | None) -> str | None:
    """Return the organisation: in the lines directly above the address or the numbers, else what the site is called.

    Above numbers alone may stand the heading of a column; only a name of a unit is taken there before the site's.
    """
    run = [p.text for p in _run(parts, traits) if not names.is_building(p.text, site)]
    if site is not None:
        run = [text for text in run if not _is_one_of_offices(text, parts)]
    named = next((text for text in run if names.is_organisation(text) or text == site), None)
    has_address = any(t.postcodes or t.street for t in traits)
    above = next((text for text in run if has_address or names.is_unit(text)), None)
    anywhere = next((p.text for p in parts if names.is_organisation(p.text)), None)
    return named or above or anywhere or site or next(iter(run), None)


def _is_one_of_offices(text: str, parts: Sequence[Part]) -> bool:
    """Return whether a text names one of several offices that the lines list: "North Office", "South Office"."""
    kind = text.rpartition(" ")[2].lower()
    return names.is_unit(kind) and any(p.text != text and p.text.lower().endswith(f" {kind}") for p in parts)


# -- the texts of a line --------------------------------------------------------------------------------------------------


def _all_parts(traits: Sequence[Traits]) -> list[Part]:
    """Return the texts of all lines; one that follows a label on a line of its own is what that label says."""
    found: list[Part] = []
    waiting: str | None = None
    for number, own in enumerate(traits):
        parts = [] if _introduces_other(own, traits[number + 1 : number + 2]) else list(_parts(own))
        is_heading = bool(own.line.heading) or line_kinds.is_strong(own.line)
        found.extend(replace(part, label=part.label or waiting, is_heading=is_heading) for part in parts)
        label = next((h for h in own.labels if h.start == 0), None)
        is_alone = label is not None and not own.line.text[label.end :].strip(" :")
        waiting = own.label if is_alone and own.label in ("name", "function") else None
    return found


def _introduces_other(own: Traits, following: Sequence[Traits]) -> bool:
    """Return whether a line is a label of something else than a number or an address: "Sponsor:" before a name."""
    if not own.line.text.endswith(":") or own.labels or names.is_role(own.line.text):
        return False
    return any(not (t.has_channel or t.has_address or t.label) for t in following)


def _parts(traits: Traits) -> Iterator[Part]:
    """Yield the texts of a line that may be a name or a function."""
    line = traits.line
    if not line.text or traits.is_owner or traits.is_byline:
        return
    is_title = _begins_title(traits)
    if traits.label in ("name", "function") and names.is_generic(line.text):
        return
    if traits.label in ("name", "function") and not is_title:
        yield from _labelled(traits)
        return
    linked = _mail_name(traits) if traits.label == "email" else None
    if linked is not None:
        yield Part(linked, line.index)
    if (traits.label is not None and not is_title) or names.name_part(line.text.split(":", 1)[0]) is not None:
        return
    cut = _channel_start(traits)
    if (cut is not None or traits.has_address) and (traits.has_channel or not is_title):
        yield from _inline(traits, cut)
        return
    if traits.is_prose or _is_link_text(line):
        return
    text = line.text.strip(" :,;")
    asked = names.asked_person(text)
    if asked is not None:
        yield Part(asked, line.index, "asked")
        return
    titled = _TITLED.match(line.text)
    if titled and names.person(titled[2], has_role=names.is_role(titled[1])):
        yield Part(titled[2].strip(), line.index)
        if names.may_name(titled[1]):
            yield Part(titled[1], line.index)
        return
    text = names.without_introduction(text)
    if names.may_name(text) or _is_continued_role(text):
        yield Part(text, line.index)


def _begins_title(traits: Traits) -> bool:
    """Return whether the label at the start of a line is a part of a title: "Receptionen i rådhuset"."""
    label = next((h for h in traits.labels if h.start == 0), None)
    if label is None or not label.line.text[0].isupper():
        return False
    rest = label.line.text[label.end :]
    if label.kind in ("name", "function"):
        return rest[:1] == " " and rest[1:2].islower()
    is_unit = label.kind == "phone" and names.is_unit(label.phrase) and not traits.has_channel
    return is_unit and not rest.lstrip().startswith(":")


def _is_continued_role(text: str) -> bool:
    """Return whether a line is a title that begins with a small letter: "informatör och presskontakt"."""
    return len(text) < contact_lines.SHORT and text[:1].islower() and names.is_role(text) and not text.endswith(".")


def _labelled(traits: Traits) -> Iterator[Part]:
    end = next((h.start for h in traits.labels if h.start > 0), len(traits.line.text))
    cut = _channel_start(traits)
    label = next(h for h in traits.labels if h.start == 0)
    value = traits.line.text[label.end : min(end, cut if cut is not None else end)].strip(_STOPS)
    if value and (names.may_name(value) or _is_continued_role(value)):
        yield Part(value, traits.line.index, traits.label)


def _channel_start(traits: Traits) -> int | None:
    """Return where the first number, address or label of a line begins, None without one."""
    if not (traits.has_channel or traits.labels):
        return None
    starts = [
        *(h.start for h in traits.labels if h.kind not in ("name", "function")),
        *(p.start for p in traits.phones),
        *(contact_lines.slot_start(traits.line, s) for s in traits.slots),
    ]
    return min(starts, default=None)


def _inline(traits: Traits, cut: int | None) -> Iterator[Part]:
    """Yield what stands before the numbers and addresses of a line: `Anna Ek, rektor, 0480-45 00 01`."""
    line = traits.line
    ends = [i for i in (cut, _address_start(traits)) if i is not None]
    end = min(ends, default=len(line.text))
    head = line.text[:end].lstrip(" ©").rstrip()
    head = _HEAD.split(head, maxsplit=1)[0].strip(_STOPS)
    if traits.is_prose:
        return
    asked = names.asked_person(head)
    if asked is not None:
        yield Part(asked, line.index, "asked")
        return
    whole = _mail_name(traits)
    if whole:
        yield Part(whole, line.index)
        return
    if not head or (line_kinds.is_link(line) and names.person(head) is None and not line.heading):
        return
    if names.person(head) is None:
        head = ", ".join(takewhile(_has_no_digit, head.split(", "))) or _before_number(head)
    titled = _TITLED.match(head)
    if titled and names.person(titled[2], has_role=True):
        head = f"{titled[1]} {titled[2]}" if names.is_role(titled[1]) else titled[2]
    segments = _segments(line, end)
    if (not head or names.is_clause(head)) and not (segments and names.person(segments[0])):
        return
    for text in segments or [head]:
        named = names.without_introduction(text.strip(_STOPS))
        if names.is_clause(named):
            continue
        if names.may_name(named) or _is_continued_role(named):
            yield Part(named, line.index)


def _before_number(text: str) -> str:
    """Return the unit that stands before the number of a street: `Harbour Board 12 North Quay`."""
    head = _DIGITS.split(text, maxsplit=1)[0].strip(_STOPS)
    return head if names.is_unit(head) else ""


def _has_no_digit(text: str) -> bool:
    return not any(c.isdigit() for c in text)


def _mail_name(traits: Traits) -> str | None:
    """Return the name that is itself the link to somebody's address."""
    for slot in traits.slots:
        text = names.without_mail_word(slot.element.text) if slot.element.tag == "a" else ""
        emails = [slot.address] if slot.address else []
        turned = names.family_first(text)
        if turned is not None:
            return turned
        if text and "@" not in text and names.may_name(text) and names.person(text, emails=emails):
            return text
    return None


def _address_start(traits: Traits) -> int | None:
    text = traits.line.text
    starts = [code.start - len(_mark_before(text[: code.start])) for code in traits.postcodes]
    starts.extend(text.find(part) for part in (traits.street, postal.box(text)) if part and part in text)
    return min(starts, default=None)


def _mark_before(text: str) -> str:
    """Return the country's mark that stands before a postcode: `SE-`."""
    mark = re.search(r"\b[A-Z]{1,3}\s?-\s?$", text)
    return mark[0] if mark else ""


def _segments(line: Line, end: int) -> list[str]:
    """Return the texts before `end` by the elements that hold them: `<span>Anna Ek</span> <span>Rektor</span>`."""
    found: list[str] = []
    last: Element | None = None
    for start, stop, part in line.pieces:
        if stop <= start or start >= end:
            continue
        holder = line.layout.part_element[part]
        top = next((a for a in (holder, *holder.ancestors()) if a.parent is line.block or a is line.block), holder)
        text = line.text[start : min(stop, end)]
        if top is last and found:
            found[-1] = f"{found[-1]} {text}"
        else:
            found.append(text)
        last = top
    texts = [text for text in (t.strip(_STOPS) for t in found) if text]
    if len(texts) < _PAIR:
        return []
    return texts if names.person(texts[0], has_role=names.is_role(texts[1])) or names.is_unit(texts[0]) else []


def _is_link_text(line: Line) -> bool:
    """Return whether the whole line is a link or a button that is no name: "Visa på karta", "Skicka meddelande"."""
    if not line_kinds.is_link(line) or line.heading or (names.is_unit(line.text) and line_kinds.is_part_of_address(line)):
        return False
    return names.person(line.text) is None and not names.is_organisation(line.text)
