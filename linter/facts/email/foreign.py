"""Page -> the e-mail addresses of its contacts that belong to another domain than the site's own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from linter.data import vocabulary
from linter.facts import locale
from linter.page.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from linter.facts.email.slot import Slot
    from linter.page.dom import Line
    from linter.page.page import Page

_WORD = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"[\w.+-]{1,80}@[\w.-]{1,120}")
_FOLDED = str.maketrans(
    {"å": "a", "ä": "a", "ö": "o", "æ": "ae", "ø": "o", "é": "e", "ü": "u", "ß": "ss", "á": "a", "ó": "o"}
)
_PARTY = re.compile(r"[^\W\d_]{2,30} \([A-ZÅÄÖÆØ][A-Za-zåäöæø]{0,3}\)")
"""A name with its party behind it: "Bo Alm (C)"."""
_SHORT = 4
"""Letters from which on a name is long enough to be told from part of a word."""
_MOST = 20_000
_MOST_WORDS = 200
"""How many words of a contact are tried as what a domain abbreviates."""
_FAR = 200
"""How many lines up the heading of a contact is looked for."""
_FRAME = ("header", "footer")


@dataclass(frozen=True, slots=True)
class Holder:
    """A contact as this asks of it: what it is called, the lines that it stands in, and where."""

    called: str
    lines: tuple[Line, ...]
    region: str | None


@dataclass(frozen=True, slots=True)
class ForeignAddress:
    """An address at another domain, and whether everybody can get one there."""

    slot: Slot
    address: str
    domain: str
    kind: Literal["free", "other"]


def own_domains(page: Page, listed: Sequence[str]) -> tuple[str, ...]:
    """Return the domains that are the site's own: that of the page's address, and those that are listed."""
    hosts = (locale.host(address) for address in locale.addresses(page))
    found = next((host for host in hosts if "." in host and not host.rpartition(".")[2].isdecimal()), None)
    more = [one.strip().lower().removeprefix("@").removeprefix("www.") for one in listed]
    return (*((registered(found),) if found else ()), *(one for one in more if one))


def registered(host: str) -> str:
    """Return the part of a host that one body has: of `www.alta.kommune.no` it is `alta.kommune.no`."""
    labels = host.lower().rstrip(".").split(".")
    shared = vocabulary.words("email", "shared_domains")
    count = next((number for number in (3, 2) if ".".join(labels[-number:]) in shared), 1)
    return ".".join(labels[-count - 1 :])


def foreign_addresses(
    page: Page, slots: Sequence[Slot], holders: Mapping[int, Holder], own: Sequence[str]
) -> Iterator[ForeignAddress]:
    """Yield the contacts' addresses at other domains; `holders` are the contacts by the identity of their slots.

    Not those of an association or of another body that the page names.
    """
    names = {_stem(domain) for domain in own}
    alone = len({slot.address for slot in slots if slot.address and slot.element.region not in _FRAME}) == 1
    said = _Said(page)
    for slot in slots:
        domain = (slot.address or "").rpartition("@")[2].lower().rstrip(".")
        holder = holders.get(id(slot))
        if not slot.address or not domain or slot.fault == "mismatch" or slot.element.region == "navigation":
            continue
        if _is_own(domain, own, names) or _is_public(domain):
            continue
        if _is_free(domain):
            if _speaks_for_site(page, slot, holder, alone=alone and _names_site(page, slot, names)):
                yield ForeignAddress(slot, slot.address, domain, "free")
        elif holder is not None and not _is_private(holder) and not said.names(domain, holder):
            yield ForeignAddress(slot, slot.address, domain, "other")


def _is_own(domain: str, own: Sequence[str], names: set[str]) -> bool:
    if any(domain == one or domain.endswith(f".{one}") for one in own):
        return True
    stem = _stem(registered(domain))
    return any(stem == name or _contains(stem, name) for name in names)


def _is_public(domain: str) -> bool:
    """Return whether only public bodies can have the domain, or it says that it is a region's, a county's or a city's."""
    if any(domain.endswith(f".{one}") for one in vocabulary.words("email", "official_domains")):
        return True
    name = _plain(registered(domain))
    words = vocabulary.words("email", "public_bodies")
    return any(name != word and (name.startswith(word) or name.endswith(word)) for word in words)


def _contains(one: str, other: str) -> bool:
    """Return whether one name is the other with something added at its end or beginning: `skive`, `skivekommune`."""
    short, long = sorted((one, other), key=len)
    return len(short) > _SHORT and (long.startswith(short) or long.endswith(short))


def _stem(domain: str) -> str:
    """Return what a domain is called without the words that municipalities add: `kommun`, `stad`."""
    plain = _plain(domain.encode().decode("idna") if "xn--" in domain else domain.partition(".")[0])
    for word in sorted(vocabulary.words("email", "municipal_words"), key=len, reverse=True):
        if plain != word and (plain.startswith(word) or plain.endswith(word)):
            plain = plain.removeprefix(word).removesuffix(word)
    return plain.removesuffix("s") or plain


