"""Mutated fixture pages, always the same for one number; as a program, many of them: `python -m tests.fuzz --pages 100000`."""

from __future__ import annotations

import argparse
import gc
import json
import multiprocessing
import os
import random
import sys
import time
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

from linter.model.errors import SourceError
from linter.report.json_ import page_as_json
from tests.support import examine, fixtures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

SEED = 20261121
MOST_SECONDS = 2.0
"""Processor time of one page."""
_MARKUP_EVERY = 20
"""One page in so many is asked the slow rules of mark-up too."""
_BATCH = 50
_TOKENS: Sequence[bytes] = [
    *(b"<", b">", b"</", b"<!--", b"-->", b"\0", b"\xff", b"\xed\xa0\x80", b"\r", b'"', b"'", b"=", b"@", b"{{", b"<%"),
    *(
        b"&#",
        b"&#x110000;",
        b"&#xD800;",
        b"\xc2\xad",
        b"\xe2\x80\xae",
        b"\xcc\x81",
        b"\xef\xbb\xbf",
        b"\xc3\x83\xc2\xb6",
    ),
    *(b"<table>", b"<tr><td>", b"</p>", b"<p", b"<p>", b"<br>", b"<b id=i>", b"</b>", b"<li>", b"<dl><dt>", b"<h2>"),
    *(
        b"<template>",
        b"<svg>",
        b"<main>",
        b"<footer>",
        b"<nav>",
        b"<form>",
        b"<div hidden>",
        b"<select>",
        b"<frameset>",
    ),
    *(b"<plaintext>", b"<textarea>", b"<noscript>", b"<iframe src=", b"<style>", b"<!-- kommunlint-ignore "),
    *(b"<script>document.write('", b"<script>a=a+a;", b'<script type="application/ld+json">', b"<time datetime="),
    *(b"<a href=", b"<a href=#>", b"mailto:", b"tel:", b"javascript:", b" class=vcard ", b" data-mail=", b" style='"),
    *(
        b"Telefon:",
        b"E-post:",
        b"Senast uppdaterad",
        b"Kontakta oss",
        b"Rektor Anna Ek",
        b"Storgatan 1, 391 26 Lerboda",
    ),
    *(b"2026-02-30", b"3 mars 2026", b"0480-", b"0480-45 00 01", b"a@ex.example", b"[at]", b"(a)", b".pdf", b"Box 1"),
    *(b"Visa p\xc3\xa5 karta", b"https://www.google.com/maps?q=", b"L\xc3\xa4s mer", b"Lorem ipsum", b"undefined"),
]
_ENCODINGS = ("utf-16", "utf-16-be", "utf-32", "cp1252", "cp037", "shift-jis", "utf-7")


@cache
def _pages() -> tuple[bytes, ...]:
    return tuple(path.read_bytes() for path in fixtures())


def _cut(random_: random.Random, data: bytearray) -> None:
    start = random_.randrange(len(data))
    del data[start : start + random_.randrange(1, 200)]


def _insert(random_: random.Random, data: bytearray) -> None:
    start = random_.randrange(len(data))
    data[start:start] = random_.choice(_TOKENS) * random_.choice([1, 1, 1, 1, 1, 1, 1, 50])


def _flip(random_: random.Random, data: bytearray) -> None:
    data[random_.randrange(len(data))] = random_.randrange(256)


def _copy(random_: random.Random, data: bytearray) -> None:
    start, to = random_.randrange(len(data)), random_.randrange(len(data))
    data[to:to] = data[start : start + random_.randrange(1, 400)]


def _repeat(random_: random.Random, data: bytearray) -> None:
    start = random_.randrange(len(data))
    piece = data[start : start + random_.randrange(1, 60)]
    data[start:start] = piece * random_.randrange(2, 100)


def _splice(random_: random.Random, data: bytearray) -> None:
    other = random_.choice(_pages())
    start, end = sorted(random_.randrange(len(other)) for _ in range(2))
    to = random_.randrange(len(data))
    data[to:to] = other[start : min(end, start + 4000)]


def _between_signs(random_: random.Random, data: bytearray, sign: bytes, end: bytes) -> tuple[int, int]:
    """Return where something begins with a sign and ends with another, an empty stretch where nothing does."""
    start = data.find(sign, random_.randrange(len(data)))
    stop = data.find(end, start + 1) if start >= 0 else -1
    return (start, stop + len(end)) if 0 <= start < stop else (0, 0)


