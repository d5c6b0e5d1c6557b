"""What a rule says of a link's address -> the address that is meant, where that is certain."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from linter.data import vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from linter.model.finding import Finding

_MAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}")
_MISSPELT = re.compile(r"(?:h{1,3}t{1,4}p{1,3}(s{0,2}))[:;.,]{0,2}[/\\]{1,3}", re.IGNORECASE)
_WEB_TWICE = re.compile(r"https?:/{1,3}(?=https?:?/)", re.IGNORECASE)
_SCHEME_ONLY = re.compile(r"(https?):?/{1,3}", re.IGNORECASE)
_GOOGLE = re.compile(r"(?:maps|www)\.google\.(?:[a-z]{2,3}|co\.[a-z]{2})")
_PLACES = {"q": "search/?api=1&query", "daddr": "dir/?api=1&destination"}
"""How an older address says the place, and today's form for that."""
_OTHER_PLACES = frozenset({"output", "saddr", "cid", "ftid", "msid", "mid", "layer", "cbll", "near"})
"""What says more of the place than the words alone, or shows it otherwise."""
_ZERO = re.compile(r"\s?\(\s?0\s?\)\s?")
_PHONE = re.compile(r"\+?[\d\s.\-/]{5,30}")
_CUT = 200
"""Characters after which a message's value is cut: what is cut is not offered."""


def meant_address(finding: Finding, href: str) -> str | None:
    """Return the address that a link is to have, None where it is not known for certain."""
    reader = _READERS.get((finding.rule, finding.message_key)) or _READERS.get((finding.rule, ""))
    return reader(finding.data, href.strip()) if reader is not None else None


def _moved(data: Mapping[str, object], href: str) -> str | None:
    address = str(data.get("address") or "")
    if not address.startswith(("http://", "https://")):
        return None
    if href.startswith("/") and not href.startswith("//") and _host(str(data.get("url") or "")) == _host(address):
        parts = urlsplit(address)
        return address[len(f"{parts.scheme}://{parts.netloc}") :] or "/"
    return address


def _secure(data: Mapping[str, object], href: str) -> str | None:
    address = str(data.get("address") or "")
    if address.startswith("https://"):
        return address
    return f"https{href[4:]}" if href.lower().startswith("http://") else None


def _unwrapped(data: Mapping[str, object], _href: str) -> str | None:
    target = str(data.get("target") or "")
    is_whole = len(target) < _CUT and "*" not in target  # a star stands for a character that the service has taken out
    return target if target.startswith(("http://", "https://")) and is_whole else None


def _respelt(_data: Mapping[str, object], href: str) -> str | None:
    found = _MISSPELT.match(href)
    rest = href[found.end() :] if found else ""
    return f"http{'s' if found and found[1] else ''}://{rest}" if re.match(r"[\w-]{1,63}\.", rest) else None


def _once(_data: Mapping[str, object], href: str) -> str | None:
    found = _WEB_TWICE.match(href)
    rest = href[found.end() :] if found else ""
    inner = _SCHEME_ONLY.match(rest)
    return f"{inner[1].lower()}://{rest[inner.end() :]}" if inner and "." in rest[inner.end() :] else None


def _phone(_data: Mapping[str, object], href: str) -> str | None:
    number = _ZERO.sub("", unquote(href.rpartition(":")[2]).lstrip("/ "))
    return f"tel:{re.sub(r'[^0-9+]', '', number)}" if _PHONE.fullmatch(number) else None


def _letter(_data: Mapping[str, object], href: str) -> str | None:
    """Return a link to a letter, where exactly one address is left when what is around it is taken away."""
    bare = re.sub(r"^(?:\s|mailto:|https?:|//)+", "", unquote(href), flags=re.IGNORECASE)
    address, mark, rest = bare.partition("?")
    address = _written_at().sub("@", address).strip(" \t\n\u00a0.,;:/<>")
    return f"mailto:{address}{mark}{rest}" if _MAIL.fullmatch(address) else None


@cache
def _written_at() -> re.Pattern[str]:
    """An @ that is written out in brackets."""
    return re.compile(
        rf"\s{{0,3}}[(\[{{]\s{{0,2}}(?:{vocabulary.any_of(vocabulary.load('email')['at'])})\s{{0,2}}[)\]}}]\s{{0,3}}",
        re.IGNORECASE,
    )


def _map(_data: Mapping[str, object], href: str) -> str | None:
    """Return today's form of an older address of Google Maps that says no more than which place, or the way to which, is shown."""
    try:
        parts = urlsplit(href if "//" in href[:8] else f"https://{href}")
        host = parts.hostname or ""
    except ValueError:
        return None
    if not _GOOGLE.fullmatch(host) or parts.path.rstrip("/") not in ("", "/maps"):
        return None
    query = {name: value for name, _, value in (pair.partition("=") for pair in parts.query.split("&")) if value}
    found = [(name, query[name]) for name in _PLACES if name in query]
    if len(found) != 1 or _OTHER_PLACES & {*query}:
        return None
    (name, value), place = found[0], unquote(found[0][1]).replace("+", " ").strip()
    if not place or place.startswith(("http:", "https:", "loc:")):
        return None
    return f"https://www.google.com/maps/{_PLACES[name]}={value.strip().replace(' ', '+')}"


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""


_READERS: Mapping[tuple[str, str], Callable[[Mapping[str, object], str], str | None]] = {
    ("link-moved", ""): _moved,
    ("link-insecure", "http"): _secure,
    ("link-wrapped", "wrapped"): _unwrapped,
    ("link-address-malformed", "scheme"): _respelt,
    ("link-address-malformed", "doubled"): _once,
    ("link-address-malformed", "phone_doubled"): _phone,
    ("link-address-malformed", "phone_slashes"): _phone,
    ("link-address-malformed", "phone_zero"): _phone,
    ("map-link-legacy", "legacy"): _map,
    **{
        ("email-link-invalid", key): _letter
        for key in ("space", "slashes", "doubled", "written_at", "trailing", "web_address", "no_scheme")
    },
}
"""By rule and message ("": all messages of the rule)."""
