"""Page -> the ways to get help that its header, navigation and footer offer (WCAG 3.2.6), but for links that lead somewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from linter.data import vocabulary
from linter.facts.page_types import names
from linter.model.site_page import HelpItem, HelpKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.facts.facts import Facts
    from linter.model.finding import Location
    from linter.page.page import Page

    Placed = tuple[Location, HelpItem]

TEMPLATE = frozenset({"header", "navigation", "footer"})
_BY_TYPE: dict[str, HelpKind] = {"contact": "contact", "feedback": "contact", "help": "help"}
_LONGEST = 60


def help_kind(text: str) -> HelpKind | None:
    """Return what kind of help a link or a button names."""
    plain = " ".join(text.lower().split()).strip(" .:!›»→>")
    if not plain or len(plain) > _LONGEST:
        return None
    if plain in vocabulary.words("site", "chat"):
        return "chat"
    named = cast("dict[str, bool]", names.types_named(plain))
    return next((kind for name, kind in _BY_TYPE.items() if name in named), None)


def chats(page: Page) -> Iterator[Placed]:
    """Yield what opens a chat on the page itself: buttons, and links that lead nowhere else."""
    openers = [element for element, href in page.links if href.strip().startswith(("#", "javascript:"))]
    for element in (*page.tags("button"), *openers):
        if element.region in TEMPLATE and help_kind(element.name) == "chat":
            place = page.location(element)
            yield place, HelpItem("chat", "", place.line)


def details(facts: Facts) -> Iterator[Placed]:
    """Yield the numbers and e-mail addresses by which a person is reached."""
    page = facts.page
    for phone in facts.contacts.phones:
        if phone.number and phone.is_channel and phone.line.region in TEMPLATE:
            place = page.place(phone.line, phone.start, phone.end)
            yield place, HelpItem("details", phone.number, place.line)
    for slot in facts.emails:
        if slot.address and slot.element.region in TEMPLATE:
            yield slot.location, HelpItem("details", slot.address.lower(), slot.location.line)
