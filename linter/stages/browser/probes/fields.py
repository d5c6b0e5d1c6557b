"""A page -> messages that show once a field has been left, and that no live region tells of."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from linter.model.evidence import Barrier
from linter.stages.browser.scripts import script

if TYPE_CHECKING:
    from linter.model.report import Limit
    from linter.stages.browser.probes.ground import Ground

_RULE = "status-unannounced"
_MOST = 6
"""Kinds of fields that are written into: each takes a sixth of a second."""
_SETTLING = 0.1
"""Seconds for scripts that judge what was written."""
_WRITTEN = "x"
"""Neither an address, a number nor a name: what a field that minds would mind."""


def run(ground: Ground) -> tuple[list[Barrier], tuple[Limit, ...]]:
    """Write into one field of each kind, leave it, and return what shows and is told to nobody."""
    number = ground.call(script("probe_fields"), _MOST)
    found = [barrier for one in range(number) if (barrier := _of_field(ground, one)) is not None]
    return found, ()


def _of_field(ground: Ground, number: int) -> Barrier | None:
    if not ground.call("return kommunlint.probe.fields.begin(arguments[0]);", number):
        return None
    ground.command("Input.insertText", text=_WRITTEN)
    ground.call("kommunlint.probe.fields.end();")
    time.sleep(_SETTLING)
    told = ground.call("return kommunlint.probe.fields.found();")
    if told is None:
        return None
    return Barrier(_RULE, "shown", told["way"], {"text": told["text"], "field": told["field"]}, is_sure=told["sure"])
