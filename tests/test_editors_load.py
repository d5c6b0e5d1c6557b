"""The editors' server under load and at its end: nobody holds up anybody else, nothing grows, nothing is lost or left."""

from __future__ import annotations

import asyncio
import http.client
import json
import re
import signal
import socket
import subprocess
import sys
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from linter.web.lanes.pace import Pace, whose
from linter.web.lanes.turns import BusyError, Turns
from tests.editors_server import EditorsServer, serving
from tests.support import FAULTY

if TYPE_CHECKING:
    from collections.abc import Iterator

_HUGE = "<main><h1>Protokoll</h1>" + "<p>Ring 0500-12 34 56 eller skriv till info@lerboda.se i november.</p>" * 200_000
"""A page of 14 MB, which takes longer than any limit of these tests."""
linux = pytest.mark.skipif(sys.platform != "linux", reason="processes are looked at in /proc")


def _configured(folder: Path, text: str) -> Path:
    (folder / "kommunlint.toml").write_text(text, "utf-8")
    return folder


def _marked() -> tuple[str, dict[str, str]]:
    name = uuid.uuid4().hex
    return name, {"KOMMUNLINT_OF_TEST": name}


def _processes(mark: str) -> list[int]:
    """Return the processes that were started with a mark in their environment, by whomever."""
    found = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        try:
            if f"KOMMUNLINT_OF_TEST={mark}".encode() in path.read_bytes():
                found.append(int(path.parent.name))
        except OSError:
            continue
    return found


def _are_gone(mark: str) -> bool:
    """Return whether all processes with a mark end within a while."""
    until = time.monotonic() + 20
    while (found := _processes(mark)) and time.monotonic() < until:
        time.sleep(0.1)
    return not found


def _check_from(server: EditorsServer, address: str, html: str) -> int:
    """Check a page as a client with an address of its own, and return the status."""
    place = urlsplit(server.origin)
    connection = http.client.HTTPConnection(str(place.hostname), place.port, 120, (address, 0))
    try:
        body = json.dumps({"html": html})
        connection.request("POST", "/api/v1/check", body, {"Content-Type": "application/json"})
        return connection.getresponse().status
    finally:
        connection.close()


def test_pages_that_take_too_long_delay_nobody_and_end(tmp_path: Path) -> None:
    folder = _configured(tmp_path, "[serve]\nworkers = 2\npage_seconds = 12\n")
    ended: list[str] = []

    def check(name: str, html: str) -> tuple[int, str]:
        answer = server.check(html=html)
        ended.append(name)
        return answer.status, answer.json.get("error", {}).get("message", "")

    with serving(folder, "--no-browser") as server, ThreadPoolExecutor(6) as threads:
        stuck = [threads.submit(check, "stuck", _HUGE) for _ in range(3)]
        time.sleep(1)
        quick = []
        for _ in range(3):
            quick.append(_check_from(server, "127.0.0.2", FAULTY))
            ended.append("quick")
        late = [one.result() for one in stuck]
        afterwards = server.check(html=FAULTY).status
    assert ([200] * 3, 200) == (quick, afterwards)
    assert ["quick"] * 3 + ["stuck"] * 3 == ended
    assert {422} == {status for status, _ in late}
    assert all("tog längre tid än" in message for _, message in late)


def test_page_over_the_memory_is_told_and_the_next_one_is_judged(tmp_path: Path) -> None:
    folder = _configured(tmp_path, "[limits]\nworker_bytes = 30000000\n[serve]\nworkers = 1\npage_seconds = 60\n")
    with serving(folder, "--no-browser") as server:
        answers = [server.check(html=html) for html in (FAULTY, _HUGE[:4_000_000], FAULTY)]
    assert [200, 422, 200] == [one.status for one in answers]
    assert "minne" in answers[1].json["error"]["message"]


