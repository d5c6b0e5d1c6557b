"""A login recipe, YAML -> Recipe -> a browser that is logged in."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from selenium.common.exceptions import StaleElementReferenceException, WebDriverException
from selenium.webdriver.common.by import By

from linter.data import schema
from linter.data import yaml as yamlfile
from linter.model.errors import BrowserError, UsageError
from linter.model.reason import Reason
from linter.model.setting import secret
from linter.page.urls import resolve, split
from linter.stages.browser.process import driver_errors

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from selenium.webdriver import Chrome
    from selenium.webdriver.remote.webelement import WebElement

_PATIENCE = 10.0


@dataclass(frozen=True, slots=True)
class Recipe:
    """Where the login page is, and what is done on it."""

    start: str
    steps: tuple[Mapping[str, str], ...]


def read_recipe(path: Path, may_go: Callable[[str], bool]) -> Recipe:
    """Read a recipe; a broken one, a secret that is not set, or a start where it `may_go` not to, is a `UsageError`."""
    tree: dict[str, Any] = yamlfile.load_foreign(path)
    schema.check(tree, schema.load(schema.FOLDER / "login.schema.json"), str(path), is_foreign=True)
    steps = tuple(
        {key: secret(text, f"{path}::$.steps[{number}].{key}") for key, text in step.items()}
        for number, step in enumerate(tree["steps"])
    )
    start = secret(tree["start"], f"{path}::$.start")
    if not may_go(start):
        raise UsageError(Reason("login_goes_elsewhere"), f"{path}::$.start")
    return Recipe(start, steps)


def log_in(driver: Chrome, recipe: Recipe, may_go: Callable[[str], bool]) -> None:
    """Carry the recipe out; raise `BrowserError` with the step that failed, never with what was filled in.

    A step that has led to where the login may not go is the last.
    """
    try:
        driver.get(recipe.start)
    except WebDriverException as error:
        raise BrowserError(Reason("login_page_missing", {"detail": driver_errors.plain(error)})) from error
    for number, step in enumerate(recipe.steps, 1):
        kind, selector = _asked(step)
        try:
            _carry_out(driver, step, number, may_go)
        except WebDriverException as error:
            what = type(error).__name__
            reason = Reason("login_step_failed", {"number": number, "step": kind, "selector": selector, "error": what})
            raise BrowserError(reason) from error
        except TimeoutError as error:
            raise BrowserError(Reason("login_step_unmatched", {"number": number, "selector": selector})) from error
    _stay(driver, len(recipe.steps), may_go)


def _asked(step: Mapping[str, str]) -> tuple[str, str]:
    """Return what a step does, and the selector of the element that it does it to."""
    return next((kind, step[kind]) for kind in ("fill", "click", "wait_for") if kind in step)


def _carry_out(driver: Chrome, step: Mapping[str, str], number: int, may_go: Callable[[str], bool]) -> None:
    """Do what a step asks; an element of a page that was just being left is looked for again on the one that came."""
    kind, selector = _asked(step)
    deadline = time.monotonic() + _PATIENCE
    while True:
        element = _await(driver, selector, number, may_go)
        try:
            if kind == "fill":
                element.clear()
                element.send_keys(step["with"])
            elif kind == "click":
                element.click()
        except StaleElementReferenceException:
            if time.monotonic() > deadline:
                raise
        else:
            return


def _stay(driver: Chrome, number: int, may_go: Callable[[str], bool]) -> None:
    """Refuse the page that a step has led to where the login may not go there; one that did not come is no page."""
    url = driver.current_url
    if not url.startswith(("about:", "chrome-error:")) and not may_go(url):
        raise BrowserError(Reason("login_elsewhere", {"number": number, "origin": _origin(url)}))


def _origin(url: str) -> str:
    resolved = resolve(None, url)
    return split(resolved).origin if resolved is not None else url.partition(":")[0]


def _await(driver: Chrome, selector: str, number: int, may_go: Callable[[str], bool]) -> WebElement:
    """Return the element that a step needs, on a page where the login may be."""
    deadline = time.monotonic() + _PATIENCE
    while True:
        found = driver.find_elements(By.CSS_SELECTOR, selector)
        _stay(driver, number, may_go)  # what was found on a page that has gone since is stale
        if found and found[0].is_displayed():
            return found[0]
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(0.05)
