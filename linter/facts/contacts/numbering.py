"""A phone number as written -> E.164, or what is wrong with it by the numbering plan of its country."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

from linter.data import vocabulary

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

Fault = Literal["too_short", "too_long", "letters", "unknown"]

NATIONS = frozenset(("SE", "NO", "DK", "FI", "DE"))
"""The countries whose ways of writing numbers are known here."""
SHORTEST, LONGEST = 7, 15
"""How many digits a number has in a country that is not known."""
_FEW = 6
_TRIES = {"too_short": (1, 2), "too_long": (1, 2, 3, 4)}
_DASHES = re.compile(r"[\u2010-\u2013\u2212/]")
_NO_DIGIT = re.compile(r"\D")


def digits_of(text: str) -> str:
    """Return the digits of a text."""
    return _NO_DIGIT.sub("", text)


def is_short(digits: str) -> bool:
    """Return whether a number is one of the national short numbers."""
    return digits in _short_numbers()


@cache
def _short_numbers() -> frozenset[str]:
    return frozenset(vocabulary.load("contacts")["short_numbers"])


def may_exist(text: str, country: str) -> bool:
    """Return whether a number can exist, as far as the country's plan is known."""
    number, fault = judge(text, country)
    if number is None and fault is None:
        return SHORTEST <= len(digits_of(text)) <= LONGEST
    return fault is None


@lru_cache(maxsize=4096)
def judge(text: str, country: str) -> tuple[str | None, Fault | None]:
    """Return E.164 and None for a number that can exist, else None and what is wrong with it.

    Both are None where nobody can tell: the country is not known, or the number is one to dial within a town.
    """
    import phonenumbers  # noqa: PLC0415  15 ms, only for pages with numbers

    plain = _DASHES.sub("-", text)
    is_international = "+" in plain[:2]
    if country not in phonenumbers.SUPPORTED_REGIONS and not is_international:
        return None, None
    try:
        number = phonenumbers.parse(plain, country)
    except phonenumbers.NumberParseException:
        return None, "too_short"
    if phonenumbers.is_valid_number(number):
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164), None
    if country not in NATIONS and not is_international and _is_local(number):
        return None, None
    return None, _fault(plain, country, is_international=is_international)


def _fault(plain: str, country: str, *, is_international: bool) -> Fault:
    """Return what is wrong with a number: with some digits more or fewer it would be one, or it begins like none."""
    digits, sign = digits_of(plain), "+" if is_international else ""
    if any(_is_valid(f"{sign}{digits}{'0' * more}", country) for more in _TRIES["too_short"]):
        return "too_short"
    if any(_is_valid(f"{sign}{digits[:-fewer]}", country) for fewer in _TRIES["too_long"]):
        return "too_long"
    return "too_short" if len(digits) < _FEW else "unknown"


def _is_local(number: PhoneNumber) -> bool:
    """Return whether a number lacks the area code only."""
    import phonenumbers  # noqa: PLC0415  see judge

    reason = phonenumbers.is_possible_number_with_reason(number)
    return reason == phonenumbers.ValidationResult.IS_POSSIBLE_LOCAL_ONLY


def _is_valid(text: str, country: str) -> bool:
    import phonenumbers  # noqa: PLC0415  see judge

    kinds = phonenumbers.PhoneNumberType
    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return False
    kind = phonenumbers.number_type(number)
    return kind not in (kinds.UNKNOWN, kinds.PREMIUM_RATE, kinds.PERSONAL_NUMBER, kinds.VOICEMAIL)
