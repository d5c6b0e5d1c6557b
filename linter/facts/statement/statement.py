"""Page -> what it says as an accessibility statement, None where it is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from linter.facts import locale
from linter.facts.statement import body as _body
from linter.facts.statement import channels as _channels
from linter.facts.statement import conformity, recognition, shortcomings, wording
from linter.facts.statement import dates as _dates
from linter.facts.statement.channels import register_of
from linter.facts.statement.sentences import read_sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.facts.dates.labels import Dates
    from linter.facts.statement.channels import Channels
    from linter.facts.statement.conformity import Claim
    from linter.facts.statement.dates import Day
    from linter.facts.statement.recognition import Candidate
    from linter.facts.statement.sentences import Sentence
    from linter.facts.statement.shortcomings import Listed
    from linter.model.audit import Burden
    from linter.model.finding import Location
    from linter.page.dom import Element
    from linter.page.page import Page

_LONGEST_SHOWN = 200
_LOCAL = ("localhost", "127.0.0.1", "[::1]", "::1")


@dataclass(frozen=True, slots=True)
class PageStatement:
    """An accessibility statement as its page says it; `register` is the country whose register the page itself is in."""

    country: str
    """The country whose law it is judged by."""
    heading: Element
    location: Location
    selector: str
    claim: Claim | None
    body: str | None
    other_body: str | None
    """The body that the rest of the page names, where that is another."""
    service: str | None
    faults: tuple[Sentence, ...]
    has_reasons: bool
    burden: Burden
    burden_at: Sentence | None
    assessed: Day | None
    updated: Day | None
    has_open_dates: bool
    """Whether days are told of which no word says what happened then."""
    has_method: bool
    channels: Channels
    feedback: bool
    register: str | None
    listed: tuple[Listed, ...]

    def as_json(self) -> dict[str, Any]:
        """Return it in the shape of the JSON contract."""
        return {
            "line": self.location.line,
            "selector": self.selector,
            "heading": self.heading.text_start(_LONGEST_SHOWN),
            "country": self.country,
            "conformity": self.claim.level if self.claim is not None else None,
            "body": self.body,
            "service": self.service,
            "assessed": self.assessed.value if self.assessed is not None else None,
            "updated": self.updated.value if self.updated is not None else None,
            "parts": {
                "shortcomings": bool(self.faults),
                "reasons": self.has_reasons,
                "method": self.has_method,
                "feedback": self.feedback,
                "enforcement": self.channels.enforcement,
                "disproportionate": self.burden,
            },
            "listed": [
                {
                    "criterion": one.criterion,
                    "of_documents": one.of_documents,
                    "line": one.line,
                    "selector": one.selector,
                    "text": one.text,
                }
                for one in self.listed
            ],
        }


def read_statement(
    page: Page, found: Candidate, dates: Dates, country: str, ways: tuple[bool, bool]
) -> PageStatement | None:
    """Return what a page that may be a statement says as one; `ways` tells whether it gives e-mail addresses, and phone numbers."""
    sentences = read_sentences(page)
    named = _body.read_body(page, sentences)
    owner = named[0].lower() if named is not None else None
    claim = conformity.read_claim(sentences, own_hosts(page), owner)
    channels = _channels.read_channels(page, sentences, ways, country)
    faults = shortcomings.read_shortcomings(sentences)
    if not recognition.is_statement(found, claim, sentences, channels, lists_faults=bool(faults.listed)):
        return None
    burden, burden_at = shortcomings.read_burden(sentences)
    register = next(filter(None, map(register_of, locale.addresses(page))), None)
    return PageStatement(
        country=country,
        heading=found.heading,
        location=page.location(found.heading),
        selector=page.selector(found.heading),
        claim=claim,
        body=named[0] if named is not None else None,
        other_body=None if named is None or not named[1] or register else _other_body(page, named[0]),
        service=_body.read_service(sentences),
        faults=faults.faults,
        has_reasons=faults.reasoned,
        burden=burden,
        burden_at=burden_at,
        assessed=_dates.read_assessed(sentences),
        updated=_dates.read_updated(sentences, dates),
        has_open_dates=_dates.has_open(sentences),
        has_method=_has_method(sentences),
        channels=channels,
        feedback=_has_feedback(channels, country),
        register=register,
        listed=tuple(_listed(page, faults.listed)),
    )


def own_hosts(page: Page) -> frozenset[str]:
    """Return the hosts that a page is at in public; none where nobody knows."""
    hosts = (locale.host(address).removeprefix("www.") for address in locale.addresses(page))
    kept = [one for one in hosts if one and one not in _LOCAL and not one.replace(".", "").isdigit()]
    return frozenset() if any(register_of(f"https://{one}/erklaringer") for one in kept) else frozenset(kept)


def _has_feedback(channels: Channels, country: str) -> bool:
    """Return whether faults can be reported as the law of the country wants it: in Denmark in writing and by telephone."""
    if country == "DK":
        return channels.written and channels.phone
    return channels.form or (channels.written and country in wording.words("address_suffices"))


def _other_body(page: Page, body: str) -> str | None:
    """Return the body that the frame of a page names, where it names another than the statement, and not this."""
    named = _body.site_bodies(page)
    own = _body.core(body)
    frame = [page.title or "", *(line.text for line in page.layout.lines_in("header", "footer"))]
    said = any(own in text.lower() for text in frame) or any(
        own in _plain(address) for address in locale.addresses(page)
    )
    return None if not named or said else named[0]


def _plain(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""


def _has_method(sentences: Sequence[Sentence]) -> bool:
    """Return whether it is said how the service was assessed, and not only how one could be."""
    for number, one in enumerate(sentences):
        if one.heading or not wording.has(one.lowercase, "method"):
            continue
        before = [other for other in reversed(sentences[max(0, number - 4) : number]) if other.item is None]
        if one.item is not None and any(wording.has(other.lowercase, "choices") for other in before[:1]):
            continue
        return True
    return False


def _listed(page: Page, found: Sequence[tuple[str, Sentence]]) -> list[Listed]:
    return [
        shortcomings.Listed(
            criterion,
            page.text_location(one.line, one.start, one.start + 1).line,
            page.selector(one.line.element_at(one.start)),
            one.text[:_LONGEST_SHOWN],
            wording.has(one.lowercase, "documents"),
        )
        for criterion, one in found
    ]
