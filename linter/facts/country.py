"""Page and configuration -> the country that numbers, postcodes and coordinates are judged by."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from linter.data import vocabulary
from linter.facts import locale
from linter.facts.contacts import postal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from linter.page.page import Page

UNKNOWN = "ZZ"
"""The country of a page that says none, by the name that CLDR and phonenumbers have for it."""

_TERRITORIES = {"AX": "FI"}
"""Parts of a country that have its numbers, its postcodes and its maps."""
_DOMAINS = {"uk": "GB", "gov": "US", "mil": "US"}
"""Domains of a country that are not its code."""
_ANYWHERE = re.compile("ac|ai|bz|cc|co|eu|fm|gg|im|io|la|ly|me|ms|nu|pw|sc|sh|st|su|tk|to|tv|vc|ws")
"""Domains of two letters that say nothing of a country: sold to everybody, or those of a union."""
_LANGUAGES = {"sv": "SE", "nb": "NO", "nn": "NO", "no": "NO", "da": "DK", "fi": "FI", "de": "DE"}
_CALLED = {"46": "SE", "47": "NO", "45": "DK", "358": "FI", "49": "DE", "44": "GB"}
_CALLING_CODE = re.compile(r"tel:\s*(?:\+|00|%2b)(46|47|45|358|49|44)", re.IGNORECASE)
_AROUND = ("header", "footer")
_CODE = 2
_SAMPLE = 6_000
_ENOUGH = 3
_LITTLE = 40
_WORD = re.compile(r"[^\W\d_]{2,15}")
_TOP_DOMAIN = re.compile(r"(?:https?:)?//[^/?#\s:]{1,253}\.([a-z]{2,24})\.?(?=[/?#:]|$)", re.IGNORECASE)
_SPACED_DIGITS = re.compile(r"\d{3}\s\d{2}(?!\d)")
_SWEDISH_NUMBER = re.compile(r"(?:\+|\b00)46[ \u00a0(-]{0,2}\d")
_MAIL_DOMAIN = re.compile(r"@[\w.-]{1,80}\.([a-z]{2,10})\b")


def country_of(page: Page, configured: str | None = None) -> str:
    """Return the country (ISO 3166) that decides phone numbers, postcodes and plausible coordinates.

    The configured one; else the region of `lang` unless the language is English, the domain of the page's own address,
    the one that all links to numbers of a page in another country's language call, the language, the signs of Sweden.
    `UNKNOWN` when none says.
    """
    if configured:
        return mainland(configured)
    tag = (page.root.get("lang") or page.root.get("xml:lang") or "").replace("_", "-").strip().lower()
    primary, *subtags = tag.split("-")
    domains = (_of_domain(locale.host(address)) for address in locale.addresses(page))
    found = _of_region(primary, subtags) or next(filter(None, domains), None)
    return found or _called(page, primary) or _LANGUAGES.get(primary) or _of_text(page, primary)


def mainland(code: str) -> str:
    """Return the country that a code stands for: Åland has the numbers and the postcodes of Finland."""
    return _TERRITORIES.get(code, code)


def _of_region(primary: str, subtags: Sequence[str]) -> str | None:
    """Return the country that a language tag names; in English ones the region says how words are spelt."""
    region = next((tag for tag in subtags if len(tag) == _CODE and tag.isalpha()), None)
    if primary in ("", "en") or region is None:
        return None
    if region == primary and primary in _LANGUAGES:  # sv-SV: the language again, and not El Salvador
        return _LANGUAGES[primary]
    return mainland(region.upper())


def _of_domain(host: str) -> str | None:
    """Return the country of a host's domain, None for one that is no country's."""
    domain = host.rpartition(".")[2]
    if domain in _DOMAINS:
        return _DOMAINS[domain]
    if len(domain) != _CODE or not domain.isalpha() or _ANYWHERE.fullmatch(domain):
        return None
    return mainland(domain.upper())


def _called(page: Page, primary: str) -> str | None:
    """Return the country that all links to numbers call, where header or footer has one; None in its own language.

    A municipality writes to its minorities and its visitors in their languages, and gives them its own numbers.
    """
    calls = [(code[1], element) for element, href in page.links if (code := _CALLING_CODE.match(href.strip()))]
    if primary not in _LANGUAGES or len({code for code, _ in calls}) != 1:
        return None
    is_own = any(element.region in _AROUND for _, element in calls)
    return _CALLED[calls[0][0]] if is_own else None


def _of_text(page: Page, primary: str) -> str:
    """Return the country that the text speaks for, by its language or by the signs of Sweden in it."""
    spoken, words = _spoken(page.lowercase[:_SAMPLE])
    if spoken in _LANGUAGES:
        return _LANGUAGES[spoken]
    says_nothing = not primary and spoken is None and words < _LITTLE
    return "SE" if says_nothing or _shows_sweden(page) else UNKNOWN


def _spoken(text: str) -> tuple[str | None, int]:
    """Return the language whose small words stand in lower-case text most often, and how many words there are."""
    words, known = _WORD.findall(text), _small_words()
    told = Counter(known[word] for word in words if word in known)
    best = told.most_common(1)
    return (best[0][0] if best and best[0][1] >= _ENOUGH else None), len(words)


@cache
def _small_words() -> Mapping[str, str]:
    """Return the words that only one language has, with that language."""
    return {word: name for name, words in vocabulary.load("languages")["small_words"].items() for word in words}


def _shows_sweden(page: Page) -> bool:
    """Return whether a page has a Swedish number, addresses mostly under `.se`, or a Swedish postcode with its town."""
    if "46" in page.lowercase and _SWEDISH_NUMBER.search(page.lowercase):
        return True
    if any(_SWEDISH_NUMBER.match(href[4:].strip()) for _, href in page.links if href.startswith("tel:")):
        return True
    domains = Counter(domain for _, href in page.links if (domain := _domain_of(href)))
    domains.update(match[1] for match in _MAIL_DOMAIN.finditer(page.lowercase))
    if 2 * domains["se"] > domains.total():
        return True
    abroad = sum(count for domain, count in domains.items() if domain != "se" and _of_domain(domain))
    if 2 * abroad > domains.total():
        return False
    spaced = (page.at_fold(match.start())[0] for match in _SPACED_DIGITS.finditer(page.lowercase))
    return any(_has_swedish_postcode(line.text) for line in spaced)


def _domain_of(href: str) -> str:
    """Return the last part of the host that a link names, "" for one that names none."""
    if href.startswith("mailto:"):
        return href.partition("?")[0].rpartition("@")[2].rpartition(".")[2].strip().lower()
    named = _TOP_DOMAIN.match(href)
    return named[1].lower() if named is not None else ""


def _has_swedish_postcode(text: str) -> bool:
    """Return whether text has five digits in the Swedish way, `391 26`, and a town after them."""
    return any(code.value and text[code.start + 3].isspace() for code in postal.postcodes(text, "SE"))
