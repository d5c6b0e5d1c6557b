"""The store of decisions on real SQLite and real PostgreSQL: nothing is lost, and what cannot be is told in one line."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import threading
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import text

from linter.model.errors import StoreError
from linter.model.finding import Finding, Location
from linter.store import database
from linter.store.database import open_store
from linter.store.decisions import Decisions
from tests import postgres
from tests.support import ROOT, kommunlint, without_coverage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PAGE = "https://www.lerboda.se/bad"
TODAY = "2026-11-21"
FINDING = Finding(
    "updated-date-empty", "dates", "error", "failed", "Efter ”Senast uppdaterad” står inget datum.", "empty", {},
    Location(1, 1, 1, 2), "p", "<p>", "a" * 32, content_fingerprint="b" * 32,
)  # fmt: skip


@pytest.fixture(name="server", scope="module")
def _server() -> Iterator[postgres.Postgres]:
    with postgres.running() as server:
        yield server


@pytest.fixture(name="address", params=["sqlite", "postgresql"])
def _address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of an empty store."""
    if request.param == "sqlite":
        return str(tmp_path / "deep" / ".kommunlint" / "100 %#?.sqlite")
    server: postgres.Postgres = request.getfixturevalue("server")
    return server.make(tmp_path.name)


@pytest.fixture(name="stored")
def _stored(address: str) -> Iterator[Decisions]:
    with closing(Decisions(open_store(address))) as stored:
        yield stored


def _decide(stored: Decisions, page: str = PAGE, **more: Any) -> None:  # noqa: ANN401  what a decision says
    said = {"kind": "no_fault", "reason": "Raden är ett exempel.", "by": "Siv Ek", **more}
    stored.decide(page, FINDING, said.pop("kind"), **said)


def test_decision_is_found_by_its_page(stored: Decisions) -> None:
    _decide(stored, expires="2026-12-24")
    _decide(stored, page=f"{PAGE}/vinter")
    (one,) = stored.of_page(PAGE)
    assert ("updated-date-empty", "b" * 32, "no_fault", "Siv Ek") == (one.rule, one.fingerprint, one.kind, one.by)
    assert (FINDING.message, "Raden är ett exempel.") == (one.message, one.reason)
    assert [True, True, False] == [one.holds(day) for day in (TODAY, "2026-12-24", "2026-12-25")]
    assert [] == stored.of_page("")


def test_what_is_decided_again_is_history(stored: Decisions) -> None:
    _decide(stored, by="Siv Ek")
    _decide(stored, kind="webmaster", by="Bo Lind")
    assert ["webmaster"] == [one.kind for one in stored.of_page(PAGE)] == [one.kind for one in stored.standing()]
    assert [None, "Bo Lind"] == [one.taken_back_by for one in stored.history()]


def test_decision_is_taken_back_once(stored: Decisions) -> None:
    _decide(stored)
    (number,) = (one.id for one in stored.of_page(PAGE))
    asked = (number + 1, 0, -1, 2**31, 2**70, number, number)
    assert [False] * 5 + [True, False] == [stored.take_back(one, "Bo Lind") for one in asked]
    assert ([], ["Bo Lind"]) == (stored.of_page(PAGE), [one.taken_back_by for one in stored.history()])


def test_history_is_read_piece_by_piece(stored: Decisions) -> None:
    for number in range(5):
        _decide(stored, reason=str(number))
    latest = stored.history(most=2)
    older = stored.history(before=latest[-1].id, most=10)
    assert (["4", "3"], ["2", "1", "0"]) == ([one.reason for one in latest], [one.reason for one in older])
    assert 5 == len(stored.history(before=2**70))


@pytest.mark.parametrize("said", ["Å\x00b\x1b[2J", "\ud800", "'; DROP TABLE decisions; --", "ä" * 2000, "😀\u202e"])
def test_whatever_is_said_is_kept_as_text(stored: Decisions, said: str) -> None:
    _decide(stored, page=f"{PAGE}/{said[:20]}", reason=said, by=said)
    (one,) = stored.of_page(f"{PAGE}/{said[:20]}")
    assert one.reason.isprintable() or "\u202e" in one.reason
    assert len(said) == len(one.reason)


def test_two_who_decide_at_once_leave_one_decision(address: str) -> None:
    stores = [Decisions(open_store(address)) for _ in range(2)]
    start = threading.Barrier(2)

    def decide(stored: Decisions) -> None:
        start.wait()
        for _ in range(20):
            _decide(stored)

    threads = [threading.Thread(target=decide, args=(one,)) for one in stores]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert (1, 40) == (len(stores[0].of_page(PAGE)), len(stores[1].history()))
    for stored in stores:
        stored.close()


_WRITER = """
import sys
from tests.test_store import Decisions, _decide, open_store
stored = Decisions(open_store(sys.argv[1]))
for number in range(100_000):
    _decide(stored, page=f"{sys.argv[2]}/{number}")
    print(number, flush=True)
"""


