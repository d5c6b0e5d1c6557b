"""What is wrong with a command, a configuration or a rule file: one line in the language of the run, with the same names in both."""

from __future__ import annotations

import json
import pickle
from typing import TYPE_CHECKING, Any

import pytest
import yaml

import linter
from linter.cli import usage
from linter.model.errors import StoreError, UsageError
from linter.model.reason import Reason
from linter.report.words.words import words_in
from tests.support import FAULTY, PAGE, check, kommunlint

if TYPE_CHECKING:
    from pathlib import Path

_DAY = ("--today", "2026-11-21")
_RULE = {"id": "egen", "title": "Egen", "check": {"selector": "p", "expect": "absent"}}

COMMANDS = [
    (
        ["check", "--nosuch"],
        "--nosuch: no such option (kommunlint check --help)",
        "--nosuch: Det finns inget sådant alternativ. (kommunlint check --help)",
    ),
    (
        ["check", "--formatt", "json"],
        '--formatt: no such option; did you mean "--format"? (kommunlint check --help)',
        "--formatt: Det finns inget sådant alternativ. Menade du ”--format”? (kommunlint check --help)",
    ),
    (
        ["facts", "a.html", "--format", "xml"],
        '--format: "xml" is not text or json (kommunlint facts --help)',
        "--format: ”xml” kan inte väljas. Välj text eller json. (kommunlint facts --help)",
    ),
    (
        ["check", "a.html", "--fail-on", "alltid"],
        '--fail-on: "alltid" is not error, warning or never (kommunlint check --help)',
        "--fail-on: ”alltid” kan inte väljas. Välj error, warning eller never. (kommunlint check --help)",
    ),
    (
        ["check", "a.html", "--jobs", "0"],
        '--jobs: "0" is not a whole number of 1 or more (kommunlint check --help)',
        "--jobs: ”0” är inte ett heltal som är minst 1. (kommunlint check --help)",
    ),
    (
        ["serve", "--port", "många"],
        '--port: "många" is not a whole number from 0 to 65535 (kommunlint serve --help)',
        "--port: ”många” är inte ett heltal från 0 till 65535. (kommunlint serve --help)",
    ),
    (
        ["check", "a.html", "--config"],
        "--config: a value is missing (kommunlint check --help)",
        "--config: Du behöver ange ett värde efter alternativet. (kommunlint check --help)",
    ),
    (
        ["check", "a.html", "--browser=ja"],
        "--browser: takes no value (kommunlint check --help)",
        "--browser: Alternativet tar inget värde. (kommunlint check --help)",
    ),
    (["rule"], "rule: ID is missing (kommunlint rule --help)", "rule: Du behöver ange ID. (kommunlint rule --help)"),
    (
        ["rules", "a", "b"],
        "rules: more than it takes: a, b (kommunlint rules --help)",
        "rules: Det är mer än kommandot tar emot: a, b (kommunlint rules --help)",
    ),
    (
        ["chekc", "a.html"],
        'no such command "chekc"; did you mean "check"? (kommunlint --help)',
        "Det finns inget kommando som heter ”chekc”. Menade du ”check”? (kommunlint --help)",
    ),
    (
        ["baseline", "radera"],
        'no such command "radera"; known commands: show, update, write (kommunlint baseline --help)',
        "Det finns inget kommando som heter ”radera”. Kommandona är show, update, write. (kommunlint baseline --help)",
    ),
    (
        ["check"],
        "check: name a page: a file, a folder, an address, or - for standard input",
        "check: Ange en sida: en fil, en mapp, en adress eller - för standard in.",
    ),
    (
        ["check", "a.html", "--config", "borta.toml"],
        "borta.toml: No such file or directory",
        "borta.toml: Filen eller mappen finns inte.",
    ),
    (
        ["check", "a.html", "--output", "json=borta/a.json"],
        "--output: borta/a.json: No such file or directory",
        "--output: borta/a.json: Filen eller mappen finns inte.",
    ),
    (
        ["check", "a.html", "--output", "a.json"],
        '--output: "a.json" is not FORMAT=FILE, such as html=report.html',
        "--output: ”a.json” är inte skrivet som FORMAT=FILE, till exempel html=rapport.html.",
    ),
    (
        ["check", "a.html", "--viewport", "320x640"],
        "--viewport: needs --browser",
        "--viewport: Alternativet gäller bara tillsammans med --browser.",
    ),
    (
        ["check", "a.html", "--baseline", "b.json"],
        "--baseline: b.json: no such file; `kommunlint baseline write PAGES --baseline b.json` makes it",
        "--baseline: b.json: Filen finns inte. Skapa den med `kommunlint baseline write SIDOR --baseline b.json`.",
    ),
    (
        ["rule", "updated-date-emtpy"],
        'rule: "updated-date-emtpy" is not a rule; did you mean "updated-date-empty"?',
        "rule: Det finns ingen regel som heter ”updated-date-emtpy”. Menade du ”updated-date-empty”?",
    ),
    (
        ["check", "a.html", "--today", "i dag"],
        '--today: "i dag" is not a valid date; write it as YYYY-MM-DD',
        "--today: ”i dag” är inget giltigt datum. Skriv det som ÅÅÅÅ-MM-DD.",
    ),
]

