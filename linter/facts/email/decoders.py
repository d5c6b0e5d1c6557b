"""The one table of e-mail protections: by what each is known, how its address is worked out, what it is called.

A new protection is one entry in `PROTECTIONS`. What is looked for on a page (`selectors`, `phrases`) follows from it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from linter.data import vocabulary
from linter.facts.email import ciphers, spelled, stand_ins
from linter.facts.email.addresses import find_address
from linter.facts.email.ciphers import join_parts
from linter.facts.email.scripts import called_address, script_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from linter.page.dom import Element

HANDLERS = ("onclick", "onmousedown", "onmouseover", "onfocus", "ontouchstart", "onkeypress")
"""Attributes that run a script when somebody points at the element or presses it."""
_SCRIPT = re.compile(r"^\s*javascript:", re.IGNORECASE)
_TYPO3_CALL = re.compile(
    r"linkTo_UnCryptMailto\(\s*(?:'([^']{1,400})'|\"([^\"]{1,400})\"|%27(.{1,400}?)%27)", re.IGNORECASE
)
_HOLDERS = ("rel", "title")
"""Attributes that hold addresses beside those that begin with `data-`."""
_MOST_HELD = 400
"""Characters of an attribute that may hold an address."""
_MOST_CODE = 2000
"""Characters of a script that hides an address; a longer one is a program, such as a bookmarklet."""
_SHORT_NAME = re.compile(r"data-[a-z]")
_FEW_PARTS = 4
"""Parts of the text of an element that shows nothing but an address, at most."""
_SHARE = re.compile(r"mailto:\?")


class Carrier(NamedTuple):
    """What may hide an address: an element with its attributes and scripts, or a sign in a line of text."""

    tag: str = ""
    classes: frozenset[str] = frozenset()
    attributes: Mapping[str, str] = {}
    href: str = ""
    code: str = ""
    is_idle: bool = True
    """Whether nothing happens without a script: the element leads nowhere."""
    is_for_mail: bool = False
    """Whether its names say that it is about e-mail, or its attributes have the short names of parts."""
    held: tuple[str, ...] = ()
    """What stands in the attributes that may hold an address."""
    parts: tuple[str, ...] = ()
    """What stands in those whose names speak of parts of an address."""
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
    classes: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    """Parts of a link's address, in lower case."""
    code: tuple[str, ...] = ()
    """Words of a script in the link's address or in an event handler, in lower case."""
    calls: bool = False
    """A script that does something when the element is pressed."""
    data: bool = False
    """Attributes that may hold an address: by their names, or because nothing else says what the element does."""
    phrases: Callable[[], Iterable[str]] | None = None
    """What the word search looks for in the text."""

    def fits(self, carrier: Carrier) -> bool:
        """Return whether an element has the sign."""
        if carrier.tag in self.tags or any(name in carrier.attributes for name in self.attributes):
            return True
        if self.classes and not carrier.classes.isdisjoint(self.classes):
            return True
        if self.addresses and any(part in carrier.href.lower() for part in self.addresses):
            return True
        if self.code and carrier.code and any(word in carrier.code.lower() for word in self.code):
            return _speaks_of_mail(carrier.code)
        return (self.calls and bool(carrier.code)) or (self.data and bool(carrier.held))


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


def _cloudflare(carrier: Carrier) -> Decoded | None:
    text = ciphers.cloudflare_text(carrier.attributes.get("data-cfemail") or carrier.href.rpartition("#")[2]) or ""
    return None if text.startswith("?") else Decoded(find_address(text))  # a link that shares the page has no recipient


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
    if len(carrier.code) > _MOST_CODE and "mailto" not in carrier.code.lower():
        return None
    if not carrier.is_idle and "mailto" not in carrier.code.lower().replace("'+'", "").replace('"+"', ""):
        return None
    if _SHARE.search(carrier.code.replace("'+'", "").replace('"+"', "")):
        return None
    address = script_address(carrier.code) or called_address(carrier.code)
    if address is None and carrier.tag not in ("a", "button") and "mailto" not in carrier.code.lower():
        return None
    if address is None and not _calls_mail().search(carrier.code):
        return None
    return Decoded(address)


def _call(carrier: Carrier) -> Decoded | None:
    found = called_address(carrier.code) if carrier.is_idle else None
    return Decoded(found) if found else None


