"""Text that was read in another encoding than it was written in, and what depends on it."""

from __future__ import annotations

import pytest

from tests.support import examine, found

_PAGE = "<html lang=sv><meta charset={}><main><h1>Badplatser</h1>\n<p>{}</p></main>"


def _found(text: str, *, declared: str = "utf-8", stored: str = "utf-8") -> list[tuple[str, str, int]]:
    return found(_PAGE.format(declared, text).encode(stored), "encoding-broken")


@pytest.mark.parametrize(
    "text", ["VÃ¤lkommen", "smÃ¶r", "FrÃ¥n", "cafÃ©", "badet â€“ Ã¶ppet", "badâ€™et", "nyaÂ\u00a0bad", "pÃ\u0085l"]
)
def test_text_encoded_twice(text: str) -> None:
    assert [("encoding-broken", "twice", 2)] == _found(text)


def test_lost_letters() -> None:
    assert [("encoding-broken", "lost", 2)] == _found("V\ufffdlkommen till v\ufffdra bad")
    assert [("encoding-broken", "lost", 2)] == _found("V\ufffd\ufffdlkommen")


def test_bytes_that_are_not_what_they_are_said_to_be() -> None:
    assert [("encoding-broken", "bytes", 2)] == _found("Öppet hela året", stored="windows-1252")
    assert [("encoding-broken", "bytes", 2)] == _found("Öppet hela året", declared="windows-1252")


@pytest.mark.parametrize(("declared", "named"), [("ISO-8859-1", "iso-8859-1"), ("windows-1252", "windows-1252")])
def test_message_names_what_the_page_says(declared: str, named: str) -> None:
    (finding,) = examine(_PAGE.format(declared, "Öppet hela året"), "encoding-broken").findings
    assert named == finding.data["encoding"]


def test_guessed_encoding_contradicts_nothing() -> None:
    page = "<main><h1>Badplatser</h1><p>Źródło, źródło, źródło</main>".encode("windows-1250")
    assert [] == found(page, "encoding-broken")


@pytest.mark.parametrize(
    "text",
    [
        "Öppet året om på ön – ”Ås” och »Å«, 20 °C",
        "SJÖ–STRAND, ”SJÖ”, Ä…",
        "Â är en bokstav, Ã en annan",
        "tecknet \ufffd visas",
        "”V\ufffdlkommen” är fel",
        "<code>VÃ¤lkommen V\ufffdlkommen v\ufffdr</code>",
        "<span hidden>VÃ¤lkommen</span>",
        "ordet ”VÃ¤lkommen”",
    ],
)
def test_whole_text(text: str) -> None:
    assert [] == _found(text)


def test_what_rests_on_broken_text_is_a_doubt() -> None:
    page = _PAGE.format("utf-8", "Senast Ã¤ndrad: 1 oktÃ¶ber 2026. VÃ¤lkommen till vÃ¥ra bad pÃ¥ Ã¶n.")
    report = examine(page, "encoding-broken", beside=("updated-date-missing",))
    assert {("encoding-broken", "failed"), ("updated-date-missing", "cannot_tell")} == {
        (finding.rule, finding.outcome) for finding in report.findings
    }


def test_one_broken_word_puts_no_other_text_in_doubt() -> None:
    page = _PAGE.format("utf-8", "VÃ¤lkommen") + "<p>Senast uppdaterad:</p>"
    report = examine(page, "encoding-broken", beside=("updated-date-empty",))
    assert {("encoding-broken", "failed"), ("updated-date-empty", "failed")} == {
        (finding.rule, finding.outcome) for finding in report.findings
    }


def test_message_says_what_was_meant() -> None:
    report = examine(_PAGE.format("utf-8", "VÃ¤lkommen till oss"), "encoding-broken", language="en")
    assert ["Here it says “VÃ¤lkommen” instead of “Välkommen”. The text was encoded twice."] == [
        finding.message for finding in report.findings
    ]
