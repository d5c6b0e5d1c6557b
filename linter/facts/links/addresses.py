"""The address of a link as it is written -> why it can never work, which host it names, what it only wraps."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

from linter.data import vocabulary
from linter.facts.places import place_pattern, place_sign
from linter.page import urls

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.page.dom import Element
    from linter.page.page import Page

_USUAL = re.compile(r"\s*https?://(?:[a-z0-9-]{1,63}\.){1,8}([a-z]{2,24})(?::\d{1,5})?(?:[/?#]|$)", re.IGNORECASE)
_WHOLE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]{0,30}\s?:|https?[;.,]?[/\\]{2}|[/\\]{2})", re.IGNORECASE)
_FILE = re.compile(r"\s*(?:file:|[a-z]:[\\/])", re.IGNORECASE)
_WEB = re.compile(r"https?:[/\\]{2}", re.IGNORECASE)
_NO_COLON = re.compile(r"https?(?:[;.,]{1,2}[/\\]{1,2}|[/\\]{2})\w", re.IGNORECASE)
_GLUED = re.compile(r"https?:[/\\]{2,3}(?:tel|sms|fax|callto|mailto|javascript|file|ftp):", re.IGNORECASE)
_NAME = re.compile(r"[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63}){0,20}\.?")
_DOUBLED = re.compile(r"\W{0,4}(?:tel|callto|mailto|sms|skype|sips?|whatsapp|facetime|https?)\W", re.IGNORECASE)
_ZERO = re.compile(r"\(\s?0\s?\)")
_INSIDE = re.compile(r"https?(?::|%3a)(?:/|%2f){1,2}[^\s]{1,2000}", re.IGNORECASE)
_OWN = "https://page.example/"
"""What stands for the page's address where only the host of a link is asked."""


class Wrapped(NamedTuple):
    """A link that goes through a service on its way."""

    host: str
    target: str


def unusual_links(page: Page) -> list[tuple[Element, str]]:
    """Return the links with an address that is neither on the page's own site nor a usual one of the web."""
    inner = vocabulary.words("links", "inner_domains")
    found = []
    for element, href in page.links:
        if not _WHOLE.match(href):
            continue
        usual = _USUAL.match(href)
        if usual is None or usual[1].lower() in inner or usual[1].lower() in ("http", "https"):
            found.append((element, href))
    return found


def is_unfilled(href: str) -> bool:
    """Return whether an address holds what a program has yet to fill in."""
    return any(sign in href for sign in (*vocabulary.load("links")["templates"], "<?"))


def address_fault(href: str) -> str | None:
    """Return why no program can follow an address, as the key of a message; None where one can."""
    plain = href.strip()
    if is_unfilled(plain):
        return None
    if _FILE.match(plain):
        return "file"
    scheme = urls.scheme(plain)
    if scheme == "tel":
        return _phone_fault(unquote(plain[4:]).partition(";")[0].strip())
    if _GLUED.match(plain):
        return "scheme"
    if _WEB.match(plain):
        return _web_fault(plain)
    if _NO_COLON.match(plain) or (_is_misspelt(scheme) and plain[len(scheme) :].startswith(":/")):
        return "scheme"
    return None


def _web_fault(plain: str) -> str | None:
    url = urls.resolve(None, plain)
    host = urls.split(url).host if url is not None else ""
    if host.rstrip(".").rpartition(".")[2] in ("http", "https"):
        return "doubled"
    return None if ":" in host or _NAME.fullmatch(host) else "invalid"


def _is_misspelt(scheme: str) -> bool:
    """Return whether a scheme is "http" or "https" with letters doubled, left out or turned."""
    return scheme not in ("http", "https") and {"t", "p"} <= set(scheme) <= set("https") and len(scheme) > 2


def _phone_fault(number: str) -> str | None:
    if not number.strip("#+ "):
        return "phone_empty"
    if _DOUBLED.match(number):
        return "phone_doubled"
    if number.startswith("/"):
        return "phone_slashes"
    if not any(map(str.isdigit, number)):
        return "phone_no_digits"
    return "phone_zero" if _ZERO.search(number) else None


def host_of(href: str) -> str:
    """Return the host that a browser goes to, "" where it goes to none, or to that of the page."""
    plain = href.strip()
    if not (_WEB.match(plain) or plain[:2] in ("//", "\\\\")) or is_unfilled(plain):
        return ""
    url = urls.resolve(_OWN, plain)
    return urls.split(url).host.rstrip(".") if url is not None else ""


def wrapped_links(page: Page) -> Iterator[tuple[Element, str, Wrapped]]:
    """Yield the links that lead to another page through a service that looks at them or counts them."""
    if not any(sign in page.addresses for sign in _wrapper_signs()):
        return
    for element, href in page.links:
        found = wrapped_in(href)
        if found is not None:
            yield element, href, found


def wrapped_in(href: str) -> Wrapped | None:
    """Return the service that an address goes through and where it leads in the end; None for a direct address."""
    folded = href.lower()
    if _wrapper_sign().search(folded) is None:
        return None
    try:
        url = urlsplit(href.strip())
        host = (url.hostname or "").lower()
        query = parse_qs(url.query, max_num_fields=60)
    except ValueError:
        return None
    for pattern, names in _wrappers():
        if host and pattern.search(f"{host}{url.path.lower()}"):
            target = _target_by_name(query, names) if names else _target_inside(url.path + "?" + url.query)
            return Wrapped(host, target) if target is not None else None
    return None


def _target_by_name(query: dict[str, list[str]], names: tuple[str, ...]) -> str | None:
    written = next((query[name][0].strip() for name in names if name in query), "")
    if re.match(r"https?-3A__", written, re.IGNORECASE):  # Proofpoint's own way to write an address
        written = unquote(written.replace("-", "%").replace("_", "/"))
    return written if _WEB.match(written) else None


def _target_inside(text: str) -> str | None:
    found = _INSIDE.search(text)
    return unquote(found[0]).partition("__;")[0].rstrip("_?") if found else None


@cache
def _wrappers() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    table = vocabulary.load("links")["wrappers"]
    return tuple((re.compile(place_pattern(place)), tuple(names)) for place, names in table.items())


@cache
def _wrapper_signs() -> tuple[str, ...]:
    return tuple(place_sign(place) for place in vocabulary.load("links")["wrappers"])


@cache
def _wrapper_sign() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _wrapper_signs())))
