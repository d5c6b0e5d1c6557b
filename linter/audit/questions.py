"""Examined pages -> what people are asked of them; the same thing has the same question at the next review.

A question is known by what it is about, not by where that stands: alike elements of a site are one question.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from linter.data.criteria import asked_for
from linter.data.questions import PAGE, SITE, catalogue
from linter.engine.findings import fingerprint
from linter.model.audit import Question
from linter.model.report import PageElements
from linter.model.target import is_address
from linter.report.criteria import criteria
from linter.report.words.words import words_in
from linter.rules import rule as rules

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from linter.data.questions import Asked, Catalogue
    from linter.model.finding import Finding
    from linter.model.report import PageElement, PageReport

ELEMENTS = 25
"""How many elements of a kind and page are asked about one by one; about the rest there is one question."""
_UNSEEN = PageElements({}, (), is_whole=False)
_WHOLE_PAGE = frozenset({"", "html", "body", "html > body"})


class Questioner:
    """Knows what is asked of every page of a review, in a language, by the A and AA criteria of a version of WCAG.

    `base` is the public address that local pages stand for.
    """

    def __init__(
        self, wcag: str = "2.1", language: str = "sv", base: str | None = None, asked: Catalogue | None = None
    ) -> None:
        self.criteria = asked_for(wcag)
        self.catalogue = asked or catalogue()
        self._language, self._base = language, base
        self._words = words_in(language)
        self._order = {criterion: number for number, criterion in enumerate(self.criteria)}

    def questions(
        self, pages: Iterable[PageReport], asked_of: Container[str] | None = None, answered: Container[str] = ()
    ) -> tuple[Question, ...]:
        """Return what is asked of the pages, by criterion; what several pages have in common is asked once.

        Where there are more pages than people can look at, `asked_of` names those that they are asked of; of the others they
        are asked about the doubts that rules have, and about what they have `answered`.
        """
        met: dict[str, Question] = {}
        about: dict[str, list[str]] = {}
        for page in pages:
            is_asked = asked_of is None or page.source in asked_of
            for one in self.of_page(page):
                if not (is_asked or one.rule is not None or one.id in answered):
                    continue
                met.setdefault(one.id, one)
                sources = about.setdefault(one.id, [])
                if not sources or sources[-1] != page.source:
                    sources.append(page.source)
        found = [replace(one, pages=tuple(about[name])) for name, one in met.items()]
        return tuple(sorted(found, key=lambda one: self._order.get(one.criterion, len(self._order))))

    def of_page(self, page: PageReport) -> Iterator[Question]:
        """Yield what is asked of a page."""
        for criterion in self.criteria:
            yield from self.of_criterion(page, criterion)
        for finding in page.findings:
            if (question := self.of_finding(page, finding)) is not None:
                yield question

    def of_criterion(self, page: PageReport, criterion: str) -> Iterator[Question]:
        """Yield what is asked of a page for a criterion, whatever rules say."""
        for asked in self.catalogue.criteria[criterion].questions:
            if is_asked(asked, page):
                yield from self._of_elements(page, asked) if asked.is_of_elements else (self._of_page(page, asked),)

    def of_finding(self, page: PageReport, finding: Finding) -> Question | None:
        """Return what is asked about a finding that no rule can decide, None about any other."""
        if finding.outcome != "cannot_tell" or is_dismissed(finding):
            return None
        own = finding.rule in _own_to_page() or finding.selector in _WHOLE_PAGE
        named = [one for one in criteria(finding.requirements) if one in self._order]
        return Question(
            id=fingerprint(f"finding/{finding.rule}", page.path if own else self._site(page), _content(finding)),
            criterion=named[0] if named else "",
            source=page.source,
            text=self._words("review_doubt", message=finding.message),
            rule=finding.rule,
            line=finding.location.line,
            selector=finding.selector,
            snippet=finding.snippet,
            picture=finding.screenshot,
            also=tuple(named[1:]),
        )

    def _of_page(self, page: PageReport, asked: Asked) -> Question:
        about = self._site(page) if asked.of == SITE else page.path
        return Question(_id(asked, about), asked.criterion, page.source, asked.text(self._language))

    def _of_elements(self, page: PageReport, asked: Asked) -> Iterator[Question]:
        seen = page.elements or _UNSEEN
        shown = [one for one in seen.shown if one.kind == asked.of]
        met: set[str] = set()
        for one in shown:
            question = self._of_element(page, asked, one)
            if question.id not in met:
                met.add(question.id)
                yield question
        rest = seen.counts.get(asked.of, 0) - len(shown)
        if rest > 0:
            text = self._words.count("review_rest", rest, question=asked.text(self._language))
            yield Question(_id(asked, page.path, "rest"), asked.criterion, page.source, text)

    def _of_element(self, page: PageReport, asked: Asked, one: PageElement) -> Question:
        about = page.path if asked.own_to_page and not one.in_template else self._site(page)
        return Question(
            id=_id(asked, about, one.content),
            criterion=asked.criterion,
            source=page.source,
            text=asked.text(self._language),
            line=one.line,
            selector=one.selector,
            snippet=one.snippet,
            picture=one.picture,
        )

    def _site(self, page: PageReport) -> str:
        """Return the site that a page is of; an answer about one is none about another."""
        address = page.source if is_address(page.source) else self._base or ""
        return urlsplit(address).netloc.lower()


def is_asked(asked: Asked, page: PageReport) -> bool:
    """Return whether there is something on a page that a question is about."""
    counts = (page.elements or _UNSEEN).counts
    return not asked.needs or any(counts.get(kind) for kind in asked.needs)


def is_dismissed(finding: Finding) -> bool:
    """Return whether somebody decided that a finding is no fault."""
    return (finding.suppressed or {}).get("decision") == "no_fault"


def _id(asked: Asked, about: str, content: str = "") -> str:
    of = asked.of if asked.of in (SITE, PAGE) else "element"
    return fingerprint(f"question/{of}/{asked.criterion}/{asked.key}", about, content)


def _content(finding: Finding) -> str:
    return finding.content_fingerprint or finding.fingerprint


@cache
def _own_to_page() -> frozenset[str]:
    """Return the rules whose faults are another one on every page."""
    return frozenset(name for name, rule in rules.load().items() if rule.own_to_page)
