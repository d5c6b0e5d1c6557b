"""Start addresses -> which addresses belong to the site: by host, `www.` and without it the same, and by path; and where they are asked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from linter.model.target import PORTS
from linter.page.urls import resolve, split

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linter.audit.crawl.found import Visit
    from linter.page.urls import Parts


@dataclass(frozen=True, slots=True)
class Scope:
    """The hosts of a crawl, each with the folder that it is about."""

    folders: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, starts: Iterable[str]) -> Scope:
        """Return what a crawl from these addresses is about: the folder of each and all below it."""
        return cls(
            tuple(dict.fromkeys((_site(split(one)), split(one).path.rpartition("/")[0] + "/") for one in starts))
        )

    def covers(self, url: str) -> bool:
        """Return whether an address belongs to the site."""
        parts = split(url)
        site = _site(parts)
        return any(site == host and f"{parts.path}/".startswith(folder) for host, folder in self.folders)

    def covers_host(self, url: str) -> bool:
        """Return whether an address stands on a host of the site, in whatever folder."""
        site = _site(split(url))
        return any(site == host for host, _ in self.folders)


@dataclass(frozen=True, slots=True)
class StandIn:
    """A server that stands for the public address of a site: what is written with that address is asked here."""

    site: str
    folder: str
    origin: str

    @classmethod
    def of(cls, public: str | None, start: str) -> StandIn | None:
        """Return what stands for a public address; None where there is none, or where it is asked itself."""
        address = None if public is None else resolve(None, public)
        if address is None or Scope.of((start,)).covers_host(address):
            return None
        parts = split(address)
        return cls(_site(parts), parts.path.rstrip("/") + "/", split(start).origin)

    def here(self, url: str) -> str:
        """Return where an address is asked."""
        parts = split(url)
        path = parts.path or "/"
        if _site(parts) != self.site or not f"{path}/".startswith(self.folder):
            return url
        return f"{self.origin}/{path[len(self.folder) :]}" + (f"?{parts.query}" if parts.query else "")

    def told(self, visit: Visit) -> Visit:
        """Return what became of an address, with where all that it names is asked."""
        return replace(
            visit,
            links=tuple(map(self.here, visit.links)),
            canonical=self.here(visit.canonical) if visit.canonical else visit.canonical,
            leads_to=self.here(visit.leads_to) if visit.leads_to else visit.leads_to,
        )


def _site(parts: Parts) -> str:
    """Return what a host is compared by: its name without `www.`, and its port where it is not the usual one."""
    name = parts.host.rstrip(".").removeprefix("www.")
    return name if PORTS.get(parts.scheme) == parts.port else f"{name}:{parts.port}"
