"""A map provider's address -> the place it states, by the reader of its provider; None for any other address."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from linter.facts.maps.address import Parts
from linter.facts.maps.providers import is_retired, providers_at

if TYPE_CHECKING:
    from linter.facts.maps.address import Age, Point, State

_MOST_FIELDS = 60


@dataclass(frozen=True, slots=True)
class MapAddress:
    """What a map address says, and which provider's it is."""

    provider: str
    host: str
    state: State
    point: Point | None
    age: Age | None
    named_slot: bool
    is_escaped_twice: bool = False
    """Whether it states a place only where the signs between its fields are decoded once more."""


def read_address(address: str) -> MapAddress | None:
    """Return what an address says; None where its host is no map provider that is known."""
    try:
        url = urlsplit(address.strip())
        host = (url.hostname or "").lower().rstrip(".")
    except ValueError:
        return None
    if url.scheme not in ("http", "https", "geo", "") or bool(host) == (url.scheme == "geo"):
        return None
    found = _read(url, host)
    if found is None or found.state != "no_place" or "&amp;" not in url.query:
        return found
    meant = _read(url._replace(query=url.query.replace("&amp;", "&")), host)
    is_place = meant is not None and meant.state != "no_place"
    return replace(found, is_escaped_twice=True) if is_place else found


def _read(url: SplitResult, host: str) -> MapAddress | None:
    """Return what the first provider that knows an address reads from it."""
    place = f"{host}{url.path.lower()}" if host else f"{url.scheme}:"
    providers = providers_at(place)
    parts = _parts(url, host) if providers else None
    for provider in providers:
        found = provider.reader(parts) if parts is not None else None
        if found is not None:
            age: Age | None = "retired" if is_retired(provider, place) else found.age
            return MapAddress(provider.name, host, found.state, found.point, age, found.named_slot)
    return None


def _parts(url: SplitResult, host: str) -> Parts:
    query = url.query if "google" in host else url.query.replace(";", "&")
    is_usual = query.count("&") < _MOST_FIELDS
    pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=_MOST_FIELDS) if is_usual else []
    return Parts(url, host, unquote(url.path), {k.lower(): v for k, v in reversed(pairs)}, unquote(url.fragment))