SETTINGS = [
    (
        "fail_on = 'alltid'",
        'k.toml::$.fail_on: error, warning or never is wanted, not "alltid"',
        'k.toml::$.fail_on: Värdet ska vara error, warning eller never, inte "alltid".',
    ),
    (
        "jobs = 'x'",
        'k.toml::$.jobs: a whole number is wanted, not "x"',
        'k.toml::$.jobs: Värdet ska vara ett heltal, inte "x".',
    ),
    (
        "jobs = -1",
        "k.toml::$.jobs: a number of 0 or more is wanted, not -1",
        "k.toml::$.jobs: Värdet ska vara ett tal som är minst 0, inte -1.",
    ),
    (
        "select = 'dates'",
        'k.toml::$.select: a list is wanted, not "dates"',
        'k.toml::$.select: Värdet ska vara en lista, inte "dates".',
    ),
    (
        "limits = [1]",
        "k.toml::$.limits: a table is wanted, not a list",
        "k.toml::$.limits: Värdet ska vara en tabell, inte en lista.",
    ),
    (
        "rules_path = 3",
        "k.toml::$.rules_path: a text or a list is wanted, not 3",
        "k.toml::$.rules_path: Värdet ska vara en text eller en lista, inte 3.",
    ),
    (
        "fail_onn = 'error'",
        'k.toml::$: unknown key "fail_onn"; did you mean "fail_on"?',
        "k.toml::$: Det finns ingen nyckel som heter ”fail_onn”. Menade du ”fail_on”?",
    ),
    (
        "[[overrides]]\npaths = []",
        "k.toml::$.overrides[0].paths: a list that is not empty is wanted, not a list",
        "k.toml::$.overrides[0].paths: Värdet ska vara en lista som inte är tom, inte en lista.",
    ),
    (
        "[[suppress]]\nrules = ['dates']",
        'k.toml::$.suppress[0]: "reason" is missing',
        "k.toml::$.suppress[0]: Här saknas ”reason”.",
    ),
    (
        "[rules\n",
        "k.toml: not valid TOML: Expected ']' at the end of a table declaration (at line 1, column 7)",
        "k.toml: Filen är inte giltig TOML. Felet finns på rad 1, kolumn 7: Expected ']' at the end of a table declaration",
    ),
    (
        "ignore = ['datum']",
        'k.toml::$.ignore: unknown rule or category "datum"; did you mean "dates"?',
        "k.toml::$.ignore: Det finns ingen regel eller kategori som heter ”datum”. Menade du ”dates”?",
    ),
    (
        "[browser]\npassword = '${FINNS_INTE}'",
        "k.toml::$.browser.password: the environment has no FINNS_INTE",
        "k.toml::$.browser.password: Miljövariabeln FINNS_INTE finns inte.",
    ),
    (
        "extends = ['borta.toml']",
        'k.toml::$.extends: "borta.toml": No such file in {folder}',
        "k.toml::$.extends: Filen ”borta.toml” finns inte i {folder}.",
    ),
]

RULES: list[tuple[dict[str, Any], str, str]] = [
    (
        {"check": {"selector": "p", "fact": "dates", "expect": "absent"}},
        "$.check: one of the keys selector or fact is wanted, and only one",
        "$.check: Här ska en av nycklarna selector eller fact stå, och bara en.",
    ),
    (
        {"check": {"selector": "p", "expect": "finns"}},
        '$.check.expect: exists, absent, count, matches, equals, one_of, text_length, older_than, and, or or not is wanted, not "finns"',
        '$.check.expect: Värdet ska vara exists, absent, count, matches, equals, one_of, text_length, older_than, and, or eller not, inte "finns".',
    ),
    (
        {"check": {"selector": "p[", "expect": "absent"}},
        "$.check.selector: no CSS selector: ",
        "$.check.selector: Det är ingen CSS-väljare: ",
    ),
    (
        {"messages": {"found": "Här: {okänd}"}},
        "$.messages.found.sv: unknown placeholder {okänd}; known: count, text, value",
        "$.messages.found.sv: Det finns ingen platshållare {okänd}. De som finns är count, text, value.",
    ),
    (
        {"fix": "Du måste."},
        "$.fix.sv: says that something is a duty, and no law is named",
        "$.fix.sv: Texten säger att något är en skyldighet, men ingen lag är angiven.",
    ),
]


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    (tmp_path / "a.html").write_text(PAGE, "utf-8")
    return tmp_path


@pytest.mark.parametrize(("words", "english", "swedish"), COMMANDS, ids=[" ".join(words) for words, _, _ in COMMANDS])
def test_wrong_command_is_told_in_the_language_of_the_run(
    folder: Path, words: list[str], english: str, swedish: str
) -> None:
    assert (2, f"kommunlint: {swedish}") == ((ran := kommunlint(*words, cwd=folder)).code, ran.complaint)
    first, *rest = words
    asked = [*words, "--language=en"] if first in ("baseline", "chekc") else [first, "--language=en", *rest]
    if first != "serve":  # which has no such option
        assert f"kommunlint: {english}" == kommunlint(*asked, cwd=folder).complaint


