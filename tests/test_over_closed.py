"""What is over and told so at the top of a page: its deadlines further down are no fault."""

from __future__ import annotations

import pytest

from tests.support import examine


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        ("Applications for this round have now closed.", []),
        ("The office is closed on Fridays.", ["past"]),
        ("Applications are welcome.", ["past"]),
    ],
)
def test_deadline_under_a_page_that_is_closed(first: str, expected: list[str]) -> None:
    page = (
        f"<html lang=en><main><h1>Grants</h1><p>{first}</p><h2>Key dates</h2>"
        "<ul><li>Application deadline: 31 October 2025</li></ul></main>"
    )
    assert expected == [one.message_key for one in examine(page, "deadline-past").findings]
