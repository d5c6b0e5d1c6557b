"""Fields -> what their forms leave unsaid: groups without a name, labels that vanish, labels that stand twice."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from linter.data import vocabulary
from linter.data.aria import TABLES
from linter.facts.links.names import has_words, text_of_ids
from linter.facts.structure.aria import role_of
from linter.facts.structure.fields import by_form, holder, is_labelled_beside
from linter.facts.structure.search_fields import searches
from linter.page.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.facts.structure.fields import Field
    from linter.page.dom import Element
    from linter.page.page import Page

_WRITTEN = frozenset({"text", "email", "tel", "url", "password", "number", "textarea"})
_CHOSEN = frozenset({"radio", "checkbox"})
_GROUP_ROLES = frozenset({"group", "radiogroup"})
_PART_TAGS = frozenset({"aside", "details", "dialog", "form", "nav", "section"})
_PART_ROLES = frozenset({"alertdialog", "dialog", "form", "navigation", "region", "tabpanel", "toolbar"})
_PART = re.compile(r"[\W\d_]+")
_SEVERAL = 2
_MOST_TOLD = 3
_LEVELS = 3
"""How far above a field a class may stand that draws a sign for it."""


class Group(NamedTuple):
    """Fields of which people choose, the first of them and what they are called."""

    first: Field
    size: int
    labels: tuple[str, ...]


def unnamed_groups(fields: Sequence[Field]) -> Iterator[Group]:
    """Yield the groups of radio buttons or checkboxes that nothing names as a whole."""
    groups: dict[tuple[str, str, int], list[Field]] = defaultdict(list)
    for field in fields:
        name = field.element.get("name")
        if field.type in _CHOSEN and name:
            groups[field.type, name, id(holder(field))].append(field)
    for group in groups.values():
        if len(group) < _SEVERAL or _is_in_matrix(group[0].element) or _is_of_looks(group) or _name_it_each(group):
            continue
        if not any(_names_group(around, len(group)) for around in group[0].element.ancestors()):
            labels = tuple(label for field in group if (label := field.label or field.named))
            yield Group(group[0], len(group), labels[:_MOST_TOLD])


def _is_of_looks(group: Sequence[Field]) -> bool:
    """Return whether no field has a value to send: such fields open tabs and parts of a page by its style sheet."""
    return not any(field.element.has("value") for field in group)


def _name_it_each(group: Sequence[Field]) -> bool:
    """Return whether each field is given a name that begins with what all are about, as “Food: good” and “Food: bad”."""
    begun = {field.named.partition(" ")[0].lower() for field in group}
    return len(begun) == 1 and all(" " in field.named for field in group)


def _is_in_matrix(element: Element) -> bool:
    """Return whether a field stands in a table, whose headers may name the group."""
    table = element.closest("table")
    return (table is not None and table.holds("th")) or any(role_of(one) in TABLES for one in element.ancestors())


def _names_group(around: Element, size: int) -> bool:
    """Return whether an element names the group inside it: as a group, or as a part of the page with no other fields."""
    if around.tag == "fieldset" and any(
        legend.parent is around and has_words(legend.name) for legend in around.inside("legend")
    ):
        return True
    summary = next(iter(around.inside("summary")), None) if around.tag == "details" else None
    is_named = clean(around.get("aria-label") or "") or text_of_ids(around, around.get("aria-labelledby"))
    if not is_named and (summary is None or not has_words(summary.name)):
        return False
    if around.tag == "fieldset" or around.get("role") in _GROUP_ROLES:
        return True
    is_part = around.tag in _PART_TAGS or role_of(around) in _PART_ROLES
    return is_part and len(list(islice(around.each_inside("input", "select", "textarea"), size + 1))) == size


def vanishing_labels(fields: Sequence[Field]) -> Iterator[Field]:
    """Yield the fields that only a text inside them names, which is gone as soon as somebody writes; not those of a search."""
    for field in fields:
        if field.type not in _WRITTEN or field.labels or field.named or field.element.has("disabled"):
            continue
        placeholder = clean(field.element.get("placeholder") or "")
        if not any(map(str.isalpha, placeholder)) or is_labelled_beside(field.element):
            continue
        if not searches(field.element, placeholder):
            yield field


def repeated_labels(fields: Sequence[Field]) -> Iterator[tuple[Field, Field]]:
    """Yield the fields whose label another one of the same form and group has, each with the first of that label."""
    for form in by_form(field for field in fields if field.type not in _CHOSEN and field.label and not field.named):
        first: dict[tuple[str, int], Field] = {}
        for field in form:
            key = (field.label.lower(), id(field.element.closest("fieldset", "tr", "li", "section", "article")))
            known = first.setdefault(key, field)
            if known is not field:
                yield field, known


def unsaid_requirements(page: Page, fields: Sequence[Field]) -> Iterator[Field]:
    """Yield the fields that have to be filled in, which neither their labels nor their form say."""
    if "required" not in page.source:
        return
    words = vocabulary.words("structure_forms", "required")
    for form in by_form(field for field in fields if field.type not in _CHOSEN):
        needed = [one for one in form if one.element.has("required") or one.element.get("aria-required") == "true"]
        around = holder(form[0])
        if len(form) < _SEVERAL or not needed or around is None:
            continue
        said = " ".join(line.lowercase for line in around.lines)
        if any(word in said for word in words if word != "*"):
            continue
        for field in needed:
            own = f"{field.label} {field.named} {field.element.get('placeholder') or ''}".lower()
            if field.label and not any(word in own for word in words) and not _may_draw_sign(field):
                yield field


def _may_draw_sign(field: Field) -> bool:
    """Return whether a class says that a field is required, by which a style sheet may draw a sign."""
    around = [field.element, *field.labels]
    for _, one in zip(range(_LEVELS), field.element.ancestors(), strict=False):
        around.append(one)
    known = vocabulary.words("structure_forms", "required_parts")
    return any(not known.isdisjoint(_PART.split(name.lower())) for one in around for name in one.classes)


def untied_errors(page: Page, fields: Sequence[Field]) -> Iterator[tuple[Field, Element | None]]:
    """Yield the fields that are said to be wrong without a message that belongs to them, each with one that stands by."""
    for field in fields:
        if field.element.get("aria-invalid") == "true" and not _is_described(field):
            yield field, None
    if not fields or not page.mentions(*vocabulary.words("structure_forms", "error_classes")):
        return
    by_parent: dict[int, list[Field]] = defaultdict(list)
    for field in fields:
        for _, around in zip(range(_LEVELS), field.element.ancestors(), strict=False):
            by_parent[id(around)].append(field)
    selector = ", ".join(f".{name}" for name in sorted(vocabulary.words("structure_forms", "error_classes")))
    for message in page.select(selector):
        beside = next((by_parent[id(one)] for one in message.ancestors() if id(one) in by_parent), [])
        if len(beside) == 1 and has_words(message.text_start(200)) and not _ties(beside[0], message):
            yield beside[0], message


def _is_described(field: Field) -> bool:
    return any(
        text_of_ids(field.element, field.element.get(name)) for name in ("aria-describedby", "aria-errormessage")
    )


def _ties(field: Field, message: Element) -> bool:
    """Return whether a message belongs to a field: named by it, in its label, or told when it appears."""
    named = {
        one for name in ("aria-describedby", "aria-errormessage") for one in (field.element.get(name) or "").split()
    }
    around = (message, *message.ancestors())
    return (
        any(one.get("id") in named for one in around if one.get("id"))
        or any(one in field.labels for one in around)
        or (field.element.get("aria-invalid") == "true" and not _is_described(field))
    )