@pytest.mark.parametrize(("text", "english", "swedish"), SETTINGS, ids=[text for text, _, _ in SETTINGS])
def test_wrong_configuration_is_told_in_the_language_of_the_run(
    folder: Path, text: str, english: str, swedish: str
) -> None:
    (folder / "k.toml").write_text(text, "utf-8")
    for language, told in (("sv", swedish), ("en", english)):
        ran = check("a.html", "--config", "k.toml", "--language", language, cwd=folder)
        assert (2, f"kommunlint: {told.format(folder=folder)}") == (ran.code, ran.complaint)


@pytest.mark.parametrize(("change", "english", "swedish"), RULES, ids=[json.dumps(change) for change, _, _ in RULES])
def test_wrong_rule_file_is_told_in_the_language_of_the_run(
    folder: Path, change: dict[str, Any], english: str, swedish: str
) -> None:
    (folder / "egen.yaml").write_text(yaml.safe_dump(_RULE | change, allow_unicode=True), "utf-8")
    (folder / "kommunlint.toml").write_text('rules_path = "egen.yaml"\n', "utf-8")
    for language, told in (("sv", swedish), ("en", english)):
        ran = check("a.html", "--language", language, cwd=folder)
        assert (2, True) == (ran.code, ran.complaint.startswith(f"kommunlint: {folder}/egen.yaml::{told}")), ran.err


@pytest.mark.parametrize(
    ("configured", "flags", "told"),
    [
        pytest.param("", [], "Ange en", id="nothing-said"),
        pytest.param('language = "en"', [], "name a", id="configuration"),
        pytest.param('language = "en"', ["--language", "sv"], "Ange en", id="flag-over-configuration"),
        pytest.param("", ["--language", "sv", "--language=en"], "name a", id="last-flag"),
        pytest.param("", ["--language", "de"], "name a", id="no-such-texts"),
    ],
)
def test_the_flag_goes_before_the_configuration(folder: Path, configured: str, flags: list[str], told: str) -> None:
    (folder / "kommunlint.toml").write_text(configured, "utf-8")
    ran = kommunlint("check", "a.html", "--since", "", *flags, *_DAY, cwd=folder)
    assert (2, True) == (ran.code, f"--since: {told} revision" in ran.complaint)


def test_a_faulty_configuration_is_told_in_the_language_that_it_asks_for(folder: Path) -> None:
    (folder / "kommunlint.toml").write_text('language = "en"\njobs = "x"\n', "utf-8")
    for command in (["check", "a.html"], ["config"], ["decisions", "list"], ["serve"]):
        assert "a whole number is wanted" in kommunlint(*command, cwd=folder).complaint
    assert "ett heltal" in kommunlint("check", "a.html", "--language", "sv", cwd=folder).complaint
    (folder / "kommunlint.toml").write_text('language = 3\njobs = "x"\n', "utf-8")
    assert "Värdet ska vara" in kommunlint("check", "a.html", cwd=folder).complaint


def test_names_after_two_hyphens_choose_no_language(folder: Path) -> None:
    ran = kommunlint("check", "--", "--language", "en", cwd=folder)
    assert (3, True) == (ran.code, "--language: filen eller mappen finns inte" in ran.err)


def test_notes_are_told_in_the_language_of_the_run(folder: Path) -> None:
    (folder / "zero.html").write_text("", "utf-8")
    (folder / "b.html").write_text(FAULTY, "utf-8")
    for language, empty, missing, written in (
        ("sv", "zero.html: filen är tom", "inte granskat (kräver --links): ", "b.json: 1 "),
        ("en", "zero.html: the file is empty", "not examined (needs --links): ", "b.json: 1 finding on 1 page"),
    ):
        ran = check(".", "--require-complete", "--language", language, cwd=folder)
        assert [] == [part for part in (empty, f"--require-complete: {missing}") if part not in ran.err]
        words = ("baseline", "write", "b.html", "--baseline", "b.json", "--language", language)
        assert kommunlint(*words, *_DAY, cwd=folder).complaint.startswith(f"kommunlint: {written}")


def test_an_error_is_english_to_programs_and_survives_a_process(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        linter.check([], config=str(tmp_path / "borta.toml"))
    assert f"{tmp_path}/borta.toml: No such file or directory" == str(caught.value)
    for kind in (UsageError, StoreError, usage.CommandError):
        error = kind(Reason("flag_needs", {"flags": ("--a", "--b")}), "--c")
        copied = pickle.loads(pickle.dumps(error))  # noqa: S301  our own
        assert (kind, str(error)) == (type(copied), str(copied))
        assert copied.told(words_in("sv").tell).startswith(
            "--c: Alternativet gäller bara tillsammans med --a eller --b."
        )
