"""What an editor or a program hands over -> the target that a worker examines."""

from __future__ import annotations

from dataclasses import dataclass, replace

from linter.model.target import Target, split_login

PASTED = "page.html"
"""What stands for a page that has neither a name nor an address."""


@dataclass(frozen=True, slots=True)
class Submission:
    """One page to check.

    Either `address` is fetched, or `data` is the page: as it is sent, or (`is_tree`) as a browser has it. `url` is where
    it stands or will stand, `served` the page as it is sent beside such a tree. `language` is that of the words.
    """

    data: bytes = b""
    address: str | None = None
    url: str | None = None
    name: str = PASTED
    is_tree: bool = False
    served: bytes | None = None
    language: str = "sv"

    @property
    def path(self) -> str:
        """What stands for the page in fingerprints: its address without query and fragment, else its name."""
        known = split_login(self.address or self.url or "")[0]
        return known.partition("#")[0].partition("?")[0] if known else self.name

    @property
    def known_as(self) -> str:
        """What decisions know the page by that names no address of its own; "" for text that could stand on any page."""
        return "" if self.path == PASTED else self.path

    def as_seen(self) -> Submission:
        """Return the page as a browser is to see it: the tree that was handed over, not what it was made of."""
        return replace(self, served=None)

    def target(self) -> Target:
        """Return what a worker examines."""
        if self.address is not None:
            url, _ = split_login(self.address)
            return Target(url, self.path, url=url, is_named=False)
        if self.is_tree and self.served is not None:
            tree = self.data.decode("utf-8", "replace")
            return Target(self.path, self.path, data=self.served, address=self.url, tree=tree)
        return Target(self.path, self.path, data=self.data, address=self.url, is_tree=self.is_tree)
