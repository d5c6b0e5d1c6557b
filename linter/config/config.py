"""Configuration files and flags -> Config: what a run is asked to do, and what holds for each page."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, reduce
from operator import or_
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from linter.config import file as config_file
from linter.config.file import Merged
from linter.config.schema import config_schema
from linter.config.settings import Override, Owner, Settings, Suppression
from linter.config.trust import NOBODY, Trust, needing_trust, refuse_outside
from linter.data import schema
from linter.model.documentation import project_address
from linter.model.errors import UsageError
from linter.model.finding import SEVERITIES, Severity
from linter.model.paths import real, refused
from linter.model.reason import Reason
from linter.model.setting import values
from linter.rules import custom
from linter.rules.axe import AxeSelection
from linter.rules.rule import CATEGORIES, LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from linter.config.file import Layer
    from linter.rules.rule import Rule

FILE_NAME = config_file.FILE_NAME
AXE = "axe"
"""The category of axe-core's rules, which are known by their own names: `axe/image-alt`."""
SUPPRESSIONS = "suppressions"


@dataclass(frozen=True)
class Config(Settings):
    """What a run is asked to do."""

    rules: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    base: Path = field(default_factory=Path.cwd)
    overrides: tuple[Override, ...] = ()
    suppress: tuple[Suppression, ...] = ()
    owners: tuple[Owner, ...] = ()
    file: Path | None = None
    origins: Mapping[str, str] = field(default_factory=dict)
    trust: Trust = NOBODY
    within: Path | None = None
    """The folder that a configuration stays in which was found, and not named."""
    needing_trust: tuple[str, ...] = ()
    """The places of what it says for the network, and may only say where it is named."""

    @cached_property
    def known(self) -> Mapping[str, Rule]:
        """Every rule that may be named: the shipped ones and those of `rules_path`."""
        return custom.with_shipped(self.rules_path, self.within)

    def refuse_untrusted(self) -> None:
        """Refuse to ask the network by what a found configuration says of secrets, logins and hosts: a `UsageError`."""
        if self.needing_trust:
            raise refused(self.needing_trust[0], "not_trusted")

    def owner_of(self, *names: str) -> Owner | None:
        """Return whose a page is that is known by these names, its path and its address: the first entry that fits."""
        return next((one for one in self.owners if one.fits(*names)), None)

    @property
    def names_store(self) -> bool:
        """Whether the configuration says where things are kept."""
        return "store" in self.origins

    @property
    def store_address(self) -> str:
        """Where decisions are kept; a `UsageError` where a configuration that was only found names a database for that."""
        place = next((one for one in self.needing_trust if one.endswith("::$.store")), None)
        if place is not None:
            raise refused(place, "not_trusted")
        return self.store if "://" in self.store else str(self.base / self.store)

    @property
    def documentation_address(self) -> str:
        """The base address of the documentation, "" where there is none: the configuration's, else the project's."""
        return self.documentation or project_address()

    def chosen(self) -> tuple[Rule, ...]:
        """Return the rules that `select` and `ignore` leave; an unknown name is a `UsageError`."""
        known = self.known
        wanted = _named(self.select, known, "select") if self.select else {r.id for r in known.values() if r.default}
        unwanted = _named(self.ignore, known, "ignore") if self.ignore else set()
        left = wanted - unwanted
        return tuple(rule for rule in known.values() if rule.id in left)

    def axe(self) -> AxeSelection | None:
        """Return which of axe's rules are asked for; None for no axe at all."""
        named = frozenset(name.removeprefix("axe/") for name in self.select if name.startswith("axe/"))
        usual = not self.select or AXE in self.select
        every = "all" in self.select
        if {AXE, "all"} & {*self.ignore} or not (usual or every or named):
            return None
        off = frozenset(name.removeprefix("axe/") for name in self.ignore if name.startswith("axe/"))
        return AxeSelection(usual, every, named, off)

    def axe_of_run(self) -> AxeSelection | None:
        """Return which of axe's rules are asked for on any page: what overrides select for some runs too."""
        chosen = [self, *(replace(self, select=one.select) for one in self.overrides if one.select is not None)]
        wanted = [one for config in chosen if (one := config.axe()) is not None]
        return reduce(or_, wanted) if wanted else None

    def probes_of_run(self) -> frozenset[str]:
        """Return what pages are tried by for the rules that are chosen for any page."""
        chosen = [self, *(replace(self, select=one.select) for one in self.overrides if one.select is not None)]
        return frozenset(rule.probe for config in chosen for rule in config.chosen() if rule.probe)

    def options(self) -> dict[str, dict[str, Any]]:
        """Return every rule's options: the defaults and what the configuration says."""
        return {
            rule.id: rule.defaults | {k: v for k, v in self.rules.get(rule.id, {}).items() if k != "severity"}
            for rule in self.known.values()
        }

    def severities(self) -> dict[str, Severity]:
        """Return the severities that the configuration sets."""
        return {rule: own["severity"] for rule, own in self.rules.items() if "severity" in own}

    def named_rules(self) -> dict[str, tuple[str, ...]]:
        """Return every name of a rule by the part of the configuration that has it."""
        found = {"select": self.select, "ignore": self.ignore, "rules": tuple(self.rules)}
        for number, one in enumerate(self.overrides):
            own = {"select": one.select or (), "ignore": one.ignore, "rules": tuple(one.rules)}
            found |= {f"overrides[{number}].{part}": names for part, names in own.items()}
        return found

    def named(self, select: tuple[str, ...] | None, ignore: tuple[str, ...] | None) -> Config:
        """Return it with what the command line selects and ignores; what overrides ignore for some pages stays ignored."""
        overrides = tuple(replace(one, select=one.select if select is None else None) for one in self.overrides)
        return replace(
            self,
            overrides=overrides,
            select=self.select if select is None else select,
            ignore=self.ignore if ignore is None else ignore,
        )

    def over(self, path: str) -> Config:
        """Return what holds for one page: the overrides that fit it are put over the rest, later ones over earlier."""
        config = self
        for one in self.overrides:
            if one.fits(path):
                rules = {**config.rules, **{r: {**config.rules.get(r, {}), **own} for r, own in one.rules.items()}}
                select = config.select if one.select is None else one.select
                config = replace(config, rules=rules, select=select, ignore=(*config.ignore, *one.ignore))
        return config


