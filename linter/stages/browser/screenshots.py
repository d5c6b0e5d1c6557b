"""The page that is open in the browser -> PNG files: the page as a whole, and each finding's element, outlined."""

from __future__ import annotations

import base64
from collections import Counter
from typing import TYPE_CHECKING, Any

from selenium.common.exceptions import WebDriverException

from linter.model.finding import Picture
from linter.stages.browser.scripts import script

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from selenium.webdriver import Chrome

    from linter.model.evidence import Shot, Target
    from linter.stages.browser.world import World

_TALLEST = 16_000
"""CSS pixels: taller pictures than this are refused by the graphics library."""


_SMALL = 480
"""CSS pixels that a small picture is wide at most."""
_QUALITY = 60
"""Of small pictures: from here on downwards, text in them begins to be hard to read."""


def whole(driver: Chrome, path: Path) -> None:
    """Photograph the page from top to bottom."""
    size = driver.execute_cdp_cmd("Page.getLayoutMetrics", {})["cssContentSize"]
    clip = {"x": 0, "y": 0, "width": max(1, size["width"]), "height": min(max(1, size["height"]), _TALLEST)}
    _save(driver, clip, path)


def elements(
    driver: Chrome, world: World, shots: Sequence[Shot], folder: Path, has_time: Callable[[], bool]
) -> list[str | None]:
    """Photograph the elements, each named by its finding's fingerprint; None for what is not to be seen."""
    taken: list[str | None] = []
    names: Counter[str] = Counter()
    for shot in shots:
        names[shot.fingerprint] += 1
        number = names[shot.fingerprint]
        path = folder / f"{shot.fingerprint}{f'-{number}' if number > 1 else ''}.png"
        is_taken = bool(shot.target) and has_time() and _element(driver, world, shot, path)
        taken.append(path.as_posix() if is_taken else None)
    return taken


def small(
    driver: Chrome, world: World, targets: Sequence[Target], has_time: Callable[[], bool]
) -> list[Picture | None]:
    """Photograph the elements that are to be seen, each once and small enough for a report that holds many."""
    taken: dict[Target, Picture | None] = {}
    for target in targets:
        if target not in taken:
            taken[target] = _small(driver, world, target) if target and has_time() else None
    return [taken[target] for target in targets]


def _small(driver: Chrome, world: World, target: Target) -> Picture | None:
    try:
        clip = _clip(world, target, must_be_seen=True)
        if clip is None:
            return None
        clip["scale"] = min(1, _SMALL / clip["width"])
        wanted = {"format": "webp", "quality": _QUALITY, "captureBeyondViewport": True, "clip": clip}
        data = driver.execute_cdp_cmd("Page.captureScreenshot", wanted)["data"]
    except WebDriverException:
        return None
    return Picture(base64.b64decode(data), *(max(1, round(clip[side] * clip["scale"])) for side in ("width", "height")))


def _element(driver: Chrome, world: World, shot: Shot, path: Path) -> bool:
    try:
        clip = _clip(world, shot.target, must_be_seen=False)
        if clip is None:
            return False
        _save(driver, clip, path)
    except WebDriverException:
        return False
    return True


def _clip(world: World, target: Target, *, must_be_seen: bool) -> dict[str, Any] | None:
    """Outline an element and return the rectangle to photograph, None where there is nothing to see of it."""
    clip: dict[str, Any] | None = world.execute_script(script("outline"), _plain(target), must_be_seen)
    if clip is None:
        return None
    largest = clip.pop("largest")
    return {**clip, **{side: min(clip[side], largest[side]) for side in ("width", "height")}}


def _plain(target: Sequence[str | tuple[str, ...]]) -> list[str | list[str]]:
    return [list(part) if isinstance(part, tuple) else part for part in target]


def _save(driver: Chrome, clip: dict[str, Any], path: Path) -> None:
    wanted = {"format": "png", "captureBeyondViewport": True, "clip": {**clip, "scale": 1}}
    data = driver.execute_cdp_cmd("Page.captureScreenshot", wanted)["data"]
    path.unlink(missing_ok=True)  # a link that stands there leads to somebody's file
    path.write_bytes(base64.b64decode(data))
