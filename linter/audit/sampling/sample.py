"""Typed pages x seed -> the sample, by the monitoring decision (EU) 2018/1524 and WCAG-EM 2.0.

One page of every type that serves the site; for each kind of service a page and a document; every step of each process; a page
of every appearance; and random pages, at least a tenth of the whole. In which order the pages come says nothing: ties are
broken by address, chance by a digest of the seed and the path, so that a page more or less changes little of the rest.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from linter.audit.sampling.documents import own
from linter.audit.sampling.page_types import recognise
from linter.audit.sampling.reasons import Why
from linter.model.audit import Sample, SampledPage
from linter.page.urls import split

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from linter.audit.sampling.corrections import Corrections
    from linter.audit.sampling.page_types import TypedPage
    from linter.model.audit import Chosen
    from linter.model.outline import LinkedDocument, PageOutline, PageType, Sign
    from linter.report.words.words import Words

_OF_SITE: tuple[PageType, ...] = (
    "start",
    "login",
    "sitemap",
    "contact",
    "help",
    "legal",
    "statement",
    "feedback",
    "search",
)
_OF_CONTENT: tuple[PageType, ...] = ("form", "table", "process", "news")
"""Types of which any page will do, where none was chosen for another reason."""
_WEIGHTS = {
    "root": 20,
    "corrected": 15,
    "address": 4,
    "host": 4,
    "heading": 4,
    "link": 3,
    "title": 2,
    "purpose": 2,
    "content": 4,
}
_MOST_LINKS = 5
_SHARE = 9
"""Structured pages for each random one: with it they are ten, of which it is a tenth."""


def draw(
    outlines: Sequence[PageOutline],
    seed: int,
    corrections: Corrections,
    words: Words,
    documents: Sequence[LinkedDocument] = (),
    called: Callable[[str], str] = str,
) -> Sample:
    """Return a sample of pages, drawn; documents that are chosen, or were named, stand in it, and are not examined.

    `called` tells what people call a page by its source.
    """
    why = Why(words, corrections.name, called)
    drawing = _Drawing(corrections.applied(recognise(outlines)), corrections, seed, why)
    drawn = (*drawing.structured(), *drawing.random())
    met = {one.source for one in drawn}
    told = why.given(None, is_all=False)
    named = tuple(SampledPage(one.url, ("document",), "given", told) for one in documents if one.url not in met)
    there = {one.source for one in outlines} | own(outlines) | {one.url for one in documents}
    return Sample(seed, (*drawn, *named), len(there))


def whole(
    outlines: Sequence[PageOutline],
    seed: int,
    corrections: Corrections,
    words: Words,
    *,
    is_all: bool,
    documents: Sequence[LinkedDocument] = (),
    others: Iterable[str] = (),
) -> Sample:
    """Return all pages as the sample: as they were given, or as every page was asked for.

    `documents` are those given, `others` the pages that were asked for and of which there is no outline: they are not
    examined, or only in part, and belong to the sample all the same.
    """
    why = Why(words, corrections.name)
    chosen: Chosen = "all" if is_all else "given"
    typed = {page.outline.source: page for page in corrections.applied(recognise(outlines))}
    pages = {
        one.source: SampledPage(
            one.source, typed[one.source].types, chosen, why.given(typed[one.source], is_all=is_all)
        )
        for one in outlines
    }
    bare: list[tuple[str, tuple[PageType, ...]]] = [
        *((one.url, ("document",)) for one in documents),
        *((source, ()) for source in others),
    ]
    for source, types in bare:
        pages.setdefault(source, SampledPage(source, types, chosen, why.given(None, is_all=is_all)))
    return Sample(seed, tuple(pages.values()), len(pages))


class _Drawing:
    """One sample while it is drawn."""

    def __init__(self, pages: Sequence[TypedPage], corrections: Corrections, seed: int, why: Why) -> None:
        self._pages = [page for page in pages if corrections.use_of(page.outline.source) != "never"]
        self._seed, self._corrections, self._why = seed, corrections, why
        self._chosen: dict[str, SampledPage] = {}
        self._typed = {page.outline.source: page for page in self._pages}

    def structured(self) -> tuple[SampledPage, ...]:
        """Return what is chosen for what it is."""
        self._take_pinned()
        for name in _OF_SITE:
            self._take_type(name)
        self._take_processes()
        for kind in sorted({service for page in self._pages if (service := page.service) is not None}):
            self._take_service(kind)
        if not any("document" in one.types for one in self._chosen.values()):
            self._take_document(self._pages, None)
        for name in _OF_CONTENT:
            if not any(name in page.types for page in self._taken()):
                self._take_type(name)
        self._take_appearances()
        return tuple(self._chosen.values())

    def random(self) -> Iterator[SampledPage]:
        """Yield random pages of those that are left, at least a tenth of the whole sample."""
        left = [page for page in self._pages if page.outline.source not in self._chosen]
        wanted = max(1, -(-len(self._chosen) // _SHARE))
        for page in sorted(left, key=self._lot)[:wanted]:
            told = self._why.random(self._seed, len(left), page)
            yield SampledPage(page.outline.source, page.types, "random", told)

    def _taken(self) -> Iterator[TypedPage]:
        return (self._typed[source] for source in self._chosen if source in self._typed)

    def _take(self, page: TypedPage, why: str) -> None:
        source = page.outline.source
        if source not in self._chosen:
            self._chosen[source] = SampledPage(source, page.types, "structured", why)

    def _take_pinned(self) -> None:
        for page in self._pages:
            if self._corrections.use_of(page.outline.source) == "always":
                self._take(page, self._why.pinned(page))

    def _take_type(self, name: PageType) -> None:
        page = _best([page for page in self._pages if name in page.types], lambda page: page.signs_of(name))
        if page is not None:
            self._take(page, self._why.of_type(page, name))

    def _take_processes(self) -> None:
        for page in sorted(self._pages, key=lambda page: (page.process or "", page.outline.source)):
            if page.process is not None:
                self._take(page, self._why.step(page))

    def _take_service(self, kind: str) -> None:
        """Take a page of a kind of service, and a document that its pages link to; a page that is chosen already will do."""
        pages = [page for page in self._pages if page.service == kind]
        if not any(page.service == kind for page in self._taken()):
            page = _best(pages, lambda page: page.signs_of("service"))
            if page is not None:
                self._take(page, self._why.service(page, kind))
        self._take_document(pages, kind)

    def _take_document(self, pages: Sequence[TypedPage], kind: str | None) -> None:
        some = ((one, page) for page in pages for one in page.outline.documents if one.is_own)
        linked = [(one, page) for one, page in some if self._corrections.use_of(one.url) != "never"]
        if any(one.url in self._chosen for one, _ in linked) or not linked:
            return
        document, page = min(linked, key=lambda pair: (pair[0].url, pair[1].outline.source))
        told = self._why.document(document, page, kind)
        self._chosen[document.url] = SampledPage(document.url, ("document",), "structured", told)

    def _take_appearances(self) -> None:
        """Take a page of every layout, and one with each part that people meet differently, where none is chosen."""
        layouts = {page.outline.layout for page in self._taken()}
        parts = {part for page in self._taken() for part in page.outline.parts}
        for page in sorted(self._pages, key=lambda page: (-len(page.outline.parts), *_order(page))):
            outline = page.outline
            new = [part for part in outline.parts if part not in parts]
            if outline.layout in layouts and not new:
                continue
            layouts.add(outline.layout)
            parts.update(outline.parts)
            self._take(page, self._why.appearance(outline, new))

    def _lot(self, page: TypedPage) -> tuple[bytes, str]:
        """Return a page's lot: it depends on nothing but the seed and the place on the site."""
        told = f"{self._seed}\0{_place(page)}".encode("utf-8", "surrogatepass")
        return hashlib.sha256(told).digest(), page.outline.source


def _place(page: TypedPage) -> str:
    """Return where a page stands on its site, whatever host serves it."""
    source = page.outline.source
    if source.lower().startswith(("http://", "https://")):
        parts = split(source)
        return f"{parts.path}?{parts.query}"
    return page.outline.path or source


def _best(pages: Iterable[TypedPage], signs: Callable[[TypedPage], tuple[Sign, ...]]) -> TypedPage | None:
    """Return the page that most speaks for; of equals the one nearest to the root, then the first by address."""
    return min(pages, key=lambda page: (-_weight(signs(page)), *_order(page)), default=None)


def _order(page: TypedPage) -> tuple[int, str]:
    return page.outline.path.rstrip("/").count("/"), page.outline.source


def _weight(signs: Sequence[Sign]) -> float:
    return sum(
        _WEIGHTS.get(sign.kind, 1) / (2 if sign.is_weak else 1) + min(sign.count - 1, _MOST_LINKS) for sign in signs
    )
