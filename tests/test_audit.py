"""A whole review of a site, from the command to the folder that is handed over."""

from __future__ import annotations

import json
import re
import shutil
from contextlib import closing
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from linter.audit.files import pdf
from linter.model.audit import Answer, Together
from linter.run import answers_file
from linter.store.answers import Answers
from linter.store.database import open_store
from tests.support import ROOT, Ran, check, kommunlint, validate
from tests.windows import window

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


def test_documents_of_pages_that_were_not_drawn_are_listed_and_those_of_the_sample_are_kept(drawn: Path) -> None:
    book = openpyxl.load_workbook(drawn / "report.xlsx")
    told = [row[:2] + row[3:5] + row[6:7] for row in book["Länkade dokument"].iter_rows(min_row=2, values_only=True)]
    checklist, school = (f"{BASE}dokument/{name}.pdf" for name in ("bygglov-checklista", "forskola-regler"))
    where = [f"{BASE}{page}" for page in ("bygga/bygglov.html", "forskola/avgifter.html")]
    assert [(checklist, "pdf", 1, where[0], "ja"), (school, "pdf", 1, where[1], "ja")] == told
    kept = drawn / "digg" / "www.granvik.test" / "2026-11-21" / "Dokument"
    copies = {one.name[4:]: one.read_bytes() for one in kept.glob("*.pdf")}
    assert copies == {one.name: one.read_bytes() for one in (SITE / "dokument").iterdir()}


def test_what_the_report_says_of_the_review(drawn: Path) -> None:
    tree = json.loads((drawn / "report.json").read_text("utf-8"))
    chosen = [one["chosen"] for one in tree["sample"]["pages"]]
    assert [] == [one["why"] for one in tree["sample"]["pages"] if str(SITE) in one["why"]]
    assert (7, 42, True) == (tree["sample"]["seed"], tree["sample"]["of"], 10 * chosen.count("random") >= len(chosen))
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
    (tmp_path / "answers.yaml").write_text(answers_file.write(answers_file.Told(tuple(told))), "utf-8")
    for words in (("--answers", str(tmp_path / "answers.yaml")), ()):  # the second time from the folder itself
        tree = _review(tmp_path / "out", "--sample", *words)
        (found,) = [other for other in tree["manual"] if other["answer"]]
        assert (one.id, "failed", "Åsa Ek") == (found["id"], found["answer"]["outcome"], found["answer"]["by"])
    nodes = json.loads((tmp_path / "out" / "earl.jsonld").read_text("utf-8"))["@graph"]
    failed = [json.dumps(node["test"]) for node in nodes if "failed" in json.dumps(node.get("result", ""))]
    assert any("#reflow" in name for name in failed)


def _answer(folder: Path, criterion: str, **more: Any) -> None:  # noqa: ANN401  fields of the file
    """Answer the first question of a criterion in the folder's file, and all of another about pages of news."""
    said = Answer("failed", "Åsa Ek", date(2026, 11, 20), "Tabellen klipps av.")
    told = answers_file.read(folder / "answers.yaml")
    one = next(one for one in told.asked if one.criterion == criterion)
    asked = tuple(replace(other, answer=said) if other is one else other for other in told.asked)
    (folder / "answers.yaml").write_text(answers_file.write(replace(told, asked=asked, **more)), "utf-8")


def test_answers_do_not_rest_on_the_public_address_and_those_that_are_lost_are_told(
    drawn: Path, tmp_path: Path
) -> None:
    shutil.copytree(drawn, tmp_path / "out")
    _answer(tmp_path / "out", "1.4.10")
    tree = _review(tmp_path / "out", "--sample", "--base", "https://annan.test/")
    assert 1 == len([one for one in tree["manual"] if one["answer"]])
    ran = kommunlint("audit", str(SITE / "kontakt"), "--out", str(tmp_path / "out"), *_USUAL)
    assert "kommunlint: 1 svar gäller något som inte frågas nu. Det står kvar under gone i answers.yaml.\n" == ran.err
    tree = _review(tmp_path / "out", "--sample")
    assert 1 == len([one for one in tree["manual"] if one["answer"]])


