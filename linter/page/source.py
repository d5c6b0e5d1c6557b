"""Bytes with a name -> Document: decoded text and how it was decided, as a browser decides it."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from email.message import Message
from typing import TYPE_CHECKING, Literal, NamedTuple

import webencodings

from linter.model.errors import SourceError
from linter.model.reason import Reason
from linter.model.target import split_login
from linter.page import mhtml, other_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linter.model.reason import ReasonKey

EncodingFrom = Literal["bom", "http", "meta", "default"]

_PRESCAN = 1024
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xfe\xff", "utf-16-be"), (b"\xff\xfe", "utf-16-le"))
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_META = re.compile(rb"<meta[\s/]((?:[^>\"']|\"[^\"]*\"|'[^']*')*)", re.IGNORECASE)
_ATTRIBUTE = re.compile(rb"([^\s=/\"'>]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([^\s\"';]+)", re.IGNORECASE)
_XML = re.compile(rb"\A<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']+)")
_TOP = 4096
"""How far from the top of a page its comment about where it was saved from may begin."""
_SAVED = re.compile(
    r"<!--\s{0,20}(?:saved from url=\(\d{4,5}\)(https?://[^\s<>]{1,2000})\s{0,20}-->"
    r"|Page saved with SingleFile\s{1,20}url:\s{0,20}(https?://[^\s<>]{1,2000})\s)"
)
_SIGNATURES: tuple[tuple[bytes, ReasonKey], ...] = (
    (b"\x89PNG", "png_image"),
    (b"\xff\xd8\xff", "jpeg_image"),
    (b"GIF8", "gif_image"),
    (b"%PDF-", "pdf_document"),
    (b"PK\x03\x04", "zip_or_office_file"),
    (b"\xd0\xcf\x11\xe0", "office_file"),
    (b"RIFF", "media_file"),
    (b"\x1f\x8b", "compressed_file"),
    (b"\x7fELF", "program"),
)


@dataclass(frozen=True, slots=True)
class Source:
    """A page as it came: bytes, where from, and what the server said of them."""

    name: str
    data: bytes
    url: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    status: int | None = None
    redirects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A source as text: line ends are LF, the byte-order mark is gone."""

    source: Source
    text: str
    encoding: str
    encoding_from: EncodingFrom
    is_contradicted: bool = False
    """Whether the bytes cannot be the encoding that they are said to be."""
    container: Literal["mhtml"] | None = None
    """What the page was unpacked from; its lines are those of the HTML inside."""
    is_tree: bool = False
    """Whether this is what a browser made of the page, scripts done, and not what was sent."""
    saved_from: str | None = None
    """The address that a browser noted when it saved the page."""
    declared: str = ""
    """What the page, or its server, calls the encoding: browsers read "iso-8859-1" as windows-1252."""

    @property
    def url(self) -> str | None:
        """The page's own address: as it was fetched, else as it was saved."""
        return self.source.url or self.saved_from

    @property
    def served(self) -> tuple[bytes, str]:
        """The bytes of the HTML as a browser is to get them, and their encoding."""
        if self.container is None:
            return self.source.data, self.encoding
        return self.text.encode("utf-8", "replace"), "utf-8"


