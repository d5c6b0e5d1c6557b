"""`kommunlint fix`: a patch that can be applied, files changed whole in their own bytes, and what is left alone."""

from __future__ import annotations

import os
import stat
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests import commands
from tests.link_pages import ALLOWED, DATA, QUICK, write
from tests.link_server import served
from tests.support import PAGE, TODAY, Ran, kommunlint

if TYPE_CHECKING:
    from pathlib import Path

_WRONG, _RIGHT = "mailto:%20siv@lerboda.se", "mailto:siv@lerboda.se"
_BAD = PAGE.replace("juli.</p>", f'juli. Ändå: <a href="{_WRONG}">Siv Ek</a></p>')
_GOOD = _BAD.replace(_WRONG, _RIGHT)


def _fix(*arguments: str, cwd: Path) -> Ran:
    """Run it; what a patch holds in other encodings is not looked at here."""
    words = ["fix", *arguments, "--today", TODAY.isoformat(), "--isolated", "--language", "en"]
    code, out, err = commands.run(words, cwd, b"", dict(os.environ), seconds=180)
    return Ran(code, out.decode("utf-8", "replace"), err.decode())


_FORMS = {
    "utf-8": lambda text: text.encode(),
    "crlf": lambda text: text.replace("\n", "\r\n").encode(),
    "cr": lambda text: text.replace("\n", "\r").encode(),
    "bom": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "latin-1": lambda text: text.replace("<head>", '<head><meta charset="iso-8859-1">').encode("cp1252", "replace"),
    "utf-16": lambda text: b"\xff\xfe" + text.encode("utf-16-le"),
    "utf-16-crlf": lambda text: b"\xfe\xff" + text.replace("\n", "\r\n").encode("utf-16-be"),
    "no-end": lambda text: text.rstrip("\n").encode(),
}


def _forms(name: str) -> tuple[bytes, bytes]:
    return _FORMS[name](_BAD), _FORMS[name](_GOOD)


@pytest.mark.parametrize("form", _FORMS)
def test_file_keeps_its_bytes_but_for_the_correction(tmp_path: Path, form: str) -> None:
    before, after = _forms(form)
    page = tmp_path / "a.html"
    page.write_bytes(before)
    page.chmod(0o640)
    shown = _fix("a.html", cwd=tmp_path)
    assert (0, before, True) == (shown.code, page.read_bytes(), "1 correction in 1 file" in shown.err)
    done = _fix("a.html", "--write", cwd=tmp_path)
    assert (0, after, 0o640) == (done.code, page.read_bytes(), stat.S_IMODE(page.stat().st_mode))
    assert ["a.html"] == [one.name for one in tmp_path.iterdir()]
    assert "0 corrections in 0 files" in _fix("a.html", cwd=tmp_path).err


@pytest.mark.parametrize("form", _FORMS)
@pytest.mark.parametrize("tool", [["git", "apply"], ["patch", "--binary", "-p1", "-s", "-i"]], ids=["git", "patch"])
@pytest.mark.parametrize("name", ["a.html", "under/två ord.html", 'ett "citat".html'])
def test_patch_can_be_applied(tmp_path: Path, form: str, tool: list[str], name: str) -> None:
    before, after = _forms(form)
    folder, patch = tmp_path / "site", tmp_path / "a.patch"
    page = folder / name
    page.parent.mkdir(parents=True)
    page.write_bytes(before)
    code, out, _ = commands.run(["fix", ".", "--isolated"], folder, b"", dict(os.environ), seconds=180)
    patch.write_bytes(out)
    subprocess.run([*tool, str(patch)], cwd=folder, check=True)
    assert (0, after) == (code, page.read_bytes())


