"""Imported once by the process that the others are forked from: what every page needs is read before the first one comes."""

from __future__ import annotations

import gc
import signal

from linter.config.config import Config
from linter.web.lanes.worker import judge
from linter.web.submission import Submission

_PAGE = """<!doctype html><html lang="sv"><head><title>Prov</title></head><body><main><h1>Kontakt</h1>
<p>Senast uppdaterad: 2026-01-02</p><p>Telefon: 0500-12 34 56, <a href="mailto:info@example.se">info@example.se</a></p>
</main></body></html>"""


def _warm() -> None:
    # A signal to the whole group ends the server in order; it ends the rest. Pages have handlers of their own.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    judge(Submission(_PAGE.encode()), Config())
    gc.collect()
    gc.freeze()  # what is shared stays shared: the collector does not write to it


if __name__ == "linter.web.lanes.warm":
    _warm()
