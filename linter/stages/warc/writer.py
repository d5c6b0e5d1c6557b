"""What was asked and answered -> records of a web archive, each packed by itself, so that any of them can be read alone."""

from __future__ import annotations

import hashlib
import io
from typing import TYPE_CHECKING

from fastwarc.stream_io import GzipWriter
from fastwarc.warc import WarcRecord, WarcRecordType

from linter.page.urls import split
from linter.stages.warc.reader import CUT, RESOURCE, TRUNCATED, UNREAD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linter.stages.http.answer import Answer

_LEVEL = 1
"""Of packing: a third of the time of the usual one, for files a tenth larger."""
_SECRET = frozenset({"authorization", "proxy-authorization", "cookie"})
"""Headers of requests that are for one reader and one server, and no matter of record."""


def exchange(method: str, answer: Answer, date: str, *, of_browser: str = "") -> tuple[bytes, int]:
    """Return the records of a request and its answer, and where in them the answer begins.

    `of_browser` is what a browser asked for ("document", "image"), where it was one that did.
    """
    asked = _record(WarcRecordType.request, answer.url, date, "application/http;msgtype=request")
    told = _record(WarcRecordType.response, answer.url, date, "application/http;msgtype=response")
    if of_browser:
        asked.headers[RESOURCE] = told.headers[RESOURCE] = of_browser
    asked.set_bytes_content(_request(method, answer))
    first = packed(asked)
    told.headers["WARC-Concurrent-To"] = asked.record_id or ""
    if answer.is_cut:
        told.headers[TRUNCATED] = CUT
    elif answer.packed is None and method != "HEAD":
        told.headers[TRUNCATED] = UNREAD
    told.set_bytes_content(_response(answer))
    return first + packed(told, answer.packed or b""), len(first)


def info(fields: Mapping[str, str], date: str) -> bytes:
    """Return the record that says what made an archive."""
    record = WarcRecord()
    record.init_headers(WarcRecordType.warcinfo)
    record.headers["WARC-Date"] = date
    record.headers["Content-Type"] = "application/warc-fields"
    record.set_bytes_content("".join(f"{name}: {value}\r\n" for name, value in fields.items()).encode())
    return packed(record)


def metadata(url: str, kind: str, block: bytes, date: str) -> bytes:
    """Return a record of what is known of an address beside what was answered."""
    record = _record(WarcRecordType.metadata, url, date, kind)
    record.set_bytes_content(block)
    return packed(record)


def packed(record: WarcRecord, payload: bytes | None = None) -> bytes:
    """Return a record's own member of a gzip file; `payload` is what of its block is not the message's head."""
    made = io.BytesIO()
    digest = hashlib.sha1(payload).digest() if payload is not None else None  # noqa: S324  as archives write it
    with GzipWriter(made, compression_level=_LEVEL) as stream:
        record.write(stream, checksum_data=True, payload_digest=digest)
    return made.getvalue()


def _record(kind: WarcRecordType, url: str, date: str, content: str) -> WarcRecord:
    record = WarcRecord()
    record.init_headers(kind)
    record.headers["WARC-Date"] = date
    record.headers["WARC-Target-URI"] = url
    record.headers["Content-Type"] = content
    return record


def _request(method: str, answer: Answer) -> bytes:
    parts = split(answer.url)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    lines = [f"{method} {path or '/'} HTTP/1.1"]
    lines.extend(f"{name}: {value}" for name, value in answer.asked.items() if name.lower() not in _SECRET)
    return _head(lines)


def _response(answer: Answer) -> bytes:
    lines = [f"HTTP/1.1 {answer.status} {answer.phrase}".strip()]
    chunked = ("transfer-encoding",)  # the transfer is over: its chunks are put together
    lines.extend(f"{name}: {value}" for name, value in answer.headers.items() if name.lower() not in chunked)
    return _head(lines) + (answer.packed or b"")


def _head(lines: list[str]) -> bytes:
    clean = (line.replace("\r", " ").replace("\n", " ") for line in lines)
    return "\r\n".join([*clean, "", ""]).encode("utf-8", "surrogateescape")
