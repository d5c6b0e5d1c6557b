"""A link -> the format of the document that it leads to, and what says which format that is."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from linter.data import vocabulary
from linter.facts.links.names import file_name, has_words, labels_inside
from linter.page.nodes import child_elements, next_element, previous_element
from linter.page.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.page.dom import Element, Line

_FEW_PARTS = 60
_LISTS = ("ul", "ol", "menu")
_COLUMNS = ("div", "section", "td")
_LEVELS = 8
"""How many boxes around a link may be a column with a name of its own."""
_LABEL_PARTS = 12
"""Parts of text in what an item or group is called; more are content of its own."""
_ICON_WORDS = 3
"""Words in the name of an icon's file, such as "icon-pdf-small"."""
_WORD = re.compile(r"[^\W\d_]+")
_DOCUMENT = re.compile(r"\.([a-z]{3,4})(?:$|[?#])", re.IGNORECASE)

_FULL_STOP = re.compile("%2e", re.IGNORECASE)


def _words(key: str) -> frozenset[str]:
    return vocabulary.words("links", key)


def document_format(href: str) -> str | None:
    """Return the ending of an address that leads to a document, None for a page."""
    if "%2" in href:
        href = _FULL_STOP.sub(".", href)
    match = _DOCUMENT.search(href)
    ending = match[1].lower() if match else ""
    if ending not in vocabulary.load("links")["documents"]:
        return None
    try:
        path = unquote(urlsplit(href.strip()).path).lower()
    except ValueError:
        return None
    return ending if path.endswith(f".{ending}") else None


def tells_format(element: Element, ending: str) -> bool:
    """Return whether the link, or what stands beside or above it, says which kind of document it is."""
    words = _format_words(ending)
    own = " ".join((element.name, element.get("title") or "", *labels_inside(element)))
    if words.search(clean(own).lower()) or words.search(" ".join(_parts_of(element)).lower()):
        return True
    line = next(iter(element.lines), None)
    if line is not None and words.search(" ".join(_above(line)).lower()):
        return True
    return any(words.search(label.lower()) for label in _group_labels(element))


def only_icon_tells(element: Element, ending: str) -> bool:
    """Return whether a picture in or right beside a link, without words, is called like the kind of document."""
    called = _icons(ending)
    linked = set(_letters(file_name(element.get("href") or "")))
    return any(
        not called.isdisjoint(_signs(tag, attributes, linked - called)) for tag, attributes in _pictures(element)
    )


@cache
def _icons(ending: str) -> frozenset[str]:
    """Return what the icons of a kind of document are called."""
    formats = vocabulary.load("links")["documents"][ending]
    return frozenset(f"{before}{one}{after}" for one in formats for before, after in _icon_names())


@cache
def _icon_names() -> tuple[tuple[str, str], ...]:
    """Return what may stand right before and after a format in the name of an icon."""
    words = sorted(vocabulary.words("links", "icon_words"))
    return ("", ""), *((word, "") for word in words), *(("", word) for word in words)


def _signs(tag: str, attributes: Mapping[str, object], linked: set[str]) -> list[str]:
    """Return the words of what a picture is called; none where it is called like the document, as its first page is."""
    if tag == "img":
        words = _letters(file_name(str(attributes.get("src") or "")))
        return words if len(words) <= _ICON_WORDS and linked.isdisjoint(words) else []
    if tag == "use":
        address = str(attributes.get("href") or attributes.get("xlink:href") or "")
        return _letters(address.rpartition("#")[2])
    classes = attributes.get("class") or ""
    names = map(str, classes) if isinstance(classes, list) else str(classes).split()
    return [word for name in names for word in _letters(name)]


