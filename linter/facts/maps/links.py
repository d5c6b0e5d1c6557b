"""Page -> its map links and embeds: what announces a map or leads to a map provider, and the place it states."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from linter.data import vocabulary
from linter.facts import locale
from linter.facts.maps import coordinates
from linter.facts.maps.address import Point, is_blank
from linter.facts.maps.addresses import read_address
from linter.facts.maps.broken import is_run_by_script, why_broken
from linter.facts.maps.coordinates import Judged
from linter.facts.maps.providers import OWN_SERVICES, address_signs
from linter.facts.navigation import is_navigation
from linter.facts.search.rare_words import RareWords

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.facts.maps.addresses import MapAddress
    from linter.facts.search.word_search import Hit
    from linter.model.finding import Location
    from linter.page.dom import Element, Line
    from linter.page.page import Page

_LAT = ("data-lat", "data-latitude", "data-map-lat", "data-y")
_LON = ("data-lng", "data-lon", "data-long", "data-longitude", "data-map-lng", "data-map-lon", "data-x")
_QUIET_HOLDERS = ("label", "summary", "legend", "th", "dt", "option", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6")
_SHORT_NAME = 8
_LONGEST_CALL = 60
"""Characters; a longer text of a link is no call to look at a map."""
_LONGEST_ALONE = 2000
"""Characters of an announcement that stands alone, with all blanks in its source and its warnings."""
_NOT_CONTENT = frozenset({"header", "navigation"})
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class MapLink:
    """A map link or embed. `broken` is the message key of why it leads nowhere, None where it leads somewhere."""

    href: str | None
    provider: str | None
    host: str
    text: str
    point: Judged | None
    value: str
    age: str | None
    broken: str | None
    is_opaque: bool
    is_theme: bool
    is_embed: bool
    is_abroad: bool
    fragment: str
    location: Location
    element: Element | None
    line: Line | None

    @property
    def latitude(self) -> float | None:
        """Degrees north, None where the link states no plausible point."""
        return self.point.latitude if self.point and self._is_plausible else None

    @property
    def longitude(self) -> float | None:
        """Degrees east, None where the link states no plausible point."""
        return self.point.longitude if self.point and self._is_plausible else None

    @property
    def _is_plausible(self) -> bool:
        return self.point is not None and (not self.point.fault or (self.is_abroad and not self.point.is_certain))


def read_map_links(page: Page, hits: Sequence[Hit], words: Sequence[Hit], country: str) -> tuple[MapLink, ...]:
    """Read the map links of a page in document order; `hits` are announcements, `words` words that may be ones."""
    found: dict[int, tuple[int, MapLink]] = {}
    announced = _announced(hits)
    hinted = {
        id(holder) for hit in words if (holder := hit.line.element_at(hit.start).closest("a", "button")) is not None
    }
    signs = tuple(sign for sign in address_signs() if sign in page.addresses)
    hinted.update(_hinted(page, signs), announced)
    for element, href in page.links:
        if (
            id(element) not in hinted
            and element.p1 > element.p0
            and (page.layout.part_text[element.p0] or element.has_text)
        ):
            continue
        address = read_address(href) if _has_any(href, signs) else None
        link = _link(page, element, address, announced.get(id(element)), country)
        if link is not None:
            found[id(element)] = (element.p0, link)
    for frame in page.tags("iframe", "embed", "object"):
        link = _embed(page, frame, country)
        if link is not None:
            found[id(frame)] = (frame.p0, link)
    for button in page.tags("button"):
        link = _button(page, button, announced.get(id(button)), country)
        if link is not None:
            found[id(button)] = (button.p0, link)
    for hit in hits:
        link = _bare_text(page, hit)
        if link is not None:
            found[hit.line.p0 + 10_000_000] = (hit.line.p0, link)
    return tuple(link for _, link in sorted(found.values(), key=lambda pair: pair[0]))


def _hinted(page: Page, signs: Sequence[str]) -> Iterator[int]:
    """Yield the identities of the links whose attributes may speak of a map."""
    yield from map(id, page.select(_speaking_links()))
    for element, href in page.links if signs else ():
        if _has_any(href, signs):
            yield id(element)


def _has_any(href: str, signs: Sequence[str]) -> bool:
    """Return whether an address holds one of the signs of map providers that stand on the page."""
    return bool(signs) and any(map(href.lower().__contains__, signs))


@cache
def _speaking_links() -> str:
    """Return the selector of links with attributes of which one may call them a map."""
    by_class = [f'a[class*="{part}" i]' for part in sorted(_words("class_parts"))]
    return ", ".join([*by_class, "a[aria-label]", "a[title]", "area"])


# -- what announces a map ---------------------------------------------------------------------------------------------


def _announced(hits: Sequence[Hit]) -> dict[int, str]:
    """Return the links and buttons whose text announces a map: identity of the element -> the phrase."""
    found: dict[int, str] = {}
    for hit in hits:
        element = hit.line.element_at(hit.start).closest("a", "button")
        if element is not None and id(element) not in found and _is_whole(element.text.lower(), hit.phrase):
            found[id(element)] = hit.phrase
    return found


def _is_whole(text: str, phrase: str) -> bool:
    """Return whether a link's text is an announcement, perhaps with a place or a warning after it."""
    at = text.find(phrase)
    before = _WORD.findall(text[:at])
    if at < 0 or len(before) > (0 if phrase in _words("only_first") else 4) or len(_WORD.findall(text)) > 14:
        return False
    return _words("not_a_way").isdisjoint(_WORD.findall(text[at + len(phrase) :]))


