"""The English words of the interface, from `locales/en.json`: the source of all catalogues, and the fallback."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linter.model.error_keys import ErrorKey
    from linter.model.reason import ReasonKey
    from linter.model.report import LimitKind

_WORDS: Mapping[str, Any] = json.loads((Path(__file__).parent / "locales" / "en.json").read_text("utf-8"))
TEXTS: Mapping[str, str] = _WORDS["texts"]
COUNTED: Mapping[str, tuple[str, str]] = _WORDS["counted"]
"""Texts with a number in them: for one, and for several."""
REASONS: Mapping[ReasonKey, str] = _WORDS["reasons"]
ERRORS: Mapping[ErrorKey, str] = _WORDS["errors"]
"""What is wrong with a command, a configuration or a rule file."""
TOLD: Mapping[str, str] = {**_WORDS["reasons"], **_WORDS["errors"]}
"""Both, by key."""
LIMITS: Mapping[LimitKind, str] = _WORDS["limits"]
