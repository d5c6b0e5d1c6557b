"""Lines of a contact -> the texts in them that may be a name or a function."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from linter.data import vocabulary
from linter.facts.contacts import identity, line_kinds, postal
from linter.facts.contacts import lines as contact_lines
from linter.facts.contacts.names import names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.facts.contacts.lines import Traits
    from linter.page.dom import Element, Line

_STOPS = " ,;:·|•–-/("
_HEAD = re.compile(r"[·|•©]|\.\s(?=[A-ZÅÄÖÆØÜ])|\s-\s")
_TITLED = re.compile(r"([^:,]{2,50}):\s{1,3}(\S.{0,120})$")
_PAIR = 2
_DIGITS = re.compile(r"\d")
_ORDINAL = re.compile(r"\d{1,2}(?::[ae]|\.)\s[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Part:
    """A text of a block that may be a name or a function."""

    text: str
    line: int
    label: str | None = None
    is_heading: bool = False


def text_parts(traits: Sequence[Traits]) -> list[Part]:
    """Return the texts of all lines; one that follows a label on a line of its own is what that label says."""
    found: list[Part] = []
    waiting: str | None = None
    for number, own in enumerate(traits):
        parts = [] if _introduces_other(own, traits[number + 1 : number + 2]) else list(_parts(own))
        is_heading = bool(own.line.heading) or line_kinds.is_strong(own.line)
        found.extend(Part(part.text, part.line, part.label or waiting, is_heading) for part in parts)
        label = next((h for h in own.labels if h.start == 0), None)
        is_alone = label is not None and not own.line.text[label.end :].strip(" :")
        waiting = own.label if is_alone and own.label in ("name", "function") else None
    return found


def _introduces_other(own: Traits, following: Sequence[Traits]) -> bool:
    """Return whether a line is a label of something else than a number or an address: "Sponsor:" before a name."""
    text = own.line.text
    is_term = own.line.block.tag == "dt" and not names.person(text) and not names.is_unit(text)
    if not (text.endswith(":") or is_term) or own.labels or names.is_role(text):
        return False
    return any(not (t.has_channel or t.has_address or t.label) for t in following)


def _parts(traits: Traits) -> Iterator[Part]:
    """Yield the texts of a line that may be a name or a function."""
    line = traits.line
    if not line.text or traits.is_owner or traits.is_byline:
        return
    is_title = identity.begins_title(traits)
    if traits.label in ("name", "function") and names.is_generic(line.text):
        return
    asked = names.named_text(line.text.strip(" :")) if line.heading and traits.label == "name" else None
    if asked is not None and asked != line.text and not traits.has_channel:
        yield Part(asked, line.index)
        return
    if traits.label in ("name", "function") and not is_title:
        yield from _labelled(traits)
        return
    is_linked = traits.label == "email" and any(slot.element.text in traits.value for slot in traits.slots)
    linked = _mail_name(traits) if is_linked else None
    if linked is not None:
        yield Part(linked, line.index)
    if (traits.label is not None and not is_title) or name_part(line.text.split(":", 1)[0]) is not None:
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
        yield from _asked(text, asked, line.index)
        return
    titled = _TITLED.match(line.text)
    if titled and names.person(titled[2], has_role=names.is_role(titled[1])):
        yield Part(titled[2].strip(), line.index)
        if names.may_name(titled[1]):
            yield Part(titled[1], line.index)
        return
    yield from _whole_line(traits, text)


def _whole_line(traits: Traits, text: str) -> Iterator[Part]:
    """Yield what a line names that gives nothing else: a person and a title that only the mark-up parts, or one text."""
    line = traits.line
    apart = identity.name_and_title(line)
    named = names.named_text(text)
    if apart is not None:
        yield from (Part(one, line.index) for one in apart)
    elif named is not None or is_continued_role(text):
        yield Part(named or text, line.index)


def _asked(sentence: str, name: str, index: int) -> Iterator[Part]:
    """Yield the person whom a sentence asks the reader to contact, and the title before the name: "av rektor Anna Ek"."""
    yield Part(name, index, "asked")
    *before, title = sentence[: sentence.rfind(name)].split() or [""]
    if title[-1:].isalpha() and names.is_role(title):
        acting = before[-1:] if before[-1:] and before[-1].lower() in vocabulary.words("contacts", "acting") else []
        yield Part(" ".join((*acting, title)), index, "function")


def name_part(label: str) -> str | None:
    """Return which half of a name a label asks for: "given" or "family"."""
    plain = label.strip(" :.").lower()
    parts = vocabulary.load("contacts")["name_parts"]
    return next((kind for kind in ("given", "family") if plain in parts[kind]), None)


def is_continued_role(text: str) -> bool:
    """Return whether a line is a title that begins with a small letter: "informatör och presskontakt", "1:e vice ordförande"."""
    begins_small = text[:1].islower() or _ORDINAL.match(text) is not None
    return len(text) < contact_lines.SHORT and begins_small and names.is_role(text) and not text.endswith(".")


def _labelled(traits: Traits) -> Iterator[Part]:
    end = next((h.start for h in traits.labels if h.start > 0), len(traits.line.text))
    cut = _channel_start(traits)
    label = next(h for h in traits.labels if h.start == 0)
    value = traits.line.text[label.end : min(end, cut if cut is not None else end)].strip(_STOPS)
    if value and (names.may_name(value) or is_continued_role(value)):
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
        yield from _asked(head, asked, line.index)
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
        if names.may_name(named) or is_continued_role(named):
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
    if (
        not line_kinds.is_link(line)
        or line.heading
        or (names.is_unit(line.text) and line_kinds.is_part_of_address(line))
    ):
        return False
    return names.person(line.text) is None and not names.is_organisation(line.text)
