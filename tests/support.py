"""Doors to the program: a page judged in this process, the command in another; every report is checked against its schema."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator

from linter import load_rules
from linter.config.config import Config
from linter.config.settings import Suppression
from linter.engine import suppressions
from linter.engine.examine import check_page
from linter.engine.page_config import EVERY_PAGE, More, PageConfig
from linter.facts.dates.page_kind import characters
from linter.facts.facts import Facts
from linter.model.evidence import PROBES, Evidence, Frame, Pictures, Shot, Trial, View
from linter.model.link import Failures, Hop, Place, Verdict
from linter.page.page import Page
from linter.page.source import Document, Source, decode
from linter.run.link_stage import LinkStage
from linter.stages.links import files
from linter.stages.links.settings import LinkSettings
from linter.stages.links.stage import Task
from tests import commands

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from linter.model.evidence import Barrier, Target
    from linter.model.finding import Picture
    from linter.model.report import PageReport

ROOT = Path(__file__).parent.parent
FIXTURES = ROOT / "fixtures" / "pages"
TODAY = date(2026, 11, 21)
PAGE = """<!doctype html>
<html lang="sv">
<head><meta name="generator" content="prov"><title>Badplatser – Lerboda</title></head>
<body>
<main>
<h1>Badplatser</h1>
<p>Vi provar vattnet varje vecka i juli.</p>
<p>Sidan uppdaterad 2026-11-04</p>
</main>
</body>
</html>
"""
"""A page with nothing to remark on."""

FAULTY = PAGE.replace(" 2026-11-04", "")
"""The same page with an empty date label on line 8: an error."""


def document(
    html: str | bytes, *, url: str | None = None, headers: Mapping[str, str] | None = None, name: str = "page.html"
) -> Document:
    """Return a page as decoded text."""
    data = html.encode("utf-8", "surrogatepass") if isinstance(html, str) else html
    return decode(Source(name, data, url=url, headers=headers or {}))


def page(html: str | bytes) -> Page:
    """Return a page as a tree."""
    return Page(document(html))


def examine(
    html: str | bytes, *select: str, options: Mapping[str, Any] | None = None, today: date = TODAY, **more: Any
) -> PageReport:
    """Judge a page by the selected rules (default: those that are on); `options` are those of the one rule selected."""
    known = load_rules()
    seen = _seen_before(html, more.pop("scripted", None), more.pop("frames", None), more.pop("tried", None))
    language, severities = more.pop("language", "sv"), more.pop("severities", {})
    beside, entries = more.pop("beside", ()), more.pop("suppress", ())
    config = Config(select=(*select, *beside), rules={select[0]: options} if options else {})
    kept = [
        Suppression(
            tuple(e["rules"]),
            tuple(e.get("paths", ())),
            reason=e["reason"],
            expires=e.get("expires"),
            origin="kommunlint.toml",
        )
        for e in entries
    ]
    path = more.get("url") or more.get("name") or "page.html"
    said = {name: more.pop(name) for name in ("answers", "root", "mail", "confirm", "pages") if name in more}
    most, outlines = more.pop("max_findings", 100), more.pop("outlines", False)
    elements = more.pop("elements", 0)
    page_config = PageConfig(
        config.chosen(),
        config.options(),
        severities,
        today,
        language,
        most,
        stages=EVERY_PAGE | ({"links"} if said else set()),
        suppress=tuple(one for one in kept if one.fits(path)),
        known=known,
        more=More(outlines, elements),
    )
    place = Place("site", is_site=True) if said.get("root") else Place()
    read = document(html, **more)
    if said:
        return _answered(read, page_config, path, place, said)
    judged = check_page(read, page_config, path=path, place=place, browser=seen)
    for entry in kept:
        why = _why_disused(judged, page_config, entry)
        judged = suppressions.add_disused(judged, page_config, entry, why) if why is not None else judged
    return judged


def _why_disused(report: PageReport, config: PageConfig, entry: Suppression) -> suppressions.Disuse | None:
    if entry not in config.suppress:
        return "no_page"
    is_expired = suppressions.is_expired(entry.expires, config)
    why: suppressions.Disuse = "expired" if is_expired else "unused"
    return why if suppressions.is_unused(report, config, entry, unless_seen=not is_expired) else None


def _answered(read: Document, config: PageConfig, path: str, place: Place, said: Mapping[str, Any]) -> PageReport:
    """Judge a page's references by answers that are given, for what checks make of them; test_links asks servers."""
    settings = LinkSettings(mail=said.get("mail", False), confirm=said.get("confirm") or 1)
    stage = LinkStage(Task(settings), config.today.isoformat())
    for answer in said.get("answers") or ():
        one = dict(answer)
        url = one.pop("url")
        failures = Failures(one.pop("times", 1), one.pop("days", 1), "2026-11-21", "2026-11-21")
        hops = tuple(Hop(step, "HEAD", None, "", "") for step in one.pop("way", ()))
        where = url if ":" in url else files.written("site", url)
        stage.memory.tell(Verdict(where, one.pop("verdict"), failures=failures, hops=hops, **one))
    stage.know(said.get("pages") or {})
    return check_page(read, config, path=path, place=place, answers=stage)


