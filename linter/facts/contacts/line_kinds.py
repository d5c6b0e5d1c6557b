"""Lines -> what kind they are by their words and mark-up alone: an owner's, an author's, a link, a bold line."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

from linter.data import vocabulary
from linter.data.html import HEADINGS
from linter.facts.search import label_value
from linter.page.text import lower

if TYPE_CHECKING:
    from linter.facts.email.slot import Slot
    from linter.page.dom import Element, Line

_BYLINE = re.compile(r"(?:^|[.,;)]\s)([^\W\d_]{1,20}(?: [^\W\d_]{1,20}){0,2}):\s{0,3}(?=[A-ZÅÄÖÆØÜ])")
_PARTS = re.compile(r"[|·•;]|\(fax\)")
_NUMBER_ALONE = re.compile(r"\s*(?!\d{4}-\d\d-\d\d)[(+]?\d(?:[ \u00a0./()–-]{0,3}\d){6,14}\s*")
_SHORT_NUMBER = re.compile(r"\s?[1-9]\d{1,2}\s?\d{1,3}\s?\.?")
_LETTERED = re.compile(r"(?<!\w)\d(?:-\d{3})?-[A-Z0-9]{2,8}-?[A-Z]{2,8}(?!\w)")
_DIGITS = re.compile(r"\d")
_PAGE = re.compile(r"(?![a-z][a-z0-9+.-]{0,20}:|//|#|$)")
"""An address within the site: no scheme, no host."""
_DIALED_FROM = re.compile(r"\s{1,2}[A-Z]{2}(?:\s\([A-Z][\w .]{1,30}\)|\s{0,2}$)")
_ROW = 3
_NEAR = 2
_LONG = 110
_LONG_WORD = 6


def heads_channel(line: Line) -> bool:
    """Return whether a line is a heading over one way to get in touch: "Call us", "Email us".

    It is not remembered: what remembers a line keeps its whole page.
    """
    return line.lowercase.strip(" :!.") in vocabulary.words("contacts", "channel_headings")


def _owners() -> tuple[str, ...]:
    return tuple(vocabulary.load("content")["owner"])


@cache
def _whole_owners() -> frozenset[str]:
    return frozenset(_owners())


def is_owner(line: Line) -> bool:
    """Return whether a line names who answers for the page."""
    lowercase = lower(line.text[:60])
    if lowercase.startswith(_owners()):
        word = max((w for w in _owners() if lowercase.startswith(w)), key=len)
        rest = lowercase[len(word) :].lstrip()
        return rest.startswith(":") or not rest or not lowercase[len(word)].isalpha()
    previous = line.layout.lines[line.index - 1] if line.index else None
    return (
        previous is not None
        and previous.lowercase.rstrip(" :") in _whole_owners()
        and previous.block is not line.block
        and label_value.bond(previous, line) == "tight"
    )


def is_byline(text: str) -> bool:
    """Return whether a line says who wrote, took or published something: "Text: Anna Ek", "… 2006. Main author: Bo Ek"."""
    return any(_names_author(match[1].lower()) for match in _BYLINE.finditer(text))


def _names_author(label: str) -> bool:
    bylines = vocabulary.words("contacts", "bylines")
    return label in bylines or label.rpartition(" ")[2] in bylines


@cache
def _form_words() -> re.Pattern[str]:
    """Return the search for words of forms: long ones end compounds too ("Synpunktsformulär"), but nothing begins with one."""
    words = vocabulary.load("contacts")["form_links"]
    long, short = ([w for w in words if (len(w) >= _LONG_WORD) is is_long] for is_long in (True, False))
    return re.compile(rf"(?:{vocabulary.any_of(long)}|(?<!\w)(?:{vocabulary.any_of(short)}))(?!\w)")


@cache
def _form_addresses() -> re.Pattern[str]:
    return re.compile(vocabulary.any_of(vocabulary.load("contacts")["form_addresses"]))


def has_form(line: Line) -> bool:
    """Return whether a link in the line leads to a form that sends a message."""
    for start, end, part in line.pieces:
        if end > start:
            link = line.layout.part_element[part].closest("a", "button")
            if link is None:
                continue
            href = unquote(link.get("href") or "").lower()
            if not href.startswith(("mailto:", "tel:")) and (
                _form_addresses().search(href) or _form_words().search(link.text.lower()) or _names_receiver(href)
            ):
                return True
    return False


def _names_receiver(href: str) -> bool:
    """Return whether an address is that of a page for getting in touch with what its query names: `/contact.aspx?id=12`."""
    address, _, query = href.partition("#")[0].partition("?")
    return "=" in query and _contact_pages().search(address.rstrip("/").rpartition("/")[2]) is not None


def leads_to_contact(line: Line) -> bool:
    """Return whether a link in the line leads to a page or a form for getting in touch."""
    links = {line.layout.part_element[part].closest("a") for start, end, part in line.pieces if end > start}
    return any(link is not None and _is_to_contact(link) for link in links)


def _is_to_contact(link: Element) -> bool:
    href = unquote(link.get("href") or "").lower()
    if not href or href.startswith(("#", "mailto:", "tel:", "javascript:")):
        return False
    page = re.split(r"[?#]", href, maxsplit=1)[0].rstrip("/").rpartition("/")[2]
    return _contact_pages().search(link.text.lower()) is not None or _contact_pages().search(page) is not None


@cache
def _contact_pages() -> re.Pattern[str]:
    words = vocabulary.any_of(vocabulary.load("contacts")["contact_pages"])
    return re.compile(rf"(?<![^\W\d_])(?:{words})")


def is_strong(line: Line) -> bool:
    """Return whether the whole line is in `strong`, `b`, `dt`, `summary` or the like."""
    holders = [line.layout.part_element[p] for s, e, p in line.pieces if e > s]
    return bool(holders) and all(
        h.closest("strong", "b", "dt", "summary", "legend", "figcaption", *HEADINGS) is not None for h in holders
    )


def is_part_of_address(line: Line) -> bool:
    """Return whether a line breaks off where the next goes on in the same paragraph: "Harbour Board<br>12 North Quay"."""
    below = line.layout.lines[line.index + 1 : line.index + 2]
    return any(other.block is line.block and _DIGITS.search(other.text) is not None for other in below)


def is_row_of_links(line: Line) -> bool:
    """Return whether a line is nothing but several links: those to other sites and to a mailbox side by side."""
    links = {id(line.layout.part_element[p].closest("a")) for s, e, p in line.pieces if e > s}
    return len(links) >= _ROW and is_link(line)


def is_link(line: Line) -> bool:
    """Return whether the whole line is the text of links and buttons, but for signs between them."""
    shown = [p for s, e, p in line.pieces if e > s and any(c.isalnum() for c in line.text[s:e])]
    holders = [line.layout.part_element[p].closest("a", "button") for p in shown]
    return bool(holders) and all(h is not None for h in holders)


def is_link_to_page(line: Line) -> bool:
    """Return whether a line is the text of links to pages of the same site: an entry of a menu, "House Bill 91"."""
    if not is_link(line):
        return False
    links = [line.layout.part_element[p].closest("a") for s, e, p in line.pieces if e > s]
    return all(a is not None and _PAGE.match((a.get("href") or "").strip().lower()) for a in links)


def is_aside(line: Line) -> bool:
    """Return whether a line begins with how to sign up for something or who made the site: "RSVP to …", "Powered by …"."""
    return _asides().match(line.lowercase) is not None


def is_way_to_take_part(line: Line) -> bool:
    """Return whether a line is one of the ways to take part in a meeting: "Online: …", "In person: …"."""
    return line.lowercase.partition(":")[0] in vocabulary.words("contacts", "taking_part") and ":" in line.lowercase


def is_venue(line: Line) -> bool:
    """Return whether a line is the heading of a meeting's place."""
    return line.lowercase.strip(" :") in vocabulary.words("contacts", "venues")