def _words(key: str) -> frozenset[str]:
    return vocabulary.words("maps", key)


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{vocabulary.any_of(_words(key))})\b")


def _names_map(element: Element) -> bool:
    """Return whether the name or the class of a link announces a map."""
    name = element.name.lower()
    plain = _without_suffix(name).strip(" .:;›»→()")
    if plain in _words("alone") or plain in _words("announce"):
        return True
    if plain.endswith(_endings()) and len(plain.split()) <= _SHORT_NAME:
        return True
    if not element.text and any(_is_whole(plain, phrase) for phrase in _words("announce") if phrase in plain):
        return True
    classes = {c.lower().replace("-", "").replace("_", "") for c in element.classes}
    return bool(classes & _words("classes")) and (not name or any(part in name for part in _words("name_parts")))


@cache
def _endings() -> tuple[str, ...]:
    return tuple(f" {ending}" for ending in _words("endings"))


def _without_suffix(name: str) -> str:
    for suffix in _words("suffixes") if _suffixes().may_fit(name) else ():
        name = name.replace(suffix, "")
    return name


@cache
def _suffixes() -> RareWords:
    return RareWords(_words("suffixes"), vocabulary.any_of(_words("suffixes")))


def _is_theme(element: Element, address: MapAddress | None) -> bool:
    """Return whether a map is about something, not the way to a place."""
    if address is not None and address.state == "shared":
        return True
    if element.tag not in ("a", "area", "button"):
        return False
    name = _without_suffix(element.name.lower())
    if set(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", name)) & _words("theme"):
        return True
    return _pattern("of_a_theme").search(name) is not None and _pattern("of_the_place").search(name) is None


# -- links ------------------------------------------------------------------------------------------------------------


def _link(page: Page, element: Element, address: MapAddress | None, phrase: str | None, country: str) -> MapLink | None:
    href = element.get("href")
    announces = phrase is not None or (len(element.text) < _LONGEST_CALL and _names_map(element))
    if address is None or address.state == "unknown":
        announces = announces or (
            address is not None and not _words("alone").isdisjoint(_WORD.findall(element.name.lower()))
        )
        if not announces or element.region in _NOT_CONTENT:
            return None
    if address is None:
        is_page = _leads_to_page(href) and is_navigation(element)
        if is_page or (not phrase and _is_theme(element, None)):
            return None
    elif not announces and (_leads_to_service(element, address) or _names_nothing(address)):
        return None
    return _made(page, element, href, address, country, phrase)


def _names_nothing(address: MapAddress) -> bool:
    """Return whether an address is that of a map service, without a slot for a place."""
    return address.state == "no_place" and not address.named_slot


def _leads_to_service(element: Element, address: MapAddress) -> bool:
    """Return whether a link of a menu leads to a map service or to an app on one, and not to a place."""
    is_service = address.state in ("shared", "no_place") or address.provider in OWN_SERVICES
    return is_service and element.tag != "area" and is_navigation(element)


def _leads_to_page(href: str | None) -> bool:
    """Return whether an address is that of a page."""
    plain = (href or "").strip()
    return bool(plain) and not is_blank(plain) and not re.match(r"#|(?:javascript|about|void)\b", plain, re.IGNORECASE)


def _made(
    page: Page, element: Element, href: str | None, address: MapAddress | None, country: str, phrase: str | None
) -> MapLink:
    theme = _is_theme(element, address) and not (phrase and address is None)
    data = _data_point(element)
    broken, fragment = why_broken(page, element, href, address, is_theme=theme)
    point = address.point if address else None
    judged = coordinates.judge(point, country) if point else (data if broken is None else None)
    value = f"{point.first}, {point.second}" if point else ""
    return MapLink(
        href=href,
        provider=address.provider if address else None,
        host=address.host if address else "",
        text=element.name or element.get("title") or "",
        point=judged,
        value=value,
        age=address.age if address else None,
        broken=broken,
        is_opaque=address is not None and address.state in ("opaque", "unknown"),
        is_theme=theme,
        is_embed=element.tag in ("iframe", "embed", "object"),
        is_abroad=bool(judged and judged.fault == "outside" and not judged.is_certain and _speaks_of_abroad(element)),
        fragment=fragment,
        location=page.location(element),
        element=element,
        line=next(iter(element.lines), None),
    )


def _data_point(element: Element) -> Judged | None:
    latitude = next((element.get(k) for k in _LAT if element.get(k)), None)
    longitude = next((element.get(k) for k in _LON if element.get(k)), None)
    try:
        return Judged(float(latitude or ""), float(longitude or ""))
    except ValueError:
        return None


def _speaks_of_abroad(element: Element) -> bool:
    """Return whether the link's text or its section speaks of a place abroad."""
    line = next(iter(element.lines), None)
    if line is None:
        return False
    lines = line.layout.lines
    section = [line.lowercase]
    for index in range(line.index - 1, max(-1, line.index - 14), -1):
        section.append(lines[index].lowercase)
        if lines[index].heading:
            break
    for index in range(line.index + 1, min(len(lines), line.index + 4)):
        if lines[index].heading:
            break
        section.append(lines[index].lowercase)
    return locale.names_abroad(" ".join(section))


# -- other ways -------------------------------------------------------------------------------------------------------


def embeds(page: Page, links: Sequence[MapLink]) -> list[Element]:
    """Return the frames that hold a map: those of known providers, and those that are called one."""
    known = {id(link.element) for link in links if link.is_embed and link.broken is None}
    broken = {id(link.element) for link in links if link.is_embed and link.broken is not None}
    frames = page.tags("iframe")
    return [f for f in frames if id(f) in known or (id(f) not in broken and _is_titled_map(f) and f.get("src"))]


def _is_titled_map(frame: Element) -> bool:
    title = f"{frame.get('title')} {frame.get('aria-label')} {frame.get('class')}".lower()
    return any(word.startswith(("kart", "map")) or word in _words("alone") for word in _WORD.findall(title))


def _embed(page: Page, frame: Element, country: str) -> MapLink | None:
    src = (frame.get("src") or frame.get("data") or "").strip()
    later = next(
        (v for k in ("data-src", "data-cookieblock-src", "data-lazy-src", "data-cookie-src") if (v := frame.get(k))), ""
    )
    href = later if later and (not src or src.startswith("about:")) else src
    address = read_address(href) if href else None
    if address is None:
        if (
            _is_titled_map(frame)
            and frame.tag == "iframe"
            and (not href or href.startswith(("about:", "javascript:")))
            and not frame.has("srcdoc")
        ):
            return replace(_made(page, frame, src or None, None, country, None), broken="empty")
        return None
    return _made(page, frame, href, address, country, None)


def _button(page: Page, button: Element, phrase: str | None, country: str) -> MapLink | None:
    point = _data_point(button)
    if point is None or not (phrase or _names_map(button)):
        return None
    link = _made(page, button, None, None, country, phrase)
    written = Point(str(point.latitude), str(point.longitude), "degrees")
    judged = coordinates.judge(written, country)
    return replace(link, broken=None, point=judged, value=f"{point.latitude}, {point.longitude}")


def _is_phrase(element: Element, phrase: str) -> bool:
    """Return whether a phrase is all that an element says."""
    parts = element.layout.part_text[element.p0 : element.p1]
    return sum(map(len, parts)) <= _LONGEST_ALONE and element.text.lower().strip(" .›»→") == phrase


def _says_more(line: Line, hit: Hit) -> bool:
    """Return whether a line says more than a phrase, with the warning that may follow it."""
    if len(line.text) > _LONGEST_ALONE:
        return True
    return bool(_without_suffix(line.lowercase[: hit.start] + line.lowercase[hit.end :]).strip(" .:;›»→()-–|,"))


def _bare_text(page: Page, hit: Hit) -> MapLink | None:
    """Return the fault of a text that promises a map and is neither a link nor a button."""
    line = hit.line
    if line.region in _NOT_CONTENT or not _words("verbs") & set(hit.phrase.split()):
        return None
    element = line.element_at(hit.start)
    own = element is not line.block and _is_phrase(element, hit.phrase)
    if (not own and _says_more(line, hit)) or line.lowercase[hit.end :].lstrip().startswith(":"):
        return None
    if element.closest("a", "button", *_QUIET_HOLDERS) is not None or any(
        a.tag in ("iframe", "input") for a in line.replaced_elements
    ):
        return None
    if any(one.get("role") in ("button", "link") for one in (element, *islice(element.ancestors(), 4))):
        return None
    return MapLink(
        href=None,
        provider=None,
        host="",
        text=line.text[hit.start : hit.end],
        point=None,
        value="",
        age=None,
        broken="script" if is_run_by_script(element) else "no_link",
        is_opaque=False,
        is_theme=False,
        is_embed=False,
        is_abroad=False,
        fragment="",
        location=page.place(line, hit.start, hit.end),
        element=element,
        line=line,
    )