def find(folder: Path, trust: Trust) -> Path | None:
    """Return the configuration that is found from a folder upwards, none where all are ignored."""
    return None if trust.is_isolated else config_file.nearest(folder)


def read_config(path: Path | None, start: Path, trust: Trust = NOBODY) -> Config:
    """Read a configuration: the file that is named, else the nearest from a folder upwards."""
    if path is not None:
        return _read(path, None, trust, is_named=True)
    return read_found(find(start, trust), start, trust)


def read_found(found: Path | None, start: Path, trust: Trust) -> Config:
    """Read a file that was found and not named; where there is none, the defaults hold for a folder."""
    folder = start if found is None else found.parent
    within = None if trust.covers(folder) else real(folder)
    if found is not None:
        return _read(found, within, trust)
    if within is not None:
        refuse_outside(Merged(), start, within, str(start))
    return Config(**values(Settings, {}, start, ""), base=start, trust=trust, within=within)


def _read(file: Path, within: Path | None, trust: Trust, *, is_named: bool = False) -> Config:
    merged = config_file.read_layers(file, within, is_named=is_named)
    try:
        return _judged(merged, file, within, trust)
    except UsageError as error:
        said = merged.tree.get("language")
        error.language = said if said in LANGUAGES else None
        raise


def _judged(merged: Merged, file: Path, within: Path | None, trust: Trust) -> Config:
    if within is not None:
        refuse_outside(merged, config_file.folder_of(file), within, str(file))
    named = merged.tree.get("rules_path", [])
    folders = [named] if isinstance(named, str) else named
    paths = tuple(map(Path, folders)) if isinstance(folders, list) else ()  # else the schema says so below
    _check(merged.layers, custom.with_shipped(paths, within))
    return _config(merged, file, trust, within)


def _check(layers: Sequence[Layer], known: Mapping[str, Rule]) -> None:
    shape = config_schema(known)
    inside = {"properties": {"tool": {"properties": {"kommunlint": shape}}}}
    for layer in layers:
        schema.check(
            layer.document, inside if layer.in_project_file else shape, layer.label, is_foreign=layer.is_foreign
        )


