"""The driver's log of one browser, and the bodies that it still has -> records of a web archive, appended to a file."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from multidict import CIMultiDict, CIMultiDictProxy
from selenium.common.exceptions import WebDriverException

from linter.stages.browser.network.network_log import messages
from linter.stages.http.answer import Answer
from linter.stages.warc import writer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from selenium.webdriver import Chrome

_SCHEMES = ("http://", "https://")
_UNDONE = ("content-encoding", "transfer-encoding")
"""Headers of what a browser has undone before it gives a body away; archives keep them under another name."""
_BEFORE = "X-Archive-Orig-"
_MOST = 2000
"""Requests of one view of a page that are kept."""


@dataclass(slots=True)
class _Exchange:
    """A request, and as much of its answer as was told."""

    url: str
    method: str
    kind: str
    asked: Mapping[str, str]
    date: str
    response: Mapping[str, Any] | None = None
    is_over: bool = False


@dataclass(slots=True)
class Recorder:
    """What one browser asked for and was answered, but for its own server of pages from files (`local`).

    Bodies are those that the browser still has when a page is left; of others only the head is recorded.
    """

    file: Path
    local: str
    _open: dict[str, _Exchange] = field(default_factory=dict)

    def forget(self) -> None:
        """Begin anew: what was asked for before is of another page."""
        self._open.clear()

    def feed(self, entries: Iterable[Mapping[str, Any]]) -> None:
        """Take note of more log entries."""
        for method, params in messages(entries):
            if method == "Network.requestWillBeSent":
                self._sent(params)
                continue
            one = self._open.get(params.get("requestId", ""))
            if one is not None and method == "Network.responseReceived":
                one.response = params["response"]
            elif one is not None and method == "Network.loadingFinished":
                one.is_over = True

    def keep(self, driver: Chrome) -> None:
        """Write what was answered to the page in the driver's current window, whose bodies it has until the page is left."""
        records = []
        for number, one in list(self._open.items()):
            if one.response is not None:
                records.append(_records(one, one.response, _body(driver, number) if one.is_over else None))
        self.forget()
        self._write(records)

    def _sent(self, params: Mapping[str, Any]) -> None:
        number, request = params["requestId"], params["request"]
        before = self._open.get(number)
        if before is not None and "redirectResponse" in params:
            self._write([_records(before, params["redirectResponse"], b"")])
        self._open.pop(number, None)
        url = str(request["url"])
        if not url.startswith(_SCHEMES) or url.startswith(self.local) or len(self._open) >= _MOST:
            return
        date = f"{datetime.fromtimestamp(params['wallTime'], UTC):%Y-%m-%dT%H:%M:%SZ}"
        kind = str(params.get("type", "Other")).lower()
        self._open[number] = _Exchange(url, str(request["method"]), kind, request["headers"], date)

    def _write(self, records: Iterable[bytes]) -> None:
        with self.file.open("ab") as file:
            file.writelines(records)


def _records(one: _Exchange, response: Mapping[str, Any], body: bytes | None) -> bytes:
    headers = CIMultiDict(
        (f"{_BEFORE}{name}" if name.lower() in _UNDONE else name, str(value).replace("\n", ", "))
        for name, value in response["headers"].items()
        if name.lower() != "content-length"
    )
    if body is not None:
        headers["Content-Length"] = str(len(body))
    answer = Answer(
        one.url,
        int(response["status"]),
        CIMultiDictProxy(headers),
        str(response.get("statusText", "")),
        packed=body,
        asked=response.get("requestHeaders", one.asked),
    )
    return writer.exchange(one.method, answer, one.date, of_browser=one.kind)[0]


def _body(driver: Chrome, number: str) -> bytes | None:
    """Return the body of an answer, None where the browser has let go of it."""
    try:
        told = driver.execute_cdp_cmd("Network.getResponseBody", {"requestId": number})
    except WebDriverException:
        return None
    body = str(told["body"])
    return base64.b64decode(body) if told["base64Encoded"] else body.encode("utf-8", "surrogatepass")
