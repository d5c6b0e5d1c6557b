"""A page -> animated GIF pictures that do not stop by themselves: read from what the browser has loaded already."""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes

from linter.model.evidence import Barrier
from linter.stages.browser.probes import gif
from linter.stages.browser.scripts import script

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.model.report import Limit
    from linter.stages.browser.probes.ground import Ground

_LONGEST = 5
"""Seconds that criterion 2.2.2 lets things move by themselves."""
_KIND = "image/gif"


def run(ground: Ground) -> tuple[list[Barrier], tuple[Limit, ...]]:
    """Return the pictures that move for longer than readers have to bear."""
    shown = [one for one in ground.call(script("probe_images")) if one["address"]]
    known = _loaded(ground) if any(not one["address"].startswith("data:") for one in shown) else {}
    found = []
    for one in shown:
        if not (one["address"].startswith("data:") or one["address"] in known):
            continue
        read = gif.read(_bytes(ground, one["address"], known))
        if read is not None and read.moves_for > _LONGEST:
            key = "endless" if read.rounds == 0 else "long"
            data = {"text": one["text"], "seconds": round(read.moves_for) if read.rounds else 0}
            found.append(Barrier("picture-moves", key, one["way"], data))
    return found, ()


def _loaded(ground: Ground) -> dict[str, str]:
    """Return the GIF pictures that the browser holds: their addresses, and the frames that loaded them."""
    return dict(_of_tree(ground.command("Page.getResourceTree")["frameTree"]))


def _of_tree(tree: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for one in tree.get("resources", ()):
        if one.get("mimeType") == _KIND and not one.get("failed"):
            yield one["url"], tree["frame"]["id"]


def _bytes(ground: Ground, address: str, known: dict[str, str]) -> bytes:
    if not address.startswith("data:"):
        told = ground.command("Page.getResourceContent", frameId=known[address], url=address)
        return base64.b64decode(told["content"]) if told["base64Encoded"] else b""
    head, _, body = address.partition(",")
    try:
        return base64.b64decode(body) if head.endswith(";base64") else unquote_to_bytes(body)
    except (binascii.Error, ValueError):
        return b""