def test_client_with_many_pages_holds_nobody_up(tmp_path: Path) -> None:
    folder = _configured(tmp_path, "[serve]\nworkers = 1\n")
    page = FAULTY + "<p>Öppet måndag till fredag.</p>" * 2000
    with serving(folder, "--no-browser") as server, ThreadPoolExecutor(42) as threads:
        many = [threads.submit(_check_from, server, "127.0.0.2", page) for _ in range(40)]
        while sum(one.done() for one in many) < 1:
            time.sleep(0.01)
        status = _check_from(server, "127.0.0.3", page)
        left = sum(not one.done() for one in many)
        statuses = {one.result() for one in many}
    assert (200, {200}) == (status, statuses)
    assert left > 0


def test_turns_go_round() -> None:
    async def run() -> list[str]:
        turns, order = Turns(1, 10), list[str]()

        async def come(client: str) -> None:
            await turns.take(client)
            order.append(client)
            turns.give_back()

        await turns.take("first")
        waiting = [asyncio.create_task(come(client)) for client in ("a", "a", "a", "b", "c", "b")]
        await asyncio.sleep(0)
        turns.give_back()
        await asyncio.gather(*waiting)
        return order

    assert ["a", "b", "c", "a", "b", "a"] == asyncio.run(run())


def test_who_has_most_waiting_makes_room() -> None:
    async def run() -> tuple[list[str], bool]:
        turns = Turns(1, 3)
        await turns.take("a")
        waiting = [asyncio.create_task(turns.take(client)) for client in ("a", "a", "a", "b", "a")]
        await asyncio.sleep(0)
        for _ in range(3):
            turns.give_back()
            await asyncio.sleep(0)
        came = await asyncio.gather(*waiting, return_exceptions=True)
        turns.give_back()
        return ["refused" if isinstance(one, BusyError) else "came" for one in came], turns.refuses("a")

    assert (["came", "came", "refused", "came", "refused"], False) == asyncio.run(run())


def test_who_leaves_gives_the_turn_to_the_next() -> None:
    async def run() -> int:
        turns = Turns(1, 10)
        await turns.take("a")
        leaving, staying = (asyncio.create_task(turns.take(client)) for client in "ab")
        await asyncio.sleep(0)
        leaving.cancel()
        await asyncio.sleep(0)
        turns.give_back()
        await asyncio.wait_for(staying, 10)
        return turns.waiting

    assert 0 == asyncio.run(run())


def test_pace_forgets_one_client_at_a_time() -> None:
    pace = Pace(1)
    first = [pace.take("10.0.0.1"), pace.take("10.0.0.1")]
    for number in range(9_000):
        pace.take(f"a{number}")
    still = pace.take("10.0.0.1")
    for number in range(10_000):
        pace.take(f"b{number}")
    assert (None, False, False) == (first[0], first[1] is None, still is None)
    assert (None, False) == (pace.take("10.0.0.1"), pace.take("b9999") is None)


@pytest.mark.parametrize(
    ("address", "client"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
    ],
)
def test_client_is_a_household(address: str, client: str) -> None:
    assert client == whose(address)


def test_results_are_bounded_by_their_size(tmp_path: Path) -> None:
    folder = _configured(tmp_path, "[serve]\nresults_bytes = 1000000\n")
    page = FAULTY + "<p>Öppet måndag till fredag.</p>" * 3000
    with serving(folder, "--no-browser") as server:
        names = [re.findall(r'src="(/preview/[^"]+)"', server.post(html=page).text)[0] for _ in range(6)]
        found = [server.ask(name).status for name in names]
    assert (404, 200) == (found[0], found[-1])
    assert found == sorted(found, reverse=True)


@linux
def test_process_is_ready_before_the_first_page(tmp_path: Path) -> None:
    mark, env = _marked()
    with serving(tmp_path, "--no-browser", env=env) as server:
        before = {*_processes(mark)}
        server.check(html=FAULTY)
        after = {*_processes(mark)}
    assert before == after
    assert _are_gone(mark)


