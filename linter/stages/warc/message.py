"""The bytes of an HTTP message as archives keep them -> status, headers and body; hostile bytes are no message, not an error."""

from __future__ import annotations

import re
from dataclasses import dataclass

from multidict import CIMultiDict, CIMultiDictProxy

from linter.stages.http.answer import Answer
from linter.stages.http.codings import CodingError, Undoing, read_codings

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? {1,4}(\d{3})(?: {1,4}([^\r\n]{0,400}))?")
_HEAD, _HEADERS = 1024 * 1024, 1000
_SIZE = re.compile(rb"([0-9A-Fa-f]{1,12})[ \t]{0,20}(?:;[^\r\n]{0,400})?\r?\n")


@dataclass(frozen=True, slots=True)
class Message:
    """An answer; `body` is as it travelled, its content codings on it and the chunks of the transfer put together."""

    status: int
    phrase: str
    headers: CIMultiDictProxy[str]
    body: bytes


def read_message(block: bytes) -> Message | None:
    """Return the answer that the block of a record holds; None where it is none."""
    head, body = _parted(block)
    lines = re.split(rb"\r?\n", head)
    first = _STATUS.match(lines[0])
    if first is None:
        return None
    headers = _headers(lines[1:])
    if "chunked" in headers.get("Transfer-Encoding", "").lower():
        whole = _without_chunks(body)
        body = body if whole is None else whole  # crawlers that put chunks together leave the header as it was
    return Message(int(first[1]), _text(first[2] or b""), headers, body)


def _parted(block: bytes) -> tuple[bytes, bytes]:
    found = re.search(rb"\r?\n\r?\n", block[:_HEAD])
    return (block, b"") if found is None else (block[: found.start()], block[found.end() :])


def _headers(lines: list[bytes]) -> CIMultiDictProxy[str]:
    read: CIMultiDict[str] = CIMultiDict()
    for line in lines[:_HEADERS]:
        name, colon, value = line.partition(b":")
        if colon and name.strip():
            read.add(_text(name.strip()), _text(value.strip()))
    return CIMultiDictProxy(read)


def _text(raw: bytes) -> str:
    """Return the text of a header as the client of the live web gives it."""
    return raw.decode("utf-8", "surrogateescape")


def _without_chunks(body: bytes) -> bytes | None:
    """Return a chunked body in one piece, as far as it came; None where it is not in chunks."""
    pieces: list[bytes] = []
    at = 0
    while (size := _SIZE.match(body, at)) is not None:
        length = int(size[1], 16)
        if not length:
            return b"".join(pieces)
        pieces.append(body[size.end() : size.end() + length])
        at = size.end() + length
        at += 2 if body[at : at + 2] == b"\r\n" else body[at : at + 1] == b"\n"
    return b"".join(pieces) if pieces and at >= len(body) else None


def answer_of(url: str, message: Message, most: int, *, is_cut: bool = False, is_read: bool = True) -> Answer:
    """Return a recorded answer as the client of the live web would have given it; `is_read`: the body was wanted then."""
    made = Answer(url, message.status, message.headers, message.phrase)
    if not is_read:
        return made
    body, is_long = _unpacked(message, most)
    return Answer(url, message.status, message.headers, message.phrase, body, is_cut or is_long)


def _unpacked(message: Message, most: int) -> tuple[bytes | None, bool]:
    names = read_codings(",".join(message.headers.getall("Content-Encoding", ())))
    if names is None:
        return None, False
    undoing = Undoing(names, most)
    body = bytearray()
    try:
        for piece in undoing.undo(message.body):
            body += piece
    except CodingError:
        if not message.body.lstrip().startswith(b"<"):
            raise
        return message.body[:most], len(message.body) > most  # archives that unpack bodies leave the header as it was
    return bytes(body[:most]), undoing.is_cut