def test_patch_of_a_file_elsewhere_names_it_by_its_whole_path(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(_BAD, "utf-8")
    (tmp_path / "b").mkdir()
    name = f"{tmp_path}/a.html".lstrip("/")
    assert [f"--- a/{name}", f"+++ b/{name}"] == _fix(f"{tmp_path}/a.html", cwd=tmp_path / "b").out.splitlines()[:2]


def test_what_leads_out_of_the_folder_is_left_alone(tmp_path: Path) -> None:
    theirs, site = tmp_path / "theirs.html", tmp_path / "site"
    theirs.write_text(_BAD, "utf-8")
    site.mkdir()
    (site / "link.html").symlink_to(theirs)
    done = _fix("site", "--write", cwd=tmp_path)
    assert (0, _BAD) == (done.code, theirs.read_text("utf-8"))
    named = _fix("site/link.html", "--write", cwd=tmp_path)
    assert (0, _GOOD, True) == (named.code, theirs.read_text("utf-8"), (site / "link.html").is_symlink())


_ARCHIVE = (
    "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related; type="text/html"; boundary="kant"\r\n\r\n--kant\r\n'
    "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n"
    f"Content-Location: https://www.lerboda.se/bad\r\n\r\n{_BAD}\r\n--kant--\r\n"
)


def test_saved_archive_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.mhtml").write_bytes(_ARCHIVE.encode())
    done = _fix("a.mhtml", "--write", cwd=tmp_path)
    assert (0, True) == (done.code, "a.mhtml: left alone, since it is an archive" in done.err)
    assert _ARCHIVE.encode() == (tmp_path / "a.mhtml").read_bytes()


def test_bytes_that_are_not_their_encoding_are_left_alone(tmp_path: Path) -> None:
    data = _BAD.replace("<head>", '<head><meta charset="utf-8">').encode().replace(b"juli", b"juli \xff\xfe")
    (tmp_path / "a.html").write_bytes(data)
    assert "left alone, since its bytes are not plain utf-8" in _fix("a.html", "--write", cwd=tmp_path).err
    assert data == (tmp_path / "a.html").read_bytes()


def test_letters_that_the_encoding_lacks_are_written_as_references(tmp_path: Path) -> None:
    html = '<meta charset="iso-8859-1"><title>Bad</title><main><h1>Bad</h1><a href="htttps://www.lerboda.se/\u00e5&#8364;&#322;">Bad</a></main>'
    (tmp_path / "a.html").write_bytes(html.encode("cp1252"))
    assert 0 == _fix("a.html", "--write", "--select", "link-address-malformed", cwd=tmp_path).code
    assert b'href="https://www.lerboda.se/\xe5\x80&#322;"' in (tmp_path / "a.html").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ([], 2, "name a page or a folder"),
        (["--diff", "--write", "a.html"], 2, "exclude each other"),
        (["-"], 2, "only files can be corrected"),
        (["https://www.lerboda.se/"], 2, "only files can be corrected"),
        (["a.html", "gone.html"], 3, "gone.html"),
        (["a.html"], 0, "--write makes them"),
    ],
)
def test_exit_status_says_what_became_of_it(tmp_path: Path, arguments: list[str], code: int, said: str) -> None:
    (tmp_path / "a.html").write_text(_BAD, "utf-8")
    ran = _fix(*arguments, cwd=tmp_path)
    assert (code, True) == (ran.code, said in ran.err), ran.err
    assert _BAD == (tmp_path / "a.html").read_text("utf-8")


def test_suppressed_findings_are_not_corrected(tmp_path: Path) -> None:
    held = _BAD.replace(
        "<p>Vi provar", "<!-- kommunlint-disable-next-line email-link-invalid -- ett exempel -->\n<p>Vi provar"
    )
    (tmp_path / "a.html").write_text(held, "utf-8")
    assert "0 corrections" in _fix("a.html", "--write", cwd=tmp_path).err
    assert held == (tmp_path / "a.html").read_text("utf-8")


def test_links_are_corrected_where_they_are_followed(tmp_path: Path) -> None:
    with served() as web, served(DATA / "valid.pem") as secure:
        origin, way = f"http://127.0.0.1:{web.server_port}", f"/to-https/{secure.server_port}"
        config = f'{QUICK}ca_file = "{DATA / "authority.pem"}"\n'
        page = write(tmp_path, [f"{origin}/moved/bygglov#rubrik", f"{origin}{way}"], config)
        before = page.read_text("utf-8")
        flags = ("--links", "--trust", ".", *ALLOWED, "--today", TODAY.isoformat(), "--write")
        done = kommunlint("fix", page.name, *flags, cwd=tmp_path)
    after = before.replace("/moved/", "/page/").replace(
        f"{origin}{way}", f"https://127.0.0.1:{secure.server_port}{way}"
    )
    assert (0, after) == (done.code, page.read_text("utf-8")), done.err
