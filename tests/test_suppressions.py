"""Ignores in the page and in the configuration: they hold where they say, with a reason, until their day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import FAULTY, PAGE, check, examine

if TYPE_CHECKING:
    from pathlib import Path

RULE = "updated-date-empty"
FAULT = "<p>Senast uppdaterad:</p>"
LINE = "kommunlint-disable-next-line"


def _told(html: str, *more: str, **settings: Any) -> list[tuple[str, int, str | None]]:  # noqa: ANN401  what examine takes
    report = examine(html, RULE, "suppressions", *more, **settings)
    return [(f.rule, f.location.line, f.suppressed and f.suppressed["reason"]) for f in report.findings]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param(f"<!-- {LINE} {RULE} -- skäl -->\n{FAULT}\n{FAULT}", ["skäl", None], id="next-line"),
        pytest.param(
            f"<!-- {LINE} {RULE} -- skäl -->\n\n  \n{FAULT}\n{FAULT}", ["skäl", None], id="next-line-with-text"
        ),
        pytest.param(f"<!-- {LINE} {RULE} -- skäl -->{FAULT}\n{FAULT}", ["skäl", None], id="rest-of-its-own-line"),
        pytest.param(f"<!-- {LINE} {RULE} -- a --> <!-- mall -->\n<!-- b -->\n{FAULT}", ["a"], id="comments-between"),
        pytest.param(f"<!-- {LINE} dates -- hela gruppen -->\n{FAULT}", ["hela gruppen"], id="category"),
        pytest.param(f"<!-- {LINE} all -- allt -->\n{FAULT}", ["allt"], id="all"),
        pytest.param(f"<!-- {LINE} email-obfuscated, {RULE} -- två -->\n{FAULT}", ["två"], id="several-rules"),
        pytest.param(f"<!-- {LINE} {RULE} – tankstreck -->\n{FAULT}", ["tankstreck"], id="dash-of-an-editor"),
        pytest.param(f"<!--{LINE} {RULE} -- tätt-->\n{FAULT}", ["tätt"], id="no-spaces"),
        pytest.param(f"<!-- {LINE}\n  {RULE}\n  -- rad för rad -->\n{FAULT}", ["rad för rad"], id="over-lines"),
        pytest.param(
            f"{FAULT}\n<!-- kommunlint-disable {RULE} -- block -->\n{FAULT}\n{FAULT}\n<!-- kommunlint-enable {RULE} -->\n{FAULT}",
            [None, "block", "block", None],
            id="block",
        ),
        pytest.param(
            f"<!-- kommunlint-disable {RULE} -- slut -->\n{FAULT}\n<p>a</p>\n{FAULT}", ["slut"] * 2, id="to-the-end"
        ),
        pytest.param(
            f"<!-- kommunlint-disable {RULE} -- a -->\n{FAULT}\n<!-- kommunlint-enable -->\n{FAULT}",
            ["a", None],
            id="enable-all",
        ),
        pytest.param(
            f"<!-- kommunlint-disable {RULE} -- a -->{FAULT}<!-- kommunlint-enable -->{FAULT}",
            ["a", None],
            id="on-one-line",
        ),
        pytest.param(f"<!-- {LINE} {RULE} until 2026-11-21 -- i dag -->\n{FAULT}", ["i dag"], id="last-day"),
    ],
)
def test_comment_suppresses(html: str, expected: list[str | None]) -> None:
    told = _told(html)
    assert expected == [reason for rule, _, reason in told if rule == RULE]
    assert [] == [one for one in told if one[0].startswith("suppression")]


@pytest.mark.parametrize(
    ("html", "also"),
    [
        pytest.param(f"<!-- {LINE} {RULE} -->\n{FAULT}", "suppression-unused", id="no-reason"),
        pytest.param(f"<!-- {LINE} {RULE} --   -->\n{FAULT}", "suppression-unused", id="empty-reason"),
        pytest.param(
            f"<!-- {LINE} {RULE} until 2026-11-20 -- i går -->\n{FAULT}", "suppression-expired", id="day-is-past"
        ),
        pytest.param(
            f"<!-- {LINE} {RULE} -- fel ställe -->\n<p>a</p>\n{FAULT}", "suppression-unused", id="another-line"
        ),
        pytest.param(f"<!-- {LINE} email-obfuscated -- a -->\n{FAULT}", None, id="another-rule-that-does-not-run"),
        pytest.param(f"<textarea><!-- {LINE} {RULE} -- a --></textarea>\n{FAULT}", None, id="text-of-a-control"),
        pytest.param(f'<p title="<!-- {LINE} {RULE} -- a -->">a</p>\n{FAULT}', None, id="attribute"),
        pytest.param(f"&lt;!-- {LINE} {RULE} -- a --&gt;\n{FAULT}", None, id="written-out"),
    ],
)
def test_comment_suppresses_nothing(html: str, also: str | None) -> None:
    told = _told(html)
    assert [None] == [reason for rule, _, reason in told if rule == RULE]
    assert ([also] if also else []) == [rule for rule, _, _ in told if rule.startswith("suppression")]


def test_page_level_finding_is_suppressed_by_a_block_anywhere_on_the_page() -> None:
    comment = "<!-- kommunlint-disable updated-date-missing -- formulär -->"
    html = PAGE.replace("<p>Sidan uppdaterad 2026-11-04</p>", comment)
    report = examine(html, "updated-date-missing", "suppressions")
    assert [("updated-date-missing", "formulär")] == [
        (f.rule, f.suppressed and f.suppressed["reason"]) for f in report.findings
    ]


@given(st.text(alphabet=st.sampled_from("<>!-kommunlint disable enabl until2026,\n\t–ö"), max_size=300))
def test_no_comment_makes_it_fail(text: str) -> None:
    report = examine(f"<p>a</p><!-- kommunlint-{text}", RULE, "suppressions")
    assert () == report.skipped


def test_a_comment_is_not_called_idle_where_the_list_was_cut() -> None:
    html = f"{FAULT}\n{FAULT}\n<!-- {LINE} {RULE} -- prov -->\n{FAULT}"
    assert [RULE] * 2 == [one.rule for one in examine(html, RULE, "suppressions", max_findings=2).findings]


@pytest.mark.parametrize("reason", ["-- prov", ""])
def test_a_comment_that_hides_nothing_is_shown_as_it_is_written(reason: str) -> None:
    comment = f"<!-- {LINE} {RULE} {reason} -->".replace("  ", " ")
    (found,) = examine(f"{comment}\n<p>a</p>", RULE, "suppressions").findings
    assert (True, comment) == (comment in found.message, found.data["comment"])


def test_very_many_comments_are_read_in_time() -> None:
    html = f"<!-- {LINE} qqq, www, eee -- skäl -->\n<p>a</p>\n" * 3000
    report = examine(html, "suppressions", max_findings=5)
    assert {"suppression-unused"} == {one.rule for one in report.findings}


CONFIG = """
[[suppress]]
rules = ["{rules}"]
paths = ["{paths}"]
reason = "mallen byts i vår"
"""


@pytest.mark.parametrize(
    ("rules", "paths", "expires", "code", "rule"),
    [
        pytest.param(RULE, "faulty.html", "", 0, None, id="holds"),
        pytest.param("dates", "*.html", "", 0, None, id="category-and-pattern"),
        pytest.param(RULE, "**/faulty.html", "", 0, None, id="any-folder"),
        pytest.param(RULE, "faulty.html", "expires = 2026-11-21", 0, None, id="last-day"),
        pytest.param(RULE, "faulty.html", "expires = 2026-11-20", 1, "suppression-expired", id="day-is-past"),
        pytest.param(RULE, "other/*.html", "", 1, None, id="other-pages"),
        pytest.param("contact-missing", "faulty.html", "", 1, "suppression-unused", id="idle"),
        pytest.param("contact-missing", "*.html", "", 1, "suppression-unused", id="idle-pattern-all-pages-examined"),
    ],
)
def test_configuration_suppresses(
    tmp_path: Path, rules: str, paths: str, expires: str, code: int, rule: str | None
) -> None:
    (tmp_path / "faulty.html").write_text(FAULTY, "utf-8")
    (tmp_path / "kommunlint.toml").write_text(CONFIG.format(rules=rules, paths=paths) + expires, "utf-8")
    ran = check("faulty.html", "--format", "json", cwd=tmp_path)
    findings = ran.json["pages"][0]["findings"]
    assert (code, [rule] if rule else []) == (
        ran.code,
        [f["rule"] for f in findings if f["category"] == "suppressions"],
    )
    if code == 0:
        assert {"kind": "configuration", "reason": "mallen byts i vår", "expires": expires[10:] or None} == findings[0][
            "suppressed"
        ]
        assert (1, 0) == (ran.json["summary"]["suppressed"], ran.json["summary"]["open"]["error"])


def test_idle_entry_for_two_named_pages_is_told_when_both_were_examined(tmp_path: Path) -> None:
    for name in ("a.html", "b.html"):
        (tmp_path / name).write_text(PAGE, "utf-8")
    text = CONFIG.format(rules=RULE, paths="a.html").replace('"a.html"', '"a.html", "b.html"')
    (tmp_path / "kommunlint.toml").write_text(text, "utf-8")
    found = [
        [f["rule"] for page in check(*names, "--format", "json", cwd=tmp_path).json["pages"] for f in page["findings"]]
        for names in (["b.html"], ["a.html", "b.html"])
    ]
    assert [[], ["suppression-unused"]] == found


def test_idle_entry_is_not_told_while_pages_of_its_pattern_were_not_examined(tmp_path: Path) -> None:
    for name in ("a.html", "b.html"):
        (tmp_path / name).write_text(PAGE, "utf-8")
    (tmp_path / "kommunlint.toml").write_text(CONFIG.format(rules=RULE, paths="*.html"), "utf-8")
    rules = [
        [f["rule"] for page in check(*names, "--format", "json", cwd=tmp_path).json["pages"] for f in page["findings"]]
        for names in (["a.html"], ["a.html", "b.html"])
    ]
    assert [[], ["suppression-unused"]] == rules


@pytest.mark.parametrize("paths", ["site/old/**", "site/**"])
def test_entry_for_pages_outside_its_folder_is_not_called_idle(tmp_path: Path, paths: str) -> None:
    """Nobody knows then how many other pages it is for."""
    for name in ("site/new/a.html", "site/new/b.html", "site/old/c.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(FAULTY if "old" in name else PAGE, "utf-8")
    (tmp_path / "conf").mkdir()
    (tmp_path / "conf" / "kommunlint.toml").write_text(CONFIG.format(rules=RULE, paths=paths), "utf-8")
    for sources, code in ((["site/new"], 0), (["site"], 0)):
        ran = check(*sources, "--config", "conf/kommunlint.toml", "--format", "json", cwd=tmp_path)
        assert (code, []) == (
            ran.code,
            [f["rule"] for p in ran.json["pages"] for f in p["findings"] if f["category"] == "suppressions"],
        )


@pytest.mark.parametrize(
    ("paths", "expires", "found"),
    [
        pytest.param("gone/**", "", [("a.html", "suppression-unused", "no_page")], id="no-page"),
        pytest.param("gone.html", "2020-01-01", [("a.html", "suppression-unused", "no_page")], id="no-page-and-over"),
        pytest.param(
            "b/*.html", "2020-01-01", [("b/b.html", "suppression-expired", "configuration")], id="over-and-not-needed"
        ),
        pytest.param("b/*.html", "", [("b/b.html", "suppression-unused", "configuration")], id="not-needed"),
        pytest.param("https://www.kommun.example/**", "", [], id="addresses"),
    ],
)
def test_entry_that_does_nothing_is_told_once(
    tmp_path: Path, paths: str, expires: str, found: list[tuple[str, str, str]]
) -> None:
    (tmp_path / "b").mkdir()
    for name in ("a.html", "b/b.html", "b/c.html"):
        (tmp_path / name).write_text(PAGE, "utf-8")
    text = CONFIG.format(rules=RULE, paths=paths) + (f'expires = "{expires}"' if expires else "")
    (tmp_path / "kommunlint.toml").write_text(text, "utf-8")
    pages = check(".", "--format", "json", cwd=tmp_path).json["pages"]
    assert found == [(page["source"], f["rule"], f["message_key"]) for page in pages for f in page["findings"]]
    alone = check("a.html", "--format", "json", cwd=tmp_path).json["pages"]
    assert [] == alone[0]["findings"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[[suppress]]\nrules = ["updated-date-empty"]\n', ["$.suppress[0]", "reason"]),
        ('[[suppress]]\nrules = ["updated-date-empty"]\nreason = " "\n', ["$.suppress[0].reason"]),
        (
            '[[suppress]]\nrules = ["updated-date-emtpy"]\nreason = "a"\n',
            ["suppress[0]", 'did you mean "updated-date-empty"'],
        ),
        ('[[suppress]]\nrules = []\nreason = "a"\n', ["$.suppress[0].rules"]),
        ('[[suppress]]\nrules = ["dates"]\nreason = "a"\nexpires = "i vår"\n', ["$.suppress[0].expires"]),
    ],
)
def test_entry_that_says_too_little_is_refused(folder: Path, text: str, words: list[str]) -> None:
    (folder / "kommunlint.toml").write_text(text, "utf-8")
    ran = check("faulty.html", "--language", "en", cwd=folder)
    assert (2, "") == (ran.code, ran.out)
    assert [] == [word for word in words if word not in ran.complaint]


def test_text_report_counts_what_is_suppressed(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(
        FAULTY.replace("<p>Sidan", f"<!-- {LINE} {RULE} -- prov -->\n<p>Sidan"), "utf-8"
    )
    ran = check("page.html", "--language", "en", cwd=tmp_path)
    assert (0, True, False) == (ran.code, "1 finding is suppressed." in ran.out, RULE in ran.out)
