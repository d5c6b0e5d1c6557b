"""Headings of fees and prices of a year that is over, and headings that only look like them."""

from __future__ import annotations

import pytest

from tests.over import over

_FOUND = ["year-past past"]


@pytest.mark.parametrize(
    ("language", "body"),
    [
        pytest.param("sv", "<h2>Priser 2025</h2><h3>Vuxna</h3><p>80 kr</p>", id="amounts-under-headings"),
        pytest.param(
            "sv",
            "<h2>Priser 2025</h2><table><tr><th>Pris (kr)</th></tr><tr><td>80</td></tr></table>",
            id="unit-in-head",
        ),
        pytest.param("sv", "<h2>Priser 2025</h2><p>Alla priser är i kronor.</p><p>Vuxen: 80</p>", id="unit-said-once"),
        pytest.param("nb", "<h2>Priser 2025</h2><h3>Voksen</h3><p>kr 90,-</p>", id="unit-first"),
        pytest.param("fi", "<h2>Hinnat 2025</h2><h3>Aikuiset</h3><p>7 €</p>", id="fi"),
        pytest.param(
            "sv",
            '<button aria-expanded="false"><h3>Terminsavgifter 2025</h3></button><p>900 kr per termin</p>',
            id="accordion",
        ),
    ],
)
def test_prices_of_a_year_that_is_over_are_found(language: str, body: str) -> None:
    assert _FOUND == over(f"<h1>Sidan</h1>{body}", language=language)


@pytest.mark.parametrize(
    ("language", "body"),
    [
        pytest.param("sv", "<h2>Priser 2025</h2><p>Kulturpriset på 20 000 kr gick till Anna Exempel.</p>", id="award"),
        pytest.param("da", "<h2>Priser 2025</h2><p>Prisen på 10.000 kr. gik til Foreningen.</p>", id="da-award"),
        pytest.param("sv", "<h2>Priser 2025</h2><h3>Årets företagare</h3><p>Vinnare: A. 450 kr.</p>", id="winner"),
        pytest.param("sv", "<h2>Avgifter 2025</h2><p>I snitt betalade hushållen 450 kr.</p>", id="average"),
        pytest.param("en", "<h2>Prices 2025</h2><p>The average house price was £200,000.</p>", id="en-average"),
        pytest.param("sv", "<h2>Äldre taxor</h2><h3>Taxa 2025</h3><p>450 kr</p>", id="under-years-before"),
        pytest.param("sv", "<h2>Tidigare år</h2><h3>Taxa 2025</h3><p>450 kr</p>", id="under-earlier"),
        pytest.param("sv", "<h2>Kostnader 2025</h2><p>Kommunen betalade 4 000 kr per invånare.</p>", id="paid"),
        pytest.param("sv", "<h2>Avgifter 2025 i procent av inkomsten</h2><p>Förskola 3 %</p>", id="percent"),
        pytest.param("sv", "<h2>Avgiften höjdes 2025</h2><p>Den är nu 450 kr.</p>", id="change"),
    ],
)
def test_awards_averages_and_years_before_are_no_fees_to_pay(language: str, body: str) -> None:
    assert [] == over(f"<h1>Sidan</h1>{body}", language=language)
