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

from linter.data import schema
from linter.model.error_keys import ErrorKey
from linter.model.reason import Reason, ReasonKey
from linter.model.report import Coverage, Limit, LimitKind, NotExamined, Skipped
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
            "inte HTML: det är ett PDF-dokument",
        ),
        (
            Reason("error_status", {"status": 404, "answer": "404 Not Found"}),
            "answers 404 Not Found",
            "svarar 404 Not Found",
        ),
        (
            Reason("in_browser", {"why": Reason("browser_error_status", {"status": 500})}),
            "in the browser: answers 500 to the browser",
            "i webbläsaren: svarar 500 till webbläsaren",
        ),
        (
            NOT_ASKED,
            "2 of 3 addresses were not asked: robots, scheme",
            "2 av 3 adresser frågades inte: robots.txt säger nej, den leder till något annat än en sida",
        ),
        (
            Reason("browser_too_slow", {"seconds": 9.0}),
            "took longer than 9 s in the browser; limits.browser_seconds raises it",
            "tog mer än 9 s i webbläsaren; limits.browser_seconds höjer gränsen",
        ),
        (
            Reason("file_too_large", {"size": 67108865, "most": 67108864}),
            "larger than the limit (67,108,865 of 67,108,864 bytes); limits.page_bytes raises it",
            "större än gränsen (67,108,865 av 67,108,864 byte); limits.page_bytes höjer den",
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
            "går inte att läsa: Du har inte behörighet.",
        ),
        (Reason("known_keys", {"known": ("robots", "mail")}), "known keys: robots, mail", "Nycklarna är robots, mail."),
        (
            Reason("axe_rules_missing", {"rules": ("image-alt", "label")}),
            "axe-core did not report on image-alt, label",
            "axe-core sade inget om image-alt, label",
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
            "fynd av email-obfuscated",
        ),
        (Limit("pictures", {}, 1, 2), "pictures of findings", "bilder av fynd"),
        (
            Limit("links_asked", {"verdict": "skipped", "reason": "robots"}, 1, 2),
            "links that were asked (skipped, robots)",
            "länkar som frågades (skipped, robots)",
        ),
        (
            Limit("links_asked", {"verdict": "blocked", "reason": "private_address", "detail": "10.0.0.7"}, 1, 2),
            "links that were asked (blocked, private_address: 10.0.0.7)",
            "länkar som frågades (blocked, private_address: 10.0.0.7)",
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
    crashed, told = "the check crashed: ZeroDivisionError", "2 of 3 addresses were not asked: robots, scheme"
    data = {"missing": 2, "number": 3, "why": ["robots", "scheme"]}
    assert [
        {
            "source": "a.html",
            "reason": "not HTML: it is a PDF document",
            "reason_key": "not_html",
            "reason_data": {"kind": kind},
        }
    ] == tree["not_examined"]
    assert ["Bara sidor som har ändrats sedan main skulle granskas."] == tree["run"]["notes"]
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
        ("sv", "suppressed_n", 1, "1 undantaget"),
        ("sv", "suppressed_n", 2, "2 undantagna"),
        ("sv", "known_n", 1, "1 känt enligt baslinjen"),
        ("sv", "mended_n", 1, "1 rättat sedan baslinjen"),
        ("sv", "finding", 9999, "9999 fynd"),
        ("sv", "finding", 1234567, "1\u00a0234\u00a0567 fynd"),
        ("en", "finding", 12345, "12,345 findings"),
    ],
)
def test_numbers(language: str, key: str, number: int, told: str) -> None:
    assert told == words_in(language).count(key, number)