def test_what_a_person_fails_is_told_on_the_terminal_and_in_the_report(drawn: Path, tmp_path: Path) -> None:
    shutil.copytree(drawn, tmp_path / "out")
    said = Answer("failed", "Siv Öst", date(2026, 11, 20), "Datum läses upp fel.")
    about = Together("1.3.1", ("*",), ("news",), said)
    _answer(tmp_path / "out", "1.4.10", together=(about, replace(about, types=(), pages=("saknas/",))))
    ran = kommunlint("audit", str(SITE), "--out", str(tmp_path / "out"), *_USUAL, "--sample")
    assert "kommunlint: answers.yaml: together[1] gäller ingen fråga som ställs.\n" == ran.err
    (told,) = [line for line in ran.out.splitlines() if line.startswith("Kriterier")]
    assert "Underkända: 2, varav 2 av en person." in told
    page = (tmp_path / "out" / "report.html").read_text("utf-8")
    table = page.partition("<caption>Underkänt av personer</caption>")[2].partition("</table>")[0]
    assert (
        "Tabellen klipps av." in table,
        "Siv Öst" in table,
        'href="https://www.granvik.test/nyheter/"' in table,
    ) == (True,) * 3
    assert answers_file.read(tmp_path / "out" / "answers.yaml").together[0] == about


def test_the_contents_of_a_report_lead_to_every_part_of_it(drawn: Path) -> None:
    page = (drawn / "report.html").read_text("utf-8")
    contents = page.partition("<nav")[2].partition("</nav>")[0]
    assert re.findall(r'<h2 id="([\w-]+)"', page) == re.findall(r'href="#([\w-]+)"', contents)


@pytest.mark.parametrize("is_own", [True, False])
def test_answers_of_a_store_are_of_their_site(is_own: bool, tmp_path: Path) -> None:  # noqa: FBT001  a case of the table
    site, other = tmp_path / "a" / "webb", tmp_path / "b" / "webb"
    for folder in (site, other):
        folder.mkdir(parents=True)
        text = "<!doctype html><html lang=sv><title>Bad</title><main><h1>Bad</h1><p>Text.</p></main>"
        (folder / "index.html").write_text(text)
    words = ("--fail-on", "never", "--store", str(tmp_path / "store.sqlite"), "--out", "out")
    kommunlint("audit", "webb", *words, cwd=site.parent)
    told = answers_file.read(site.parent / "out" / "answers.yaml")
    with closing(open_store(str(tmp_path / "store.sqlite"))) as store:
        Answers(store, told.site).answer_all(told.asked, Answer("passed", "Siv Öst", date(2026, 11, 20), "Provat."))
    reviewed = site.parent if is_own else other.parent
    kommunlint("audit", "webb", *words, "--base", BASE, cwd=reviewed)
    answers = [one.answer for one in answers_file.read(reviewed / "out" / "answers.yaml").asked]
    assert (len(answers) if is_own else 0) == len([one for one in answers if one is not None])


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


def test_people_are_shown_public_addresses_and_words(drawn: Path) -> None:
    page = (drawn / "report.html").read_text("utf-8")
    assert (0, 1) == (page.count(str(SITE)), page.count("<h1>Tillgänglighets\u00adgranskning av www.granvik.test</h1>"))
    assert "<title>Tillgänglighetsgranskning av www.granvik.test</title>" in page
    assert re.search(r"\d+ sidor och dokument är valda för vad de är. \d+ sidor är dragna slumpvis.", page)
    book = openpyxl.load_workbook(drawn / "report.xlsx")
    findings = [row[0] for row in book["Anmärkningar"].iter_rows(min_row=2, values_only=True)]
    assert {True} == {one.startswith(BASE) for one in findings}
    assert {"sidfot", "huvudinnehåll"} >= {
        row[-2] for row in book["Kontaktregister"].iter_rows(min_row=2, values_only=True)
    }


def test_the_table_of_criteria_stays_a_table_on_paper(drawn: Path) -> None:
    with window() as driver:
        driver.get((drawn / "report.html").as_uri())
        size = {"width": 500, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        shown = {}
        for media in ("screen", "print"):
            driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media})
            shown[media] = driver.execute_script(
                "return [...document.querySelectorAll('.stacks td, .clause')].map(one => getComputedStyle(one).display)"
            )
    assert ({"block"}, {"table-cell"}) == ({*shown["screen"]}, {*shown["print"]})


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


@pytest.mark.parametrize("words", [("missing",), ("missing", "--sample"), ("missing", "--fail-on", "never")])
def test_a_review_without_a_page_leaves_the_folder_as_it_was(
    words: tuple[str, ...], drawn: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    for is_there in (False, True):
        if is_there:
            shutil.copytree(drawn, out)
        before = _files(out)
        ran = kommunlint("audit", *words, "--out", str(out), cwd=tmp_path)
        assert (3, "", before, is_there) == (ran.code, ran.out, _files(out), out.exists())
        assert "missing: " in ran.err.splitlines()[0]
        assert f"kommunlint: Ingen sida granskades, så ingenting är skrivet i {out}." == ran.err.splitlines()[-1]


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