def _in_attribute(cipher: Callable[[str], str | None]) -> Callable[[Carrier], Decoded | None]:
    """Return the reader of an address that stands in one attribute as a whole."""

    def reader(carrier: Carrier) -> Decoded | None:
        for text in carrier.held:
            found = cipher(text) if len(text) > 5 else None
            if found:
                return Decoded(found)
        return None

    return reader


def _in_attributes(carrier: Carrier) -> Decoded | None:
    for texts, most in ((carrier.parts, 3), (carrier.held, 3 if carrier.is_for_mail else 2)):
        joined = join_parts(texts) if 1 < len(texts) <= most else None
        if joined:
            return Decoded(joined)
    named = carrier.held if carrier.is_for_mail else carrier.parts
    joined = next((found for text in named if (found := ciphers.split_address(text))), None)
    joined = joined or stand_ins.stood_in_address(carrier.attributes.get("rel", ""))
    return Decoded(joined) if joined else None


def _turned_text(carrier: Carrier) -> Decoded | None:
    found = ciphers.rot13_address(carrier.text)
    return Decoded(found) if found else None


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
    Protection(
        "mailhide",
        Sign(addresses=("recaptcha.net/d?", "google.com/recaptcha/mailhide")),
        lambda _: Decoded(None),
        is_certain=True,
    ),
    Protection("typo3", Sign(attributes=("data-mailto-token",)), _typo3_token, is_certain=True),
    Protection("typo3", Sign(addresses=("uncryptmailto",)), _typo3_link, is_certain=True),
    Protection("rot13", Sign(classes=("__eae_r13", "rot13")), _turned_text, is_certain=True),
    Protection("from-char-code", Sign(code=("fromcharcode",)), _script),
    Protection("base64", Sign(code=("atob",)), _script),
    Protection("rot13", Sign(code=("rot13",)), _script),
    Protection("reversed", Sign(code=("reverse()",)), _script),
    Protection("document-write", Sign(code=("document.write",)), _script),
    Protection("script-link", Sign(code=("mail", "post", "@")), _script),
    Protection("script-link", Sign(calls=True), _call),
    Protection("data-attribute", Sign(data=True), _in_attribute(ciphers.plain_address)),
    Protection("base64", Sign(data=True), _in_attribute(ciphers.base64_address)),
    Protection("char-codes", Sign(data=True), _in_attribute(ciphers.code_address)),
    Protection("hexadecimal", Sign(data=True), _in_attribute(ciphers.hexadecimal_address)),
    Protection("reversed", Sign(data=True), _in_attribute(ciphers.reversed_address)),
    Protection("rot13", Sign(data=True), _in_attribute(ciphers.rot13_address)),
    Protection("data-parts", Sign(data=True), _in_attributes),
    Protection("written-at", Sign(phrases=spelled.written_signs), _spelled),
)
"""Every protection; of those whose sign an element has, the first that reads it wins."""


def hidden_address(element: Element) -> Hidden | None:
    """Return how an element hides an address behind a script, None where it does not."""
    attributes = element.attributes
    href = attributes.get("href", "")
    is_marked = _is_marked(element.tag, attributes, href)
    code = unquote(href).split(":", 1)[-1] if _SCRIPT.match(href) else ""
    handlers = " ; ".join(attributes[name] for name in HANDLERS if name in attributes)
    source = f"{code};{handlers}" if code or handlers else ""
    is_idle = element.tag != "a" or leads_nowhere(attributes.get("href"))
    parts = _parts(element, attributes) if is_idle else ()
    held = _all_held(attributes) if is_idle and (element.tag == "a" or is_named_for_mail(attributes)) else parts
    if not (is_marked or source or held):
        return None
    is_for_mail = bool(held) and (is_named_for_mail(attributes) or any(map(_SHORT_NAME.fullmatch, attributes)))
    text = element.text if is_marked and element.p1 - element.p0 <= _FEW_PARTS else ""
    classes = frozenset(element.classes) if is_marked else frozenset()
    carrier = Carrier(element.tag, classes, attributes, href, source, is_idle, is_for_mail, held, parts, text)
    for protection in _candidates(is_marked, bool(source), bool(held)):
        found = protection.reader(carrier) if protection.sign.fits(carrier) else None
        if found is not None:
            return Hidden(protection.name, found.address, protection.is_certain)
    return None


