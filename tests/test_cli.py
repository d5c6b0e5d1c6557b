"""The command: exit statuses, one clear line for bad input, and nothing but the report on standard output."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.support import FAULTY, PAGE, ROOT, check, kommunlint, validate

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        pytest.param(["clean.html"], 0, id="clean"),
        pytest.param(["faulty.html"], 1, id="error"),
        pytest.param(["stale.html"], 0, id="warning"),
        pytest.param(["stale.html", "--fail-on", "warning"], 1, id="fail-on-warning"),
        pytest.param(["faulty.html", "--fail-on", "never"], 0, id="fail-on-never"),
        pytest.param(["clean.html", "gone.html"], 3, id="not-examined"),
        pytest.param(["faulty.html", "gone.html"], 1, id="findings-before-not-examined"),
        pytest.param(["gone.html", "--fail-on", "never"], 3, id="never-hides-no-missing-page"),
        pytest.param(["none"], 3, id="zero-pages"),
        pytest.param(["faulty.html", "--ignore", "dates"], 0, id="ignored-category"),
        pytest.param(["faulty.html", "--select", "maps,updated-date-empty"], 1, id="selected-rule"),
        pytest.param(["faulty.html", "--select", "maps"], 0, id="selected-category"),
        pytest.param(["faulty.html", "--select", "all", "--ignore", "updated-date-empty,markup"], 0, id="all-but"),
        pytest.param(["stale.html", "--today", "2016-09-01", "--fail-on", "warning"], 0, id="another-day"),
    ],
)
def test_exit_status(folder: Path, arguments: list[str], code: int) -> None:
    assert code == check(*arguments, cwd=folder).code


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param([], ["name a page"], id="no-page"),
        pytest.param(
            ["clean.html", "--select", "updated-date-emtpy"],
            ["updated-date-emtpy", 'did you mean "updated-date-empty"'],
            id="unknown-rule",
        ),
        pytest.param(["clean.html", "--ignore", "zzz"], ["zzz", "kommunlint rules"], id="nothing-like-it"),
        pytest.param(["clean.html", "--today", "2026-13-99"], ["--today", "2026-13-99", "YYYY-MM-DD"], id="bad-date"),
        pytest.param(["clean.html", "--output", "json"], ["--output", "FORMAT=FILE"], id="output-without-file"),
        pytest.param(
            ["clean.html", "--output", "xml=a.xml"], ["--output", "xml", "text, json"], id="output-of-unknown-format"
        ),
        pytest.param(
            ["clean.html", "--output", "json=none/there/a.json"],
            ["--output", "none/there/a.json"],
            id="output-that-cannot-be-written",
        ),
        pytest.param(["clean.html", "--config", "gone.toml"], ["gone.toml"], id="no-configuration"),
        pytest.param(["clean.html", "--select", "axe"], ["axe", "--browser"], id="axe-without-a-browser"),
        pytest.param(
            ["clean.html", "--screenshots", "x"], ["--screenshots", "--browser"], id="pictures-without-a-browser"
        ),
        pytest.param(["clean.html", "--browser", "--viewport", "wide"], ["--viewport", "wide"], id="no-size"),
        pytest.param(["clean.html", "--browser", "--allow-host", "a/b"], ["--allow-host", "a/b"], id="no-host"),
        pytest.param(["clean.html", "--browser", "--axe", "gone.js"], ["--axe", "gone.js"], id="no-axe"),
        pytest.param(["clean.html", "--confirm", "3"], ["--confirm", "--links"], id="days-without-links"),
        pytest.param(["clean.html", "--links", "--delay", "soon"], ["--delay", "soon"], id="no-seconds"),
        pytest.param(["clean.html", "--allow-host", "a"], ["--browser", "--links"], id="host-without-a-stage"),
        pytest.param(["clean.html", "--select", "link-broken"], ["--links"], id="rules-that-need-links"),
        pytest.param(["clean.html", "--baseline", "b.json"], ["--baseline"], id="no-baseline"),
        pytest.param(["clean.html", "--since", ""], ["--since"], id="no-revision"),
        pytest.param(
            ["clean.html", "--output", "json=clean.html"], ["--output", "clean.html"], id="report-over-a-page"
        ),
    ],
)
def test_wrong_command(folder: Path, arguments: list[str], words: list[str]) -> None:
    ran = check(*arguments, "--language", "en", cwd=folder)
    assert 2 == ran.code
    assert ran.complaint.startswith("kommunlint: ")
    assert [] == [word for word in words if word not in ran.complaint]
    assert "" == ran.out or arguments[-1].endswith("a.json")


@pytest.mark.parametrize(
    "arguments",
    [["--no-such-flag"], ["--format", "xml"], ["--fail-on", "sometimes"], ["--jobs", "0"], ["--jobs", "many"]],
    ids=" ".join,
)
def test_wrong_flag(folder: Path, arguments: list[str]) -> None:
    ran = check("clean.html", *arguments, cwd=folder)
    assert (2, "") == (ran.code, ran.out)
    assert arguments[0] in ran.err


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("[rules\n", ["not valid TOML", "line 1"], id="bad-toml"),
        pytest.param("fail_onn = 1\n", ["$", 'unknown key "fail_onn"', 'did you mean "fail_on"'], id="unknown-key"),
        pytest.param(
            "[rules.updated-date-stale]\nmax_age = 1\n",
            ["$.rules['updated-date-stale']", 'did you mean "max_age_days"'],
            id="unknown-option",
        ),
        pytest.param(
            "[rules.updated-date-stael]\nmax_age_days = 1\n",
            ["$.rules", 'did you mean "updated-date-stale"'],
            id="unknown-rule",
        ),
        pytest.param(
            "[rules.updated-date-stale]\nmax_age_days = 'x'\n",
            ["$.rules['updated-date-stale'].max_age_days", "whole number"],
            id="option-type",
        ),
        pytest.param("[limits]\npage_bytes = 0\n", ["$.limits.page_bytes"], id="limit-of-zero"),
        pytest.param("fail_on = 'always'\n", ["$.fail_on", "always"], id="not-one-of"),
        pytest.param("select = ['no-such-rule']\n", ["no-such-rule"], id="selects-unknown-rule"),
        pytest.param("\x00", ["not valid TOML"], id="nul"),
    ],
)
def test_wrong_configuration(folder: Path, text: str, words: list[str]) -> None:
    (folder / "kommunlint.toml").write_text(text, "utf-8")
    ran = check("clean.html", "--language", "en", cwd=folder)
    assert (2, "") == (ran.code, ran.out)
    assert [] == [word for word in words if word not in ran.complaint]


def test_configuration_is_obeyed(folder: Path) -> None:
    own = '[rules.updated-date-stale]\nmax_age_days = 5000\n[rules.updated-date-empty]\nseverity = "warning"\n'
    (folder / "kommunlint.toml").write_text(f'language = "en"\ninclude = ["*.txt"]\n{own}', "utf-8")
    below = folder / "below"
    below.mkdir()
    ran = check(folder / "stale.html", folder / "faulty.html", folder / "none", "--format", "json", cwd=below)
    weights = [(finding["rule"], finding["severity"]) for page in ran.json["pages"] for finding in page["findings"]]
    assert (0, [("updated-date-empty", "warning")]) == (ran.code, weights)
    assert "There is no date after" in ran.json["pages"][1]["findings"][0]["message"]
    assert ran.json["pages"][2]["source"].endswith("notes.txt")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        pytest.param("gone.html", ["no such file or folder"], id="missing-file"),
        pytest.param("none", ["no pages", "include"], id="folder-without-pages"),
        pytest.param("image.html", ["not HTML", "PNG image"], id="image"),
        pytest.param("document.html", ["not HTML", "PDF"], id="pdf"),
        pytest.param("zero.html", ["empty"], id="empty-file"),
        pytest.param("ftp://example.se/a.html", ["http"], id="other-scheme"),
        pytest.param("http://127.0.0.1:9/a", ["cannot be reached"], id="nobody-answers"),
        pytest.param("http://no-such-host.invalid/", ["cannot be reached"], id="no-such-host"),
        pytest.param("http://[", ["cannot be"], id="malformed-address"),
    ],
)
def test_bad_page_is_one_line_and_the_rest_is_examined(folder: Path, name: str, words: list[str]) -> None:
    ran = check(name, "clean.html", "--format", "json", "--language", "en", cwd=folder)
    assert 3 == ran.code
    assert [] == [word for word in [name, *words] if word not in ran.complaint]
    assert [name] == [missing["source"] for missing in ran.json["not_examined"]]
    assert ["clean.html"] == [page["source"] for page in ran.json["pages"]]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_unreadable_file(folder: Path) -> None:
    (folder / "clean.html").chmod(0)
    ran = check("clean.html", "--language", "en", cwd=folder)
    assert 3 == ran.code
    assert "cannot be read" in ran.complaint


def test_pipe_is_no_file(folder: Path) -> None:
    os.mkfifo(folder / "pipe.html")
    ran = check("pipe.html", "--language", "en", cwd=folder)
    assert 3 == ran.code
    assert "pipe.html: not a file" in ran.complaint


def test_standard_input_and_its_name(folder: Path) -> None:
    ran = check("-", "--stdin-name", "draft.html", "--format", "json", cwd=folder, stdin=FAULTY.encode())
    assert (1, "draft.html") == (ran.code, ran.json["pages"][0]["source"])
    assert 3 == check("-", cwd=folder, stdin=b"").code


def test_folder_is_read_recursively_in_order(folder: Path) -> None:
    (folder / "deep" / ".git").mkdir(parents=True)
    for name in ("b.htm", "a.xhtml", "c.aspx", "d.php", "e.txt", ".git/f.html", "G.HTML"):
        (folder / "deep" / name).write_text(PAGE, "utf-8")
    pages = [page["source"] for page in check("deep", "--format", "json", cwd=folder).json["pages"]]
    assert [f"deep/{name}" for name in ("G.HTML", "a.xhtml", "b.htm", "c.aspx", "d.php")] == pages


def test_output_is_written_beside_the_report(folder: Path) -> None:
    ran = check("faulty.html", "--output", "json=a.json", "--output", "text=a.txt", cwd=folder)
    tree = json.loads((folder / "a.json").read_text("utf-8"))
    validate(tree)
    assert ["updated-date-empty"] == [finding["rule"] for finding in tree["pages"][0]["findings"]]
    assert ran.out == (folder / "a.txt").read_text("utf-8")
    assert "" == ran.err


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("sv", "Det står inget datum efter ”Sidan uppdaterad”"),
        ("en", "There is no date after “Sidan uppdaterad”"),
        ("fi", "There is no date after"),
    ],
)
def test_language(folder: Path, language: str, word: str) -> None:
    ran = check("faulty.html", "--language", language, cwd=folder)
    assert word in " ".join(ran.out.split())


def test_text_report_shows_place_source_remedy_and_summary(folder: Path) -> None:
    out = check("faulty.html", "gone.html", "--language", "en", cwd=folder).out
    finding = ("faulty.html", "8:1", "updated-date-empty", "<p>Sidan uppdaterad</p>", "^~~", "→ ")
    for part in (*finding, "1 page: 1 error", "1 source was not examined", "gone.html", "2026-11-21"):
        assert part in out


def test_no_colour_where_there_is_no_terminal(folder: Path) -> None:
    assert "\x1b" not in check("faulty.html", cwd=folder).out


def test_colour_on_a_terminal(folder: Path) -> None:
    ours, theirs = pty.openpty()
    environment = {key: text for key, text in os.environ.items() if key != "CI"} | {
        "PYTHONPATH": str(ROOT),
        "TERM": "xterm",
    }
    words = [sys.executable, "-m", "linter", "check", "faulty.html", "--today", "2026-11-21"]
    process = subprocess.Popen(
        words, cwd=folder, stdin=subprocess.DEVNULL, stdout=theirs, stderr=subprocess.DEVNULL, env=environment
    )
    os.close(theirs)
    seen = b""
    while True:
        try:
            piece = os.read(ours, 4096)
        except OSError:
            break
        if not piece:
            break
        seen += piece
    os.close(ours)
    assert 1 == process.wait(timeout=30)
    assert b"\x1b[31m" in seen


ESCAPE = "\x1b]0;title\x07\x1b[2J\u202e"


def test_terminal_sequences_of_a_page_are_harmless(folder: Path) -> None:
    (folder / "evil.html").write_text(
        FAULTY.replace("Badplatser – Lerboda", f"Bad{ESCAPE}").replace(
            "Sidan uppdaterad", f"Sidan uppdaterad:{ESCAPE}"
        ),
        "utf-8",
    )
    (folder / f"evil{ESCAPE}.html").write_bytes(b"%PDF-1.7")
    ran = check("evil.html", f"evil{ESCAPE}.html", cwd=folder)
    shown = kommunlint("facts", "evil.html", cwd=folder)
    for text in (ran.out, ran.err, shown.out):
        assert [] == [char for char in "\x1b\x07\u202e" if char in text]
    assert "evil.html" in ran.out


def test_reports_that_a_run_writes_are_no_pages(folder: Path) -> None:
    (folder / "site").mkdir()
    (folder / "site" / "clean.html").write_text(PAGE, "utf-8")
    for _ in range(2):
        ran = check("site", "--output", "html=site/report.html", "--format", "json", cwd=folder)
        assert (0, ["site/clean.html"]) == (ran.code, [page["source"] for page in ran.json["pages"]])


def test_a_page_that_is_named_twice_is_examined_once(folder: Path) -> None:
    ran = check("clean.html", "faulty.html", "./clean.html", str(folder / "clean.html"), "--format", "json", cwd=folder)
    assert ["clean.html", "faulty.html"] == [page["source"] for page in ran.json["pages"]]
