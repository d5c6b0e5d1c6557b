"""SARIF that code scanning takes: no more results than it does, web pages by their path, and known findings as it is wanted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import pytest
from click.testing import CliRunner

from linter.cli.program import cli
from linter.report.pipelines import sarif
from tests import formats, reports
from tests.support import FAULTY, check, kommunlint

if TYPE_CHECKING:
    from pathlib import Path

    from linter.model.report import Report

KNOWN = reports.finding(1, severity="error", outcome="failed", baseline="known")
NEW = reports.finding(2, severity="warning", outcome="failed", baseline="new")
UNSURE = reports.finding(3, severity="error", outcome="cannot_tell", baseline="new")
NOTE = reports.finding(4, severity="info", outcome="failed", baseline="new")


def _run(report: Report) -> dict[str, Any]:
    (run,) = formats.sarif(reports.text(report, "sarif"))["runs"]
    return dict(run)


def _told(run: dict[str, Any]) -> list[str]:
    return [note["message"]["text"] for note in run["invocations"][0]["toolExecutionNotifications"]]


@pytest.mark.parametrize(
    ("most", "expected"),
    [
        pytest.param(4, ["known", "new", "unsure", "note"], id="all"),
        pytest.param(3, ["new", "note", "unsure"], id="known-ones-go-first"),
        pytest.param(2, ["new", "note"], id="then-those-in-doubt"),
        pytest.param(1, ["new"], id="the-worst"),
    ],
)
def test_of_too_many_results_the_worst_are_kept_worst_first(
    monkeypatch: pytest.MonkeyPatch, most: int, expected: list[str]
) -> None:
    monkeypatch.setattr(sarif, "MOST", most)
    report = reports.of(reports.page(KNOWN, NEW, UNSURE, NOTE))
    names = {
        one.fingerprint: name
        for name, one in zip(("known", "new", "unsure", "note"), (KNOWN, NEW, UNSURE, NOTE), strict=True)
    }
    run = _run(report)
    prints = [one["partialFingerprints"]["kommunlintFingerprint/v1"].partition(":")[0] for one in run["results"]]
    assert expected == [names[one] for one in prints]
    assert (4 - most > 0) is any("GitHub" in one and f"{4 - most} är utelämnade" in one for one in _told(run))


def test_what_is_left_out_is_said_on_standard_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MOST", 1)
    page, out = tmp_path / "page.html", tmp_path / "out.sarif"
    page.write_text(FAULTY.replace("</main>", '<a href="/a"></a></main>'), "utf-8")
    words = ["check", str(page), "--jobs", "1", "--language", "en"]
    ran = CliRunner().invoke(cli, [*words, "--output", f"sarif={out}"])
    assert (1, True) == (
        ran.exit_code,
        "sarif: SARIF holds the worst 1 findings, since GitHub takes no more; 1 are" in ran.stderr,
    )
    assert 1 == len(formats.sarif(out.read_text("utf-8"))["runs"][0]["results"])
    assert "sarif" not in CliRunner().invoke(cli, words).stderr


@pytest.mark.parametrize(
    ("address", "path"),
    [
        pytest.param("https://www.exempelstad.se/bygga/bygglov", "bygga/bygglov", id="page"),
        pytest.param("https://www.exempelstad.se/", "./", id="start"),
        pytest.param("https://www.exempelstad.se", "./", id="start-without-a-slash"),
        pytest.param("https://www.exempelstad.se/?id=7", "./?id=7", id="query"),
        pytest.param("https://www.exempelstad.se:8443/a:b/c", "./a:b/c", id="colon"),
    ],
)
def test_a_web_page_is_named_by_its_path_below_its_origin(address: str, path: str) -> None:
    run = _run(reports.of(reports.page(NEW, name="webbplats/sida.html"), reports.page(NEW, name=address)))
    file, page = [one["locations"][0]["physicalLocation"]["artifactLocation"] for one in run["results"]]
    assert ({"uri": "webbplats/sida.html"}, {"uri": path, "uriBaseId": "WEB1"}) == (file, page)
    base = run["originalUriBaseIds"]["WEB1"]["uri"]
    whole = address if address.count("/") > 2 else f"{address}/"
    assert (True, whole) == (base.endswith("/"), urljoin(base, path))


def test_every_origin_has_its_base() -> None:
    names = ("https://a.example/x", "https://b.example/x", "https://a.example/y")
    run = _run(reports.of(*(reports.page(NEW, name=name) for name in names)))
    places = [one["locations"][0]["physicalLocation"]["artifactLocation"] for one in run["results"]]
    assert ["WEB1", "WEB2", "WEB1"] == [place["uriBaseId"] for place in places]
    assert {"WEB1": {"uri": "https://a.example/"}, "WEB2": {"uri": "https://b.example/"}} == run["originalUriBaseIds"]


def test_files_alone_need_no_base() -> None:
    assert "originalUriBaseIds" not in _run(reports.of(reports.page(NEW)))


def test_known_findings_are_left_out_where_that_is_wanted() -> None:
    report = reports.of(reports.page(KNOWN, NEW))
    assert ["unchanged", "new"] == [one["baselineState"] for one in _run(report)["results"]]
    run = _run(replace(report, sarif_known=False))
    assert ["new"] == [one["baselineState"] for one in run["results"]]
    assert ["1 anmärkning som finns i baslinjen är utelämnad"] == _told(run)


def test_the_command_line_leaves_known_findings_out(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(FAULTY, "utf-8")
    kommunlint("baseline", "write", "page.html", "--baseline", "b.json", cwd=tmp_path)
    for flags, number in (((), 1), (("--sarif-known",), 1), (("--no-sarif-known",), 0)):
        out = check("page.html", "--baseline", "b.json", "--format", "sarif", *flags, cwd=tmp_path).out
        assert number == len(formats.sarif(out)["runs"][0]["results"])
