"""What ARIA says of roles: those that take no name, the elements that have such a role by themselves, and roles of tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

UNNAMED_ROLES = frozenset(
    {
        "caption",
        "code",
        "deletion",
        "emphasis",
        "generic",
        "insertion",
        "none",
        "paragraph",
        "presentation",
        "strong",
        "subscript",
        "superscript",
    }
)
"""Roles that take no name from their author (WAI-ARIA 1.2, 5.2.8.6)."""

UNNAMED_TAGS: Mapping[str, str] = {
    **dict.fromkeys(("b", "bdi", "bdo", "div", "i", "pre", "q", "samp", "small", "span", "u"), "generic"),
    "code": "code",
    "del": "deletion",
    "em": "emphasis",
    "ins": "insertion",
    "p": "paragraph",
    "strong": "strong",
    "sub": "subscript",
    "sup": "superscript",
}
"""Elements whose own role is one of them (HTML Accessibility API Mappings)."""

NAMES = ("aria-label", "aria-labelledby", "aria-braillelabel")
ROLE_WORDS = ("aria-roledescription", "aria-brailleroledescription")
"""Attributes that tell the role in other words: not for what has no role of its own."""
ROLELESS = frozenset({"generic", "none", "presentation"})

HEADERS = frozenset({"columnheader", "rowheader"})
CELLS = frozenset({"cell", "gridcell"}) | HEADERS
TABLES = frozenset({"table", "grid", "treegrid"})

WHOLE_ROLES = frozenset({"button", "checkbox", "img", "link", "menuitem", "option", "radio", "switch", "tab"})
"""Roles whose name is told in place of what they hold."""
WHOLE_TAGS = frozenset({"a", "button", "summary"})
"""Elements that have such a role by themselves."""
