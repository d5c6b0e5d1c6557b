"""Review -> the address by which each page is known: its canonical one, else below the public address, else where it was fetched."""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import ada_url

from linter.model.audit import KnownPage
from linter.model.report import NotExamined
from linter.model.target import is_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from linter.model.audit import Review
    from linter.model.target import Target

_STARTS = ("index.html", "index.htm")


def subjects(review: Review) -> Mapping[str, str | None]:
    """Return each source's own address, as the URL standard writes it; None for a file that stands for no address.

    An address that several pages give as canonical is none of theirs: their outcomes would be taken for one page's.
    """
    if review.addresses is not None:
        return review.addresses
    sources = [one.source for one in review.sample.pages]
    documents = [*(one.url for one in review.documents if one.is_own), *(one.first for one in review.documents)]
    given = {source: held.canonical for source in sources if (held := review.held.get(source)) is not None}
    times = Counter(given.values())
    root, saved = review.root or _root(sources), _saved(review)
    found: dict[str, str | None] = {}
    for source in dict.fromkeys((*sources, *documents)):
        canonical = given.get(source)
        is_own = canonical is not None and times[canonical] == 1
        found[source] = _written(canonical if is_own else _placed(source, review.base, root) or saved.get(source))
    return found


def folders(wanted: Iterable[Target | NotExamined]) -> list[str]:
    """Return the folders that `/` means in the links of pages that are files, each once."""
    roots = (one.root for one in wanted if not isinstance(one, NotExamined) and one.file is not None)
    return list(dict.fromkeys(one for one in roots if one is not None))


def root(wanted: Iterable[Target | NotExamined]) -> str | None:
    """Return the folder that all of those are in, None where no page is a file."""
    some = [os.path.abspath(one) for one in folders(wanted)]  # noqa: PTH100  as below
    return os.path.commonpath(some) if some else None


def public(source: str, base: str | None, root: str | None) -> str:
    """Return how people are told of a page before the whole site is known: below the public address where there is one."""
    return source if base is None else _written(_placed(source, base, root or ".")) or source


def address_of(source: str, addresses: Mapping[str, str | None]) -> str:
    """Return the address of a page for people, the source where it has none."""
    return addresses.get(source) or source


def known_pages(review: Review) -> tuple[KnownPage, ...]:
    """Return the pages of the sample as those who answer know them."""
    known = subjects(review)
    return tuple(KnownPage(one.source, address_of(one.source, known), one.types) for one in review.sample.pages)


def site_host(review: Review) -> str:
    """Return the name of the site: the host of its public address or of its first page, else the name of its folder."""
    first = review.sample.pages[0].source if review.sample.pages else ""
    address = review.base or next(iter(one for one in subjects(review).values() if one is not None), None) or first
    if is_address(address):
        return urlsplit(address).netloc.rpartition("@")[2]
    return os.path.basename(os.path.dirname(os.path.abspath(first))) or "kommunlint"  # noqa: PTH100, PTH119, PTH120  a path as it is given


def _placed(source: str, base: str | None, root: str) -> str | None:
    """Return where a page stands below the public address; without one, where it was fetched."""
    if is_address(source):
        if base is None:
            return source.partition("#")[0]
        parts = urlsplit(source)
        below = parts.path.lstrip("/") + (f"?{parts.query}" if parts.query else "")
    elif base is None:
        return None
    else:
        near = os.path.relpath(source, root).replace(os.sep, "/")
        folder, _, name = near.rpartition("/")
        below = quote((f"{folder}/" if folder else "") + ("" if name in _STARTS else name), errors="surrogateescape")
    return base.rstrip("/") + "/" + below


def _saved(review: Review) -> dict[str, str]:
    """Return the addresses that copies note as those of the pages that were saved."""
    if all(is_address(one.source) for one in review.sample.pages):
        return {}
    noted = ((page.source, str(page.document.get("saved_from") or "")) for page in review.report.pages)
    return {source: address for source, address in noted if is_address(address)}


def _root(sources: Sequence[str]) -> str:
    """Return the folder that all files lie in."""
    folders = [os.path.dirname(os.path.abspath(one)) for one in sources if not is_address(one)]  # noqa: PTH100, PTH120  likewise
    return os.path.commonpath(folders) if folders else "."


def _written(address: str | None) -> str | None:
    if address is None:
        return None
    try:
        return str(ada_url.normalize_url(address))
    except ValueError:
        return address
