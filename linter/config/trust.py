"""Which configurations count as named, and what one that was only found may not say.

A configuration that is found may be a stranger's, as in a pull request. Its paths stay in its folder; secrets of the
environment, a login, and what opens the network are for one that somebody named. What a file extends is trusted as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from linter.config.settings import Settings
from linter.model.paths import is_within, refused
from linter.model.setting import walk

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from linter.config.file import Merged


@dataclass(frozen=True, slots=True)
class Trust:
    """What was said of configurations that are found: folders whose files count as named, or that none is used."""

    folders: tuple[Path, ...] = ()
    is_isolated: bool = False

    def covers(self, folder: Path) -> bool:
        """Return whether a file that is found in a folder counts as named."""
        return any(is_within(folder, one) for one in self.folders)


NOBODY = Trust()


def refuse_outside(merged: Merged, base: Path, within: Path, label: str) -> None:
    """Refuse paths below `base`, those of defaults too, that leave the folder; the tree need not fit the schema yet."""
    for name, setting, said in walk(Settings, merged.tree):
        for text in setting.paths(said):
            if not is_within(base / text, within):
                raise refused(_place(name, merged.origins, label), "leads_out", folder=str(within))


def needing_trust(merged: Merged, label: str) -> Iterator[str]:
    """Yield the places of what only a configuration may say that is named."""
    for name, setting, said in walk(Settings, merged.tree):
        if setting.asks_for_trust(said):
            yield _place(name, merged.origins, label)


def _place(name: str, origins: Mapping[str, str], label: str) -> str:
    """Return the place of a setting: the file that says it, or says something in its table."""
    told = (file for known, file in origins.items() if known == name or known.startswith((f"{name}.", f"{name}[")))
    return f"{next(told, label)}::$.{name}"
