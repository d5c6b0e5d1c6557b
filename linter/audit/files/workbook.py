"""Review -> its workbook: the protocol, the findings, the sample, and what the site says of contacts, documents and dates."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from linter.audit.account.outcomes import outcomes
from linter.audit.addresses import address_of, subjects
from linter.audit.files import contacts_page, public
from linter.audit.sitewide.register import register_of
from linter.data.criteria import name
from linter.data.law import editions
from linter.report.words.words import words_in
from linter.report.xlsx import sheets, workbook

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.model.audit import Review
    from linter.model.register import Entry, NumberOfPages
    from linter.model.report import PageReport
    from linter.report.words.words import Words
    from linter.report.xlsx.sheets import Row, Sheet

_PROTOCOL = (
    ("clause", 10),
    ("criterion", 10),
    ("criterion_name", 34),
    ("page", 40),
    ("outcome", 15),
    ("decided", 14),
    ("decided_by", 20),
    ("reasons", 80),
)
_SAMPLE = (
    ("page", 40),
    ("title", 34),
    ("types", 24),
    ("chosen", 14),
    ("chosen_why", 60),
    ("examined", 12),
    ("source", 40),
)
_REGISTER = (("pages_n", 8), ("first_page", 40), *sheets.CONTACT, ("contradicts", 60))
_DOCUMENTS = (
    ("address", 60),
    ("format", 8),
    ("link_text", 44),
    ("pages_n", 8),
    ("first_page", 40),
    ("line", 7),
    ("in_sample", 10),
    ("bytes", 14),
    ("server_date", 30),
)
_DATES = (
    ("page", 40),
    ("visible_date", 14),
    ("visible_text", 44),
    ("published", 14),
    ("markup_date", 18),
    ("server_date", 30),
)
_SEEN = ("text", "time")
"""Origins of dates that readers see."""


def render(review: Review) -> Iterator[bytes]:
    """Yield the workbook's bytes: the same for the same pages on the same day."""
    words, cut = words_in(review.report.run.language), list[sheets.Row]()
    shown = public.report(review)
    some = [
        sheets.sheet("protocol", words, _PROTOCOL, lambda: _protocol(review)),
        sheets.findings(shown),
        sheets.causes(shown),
        sample(review),
        sheets.sheet("register", words, _REGISTER, lambda: _register(review)),
        documents(review),
        sheets.sheet("dates", words, _DATES, lambda: _dates(review)),
        sheets.missing(shown, cut),
    ]
    yield from workbook.workbook(some, review.report.run.language, day(review), cut)


def day(review: Review) -> datetime:
    """Return the day of the review, for files that note when they were made."""
    return datetime.fromisoformat(review.report.run.today).replace(tzinfo=UTC)


def sample(review: Review) -> Sheet:
    """Return the sheet of the sample: how every page was chosen, and whether it was examined."""
    return sheets.sheet("sample", words_in(review.report.run.language), _SAMPLE, lambda: sample_rows(review))


def documents(review: Review) -> Sheet:
    """Return the sheet of documents that pages link to; they are listed, not examined."""
    return sheets.sheet("documents", words_in(review.report.run.language), _DOCUMENTS, lambda: document_rows(review))


def sample_rows(review: Review) -> Iterator[Row]:
    """Yield the pages of the sample."""
    words, known = words_in(review.report.run.language), subjects(review)
    titles = {page.source: page.title for page in review.report.pages}
    for one in review.sample.pages:
        types = ", ".join(words(f"page_type_{kind}") for kind in one.types)
        is_examined = words("folder_yes" if one.source in titles else "folder_no")
        chosen = words(f"folder_chosen_{one.chosen}")
        address = address_of(one.source, known)
        yield address, titles.get(one.source), types, chosen, one.why, is_examined, one.source


def document_rows(review: Review) -> Iterator[Row]:
    """Yield every document once, with how many pages link to it and where the first one does."""
    known, words = subjects(review), words_in(review.report.run.language)
    sampled = {one.source for one in review.sample.pages}
    asked = {one.url: (one.size, one.modified) for one in review.crawl.documents} if review.crawl is not None else {}
    for one in review.documents:
        where, is_sampled = address_of(one.first, known), words("folder_yes" if one.url in sampled else "folder_no")
        yield (
            address_of(one.url, known),
            one.format,
            one.text,
            one.pages,
            where,
            one.line or None,
            is_sampled,
            *asked.get(one.url, (None, None)),
        )
    for source, number in review.more_documents.items():
        yield words("folder_more", number=number), None, None, None, address_of(source, known), None, None, None, None


def _protocol(review: Review) -> Iterator[Row]:
    language, known = review.report.run.language, subjects(review)
    words, edition = words_in(language), editions()[review.law]
    for page in outcomes(review):
        address = address_of(page.sampled.source, known)
        for one in page.criteria:
            what = (edition.clause(one.criterion), one.criterion, name(one.criterion, language))
            how = "nobody" if one.outcome in ("cannot_tell", "not_examined") else one.mode
            by = ", ".join(one.by) or None
            yield (
                *what,
                address,
                words(f"column_{one.outcome}"),
                words(f"folder_mode_{how}"),
                by,
                "\n".join(one.reasons),
            )


def _register(review: Review) -> Iterator[Row]:
    """Yield everybody once: the contact of a footer, which stands on all pages, with their number."""
    known, words = subjects(review), words_in(review.report.run.language)
    for one in register_of(review).entries:
        postal = [", ".join(dict.fromkeys(filter(None, parts))) or None for parts in _columns(one)]
        yield (
            len(one.places),
            address_of(one.places[0].source, known),
            one.name,
            ", ".join(one.functions) or None,
            _counted(one.phones, words),
            _counted(one.emails, words),
            *postal,
            ", ".join(words.known(f"layout_{region}", region) for region in one.regions) or None,
            "\n".join(contacts_page.contradiction(told, known, words) for told in one.contradictions) or None,
        )


def _counted(some: Sequence[NumberOfPages], words: Words) -> str | None:
    """Return numbers or addresses; of several, how many pages give each."""
    if len(some) == 1:
        return some[0].value
    return ", ".join(f"{one.value} ({words.count('page', one.pages)})" for one in some) or None


def _columns(entry: Entry) -> list[list[str | None]]:
    """Return the parts of somebody's addresses, each part of all of them."""
    parts = ("street", "box", "postal_code", "locality")
    return [[getattr(one, part) for one in entry.addresses] for part in parts]


def _dates(review: Review) -> Iterator[Row]:
    known = subjects(review)
    for page in review.report.pages:
        dates = page.facts.get("dates", ())
        seen = [one for one in dates if one["origin"] in _SEEN]
        changed = max(
            (one for one in seen if one["kind"] != "published"), key=lambda one: str(one["value"]), default=None
        )
        published = max((str(one["value"]) for one in seen if one["kind"] == "published"), default=None)
        marked = max((str(one["value"]) for one in dates if one["origin"] not in (*_SEEN, "http")), default=None)
        value, text = (changed["value"], changed["text"]) if changed is not None else (None, None)
        yield address_of(page.source, known), value, text, published, marked, _header(page)


def _header(page: PageReport) -> str | None:
    """Return what the server says of the last change, as it says it."""
    headers = {key.lower(): value for key, value in page.document.get("headers", {}).items()}
    found = headers.get("last-modified")
    return str(found) if found is not None else None
