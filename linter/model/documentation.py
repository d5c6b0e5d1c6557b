"""Base address of the documentation, rule and language -> the address of the rule's page: the one place that knows it."""

from __future__ import annotations

import re
from functools import cache

DISTRIBUTION = "kommunlint"
ADDRESS = r"^(https?://[A-Za-z0-9.:-]{1,300}(/[A-Za-z0-9._~%/-]{0,1000})?)?$"
"""What a base address looks like: of the web, without login, query or fragment; "" for none."""
_FOLDERS = {"sv": "sv/regler"}
_FOLDER = "rules"
"""Where rules are explained in English, and in every language that has no pages of its own."""


def folder_of(language: str) -> str:
    """Return the folder of the pages about rules in a language; its own page is their list."""
    return _FOLDERS.get(language, _FOLDER)


def rule_page(rule: str, language: str) -> str:
    """Return the path of a rule's page below the base address."""
    return f"{folder_of(language)}/{rule}/"


def rule_address(base: str, rule: str, language: str) -> str | None:
    """Return the address of a rule's page; None where no base address is known."""
    return f"{base.rstrip('/')}/{rule_page(rule, language)}" if base else None


@cache
def project_address() -> str:
    """Return the address of the documentation that the installed package names, "" where it names none."""
    from importlib.metadata import PackageNotFoundError, metadata  # noqa: PLC0415  5 ms, for reports that explain rules

    try:
        named = metadata(DISTRIBUTION).get_all("Project-URL") or []
    except PackageNotFoundError:  # a copy that nobody installed
        return ""
    return address_in(named)


def address_in(project_urls: list[str]) -> str:
    """Return the address of the documentation among `label, address` lines, "" where there is none of the web."""
    pairs = (line.partition(",") for line in project_urls)
    found = (address.strip() for label, _, address in pairs if label.strip().lower() == "documentation")
    return next((address for address in found if re.fullmatch(ADDRESS, address)), "")
