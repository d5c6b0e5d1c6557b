"""`kommunlint serve` in a process of its own, for tests that ask it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@dataclass(frozen=True)
class Answer:
    """What the server answered."""

    status: int
    text: str
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def json(self) -> Any:  # noqa: ANN401  JSON
        """The body as JSON."""
        return json.loads(self.text)


@dataclass(frozen=True)
class EditorsServer:
    """A server that answers at `origin`."""

    origin: str
    process: subprocess.Popen[str]

    def ask(self, path: str, data: bytes | None = None, method: str | None = None, **headers: str) -> Answer:
        """Return what it answers; `headers` are named with underscores."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(self.origin + path, data=data, headers=named, method=method)  # noqa: S310  loopback
        try:
            with _DIRECT.open(request, timeout=60) as answer:
                return _read(answer.status, answer)
        except urllib.error.HTTPError as error:
            with error:
                return _read(error.code, error)

    def check(self, **body: object) -> Answer:
        """Ask the API to check a page."""
        return self.ask("/api/v1/check", json.dumps(body).encode(), Content_Type="application/json")

    def post(self, path: str = "/check", headers: Mapping[str, str] | None = None, **fields: str) -> Answer:
        """Send a form as a page of the server would."""
        edge = "edge-of-the-form"
        body = "".join(
            f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in fields.items()
        )
        kind = f"multipart/form-data; boundary={edge}"
        given = {"Content-Type": kind, "Origin": self.origin, "Sec-Fetch-Site": "same-origin", **(headers or {})}
        return self.ask(path, f"{body}--{edge}--\r\n".encode(), **{k.replace("-", "_"): v for k, v in given.items()})


def _read(status: int, answer: Any) -> Answer:  # noqa: ANN401  a response
    return Answer(status, answer.read().decode("utf-8", "replace"), {k.lower(): v for k, v in answer.headers.items()})


@contextmanager
def serving(folder: Path, *flags: str, env: Mapping[str, str] | None = None) -> Iterator[EditorsServer]:
    """Serve from a folder; its configuration is the one that is found there. `env` is added to the environment."""
    command = [sys.executable, "-m", "linter", "serve", "--port", "0", *flags]
    environment = {**os.environ, **(env or {})}
    process = subprocess.Popen(command, cwd=folder, env=environment, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    said = ""
    try:
        for line in process.stderr:
            said += line
            found = re.search(r"http://(?:127\.0\.0\.1|\[::1\]):\d+", line)
            if found:
                yield EditorsServer(found[0], process)
                break
        else:
            msg = f"no server: {said}"
            raise AssertionError(msg)
    finally:
        process.terminate()
        process.wait(20)
        process.stderr.close()
