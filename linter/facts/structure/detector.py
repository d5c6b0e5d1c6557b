"""Text -> the language that it is written in, as far as a detector is sure of it."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from linter.data import vocabulary

_MOST = 2500
"""Characters that are read: more of them make no answer surer."""
_NO_WORD = re.compile(r"https?:|www\.|@|\.(?:html?|pdf|docx?|php|aspx?|[a-z]{2,3}/)", re.IGNORECASE)
"""What addresses and names of files have, which are in no language."""
_SIGN = re.compile(r"[:@.](?!(?<=\.)(?!\w))")
"""A sign that each of these has."""
_UNKNOWN = "un"


class Guess(NamedTuple):
    """The language of most of a text, the part of the text in hundredths, and those of the next most frequent ones."""

    language: str
    share: int
    others: dict[str, int]


def detect(text: str) -> Guess | None:
    """Return what a text is written in, None where that is not sure."""
    import pycld2  # noqa: PLC0415  2 ms and 10 MB of tables, for pages with text only

    read = text[:_MOST]
    if _SIGN.search(read) is not None and _NO_WORD.search(read) is not None:
        read = " ".join([word for word in read.split() if _NO_WORD.search(word) is None])
    try:
        is_sure, _, found = pycld2.detect(read.encode("utf-8", "ignore"))
    except pycld2.error:  # characters that are in no text
        return None
    (_, language, share, _), *rest = found
    if not is_sure or language == _UNKNOWN:
        return None
    return Guess(plain(language), share, {plain(code): part for _, code, part, _ in rest if code != _UNKNOWN})


def plain(tag: str) -> str:
    """Return the primary code of a language tag, the same for tags that stand for one language."""
    code = tag.replace("_", "-").split("-")[0].strip().lower()
    return _same().get(code, code)


@cache
def is_known(language: str) -> bool:
    """Return whether the detector knows a language at all: of others it says something else."""
    import pycld2  # noqa: PLC0415  as above

    detected = frozenset(pycld2.DETECTED_LANGUAGES)
    return language in {plain(code) for name, code in pycld2.LANGUAGES if name in detected}


@cache
def are_close(one: str, other: str) -> bool:
    """Return whether two languages are easily taken for each other."""
    groups = vocabulary.load("texts")["languages"]["close"].values()
    return any(one in group and other in group for group in groups)


@cache
def _same() -> dict[str, str]:
    return dict(vocabulary.load("texts")["languages"]["same"])
