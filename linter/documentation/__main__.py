"""The command: builds the site, strictly."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from linter.documentation.build import DOCS, ROOT, build


def main() -> int:
    """Build the site and return the exit status: 0 when nothing is wrong with it."""
    parser = argparse.ArgumentParser(prog="python -m linter.documentation", description=__doc__)
    parser.add_argument("out", nargs="?", type=Path, default=ROOT / "build" / "docs", help="default: build/docs")
    parser.add_argument("--docs", type=Path, default=DOCS, metavar="FOLDER", help="the Markdown (default: docs/)")
    chosen = parser.parse_args()
    return build(chosen.out.resolve(), chosen.docs)


if __name__ == "__main__":
    sys.exit(main())
