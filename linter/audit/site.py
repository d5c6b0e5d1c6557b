"""Pages that are files -> what the store knows their site by, so that answers about one site are none about another."""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING

from linter.model.target import is_address
from linter.page.urls import split

if TYPE_CHECKING:
    from collections.abc import Mapping


def stored_site(canonical: Mapping[str, str | None], root: str | None) -> str:
    """Return the host that most files give in their own address, else their folder; "" where every page has an address.

    `canonical` is what every page gives as its own address, by source. What is said on the command line is no part of it: a
    review that is made again with another option is one of the same site.
    """
    files = [own for source, own in canonical.items() if not is_address(source)]
    if not files:
        return ""
    hosts = Counter(split(own).host for own in files if own is not None)
    host, number = next(iter(hosts.most_common(1)), ("", 0))
    return host if host and number * 2 > len(files) else os.path.realpath(root or ".")
