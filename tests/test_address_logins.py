"""User and password in an address: used for its own origin, by every stage, and written nowhere."""

from __future__ import annotations

import base64
import pickle
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from linter import check_html
from linter.config.config import Config
from linter.engine.resolver import Resolver
from linter.model.limits import Limits
from linter.model.target import Target, split_login
from linter.report import FORMATS
from linter.run.examining import examine_target
from linter.run.targets import find, without_login
from tests.answer_server import AnswerServer, Sent, answering, refresh, to
from tests.link_pages import QUICK
from tests.support import FAULTY, PAGE, TODAY, check, kommunlint, look

if TYPE_CHECKING:
    from collections.abc import Iterator

_USER, _PASSWORD = "kanin", "morot%C3%B6-77"
_SECRETS = ("kanin", "morot", "%C3%B6-77", "ö-77", base64.b64encode("kanin:morotö-77".encode()).decode())
_BASIC = f"Basic {_SECRETS[-1]}"


@pytest.fixture(name="web", scope="module")
def _web() -> Iterator[AnswerServer]:
    linked = PAGE.replace("juli", "<a href=/linked>juli och</a> <a href=/missing>augusti</a>")
    table = {
        "/faulty": Sent(body=FAULTY.encode()),
        "/moved": to("/page"),
        "/refreshed": refresh("/page"),
        "/links": Sent(body=linked.encode()),
        "/missing": Sent(404),
        "/broken": Sent(500),
        "/nowhere": to("http://[::1"),
        "/loop": to("/loop"),
        "/packed": Sent(headers={"Content-Encoding": "br"}),
    }
    with answering(table) as server:
        server.table["/out"] = to(f"http://localhost:{server.server_port}/outside")
        yield server


def _at(server: AnswerServer, path: str) -> str:
    return f"http://{_USER}:{_PASSWORD}@127.0.0.1:{server.server_port}{path}"


def _told(data: bytes | str) -> list[str]:
    """Return which secrets stand in what was written."""
    text = data if isinstance(data, str) else data.decode("utf-8", "replace")
    return [secret for secret in _SECRETS if secret in text]


def _written(folder: Path) -> dict[str, list[str]]:
    """Return the files of a folder in which secrets stand, or in whose names, packed ones unpacked."""
    found: dict[str, list[str]] = {}
    for path in (path for path in folder.rglob("*") if path.is_file()):
        pieces = [str(path.relative_to(folder)).encode(), path.read_bytes()]
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as packed:
                pieces = [packed.read(name) for name in packed.namelist()]
        found[path.name] = _told(b"".join(pieces))
    return {name: secrets for name, secrets in found.items() if secrets}


def test_no_output_tells_them(web: AnswerServer, tmp_path: Path) -> None:
    (tmp_path / "kommunlint.toml").write_text(QUICK, "utf-8")
    paths = ("/faulty", "/moved", "/refreshed", "/links", "/missing", "/broken", "/nowhere", "/loop", "/out", "/packed")
    odd = (
        f"http://{_USER}:{_PASSWORD}@[::1",
        f"ftp://{_USER}:{_PASSWORD}@granvik.example/",
        f"http://{_USER}:morot/77@granvik.example/",
        f"HTTP:\\\\{_USER}:{_PASSWORD}@granvik.invalid",
    )
    outputs = [part for name in FORMATS for part in ("--output", f"{name}=report.{name}")]
    sources = [*(_at(web, path) for path in paths), *odd]
    ran = check(*sources, "--links", "--stdin-name", _at(web, "/stdin"), "-", *outputs, cwd=tmp_path, stdin=b"<p>A")
    assert (1, []) == (ran.code, _told(ran.out + ran.err))
    for command in (("write",), ("update",), ("show",)):
        ran = kommunlint("baseline", *command, *sources, "--links", "--baseline", "known.json", cwd=tmp_path)
        assert (0, []) == (0 if "known.json was not written" not in ran.err else 2, _told(ran.out + ran.err))
    ran = check(*sources, "--baseline", "known.json", "--reproducible", "--require-complete", cwd=tmp_path)
    assert [] == _told(ran.out + ran.err)
    assert {"known.json", "links.sqlite", "report.xlsx"} <= {path.name for path in tmp_path.rglob("*")}
    assert {} == _written(tmp_path)


