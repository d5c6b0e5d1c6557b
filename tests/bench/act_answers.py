"""W3C's ACT cases as a review with questions: what rules find by themselves, and together with a person's answers.

    python -m tests.bench.act_answers FOLDER ANSWERS [--rules ID,ID] [--reports FOLDER]

FOLDER has `cases.json`, `testcases/` and `test-assets/`. Where there is no file ANSWERS, it is written with what a person is
asked of the cases: tests/data/act-questions.json says which questions an ACT rule comes to, tests/data/act-map.json which
rules, whose doubts are asked about too. What is expected of a case stands nowhere in it, but in the titles of many cases.
Once it is filled in, the same command prints how many ACT rules are covered by W3C's own measure, and with --reports writes
the implementation reports of both procedures.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linter.data.questions import catalogue
from linter.run import answers_file
from tests.bench import act_verdicts
from tests.bench.act_report import CASES, Kind, report_of
from tests.support import ROOT, TODAY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from linter.model.audit import Question
    from tests.bench.act_verdicts import Outcomes

PREFIX = "WAI/content-assets/wcag-act-rules"
LANGUAGE = "en"
Case = dict[str, Any]


def main() -> None:
    """Ask, or measure what the answers come to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("answers", type=Path)
    parser.add_argument("--rules", default="")
    parser.add_argument("--reports", type=Path)
    asked = parser.parse_args()
    cases = _cases(asked.folder, set(filter(None, asked.rules.split(","))))
    with tempfile.TemporaryDirectory() as temporary:
        out = _reviewed(asked.folder, cases, Path(temporary), asked.answers if asked.answers.exists() else None)
        if asked.answers.exists():
            _measure(cases, json.loads((out / "report.json").read_text("utf-8")), asked.reports)
        else:
            asked.answers.write_text(_questions(cases, out), "utf-8")


def _cases(folder: Path, wanted: set[str]) -> list[Case]:
    """Return the cases that decide: the approved ones of a rule that has any, else all."""
    found = [
        one for one in json.loads((folder / "cases.json").read_text("utf-8")) if one["path"].endswith((".html", ".htm"))
    ]
    approved = {one["ruleId"] for one in found if one["approved"]}
    return [
        one
        for one in found
        if (one["approved"] or one["ruleId"] not in approved) and (not wanted or one["ruleId"] in wanted)
    ]


def _reviewed(folder: Path, cases: Sequence[Case], place: Path, answers: Path | None) -> Path:
    """Review the cases in a folder of their own, and return where the files of the review lie."""
    for part in ("testcases", "test-assets"):
        shutil.copytree(folder / part, place / PREFIX / part)
    out = place / "review"
    command = [sys.executable, "-m", "linter", "audit", *(f"{PREFIX}/{one['path']}" for one in cases)]
    flags = ["--isolated", "--out", str(out), "--browser", "--root", ".", "--select", "all", "--language", LANGUAGE]
    given = ["--answers", str(answers.resolve())] if answers is not None else []
    command += [*flags, *given, "--fail-on", "never", "--today", TODAY.isoformat()]
    path = {"PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    subprocess.run(command, cwd=place, check=False, env=os.environ | path, stdout=subprocess.DEVNULL)
    return out


def _questions(cases: Sequence[Case], out: Path) -> str:
    """Return the file of questions, with those only that the cases' own rules come to."""
    told = answers_file.read(out / answers_file.NAME)
    wanted = {_key(one["path"]): _procedures(one["ruleId"]) for one in cases}
    asked = [
        replace(one, source="", pages=tuple(page for page in one.pages if _name(one) in wanted[_key(page)]))
        for one in told.asked
    ]
    return answers_file.write(replace(told, asked=tuple(one for one in asked if one.pages), pages=(), site=""))


def _procedures(act: str) -> set[str]:
    """Return the rules and questions that an ACT rule comes to."""
    return {*act_verdicts.RULES.get(act, ()), *act_verdicts.QUESTIONS.get(act, ())}


def _name(one: Question) -> str | None:
    """Return the rule whose doubt a question is about, or the question's own name."""
    return one.rule or _names().get((one.criterion, one.text))


def _names() -> Mapping[tuple[str, str], str]:
    return {
        (criterion, asked.text(LANGUAGE)): f"{criterion}/{asked.key}"
        for criterion, how in catalogue().criteria.items()
        for asked in how.questions
    }


def _measure(cases: Sequence[Case], report: Mapping[str, Any], folder: Path | None) -> None:
    outcomes = {_key(page["source"]): _of_page(page) for page in report["pages"]}
    answered = {case: dict(some) for case, some in outcomes.items()}
    for case, name, said in _answers(report):
        answered[case][name] = said
    kinds: tuple[tuple[Kind, dict[str, Outcomes]], ...] = (("automatic", outcomes), ("semiauto", answered))
    for kind, found in kinds:
        verdicts = act_verdicts.verdicts(cases, {one["path"]: found.get(_key(one["path"]), {}) for one in cases})
        tally: Counter[tuple[str, str]] = Counter()
        for one in verdicts:
            tally["approved" if one.is_approved else "proposed", one.verdict] += 1
            if one.verdict != "complete":
                print(f"{kind} {one.rule} {one.verdict}: {one.hit} of {one.faults} failed, {one.open} left open")
        print(kind, {" ".join(key): number for key, number in sorted(tally.items())})
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
            by_case = {CASES + one["path"]: found.get(_key(one["path"]), {}) for one in cases}
            made = json.dumps(report_of(by_case, act_verdicts.criteria_of(report), kind), indent=1)
            (folder / f"{kind}.jsonld").write_text(made + "\n", "utf-8")


def _key(path: str) -> str:
    return "/".join(Path(path).parts[-2:])


def _of_page(page: Mapping[str, Any]) -> Outcomes:
    told = page["coverage"]
    found = {rule: outcome for outcome in ("passed", "inapplicable", "cannot_tell", "failed") for rule in told[outcome]}
    return found | {one["rule"]: "not_examined" for one in told["not_examined"]}


def _answers(report: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield what answers come to: of each case and question the worst, of a rule in doubt too."""
    names = _names()
    said: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in report["manual"]:
        name = one["rule"] or names.get((one["criterion"], one["text"]))
        if name is not None:
            for page in one["pages"]:
                said[_key(page), name].add(one["answer"]["outcome"] if one["answer"] else "cannot_tell")
    failed = {(_key(page["source"]), rule) for page in report["pages"] for rule in page["coverage"]["failed"]}
    for (case, name), some in said.items():
        if (case, name) not in failed:
            worst = ("failed", "cannot_tell", "passed", "inapplicable")
            yield case, name, next(outcome for outcome in worst if outcome in some)


if __name__ == "__main__":
    main()
