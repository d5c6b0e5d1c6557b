"""Report -> pieces of text or bytes, in the words of a language: a function in a module of its own for each format."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linter.model.report import Report

Format = Callable[["Report"], Iterator[str] | Iterator[bytes]]

FORMATS = {
    "text": "text",
    "json": "json_",
    "sarif": "pipelines.sarif",
    "junit": "pipelines.junit",
    "github": "pipelines.github",
    "gitlab": "pipelines.gitlab",
    "markdown": "markdown.markdown",
    "csv": "csv_",
    "xlsx": "xlsx.workbook",
    "html": "html.html_",
    "earl": "earl",
}
"""The names of `--format` and `--output`, and the modules that hold them."""


def renderer(name: str) -> Format:
    """Return the function of a format."""
    render: Format = import_module(f"{__name__}.{FORMATS[name]}").render
    return render
