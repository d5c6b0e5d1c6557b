"""Where Google Maps states the place, in its forms of twenty years."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote, unquote_plus

from linter.facts.maps.address import AT, EMBED, PIN, Point, Reading, degrees, from_texts, is_blank

if TYPE_CHECKING:
    from linter.facts.maps.address import Parts


def read_google(p: Parts) -> Reading | None:
    """Return what an address of Google Maps says, in its forms of twenty years."""
    if "staticmap" in p.path or "/maps/api/js" in p.path:
        return from_texts(p, ("center", "markers")) if "staticmap" in p.path else None
    if p.host == "g.co" and not p.path.startswith(("/maps", "/kgs")):
        return None
    if p.host in ("maps.app.goo.gl", "g.page", "g.co") or (p.path.startswith("/maps/") and p.host == "goo.gl"):
        return Reading("opaque")
    if p.host == "goo.gl":
        return Reading("unknown", age="retired")
    if (
        not (p.host.startswith("maps.") or p.path.startswith("/maps"))
        or p.path.startswith("/maps/about")
        or "/intl/" in p.path
    ):
        return None
    if p.path.rstrip("/").endswith("/ms") or "msid" in p.query:
        shown = bool(p.query.get("msid")) or "msid" not in p.query
        return Reading("shared" if shown else "no_place", age="retired")
    old = (
        p.host.startswith("maps.google.") or ("f" in p.query and p.path.rstrip("/") == "/maps")
    ) and not p.path.startswith(("/maps/place", "/maps/dir/", "/maps/search", "/maps/@", "/maps/embed"))
    found = _place(p)
    return replace(found, age="legacy") if old and found.state == "place" else found


def _place(p: Parts) -> Reading:
    if "/maps/d/" in p.path or "mid" in p.query:
        point = degrees(p.query.get("ll")) if p.query.get("mid") else None
        return Reading("shared" if p.query.get("mid") else "no_place", point, named_slot=True)
    whole = unquote(f"{p.url.path}?{p.url.query}")
    pin = PIN.search(whole)
    if pin:
        return Reading("place", Point(pin[1], pin[2], "degrees"))
    if "/embed" in p.path:
        match = EMBED.search(whole)
        if match:
            return Reading("place", Point(match[2], match[1], "degrees"))
        if "pb" in p.query:
            return Reading("no_place" if not re.search(r"!1s|!2s", whole) else "place", named_slot=True)
    found = from_texts(
        p,
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
            return Reading("place", point, wanted)
        if not at:
            return Reading("no_place", named_slot=True)
    if at:
        return Reading("place", Point(at[1], at[2], "degrees"))
    return Reading("no_place")
