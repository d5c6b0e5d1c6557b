"""A phone number as written -> E.164, or what is wrong with it by the numbering plan of its country."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal

from linter.data import vocabulary

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
    """Return whether a number is one of the short numbers that everybody knows."""
    return digits in _short_numbers()


@lru_cache(maxsize=1024)
def is_short_in(digits: str, country: str) -> bool:
    """Return whether a number is a short one of a country, by the list of ours or by its plan: emergencies, messages."""
    if is_short(digits):
        return True
    if not 3 <= len(digits) <= _FEW or digits.startswith("0") or country not in NATIONS:
        return False
    import phonenumbers  # noqa: PLC0415  15 ms, only for pages with numbers

    return phonenumbers.is_valid_short_number_for_region(phonenumbers.parse(digits, country), country)


@cache
def _short_numbers() -> frozenset[str]:
    return frozenset(vocabulary.load("contacts")["short_numbers"])


def may_exist(text: str, country: str) -> bool:
    """Return whether a number can exist, as far as the country's plan is known."""
    digits = len(digits_of(text))
    if not _FEW <= digits <= LONGEST + len("00") + len("0"):
        return False
    if _is_unknown(text, country):
        return SHORTEST <= digits <= LONGEST
    return _e164(text, country) is not None or _is_local(text, country)


def judge(text: str, country: str) -> tuple[str | None, Fault | None]:
    """Return E.164 and None for a number that can exist, else None and what is wrong with it.

    Both are None where nobody can tell: the country is not known, or the number is one to dial within a town.
    """
    if _is_unknown(text, country):
        return None, None
    number = _e164(text, country)
    if number is not None or _is_local(text, country):
        return number, None
    return None, _fault(text, country)


def _is_unknown(text: str, country: str) -> bool:
    """Return whether nobody knows the plan that a number belongs to."""
    import phonenumbers  # noqa: PLC0415  15 ms, only for pages with numbers

    return country not in phonenumbers.SUPPORTED_REGIONS and not _is_international(text)


def _is_international(text: str) -> bool:
    return "+" in text[:2]


@lru_cache(maxsize=4096)
def _e164(text: str, country: str) -> str | None:
    import phonenumbers  # noqa: PLC0415  13 ms, see above

    try:
        number = phonenumbers.parse(_DASHES.sub("-", text), country)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


@lru_cache(maxsize=4096)
def _fault(text: str, country: str) -> Fault:
    """Return what is wrong with a number: with some digits more or fewer it would be one, or it begins like none."""
    digits, sign = digits_of(text), "+" if _is_international(text) else ""
    if not digits:
        return "too_short"
    if any(_is_ordinary(f"{sign}{digits}{'0' * more}", country) for more in _TRIES["too_short"]):
        return "too_short"
    if any(_is_ordinary(f"{sign}{digits[:-fewer]}", country) for fewer in _TRIES["too_long"]):
        return "too_long"
    return "too_short" if len(digits) < _FEW else "unknown"


def _is_local(text: str, country: str) -> bool:
    """Return whether a number lacks its area code only, in a country where such ones are not told of."""
    import phonenumbers  # noqa: PLC0415  13 ms, see above

    if country in NATIONS or _is_international(text):
        return False
    try:
        reason = phonenumbers.is_possible_number_with_reason(phonenumbers.parse(_DASHES.sub("-", text), country))
    except phonenumbers.NumberParseException:
        return False
    return reason == phonenumbers.ValidationResult.IS_POSSIBLE_LOCAL_ONLY


def _is_ordinary(text: str, country: str) -> bool:
    """Return whether a number exists and is no paid or personal one."""
    import phonenumbers  # noqa: PLC0415  13 ms, see above

    kinds = phonenumbers.PhoneNumberType
    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return False
    kind = phonenumbers.number_type(number)
    return kind not in (kinds.UNKNOWN, kinds.PREMIUM_RATE, kinds.PERSONAL_NUMBER, kinds.VOICEMAIL)
