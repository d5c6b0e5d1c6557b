"""The bytes of a file and edits of its text -> its new bytes: line ends, encoding and everything else as they were."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

import webencodings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.model.correction import Edit
    from linter.page.source import Document

_MARKS = (b"\xef\xbb\xbf", b"\xfe\xff", b"\xff\xfe")
_BREAK = re.compile("\r\n?")


def rewritten(document: Document, edits: Sequence[Edit]) -> bytes | None:
    """Return a file's bytes with edits put in; None where its bytes cannot be told from its text, so that it is left alone."""
    data = document.source.data
    codec = webencodings.lookup(document.encoding)
    name = codec.codec_info.name if codec is not None else document.encoding
    mark = next((one for one in _MARKS if data.startswith(one)), b"")
    try:
        raw = data[len(mark) :].decode(name)
        if raw.encode(name) != data[len(mark) :] or _BREAK.sub("\n", raw) != document.text:
            return None
    except (LookupError, UnicodeError):
        return None
    pairs = [one.start() - number for number, one in enumerate(re.finditer("\r\n", raw))]
    for edit in sorted(edits, key=lambda one: one.start, reverse=True):
        start, end = (place + bisect_left(pairs, place) for place in (edit.start, edit.end))
        raw = f"{raw[:start]}{edit.text}{raw[end:]}"
    return mark + raw.encode(name, "xmlcharrefreplace")
