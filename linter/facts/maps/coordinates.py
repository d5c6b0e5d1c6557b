"""A point as a map address states it -> degrees, or what is wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from linter.facts.maps import projections

if TYPE_CHECKING:
    from linter.facts.maps.address import Point

BOXES = {
    "SE": ((55.2, 69.2, 10.5, 24.3),),
    "NO": ((57.8, 71.4, 4.2, 31.4), (74.0, 81.0, 9.0, 34.0)),
    "DK": ((54.4, 57.9, 7.8, 15.4),),
    "FI": ((59.3, 70.2, 19.0, 31.7),),
    "DE": ((47.1, 55.2, 5.7, 15.2),),
}
"""Country -> boxes of latitude and longitude with a small margin (south, north, west, east)."""

_METRES = 1000
_DEGREES = 400


@dataclass(frozen=True, slots=True)
class Judged:
    """Degrees of a plausible point, or the message key of its fault; `is_certain` faults hold in any country."""

    latitude: float | None
    longitude: float | None
    fault: str | None = None
    is_certain: bool = True
    point: Point | None = None
    """What was judged, as it stands in the address."""


def judge(point: Point, country: str) -> Judged:
    """Turn a point into degrees; it is judged by the slot it stands in and by the country, if its bounds are known."""
    return replace(_judged(point, country), point=point)


def _judged(point: Point, country: str) -> Judged:
    if re.search(r"\d,\d", point.first) or re.search(r"\d,\d", point.second):
        return Judged(None, None, "decimal_comma")
    try:
        first, second = float(point.first), float(point.second)
    except ValueError:
        return Judged(None, None, "out_of_range")
    if first == 0 and second == 0:
        return Judged(None, None, "zero")
    if point.system == "degrees":
        return _degrees(first, second, country)
    return _metres(first, second, point, country)


def _degrees(latitude: float, longitude: float, country: str) -> Judged:
    if abs(latitude) > _METRES or abs(longitude) > _METRES:
        return Judged(None, None, "metres")
    if abs(latitude) > 90 and abs(longitude) <= 90 and inside(longitude, latitude, country):
        return Judged(None, None, "swapped")
    if abs(latitude) > 90 or abs(longitude) > 180:
        return Judged(None, None, "out_of_range")
    if country not in BOXES or inside(latitude, longitude, country):
        return Judged(latitude, longitude)
    if inside(longitude, latitude, country):
        return Judged(None, None, "swapped")
    return Judged(latitude, longitude, "outside", is_certain=False)


def _metres(north: float, east: float, point: Point, country: str) -> Judged:
    if abs(north) < _DEGREES and abs(east) < _DEGREES:
        return Judged(None, None, "degrees")
    if point.system == "metres":
        place = projections.guess(north, east)
        return Judged(*place) if place and inside(*place, country) else Judged(None, None)
    nations = {
        "sweref": ("SE", projections.SWEREF_99_TM),
        "utm33": ("NO", projections.UTM_33),
        "tm35fin": ("FI", projections.TM35FIN),
    }
    nation, projection = nations[point.system]
    if not _is_metric(north, east):
        if _is_metric(east, north):
            return Judged(None, None, "swapped")
        return Judged(None, None, "out_of_range")
    latitude, longitude = projections.to_degrees(projection, north, east)
    if country not in BOXES or inside(latitude, longitude, nation) or inside(latitude, longitude, country):
        return Judged(latitude, longitude)
    return Judged(None, None, "outside")


def _is_metric(north: float, east: float) -> bool:
    return 5_000_000 < north < 9_000_000 and -200_000 < east < 1_150_000


def inside(latitude: float, longitude: float, country: str) -> bool:
    """Return whether a point lies in a country's boxes; nothing lies in those of a country that has none here."""
    return any(s <= latitude <= n and w <= longitude <= e for s, n, w, e in BOXES.get(country, ()))
