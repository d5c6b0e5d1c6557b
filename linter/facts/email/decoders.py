"""The one table of e-mail protections: by what each is known, how its address is worked out, what it is called.

A new protection is one entry in `PROTECTIONS`. What is looked for on a page (`selectors`, `phrases`) follows from it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from linter.data import vocabulary
from linter.facts.email import ciphers, spelled
from linter.facts.email.scripts import script_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from linter.page.dom import Element

HANDLERS = ("onclick", "onmousedown", "onmouseover", "onfocus", "ontouchstart", "onkeypress")
"""Attributes that run a script when somebody points at the element or presses it."""
_SCRIPT = re.compile(r"^\s*javascript:", re.IGNORECASE)
_TYPO3_CALL = re.compile(
    r"linkTo_UnCryptMailto\(\s*(?:'([^']{1,400})'|\"([^\"]{1,400})\"|%27(.{1,400}?)%27)", re.IGNORECASE
)
_SHARE = re.compile(r"mailto:\?")


class Carrier(NamedTuple):
    """What may hide an address: an element with its attributes and scripts, or a sign in a line of text."""

    tag: str = ""
    attributes: Mapping[str, str] = {}
    href: str = ""
    code: str = ""
    text: str = ""
    start: int = 0
    end: int = 0


class Decoded(NamedTuple):
    """The address that was worked out, if it could be, and where it stands in a line of text."""

    address: str | None
    start: int = 0
    end: int = 0


class Sign(NamedTuple):
    """By what a protection is known; one of these is enough."""

    tags: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    """Parts of a link's address, in lower case."""
    code: tuple[str, ...] = ()
    """Words of a script in the link's address or in an event handler, in lower case."""
    data: bool = False
    """A `data-` attribute whose name speaks of an address or of a part of one."""
    phrases: Callable[[], Iterable[str]] | None = None
    """What the word search looks for in the text."""

    def fits(self, carrier: Carrier) -> bool:
        """Return whether an element has the sign."""
        if carrier.tag in self.tags or any(name in carrier.attributes for name in self.attributes):
            return True
        if self.addresses and any(part in carrier.href.lower() for part in self.addresses):
            return True
        if self.code and carrier.code and any(word in carrier.code.lower() for word in self.code):
            return _speaks_of_mail(carrier.code)
        return self.data and bool(_held(carrier))


class Protection(NamedTuple):
    """A way to hide an address."""

    name: str
    sign: Sign
    reader: Callable[[Carrier], Decoded | None]
    """Works the address out; None where the element hides none after all."""
    is_certain: bool = False
    """Whether the sign alone says that an address is meant to stand there."""


class Hidden(NamedTuple):
    """An address that only a script gives: how it is hidden, and the address where the source holds it."""

    technique: str
    address: str | None
    is_certain: bool = False


# -- readers ----------------------------------------------------------------------------------------------------------


def _cloudflare(carrier: Carrier) -> Decoded:
    return Decoded(ciphers.cloudflare(carrier.attributes.get("data-cfemail") or carrier.href.rpartition("#")[2]))


def _joomla(carrier: Carrier) -> Decoded:
    return Decoded(ciphers.joomla_hidden(*(carrier.attributes.get(key, "") for key in ("first", "last", "text"))))


def _typo3_token(carrier: Carrier) -> Decoded:
    vector = carrier.attributes.get("data-mailto-vector", "")
    shift = int(vector) if re.fullmatch(r"-?\d{1,2}", vector) else None
    token = carrier.attributes["data-mailto-token"]
    return Decoded(ciphers.typo3(token, shift) or ciphers.typo3(token))


def _typo3_link(carrier: Carrier) -> Decoded:
    call = _TYPO3_CALL.search(carrier.href)
    code = unquote(next((group for group in call.groups() if group), "")) if call else ""
    return Decoded(ciphers.typo3(code) if code else None)


def _script(carrier: Carrier) -> Decoded | None:
    if _SHARE.search(carrier.code.replace("'+'", "").replace('"+"', "")):
        return None
    address = script_address(carrier.code)
    if address is None and carrier.tag not in ("a", "button") and "mailto" not in carrier.code.lower():
        return None
    if address is None and not _calls_mail().search(carrier.code):
        return None
    return Decoded(address)


def _data(carrier: Carrier, is_encoded: Callable[[str], bool]) -> Decoded | None:
    words = vocabulary.words("email", "whole_attributes")
    for name, text in _held(carrier).items():
        if len(text) > 5 and any(word in name for word in words) and is_encoded(text):
            found = ciphers.decode_value(text)
            if found:
                return Decoded(found)
    return None


def _plain_data(carrier: Carrier) -> Decoded | None:
    return _data(carrier, lambda text: "@" in text)