def _pictures(element: Element) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Yield the elements in a link, and right before and after it, that show no text and so at most a picture."""
    node, layout = element.node, element.layout
    inside = islice(node.select("*"), _FEW_PARTS) if child_elements(node) else ()
    beside = [one for one in (previous_element(node), next_element(node)) if one is not None and one.tag != "a"]
    for one in (*inside, *beside):
        seen = layout.element(one)
        if seen is None:
            if one.tag == "use":
                yield one.tag, one.attrs
        elif seen.p1 - seen.p0 <= _FEW_PARTS and not has_words(seen.text):
            yield one.tag, one.attrs


def _letters(name: str) -> list[str]:
    """Return the words of the name of a file or class, in lower case, without numbers."""
    return [word.lower() for word in _WORD.findall(name.partition(".")[0])]


@cache
def _format_words(ending: str) -> re.Pattern[str]:
    words = "|".join(map(str, vocabulary.load("links")["documents"][ending]))
    return re.compile(rf"(?<![^\W\d_])(?:{words})")


def _parts_of(element: Element) -> list[str]:
    """Return the texts of the item, row or paragraph that a link stands in, each by itself."""
    layout = element.layout
    holder = element.closest("li", "tr", "p", "dd", "figure") or element
    beside = element.parent if holder is element and element.parent is not layout.body else holder
    held = beside if beside is not None and beside.p1 - beside.p0 <= _FEW_PARTS else element
    lines = [line for line in element.lines if line.p1 - line.p0 <= _FEW_PARTS]
    ranges = [(held.p0, held.p1), *((line.p0, line.p1) for line in lines)]
    return [
        layout.part_text[part] or _alternative(layout.part_element[part]) for p0, p1 in ranges for part in range(p0, p1)
    ]


def _alternative(element: Element) -> str:
    return element.get("alt") or element.get("title") or ""


def _above(line: Line) -> list[str]:
    """Return what introduces a link: the heading that leads its list, the line before it, the caption of its table."""
    lines, said = line.layout.lines, []
    heading = _leading_heading(line)
    if heading is not None:
        said.append(heading.text)
    listed, table = line.block.closest("ul", "ol"), line.block.closest("table")
    first = next(iter(listed.lines), None) if listed is not None else None
    if first is not None and first.index:
        said.append(lines[first.index - 1].text)
    if table is not None:
        said.extend(caption.text for caption in table.inside("caption", "th"))
    return said


def _group_labels(element: Element) -> Iterator[str]:
    """Yield what the items, groups and columns are called that hold the link: the text that leads each of them."""
    branch, is_listed = element, False
    for level, holder in enumerate(element.ancestors()):
        if holder.tag == "details":
            yield from (summary.text for summary in holder.inside("summary")[:1])
        elif (holder.tag == "li" and is_listed) or (holder.tag in _COLUMNS and level < _LEVELS):
            yield from _leading_text(holder, branch)
        is_listed = is_listed or holder.tag in _LISTS
        branch = holder


def _leading_text(holder: Element, branch: Element) -> Iterator[str]:
    """Yield the few words before what holds a link, where they are not of another document: of a column its own words alone."""
    layout = holder.layout
    begin, end = holder.p0, branch.p0
    if not 0 < end - begin <= _LABEL_PARTS:
        return
    parts = layout.part_element[begin:end]
    links = [link for part in parts if (link := part.closest("a")) is not None]
    if any(document_format(link.get("href") or "") for link in links):
        return
    is_column = holder.tag in _COLUMNS
    yield " ".join(
        layout.part_text[begin + at]
        for at, part in enumerate(parts)
        if not is_column or part.closest(*_COLUMNS, *_LISTS) is holder
    )


def _is_a_button(line: Line) -> bool:
    parts = line.layout.part_element[line.p0 : line.p1][:_FEW_PARTS]
    return any(part.closest("button") is not None for part in parts)


def _leading_heading(line: Line) -> Line | None:
    """Return the heading above a line, where nothing but links and one introducing line stand between them."""
    told, linked = 0, line.layout.lines_with_links
    for one in reversed(line.layout.lines[max(0, line.index - 40) : line.index]):
        if one.heading:
            return one
        told += one.index not in linked and not _is_a_button(one)
        if told > 1:
            return None
    return None
