"""Source -> Page: the tree that a browser builds, its visible lines, and the source position of everything.

The only module that knows the parser.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, Any

import turbohtml
from turbohtml import Element as _Node
from turbohtml import Text as _Text

from linter.model import Location
from linter.positions import Positions
from linter.regions import RegionFinder
from linter.tags import ATOM_TAGS, BLOCK_TAGS, CONTROLS, HEADINGS, INDEXED_TAGS, UNSEEN_TAGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from linter.source import Document

MAX_ANCESTORS = 64
"""How far up a climb goes. Browsers flatten at 512; real pages stay under 40; hostile ones reach 100,000."""

MAX_LINE = 20_000
"""How many characters of one line are read; a longer line is no text for people, and is reported as cut."""

INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
"""Soft hyphen, zero-width space, word joiner, byte-order mark: written, never seen."""

_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_LEAVE = object()
_MAX_SELECTOR = 300


def clean(text: str) -> str:
    """Return text as a reader sees it: composed (NFC), white space collapsed, invisible characters dropped."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        if _INVISIBLE.search(text):
            text = text.translate(INVISIBLE)
    return " ".join(text.split())


def lower(text: str) -> str:
    """Return the text in lower case, always of the same length."""
    folded = text.lower()
    return folded if len(folded) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


class Element:
    """A visible element, with the half-open range `[p0, p1)` of the text parts inside it."""

    __slots__ = ("node", "p0", "p1", "page", "parent", "region", "tag")

    def __init__(self, page: Page, node: _Node, parent: Element | None, region: str | None, p0: int) -> None:
        self.page = page
        self.node = node
        self.tag = node.tag
        self.parent = parent
        self.region = region
        self.p0 = p0
        self.p1 = p0

    def get(self, name: str) -> str | None:
        """Return an attribute's value as text, "" for one without a value, None where it is missing."""
        value = self.node.attrs.get(name, _LEAVE)
        if value is _LEAVE:
            return None
        return " ".join(value) if isinstance(value, list) else str(value or "")

    def has(self, name: str) -> bool:
        """Tell whether the attribute is there, with any value or none."""
        return name in self.node.attrs

    @property
    def attributes(self) -> dict[str, str]:
        """All attributes as text."""
        return {name: self.get(name) or "" for name in self.node.attrs}

    @property
    def classes(self) -> list[str]:
        """The class names."""
        return (self.get("class") or "").split()

    @property
    def text(self) -> str:
        """The visible text inside, white space collapsed."""
        return clean("".join(self.page.part_text[self.p0 : self.p1]))

    @property
    def has_text(self) -> bool:
        """Whether any visible text stands inside."""
        return any(not part.isspace() for part in self.page.part_text[self.p0 : self.p1] if part)

    @property
    def name(self) -> str:
        """What a screen reader calls it: `aria-label`, else the text with the images' alternatives, else `title`."""
        inside = [e.get("alt") or e.get("aria-label") or "" for e in self.atoms]
        spoken = clean(" ".join([self.text, *inside, *self._svg_titles()]))
        return clean(self.get("aria-label") or "") or spoken or clean(self.get("title") or "")

    def _svg_titles(self) -> list[str]:
        return [clean(title.text) for e in self.atoms if e.tag == "svg" for title in e.node.find_all("title")]

    @property
    def atoms(self) -> list[Element]:
        """Images, controls and other things without text that stand inside, and the element itself if it is one."""
        return [e for e in self.page.part_element[self.p0 : self.p1] if e.tag in ATOM_TAGS]

    @property
    def lines(self) -> Sequence[Line]:
        """The lines that begin inside the element; for an inline element the line that holds it."""
        return self.page.lines_between(self.p0, self.p1)

    def ancestors(self) -> Iterator[Element]:
        """Walk the parents, the nearest first, not further than `MAX_ANCESTORS`."""
        element = self.parent
        for _ in range(MAX_ANCESTORS):
            if element is None:
                return
            yield element
            element = element.parent

    def closest(self, *tags: str) -> Element | None:
        """Return the element itself or its nearest ancestor with one of the tags."""
        if self.tag in tags:
            return self
        return next((a for a in self.ancestors() if a.tag in tags), None)

    def within(self, other: Element) -> bool:
        """Tell whether it is `other` or inside it."""
        return self is other or any(a is other for a in self.ancestors())

    def inside(self, *tags: str) -> list[Element]:
        """Return the visible elements of these tags inside it, in document order."""
        found: list[Element] = []
        for tag in tags:
            known = self.page.by_tag.get(tag, ())
            begin = bisect_left(known, self.p0, key=_first_part)
            end = bisect_right(known, self.p1, key=_first_part)
            found.extend(e for e in known[begin:end] if e.p1 <= self.p1 and e is not self and e.within(self))
        return found

    def __repr__(self) -> str:
        return f"<{self.tag} {self.p0}:{self.p1}>"


