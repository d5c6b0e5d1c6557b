"""The command in a process of its own each time, forked from one that has imported it: importing takes longer than most runs."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NoReturn

from linter import cli
from linter.cli import program

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_ROOT = Path(__file__).parent.parent
_LARGEST = 100_000


def run(
    words: Sequence[str], folder: Path | None, stdin: bytes, env: Mapping[str, str], seconds: float
) -> tuple[int, bytes, bytes]:
    """Run the command; return its exit status and what it wrote to both streams."""
    task = {"words": list(words), "folder": str(folder or Path.cwd()), "env": dict(env)}
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        given.write(stdin)
        given.seek(0)
        code = _server().run(json.dumps(task).encode(), (given, out, err), seconds)
        out.seek(0)
        err.seek(0)
        return code, out.read(), err.read()


def close() -> None:
    """Let the process go that commands are forked from, where there is one."""
    if _server.cache_info().currsize:
        _server().close()
        _server.cache_clear()


@cache
def _server() -> _Server:
    return _Server()


class _Server:
    """The process that forks, as its users know it. It goes when their end of the socket closes."""

    def __init__(self) -> None:
        self._socket, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            words = [sys.executable, "-m", "tests.commands", str(theirs.fileno())]
            self._process = subprocess.Popen(
                words, cwd=_ROOT, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, start_new_session=True
            )

    def run(self, task: bytes, files: Sequence[IO[bytes]], seconds: float) -> int:
        self._socket.settimeout(seconds)
        socket.send_fds(self._socket, [task], [file.fileno() for file in files])
        try:
            return os.waitstatus_to_exitcode(int(self._socket.recv(64)))
        except TimeoutError:
            os.killpg(self._process.pid, signal.SIGKILL)
            close()
            raise

    def close(self) -> None:
        self._socket.close()
        self._process.wait()


def _serve(client: socket.socket) -> None:
    while True:
        task, files, _, _ = socket.recv_fds(client, _LARGEST, 3)
        if not task:
            return
        pid = os.fork()
        if not pid:
            client.close()
            _become(json.loads(task), files)
        for file in files:
            os.close(file)
        client.send(str(os.waitpid(pid, 0)[1]).encode())


def _become(task: Mapping[str, Any], files: Sequence[int]) -> NoReturn:
    for stream, file in enumerate(files):
        os.dup2(file, stream)
        os.close(file)
    os.chdir(task["folder"])
    os.environ.clear()
    os.environ.update(task["env"])
    sys.argv[1:] = task["words"]
    cli.main()


if __name__ == "__main__":
    program.complete()
    with socket.socket(fileno=int(sys.argv[1])) as ours:
        _serve(ours)
