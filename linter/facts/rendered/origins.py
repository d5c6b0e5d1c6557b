"""A page as served and as rendered -> which element of the source each rendered element is, if any.

The two trees are compared from the top. Children are aligned in order, first by all that they hold, then by less and
less; what a script has moved or wrapped is looked for in the whole page, as long as only one place fits.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from linter.model.evidence import MARK, OVERLAY
from linter.page.lazy import lazy
from linter.page.nodes import child_elements, own_text, parent_element

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator

    from linter.model.finding import Location
    from linter.page.dom import Element
    from linter.page.page import Page

Node = Any
"""A node of the parser."""
Pairs = list[tuple[Node, Node]]

_TEXT = 80
_TELLING = ("id", "name", "href", "src", "for", "type", "class")
_NOT_THE_PAGES = frozenset({MARK, OVERLAY})
_MANY = 2_000_000
"""Pairs of siblings beyond which they are not aligned one by one."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a rendered element comes from: its own place, or (made by script) that of its nearest written ancestor."""

    location: Location
    element: Element | None
    node: Node
    made_by_script: bool


class Origins:
    """The pairs of one page."""

    def __init__(self, served: Page, rendered: Page) -> None:
        self._served, self._rendered = served, rendered
        self._pairs: dict[Node, Node] = {}
        self._hashes: dict[Node, int] = {}
        self._pair()

    def origin_of(self, node: Node) -> Origin:
        """Return the origin of a rendered node."""
        served = self._pairs.get(node)
        exact = served is not None
        while served is None and node is not None:
            node = parent_element(node)
            served = self._pairs.get(node)
        return Origin(_location(self._served, served), _element(self._served, served), served, not exact)

    def chain(self, node: Node) -> list[Node]:
        """Return the served nodes that hold a rendered node, the nearest first, itself included."""
        found = []
        while node is not None:
            if node in self._pairs:
                found.append(self._pairs[node])
            node = parent_element(node)
        return found

    @lazy
    def _rendered_nodes(self) -> dict[Node, Node]:
        return {ours: theirs for theirs, ours in self._pairs.items()}

    def rendered_node(self, node: Node) -> Node | None:
        """Return what a served node has become in the rendered page, None where it is not there any more."""
        return self._rendered_nodes.get(node)

    @lazy
    def _marked(self) -> dict[str, Node]:
        return {str(node.attrs[MARK]): node for node in _below([_root(self._rendered)]) if MARK in node.attrs}

    def rendered(self, mark: int | None) -> Node | None:
        """Return the rendered node that carries a mark."""
        return self._marked.get(str(mark)) if mark is not None else None

    def _pair(self) -> None:
        stack: Pairs = [(_root(self._served), _root(self._rendered))]
        for root in stack[0]:
            self._hash(root)
        loose_served: list[Node] = []
        loose_rendered: list[Node] = []
        while stack:
            while stack:
                ours, theirs = stack.pop()
                self._pairs[theirs] = ours
                found, left, right = self._children(child_elements(ours), child_elements(theirs))
                stack += found
                loose_served += left
                loose_rendered += right
            stack = self._anywhere(loose_served, loose_rendered)
            loose_served, loose_rendered = [], []

    def _hash(self, root: Node) -> None:
        """Work out a number for every element that stands for all that it holds."""
        order = [root]
        for node in order:
            order += child_elements(node)
        for node in reversed(order):
            attrs = tuple(sorted((k, _text(v)) for k, v in node.attrs.items() if k not in _NOT_THE_PAGES))
            inside = tuple(self._hashes[child] for child in child_elements(node))
            self._hashes[node] = hash((node.tag, attrs, own_text(node), inside))

    def _children(self, ours: list[Node], theirs: list[Node]) -> tuple[Pairs, list[Node], list[Node]]:
        """Pair the children of a pair; return the pairs and what is left on either side."""
        found: Pairs = []
        for key in (self._hashes.__getitem__, _by_id, _whole, _by_attributes, _by_text):
            if not ours or not theirs:
                break
            pairs = list(_aligned(ours, theirs, key))
            found += pairs
            ours, theirs = _rest(ours, theirs, pairs)
        pairs = list(_equally_many(ours, theirs))
        ours, theirs = _rest(ours, theirs, pairs)
        return found + pairs, ours, theirs

    def _anywhere(self, ours: list[Node], theirs: list[Node]) -> Pairs:
        """Pair what is left in different places: what has been moved or wrapped, where only one place fits."""
        if not ours or not theirs:
            return []
        left, right = _below(ours), _below(theirs)
        found: dict[Node, Node] = {}
        taken: set[Node] = set()
        for key in (_by_id, self._hashes.__getitem__, _whole):
            one, other = _grouped(left, key), _grouped(right, key)
            for name, nodes in one.items():
                fitting = other.get(name, ())
                if name is None or len(nodes) != 1 or len(fitting) != 1:
                    continue
                if fitting[0] not in found and nodes[0] not in taken:
                    found[fitting[0]] = nodes[0]
                    taken.add(nodes[0])
        return [(a, b) for b, a in found.items()]


