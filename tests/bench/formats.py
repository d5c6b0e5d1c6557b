"""`make bench`: every format on a report of 100,000 findings, in findings a second and in memory beyond the program's own.

Each format has a process of its own. Making the pages is part of the time, as reading them from a disk is in a run; the
first line says how much that is. The bars are parts of that rate, measured in the same run: a slower machine holds them too.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from linter.report import FORMATS, renderer  # noqa: E402  the path has to be set first
from tests import reports  # noqa: E402  likewise

FINDINGS, LEAST, MOST = 100_000, 1 / 10, 60.0
ALONE = "(pages alone)"
BINARY = ("xlsx",)


def measure(name: str) -> tuple[float, float, int]:
    """Return findings a second, megabytes beyond those of a small report, and the bytes written."""
    if name != ALONE:
        for _ in renderer(name)(reports.large(1000)):
            pass
    report = reports.large(FINDINGS)
    before, began, written = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time(), 0
    for piece in report.pages if name == ALONE else renderer(name)(report):
        written += len(piece) if isinstance(piece, (str, bytes)) else 0
    seconds = time.process_time() - began
    return FINDINGS / seconds, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024, written


def main() -> int:
    """Measure every format; fail where one is too slow or takes too much memory."""
    print(f"{FINDINGS:,} findings: findings per processor second, MB beyond the program's own, MB written")
    failed, alone = [], 0.0
    for name in (ALONE, *FORMATS):
        done = subprocess.run([sys.executable, __file__, name], capture_output=True, text=True, check=True)
        speed, memory, written = (float(part) for part in done.stdout.split())
        alone = alone or speed
        print(f"  {name:14} {speed:9,.0f} {memory:7.1f} {written / 1e6:7.1f}  1/{alone / speed:.1f} of the pages alone")
        if memory > MOST or (speed < alone * LEAST and name not in BINARY):
            failed.append(name)
    told = f"not held by {', '.join(failed)}" if failed else "held"
    print(f"bar: 1/{1 / LEAST:g} of the pages alone for texts, {MOST:g} MB: {told}")
    return bool(failed)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(*measure(sys.argv[1]))
        sys.exit(0)
    sys.exit(main())
