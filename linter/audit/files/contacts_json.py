"""Review -> the contacts register as JSON, for programs (`contacts.schema.json`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter.audit.addresses import site_host, subjects
from linter.audit.sitewide.register import register_of
from linter.report.phrases import dump, listed
from linter.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.model.audit import Review
    from linter.model.register import Entry, Place

NAME = "contacts.json"


def render(review: Review) -> Iterator[str]:
    """Yield the register as JSON text."""
    register, known = register_of(review), subjects(review)
    head = {
        "schema_version": 1,
        "tool": {"name": "kommunlint", "version": __version__},
        "today": review.report.run.today,
        "site": review.title or site_host(review),
        "pages": register.pages,
        "left_out": register.left_out,
    }
    yield dump(head)[:-1] + ',\n"contacts": ['
    yield from listed(dump(_entry(one, known)) for one in register.entries)
    yield "]}\n"


def _entry(one: Entry, known: Mapping[str, str | None]) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "name": one.name,
        "called": one.called,
        "functions": list(one.functions),
        "phones": [{"number": phone.value, "text": phone.text, "pages": phone.pages} for phone in one.phones],
        "emails": [{"address": email.value, "pages": email.pages} for email in one.emails],
        "addresses": [
            {
                "street": address.street,
                "box": address.box,
                "postal_code": address.postal_code,
                "locality": address.locality,
            }
            for address in one.addresses
        ],
        "regions": list(one.regions),
        "pages": [_place(place, known) for place in one.places],
        "contradictions": [
            {
                **_place(told.place, known),
                "number": told.number,
                "usual": told.usual,
                "pages": told.pages,
                "of": told.of,
            }
            for told in one.contradictions
        ],
    }


def _place(place: Place, known: Mapping[str, str | None]) -> dict[str, Any]:
    return {"source": place.source, "address": known.get(place.source), "line": place.line}
