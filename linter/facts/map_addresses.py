"""A map provider's address -> the place it states: text, degrees or projected metres; or that it states none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from urllib.parse import SplitResult, parse_qsl, unquote, unquote_plus, urlsplit

from linter import vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable

System = Literal["degrees", "sweref", "utm33", "tm35fin", "metres", "mercator"]
State = Literal["place", "no_place", "shared", "opaque"]

_NUMBER = r"-?\d{1,9}(?:\.\d{0,12})?"
_PAIR = re.compile(
    rf"^\s*(?:loc:|geo:)?\s*\(?({_NUMBER})\s*(?:,|%2C|~|_|:|\s)\s*({_NUMBER})\)?\s*(?:\(.{{0,80}}\))?$", re.IGNORECASE
)
_COMMAS = re.compile(r"^\s*-?(\d{1,3}),(\d{2,9})\s*[,;~ ]\s*-?(\d{1,3}),(\d{2,9})\s*$")
_AT = re.compile(rf"@({_NUMBER}),({_NUMBER}),")
_PIN = re.compile(rf"!3d({_NUMBER})!4d({_NUMBER})")
_EMBED = re.compile(rf"!2d({_NUMBER})!3d({_NUMBER})")
_HASH_MAP = re.compile(r"map=[\d.]+/(-?[\d.,]+)/(-?[\d.,]+)")
_RETIRED = {
    "kso.etjanster.lantmateriet.se": "lantmateriet",
    "maps.live.com": "bing",
    "local.live.com": "bing",
    "maps.yahoo.com": "yahoo",
    "se.maps.yahoo.com": "yahoo",
}


@dataclass(frozen=True, slots=True)
class Point:
    """Two numbers as written, the first the northing or latitude, and the system that their slot asks for."""

    first: str
    second: str
    system: System


@dataclass(frozen=True, slots=True)
class MapAddress:
    """What a map address says. `age` is "retired" or "legacy" for services that have ended or moved."""

    provider: str
    host: str
    state: State
    point: Point | None = None
    text: str = ""
    age: Literal["retired", "legacy"] | None = None
    named_slot: bool = False


@dataclass(frozen=True, slots=True)
class _Parts:
    url: SplitResult
    host: str
    path: str
    query: dict[str, str]
    fragment: str


def read(address: str) -> MapAddress | None:
    """Read an address; None where its host is no map provider that is known."""
    address = address.strip()
    if address.lower().startswith("geo:"):
        return _geo(address)
    if not re.match(r"(?:https?:)?//", address, re.IGNORECASE):
        return None
    try:
        url = urlsplit(address if not address.startswith("//") else f"https:{address}")
        host = (url.hostname or "").lower().rstrip(".")
    except ValueError:
        return None
    pairs = (
        parse_qsl(
            url.query.replace(";", "&") if "google" not in host else url.query,
            keep_blank_values=True,
            max_num_fields=60,
        )
        if url.query.count("&") < 60
        else []
    )
    parts = _Parts(url, host, unquote(url.path), {k.lower(): v for k, v in reversed(pairs)}, unquote(url.fragment))
    for pattern, reader in _READERS:
        if pattern.search(f"{host}{url.path.lower()}"):
            return reader(parts)
    return None


def _geo(address: str) -> MapAddress:
    body = address[4:].split("?", maxsplit=1)[0].split(";", maxsplit=1)[0]
    query = unquote_plus(address.partition("?")[2]).removeprefix("q=")
    if query and body in ("0,0", "0.0,0.0"):
        return MapAddress("geo", "", "place", _degrees(query), query)
    point = _degrees(body)
    return MapAddress("geo", "", "place" if point else "no_place", point)


def _degrees(text: str | None) -> Point | None:
    if not text:
        return None
    match = _PAIR.match(text)
    if match:
        return Point(match[1], match[2], "degrees")
    commas = _COMMAS.match(text)
    return Point(f"{commas[1]},{commas[2]}", f"{commas[3]},{commas[4]}", "degrees") if commas else None


def is_blank(text: str | None) -> bool:
    """Tell whether a slot for a place was never filled in."""
    plain = (text or "").strip().lower()
    return (
        not plain.strip(" ,+")
        or plain in vocabulary.load("maps")["placeholders"]
        or bool(re.fullmatch(r"[{\[<%$].*[}\]>%]|\{\{.*\}\}|\$\{.*\}|\$[a-z_]+|:[a-z]+", plain))
        or bool(re.search(r"\{[a-z_.]+\}", plain))
    )


def _from_texts(p: _Parts, provider: str, keys: tuple[str, ...]) -> MapAddress | None:
    """Read the first of the query's keys that is there: a text, or a pair of degrees."""
    held = [key for key in keys if key in p.query]
    for key in held:
        value = p.query[key]
        if not is_blank(value):
            return MapAddress(provider, p.host, "place", _degrees(value), value)
    return MapAddress(provider, p.host, "no_place", named_slot=True) if held else None


