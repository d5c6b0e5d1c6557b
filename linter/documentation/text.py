"""Plain text -> Markdown that shows it as it is."""

from __future__ import annotations

import re

_MARKUP = re.compile(r"[\\`*_\[\]#|<>~&{}$]")
_LISTS = re.compile(r"^(\d{0,9})([-+=.)%])")
"""What makes a list or a heading at the beginning of a line."""
_CODE = re.compile(r"(`[^`]{1,200}`|\$\{\w{1,60}\}|(?<![\w-])--[a-z][a-z-]{1,40})")
_TICKS = re.compile(r"`+")


def plain(text: str) -> str:
    """Return a text in one line as Markdown."""
    return _LISTS.sub(r"\1\\\2", plain_part(" ".join(text.split())))


def plain_part(text: str) -> str:
    """Return a part of a line as Markdown."""
    return _MARKUP.sub(lambda match: f"\\{match[0]}", text)


def told(text: str) -> str:
    """Return a text of the program as its sample: a page that shows it does not say it itself, to our own rules either."""
    return f"<samp>{plain(text)}</samp>"


def prose(text: str) -> str:
    """Return a text with what is code in it as code: between backticks, options and variables."""
    parts = _CODE.split(text)
    return "".join(code(part.strip("`")) if number % 2 else plain_part(part) for number, part in enumerate(parts))


def code(text: str) -> str:
    """Return a text in one line as code."""
    fence = _fence(text, 1)
    pad = " " if text[:1] == "`" or text[-1:] == "`" else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def block(text: str, language: str) -> str:
    """Return lines as a block of code."""
    fence = _fence(text, 3)
    return f"{fence}{language}\n{text.rstrip()}\n{fence}\n"


def _fence(text: str, least: int) -> str:
    """Return more backticks than stand anywhere in a text."""
    most = max(map(len, _TICKS.findall(text)), default=0)
    return "`" * (max(least, most + 1) if most else least)
