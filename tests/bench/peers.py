"""Other tools to measure beside, from npm, without their install scripts."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def install(versions: Mapping[str, str], work: Path) -> str | None:
    """Install packages below a folder; return where their commands are, None (and say so) where that fails."""
    if shutil.which("npm") is None:
        print(f"npm is missing: {', '.join(versions)} are left out")
        return None
    packages = [f"{name}@{version}" for name, version in versions.items()]
    flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(work / "npm")]
    done = subprocess.run(["npm", "install", *flags, *packages], capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"npm could not install {', '.join(versions)}: {done.stderr[-300:]}")
        return None
    return str(work / "npm" / "node_modules" / ".bin")
