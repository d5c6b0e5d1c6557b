"""Formats: each a function from a Report to pieces of text or bytes, in a module of its own that is loaded when asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linter.model import Report

Format = Callable[["Report"], Iterator[str] | Iterator[bytes]]

FORMATS = {
    "text": "text",
    "json": "json_",
    "sarif": "sarif",
    "junit": "junit",
    "github": "github",
    "gitlab": "gitlab",
    "markdown": "markdown",
    "csv": "csv_",
    "xlsx": "xlsx",
    "html": "html_",
    "earl": "earl",
}
"""The names of `--format` and `--output`, and the modules that hold them."""


def renderer(name: str) -> Format:
    """Return the function of a format."""
    render: Format = import_module(f"{__name__}.{FORMATS[name]}").render
    return render
