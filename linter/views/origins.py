"""A page as served and as rendered -> which element of the source each rendered element is, if any.

The two trees are compared from the top. Children are paired by what they are (tag, attributes, own text), then by less
and less; what a script has moved or wrapped is looked for in the whole page, as long as only one place fits.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from linter.page import child_elements, own_text

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from linter.dom import Element
    from linter.evidence import Place
    from linter.model import Location
    from linter.page import Page

Node = Any
"""A node of the parser."""

_TEXT = 80
_TELLING = ("id", "name", "href", "src", "for", "type", "class")


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
        self._pair()

    def of(self, node: Node) -> Origin:
        """Return the origin of a rendered node."""
        served = self._pairs.get(node)
        exact = served is not None
        while served is None and node is not None:
            node = node.parent
            served = self._pairs.get(node)
        return Origin(_location(self._served, served), _element(self._served, served), served, not exact)

    def chain(self, node: Node) -> list[Node]:
        """Return the served nodes that hold a rendered node, the nearest first, itself included."""
        found = []
        while node is not None:
            if node in self._pairs:
                found.append(self._pairs[node])
            node = node.parent
        return found

    def rendition(self, node: Node) -> Node | None:
        """Return what a served node has become in the rendered page, None where it is not there any more."""
        return next((theirs for theirs, ours in self._pairs.items() if ours is node), None)

    def rendered(self, place: Place | None) -> Node | None:
        """Return the rendered node at the end of a way; None where the way leads elsewhere, to another tag."""
        node: Node = self._rendered.tree.select_one("html")
        if place is None:
            return None
        for step in place.steps:
            if node is None:
                return None
            if step == "s":
                node = node.shadow_root
                continue
            inside = [child for child in node.children if hasattr(child, "tag")]
            node = inside[step] if isinstance(step, int) and step < len(inside) else None
        return node if node is not None and getattr(node, "tag", None) == place.tag else None

    def _pair(self) -> None:
        stack: list[tuple[Node, Node]] = [
            (self._served.tree.select_one("html"), self._rendered.tree.select_one("html"))
        ]
        loose_served: list[Node] = []
        loose_rendered: list[Node] = []
        while stack:
            while stack:
                ours, theirs = stack.pop()
                self._pairs[theirs] = ours
                left, right = child_elements(ours), child_elements(theirs)
                if not left or not right:
                    loose_served += left
                    loose_rendered += right
                    continue
                found, rest, more = _children(left, right)
                stack += found
                loose_served += rest
                loose_rendered += more
            stack, loose_served, loose_rendered = _anywhere(loose_served, loose_rendered)


def _location(page: Page, node: Node) -> Location:
    """Return where a node is written; of one that was implied, where its nearest written parent is."""
    while node is not None and getattr(node, "source_location", None) is None:
        node = node.parent
    return page.node_location(node) if node is not None else page.location(None)


def _element(page: Page, node: Node) -> Element | None:
    while node is not None:
        element = page.element(node)
        if element is not None:
            return element
        node = node.parent
    return None


def _whole(node: Node) -> Hashable:
    attrs = node.attrs
    return (node.tag, *(_text(attrs.get(name)) for name in _TELLING), own_text(node)[:_TEXT])


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


def _children(ours: Sequence[Node], theirs: Sequence[Node]) -> tuple[list[tuple[Node, Node]], list[Node], list[Node]]:
    """Pair the children of a pair; return the pairs and what is left on either side."""
    if len(ours) == len(theirs) and all(_whole(a) == _whole(b) for a, b in zip(ours, theirs, strict=True)):
        return list(zip(ours, theirs, strict=True)), [], []
    found: list[tuple[Node, Node]] = []
    left, right = list(ours), list(theirs)
    for key in (_whole, _by_id, _by_attributes, _by_text):
        pairs, left, right = _equal(left, right, key)
        found += pairs
    pairs, left, right = _in_order(left, right)
    return found + pairs, left, right


def _equal(
    ours: Iterable[Node], theirs: Iterable[Node], key: Callable[[Node], Hashable]
) -> tuple[list[tuple[Node, Node]], list[Node], list[Node]]:
    """Pair what has the same key as many times on both sides, in order."""
    left, right = _grouped(ours, key), _grouped(theirs, key)
    found: list[tuple[Node, Node]] = []
    for name in left:
        if name is not None and len(left[name]) == len(right.get(name, ())):
            found += zip(left[name], right[name], strict=True)
    paired = {id(a) for a, _ in found} | {id(b) for _, b in found}
    return found, [n for n in ours if id(n) not in paired], [n for n in theirs if id(n) not in paired]


def _in_order(ours: Iterable[Node], theirs: Iterable[Node]) -> tuple[list[tuple[Node, Node]], list[Node], list[Node]]:
    """Pair by tag alone, where both sides have as many of a tag."""
    return _equal(ours, theirs, lambda node: node.tag)


def _anywhere(ours: list[Node], theirs: list[Node]) -> tuple[list[tuple[Node, Node]], list[Node], list[Node]]:
    """Pair what is left in different places: what has been moved or wrapped, where only one place fits."""
    if not ours or not theirs:
        return [], [], []
    left, right = _below(ours), _below(theirs)
    found: list[tuple[Node, Node]] = []
    for key in (_by_id, _whole):
        one, other = _grouped(left, key), _grouped(right, key)
        found += [
            (one[name][0], other[name][0])
            for name in one
            if name is not None and len(one[name]) == 1 and len(other.get(name, ())) == 1
        ]
    unique: dict[int, tuple[Node, Node]] = {}
    taken: set[int] = set()
    for a, b in found:
        if id(b) not in unique and id(a) not in taken:
            unique[id(b)] = (a, b)
            taken.add(id(a))
    return list(unique.values()), [], []


def _below(nodes: Iterable[Node]) -> list[Node]:
    found: list[Node] = []
    stack = list(nodes)
    while stack:
        node = stack.pop()
        found.append(node)
        stack += child_elements(node)
    return found


def _grouped(nodes: Iterable[Node], key: Callable[[Node], Hashable]) -> dict[Hashable, list[Node]]:
    groups: dict[Hashable, list[Node]] = defaultdict(list)
    for node in nodes:
        groups[key(node)].append(node)
    return groups
