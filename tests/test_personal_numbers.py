"""Personal identity numbers are found in text, and told nowhere: in no format, fact, file of a review or preview."""

from __future__ import annotations

import json
import re
import zipfile
from typing import TYPE_CHECKING

import pytest

from linter.audit.files.write import write
from linter.data.personal_numbers import masked
from linter.engine.masking import crash_without_numbers
from linter.report import FORMATS
from tests.editors_server import serving
from tests.reviews import page, review, site
from tests.support import check, examine, found, kommunlint

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RULE = "personal-number-shown"
DIGITS = re.compile(rb"850709[^\w<>]{0,9}9805|850769[^\w<>]{0,9}9802|8507099805")
SHOWN = [
    "<p>Alva Bergdahl, 850709-9805</p>",
    "<p>19850709-9805</p>",
    "<p>850709–9805</p>",
    "<p>850709&#8209;9805</p>",
    "<p>850709-<b>9805</b></p>",
    "<p>Den som fyllt hundra: 850709+9805</p>",
    "<p>Personnummer 8507099805</p>",
    "<p>Personnr: 850709 9805</p>",
    "<dl><dt>Personnummer</dt><dd>198507099805</dd></dl>",
    "<p>Organisationsnummer 850709-9805 (enskild firma)</p>",
    "<p>Alva Bergdahl, 198507099805, ansöker</p>",
    "<p>Personnummer: 850709 – 9805</p>",
    "<table><tr><th>Namn</th><th>Personnummer</th></tr><tr><td>Alva Bergdahl</td><td>8507099805</td></tr></table>",
    "<table><tr><th>Personnummer</th><td>8507099805</td></tr></table>",
]
LOOK_ALIKES = [
    "<p>Skriv ÅÅÅÅMMDD-NNNN.</p>",
    "<p>Personnummer (ååmmdd-xxxx)</p>",
    "<p>Till exempel 850709-9805.</p>",
    "<p>Formatet 19850709-9805 används.</p>",
    "<p>Skriv 19121212-1212 i rutan.</p>",
    "<p>Org.nr 212000-1561, bankgiro 5103-1205</p>",
    "<p>850709-9804</p>",
    "<p>851331-9805</p>",
    "<p>Diarienummer 850709-9805</p>",
    "<p>OCR 8507099805</p>",
    "<p>8507099805</p>",
    "<p>Fil 20241121-1430</p>",
    "<p>Bilden bild_850709-9805.jpg</p>",
    "<p>https://www.example.se/850709-9805/x</p>",
    "<p>A850709-9805</p>",
    "<p>12850709-98051</p>",
    '<p><input placeholder="850709-9805" aria-label="Nummer"></p>',
    "<pre>850709-9805</pre>",
    "<p>Telefon 0480-45 00 94</p>",
    "<p>Kontonr 850709-9805</p>",
    "<p>OCR-nr: 850709-9805</p>",
    "<p>Ärendenummer är 850709-9805</p>",
    "<p>Reference no: 850709-9805</p>",
    "<p>Telefon: 850709-9805</p>",
    "<p>Puh. 850709-9805</p>",
    "<table><tr><th>Diarienummer</th><td>850709-9805</td></tr></table>",
    "<table><tr><th>Namn</th><th>Bankgiro</th></tr><tr><td>Lerboda IF</td><td>850709-9805</td></tr></table>",
    "<p>Exempelvis skriver du så här:</p><p>850709-9805</p>",
    "<p>Ange 850709-9805 (tio siffror)</p>",
]
PARTED = [
    "85 07 09-9805",
    "85-07-09-9805",
    "1985 07 09 9805",
    "850709_9805",
    "850709.9805",
    "850709/9805",
    "19850709:9805",
    "850709 – 9805",
    "8507099805",
    "%20850709-9805",
]
WRITTEN_OUT = [
    "=850709-9805",
    "=198507099805",
    "%20850709-9805",
    "%2C198507099805",
    "=850709%209805",
    "=850709&#160;9805",
    "=85</td><td>0709</td><td>9805",
    "=19<b>850709</b>-9805",
    "\\u002d850709-9805",
    "=85_07_09_9805",
    "=٨٥٠٧٠٩-٩٨٠٥",
]
"""Between what may stand in an address or in a source."""
HIDDEN = [
    '<p><a href="/x?pnr=850709-9805"></a></p>',
    '<p><a href="mailto:850709-9805@gmail.com">850709-9805@gmail.com</a></p>',
    '<p><a href="mailto:850709-9805@gmail.com"></a></p>',
    '<p>Personnummer finns.</p><p><a href="/x?nr=8507099805"></a></p>',
    '<p data-say="PERSONNUMMER">Finns.</p><p><a href="/x?nr=8507099805"></a></p>',
    f'<p data-say="{"x" * 65_000}"></p><p title="FÖDELSENUMMER"><a href="/x?nr=8507099805"></a></p>',
]
_MORE = (
    '<p>Alva Bergdahl, 850709-9805, och 850769-9802 <a href="/x?nr=8507099805" target="_blank">ansökan 850709-9805</a></p>'
    '<p><a href="/850709-9805.pdf"></a><img src="a.png" alt="850709-9805"></p>'
    "<h2>850709-9805:</h2><p>Telefon: 850709-9805</p><p>Senast uppdaterad: 850709-9805</p><p>Skriv {850709-9805}</p>"
)
PAGE = page("Beslut om 19850709-9805", _MORE)


