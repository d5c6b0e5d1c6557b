"""What the page for editors says of links that nobody could ask, and in which words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from linter.model.reason import Reason
from linter.report.words.words import words_in
from linter.web.view.reasons import for_editors
from tests.editors_server import serving
from tests.servers import folder as serving_files
from tests.support import PAGE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.editors_server import EditorsServer


def _result(server: EditorsServer, html: str) -> str:
    """Return the result of a page once all that was asked for is known."""
    told = server.post(html=html, tree="", url="").text
    name = re.search(r"/result/([\w-]+)", told)
    assert name is not None
    while (waits := re.search(r'hx-get="(/result/[^"]+)"', told)) is not None:
        told = server.ask(waits[1].replace("&amp;", "&")).text
    return server.ask(f"/result/{name[1]}").text


@pytest.mark.parametrize(
    ("href", "told", "not_told"),
    [
        ("/bad", "Inga länkar kunde kontrolleras.", "länkarna är kontrollerade"),
        ("{origin}/a.html", "Länkarna är också kontrollerade.", "Inga länkar kunde"),
    ],
)
def test_links_that_were_not_asked_are_not_said_to_be_checked(
    href: str, told: str, not_told: str, tmp_path: Path
) -> None:
    (tmp_path / "a.html").write_text("<!doctype html><title>A</title>")
    with serving_files(tmp_path) as origin:
        host = origin.partition("://")[2]
        link = f'<a href="{href.format(origin=origin)}">Badhuset</a>'
        with serving(tmp_path, "--no-browser", "--allow-host", host) as server:
            shown = _result(server, PAGE.replace("<main>", f"<main>{link}"))
    assert (True, False) == (told in shown, not_told in shown)
    assert ("--root" in shown, "resolver" in shown) == (False, False)


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("key", ["addresses_not_asked", "addresses_unanswered"])
def test_why_links_were_not_asked_is_told_in_words_of_editors(key: str, language: str) -> None:
    why = ("resolver", "no_base", "private_address", "timeout", "connection", "no_http", "challenge", "status", "login")
    told = for_editors(Reason(key, {"missing": 9, "number": 9, "why": why}), words_in(language))
    assert (False, False, False) == ("--" in told, "resolver" in told, "no_http" in told)


@pytest.mark.parametrize(
    ("answer", "language", "expected"),
    [
        ("404 Not Found", "sv", "webbplatsen svarar att sidan inte finns (404 Not Found); kontrollera adressen"),
        ("410 Gone", "en", "the website answers that there is no such page (410 Gone); check the address"),
        ("503 Service Unavailable", "sv", "webbplatsen svarar 503 Service Unavailable"),
    ],
)
def test_what_a_website_answers_is_told_in_words_for_editors(answer: str, language: str, expected: str) -> None:
    assert expected == for_editors(Reason("error_status", {"answer": answer}), words_in(language))


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_connection_that_is_not_secure_is_told_without_the_words_of_a_library(language: str) -> None:
    told = for_editors(Reason("connection_insecure", {"detail": "[SSL: WRONG_VERSION_NUMBER]"}), words_in(language))
    assert (True, False) == ("http://" in told, "SSL" in told)
