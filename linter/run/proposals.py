"""A page's report -> the corrections that are offered: those after which the page, judged again, has its findings no more and no new one."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from linter.corrections.corrections import applied, corrections
from linter.engine.examine import check_page
from linter.model.stages import STATIC

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.engine.page_config import PageConfig
    from linter.model.correction import Correction
    from linter.model.finding import Finding
    from linter.model.report import PageReport
    from linter.page.source import Document


_MOST_CHECKS = 40
"""How often one page is judged again for its corrections; what is undecided by then is not offered."""


def proposals(page: PageReport, document: Document, config: PageConfig) -> tuple[Correction, ...]:
    """Return the corrections of a page after which their findings are gone and none is new, each alone and all together."""
    found = corrections(page, document.text)
    return _Trial(page, document, config).good(found) if found else ()


class _Trial:
    """Judges a page again with corrections put in."""

    def __init__(self, page: PageReport, document: Document, config: PageConfig) -> None:
        self._page, self._document, self._config = page, document, config
        self._before = Counter(map(_kind, page.findings))
        self._static = {rule.id for rule in config.rules if rule.stage == STATIC.name}
        self._left = _MOST_CHECKS

    def good(self, found: tuple[Correction, ...]) -> tuple[Correction, ...]:
        """Return those that are good, each half for itself where they are not together."""
        if self._is_good(found):
            return found
        if len(found) < 2:
            return ()
        middle = len(found) // 2
        first, second = self.good(found[:middle]), self.good(found[middle:])
        if not first or not second or self._is_good((*first, *second)):
            return (*first, *second)
        return first

    def _is_good(self, found: Sequence[Correction]) -> bool:
        """Return whether the findings are gone with these put in, as far as the page tells that, and no other came."""
        if not self._left:
            return False
        self._left -= 1
        text = applied(self._document.text, [one.edit for one in found])
        after = check_page(replace(self._document, text=text), self._config, path=self._page.path)
        mended = (self._page.findings[one.finding] for one in found)
        gone = Counter(_kind(one) for one in mended if one.rule in self._static)
        return Counter(map(_kind, after.findings)) <= self._before - gone


def _kind(one: Finding) -> tuple[str, str]:
    return one.rule, one.message_key