def _drop_tag(random_: random.Random, data: bytearray) -> None:
    start, end = _between_signs(random_, data, b"<", b">")
    del data[start:end]


def _move_tag(random_: random.Random, data: bytearray) -> None:
    start, end = _between_signs(random_, data, b"<", b">")
    tag = data[start:end]
    del data[start:end]
    to = random_.randrange(len(data) + 1)
    data[to:to] = tag


def _change_value(random_: random.Random, data: bytearray) -> None:
    start, end = _between_signs(random_, data, b'="', b'"')
    if end > start + 3:
        data[start + 2 : end - 1] = random_.choice(_TOKENS) * random_.choice([0, 1, 1, 30])


def _truncate(random_: random.Random, data: bytearray) -> None:
    if random_.random() < 0.2:
        del data[random_.randrange(len(data)) :]


_DEEDS: tuple[Callable[[random.Random, bytearray], None], ...] = (
    *(_cut, _insert, _insert, _flip, _copy, _repeat, _splice, _drop_tag, _move_tag, _change_value, _truncate),
)


def mutated(number: int) -> bytes:
    """Return the mutated page of a number."""
    random_ = random.Random(f"{SEED}.{number}")
    data = bytearray(_pages()[number % len(_pages())])
    for _ in range(random_.randrange(1, 40)):
        random_.choice(_DEEDS)(random_, data)
        data = data or bytearray(b"<p>")
    if random_.random() < 0.03:
        return data.decode("utf-8", "replace").encode(random_.choice(_ENCODINGS), "replace")
    return bytes(data)


class Verdict(NamedTuple):
    """What became of a page: the complaint, "" for none, and the processor time that it took."""

    number: int
    complaint: str
    seconds: float


def judge(number: int) -> Verdict:
    """Examine the page of a number, with the slow rules now and then."""
    data = mutated(number)
    begin = time.process_time()
    complaint = ""
    try:
        report = examine(data, *(("all",) if number % _MARKUP_EVERY == 0 else ()), outlines=True)
        json.dumps(page_as_json(report))
        complaint = "; ".join(f"{one.rule}: {one.reason}" for one in report.skipped)
    except SourceError:
        pass
    except Exception as error:  # noqa: BLE001  whatever it is, it is told with the page's number
        complaint = f"{type(error).__name__}: {error}"
    seconds = time.process_time() - begin
    if seconds > MOST_SECONDS and not complaint:
        complaint = f"{seconds:.1f} s of processor time"
    return Verdict(number, complaint, seconds)


def _judge_batch(numbers: range) -> list[Verdict]:
    gc.collect()
    return [judge(number) for number in numbers]


def _tell(verdicts: Iterable[list[Verdict]], pages: int, say: Callable[[str], object]) -> bool:
    """Tell what is found as it is found; return whether nothing was."""
    slowest, faults, done = Verdict(0, "", 0.0), 0, 0
    for batch in verdicts:
        for verdict in batch:
            slowest = max(slowest, verdict, key=lambda one: one.seconds)
            if verdict.complaint:
                faults += 1
                say(f"page {verdict.number}: {verdict.complaint[:400]}\n")
        done += len(batch)
        if done % 5000 < len(batch):
            say(f"{done} of {pages} pages; the slowest so far is {slowest.number} with {slowest.seconds:.2f} s\n")
    say(f"{pages} pages, {faults} faulty; the slowest is {slowest.number} with {slowest.seconds:.2f} s\n")
    return not faults


def main() -> int:
    """Judge many pages in several processes."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description="Examine mutated fixture pages.")
    parser.add_argument("--pages", type=int, default=100_000)
    parser.add_argument("--first", type=int, default=0, help="the number of the first page")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args()
    last = asked.first + asked.pages
    batches = [range(start, min(start + _BATCH, last)) for start in range(asked.first, last, _BATCH)]
    say = partial(print, end="", file=sys.stdout, flush=True)
    with multiprocessing.get_context("spawn").Pool(asked.jobs) as pool:
        return 0 if _tell(pool.imap(_judge_batch, batches), asked.pages, say) else 1


if __name__ == "__main__":
    raise SystemExit(main())
