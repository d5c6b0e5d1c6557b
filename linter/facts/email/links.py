"""A link -> what it does with an e-mail address: opens a letter, tries to, hides it behind a script."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

from linter.data import vocabulary
from linter.facts.email import stand_ins
from linter.facts.email.addresses import ADDRESS, canonical, find_address, is_address

if TYPE_CHECKING:
    from linter.page.dom import Element

_SCHEME = re.compile(r"\s*mailto:", re.IGNORECASE)
_LETTER_IN_PATH = re.compile(r"[^?#\s]{0,300}/mailto:([^/?#]{3,320})/?$", re.IGNORECASE)
_UNFILLED = re.compile(r"\{\{|<\?|<%|<asp:|<esi:|<!--#", re.IGNORECASE)
"""What a template language has yet to fill in."""
_OTHER_SCHEME = re.compile(r"^[A-Za-zåäö-]{3,10}:(?!//)(?!\d)")
_KNOWN_SCHEMES = (
    "http:",
    "https:",
    "tel:",
    "sms:",
    "skype:",
    "sip:",
    "javascript:",
    "ftp:",
    "file:",
    "data:",
    "geo:",
    "callto:",
    "im:",
    "xmpp:",
)
_HOST_WITHOUT_DOT = re.compile(r"[a-zåäöæøü][\wåäö-]{0,62}")
_COLUMN_NAME = 40
"""Characters of the name of a column, at most."""
_SCRIPT = re.compile(r"^\s*javascript:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mailto:
    """A `mailto:` link: its addresses, and the key of what is wrong with it, if anything."""

    addresses: tuple[str, ...]
    fault: str | None
    is_share: bool = False
    written: str = ""
    """The address as it is written, where another sign stands for its @."""
    sign: str = ""
    """That sign."""


def mailto_link(href: str) -> Mailto | None:
    """Read a `mailto:` address or one that was meant to be; None for any other link."""
    if _SCHEME.match(href):
        return _mailto(_SCHEME.sub("", href, count=1))
    plain = unquote(href.strip())
    if is_address(plain.removeprefix("//")):
        return Mailto((canonical(plain.removeprefix("//")),), "no_scheme")
    web = _web_address(plain)
    if web is not None:
        return Mailto((web,) if is_address(web) else (), "web_address")
    if "@" in plain and _OTHER_SCHEME.match(plain) and not plain.lower().startswith(_KNOWN_SCHEMES):
        found = find_address(plain.split(":", 1)[1])
        return Mailto((found,), "malformed") if found else None
    return None


def _mailto(rest: str) -> Mailto:
    target, _, query = rest.partition("?")
    fields = {key.lower(): values for key, values in parse_qs(query, keep_blank_values=True).items()}
    wanted = [find_address(a) or "" for a in fields.get("to", [])]
    if _UNFILLED.search(unquote(rest)):
        return Mailto((), "unfilled")
    if not unquote(target).strip():
        if any(wanted):
            return Mailto(tuple(w for w in wanted if w), None)
        share = bool(fields.get("subject") or fields.get("body"))
        return Mailto((), None if share else "empty", is_share=share)
    plain = unquote(target).rstrip("\t\n\r ") if "%20" not in target[-3:] else unquote(target)
    if "#" in plain and is_address(plain.replace("#", "%23")):
        return Mailto((canonical(plain),), "hash" if "#" in target else None)
    other = stand_ins.stood_in_address(plain)
    if other is not None:
        sign = next(char for char in plain if char in stand_ins.signs())
        return Mailto((other,), "written_at", written=plain.strip(), sign=sign)
    fault = _fault(plain)
    spelled = _written_at().search(plain) if fault == "written_at" else None
    return Mailto(tuple(_addresses(plain)), fault, written=plain, sign=spelled[0].strip() if spelled else "")


def _addresses(plain: str) -> list[str]:
    spelled = _written_at().sub("@", plain.lower().replace("mailto:", ""))
    return [canonical(m[0]) for m in ADDRESS.finditer(re.sub(r"\s+(?=@)|(?<=@)\s+", "", spelled))]


@cache
def _written_at() -> re.Pattern[str]:
    words = vocabulary.any_of(vocabulary.load("email")["at"])
    return re.compile(rf"[\[({{]\s*(?:{words})\s*[\])}}]|%28at%29|%5bat%5d", re.IGNORECASE)


def _fault(plain: str) -> str | None:
    """Return the message key for what is wrong with the address part, None for a good one."""
    if plain.startswith("//"):
        return "slashes"
    if plain.lower().lstrip().startswith("mailto:"):
        return "doubled"
    if _written_at().search(plain):
        return "written_at"
    addresses = plain.split(",")
    if len(addresses) > 1 and all(is_address(a) for a in addresses):
        return None
    if re.search(r"\s", plain):
        return "space"
    if re.search(r"[.,;:>)]$", plain):
        return "trailing"
    if is_address(plain):
        return None
    if "@" not in plain:
        return "no_at"
    return "malformed" if plain.rpartition("@")[2].strip(".") else "no_domain"


def _web_address(plain: str) -> str | None:
    """Return what a web address holds in place of a host, or as the `mailto:` at its end: a name, an @, a host or a word."""
    if not plain.lower().startswith(("http:", "https:", "/")) or "@" not in plain:
        return None
    letter = _LETTER_IN_PATH.match(plain)
    if letter is not None:
        return find_address(letter[1])
    try:
        parts = urlsplit(plain)
        user, host = parts.username, parts.hostname
    except ValueError:
        return None
    if not user or not host or parts.password or parts.path not in ("", "/"):
        return None
    is_word = _HOST_WITHOUT_DOT.fullmatch(host) is not None and parts.query == ""
    return canonical(f"{user}@{host}") if is_word or is_address(f"{user}@{host}") else None


@cache
def _words(key: str) -> tuple[str, ...]:
    return tuple(vocabulary.load("email")[key])


@cache
def _opening_words() -> tuple[str, ...]:
    """Return what names of links begin with that open a letter to somebody: "e-post till", "mejla"."""
    before = [f"{text} {to}" for text in _words("link_texts") for to in _words("link_to")]
    return (*before, *(f"{start} " for start in _words("link_starts")))


def names_email(element: Element) -> bool:
    """Return whether a link's name is one that opens a letter: "E-post", "Skicka e-post till Anna"."""
    name = element.name.lower().strip(" .:›»")
    return name in _words("link_texts") or f"{name} ".startswith(_opening_words())


