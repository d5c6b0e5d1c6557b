"""The law as data: which edition of the standard is judged by on a day, what clause it has, and whose law refers to it."""

from __future__ import annotations

from datetime import date

import pytest

from linter.data.law import edition_on, editions, law_in


@pytest.mark.parametrize(
    ("day", "edition"),
    [
        (date(2021, 1, 1), "en301549-3.2.1"),
        (date(2026, 11, 21), "en301549-3.2.1"),
        (date(2030, 1, 1), "en301549-3.2.1"),  # published is not cited
    ],
)
def test_edition_of_a_day(day: date, edition: str) -> None:
    assert edition == edition_on(day).id


@pytest.mark.parametrize(
    ("edition", "criterion", "clause"),
    [
        ("en301549-3.2.1", "1.1.1", "9.1.1.1"),
        ("en301549-3.2.1", "2.4.11", None),
        ("en301549-4.1.1", "2.4.11", "9.2.4.11"),
        ("en301549-4.1.1", "1.4.6", None),
        ("en301549-4.1.1", "4.1.1", None),
    ],
)
def test_clause_of_a_criterion(edition: str, criterion: str, clause: str | None) -> None:
    assert clause == editions()[edition].clause(criterion)


@pytest.mark.parametrize(
    ("country", "day", "law"),
    [
        ("SE", date(2026, 11, 21), "DOS-lagen (2018:1937) 10 §"),
        ("SE", date(2018, 12, 31), None),
        ("FI", date(2026, 11, 21), "Laki digitaalisten palvelujen tarjoamisesta (306/2019) 7 §"),
        ("FR", date(2026, 11, 21), None),
    ],
)
def test_law_of_a_country(country: str, day: date, law: str | None) -> None:
    found = law_in(country, day)
    assert law == (found and found.title)
