"""Whose configurations are trusted: what one that was only found may not reach, and that no error quotes somebody's file."""

from __future__ import annotations

import dataclasses
import subprocess
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
import yaml

from linter.config.settings import Override, Settings, Suppression
from linter.model.setting import settings_of, walk
from tests.servers import Handler, Server, running
from tests.strangers import CANARY, OWN_RULE, Asked, as_login, as_rule, checkout, complaint, configure, nobody_asked
from tests.support import FAULTY, PAGE, ROOT, check, kommunlint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PATHS = {name: setting for name, setting, _ in walk(Settings, {}) if setting.is_path}


@pytest.fixture(name="listener")
def _listener() -> Iterator[str]:
    with nobody_asked() as origin:
        yield origin


@pytest.fixture(name="site")
def _site(tmp_path: Path) -> Path:
    return checkout(tmp_path)


@pytest.mark.parametrize("name", [*PATHS, "extends"])
@pytest.mark.parametrize("value", ["../secret.toml", "way/x.toml", "{folder}/secret.toml", "a/../../secret.toml"])
def test_a_path_of_a_found_configuration_stays_in_its_folder(site: Path, name: str, value: str) -> None:
    said = f'"{value.format(folder=site.parent)}"'
    configure(site, name, f"[{said}]" if name == "extends" else said)
    assert [] == [part for part in (f"$.{name}", "--trust") if part not in complaint(site)]
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
    configure(site, "rules_path", '"../secret.toml"')
    for flags, is_refused in (([], True), (["--trust", "."], False), (["--isolated"], False)):
        ran = kommunlint(*command, *flags, cwd=site)
        assert (is_refused, False) == ("--trust" in ran.err, CANARY in ran.out + ran.err), flags


def test_a_path_that_nobody_wrote_stays_too(site: Path) -> None:
    (site / ".kommunlint").symlink_to("../elsewhere")
    for text in ("", None):
        if text is not None:
            (site / "kommunlint.toml").write_text(text, "utf-8")
        assert "$.store" in complaint(site)
        (site / "kommunlint.toml").unlink(missing_ok=True)


def test_what_a_file_extends_is_trusted_as_it_is(site: Path) -> None:
    (site / "more").mkdir()
    (site / "more/b.toml").write_text('rules_path = "../../secret.toml"', "utf-8")
    configure(site, "extends", '["more/b.toml"]')
    assert "b.toml::$.rules_path" in complaint(site)
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
    configure(site, "links.cache", '"../memory.sqlite"')
    (site / "below").mkdir()
    assert [0, 0, 2] == [check("a.html", "--trust", folder, cwd=site).code for folder in ("..", ".", "below")]
    ran = check("a.html", "--trust", "gone", cwd=site)
    assert (2, True) == (ran.code, "--trust: gone" in ran.complaint)


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


def _as_axe(site: Path, text: str) -> list[str]:
    (site / "kommunlint.toml").write_text('[browser]\naxe = "x"', "utf-8")
    (site / "x").write_text(text, "utf-8")
    return ["--browser"]


READERS = [as_rule, _as_file_in_a_folder_of_rules, _as_extended, _as_configuration, _as_baseline, as_login, _as_axe]
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
    assert "" != complaint(site, *flags)


def test_certificates_that_are_none_are_not_told(site: Path) -> None:
    (site / "x").write_text(SECRETS["key"], "utf-8")
    configure(site, "links.ca_file", '"x"')
    ran = check("https://127.0.0.1:9/", "--format", "json", cwd=site)
    assert (3, False) == (ran.code, CANARY in ran.out + ran.err)


def test_a_rule_of_ones_own_is_told_in_full(site: Path) -> None:
    (site / "rules").mkdir()
    (site / "rules/egen.yaml").write_text(yaml.safe_dump(OWN_RULE | {"severity": "svår"}), "utf-8")
    configure(site, "rules_path", '"rules"')
    assert "svår" in complaint(site)


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
        assert "--trust" in complaint(site, *flags, SITE_WORD=CANARY)
    assert 0 == check("a.html", cwd=site).code, "what asks nobody needs no trust"


def test_a_database_is_asked_only_where_somebody_trusts_who_names_it(site: Path, listener: str) -> None:
    port = listener.rpartition(":")[2]
    configure(site, "store", f'"postgresql://kommunlint:${{STORE_WORD}}@127.0.0.1:{port}/decisions?sslmode=disable"')
    assert 0 == check("a.html", cwd=site).code, "a check asks no store"
    for command in (["decisions", "list"], ["decisions", "export"], ["serve", "--port", "0"]):
        refused = kommunlint(*command, cwd=site, STORE_WORD=CANARY)
        assert (2, True) == (
            refused.code,
            "::$.store: Inställningen får bara stå i en konfiguration som du litar på" in refused.complaint,
        )
    asked = kommunlint("decisions", "list", "--trust", ".", cwd=site, STORE_WORD=CANARY)
    assert (2, True, False) == (
        asked.code,
        f"postgresql://127.0.0.1:{port}/decisions: " in asked.complaint,
        CANARY in asked.err,
    )
    assert "(not shown)" in kommunlint("config", "--trust", ".", cwd=site, STORE_WORD=CANARY).out


def test_a_login_starts_where_it_was_named(site: Path) -> None:
    (site / "login.yaml").write_text("start: http://127.0.0.1:9/\nsteps:\n  - {wait_for: body}\n", "utf-8")
    configure(site, "browser.login", '"login.yaml"')
    assert "login.yaml::$.start" in complaint(site, "--browser", "--trust", ".")


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


class _Pages(Handler):
    """A login page whose button leads to another origin, and what that one is sent."""

    other = ""
    told: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        """Answer with a form that asks for a word."""
        self.told.append(self.path)
        body = f'<!doctype html><title>In</title><form action="{self.other}/form"><input name="word"><button>In</button></form>'
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(body.encode())


def test_a_login_ends_where_a_step_leads_elsewhere(site: Path) -> None:
    with running(Server(("127.0.0.1", 0), _Pages)) as named, running(Server(("127.0.0.1", 0), Asked)) as other:
        _Pages.other = other.replace("127.0.0.1", "localhost")
        steps = "[{click: button}, {fill: input, with: '${SITE_WORD}'}, {click: button}]"
        (site / "login.yaml").write_text(f"start: {named}/\nsteps: {steps}\n", "utf-8")
        configure(site, "browser.login", '"login.yaml"')
        ran = check(f"{named}/", "--browser", "--trust", ".", "--language", "en", cwd=site, SITE_WORD=CANARY)
    assert (3, True) == (ran.code, "the login stopped at step 2: http://localhost:" in ran.err), ran.err
    assert CANARY not in ran.out + ran.err + "".join(_Pages.told) + "".join(Asked.asked)
