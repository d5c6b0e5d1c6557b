"""Text -> the Swedish personal identity numbers in it; text and such numbers -> the text with them masked."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import ahocorasick_rs

from linter.data import vocabulary
from linter.data.characters import blocks

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

_SEPARATORS = "-+\u2010\u2011\u2012\u2013\u2212"
_BLANKS = " \u00a0\u202f"
_SHAPES = (b"000000-0000", b"0000000000", b"000000---0000")
"""A number with what parts it, one without, and one with blanks round a dash, as `_FOLD` leaves them."""
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
_COPULAS = r"(?:\s(?:är|er|is|on|ist|lautet))?"
_STRETCH = 65_536
"""So much of a text is searched for labels at once: the first that stands there ends the search."""
_LOWER = bytes(ord(low) if ord(low := chr(byte).lower()) < 256 else byte for byte in range(256))
_LETTERS = frozenset(byte for byte in range(256) if chr(byte).isalpha())
_MANY = 1000
"""Characters from which on a text is worth a set of the numbers that are looked for."""
_UNIT = r"&[#\w]{1,8};|<[^<>]{0,200}>|%[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|_|[^\w<&%]"
"""What may stand between two digits of a number: no letter."""
_WRITTEN_OUT = r"%[0-9A-Fa-f]{2}|&\#\w{1,8};"
_RUN = re.compile(
    rf"[%&\d](?:(?<=\d)(?<!\d\d)|(?:(?<=%)[0-9A-Fa-f]{{2}}|(?<=&)\#\w{{1,8}};)(?:{_WRITTEN_OUT})*\d)(?:(?:{_UNIT}){{0,6}}\d){{5,}}"
)
"""Six digits or more in a row, or with something between; a class of characters first lets the search leap to the next."""
_PIECE = re.compile(rf"{_UNIT}|(\d)")
_TAILS = re.compile(rb"0000+")
"""Where the last digits of a number may stand, in a text whose digits are all the same; an expression that begins with
characters and no class is searched for fifteen times as fast."""
_TINU = r"(?:;[#\w]{1,8}&|>[^<>]{0,200}<|[0-9A-Fa-f]{2}%|[0-9A-Fa-f]{4}u\\|_|[^\w<&%])"
"""`_UNIT` from its end to its beginning."""
_BACKWARDS = re.compile(
    rf"\d{{4}}(?:{_TINU}{{0,6}}\d\d){{3}}(?=(?!\d)|[890]{_TINU}{{0,6}}[12]|\w{{2,6}}[%u])",
)
"""Ten digits in the parts of a number, read from the last: that is rare, where some digits in a row are not."""
_ROWS = frozenset({4, 6, 8, 10})
"""So many digits in a row may be the last of a number, where no century and no part of a character stands before them."""
_CENTURY_ENDS = "890"
_WRITTEN_OUT_IN = "%uABCDEFabcdef"
_FAR = 4000
"""So far before its end a number begins at most: ten digits, and what may stand between them."""
_WITHOUT_DIGITS = bytes((*range(1, 6), *range(0x20, 0x30)))
"""Blocks of characters without digits of a script of their own."""
_PARTS = frozenset({2, 4, 6})
"""The digits of a number that a writer may leave a gap after: year, month and day of birth."""
_CUT = re.compile(r"[^\w<>]{0,6}")
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

    Ten digits without a hyphen count only after a word that says what they are; what an example is made of never does.
    """
    folded = text.encode("latin-1", "replace").translate(_FOLD)
    found = {number.start: number for shape in _SHAPES for number in _shaped(text, folded, shape)}
    return [found[start] for start in sorted(found)]


def _shaped(text: str, folded: bytes, shape: bytes) -> Iterator[PersonalNumber]:
    gap = len(shape) - _BIRTH - _TAIL
    at = folded.find(shape)
    while at >= 0:
        number = _read(text, at, gap)
        if number is not None and _is_told(text, number, text[at + _BIRTH : at + _BIRTH + gap]):
            yield number
        at = folded.find(shape, at + 1)


def unlabelled(text: str) -> list[PersonalNumber]:
    """Return the numbers of ten digits in a row that nothing before them tells of: a heading of their cell may."""
    folded = text.encode("latin-1", "replace").translate(_FOLD)
    found, at = [], folded.find(_SHAPES[1])
    while at >= 0:
        number = _read(text, at, 0)
        if number is not None and not _is_other(text, number.start) and not _is_sample(text, number):
            found.append(number)
        at = folded.find(_SHAPES[1], at + 1)
    return found


def is_label(text: str) -> bool:
    """Return whether a heading says that personal identity numbers stand under it or beside it."""
    return _labels().search(text.lower()) is not None