def _google(p: _Parts) -> MapAddress | None:
    if "staticmap" in p.path or "/maps/api/js" in p.path:
        return _from_texts(p, "google", ("center", "markers")) if "staticmap" in p.path else None
    if p.host == "g.co" and not p.path.startswith(("/maps", "/kgs")):
        return None
    if p.host in ("maps.app.goo.gl", "g.page", "g.co") or (p.path.startswith("/maps/") and p.host == "goo.gl"):
        return MapAddress("google", p.host, "opaque")
    if p.host == "goo.gl":
        return MapAddress("google", "goo.gl", "opaque", age="retired")
    if (
        not (p.host.startswith("maps.") or p.path.startswith("/maps"))
        or p.path.startswith("/maps/about")
        or "/intl/" in p.path
    ):
        return None
    if p.path.rstrip("/").endswith("/ms") or "msid" in p.query:
        shown = bool(p.query.get("msid")) or "msid" not in p.query
        return MapAddress("google", p.host, "shared" if shown else "no_place", age="retired")
    old = (
        p.host.startswith("maps.google.") or ("f" in p.query and p.path.rstrip("/") == "/maps")
    ) and not p.path.startswith(("/maps/place", "/maps/dir/", "/maps/search", "/maps/@", "/maps/embed"))
    found = _google_place(p)
    return MapAddress(
        "google",
        p.host,
        found.state,
        found.point,
        found.text,
        "legacy" if old and found.state == "place" else None,
        found.named_slot,
    )


def _google_place(p: _Parts) -> MapAddress:
    if "/maps/d/" in p.path or "mid" in p.query:
        return MapAddress("google", p.host, "shared" if p.query.get("mid") else "no_place", named_slot=True)
    whole = unquote(f"{p.url.path}?{p.url.query}")
    pin = _PIN.search(whole)
    if pin:
        return MapAddress("google", p.host, "place", Point(pin[1], pin[2], "degrees"))
    if "/embed" in p.path:
        match = _EMBED.search(whole)
        if match:
            return MapAddress("google", p.host, "place", Point(match[2], match[1], "degrees"))
        if "pb" in p.query:
            return MapAddress(
                "google", p.host, "no_place" if not re.search(r"!1s|!2s", whole) else "place", named_slot=True
            )
    found = _from_texts(
        p,
        "google",
        (
            "query",
            "q",
            "destination",
            "daddr",
            "near",
            "hnear",
            "ll",
            "center",
            "sll",
            "cid",
            "query_place_id",
            "ftid",
            "viewpoint",
        ),
    )
    if found is not None:
        return found
    path = re.match(r".*/maps/(?:place|search|dir)/(.*)$", p.path)
    at = _AT.search(p.path)
    if path:
        segments = [unquote_plus(s) for s in path[1].split("/") if s and not s.startswith(("@", "data="))]
        wanted = next((s for s in reversed(segments) if not is_blank(s)), None)
        if wanted:
            point = _degrees(wanted) or (Point(at[1], at[2], "degrees") if at and "/place/" in p.path else None)
            return MapAddress("google", p.host, "place", point, wanted)
        if not at:
            return MapAddress("google", p.host, "no_place", named_slot=True)
    if at:
        return MapAddress("google", p.host, "place", Point(at[1], at[2], "degrees"))
    return MapAddress("google", p.host, "no_place")