@cache
def _asides() -> re.Pattern[str]:
    contacts = vocabulary.load("contacts")
    words = vocabulary.any_of((*contacts["registering"], *contacts["credits"]))
    return re.compile(rf"(?:{words})(?!\w)")


def opens_meeting(line: Line, end: int) -> bool:
    """Return whether a number that ends there opens a meeting: "+46 8 123 45 67,,99#", or a meeting's code near it."""
    if line.text[end : end + 2] == ",," or _DIALED_FROM.match(line.text, end):
        return True
    near = line.layout.lines[max(0, line.index - _NEAR) : line.index + _NEAR + 1]
    return any(_dial_in_words().search(other.lowercase) for other in near if len(other.text) < _LONG)


@cache
def _dial_in_words() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{vocabulary.any_of(vocabulary.words('contacts', 'dial_in'))})(?!\w)")


def is_short_number(text: str) -> bool:
    """Return whether a text is a few digits and nothing else: one of the short numbers that countries have."""
    return _SHORT_NUMBER.fullmatch(text) is not None


def holds_number_alone(text: str) -> bool:
    """Return whether a text, or a part of it between signs, is nothing but a row of digits as long as a phone number."""
    return any(_NUMBER_ALONE.fullmatch(part) for part in _PARTS.split(text))


def holds_lettered_number(text: str) -> bool:
    """Return whether a number written with the letters of a keypad stands in a text: "1-800-GRANVIK"."""
    return _LETTERED.search(text) is not None


def is_handle(slot: Slot) -> bool:
    """Return whether an address is a handle of a social network: "@town@social.example"."""
    return "@" + (slot.address or "@") in slot.element.text.lower()
