"""What strangers write speaks no workflow commands of GitHub Actions, in whatever is printed there."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from linter.cli.workflow_commands import harmless, without_commands
from tests.support import PAGE, check, kommunlint

if TYPE_CHECKING:
    from pathlib import Path

COMMAND = "::set-output name=a::b"
NAME = "::add-mask::x ##[add-mask]y.html"
TITLE = "::set-output name=a::b ##[set-env name=c]d"


def _commands(text: str) -> list[str]:
    """Return the lines that a runner obeys, as it reads them."""
    return [line for line in re.split(r"\r\n|\r|\n", text) if line.lstrip().startswith("::") or "##[" in line]


@pytest.fixture(name="hostile")
def _hostile(tmp_path: Path) -> Path:
    page = PAGE.replace("<title>", f"<title>{TITLE} ").replace(" 2026-11-04", "")
    page = page.replace("juli", f'<a href="/x" target="_blank">{COMMAND}</a> juli')
    (tmp_path / NAME).write_text(page, "utf-8")
    return tmp_path


@pytest.mark.parametrize("format_", ["text", "markdown", "json", "sarif", "earl", "gitlab", "csv", "junit", "html"])
def test_a_report_speaks_no_commands(hostile: Path, format_: str) -> None:
    ran = check(NAME, "::gone::", "--format", format_, cwd=hostile, GITHUB_ACTIONS="true")
    assert (1, [], []) == (ran.code, _commands(ran.out), _commands(ran.err))
    elsewhere = check(NAME, "::gone::", "--format", format_, cwd=hostile)
    if format_ == "json":
        assert [page["title"] for page in ran.json["pages"]] == [page["title"] for page in elsewhere.json["pages"]]


def test_elsewhere_names_stay_as_they_are(hostile: Path) -> None:
    assert NAME in check(NAME, cwd=hostile).out


@pytest.mark.parametrize("words", [("facts",), ("config",), ("baseline", "show", "--baseline", "b.json")])
def test_no_other_command_does(hostile: Path, words: tuple[str, ...]) -> None:
    kommunlint("baseline", "write", NAME, "--baseline", "b.json", cwd=hostile)
    ran = kommunlint(*words, NAME, cwd=hostile, GITHUB_ACTIONS="true")
    assert ([], []) == (_commands(ran.out), _commands(ran.err))


def test_the_format_that_is_made_of_commands_speaks_its_own(hostile: Path) -> None:
    out = check(NAME, cwd=hostile, GITHUB_ACTIONS="true").out
    assert {"error", "warning", "notice"} >= {line.split(" ")[0].strip(":") for line in _commands(out)}
    assert out.startswith("::")


@pytest.mark.parametrize(
    "text",
    [
        COMMAND,
        f"  {COMMAND}",
        f"a\n\t{COMMAND}",
        f"a\r{COMMAND}",
        f"a\r\n\u00a0{COMMAND}",
        "a ##[group]",
        ":::debug::",
        f"\n\n{COMMAND}",
    ],
)
def test_lines(text: str) -> None:
    assert [] != _commands(text)
    assert [] == _commands(without_commands(text))
    assert [] == _commands("".join(harmless(iter([*text]))))
    told = json.dumps({"a": text})
    assert (text, []) == (
        json.loads(without_commands(told, is_json=True))["a"],
        _commands(without_commands(told, is_json=True)),
    )


@pytest.mark.parametrize("text", ["a::b", "std::vector", "a: b\n:c", "", "## rubrik\n"])
def test_what_is_no_command_stays(text: str) -> None:
    assert text == without_commands(text) == "".join(harmless(iter([*text])))
    assert [b"\x00::"] == list(harmless(iter([b"\x00::"])))
