"""A field -> whether people write words to search for in it, which the button beside it says."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from linter.data import vocabulary
from linter.data.html import HIDDEN_INPUTS
from linter.facts.links.names import labels_inside
from linter.facts.structure.aria import role_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linter.page.dom import Element

_PART = re.compile(r"[\W\d_]+")
_HUMP = re.compile(r"(?<=[a-zåäöæøü])(?=[A-ZÅÄÖÆØÜ])")
_NOT_WRITTEN = HIDDEN_INPUTS | {"checkbox", "radio"}
_BUTTONS = frozenset({"button", "image", "submit"})
_LEVELS = 3
"""How far above a field stands what is named after it, and its button outside a form."""
_MOST = 12
"""Controls that are looked at for the button of a field."""


def searches(element: Element, placeholder: str) -> bool:
    """Return whether a field takes words to search for, by where it stands, what it is called, or its button."""
    if role_of(element) == "searchbox":
        return True
    if any(role_of(around) == "search" or around.tag == "search" for around in element.ancestors()):
        return True
    form = element.closest("form")
    named = [element.get(name) or "" for name in ("name", "id", "class")]
    named += [form.get(name) or "" for name in ("id", "class", "action")] if form is not None else []
    said = [placeholder, *(around.get("class") or "" for around in islice(element.ancestors(), _LEVELS))]
    return _says_search(said) or _is_named_search(named) or _has_search_button(element, form)


def _says_search(texts: Iterable[str]) -> bool:
    words = {word for text in texts for word in _PART.split(text.lower())}
    return not words.isdisjoint(vocabulary.words("structure_forms", "search_words"))


def _is_named_search(names: Iterable[str]) -> bool:
    """Return whether any name or class has search as one of its parts."""
    parts = {part for one in names for part in _PART.split(_HUMP.sub(" ", one).lower())}
    return not parts.isdisjoint(vocabulary.words("structure_forms", "search_parts"))


def _has_search_button(element: Element, form: Element | None) -> bool:
    """Return whether a field is the only one that its button belongs to, and the button searches."""
    around = form or next((one for one in islice(element.ancestors(), _LEVELS) if one.holds("button")), None)
    if around is None:
        return False
    controls = list(islice(around.each_inside("input", "textarea", "button"), _MOST))
    if any(one is not element and one.tag != "button" and _type(one) not in _NOT_WRITTEN for one in controls):
        return False
    return any(_is_search_button(one) for one in controls if one.tag == "button" or _type(one) in _BUTTONS)


def _type(control: Element) -> str:
    return (control.get("type") or "text").lower()


def _is_search_button(button: Element) -> bool:
    """Return whether a button is called so, or is drawn with the sign for it, by a class of its own or of what it holds."""
    names = [button.name, button.get("value") or "", button.get("alt") or "", *labels_inside(button)]
    inside = islice(button.node.select("[class]"), _MOST)
    classes = [button.get("class") or "", *(str(node.attrs.get("class") or "") for node in inside)]
    return _says_search(names) or _is_named_search(classes)
