"""Contacts of which a part is not expected: on call, under a letter, under a welcome."""

from __future__ import annotations

import pytest

from tests.support import examine


def _found(body: str, language: str = "sv") -> list[str]:
    page = f"<html lang={language}><title>Sidan</title><body><main><h1>Sidan</h1>{body}</main>"
    return [one.message_key for one in examine(page, "contact-incomplete").findings]


@pytest.mark.parametrize(
    ("language", "body"),
    [
        pytest.param("sv", "<p>Jour: 0480-45 00 50</p>", id="label"),
        pytest.param("sv", "<h2>Socialjour</h2><p>Telefon: 0480-45 00 50</p>", id="heading"),
        pytest.param("sv", "<p>Felanmälan jour: 0480-45 00 50 (kvällar och helger)</p>", id="two-words"),
        pytest.param("nb", "<p>Barnevernvakt: 22 33 44 55</p>", id="nb"),
        pytest.param("da", "<h3>Døgnvagt</h3><p>Telefon: 38 12 34 57</p>", id="da"),
        pytest.param("de", "<h3>Bereitschaftsdienst</h3><p>Telefon: 089 12345678</p>", id="de"),
        pytest.param("sv", "<p>Med vänliga hälsningar<br>Anna Ek, rektor<br>anna.ek@example.se</p>", id="letter"),
        pytest.param("en", "<p>Kind regards<br>Jane Doe<br>Head teacher<br>jane@example.se</p>", id="en-letter"),
        pytest.param(
            "sv", "<h2>Välkommen till oss!</h2><p>Telefon: 0480-45 00 12</p><p>E-post: a@example.se</p>", id="w"
        ),
    ],
)
def test_who_is_on_call_signs_or_welcomes_is_complete(language: str, body: str) -> None:
    assert [] == _found(body, language)


@pytest.mark.parametrize(
    ("language", "body"),
    [
        pytest.param("sv", "<h3>Bygglovsenheten</h3><p>Telefon: 0480-45 00 12</p>", id="unit"),
        pytest.param("sv", "<p><b>Anna Ek</b><br>Jourledare<br>Telefon: 0480-45 00 12</p>", id="person"),
        pytest.param(
            "sv", "<p>Välj den tid som du själv önskar.</p><h3>Idrottshallen</h3><p>Telefon: 0480-45 00 12</p>", id="s"
        ),
        pytest.param("nb", "<p><b>Kari Nes</b><br>Rektor<br>Telefon: 22 33 44 55</p>", id="nb"),
    ],
)
def test_other_contacts_still_lack_what_they_lack(language: str, body: str) -> None:
    assert ["lacks"] == _found(body, language)
