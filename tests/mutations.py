"""Edits of a page that leave its faults alone: what editors and templates do to pages all the time."""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Set as AbstractSet
    from random import Random

_TAG = re.compile(
    r"<([a-zA-Z][\w-]*)((?:\s+[^\s=<>\"'/]+(?:\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>=`]+))?)+)(\s*/?)>"
)
_ATTRIBUTE = re.compile(r"[^\s=<>\"'/]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'<>=`]+))?")
_RAW = re.compile(r"<(script|style|pre|textarea|svg|noscript)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_CLASS = re.compile(r'class="([^"]*)"')
_PARAGRAPH = re.compile(r"\s*<(p|li|dd|div)\b[^<>]*>[^<>]{30,}</\1>\s*")
_SAYS_SOMETHING = re.compile(r"\d|arkiv", re.IGNORECASE)
"""Paragraphs whose loss would make a new fault: dates, addresses, a notice that the page is archived."""
_BLOCK = re.compile(r"\s*<(p|h2|h3|ul|div)\b.*</\1>\s*")


def _raw_lines(lines: list[str]) -> set[int]:
    """Return the lines in which a line end or a tag is text."""
    text = "\n".join(lines)
    found: set[int] = set()
    for match in _RAW.finditer(text):
        found.update(range(text.count("\n", 0, match.start()), text.count("\n", 0, match.end()) + 1))
    return found


def _between_blocks(lines: list[str]) -> list[int]:
    raw = _raw_lines(lines)
    return [
        number
        for number in range(1, len(lines))
        if lines[number - 1].rstrip().endswith(">")
        and lines[number].lstrip().startswith("<")
        and not {number, number - 1} & raw
    ]


def insert_lines(lines: list[str], _kept: AbstractSet[int], random: Random) -> list[str]:
    """Put empty lines and comments between others."""
    places = {number for number in _between_blocks(lines) if random.random() < 0.3}
    found: list[str] = []
    for number, line in enumerate(lines):
        if number in places:
            found += random.choice([[""], ["", ""], ["<!-- mall 4.2 -->"], ["<!-- a -->", ""]])
        found.append(line)
    return found


def delete_lines(lines: list[str], kept: AbstractSet[int], random: Random) -> list[str]:
    """Remove empty lines, and paragraphs that no finding stands in or beside."""
    near = {number + step for number in kept for step in (-2, -1, 0, 1, 2)} | _raw_lines(lines)
    return [
        line
        for number, line in enumerate(lines)
        if number in near
        or _SAYS_SOMETHING.search(line)
        or (line.strip() and not (_PARAGRAPH.fullmatch(line) and random.random() < 0.3))
    ]


def reorder_attributes(lines: list[str], _kept: AbstractSet[int], random: Random) -> list[str]:
    """Write the attributes of every start tag in another order."""

    def shuffled(match: re.Match[str]) -> str:
        parts = _ATTRIBUTE.findall(match[2])
        random.shuffle(parts)
        return f"<{match[1]} {' '.join(parts)}{match[3]}>"

    raw = _raw_lines(lines)
    return [line if number in raw else _TAG.sub(shuffled, line) for number, line in enumerate(lines)]


def rename_classes(lines: list[str], _kept: AbstractSet[int], random: Random) -> list[str]:
    """Give every class a name of a new theme, or one that says nothing."""
    raw, is_plain = _raw_lines(lines), random.random() < 0.5

    def renamed(match: re.Match[str]) -> str:
        names = [f"tema-{name}" if is_plain else f"c{zlib.crc32(name.encode()):x}" for name in match[1].split()]
        return f'class="{" ".join(names)}"'

    return [line if number in raw else _CLASS.sub(renamed, line) for number, line in enumerate(lines)]


def move_blocks(lines: list[str], kept: AbstractSet[int], random: Random) -> list[str]:
    """Let neighbours change places, where neither holds a finding, and wrap others."""
    found, raw = list(lines), _raw_lines(lines)
    for number in range(len(found) - 1):
        both = found[number : number + 2]
        if {number, number + 1} & (raw | {k + step for k in kept for step in (-1, 0, 1)}):
            continue
        if all(_BLOCK.fullmatch(line) and _PARAGRAPH.fullmatch(line) for line in both) and random.random() < 0.5:
            found[number : number + 2] = [both[1], both[0]]
    return found


def wrap_blocks(lines: list[str], _kept: AbstractSet[int], random: Random) -> list[str]:
    """Put a new element around whole blocks, those with findings too."""
    raw = _raw_lines(lines)
    return [
        f"<div>{line}</div>"
        if number not in raw and re.fullmatch(r"\s*<p\b[^<>]*>(?:(?!<p\b).)*</p>\s*", line) and random.random() < 0.4
        else line
        for number, line in enumerate(lines)
    ]


def edit_text(lines: list[str], kept: AbstractSet[int], random: Random) -> list[str]:
    """Write more in paragraphs that no finding stands in or beside, and put a new one below the heading."""
    near = {number + step for number in kept for step in (-1, 0, 1)} | _raw_lines(lines)
    found: list[str] = []
    for number, line in enumerate(lines):
        match = _PARAGRAPH.fullmatch(line)
        if match and number not in near and random.random() < 0.5:
            end = line.rindex("</")
            found.append(f"{line[:end]} Texten har blivit längre.{line[end:]}")
            continue
        found.append(line)
        if line.rstrip().endswith("</h1>") and number + 1 not in near:
            found.append("<p>Från årsskiftet gäller nya tider för hela verksamheten.</p>")
    return found


def change_the_template(lines: list[str], kept: AbstractSet[int], random: Random) -> list[str]:
    """Do everything at once that leaves all texts as they are."""
    for edit in (reorder_attributes, rename_classes, wrap_blocks, insert_lines):
        lines = edit(lines, kept, random)
    return lines


EDITS: tuple[Callable[[list[str], AbstractSet[int], Random], list[str]], ...] = (
    insert_lines,
    delete_lines,
    reorder_attributes,
    rename_classes,
    move_blocks,
    wrap_blocks,
    edit_text,
    change_the_template,
)
