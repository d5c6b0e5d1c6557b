"""The parser's tree -> visible lines, their parts and elements, in one walk without recursion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from turbohtml import Element as Node
from turbohtml import Text

from linter.dom import Element, Line, clean, is_plain
from linter.regions import CONTAINERS, RegionFinder
from linter.tags import ATOM_TAGS, BLOCK_TAGS, INDEXED_TAGS, UNSEEN_TAGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.page import Page

MAX_LINE = 20_000
"""How many characters of one line are read; a longer line is no text for people, and is reported as cut."""

_LEAVE = object()
_SPECIAL = "[hidden], [style*=none i], [role]"


def build(page: Page) -> Element:
    """Fill a page's parts, lines and elements; return the body."""
    body = page.tree.select_one("body, frameset") or page.tree.select_one("html")
    if body is None:  # the parser always makes one
        msg = "no body"
        raise AssertionError(msg)
    regions = RegionFinder(has_main=page.tree.select_one("main, [role=main]") is not None)
    special = set(page.tree.select(_SPECIAL))
    root = Element(page, body, body.tag, None, regions.default, 0, 0)
    page.elements.append(root)
    _walk(page, root, regions, special, shadows="shadowrootmode" in page.source)
    page.text = "\n".join([line.text for line in page.lines])
    if not is_plain(page.text):
        for line in page.lines:
            line.text = clean("".join(page.part_text[line.p0 : line.p1]))[:MAX_LINE]
        page.text = "\n".join([line.text for line in page.lines])
    return root


def _walk(page: Page, root: Element, regions: RegionFinder, special: set[Node], *, shadows: bool) -> None:
    """Walk the tree with a stack; `current` is the innermost open element, `begin` the first part of the open line."""
    current, begin = root, 0
    texts, holders, nodes, elements, by_tag = page.part_text, page.part_element, page.part_node, page.elements, page.by_tag
    landmarks = regions.landmarks
    stack: list[Any] = list(reversed(_children(root.node, shadows=shadows)))
    while stack:
        node = stack.pop()
        kind = node.__class__
        if kind is Text:
            text = node.data
            if len(texts) > begin or not text.isspace():
                texts.append(text)
                holders.append(current)
                nodes.append(node)
        elif kind is Node:
            tag = node.tag
            if tag in UNSEEN_TAGS:
                if tag == "script":
                    page.scripts.append((node.text, len(texts), current))
                continue
            region = current.region
            if tag in landmarks or node in special:
                if _is_hidden(page, node):
                    continue
                region = regions.of(tag, node, current)
            elif (tag in CONTAINERS or "-" in tag) and regions.is_open(region):
                region = regions.of(tag, node, current)
            if tag in BLOCK_TAGS and len(texts) != begin:
                begin = _break(page, begin, current)
            element = Element(page, node, tag, current, region, len(texts), len(texts))
            elements.append(element)
            if tag in INDEXED_TAGS:
                by_tag[tag].append(element)
            if tag in ATOM_TAGS:
                if tag != "input" or element.get("type") != "hidden":
                    texts.append("")
                    holders.append(element)
                    nodes.append(node)
                    element.p1 = len(texts)
                continue
            children = _children(node, shadows=True) if shadows else node.children
            if len(children) == 1 and children[0].__class__ is Text:  # most elements: no need to come back to them
                text = children[0].data
                if len(texts) > begin or not text.isspace():
                    texts.append(text)
                    holders.append(element)
                    nodes.append(children[0])
                    element.p1 = len(texts)
                    if tag in BLOCK_TAGS:
                        begin = _break(page, begin, element)
            elif children:
                current = element
                stack.append(_LEAVE)
                stack.extend(children[::-1])
        elif node is _LEAVE:
            if len(texts) != begin and current.tag in BLOCK_TAGS:
                begin = _break(page, begin, current)
            current.p1 = len(texts)
            current = current.parent or root
    if len(texts) != begin:
        _break(page, begin, root)
    root.p1 = len(texts)


def _break(page: Page, begin: int, block: Element) -> int:
    """End the line that began at part `begin`; return where the next one begins."""
    texts = page.part_text
    end = len(texts)
    raw = texts[begin] if end - begin == 1 else "".join(texts[begin:end])
    text = " ".join(raw.split())
    if len(text) > MAX_LINE:
        page.cut.append(len(text))
        text = text[:MAX_LINE]
    if text or any(e.tag in ATOM_TAGS for e in page.part_element[begin:end]):
        while block.tag not in BLOCK_TAGS and block.parent is not None:
            block = block.parent
        page.lines.append(Line(page, len(page.lines), text, block, begin, end))
    return end


def _is_hidden(page: Page, node: Node) -> bool:
    attrs = node.attrs
    if "hidden" in attrs:
        return attrs.get("id") not in page.controlled
    style = str(attrs.get("style") or "").lower()
    return "none" in style and "display:none" in "".join(style.split()) and attrs.get("id") not in page.controlled


def _children(node: Node, *, shadows: bool) -> Sequence[Any]:
    """Return a node's children; a declarative shadow root stands before what it wraps."""
    root = node.shadow_root if shadows else None
    return (*root.children, *node.children) if root is not None else node.children
