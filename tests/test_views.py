"""What is made of a page as served and as scripted: what only scripting shows, what it mends, and what stays."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support import examine, validate

PAGE = """<!doctype html>
<html lang="sv"><head><title>T</title></head><body><header><a href="/">K</a></header><main><h1>Rubrik</h1>
{main}
</main><footer>
{footer}
</footer></body></html>"""
DATE = "<p>Senast uppdaterad: 2026-10-01</p>"
LINK = '<a href="mailto:anna.berg@kalmar.se">anna.berg@kalmar.se</a>'
CARD = f'<div class="vcard"><p>Anna Berg, samordnare<br>Telefon: 0480-45 00 10<br>E-post: {LINK}</p></div>'
EMPTY = '<div class="contact"><p>Växeln</p><p>Telefon: <span id=t>{phone}</span></p><p>E-post: <span id=e>{mail}</span></p></div>'
PHONE = '<a href="tel:+46480450000">0480-45 00 00</a>'
FOOTER = "<p>Kalmar kommun, Box 611, 391 26 Kalmar<br>Telefon: 0480-45 00 00<br>E-post: <span class=m>{mail}</span></p>"

Told = list[tuple[str, str, list[str]]]


def told(served: tuple[str, str], scripted: tuple[str, str]) -> Told:
    """Return rule, message key and what it replaces of each finding."""
    html, shown = (PAGE.format(main=main, footer=footer) for main, footer in (served, scripted))
    report = examine(html, scripted=shown)
    assert () == report.skipped
    validate(report.facts, "facts")
    return [(f.rule, f.message_key, list(f.data.get("replaces", ()))) for f in report.findings]


CASES = [
    pytest.param(
        "<p>Du är välkommen att kontakta vår samordnare.</p><div id=x>{}</div>" + DATE,
        "",
        CARD,
        [("contact-needs-javascript", "block", ["contact-missing"])],
        id="a whole contact answers the invitation",
    ),
    pytest.param(
        "<p>Senast uppdaterad: <span>{}</span></p>",
        "",
        "2026-10-01",
        [("date-needs-javascript", "date", ["updated-date-empty"])],
        id="a date fills its label",
    ),
    pytest.param(
        "<p>Vi provar vattnet varje vecka i juli.</p><div>{}</div>",
        "",
        DATE,
        [("date-needs-javascript", "date", ["updated-date-missing"])],
        id="a label and its date are added",
    ),
    pytest.param(
        "<p>Senast uppdaterad: <span>{}</span></p>",
        "för 3 dagar sedan",
        "2026-11-18",
        [("date-needs-javascript", "date", ["updated-date-invalid"])],
        id="a date takes the place of its age",
    ),
    pytest.param(
        "<p>Dela på:</p><div>{}</div>" + DATE,
        "",
        '<a href="https://social.example/dela">Social</a>',
        [],
        id="a label gets its value",
    ),
    pytest.param(
        "<p>Storgatan 1, 391 26 Kalmar {}</p>" + DATE,
        '<a href="#">Visa på karta</a>',
        '<a href="https://www.openstreetmap.org/?mlat=56.66&amp;mlon=16.36">Visa på karta</a>',
        [],
        id="a map link gets its address",
    ),
    pytest.param(
        "<p>Växeln, telefon 0480-45 00 00, {}</p>" + DATE,
        '<span id="cloak1">Den här e-postadressen skyddas mot spambots. Slå på JavaScript för att visa den.</span>',
        f'<span id="cloak1">{LINK}</span>',
        [("email-needs-javascript", "known", [])],
        id="a text is replaced by the address",
    ),
    pytest.param(
        "<p>Kontakta {}</p>" + DATE,
        "<span>visas med skript</span>",
        f"<b>{LINK}</b>",
        [("email-needs-javascript", "revealed", [])],
        id="an element is replaced by the address",
    ),
    pytest.param(
        "<div id=app>{}</div>" + DATE,
        f"<h2>Kontakt</h2><p>Växeln<br>Telefon: 0480-45 00 00<br>E-post: {LINK}</p>",
        f"<section><h2>Kontakt</h2><p data-v>Växeln<br>Telefon: {PHONE}<br>E-post: {LINK}</p></section>",
        [],
        id="the same contact is rendered anew",
    ),
    pytest.param(
        "{}" + DATE, "<p>Text</p>", f"<p>Text</p><div role=dialog>{CARD}</div>", [], id="a dialog is laid over the page"
    ),
    pytest.param(
        "{}" + DATE,
        "<p>Text</p>",
        f'<p>Text</p><div class="chat-widget">{CARD}</div>',
        [],
        id="a chat is laid over the page",
    ),
    pytest.param(
        "{}" + DATE,
        "<p>Text</p>",
        f"<p>Text</p><div data-kommunlint-overlay>{CARD}</div>",
        [],
        id="a fixed box is laid over the page",
    ),
    pytest.param(
        "{}" + DATE,
        f"<p>Växeln, telefon 0480-45 00 00, {LINK}</p>",
        f"<p>Växeln, telefon 0480-45 00 00, {LINK}</p>{CARD}".replace("0480-45 00 10", "0480-45 00 00"),
        [],
        id="a contact is shown twice",
    ),
    pytest.param("{}" + DATE, "<p>Text</p>", "<p>Text</p>", [], id="nothing changes"),
    pytest.param(
        "{}" + DATE,
        "<p>Ring oss på 0480-45 00 00.</p>",
        "<p>Ring oss på 0480-45 00 00.</p><p>Faxnummer: 0480-45 00 09</p>",
        [],
        id="a fax number is no phone number",
    ),
]


@pytest.mark.parametrize(("frame", "before", "after", "expected"), CASES)
def test_one_change_by_script(frame: str, before: str, after: str, expected: Told) -> None:
    assert expected == told((frame.replace("{}", before), ""), (frame.replace("{}", after), ""))


def _block(phone: str, mail: str) -> str:
    return EMPTY.format(phone=phone, mail=mail) + DATE


def test_contact_that_scripting_completes_is_told_by_its_parts() -> None:
    both = [
        ("contact-needs-javascript", "phone", ["contact-incomplete"]),
        ("email-needs-javascript", "revealed", ["contact-incomplete"]),
    ]
    assert both == told((_block("", ""), ""), (_block(PHONE, LINK), ""))


def test_contact_that_scripting_completes_in_part_lacks_the_rest() -> None:
    html, shown = (PAGE.format(main=_block("", mail), footer="") for mail in ("", LINK))
    findings = examine(html, scripted=shown).findings
    assert ["contact-incomplete", "email-needs-javascript"] == [finding.rule for finding in findings]
    assert ["phone"] == list(findings[0].data["missing"])


def test_address_that_the_footer_gives_still_lacks_in_the_contact() -> None:
    footer = FOOTER.format(mail=LINK)
    expected = [("email-needs-javascript", "revealed", ["contact-incomplete"])]
    assert expected == told((_block(PHONE, ""), footer), (_block(PHONE, LINK), footer))


def test_only_the_contact_that_is_mended_is_replaced() -> None:
    served = EMPTY.format(phone="0480-45 00 01", mail="") + EMPTY.format(phone="0480-45 00 02", mail="") + DATE
    scripted = EMPTY.format(phone="0480-45 00 01", mail="") + EMPTY.format(phone="0480-45 00 02", mail=LINK) + DATE
    expected = [
        ("contact-incomplete", "empty_label", []),
        ("email-needs-javascript", "revealed", ["contact-incomplete"]),
    ]
    assert expected == told((served, ""), (scripted, ""))


def test_revealed_address_fills_the_fact_of_its_slot() -> None:
    cloak = (
        "<p>Växeln, telefon 0480-45 00 00, <span>Adressen skyddas mot spambots, slå på JavaScript.</span></p>" + DATE
    )
    shown = f"<p>Växeln, telefon 0480-45 00 00, <span>{LINK}</span></p>" + DATE
    html, scripted = (PAGE.format(main=main, footer="") for main in (cloak, shown))
    (email,) = examine(html, scripted=scripted).facts["emails"]
    assert ("anna.berg@kalmar.se", False) == (email["address"], email["readable_without_javascript"])


def test_withdrawn_findings_are_listed() -> None:
    html, scripted = (
        PAGE.format(main=f"<p>Dela på:</p><div>{more}</div>{DATE}", footer="") for more in ("", "<a href=/>A</a>")
    )
    seen: Any = examine(html, scripted=scripted).browser
    assert [{"rule": "label-without-value", "line": 3}] == seen["withdrawn"]


def test_page_that_shows_nothing_is_one_finding() -> None:
    long = "<p>" + "Vi provar vattnet varje vecka i juli. " * 9 + "</p>"
    shell = '<!doctype html><html lang="sv"><body><div id=root>{}</div></body></html>'
    report = examine(shell.format(""), scripted=shell.format(long + CARD))
    (only,) = report.findings
    assert ("page-needs-javascript", ["contact-needs-javascript"]) == (
        only.rule,
        only.data["replaces"],
    )
