"""Lines -> does a line say whose contact begins there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from linter.facts.contacts import line_kinds, markup
from linter.facts.contacts import lines as contact_lines
from linter.facts.contacts.names import names

if TYPE_CHECKING:
    from linter.facts.contacts.lines import Traits
    from linter.page.dom import Line

_NAME_END = re.compile(r"[,:|·•–(]|\s-\s|\d")
_SHORT_NAME = 60
_AROUND = " ,;:·|•–-"


def identity(traits: Traits) -> bool:
    """Return whether a line may say whose contact it is: a heading, a bold or named line, a name."""
    line = traits.line
    text = line.text
    if not text or traits.is_prose or len(text) > contact_lines.SHORT or text.endswith("?"):
        return False
    if traits.label is not None and not (traits.label == "phone" and begins_title(traits)):
        return False
    if traits.has_address and not line.heading:
        return False
    if line.heading:
        return True
    if traits.has_channel:
        return False
    element = line.element_at(0)
    is_marked = line_kinds.is_strong(line) or markup.says_name(element, line.block)
    return is_marked or _names_person(text) or name_and_title(line) is not None


def begins_title(traits: Traits) -> bool:
    """Return whether the label at the start of a line is a part of a title: "Receptionen i rådhuset"."""
    label = next((h for h in traits.labels if h.start == 0), None)
    if label is None or not label.line.text[0].isupper():
        return False
    rest = label.line.text[label.end :]
    if label.kind in ("name", "function"):
        return rest[:1] == " " and rest[1:2].islower()
    is_unit = label.kind == "phone" and names.is_unit(label.phrase) and not traits.has_channel
    return is_unit and not rest.lstrip().startswith(":")


def inline_identity(traits: Traits) -> bool:
    """Return whether a line begins with a name and goes on with a way to reach it: `Anna Ek, 0480-45 00 01`."""
    if traits.label is not None or not traits.has_channel or traits.is_prose:
        return False
    if is_titled_person(traits.line.text.partition(",")[0]):
        return True
    head = _NAME_END.split(traits.line.text, maxsplit=1)[0].strip()
    if not head or not head[0].isupper() or len(head) > _SHORT_NAME:
        return False
    title = traits.line.text[len(head) :].lstrip(" ,").partition(",")[0]
    is_person = names.person(head, has_role=names.is_role(title)) is not None
    return is_person or (names.is_unit(head) and not line_kinds.is_link(traits.line))


def is_channel_alone(traits: Traits) -> bool:
    """Return whether a line begins with a number, an address to write to or the label of one, and names nobody."""
    line = traits.line
    if line.heading or traits.is_prose or traits.is_owner or not traits.has_channel:
        return False
    label = next((h for h in traits.labels if h.start == 0), None)
    if label is not None:
        return label.kind in ("phone", "email") and not names.is_unit(label.phrase)
    return any(p.start == 0 for p in traits.phones) or any(contact_lines.slot_start(line, s) == 0 for s in traits.slots)


def is_address_alone(traits: Traits) -> bool:
    """Return whether a line gives a postal address or the label of one, and no other way to reach somebody."""
    is_address = traits.label == "address" or (traits.label is None and traits.has_address)
    return is_address and not (traits.line.heading or traits.is_prose or traits.has_channel)


def is_titled_person(text: str) -> bool:
    """Return whether a text is a title with a name after its colon: "Leiterin: Anna Ek"."""
    title, colon, name = text.partition(": ")
    return bool(colon) and names.is_role(title) and names.person(name, has_role=True) is not None


def name_and_title(line: Line) -> tuple[str, str] | None:
    """Return a person and the title beside where only the mark-up parts them: `<strong>Anna Ek</strong> Rektor`."""
    if not line.text or len(line.text) > contact_lines.SHORT:
        return None
    strong = line.element_at(0).closest("strong", "b")
    end = next((begin for begin, _, part in line.pieces if strong is not None and part >= strong.p1), 0)
    name, title = line.text[:end].strip(_AROUND), line.text[end:].strip(_AROUND)
    is_title = names.is_role(title) and names.person(title) is None
    return (name, title) if name and is_title and names.person(name, has_role=True) is not None else None


def _names_person(text: str) -> bool:
    return names.person(text) is not None or is_titled_person(text)
