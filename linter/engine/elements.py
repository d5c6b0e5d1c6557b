"""A page -> what of it people may be asked about: how many there are of every kind, and the first of each with its place."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from linter.data.questions import SCRIPT, catalogue
from linter.engine.findings import SNIPPET, TEMPLATE, UP
from linter.model.evidence import Shot
from linter.model.report import PageElement, PageElements
from linter.page.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from linter.facts.rendered.renderings import Renderings
    from linter.page.dom import Element
    from linter.page.page import Page

_TELLING = ("type", "role", "name", "src", "href", "data", "placeholder")
"""Attributes that make an element itself, beside what it is called."""
_NAMES = 10
_TEXT, _ADDRESS, _SHORT, _SOURCE = 200, 500, 40, 1000


@dataclass(frozen=True, slots=True)
class Labels:
    """What names elements from elsewhere on a page: labels by the ids of their fields, and elements by their own ids."""

    by_field: Mapping[str, Element]
    by_id: Mapping[str, Element]


@dataclass(frozen=True, slots=True)
class Sought:
    """The elements as they are reported, and how each is photographed, in the same order."""

    elements: PageElements
    shots: tuple[Shot, ...]


def seek(page: Page, renderings: Renderings | None, most: int) -> Sought:
    """Return what people may be asked about a page: as scripting leaves it where a browser saw that, else as it was sent."""
    is_seen = renderings is not None and renderings.evidence.scripted is not None
    shown_page = renderings.scripted.page if renderings is not None and is_seen else page
    labels = _labels(shown_page)
    counts: dict[str, int] = {}
    elements: list[PageElement] = []
    shots: list[Shot] = []
    shown_kinds = catalogue().element_kinds
    for kind, selector in catalogue().kinds.items():
        if kind not in shown_kinds:
            counts[kind] = len(shown_page.found(selector))  # what is not seen now may be opened
            continue
        found = shown_page.select(selector)
        counts[kind] = len(found)
        for element in found[:most]:
            one = _shown(kind, element, labels, page, renderings if is_seen else None)
            elements.append(one)
            shots.append(Shot(_digest(one.content), (element.node.css_path(),)))
    counts[SCRIPT] += page.may_add_ids
    present = {kind: number for kind, number in counts.items() if number}
    return Sought(PageElements(present, tuple(elements), is_whole=is_seen or not page.may_add_ids), tuple(shots))


def _shown(kind: str, element: Element, labels: Labels, served: Page, renderings: Renderings | None) -> PageElement:
    """Return an element as it is reported: where its own tag is written, else where a script puts it."""
    origin = renderings.origin(element) if renderings is not None else None
    location = origin.location if origin is not None else served.location(element)
    written = element if origin is None else None if origin.made_by_script else origin.element
    snippet = _written(served, written) if written is not None else _tag(element)
    return PageElement(
        kind=kind,
        line=location.line,
        selector=served.selector(element),
        snippet=snippet[:SNIPPET],
        content=_content(element, labels),
        in_template=element.region in TEMPLATE,
    )


def _written(page: Page, element: Element) -> str:
    """Return the beginning of an element as it is written in the source."""
    begin, end = page.span(element)
    return clean(page.source[begin : min(end, begin + _SOURCE)])


def _tag(element: Element) -> str:
    """Return an element as it would be written, of one that nobody has written."""
    attributes = "".join(f' {name}="{value}"' for name, value in element.attributes.items())
    return clean(f"<{element.tag}{attributes}>{element.text_start(_TEXT)}")


def _content(element: Element, labels: Labels) -> str:
    """Return what an element is known by wherever it stands: what it is, what it is called, and what it shows."""
    called = element.text_start(_TEXT) if element.tag == "table" else element.name[:_TEXT]
    telling = [f"{name}={_short(value)}" for name in _TELLING if (value := element.get(name))]
    own = [one.text_start(_TEXT) for one in _labels_of(element, labels)]
    return clean(" ".join([element.tag, called, *(own or [""]), *telling]))


def _labels_of(element: Element, labels: Labels) -> Iterator[Element]:
    """Yield what an element is called by elsewhere: with another label it is another thing to ask about."""
    if (label := labels.by_field.get(element.get("id") or "")) is not None:
        yield label
    if (around := next((one for one in element.ancestors() if one.tag == "label"), None)) is not None:
        yield around
    for name in (element.get("aria-labelledby") or "").split()[:_NAMES]:
        if name in labels.by_id:
            yield labels.by_id[name]


def _short(value: str) -> str:
    """Return an attribute's value as elements are known by it: an address leads from every folder to the same place."""
    if len(value) > _ADDRESS:
        return f"{value[:_SHORT]} {_digest(value)}"
    return UP.sub("", value)


def _labels(page: Page) -> Labels:
    """Return the label of every field that has one by its id, and what others refer to as their names."""
    by_field: dict[str, Element] = {}
    for label in page.select("label[for]"):
        by_field.setdefault(label.get("for") or "", label)
    by_id: dict[str, Element] = {}
    for one in page.select("[id]") if page.mentions("aria-labelledby") else ():
        by_id.setdefault(one.get("id") or "", one)
    return Labels(by_field, by_id)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def with_pictures(sought: Sought, paths: Sequence[str | None]) -> Sought:
    """Return the elements with their pictures, where any were taken."""
    if not paths:
        return sought
    found = sought.elements
    shown = tuple(replace(one, picture=path) for one, path in zip(found.shown, paths, strict=True))
    return replace(sought, elements=replace(found, shown=shown))
