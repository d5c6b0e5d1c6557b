"""A page's source and the tree that somebody's browser made of it -> what a browser of ours would have told of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from linter.facts.dates import page_kind
from linter.model.evidence import Evidence, Pictures, View
from linter.page.page import Page
from linter.page.source import Source, decode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.model.evidence import Shot, Target
    from linter.model.finding import Picture
    from linter.page.source import Document


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A page as it stood in a browser that is not ours: it is seen with scripting and, as it is sent, without."""

    document: Document
    tree: str
    takes_pictures: bool = False
    illustrates: bool = False

    def look(self, frames: Sequence[str]) -> Evidence:  # noqa: ARG002  nobody asked about frames there
        """Return both views of the page; axe did not run in them."""
        return Evidence(without=_view(self.document), scripted=_view(_document(self.tree, self.document.url)))

    def pictures(self, shots: Sequence[Shot]) -> Pictures:
        """Return none: the page is not shown here."""
        return Pictures(None, (None,) * len(shots))

    def small_pictures(self, targets: Sequence[Target]) -> Sequence[Picture | None]:
        """Return none, as above."""
        return (None,) * len(targets)


def _document(html: str, url: str | None) -> Document:
    return decode(Source("", html.encode("utf-8", "replace") or b" ", url=url))


def _view(document: Document) -> View:
    page = Page(document)
    main = page.main or page.body
    pictures = sum(1 for _ in main.inside("img", "svg", "picture")) if main is not None else 0
    view = View(document.text, document.url or "", page_kind.characters(page), pictures)
    page.release()
    return view
