"""A control whose name, says axe-core, lacks the words that are seen on it -> whether they may be the same words after all.

axe-core looks for the letters of one text in the other. Those who steer by voice say words: a hyphen is not heard, and who
sees an abbreviation says the word. (ACT rule 2ee8b8 leaves such labels out.)
"""

from __future__ import annotations

import re
from typing import Any

from linter.page.text import clean

LABEL_IN_NAME = "label-content-name-mismatch"
_LONGEST = 300
_SIGN = re.compile(r"[^\w\s]|_")
_SHORT_FORM = re.compile(r"[^\W\d_]{2,}\.")


def may_be_said(rendered: Any) -> bool:  # noqa: ANN401  the parser's type
    """Return whether what is seen on a control differs from its name by signs or abbreviations only."""
    label, name = clean(rendered.text).lower(), clean(str(rendered.attrs.get("aria-label") or "")).lower()
    if not label or not name or max(len(label), len(name)) > _LONGEST:
        return False
    return _holds(_spoken(name), _spoken(label)) or _holds_long_forms(_spoken(name), label)


def _spoken(text: str) -> list[str]:
    return _SIGN.sub("", text).split()


def _holds(name: list[str], label: list[str]) -> bool:
    """Return whether the words of a label stand in a name, side by side."""
    return bool(label) and any(name[at : at + len(label)] == label for at in range(len(name) - len(label) + 1))


def _holds_long_forms(name: list[str], label: str) -> bool:
    """Return whether the same is so once each abbreviation of the label is read as a word that begins like it."""
    words = [(word, _SHORT_FORM.fullmatch(word) is not None) for word in label.split()]
    if not any(is_short for _, is_short in words):
        return False
    asked = [("".join(_spoken(word)), is_short) for word, is_short in words]
    return any(
        all(
            said.startswith(word) if is_short else said == word
            for said, (word, is_short) in zip(part, asked, strict=True)
        )
        for at in range(len(name) - len(asked) + 1)
        if (part := name[at : at + len(asked)])
    )
