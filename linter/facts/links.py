"""Page -> its links by what they say: without a name, without meaning, to a document, a window, a place on the page."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from linter.data import vocabulary
from linter.page.dom import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.page.dom import Element, Line
    from linter.page.page import Page

_SPACE = " .:;,!›»→>–—-…·|()[]\u00a0"
_SILENT = " \t\r\n.,:;·_|-–—\u00a0\u200b\ufeff"
_LONGEST = 60
_FEW_PARTS = 60
_DOCUMENT = re.compile(r"\.([a-z]{3,4})(?:$|[?#])", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_PART = re.compile(r"[-_]+")
_UNKNOWN_INSIDE = ("samp", "object", "video", "audio", "canvas", "embed", "iframe", "slot")
_OWN_WINDOW = frozenset({"", "_self", "_parent", "_top"})
_ADDRESS = re.compile(
    r"(?:(https?)://)?((?:\w(?:[\w-]{0,61}\w)?\.){1,6}[a-z]{2,24})(?::\d{1,5})?(/[^\s]{0,500})?",
    re.IGNORECASE,
)
_CONTROLS = ("onclick", "aria-controls", "aria-expanded", "aria-haspopup")
_FOLDED = str.maketrans("åäöæøéü", "aaoaoeu")


def site_of(host: str) -> str:
    """Return what makes a host's site: its last two names, written as text, without marks on letters; one name for a service's many."""
    try:
        plain_host = host.encode("ascii").decode("idna") if "xn--" in host else host
    except UnicodeError:
        plain_host = host
    name = ".".join(plain_host.lower().removeprefix("www.").split(".")[-2:]).translate(_FOLDED)
    group = next((one for one in vocabulary.load("links")["same_hosts"] if name in one), None)
    return str(group[0]) if group is not None else name


class Address(NamedTuple):
    """A web address that stands as a link's text; `path` is "" or what follows the host."""

    host: str
    path: str
    is_whole: bool


def _words(key: str) -> frozenset[str]:
    return vocabulary.words("links", key)


@cache
def _suffixes() -> re.Pattern[str]:
    """Return the search for what systems add to links, as whole words."""
    return re.compile(rf"(?<!\w)(?:{vocabulary.any_of(_words('suffixes'))})(?!\w)")


def is_unseen(element: Element) -> bool:
    """Return whether a link is hidden by its own style, or by a class of its own or of its item that hides in common frameworks."""
    if "visibility:hidden" in (element.get("style") or "").lower().replace(" ", ""):
        return True
    held = (element, element.closest("li"))
    return any(one is not None and not _words("hiding_classes").isdisjoint(one.classes) for one in held)


def has_words(text: str) -> bool:
    """Return whether a text holds more than signs that nobody reads out."""
    return bool(text.strip(_SILENT))


def is_nameless(element: Element) -> bool:
    """Return whether a screen reader has nothing to call a link by."""
    if element.p1 > element.p0 and has_words(element.text):
        return False
    node, href = element.node, (element.get("href") or "").strip()
    if (element.get("role") in ("presentation", "none") and not href) or any(
        one.get("aria-hidden") == "true" or one.has("inert") for one in (element, *element.ancestors())
    ):
        return False
    if node.select_one("script") is not None or (not href and _is_anchor(element)):
        return False
    if element.tag == "area":
        named = any(clean(element.get(name) or "") for name in ("alt", "aria-label", "title"))
        return not named and _is_shown(element)
    if any(clean(element.get(name) or "") for name in ("aria-label", "title")):
        return False
    if text_of_ids(element, element.get("aria-labelledby")):
        return False
    inside = node.select(
        ", ".join(("[aria-label]", "[aria-labelledby]", "[title]", "[alt]", "svg title", "svg text", *_UNKNOWN_INSIDE))
    )
    for one in inside:
        if one.tag in _UNKNOWN_INSIDE or one.tag in ("title", "text"):
            return False
        if any(clean(str(one.attrs.get(name) or "")) for name in ("aria-label", "title", "alt")):
            return False
        if text_of_ids(element, str(one.attrs.get("aria-labelledby") or "")):
            return False
    return not any("-" in one.tag for one in node.select("*"))


def _is_shown(area: Element) -> bool:
    """Return whether an image uses the map that an area is of."""
    holder = area.closest("map")
    name = (holder.get("name") or holder.get("id") or "").lower() if holder is not None else ""
    return bool(name) and any((image.get("usemap") or "").lower() == f"#{name}" for image in area.layout.tags("img"))