def _base64_data(carrier: Carrier) -> Decoded | None:
    return _data(carrier, lambda text: "@" not in text and bool(ciphers.base64_text(text)))


def _turned_data(carrier: Carrier) -> Decoded | None:
    return _data(carrier, lambda text: "@" not in text)


def _data_parts(carrier: Carrier) -> Decoded | None:
    joined = ciphers.join_parts(list(_held(carrier).values()))
    return Decoded(joined) if joined else None


def _spelled(carrier: Carrier) -> Decoded | None:
    found = spelled.spelled_address(carrier.text, carrier.start, carrier.end)
    return Decoded(*found) if found else None


# -- the table --------------------------------------------------------------------------------------------------------

PROTECTIONS = (
    Protection(
        "cloudflare",
        Sign(attributes=("data-cfemail",), addresses=("/cdn-cgi/l/email-protection",)),
        _cloudflare,
        is_certain=True,
    ),
    Protection("joomla-hidden-mail", Sign(tags=("joomla-hidden-mail",)), _joomla, is_certain=True),
    Protection("typo3", Sign(attributes=("data-mailto-token",)), _typo3_token, is_certain=True),
    Protection("typo3", Sign(addresses=("uncryptmailto",)), _typo3_link, is_certain=True),
    Protection("from-char-code", Sign(code=("fromcharcode",)), _script),
    Protection("base64", Sign(code=("atob",)), _script),
    Protection("rot13", Sign(code=("rot13",)), _script),
    Protection("reversed", Sign(code=("reverse()",)), _script),
    Protection("document-write", Sign(code=("document.write",)), _script),
    Protection("script-link", Sign(code=("mail", "post", "@")), _script),
    Protection("data-attribute", Sign(data=True), _plain_data),
    Protection("base64", Sign(data=True), _base64_data),
    Protection("rot13", Sign(data=True), _turned_data),
    Protection("data-parts", Sign(data=True), _data_parts),
    Protection("written-at", Sign(phrases=spelled.written_signs), _spelled),
)
"""Every protection; of those whose sign an element has, the first that reads it wins."""


def hidden_address(element: Element) -> Hidden | None:
    """Return how an element hides an address behind a script, None where it does not."""
    attributes = element.attributes
    href = attributes.get("href", "")
    code = unquote(href).split(":", 1)[-1] if _SCRIPT.match(href) else ""
    handlers = " ; ".join(attributes[name] for name in HANDLERS if name in attributes)
    carrier = Carrier(element.tag, attributes, href, f"{code};{handlers}" if code or handlers else "")
    for protection in PROTECTIONS:
        found = protection.reader(carrier) if protection.sign.fits(carrier) else None
        if found is not None:
            return Hidden(protection.name, found.address, protection.is_certain)
    return None


def decode_phrase(name: str, text: str, start: int, end: int) -> Decoded | None:
    """Work out the address around a phrase of a protection that the word search found in a line."""
    reader = next(p.reader for p in PROTECTIONS if p.name == name and p.sign.phrases)
    return reader(Carrier(text=text, start=start, end=end))


@cache
def phrases() -> tuple[tuple[str, str], ...]:
    """Return what the word search looks for: names of the protections that are known by their text, and their phrases."""
    return tuple((p.name, phrase) for p in PROTECTIONS if p.sign.phrases for phrase in p.sign.phrases())


def selectors() -> list[str]:
    """Return the selectors of the elements that may have the sign of a protection, whatever their `data-` attributes."""
    signs = [protection.sign for protection in PROTECTIONS]
    return [
        *(tag for sign in signs for tag in sign.tags),
        *(f"[{name}]" for sign in signs for name in sign.attributes),
        *(f"a[href*='{part}' i]" for sign in signs for part in sign.addresses),
        *(f"[{name}]" for name in HANDLERS),
        "a[href^='javascript:' i]",
    ]


def names_address(attribute: str) -> bool:
    """Return whether the name of a `data-` attribute speaks of an address or of a part of one."""
    return attribute.startswith("data-") and _part_names().search(attribute) is not None


def _held(carrier: Carrier) -> dict[str, str]:
    return {name: text for name, text in carrier.attributes.items() if text and names_address(name)}


@cache
def _part_names() -> re.Pattern[str]:
    return re.compile(vocabulary.any_of(vocabulary.words("email", "part_attributes")))


@cache
def _mail_words() -> re.Pattern[str]:
    return re.compile(vocabulary.any_of(vocabulary.words("email", "script_words")), re.IGNORECASE)


@cache
def _calls_mail() -> re.Pattern[str]:
    words = vocabulary.any_of(vocabulary.words("email", "script_calls"))
    return re.compile(rf"{words}|mail\s{{0,9}}\(", re.IGNORECASE)


def _speaks_of_mail(code: str) -> bool:
    return _mail_words().search(code) is not None
