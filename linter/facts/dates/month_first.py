"""Page -> whether its figures are American: month first, so that 10/02/2026 is the second of October."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from linter.data import vocabulary
from linter.facts import locale

if TYPE_CHECKING:
    from linter.page.page import Page

_AMERICAN = frozenset({"us", "gov", "mil", "edu"})
"""Top-level domains of the United States."""

_LINKS = 200
"""How many links are asked which country they lead to."""


def is_english(phrase: str) -> bool:
    """Return whether a date label is an English one."""
    return phrase in _english_labels()


def writes_month_first(page: Page) -> bool:
    """Return whether a page is in English and of the United States.

    The domain decides. A page without one is American where its language says so and nothing on it leads to another
    country: many systems write `en-US` on every page that is not in their maker's own language.
    """
    tag = _language_tag(page)
    if tag and tag.split("-")[0] != "en":
        return False
    domains = {locale.host(address).rsplit(".", 1)[-1] for address in locale.addresses(page)} - {""}
    if domains & _AMERICAN:
        return True
    if "us" not in tag.split("-")[1:] or any(len(domain) == 2 for domain in domains):
        return False
    linked = {locale.host(href).rsplit(".", 1)[-1] for _, href in page.links[:_LINKS] if "//" in href}
    return not any(_is_country(domain) for domain in linked - _AMERICAN)


def _language_tag(page: Page) -> str:
    """Return the language of the page in lower case: `lang`, or the head's `Content-Language` where that says more."""
    tag = (page.root.get("lang") or page.root.get("xml:lang") or "").replace("_", "-").strip().lower()
    stated = next(
        (m.get("content", "") for m in page.metas if m.get("http-equiv", "").lower() == "content-language"), ""
    )
    stated = stated.strip().lower()
    return stated if stated.startswith(tag) else tag


def _is_country(domain: str) -> bool:
    return domain in ("se", "no", "dk", "fi", "ax", "de", "at", "ch", "uk", "ie", "eu")


@cache
def _english_labels() -> frozenset[str]:
    kinds = vocabulary.load("dates")["labels"].values()
    return frozenset(vocabulary.phrases([kind.get("en", []) for kind in kinds]))
