"""Page -> Facts: what a page says, as typed values with positions, each computed once and only when asked for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from linter.facts import country as _country
from linter.facts import locale
from linter.facts.contacts import contacts as _contacts
from linter.facts.contacts.invitations import invitations
from linter.facts.contacts.names import site
from linter.facts.content import announced, outdated_names, personal_numbers, pointers
from linter.facts.content import readability as _readability
from linter.facts.dates import event_page, news, page_kind
from linter.facts.dates import labels as _dates
from linter.facts.doubts import broken_text as _broken
from linter.facts.doubts import templates
from linter.facts.email import decoders
from linter.facts.email import slots as _email
from linter.facts.links import addresses as _addresses
from linter.facts.maps import links as _maps
from linter.facts.search import word_search as _triggers
from linter.facts.statement import links as _statement_links
from linter.facts.statement import recognition
from linter.facts.statement import statement as _statement
from linter.facts.structure.structure import Structure
from linter.facts.structure.writing import Writing
from linter.facts.timeliness.timeliness import Timeliness
from linter.page.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linter.facts.contacts.contacts import Contact, Contacts
    from linter.facts.contacts.invitations.invitations import Invitation
    from linter.facts.content.outdated_names import OutdatedName
    from linter.facts.content.personal_numbers import ShownNumber
    from linter.facts.content.pointers import Pointer
    from linter.facts.content.readability import Readability
    from linter.facts.dates.labels import Dates
    from linter.facts.doubts.broken_text import BrokenText
    from linter.facts.doubts.templates import Pending
    from linter.facts.email.slot import Slot
    from linter.facts.labels.empty import EmptyLabel
    from linter.facts.maps.links import MapLink
    from linter.facts.search.word_search import Hit
    from linter.facts.statement.links import StatementLink
    from linter.facts.statement.recognition import Candidate
    from linter.facts.statement.statement import PageStatement
    from linter.page.dom import Element
    from linter.page.page import Page


class Facts:
    """The facts of one page."""

    def __init__(self, page: Page, country: str | None = None) -> None:
        self.page: Page = page
        self.configured_country: str | None = country

    def release(self) -> None:
        """Let go of the page and of all that was read on it, so that their memory is free at once; the facts are at their end."""
        self.page.release()
        self.__dict__.clear()

    @lazy
    def hits(self) -> Mapping[str, list[Hit]]:
        """Where the words of the vocabulary stand."""
        return _triggers.search(self.page, decoders.phrases())

    @lazy
    def broken_text(self) -> BrokenText | None:
        """The first text that was read in another encoding than it was written in."""
        return _broken.first(self.page)

    @lazy
    def pending(self) -> tuple[Pending, ...]:
        """What a program has yet to fill in."""
        return templates.find_pending(self.page)

    @lazy
    def is_source(self) -> bool:
        """Whether the body holds what a server was to fill in: anything may come that is not there."""
        start = self.page.span(self.page.body)[0] if self.pending else 0
        return any(one.by_server and one.offset >= start for one in self.pending)

    @lazy
    def language(self) -> str | None:
        """The primary language tag."""
        return locale.language(self.page)

    @lazy
    def country(self) -> str:
        """The country that numbers, postcodes and coordinates are judged by."""
        return _country.country_of(self.page, self.configured_country)

    @lazy
    def exempt(self) -> str | None:
        """What makes the page one that needs no date: start, search, listing, form."""
        return page_kind.exempt(self.page, partial(site.own_name, self.page))

    @lazy
    def is_event(self) -> bool:
        """Whether the page is that of one event or meeting."""
        return event_page.is_event_page(self.page)

    @lazy
    def is_archived(self) -> bool:
        """Whether the page says that it is archived or old news."""
        return any(hit.line.region in ("main", "aside", "header", None) for hit in self.hits["archived"])

    @lazy
    def dates(self) -> Dates:
        """The page's own dates."""
        return _dates.read_dates(self.page, self.hits["date"])

    @lazy
    def emails(self) -> tuple[Slot, ...]:
        """The places where an e-mail address is given or meant to be."""
        return _email.email_slots(self.page, self.hits)

    @lazy
    def contacts(self) -> Contacts:
        """The contact blocks, and all phone numbers."""
        return _contacts.read_contacts(self.page, self.hits, self.emails, self.country)

    @lazy
    def unusual_links(self) -> list[tuple[Element, str]]:
        """The links with an address that is neither on the page's own site nor a usual one of the web."""
        return _addresses.unusual_links(self.page)

    @lazy
    def map_links(self) -> tuple[MapLink, ...]:
        """The map links and embeds."""
        return _maps.read_map_links(self.page, self.hits["announce"], self.hits["map_word"], self.country)

    @lazy
    def map_elements(self) -> frozenset[int]:
        """The identities of the elements that are map links, of which the rules about maps speak."""
        return frozenset(id(link.element) for link in self.map_links)

    @lazy
    def invitation(self) -> Invitation | None:
        """The first invitation to get in touch that nothing answers."""
        return invitations.first_unanswered(self.page, self.hits["invitation"], self.contacts, self.emails)

    @lazy
    def statement(self) -> PageStatement | None:
        """What the page says as an accessibility statement, None where it is none."""
        found = self._statement_candidate
        if found is None:
            return None
        outside = ("header", "navigation", "footer")
        ways = (
            any(slot.element.region not in outside for slot in self.emails),
            any(phone.is_channel and phone.line.region not in outside for phone in self.contacts.phones),
        )
        return _statement.read_statement(self.page, found, self.dates, self.country, ways)

    @lazy
    def unread_statement(self) -> Element | None:
        """The heading of a page that calls itself an accessibility statement and says nothing that is known of one."""
        found = self._statement_candidate
        return found.heading if found is not None and found.calls_itself and self.statement is None else None

    @lazy
    def _statement_candidate(self) -> Candidate | None:
        hits = self.hits["statement"]
        may_be_one = hits or recognition.is_at_usual_address(self.page)
        return recognition.candidate(self.page, hits) if may_be_one else None

    @lazy
    def statement_links(self) -> tuple[StatementLink, ...]:
        """The links that lead to an accessibility statement."""
        if not self.hits["statement"] and not _statement_links.may_have_unnamed(self.page):
            return ()
        return _statement_links.read_links(self.page)

    @lazy
    def timeliness(self) -> Timeliness:
        """What the page says of when something ends."""
        return Timeliness(self.page, self.hits, lambda: self.is_event)

    @lazy
    def structure(self) -> Structure:
        """How the page is built for those who do not see it."""
        return Structure(self.page)

    @lazy
    def writing(self) -> Writing:
        """How the text of the page is written and marked."""
        return Writing(self.page)

    @lazy
    def personal_numbers(self) -> tuple[ShownNumber, ...]:
        """The personal identity numbers that the page shows."""
        return personal_numbers.shown(self.page)

    @lazy
    def outdated_names(self) -> tuple[OutdatedName, ...]:
        """The names of bodies, laws and services that are no longer right, on a page that speaks of today."""
        if not self.hits["replaced"]:
            return ()
        found = outdated_names.outdated_names(self.page, self.hits["replaced"], self.country)
        return tuple(one for one in found if self._speaks_after(one.name.since.isoformat())) if found else ()

    def _speaks_after(self, day: str) -> bool:
        """Return whether the page speaks of today: it is kept up to date or speaks to its readers, and is no old news."""
        if self.is_archived:
            return False
        newest = max((date.value for date in self.dates.visible if date.value), default="")
        if newest and newest < day and news.is_dated_once(self.page, self.dates.visible, self.dates.machine):
            return False
        is_kept = any(label.kind != "published" for label in self.dates.labels)
        regions = {one.region for one in self.contacts.blocks} | {slot.element.region for slot in self.emails}
        return is_kept or "main" in regions or outdated_names.is_of_today(self.page.layout.lines_in("main", None))

    @lazy
    def lost_pointers(self) -> tuple[Pointer, ...]:
        """The places where the text points to what is not there."""
        hits = self.hits["pointer"]
        return tuple(pointers.lost_pointers(self.page, hits)) if hits else ()

    @lazy
    def empty_announcements(self) -> tuple[EmptyLabel, ...]:
        """The headings that announce a list that is not there."""
        hits = self.hits["announced"]
        return tuple(announced.empty_announcements(self.page, hits)) if hits else ()

    @lazy
    def readability(self) -> Readability:
        """How hard the running text is to read."""
        return _readability.readability(self.page)

    def as_json(self, *, reading: bool = False) -> dict[str, Any]:
        """Return the facts in the shape of the JSON contract; those of a statement only where there is one, or a link to one.

        `reading` adds how hard the text is to read, which takes longer than most facts together.
        """
        return (
            self._always()
            | self.timeliness.as_json()
            | self._of_statement()
            | ({"readability": self._readability()} if reading else {})
        )

    def _readability(self) -> dict[str, Any]:
        read = self.readability
        longest = [
            {"text": one.text, "words": one.words, "line": self.page.place(one.line, 0, len(one.line.text)).line}
            for one in read.longest
        ]
        return {"lix": read.lix, "words": read.words, "sentences": read.sentences, "longest": longest}

    def _of_statement(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        if self.statement is not None:
            found["statement"] = self.statement.as_json()
        elif (named := self.unread_statement) is not None:
            found["statement_named"] = {
                "line": self.page.location(named).line,
                "heading": named.text_start(200),
            }
        if self.statement_links:
            found["statement_links"] = [link.as_json() for link in self.statement_links]
        return found

    def _always(self) -> dict[str, Any]:
        return {
            "dates": self._dates(),
            "contacts": [contact_as_json(c) for c in self.contacts.blocks],
            "emails": [
                {
                    "address": s.address,
                    "readable_without_javascript": s.readable,
                    "technique": s.technique,
                    "line": s.location.line,
                }
                for s in self.emails
            ],
            "map_links": [
                {
                    "href": m.href,
                    "provider": m.provider,
                    "latitude": _rounded(m.latitude),
                    "longitude": _rounded(m.longitude),
                    "line": m.location.line,
                }
                for m in self.map_links
            ],
        }

    def _dates(self) -> list[dict[str, Any]]:
        shown = [
            {"kind": d.kind, "value": d.value, "text": d.text, "origin": "text", "line": d.location.line}
            for d in self.dates.visible
            if not d.is_told_by_element
        ]
        times = [
            {"kind": d.kind, "value": d.machine, "text": d.text, "origin": "time", "line": d.location.line}
            for d in self.dates.labels
            if d.machine
        ]
        hidden = [
            {"kind": d.kind, "value": d.value, "text": d.text, "origin": d.origin, "line": d.line}
            for d in self.dates.machine
        ]
        return [*shown, *times, *hidden]


def contact_as_json(contact: Contact) -> dict[str, Any]:
    """Return a contact in the shape of the JSON contract."""
    code = next((c for c in contact.postcodes if c.value), None)
    return {
        "name": contact.name,
        "function": contact.function,
        "phones": contact.numbers,
        "emails": contact.emails,
        "street": contact.street,
        "box": contact.box,
        "postal_code": code.value if code else None,
        "locality": code.locality if code else None,
        "region": contact.region,
        "line": contact.location.line,
    }


def _rounded(degrees: float | None) -> float | None:
    return None if degrees is None else round(degrees, 5)
