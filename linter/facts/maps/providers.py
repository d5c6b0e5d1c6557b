"""One reader per map provider: where its addresses state the place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote, unquote_plus

from linter.facts.maps.address import (
    AT,
    EMBED,
    HASH_MAP,
    NUMBER,
    PAIR,
    PIN,
    RETIRED,
    Age,
    MapAddress,
    Parts,
    Point,
    State,
    degrees,
    from_texts,
    is_blank,
    slots,
)

if TYPE_CHECKING:
    from collections.abc import Callable


def _age(p: Parts) -> Age | None:
    return "retired" if p.host in RETIRED else None


def geo(address: str) -> MapAddress:
    """Read a `geo:` URI (RFC 5870)."""
    body = address[4:].split("?", maxsplit=1)[0].split(";", maxsplit=1)[0]
    query = unquote_plus(address.partition("?")[2]).removeprefix("q=")
    if query and body in ("0,0", "0.0,0.0"):
        return MapAddress("geo", "", "place", degrees(query), query)
    point = degrees(body)
    return MapAddress("geo", "", "place" if point else "no_place", point)


def google(p: Parts) -> MapAddress | None:
    """Read Google Maps in its forms of twenty years."""
    if "staticmap" in p.path or "/maps/api/js" in p.path:
        return from_texts(p, "google", ("center", "markers")) if "staticmap" in p.path else None
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


def _google_place(p: Parts) -> MapAddress:
    if "/maps/d/" in p.path or "mid" in p.query:
        return MapAddress("google", p.host, "shared" if p.query.get("mid") else "no_place", named_slot=True)
    whole = unquote(f"{p.url.path}?{p.url.query}")
    pin = PIN.search(whole)
    if pin:
        return MapAddress("google", p.host, "place", Point(pin[1], pin[2], "degrees"))
    if "/embed" in p.path:
        match = EMBED.search(whole)
        if match:
            return MapAddress("google", p.host, "place", Point(match[2], match[1], "degrees"))
        if "pb" in p.query:
            return MapAddress(
                "google", p.host, "no_place" if not re.search(r"!1s|!2s", whole) else "place", named_slot=True
            )
    found = from_texts(
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
    at = AT.search(p.path)
    if path:
        segments = [unquote_plus(s) for s in path[1].split("/") if s and not s.startswith(("@", "data="))]
        wanted = next((s for s in reversed(segments) if not is_blank(s)), None)
        if wanted:
            point = degrees(wanted) or (Point(at[1], at[2], "degrees") if at and "/place/" in p.path else None)
            return MapAddress("google", p.host, "place", point, wanted)
        if not at:
            return MapAddress("google", p.host, "no_place", named_slot=True)
    if at:
        return MapAddress("google", p.host, "place", Point(at[1], at[2], "degrees"))
    return MapAddress("google", p.host, "no_place")


def openstreetmap(p: Parts) -> MapAddress | None:
    """Read OpenStreetMap."""
    if re.match(r"/(?:copyright|about|fixthemap|user|wiki|help|login)", p.path):
        return None
    if re.match(r"/(?:node|way|relation|note|go|changeset)/\w", p.path):
        return MapAddress("openstreetmap", p.host, "shared")
    if "marker" in p.query or "bbox" in p.query:
        if "marker" in p.query:
            return slots(
                p,
                "openstreetmap",
                *(p.query["marker"].split(",", 1) if degrees(p.query["marker"]) else (p.query["marker"], "")),
            )
        corners = p.query["bbox"].split(",")
        if len(corners) == 4 and all(re.fullmatch(NUMBER, c.strip()) for c in corners):
            west, south, east, north = map(float, corners)
            return MapAddress(
                "openstreetmap", p.host, "place", Point(f"{(south + north) / 2}", f"{(west + east) / 2}", "degrees")
            )
        return MapAddress("openstreetmap", p.host, "no_place", named_slot=True)
    if "mlat" in p.query or "mlon" in p.query:
        return slots(p, "openstreetmap", p.query.get("mlat", ""), p.query.get("mlon", ""))
    found = from_texts(p, "openstreetmap", ("query", "to", "route"))
    if found is not None:
        return found
    if "lat" in p.query or "lon" in p.query:
        return slots(p, "openstreetmap", p.query.get("lat", ""), p.query.get("lon", ""))
    view = HASH_MAP.search(p.fragment)
    if view:
        return slots(p, "openstreetmap", view[1], view[2])
    return MapAddress("openstreetmap", p.host, "no_place")


def bing(p: Parts) -> MapAddress | None:
    """Read Bing Maps and its forerunners."""
    age = _age(p)
    pin = re.match(rf"point\.({NUMBER})_({NUMBER})", p.query.get("sp", ""))
    if pin:
        return MapAddress("bing", p.host, "place", Point(pin[1], pin[2], "degrees"), age=age)
    found = from_texts(p, "bing", ("where1", "q", "rtp", "cp", "where", "addr")) or MapAddress(
        "bing", p.host, "no_place"
    )
    return MapAddress("bing", p.host, found.state, found.point, found.text, age, found.named_slot)


def eniro(p: Parts) -> MapAddress | None:
    """Read Eniro."""
    old = p.host.startswith("kartor.")
    if old and re.match(r"/m/\w", p.path):
        return MapAddress("eniro", p.host, "opaque", age="legacy")
    found = from_texts(p, "eniro", ("c", "q", "geo_area", "query", "search", "searchquery", "p", "where"))
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


def hitta(p: Parts) -> MapAddress | None:
    """Read Hitta."""
    route = re.search(r"!~?aic=([\d.]+):([\d.]+)", p.path)
    view = re.search(r"!~([-\d.,]+?),(-?[\d.]+(?:,\d+)?),[\d.]+z", p.path) or re.search(
        rf"!~({NUMBER}),({NUMBER})", p.path
    )
    if route:
        return slots(p, "hitta", route[1], route[2])
    if view:
        return slots(p, "hitta", view[1], view[2])
    if "mc" in p.query:
        point = PAIR.match(p.query["mc"])
        return MapAddress(
            "hitta", p.host, "place" if point else "no_place", Point(point[1], point[2], "metres") if point else None
        )
    found = from_texts(p, "hitta", ("search", "vad", "q"))
    if found:
        return found
    rest = re.match(r"/kartan/(?:pl|satellit|tr)?/?([^!/?].*)$", p.path)
    return MapAddress(
        "hitta", p.host, "place" if rest and not is_blank(rest[1]) else "no_place", text=rest[1] if rest else ""
    )


def lantmateriet(p: Parts) -> MapAddress | None:
    """Read Lantmäteriet: SWEREF 99 TM in `e` and `n`."""
    age = _age(p)
    east, north = p.query.get("e"), p.query.get("n")
    if east is None and north is None:
        return MapAddress("lantmateriet", p.host, "no_place", age=age)
    found = slots(p, "lantmateriet", north or "", east or "", "sweref")
    return MapAddress("lantmateriet", p.host, found.state, found.point, "", age, named_slot=True)


def norgeskart(p: Parts) -> MapAddress | None:
    """Read Norgeskart: `lat` and `lon` hold UTM 33 metres."""
    held = dict(parse_qsl(p.fragment.lstrip("!?/#"), keep_blank_values=True)) | p.query
    if "lat" not in held and "lon" not in held:
        found = from_texts(p, "norgeskart", ("sok", "search", "q"))
        return found or MapAddress(
            "norgeskart",
            p.host,
            "place" if re.match(r"!?/?\d", p.fragment) or "placename" in p.fragment.lower() else "no_place",
        )
    return slots(p, "norgeskart", held.get("lat", ""), held.get("lon", ""), "utm33")


def apple(p: Parts) -> MapAddress | None:
    """Read Apple Maps."""
    found = from_texts(
        p, "apple", ("ll", "coordinate", "address", "daddr", "q", "query", "name", "sll", "near", "place-id", "auid")
    )
    return found or MapAddress("apple", p.host, "shared" if re.match(r"/(?:p|place)/?\w", p.path) else "no_place")


def here(p: Parts) -> MapAddress | None:
    """Read HERE."""
    match = re.search(rf"/(?:l|p|r)/({NUMBER}),({NUMBER})", p.path)
    if match:
        return slots(p, "here", match[1], match[2])
    found = from_texts(p, "here", ("map", "q"))
    if found is not None and found.text:
        numbers = re.match(rf"({NUMBER}),({NUMBER})", found.text)
        return slots(p, "here", numbers[1], numbers[2]) if numbers else found
    return found or MapAddress("here", p.host, "place" if len(p.path) > 4 else "no_place")


def paikkatieto(p: Parts) -> MapAddress | None:
    """Read Paikkatietoikkuna: TM35FIN in `coord`."""
    match = re.match(rf"({NUMBER})_({NUMBER})$", p.query.get("coord", ""))
    if match:
        return MapAddress("paikkatietoikkuna", p.host, "place", Point(match[2], match[1], "tm35fin"))
    return MapAddress(
        "paikkatietoikkuna",
        p.host,
        "no_place" if is_blank(p.query.get("coord")) and "coord" in p.query else "shared",
        named_slot="coord" in p.query,
    )


def krak(p: Parts) -> MapAddress | None:
    """Read Krak and De Gule Sider."""
    found = from_texts(p, "krak", ("c", "q", "query", "search", "what"))
    rest = re.sub(r"^/(?:kort|kart)\b", "", p.path).strip("/")
    return found or MapAddress("krak", p.host, "place" if rest else "no_place", text=rest)


def arcgis(p: Parts) -> MapAddress | None:
    """Read ArcGIS: longitude first."""
    if "center" in p.query:
        point = PAIR.match(p.query["center"])
        if point:
            return MapAddress("arcgis", p.host, "place", Point(point[2], point[1], "degrees"))
    if "marker" in p.query:
        point = re.match(rf"({NUMBER})[,;]({NUMBER})", p.query["marker"])
        if point and abs(float(point[1])) <= 180:
            return MapAddress("arcgis", p.host, "place", Point(point[2], point[1], "degrees"))
    held = next((p.query[k] for k in ("webmap", "id", "appid", "extent", "find") if k in p.query), None)
    if held is not None:
        return MapAddress("arcgis", p.host, "no_place" if is_blank(held) else "shared", named_slot=True)
    return MapAddress("arcgis", p.host, "shared" if re.search(r"/[0-9a-f]{32}", p.path) else "no_place")


def municipal(p: Parts) -> MapAddress | None:
    """Read the map service of a municipality: Hajk (`x`, `y`), Origo (`#center=E,N`), Spatial Map (`extent`)."""
    held = dict(parse_qsl(p.fragment, keep_blank_values=True)) | p.query
    if "x" in held or "y" in held:
        if is_blank(held.get("x")) or is_blank(held.get("y")):
            return MapAddress("hajk", p.host, "no_place", named_slot=True)
        return MapAddress("hajk", p.host, "place", Point(held["y"], held["x"], "metres"))
    for key in ("pin", "center"):
        if key in held:
            point = PAIR.match(held[key])
            if point:
                return MapAddress("origo", p.host, "place", Point(point[2], point[1], "metres"))
            return MapAddress("origo", p.host, "no_place" if is_blank(held[key]) else "shared", named_slot=True)
    return None


def elsewhere(provider: str) -> Callable[[Parts], MapAddress | None]:
    """Return a reader for providers whose addresses are alike."""

    def reader(p: Parts) -> MapAddress | None:
        age = _age(p)
        held = {k.lower(): v for k, v in parse_qsl(p.fragment.lstrip("!?/"))}
        if held.get("lat") and (held.get("lon") or held.get("lng")):
            view = slots(p, provider, held["lat"], held.get("lon") or held["lng"])
            return MapAddress(provider, p.host, view.state, view.point, "", age, named_slot=True)
        found = from_texts(p, provider, ("q", "q1", "addr", "query", "search", "urlid", "lat"))
        if found is not None and "lat" in p.query:
            found = slots(p, provider, p.query["lat"], p.query.get("lon", p.query.get("lng", "")))
        state: State = found.state if found else ("place" if len(p.path) > 3 or p.fragment else "no_place")
        return MapAddress(
            provider, p.host, state, found.point if found else None, "", age, bool(found and found.named_slot)
        )

    return reader
