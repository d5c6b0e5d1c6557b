"""Text -> what kinds of characters stand in it, seen at once for all of it."""

from __future__ import annotations


def blocks(text: str) -> bytes:
    """Return the blocks of 256 characters that the characters of a text are of, those of Latin-1 left out.

    A character beyond the first 65,536 stands for a surrogate, 0xD8 and more.
    """
    return text.encode("utf-16-le", "surrogatepass")[1::2].translate(None, b"\0")
