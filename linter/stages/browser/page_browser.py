"""A session bound to one page: what the engine asks of the browser."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from linter.model.evidence import Pictures
from linter.stages.browser import screenshots

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.model import target as model_target
    from linter.model.evidence import Evidence, Shot, Target
    from linter.model.finding import Picture
    from linter.page.source import Document
    from linter.stages.browser.session import Session


class PageBrowser:
    """Shows one page, and photographs it once it is judged."""

    def __init__(self, session: Session, target: model_target.Target, document: Document) -> None:
        self._session, self._target, self._document = session, target, document

    @property
    def takes_pictures(self) -> bool:
        """Whether pictures are wanted."""
        return self._session.plan.settings.screenshots is not None

    def look(self, frames: Sequence[str]) -> Evidence:
        """Open the page in all views; a `BrowserError` says why it cannot be seen."""
        return self._session.look(self._target, self._document, frames)

    def pictures(self, shots: Sequence[Shot]) -> Pictures:
        """Photograph the page and its findings as it is open now."""
        folder = self._session.plan.settings.screenshots
        if folder is None:
            return Pictures(None, (None,) * len(shots))
        page = folder / f"page-{hashlib.sha256(self._target.path.encode()).hexdigest()[:16]}.png"
        with self._session.photographing() as (driver, world):
            screenshots.whole(driver, page)
            taken = screenshots.elements(driver, world, shots, folder, self._session.has_time)
            return Pictures(page.as_posix(), tuple(taken))

    @property
    def illustrates(self) -> bool:
        """Whether small pictures of findings are wanted."""
        return self._session.plan.settings.illustrates

    def small_pictures(self, targets: Sequence[Target]) -> Sequence[Picture | None]:
        """Photograph elements of the page as it is open now, small."""
        with self._session.photographing() as (driver, world):
            return screenshots.small(driver, world, targets, self._session.has_time)
