"""Decisions from the editors' page to CI: they hold for the page and the fault that they are about, wherever it lies."""

from __future__ import annotations

import re
import tomllib
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.config.config import read_config
from linter.model.decision import Decision
from linter.run.decisions import as_suppressions
from linter.store.database import open_store
from linter.store.decisions import Decisions
from tests.editors_server import EditorsServer, serving
from tests.servers import Handler, Server, running
from tests.support import FAULTY, TODAY, Ran, check, examine, kommunlint, validate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_RULE = "updated-date-empty"
_URL = "https://www.lerboda.se/bad"
_CANONICAL = f'<link rel="canonical" href="{_URL}/">'
_PAGE = FAULTY.replace("<title>", f"{_CANONICAL}<title>")
_OTHER = _PAGE.replace("/bad/", "/bad/vinter/")


@pytest.fixture(name="server", scope="module")
def _server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EditorsServer]:
    with serving(tmp_path_factory.mktemp("decisions"), "--no-browser", "--store", "store.sqlite") as server:
        yield server


def _shown(server: EditorsServer, html: str, url: str = "") -> str:
    return server.post(html=html, url=url, tree="").text


def _decide(server: EditorsServer, html: str, url: str = "", **said: str) -> Any:  # noqa: ANN401  an answer
    shown = _shown(server, html, url)
    (path,) = {*re.findall(r'action="(/result/[^"]+/decide)"', shown)}
    (fingerprint,) = re.findall(r'name="fingerprint" value="([^"]+)"', shown)
    given = {"kind": "no_fault", "reason": "Ett exempel.", "by": "Siv Ek", "expires": "", **said}
    return server.post(path, fingerprint=fingerprint, **given)


def _open(server: EditorsServer, html: str, url: str = "") -> list[bool]:
    """Return of each finding whether it is open, as the API tells."""
    answer = server.check(html=html, **({"url": url} if url else {}))
    validate(answer.json)
    return [one["suppressed"] is None for one in answer.json["pages"][0]["findings"]]


def _checked(ran: Ran) -> list[tuple[str, bool]]:
    return [(page["source"], one["suppressed"] is None) for page in ran.json["pages"] for one in page["findings"]]


class _Site(Handler):
    """The public page."""

    def do_GET(self) -> None:
        """Answer with it."""
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write((_OTHER if "vinter" in self.path else _PAGE).encode())


def test_decision_of_the_preview_holds_in_ci_and_for_the_public_page(tmp_path: Path) -> None:
    with serving(tmp_path, "--no-browser") as server:
        assert 200 == _decide(server, _PAGE, "https://preview.lerboda.se/edit?id=7#a").status
        assert ([False], [True]) == (_open(server, _PAGE), _open(server, _OTHER))
    exported = kommunlint("decisions", "export", cwd=tmp_path)
    (tmp_path / "kommunlint.toml").write_text(exported.out, "utf-8")
    edited = _PAGE.replace("varje vecka", "var tredje dag")
    changed = _PAGE.replace("Sidan uppdaterad", "Senast granskad")
    for name, html in (("a", _PAGE), ("b", edited), ("c", changed), ("d", _OTHER), ("e", FAULTY)):
        (tmp_path / f"{name}.html").write_text(html, "utf-8")
    ran = check("a.html", "b.html", "c.html", "d.html", "e.html", "--format", "json", cwd=tmp_path)
    expected = [("a.html", False), ("b.html", False), ("c.html", True), ("d.html", True), ("e.html", True)]
    assert (1, expected) == (ran.code, _checked(ran))
    with running(Server(("127.0.0.1", 0), _Site)) as site:
        flags = ("--allow-host", "127.0.0.1", "--trust", ".", "--format", "json")
        public = check(f"{site}/bad", f"{site}/vinter", *flags, cwd=tmp_path)
    assert [(f"{site}/bad", False), (f"{site}/vinter", True)] == _checked(public)


