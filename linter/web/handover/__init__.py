"""The scripts that run in an editor's preview -> one script for a tag in a template, and one for a bookmark.

Both carry all that they need, since a page's policy may let them load nothing.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from linter.report.words.words import words_in

if TYPE_CHECKING:
    from collections.abc import Iterator

_PARTS = ("tree", "offer", "send")
_WORDS = (
    "blocked", "by_hand", "check", "close", "copied", "copy", "count", "cut", "none", "not_copied", "open", "remarks", "save", "saved",
    "show",
)  # fmt: skip


@cache
def script_for_template(server: str, language: str) -> str:
    """Return what a script tag in the template of a preview loads: a button, and the findings in the page itself."""
    return _whole(server, language, (*_PARTS, "overlay"), "whenReady(overlay);")


@cache
def bookmarklet(server: str, language: str) -> str:
    """Return the address of a bookmark that hands over the page it is clicked on."""
    return f"javascript:{quote(_whole(server, language, _PARTS, 'send();'))}"


def _whole(server: str, language: str, parts: tuple[str, ...], start: str) -> str:
    words = words_in(language)
    told = {name: words(f"handover_{name}") for name in _WORDS}
    known = f"const SERVER={json.dumps(server)},WORDS={json.dumps(told, ensure_ascii=False)};"
    inside = "\n".join(line for part in parts for line in _lines(part))
    return f'(()=>{{"use strict";{known}\n{inside}\n{start}}})();'.replace("</", "<\\/")


@cache
def _lines(part: str) -> tuple[str, ...]:
    """Return the lines of a script without what is for people only."""
    return tuple(_told((Path(__file__).parent / f"{part}.js").read_text("utf-8")))


def _told(text: str) -> Iterator[str]:
    for line in text.splitlines():
        code = line.strip()
        if code and not code.startswith("//"):
            yield code
