"""The parser's tree -> visible lines, their parts and elements, in one walk without recursion."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from turbohtml import Element as Node
from turbohtml import Text

from linter.data.html import BLOCK_TAGS, INDEXED_TAGS, REPLACED_TAGS, UNSEEN_TAGS
from linter.model.errors import SourceError
from linter.model.reason import Reason
from linter.page.dom import Element, Layout, Line
from linter.page.regions import CONTAINERS, LANDMARKS, RegionFinder
from linter.page.text import clean, is_plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from turbohtml import Document

MAX_LINE = 20_000
"""How many characters of one line are read; a longer line is no text for people, and is reported as cut."""

MAX_ELEMENTS = 500_000
"""How many elements a page may have; misnested formatting makes five hundred of two tags."""

_UNSEEN, _LANDMARK, _CONTAINER, _BLOCK, _INDEXED, _ATOM = (1 << bit for bit in range(6))
_RARE_BLANKS = "\v\f\r\x1c\x1d\x1e\x1f\x85\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
_NOT_DISPLAYED = re.compile(r"(?:^|;)\s*display\s*:\s*none(?![\w-])", re.IGNORECASE)
_SPECIAL = "[hidden], [style*=none i], [role]"


class _Kinds(dict[str, int]):
    """What a tag is, as bits: one look-up for every element instead of one for each question."""

    def __missing__(self, tag: str) -> int:
        return _CONTAINER if "-" in tag else 0


def _known_kinds() -> _Kinds:
    kinds = _Kinds()
    sets = (
        (_UNSEEN, UNSEEN_TAGS),
        (_LANDMARK, LANDMARKS),
        (_CONTAINER, CONTAINERS),
        (_BLOCK, BLOCK_TAGS),
        (_INDEXED, INDEXED_TAGS),
        (_ATOM, REPLACED_TAGS),
    )
    for bit, tags in sets:
        for tag in tags:
            kinds[tag] = kinds[tag] | bit
    return kinds


_KINDS = _known_kinds()
_KINDS_SCRIPTED = _Kinds(_KINDS | {"noscript": _UNSEEN})
"""With scripting on, what a `noscript` holds is not shown."""


def build(tree: Document, *, scripting: bool, shadows: bool) -> Layout:
    """Lay out a tree; with `scripting`, a `noscript` is not shown, with `shadows`, declarative shadow roots are looked for.

    A `SourceError` where it has more elements than are read.
    """
    body = tree.select_one("body, frameset") or tree.select_one("html")
    if body is None:  # the parser always makes one
        msg = "no body"
        raise AssertionError(msg)
    layout = Layout(tree, scripting=scripting)
    layout.main = tree.select_one("main, [role=main]")
    regions = RegionFinder(body, has_main=layout.main is not None)
    special = set(tree.select(_SPECIAL))
    root = Element(layout, body, body.tag, None, regions.default, 0, 0)
    layout.elements.append(root)
    _make_lines(layout, _walk(layout, root, regions, special, shadows=shadows))
    layout.text = "\n".join([line.text for line in layout.lines])
    layout.is_plain = is_plain(layout.text) and not layout.cut
    if not layout.is_plain or any(blank in layout.text for blank in _RARE_BLANKS):
        for line in layout.lines:
            line.text = clean("".join(layout.part_text[line.p0 : line.p1]))[:MAX_LINE]
        layout.text = "\n".join([line.text for line in layout.lines])
    return layout


def _walk(
    layout: Layout, root: Element, regions: RegionFinder, special: set[Node], *, shadows: bool
) -> list[tuple[int, int, Element]]:
    """Walk the tree with a stack, and return the stretches of parts between two breaks, each with the element it ends in.

    `current` is the innermost open element, `begin` the first part of the open line.
    """
    current, begin, at = root, 0, 0
    breaks: list[tuple[int, int, Element]] = []
    texts, holders, nodes, elements, by_tag = (
        layout.part_text,
        layout.part_element,
        layout.part_node,
        layout.elements,
        layout.by_tag,
    )
    kinds, unsettled = _KINDS_SCRIPTED if layout.scripting else _KINDS, regions.unsettled
    stack: list[Iterator[Any]] = []
    siblings: Iterator[Any] = iter(_children(root.node, shadows=shadows))
    while True:
        for node in siblings:
            if node.__class__ is Node:
                tag = node.tag
                kind = kinds[tag]
                if kind & _UNSEEN:
                    if tag == "script":
                        layout.scripts.append((node.text, at, current))
                    continue
                region = current.region
                if kind & _LANDMARK or node in special:
                    if _is_hidden(layout, node):
                        continue
                    region = regions.region_of(tag, node, current)
                elif kind & _CONTAINER and region in unsettled:
                    region = regions.named(tag, node, region)
                if kind & _BLOCK and at != begin:
                    breaks.append((begin, at, current))
                    begin = at
                element = Element(layout, node, tag, current, region, at, at)
                elements.append(element)
                if kind & _INDEXED:
                    by_tag[tag].append(element)
                if kind & _ATOM:
                    if tag != "input" or element.get("type") != "hidden":
                        texts.append("")
                        holders.append(element)
                        nodes.append(node)
                        at += 1
                        element.p1 = at
                    continue
                children = _children(node, shadows=True) if shadows else node.children
                if len(children) == 1 and children[0].__class__ is Text:  # most elements: no need to come back to them
                    text = children[0].data
                    if at > begin or not text.isspace():
                        texts.append(text)
                        holders.append(element)
                        nodes.append(children[0])
                        at += 1
                        element.p1 = at
                        if kind & _BLOCK:
                            breaks.append((begin, at, element))
                            begin = at
                elif children:
                    if len(elements) > MAX_ELEMENTS:
                        raise SourceError(Reason("elements_too_many", {"most": MAX_ELEMENTS}))
                    current = element
                    stack.append(siblings)
                    siblings = iter(children)
                    break
            elif node.__class__ is Text:
                text = node.data
                if at > begin or not text.isspace():
                    texts.append(text)
                    holders.append(current)
                    nodes.append(node)
                    at += 1
        else:
            if at != begin and (current is root or current.tag in BLOCK_TAGS):
                breaks.append((begin, at, current))
                begin = at
            current.p1 = at
            if not stack:
                return breaks
            current = current.parent or root
            siblings = stack.pop()


def _make_lines(layout: Layout, breaks: list[tuple[int, int, Element]]) -> None:
    """Make the lines of the stretches of parts between two breaks, each in the block around it."""
    texts, lines, by_region = layout.part_text, layout.lines, layout.by_region
    for begin, end, holder in breaks:
        text = texts[begin] if end - begin == 1 else "".join(texts[begin:end])
        # Most lines are as they are shown; `build` sees to the rare blanks.
        if "  " in text or "\n" in text or "\xa0" in text or "\t" in text or text[:1] == " " or text[-1:] == " ":
            text = " ".join(text.split())
        if len(text) > MAX_LINE:
            layout.cut.append(len(text))
            text = text[:MAX_LINE]
        if text or any(e.tag in REPLACED_TAGS for e in layout.part_element[begin:end]):
            block = holder
            while block.tag not in BLOCK_TAGS and block.parent is not None:
                block = block.parent
            line = Line(layout, len(lines), text, block, begin, end)
            lines.append(line)
            by_region[block.region].append(line)


def _is_hidden(layout: Layout, node: Node) -> bool:
    attrs = node.attrs
    if "hidden" in attrs:
        return attrs.get("id") not in layout.controlled
    style = str(attrs.get("style") or "")
    return _NOT_DISPLAYED.search(style) is not None and attrs.get("id") not in layout.controlled


def _children(node: Node, *, shadows: bool) -> Sequence[Any]:
    """Return a node's children; a declarative shadow root stands before what it wraps."""
    root = node.shadow_root if shadows else None
    return (*root.children, *node.children) if root is not None else node.children
