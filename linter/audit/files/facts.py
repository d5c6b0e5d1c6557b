"""Review -> the HTML of what its pages say: dates, contacts, e-mail addresses and places, folded by page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter.audit.addresses import address_of, subjects
from linter.report.html.html_text import escaped, quoted
from linter.report.words.words import words_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.model.audit import Review
    from linter.report.words.words import Words

CONTENTS = "folder_facts"
"""The section by the words that head it."""
_OF_CONTACT = ("name", "function", "phones", "emails", "street", "box", "postal_code", "locality")
_MOST = 50
"""Things of one kind that are told of a page; `report.json` has them all."""


def anchors(review: Review) -> Mapping[str, str]:
    """Return the place of every examined page's facts in the report, by its source."""
    return {page.source: f"facts-{number}" for number, page in enumerate(review.report.pages)}


def render(review: Review) -> Iterator[str]:
    """Yield the section."""
    words, known, places = words_in(review.report.run.language), subjects(review), anchors(review)
    yield f'<h2 id="{CONTENTS}">{words(CONTENTS)}</h2>\n<p>{escaped(words("web_says_hint"))}</p>\n'
    for page in review.report.pages:
        where = address_of(page.source, known)
        yield f'<details id="{places[page.source]}"><summary>{quoted(page.title or where)}</summary>\n'
        yield f"<p>{quoted(where)}</p>\n<dl>"
        for key, told in _told(page.facts):
            items = list(dict.fromkeys(told))
            shown = "".join(f"<dd>{quoted(one)}</dd>" for one in items[:_MOST]) or f"<dd>{words('web_none')}</dd>"
            yield f"<dt>{words(f'web_{key}')}</dt>{shown}{_rest(items, words)}"
        yield "</dl></details>\n"


def _rest(items: list[str], words: Words) -> str:
    return f"<dd>{escaped(words('folder_more', number=len(items) - _MOST))}</dd>" if len(items) > _MOST else ""


def _told(facts: Mapping[str, Any]) -> Iterator[tuple[str, Iterator[str]]]:
    yield (
        "dates",
        (one["text"] if one["origin"] == "text" else f"{one['origin']}: {one['value']}" for one in facts["dates"]),
    )
    yield "contacts", (_contact(one) for one in facts["contacts"])
    yield "emails", (one["address"] for one in facts["emails"] if one["address"])
    yield "maps", (one["href"] for one in facts["map_links"])


def _contact(one: Mapping[str, Any]) -> str:
    parts = (value for key in _OF_CONTACT if (value := one[key]))
    return ", ".join(", ".join(part) if isinstance(part, list | tuple) else str(part) for part in parts)
