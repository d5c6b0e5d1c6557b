"""A PostgreSQL server of the tests' own, in a temporary folder, for as long as it is needed."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

USER, WORD = "kommunlint", "lösen:ord@1/2"
QUOTED = "l%C3%B6sen%3Aord%401%2F2"
_TRIES = 3


@dataclass(frozen=True)
class Postgres:
    """A server that answers on loopback; its one user has to give a password."""

    port: int
    folder: Path

    def address(self, name: str = "postgres", word: str = QUOTED) -> str:
        """Return the address of a database."""
        return f"postgresql://{USER}:{word}@127.0.0.1:{self.port}/{name}"

    def make(self, name: str) -> str:
        """Make a database and return its address."""
        import psycopg  # noqa: PLC0415  for this only

        with psycopg.connect(self.address(), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        return self.address(name)


def programs() -> Path:
    """Return the folder with PostgreSQL's programs."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda one: -int(one.parent.name))
    for folder in folders:
        if (folder / "initdb").exists() and (folder / "pg_ctl").exists():
            return folder
    msg = "PostgreSQL's server is missing: sh tests/postgres.sh .venv"
    raise FileNotFoundError(msg)


@contextmanager
def running() -> Iterator[Postgres]:
    """Start a server on a free port; it and its folder are gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="kommunlint-postgres-"))
    word = folder / "word"
    word.write_text(f"{WORD}\n", "utf-8")
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        for one in (folder, word):
            shutil.chown(one, "postgres", "postgres")
    data = folder / "data"
    try:
        _run(
            "initdb", "-D", data, "-U", USER, f"--pwfile={word}", "--auth=scram-sha-256", "-E", "UTF8", "--no-sync",
            "--locale=C",
        )  # fmt: skip
        yield Postgres(_start(data, folder), folder)
    finally:
        if (data / "postmaster.pid").exists():
            _run("pg_ctl", "stop", "-D", data, "-m", "immediate", "-w")
        shutil.rmtree(folder)


def _start(data: Path, folder: Path) -> int:
    for left in reversed(range(_TRIES)):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port: int = free.getsockname()[1]
        options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories='' -c fsync=off"
        try:
            _run("pg_ctl", "start", "-D", data, "-w", "-l", folder / "log", "-o", options)
        except AssertionError:
            if not left:
                raise
        else:
            return port
    raise AssertionError


def _run(program: str, *arguments: str | Path) -> None:
    who = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
    ran = subprocess.run(  # type: ignore[call-overload]
        [programs() / program, *arguments],
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        **who,
    )
    assert 0 == ran.returncode, ran.stderr