@pytest.mark.parametrize("html", SHOWN)
def test_number_in_text_is_found(html: str) -> None:
    assert [(RULE, "shown", 1)] == found(html, RULE)


def test_coordination_number_is_found() -> None:
    assert [(RULE, "coordination", 1)] == found("<p>850769-9802</p>", RULE)


@pytest.mark.parametrize("html", LOOK_ALIKES)
def test_look_alike_is_none(html: str) -> None:
    assert [] == found(html, RULE)


def test_report_of_a_page_has_no_digit_of_a_number() -> None:
    report = examine(PAGE, outlines=True, elements=9)
    assert 5 <= sum(one.rule == RULE for one in report.findings)
    assert [] == DIGITS.findall(repr(report).encode())


@pytest.mark.parametrize("written", PARTED)
def test_known_number_is_masked_however_it_is_parted(written: str) -> None:
    told = masked(f"Ring 0480-45 00 94, {written}", ["8507099805"])
    assert ("0480-45 00 94", []) == (told[5:18], re.findall(r"85|07|09|98|05", told[18:]))


@pytest.mark.parametrize("end", ["", "…", " …"])
def test_number_that_is_cut_is_masked(end: str) -> None:
    assert f"Alva XXXXXX-XX{end}" == masked(f"Alva 850709-98{end}", ["8507099805"])


@pytest.mark.parametrize("html", HIDDEN)
def test_number_in_an_address_is_told_nowhere(html: str) -> None:
    assert [] == DIGITS.findall(repr(examine(html)).encode())


def test_table_of_numbers_tells_none_of_the_others() -> None:
    rows = "".join(f"<tr><td>Alva</td><td>{number}</td></tr>" for number in ("8507099805", "6408233234"))
    report = examine(f"<table><tr><th>Namn</th><th>Personnummer</th></tr>{rows}</table>", RULE)
    assert (2, []) == (len(report.findings), re.findall("850709|640823", repr(report)))


def test_number_of_the_pages_address_is_masked_beside_it() -> None:
    url = "https://a.se/svar?pnr=850709-9805"
    report = examine('<p>Text</p><a href="svar?pnr=850709-9805&amp;s=2">Sida 2</a><a href="">x</a>', url=url)
    told = json.dumps([[one.snippet, dict(one.data), one.message_key] for one in report.findings], default=str)
    assert [] == re.findall("850709", told)


def test_number_that_a_crash_quotes_is_masked() -> None:
    error = ValueError("'Alva Bergdahl, 850709-9805' has no colon, nor has '198507099805'")
    reason = crash_without_numbers("check_crashed", error)
    assert {"detail": "ValueError: 'Alva Bergdahl, XXXXXX-XXXX' has no colon, nor has 'XXXXXXXXXXXX'"} == dict(
        reason.data
    )