def decode(source: Source, *, is_tree: bool = False) -> Document:
    """Decode a page; raise `SourceError` where the bytes are no HTML."""
    if not source.data.strip(b"\0\t\n\f\r "):
        raise SourceError(Reason("file_empty"))
    for signature, what in _SIGNATURES:
        if source.data.startswith(signature):
            raise SourceError(Reason("not_html", {"kind": Reason(what)}))
    archive = mhtml.unpacked(source.data)
    data = archive.html if archive is not None else source.data
    content_type = archive.content_type if archive is not None else header(source.headers, "content-type")
    kind = content_type.split(";")[0].strip().lower() if content_type else ""
    if kind and kind not in ("text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml"):
        raise SourceError(Reason("not_html_by_server", {"kind": kind[:80]}))
    encoding, came_from, skip, declared = _decide(data, content_type)
    codec = webencodings.lookup(encoding)
    python = codec.codec_info.name if codec else encoding
    text = codecs.decode(data[skip:], python, "replace")
    is_declared = came_from != "default"
    is_contradicted = is_declared and (
        _is_utf8_instead(data, encoding) or ("\ufffd" in text and not _is_encoded(data[skip:], python))
    )
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.removeprefix("\ufeff")
    other = other_text.kind(text, source.name, is_named=not content_type)
    if other is not None:
        raise SourceError(Reason("not_html", {"kind": Reason(other)}))
    saved_from = _noted_address(text) or (archive.address if archive is not None else None)
    container: Literal["mhtml"] | None = "mhtml" if archive is not None else None
    return Document(source, text, encoding, came_from, is_contradicted, container, is_tree, saved_from, declared)


def _is_utf8_instead(data: bytes, encoding: str) -> bool:
    """Return whether bytes that are said to be one for each letter are UTF-8: by chance, letters hardly ever are."""
    if not encoding.startswith(("windows-", "iso-8859-")) or data.isascii():
        return False
    return _is_encoded(data, "utf-8")


def _noted_address(text: str) -> str | None:
    """Return the address in the comment that a browser or an extension puts at the top of a page it saves."""
    found = _SAVED.search(text, 0, _TOP)
    return split_login(found[1] or found[2])[0] if found is not None else None


def header(headers: Mapping[str, str], name: str) -> str | None:
    """Return a header's value whatever the case of its name."""
    return next((value for key, value in headers.items() if key.lower() == name), None)


class _Decision(NamedTuple):
    """The encoding, what decided it, how many bytes of byte-order mark there are, and what the encoding is called there."""

    encoding: str
    came_from: EncodingFrom
    skip: int
    declared: str


def _decide(data: bytes, content_type: str | None) -> _Decision:
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _Decision(name, "bom", len(mark), name)
    if content_type:
        message = Message()
        message["Content-Type"] = content_type
        written = str(message.get_param("charset") or "")
        named = _label(written)
        if named:
            return _Decision(named, "http", 0, written.strip())
    declared = _prescan(data[:_PRESCAN])
    if declared:
        return _Decision(declared[0], "meta", 0, declared[1])
    encoding = "utf-8" if _is_utf8(data) else "windows-1252"
    return _Decision(encoding, "default", 0, encoding)


def _prescan(head: bytes) -> tuple[str, str] | None:
    """Return the encoding that the beginning of a document declares, and how it is written there."""
    xml = _XML.match(head)
    if xml:
        return _declared(xml[1])
    for meta in _META.finditer(_COMMENT.sub(b"", head)):
        attributes: dict[bytes, bytes] = {}
        for match in _ATTRIBUTE.finditer(meta[1]):
            attributes.setdefault(match[1].lower(), match[2] or match[3] or match[4] or b"")
        named = attributes.get(b"charset")
        if named is None and attributes.get(b"http-equiv", b"").lower() == b"content-type":
            match_ = _CHARSET.search(attributes.get(b"content", b""))
            named = match_[1] if match_ else None
        if named:
            found = _declared(named)
            if found:
                return found
    return None


def _declared(name: bytes) -> tuple[str, str] | None:
    """Return what a declaration inside the document means: it cannot be UTF-16, since it was read as ASCII."""
    written = name.decode("ascii", "replace").strip()
    label = _label(written)
    if label is None:
        return None
    meant = {"utf-16le": "utf-8", "utf-16be": "utf-8", "x-user-defined": "windows-1252"}
    return meant.get(label, label), written


def _label(name: str) -> str | None:
    found = webencodings.lookup(name.strip()) if name else None
    return found.name if found else None


def _is_encoded(data: bytes, encoding: str) -> bool:
    """Return whether bytes can be read in an encoding without loss."""
    try:
        codecs.decode(data, encoding, "strict")
    except UnicodeError:
        return False
    return True


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.reason == "unexpected end of data" and error.end >= len(data)
    return True
