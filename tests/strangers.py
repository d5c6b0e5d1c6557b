"""A stranger's checkout: what lies in it and beside it, and how the program refuses it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar

from tests.servers import Handler, Server, running
from tests.support import PAGE, check

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CANARY = "KANARIE7429"
OWN_RULE = {
    "id": "egen",
    "title": "Egen regel",
    "check": {"selector": "p", "expect": "exists"},
    "examples": {"pass": [{"name": "a", "html": "<p>a"}], "fail": [{"name": "b", "html": "<b>b", "finds": [1]}]},
}


class Asked(Handler):
    """Answers nothing and remembers what was asked."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        """Take the address."""
        self.asked.append(self.path)
        self.send_error(404)

    def do_HEAD(self) -> None:
        """Do as for GET."""
        self.do_GET()


@contextmanager
def nobody_asked() -> Iterator[str]:
    """Yield the origin of a server that nobody is to ask anything, and hold to that."""
    Asked.asked.clear()
    with running(Server(("127.0.0.1", 0), Asked)) as origin:
        yield origin
    assert [] == Asked.asked


def checkout(folder: Path) -> Path:
    """Make a stranger's folder, beside which a file and a folder of somebody else lie."""
    (folder / "secret.toml").write_text(f'token = "{CANARY}"\n', "utf-8")
    (folder / "elsewhere").mkdir()
    site = folder / "site"
    site.mkdir()
    (site / "a.html").write_text(PAGE, "utf-8")
    (site / "way").symlink_to("../elsewhere")
    return site


def configure(site: Path, name: str, value: str) -> None:
    """Write a configuration that says one thing."""
    table, _, key = name.rpartition(".")
    (site / "kommunlint.toml").write_text(f"{f'[{table}]' if table else ''}\n{key} = {value}\n", "utf-8")


def complaint(site: Path, *flags: str, **env: str) -> str:
    """Check the page; return the one line that refuses it, in English, in which no secret stands."""
    ran = check("a.html", *flags, "--language", "en", cwd=site, **env)
    assert (2, "") == (ran.code, ran.out)
    assert CANARY not in ran.err
    return ran.complaint


def as_rule(site: Path, text: str) -> list[str]:
    """Have a text read as a rule file; return the flags for that."""
    (site / "kommunlint.toml").write_text('rules_path = "x.yaml"', "utf-8")
    (site / "x.yaml").write_text(text, "utf-8")
    return []


def as_login(site: Path, text: str) -> list[str]:
    """Have a text read as a login recipe; return the flags for that."""
    (site / "kommunlint.toml").write_text('[browser]\nlogin = "x"', "utf-8")
    (site / "x").write_text(text, "utf-8")
    return ["--browser", "--trust", "."]
