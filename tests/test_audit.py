"""A whole review of a site, from the command to the folder that is handed over."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from linter.audit.files import pdf
from linter.model.audit import Answer
from linter.run import answers_file
from tests.support import ROOT, Ran, check, kommunlint, validate

if TYPE_CHECKING:
    from pathlib import Path

SITE = ROOT / "tests" / "data" / "review"
BASE = "https://www.granvik.test/"
_USUAL = ("--seed", "7", "--today", "2026-11-21", "--base", BASE, "--fail-on", "never", "--reproducible")
FILES = {
    "answers.yaml",
    "contacts.html",
    "contacts.json",
    "earl.jsonld",
    "page-types.yaml",
    "report.html",
    "report.json",
    "report.pdf",
    "report.xlsx",
    "wcag-em.json",
}


def _review(folder: Path, *words: str, code: int = 0) -> dict[str, Any]:
    pdf.check()
    ran = kommunlint("audit", str(SITE), "--out", str(folder), *_USUAL, *words)
    assert (code, "") == (ran.code, ran.err)
    tree: dict[str, Any] = json.loads((folder / "report.json").read_text("utf-8"))
    validate(tree)
    return tree


@pytest.fixture(name="drawn", scope="module")
def _drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("review") / "out"
    _review(folder, "--sample")
    return folder


def _files(folder: Path) -> dict[str, bytes]:
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def test_the_folder_has_every_file_and_the_same_bytes_again(drawn: Path, tmp_path: Path) -> None:
    first = _files(drawn)
    assert FILES == {name for name in first if "/" not in name}
    assert {"Dokument", "Skärmbilder", "Webbsidor"} == {
        one.name for one in (drawn / "digg" / "www.granvik.test" / "2026-11-21").iterdir() if one.is_dir()
    }
    _review(tmp_path / "again", "--sample")
    assert first == _files(tmp_path / "again")


def test_what_the_report_says_of_the_review(drawn: Path) -> None:
    tree = json.loads((drawn / "report.json").read_text("utf-8"))
    chosen = [one["chosen"] for one in tree["sample"]["pages"]]
    assert (7, 40, True) == (tree["sample"]["seed"], tree["sample"]["of"], 10 * chosen.count("random") >= len(chosen))
    assert "en301549-3.2.1" == tree["law"]
    statement = tree["statement"]
    assert ("partial", "2025-02-14", "2025-03-03") == tuple(
        statement[key] for key in ("conformity", "assessed", "updated")
    )
    rules = {finding["rule"] for page in tree["pages"] for finding in page["findings"]}
    assert {"statement-enforcement-missing", "statement-stale"} <= rules
    assert {None} == {one["answer"] for one in tree["manual"]}


@pytest.mark.parametrize(("flags", "chosen"), [(("--all",), {"all"}), ((), {"given"})])
def test_every_page_is_examined_where_no_sample_is_drawn(
    flags: tuple[str, ...], chosen: set[str], tmp_path: Path
) -> None:
    tree = _review(tmp_path / "out", *flags)
    assert (40, 40) == (len(tree["pages"]), len(tree["sample"]["pages"]))
    assert chosen == {one["chosen"] for one in tree["sample"]["pages"]}


def test_answers_are_kept_from_one_review_to_the_next(drawn: Path, tmp_path: Path) -> None:
    asked = answers_file.read(drawn / "answers.yaml").asked
    said = Answer("failed", "Åsa Ek", date(2026, 11, 20), "Tabellen klipps av.")
    one = next(one for one in asked if one.criterion == "1.4.10")
    told = [replace(other, answer=said) if other.id == one.id else other for other in asked]
    (tmp_path / "answers.yaml").write_text(answers_file.write(told, (), "sv"), "utf-8")
    for words in (("--answers", str(tmp_path / "answers.yaml")), ()):  # the second time from the folder itself
        tree = _review(tmp_path / "out", "--sample", *words)
        (found,) = [other for other in tree["manual"] if other["answer"]]
        assert (one.id, "failed", "Åsa Ek") == (found["id"], found["answer"]["outcome"], found["answer"]["by"])
    nodes = json.loads((tmp_path / "out" / "earl.jsonld").read_text("utf-8"))["@graph"]
    failed = [json.dumps(node["test"]) for node in nodes if "failed" in json.dumps(node.get("result", ""))]
    assert any("#reflow" in name for name in failed)


def test_a_type_that_somebody_changed_is_obeyed(drawn: Path, tmp_path: Path) -> None:
    text = (drawn / "page-types.yaml").read_text("utf-8")
    place = text.index("granvik/vapen.html")
    changed = text[:place] + text[place:].replace("use: drawn", "use: always", 1)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "page-types.yaml").write_text(changed, "utf-8")
    tree = _review(tmp_path / "out", "--sample")
    found = {one["source"].rpartition("/")[2]: one["chosen"] for one in tree["sample"]["pages"]}
    assert "structured" == found["vapen.html"]


def test_the_newer_edition_asks_for_more(tmp_path: Path) -> None:
    tree = _review(tmp_path / "out", "--sample", "--law", "en301549-4.1.1")
    assert "en301549-4.1.1" == tree["law"]
    assert "2.5.8" in {one["criterion"] for one in tree["manual"]}
    texts = {one for page in tree["pages"] for finding in page["findings"] for one in finding["requirements"]}
    assert set() == {one for one in texts if one.startswith("EN 301 549 V3")}


@pytest.mark.parametrize("viewport", ["1280x800", "360x800"])
def test_the_report_has_nothing_to_remark_on(viewport: str, drawn: Path) -> None:
    (page,) = check(drawn / "report.html", "--browser", "--viewport", viewport, "--format", "json").json["pages"]
    assert [] == [(one["rule"], one["message"]) for one in page["findings"]]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "audit: "),
        ((str(SITE), "--sample", "--all"), "--sample"),
        ((str(SITE), "--base", "granvik.test"), "--base"),
        ((str(SITE), "--law", "1998"), "--law"),
        (("@gone.txt",), "gone.txt"),
        ((str(SITE), "--answers", "gone.yaml"), "gone.yaml"),
        ((str(SITE), "--out", "file.txt"), "--out"),
    ],
)
def test_a_wrong_command_is_refused_in_one_line(words: tuple[str, ...], told: str, tmp_path: Path) -> None:
    (tmp_path / "file.txt").touch()
    ran = kommunlint("audit", "--out", str(tmp_path / "out"), *words, cwd=tmp_path)
    assert (2, "", 1) == (ran.code, ran.out, len(ran.err.splitlines()))
    assert told in ran.err
    assert not (tmp_path / "out").exists()


def test_a_folder_that_is_reviewed_again_holds_no_pages_of_the_first_review(tmp_path: Path) -> None:
    for name in ("index.html", "kontakt/index.html", "nyheter/index.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes((SITE / name).read_bytes())
    out = tmp_path / "out"
    words = ("audit", str(tmp_path), "--out", str(out), *_USUAL)
    first, again = (_pages(kommunlint(*words), out) for _ in range(2))
    assert (3, first) == (len(first), again)
    (tmp_path / "kontakt" / "index.html").unlink()
    kommunlint(*words)
    assert 2 == len([*(out / "digg" / "www.granvik.test" / "2026-11-21" / "Webbsidor").iterdir()])


def _pages(ran: Ran, folder: Path) -> list[str]:
    assert 0 == ran.code
    return [page["source"] for page in json.loads((folder / "report.json").read_text("utf-8"))["pages"]]


def test_a_rule_that_is_left_out_says_nothing_of_the_statement(tmp_path: Path) -> None:
    tree = _review(tmp_path / "out", "--all", "--ignore", "statement")
    assert set() == {
        one["rule"] for page in tree["pages"] for one in page["findings"] if one["category"] == "statement"
    }
