"""Places of the web as tables name them -> how addresses there are recognised.

A place is a host with what is below it, and how paths begin there: "bing.com/maps". A last `*` is the ending of a country
("google.*/maps"), a last `**` any host that begins so ("kart.**"); "*/apps/" is a path anywhere, and "geo:" a scheme.
"""

from __future__ import annotations

import re


def place_pattern(place: str) -> str:
    """Return the expression for host and path in lower case, or for a scheme with its colon."""
    if place.endswith(":"):
        return f"^{re.escape(place)}$"
    host, slash, path = place.partition("/")
    rest = re.escape(slash + path)
    if host == "*":
        return rest
    if host.endswith(".**"):
        return rf"^{re.escape(host[:-2])}[^/]*{rest}"
    if host.endswith(".*"):
        return rf"(?:^|\.){re.escape(host[:-1])}[a-z.]{{2,6}}{rest or '(?:/|$)'}"
    return rf"(?:^|\.){re.escape(host)}{rest or '(?:/|$)'}"


def place_sign(place: str) -> str:
    """Return a piece of text that is in every address of a place."""
    host, slash, path = place.partition("/")
    if host == "*":
        return slash + path
    return f"//{host[:-2]}" if host.endswith(".**") else host.rstrip("*")
