"""A place in a web archive -> the page that is recorded there; an archive -> the heads of its records, one after the other."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fastwarc.warc import ArchiveIterator, WarcRecordType

from linter.model.errors import SourceError
from linter.model.reason import Reason
from linter.page.source import Source
from linter.stages.http.codings import CodingError
from linter.stages.http.fetch import body_of_page
from linter.stages.warc.message import answer_of, read_message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fastwarc.warc import WarcRecord, WarcRecordPayloadReader

    from linter.model.limits import Limits
    from linter.model.target import RecordedAt
    from linter.stages.http.answer import Answer

TRUNCATED = "WARC-Truncated"
RESOURCE = "WARC-Resource-Type"
"""What a browser asked for, where it was one that did."""
CUT, UNREAD = "length", "unspecified"
"""Why a body is not whole: it was larger than what is read, or nobody wanted it."""
_HEAD = 64 * 1024
_PIECE = 128 * 1024
_PLAN = 256 * 1024 * 1024
"""Bytes of what a crawl says of itself in its archive: a million addresses."""
_GZIP = b"\x1f\x8b"
_TYPES = WarcRecordType.response | WarcRecordType.request | WarcRecordType.revisit | WarcRecordType.metadata


@dataclass(frozen=True, slots=True)
class Head:
    """What a record says of itself; `method` is that of a request, `status` and `kind` are those of an answer."""

    at: int
    type: str
    url: str
    date: str
    digest: str = ""
    refers_to: str = ""
    method: str = ""
    status: int = 0
    kind: str = ""
    block: bytes = b""
    """The block of a metadata record."""
    resource: str = ""
    """What a browser asked for ("document", "image"); "" where none did."""


def source(place: RecordedAt, url: str, limits: Limits) -> Source:
    """Return the page that is recorded at a place; a `SourceError` says why it cannot be had."""
    answer = answer_at(place.file, place.at, url, limits.page_bytes)
    if answer is None:
        raise SourceError(Reason("warc_record_lost"))
    body = body_of_page(answer, limits)
    return Source(url, body, url, answer.header_texts(), answer.status)


def answer_at(file: str, at: int, url: str, most: int) -> Answer | None:
    """Return the answer that is recorded at a place, None where there is none."""
    try:
        with Path(file).open("rb") as archive:
            archive.seek(at)
            record = next(iter(ArchiveIterator(archive, _TYPES, parse_http=False)), None)
            if record is None or record.reader is None:
                return None
            room = most + most // 64 + 2 * _HEAD
            block = _read(record.reader, room)
            cut = record.headers.get(TRUNCATED, "")
    except OSError as error:
        raise SourceError(Reason("unreadable", {"detail": error.strerror or "WARC"})) from error
    message = read_message(block)
    if message is None:
        return None
    try:
        return answer_of(url, message, most, is_cut=cut == CUT or len(block) >= room, is_read=cut != UNREAD)
    except CodingError as error:
        raise SourceError(Reason("packing_broken", {"detail": message.headers.get("Content-Encoding", "")})) from error


def _read(reader: WarcRecordPayloadReader, most: int) -> bytes:
    """Return so many bytes of a block at most; a piece at a time, since room is made for all that is asked for at once."""
    pieces, left = [], most
    while left > 0 and (piece := reader.read(min(_PIECE, left))):
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)


def heads(file: Path) -> Iterator[Head]:
    """Yield what the records of an archive say of themselves; it ends where the file does, or where it is no archive any more.

    An `OSError` where the file cannot be read at all.
    """
    with file.open("rb") as archive:
        records = iter(ArchiveIterator(archive, _TYPES, parse_http=False))
        while True:
            try:
                record = next(records, None)
                head = _head(record) if record is not None else None
            except OSError:  # of the archive's form: what was read until here stands
                return
            if record is None:
                return
            if head is not None:
                yield head


def _head(record: WarcRecord) -> Head | None:
    said = {name.lower(): value for name, value in record.headers.items()}
    type_ = said.get("warc-type", "").strip().lower()
    url = said.get("warc-target-uri", "").strip("<> ")
    common = (
        record.stream_pos,
        type_,
        url,
        said.get("warc-date", ""),
        said.get("warc-payload-digest", ""),
        said.get("warc-refers-to-target-uri", "").strip("<> "),
    )
    resource = said.get(RESOURCE.lower(), "")
    if record.reader is None:
        return Head(*common, resource=resource)
    if type_ == "metadata":
        return Head(*common, block=_read(record.reader, _PLAN))
    begin = record.reader.read(_HEAD)
    record.reader.consume()
    if type_ == "request":
        return Head(*common, method=begin.partition(b" ")[0].decode("ascii", "replace")[:20], resource=resource)
    message = read_message(begin)
    if message is None:
        return None
    kind = message.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if not kind and message.body.lstrip()[:1] == b"<":
        kind = "text/html"
    return Head(*common, status=message.status, kind=kind, resource=resource)


def is_cut(file: Path, last: int) -> bool:
    """Return whether the last record of an archive, at a place in it, ends before its time: reading does not tell."""
    with file.open("rb") as archive:
        archive.seek(last)
        if archive.read(2) != _GZIP:
            archive.seek(last)
            return _is_short(archive.read())
        archive.seek(last)
        member = zlib.decompressobj(zlib.MAX_WBITS | 16)
        try:
            for piece in iter(lambda: archive.read(1 << 20), b""):
                member.decompress(piece)
                if member.eof:
                    return False
        except zlib.error:
            pass
    return True


def _is_short(record: bytes) -> bool:
    head, _, block = record.partition(b"\r\n\r\n")
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-length" and value.strip().isdigit():
            return len(block) < int(value.strip()[:18])
    return True