def test_page_is_known_by_what_it_says_of_itself_else_by_where_it_was(server: EditorsServer) -> None:
    og = FAULTY.replace("<title>", f'<meta property="og:url" content="{_URL}/og"><title>')
    _decide(server, og)
    _decide(server, FAULTY, f"{_URL}/adress?utkast=1#topp")
    assert [[False], [False], [True]] == [
        _open(server, og), _open(server, FAULTY, f"{_URL}/adress"), _open(server, FAULTY, f"{_URL}/annan")
    ]  # fmt: skip


def test_text_that_could_stand_anywhere_cannot_be_decided_about(server: EditorsServer) -> None:
    shown = _shown(server, FAULTY)
    assert ("saknar en adress att känna igen den på" in shown, "/decide" in shown) == (True, False)
    (name,) = {*re.findall(r"/result/([\w-]+)/told", shown)}
    found = re.findall(r'id="f-([^"]+)"', shown)[0]
    said = {"kind": "no_fault", "reason": "a", "by": "b", "expires": "", "fingerprint": found}
    assert 422 == server.post(f"/result/{name}/decide", **said).status


def test_decided_page_is_told_by_the_api(server: EditorsServer) -> None:
    page = _PAGE.replace("/bad/", "/api/")
    _decide(server, page, kind="webmaster", reason="Mallen byts i vår.", expires="2030-03-31")
    (found,) = server.check(html=page).json["pages"][0]["findings"]
    told = found["suppressed"]
    assert ("decision", "webmaster", "Siv Ek", "Mallen byts i vår.", "2030-03-31") == (
        told["kind"], told["decision"], told["by"], told["reason"], told["expires"]
    )  # fmt: skip
    assert told["id"] in [one["id"] for one in server.ask("/api/v1/decisions").json["decisions"]]


def test_decision_is_taken_back_and_stays_in_the_history(server: EditorsServer) -> None:
    page = _PAGE.replace("/bad/", "/ater/")
    _decide(server, page, reason="Tas tillbaka strax.")
    (action,) = re.findall(r'action="(/decisions/\d+/take-back)"', _shown(server, page))
    assert 200 == server.post(action, result="").status
    assert [True] == _open(server, page)
    listed = server.ask("/decisions").text
    assert "Tas tillbaka strax." in listed
    assert f'action="{action}"' not in listed


@pytest.mark.parametrize(
    "said",
    [
        {"kind": "other"},
        {"kind": ""},
        {"reason": " \t"},
        {"by": ""},
        {"expires": "2020-01-01"},
        {"expires": "2026-02-30"},
        {"expires": "igår"},
    ],
)
def test_incomplete_decision_is_refused(server: EditorsServer, said: dict[str, str]) -> None:
    page = _PAGE.replace("/bad/", "/ofullstandig/")
    assert 422 == _decide(server, page, **said).status
    assert [True] == _open(server, page)


def _decision(**more: Any) -> Decision:  # noqa: ANN401  fields
    return replace(
        Decision(1, f"{_URL}/", _RULE, "a" * 32, "no_fault", "skäl", "Siv Ek", "2026-11-20T10:00:00"), **more
    )


@pytest.mark.parametrize(
    ("made_at", "day"),
    [
        ("2026-11-20T23:30:00+00:00", "2026-11-21"),
        ("2026-07-01T22:30:00+00:00", "2026-07-02"),
        ("2026-11-20T22:30:00+00:00", "2026-11-20"),
        ("2026-11-20", "2026-11-20"),
        ("i går", "i går"),
    ],
)
def test_a_decision_is_of_the_day_that_it_was_in_sweden(made_at: str, day: str) -> None:
    made = Decision(1, _URL, _RULE, "f", "no_fault", "Provat.", "Siv Ek", made_at, taken_back_at=made_at)
    assert (day, day) == (made.made_on, made.taken_back_on)
    told = as_suppressions([replace(made, taken_back_at=None, expires="2099-01-01")], TODAY.isoformat(), lambda _: True)
    assert f"Siv Ek, {day}" in told.text


