"""Words of the interface: whole in Swedish; reasons and limits, which are data, told in the language of the run."""

from __future__ import annotations

import json
import string
from dataclasses import replace
from typing import TYPE_CHECKING, get_args

import pytest
from babel.messages import pofile
from hypothesis import given
from hypothesis import strategies as st

from linter.data import schema, standards
from linter.model.error_keys import ErrorKey
from linter.model.reason import Reason, ReasonKey
from linter.model.report import Coverage, Limit, LimitKind, NotExamined, Skipped
from linter.report import requirements
from linter.report.words import words
from linter.report.words.english import COUNTED, ERRORS, LIMITS, REASONS, TEXTS, TOLD
from linter.report.words.reasons import cut_in_english, in_english
from linter.report.words.words import words_in
from tests import reports
from tests.support import PAGE, check, validate

if TYPE_CHECKING:
    from pathlib import Path

SAME = {"signal", "system_error", "kind_nothing", "kind_one_of"}
"""Reasons whose words are the same in both languages."""


def _fields(text: str) -> set[tuple[str, str | None]]:
    """Return what a text is filled with, and how."""
    return {(name, form) for _, name, form, _ in string.Formatter().parse(text) if name is not None}


def test_every_reason_and_limit_has_a_text_and_every_text_is_of_one() -> None:
    assert (set(get_args(ReasonKey)), set(get_args(LimitKind))) == (set(REASONS), set(LIMITS))
    assert (set(get_args(ErrorKey)), set()) == (set(ERRORS), set(ERRORS) & set(REASONS))
    limit = schema.load(schema.FOLDER / "report.schema.json")["$defs"]["page"]["properties"]["limits"]["items"]
    assert list(get_args(LimitKind)) == limit["properties"]["kind"]["enum"]


def test_every_word_has_its_swedish_with_the_same_fields() -> None:
    with (words.LOCALES / "sv" / "LC_MESSAGES" / "kommunlint.po").open("rb") as file:
        catalogue = pofile.read_po(file)
    counted = {one for one, _ in COUNTED.values()}
    english = {*TEXTS.values(), *TOLD.values(), *LIMITS.values(), *counted}
    swedish = {
        message.id[0] if message.pluralizable else message.id: message.string for message in catalogue if message.id
    }
    assert (set(), set()) == (english - set(swedish), set(swedish) - english)
    told = {one: text if isinstance(text, tuple) else (text,) for one, text in swedish.items()}
    assert [] == [
        one for one, texts in told.items() if any(not text or _fields(text) != _fields(one) for text in texts)
    ]


def _filled(key: ReasonKey | ErrorKey) -> Reason:
    """Return a reason with something in every field."""
    return Reason(key, {name: _some(form) for name, form in _fields(TOLD[key])})


def _some(form: str | None) -> str | int | tuple[str, ...]:
    return ("7",) if form == "or" else 7 if form else "7"


@pytest.mark.parametrize("key", [*get_args(ReasonKey), *get_args(ErrorKey)])
def test_every_reason_is_told_in_both_languages(key: ReasonKey | ErrorKey) -> None:
    told = {language: words_in(language).tell(_filled(key)) for language in ("en", "sv")}
    assert (in_english(_filled(key)), key in SAME) == (told["en"], told["en"] == told["sv"])


@given(st.text())
def test_what_fills_a_reason_stays_as_it_is(text: str) -> None:
    reason = Reason("in_browser", {"why": Reason("unreadable", {"detail": text})})
    assert f"in the browser: cannot be read: {text}" == in_english(reason)
    assert f"i webbläsaren: går inte att läsa: {text}" == words_in("sv").tell(reason)


NOT_ASKED = Reason("addresses_not_asked", {"missing": 2, "number": 3, "why": ("robots", "scheme")})


