"""What a configuration file may say: every key with its default, its range and its words. `linter.model.setting` reads them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from linter.config.mail import MailSettings
from linter.config.serve import ServeSettings
from linter.model.documentation import ADDRESS
from linter.model.limits import FAIL_ON, Limits
from linter.model.path_patterns import LONGEST, fits
from linter.model.setting import NAMES, TEXTS, Setting, setting, table
from linter.stages.browser.settings import BrowserSettings
from linter.stages.links.settings import LinkSettings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PROFILES = ("editor", "ci", "audit")
EXTENDS = Setting(
    [],
    {
        "type": "array",
        "description": f"Profiles ({', '.join(PROFILES)}) and files whose settings this file starts from.",
        **NAMES,
    },
    note=f"profiles ({', '.join(PROFILES)}) and files that this file starts from",
)
"""The one key that is gone once a file has been read."""
_SELECT = {"description": "Rules or categories to run; all that are on by default when left out.", **NAMES}
_IGNORE = {"description": "Rules or categories not to run.", **NAMES}
_PATHS = {
    "description": "Patterns of paths or addresses: * and ? stop at a slash, ** does not.",
    "minItems": 1,
    **TEXTS,
    "items": {"type": "string", "minLength": 1, "maxLength": LONGEST},
}
_DATE = r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"


@dataclass(frozen=True, slots=True)
class Override:
    """What holds for the pages that one of the patterns fits, beside or in place of the rest."""

    paths: tuple[str, ...] = setting([], is_required=True, **_PATHS)
    select: tuple[str, ...] | None = setting(None, type="array", **_SELECT)
    ignore: tuple[str, ...] = setting([], **_IGNORE)
    rules: Mapping[str, Mapping[str, Any]] = setting({})

    def fits(self, path: str) -> bool:
        """Return whether it holds for a page."""
        return any(fits(pattern, path) for pattern in self.paths)


@dataclass(frozen=True, slots=True)
class Suppression:
    """Findings that the configuration accepts: rules (ids, categories or `all`), pages (all where no pattern stands), why, until when."""

    rules: tuple[str, ...] = setting([], "Rules, categories or `all`.", is_required=True, minItems=1, **NAMES)
    paths: tuple[str, ...] = setting([], **_PATHS)
    pages: tuple[str, ...] = setting(
        [], "Pages, by the address that they give as their own or by their path, as it stands.", minItems=1, **TEXTS
    )
    fingerprints: tuple[str, ...] = setting(
        [],
        "Content fingerprints (content_fingerprint in JSON) of the findings that are meant; all of the rules where left out.",
        minItems=1,
        **TEXTS,
    )
    reason: str = setting("", "Why they are accepted.", is_required=True, minLength=1, pattern=r"\S")
    expires: str | None = setting(None, "The last day it holds.", type="string", pattern=_DATE, examples=["2026-12-31"])
    origin: str = ""

    def fits(self, path: str) -> bool:
        """Return whether it may hold for a page; where a page's own address decides, it may whatever the path is (`is_for`)."""
        return self.needs_address or self.is_for(path)

    @property
    def needs_address(self) -> bool:
        """Whether the address that a page gives as its own decides whether the entry is for it."""
        return bool(self.fingerprints or self.pages)

    def is_for(self, *names: str) -> bool:
        """Return whether it holds for a page that is known by these names: its path, its address."""
        if self.pages and not {*self.pages} & {*names}:
            return False
        return not self.paths or any(fits(pattern, name) for pattern in self.paths for name in names)


@dataclass(frozen=True, slots=True)
class Owner:
    """Who answers for some pages: the name of a unit, its pages, and the address that is told of them."""

    name: str = setting("", "What the unit is called.", is_required=True, minLength=1, maxLength=200, pattern=r"\S")
    paths: tuple[str, ...] = setting([], is_required=True, **_PATHS)
    email: str = setting(
        "",
        "Where the unit is told of its pages.",
        maxLength=254,
        pattern=r"^([^\s@<>,;:\"]+@[^\s@<>,;:\"]+)?$",
        examples=["bygg@example.se"],
    )

    def fits(self, *names: str) -> bool:
        """Return whether a page is theirs, which is known by these names: its path, its address."""
        return any(fits(pattern, name) for pattern in self.paths for name in names if name)


@dataclass(frozen=True)
class Settings:
    """The keys of a file whose shape does not hang on which rules there are."""

    select: tuple[str, ...] = setting([], note="rules or categories", **_SELECT)
    ignore: tuple[str, ...] = setting([], **_IGNORE)
    fail_on: str = setting(
        "error", "The least severity that fails a run.", note="error, warning or never", enum=list(FAIL_ON)
    )
    language: str = setting(
        "sv", "Language of messages: sv or en.", note="of messages: sv or en", pattern="^[a-z]{2}$", examples=["sv"]
    )
    country: str = setting(
        "",
        "Country (ISO 3166) of phone numbers, postcodes and places; empty, each page says it.",
        note='of phone numbers, postcodes and places, "SE"; empty, each page says it',
        pattern="^([A-Z]{2})?$",
        examples=["SE"],
    )
    jobs: int = setting(0, "Processes; 0 is one per core.", note="processes; 0 is one per core", minimum=0)
    include: tuple[str, ...] = setting(
        [],
        "Globs of files in folders, beside .html .htm .xhtml .aspx .php .mhtml .mht.",
        note='further file names in folders, such as "*.shtml"',
        **NAMES,
    )
    rules_path: tuple[Path, ...] = setting(
        [],
        "Folder, or folders, with rules of one's own.",
        note="folders with rules of your own",
        is_path=True,
        anyOf=[{"type": "string", "minLength": 1}, {"type": "array", **NAMES}],
    )
    baseline: Path | None = setting(
        "",
        "File with findings that are known and do not fail a run; `--baseline` wins over it.",
        note="file with findings that are known, made by `kommunlint baseline write`",
        is_path=True,
    )
    store: str = setting(
        ".kommunlint/store.sqlite",
        "Where decisions are kept: a file, or the address of a PostgreSQL database; ${NAME} stands for a variable of the environment.",
        note="decisions: a file, or postgresql://user:${NAME}@host/database, NAME being a variable of the environment",
        is_path=True,
        may_be_address=True,
        minLength=1,
        writeOnly=True,
    )
    documentation: str = setting(
        "",
        "Base address of the documentation, where reports send readers for a rule: BASE/rules/ID/ and BASE/sv/regler/ID/. "
        "Empty: what the installed package names.",
        note="base address of the documentation that reports link to; empty: the project's own, if it has one",
        pattern=ADDRESS,
        examples=["https://www.example.se/docs/"],
    )
    limits: Limits = table(Limits)
    browser: BrowserSettings = table(BrowserSettings, "The browser stage (--browser).")
    links: LinkSettings = table(LinkSettings, "The link stage (--links).")
    serve: ServeSettings = table(ServeSettings, "The editors' page (kommunlint serve).")
    mail: MailSettings = table(MailSettings, "Mail about what is new (kommunlint mail).")