class Line:
    """A line of visible text as a reader sees it: what stands between two block boundaries or `br`."""

    __slots__ = ("_pieces", "block", "index", "p0", "p1", "page", "text")

    def __init__(self, page: Page, text: str, block: Element, p0: int, p1: int) -> None:
        self.page = page
        self.index = len(page.lines)
        self.text = text
        self.block = block
        self.p0 = p0
        self.p1 = p1
        self._pieces: list[tuple[int, int, int]] | None = None

    @property
    def fold(self) -> str:
        """The text in lower case, of the same length."""
        return lower(self.text)

    @property
    def region(self) -> str | None:
        """The region of the block that holds it."""
        return self.block.region

    @property
    def atoms(self) -> list[Element]:
        """Images, controls and other things without text that stand in the line."""
        return [e for e in self.page.part_element[self.p0 : self.p1] if e.tag in ATOM_TAGS]

    @property
    def heading(self) -> int:
        """The level of the heading that the line stands in, 0 for none."""
        heading = self.block.closest(*HEADINGS)
        return int(heading.tag[1]) if heading else 0

    @property
    def pieces(self) -> list[tuple[int, int, int]]:
        """The parts as (start, end, part index) in the line's text."""
        if self._pieces is None:
            self._pieces = list(self._measure())
        return self._pieces

    def _measure(self) -> Iterator[tuple[int, int, int]]:
        at, gap = 0, False
        for part in range(self.p0, self.p1):
            raw = self.page.part_text[part]
            text = clean(raw)
            if not text:
                gap = gap or bool(raw)
                yield at, at, part
                continue
            at += bool(at and (gap or raw[0].isspace()))
            yield at, at + len(text), part
            at += len(text)
            gap = raw[-1].isspace()

    def part_at(self, offset: int) -> int:
        """Return the index of the part that holds the character at `offset` of the text."""
        part = self.p0
        for start, end, index in self.pieces:
            if end > start:
                part = index
                if offset < end:
                    break
        return part

    def element_at(self, offset: int) -> Element:
        """Return the innermost element around the character at `offset` of the text."""
        return self.page.part_element[self.part_at(offset)] if self.p1 > self.p0 else self.block

    def __repr__(self) -> str:
        return f"<line {self.index} {self.text[:60]!r}>"


