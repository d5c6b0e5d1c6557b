"""What axe and the eye say of a view of the editors' page, at every width and in every scheme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.stages.browser.axe.axe_script import FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selenium.webdriver import Chrome

_WIDTHS, _SCHEMES = (1280, 320), ("light", "dark")
_AXE = """
const done = arguments[arguments.length - 1];
axe.run({exclude: [["#preview"]]}, {iframes: false, rules: {"heading-order": {enabled: !document.getElementById("preview")}}}).then(
  (found) => done([...found.violations, ...found.incomplete].flatMap((rule) => rule.nodes.map((node) => `${rule.id} ${node.target}`))),
  (error) => done([String(error)]));
"""
"""What stands in the frame is the editor's own page; axe leaves the order of headings open where there is a frame."""
_BARE = """
const bare = [];
for (const one of document.querySelectorAll("a[href], button, input, textarea, summary")) {
  if (!one.checkVisibility({visibilityProperty: true}) || one.type === "hidden") continue;
  one.focus({focusVisible: true});
  if (document.activeElement !== one) continue;
  const style = getComputedStyle(one);
  if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) bare.push(one.outerHTML.slice(0, 80));
}
return bare;
"""


def faults(driver: Chrome) -> list[tuple[tuple[int, str], object]]:
    """Return what is wrong with the open view: axe's faults and doubts, focus that does not show, scrolling sideways."""
    driver.execute_script((FOLDER / "axe.min.js").read_text("utf-8"))
    found: list[tuple[tuple[int, str], object]] = []
    for look in _looks(driver):
        driver.execute_script(
            "document.activeElement.blur(); scrollTo(0, 0);"
        )  # nothing is covered by what stays in sight
        found.extend((look, one) for one in driver.execute_async_script(_AXE))
        found.extend((look, one) for one in driver.execute_script(_BARE))
        width = driver.execute_script("return document.documentElement.scrollWidth")
        if width > look[0]:
            found.append((look, width))
    return found


def usual(driver: Chrome) -> None:
    """Set the window as it was opened."""
    size = {"width": 1280, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def _looks(driver: Chrome) -> Iterator[tuple[int, str]]:
    """Set the window to every width and scheme."""
    for width in _WIDTHS:
        size = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        for scheme in _SCHEMES:
            features = [{"name": "prefers-color-scheme", "value": scheme}]
            driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
            yield width, scheme
