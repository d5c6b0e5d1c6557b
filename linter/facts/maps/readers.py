"""One reader per map provider: where its addresses state the place."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote_plus

from linter.facts.maps.address import HASH_MAP, NUMBER, PAIR, Point, Reading, degrees, from_slots, from_texts, is_blank

if TYPE_CHECKING:
    from linter.facts.maps.address import Parts, System


def read_geo(p: Parts) -> Reading | None:
    """Read a `geo:` URI (RFC 5870)."""
    body = p.url.path.partition(";")[0]
    query = unquote_plus(p.url.query).removeprefix("q=")
    if query and body in ("0,0", "0.0,0.0"):
        return Reading("place", degrees(query), query)
    point = degrees(body)
    return Reading("place" if point else "no_place", point)


def read_openstreetmap(p: Parts) -> Reading | None:
    """Read OpenStreetMap."""
    if re.match(r"/(?:copyright|about|fixthemap|user|wiki|help|login)", p.path):
        return None
    if re.match(r"/(?:node|way|relation|note|go|changeset)/\w", p.path):
        return Reading("shared")
    if "marker" in p.query or "bbox" in p.query:
        if "marker" in p.query:
            return from_slots(
                *(p.query["marker"].split(",", 1) if degrees(p.query["marker"]) else (p.query["marker"], "")),
            )
        corners = p.query["bbox"].split(",")
        if len(corners) == 4 and all(re.fullmatch(NUMBER, c.strip()) for c in corners):
            west, south, east, north = map(float, corners)
            return Reading("place", Point(f"{(south + north) / 2}", f"{(west + east) / 2}", "degrees"))
        return Reading("no_place", named_slot=True)
    if "mlat" in p.query or "mlon" in p.query:
        return from_slots(p.query.get("mlat", ""), p.query.get("mlon", ""))
    found = from_texts(p, ("query", "to", "route"))
    if found is not None:
        return found
    if "lat" in p.query or "lon" in p.query:
        return from_slots(p.query.get("lat", ""), p.query.get("lon", ""))
    view = HASH_MAP.search(p.fragment)
    if view:
        return from_slots(view[1], view[2])
    return Reading("no_place")


def read_bing(p: Parts) -> Reading | None:
    """Read Bing Maps and its forerunners."""
    pin = re.match(rf"point\.({NUMBER})_({NUMBER})", p.query.get("sp", ""))
    if pin:
        return Reading("place", Point(pin[1], pin[2], "degrees"))
    return from_texts(p, ("where1", "q", "rtp", "cp", "where", "addr")) or Reading("no_place")


def read_eniro(p: Parts) -> Reading | None:
    """Read Eniro."""
    old = p.host.startswith("kartor.")
    if old and re.match(r"/m/\w", p.path):
        return Reading("opaque", age="legacy")
    found = from_texts(p, ("c", "q", "geo_area", "query", "search", "searchquery", "p", "where"))
    if found and found.point and "p" in p.query and "c" not in p.query and "q" not in p.query:
        found = Reading("place", Point(found.point.second, found.point.first, "degrees"))
    if found is None:
        rest = p.path.split("/kartor", 1)[-1].strip("/") if not old else p.path.strip("/")
        found = Reading("place" if rest else "no_place", text=rest)
    return replace(found, age="legacy") if old and found.state != "no_place" else found


def read_hitta(p: Parts) -> Reading | None:
    """Read Hitta."""
    route = re.search(r"!~?aic=([\d.]+):([\d.]+)", p.path)
    view = re.search(r"!~([-\d.,]+?),(-?[\d.]+(?:,\d+)?),[\d.]+z", p.path) or re.search(
        rf"!~({NUMBER}),({NUMBER})", p.path
    )
    if route:
        return from_slots(route[1], route[2])
    if view:
        return from_slots(view[1], view[2])
    if "mc" in p.query:
        point = PAIR.match(p.query["mc"])
        return Reading("place" if point else "no_place", Point(point[1], point[2], "metres") if point else None)
    found = from_texts(p, ("search", "vad", "q"))
    if found:
        return found
    rest = re.match(r"/kartan/(?:pl|satellit|tr)?/?([^!/?].*)$", p.path)
    return Reading("place" if rest and not is_blank(rest[1]) else "no_place", text=rest[1] if rest else "")


def read_lantmateriet(p: Parts) -> Reading | None:
    """Read Lantmäteriet: SWEREF 99 TM in `e` and `n`."""
    return _east_and_north(p, "sweref")


def read_karttapaikka(p: Parts) -> Reading | None:
    """Read Karttapaikka of Maanmittauslaitos: TM35FIN in `e` and `n`."""
    return _east_and_north(p, "tm35fin")


def _east_and_north(p: Parts, system: System) -> Reading:
    east, north = p.query.get("e"), p.query.get("n")
    if east is None and north is None:
        return Reading("no_place")
    return replace(from_slots(north or "", east or "", system), named_slot=True)


def read_norgeskart(p: Parts) -> Reading | None:
    """Read Norgeskart: `lat` and `lon` hold UTM 33 metres."""
    held = dict(parse_qsl(p.fragment.lstrip("!?/#"), keep_blank_values=True)) | p.query
    if "lat" not in held and "lon" not in held:
        found = from_texts(p, ("sok", "search", "q"))
        return found or Reading(
            "place" if re.match(r"!?/?\d", p.fragment) or "placename" in p.fragment.lower() else "no_place",
        )
    return from_slots(held.get("lat", ""), held.get("lon", ""), "utm33")


def read_apple(p: Parts) -> Reading | None:
    """Read Apple Maps."""
    found = from_texts(
        p, ("ll", "coordinate", "address", "daddr", "q", "query", "name", "sll", "near", "place-id", "auid")
    )
    return found or Reading("shared" if re.match(r"/(?:p|place)/?\w", p.path) else "no_place")


def read_here(p: Parts) -> Reading | None:
    """Read HERE."""
    match = re.search(rf"/(?:l|p|r)/({NUMBER}),({NUMBER})", p.path)
    if match:
        return from_slots(match[1], match[2])
    found = from_texts(p, ("map", "q"))
    if found is not None and found.text:
        numbers = re.match(rf"({NUMBER}),({NUMBER})", found.text)
        return from_slots(numbers[1], numbers[2]) if numbers else found
    return found or Reading("place" if len(p.path) > 4 else "no_place")


def read_paikkatieto(p: Parts) -> Reading | None:
    """Read Paikkatietoikkuna: TM35FIN in `coord`."""
    match = re.match(rf"({NUMBER})_({NUMBER})$", p.query.get("coord", ""))
    if match:
        return Reading("place", Point(match[2], match[1], "tm35fin"))
    return Reading(
        "no_place" if is_blank(p.query.get("coord")) and "coord" in p.query else "shared",
        named_slot="coord" in p.query,
    )


def read_krak(p: Parts) -> Reading | None:
    """Read Krak and De Gule Sider."""
    found = from_texts(p, ("c", "q", "query", "search", "what"))
    rest = re.sub(r"^/(?:kort|kart)\b", "", p.path).strip("/")
    return found or Reading("place" if rest else "no_place", text=rest)


def read_arcgis(p: Parts) -> Reading | None:
    """Read ArcGIS: longitude first."""
    if p.host == "arcg.is":
        return Reading("opaque") if p.path.strip("/") else None
    if "center" in p.query:
        point = PAIR.match(p.query["center"])
        if point:
            return Reading("place", Point(point[2], point[1], "degrees"))
    if "marker" in p.query:
        point = re.match(rf"({NUMBER})[,;]({NUMBER})", p.query["marker"])
        if point and abs(float(point[1])) <= 180:
            return Reading("place", Point(point[2], point[1], "degrees"))
    held = next((p.query[k] for k in ("webmap", "id", "appid", "extent", "find") if k in p.query), None)
    if held is not None:
        return Reading("no_place" if is_blank(held) else "shared", named_slot=True)
    return Reading("shared" if re.search(r"/[0-9a-f]{32}", p.path) else "no_place")


def read_hajk(p: Parts) -> Reading | None:
    """Read Hajk, a map service that municipalities run: `x` and `y`."""
    held = _by_name(p)
    if "x" not in held and "y" not in held:
        return None
    return from_slots(held.get("y", ""), held.get("x", ""), "metres")


def read_origo(p: Parts) -> Reading | None:
    """Read Origo, a map service that municipalities run: `#center=E,N`."""
    held = _by_name(p)
    written = next((held[key] for key in ("pin", "center") if key in held), None)
    if written is None:
        return None
    point = PAIR.match(written)
    if point:
        return Reading("place", Point(point[2], point[1], "metres"))
    return Reading("no_place" if is_blank(written) else "shared", named_slot=True)


def _by_name(p: Parts) -> dict[str, str]:
    return dict(parse_qsl(p.fragment, keep_blank_values=True)) | p.query


def read_usual(p: Parts) -> Reading | None:
    """Read a provider whose addresses are like those of many: a search, or `lat` and `lon`."""
    held = {k.lower(): v for k, v in parse_qsl(p.fragment.lstrip("!?/"))}
    if held.get("lat") and (held.get("lon") or held.get("lng")):
        return replace(from_slots(held["lat"], held.get("lon") or held["lng"]), named_slot=True)
    if "lat" in p.query:
        return from_slots(p.query["lat"], p.query.get("lon", p.query.get("lng", "")))
    found = from_texts(p, ("q", "q1", "addr", "query", "search", "urlid"))
    return found or Reading("place" if len(p.path) > 3 or p.fragment else "no_place")