def _is_marked(tag: str, attributes: Mapping[str, str], href: str) -> bool:
    """Return whether an element has a tag, an attribute, a class or an address that is the sign of a protection."""
    tags, names, classes, parts = _marks()
    if tag in tags or not names.isdisjoint(attributes):
        return True
    own, lowered = attributes.get("class", ""), href.lower()
    return any(name in own for name in classes) or any(part in lowered for part in parts)


@cache
def _marks() -> tuple[frozenset[str], frozenset[str], tuple[str, ...], tuple[str, ...]]:
    signs = [protection.sign for protection in PROTECTIONS]
    return (
        frozenset(tag for sign in signs for tag in sign.tags),
        frozenset(name for sign in signs for name in sign.attributes),
        tuple(name for sign in signs for name in sign.classes),
        tuple(part for sign in signs for part in sign.addresses),
    )


@cache
def _candidates(is_marked: bool, has_code: bool, has_held: bool) -> tuple[Protection, ...]:  # noqa: FBT001  part of a key
    """Return the protections that an element can have, in the order of the table."""
    return tuple(
        protection
        for protection in PROTECTIONS
        for sign in (protection.sign,)
        if (is_marked and (sign.tags or sign.attributes or sign.classes or sign.addresses))
        or (has_code and (sign.code or sign.calls))
        or (has_held and sign.data)
    )


def attribute_address(element: Element) -> str | None:
    """Return the address that any one attribute of an element holds."""
    return next((found for text in _all_held(element.attributes) if (found := ciphers.decode_value(text))), None)


def _all_held(attributes: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(
        text
        for name, text in attributes.items()
        if 0 < len(text) <= _MOST_HELD and (name.startswith("data-") or name in _HOLDERS)
    )


def _parts(element: Element, attributes: Mapping[str, str]) -> tuple[str, ...]:
    """Return what stands in the attributes whose names speak of an address; buttons have them for other reasons."""
    if element.tag == "button" and not is_named_for_mail(attributes):
        return ()
    return tuple(text for name, text in attributes.items() if text and names_address(name))


def is_named_for_mail(attributes: Mapping[str, str]) -> bool:
    """Return whether the class, the id or the attributes of an element say that it is for e-mail."""
    named = f"{attributes.get('class', '')} {attributes.get('id', '')} {' '.join(attributes)}".lower()
    return _mail_names().search(named) is not None


def names_mail(element: Element) -> bool:
    """Return whether the attributes of an element, scripts among them, name e-mail."""
    return (
        _mail_names().search(" ".join(f"{name} {text}" for name, text in element.attributes.items()).lower())
        is not None
    )


def leads_nowhere(href: str | None) -> bool:
    """Return whether a link does nothing without a script."""
    return (
        href is None
        or href.strip() in ("", "#", "#!", "#0")
        or bool(_SCRIPT.match(href))
        or href.strip().startswith("#mail")
    )


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
        *(f".{name}" for sign in signs for name in sign.classes),
        *(f"a[href*='{part}' i]" for sign in signs for part in sign.addresses),
        *(f"[{name}]" for name in HANDLERS),
        "a[href^='javascript:' i]",
    ]


def names_address(attribute: str) -> bool:
    """Return whether the name of a `data-` attribute speaks of an address or a part of one, or is short as such names are."""
    if not attribute.startswith("data-"):
        return False
    return _SHORT_NAME.fullmatch(attribute) is not None or _part_names().search(attribute) is not None


@cache
def _part_names() -> re.Pattern[str]:
    return re.compile(vocabulary.any_of(vocabulary.words("email", "part_attributes")))


@cache
def _mail_names() -> re.Pattern[str]:
    return re.compile(vocabulary.any_of(vocabulary.words("email", "mail_names")))


@cache
def _mail_words() -> re.Pattern[str]:
    return re.compile(vocabulary.any_of(vocabulary.words("email", "script_words")), re.IGNORECASE)


@cache
def _calls_mail() -> re.Pattern[str]:
    words = vocabulary.any_of(vocabulary.words("email", "script_calls"))
    return re.compile(rf"{words}|mail\s{{0,9}}\(", re.IGNORECASE)


def _speaks_of_mail(code: str) -> bool:
    return _mail_words().search(code) is not None
