"""The pages of a site -> those that no page links to, and those that share a title."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

from linter.audit.fault import Judged, SiteFault
from linter.audit.statement.pages import key as key_of
from linter.data import vocabulary
from linter.page.urls import FILES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from linter.audit.sitewide.pages import SeenPage, Site
    from linter.audit.sitewide.scope import Reach
    from linter.model.report import NotExamined

UNLINKED, TITLE = "page-unlinked", "title-duplicate"
_MOST_NAMED = 3
_FEWEST = 3
"""Pages that make a site."""
_GONE = range(400, 500)
_FIRST = re.compile(r"^(?:index|default)\.\w{2,5}$", re.IGNORECASE)
_COUNTED = re.compile(r"^([a-z]+)[-_=]?(\d{1,6})$|^(\d{1,6})$")
"""A part of a path that names a page of a list: `page-2`, `sida2`, or a number."""


# -- links ----------------------------------------------------------------------------------------------------------------


def unlinked(site: Site, missing: Sequence[NotExamined], start: str | None, reach: Reach) -> Judged:
    """Return the pages that nothing links to; nobody can tell of a site that was not examined whole.

    Where a page may hold links that were not seen, an unlinked page may be linked from there.
    """
    if reach == "part" or len(site.pages) < _FEWEST:
        return Judged(UNLINKED)
    first = _start(site.pages, start)
    judged = [page for page in site.pages if page is not first and not page.is_unlisted and "start" not in page.types]
    unseen = sum(not _is_gone(one) for one in missing) + sum(page.is_shell for page in site.pages)
    unseen += site.is_cut
    unseen += len(_beyond(site, missing)) if reach == "listed" else 0
    faults = []
    for page in judged:
        if page.keys & site.linked:
            continue
        key, data = ("nowhere", {"number": len(site.pages)}) if not unseen else ("unseen", {"number": unseen})
        faults.append(
            SiteFault(page.number, UNLINKED, key, data, "failed" if not unseen else "cannot_tell", shown=page.title)
        )
    return Judged(UNLINKED, tuple(faults), frozenset(page.number for page in judged))


def _start(pages: Sequence[SeenPage], start: str | None) -> SeenPage | None:
    """Return the start page: nothing has to link to it."""
    if start is not None:
        return next((page for page in pages if page.source == start), None)
    own = [page for page in pages if _is_folder(page.source)]
    return min(own, key=lambda page: (urlsplit(page.source).path.count("/"), page.number), default=None)


def _is_folder(source: str) -> bool:
    path = urlsplit(source).path if "//" in source else source.replace("\\", "/")
    return path.endswith("/") or path == "" or _FIRST.match(posixpath.basename(path)) is not None


def _is_gone(one: NotExamined) -> bool:
    return one.reason.key == "error_status" and one.reason.data.get("status") in _GONE


def _beyond(site: Site, missing: Iterable[NotExamined]) -> set[str]:
    """Return where pages of the site lead to that nobody asked for; a file that is not there is no page."""
    known = {key for page in site.pages for key in page.keys} | {key_of(one.source) for one in missing}
    return {one for one in site.linked - known if not one.startswith(FILES)}


# -- titles ---------------------------------------------------------------------------------------------------------------


def duplicate_titles(site: Site) -> Judged:
    """Return the pages whose title others have too: other pages, in the same language, and not further pages of one list."""
    by_title: dict[tuple[str, str, str], list[SeenPage]] = {}
    judged = [page for page in site.pages if page.title and not page.is_shell]
    for page in judged:
        by_title.setdefault((page.host, page.language, page.title.casefold()), []).append(page)
    faults: list[SiteFault] = []
    for some in by_title.values():
        groups = _same_pages(some) if len(some) > 1 else []
        if len(groups) > 1:
            faults.extend(_of_title(groups))
    faults.sort(key=lambda one: one.page)
    return Judged(TITLE, tuple(faults), frozenset(page.number for page in judged))


def _of_title(groups: Sequence[Sequence[SeenPage]]) -> Iterator[SiteFault]:
    firsts = [group[0] for group in groups]
    for page in firsts:
        others = [one.source for one in firsts[: _MOST_NAMED + 1] if one is not page][:_MOST_NAMED]
        data = {"title": page.title[:120], "number": len(firsts) - 1, "addresses": others}
        yield SiteFault(page.number, TITLE, "same", data, content=page.title, shown=page.title)


def _same_pages(some: Sequence[SeenPage]) -> list[list[SeenPage]]:
    """Return pages of one title in groups of one page each: by address, by content, and by the list that they continue."""
    groups: list[list[SeenPage]] = []
    by_sign: dict[str, list[SeenPage]] = {}
    for page in some:
        signs = [*(f"key {one}" for one in page.keys), *(f"list {one}" for one in map(list_address, page.keys))]
        if page.content:
            signs.append(f"content {page.content}")
        if page.text:
            signs.append(f"text {page.text}")
        met = next((by_sign[sign] for sign in signs if sign in by_sign), None)
        group = met if met is not None else []
        group.append(page)
        if met is None:
            groups.append(group)
        for sign in signs:
            by_sign.setdefault(sign, group)
    return groups


def list_address(key: str) -> str:
    """Return an address without what says which part of a list, or which view of a page, it is."""
    path, _, query = key.partition("?")
    words = vocabulary.words("site", "identifying")
    kept = [(name, value) for name, value in parse_qsl(query, keep_blank_values=True) if name.lower() in words]
    return f"{_without_page(path, vocabulary.words('site', 'paging'))}?{urlencode(kept)}"


def _without_page(path: str, paging: Collection[str]) -> str:
    """Return a path without `page-2`, `sida2`, or `page/2` at its end."""
    before, _, last = path.rpartition("/")
    match = _COUNTED.match(last.lower())
    if match is None:
        return path
    if match[1]:
        return before if match[1] in paging else path
    above, _, word = before.rpartition("/")
    return above if word.lower() in paging else path
