"""A place in the source -> the tag that is written there, its attributes, and where its element ends."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

_TAG = re.compile(r"""<([A-Za-z][^\s/>]{0,60})((?:[^>"']|"[^"]{0,20000}"|'[^']{0,20000}'){0,20000})>""")
_ATTRIBUTE = re.compile(
    r"""([^\s=>"'/]{1,200})(?:\s{0,20}=\s{0,20}("[^"]{0,20000}"|'[^']{0,20000}'|[^\s"'>]{1,20000}))?"""
)


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute: its value, and where that is written, quotes included; where it has none, the place is empty."""

    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Tag:
    """A start tag in the source."""

    name: str
    start: int
    end: int
    attributes: dict[str, Attribute]

    def value(self, name: str) -> str:
        """Return the value of an attribute, "" where there is none."""
        found = self.attributes.get(name)
        return found.value if found is not None else ""


def tag_at(text: str, offset: int) -> Tag | None:
    """Return the start tag that is written at an offset."""
    found = _TAG.match(text, offset)
    if found is None:
        return None
    attributes: dict[str, Attribute] = {}
    for one in _ATTRIBUTE.finditer(found[2]):
        raw, start = one[2], found.start(2)
        place = (start + one.start(2), start + one.end(2)) if raw is not None else (start + one.end(1),) * 2
        attributes.setdefault(one[1].lower(), Attribute(html.unescape(_bare(raw or "")), *place))
    return Tag(found[1].lower(), found.start(), found.end(), attributes)


def element_end(text: str, tag: Tag) -> int | None:
    """Return where the end tag of an element ends, None where none is written."""
    depth = 0
    for one in re.compile(rf"<(/?){re.escape(tag.name)}(?=[\s/>])[^>]{{0,20000}}>", re.IGNORECASE).finditer(
        text, tag.start
    ):
        depth += -1 if one[1] else 1
        if depth == 0:
            return one.end()
    return None


def content(text: str, tag: Tag, end: int) -> str:
    """Return what is written inside an element."""
    return text[tag.end : text.rfind("</", tag.end, end)]


def quoted(value: str) -> str:
    """Return an attribute's value as it is written."""
    return f'"{html.escape(value, quote=False).replace(chr(34), "&quot;")}"'


def _bare(raw: str) -> str:
    return raw[1:-1] if raw[:1] in ("'", '"') else raw
