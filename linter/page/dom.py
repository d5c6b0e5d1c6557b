"""What facts see of a page: elements with the text inside them, and lines as a reader sees them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING

from msgspec import Struct

from linter.data.html import HEADINGS, REPLACED_TAGS
from linter.page.lazy import lazy
from linter.page.text import clean, lower

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from turbohtml import Document, Text
    from turbohtml import Element as Node

MAX_ANCESTORS = 64
"""How far up a climb goes. Browsers flatten at 512; real pages stay under 40; hostile ones reach 100,000."""
_MAX_NAME = 2000
"""Characters of an element that others are called by."""
_MOST_MISSED = 200
"""Elements without text beside another, or too deep in it, after which no more are looked for in it."""

_MISSING = object()
_START, _END = itemgetter(0), itemgetter(1)
_INDEX = attrgetter("index")


class Element(Struct, eq=False):
    """A visible element, with the half-open range `[p0, p1)` of the text parts inside it."""

    layout: Layout
    node: Node
    tag: str
    parent: Element | None
    region: str | None
    p0: int
    p1: int
    _name: str | None = None

    def get(self, name: str) -> str | None:
        """Return an attribute's value as text, "" for one without a value, None where it is missing."""
        value = self.node.attrs.get(name, _MISSING)
        if value is _MISSING:
            return None
        if value.__class__ is str:
            return value
        return " ".join(value) if isinstance(value, list) else ""

    def has(self, name: str) -> bool:
        """Return whether the attribute is there, with any value or none."""
        return name in self.node.attrs

    @property
    def attributes(self) -> dict[str, str]:
        """All attributes as text."""
        return {
            name: " ".join(value) if isinstance(value, list) else str(value or "")
            for name, value in self.node.attrs.items()
        }

    @property
    def classes(self) -> list[str]:
        """The class names."""
        return (self.get("class") or "").split()

    @property
    def text(self) -> str:
        """The visible text inside, white space collapsed."""
        parts = self.layout.part_text
        return self.layout.clean(parts[self.p0] if self.p1 - self.p0 == 1 else "".join(parts[self.p0 : self.p1]))

    def text_start(self, length: int) -> str:
        """Return the first characters of the visible text, however much there is of it."""
        begin, said = [], 0
        for part in range(self.p0, self.p1):
            begin.append(self.layout.part_text[part])
            said += len(clean(begin[-1]))
            if said >= length:
                break
        return clean("".join(begin))[:length]

    @property
    def has_text(self) -> bool:
        """Whether any visible text stands inside."""
        return any(not part.isspace() for part in self.layout.part_text[self.p0 : self.p1] if part)

    @property
    def name(self) -> str:
        """What a screen reader calls it: `aria-label`, else the text with the images' alternatives, else `title`."""
        if self._name is None:
            self._name = clean(self.get("aria-label") or "") or self._spoken() or clean(self.get("title") or "")
        return self._name

    def _spoken(self) -> str:
        """Return the text inside, with what stands for the things without text."""
        replaced = self.replaced_elements
        if not replaced:
            return self.text
        inside = [e.get("alt") or e.get("aria-label") or (e.node.text if e.tag == "samp" else "") for e in replaced]
        titles = [clean(title.text) for e in replaced if e.tag == "svg" for title in e.node.find_all("title")]
        return clean(" ".join([self.text, *inside, *titles]))

    @property
    def replaced_elements(self) -> list[Element]:
        """Images, controls and other things without text that stand inside, and the element itself if it is one."""
        return [e for e in self.layout.part_element[self.p0 : self.p1] if e.tag in REPLACED_TAGS]

    @property
    def lines(self) -> Sequence[Line]:
        """The lines that begin inside the element; for an inline element the line that holds it."""
        return self.layout.lines_between(self.p0, self.p1)

    @property
    def line_range(self) -> tuple[int, int]:
        """The index of the first of its lines, and that behind the last."""
        return self.layout.line_range(self.p0, self.p1)

    @property
    def line_count(self) -> int:
        """How many lines it has."""
        return len(range(*self.line_range))

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
        element: Element | None = self
        for _ in range(MAX_ANCESTORS + 1):
            if element is None or element.tag in tags:
                return element
            element = element.parent
        return None

    def within(self, other: Element) -> bool:
        """Return whether it is `other` or inside it."""
        element: Element | None = self
        for _ in range(MAX_ANCESTORS):
            if element is None or element is other:
                break
            element = element.parent
        return element is other

    def inside(self, *tags: str) -> list[Element]:
        """Return the visible elements of these tags inside it, in document order."""
        return list(self.each_inside(*tags))

    def each_inside(self, *tags: str) -> Iterator[Element]:
        """Yield the visible elements of these tags inside it, in document order for each tag."""
        for tag in tags:
            starts = self.layout.starts(tag)
            known = self.layout.by_tag.get(tag, ())
            missed = 0
            for index in range(bisect_left(starts, self.p0), bisect_right(starts, self.p1)):
                one = known[index]
                if one.p1 <= self.p1 and one is not self:
                    if one.within(self):
                        yield one
                        continue
                    missed += 1
                    if missed > _MOST_MISSED:
                        break

    def holds(self, *tags: str) -> bool:
        """Return whether a visible element of these tags stands inside it."""
        return next(self.each_inside(*tags), None) is not None

    def __repr__(self) -> str:
        return f"<{self.tag} {self.p0}:{self.p1}>"