def test_nobody_is_no_name(tmp_path: Path) -> None:
    with closing(open_store(str(tmp_path / "store.sqlite"))) as store:
        some = Decisions(store)
        (finding,) = [one for one in examine(_PAGE, _RULE).findings if one.rule == _RULE]
        some.decide(_URL, finding, "no_fault", reason="Provat.", by="Siv Ek")
        (made,) = some.standing()
        assert some.take_back(made.id, "")
    told = kommunlint("decisions", "list", "--store", str(tmp_path / "store.sqlite")).out
    assert (True, False) == (bool(re.search(r"^    återtagen \d{4}-\d\d-\d\d$", told, re.MULTILINE)), "–" in told)


@pytest.mark.parametrize(
    ("decision", "day", "holds"),
    [
        (_decision(), "2099-01-01", True),
        (_decision(expires="2026-11-21"), "2026-11-21", True),
        (_decision(expires="2026-11-21"), "2026-11-22", False),
        (_decision(taken_back_at="2026-11-20T10:00:00"), "2026-11-20", False),
    ],
)
def test_decision_that_is_over_leaves_its_finding_open(decision: Decision, day: str, holds: bool) -> None:  # noqa: FBT001  a column of the table
    assert holds == (as_suppressions([decision], day, lambda _: True).text != "")


@pytest.mark.parametrize("command", ["list", "export"])
def test_where_no_store_was_named_and_none_is_there_nobody_has_decided(tmp_path: Path, command: str) -> None:
    ran = kommunlint("decisions", command, cwd=tmp_path)
    assert (0, "", []) == (ran.code, ran.out, [*tmp_path.iterdir()]), ran.err


def test_what_nobody_said_when_it_will_be_mended_is_not_exported(tmp_path: Path) -> None:
    (found,) = examine(_PAGE, _RULE).findings
    with closing(Decisions(open_store(str(tmp_path / ".kommunlint/store.sqlite")))) as stored:
        stored.decide("a", found, "will_be_mended", reason="Snart.", by="Siv Ek")
        stored.decide("b", found, "will_be_mended", reason="I vår.", by="Siv Ek", expires="2099-03-31")
        stored.decide("c", replace(found, rule="egen-regel"), "no_fault", reason="Egen.", by="Bo Lind")
    ran = kommunlint("decisions", "export", cwd=tmp_path)
    entries = tomllib.loads(ran.out)["suppress"]
    assert [(["b"], "I vår.", "2099-03-31")] == [(one["pages"], one["reason"], one["expires"]) for one in entries]
    told = ["sista dag saknas: 1 bedömning" in ran.err, "inte känner till regeln: 1 bedömning" in ran.err]
    assert (0, [True, True]) == (ran.code, told)
    listed = kommunlint("decisions", "list", cwd=tmp_path)
    states = re.findall(r"\((.*?)\)", listed.out)
    assert ["gäller", "gäller till och med 2099-03-31", "gäller"] == states
    assert ["Bo Lind: Egen.", "Siv Ek: I vår.", "Siv Ek: Snart."] == re.findall(r"^    (.*)$", listed.out, re.MULTILINE)


_TEXT = st.text(st.characters(exclude_categories=()), min_size=1, max_size=60)


@given(reason=_TEXT.filter(lambda text: text.split() != []), by=_TEXT, page=_TEXT)
def test_export_is_a_configuration_whatever_was_said(
    tmp_path_factory: pytest.TempPathFactory, reason: str, by: str, page: str
) -> None:
    done = as_suppressions([_decision(reason=reason, by=by, page=page)], TODAY.isoformat(), lambda _: True)
    file = tmp_path_factory.getbasetemp() / "exported.toml"
    file.write_bytes(done.text.encode("utf-8"))
    (entry,) = read_config(file, file.parent).suppress
    shown = page.encode("utf-8", "replace").decode()
    assert ((shown,), ("a" * 32,), (_RULE,), None) == (entry.pages, entry.fingerprints, entry.rules, entry.expires)
    assert entry.reason.strip()
