"""A window of the machine's Chromium, driven directly, without the program."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from typing import TYPE_CHECKING

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from linter.stages.browser.process import chromium

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selenium.webdriver import Chrome


@contextmanager
def window() -> Iterator[Chrome]:
    """Yield a driver whose window is 1280 by 800 pixels."""
    programs = chromium.find()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        options = webdriver.ChromeOptions()
        options.binary_location = programs.browser
        own = ["--headless=new", "--no-sandbox", "--disable-background-networking", "--hide-scrollbars", "--lang=sv-SE"]
        for switch in (*own, "--disable-features=HttpsUpgrades", f"--user-data-dir={profile}"):
            options.add_argument(switch)
        driver = webdriver.Chrome(options=options, service=Service(programs.driver))
        driver.set_script_timeout(30)
        size = {"width": 1280, "height": 800, "deviceScaleFactor": 1, "mobile": False}
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        try:
            yield driver
        finally:
            driver.quit()
