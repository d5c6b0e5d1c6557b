"""Configuration -> the version of every rule: the same for two runs in which the rule asks for the same."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linter.config.config import Config


def versions(settings: Config) -> Mapping[str, str]:
    """Return the version of every rule: what it can find, what it applies to, and its options, those of some pages too."""
    options = settings.options()
    found = {}
    for rule in settings.known.values():
        of_some = [[one.paths, one.rules[rule.id]] for one in settings.overrides if rule.id in one.rules]
        asked = (
            sorted(rule.messages),
            rule.check,
            rule.applies_to,
            rule.needs_options,
            rule.stage,
            options[rule.id],
            of_some,
        )
        text = json.dumps(asked, sort_keys=True, ensure_ascii=False, default=str)
        found[rule.id] = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return found
