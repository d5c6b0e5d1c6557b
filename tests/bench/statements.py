"""`make bench`: findings in statements whose faults are known, and those of webperf's plug-in in the same texts.

The plug-in reads Swedish and knows six of the faults: both are compared on those. Needs node and npm for that part.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from tests import statements  # noqa: E402  the path has to be set first
from tests.bench import peers  # noqa: E402  likewise
from tests.support import TODAY  # noqa: E402  likewise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.statements import Case, Score

PEERS = {"plugin-accessibility-statement": "2025.12.1"}
LEAST = 0.99
SAME = {
    "no-compatible-word": "statement-conformity-missing",
    "no-notification-function-link": "statement-enforcement-missing",
    "no-evaluation-method": "statement-method-missing",
    "no-updated-date": "statement-update-undated",
    "has-unreasonably-burdensome-accommodation": "statement-burden-unmotivated",
    **{f"updated-date-older-than-{years}years": "statement-stale" for years in range(1, 6)},
}
"""The plug-in's rules, and ours about the same fault."""
COMMON = frozenset(SAME.values())


def main() -> int:
    """Print how findings fit; fail where ours fall short."""
    cases = statements.cases()
    ours = [frozenset(one.rule for one in case.judged().findings) for case in cases]
    print(f"{len(cases)} statements, {sum(len(case.finds) for case in cases)} faults")
    print(f"{'':34}{'precision':>10}{'recall':>8}{'F1':>8}")
    total = _print("all", [(case.finds, told) for case, told in zip(cases, ours, strict=True)])
    for language in dict.fromkeys(case.language for case in cases):
        pairs = [(case.finds, told) for case, told in zip(cases, ours, strict=True) if case.language == language]
        _print(f"  {language} ({len(pairs)})", pairs)
    for rule in statements.RULES:
        only = frozenset((rule,))
        _print(f"  {rule}", [(case.finds & only, told & only) for case, told in zip(cases, ours, strict=True)])
    swedish = [(case, told) for case, told in zip(cases, ours, strict=True) if case.language == "sv"]
    _beside([case for case, _ in swedish], [told for _, told in swedish])
    return int(total.f1 < LEAST)


def _beside(cases: Sequence[Case], ours: Sequence[frozenset[str]]) -> None:
    """Print how ours and the plug-in's findings fit, on the Swedish statements and the faults that both know."""
    with tempfile.TemporaryDirectory() as folder:
        theirs = _plugin(cases, Path(folder))
    if theirs is None:
        print("webperf's plug-in: not measured, node or npm is missing")
        return
    print(f"{len(cases)} Swedish statements, {len(COMMON)} faults that both know")
    _print("  kommunlint", [(case.finds & COMMON, told & COMMON) for case, told in zip(cases, ours, strict=True)])
    told = [frozenset(SAME[rule] for rule in one["rules"] if rule in SAME) for one in theirs]
    _print(
        f"  webperf’s plug-in {next(iter(PEERS.values()))}",
        [(case.finds & COMMON, one) for case, one in zip(cases, told, strict=True)],
    )
    print(f"  taken for statements by the plug-in: {sum(bool(one['known']) for one in theirs)} of {len(cases)}")


def _plugin(cases: Sequence[Case], work: Path) -> list[dict[str, object]] | None:
    """Return what the plug-in finds in each statement, None where it cannot be had."""
    binaries = peers.install(PEERS, work)
    if binaries is None:
        return None
    asked = {
        "today": TODAY.isoformat(),
        "pages": [{"url": case.url or "https://www.lerboda.example/t", "html": case.html} for case in cases],
    }
    script = Path(__file__).with_suffix(".mjs")
    done = subprocess.run(
        ["node", script, Path(binaries).parent],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
    )
    found: list[dict[str, object]] = json.loads(done.stdout)
    return found


def _print(name: str, pairs: Sequence[tuple[frozenset[str], frozenset[str]]]) -> Score:
    score = statements.score(pairs)
    print(f"{name:34}{score.precision:10.3f}{score.recall:8.3f}{score.f1:8.3f}")
    return score


if __name__ == "__main__":
    sys.exit(main())
