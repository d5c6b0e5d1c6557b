"""`kommunlint mcp` as assistants meet it: the official client over standard input and output."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from mcp import ClientSession, StdioServerParameters, stdio_client

from tests.servers import Handler, Server, running
from tests.support import FAULTY, ROOT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    Call = tuple[str, dict[str, Any]]

_CONFIG = "[serve]\nmax_bytes = 4096\n"


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    (tmp_path / "kommunlint.toml").write_text(_CONFIG, "utf-8")
    return tmp_path


def _call(folder: Path, *calls: Call, flags: Sequence[str] = ()) -> list[tuple[bool, str]]:
    """Call tools one after the other; return for each whether it failed, and what it answered."""

    async def calling() -> list[tuple[bool, str]]:
        async with _session(folder, flags) as session:
            answers = [await session.call_tool(name, arguments) for name, arguments in calls]
            return [(bool(one.is_error), "".join(part.text for part in one.content)) for one in answers]  # type: ignore[union-attr]

    return asyncio.run(calling())


class _session:  # noqa: N801  used as a function
    """A session with the command, as an assistant opens one."""

    def __init__(self, folder: Path, flags: Sequence[str]) -> None:
        words = ["-m", "linter", "mcp", "--today", "2026-11-21", *flags]
        environment = {"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/")}
        self._given = StdioServerParameters(command=sys.executable, args=words, env=environment, cwd=folder)

    async def __aenter__(self) -> ClientSession:
        self._pipes = stdio_client(self._given)
        self._session = ClientSession(*await self._pipes.__aenter__())
        session = await self._session.__aenter__()
        await session.initialize()
        return session

    async def __aexit__(self, *error: object) -> None:
        await self._session.__aexit__(*error)  # type: ignore[arg-type]
        await self._pipes.__aexit__(*error)  # type: ignore[arg-type]


def test_tools_are_offered_as_reading_only(folder: Path) -> None:
    async def listing() -> dict[str, tuple[bool | None, bool | None, list[str]]]:
        async with _session(folder, ()) as session:
            tools = (await session.list_tools()).tools
        hints = {one.name: one.annotations for one in tools}
        return {
            one.name: (
                hints[one.name] and hints[one.name].read_only_hint,
                hints[one.name] and hints[one.name].open_world_hint,
                one.input_schema.get("required", []),
            )
            for one in tools
        }

    expected = {
        "check_html": (True, False, ["html"]),
        "check_address": (True, True, ["address"]),
        "list_rules": (True, False, []),
        "explain_rule": (True, False, ["rule"]),
    }
    assert expected == asyncio.run(listing())


def test_html_is_answered_with_what_to_mend(folder: Path) -> None:
    ((is_error, text),) = _call(
        folder, ("check_html", {"html": FAULTY, "url": "https://www.lerboda.se/bad", "language": "en"})
    )
    told = json.loads(text)
    (page,) = told["pages"]
    (finding,) = page["findings"]
    assert (False, "https://www.lerboda.se/bad", "2026-11-21") == (is_error, page["source"], told["run"]["today"])
    assert ("updated-date-empty", 8, "failed") == (finding["rule"], finding["line"], finding["outcome"])
    assert ["There is no date after “Sidan uppdaterad”.", True] == [
        finding["message"],
        bool(finding["fix"]),
    ]
    assert {"findings": {"error": 1, "warning": 0, "info": 0}, "cannot_tell": 0, "suppressed": 0} == told["summary"]


def test_of_many_findings_the_worst_are_told(tmp_path: Path) -> None:
    links = "".join(f'<p><a href="http://a.example/{number}">klicka här</a></p>' for number in range(120))
    html = FAULTY.replace("<h1>", f"{links}<h1>")
    ((_, text),) = _call(tmp_path, ("check_html", {"html": html}))
    (page,) = json.loads(text)["pages"]
    assert (100, True, "updated-date-empty") == (
        len(page["findings"]),
        page["left_out"] > 0,
        page["findings"][0]["rule"],
    )


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:{port}/",
        "http://2130706433:{port}/",
        "http://localhost:{port}/",
        "http://[::ffff:127.0.0.1]:{port}/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
    ],
)
def test_no_private_address_is_asked(folder: Path, address: str) -> None:
    asked = []

    class Inside(Handler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

    server = Server(("127.0.0.1", 0), Inside)
    with running(server):
        ((is_error, _),) = _call(folder, ("check_address", {"address": address.format(port=server.server_port)}))
    assert (True, []) == (is_error, asked)


def test_found_configuration_opens_no_network(folder: Path) -> None:
    (folder / "kommunlint.toml").write_text('[browser]\nallow_hosts = ["127.0.0.1"]\n', "utf-8")
    ((is_error, text),) = _call(folder, ("check_address", {"address": "http://127.0.0.1:9/"}))
    assert (True, True) == (is_error, "--trust" in text)


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (("check_html", {"html": "x" * 5000}), "html is larger than 4096 bytes"),
        (("check_html", {"html": "  "}), "html is empty"),
        (("check_html", {"html": "<p>x", "language": "xx"}), "language is one of sv, en"),
        (("check_html", {}), "html"),
        (("check_address", {"address": "file:///etc/passwd"}), "an address begins with http:// or https://"),
        (("check_address", {"address": "http://finns-inte.invalid/"}), "not examined: "),
        (("explain_rule", {"rule": "updated-date-empti"}), 'did you mean "updated-date-empty"?'),
        (("explain_rule", {"rule": "zzz"}), "list_rules lists them"),
        (("list_rules", {"category": "nix"}), "unknown category"),
    ],
)
def test_what_cannot_be_done_is_told(folder: Path, call: Call, told: str) -> None:
    ((is_error, text),) = _call(folder, call)
    assert (True, True) == (is_error, told in text), text


def test_rules_are_listed_and_explained(folder: Path) -> None:
    calls: tuple[Call, ...] = (
        ("list_rules", {"category": "dates", "language": "en"}),
        ("list_rules", {}),
        ("explain_rule", {"rule": "updated-date-empty"}),
    )
    dates, every, one = (json.loads(text) for _, text in _call(folder, *calls))
    assert {"dates"} == {rule["category"] for rule in dates["rules"]}
    assert len(every["rules"]) > len(dates["rules"])
    assert ("Datum saknas", True) == (one["title"], all(one["examples"][kind] for kind in ("pass", "fail")))


def test_pages_that_are_checked_side_by_side_are_not_mixed_up(folder: Path) -> None:
    async def calling() -> list[str]:
        async with _session(folder, ()) as session:
            pages = [FAULTY.replace("Badplatser", f"Sida{number}") for number in range(8)]
            answers = await asyncio.gather(*(session.call_tool("check_html", {"html": page}) for page in pages))
            return [json.loads(one.content[0].text)["pages"][0]["title"] for one in answers]  # type: ignore[union-attr]

    assert [f"Sida{number} – Lerboda" for number in range(8)] == asyncio.run(calling())


def test_missing_extra_is_told_with_the_line_that_installs_it(tmp_path: Path) -> None:
    for name in ("mcp", "fastapi", "watchfiles"):
        (tmp_path / "sitecustomize.py").write_text(_HIDING.format(name=name), "utf-8")
        command = {"mcp": "mcp", "fastapi": "serve", "watchfiles": "watch"}[name]
        extra = "mcp" if name == "mcp" else "web"
        words = [sys.executable, "-m", "linter", command, *(["."] if command == "watch" else [])]
        environment = os.environ | {"PYTHONPATH": f"{tmp_path}:{ROOT}"}
        ran = subprocess.run(words, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        (line,) = ran.stderr.splitlines()
        assert (2, True) == (ran.returncode, f"{command}: Kommandot behöver tillägget {extra}: pip install" in line)


_HIDING = """
import importlib.util
find = importlib.util.find_spec
importlib.util.find_spec = lambda name, *more: None if name == "{name}" else find(name, *more)
"""