def _openstreetmap(p: _Parts) -> MapAddress | None:
    if re.match(r"/(?:copyright|about|fixthemap|user|wiki|help|login)", p.path):
        return None
    if re.match(r"/(?:node|way|relation|note|go|changeset)/\w", p.path):
        return MapAddress("openstreetmap", p.host, "shared")
    if "marker" in p.query or "bbox" in p.query:
        if "marker" in p.query:
            return _slots(
                p,
                "openstreetmap",
                *(p.query["marker"].split(",", 1) if _degrees(p.query["marker"]) else (p.query["marker"], "")),
            )
        corners = p.query["bbox"].split(",")
        if len(corners) == 4 and all(re.fullmatch(_NUMBER, c.strip()) for c in corners):
            west, south, east, north = map(float, corners)
            return MapAddress(
                "openstreetmap", p.host, "place", Point(f"{(south + north) / 2}", f"{(west + east) / 2}", "degrees")
            )
        return MapAddress("openstreetmap", p.host, "no_place", named_slot=True)
    if "mlat" in p.query or "mlon" in p.query:
        return _slots(p, "openstreetmap", p.query.get("mlat", ""), p.query.get("mlon", ""))
    found = _from_texts(p, "openstreetmap", ("query", "to", "route"))
    if found is not None:
        return found
    if "lat" in p.query or "lon" in p.query:
        return _slots(p, "openstreetmap", p.query.get("lat", ""), p.query.get("lon", ""))
    view = _HASH_MAP.search(p.fragment)
    if view:
        return _slots(p, "openstreetmap", view[1], view[2])
    return MapAddress("openstreetmap", p.host, "no_place")


def _slots(p: _Parts, provider: str, latitude: str, longitude: str, system: System = "degrees") -> MapAddress:
    if is_blank(latitude) or is_blank(longitude):
        return MapAddress(provider, p.host, "no_place", named_slot=True)
    return MapAddress(provider, p.host, "place", Point(latitude.strip(), longitude.strip(), system))


def _bing(p: _Parts) -> MapAddress | None:
    age = "retired" if p.host in _RETIRED else None
    pin = re.match(rf"point\.({_NUMBER})_({_NUMBER})", p.query.get("sp", ""))
    if pin:
        return MapAddress("bing", p.host, "place", Point(pin[1], pin[2], "degrees"), age=age)  # type: ignore[arg-type]
    found = _from_texts(p, "bing", ("where1", "q", "rtp", "cp", "where", "addr")) or MapAddress(
        "bing", p.host, "no_place"
    )
    return MapAddress("bing", p.host, found.state, found.point, found.text, age, found.named_slot)  # type: ignore[arg-type]


def _eniro(p: _Parts) -> MapAddress | None:
    old = p.host.startswith("kartor.")
    if old and re.match(r"/m/\w", p.path):
        return MapAddress("eniro", p.host, "opaque", age="legacy")
    found = _from_texts(p, "eniro", ("c", "q", "geo_area", "query", "search", "searchquery", "p", "where"))
    if found and found.point and "p" in p.query and "c" not in p.query and "q" not in p.query:
        found = MapAddress("eniro", p.host, "place", Point(found.point.second, found.point.first, "degrees"))
    if found is None:
        rest = p.path.split("/kartor", 1)[-1].strip("/") if not old else p.path.strip("/")
        found = MapAddress("eniro", p.host, "place" if rest else "no_place", text=rest)
    return MapAddress(
        "eniro",
        p.host,
        found.state,
        found.point,
        found.text,
        "legacy" if old and found.state != "no_place" else None,
        found.named_slot,
    )


def _hitta(p: _Parts) -> MapAddress | None:
    route = re.search(r"!~?aic=([\d.]+):([\d.]+)", p.path)
    view = re.search(r"!~([-\d.,]+?),(-?[\d.]+(?:,\d+)?),[\d.]+z", p.path) or re.search(
        rf"!~({_NUMBER}),({_NUMBER})", p.path
    )
    if route:
        return _slots(p, "hitta", route[1], route[2])
    if view:
        return _slots(p, "hitta", view[1], view[2])
    if "mc" in p.query:
        point = _PAIR.match(p.query["mc"])
        return MapAddress(
            "hitta", p.host, "place" if point else "no_place", Point(point[1], point[2], "metres") if point else None
        )
    found = _from_texts(p, "hitta", ("search", "vad", "q"))
    if found:
        return found
    rest = re.match(r"/kartan/(?:pl|satellit|tr)?/?([^!/?].*)$", p.path)
    return MapAddress(
        "hitta", p.host, "place" if rest and not is_blank(rest[1]) else "no_place", text=rest[1] if rest else ""
    )