@dataclass(frozen=True)
class SeenBefore:
    """A browser that tells what it is given, for what checks make of it; what a browser sees is shown by test_browser."""

    evidence: Evidence
    takes_pictures: bool = False
    illustrates: bool = False

    def look(self, _frames: Sequence[str]) -> Evidence:
        """Return the evidence."""
        return self.evidence

    def pictures(self, shots: Sequence[Shot]) -> Pictures:
        """Take none."""
        return Pictures(None, (None,) * len(shots))

    def small_pictures(self, targets: Sequence[Target]) -> Sequence[Picture | None]:
        """Take none."""
        return (None,) * len(targets)


def _seen_before(
    html: str | bytes,
    scripted: str | None,
    frames: Sequence[Mapping[str, Any]] | None,
    tried: Sequence[Barrier] | None = None,
) -> SeenBefore | None:
    if scripted is None and frames is None and tried is None:
        return None
    served = html if isinstance(html, str) else html.decode()
    views = [
        View(text, "", characters(Page(document(text), scripting=scripting)))
        for text, scripting in ((served, False), (scripted or served, True))
    ]
    shown = [{"status": None, "failure": "", "text": "", **frame} for frame in frames or ()]
    came = tuple(Frame(**frame) for frame in shown)
    trial = Trial(tuple(tried), dict.fromkeys(PROBES, 0.0)) if tried is not None else None
    return SeenBefore(Evidence(views[0], views[1], frames=came, trial=trial))


def found(html: str | bytes, *select: str, **more: Any) -> list[tuple[str, str, int]]:
    """Return rule, message key and line of each finding."""
    report = examine(html, *select, **more)
    assert () == report.skipped
    return [(finding.rule, finding.message_key, finding.location.line) for finding in report.findings]


def facts(
    html: str | bytes, kind: str, *, url: str | None = None, headers: Mapping[str, str] | None = None
) -> list[dict[str, Any]]:
    """Return the facts of one kind, checked against the report's schema."""
    tree = Facts(Page(document(html, url=url, headers=headers))).as_json()
    validate(tree, "facts")
    kept: list[dict[str, Any]] = tree[kind]
    return kept


def subset(expected: list[dict[str, Any]], actual: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the actual facts with only the keys that are expected, so that the two can be compared."""
    keys = [sorted(fact) for fact in expected]
    return [
        {key: fact[key] for key in (keys[index] if index < len(keys) else fact)} for index, fact in enumerate(actual)
    ]


@cache
def _schema() -> dict[str, Any]:
    return dict(json.loads((ROOT / "linter/data/schemas/report.schema.json").read_text("utf-8")))


@cache
def _validator(part: str) -> Draft202012Validator:
    Draft202012Validator.check_schema(_schema())
    return Draft202012Validator({"$ref": f"#/$defs/{part}", "$defs": _schema()["$defs"]} if part else _schema())


def validate(tree: Any, part: str = "") -> None:
    """Fail where a report, or a part of one, does not fit the schema that the package ships."""
    assert [] == [f"{error.json_path}: {error.message}" for error in _validator(part).iter_errors(tree)]


@dataclass(frozen=True)
class Ran:
    """What a run of the command left."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """The JSON report on standard output."""
        tree: dict[str, Any] = json.loads(self.out)
        validate(tree)
        return tree

    @property
    def complaint(self) -> str:
        """The one line on standard error."""
        lines = self.err.splitlines()
        assert 1 == len(lines), self.err
        return lines[0]


def kommunlint(*arguments: str | Path, cwd: Path | None = None, stdin: bytes | None = None, **env: str) -> Ran:
    """Run the command in a process of its own."""
    inherited = os.environ | {"PYTHONPATH": str(ROOT)} | env
    code, out, err = commands.run([*map(str, arguments)], cwd, stdin or b"", inherited, seconds=180)
    ran = Ran(code, out.decode(), err.decode())
    assert "Traceback" not in ran.err + ran.out, ran.err
    return ran


def check(*arguments: str | Path, **more: Any) -> Ran:
    """Run `kommunlint check` on the tests' day."""
    day = () if "--today" in arguments else ("--today", TODAY.isoformat())
    return kommunlint("check", *arguments, *day, **more)


def look(*arguments: str | Path, **more: Any) -> Ran:
    """Run `check --browser` for the report in JSON, on the tests' day."""
    return check(
        *arguments, "--browser", "--format", "json", "--today", TODAY.isoformat(), "--fail-on", "never", **more
    )


def fixtures() -> list[Path]:
    """Return the fixture pages."""
    return sorted(FIXTURES.glob("*.html"))


def without_coverage() -> dict[str, str]:
    """Return the environment for a process that can write no file but its own: what it reaches is not counted."""
    return {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
