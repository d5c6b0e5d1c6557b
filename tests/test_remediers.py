"""Who can mend a fault: by its rule, by where it stands, and whether it was given with its page."""

from __future__ import annotations

import pytest

from tests.support import PAGE, examine

LABEL = "<p>Senast uppdaterad:</p>"
NO_LINK = '<p><a href="#">Visa på karta</a></p>'
DISGUISED = "<p>Skriv till vattnet [snabel-a] lerboda.se</p>"
UNFILLED = PAGE.replace("2026-11-04", "{{ datum }}")


def _page(html: str) -> str:
    return PAGE.replace("<p>Sidan uppdaterad", f"{html}<p>Sidan uppdaterad")


@pytest.mark.parametrize(
    ("html", "rule", "expected"),
    [
        pytest.param(_page(NO_LINK), "map-link-broken", "editor", id="text-of-the-page"),
        pytest.param(
            PAGE.replace("<main>", f"<footer>{NO_LINK}</footer><main>"), "map-link-broken", "webmaster", id="template"
        ),
        pytest.param(_page(LABEL), "updated-date-empty", "webmaster", id="made-by-the-site"),
        pytest.param(LABEL, "updated-date-empty", "editor", id="pasted-label"),
        pytest.param(f"<footer>{DISGUISED}</footer>", "email-obfuscated", "editor", id="pasted-footer"),
        pytest.param(
            "<p>Vi har öppet.</p><p>Vuxna: undefined</p>", "template-unfilled", "editor", id="pasted-template"
        ),
        pytest.param(f"<!doctype html>{LABEL}", "updated-date-empty", "webmaster", id="document-without-body"),
        pytest.param(UNFILLED, "updated-date-missing", None, id="nobody-knows"),
    ],
)
def test_who_can_mend_a_fault(html: str, rule: str, expected: str | None) -> None:
    assert [(rule, expected)] == [(one.rule, one.remedied_by) for one in examine(html, rule).findings]