def test_killed_writers_lose_no_decision(address: str) -> None:
    """Two processes begin at one empty store at once, and are killed in the middle of it, twice."""
    kept = {"a": -1, "b": -1}
    for turn in range(2):
        writers = {
            name: subprocess.Popen(
                [sys.executable, "-c", _WRITER, address, f"{name}{turn}"], stdout=subprocess.PIPE, text=True, cwd=ROOT
            )
            for name in kept
        }
        for name, writer in writers.items():
            assert writer.stdout is not None
            for _ in range(15):
                kept[name] = int(writer.stdout.readline())
        for writer in writers.values():
            writer.send_signal(signal.SIGKILL)
        for name, writer in writers.items():
            assert writer.stdout is not None
            said = [line for line in writer.stdout if line.endswith("\n")]
            kept[name] = int(said[-1]) if said else kept[name]
            writer.stdout.close()
            assert -signal.SIGKILL == writer.wait()
        with closing(Decisions(open_store(address))) as stored:
            found = {one.page for one in stored.standing()}
        assert set() == {f"{name}{turn}/{number}" for name, last in kept.items() for number in range(last + 1)} - found


def _migrate(address: str, how: Callable[..., None], to: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(ROOT / "linter/store/migrations"))
    with closing(open_store(address)) as store, store.transaction() as connection:
        config.attributes["connection"] = connection
        how(config, to)


def _execute(address: str, *statements: str) -> None:
    with closing(open_store(address)) as store, store.transaction() as connection:
        for one in statements:
            connection.execute(text(one))


def test_old_store_is_brought_up_to_date(address: str) -> None:
    with closing(Decisions(open_store(address))) as stored:
        _decide(stored, reason="gammalt")
        _decide(stored, reason="nytt")
        before = stored.history()
    store = open_store(address)
    with closing(store):
        config = Config()
        config.set_main_option("script_location", str(ROOT / "linter/store/migrations"))
        with store.transaction() as connection:
            config.attributes["connection"] = connection
            command.downgrade(config, "0001")
            connection.execute(text("UPDATE decisions SET taken_back_at = NULL, taken_back_by = NULL"))
    with closing(Decisions(open_store(address))) as stored:
        assert ["nytt"] == [one.reason for one in stored.of_page(PAGE)]
        assert [one.id for one in before] == [one.id for one in stored.history()]


def test_store_can_be_made_anew(address: str) -> None:
    _migrate(address, command.downgrade, "base")
    with closing(Decisions(open_store(address))) as stored:
        assert [] == stored.history()


def test_store_of_a_newer_version_is_refused(address: str) -> None:
    _execute(address, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError) as caught:
        open_store(address)
    assert "newer version of kommunlint" in str(caught.value)
    ran = kommunlint("decisions", "list", "--store", address)
    assert (2, True) == (ran.code, "nyare version" in ran.complaint)


def test_tables_are_those_of_the_migrations(address: str) -> None:
    from alembic.autogenerate import compare_metadata  # noqa: PLC0415  for this test only
    from alembic.runtime.migration import MigrationContext  # noqa: PLC0415  likewise

    from linter.store.tables import METADATA  # noqa: PLC0415  likewise

    with closing(open_store(address)) as store, store.transaction() as connection:
        assert [] == compare_metadata(MigrationContext.configure(connection), METADATA)


