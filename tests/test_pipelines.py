"""The action, the hook, the GitLab template and the image: their steps run as scripts, as far as they go without their platforms."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tests import formats
from tests.support import FAULTY, PAGE, ROOT

if TYPE_CHECKING:
    from pathlib import Path

ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
_WHO = ("-c", "user.name=Prov", "-c", "user.email=prov@example.org", "-c", "commit.gpgsign=false")


def _run(words: list[str], folder: Path, **env: str) -> subprocess.CompletedProcess[str]:
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("GITHUB_")} | env
    return subprocess.run(words, cwd=folder, capture_output=True, text=True, timeout=600, check=False, env=inherited)


@pytest.fixture(scope="module", name="source")
def _source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a git repository with the files of this checkout as they are now."""
    folder = tmp_path_factory.mktemp("source")
    listed = _run(["git", "ls-files", "-co", "--exclude-standard", "-z"], ROOT).stdout.split("\0")
    for name in listed:
        if name and (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    for words in (["init", "-q"], ["add", "."], [*_WHO, "commit", "-qm", "as it is"]):
        done = _run(["git", *words], folder)
        assert 0 == done.returncode, done.stderr
    return folder


@pytest.fixture(scope="module", name="runner")
def _runner(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a runner on which the action's first script has installed it."""
    folder = tmp_path_factory.mktemp("runner")
    env = {"GITHUB_ACTION_PATH": str(source), "GITHUB_PATH": str(folder / "path"), "RUNNER_TEMP": str(folder)}
    done = _run(["bash", str(source / "action/install.sh")], folder, WITH_BROWSER="false", **env)
    assert 0 == done.returncode, done.stdout + done.stderr
    assert f"{folder}/kommunlint/bin\n" == (folder / "path").read_text("utf-8")
    return folder


def _act(runner: Path, source: Path, folder: Path, **inputs: str) -> tuple[int, str, dict[str, str]]:
    """Run the action's steps after its set-up; return how it ends, what it says, and its outputs."""
    given = {name: one["default"] for name, one in ACTION["inputs"].items()} | {
        k.replace("_", "-"): v for k, v in inputs.items()
    }
    output, summary = folder / "output", folder / "summary"
    output.write_text("", "utf-8")
    env = {"GITHUB_ACTION_PATH": str(source), "RUNNER_TEMP": str(runner), "GITHUB_OUTPUT": str(output)}
    env |= {"GITHUB_STEP_SUMMARY": str(summary), "GITHUB_ACTIONS": "true"}
    said, code, outputs = "", 0, dict[str, str]()
    for step in STEPS[3:]:
        if "run" not in step:
            continue
        values = {k: _filled(v, given, outputs) for k, v in step["env"].items()}
        done = _run(["bash", "-c", step["run"]], folder, **env, **values)
        said, code = said + done.stdout + done.stderr, done.returncode
        outputs = dict(line.split("=", 1) for line in output.read_text("utf-8").splitlines())
        if code:
            break
    return code, said, outputs


def _filled(text: str, inputs: dict[str, str], outputs: dict[str, str]) -> str:
    def value(match: re.Match[str]) -> str:
        kind, name = match[1].split(".")[0], match[1].split(".")[-1]
        return inputs[name] if kind == "inputs" else outputs.get(name, "")

    return re.sub(r"\$\{\{ ([\w.-]+) \}\}", value, text)


@pytest.fixture(name="site")
def _site(tmp_path: Path) -> Path:
    (tmp_path / "clean.html").write_text(PAGE, "utf-8")
    (tmp_path / "faulty page.html").write_text(FAULTY, "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("inputs", "code", "words"),
    [
        pytest.param({"paths": "clean.html"}, 0, [], id="clean"),
        pytest.param({"paths": "."}, 1, ["::error file=faulty page.html,line=8"], id="faulty"),
        pytest.param(
            {"paths": "clean.html\nfaulty page.html\n"}, 1, ["::error file=faulty page.html"], id="a-line-each"
        ),
        pytest.param(
            {"paths": "  clean.html  \n\t faulty page.html\r\n"}, 1, ["::error file=faulty page.html"], id="indented"
        ),
        pytest.param({"paths": "*.html"}, 1, ["::error file=faulty page.html"], id="pattern"),
        pytest.param({"paths": "./**/faulty*.html"}, 1, ["::error file=faulty page.html"], id="pattern-of-folders"),
        pytest.param({"paths": "none-*.html"}, 3, ["none-*.html"], id="pattern-without-files"),
        pytest.param({"paths": ".", "fail_on": "never"}, 0, ["::error"], id="never"),
        pytest.param({"paths": ".", "language": "en"}, 1, ["There is no date after"], id="language"),
        pytest.param({"paths": ".", "args": "--ignore\ndates\n"}, 0, [], id="more-arguments"),
        pytest.param({"paths": "clean.html", "config": "gone.toml"}, 2, ["gone.toml"], id="no-configuration"),
        pytest.param({"paths": "clean.html", "args": "--no-such"}, 2, ["--no-such"], id="wrong-argument"),
        pytest.param({"paths": "clean.html gone.html"}, 3, ["gone.html"], id="missing-page"),
        pytest.param({"paths": "."} | {"baseline": "gone.json"}, 2, ["gone.json"], id="no-baseline"),
        pytest.param(
            {"paths": "clean.html $(touch${IFS}made) ; touch made `touch made` && touch made"},
            3,
            [],
            id="a-shell-in-paths",
        ),
        pytest.param(
            {"paths": "clean.html", "args": '"; touch made; "\n$(touch made)'}, 3, [], id="a-shell-in-arguments"
        ),
        pytest.param({"paths": "--config=/etc/passwd"}, 3, ["--config=/etc/passwd"], id="option-in-paths"),
        pytest.param({"paths": "clean.html", "since": "$(touch made)"}, 2, [], id="a-shell-in-the-revision"),
    ],
)
def test_action(runner: Path, source: Path, site: Path, inputs: dict[str, str], code: int, words: list[str]) -> None:
    ended, said, outputs = _act(runner, source, site, **inputs)
    assert (code, str(code)) == (ended, outputs["exit-status"])
    assert [] == [word for word in words if word not in said]
    assert not (site / "made").exists()
    if code in (0, 1, 3):
        with open(outputs["sarif"], encoding="utf-8") as file:  # noqa: PTH123  a path of the runner
            assert "2.1.0" == formats.sarif(file.read())["version"]
        assert "kommunlint" in (site / "summary").read_text("utf-8")


def test_action_is_pinned_and_its_inputs_are_used() -> None:
    used = [step["uses"] for step in STEPS if "uses" in step]
    text = (ROOT / "action.yml").read_text("utf-8")
    assert 3 == len(used)
    assert [] == [one for one in used if not re.fullmatch(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}", one)]
    assert 3 == len(re.findall(r"uses: \S+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", text, re.MULTILINE))
    assert set(ACTION["inputs"]) == set(re.findall(r"inputs\.([\w-]+)", text))
    assert [] == [step["run"] for step in STEPS if "${{" in step.get("run", "")]
    upload = next(step for step in STEPS if "upload-sarif" in step.get("uses", ""))
    assert STEPS.index(upload) < len(STEPS) - 1


def test_hook_runs_in_pre_commit(source: Path, tmp_path: Path) -> None:
    home, folder = tmp_path / "home", tmp_path / "pages"
    folder.mkdir()
    revision = _run(["git", "rev-parse", "HEAD"], source).stdout.strip()
    config = {"repos": [{"repo": str(source), "rev": revision, "hooks": [{"id": "kommunlint"}]}]}
    (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), "utf-8")
    (folder / "notes.txt").write_text("Sidan uppdaterad", "utf-8")
    (folder / "sida.html").write_text(FAULTY, "utf-8")
    for words in (["init", "-q"], ["add", "."]):
        assert 0 == _run(["git", *words], folder).returncode

    def hook() -> subprocess.CompletedProcess[str]:
        return _run([sys.executable, "-m", "pre_commit", "run", "--all-files"], folder, PRE_COMMIT_HOME=str(home))

    faulty = hook()
    assert (1, True) == (faulty.returncode, "updated-date-empty" in faulty.stdout), faulty.stdout + faulty.stderr
    assert "notes.txt" not in faulty.stdout
    (folder / "sida.html").write_text(PAGE, "utf-8")
    assert 0 == _run(["git", "add", "."], folder).returncode
    assert 0 == hook().returncode


def test_gitlab_template_runs_as_a_script(site: Path) -> None:
    head, job_text = (ROOT / "templates/kommunlint.yml").read_text("utf-8").split("\n---\n")
    inputs = yaml.safe_load(head)["spec"]["inputs"]
    job = yaml.safe_load(job_text)["kommunlint"]
    assert set(inputs) == set(re.findall(r"\$\[\[ inputs\.(\w+) \]\]", job_text))
    assert ["requirement"] == [name for name, one in inputs.items() if "default" not in one]
    program = f"{sysconfig.get_path('scripts')}/kommunlint"
    (script,) = job["script"]

    def run(**given: str) -> subprocess.CompletedProcess[str]:
        values = {
            name: yaml.safe_dump(one.get("default", "")).split("\n")[0].strip("'") for name, one in inputs.items()
        } | given
        variables = {
            name: re.sub(r"\$\[\[ inputs\.(\w+) \]\]", lambda match: values[match[1]], value)
            for name, value in job["variables"].items()
            if name.startswith("KOMMUNLINT_")
        }
        return _run(["sh", "-e", "-c", script.replace("/tmp/kommunlint/bin/kommunlint", program)], site, **variables)  # noqa: S108  the template's

    faulty = run(paths=".", arguments="--today 2026-11-21 --language en")
    assert (1, True) == (faulty.returncode, "There is no date after" in faulty.stdout), faulty.stderr
    reports = job["artifacts"]["reports"]
    (issue,) = formats.gitlab((site / reports["codequality"]).read_text("utf-8"))
    assert "faulty page.html" == issue["location"]["path"]
    assert 2 == len(formats.junit((site / reports["junit"]).read_text("utf-8")).findall("testsuite"))
    assert (0, "always") == (run(paths="clean.html").returncode, job["artifacts"]["when"])
    assert 3 == run(paths="clean.html; touch made $(touch made)").returncode
    assert (1, 0) == (run(paths="f*.html").returncode, run(paths="c*.html", arguments="--ignore dates").returncode)
    assert not (site / "made").exists()


def _instructions() -> list[tuple[str, str]]:
    text = re.sub(r"\\\n", " ", (ROOT / "Dockerfile").read_text("utf-8"))
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [(line.split(" ", 1)[0], line.split(" ", 1)[1]) for line in lines]


def test_image_has_the_browser_and_runs_without_rights() -> None:
    steps = _instructions()
    last = steps[max(number for number, (name, _) in enumerate(steps) if name == "FROM") :]
    names = [name for name, _ in last]
    assert names.index("USER") < names.index("ENTRYPOINT")
    assert [("USER", "kommunlint")] == [one for one in last if one[0] == "USER"]
    assert [] == [name for name, text in last[names.index("USER") :] if name == "RUN" and text]
    packages = " ".join(text for name, text in steps if name == "RUN")
    needed = re.findall(r"install -y (chromium[ \w-]*)", (ROOT / "tests/setup.sh").read_text("utf-8"))[0].split()
    assert [] == [package for package in needed if package not in packages.split()]
    begun = [text.split(" AS ") for name, text in steps if name == "FROM"]
    assert {"python:3.11-slim-bookworm"} == {one[0] for one in begun} - {name for one in begun for name in one[1:]}
    ignored = (ROOT / ".dockerignore").read_text("utf-8").split()
    assert {".git", ".venv"} <= set(ignored)


def test_wheels_of_the_image_install_without_an_index(source: Path, tmp_path: Path) -> None:
    """Run the two pip commands of the Dockerfile, and its entry point, in an environment of their own."""
    build, *_, install = (
        shlex.split(text.partition(" && ")[0])
        for name, text in _instructions()
        if name == "RUN" and text.startswith("pip ")
    )
    wheels, venv = tmp_path / "wheels", tmp_path / "venv"
    assert 0 == _run([sys.executable, "-m", "venv", str(venv)], tmp_path).returncode
    for words, folder in ((build, source), (install, tmp_path)):
        own = [str(wheels) if word == "/wheels" else word for word in words[1:]]
        done = _run([str(venv / "bin/python"), "-m", "pip", *own], folder)
        assert 0 == done.returncode, done.stdout + done.stderr
    entry, usual = [text for name, text in _instructions() if name in ("ENTRYPOINT", "CMD")][-2:]
    words = [*yaml.safe_load(entry), *yaml.safe_load(usual)]
    done = _run([str(venv / "bin" / words[0]), *words[1:]], tmp_path)
    assert (0, True) == (done.returncode, "kommunlint" in done.stdout)
