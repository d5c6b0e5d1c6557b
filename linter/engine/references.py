"""Page -> everything that it refers to by address, resolved as a browser would, or with the reason why it cannot be asked."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from linter.data import vocabulary
from linter.model.link import Reference
from linter.page.urls import FILES, candidates, resolve, scheme, split, without_fragment
from linter.stages.links import files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.facts.facts import Facts
    from linter.model.finding import Location
    from linter.model.link import Place, ReferenceKind
    from linter.page.source import Document

_WEB = frozenset({"http", "https"})
_KINDS: dict[str, ReferenceKind] = {
    "img": "image",
    "source": "image",
    "iframe": "frame",
    "script": "script",
    "form": "form",
}
_RELATIONS: dict[str, ReferenceKind] = {
    "stylesheet": "style",
    "icon": "resource",
    "apple-touch-icon": "resource",
    "manifest": "resource",
    "alternate": "resource",
    "canonical": "resource",
    "next": "resource",
    "prev": "resource",
    "license": "resource",
    "help": "resource",
    "author": "resource",
}
"""Relations of `link` whose target is a document that has to be there; others only name a host, or are for programs."""
_TEXT, _SNIPPET, _WRITTEN = 120, 240, 2000
_MAILTO = re.compile(r"\s*mailto:[^?@\s]{1,200}@([^?\s,;@>]{1,200})", re.IGNORECASE)
_LOCAL = re.compile(r"\s*(?:file:|\\\\|[a-z]:[\\/])", re.IGNORECASE)
LOCAL_FILE, INVALID, NO_BASE, NO_WEB, TEMPLATE = "local_file", "invalid", "no_base", "no_web_address", "template"


class _Reader:
    def __init__(self, facts: Facts, place: Place) -> None:
        self._facts, self._page, self._place = facts, facts.page, place
        source = self._page.document.source
        self._own_url = resolve(None, source.url) if source.url else None
        canonical = next((m.get("href", "") for m in self._page.metas if "canonical" in m.get("rel", "").split()), "")
        by_name = resolve(None, canonical) if scheme(canonical) in _WEB else None
        under = self._own_url or (None if place.is_site else by_name)
        said = resolve(under, self._page.base) if self._page.base else None
        self._base = said if said is not None and scheme(said) in _WEB else under
        self._host = split(under or by_name or "").host.removeprefix("www.")
        self._maps = {id(link.element): link for link in facts.map_links if link.element is not None}

    def links(self) -> Iterator[Reference]:
        """Yield the links and image areas that a reader sees."""
        for element, _ in self._page.links:
            href = element.get("href")
            if href is None or not href.strip() or href.strip().startswith("#"):
                continue
            known = self._maps.get(id(element))
            yield from self._reference(
                "link",
                href,
                element.name or element.get("title") or "",
                self._page.location(element),
                element.node,
                is_map=known is not None,
            )

    def resources(self) -> Iterator[Reference]:
        """Yield what the page loads and where it sends forms to."""
        frames = {
            link.element.node: link for link in self._facts.map_links if link.element is not None and link.is_embed
        }
        for node, attribute, text in self._page.resources:
            kind = _KINDS.get(node.tag) or _relation(node.attrs.get("rel"))
            if kind is None or text.startswith("#") or self._is_unpublished_name(node):
                continue
            name = str(node.attrs.get("alt") or node.attrs.get("title") or "")
            known = frames.get(node)
            for written in dict.fromkeys(candidates(text) if attribute == "srcset" else [text]):
                yield from self._reference(
                    kind,
                    written,
                    name,
                    self._page.node_location(node),
                    node,
                    is_map=known is not None,
                    is_post=str(node.attrs.get("method") or "").strip().lower() == "post",
                )

    def _is_unpublished_name(self, node: Any) -> bool:  # noqa: ANN401  the parser's type
        """Return whether an element says where a page will stand that nobody fetched: there may be nothing there yet."""
        return self._page.document.source.status is None and "canonical" in _names(node.attrs.get("rel"))

    def _reference(
        self,
        kind: ReferenceKind,
        written: str,
        text: str,
        location: Location,
        node: Any,  # noqa: ANN401  the parser's type
        *,
        is_map: bool,
        is_post: bool = False,
    ) -> Iterator[Reference]:
        kind, url, reason = self._address(kind, written)
        if url is None:
            return
        own_address, fragment = without_fragment(url)
        if self._own_url is not None and own_address == self._own_url.partition("#")[0]:
            return  # the page itself, which is there
        if _is_route(fragment):
            fragment = ""
        line = self._page.positions.line(location.line)[location.column - 1 :][:_SNIPPET].strip()
        own = own_address.startswith(FILES) or (
            bool(self._host)
            and own_address.startswith("http")
            and split(own_address).host.removeprefix("www.") == self._host
        )
        seen = self._page.element(node)
        yield Reference(
            url=own_address,
            fragment=fragment if kind in ("link", "frame") else "",
            kind=kind,
            written=written.strip()[:_WRITTEN],
            text=" ".join(text.split())[:_TEXT],
            location=location,
            selector=node.css_path()[-300:],
            snippet=line,
            reason=reason,
            is_map=is_map,
            is_own=own,
            is_post=is_post,
            region=seen.region if seen is not None else None,
        )

    def _address(self, kind: ReferenceKind, written: str) -> tuple[ReferenceKind, str | None, str]:
        """Return the kind, what to ask for ("" for nothing, None for what is no reference at all), and why not."""
        how = scheme(written)
        if any(sign in written for sign in vocabulary.load("links")["templates"]):
            return kind, "", TEMPLATE
        if _LOCAL.match(written):
            return kind, "", LOCAL_FILE
        if how == "mailto":
            match = _MAILTO.match(unquote(written))
            domain = resolve(None, f"http://{match[1].strip()}/") if match else None
            return ("mail", f"mailto:{split(domain).host}" if domain else None, "")
        if how and how not in _WEB:
            return ("other", "", NO_WEB) if how in ("tel", "sms", "geo", "ftp", "callto") else (kind, None, "")
        if self._base is not None or how:
            url = resolve(self._base, written, self._page.document.encoding)
            if url is None:
                return kind, "", INVALID
            return (kind, url, "") if scheme(url) in _WEB else (kind, None, "")
        return self._in_folder(kind, written)

    def _in_folder(self, kind: ReferenceKind, written: str) -> tuple[ReferenceKind, str | None, str]:
        root = self._place.root
        if root is None or written.strip().startswith("//"):
            return kind, "", NO_BASE
        here = files.own_path(self._page.document.source.name, root)
        url = resolve(f"http://root/{quote(here)}", written)
        if url is None:
            return kind, "", INVALID
        if not url.startswith("http://root/"):
            return kind, "", NO_BASE
        path = url.removeprefix("http://root")
        own_address = files.written(root, path)
        if not self._place.is_site and files.find(own_address.partition("#")[0]) is None:
            return kind, "", NO_BASE
        return kind, own_address, ""


def read_references(facts: Facts, place: Place, settled: frozenset[Location]) -> tuple[Reference, ...]:
    """Return what a page refers to, in the order of the source; `settled` places have a finding that says that they lead nowhere."""
    reader = _Reader(facts, place)
    found = [
        replace(one, is_settled=True) if one.location in settled else one
        for one in (*reader.links(), *reader.resources())
    ]
    return tuple(sorted(found, key=lambda one: (one.location.line, one.location.column)))


def own_address(document: Document, place: Place) -> str | None:
    """Return the address that others refer to a page by: its own, or that of its file below the root."""
    source = document.source
    if source.url is not None:
        return (resolve(None, source.url) or source.url).partition("#")[0]
    if place.root is None:
        return None
    own = (
        resolve("http://root/", quote(files.own_path(source.name, place.root), errors="surrogateescape"))
        or "http://root/"
    )
    return files.written(place.root, own.removeprefix("http://root"))


def _relation(value: object) -> ReferenceKind | None:
    """Return the kind of a `link` by its `rel`, None where its target need not be there."""
    return next((_RELATIONS[name] for name in _names(value) if name in _RELATIONS), None)


def _names(value: object) -> list[str]:
    """Return the names in a `rel`, in lower case."""
    names = [str(name) for name in value] if isinstance(value, list) else str(value or "").split()
    return [name.lower() for name in names]


def _is_route(fragment: str) -> bool:
    """Return whether a fragment is no place in a document: the top, a text, or a route of a script."""
    return fragment.lower() == "top" or fragment.startswith((":~:", "/", "!", "?")) or "=" in fragment
