"""Content codings: what is asked for is undone in its order and within the limit; what cannot be undone is not examined."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING

import brotli
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from linter.model.errors import SourceError
from linter.model.limits import Limits
from linter.stages.http.codings import CodingError, Undoing, read_codings
from linter.stages.http.fetch import fetch
from tests.answer_server import Sent, answering
from tests.support import PAGE, check

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_RAW = PAGE.encode()
_LIMITS = replace(Limits(), fetch_seconds=10.0, page_bytes=1_000_000)
PACK: Mapping[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstandard.ZstdCompressor().compress,
}


def _bare(data: bytes) -> bytes:
    packing = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packing.compress(data) + packing.flush()


def _packed(data: bytes, *names: str) -> bytes:
    for name in names:
        data = PACK[name](data)
    return data


def _fetched(header: str, body: bytes) -> tuple[bytes, str]:
    with answering({"/": Sent(headers={"Content-Encoding": header}, body=body)}) as server:
        data = fetch(f"{server.origin}/", _LIMITS).data
        return data, server.heard[0][1]["accept-encoding"]


@pytest.mark.parametrize(
    ("header", "body"),
    [
        *(pytest.param(name, pack(_RAW), id=name) for name, pack in PACK.items()),
        pytest.param("", _RAW, id="empty-header"),
        pytest.param("identity", _RAW, id="identity"),
        pytest.param("X-GZIP", gzip.compress(_RAW), id="another-name"),
        pytest.param("deflate", _bare(_RAW), id="deflate-without-its-header"),
        pytest.param("gzip", gzip.compress(_RAW[:60]) + gzip.compress(_RAW[60:]), id="members"),
        pytest.param("zstd", PACK["zstd"](_RAW[:60]) + PACK["zstd"](_RAW[60:]), id="frames"),
        pytest.param("gzip", gzip.compress(_RAW) + b"\0" * 500, id="padding"),
        pytest.param("gzip, br", _packed(_RAW, "gzip", "br"), id="one-over-the-other"),
        pytest.param("br,identity, zstd", _packed(_RAW, "br", "zstd"), id="in-their-order"),
    ],
)
def test_what_is_asked_for_is_undone(header: str, body: bytes) -> None:
    assert (_RAW, "gzip, deflate, br, zstd") == _fetched(header, body)


@pytest.mark.parametrize(
    ("header", "body", "why"),
    [
        *(pytest.param(name, b"\xff" * 40, "packing_broken", id=f"{name}-broken") for name in PACK),
        *(pytest.param(name, pack(_RAW)[:-20], "packing_broken", id=f"{name}-cut") for name, pack in PACK.items()),
        *(pytest.param(name, _RAW, "packing_broken", id=f"{name}-not-packed") for name in PACK if name != "deflate"),
        *(
            pytest.param(name, pack(b" " * 50_000_000), "answer_too_large", id=f"{name}-bomb")
            for name, pack in PACK.items()
        ),
        pytest.param("gzip, zstd", _packed(b" " * 50_000_000, "gzip", "zstd"), "answer_too_large", id="bomb-in-a-bomb"),
        pytest.param("br, gzip", _packed(_RAW, "gzip", "br"), "packing_broken", id="in-another-order"),
        pytest.param("x-granvik", _RAW, "fetch_failed", id="unknown"),
        pytest.param("gzip, x-granvik", _RAW, "fetch_failed", id="unknown-over-a-known-one"),
        pytest.param(", ".join(["gzip"] * 5), _packed(_RAW, *["gzip"] * 5), "fetch_failed", id="too-many"),
    ],
)
def test_what_cannot_be_undone_is_not_examined(header: str, body: bytes, why: str) -> None:
    with pytest.raises(SourceError) as refusal:
        _fetched(header, body)
    assert why == refusal.value.reason.key


def test_a_body_that_cannot_be_undone_is_no_clean_page() -> None:
    table = {
        "/br": Sent(headers={"Content-Encoding": "br"}, body=_RAW),
        "/unknown": Sent(headers={"Content-Encoding": "x-granvik"}),
    }
    with answering(table) as server:
        ran = check(f"{server.origin}/br", f"{server.origin}/unknown", "--format", "json", "--fail-on", "never")
    assert (3, []) == (ran.code, ran.json["pages"])
    assert [
        "what came is damaged: it cannot be unpacked as br, which its Content-Encoding says it is",
        "cannot be fetched: compressed as x-granvik, which cannot be unpacked",
    ] == [missing["reason"] for missing in ran.json["not_examined"]]


@pytest.mark.parametrize("names", [("gzip",), ("deflate",), ("br",), ("zstd",), ("gzip", "gzip"), ("zstd", "br")])
def test_a_bomb_takes_no_memory(names: tuple[str, ...]) -> None:
    body = _packed(bytes(300_000_000), *names)
    tracemalloc.start()
    undoing = Undoing(names, 1_000_000)
    made = sum(map(len, undoing.undo(body)))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert undoing.is_cut
    assert max(made, peak) < 40_000_000


def test_what_is_made_between_two_codings_is_limited_too() -> None:
    nothing = gzip.compress(b"") * 200_000
    undoing = Undoing(("gzip", "gzip"), 100_000)
    assert b"" == b"".join(undoing.undo(gzip.compress(nothing)))
    assert undoing.is_cut


@given(st.binary(max_size=400), st.sampled_from(sorted(PACK)), st.integers(1, 40))
def test_the_pieces_that_a_body_comes_in_change_nothing(data: bytes, name: str, size: int) -> None:
    packed, undoing = PACK[name](data), Undoing((name,), 1000)
    made = b"".join(piece for at in range(0, len(packed), size) for piece in undoing.undo(packed[at : at + size]))
    assert (data, True, False) == (made, undoing.is_whole, undoing.is_cut)


@given(st.binary(max_size=200), st.sampled_from(sorted(PACK)))
def test_whatever_comes_is_undone_or_refused(data: bytes, name: str) -> None:
    undoing = Undoing((name,), 10_000)
    try:
        made = sum(map(len, undoing.undo(data)))
    except CodingError:
        return
    assert made <= 10_000 or undoing.is_cut


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("", []),
        ("identity", []),
        (" GZip , br", ["gzip", "br"]),
        ("gzip,,br", ["gzip", "br"]),
        ("compress", None),
        ("gzip br", None),
    ],
)
def test_content_encoding(header: str, expected: list[str] | None) -> None:
    assert expected == read_codings(header)
