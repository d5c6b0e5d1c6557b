"""`words.yaml` -> the site's own words in its two languages."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from linter.data import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping


def word(key: str, language: str) -> str:
    """Return one of the site's words."""
    return _words()[key][language]


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    found: Mapping[str, Mapping[str, str]] = yaml.load(Path(__file__).parent / "words.yaml")
    return found
