"""Words of the interface: whole in Swedish, and the program's own reasons told in the language of the run."""

from __future__ import annotations

import ast
import string
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages import pofile
from hypothesis import given
from hypothesis import strategies as st

import linter
from linter.model import reason as reason_texts
from linter.report import words
from linter.report.words import words_in
from tests.support import PAGE, check

if TYPE_CHECKING:
    from collections.abc import Iterator

HOME = Path(linter.__file__).parent
RAISED = {"SourceError", "BrowserError", "BrowserLost", "BrowserMissing"}
MADE = {"NotExamined": 1, "Skipped": 1, "Limit": 0}
"""What carries a reason, and which of its arguments that is."""


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_every_word_has_its_swedish_with_the_same_fields() -> None:
    with (words.LOCALES / "sv" / "LC_MESSAGES" / "kommunlint.po").open("rb") as file:
        catalogue = pofile.read_po(file)
    english = {*words.TEXTS.values(), *reason_texts.TEMPLATES, *(one for one, _ in words.COUNTED.values())}
    swedish = {
        message.id[0] if message.pluralizable else message.id: message.string for message in catalogue if message.id
    }
    assert (set(), set()) == (english - set(swedish), set(swedish) - english)
    told = {one: text if isinstance(text, tuple) else (text,) for one, text in swedish.items()}
    assert [] == [
        one for one, texts in told.items() if any(not text or _fields(text) != _fields(one) for text in texts)
    ]


def _reasons(path: Path) -> Iterator[str]:
    """Yield the reasons that a module gives, 7 in the place of what fills them."""
    for function in (
        node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.FunctionDef)
    ):
        calls = [
            (node, node.func.id)
            for node in ast.walk(function)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        ]
        raises = any(name in RAISED for _, name in calls)
        told = [node.value for node in ast.walk(function) if raises and isinstance(node, ast.Assign) and _is_msg(node)]
        made = [(call, MADE[name]) for call, name in calls if name in MADE]
        told.extend(call.args[place] for call, place in made if len(call.args) > place)
        for text in told:
            yield from _spelled(text)


def _is_msg(node: ast.Assign) -> bool:
    return isinstance(node.targets[0], ast.Name) and node.targets[0].id == "msg"


def _spelled(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.IfExp):
        yield from (*_spelled(node.body), *_spelled(node.orelse))
    elif isinstance(node, ast.Constant):
        yield str(node.value)
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "7" for part in node.values)
    elif isinstance(node, ast.Subscript | ast.Attribute):
        yield from _spelled(node.value)
    elif isinstance(node, ast.Call):
        yield from _spelled(node.func)


REASONS = sorted(
    {
        reason
        for path in HOME.rglob("*.py")
        for reason in _reasons(path)
        if reason != "7 (7)"  # links that were not asked, which have words of their own
    }
)


def test_reasons_are_found_in_the_program() -> None:
    assert 40 < len(REASONS)


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_of_the_program_is_told_in_swedish(reason: str) -> None:
    assert reason_texts.read(reason) is not None
    assert (reason, True) == (words_in("en").told(reason), words_in("sv").told(reason) != reason)


@given(st.text() | st.sampled_from(REASONS).flatmap(lambda one: st.text().map(lambda more: one.replace("7", more))))
def test_a_reason_is_told_in_english_as_it_is(reason: str) -> None:
    words_in("sv").told(reason)
    expected = reason if reason_texts.read(reason) else words_in("en").told(reason)
    assert expected == words_in("en").told(reason)


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("not HTML: it is a PDF document", "inte HTML: det är ett PDF-dokument"),
        ("answers 404 to the browser", "svarar 404 till webbläsaren"),
        ("answers 404 Not Found", "svarar 404 Not Found"),
        ("in the browser: answers 500 to the browser", "i webbläsaren: svarar 500 till webbläsaren"),
        (
            "2 of 3 addresses were not asked: robots, scheme",
            "2 av 3 adresser frågades inte: robots.txt säger nej, den leder till något annat än en sida",
        ),
        (
            "took longer than 9 s in the browser; limits.browser_seconds raises it",
            "tog mer än 9 s i webbläsaren; limits.browser_seconds höjer gränsen",
        ),
        ("what nobody ever said", "what nobody ever said"),
        ("findings of email-obfuscated", "fynd av email-obfuscated"),
    ],
)
def test_reasons_are_told_with_what_is_in_them(reason: str, told: str) -> None:
    assert told == words_in("sv").told(reason)


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
