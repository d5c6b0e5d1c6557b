"""Addresses with a user and a password in them -> the headers of a basic login, for their own origins and no other."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from linter.model.target import is_address, split_login
from linter.page.urls import resolve, split

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def basic_login(user_and_password: bytes) -> dict[str, str]:
    """Return the header of a basic login (RFC 7617)."""
    return {"Authorization": f"Basic {base64.b64encode(user_and_password).decode()}"}


def header_of_login(login: str) -> dict[str, str]:
    """Return the header for a login as it stands in an address, none where it is empty."""
    user, _, password = login.partition(":")
    return basic_login(unquote_to_bytes(user) + b":" + unquote_to_bytes(password)) if login else {}


def logins_in(addresses: Iterable[str]) -> Mapping[str, dict[str, str]]:
    """Return the headers by origin that the addresses among these carry."""
    found: dict[str, dict[str, str]] = {}
    for one in addresses:
        address, login = split_login(one) if is_address(one) else (one, "")
        url = resolve(None, address) if login else None
        if url is not None:
            found[split(url).origin] = header_of_login(login)
    return found
