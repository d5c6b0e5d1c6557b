"""Chromium and its driver: found on the system, started closed in, and gone with the process that started them."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from selenium.common.exceptions import SessionNotCreatedException, WebDriverException
from selenium.webdriver import Chrome
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

from linter.model.errors import BrowserError, BrowserMissing
from linter.model.reason import Reason
from linter.stages import processes
from linter.stages.browser.process import driver_errors

if TYPE_CHECKING:
    from linter.model.reason import ReasonKey

_BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
_DRIVERS = ("chromedriver", "chromium.chromedriver")
_CONTAINERS = ("/.dockerenv", "/run/.containerenv")
_NEW_USER = 0x10000000
"""CLONE_NEWUSER of Linux."""
_PLACES = ("/usr/lib/chromium", "/usr/lib/chromium-browser", "/snap/bin")
_INSTALL = "apt-get install -y chromium chromium-driver"
_FEATURES = (
    "AutofillServerCommunication",
    "CertificateTransparencyComponentUpdater",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "InterestFeedContentSuggestions",
    "IsolateOrigins",
    "MediaRouter",
    "OptimizationHints",
    "Translate",
    "site-per-process",
)
_SWITCHES = (
    "--headless=new",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--mute-audio",
    "--lang=sv-SE",
    # An end of the driver is an end of the browser: they share a pipe, not a port.
    "--remote-debugging-pipe",
    # Every frame in the page's own process, so that what runs before its scripts (axe) runs in foreign frames too. The
    # profile is new and holds nothing but the login of the site itself.
    "--disable-site-isolation-trials",
    # Two windows at work side by side: neither may be put to sleep.
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
    # The browser's own traffic.
    "--no-first-run",
    "--no-default-browser-check",
    "--no-pings",
    "--disable-background-networking",
    "--disable-breakpad",
    "--disable-client-side-phishing-detection",
    "--disable-component-extensions-with-background-pages",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-sync",
    "--dns-prefetch-disable",
    "--metrics-recording-only",
    "--safebrowsing-disable-auto-update",
    "--gaia-url=https://accounts.invalid",
    "--disable-features=" + ",".join(_FEATURES),
    # Nothing past the guard.
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)
_PERMISSIONS = (
    "automatic_downloads",
    "bluetooth_guard",
    "clipboard",
    "geolocation",
    "hid_guard",
    "media_stream",
    "midi_sysex",
    "notifications",
    "popups",
    "sensors",
    "serial_guard",
    "usb_guard",
)
_DENY = 2
_GOODBYE, _EVERY = 5.0, 0.1


@dataclass(frozen=True, slots=True)
class Programs:
    """Where Chromium and its driver are."""

    browser: str
    driver: str


def find() -> Programs:
    """Return the programs of the system; raise `BrowserMissing` with the command that installs them."""
    browser, driver = _which(_BROWSERS), _which(_DRIVERS)
    if browser and driver:
        return Programs(browser, driver)
    sudo = "" if hasattr(os, "geteuid") and os.geteuid() == 0 else "sudo "
    key: ReasonKey = "driver_missing" if browser else "chromium_missing" if driver else "chromium_and_driver_missing"
    raise BrowserMissing(Reason(key, {"command": f"{sudo}{_INSTALL}"}))


def _which(names: tuple[str, ...]) -> str | None:
    path = os.pathsep.join((os.environ.get("PATH", os.defpath), *_PLACES))
    return next((found for name in names if (found := shutil.which(name, path=path))), None)


@cache
def without_sandbox() -> Reason | None:
    """Return why Chromium has to do without its sandbox, None where it has one.

    It refuses to have one as root, and cannot have one in a container that allows no namespaces of its own.
    """
    if not hasattr(os, "geteuid"):
        return None
    if os.geteuid() == 0:
        return Reason("without_sandbox_as_root")
    is_container = any(Path(mark).exists() for mark in _CONTAINERS)
    return Reason("without_sandbox_in_container") if is_container and not _allows_namespaces() else None


def _allows_namespaces() -> bool:
    """Try in a process of its own, since it changes the process that tries."""
    attempt = f"import ctypes, sys; sys.exit(ctypes.CDLL(None).unshare({_NEW_USER}) != 0)"
    return subprocess.run([sys.executable, "-c", attempt], capture_output=True, check=False, timeout=30).returncode == 0  # noqa: S603  our own program


def start(programs: Programs, profile: Path, guard_port: int, seconds: float, extension: Path | None = None) -> Chrome:
    """Start a browser with a new profile whose only way out is the guard; commands end after `seconds`."""
    profile.mkdir(parents=True, exist_ok=True)
    options = _options(programs, profile, guard_port, extension)
    service = Service(
        programs.driver,
        env={**os.environ, "TMPDIR": str(profile.parent)},  # what it and the browser leave behind goes with the run
        popen_kw={"start_new_session": True, "preexec_fn": partial(_become_driver, os.getpid())},
    )
    try:
        driver = Chrome(options=options, service=service)
    except SessionNotCreatedException as error:
        raise BrowserMissing(Reason("chromium_failed", {"detail": driver_errors.plain(error)})) from error
    except (WebDriverException, OSError) as error:
        raise BrowserError(Reason("driver_failed", {"detail": driver_errors.plain(error)})) from error
    patience(driver, seconds)
    return driver


def _become_driver(parent: int) -> None:
    """End with the worker, whose limit of memory is not that of a browser."""
    processes.end_with(parent)
    processes.lift_memory_limit()


def _options(programs: Programs, profile: Path, guard_port: int, extension: Path | None) -> Options:
    options = Options()
    options.binary_location = programs.browser
    for switch in _SWITCHES:
        options.add_argument(switch)
    options.add_argument(f"--user-data-dir={profile}")
    options.add_argument(f"--proxy-server=socks5://127.0.0.1:{guard_port}")
    options.add_argument("--proxy-bypass-list=<-loopback>")
    if extension is None:
        options.add_argument("--disable-extensions")
    else:
        options.add_argument(f"--load-extension={extension}")
        options.add_argument(f"--disable-extensions-except={extension}")
    if without_sandbox() is not None:
        options.add_argument("--no-sandbox")
    options.page_load_strategy = "eager"
    options.unhandled_prompt_behavior = "dismiss"
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "SEVERE"})
    options.add_experimental_option("perfLoggingPrefs", {"enableNetwork": True, "enablePage": False})
    options.add_experimental_option(
        "prefs",
        {
            "download_restrictions": 3,
            "webrtc.ip_handling_policy": "disable_non_proxied_udp",
            "credentials_enable_service": False,
            "profile.password_manager_enabled": False,
            "profile.default_content_setting_values": dict.fromkeys(_PERMISSIONS, _DENY),
        },
    )
    return options


def stop(driver: Chrome, profile: Path) -> None:
    """End the browser, by force where it does not go, and remove its profile."""
    process: Any = driver.service.process
    with contextlib.suppress(Exception):
        patience(driver, _GOODBYE)
        driver.quit()
    if process is not None and process.poll() is None:
        process.kill()
        process.wait(_GOODBYE)
    for _ in range(20):  # the browser's last writes
        shutil.rmtree(profile, ignore_errors=True)
        if not profile.exists():
            return
        time.sleep(_EVERY)


def patience(driver: Chrome, seconds: float) -> None:
    """Set how long the driver is waited for."""
    executor: Any = driver.command_executor
    executor.client_config.timeout = seconds