@pytest.mark.parametrize("written", WRITTEN_OUT)
def test_number_between_other_signs_and_digits_is_masked(written: str) -> None:
    reason = crash_without_numbers("check_crashed", ValueError(f"12 h3 2024-05-06 x{written}y 0.123456789012"))
    told = str(reason.data["detail"])
    assert ([], True) == (
        re.findall(r"[8٨][5٥]|09-?98|0[5٥]y", told),
        told.startswith("ValueError: 12 h3 2024-05-06 x") and told.endswith("y 0.123456789012"),
    )


def test_patch_masks_a_number_and_says_that_it_cannot_be_applied(tmp_path: Path) -> None:
    file = tmp_path / "sida.html"
    file.write_text(
        '<!doctype html><html lang="sv"><title>Sida</title><main><p>Alva, 850709-9805</p>\n'
        '<p><a href="mailto: info@kommun.se">E-post</a></p></main></html>',
        "utf-8",
    )
    patch = kommunlint("fix", "sida.html", "--language", "en", cwd=tmp_path)
    assert (True, False) == ("XXXXXX-XXXX" in patch.out, "850709" in patch.out)
    assert "personal identity numbers are masked" in patch.err
    kommunlint("fix", "sida.html", "--write", cwd=tmp_path)
    assert (True, True) == ("850709-9805" in file.read_text("utf-8"), "mailto:info" in file.read_text("utf-8"))


def test_number_that_a_snippet_cuts_is_masked() -> None:
    snippets = [
        examine(f'<p><a href="">{"x" * length} 850709-9805</a></p>').findings[0].snippet for length in range(200, 240)
    ]
    assert [] == [one for one in snippets if "850709" in one]


def test_fingerprints_do_not_depend_on_the_number() -> None:
    one, other = (examine(f"<p>{number}</p>", RULE).findings[0] for number in ("850709-9805", "640823-3234"))
    assert one.fingerprint == other.fingerprint


@pytest.mark.parametrize("name", FORMATS)
def test_no_format_tells_a_number(name: str, tmp_path: Path) -> None:
    (tmp_path / "sida.html").write_text(PAGE, "utf-8")
    check("sida.html", "--output", f"{name}=out.{name}", "--fail-on", "never", cwd=tmp_path)
    assert [] == [hit for content in _contents(tmp_path / f"out.{name}") for hit in DIGITS.findall(content)]


def test_facts_and_baseline_tell_no_number(tmp_path: Path) -> None:
    (tmp_path / "sida.html").write_text(PAGE, "utf-8")
    ran = check("sida.html", "--format", "json", "--fail-on", "never", cwd=tmp_path)
    assert [] == DIGITS.findall(json.dumps(ran.json["pages"][0]["facts"]).encode())
    assert [] == DIGITS.findall(f"{ran.out}{ran.err}".encode())


def test_files_of_a_review_tell_no_number(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    write(review(tmp_path / "site", site() | {"beslut.html": PAGE}), tmp_path / "out")
    files = [path for path in (tmp_path / "out").rglob("*") if path.is_file() and path.suffix != ".pdf"]
    assert {} == {path.name: hits for path in files for content in _contents(path) if (hits := DIGITS.findall(content))}


def test_result_and_preview_for_editors_tell_no_number(tmp_path: Path) -> None:
    with serving(tmp_path, "--no-browser") as server:
        shown = server.post(html=PAGE)
        name = re.search(r"/preview/([\w-]+)", shown.text)
        assert name is not None
        preview = server.ask(name[0])
    assert "XXXXXX-XXXX" in preview.text
    assert [] == DIGITS.findall(f"{shown.text}{preview.text}".encode())


def _contents(path: Path) -> Iterator[bytes]:
    if not zipfile.is_zipfile(path):
        yield path.read_bytes()
        return
    with zipfile.ZipFile(path) as archive:
        yield from (archive.read(name) for name in archive.namelist())
