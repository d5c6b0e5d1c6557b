"""Lines of text -> addresses in them: plain, spelled out, reversed, with decoys, with an @ that is not a character."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from linter.data import vocabulary
from linter.facts.email import decoders, stand_ins
from linter.facts.email.addresses import ADDRESS, DOMAIN_WORD, LOCAL_PART, canonical, find_address, is_address, is_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from linter.facts.search.word_search import Hit
    from linter.page.dom import Element, Line
    from linter.page.page import Page

_MAX_STYLE = 50_000
_UNSHOWN = re.compile(r"\.([\w-]{1,60})[^{}.]{0,80}\{[^{}]{0,300}?display\s{0,9}:\s{0,9}none", re.IGNORECASE)
"""A class of a style sheet that is not displayed."""


@dataclass(frozen=True, slots=True)
class Written:
    """An address in text: where it stands in its line, how it is written, what it is."""

    line: Line
    start: int
    end: int
    technique: str
    address: str | None
    text: str
    detail: str = "known"
    """The message that tells of it where it is disguised."""

    @property
    def span(self) -> tuple[int, int]:
        """The half-open range of the page's parts in which it stands."""
        return self.line.part_at(self.start), self.line.part_at(max(self.start, self.end - 1)) + 1

    @property
    def is_plain(self) -> bool:
        """Whether it is written as an address is."""
        return self.technique == "text"

    @property
    def reads_plainly(self) -> bool:
        """Whether what is shown is the address, with nothing in it but what the page does not display."""
        return self.is_plain or self.detail == "hidden"


class Texts:
    """The addresses in a page's text, found by the part in which they begin."""

    def __init__(self, written: Iterable[Written]) -> None:
        self.all = sorted((w for w in written if w.technique != "pattern"), key=lambda w: w.span)
        self._starts = [w.span[0] for w in self.all]

    def inside(self, element: Element) -> Written | None:
        """Return the first address that an element shows."""
        at = bisect_left(self._starts, element.p0)
        return self.all[at] if at < len(self.all) and self._starts[at] < element.p1 else None


def written_addresses(page: Page, hits: Iterable[Hit]) -> Iterator[Written]:
    """Yield the addresses in the visible text, in no particular order; `hits` are the written-out @ that the search found."""
    turned = _turned_elements(page)
    for element in turned:
        yield from _reversed(element)
    if "@" in page.lowercase or "\uff20" in page.lowercase:
        yield from _plain(page, turned)
    yield from _spelled_out(page, hits)
    yield from _drawn(page)
    yield from _stood_in(page)


def _plain(page: Page, turned: list[Element]) -> Iterator[Written]:
    at = -1
    unshown = cache(lambda: _unshown_classes(page))
    text = page.lowercase.replace("\uff20", "@")
    while (at := text.find("@", at + 1)) >= 0:
        line, offset = page.at_fold(at)
        content = line.text.replace("\uff20", "@")
        match = ADDRESS.search(content, max(0, offset - 65), offset + 260)
        while match and match.end() <= offset:
            match = ADDRESS.search(content, match.end(), offset + 260)
        if match is None or not match.start() < offset < match.end() or is_file(match[0]):
            continue
        if any(line.element_at(match.start()).within(e) for e in turned):
            continue
        written = line.text[match.start() : match.end()]
        technique, address, detail = _how(page, line, match, canonical(match[0]), unshown)
        yield Written(line, match.start(), match.end(), technique, address, written, detail)


def _how(
    page: Page, line: Line, match: re.Match[str], address: str, unshown: Callable[[], frozenset[str]]
) -> tuple[str, str | None, str]:
    """Return how an address with an @ is written, what it is, and the message that tells of it."""
    written = line.text[match.start() : match.end()]
    if "\uff20" in written:
        return "fullwidth-at", address, "known"
    if any(address.startswith(p) for p in vocabulary.load("email")["patterns"]):
        return "pattern", None, "known"
    unseen = _unseen_parts(page, line, match.start(), match.end())
    if unseen:
        shown = _without(line, match.start(), match.end(), unseen)
        address = canonical(shown) if is_address(shown) else address
        classes = {name.lower() for _, _, part in unseen for name in page.layout.part_element[part].classes}
        is_shown = classes.isdisjoint(unshown())
        return "decoy", address, "unseen" if is_shown else "hidden"
    clean = _without_decoy(written)
    if clean is not None:
        return "decoy", clean, "known"
    if _has_hidden_part(page, line, match.start(), match.end()):
        return "decoy", address, "hidden"
    return "text", address, "known"