def _lantmateriet(p: _Parts) -> MapAddress | None:
    age = "retired" if p.host in _RETIRED else None
    east, north = p.query.get("e"), p.query.get("n")
    if east is None and north is None:
        return MapAddress("lantmateriet", p.host, "no_place", age=age)  # type: ignore[arg-type]
    found = _slots(p, "lantmateriet", north or "", east or "", "sweref")
    return MapAddress("lantmateriet", p.host, found.state, found.point, "", age, named_slot=True)  # type: ignore[arg-type]


def _norgeskart(p: _Parts) -> MapAddress | None:
    held = dict(parse_qsl(p.fragment.lstrip("!?/#"), keep_blank_values=True)) | p.query
    if "lat" not in held and "lon" not in held:
        found = _from_texts(p, "norgeskart", ("sok", "search", "q"))
        return found or MapAddress(
            "norgeskart",
            p.host,
            "place" if re.match(r"!?/?\d", p.fragment) or "placename" in p.fragment.lower() else "no_place",
        )
    return _slots(p, "norgeskart", held.get("lat", ""), held.get("lon", ""), "utm33")


def _apple(p: _Parts) -> MapAddress | None:
    found = _from_texts(
        p, "apple", ("ll", "coordinate", "address", "daddr", "q", "query", "name", "sll", "near", "place-id", "auid")
    )
    return found or MapAddress("apple", p.host, "shared" if re.match(r"/(?:p|place)/?\w", p.path) else "no_place")


def _here(p: _Parts) -> MapAddress | None:
    match = re.search(rf"/(?:l|p|r)/({_NUMBER}),({_NUMBER})", p.path)
    if match:
        return _slots(p, "here", match[1], match[2])
    found = _from_texts(p, "here", ("map", "q"))
    if found is not None and found.text:
        numbers = re.match(rf"({_NUMBER}),({_NUMBER})", found.text)
        return _slots(p, "here", numbers[1], numbers[2]) if numbers else found
    return found or MapAddress("here", p.host, "place" if len(p.path) > 4 else "no_place")


def _paikkatieto(p: _Parts) -> MapAddress | None:
    match = re.match(rf"({_NUMBER})_({_NUMBER})$", p.query.get("coord", ""))
    if match:
        return MapAddress("paikkatietoikkuna", p.host, "place", Point(match[2], match[1], "tm35fin"))
    return MapAddress(
        "paikkatietoikkuna",
        p.host,
        "no_place" if is_blank(p.query.get("coord")) and "coord" in p.query else "shared",
        named_slot="coord" in p.query,
    )


def _krak(p: _Parts) -> MapAddress | None:
    found = _from_texts(p, "krak", ("c", "q", "query", "search", "what"))
    rest = re.sub(r"^/(?:kort|kart)\b", "", p.path).strip("/")
    return found or MapAddress("krak", p.host, "place" if rest else "no_place", text=rest)


def _arcgis(p: _Parts) -> MapAddress | None:
    if "center" in p.query:
        point = _PAIR.match(p.query["center"])
        if point:
            return MapAddress("arcgis", p.host, "place", Point(point[2], point[1], "degrees"))
    if "marker" in p.query:
        point = re.match(rf"({_NUMBER})[,;]({_NUMBER})", p.query["marker"])
        if point and abs(float(point[1])) <= 180:
            return MapAddress("arcgis", p.host, "place", Point(point[2], point[1], "degrees"))
    held = next((p.query[k] for k in ("webmap", "id", "appid", "extent", "find") if k in p.query), None)
    if held is not None:
        return MapAddress("arcgis", p.host, "no_place" if is_blank(held) else "shared", named_slot=True)
    return MapAddress("arcgis", p.host, "shared" if re.search(r"/[0-9a-f]{32}", p.path) else "no_place")