class Line(Struct, eq=False):
    """A line of visible text as a reader sees it: what stands between two block boundaries or `br`."""

    layout: Layout
    index: int
    text: str
    block: Element
    p0: int
    p1: int
    _pieces: list[tuple[int, int, int]] | None = None

    @property
    def lowercase(self) -> str:
        """The text in lower case, of the same length."""
        return self.layout.lowercases[self.index]

    @property
    def region(self) -> str | None:
        """The region of the block that holds it."""
        return self.block.region

    @property
    def replaced_elements(self) -> list[Element]:
        """Images, controls and other things without text that stand in the line."""
        return [e for e in self.layout.part_element[self.p0 : self.p1] if e.tag in REPLACED_TAGS]

    @property
    def heading(self) -> int:
        """The level of the heading that the line stands in, 0 for none."""
        return self.layout.heading_levels[self.index]

    @property
    def pieces(self) -> list[tuple[int, int, int]]:
        """The parts as (start, end, part index) in the line's text."""
        if self._pieces is None:
            one = self.text and self.p1 - self.p0 == 1
            self._pieces = [(0, len(self.text), self.p0)] if one else list(self._measure())
        return self._pieces

    def _measure(self) -> Iterator[tuple[int, int, int]]:
        at, gap = 0, False
        for part in range(self.p0, self.p1):
            raw = self.layout.part_text[part]
            text = self.layout.clean(raw)
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
        if self.p1 - self.p0 == 1:
            return self.p0
        pieces = self.pieces
        at = bisect_right(pieces, offset, key=_END)
        if at < len(pieces):
            return pieces[at][2]
        return next((part for start, end, part in reversed(pieces) if end > start), self.p0)

    def element_at(self, offset: int) -> Element:
        """Return the innermost element around the character at `offset` of the text."""
        return self.layout.part_element[self.part_at(offset)] if self.p1 > self.p0 else self.block

    def begins_piece(self, offset: int, *, shown: bool = False) -> bool:
        """Return whether a part begins at an offset of the text; with `shown`, one that has text."""
        pieces = self.pieces
        at = bisect_left(pieces, offset, key=_START)
        while at < len(pieces) and pieces[at][0] == offset:
            if not shown or pieces[at][1] > offset:
                return True
            at += 1
        return False

    def pieces_between(self, start: int, end: int) -> list[tuple[int, int, int]]:
        """Return the pieces that have text between two offsets of the line's."""
        pieces = self.pieces
        first, last = bisect_right(pieces, start, key=_END), bisect_left(pieces, end, key=_START)
        return [piece for piece in pieces[first:last] if piece[1] > piece[0]]

    def __repr__(self) -> str:
        return f"<line {self.index} {self.text[:60]!r}>"


