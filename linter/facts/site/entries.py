"""Fields of a page -> those that ask people about themselves, known by what autocomplete calls it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.facts.site.help import TEMPLATE
from linter.model.site_page import AskedField

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.facts.structure.fields import Field
    from linter.page.page import Page

_OWN = frozenset(
    {
        "name",
        "given-name",
        "additional-name",
        "family-name",
        "organization",
        "street-address",
        "address-line1",
        "address-line2",
        "address-level1",
        "address-level2",
        "postal-code",
        "country",
        "bday",
        "tel",
        "tel-national",
        "email",
    }
)
"""What the HTML Standard calls what people know of themselves, as far as nobody has to check it by asking twice."""
_BY_TYPE = {"email": "email", "tel": "tel"}
_MOST, _LONGEST = 40, 80


def asked_fields(page: Page, fields: Sequence[Field]) -> tuple[AskedField, ...]:
    """Return the fields of the page's own forms that ask for something about people and are empty, the first of each purpose."""
    found: dict[str, AskedField] = {}
    for field, purpose in _asked(fields):
        label = (field.label or field.named)[:_LONGEST]
        found.setdefault(purpose, AskedField(purpose, label, page.location(field.element).line))
    return tuple(found.values())[:_MOST]


def _asked(fields: Sequence[Field]) -> Iterator[tuple[Field, str]]:
    for field in fields:
        element = field.element
        if element.region in TEMPLATE or (element.get("value") or "").strip() or element.has("readonly"):
            continue
        tokens = (element.get("autocomplete") or "").lower().split()
        purpose = " ".join(tokens) if tokens and tokens[-1] in _OWN else "" if tokens else _BY_TYPE.get(field.type, "")
        if purpose:
            yield field, purpose
