"""The country in the configuration: by whose rules numbers, postcodes and places are judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support import check
from tests.test_configuration import weights, write

if TYPE_CHECKING:
    from pathlib import Path


ELMTON = """<html lang="en"><body><main><h1>Museum</h1>
<p>Front desk<br>Phone: 22 86 10 0</p>
<p><a href="https://www.openstreetmap.org/?mlat=69.65&amp;mlon=18.96">Show on map</a></p></main></body></html>
"""
"""A page without a country: its number lacks a digit in Norway, its place lies there and outside Sweden's bounds."""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", [], id="unknown"),
        pytest.param('country = "NO"', ["contact-phone-invalid"], id="norway"),
        pytest.param('country = "US"', [], id="outside-the-six"),
        pytest.param('country = "DK"', ["contact-phone-invalid", "map-coordinates-invalid"], id="denmark"),
        pytest.param("rules.map-coordinates-invalid.country = 'DK'", ["map-coordinates-invalid"], id="option"),
        pytest.param(
            "country = 'DK'\nrules.map-coordinates-invalid.country = 'NO'", ["contact-phone-invalid"], id="option-wins"
        ),
    ],
)
def test_country(tmp_path: Path, text: str, expected: list[str]) -> None:
    write(tmp_path, {"kommunlint.toml": text, "page.html": ELMTON})
    wanted = "contact-phone-invalid,map-coordinates-invalid"
    (judged,) = weights(tmp_path, "page.html", "--select", wanted).values()
    assert expected == [rule for rule, _ in judged]


def test_country_is_that_of_the_nearest_configuration(tmp_path: Path) -> None:
    files = {"kommunlint.toml": 'country = "SE"', "no/kommunlint.toml": 'country = "NO"'}
    page = "<html lang=en><main><h1>Museum</h1><p>Front desk<br>Phone: 22 86 10 00</p></main>"
    write(tmp_path, {**files, "page.html": page, "no/page.html": page})
    tree = check("page.html", "no/page.html", "--format", "json", "--fail-on", "never", cwd=tmp_path).json
    numbers = {page["source"]: page["facts"]["contacts"][0]["phones"] for page in tree["pages"]}
    assert {"page.html": [], "no/page.html": ["+4722861000"]} == numbers
