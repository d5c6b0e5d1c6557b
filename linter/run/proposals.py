"""A page's report -> the corrections that are offered: those after which the page, judged again, has no new finding."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from linter.corrections.corrections import applied, corrections
from linter.engine.examine import check_page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.engine.page_config import PageConfig
    from linter.model.correction import Correction
    from linter.model.report import PageReport
    from linter.page.source import Document


def proposals(page: PageReport, document: Document, config: PageConfig) -> tuple[Correction, ...]:
    """Return the corrections of a page that make nothing worse, all together and each alone."""
    found = corrections(page, document.text)
    if not found or _is_better(found, page, document, config):
        return found
    good = tuple(one for one in found if _is_better((one,), page, document, config))
    return good if _is_better(good, page, document, config) else good[:1]


def _is_better(found: Sequence[Correction], page: PageReport, document: Document, config: PageConfig) -> bool:
    """Return whether a page has no finding that it did not have, once corrections are put in."""
    text = applied(document.text, [one.edit for one in found])
    after = check_page(replace(document, text=text), config, path=page.path)
    before = Counter((one.rule, one.message_key) for one in page.findings)
    return Counter((one.rule, one.message_key) for one in after.findings) <= before