@pytest.mark.parametrize(
    "form",
    [
        pytest.param("postgresql://{user}:{word}@127.0.0.1:{port}/postgres", id="wrong-password"),
        pytest.param("postgres://{user}:{word}@127.0.0.1:{port}/none", id="no-database"),
        pytest.param("postgresql://{user}:{word}@127.0.0.1:1/postgres", id="nobody-answers"),
        pytest.param("postgresql://{user}:{word}@127.0.0.1:x/postgres", id="port-is-none"),
        pytest.param("postgresql://{user}:{word}/{word}@127.0.0.1:{port}/postgres", id="slash"),
        pytest.param("postgresql://{user}:{word}@{word}@127.0.0.1:{port}/postgres", id="at"),
        pytest.param("postgresql://{user}:{word}#{word}@127.0.0.1:{port}/postgres", id="fragment"),
        pytest.param("postgresql://127.0.0.1:{port}/postgres?user={user}&password={word}", id="query"),
        pytest.param("postgresql://127.0.0.1:{port}/postgres?pasword={word}", id="misspelt"),
        pytest.param("postgresql+psycopg2://{user}:{word}@127.0.0.1:{port}/postgres", id="other-driver"),
        pytest.param("mysql://{user}:{word}@127.0.0.1:{port}/postgres", id="other-database"),
    ],
)
def test_no_password_is_told(
    server: postgres.Postgres, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(StoreError) as caught:
        open_store(form.format(user=postgres.USER, word="HEMLIGT7", port=server.port))
    assert (True, False) == (str(caught.value).startswith("store: "), "HEMLIGT7" in str(caught.value))
    assert [] == [*tmp_path.iterdir()]


@pytest.mark.parametrize("arguments", [["decisions", "list"], ["serve", "--port", "0", "--no-browser"]])
def test_store_that_cannot_be_had_ends_a_command_in_one_line(tmp_path: Path, arguments: list[str]) -> None:
    ran = kommunlint(*arguments, "--store", "postgresql://siv:HEMLIGT7@127.0.0.1:1/a", cwd=tmp_path)
    assert (2, "", True) == (ran.code, ran.out, "store: postgresql://127.0.0.1:1/a: " in ran.complaint)
    assert "HEMLIGT7" not in ran.err


def _as_folder(path: Path) -> None:
    path.mkdir()


def _as_text(path: Path) -> None:
    path.write_text("Detta är ingen databas, men den är längre än hundra tecken. " * 9, "utf-8")


def _as_link(path: Path) -> None:
    (path.parent / f"{path.name}-wal").symlink_to(path.parent / "theirs")


@pytest.mark.parametrize("make", [_as_folder, _as_text, _as_link])
def test_what_is_no_store_is_told_in_one_line(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "store.sqlite")
    ran = kommunlint("decisions", "list", "--store", "store.sqlite", cwd=tmp_path)
    assert (2, True) == (ran.code, f"store: {tmp_path}/store.sqlite: " in ran.complaint)
    assert not (tmp_path / "theirs").exists()


def test_folder_that_cannot_be_made_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(StoreError) as caught:
        open_store(str(tmp_path / "file" / "below" / "store.sqlite"))
    assert str(caught.value).startswith(f"store: {tmp_path}/file/below: ")


_READER = """
import os, sys
from tests.test_store import Decisions, StoreError, _decide, open_store
Decisions(open_store(sys.argv[2])).history()  # what is loaded late is loaded before somebody else's eyes look for it
if os.geteuid() == 0:
    os.setgid(65534); os.setuid(65534)
try:
    _decide(Decisions(open_store(sys.argv[1])))
except StoreError as error:
    print(error)
"""


def test_file_that_may_not_be_written_is_told_in_one_line(tmp_path: Path) -> None:
    import tempfile  # noqa: PLC0415  a folder that other users reach

    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)  # noqa: PTH101, S103  others are to read it
        file = f"{folder}/store.sqlite"
        open_store(file).close()
        for name in os.listdir(folder):  # noqa: PTH208  a name each
            os.chmod(f"{folder}/{name}", 0o444)  # noqa: PTH101
        os.chmod(folder, 0o555)  # noqa: PTH101, S103
        ran = subprocess.run(
            [sys.executable, "-c", _READER, file, f"{tmp_path}/other.sqlite"], cwd=ROOT, capture_output=True, text=True, check=False,
            env=without_coverage() | {"HOME": str(tmp_path)},
        )  # fmt: skip
        os.chmod(folder, 0o755)  # noqa: PTH101, S103
    assert (f"store: {file}: attempt to write a readonly database\n", "") == (ran.stdout, ran.stderr)


def _full() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (65_536, 65_536))


def test_full_disk_is_told(tmp_path: Path) -> None:
    """The files of a process may grow to 64 KB only, which is what a full disk looks like."""
    writer = subprocess.run(
        [sys.executable, "-c", _WRITER, str(tmp_path / "store.sqlite"), "a"],
        cwd=ROOT, capture_output=True, text=True, check=False, preexec_fn=_full, env=without_coverage(),
    )  # fmt: skip
    told = writer.stderr.splitlines()[-1]
    assert f"StoreError: store: {tmp_path}/store.sqlite: " in told, told
    with closing(Decisions(open_store(str(tmp_path / "store.sqlite")))) as stored:
        assert len(writer.stdout.splitlines()) == len(stored.history())


def test_store_that_goes_away_is_told_and_found_again(server: postgres.Postgres, tmp_path: Path) -> None:
    with closing(Decisions(open_store(server.make(tmp_path.name)))) as stored:
        _decide(stored)
        _execute(
            server.address(), "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
        )
        assert 1 == len(stored.of_page(PAGE))


def test_hidden_folder_is_left_out_of_git(tmp_path: Path) -> None:
    open_store(str(tmp_path / ".kommunlint/store.sqlite")).close()
    assert "*\n" == (tmp_path / ".kommunlint/.gitignore").read_text("utf-8")


def test_statements_are_not_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What a database says of a failure is told as far as its first line, without what was to be written."""
    with closing(Decisions(open_store(str(tmp_path / "a.sqlite")))) as stored:
        monkeypatch.setattr(database, "_upgrade", lambda *_: None)
        _execute(str(tmp_path / "a.sqlite"), "DROP TABLE decisions")
        with pytest.raises(StoreError) as caught:
            _decide(stored, reason="HEMLIGT7")
    assert f"store: {tmp_path}/a.sqlite: no such table: decisions" == str(caught.value)
