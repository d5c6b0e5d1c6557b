"""Formats: each a function from a Report to pieces of text, in a module of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from linter.report.json_ import render as _json
from linter.report.text import render as _text

if TYPE_CHECKING:
    from linter.model import Report

Format = Callable[["Report"], Iterator[str]]

FORMATS: dict[str, Format] = {"text": _text, "json": _json}
"""The names of `--format` and `--output`."""
