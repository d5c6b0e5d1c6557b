"""What a server answered: its status, what its headers say, and the body as far as it was read."""

from __future__ import annotations

import string
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote_from_bytes

from linter.page.urls import resolve

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from multidict import CIMultiDictProxy

REDIRECTS = frozenset({301, 302, 303, 307, 308})


def _latin(raw: bytes) -> str:
    return raw.decode("latin-1")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered. `body` is None where it was not read, or cannot be; `is_cut`: there was more than is read."""

    url: str
    status: int
    headers: CIMultiDictProxy[str]
    phrase: str = ""
    body: bytes | None = None
    is_cut: bool = False
    packed: bytes | None = None
    """The body as it travelled, its content codings on it, where somebody keeps it."""
    asked: Mapping[str, str] = field(default_factory=dict)
    """The headers of the request, where somebody keeps them."""

    @property
    def is_html(self) -> bool:
        """Whether the answer says that it is a page."""
        kind = self.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        return kind in ("text/html", "application/xhtml+xml")

    @property
    def location(self) -> str | None:
        """Where the answer redirects to; None where it does not."""
        if self.status not in REDIRECTS:
            return None
        target = self.headers.get("Location")
        return resolve(self.url, as_text(target, _escaped)) if target else None

    def header_texts(self) -> dict[str, str]:
        """Return the headers as text, those that came several times joined."""
        return {name: ", ".join(map(as_text, self.headers.getall(name))) for name in self.headers}


def as_text(header: str, otherwise: Callable[[bytes], str] = _latin) -> str:
    """Return what a header says: UTF-8 where it is that, else by another reading, which is Latin-1 as it once was."""
    try:
        raw = header.encode("utf-8", "surrogateescape")
        return raw.decode("utf-8")
    except UnicodeEncodeError:
        return header
    except UnicodeDecodeError:
        return otherwise(raw)


def _escaped(raw: bytes) -> str:
    """Return an address with its bytes as they came: browsers ask the server in the letters that it wrote."""
    return quote_from_bytes(raw, safe=string.punctuation)