@pytest.mark.parametrize(
    ("reason", "english", "swedish"),
    [
        (
            Reason("not_html", {"kind": Reason("pdf_document")}),
            "not HTML: it is a PDF document",
            "inte HTML, utan ett PDF-dokument",
        ),
        (
            Reason("error_status", {"status": 404, "answer": "404 Not Found"}),
            "answers 404 Not Found",
            "svarar 404 Not Found",
        ),
        (
            Reason("in_browser", {"why": Reason("browser_error_status", {"status": 500})}),
            "in the browser: answers 500 to the browser",
            "i webbläsaren: svarar 500 i webbläsaren",
        ),
        (
            NOT_ASKED,
            "addresses not checked: 2 of 3 (robots, scheme)",
            "adresser som inte kontrollerades: 2 av 3 (robots.txt tillåter det inte, länken går till något annat än en sida)",
        ),
        (
            Reason("browser_too_slow", {"seconds": 9.0}),
            "took longer than 9 s in the browser; limits.browser_seconds raises it",
            "tog längre tid än 9 s i webbläsaren; limits.browser_seconds höjer gränsen",
        ),
        (
            Reason("file_too_large", {"size": 67108865, "most": 67108864}),
            "larger than the limit (67,108,865 of 67,108,864 bytes); limits.page_bytes raises it",
            "större än gränsen (67\u00a0108\u00a0865 av 67\u00a0108\u00a0864 byte); limits.page_bytes höjer den",
        ),
        (Reason("flag_needs", {"flags": ("--a",)}), "needs --a", "Alternativet gäller bara tillsammans med --a."),
        (
            Reason("flag_needs", {"flags": ("--a", "--b", "--c")}),
            "needs --a, --b or --c",
            "Alternativet gäller bara tillsammans med --a, --b eller --c.",
        ),
        (
            Reason("unreadable", {"detail": "Permission denied"}),
            "cannot be read: Permission denied",
            "går inte att läsa: Du har inte behörighet",
        ),
        (Reason("known_keys", {"known": ("robots", "mail")}), "known keys: robots, mail", "Nycklarna är robots, mail."),
        (
            Reason("axe_rules_missing", {"rules": ("image-alt", "label")}),
            "axe-core did not report on image-alt, label",
            "axe-core gav inget resultat för image-alt, label",
        ),
    ],
)
def test_reasons_are_told_with_what_is_in_them(reason: Reason, english: str, swedish: str) -> None:
    assert (english, swedish) == (in_english(reason), words_in("sv").tell(reason))


@pytest.mark.parametrize(
    ("limit", "english", "swedish"),
    [
        (
            Limit("findings", {"rule": "email-obfuscated"}, 1, 2),
            "findings of email-obfuscated",
            "anmärkningar från email-obfuscated",
        ),
        (Limit("pictures", {}, 1, 2), "pictures of findings", "bilder av anmärkningar"),
        (
            Limit("links_asked", {"verdict": "skipped", "reason": "robots"}, 1, 2),
            "links that were checked (skipped, robots)",
            "kontrollerade länkar (skipped, robots)",
        ),
        (
            Limit("links_asked", {"verdict": "blocked", "reason": "private_address", "detail": "10.0.0.7"}, 1, 2),
            "links that were checked (blocked, private_address: 10.0.0.7)",
            "kontrollerade länkar (blocked, private_address: 10.0.0.7)",
        ),
    ],
)
def test_limits_are_told_with_what_they_are_about(limit: Limit, english: str, swedish: str) -> None:
    assert (english, swedish) == (cut_in_english(limit), words_in("sv").cut(limit))


def test_json_has_the_key_and_the_data_of_every_reason_beside_its_english() -> None:
    page = replace(
        reports.page(),
        skipped=(Skipped("a-rule", Reason("check_crashed", {"detail": "ZeroDivisionError"})),),
        limits=(Limit("findings", {"rule": "x"}, 1, 2),),
        coverage=Coverage(not_examined={"link-broken": NOT_ASKED}),
    )
    missing = (NotExamined("a.html", Reason("not_html", {"kind": Reason("pdf_document")})),)
    report = reports.of(page, not_examined=missing)
    note = Reason("only_changed", {"revision": "main"})
    tree = json.loads(reports.text(replace(report, run=replace(report.run, notes=(note,))), "json"))
    validate(tree)
    kind = {"reason_key": "pdf_document", "reason_data": {}}
    crashed, told = "the check crashed: ZeroDivisionError", "addresses not checked: 2 of 3 (robots, scheme)"
    data = {"missing": 2, "number": 3, "why": ["robots", "scheme"]}
    assert [
        {
            "source": "a.html",
            "reason": "not HTML: it is a PDF document",
            "reason_key": "not_html",
            "reason_data": {"kind": kind},
        }
    ] == tree["not_examined"]
    assert ["Bara sidor som har ändrats sedan main är granskade."] == tree["run"]["notes"]
    assert [{"reason_key": "only_changed", "reason_data": {"revision": "main"}}] == tree["run"]["note_reasons"]
    (shown,) = tree["pages"]
    assert [
        {
            "rule": "a-rule",
            "reason": crashed,
            "reason_key": "check_crashed",
            "reason_data": {"detail": "ZeroDivisionError"},
        }
    ] == shown["skipped"]
    assert [{"rule": "link-broken", "reason": told, "reason_key": "addresses_not_asked", "reason_data": data}] == shown[
        "coverage"
    ]["not_examined"]
    assert [{"what": "findings of x", "kind": "findings", "subject": {"rule": "x"}, "kept": 1, "of": 2}] == shown[
        "limits"
    ]


