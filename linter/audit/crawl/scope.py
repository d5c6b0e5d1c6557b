"""Start addresses -> which addresses belong to the site: by host, `www.` and without it the same, and by path."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from linter.model.target import PORTS
from linter.page.urls import split

if TYPE_CHECKING:
    from collections.abc import Iterable

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


def _site(parts: Parts) -> str:
    """Return what a host is compared by: its name without `www.`, and its port where it is not the usual one."""
    name = parts.host.rstrip(".").removeprefix("www.")
    return name if PORTS.get(parts.scheme) == parts.port else f"{name}:{parts.port}"
