"""The bytes of a page that a browser saved as one file (MHTML, RFC 2557) -> the HTML in it, and where it came from."""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from dataclasses import dataclass
from email.errors import MessageError
from email.parser import BytesHeaderParser
from typing import TYPE_CHECKING

from linter.model.errors import SourceError
from linter.model.reason import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

_MAX_HEAD = 65_536
_MAX_PARTS = 2_000
_MAX_DEPTH = 3
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_HEADER = re.compile(rb"\A[A-Za-z][A-Za-z0-9-]{0,70}:")
_PAGES = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True)
class Archive:
    """What an MHTML file holds of the page itself."""

    html: bytes
    content_type: str
    address: str | None


def unpacked(data: bytes) -> Archive | None:
    """Return the page in an MHTML file, None where the bytes are none; a `SourceError` where it holds no page."""
    start = len(data) - len(data.lstrip(b"\r\n\t "))
    if not _HEADER.match(data[start : start + 80]) or b"mime-version" not in data[:_MAX_HEAD].lower():
        return None
    head, begin = _head(data, start)
    if head is None:
        return None
    kind = head.get_content_type()
    if kind not in _PAGES and not kind.startswith("multipart/"):
        return None
    address = _address(head["Snapshot-Content-Location"])
    page = _chosen(data, begin, len(data), head, address)
    if page is None:
        raise SourceError(Reason("mhtml_without_page"))
    part, content = page
    html = _decoded(content, str(part["Content-Transfer-Encoding"] or ""))
    return Archive(html, str(part["Content-Type"] or ""), address or _address(part["Content-Location"]))


def _head(data: bytes, start: int) -> tuple[Message | None, int]:
    """Return the header fields at an offset and where what they describe begins."""
    end = _BLANK_LINE.search(data, start, start + _MAX_HEAD)
    if end is None:
        return None, start
    try:
        return BytesHeaderParser().parsebytes(data[start : end.start()] + b"\n"), end.end()
    except (MessageError, ValueError):
        return None, start


def _chosen(data: bytes, begin: int, end: int, head: Message, address: str | None) -> tuple[Message, bytes] | None:
    """Return the part that is the page: the one saved from its address, else the first."""
    first = None
    for part, start, stop in _parts(data, begin, end, head, 0):
        found = (part, data[start:stop])
        if address is None or _address(part["Content-Location"]) == address:
            return found
        first = first or found
    return first


def _parts(data: bytes, begin: int, end: int, head: Message, depth: int) -> Iterator[tuple[Message, int, int]]:
    """Yield the HTML parts with the offsets of their content."""
    if head.get_content_type() in _PAGES:
        yield head, begin, end
        return
    boundary = head.get_boundary()
    if not boundary or depth >= _MAX_DEPTH or head.get_content_maintype() != "multipart":
        return
    mark = b"--" + boundary.encode("latin-1", "replace")
    at = data.find(mark, begin, end)
    for _ in range(_MAX_PARTS):
        line = data.find(b"\n", at, end) if at >= 0 else -1
        if line < 0 or data.startswith(b"--", at + len(mark)):
            return
        following = data.find(b"\n" + mark, line, end)
        stop = following if following >= 0 else end
        part, start = _head(data, line + 1)
        if part is not None and start <= stop:
            yield from _parts(data, start, stop, part, depth + 1)
        at = following + 1 if following >= 0 else -1


def _decoded(content: bytes, encoding: str) -> bytes:
    name = encoding.strip().lower()
    if name == "quoted-printable":
        return quopri.decodestring(content)
    if name != "base64":
        return content
    try:
        return base64.b64decode(content)
    except binascii.Error as error:
        raise SourceError(Reason("mhtml_damaged", {"detail": str(error)})) from error


def _address(value: object) -> str | None:
    text = "".join(str(value or "").split())
    return text if text.lower().startswith(("http://", "https://")) else None
