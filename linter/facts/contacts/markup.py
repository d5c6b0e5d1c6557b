"""Mark-up that says "this is a contact": one entry per kind, with its sign, its reader and its name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from linter.data import vocabulary
from linter.facts.contacts.names import names
from linter.page.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from linter.page.dom import Element

Names = tuple[str | None, str | None]
"""A person's name, and a function."""


@dataclass(frozen=True, slots=True)
class Markup:
    """A way to mark up a contact: where its sign stands, and what in it holds a name, a title and an organisation."""

    name: str
    attributes: tuple[str, ...]
    sign: re.Pattern[str]
    person: re.Pattern[str] | None
    titled_names: re.Pattern[str] | None
    organisations: re.Pattern[str] | None
    name_selector: str
    title_selector: str

    def is_on(self, element: Element) -> bool:
        """Return whether the element carries the sign."""
        value = next((v for attribute in self.attributes if (v := element.get(attribute))), None)
        return bool(value and self.sign.search(value))

    def says_person(self, element: Element) -> bool:
        """Return whether the sign says that the contact is a person's."""
        value = next((v for attribute in self.attributes if (v := element.get(attribute))), "")
        return self.person is not None and bool(self.person.search(value))


_CLASSES = Markup(
    name="hCard, h-card",
    attributes=("class",),
    sign=re.compile(r"(?:^|\s)(?:vcard|h-card|hcard)(?:$|\s)", re.IGNORECASE),
    person=None,
    titled_names=re.compile(r"(?:^|[\s_-])(?:fn|p-name|given-name)(?:$|\s)"),
    organisations=re.compile(r"(?:^|\s)(?:org|p-org|organization-name|organization-unit)(?:$|\s)"),
    name_selector=".fn, .p-name",
    title_selector=".role, .title, .p-role, .p-job-title",
)
_SCHEMA = Markup(
    name="schema.org as microdata and RDFa",
    attributes=("itemtype", "typeof"),
    sign=re.compile(
        r"schema\.org/(?:Person|Organization|GovernmentOrganization|LocalBusiness|ContactPoint|GovernmentOffice|EducationalOrganization|"
        r"School|Library|CivicStructure|CityHall|NGO|Place|TouristInformationCenter|Museum)\b"
        r"|^(?:schema:)?(?:Person|Organization|ContactPoint|GovernmentOrganization)$",
        re.IGNORECASE,
    ),
    person=re.compile(r"schema\.org/Person\b|^(?:schema:)?Person$", re.IGNORECASE),
    titled_names=None,
    organisations=None,
    name_selector="[itemprop~=name], [property='schema:name']",
    title_selector="[itemprop~=jobTitle]",
)
MARKUPS = (_CLASSES, _SCHEMA)


def is_card(element: Element) -> bool:
    """Return whether the element is marked up as a contact."""
    return any(markup.is_on(element) for markup in MARKUPS)


def is_class_card(element: Element) -> bool:
    """Return whether its class says that the element is a contact."""
    return _CLASSES.is_on(element)


def is_box(element: Element) -> bool:
    """Return whether the names of an element say that it holds a contact, or something like a card."""
    return _boxes().search(f"{element.get('class')} {element.get('id')}") is not None


def says_name(*elements: Element) -> bool:
    """Return whether the classes of the elements around a line say that a name stands in it."""
    return _names().search(" ".join(str(element.get("class")) for element in elements)) is not None


def marked_names(element: Element | None, emails: Sequence[str]) -> Names | None:
    """Return the name and the function that mark-up inside an element gives; None where there is no such mark-up."""
    if element is None:
        return None
    named = element.node.select(_name_selector())
    if not named:
        return None
    titles = element.node.select(_title_selector())
    role = next((clean(node.text) for node in titles if node.text.strip()), None)
    is_person = any(markup.says_person(element) for markup in MARKUPS)
    for node in named:
        text = clean(node.text)
        if not text:
            continue
        classes = str(" ".join(node.attrs.get("class") or ()))
        if _fits(classes, (m.organisations for m in MARKUPS)):
            return None, text
        sure = is_person or (role is not None and _fits(classes, (m.titled_names for m in MARKUPS)))
        name = names.person(text, sure=sure, emails=emails)
        return (name, role) if name else (None, text)
    return None


def _fits(classes: str, patterns: Iterable[re.Pattern[str] | None]) -> bool:
    return any(pattern.search(classes) for pattern in patterns if pattern is not None)


@cache
def _name_selector() -> str:
    return ", ".join(markup.name_selector for markup in MARKUPS)


@cache
def _title_selector() -> str:
    return ", ".join(markup.title_selector for markup in MARKUPS)


@cache
def _boxes() -> re.Pattern[str]:
    return re.compile(vocabulary.any_of(vocabulary.load("contacts")["classes"]["box"]), re.IGNORECASE)


@cache
def _names() -> re.Pattern[str]:
    words = vocabulary.any_of(vocabulary.load("contacts")["classes"]["name"])
    return re.compile(rf"(?:^|[\s_-])(?:{words})(?:$|[\s_-])", re.IGNORECASE)
