"""A map provider's address -> the place it states, by the reader of its provider; None for any other address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote, urlsplit

from linter.facts.maps import providers as by
from linter.facts.maps.address import MapAddress, Parts, Point, is_blank

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["MapAddress", "Point", "is_blank", "read"]


def read(address: str) -> MapAddress | None:
    """Read an address; None where its host is no map provider that is known."""
    address = address.strip()
    if address.lower().startswith("geo:"):
        return by.geo(address)
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
    parts = Parts(url, host, unquote(url.path), {k.lower(): v for k, v in reversed(pairs)}, unquote(url.fragment))
    for pattern, reader in _READERS:
        if pattern.search(f"{host}{url.path.lower()}"):
            return reader(parts)
    return None


_READERS: tuple[tuple[re.Pattern[str], Callable[[Parts], MapAddress | None]], ...] = (
    (re.compile(r"^(?:maps\.live|local\.live)\.com"), by.bing),
    (re.compile(r"^(?:maps\.app\.goo\.gl|goo\.gl|g\.page|g\.co)/|^(?:maps\.app\.goo\.gl|goo\.gl|g\.page)$"), by.google),
    (re.compile(r"^(?:[\w-]+\.)*google(?:apis)?\.[a-z.]{2,6}/maps|^maps\.google(?:apis)?\.[a-z.]{2,6}"), by.google),
    (re.compile(r"(?:^|\.)openstreetmap\.org|^(?:www\.)?osm\.org"), by.openstreetmap),
    (re.compile(r"(?:^|\.)bing\.com/maps"), by.bing),
    (re.compile(r"^kartor\.eniro\.se|eniro\.se/kartor"), by.eniro),
    (re.compile(r"hitta\.se/kartan"), by.hitta),
    (re.compile(r"^(?:minkarta|kso\.etjanster)\.lantmateriet\.se"), by.lantmateriet),
    (re.compile(r"^maps\.apple(?:\.com|/)|^maps\.apple$"), by.apple),
    (re.compile(r"^(?:share|wego)\.here\.com"), by.here),
    (re.compile(r"(?:^|\.)norgeskart\.no"), by.norgeskart),
    (re.compile(r"paikkatietoikkuna\.fi"), by.paikkatieto),
    (re.compile(r"^map\.krak\.dk|krak\.dk/kort|degulesider\.dk/kort|^map\.degulesider\.dk"), by.krak),
    (re.compile(r"arcgis\.com/(?:apps|home|sharing)|/portal/apps/"), by.arcgis),
    (re.compile(r"maps\.yahoo\.com"), by.elsewhere("yahoo")),
    (re.compile(r"(?:^|\.)kommunekart\.com"), by.elsewhere("kommunekart")),
    (re.compile(r"^kart\.(?:gulesider|1881|finn)\.no|gulesider\.no/kart"), by.elsewhere("gulesider")),
    (re.compile(r"^palvelukartta\.hel\.fi|servicemap\.hel\.fi|^kartta\.hel\.fi"), by.elsewhere("palvelukartta")),
    (re.compile(r"^(?:kart|karta|kartan|kartor|kartta|gis|map|maps|webbkarta|opaskartta|kortviewer)\."), by.municipal),
)