class Layout:
    """What `layout.build` finds in one tree: its visible lines, their parts, and the elements around them.

    A part is a stretch of text, or one thing without text (an image, a control); parts are numbered in document order.
    """

    def __init__(self, tree: Document, *, scripting: bool) -> None:
        self.tree, self.scripting = tree, scripting
        self.part_text: list[str] = []
        self.part_element: list[Element] = []
        self.part_node: list[Node | Text] = []
        self.lines: list[Line] = []
        self.elements: list[Element] = []
        self.by_tag: dict[str, list[Element]] = defaultdict(list)
        self.by_region: dict[str | None, list[Line]] = defaultdict(list)
        self.scripts: list[tuple[str, int, Element]] = []
        self.text = ""
        self.main: Node | None = None
        """The first main landmark, seen or not."""
        self.is_plain = False
        """Whether all text is composed already and holds nothing invisible: then only its blanks need cleaning."""
        self.cut: list[int] = []
        """The lengths of lines that were too long to be read."""
        self._starts: dict[str, list[int]] = {}
        self._names: dict[str, str] = {}
        self._lines_in: dict[tuple[str | None, ...], Sequence[Line]] = {}

    def clean(self, text: str) -> str:
        """Return text of the page as a reader sees it, like `clean`."""
        return " ".join(text.split()) if self.is_plain else clean(text)

    @property
    def body(self) -> Element:
        """The element that holds all that is seen."""
        return self.elements[0]

    @lazy
    def controlled(self) -> frozenset[str]:
        """The ids that a control opens (`aria-controls`)."""
        nodes = self.tree.select("[aria-controls]")
        return frozenset(i for n in nodes for i in str(n.attrs.get("aria-controls") or "").split())

    @lazy
    def rows(self) -> Mapping[int, list[Element]]:
        """The rows of every table itself, not of those inside it, by the identity of the table."""
        found: dict[int, list[Element]] = defaultdict(list)
        for row in self.tags("tr"):
            found[id(row.closest("table"))].append(row)
        return found

    @lazy
    def _nodes_by_id(self) -> dict[str, Node]:
        found: dict[str, Node] = {}
        for node in self.tree.select("[id]"):
            found.setdefault(str(node.attrs.get("id") or ""), node)
        return found

    def called(self, name: str) -> str:
        """Return what the element with an id is called, "" where there is none."""
        if name not in self._names:
            node = self._nodes_by_id.get(name)
            said = "" if node is None else str(node.attrs.get("aria-label") or node.attrs.get("alt") or node.text)
            self._names[name] = clean(said[:_MAX_NAME])
        return self._names[name]

    @lazy
    def _by_node(self) -> dict[object, Element]:
        return {element.node: element for element in self.elements}

    def element(self, node: object) -> Element | None:
        """Return the visible element of a node of the parser."""
        return self._by_node.get(node)

    def tags(self, *tags: str) -> list[Element]:
        """Return the visible elements of these tags (of `INDEXED_TAGS`), in document order for each."""
        return [element for tag in tags for element in self.by_tag.get(tag, ())]

    def starts(self, tag: str) -> list[int]:
        """Return the first part of every element of a tag, to find those of a stretch of the page."""
        if tag not in self._starts:
            self._starts[tag] = [element.p0 for element in self.by_tag.get(tag, ())]
        return self._starts[tag]

    @lazy
    def lowercases(self) -> list[str]:
        """Every line in lower case, of the same length."""
        return lower(self.text).split("\n")

    @lazy
    def _line_starts(self) -> list[int]:
        return [line.p0 for line in self.lines]

    def lines_in(self, *regions: str | None) -> Sequence[Line]:
        """Return the lines of some regions, in document order."""
        if regions not in self._lines_in:
            found = [line for region in regions for line in self.by_region.get(region, ())]
            self._lines_in[regions] = sorted(found, key=_INDEX)
        return self._lines_in[regions]

    @lazy
    def heading_levels(self) -> list[int]:
        """The level of the heading that each line stands in, 0 for none: most lines are asked, and few are headings."""
        levels = [0] * len(self.lines)
        for heading in sorted(self.tags(*HEADINGS), key=lambda e: e.p0 - e.p1):  # the inner one, which is shorter, wins
            level = int(heading.tag[1])
            for index in range(*self.line_range(heading.p0, heading.p1)):
                levels[index] = level
        return levels

    @lazy
    def lines_with_links(self) -> frozenset[int]:
        """The numbers of the lines in which a link, or a part of one, stands."""
        links = self.by_tag.get("a", ())
        return frozenset(line.index for link in links for line in self.lines_between(link.p0, link.p1))

    def lines_between(self, p0: int, p1: int) -> Sequence[Line]:
        """Return the lines that hold the parts `[p0, p1)`; none for an empty range."""
        begin, end = self.line_range(p0, p1)
        return self.lines[begin:end]

    def line_range(self, p0: int, p1: int) -> tuple[int, int]:
        """Return the index of the first line that holds the parts `[p0, p1)`, and that behind the last."""
        if p1 <= p0:
            return 0, 0
        begin = max(0, bisect_right(self._line_starts, p0) - 1)
        return begin, max(begin, bisect_left(self._line_starts, p1))

    def lines_from(self, part: int) -> Iterator[Line]:
        """Return the lines that hold the part or come after it."""
        return (self.lines[at] for at in range(max(0, bisect_right(self._line_starts, part) - 1), len(self.lines)))
