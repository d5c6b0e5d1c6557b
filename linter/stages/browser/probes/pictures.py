"""A page -> pictures that show words which could have been written: those of their own alternative, and what looks like any."""

from __future__ import annotations

import base64
from functools import cache
from typing import TYPE_CHECKING, Any

from linter.data import vocabulary
from linter.model.evidence import Barrier
from linter.model.report import Limit
from linter.stages.browser.probes.loaded import Loaded
from linter.stages.browser.scripts import script

if TYPE_CHECKING:
    from linter.stages.browser.probes.ground import Ground

_RULE = "picture-of-text"
_MOST = 12
"""Pictures that are looked at, the largest first: one takes about a hundredth of a second."""
_LARGEST = 2_000_000
"""Bytes of a picture: larger ones are photographs."""
_SHOWN = 80


def run(ground: Ground) -> tuple[list[Barrier], tuple[Limit, ...]]:
    """Return the pictures that show their alternative's words, and in one barrier those that may show some."""
    told = ground.call(script("probe_pictures"), _MOST, _signs_of_logos())
    shown = told["pictures"]
    loaded = Loaded(ground, (one["address"] for one in shown), "image/")
    found, doubtful = [], []
    for one in shown:
        content = loaded.content(one["address"])
        shows = _lettering(ground, content, one["name"])
        if shows == "same":
            found.append(Barrier(_RULE, "same", one["way"], {"text": one["name"][:_SHOWN]}))
        elif shows == "some" or (content and one["likely"]):
            doubtful.append(one)
    limits = (Limit("pictures_tried", {"rule": _RULE}, len(shown), told["all"]),) if len(shown) < told["all"] else ()
    return [*found, *_in_doubt(doubtful)], limits


def _lettering(ground: Ground, content: bytes, name: str) -> str | None:
    if not content or len(content) > _LARGEST:
        return None
    shows: str | None = ground.awaited(script("probe_lettering"), base64.b64encode(content).decode(), name)
    return shows


def _in_doubt(pictures: list[dict[str, Any]]) -> list[Barrier]:
    """Return one question about all pictures that may show words."""
    if not pictures:
        return []
    first, *others = pictures
    data = {"text": first["name"][:_SHOWN], "number": len(pictures)}
    key = "some" if others else "one"
    return [Barrier(_RULE, key, first["way"], data, is_sure=False, others=tuple(one["way"] for one in others))]


@cache
def _signs_of_logos() -> list[str]:
    """Return the words by which logos go: what they show may be letters."""
    return sorted(vocabulary.phrases(vocabulary.load("contacts")["site"]["logo"]))
