"""Latitude and longitude -> where that is on a small outline of Sweden, so that nobody has to be asked for a map."""

from __future__ import annotations

import math
from dataclasses import dataclass

_OUTLINE = (
    (69.06, 20.55), (68.55, 22.0), (68.4, 23.1), (67.95, 23.5), (67.4, 23.75), (66.8, 23.95), (66.3, 23.65), (65.82, 24.15),
    (65.75, 22.9), (65.55, 22.3), (65.3, 21.6), (64.75, 21.2), (64.4, 21.55), (63.85, 20.75), (63.55, 19.75), (63.25, 19.0),
    (62.95, 18.3), (62.6, 18.05), (62.3, 17.45), (61.7, 17.45), (61.2, 17.15), (60.75, 17.25), (60.6, 17.7), (60.35, 18.35),
    (59.9, 18.95), (59.45, 18.9), (58.9, 18.1), (58.65, 17.2), (58.2, 16.8), (57.7, 16.65), (57.2, 16.45), (56.6, 16.25),
    (56.15, 15.85), (56.1, 14.75), (55.7, 14.25), (55.38, 13.7), (55.4, 12.95), (55.9, 12.7), (56.25, 12.75), (56.65, 12.85),
    (57.3, 12.1), (57.7, 11.8), (58.35, 11.25), (59.0, 11.15), (59.1, 11.5), (59.65, 11.75), (60.1, 12.5), (60.5, 12.55),
    (61.05, 12.7), (61.35, 12.85), (61.6, 12.15), (62.2, 12.2), (63.0, 12.1), (63.6, 12.15), (64.05, 13.25), (64.05, 14.05),
    (64.5, 13.9), (64.95, 14.3), (65.35, 14.5), (66.1, 14.6), (66.35, 15.45), (66.95, 16.35), (67.45, 16.15), (67.95, 16.8),
    (68.05, 17.9), (68.5, 18.1), (68.4, 18.95), (68.6, 19.95), (69.0, 20.1),
)  # fmt: skip
"""Sweden's coast and borders, to a quarter of a degree: latitude and longitude."""
_GOTLAND = ((57.95, 19.2), (57.55, 18.8), (57.15, 18.4), (56.95, 18.2), (57.25, 18.1), (57.65, 18.2), (57.9, 18.75))
_OLAND = ((57.35, 17.1), (56.85, 16.85), (56.25, 16.45), (56.5, 16.4), (56.95, 16.65))
_SOUTH, _NORTH, _WEST, _EAST = 55.0, 69.4, 10.5, 24.5
_SCALE = 14.0
_SHRINK = math.cos(math.radians(62))
"""How much narrower a degree of longitude is than one of latitude in the middle of the country."""
WIDTH, HEIGHT = round((_EAST - _WEST) * _SHRINK * _SCALE), round((_NORTH - _SOUTH) * _SCALE)


@dataclass(frozen=True, slots=True)
class MapPicture:
    """The outlines as paths of SVG, and the point; `is_inside` tells whether the point lies on the picture."""

    paths: tuple[str, ...]
    x: float
    y: float
    is_inside: bool


def map_picture(latitude: float, longitude: float) -> MapPicture:
    """Return a point on the outline of Sweden."""
    is_inside = _SOUTH <= latitude <= _NORTH and _WEST <= longitude <= _EAST
    x, y = _point(latitude, longitude)
    return MapPicture(tuple(map(_path, (_OUTLINE, _GOTLAND, _OLAND))), x, y, is_inside)


def _point(latitude: float, longitude: float) -> tuple[float, float]:
    return round((longitude - _WEST) * _SHRINK * _SCALE, 1), round((_NORTH - latitude) * _SCALE, 1)


def _path(outline: tuple[tuple[float, float], ...]) -> str:
    return "M" + "L".join(f"{x} {y}" for x, y in (_point(*place) for place in outline)) + "Z"
