"""Page -> what it looks like: the landmarks that it has, and what its content has that people meet differently."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from linter.data.html import HEADINGS
from linter.facts import locale
from linter.facts.dates import ownership
from linter.facts.forms import own_forms
from linter.facts.page_types import names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.facts.facts import Facts
    from linter.model.outline import Part
    from linter.page.dom import Element
    from linter.page.page import Page

_CONTENT = ("main", "aside", None)
_REGIONS = ("header", "navigation", "main", "aside", "footer")
_FEWEST_CARDS = 3
_FEWEST_ROWS = 2
_LONGEST = 80
_STEPS = ("h2", "h3", "h4", "h5")
_SELECTED = "[role=tab], [role=dialog], dialog"


def layout(page: Page) -> tuple[str, ...]:
    """Return the parts of a page that hold anything."""
    return tuple(region for region in _REGIONS if page.layout.by_region.get(region))


def parts(facts: Facts) -> tuple[Part, ...]:
    """Return what the content has, each once."""
    return tuple(sorted(set(_parts(facts))))


def data_tables(page: Page) -> list[Element]:
    """Return the tables of the content that hold data."""
    return [
        table
        for table in page.tags("table")
        if table.region in _CONTENT
        and ownership.is_data_table(table)
        and len(list(islice(table.each_inside("tr"), _FEWEST_ROWS))) == _FEWEST_ROWS
    ]


def searches(page: Page) -> list[Element]:
    """Return the search fields of the main content."""
    main = page.main
    fields = page.tags("input") if main is not None else []
    return [e for e in fields if main is not None and (e.get("type") or "").lower() == "search" and e.within(main)]


def steps(page: Page) -> list[str]:
    """Return the headings of the content that number steps from the first on, none where there are not several."""
    found: list[str] = []
    for heading in page.tags(*_STEPS):
        number = names.step_number(heading.text_start(_LONGEST)) if heading.region in _CONTENT else None
        if number == len(found) + 1:
            found.append(heading.text_start(_LONGEST))
    return found if len(found) > 1 else []


def _parts(facts: Facts) -> Iterator[Part]:
    page = facts.page
    if data_tables(page):
        yield "table"
    if own_forms(page):
        yield "form"
    if searches(page):
        yield "search"
    if any(one.region in _CONTENT for one in page.tags("img")):
        yield "picture"
    if any(one.region in _CONTENT for one in page.tags("details")):
        yield "details"
    if any(link.is_embed for link in facts.map_links):
        yield "map"
    cards = [card for card in page.tags("article") if card.region in _CONTENT and card.holds(*HEADINGS)]
    if len(cards) >= _FEWEST_CARDS:
        yield "cards"
    yield from _media(page)
    yield from _boxes(page)


def _media(page: Page) -> Iterator[Part]:
    """Yield what films, sounds and frames there are; a frame that shows no film may show anything."""
    if page.mentions("<video", "<VIDEO") and page.tree.select_one("video") is not None:
        yield "video"
    if page.mentions("<audio", "<AUDIO") and page.tree.select_one("audio") is not None:
        yield "audio"
    for frame in page.tags("iframe"):
        yield "video" if names.is_video_host(locale.host(frame.get("src") or "")) else "frame"


def _boxes(page: Page) -> Iterator[Part]:
    if not page.mentions("role=", "ROLE=", "<dialog"):
        return
    for element in page.found(_SELECTED):
        yield "tabs" if element.attributes.get("role") == "tab" else "dialog"