def _root(page: Page) -> Node:
    return page.tree.select_one("html")


def _location(page: Page, node: Node) -> Location:
    """Return where a node is written; of one that was implied, where its nearest written parent is."""
    while node is not None and getattr(node, "source_location", None) is None:
        node = parent_element(node)
    return page.node_location(node) if node is not None else page.location(None)


def _element(page: Page, node: Node) -> Element | None:
    while node is not None:
        element = page.element(node)
        if element is not None:
            return element
        node = parent_element(node)
    return None


def _whole(node: Node) -> Hashable:
    return (_by_attributes(node), own_text(node)[:_TEXT])


def _by_attributes(node: Node) -> Hashable:
    attrs = node.attrs
    return (node.tag, *(_text(attrs.get(name)) for name in _TELLING))


def _by_text(node: Node) -> Hashable:
    text = own_text(node)[:_TEXT]
    return (node.tag, text) if text else None


def _by_id(node: Node) -> Hashable:
    name = node.attrs.get("id")
    return (node.tag, name) if name else None


def _text(value: object) -> str:
    return " ".join(value) if isinstance(value, list) else str(value or "")


def _aligned(ours: list[Node], theirs: list[Node], key: Callable[[Node], Hashable]) -> Iterator[tuple[Node, Node]]:
    """Pair siblings of the same key in order, so that what was added or taken away leaves the others where they are."""
    left, right = [key(node) for node in ours], [key(node) for node in theirs]
    if left == right:
        yield from ((a, b) for a, b, name in zip(ours, theirs, left, strict=True) if name is not None)
        return
    if len(left) * len(right) > _MANY:
        one, other = _grouped(ours, key), _grouped(theirs, key)
        for name, nodes in one.items():
            if name is not None:
                yield from zip(nodes, other.get(name, ()), strict=False)
        return
    for a, b, size in SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks():
        yield from ((ours[a + n], theirs[b + n]) for n in range(size) if left[a + n] is not None)


def _equally_many(ours: Iterable[Node], theirs: Iterable[Node]) -> Iterator[tuple[Node, Node]]:
    """Pair by tag alone, where both sides have as many of a tag."""
    left, right = _grouped(ours, lambda node: node.tag), _grouped(theirs, lambda node: node.tag)
    for tag, nodes in left.items():
        if len(nodes) == len(right.get(tag, ())):
            yield from zip(nodes, right[tag], strict=True)


def _rest(ours: list[Node], theirs: list[Node], pairs: Pairs) -> tuple[list[Node], list[Node]]:
    left, right = {a for a, _ in pairs}, {b for _, b in pairs}
    return [node for node in ours if node not in left], [node for node in theirs if node not in right]


def _below(nodes: Iterable[Node]) -> list[Node]:
    """Return the nodes and all elements inside them."""
    found = list(nodes)
    for node in found:
        found += child_elements(node)
    return found


def _grouped(nodes: Iterable[Node], key: Callable[[Node], Hashable]) -> dict[Hashable, list[Node]]:
    groups: dict[Hashable, list[Node]] = defaultdict(list)
    for node in nodes:
        groups[key(node)].append(node)
    return groups
