"""Page -> whether it is an accessibility statement, and under which heading: not one about statements, and no list of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from linter.data.html import HEADINGS
from linter.facts import locale
from linter.facts.dates import news
from linter.facts.statement import wording
from linter.facts.statement.channels import register_of
from linter.facts.statement.links import has_usual_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.facts.search.word_search import Hit
    from linter.facts.statement.channels import Channels
    from linter.facts.statement.conformity import Claim
    from linter.facts.statement.sentences import Sentence
    from linter.page.dom import Element
    from linter.page.page import Page

_LEAST_SIGNS = 2
_MOST_HEADINGS = 200


@dataclass(frozen=True, slots=True)
class Candidate:
    """A page that may be a statement: the heading that says so, and whether it says so by name.

    `is_headed` tells that the page's main heading says so, `calls_itself` that its heading or title does, and not its address
    alone.
    """

    heading: Element
    is_named: bool
    is_headed: bool = False
    calls_itself: bool = False
    is_news: bool = False


def candidate(page: Page, hits: Sequence[Hit]) -> Candidate | None:
    """Return the heading under which a page may be a statement, None where nothing says so."""
    headings = [
        one for one in page.tags(*sorted(HEADINGS))[:_MOST_HEADINGS] if one.region not in ("footer", "navigation")
    ]
    first = next((one for one in headings if one.tag == "h1"), None)
    title = (page.title or "").lower()
    if wording.has(first.text.lower() if first is not None else title, "guides"):
        return None
    top = next((one for one in headings if one.tag == "h1" and _is_named(one)), None)
    named = top or next((one for one in headings if _is_named(one)), None)
    if named is not None:
        is_headed, is_news = named.tag == "h1", news.is_news_item(page)
        return Candidate(named, is_headed or named is first, is_headed, is_headed and not is_news, is_news)
    place = first or page.main or page.body
    if wording.has(title, "names") and not wording.has(title, "guides"):
        is_news = news.is_news_item(page)
        return Candidate(place, is_named=True, calls_itself=not is_news, is_news=is_news)
    if is_at_usual_address(page):
        return Candidate(place, is_named=True)
    return Candidate(place, is_named=False) if _is_loosely_named(first, title, hits) else None


def is_at_usual_address(page: Page) -> bool:
    """Return whether a page is where statements usually are: so it may be one without the words."""
    return any(has_usual_path(address) or register_of(address) for address in locale.addresses(page))


def is_statement(
    found: Candidate,
    claim: Claim | None,
    sentences: Sequence[Sentence],
    channels: Channels,
    *,
    lists_faults: bool,
) -> bool:
    """Return whether a page that may be a statement speaks like one: of its own service, and with enough of the usual parts."""
    texts = [one.lowercase for one in sentences]
    intro = _any(texts, "intros")
    signs = sum(
        (
            _any(texts, "laws"),
            _any(texts, "authority_names") or channels.enforcement,
            _any(texts, "feedback", "near") or channels.form,
            _any(texts, "method"),
            lists_faults
            or any(one.heading > 1 and wording.has(one.lowercase, "shortcomings", "headings") for one in sentences),
        )
    )
    surely = claim is not None and claim.rank == 0
    if found.is_news:
        return surely and intro
    if claim is None and any(one.heading and wording.has(one.lowercase, "guides") for one in sentences):
        return False
    if found.is_named:
        least = _LEAST_SIGNS if found.is_headed else _LEAST_SIGNS + 1
        return surely or intro or (claim is not None and signs > 0) or signs >= least
    return (surely and intro and signs > 0) or ((surely or intro) and signs >= _LEAST_SIGNS)


def _any(texts: Sequence[str], *keys: str) -> bool:
    return any(wording.has(text, *keys) for text in texts)


def _is_named(heading: Element) -> bool:
    text = heading.text.lower()
    return wording.has(text, "names") and not wording.has(text, "guides")


def _is_loosely_named(first: Element | None, title: str, hits: Sequence[Hit]) -> bool:
    if any(hit.kind == "loosely" and hit.line.heading for hit in hits):
        return True
    return any(word in title or (first is not None and word in first.text.lower()) for word in wording.words("loosely"))
