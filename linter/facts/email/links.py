"""A link -> what it does with an e-mail address: opens a letter, tries to, hides it behind a script."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

from linter.data import vocabulary
from linter.facts.email import decoders as decode

if TYPE_CHECKING:
    from linter.page.dom import Element

_SCHEME = re.compile(r"\s*mailto:", re.IGNORECASE)
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
_SCRIPT = re.compile(r"^\s*javascript:", re.IGNORECASE)
_MAIL_WORDS = re.compile(r"mail|e-?post|@|fromcharcode|rot13|atob", re.IGNORECASE)
HANDLERS = ("onclick", "onmousedown", "onmouseover", "onfocus", "ontouchstart", "onkeypress")
_DATA_HINT = re.compile(
    r"mail|user|name|domain|host|server|addr|enc|token|local|tld|first|last|part|epost|account|recipient|contact"
)


@dataclass(frozen=True, slots=True)
class Mailto:
    """A `mailto:` link: its addresses, and the key of what is wrong with it, if anything."""

    addresses: tuple[str, ...]
    fault: str | None
    is_share: bool = False


def mailto(href: str) -> Mailto | None:
    """Read a `mailto:` address or one that was meant to be; None for any other link."""
    if _SCHEME.match(href):
        return _mailto(_SCHEME.sub("", href, count=1))
    plain = href.strip()
    if decode.is_address(unquote(plain).removeprefix("//")):
        return Mailto((unquote(plain).removeprefix("//").lower(),), "no_scheme")
    if plain.lower().startswith(("http://", "https://")) and "@" in plain:
        return _web_address(plain)
    if "@" in plain and _OTHER_SCHEME.match(plain) and not plain.lower().startswith(_KNOWN_SCHEMES):
        found = decode.find(unquote(plain.split(":", 1)[1]))
        return Mailto((found,), "malformed") if found else None
    return None


def _mailto(rest: str) -> Mailto:
    target, _, query = rest.partition("?")
    fields = {key.lower(): values for key, values in parse_qs(query, keep_blank_values=True).items()}
    wanted = [decode.find(a) or "" for a in fields.get("to", [])]
    if not unquote(target).strip():
        if any(wanted):
            return Mailto(tuple(w for w in wanted if w), None)
        share = bool(fields.get("subject") or fields.get("body"))
        return Mailto((), None if share else "empty", is_share=share)
    plain = unquote(target).rstrip("\t\n\r ") if "%20" not in target[-3:] else unquote(target)
    return Mailto(tuple(a.lower() for a in _addresses(plain)), _fault(plain))


def _addresses(plain: str) -> list[str]:
    spelled = _written_at().sub("@", plain.lower().replace("mailto:", ""))
    return [m[0].strip(".'") for m in decode.ADDRESS.finditer(re.sub(r"\s+(?=@)|(?<=@)\s+", "", spelled))]


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
    if len(addresses) > 1 and all(decode.is_address(a) for a in addresses):
        return None
    if re.search(r"\s", plain):
        return "space"
    if re.search(r"[.,;:>)]$", plain):
        return "trailing"
    if decode.is_address(plain):
        return None
    domain = plain.rpartition("@")[2]
    return "malformed" if "@" in plain and domain.strip(".") else "no_domain"


def _web_address(href: str) -> Mailto | None:
    try:
        parts = urlsplit(href)
        user, host = parts.username, parts.hostname
    except ValueError:
        return None
    if not user or not host or parts.password or parts.path not in ("", "/"):
        return None
    address = f"{unquote(user)}@{host}"
    return Mailto((address.lower(),), "web_address") if decode.is_address(address) else None


@dataclass(frozen=True, slots=True)
class Cloaked:
    """An address that only a script gives: how it is hidden, and the address where the source holds it."""

    technique: str
    address: str | None


def cloaked(element: Element) -> Cloaked | None:
    """Tell how an element hides an address behind a script, None where it does not."""
    attributes = element.attributes
    href = attributes.get("href", "")
    if "data-cfemail" in attributes or "/cdn-cgi/l/email-protection" in href:
        return Cloaked("cloudflare", decode.cloudflare(attributes.get("data-cfemail") or href.rpartition("#")[2]))
    if element.tag == "joomla-hidden-mail":
        first, last, text = (attributes.get(key, "") for key in ("first", "last", "text"))
        return Cloaked("joomla-hidden-mail", decode.joomla_hidden(first, last, text))
    if "data-mailto-token" in attributes:
        vector = attributes.get("data-mailto-vector", "")
        shift = int(vector) if re.fullmatch(r"-?\d{1,2}", vector) else None
        found = decode.typo3(attributes["data-mailto-token"], shift) or decode.typo3(attributes["data-mailto-token"])
        return Cloaked("typo3", found)
    token = re.search(
        r"linkTo_UnCryptMailto\(\s*(?:'([^']{1,400})'|\"([^\"]{1,400})\"|%27(.{1,400}?)%27)", href, re.IGNORECASE
    )
    if token or "uncryptmailto" in href.lower():
        code = unquote(next((g for g in token.groups() if g), "")) if token else ""
        return Cloaked("typo3", decode.typo3(code) if code else None)
    return _by_script(element, attributes, href) or _by_data(attributes)


def _by_script(element: Element, attributes: dict[str, str], href: str) -> Cloaked | None:
    code = unquote(href) if _SCRIPT.match(href) else ""
    handlers = " ; ".join(attributes[name] for name in HANDLERS if name in attributes)
    source = f"{code.split(':', 1)[-1]};{handlers}" if code or handlers else ""
    if not source or not _MAIL_WORDS.search(source):
        return None
    if "mailto:?" in source.replace("'+'", "").replace('"+"', ""):
        return None
    address = decode.script(source)
    if address is None and element.tag not in ("a", "button") and "mailto" not in source.lower():
        return None
    if address is None and not re.search(r"mailto|mail\s*\(|epost|e-post|@|fromcharcode", source, re.IGNORECASE):
        return None
    return Cloaked(_technique(source), address)


def _technique(source: str) -> str:
    lowered = source.lower()
    for word, name in (
        ("fromcharcode", "from-char-code"),
        ("atob", "base64"),
        ("rot13", "rot13"),
        ("reverse()", "reversed"),
        ("document.write", "document-write"),
    ):
        if word in lowered:
            return name
    return "script-link"


def _by_data(attributes: dict[str, str]) -> Cloaked | None:
    held = {k: v for k, v in attributes.items() if k.startswith("data-") and v and _DATA_HINT.search(k)}
    if not held:
        return None
    for key, text in held.items():
        if len(text) > 5 and ("mail" in key or "enc" in key or "addr" in key or "post" in key or "contact" in key):
            found = decode.value(text)
            if found:
                encoded = "plain" if "@" in text else ("base64" if decode.base64_text(text) else "rot13")
                return Cloaked("data-attribute" if encoded == "plain" else encoded, found)
    joined = decode.parts(list(held.values()))
    return Cloaked("data-parts", joined) if joined else None


def leads_nowhere(href: str | None) -> bool:
    """Tell whether a link does nothing without a script."""
    return (
        href is None
        or href.strip() in ("", "#", "#!", "#0")
        or bool(_SCRIPT.match(href))
        or href.strip().startswith("#mail")
    )


@cache
def _words(key: str) -> tuple[str, ...]:
    return tuple(vocabulary.load("email")[key])


def names_email(element: Element) -> bool:
    """Tell whether a link's name is one that opens a letter: "E-post", "Skicka e-post till Anna"."""
    name = element.name.lower().strip(" .:›»")
    texts = _words("link_texts")
    return name in texts or name.startswith(
        tuple(f"{t} till" for t in texts)
        + tuple(f"{t} til" for t in texts)
        + ("send email to", "e-mail an", "email to", "skicka e-post", "send e-post", "mejla ")
    )


def is_sharing(element: Element) -> bool:
    """Tell whether a link shares the page and gives no address."""
    words = _words("sharing")
    own = f"{element.get('class')} {element.get('id')} {element.get('aria-label')} {element.get('title')}".lower()
    if any(word in re.findall(r"[^\W_]+", own) for word in words) or re.search(r"share|dela\b|tipsa", own):
        return True
    for ancestor in list(element.ancestors())[:5]:
        if ancestor.tag in ("main", "body", "article", "footer"):
            return False
        name = f"{ancestor.get('class')} {ancestor.get('id')} {ancestor.get('aria-label')}".lower()
        if re.search(r"share|sharing|social|\bdela\b|tipsa", name):
            return True
        if re.match(r"(?:dela|del|share|jaa|teilen|tipsa)\b", ancestor.text[:60].lower()):
            return True
    return False


def reveals(element: Element) -> bool:
    """Tell whether a button or link shows an address once it is pressed."""
    return element.name.lower().strip(" .:›»") in _words("reveal")