class Page:
    """One parsed page, with scripting off: what a `noscript` holds is content."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.source = document.text
        self.tree = turbohtml.parse(self.source, source_locations=True, scripting=False)
        self.part_text: list[str] = []
        self.part_element: list[Element] = []
        self.part_node: list[_Node | _Text] = []
        self.lines: list[Line] = []
        self.by_tag: dict[str, list[Element]] = {}
        self.cut: list[int] = []
        self.scripts: list[tuple[str, int, Element]] = []
        self.body = self._build()
        self._line_starts = [line.p0 for line in self.lines]

    # -- the whole page -------------------------------------------------------------------------------------------

    @cached_property
    def fold(self) -> str:
        """All lines in lower case, joined by line ends."""
        return lower("\n".join([line.text for line in self.lines]))

    @cached_property
    def _fold_starts(self) -> list[int]:
        starts, at = [], 0
        for line in self.lines:
            starts.append(at)
            at += len(line.text) + 1
        return starts

    def at_fold(self, offset: int) -> tuple[Line, int]:
        """Return the line and the offset in it of an offset in `fold`."""
        index = bisect_right(self._fold_starts, offset) - 1
        return self.lines[index], offset - self._fold_starts[index]

    @cached_property
    def scripted(self) -> turbohtml.Document:
        """The tree that a browser with scripting on builds (`noscript` is raw text there)."""
        return turbohtml.parse(self.source, source_locations=True, scripting=True)

    @cached_property
    def title(self) -> str | None:
        """The text of the `title` element."""
        node = self.tree.select_one("title")
        return clean(node.text) or None if node else None

    @cached_property
    def root(self) -> dict[str, str]:
        """The attributes of the `html` element."""
        node = self.tree.select_one("html")
        return {k: " ".join(v) if isinstance(v, list) else v or "" for k, v in node.attrs.items()} if node else {}

    @cached_property
    def is_fragment(self) -> bool:
        """Whether the source is a pasted part of a page: none of `html`, `body`, `main` is written in it."""
        written = (self.tree.select_one(tag) for tag in ("html", "body", "main"))
        return not any(node is not None and node.position is not None for node in written)

    @cached_property
    def metas(self) -> list[dict[str, str]]:
        """The attributes of every `meta` element, and of `link rel=canonical`, names in lower case."""
        nodes = self.tree.select("meta, link[rel=canonical]")
        return [{k: " ".join(v) if isinstance(v, list) else v or "" for k, v in n.attrs.items()} for n in nodes]

    @cached_property
    def json_ld(self) -> list[str]:
        """The source of every JSON-LD script."""
        return [node.text for node in self.tree.select('script[type="application/ld+json" i]')]

    @cached_property
    def ids(self) -> frozenset[str]:
        """Every `id`, and every `name` of an `a`, on the page."""
        nodes = self.tree.select("[id], a[name]")
        return frozenset(str(n.attrs.get(key)) for n in nodes for key in ("id", "name") if n.attrs.get(key))

    def select(self, selector: str) -> list[Element]:
        """Return the visible elements that a CSS selector matches."""
        return [e for e in map(self.element, self.tree.select(selector)) if e is not None]

    def element(self, node: _Node) -> Element | None:
        """Return the visible element of a node of the parser."""
        return self._by_node.get(node)

    @cached_property
    def _by_node(self) -> dict[_Node, Element]:
        return {element.node: element for element in self.elements}

    def tags(self, *tags: str) -> list[Element]:
        """Return the visible elements of these tags (of `INDEXED_TAGS`), in document order for each."""
        return [element for tag in tags for element in self.by_tag.get(tag, ())]

    @cached_property
    def main(self) -> Element | None:
        """The main landmark."""
        return next(iter(self.select("main, [role=main]")), None)

    @cached_property
    def controlled(self) -> frozenset[str]:
        """The ids that a control opens (`aria-controls`)."""
        nodes = self.tree.select("[aria-controls]")
        return frozenset(i for n in nodes for i in str(n.attrs.get("aria-controls") or "").split())

    def lines_between(self, p0: int, p1: int) -> Sequence[Line]:
        """Return the lines that hold the parts `[p0, p1)`; none for an empty range."""
        if p1 <= p0:
            return ()
        return self.lines[max(0, bisect_right(self._line_starts, p0) - 1) : bisect_left(self._line_starts, p1)]

    # -- positions ------------------------------------------------------------------------------------------------

    @cached_property
    def positions(self) -> Positions:
        """Offsets of the source as lines and columns."""
        return Positions(self.source)

    def location(self, element: Element | None) -> Location:
        """Return where the start tag stands; of an element that was implied, where its nearest written parent does."""
        while element is not None:
            if element.node.source_location is not None:
                return self.node_location(element.node)
            element = element.parent
        return Location(1, 1, 1, 1)

    def node_location(self, node: _Node) -> Location:
        """Return where the start tag of a node of the parser stands, the first character if it was implied."""
        spans = node.source_location
        if spans is None:
            return Location(1, 1, 1, 1)
        tag = spans.start_tag
        return Location(tag.start_line, tag.start_col + 1, tag.end_line, tag.end_col + 1)

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
        start = next((s for s, _, i in line.pieces if i == part), 0)
        anchor = self._anchor(self.part_node[part])
        if anchor is None:
            return None
        count = _raw_index(self.part_text[part], offset - start)
        return self.positions.written(anchor, count)

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
        return self.positions.offset(end.end_line, end.end_col + 1) if end else None

    def selector(self, element: Element | None) -> str:
        """Return a CSS selector that finds the element again."""
        path = element.node.css_path() if element else "html"
        return path if len(path) <= _MAX_SELECTOR else " > ".join(path[-_MAX_SELECTOR:].split(" > ")[1:])

    # -- building -------------------------------------------------------------------------------------------------

    def _build(self) -> Element:
        body = self.tree.select_one("body, frameset") or self.tree.select_one("html")
        if body is None:  # the parser always makes one
            msg = "no body"
            raise AssertionError(msg)
        regions = RegionFinder(has_main=self.tree.select_one("main, [role=main]") is not None)
        shadows = "shadowrootmode" in self.source
        current = Element(self, body, None, regions.default, 0)
        root, begin = current, 0
        self.elements = [root]
        texts, holders, nodes, elements = self.part_text, self.part_element, self.part_node, self.elements
        by_tag, breaks = self.by_tag, self._break
        stack: list[Any] = list(reversed(_children(body, shadows=shadows)))
        while stack:
            node = stack.pop()
            kind = node.__class__
            if kind is _Text:
                text = node.data
                if len(texts) > begin or not text.isspace():
                    texts.append(text)
                    holders.append(current)
                    nodes.append(node)
            elif kind is _Node:
                tag = node.tag
                if tag in UNSEEN_TAGS:
                    if tag == "script":
                        self.scripts.append((node.text, len(texts), current))
                    continue
                attrs = node.attrs
                region = current.region
                if attrs:
                    if ("hidden" in attrs or "style" in attrs) and self._is_hidden(attrs):
                        continue
                    region = regions.of(tag, attrs, node, current)
                elif tag in regions.landmarks:
                    region = regions.of(tag, attrs, node, current)
                if tag in BLOCK_TAGS and len(texts) != begin:
                    begin = breaks(begin, current)
                element = Element(self, node, current, region, len(texts))
                elements.append(element)
                if tag in INDEXED_TAGS:
                    by_tag.setdefault(tag, []).append(element)
                if tag in ATOM_TAGS:
                    if tag != "input" or str(attrs.get("type") or "").lower() != "hidden":
                        texts.append("")
                        holders.append(element)
                        nodes.append(node)
                        element.p1 = len(texts)
                    continue
                children = _children(node, shadows=True) if shadows else node.children
                if children:
                    current = element
                    stack.append(_LEAVE)
                    stack.extend(children[::-1])
            elif node is _LEAVE:
                if len(texts) != begin and current.tag in BLOCK_TAGS:
                    begin = breaks(begin, current)
                current.p1 = len(texts)
                current = current.parent or root
        if len(texts) != begin:
            breaks(begin, root)
        root.p1 = len(texts)
        return root

    def _break(self, begin: int, block: Element) -> int:
        """End the line that began at part `begin`; return where the next one begins."""
        texts = self.part_text
        end = len(texts)
        raw = texts[begin] if end - begin == 1 else "".join(texts[begin:end])
        text = " ".join(raw.split()) if raw.isascii() else clean(raw)
        if len(text) > MAX_LINE:
            self.cut.append(len(text))
            text = text[:MAX_LINE]
        if text or any(e.tag in ATOM_TAGS for e in self.part_element[begin:end]):
            while block.tag not in BLOCK_TAGS and block.parent is not None:
                block = block.parent
            self.lines.append(Line(self, text, block, begin, end))
        return end

    def _is_hidden(self, attrs: Any) -> bool:  # noqa: ANN401  the parser's own mapping
        if "hidden" in attrs:
            return str(attrs.get("id") or "") not in self.controlled
        style = str(attrs.get("style") or "").lower()
        return "none" in style and "display:none" in "".join(style.split()) and attrs.get("id") not in self.controlled


def _first_part(element: Element) -> int:
    return element.p0


def _children(node: _Node, *, shadows: bool) -> Sequence[Any]:
    """Return a node's children; a declarative shadow root stands before what it wraps."""
    root = node.shadow_root if shadows else None
    return (*root.children, *node.children) if root is not None else node.children


def _raw_index(raw: str, offset: int) -> int:
    """Return the index in the raw text of the character at `offset` of the collapsed text."""
    seen, gap = 0, False
    for index, char in enumerate(raw):
        if char.isspace():
            gap = True
            continue
        if ord(char) in INVISIBLE or unicodedata.combining(char):
            continue
        seen += gap and seen > 0
        gap = False
        if seen >= offset:
            return index
        seen += 1
    return len(raw)


def visible_controls(elements: Iterable[Element]) -> list[Element]:
    """Return the form controls that ask the reader for something."""
    quiet = {"hidden", "submit", "button", "image", "reset"}
    return [e for e in elements if e.tag in CONTROLS and (e.get("type") or "").lower() not in quiet]
