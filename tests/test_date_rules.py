"""Which rule speaks of what is wrong with a date, and where its label begins."""

from __future__ import annotations

import pytest

from tests.support import facts, found


@pytest.mark.parametrize(
    "value",
    [
        "<p>Senast uppdaterad: {0}</p>",
        "<p>Senast uppdaterad: #{date}</p>",
        "<p>Senast uppdaterad: ${d}</p>",
        "<p>Senast uppdaterad: {date|format:Y-m-d}</p>",
        "<p>Senast uppdaterad: {0} av Ada Ekmark</p>",
        "<p>Senast uppdaterad: [object Object]</p>",
        "<p><b>Senast uppdaterad:</b> {0}</p>",
        "<p><b>Senast uppdaterad:</b><br>{page.date}</p>",
        "<p>Senast uppdaterad:</p><p>{0}</p>",
        "<dl><dt>Senast uppdaterad<dd>NULL</dl>",
    ],
)
def test_placeholder_beside_a_label_is_one_finding(value: str) -> None:
    source = f"<html lang=sv><main><h1>Badet</h1><p>Vattnet är varmt.</p>{value}</main>"
    assert [("updated-date-invalid", "placeholder")] == [
        (rule, message) for rule, message, _ in found(source, "dates", "template-unfilled", "label-without-value")
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("<p>Senast uppdaterad:</p>", ["updated-date-empty"], id="empty"),
        pytest.param(
            "<div><p>Senast uppdaterad:</p><p>Badet är stängt.</p></div>",
            ["updated-date-empty"],
            id="empty-before-a-paragraph-in-a-box",
        ),
        pytest.param(
            "<p>Uppdaterad: 2026-11-01</p><p>Senast uppdaterad:</p>", ["updated-date-empty"], id="one-filled-one-empty"
        ),
        pytest.param("<p>Uppdaterad <time datetime=2026-11-18>igår</time></p>", [], id="relative-with-time"),
        pytest.param("<p>Uppdaterad 2024-11-21</p>", [], id="730-days"),
        pytest.param("<p>Uppdaterad 2024-11-20</p>", ["updated-date-stale"], id="731-days"),
        pytest.param("<p>Uppdaterad november 2024</p>", [], id="month-counts-to-its-last-day"),
        pytest.param("<p>Uppdaterad oktober 2024</p>", ["updated-date-stale"], id="stale-month"),
        pytest.param("<p>Publicerad 2016-01-01</p><p>Granskad 2026-01-01</p>", [], id="newest-counts"),
        pytest.param("<p>Den här nyheten är arkiverad.</p><p>Publicerad 2016-01-01</p>", [], id="archived"),
        pytest.param("<p>Uppdaterad 2026-11-22</p>", [], id="tomorrow"),
        pytest.param("<p>Uppdaterad 2026-11-23</p>", ["updated-date-future"], id="day-after-tomorrow"),
        pytest.param(
            "<p>Uppdaterad 2026-11-01 <time datetime=2026-11-03></time></p>",
            ["updated-date-conflict"],
            id="two-days-apart",
        ),
        pytest.param(
            "<meta name=moddate content=2016-01-01><p>Uppdaterad 2015-01-01</p>",
            ["updated-date-stale"],
            id="stale-beats-conflict",
        ),
    ],
)
def test_rules(source: str, expected: list[str]) -> None:
    assert expected == [
        rule for rule, _, _ in found(f"<html lang=sv><main><h1>A</h1><p>B.</p>{source}</main>", "dates")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(Uppdaterad: 2026-10-01)", ["2026-10-01"]),
        ("»Uppdaterad: 2026-10-01", ["2026-10-01"]),
        ("Om sidan – uppdaterad: 2026-10-01", ["2026-10-01"]),
        ("Ouppdaterad: 2026-10-01", []),
        ("Čuppdaterad: 2026-10-01", []),
        ("Icke-uppdaterad: 2026-10-01", []),
    ],
)
def test_a_label_begins_where_a_word_does(text: str, expected: list[str]) -> None:
    read = facts(f'<html lang="sv"><main><h1>Bad</h1><p>{text}</p></main>', "dates")
    assert expected == [one["value"] for one in read]
