"""axe-core run directly in a browser, without the program: what its findings are held against."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any, Self

from selenium.webdriver.common.by import By

from linter.stages.browser.axe.axe_script import FOLDER
from tests.windows import window

if TYPE_CHECKING:
    from pathlib import Path

Verdicts = frozenset[tuple[str, str, str]]
"""Of each affected element: axe's rule, the outcome, the target as JSON."""

_RUN = """
const done = arguments[arguments.length - 1];
axe.configure({allowedOrigins: ['<unsafe_all_origins>']});
axe.run().then(done, (error) => done({rejected: String(error)}));
"""


class DirectAxe:
    """A browser of its own, with the script that the package ships."""

    def __init__(self, script: Path = FOLDER / "axe.min.js") -> None:
        self._axe = script.read_text("utf-8") + ";axe.configure({allowedOrigins: ['<unsafe_all_origins>']});"

    def __enter__(self) -> Self:
        self._window = window()
        self._driver = self._window.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._window.__exit__(None, None, None)

    def verdicts(self, url: str) -> Verdicts:
        """Return what axe says of a page."""
        self._driver.get(url)
        time.sleep(0.15)
        self._inject()
        result: dict[str, Any] = self._driver.execute_async_script(_RUN)
        return frozenset(
            (entry["id"], outcome, json.dumps(node["target"]))
            for kind, outcome in (("violations", "failed"), ("incomplete", "cannot_tell"))
            for entry in result[kind]
            for node in entry["nodes"]
        )

    def _inject(self) -> None:
        self._driver.execute_script(self._axe)
        for frame in self._driver.find_elements(By.CSS_SELECTOR, "iframe, frame"):
            self._driver.switch_to.frame(frame)
            if self._driver.execute_script("return location.protocol") != "chrome-error:":
                self._inject()
            self._driver.switch_to.parent_frame()