def test_reports_for_people_tell_reasons_in_the_language_of_the_run(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    names = ("text", "github", "markdown", "html", "junit", "earl", "sarif")
    outputs = [word for name in names for word in ("--output", f"{name}={name}.report")]
    for language, told in (("sv", "kontrollera sökvägen"), ("en", "check the path")):
        check("page.html", "gone.html", *outputs, "--language", language, cwd=tmp_path)
        assert [] == [name for name in names if told not in (tmp_path / f"{name}.report").read_text("utf-8")]
    assert "check the path" in check("page.html", "gone.html", "--format", "json", cwd=tmp_path).out


@pytest.mark.parametrize(
    ("language", "key", "number", "told"),
    [
        ("sv", "suppressed_n", 1, "1 anmärkning är undantagen"),
        ("sv", "suppressed_n", 2, "2 anmärkningar är undantagna"),
        ("sv", "known_n", 1, "1 känd enligt baslinjen"),
        ("sv", "finding", 9999, "9999 anmärkningar"),
        ("sv", "finding", 1234567, "1\u00a0234\u00a0567 anmärkningar"),
        ("en", "finding", 12345, "12,345 findings"),
    ],
)
def test_numbers(language: str, key: str, number: int, told: str) -> None:
    assert told == words_in(language).count(key, number)


@pytest.mark.parametrize(
    ("days", "swedish", "english"),
    [
        (1, "för 1 dag sedan; 1 dag", "1 day ago; 1 day"),
        (90, "för 90 dagar sedan; 90 dagar", "90 days ago; 90 days"),
        (91, "för 3 månader sedan; 3 månader (91 dagar)", "3 months ago; 3 months (91 days)"),
        (180, "för 6 månader sedan; 6 månader", "6 months ago; 6 months"),
        (365, "för 1 år sedan; 1 år", "1 year ago; 1 year"),
        (426, "för 14 månader sedan; 14 månader (426 dagar)", "14 months ago; 14 months (426 days)"),
        (730, "för 2 år sedan; 2 år", "2 years ago; 2 years"),
        (740, "för drygt 2 år sedan; drygt 2 år (740 dagar)", "just over 2 years ago; just over 2 years (740 days)"),
        (913, "för 2,5 år sedan; 2,5 år (913 dagar)", "2.5 years ago; 2.5 years (913 days)"),
        (1461, "för 4 år sedan; 4 år", "4 years ago; 4 years"),
        (2500, "för snart 7 år sedan; snart 7 år (2500 dagar)", "nearly 7 years ago; nearly 7 years (2500 days)"),
    ],
)
def test_long_spans_are_told_in_months_and_years(days: int, swedish: str, english: str) -> None:
    told = [words_in(language).filled("{n:ago}; {n:limit}", {"n": days}) for language in ("sv", "en")]
    assert [swedish, english] == told


@pytest.mark.parametrize(
    ("text", "value", "swedish", "english"),
    [
        ("{x}", 2.53, "2,53", "2.53"),
        ("{x}", 3.0, "3", "3"),
        ("{x}", 2026, "2026", "2026"),
        ("{x:,}", 67108865, "67\u00a0108\u00a0865", "67,108,865"),
        ("{x:g}", 0.5, "0,5", "0.5"),
        ("{x}", "1.5, 2.5", "1.5, 2.5", "1.5, 2.5"),
        ("{x:times}", 1, "1 gång", "1 time"),
        ("{x:days}", 3, "3 dagar", "3 days"),
        ("{x:link} går", "Läs mer", "Länken ”Läs mer” går", "The link “Läs mer” går"),
        ("{x:link} går", " ", "En länk utan text går", "A link without text går"),
        ("Bilden{x:quoted}.", "a.png", "Bilden ”a.png”.", "Bilden “a.png”."),
        ("Bilden{x:quoted}.", "", "Bilden.", "Bilden."),
    ],
)
def test_values_are_told_as_the_text_asks(text: str, value: object, swedish: str, english: str) -> None:
    assert [swedish, english] == [words_in(language).filled(text, {"x": value}) for language in ("sv", "en")]


@pytest.mark.parametrize("number", sorted(standards.GUIDELINES))
def test_guidelines_have_their_title_and_their_address(number: str) -> None:
    name = f"webbriktlinjer {number}"
    told = [requirements.told(name, words_in(language)) for language in ("sv", "en")]
    assert [True, True, False] == [
        *(one.startswith(f"Webbriktlinje {number[1:]}: ") for one in told),
        told[0] == told[1],
    ]
    assert f"https://webbriktlinjer.se/{number[1:]}" == requirements.address(name)


def test_other_requirements_stay_as_they_are() -> None:
    assert ("WCAG 1.1.1 (A)", "https://www.w3.org/TR/WCAG21/#non-text-content") == (
        requirements.told("WCAG 1.1.1 (A)", words_in("sv")),
        requirements.address("WCAG 1.1.1 (A)"),
    )
