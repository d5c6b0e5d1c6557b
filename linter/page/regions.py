"""Which part of a page an element is: main, header, navigation, aside or footer.

Landmarks and ARIA roles decide; where there are none, ids and class names as content management systems use them.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from linter.data import vocabulary
from linter.page.lazy import lazy

if TYPE_CHECKING:
    from linter.page.dom import Element

_ROLES = {
    "main": "main",
    "banner": "header",
    "navigation": "navigation",
    "complementary": "aside",
    "contentinfo": "footer",
    "search": "header",
}
_TAGS = {"main": "main", "header": "header", "nav": "navigation", "aside": "aside", "footer": "footer"}
LANDMARKS = frozenset(_TAGS)
_SECTIONING = frozenset({"article", "aside", "main", "nav", "section"})
"""A `header` or `footer` inside one of these belongs to it, not to the page (HTML Accessibility API Mappings)."""

CONTAINERS = frozenset({"div", "section", "ul", "ol", "dl", "table", "td", "center"})
"""Elements whose ids and class names are asked, and custom elements, whose name is."""

_MUCH = 500
"""Characters from which on a header would be more than one."""
_MOST_WRAPPERS = 20
"""Elements around most of a page that are recognized, so that thousands in each other cost no more."""
_WORD = re.compile(r"[^\W_]+")
_TOKEN = re.compile(r"[A-Z]?[a-zåäöæø]+|[A-Z]+|\d+")


class RegionFinder:
    """Answers for one page."""

    def __init__(self, body: Any, *, has_main: bool) -> None:  # noqa: ANN401  the parser's type
        self._body, self._has_main = body, has_main
        self._wrappers = 0
        self.default = None if has_main else "main"
        self.unsettled = frozenset({None, self.default})
        """Regions that names of classes may still say more than."""

    def region_of(self, tag: str, node: Any, parent: Element) -> str | None:  # noqa: ANN401  the parser's type
        """Return the region of an element whose parent is known."""
        inherited = parent.region
        role = node.attrs.get("role")
        if role:
            region = _ROLES.get(str(role).strip().lower())
            if region == "header" and inherited not in self.unsettled:
                return inherited
            if region:
                return region
        landmark = _TAGS.get(tag)
        if landmark:
            return self._landmark(landmark, parent)
        if inherited in self.unsettled and (tag in CONTAINERS or "-" in tag):
            return self.named(tag, node, inherited)
        return inherited

    def named(self, tag: str, node: Any, inherited: str | None) -> str | None:  # noqa: ANN401  the parser's type
        """Return the region that the names of a container say, the inherited one where they say nothing."""
        if "-" in tag:
            name = tag
        else:
            attrs = node.attrs
            if not attrs:
                return inherited
            name = f"{attrs.get('id') or ''} {' '.join(attrs.get('class') or ())}"
        region = _by_name(name)
        if region is None or node.select_one("main, h1, [role=main]") is not None:
            return inherited
        return inherited if self._is_most(node) and (region == "header" or not _is_of_links(node)) else region

    def _is_most(self, node: Any) -> bool:  # noqa: ANN401  the parser's type
        """Return whether an element holds most of a page without a main part: then it is that, whatever its name."""
        if self._has_main or self._wrappers > _MOST_WRAPPERS:
            return False
        length = len(node.text)
        is_most = length > _MUCH and 2 * length > self._length
        self._wrappers += is_most
        return is_most

    @lazy
    def _length(self) -> int:
        return len(self._body.text)

    def _landmark(self, landmark: str, parent: Element) -> str | None:
        if landmark not in ("header", "footer"):
            return landmark
        if parent.region in ("header", "footer"):
            return parent.region
        inside = next((a.tag for a in (parent, *parent.ancestors()) if a.tag in _SECTIONING), None)
        if inside is None and not (self._has_main and parent.region == "main"):
            return landmark
        return parent.region


def _is_of_links(node: Any) -> bool:  # noqa: ANN401  the parser's type
    """Return whether most of what an element says are links, as in the menus of a large site."""
    linked = sum(len(link.text) for link in node.find_all("a"))
    return 2 * linked > len(node.text)


@lru_cache(maxsize=4096)
def _by_name(name: str) -> str | None:
    name = _modifier().sub(" ", name)
    tokens = {token.lower() for token in (*_TOKEN.findall(name), *_WORD.findall(name))}
    for region, names, endings in _region_names():
        if not names.isdisjoint(tokens) or any(token.endswith(endings) for token in tokens):
            return region
    return None


@cache
def _modifier() -> re.Pattern[str]:
    """Return the search for the rest of a name that says what an element has beside it: `with-sidebar`, `hasMenu`."""
    words = vocabulary.any_of(vocabulary.words("regions", "modifiers"))
    turned = vocabulary.any_of(vocabulary.words("regions", "modifiers")).title()
    return re.compile(rf"(?:(?<![^\W_])(?:{words})(?=[-_A-Z])|(?<=[a-z])(?:{turned})(?=[A-Z]))\S*")


@cache
def _region_names() -> tuple[tuple[str, frozenset[str], tuple[str, ...]], ...]:
    """Return the regions, each with words that names of its elements have, and endings of such words."""
    words = vocabulary.load("regions")["names"]
    return tuple((str(one), frozenset(names["tokens"]), tuple(names["endings"])) for one, names in words.items())
