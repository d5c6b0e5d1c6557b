"""Text -> the Swedish personal identity numbers in it; text and such numbers -> the text with them masked."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from linter.data import vocabulary

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_SEPARATORS = "-+\u2010\u2011\u2012\u2013\u2212"
_BLANKS = " \u00a0\u202f"
_SHAPES = (b"000000-0000", b"0000000000")
"""A number with what parts it, and one without, as `_FOLD` leaves them."""
_FOLD = bytes(
    ord("0") if chr(byte).isdecimal() else ord("-") if chr(byte) in "?-+ \u00a0" else byte for byte in range(256)
)
"""Digits as one digit, and what may part a number as a hyphen; `?` stands for all that Latin-1 lacks."""
_BIRTH, _TAIL = 6, 4
_CENTURIES = ("18", "19", "20")
_COORDINATION = 60
"""So much is added to the day of birth in a coordination number."""
_BEFORE, _AFTER = "-/._=@&#%\\?", "_@/\\"
"""Characters beside digits that are part of an address, of a file's name or of a longer number."""
_WELL_KNOWN = frozenset({"1212121212"})
"""The number that forms and instructions have used as a sample for decades."""
_NEARBY = 60
_FIRST_STAMP, _LAST_STAMP = 5, 30
"""Years within which digits may tell when a file was made: day and time look like a number of a person."""
_GAP = r"(?:[-+\s\u00a0\u202f\u00ad\u2010-\u2013\u2212]|&[#\w]{1,8};|<[^<>]{0,200}>|%[0-9A-Fa-f]{2}){0,6}"
_ANY = re.compile(rf"(?<!\d)((?:18|19|20)?\d{{{_BIRTH}}})({_GAP})(\d{{0,{_TAIL}}})(?!\d)")
"""What may be a number, or the beginning of one that is cut."""
_MASK = "X"


class PersonalNumber(NamedTuple):
    """A personal identity number in a text: where it stands, and its ten digits."""

    start: int
    end: int
    digits: str


def may_hold(folded: bytes) -> bool:
    """Return whether a text of one byte for each character may have a number with a hyphen in it: most have none."""
    return _SHAPES[0] in folded.translate(_FOLD)


def find(text: str) -> list[PersonalNumber]:
    """Return the numbers that people are known by: with a day of birth that exists and the right control digit.

    One without a hyphen counts only after a word that says what it is; one that an example is made of never does.
    """
    folded = text.encode("latin-1", "replace").translate(_FOLD)
    found = {number.start: number for shape in _SHAPES for number in _shaped(text, folded, shape)}
    return [found[start] for start in sorted(found)]


def _shaped(text: str, folded: bytes, shape: bytes) -> Iterator[PersonalNumber]:
    is_parted = b"-" in shape
    at = folded.find(shape)
    while at >= 0:
        number = _read(text, at, is_parted=is_parted)
        if number is not None:
            yield number
        at = folded.find(shape, at + 1)


def _read(text: str, at: int, *, is_parted: bool) -> PersonalNumber | None:
    end = at + _BIRTH + _TAIL + is_parted
    digits = text[at : at + _BIRTH] + text[end - _TAIL : end]
    separator = text[at + _BIRTH] if is_parted else ""
    if not digits.isascii() or (separator and separator not in _SEPARATORS + _BLANKS):
        return None
    century = text[max(0, at - 2) : at]
    start = at - 2 if century in _CENTURIES and not text[max(0, at - 3) : at - 2].isdecimal() else at
    if not _stands_alone(text, start, end) or not _is_valid(text[start:at], digits) or digits in _WELL_KNOWN:
        return None
    around = _line_around(text, start, end)
    if _samples().search(around) is not None:
        return None
    is_certain = _labels().search(text[max(0, start - _NEARBY) : start].lower()) is not None
    if not is_certain and (separator not in _SEPARATORS or not separator or _may_be_time(digits)):
        return None
    return None if _is_other(text, start) else PersonalNumber(start, end, digits)


def _stands_alone(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 1) : start], text[end : end + 2]
    if before and (before.isalnum() or before in _BEFORE):
        return False
    if after[:1].isalnum() or (after[:1] and after[:1] in _AFTER):
        return False
    return not (after[:1] in (".", "-", ":") and after[1:].isalnum() and after[:1] != ":")


def _is_valid(century: str, digits: str) -> bool:
    """Return whether the day exists in one of the centuries that it may mean, and the control digit is right."""
    year, month, day = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    day -= _COORDINATION if day > _COORDINATION else 0
    years = [int(f"{one}{digits[:2]}") for one in ((century,) if century else _CENTURIES)]
    return any(_exists(one, month, day) for one in years) and _control(digits) and bool(year or month)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        return date(year, month, day) is not None
    except ValueError:
        return False


def _control(digits: str) -> bool:
    """Return whether the last digit is the one that the others ask for."""
    doubled = [int(digit) * (2 - position % 2) for position, digit in enumerate(digits)]
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0


def _may_be_time(digits: str) -> bool:
    """Return whether digits may be a day of our time and a time of that day."""
    return _FIRST_STAMP <= int(digits[:2]) <= _LAST_STAMP and int(digits[6:8]) < 24 and int(digits[8:]) < 60


def _line_around(text: str, start: int, end: int) -> str:
    begin = max(text.rfind("\n", 0, start) + 1, start - 2 * _NEARBY)
    stop = text.find("\n", end, end + _NEARBY)
    return text[begin : stop if stop >= 0 else end + _NEARBY].lower()


def _is_other(text: str, start: int) -> bool:
    """Return whether the words right before say that the digits are a number of something else."""
    return _others().search(text[max(0, start - _NEARBY) : start].lower().rpartition("\n")[2]) is not None


@cache
def _labels() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W\d_])(?:{_any('labels')})[^\d]{{0,40}}$")


@cache
def _others() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W\d_])(?:{_any('others')})\.?:?\s{{0,3}}$")


@cache
def _samples() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W\d_])(?:{_any('samples')})")


def _any(key: str) -> str:
    return vocabulary.any_of(vocabulary.phrases(vocabulary.load("content")["personal_numbers"][key]))


def masked(text: str, numbers: Collection[str]) -> str:
    """Return a text of the same length in which the digits of the numbers are masked, however these are parted.

    So are those of a number that the end of the text cuts. One pass, however many the numbers are.
    """
    if not numbers:
        return text

    def hide(match: re.Match[str]) -> str:
        first, gap, last = match.groups()
        digits = first + last
        is_cut = match.end() == len(text) and any(one.startswith((digits, digits[2:])) for one in numbers)
        if digits[-_BIRTH - _TAIL :] not in numbers and not is_cut:
            return match[0]
        return f"{_MASK * len(first)}{gap}{_MASK * len(last)}"

    return _ANY.sub(hide, text)