def is_label_of_other(text: str) -> bool:
    """Return whether a heading says that numbers of something else stand under it or beside it."""
    return _says_other(text.lower().strip() + " ")


def _read(text: str, at: int, gap: int) -> PersonalNumber | None:
    """Return the valid number that stands by itself where digits have its shape."""
    end = at + _BIRTH + gap + _TAIL
    digits = text[at : at + _BIRTH] + text[end - _TAIL : end]
    separator = text[at + _BIRTH : at + _BIRTH + gap]
    if not digits.isascii() or (separator and (separator.strip(_BLANKS) or " ") not in _SEPARATORS + _BLANKS):
        return None
    century = text[max(0, at - 2) : at]
    start = at - 2 if century in _CENTURIES and not text[max(0, at - 3) : at - 2].isdecimal() else at
    if not _stands_alone(text, start, end) or not _is_valid(text[start:at], digits) or digits in _WELL_KNOWN:
        return None
    return PersonalNumber(start, end, digits)


def _is_told(text: str, number: PersonalNumber, separator: str) -> bool:
    """Return whether a number's shape, or the words before it, leave no doubt of what it is."""
    if _is_sample(text, number) or _is_other(text, number.start):
        return False
    if _labels().search(text[max(0, number.start - _NEARBY) : number.start].lower()) is not None:
        return True
    has_century = number.end - number.start - len(separator) > _BIRTH + _TAIL
    is_shaped = has_century if not separator else separator in _SEPARATORS
    return is_shaped and not _may_be_time(number.digits)


def _is_sample(text: str, number: PersonalNumber) -> bool:
    around = _line_around(text, number.start, number.end)
    above = _line_above(text, number.start)
    return _samples().search(around) is not None or (above.endswith(":") and _samples().search(above) is not None)


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


def _line_above(text: str, start: int) -> str:
    """Return the short line above a number that begins its own line."""
    before = text[max(0, start - 2 * _NEARBY) : start].lower().rstrip(_BLANKS)
    return before.rstrip().rpartition("\n")[2] if before.endswith("\n") else ""


def _is_other(text: str, start: int) -> bool:
    """Return whether the words right before, or a label above, say that the digits are a number of something else."""
    before = text[max(0, start - _NEARBY) : start].lower().rpartition("\n")[2]
    return _says_other(before) or _says_other(_line_above(text, start))


def _says_other(before: str) -> bool:
    found = _others().search(before)
    return found is not None and _own().search(before) is None


@cache
def _labels() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W\d_])(?:{_any('labels')})[^\d]{{0,40}}$")


@cache
def _others() -> re.Pattern[str]:
    words = rf"(?<![^\W\d_])(?:{_any('others')})|(?:{_any('endings')})|(?<=\w\s)no"
    return re.compile(rf"(?:{words})(?![^\W\d_])\.?{_COPULAS}\s?:?\s{{0,3}}$")


@cache
def _own() -> re.Pattern[str]:
    """Return the labels of personal identity numbers, and of organisations as persons are, right before digits."""
    words = f"{_any('labels')}|{_any('organisations')}"
    return re.compile(rf"(?<![^\W\d_])(?:{words})\.?{_COPULAS}\s?:?\s{{0,3}}$")


@cache
def _samples() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W\d_])(?:{_any('samples')})")


def _any(key: str) -> str:
    return vocabulary.any_of(vocabulary.phrases(vocabulary.load("content")["personal_numbers"][key]))


def has_label(text: bytes) -> bool:
    """Return whether a text of one byte for each character speaks of personal identity numbers at all, in any case."""
    folded = b" " + text.translate(_LOWER) + b" "
    for begin in range(0, len(folded), _STRETCH):
        part = folded[begin : begin + _STRETCH + _NEARBY]
        for _, start, end in _spoken().find_matches_as_indexes(part, overlapping=True):
            if start > 0 and end < len(part) and part[start - 1] not in _LETTERS and part[end] not in _LETTERS:
                return True
    return False


@cache
def _spoken() -> ahocorasick_rs.BytesAhoCorasick:
    labels = vocabulary.phrases(vocabulary.load("content")["personal_numbers"]["labels"])
    return ahocorasick_rs.BytesAhoCorasick(
        [label.encode("latin-1") for label in labels], implementation=ahocorasick_rs.Implementation.DFA
    )


