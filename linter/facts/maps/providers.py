"""The map providers: where their maps stand, who reads their addresses, what is retired. All that finds map links follows from this."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from linter.facts.maps import readers
from linter.facts.maps.google import read_google
from linter.facts.places import place_pattern, place_sign

if TYPE_CHECKING:
    from collections.abc import Callable

    from linter.facts.maps.address import Parts, Reading


@dataclass(frozen=True, slots=True)
class Provider:
    """A map provider and its places; where several have a place, the first that can read the address is taken."""

    name: str
    places: tuple[str, ...]
    reader: Callable[[Parts], Reading | None]
    retired: tuple[str, ...] = ()
    """Places that have been shut down, written like `places`; they are places of the provider too."""


_FIRST_NAMES = (
    "kart",
    "karta",
    "kartan",
    "kartor",
    "kartta",
    "gis",
    "map",
    "maps",
    "webbkarta",
    "opaskartta",
    "kortviewer",
)
_OWN_MAPS = tuple(f"{name}.**" for name in _FIRST_NAMES)

PROVIDERS = (
    Provider("geo", ("geo:",), readers.read_geo),
    Provider("bing", ("bing.com/maps",), readers.read_bing, retired=("maps.live.com", "local.live.com")),
    Provider(
        "google",
        ("goo.gl", "g.page", "g.co", "google.*/maps", "googleapis.com/maps", "maps.google.*", "maps.googleapis.com"),
        read_google,
    ),
    Provider("openstreetmap", ("openstreetmap.org", "osm.org"), readers.read_openstreetmap),
    Provider("eniro", ("kartor.eniro.se", "eniro.se/kartor"), readers.read_eniro),
    Provider("hitta", ("hitta.se/kartan",), readers.read_hitta),
    Provider(
        "lantmateriet",
        ("minkarta.lantmateriet.se",),
        readers.read_lantmateriet,
        retired=("kso.etjanster.lantmateriet.se",),
    ),
    Provider("apple", ("maps.apple.com", "maps.apple"), readers.read_apple),
    Provider("here", ("share.here.com", "wego.here.com"), readers.read_here),
    Provider("maanmittauslaitos", ("asiointi.maanmittauslaitos.fi/karttapaikka",), readers.read_karttapaikka),
    Provider("norgeskart", ("norgeskart.no",), readers.read_norgeskart),
    Provider("paikkatietoikkuna", ("paikkatietoikkuna.fi",), readers.read_paikkatieto),
    Provider(
        "krak",
        ("map.krak.dk", "krak.dk/kort", "map.degulesider.dk", "degulesider.dk/kort"),
        readers.read_krak,
    ),
    Provider(
        "arcgis",
        (
            "arcgis.com/apps",
            "arcgis.com/home",
            "arcgis.com/sharing",
            "experience.arcgis.com",
            "arcg.is",
            "*/portal/apps/",
        ),
        readers.read_arcgis,
        retired=("arcgis.com/apps/webappviewer",),
    ),
    Provider("yahoo", (), readers.read_usual, retired=("maps.yahoo.com",)),
    Provider("kommunekart", ("kommunekart.com",), readers.read_usual),
    Provider(
        "gulesider", ("kart.gulesider.no", "kart.1881.no", "kart.finn.no", "gulesider.no/kart"), readers.read_usual
    ),
    Provider("palvelukartta", ("palvelukartta.hel.fi", "servicemap.hel.fi", "kartta.hel.fi"), readers.read_usual),
    Provider("hajk", _OWN_MAPS, readers.read_hajk),
    Provider("origo", _OWN_MAPS, readers.read_origo),
)

OWN_SERVICES = frozenset({"arcgis", "hajk", "origo"})
"""Providers on which municipalities run services of their own: a view of the whole municipality is no way to a place."""


def providers_at(place: str) -> list[Provider]:
    """Return the providers that may have a place: host and path in lower case, or a scheme with its colon."""
    return [provider for provider in PROVIDERS if _any_of((*provider.places, *provider.retired)).search(place)]


def is_retired(provider: Provider, place: str) -> bool:
    """Return whether a place of a provider has been shut down."""
    return bool(provider.retired) and _any_of(provider.retired).search(place) is not None


@cache
def _any_of(places: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(place_pattern, places)))


@cache
def address_signs() -> tuple[str, ...]:
    """Return pieces of text, one of which is in every address of a map provider."""
    places = [place for provider in PROVIDERS for place in (*provider.places, *provider.retired)]
    return tuple(dict.fromkeys(map(place_sign, places)))
