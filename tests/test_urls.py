"""Addresses as browsers read them, whatever stands in the attribute."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.page.urls import candidates, readable, resolve, split

BASE = "https://www.granvik.example/bygga/lov.html"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("../skola", "https://www.granvik.example/skola"),
        (" \t/sk\nola ", "https://www.granvik.example/skola"),
        ("//annan.example\\x", "https://annan.example/x"),
        ("?sida=2", "https://www.granvik.example/bygga/lov.html?sida=2"),
        ("å ä/ö.pdf", "https://www.granvik.example/bygga/%C3%A5%20%C3%A4/%C3%B6.pdf"),
        ("https://räksmörgås.se", "https://xn--rksmrgs-5wao1o.se/"),
        ("HTTP://0x7f.1:80/", "http://127.0.0.1/"),
        ("http://granvik:hemligt@www.example.se/", "http://www.example.se/"),
        ("https://exa mple.se/", None),
        ("http://[::1", None),
    ],
)
def test_resolving(written: str, expected: str | None) -> None:
    assert expected == resolve(BASE, written)


def test_a_query_is_written_in_the_encoding_of_the_page() -> None:
    assert "https://www.granvik.example/s%C3%B6k?ord=b%E5t" == resolve(BASE, "/sök?ord=båt", "windows-1252")
    assert "https://www.granvik.example/s%C3%B6k?ord=b%C3%A5t" == resolve(BASE, "/sök?ord=båt", "utf-8")


@pytest.mark.parametrize(
    ("srcset", "expected"),
    [
        ("a.png", ["a.png"]),
        ("a.png 1x,b.png 2x", ["a.png", "b.png"]),
        ("a.png, b.png 2x", ["a.png", "b.png"]),
        ("a,b.png 1x", ["a,b.png"]),
        ("data:image/png;base64,AAAA 1x, b.png 2x", ["data:image/png;base64,AAAA", "b.png"]),
        ("\n  a.png 400w,\n  b.png 800w ,, ", ["a.png", "b.png"]),
        ("a.png (1,2) 3w, b.png", ["a.png", "b.png"]),
        ("", []),
        (" , ", []),
    ],
)
def test_addresses_of_a_srcset(srcset: str, expected: list[str]) -> None:
    assert expected == candidates(srcset)


@given(st.text(alphabet=" ,ax(1)\n", max_size=200))
def test_a_srcset_of_any_form_is_read(srcset: str) -> None:
    assert all(url and not url.endswith(",") and " " not in url for url in candidates(srcset))


@given(st.text(max_size=80))
def test_any_text_is_an_address_or_none(written: str) -> None:
    found = resolve(BASE, written)
    if found is None or not found.startswith("http"):
        return
    assert found == resolve(None, found)
    assert found.isascii()
    parts = split(found)
    assert parts.host
    assert "@" not in parts.host
    assert found.startswith(parts.origin)
    assert isinstance(readable(found), str)