def likely(text: str, *, parted: bool) -> Iterator[str]:
    """Yield the ten digits of all that has a day of birth and the right control digit, also within addresses.

    Where `parted`, only those with something between day and control: digits in a row are mostly something else.
    """
    for run in _RUN.finditer(text) if _may_have_likely(text) else ():
        if not _may_be_long(run[0]):
            continue
        digits, places = _digits(run)
        for start, stop in _windows(digits, places):
            gaps = {at - start for at in range(start + 1, stop) if places[at] > places[at - 1] + 1}
            number, century = digits[start:stop], _century(digits, places, start)
            if not gaps <= _PARTS or (parted and (gaps != {_BIRTH} or _may_be_time(number))):
                continue
            if _is_valid(century, number) and number not in _WELL_KNOWN:
                begin = places[start - len(century)]
                if not _is_other(text, begin):
                    yield number


def _may_have_likely(text: str) -> bool:
    """Return whether ten digits with a day of birth and the right control digit may stand in a text: in most none do."""
    if blocks(text).translate(None, _WITHOUT_DIGITS):
        return True  # perhaps digits of another script
    folded = text.encode("latin-1", "replace").translate(_FOLD)
    return any(_may_be_last(text, *tail.span()) for tail in _TAILS.finditer(folded))


def _may_be_last(text: str, start: int, end: int) -> bool:
    """Return whether the digits in a row that end at a place may be the last ones of a number, or all of it."""
    before, row = text[start - 1 : start], end - start
    is_whole = row in _ROWS or text.startswith(_CENTURIES, start) or (row - 1 in _ROWS and text[start] in _CENTURY_ENDS)
    if not is_whole and before not in _WRITTEN_OUT_IN:
        return False
    number = _BACKWARDS.match(text[max(0, end - _FAR) : end][::-1])
    if number is None:
        return False
    digits = "".join(piece[1] or "" for piece in _PIECE.finditer(number[0][::-1]))
    return len(digits) != _BIRTH + _TAIL or _is_valid("", digits)


def _may_be_long(run: str) -> bool:
    """Return whether a run may have the digits of a number: most have the few of a day, a postcode or a telephone."""
    long = _BIRTH + _TAIL
    return len(run) >= long and (not run.isascii() or sum(map(run.count, "0123456789")) >= long)


def _digits(run: re.Match[str]) -> tuple[str, list[int]]:
    """Return the digits of a run, and where each stands."""
    found = [(piece[1], run.start() + piece.start()) for piece in _PIECE.finditer(run[0]) if piece[1]]
    return "".join(digit for digit, _ in found), [place for _, place in found]


def _windows(digits: str, places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield where ten digits begin and end that no further digit stands right beside, but for a century."""
    long = _BIRTH + _TAIL
    for start in range(len(digits) - long + 1):
        stop = start + long
        if stop < len(digits) and places[stop] == places[stop - 1] + 1:
            continue
        if not start or places[start] > places[start - 1] + 1 or _century(digits, places, start):
            yield start, stop


def _century(digits: str, places: Sequence[int], start: int) -> str:
    """Return the century that stands by itself right before ten digits."""
    century = digits[max(0, start - 2) : start]
    if century not in _CENTURIES or places[start] != places[start - 1] + 1:
        return ""
    return century if start == 2 or places[start - 2] > places[start - 3] + 1 else ""


def masked(text: str, numbers: Collection[str]) -> str:
    """Return a text of the same length in which the digits of the numbers are masked, however these are parted.

    So are those of a number that the end of the text cuts. One pass, however many the numbers are.
    """
    if not numbers:
        return text
    known = frozenset(numbers) if len(text) > _MANY else numbers

    def hide(run: re.Match[str]) -> str:
        digits, places = _digits(run)
        hidden = set()
        for start, stop in _windows(digits, places):
            if digits[start:stop] in known:
                hidden.update(places[start - len(_century(digits, places, start)) : stop])
        if _CUT.fullmatch(text, run.end()) is not None:
            hidden.update(places[_cut(digits, places, known) :])
        if not hidden:
            return run[0]
        return "".join(_MASK if at in hidden else char for at, char in enumerate(run[0], run.start()))

    return _RUN.sub(hide, text)


def _cut(digits: str, places: Sequence[int], numbers: Collection[str]) -> int:
    """Return where the beginning of a number stands last in digits that a text ends with, their length for nowhere."""
    first = max(0, len(digits) - _BIRTH - _TAIL - 2)
    for start in range(first, len(digits) - _BIRTH + 1):
        if start and places[start] == places[start - 1] + 1:
            continue
        rest = digits[start:]
        beginnings = (rest, rest[2:]) if rest.startswith(_CENTURIES) and len(rest) > _BIRTH + 1 else (rest,)
        if any(one.startswith(beginnings) for one in numbers):
            return start
    return len(digits)
