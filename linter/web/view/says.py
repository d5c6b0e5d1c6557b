"""The facts of a page -> what a reader gets from it, in words: an editor sees that a number is wrong although it is valid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import phonenumbers

from linter.web.view.map_picture import MapPicture, map_picture

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from linter.report.words.words import Words

_MOST = 20
_PICTURES = 3


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that the page says; `note` is about how it says it."""

    text: str
    note: str = ""
    picture: MapPicture | None = None


@dataclass(frozen=True, slots=True)
class Says:
    """What a page says of one kind; `more` is how many further ones it has."""

    key: str
    told: tuple[Told, ...]
    more: int = 0


def says(facts: Mapping[str, Any], headings: Sequence[tuple[int, str]], words: Words) -> list[Says]:
    """Return what a page says: dates, contacts, addresses, places, and its headings."""
    return [
        _cut("dates", list(_dates(facts["dates"], words))),
        _cut("contacts", [_contact(one) for one in facts["contacts"]]),
        _cut("emails", list(_emails(facts["emails"], words))),
        _cut("maps", list(_places(facts["map_links"]))),
        _cut("headings", [Told(text, words("web_level", number=level)) for level, text in headings]),
    ]


def _cut(key: str, told: list[Told]) -> Says:
    told = list(dict.fromkeys(told)) if key != "headings" else told  # the same twice tells a reader nothing
    return Says(key, tuple(told[:_MOST]), max(0, len(told) - _MOST))


def _dates(dates: Sequence[Mapping[str, Any]], words: Words) -> Iterator[Told]:
    for one in dates:
        hidden = one["origin"] not in ("text", "time")
        note = words("web_hidden") if hidden else ""
        yield Told(f"{words('web_date_' + one['kind'])}: {one['value'] or one['text']}", note)


def _contact(one: Mapping[str, Any]) -> Told:
    place = " ".join(part for part in (one["postal_code"], one["locality"]) if part)
    phones = [_national(number) for number in one["phones"]]
    parts = [one["name"], one["function"], *phones, *one["emails"], one["street"], one["box"], place]
    return Told(", ".join(part for part in parts if part))


def _national(number: str) -> str:
    """Return a number as it is written in its country."""
    try:
        parsed = phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException:
        return number
    return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL))


def _emails(emails: Sequence[Mapping[str, Any]], words: Words) -> Iterator[Told]:
    for address in dict.fromkeys((one["address"], one["readable_without_javascript"]) for one in emails):
        text, readable = address
        yield Told(text or words("web_email_unknown"), "" if readable else words("web_email_script"))


def _places(links: Sequence[Mapping[str, Any]]) -> Iterator[Told]:
    known = dict.fromkeys((one["latitude"], one["longitude"]) for one in links if one["latitude"] is not None)
    for number, (latitude, longitude) in enumerate(known):
        picture = map_picture(latitude, longitude) if number < _PICTURES else None
        yield Told(f"{latitude:.5f}, {longitude:.5f}", picture=picture if picture and picture.is_inside else None)
