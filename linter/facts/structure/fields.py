"""Page -> the fields of its forms, each with the text of its label and whatever else names it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from linter.data.html import HIDDEN_INPUTS
from linter.facts.links.names import text_of_ids
from linter.page.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from linter.page.dom import Element, Line
    from linter.page.page import Page

_LONGEST_LABEL = 60
_LABEL_TAGS = frozenset({"div", "dt", "legend", "td", "th"})
"""What holds a label above a field or before it, where a paragraph or a heading says what the form is for."""
_OTHERS = ("a", "button", "input", "label", "select", "textarea")
_MOST_PARTS = 8
_LABEL_ENDS = ":*"
_LEVELS = 3
"""How far above a field the element may stand that holds it and its label."""


class Field(NamedTuple):
    """A field that people write or choose in: its type, its label's text, and the name that attributes give it."""

    element: Element
    type: str
    labels: tuple[Element, ...]
    label: str
    named: str


def read_fields(page: Page) -> tuple[Field, ...]:
    """Return the fields of a page, in document order for each tag."""
    controls = [one for one in page.tags("input", "select", "textarea") if _type(one) not in HIDDEN_INPUTS]
    if not controls:
        return ()
    by_id: dict[str, list[Element]] = defaultdict(list)
    for label in page.tags("label"):
        by_id[label.get("for") or ""].append(label)
    return tuple(_field(one, by_id) for one in controls)


def _type(control: Element) -> str:
    return (control.get("type") or "text").lower() if control.tag == "input" else control.tag


def _field(control: Element, by_id: dict[str, list[Element]]) -> Field:
    own = by_id.get(control.get("id") or " ", [])
    around = control.closest("label")
    labels = (*own, around) if around is not None and around not in own else tuple(own)
    attributes = (clean(control.get(name) or "") for name in ("aria-label", "title"))
    named = text_of_ids(control, control.get("aria-labelledby")) or next(filter(None, attributes), "")
    return Field(control, _type(control), labels, " ".join(filter(None, map(_said, labels))), named)


def _said(label: Element) -> str:
    """Return what a label says: its text, else what its images say."""
    return label.text_start(300) or (label.name if label.p1 - label.p0 < 5 else "")


def is_labelled_beside(element: Element) -> bool:
    """Return whether a text that can be seen stands where a label does: before a field in its line, or right above it."""
    line = next(iter(element.lines), None)
    if line is None:
        return False
    if any(map(str.isalpha, _before(element, line))):
        return True
    above = element.layout.lines[line.index - 1] if line.index else None
    return above is not None and _is_label_of(above, element)


def _before(element: Element, line: Line) -> str:
    """Return the text that stands between a field and what comes before it in its line: a control or a link."""
    layout, said = element.layout, ""
    for part in range(element.p0 - 1, max(line.p0, element.p0 - _MOST_PARTS) - 1, -1):
        other = layout.part_element[part].closest(*_OTHERS)
        if other is not None and (other.tag != "label" or other.has("for")):
            break
        said = layout.part_text[part] + said
    return said


def _is_label_of(line: Line, element: Element) -> bool:
    text, block = line.text, line.block
    if not 0 < len(text) <= _LONGEST_LABEL or line.heading or line.replaced_elements:
        return False
    if block.tag not in _LABEL_TAGS and text[-1] not in _LABEL_ENDS and not element.within(block):
        return False
    return block.closest("form") is element.closest("form") and block.parent in [
        one for one, _ in zip(element.ancestors(), range(_LEVELS), strict=False)
    ]


def holder(field: Field) -> Element | None:
    """Return the form that a field belongs to, as far as it stands inside it."""
    return field.element.closest("form")


def by_form(fields: Iterable[Field]) -> Sequence[list[Field]]:
    """Return the fields of each form; those outside any together."""
    found: dict[int, list[Field]] = defaultdict(list)
    for field in fields:
        found[id(holder(field))].append(field)
    return list(found.values())
