"""An examined page -> what the link stage wants to know of it before it is settled: what it refers to, what it is called."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from linter.model.link import Want
from linter.page.urls import FILES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linter.engine.examine import Examination
    from linter.model.link import Reference

_PAGE, _RESOURCE, _MAP = Want(is_page=True), Want(), Want(is_page=True, is_map=True)


@dataclass(frozen=True, slots=True)
class AwaitedLinks:
    """`wanted` is what the page refers to, each address once; `answers` whether the page speaks for its own address."""

    url: str | None
    title: str
    answers: bool
    wanted: Mapping[str, Want] = field(default_factory=dict)


def awaited_links(examined: Examination, *, mail: bool) -> AwaitedLinks:
    """Return what is wanted of a page; e-mail addresses are wanted with `mail`."""
    wanted: dict[str, Want] = {}
    for reference in examined.references:
        if reference.url and (mail or reference.kind != "mail"):
            before = wanted.get(reference.url)
            want = _want(reference)
            wanted[reference.url] = want if before is None else before | want
    page = examined.page
    was_fetched = (examined.url or "").startswith(FILES) or page.document.get("status") is not None
    answers = was_fetched and not page.document.get("redirects")
    return AwaitedLinks(examined.url, page.title or "", answers, wanted)


def _want(reference: Reference) -> Want:
    is_page = reference.kind in ("link", "frame")
    want = _MAP if is_page and reference.is_map else _PAGE if is_page else _RESOURCE
    return want if not reference.fragment else Want(want.is_page, want.is_map, frozenset({reference.fragment}))