def test_clients_that_say_nothing_or_go_away_hold_nobody_up(tmp_path: Path) -> None:
    with serving(tmp_path, "--no-browser") as server:
        place = urlsplit(server.origin)
        address = (str(place.hostname), int(place.port or 0))
        idle = [socket.create_connection(address) for _ in range(300)]
        head, body, gone = (socket.create_connection(address) for _ in range(3))
        start = b"POST /api/v1/check HTTP/1.1\r\nHost: localhost\r\n"
        kind = b"Content-Type: application/json\r\nContent-Length: 900\r\n\r\n"
        head.sendall(start)
        body.sendall(start + kind + b'{"html": "')
        whole = json.dumps({"html": FAULTY}).encode().ljust(900)
        gone.sendall(start + kind + whole[:900])
        gone.close()
        assert [200] * 3 == [server.check(html=FAULTY).status for _ in range(3)]
        closed = [_what_came_until_the_end(one) for one in (head, body, *idle[::50])]
        assert 200 == server.check(html=FAULTY).status
        for one in (*idle, head, body):
            one.close()
    assert b"" == closed[0]
    assert b" 408 " in closed[1].splitlines()[0]
    assert {b""} == {*closed[2:]}


def _what_came_until_the_end(connection: socket.socket) -> bytes:
    connection.settimeout(60)
    came = b""
    while part := connection.recv(65536):
        came += part
    return came


@linux
def test_killed_and_started_again_it_has_every_decision(tmp_path: Path) -> None:
    mark, env = _marked()
    made: list[str] = []
    with serving(tmp_path, "--no-browser", env=env) as server, ThreadPoolExecutor(1) as threads:
        page = server.post(html=FAULTY, url="https://www.lerboda.se/bad").text
        (name,) = re.findall(r'src="/preview/([^"]+)"', page)
        (fingerprint,) = {*re.findall(r'name="fingerprint" value="([^"]+)"', page)}
        deciding = threads.submit(_decide_until_it_ends, server, name, fingerprint, made)
        while len(made) < 20 and not deciding.done():
            time.sleep(0.01)
        server.process.kill()
        deciding.result()
    assert _are_gone(mark)
    with serving(tmp_path, "--no-browser") as server:
        kept = {one["reason"] for one in server.ask("/api/v1/decisions").json["decisions"]}
    assert set() == {*made} - kept


def _decide_until_it_ends(server: EditorsServer, name: str, fingerprint: str, made: list[str]) -> None:
    """Decide again and again; what was answered is noted."""
    place = urlsplit(server.origin)
    for number in range(10_000):
        reason = f"granskad {number}"
        connection = http.client.HTTPConnection(str(place.hostname), place.port, 60)
        body = f"fingerprint={fingerprint}&kind=no_fault&by=Sara&reason=granskad+{number}"
        try:
            headers = {"Content-Type": "application/x-www-form-urlencoded"}
            connection.request("POST", f"/result/{name}/decide", body, headers)
            assert 303 == connection.getresponse().status
        except (OSError, http.client.HTTPException):
            return
        finally:
            connection.close()
        made.append(reason)


@pytest.fixture(name="busy_browser", params=[signal.SIGTERM, signal.SIGKILL])
def _busy_browser(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[EditorsServer, int, str, Path]]:
    """A server whose browser is at a page that never ends, the signal that is to end it, its mark and its temporary folder."""
    mark, env = _marked()
    folder = tmp_path / "t"
    folder.mkdir()
    with serving(tmp_path, env={**env, "TMPDIR": str(folder)}) as server:
        page = FAULTY.replace("</main>", "<script>for (;;);</script></main>")
        jobs = [server.check(html=page, stages=["static", "browser"]) for _ in range(2)]
        assert [202, 202] == [one.status for one in jobs]
        until = time.monotonic() + 60
        while not any(b"--user-data-dir" in _command(pid) for pid in _processes(mark)) and time.monotonic() < until:
            time.sleep(0.1)
        yield server, request.param, mark, folder


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


@linux
def test_end_leaves_no_process_while_jobs_run(busy_browser: tuple[EditorsServer, int, str, Path]) -> None:
    server, number, mark, folder = busy_browser
    assert any(b"--user-data-dir" in _command(pid) for pid in _processes(mark))
    server.process.send_signal(number)
    try:
        server.process.wait(20)
    except subprocess.TimeoutExpired:  # pragma: no cover  told as what it is
        pytest.fail("the server did not end")
    assert _are_gone(mark), [_command(pid)[:80] for pid in _processes(mark)]
    left = [*folder.glob("*")]
    assert number == signal.SIGKILL or not left, left
