"""Addresses of pictures -> their bytes, from what the browser has loaded already: nothing is asked for again."""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from linter.stages.browser.probes.ground import Ground

_DATA = "data:"


class Loaded:
    """The pictures of some kinds that the browser holds; asked for only where one has an address of its own."""

    def __init__(self, ground: Ground, addresses: Iterable[str], kind: str) -> None:
        self._ground = ground
        is_wanted = any(not address.startswith(_DATA) for address in addresses)
        tree = ground.command("Page.getResourceTree")["frameTree"] if is_wanted else {}
        self._frames = dict(_of_tree(tree, kind))

    def content(self, address: str) -> bytes:
        """Return the bytes of a picture, none where the browser does not hold it."""
        if address.startswith(_DATA):
            return _written(address)
        if address not in self._frames:
            return b""
        told = self._ground.command("Page.getResourceContent", frameId=self._frames[address], url=address)
        return base64.b64decode(told["content"]) if told["base64Encoded"] else b""


def _of_tree(tree: dict[str, Any], kind: str) -> Iterator[tuple[str, str]]:
    """Yield the addresses of pictures, and the frame that loaded them."""
    for one in tree.get("resources", ()):
        if one.get("mimeType", "").startswith(kind) and not one.get("failed"):
            yield one["url"], tree["frame"]["id"]


def _written(address: str) -> bytes:
    head, _, body = address.partition(",")
    try:
        return base64.b64decode(body) if head.endswith(";base64") else unquote_to_bytes(body)
    except (binascii.Error, ValueError):
        return b""