def _municipal(p: _Parts) -> MapAddress | None:
    """Read the map service of a municipality: Hajk (`x`, `y`), Origo (`#center=E,N`), Spatial Map (`extent`)."""
    held = dict(parse_qsl(p.fragment, keep_blank_values=True)) | p.query
    if "x" in held or "y" in held:
        if is_blank(held.get("x")) or is_blank(held.get("y")):
            return MapAddress("hajk", p.host, "no_place", named_slot=True)
        return MapAddress("hajk", p.host, "place", Point(held["y"], held["x"], "metres"))
    for key in ("pin", "center"):
        if key in held:
            point = _PAIR.match(held[key])
            if point:
                return MapAddress("origo", p.host, "place", Point(point[2], point[1], "metres"))
            return MapAddress("origo", p.host, "no_place" if is_blank(held[key]) else "shared", named_slot=True)
    return None


def _elsewhere(provider: str) -> Callable[[_Parts], MapAddress | None]:
    def reader(p: _Parts) -> MapAddress | None:
        age = "retired" if p.host in _RETIRED else None
        held = {k.lower(): v for k, v in parse_qsl(p.fragment.lstrip("!?/"))}
        if held.get("lat") and (held.get("lon") or held.get("lng")):
            view = _slots(p, provider, held["lat"], held.get("lon") or held["lng"])
            return MapAddress(provider, p.host, view.state, view.point, "", age, named_slot=True)  # type: ignore[arg-type]
        found = _from_texts(p, provider, ("q", "q1", "addr", "query", "search", "urlid", "lat"))
        if found is not None and "lat" in p.query:
            found = _slots(p, provider, p.query["lat"], p.query.get("lon", p.query.get("lng", "")))
        state: State = found.state if found else ("place" if len(p.path) > 3 or p.fragment else "no_place")
        return MapAddress(
            provider, p.host, state, found.point if found else None, "", age, bool(found and found.named_slot)
        )  # type: ignore[arg-type]

    return reader


_READERS: tuple[tuple[re.Pattern[str], Callable[[_Parts], MapAddress | None]], ...] = (
    (re.compile(r"^(?:maps\.live|local\.live)\.com"), _bing),
    (re.compile(r"^(?:maps\.app\.goo\.gl|goo\.gl|g\.page|g\.co)/|^(?:maps\.app\.goo\.gl|goo\.gl|g\.page)$"), _google),
    (re.compile(r"^(?:[\w-]+\.)*google(?:apis)?\.[a-z.]{2,6}/maps|^maps\.google(?:apis)?\.[a-z.]{2,6}"), _google),
    (re.compile(r"(?:^|\.)openstreetmap\.org|^(?:www\.)?osm\.org"), _openstreetmap),
    (re.compile(r"(?:^|\.)bing\.com/maps"), _bing),
    (re.compile(r"^kartor\.eniro\.se|eniro\.se/kartor"), _eniro),
    (re.compile(r"hitta\.se/kartan"), _hitta),
    (re.compile(r"^(?:minkarta|kso\.etjanster)\.lantmateriet\.se"), _lantmateriet),
    (re.compile(r"^maps\.apple(?:\.com|/)|^maps\.apple$"), _apple),
    (re.compile(r"^(?:share|wego)\.here\.com"), _here),
    (re.compile(r"(?:^|\.)norgeskart\.no"), _norgeskart),
    (re.compile(r"paikkatietoikkuna\.fi"), _paikkatieto),
    (re.compile(r"^map\.krak\.dk|krak\.dk/kort|degulesider\.dk/kort|^map\.degulesider\.dk"), _krak),
    (re.compile(r"arcgis\.com/(?:apps|home|sharing)|/portal/apps/"), _arcgis),
    (re.compile(r"maps\.yahoo\.com"), _elsewhere("yahoo")),
    (re.compile(r"(?:^|\.)kommunekart\.com"), _elsewhere("kommunekart")),
    (re.compile(r"^kart\.(?:gulesider|1881|finn)\.no|gulesider\.no/kart"), _elsewhere("gulesider")),
    (re.compile(r"^palvelukartta\.hel\.fi|servicemap\.hel\.fi|^kartta\.hel\.fi"), _elsewhere("palvelukartta")),
    (re.compile(r"^(?:kart|karta|kartan|kartor|kartta|gis|map|maps|webbkarta|opaskartta|kortviewer)\."), _municipal),
)