def _plain(text: str) -> str:
    return "".join(char for char in text.partition(".")[0].lower().translate(_FOLDED) if char.isalnum())


def _is_free(domain: str) -> bool:
    """Return whether everybody can have an address there."""
    name = domain.partition(".")[0]
    return domain in vocabulary.words("email", "free") or name in vocabulary.words("email", "free_anywhere")


def _speaks_for_site(page: Page, slot: Slot, holder: Holder | None, *, alone: bool) -> bool:
    """Return whether a contact is one of the municipality: in the page's frame, by its function, or the only one."""
    text = " ".join(line.lowercase for line in holder.lines) if holder is not None else _around(page, slot)
    heading = _heading_above(page, slot)
    if _private().search(f"{text}\n{heading}") is not None or (holder is not None and _is_private(holder)):
        return False
    if slot.element.region in _FRAME:
        return holder is not None or alone
    if _official().search(text) is not None:
        return True
    return alone and _private().search(page.lowercase[:_MOST]) is None


def _names_site(page: Page, slot: Slot, names: Iterable[str]) -> bool:
    """Return whether an address, or the heading over it, is that of the site: the only address of a page may be anybody's."""
    account = _plain((slot.address or "").partition("@")[0].replace(".", ""))
    return any(len(name) >= _SHORT and name in account for name in names) or bool(
        _official().search(_heading_above(page, slot))
    )


def _around(page: Page, slot: Slot) -> str:
    lines = page.layout.lines_between(slot.p0, max(slot.p1, slot.p0 + 1))
    begin = max(0, lines[0].index - 1) if lines else 0
    return " ".join(line.lowercase for line in page.lines[begin : begin + 3]) if lines else ""


def _heading_above(page: Page, slot: Slot) -> str:
    lines = page.layout.lines_between(slot.p0, max(slot.p1, slot.p0 + 1))
    index = lines[0].index if lines else 0
    above = range(index, max(-1, index - _FAR), -1)
    return next((page.lines[at].lowercase for at in above if page.lines[at].heading), "")


def _is_private(holder: Holder) -> bool:
    """Return whether a contact is that of an association or of a company."""
    if any(_PARTY.search(line.text) for line in holder.lines):
        return True
    text = "\n".join((holder.called.lower(), *(line.lowercase for line in holder.lines)))
    return _private().search(text) is not None


class _Said:
    """What a page says, as names of domains are looked for in it."""

    def __init__(self, page: Page) -> None:
        self._page = page

    @lazy
    def _text(self) -> str:
        return _ADDRESS.sub(" ", self._page.lowercase[:_MOST]).translate(_FOLDED)

    @lazy
    def _squeezed(self) -> str:
        return _squeeze(self._text)

    @lazy
    def _words(self) -> frozenset[str]:
        return frozenset(_WORD.findall(self._text))

    def names(self, domain: str, holder: Holder) -> bool:
        """Return whether the body that has a domain is named on the page or links are to it."""
        near = _ADDRESS.sub(" ", " ".join(line.lowercase for line in holder.lines)).translate(_FOLDED)
        stem = _plain(registered(domain))
        stems = (stem, _stem(registered(domain)))
        if len(stem) >= _SHORT and any(one in text for one in stems for text in (self._squeezed, _squeeze(near))):
            return True
        if any(f"//{name}{domain}" in self._page.addresses for name in ("", "www.")):
            return True
        words = _WORD.findall(f"{holder.called.lower().translate(_FOLDED)} {near}")[:_MOST_WORDS]
        return stem in self._words or _initials(words, stem) or _abbreviates(words, stem)


def _squeeze(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _initials(words: Sequence[str], stem: str) -> bool:
    """Return whether the first letters of words beside each other are the name: Wasaline Svenska Rederi, `wsr`."""
    letters = "".join(word[0] for word in words)
    return len(stem) > 2 and stem in letters and len(stem) <= _SHORT + 1


def _abbreviates(words: Sequence[str], stem: str) -> bool:
    """Return whether the beginnings of words beside each other are the name: Nordic Film Archive, `nordfilm`."""
    ends: set[int] = set()
    for word in words:
        begun = {0} if len(stem) >= _SHORT and stem.startswith(word[:2]) else set()
        ends = {
            at + size
            for at in ends | begun
            for size in range(2, min(len(word), len(stem) - at) + 1)
            if stem.startswith(word[:size], at)
        }
        if len(stem) in ends:
            return True
    return False


@cache
def _private() -> re.Pattern[str]:
    words = vocabulary.any_of(vocabulary.words("email", "private_bodies"))
    return re.compile(rf"{words}|(?<!\w)(?:{vocabulary.any_of(vocabulary.words('email', 'private_words'))})(?!\w)")


@cache
def _official() -> re.Pattern[str]:
    return re.compile(rf"(?:{vocabulary.any_of(vocabulary.words('email', 'official'))})")