def text_of_ids(element: Element, ids: str | None) -> str:
    """Return what the elements say that an attribute names by their ids, "" where there are none."""
    tree, said = element.layout.tree, []
    for name in (ids or "").split()[:4]:
        node = tree.select_one(f'[id="{name}"]') if name.replace("-", "").replace("_", "").isalnum() else None
        if node is not None:
            said.append(str(node.attrs.get("aria-label") or node.attrs.get("alt") or node.text))
    return clean(" ".join(said))


def _is_anchor(element: Element) -> bool:
    """Return whether a link is a place to go to."""
    return element.has("id") or element.has("name")


def plain(name: str) -> str:
    """Return what a link is called, in lower case, without what systems add and signs around it."""
    text = _suffixes().sub(" ", clean(name).lower())
    return " ".join(text.split()).strip(_SPACE)


def generic(element: Element) -> str | None:
    """Return the link's text where it says nothing of where it leads."""
    parts = element.p1 - element.p0
    if not parts or parts > 12:
        return None
    shown = element.layout.part_text[element.p0] if parts == 1 else _spoken(element)
    if len(shown) > _LONGEST * 2:
        return None
    folded = " ".join(shown.lower().split()).strip(_SPACE)
    if folded.partition(" ")[0].rstrip(_SPACE) not in _first_words():
        return None
    if folded not in _words("generic") and plain(shown) not in _words("generic"):
        return None
    name = element.get("aria-label") or (element.name if shown == element.text else shown)
    if plain(name) not in _words("generic"):
        return None
    if any(text_of_ids(element, element.get(key)) for key in ("aria-labelledby", "aria-describedby")):
        return None
    title = plain(element.get("title") or "")
    return None if title and title not in _words("generic") else clean(shown)


def _spoken(element: Element) -> str:
    """Return the text of a link without what is hidden from screen readers inside it."""
    layout = element.layout
    parts = range(element.p0, element.p1)
    told = [layout.part_text[part] or "" for part in parts if not _is_unspoken(layout.part_element[part], element)]
    return element.text if len(told) == len(parts) else clean(" ".join(told))


def _is_unspoken(part: Element, link: Element) -> bool:
    held: Element | None = part
    while held is not None and held is not link:
        if held.get("aria-hidden") == "true":
            return True
        held = held.parent
    return False


@cache
def _first_words() -> frozenset[str]:
    return frozenset(phrase.partition(" ")[0] for phrase in _words("generic"))


def has_context(element: Element) -> bool:
    """Return whether the sentence, item, cell or heading around a link says where it leads."""
    line = next(iter(element.lines), None)
    if line is None:
        return False
    if len(_WORD.findall(line.text)) > len(_WORD.findall(element.text)):
        return True
    holder = element.closest("li", "td", "dd", "p")
    if holder is not None and len(_WORD.findall(holder.text)) > len(_WORD.findall(element.text)):
        return True
    return any(one.heading for one in element.layout.lines[max(0, line.index - 8) : line.index])


def opens_window(element: Element, default: str) -> bool:
    """Return whether a link opens another window or tab."""
    written = element.get("target")
    target = (default if written is None else written).strip()
    if target.lower() in _OWN_WINDOW or any(sign in target for sign in vocabulary.load("links")["templates"]):
        return False
    return target == "_blank" or target not in {frame.get("name") for frame in element.layout.tags("iframe")}


def tells_of_window(element: Element) -> bool:
    """Return whether a link itself says that it opens another window."""
    described = text_of_ids(element, element.get("aria-describedby"))
    titles = " ".join(str(node.attrs.get("title") or "") for node in element.node.select("[title]"))
    spoken = (
        f"{element.name} {element.text} {element.get('title') or ''} {titles} {described} {_beside(element)}".lower()
    )
    return any(word in spoken for word in _words("window_words"))


def _beside(element: Element) -> str:
    """Return what stands in a link's line after it, up to the next link."""
    line = next(iter(element.lines), None)
    if line is None:
        return ""
    layout, said = element.layout, []
    for part in range(element.p1, line.p1):
        holder = layout.part_element[part]
        if holder.closest("a") is not None:
            break
        said.append(layout.part_text[part] or holder.get("alt") or "")
    return " ".join(said)


