"""Baselines: what is known does not fail a run, what is new does, and what was mended drops out."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.model.report import BaselineResult
from linter.page.source import Source, decode
from linter.run import baseline_file
from linter.run.baseline import Baseline
from linter.run.baseline_file import Held
from tests import reports
from tests.mutations import EDITS
from tests.support import FAULTY, PAGE, check, examine, fixtures, kommunlint

if TYPE_CHECKING:
    from linter.model.finding import Finding
    from linter.model.report import PageReport

DAY = ("--today", "2026-11-21")
EMPTY = "<p>Sidan uppdaterad</p>\n"
TWICE = FAULTY.replace(EMPTY, EMPTY + '<aside><p class="b">Sidan uppdaterad</p></aside>\n')


def _baseline(tmp_path: Path, *pages: PageReport) -> Path:
    file = tmp_path / "baseline.json"
    baseline_file.write(file, Held({page.path: baseline_file.gathered(page.findings) for page in pages}))
    return file


def _new(page: PageReport, file: Path) -> list[tuple[str, str]]:
    told = Baseline(file, file.parent).compare(page)
    return [(one.rule, one.message) for one in told.findings if one.baseline == "new"]


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("path", fixtures(), ids=lambda path: path.stem)
def test_old_findings_stay_old_on_an_edited_page(path: Path, seed: int, edit: Any, tmp_path: Path) -> None:  # noqa: ANN401  a function
    text = decode(Source(path.name, path.read_bytes())).text
    before = examine(text, name=path.name)
    kept = {row for one in before.findings for row in range(one.location.line - 1, one.location.end_line)}
    edited = "\n".join(edit(text.split("\n"), kept, Random(f"{path.name} {seed}")))
    after = examine(edited, name=path.name)
    assert [] == _new(after, _baseline(tmp_path, before))


def test_the_edits_make_two_hundred_pages_that_are_not_the_same() -> None:
    made = {
        "\n".join(edit(text.split("\n"), set(), Random(f"{path.name} {seed}")))
        for path in fixtures()
        for text in [decode(Source(path.name, path.read_bytes())).text]
        for seed in range(3)
        for edit in EDITS
    }
    assert 200 <= len(made)


@given(st.lists(st.integers(0, 4), max_size=12), st.lists(st.integers(0, 4), max_size=12))
def test_never_more_are_known_than_the_baseline_holds(before: list[int], after: list[int]) -> None:
    def findings(numbers: list[int]) -> list[Finding]:
        return [
            reports.finding(n, fingerprint=f"{n:032x}", outcome="failed", selector=f"p{i % 3}")
            for i, n in enumerate(numbers)
        ]

    page = reports.page(*findings(after))
    file = Path(__file__).parent / "data" / "absent.json"
    baseline = Baseline(file, file.parent, Held({page.path: baseline_file.gathered(findings(before))}))
    told = baseline.compare(page)
    for number in range(5):
        known = sum(one.baseline == "known" and one.fingerprint == f"{number:032x}" for one in told.findings)
        assert min(before.count(number), after.count(number)) == known


def test_the_one_that_stood_there_is_known_and_the_other_new(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(TWICE, "utf-8")
    file = tmp_path / "b.json"
    assert 0 == _run("write", "page.html", tmp_path).code
    more = TWICE.replace("<h1>Badplatser</h1>", "<h1>Badplatser</h1>\n<section><p>Sidan uppdaterad</p></section>")
    (tmp_path / "page.html").write_text(more, "utf-8")
    tree = check("page.html", "--baseline", file, "--format", "json", cwd=tmp_path).json
    told = [(f["line"], f["baseline"], f["known_by"]) for f in tree["pages"][0]["findings"]]
    assert [(7, "new", None), (9, "known", "place"), (10, "known", "place")] == told


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        pytest.param(FAULTY, FAULTY, 0, id="the-same"),
        pytest.param(FAULTY, FAULTY.replace("<p>", "\n\n<p class='x'>", 1), 0, id="edited-elsewhere"),
        pytest.param(FAULTY, PAGE, 0, id="mended"),
        pytest.param(PAGE, FAULTY, 1, id="new-fault"),
        pytest.param(FAULTY, TWICE, 1, id="one-more-of-the-same"),
        pytest.param(FAULTY, FAULTY.replace("</main>", "<p>Senast granskad:</p></main>"), 1, id="another-of-the-kind"),
    ],
)
def test_a_run_fails_on_what_is_new_only(tmp_path: Path, before: str, after: str, code: int) -> None:
    (tmp_path / "page.html").write_text(before, "utf-8")
    assert 0 == _run("write", "page.html", tmp_path).code
    (tmp_path / "page.html").write_text(after, "utf-8")
    assert code == check("page.html", "--baseline", "b.json", cwd=tmp_path).code


def _run(command: str, page: str, folder: Path, *more: str) -> Any:  # noqa: ANN401  a Ran
    return kommunlint("baseline", command, *([page] if page else []), "--baseline", "b.json", *more, *DAY, cwd=folder)


def test_same_fault_on_another_page_is_new(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(FAULTY, "utf-8")
    _run("write", "a.html", tmp_path)
    (tmp_path / "b.html").write_text(FAULTY, "utf-8")
    tree = check("a.html", "b.html", "--baseline", "b.json", "--format", "json", cwd=tmp_path).json
    assert ["known", "new"] == [f["baseline"] for page in tree["pages"] for f in page["findings"]]


def test_the_file_is_sorted_readable_and_the_same_again(tmp_path: Path) -> None:
    for name in ("b.html", "a.html", "clean.html"):
        (tmp_path / name).write_text(PAGE if name == "clean.html" else TWICE, "utf-8")
    _run("write", ".", tmp_path)
    text = (tmp_path / "b.json").read_text("utf-8")
    _run("write", ".", tmp_path)
    assert text == (tmp_path / "b.json").read_text("utf-8")
    tree = json.loads(text)
    assert ["a.html", "b.html"] == list(tree["pages"])
    (entry,) = tree["pages"]["a.html"]
    assert ("updated-date-empty", 2, 2) == (entry["rule"], entry["count"], len(entry["places"]))
    assert "Sidan uppdaterad" in entry["says"]
    assert 2 == sum('"updated-date-empty"' in line for line in text.splitlines())


def test_update_lists_and_drops_what_was_mended_and_adds_nothing(tmp_path: Path) -> None:
    for name in ("a.html", "b.html", "c.html"):
        (tmp_path / name).write_text(FAULTY, "utf-8")
    _run("write", ".", tmp_path)
    (tmp_path / "a.html").write_text(PAGE, "utf-8")
    (tmp_path / "b.html").unlink()
    (tmp_path / "d.html").write_text(FAULTY, "utf-8")
    tree = check(".", "--baseline", "b.json", "--format", "json", cwd=tmp_path).json
    assert [("a.html", 1), ("b.html", 1)] == [(one["page"], one["count"]) for one in tree["baseline"]["mended"]]
    ran = _run("update", ".", tmp_path)
    assert (0, True, True) == (ran.code, "a.html" in ran.out, "b.html" in ran.out)
    assert ["c.html"] == list(json.loads((tmp_path / "b.json").read_text("utf-8"))["pages"])
    assert 1 == check(".", "--baseline", "b.json", cwd=tmp_path).code


def test_pages_and_rules_that_were_not_examined_keep_their_entries(tmp_path: Path) -> None:
    for name in ("a.html", "b.html"):
        (tmp_path / name).write_text(FAULTY, "utf-8")
    _run("write", ".", tmp_path)
    (tmp_path / "a.html").write_text(PAGE, "utf-8")
    _run("update", "a.html", tmp_path, "--select", "maps")
    assert ["a.html", "b.html"] == list(json.loads((tmp_path / "b.json").read_text("utf-8"))["pages"])
    _run("update", "a.html", tmp_path)
    assert ["b.html"] == list(json.loads((tmp_path / "b.json").read_text("utf-8"))["pages"])


@pytest.mark.parametrize(("written", "compared"), [(".", "s"), ("s", ".")])
def test_a_baseline_from_another_folder_is_not_mended(tmp_path: Path, written: str, compared: str) -> None:
    (tmp_path / "s").mkdir()
    for name in ("a.html", "b.html"):
        (tmp_path / "s" / name).write_text(FAULTY, "utf-8")
    file = tmp_path / "b.json"
    kommunlint("baseline", "write", str(tmp_path / "s"), "--baseline", str(file), cwd=tmp_path / written)
    before = file.read_bytes()
    for command in (["check"], ["baseline", "show"], ["baseline", "update"]):
        ran = kommunlint(
            *command, str(tmp_path / "s"), "--baseline", str(file), "--language", "en", cwd=tmp_path / compared
        )
        assert ("written from another folder" in " ".join(ran.out.split()), before) == (True, file.read_bytes())
    (tmp_path / "s" / "a.html").unlink()
    (tmp_path / "s" / "b.html").rename(tmp_path / "s" / "c.html")
    kommunlint("baseline", "update", str(tmp_path / "s"), "--baseline", str(file), cwd=tmp_path / written)
    assert {} == json.loads(file.read_text("utf-8"))["pages"]


def test_pages_outside_the_folder_of_the_configuration_are_still_there(tmp_path: Path) -> None:
    for name in ("site/new/a.html", "site/old/b.html", "conf/kommunlint.toml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(FAULTY if name.endswith("html") else "", "utf-8")
    file = tmp_path / "b.json"
    for command, source in (("write", "site"), ("update", "site/new")):
        kommunlint(
            "baseline", command, source, "--config", "conf/kommunlint.toml", "--baseline", str(file), cwd=tmp_path
        )
    assert ["site/new/a.html", "site/old/b.html"] == sorted(json.loads(file.read_text("utf-8"))["pages"])


def test_what_is_known_on_many_pages_is_not_told_again(tmp_path: Path) -> None:
    for name in ("a.html", "b.html", "c.html"):
        (tmp_path / name).write_text(FAULTY, "utf-8")
    kommunlint("baseline", "write", ".", "--baseline", "b.json", cwd=tmp_path)
    assert (
        "The same fault on several pages"
        not in check(".", "--baseline", "b.json", "--language", "en", cwd=tmp_path).out
    )


def test_one_of_several_that_was_mended_is_counted(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(TWICE, "utf-8")
    _run("write", "page.html", tmp_path)
    (tmp_path / "page.html").write_text(FAULTY, "utf-8")
    _run("update", "page.html", tmp_path)
    (entry,) = json.loads((tmp_path / "b.json").read_text("utf-8"))["pages"]["page.html"]
    assert ("count" in entry, 0) == (False, check("page.html", "--baseline", "b.json", cwd=tmp_path).code)
    (tmp_path / "page.html").write_text(TWICE, "utf-8")
    assert 1 == check("page.html", "--baseline", "b.json", cwd=tmp_path).code


def test_a_page_whose_name_is_not_utf_8_is_known_too(tmp_path: Path) -> None:
    name = os.fsdecode(b"sida-\xff.html")
    (tmp_path / name).write_text(FAULTY, "utf-8")
    _run("write", ".", tmp_path)
    tree = check(".", "--baseline", "b.json", "--format", "json", cwd=tmp_path).json
    assert (1, 0, []) == (tree["baseline"]["known"], tree["baseline"]["new"], tree["baseline"]["mended"])


def test_what_another_stage_found_is_not_mended_without_it(tmp_path: Path) -> None:
    html = PAGE.replace("juli.", 'juli. <a href="/gone.html">Priser för i år</a>')
    (tmp_path / "page.html").write_text(html, "utf-8")
    _run("write", "page.html", tmp_path, "--links", "--root", ".")
    assert "link-broken" in (tmp_path / "b.json").read_text("utf-8")
    tree = check("page.html", "--baseline", "b.json", "--format", "json", cwd=tmp_path).json
    assert ([], True) == (tree["baseline"]["mended"], "--links" in tree["run"]["notes"][0])
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    tree = check("page.html", "--links", "--root", ".", "--baseline", "b.json", "--format", "json", cwd=tmp_path).json
    assert ["link-broken"] == [one["rule"] for one in tree["baseline"]["mended"]]


def test_a_rule_that_another_stage_completes_is_mended_all_the_same(tmp_path: Path) -> None:
    html = PAGE.replace("juli.", 'juli. <a href="#nere">Priser för i år</a> <a href="/b.html#a">Tider för i år</a>')
    (tmp_path / "page.html").write_text(html, "utf-8")
    _run("write", "page.html", tmp_path)
    (tmp_path / "page.html").write_text(html.replace("<h1>", '<h1 id="nere">'), "utf-8")
    tree = check("page.html", "--baseline", "b.json", "--format", "json", cwd=tmp_path).json
    assert ["link-fragment-missing"] == [one["rule"] for one in tree["baseline"]["mended"]]


def test_what_was_cut_from_a_list_is_not_mended(tmp_path: Path) -> None:
    many = FAULTY.replace(EMPTY, "".join(f"<section>{EMPTY}<p>{n}</p></section>\n" for n in range(5)))
    (tmp_path / "page.html").write_text(many, "utf-8")
    _run("write", "page.html", tmp_path)
    (tmp_path / "kommunlint.toml").write_text("[limits]\nfindings = 2\n", "utf-8")
    tree = check("page.html", "--baseline", "b.json", "--format", "json", cwd=tmp_path).json
    assert (0, 2, []) == (tree["baseline"]["new"], tree["baseline"]["known"], tree["baseline"]["mended"])


def test_show_says_why_two_findings_are_the_same(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(FAULTY, "utf-8")
    _run("write", "page.html", tmp_path)
    assert "updated-date-empty" in _run("show", "", tmp_path).out
    (tmp_path / "page.html").write_text(FAULTY.replace("</main>", "<p>Senast granskad:</p></main>"), "utf-8")
    out = _run("show", "page.html", tmp_path, "--language", "en").out
    assert ["known", "new"] == [word for word in out.split() if word in ("known", "new")][:2]
    assert "same rule, same page, same content" in " ".join(out.split())
    assert "1 new, 1 known, 0 fixed." in out


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param(None, ["no such file", "baseline write"], id="missing"),
        pytest.param("{", ["not valid JSON"], id="broken"),
        pytest.param("[" * 100_000, ["not valid JSON"], id="deep"),
        pytest.param("{}", ["kommunlint_baseline"], id="something-else"),
        pytest.param('{"kommunlint_baseline": 2, "pages": {}}', ["$.kommunlint_baseline"], id="another-version"),
        pytest.param('{"kommunlint_baseline": 1, "pages": {"a": [{"rule": "x"}]}}', ["$.pages"], id="entry-cut"),
    ],
)
def test_a_baseline_that_cannot_be_read_is_one_line(tmp_path: Path, text: str | None, words: list[str]) -> None:
    (tmp_path / "page.html").write_text(FAULTY, "utf-8")
    if text is not None:
        (tmp_path / "b.json").write_text(text, "utf-8")
    ran = check("page.html", "--baseline", "b.json", "--language", "en", cwd=tmp_path)
    assert (2, "") == (ran.code, ran.out)
    assert [] == [word for word in ["b.json", *words] if word not in ran.complaint]


def test_nothing_examined_writes_no_baseline(tmp_path: Path) -> None:
    ran = _run("write", "gone.html", tmp_path)
    assert (2, False) == (ran.code, (tmp_path / "b.json").exists())


def test_notes_of_a_run_with_a_baseline_stand_in_the_summary(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(FAULTY, "utf-8")
    _run("write", "page.html", tmp_path)
    out = check("page.html", "--baseline", "b.json", "--language", "en", cwd=tmp_path).out
    assert "updated-date-empty" not in out
    assert "Compared with the baseline: 0 new, 1 known." in out
    assert "nothing new" in out


def test_the_configuration_names_the_baseline(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "page.html").write_text(FAULTY, "utf-8")
    (tmp_path / "kommunlint.toml").write_text('baseline = "known/b.json"\n', "utf-8")
    assert (2, True) == ((ran := check("page.html", cwd=tmp_path / "site")).code, "known/b.json" in ran.complaint)
    assert 0 == kommunlint("baseline", "write", "page.html", *DAY, cwd=tmp_path / "site").code
    assert 0 == check("page.html", cwd=tmp_path / "site").code
    assert "updated-date-empty" in kommunlint("baseline", "show", cwd=tmp_path).out
    (tmp_path / "other.json").write_text('{"kommunlint_baseline": 1, "pages": {}}', "utf-8")
    assert 1 == check("site/page.html", "--baseline", "other.json", cwd=tmp_path).code
    (tmp_path / "site" / "page.html").write_text(PAGE, "utf-8")
    assert 0 == kommunlint("baseline", "update", "page.html", *DAY, cwd=tmp_path / "site").code
    assert {} == json.loads((tmp_path / "known" / "b.json").read_text("utf-8"))["pages"]


def test_a_baseline_has_to_be_named(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(FAULTY, "utf-8")
    for words in (("write", "page.html"), ("show",), ("update", "page.html")):
        ran = kommunlint("baseline", *words, cwd=tmp_path)
        assert (2, True) == (ran.code, "--baseline FILE" in ran.complaint)


@pytest.mark.parametrize("format_", ["text", "markdown"])
def test_every_page_with_something_new_is_named_first(tmp_path: Path, format_: str) -> None:
    for number in range(5):
        (tmp_path / f"p{number}.html").write_text(FAULTY.replace("Badplatser", f"Bad {number}"), "utf-8")
    _run("write", ".", tmp_path)
    assert "New since the baseline" not in check(".", "--baseline", "b.json", "--format", format_, cwd=tmp_path).out
    for name in ("q1.html", "q2.html"):
        (tmp_path / name).write_text(FAULTY.replace("Badplatser", f"Ny {name[1]}"), "utf-8")
    ran = check(".", "--baseline", "b.json", "--format", format_, "--language", "en", cwd=tmp_path)
    head, _, rest = ran.out.partition("New since the baseline")
    named = [line.strip("- ") for line in rest.splitlines()[1:] if "html" in line][:2]
    assert (1, 0) == (ran.code, head.count(".html"))
    assert ["q1.html: 1 finding (", "q2.html: 1 finding ("] == [
        line.replace("\\", "").removeprefix("./")[:20] for line in named
    ]
    assert "p0.html" not in "".join(named)


def test_a_comment_names_pages_with_something_new_as_long_as_there_is_room() -> None:
    pages = [
        reports.page(
            reports.finding(n, baseline="new", outcome="failed", message_key=str(n)),
            name=f"webbplats/{'mapp/' * 9}{n}.html",
        )
        for n in range(2_000)
    ]
    result = BaselineResult("b.json", 2_000, 0, ())
    made = reports.text(replace(reports.of(*pages), baseline=result), "markdown")
    named = made.count("mapp/" * 9)
    assert (True, True, True) == (len(made) <= 60_000, "\n- … och " in made, named > 300)