def _config(merged: Merged, found: Path, trust: Trust, within: Path | None) -> Config:
    is_trusted = within is None
    tree, base, where = merged.tree, config_file.folder_of(found), f"{found}::$"
    overrides = tuple(Override(**values(Override, one, base, where)) for one in tree.get("overrides", ()))
    suppress = tuple(
        Suppression(
            **values(Suppression, one, base, where),
            origin="{}, suppress[{}]".format(*_place(merged.origins, "suppress", number)),
        )
        for number, one in enumerate(tree.get("suppress", ()))
    )
    config = Config(
        **values(Settings, tree, base, where, is_trusted=is_trusted),
        rules=tree.get("rules", {}),
        base=base,
        overrides=overrides,
        suppress=suppress,
        owners=tuple(Owner(**values(Owner, one, base, where)) for one in tree.get("owners", ())),
        file=real(found),
        origins=merged.origins,
        trust=trust,
        within=within,
        needing_trust=() if is_trusted else tuple(needing_trust(merged, str(found))),
    )
    _check_names(config)
    _check_days(config)
    return config


def _check_days(config: Config) -> None:
    """Refuse days that no month has."""
    for number, one in enumerate(config.suppress):
        try:
            date.fromisoformat(one.expires or "2026-01-01")
        except ValueError as error:
            place = f"{_path(config, 'suppress', number)}.expires"
            raise UsageError(Reason("date_invalid", {"value": str(one.expires)}), place) from error


def _check_names(config: Config) -> None:
    """Refuse names of rules that are none, wherever the file has them."""
    for part, names in (("select", config.select or ()), ("ignore", config.ignore)):
        _named(names, config.known, f"{config.origins.get(part)}::$.{part}")
    for number, override in enumerate(config.overrides):
        for part, names in (("select", override.select or ()), ("ignore", override.ignore)):
            _named(names, config.known, f"{_path(config, 'overrides', number)}.{part}")
    for number, one in enumerate(config.suppress):
        _named(one.rules, config.known, f"{_path(config, 'suppress', number)}.rules")


def _place(origins: Mapping[str, str], part: str, number: int) -> tuple[str, int]:
    """Return in which file an entry stands, by name, and as which of its own: lists of several files were put together."""
    labels = [origins[f"{part}[{one}]"] for one in range(number + 1)]
    return Path(labels[-1]).name, labels[:-1].count(labels[-1])


def _path(config: Config, part: str, number: int) -> str:
    label, own = config.origins[f"{part}[{number}]"], _place(config.origins, part, number)[1]
    return f"{label}::$.{part}[{own}]"


def processes(jobs: int) -> int:
    """Return how many processes to use; 0 asks for one per core that this process may use."""
    if jobs:
        return jobs
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def covers(names: Sequence[str], rule: str, category: str) -> bool:
    """Return whether a list of ids, categories or `all` means a rule."""
    return "all" in names or rule in names or category in names


def unknown(name: str, known: Mapping[str, Rule]) -> str | None:
    """Return what a name that is no rule and no category is most like, "" for nothing; None for a good name."""
    if name in (AXE, "all") or name.startswith("axe/") or name in CATEGORIES or name in known:
        return None
    import difflib  # noqa: PLC0415  6 ms, for a name that is wrong

    return next(iter(difflib.get_close_matches(name, [*known, *CATEGORIES, AXE, "all"], n=1, cutoff=0.5)), "")


def _named(names: Sequence[str], known: Mapping[str, Rule], flag: str) -> set[str]:
    found: set[str] = set()
    for name in names:
        near = unknown(name, known)
        if near is not None:
            hint = Reason("did_you_mean", {"near": near}) if near else Reason("rules_are_listed")
            raise UsageError(Reason("rule_or_category_unknown", {"name": name, "hint": hint}), flag)
        if name == "all":
            found |= set(known)
        elif name in CATEGORIES:
            found |= {rule.id for rule in known.values() if rule.category == name}
        elif name in known:
            found.add(name)
    return found


assert set(SEVERITIES) == set(get_args(Severity))  # noqa: S101  the two say the same thing