def window_notice(page: Page) -> Line | None:
    """Return the line that says for the whole page that links open other windows."""
    for first, second in _notices():
        if first not in page.fold:
            continue
        at = page.fold.find(second)
        while at >= 0:
            line, _ = page.at_fold(at)
            if first in line.fold and not _is_link(line):
                return line
            at = page.fold.find(second, at + 1)
    return None


@cache
def _notices() -> tuple[tuple[str, str], ...]:
    return tuple((str(one).lower(), str(two).lower()) for one, two in vocabulary.load("links")["window_notices"])


def _is_link(line: Line) -> bool:
    """Return whether a line is the text of one link."""
    holder = line.element_at(0).closest("a")
    return holder is not None and len(holder.text) >= len(line.text)


def document_format(href: str) -> str | None:
    """Return the ending of an address that leads to a document, None for a page."""
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
    known = {str(word) for word in vocabulary.load("links")["documents"][ending]}
    line = next(iter(element.lines), None)
    around = [element.name, element.get("title") or "", *_parts_of(element)]
    if line is not None:
        around.extend(_above(line))
    said = " ".join(around).lower()
    return any(re.search(rf"(?<![^\W\d_]){word}", said) for word in known)


def _parts_of(element: Element) -> list[str]:
    """Return the texts of the item, row or paragraph that a link stands in, each by itself."""
    layout = element.layout
    holder = element.closest("li", "tr", "p", "dd", "figure") or element
    beside = element.parent if holder is element and element.parent is not layout.body else holder
    held = beside if beside is not None and beside.p1 - beside.p0 <= _FEW_PARTS else element
    lines = [line for line in element.lines if line.p1 - line.p0 <= _FEW_PARTS]
    texts = layout.part_text[held.p0 : held.p1]
    return [*texts, *(text for line in lines for text in layout.part_text[line.p0 : line.p1])]


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


def _leading_heading(line: Line) -> Line | None:
    """Return the heading above a line, where nothing but links and one introducing line stand between them."""
    told = 0
    for one in reversed(line.layout.lines[max(0, line.index - 40) : line.index]):
        if one.heading:
            return one
        told += not any(part.closest("a") for part in line.layout.part_element[one.p0 : one.p1][:_FEW_PARTS])
        if told > 1:
            return None
    return None


def address_in(text: str) -> Address | None:
    """Return the web address that a link's text is, None for any other text."""
    match = _ADDRESS.fullmatch(text.strip().strip("<>").rstrip(".,"))
    if match is None:
        return None
    host, is_plain = match[2], match[1] is None and not match[2].lower().startswith("www.")
    if is_plain and (host != host.lower() or host.rpartition(".")[2] not in _words("domains")):
        return None
    path = (match[3] or "").partition("#")[0].partition("?")[0]
    return Address(host.lower().removeprefix("www."), path, match[1] is not None)


def missing_places(page: Page) -> Iterator[tuple[Element, str]]:
    """Yield the links to a place on their own page that is not there, with the place."""
    own = (page.document.url or "").partition("#")[0]
    below = "/" + own.partition("://")[2].partition("/")[2] if own else ""
    for element, href in page.links:
        if "#" not in href:
            continue
        address, _, fragment = href.strip().partition("#")
        if (address and address not in (own, below)) or not fragment:
            continue
        place = fragment.partition(":~:")[0]
        if not place or place.lower() in ("top", "0") or place[0] in "/!?:" or "=" in place:
            continue
        if is_control(element) or _has_hook(element) or _names_window(place) or heads_menu(element):
            continue
        if {place, unquote(place)} & page.ids:
            continue
        yield element, unquote(place)


def is_control(element: Element) -> bool:
    """Return whether a link works as a button for something on the page."""
    if element.get("role") not in (None, "link") or any(element.has(name) for name in _CONTROLS):
        return True
    parts = {part for name in element.classes for part in _PART.split(name.lower())}
    return bool(parts & _words("control_classes"))


def _has_hook(element: Element) -> bool:
    """Return whether a script finds a link by an attribute of its own."""
    return any(name.startswith("data-") for name in element.node.attrs)


def _names_window(place: str) -> bool:
    """Return whether the name of a place is that of something a script opens."""
    return not _words("control_places").isdisjoint(_PART.split(place.lower()))


def heads_menu(element: Element) -> bool:
    """Return whether a link stands above a menu of its own, which it opens."""
    item = element.closest("li") or element.parent
    return item is not None and item.p1 - item.p0 <= _FEW_PARTS and item.node.select_one("ul, ol, menu") is not None
