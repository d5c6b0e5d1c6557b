"""Source -> Page: the tree that a browser builds, its visible lines, and the source position of everything.

With `dom` and `layout` the only modules that know the parser.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

import turbohtml
from turbohtml import Element as _Node
from turbohtml import Text as _Text

from linter.model.finding import Location
from linter.page import layout
from linter.page.lazy import lazy
from linter.page.positions import Collapsed, Positions
from linter.page.reading import _ids, has_script
from linter.page.refresh import forwarding
from linter.page.text import clean
from linter.page.urls import resolve, scheme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.page.dom import Element, Line
    from linter.page.source import Document

_MAX_SELECTOR = 300
_RAW = ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "plaintext")
"""Elements in which a comment is text."""
_COMMENT = re.compile(r"<!--(\s{0,200}kommunlint-[^<>]{0,2000}?)-->")
_DROPS_LINE_END = frozenset({"pre", "listing", "textarea"})
"""Elements whose first line end is no text (tree construction of the standard)."""
_DOCTYPE = "<!doctype"
_BEGINNING = Location(1, 1, 1, 1)


class Found(NamedTuple):
    """An element that a selector matched; `element` is None where nothing of it is seen."""

    text: str
    attributes: dict[str, str]
    location: Location
    element: Element | None


class Page:
    """One parsed page, with scripting off (what a `noscript` holds is content) unless it is said to be on."""

    def __init__(self, document: Document, *, scripting: bool = False) -> None:
        self.document = document
        self.scripting = scripting
        self.source = document.text
        self.tree = turbohtml.parse(self.source, source_locations=True, scripting=scripting)
        self.layout = layout.build(self.tree, scripting=scripting, shadows="shadowrootmode" in self.source)
        self.lines, self.text = self.layout.lines, self.layout.text
        self.body = self.layout.body
        self._locations: dict[int, Location] = {}
        self._selected: dict[str, tuple[Element, ...]] = {}
        self._collapsed: dict[int, Collapsed] = {}

    def release(self) -> None:
        """Let go of everything that refers back to the page, so that its memory is free at once; the page is at its end."""
        self.layout.__dict__.clear()
        self.__dict__.clear()

    # -- the whole page -------------------------------------------------------------------------------------------

    @lazy
    def lowercase(self) -> str:
        """All lines in lower case, joined by line ends."""
        return "\n".join(self.layout.lowercases)

    @lazy
    def _fold_starts(self) -> list[int]:
        return list(accumulate([len(line.text) + 1 for line in self.lines], initial=0))

    def at_fold(self, offset: int) -> tuple[Line, int]:
        """Return the line and the offset in it of an offset in `lowercase`."""
        starts = self._fold_starts
        index = bisect_right(starts, offset) - 1
        return self.lines[index], offset - starts[index]

    @lazy
    def title(self) -> str | None:
        """The text of the `title` element."""
        node = self.tree.select_one("title")
        return clean(node.text) or None if node else None

    @lazy
    def root(self) -> dict[str, str]:
        """The attributes of the `html` element."""
        node = self.tree.select_one("html")
        return {k: " ".join(v) if isinstance(v, list) else v or "" for k, v in node.attrs.items()} if node else {}

    @lazy
    def is_fragment(self) -> bool:
        """Whether the source is a pasted part of a page: none of `html`, `body`, `main` is written in it."""
        written = (self.tree.select_one(tag) for tag in ("html", "body", "main"))
        return not any(node is not None and node.position is not None for node in written)

    @lazy
    def is_pasted(self) -> bool:
        """Whether the source is text without its page: a fragment that nobody serves, and that does not begin as a document."""
        if self.document.source.status is not None or not self.is_fragment:
            return False
        return not self.source.lstrip()[: len(_DOCTYPE)].lower().startswith(_DOCTYPE)

    @lazy
    def metas(self) -> list[dict[str, str]]:
        """The attributes of every `meta` element, and of `link rel=canonical`, names in lower case."""
        nodes = self.tree.select("meta, link[rel=canonical]")
        return [{k: " ".join(v) if isinstance(v, list) else v or "" for k, v in n.attrs.items()} for n in nodes]

    @lazy
    def forwards_to(self) -> str | None:
        """Where the page sends its readers at once, None where it stays."""
        if all(meta.get("http-equiv", "").lower() != "refresh" for meta in self.metas):
            return None
        return forwarding(self.tree, self.document)

    @lazy
    def json_ld(self) -> list[str]:
        """The source of every JSON-LD script."""
        return [node.text for node in self.tree.select('script[type="application/ld+json" i]')]

    @lazy
    def ids(self) -> frozenset[str]:
        """Every `id`, and every `name` of an `a`, on the page."""
        return _ids(self.tree)

    @lazy
    def by_id(self) -> dict[str, Element]:
        """The first visible element of every id."""
        found: dict[str, Element] = {}
        for element in self.select("[id]"):
            found.setdefault(element.get("id") or "", element)
        return found

    @lazy
    def scripts(self) -> dict[str, _Node]:
        """The first script of every text, of those that are written in the source."""
        found: dict[str, _Node] = {}
        for node in self.tree.select("script"):
            if node.source_location is not None:
                found.setdefault(node.text, node)
        return found

    @lazy
    def may_add_ids(self) -> bool:
        """Whether a script on the page could make further ids."""
        return has_script(self.tree)

    @lazy
    def resources(self) -> list[tuple[_Node, str, str]]:
        """What the page loads or sends to, seen or not: the node, the attribute, and what stands in it."""
        found = self.tree.select(
            "img[src], img[srcset], source[srcset], iframe[src], script[src], link[href], form[action]"
        )
        apart = set(self.tree.select("template *")) if self.mentions("<template", "<TEMPLATE") else set()
        named = {"link": ("href",), "form": ("action",), "img": ("src", "srcset"), "source": ("srcset",)}
        return [
            (node, name, text)
            for node in found
            if node not in apart
            for name in named.get(node.tag, ("src",))
            if (text := str(node.attrs.get(name) or "").strip())
        ]

    @lazy
    def base(self) -> str:
        """What the first `base` element says, "" for none."""
        node = self.tree.select_one("base[href]")
        return str(node.attrs.get("href") or "").strip() if node is not None else ""

    @lazy
    def class_names(self) -> str:
        """The class names of all elements in lower case, to see at once whether any is named so."""
        return "\n".join([" ".join(node.attrs.get("class") or ()) for node in self.tree.select("[class]")]).lower()

    @lazy
    def _resolved_against(self) -> str | None:
        """The address that relative ones are read against: what `base` says where that is on the web, else the page's own."""
        said = resolve(self.document.url, self.base) if self.base else None
        return said if said is not None and scheme(said) in ("http", "https") else self.document.url

    def resolve(self, written: str) -> str | None:
        """Return the address that a browser goes to from the page, None where that is no address, or nobody knows whose."""
        return resolve(self._resolved_against, written.strip(), self.document.encoding)

    def mentions(self, *words: str) -> bool:
        """Return whether the source holds one of the words, as written: where none stands, no selector need look."""
        return any(word in self.source for word in words)

    @lazy
    def folded_source(self) -> bytes:
        """The source in lower case, a byte for a character: where many signs are looked for at once, in any case."""
        return self.source.encode("latin-1", "replace").lower()

    def select(self, selector: str) -> list[Element]:
        """Return the visible elements that a CSS selector matches."""
        nodes = self.tree.select(selector)
        return [e for e in map(self.element, nodes) if e is not None] if nodes else []

    def selected(self, selector: str) -> Sequence[Element]:
        """Return the same for a selector that several facts ask for: looked for once."""
        if selector not in self._selected:
            self._selected[selector] = tuple(self.select(selector))
        return self._selected[selector]

    def found(self, selector: str) -> list[Found]:
        """Return everything that a CSS selector matches, visible or not; a `ValueError` where it is no selector."""
        nodes = self.tree.select(selector)
        apart = set(self.tree.select("template *")) if nodes and self.mentions("<template", "<TEMPLATE") else set()
        return [self._found(node) for node in nodes if node not in apart]

    def _found(self, node: _Node) -> Found:
        element = self.element(node)
        attributes = {k: " ".join(v) if isinstance(v, list) else str(v or "") for k, v in node.attrs.items()}
        return Found(element.text if element else clean(node.text), attributes, self.node_location(node), element)

    @lazy
    def comments(self) -> list[tuple[str, int, int]]:
        """What comments hold that speak to kommunlint, and the offsets at which they begin and end."""
        if not self.mentions("kommunlint-"):
            return []
        real = Counter(n.data for n in self.tree.descendants if isinstance(n, turbohtml.Comment))
        spans = [n.source_location for n in self.tree.select(", ".join(_RAW))]
        raw = [self._inside(span) for span in spans if span is not None]
        found = []
        for match in _COMMENT.finditer(self.source):
            start, end = match.span()
            if not any(a <= start < b for a, b in raw) and real[match[1]] > 0:
                real[match[1]] -= 1
                found.append((match[1].strip(), start, end))
        return found

    def _inside(self, spans: turbohtml.SourceLocation) -> tuple[int, int]:
        """Return the offsets between which an element's content stands."""
        tag, end = spans.start_tag, spans.end_tag
        begins = self.positions.offset(tag.end_line, tag.end_col + 1)
        return begins, self.positions.offset(end.start_line, end.start_col + 1) if end else len(self.source)

    def element(self, node: object) -> Element | None:
        """Return the visible element of a node of the parser."""
        return self.layout.element(node)

    def tags(self, *tags: str) -> list[Element]:
        """Return the visible elements of these tags (of `INDEXED_TAGS`), in document order for each."""
        return self.layout.tags(*tags)

    @lazy
    def links(self) -> list[tuple[Element, str]]:
        """Every link and image area with what it leads to, "" where it does not say."""
        return [(element, str(element.node.attrs.get("href") or "")) for element in self.tags("a", "area")]

    @lazy
    def addresses(self) -> str:
        """Where the links lead, in lower case and joined by line ends: to see at once whether any names a host."""
        return "\n".join([href for _, href in self.links]).lower()

    @lazy
    def main(self) -> Element | None:
        """The main landmark."""
        first = self.layout.main
        shown = self.element(first) if first is not None else None
        return shown if shown is not None or first is None else next(iter(self.select("main, [role=main]")), None)

    # -- positions ------------------------------------------------------------------------------------------------

    @lazy
    def positions(self) -> Positions:
        """Offsets of the source as lines and columns."""
        return Positions(self.source)

    def location(self, element: Element | None) -> Location:
        """Return where the start tag stands; of an element that was implied, where its nearest written parent does."""
        if element is None:
            return _BEGINNING
        known = self._locations.get(id(element))
        if known is None:
            written: Element | None = element
            while written is not None and (spans := written.node.source_location) is None:  # 5 µs, and asked for often
                written = written.parent
            known = _start_tag(spans) if written is not None and spans is not None else _BEGINNING
            self._locations[id(element)] = known
        return known

    def node_location(self, node: _Node) -> Location:
        """Return where the start tag of a node of the parser stands, the first character if it was implied."""
        spans = node.source_location
        return _start_tag(spans) if spans is not None else _BEGINNING

    def span(self, element: Element) -> tuple[int, int]:
        """Return the offsets of the source between which an element is written, its tags included."""
        spans = element.node.source_location
        if spans is None:
            return (0, 0) if element.parent is None else self.span(element.parent)
        tag, end = spans.start_tag, spans.end_tag
        begins = self.positions.offset(tag.start_line, tag.start_col + 1)
        if end is not None:
            return begins, self.positions.offset(end.end_line, end.end_col + 1)
        return begins, self.positions.offset(tag.end_line, tag.end_col + 1)

    @lazy
    def code_spans(self) -> list[tuple[int, int]]:
        """The offsets between which scripts and style sheets are written."""
        return sorted(self.node_spans("script, style"))

    def node_spans(self, selector: str) -> list[tuple[int, int]]:
        """Return the offsets of everything that a selector matches and that is closed, the outermost only."""
        found: list[tuple[int, int]] = []
        for node in self.tree.select(selector):
            spans = node.source_location
            if spans is None or spans.end_tag is None:
                continue
            start = self.positions.offset(spans.start_tag.start_line, spans.start_tag.start_col + 1)
            if not found or start >= found[-1][1]:
                found.append((start, self.positions.offset(spans.end_tag.end_line, spans.end_tag.end_col + 1)))
        return found

    def place(self, line: Line, start: int, end: int) -> Location:
        """Return the start tag of the element that holds a text; in the middle of a block, the text itself."""
        element = line.element_at(start)
        if element.tag not in ("body", "html") and (element is not line.block or element.p0 >= line.p0):
            return self.location(element)
        return self.text_location(line, start, end)

    def text_location(self, line: Line, start: int, end: int) -> Location:
        """Return where the characters `[start, end)` of a line's text stand in the source."""
        if line.p1 <= line.p0:
            return self.location(line.block)
        first = self._written(line, start)
        last = self._written(line, max(start, end - 1))
        if first is None or last is None or last < first:
            return self.location(line.element_at(start))
        (line1, column1), (line2, column2) = self.positions.at(first), self.positions.at(last)
        return Location(line1, column1, line2, column2 + 1)

    def _written(self, line: Line, offset: int) -> int | None:
        part = line.part_at(offset)
        start = line.pieces[part - line.p0][0]
        anchor = self._anchor(self.layout.part_node[part])
        if anchor is None:
            return None
        if part not in self._collapsed:
            self._collapsed[part] = Collapsed(self.layout.part_text[part])
        return self.positions.written(anchor, self._collapsed[part].raw_index(offset - start))

    def _anchor(self, node: _Node | _Text) -> int | None:
        """Return the offset at which a text node begins: the end of the tag before it."""
        before = node.previous_sibling
        while before is not None and not isinstance(before, _Node):
            before = before.previous_sibling
        if before is not None:
            spans = before.source_location
            end = spans and (spans.end_tag or (spans.start_tag if not before.children else None))
        else:
            parent = node.parent
            spans = parent.source_location if isinstance(parent, _Node) else None
            end = spans and spans.start_tag
        if not end:
            return None
        anchor = self.positions.offset(end.end_line, end.end_col + 1)
        drops = before is None and isinstance(node.parent, _Node) and node.parent.tag in _DROPS_LINE_END
        return anchor + (drops and self.source.startswith("\n", anchor))

    def selector(self, element: Element | None) -> str:
        """Return a CSS selector that finds the element again."""
        path = element.node.css_path() if element else "html"
        return path if len(path) <= _MAX_SELECTOR else " > ".join(path[-_MAX_SELECTOR:].split(" > ")[1:])


def _start_tag(spans: turbohtml.SourceLocation) -> Location:
    tag = spans.start_tag
    return Location(tag.start_line, tag.start_col + 1, tag.end_line, tag.end_col + 1)
