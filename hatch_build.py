"""Build hook: fetches axe-core and htmx from the npm registry that is configured, checks them, and puts them into the package.

Versions, hashes and files are pinned in `axe.json` and `htmx.json`. Nothing is fetched when the files are there already.
What axe's rules weigh stands only in the script itself, and is drawn out of it into `rules.json`. The registry, its certificates
and its token are those of npm: `npm_config_registry` and its like in the environment, or an `.npmrc` of the project, the user
or the machine.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import os
import re
import ssl
import tarfile
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_PUBLIC = "https://registry.npmjs.org/"
_LARGEST = 64 * 1024 * 1024
_SECONDS = 120
_RULES = "rules.json"
_RULE = re.compile(r'\{id:"([a-z0-9-]+)",(?:(?!\{id:).)*?impact:"(\w+)",(?:(?!\{id:).)*?tags:\[("[^\]]*")\]')


_PINS = (
    ("linter/stages/browser/axe/axe.json", "core"),
    ("linter/web/htmx.json", "static/vendor"),
)
"""What is pinned where, and the folder beside it that the files go to."""


class ScriptsBuildHook(BuildHookInterface[Any]):
    """Puts the scripts that the package ships and this repository does not hold beside what uses them."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  hatchling's interface
        """Fetch what is missing, and name it for the wheel although git ignores it."""
        root = Path(self.root)
        for file, name in _PINS:
            if not (root / file).is_file():
                continue
            pinned = json.loads((root / file).read_text("utf-8"))
            folder = (root / file).parent / name
            if not _is_there(folder, pinned):
                _unpack(_fetch(pinned, root), pinned, folder)
            build_data["artifacts"].append(f"/{folder.relative_to(root).as_posix()}/*")


def _is_there(folder: Path, pinned: dict[str, Any]) -> bool:
    stamp = folder / "integrity"
    names = [*pinned["files"].values(), *([_RULES] if _has_rules(pinned) else [])]
    return (
        stamp.is_file()
        and stamp.read_text("utf-8") == pinned["integrity"]
        and all((folder / name).is_file() for name in names)
    )


def _has_rules(pinned: dict[str, Any]) -> bool:
    return bool(pinned["package"] == "axe-core")


def _fetch(pinned: dict[str, Any], root: Path) -> bytes:
    settings = _npm_settings(root)
    registry = settings.get("registry", _PUBLIC).rstrip("/") + "/"
    name, version = pinned["package"], pinned["version"]
    url = f"{registry}{name}/-/{name}-{version}.tgz"
    request = urllib.request.Request(url)  # noqa: S310  the registry that npm is set up with
    token = settings.get(re.sub(r"^https?:", "", registry) + ":_authToken")
    if token:
        request.add_header("Authorization", f"Bearer {token}")
    context = ssl.create_default_context(cafile=settings.get("cafile") or os.environ.get("NODE_EXTRA_CA_CERTS") or None)
    try:
        with urllib.request.urlopen(request, timeout=_SECONDS, context=context) as answer:  # noqa: S310  as above
            data = bytes(answer.read(_LARGEST))
    except (urllib.error.URLError, OSError, ValueError) as error:
        if isinstance(error, urllib.error.HTTPError):
            error.close()
        msg = (
            f"{name} {version} cannot be fetched from {registry}: {error}. npm's `registry` setting names another one."
        )
        raise SystemExit(msg) from error
    found = "sha512-" + base64.b64encode(hashlib.sha512(data).digest()).decode()
    if found != pinned["integrity"]:
        msg = (
            f"{name} {version} from {registry} is not what it should be: its hash is {found}, not {pinned['integrity']}"
        )
        raise SystemExit(msg)
    return data


def _npm_settings(root: Path) -> dict[str, str]:
    """Return npm's settings, the environment before files, near files before far ones."""
    found: dict[str, str] = {}
    for path in (Path("/usr/etc/npmrc"), Path("/etc/npmrc"), Path.home() / ".npmrc", root / ".npmrc"):
        try:
            lines = path.read_text("utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            continue
        pairs = (line.partition("=") for line in lines if "=" in line and not line.lstrip().startswith(("#", ";")))
        found |= {key.strip(): os.path.expandvars(value.strip().strip("\"'")) for key, _, value in pairs}
    for key, value in os.environ.items():
        if key.lower().startswith("npm_config_") and value:
            found[key[len("npm_config_") :].lower()] = value
    return found


def _unpack(data: bytes, pinned: dict[str, Any], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        for inside, name in pinned["files"].items():
            member = archive.extractfile(inside)
            if member is None:
                msg = f"{pinned['package']} {pinned['version']} has no {inside}"
                raise SystemExit(msg)
            (folder / name).write_bytes(member.read())
    if _has_rules(pinned):
        script, words = ((folder / name).read_text("utf-8") for name in ("axe.min.js", "en.json"))
        (folder / _RULES).write_text(json.dumps(_rules(script, words), indent=1), "utf-8")
    (folder / "integrity").write_text(pinned["integrity"], "utf-8")


def _rules(script: str, words: str) -> dict[str, Any]:
    """Return impact and tags of axe's rules by id, from the script."""
    listed = _RULE.findall(script[script.index("rules:[{id:") :])
    found = {name: {"impact": impact, "tags": json.loads(f"[{tags}]")} for name, impact, tags in listed}
    known = json.loads(words)["rules"]
    if found.keys() != known.keys():
        msg = f"axe.min.js is not read as it should be: {len(found)} rules are found in it, of {len(known)}"
        raise SystemExit(msg)
    return found