def _without_decoy(written: str) -> str | None:
    """Return the address without what spoils it, None where nothing does."""
    local, _, domain = written.partition("@")
    spoiled = local if written.upper() != written and _decoy().search(local) else domain
    plain = _decoy().sub("", spoiled).strip("._-")
    if len(plain) < 3 or plain == spoiled:
        return None
    clean = f"{plain}@{domain}" if spoiled is local else f"{local}@{plain}"
    return canonical(clean) if is_address(clean) else canonical(written)


def _unseen_parts(page: Page, line: Line, start: int, end: int) -> list[tuple[int, int, int]]:
    """Return the pieces of a part of a line that a class hides; the style sheet itself may be elsewhere."""
    hidden = vocabulary.words("email", "hidden_classes")
    return [
        (s, e, part)
        for s, e, part in line.pieces_between(start, end)
        if not hidden.isdisjoint(map(str.lower, page.layout.part_element[part].classes))
    ]


def _without(line: Line, start: int, end: int, pieces: Iterable[tuple[int, int, int]]) -> str:
    """Return a part of a line without some of its pieces."""
    shown, at = "", start
    for s, e, _ in pieces:
        shown, at = shown + line.text[at : max(s, start)], min(e, end)
    return shown + line.text[at:end]


def _has_hidden_part(page: Page, line: Line, start: int, end: int) -> bool:
    """Return whether an element that is not displayed stands between the parts of an address."""
    inside = [part for _, _, part in line.pieces_between(start, end)]
    for part in inside[:-1]:
        node = page.layout.part_node[part].next_sibling
        for _ in range(4):
            if node is None or node is page.layout.part_node[inside[-1]]:
                break
            style = str(getattr(node, "attrs", {}).get("style") or "") if hasattr(node, "attrs") else ""
            if (
                hasattr(node, "attrs")
                and ("hidden" in node.attrs or "display:none" in style.replace(" ", "").lower())
                and node.text.strip()
            ):
                return True
            node = node.next_sibling
    return False


def _unshown_classes(page: Page) -> frozenset[str]:
    """Return the classes of what the page's own style sheets do not display."""
    sheets = (style.text[:_MAX_STYLE] for style in page.tree.select("style"))
    return frozenset(name.lower() for sheet in sheets for name in _UNSHOWN.findall(sheet))


@cache
def _decoy() -> re.Pattern[str]:
    """Return the pattern of what is put into an address to spoil it: a word of its own, or one in capitals."""
    words, loud = (vocabulary.any_of(vocabulary.load("email")[key]) for key in ("decoys", "loud_decoys"))
    capitals = "|".join(word.upper() for word in (words + "|" + loud).split("|"))
    return re.compile(rf"(?:(?<![^\W_])(?i:{words})(?![^\W_])|[._-]?(?:{capitals}))[._-]?")


@cache
def _drawn_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of an @ in a picture's name or alternative, and in the class of an element that draws one."""
    picture, drawing = (vocabulary.any_of(vocabulary.load("email")[key]) for key in ("at_pictures", "at_classes"))
    return re.compile(rf"(?<![^\W_])(?:{picture})(?![^\W_])"), re.compile(rf"(?:{drawing})(?![^\W_])")


@cache
def _at_dot() -> re.Pattern[str]:
    dots = vocabulary.any_of(vocabulary.load("email")["dot_words"])
    return re.compile(rf"(?<= )at(?= [\w-]+ (?:{dots}) )")


def _spelled(page: Page, hits: Iterable[Hit]) -> Iterator[tuple[str, Line, int, int]]:
    """Find the written-out @: how it is written, the line, and where it begins and ends with the blanks around it."""
    for hit in hits:
        yield hit.kind, hit.line, hit.start, hit.end
    at = -1
    while (at := page.lowercase.find("@", at + 1)) >= 0:
        if page.lowercase[at - 1 : at] == " " or page.lowercase[at + 1 : at + 2] == " ":
            line, offset = page.at_fold(at)
            yield "written-at", line, offset, offset + 1
    if " at " in page.lowercase:
        for match in _at_dot().finditer(page.lowercase):
            line, offset = page.at_fold(match.start())
            yield "written-at", line, offset, offset + 2


def _spelled_out(page: Page, hits: Iterable[Hit]) -> Iterator[Written]:
    for name, line, start, end in _spelled(page, hits):
        found = decoders.decode_phrase(name, line.text, start, end)
        if found is not None:
            technique = "spaced-at" if line.text[start:end].strip() == "@" else name
            yield Written(line, found.start, found.end, technique, found.address, line.text[found.start : found.end])


