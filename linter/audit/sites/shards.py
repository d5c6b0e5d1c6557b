"""Sites -> shards: sites that share a host are in one, however they name it, so that it is never asked by two at once."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from linter.audit.sampling.targets import expanded
from linter.audit.sites.site import Shard
from linter.data.files import read_bytes
from linter.model.errors import UsageError
from linter.model.target import host, is_address
from linter.stages.http.sitemap import addresses_in, is_sitemap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from linter.audit.sites.site import Site

_SITEMAP_BYTES = 64 * 1024 * 1024


def shards(sites: Sequence[Site]) -> tuple[Shard, ...]:
    """Return the shards in the order of their first sites."""
    of_host: dict[str, int] = {}
    groups: dict[int, list[Site]] = {}
    for number, site in enumerate(sites):
        hosts = set(hosts_of(site))
        shared = sorted({of_host[one] for one in hosts if one in of_host})
        target = shared[0] if shared else number
        for other in shared[1:]:
            groups[target] += groups.pop(other)
            of_host.update({one: target for one, group in of_host.items() if group == other})
        groups.setdefault(target, []).append(site)
        of_host.update(dict.fromkeys(hosts, target))
    return tuple(Shard(_key(group), tuple(group)) for _, group in sorted(groups.items()))


def hosts_of(site: Site) -> Iterator[str]:
    """Yield the hosts that a review of a site asks, as far as they can be told before; `www.` makes no other host."""
    for address in (site.address, *_addresses(site.seed)):
        found = host(address) if is_address(address) else None
        if found is not None:
            yield found.name.removeprefix("www.")


def _addresses(seed: str) -> Iterable[str]:
    try:
        if seed.startswith("@"):
            return expanded((seed,))
        if not is_address(seed) and is_sitemap(seed) and Path(seed).is_file():
            return addresses_in(read_bytes(Path(seed), seed, most=_SITEMAP_BYTES))
    except UsageError:
        return ()  # told when its review is started
    return (seed,)


def _key(sites: Iterable[Site]) -> str:
    return hashlib.sha256("\n".join(one.slug for one in sites).encode()).hexdigest()[:16]