@pytest.mark.parametrize(
    "arguments",
    [
        ("facts",),
        ("config",),
        ("check", "--since", "HEAD"),
        ("check", "--baseline", "missing.json"),
        ("check", "--links", "--allow-host"),
    ],
    ids=" ".join,
)
def test_no_command_and_no_message_tells_them(web: AnswerServer, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    ran = kommunlint(*arguments, _at(web, "/faulty"), cwd=tmp_path)
    assert [] == _told(ran.out + ran.err)


def test_what_travels_between_processes_and_is_spooled_holds_none(web: AnswerServer) -> None:
    resolver = Resolver(Config(), TODAY, frozenset({"static", "links"}))
    for path in ("/links", "/moved", "/broken"):
        (target,) = find([_at(web, path)], (), Path(), None, "-")
        assert isinstance(target, Target)
        examined = examine_target(target, resolver, Limits())
        assert [] == _told(repr(target)) + _told(pickle.dumps(examined)) + _told(getattr(examined, "blob", b""))


def test_a_page_that_is_given_tells_none() -> None:
    url = f"https://{_USER}:{_PASSWORD}@www.granvik.example/"
    saved = f"<!doctype html><!-- saved from url=(0042){url} -->{FAULTY}"
    assert [] == _told(repr(check_html(FAULTY, url=url)))
    assert "https://www.granvik.example/" == check_html(saved).document["saved_from"]


def test_they_are_used_for_their_own_origin_only(web: AnswerServer, tmp_path: Path) -> None:
    (tmp_path / "kommunlint.toml").write_text(QUICK, "utf-8")
    web.heard.clear()
    sources = [_at(web, path) for path in ("/links", "/moved", "/refreshed", "/out")]
    ran = check(
        *sources, "--links", "--allow-host", "localhost", "--format", "json", "--fail-on", "never", cwd=tmp_path
    )
    assert [] == ran.json["not_examined"]
    sent = web.logins()
    assert None is sent.pop("/outside")
    assert {_BASIC} == set(sent.values())
    assert {"/links", "/moved", "/page", "/refreshed", "/out", "/linked", "/missing"} <= set(sent)


def test_they_win_over_the_login_of_the_configuration(web: AnswerServer, tmp_path: Path) -> None:
    config = '[browser]\nuser = "hare"\npassword = "kål"\n[browser.headers]\n"X-Prov" = "ja"\n'
    (tmp_path / "kommunlint.toml").write_text(QUICK + config, "utf-8")
    web.heard.clear()
    with answering({"/": Sent(body=b"<html lang=sv><main><a href=/a>Taxa</a>")}) as other:
        check(_at(web, "/links"), f"{other.origin}/", "--links", cwd=tmp_path)
        assert "Basic aGFyZTprw6Vs" == other.logins()["/a"]
    assert (_BASIC, "ja") == (web.logins()["/linked"], dict(web.heard)["/linked"]["x-prov"])


@pytest.mark.parametrize(
    ("written", "address", "login"),
    [
        ("https://granvik.example/a@b", "https://granvik.example/a@b", ""),
        ("https://granvik.example?a@b", "https://granvik.example?a@b", ""),
        ("https://a:b@granvik.example/c", "https://granvik.example/c", "a:b"),
        ("https://a:b@c@granvik.example:8080", "https://granvik.example:8080", "a:b@c"),
        ("https://a@granvik.example", "https://granvik.example", "a"),
        ("http:\\\\a:b@granvik.example\\c@d", "http:\\\\granvik.example\\c@d", "a:b"),
        ("http:///a:b@granvik.example/", "http:///granvik.example/", "a:b"),
        ("ftp://a:b@granvik.example/", "ftp://granvik.example/", "a:b"),
        ("mailto:a@granvik.example", "mailto:a@granvik.example", ""),
        ("C:\\sidor\\a@b", "C:\\sidor\\a@b", ""),
        ("sidor/a@b:c.html", "sidor/a@b:c.html", ""),
        ("", "", ""),
    ],
)
def test_logins_are_found_where_browsers_find_them(written: str, address: str, login: str) -> None:
    assert (address, login) == split_login(written)


def test_a_password_that_breaks_its_address_is_not_shown() -> None:
    assert "http://granvik.example/" == without_login("http://kanin:morot/77@granvik.example/")
    assert "http://[::1" == without_login("http://kanin:morot@[::1")


def test_the_browser_uses_them_too(web: AnswerServer, tmp_path: Path) -> None:
    web.table["/shown"] = Sent(
        body=f"{PAGE}<img alt='' src=/own.png><img alt='' src=http://localhost:{web.server_port}/foreign.png>".encode()
    )
    web.heard.clear()
    ran = look(_at(web, "/shown"), "--allow-host", "localhost", "--screenshots", tmp_path / "pictures", cwd=tmp_path)
    assert ([], []) == (ran.json["not_examined"], _told(ran.out + ran.err))
    sent = web.logins()
    assert (_BASIC, _BASIC, None) == (sent["/shown"], sent["/own.png"], sent["/foreign.png"])
    assert any("Mozilla" in headers["user-agent"] for path, headers in web.heard if path == "/shown")
    assert {} == _written(tmp_path)