def _stood_in(page: Page) -> Iterator[Written]:
    """Yield addresses with another sign in place of the @, each the whole text of an element that is for e-mail."""
    for sign in stand_ins.signs():
        at = page.lowercase.find(sign, 1)
        while at >= 0:
            if page.lowercase[at - 1].isalnum() and page.lowercase[at + 1 : at + 2].isalnum():
                line, offset = page.at_fold(at)
                element = line.element_at(offset)
                address = _stood_in_address(element)
                if address is not None:
                    text = element.text
                    start = line.text.find(text)
                    yield Written(line, start, start + len(text), "stand-in", address, text)
            at = page.lowercase.find(sign, at + 1)


def _stood_in_address(element: Element) -> str | None:
    """Return the address that an element for e-mail shows with another sign in place of the @."""
    if element.p1 - element.p0 != 1:
        return None
    address = stand_ins.stood_in_address(element.layout.part_text[element.p0])
    if address is None:
        return None
    attributes = element.attributes
    is_idle = element.tag == "a" and decoders.leads_nowhere(attributes.get("href"))
    return address if is_idle or decoders.is_named_for_mail(attributes) else None


def _turned_elements(page: Page) -> list[Element]:
    """Return the elements whose text is written right to left by CSS or `bdo`."""
    found = page.select('[style*="rtl" i], bdo[dir=rtl i]')
    for style in page.tree.select("style"):
        if "bidi-override" in style.text:
            for name in re.findall(
                r"\.([\w-]{1,60})[^{}.]{0,80}\{[^{}]{0,300}?direction\s*:\s*rtl", style.text[:50_000]
            ):
                found.extend(page.select(f".{name}"))
    return found


def _reversed(element: Element) -> Iterator[Written]:
    text = element.text
    address = find_address(text[::-1])
    if address is None or len(text) > 200:
        return
    line = next(iter(element.lines), None)
    if line is not None:
        start = line.text.find(text)
        yield Written(line, max(0, start), max(0, start) + len(text), "reversed", address, text)


def _drawn(page: Page) -> Iterator[Written]:
    """Yield addresses whose @ (or full stop) is an empty element drawn by CSS, or a small picture."""
    candidates = [e for e in page.tags("span", "img") if e.tag == "img" or (e.p0 == e.p1 and e.has("class"))]
    candidates.extend(e for e in page.tags("i", "em", "b") if e.p0 == e.p1 and e.has("class"))
    done: set[int] = set()
    for element in candidates:
        line = next(iter(page.layout.lines_between(element.p0, element.p0 + 1)), None)
        if line is None or line.index in done or not line.p0 < element.p0 < line.p1:
            continue
        found = _around(line, element)
        if found is not None:
            done.add(line.index)
            yield found


def _around(line: Line, element: Element) -> Written | None:
    if element.tag == "img" and not _drawn_words()[0].search(f"{element.get('alt')} {element.get('src')}".lower()):
        return None
    at = line.pieces[element.p0 - line.p0][0]
    after_at = next((s for s, _, _ in line.pieces_between(at, len(line.text))), at)
    left, right = line.text[:at].rstrip(), line.text[after_at:].lstrip()
    first = LOCAL_PART.search(left[-65:])
    if first is None or len(line.text) - len(left) > len(right) + 3:
        return None
    second = re.match(rf"({DOMAIN_WORD}(?:\.{DOMAIN_WORD}){{0,5}}\.[^\W\d_]{{2,24}})(?![\w-])", right)
    begin = len(left) - len(first[0])
    if second is not None and (element.tag == "img" or at == after_at):
        address = canonical(f"{first[0]}@{second[1]}")
        return Written(
            line, begin, after_at + second.end(), "drawn-at", address, line.text[begin : after_at + second.end()]
        )
    following = re.match(r"([\w-]{2,60})$", right) or re.match(r"([\w-]{2,60})(?=\s|$)", right)
    if following and _drawn_words()[1].search((element.get("class") or "").lower()):
        return _two_drawn(line, element, begin, first[0])
    return None


def _two_drawn(line: Line, element: Element, begin: int, local: str) -> Written | None:
    """`name<span class=a></span>domain<span class=b></span>eu`: the second empty element draws the full stop."""
    pieces = [line.text[s:e].strip() for s, e, p in line.pieces if e > s and p >= element.p0]
    if len(pieces) < 2 or not all(re.fullmatch(r"[\w-]{2,60}", piece) for piece in pieces[:2]):
        return None
    address = f"{local}@{'.'.join(pieces[:2])}".lower()
    end = line.text.find(pieces[1], begin) + len(pieces[1])
    return Written(line, begin, end, "drawn-at", address, line.text[begin:end]) if is_address(address) else None