@cache
def _sharing() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of sharing in names of classes and the like, and at the start of a text."""
    marks, first = (vocabulary.any_of(_words(key)) for key in ("sharing_marks", "sharing_first"))
    return re.compile(marks), re.compile(rf"(?:{first})\b")


def is_sharing(element: Element) -> bool:
    """Return whether a link shares the page and gives no address."""
    marks, first = _sharing()
    own = f"{element.get('class')} {element.get('id')} {element.get('aria-label')} {element.get('title')}".lower()
    if not vocabulary.words("email", "sharing").isdisjoint(re.findall(r"[^\W_]+", own)) or marks.search(own):
        return True
    for ancestor in islice(element.ancestors(), 5):
        if ancestor.tag in ("main", "body", "article", "footer"):
            return False
        name = f"{ancestor.get('class')} {ancestor.get('id')} {ancestor.get('aria-label')}".lower()
        if marks.search(name) or first.match(ancestor.text_start(60).lower()):
            return True
    return False


def is_sorting(element: Element) -> bool:
    """Return whether a link sorts a table by the column that its name heads."""
    if element.closest("th", "thead") is not None:
        return True
    code = f"{element.get('href')} {element.get('onclick')} {element.get('class')}".lower()
    if any(word in code for word in _words("sorting")):
        return True
    row = element.closest("tr")
    cells = row.inside("td") if row is not None else []
    return len(cells) > 1 and all(cell.inside("a") and len(cell.text) < _COLUMN_NAME for cell in cells)


def reveals(element: Element) -> bool:
    """Return whether a button or link shows an address once it is pressed."""
    return element.name.lower().strip(" .:›»") in _words("reveal")
