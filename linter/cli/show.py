"""The commands that show or write something and gate nothing: `rules`, `rule`, `facts`, `init`, `config`, `test-rules`."""

from __future__ import annotations

import difflib
import json
import sys
from dataclasses import replace
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rich_click as click

from linter.cli import language as speech
from linter.cli import usage
from linter.cli.configuration import FILE, config_options, configuration
from linter.cli.output import note, refuse, say, show, standard_input
from linter.cli.pages import config as config_page
from linter.cli.pages import facts as facts_page
from linter.cli.pages import rule as rule_page
from linter.cli.pages import rule_examples as examples_page
from linter.cli.pages import starter
from linter.config import config
from linter.config.schema import config_schema
from linter.model.reason import Reason
from linter.rules import texts
from linter.rules.rule import load
from linter.run import run, targets
from linter.run.rule_examples import run_examples
from linter.stages.browser.axe import axe_script

if TYPE_CHECKING:
    from collections.abc import Callable


def _with_config(help_: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return what gives a command the options that say which configuration is used."""
    return lambda function: reduce(lambda inner, one: one(inner), reversed(config_options(help_)), function)


@click.command(cls=usage.Command)
@_with_config("Configuration, for rules of one's own.")
@click.option("--language", metavar="sv|en|…", help="Language of titles (default: that of the configuration, else sv).")
def rules(language: str | None, **flags: Any) -> None:  # noqa: ANN401  the values of flags
    """List the rules."""
    known = configuration(flags).known
    show(rule_page.overview(known, language or speech.spoken()))


@click.command(cls=usage.Command)
@click.argument("rule_id", metavar="ID")
@_with_config("Configuration, for rules of one's own.")
@click.option(
    "--language", metavar="sv|en|…", help="Language of the page (default: that of the configuration, else sv)."
)
def rule(rule_id: str, language: str | None, **flags: Any) -> None:  # noqa: ANN401  the values of flags
    """Show one rule's page: what, why, how to fix it, examples."""
    settings = configuration(flags)
    known, documentation = settings.known, settings.documentation_address
    language = language or speech.spoken()
    name = rule_id.removeprefix("axe/")
    if name != rule_id and name in (axe_script.known_rules() or {name}):
        show(rule_page.of_axe(texts.rule_texts([rule_id], known, language, documentation)[rule_id], language))
        return
    if rule_id not in known:
        near = difflib.get_close_matches(rule_id, known, n=1, cutoff=0.5)
        hint = Reason("did_you_mean", {"near": near[0]}) if near else Reason("rules_are_listed")
        refuse("rule", "rule_unknown", name=rule_id, hint=hint)
    address = texts.address_of(known[rule_id], language, documentation)
    show(rule_page.page(known[rule_id], language, address))


@click.command(cls=usage.Command)
@click.argument("source", metavar="PAGE")
@_with_config("Configuration (default: the nearest).")
@click.option(
    "--format",
    "format_",
    type=usage.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Text for people, or JSON.",
)
@click.option(
    "--language", metavar="sv|en|…", help="Language of the headings (default: that of the configuration, else sv)."
)
def facts(source: str, format_: str, language: str | None, **flags: Any) -> None:  # noqa: ANN401  the values of flags
    """Show what a page says: dates, contacts, e-mail addresses, map links, how hard it is to read."""
    data = standard_input() if source == "-" else None
    settings = replace(
        configuration(flags), select=("dates", "text-hard-to-read"), ignore=(), overrides=(), suppress=()
    )
    found = targets.find([source], settings.include, settings.base, data, "-")
    report = run.run(found, settings, run.RunRequest(run.today_in_sweden()))
    note(report)
    for page in report.pages:
        show(facts_page.render(page, format_, language or speech.spoken()), format_)
    sys.exit(3 if report.not_examined else 0)


@click.command(cls=usage.Command)
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
def init(force: bool) -> None:  # noqa: FBT001  a flag of the command line
    """Write a commented kommunlint.toml in this folder."""
    path = Path(config.FILE_NAME)
    if path.exists() and not force:
        refuse(str(path), "file_there")
    path.write_text(starter.text(load()), "utf-8")
    say(speech.words()("say_starter_written", path=path))


@click.command("config", cls=usage.Command)
@click.argument("source", metavar="[PAGE]", required=False)
@_with_config("Configuration (default: the nearest).")
@click.option(
    "--format",
    "format_",
    type=usage.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="TOML with the origin of every value, or JSON.",
)
@click.option("--schema", is_flag=True, help="Print the JSON Schema of the configuration, for editors.")
def config_(source: str | None, format_: str, schema: bool, **flags: Any) -> None:  # noqa: ANN401, FBT001  flags of the command line
    """Show the configuration in force, for a page or for the folder, and where each value comes from."""
    settings = configuration(flags, [source] if source is not None else [])
    if schema:
        show(iter([json.dumps(config_schema(settings.known), ensure_ascii=False, indent=2) + "\n"]), "json")
        return
    path = None
    if source is not None:
        found = next(targets.find([source], settings.include, settings.base, b"", source), None)
        path = getattr(found, "path", source)
    show(config_page.render(settings, path, format_), format_)


@click.command("test-rules", cls=usage.Command)
@click.argument("places", nargs=-1, type=FILE, metavar="[FILE|FOLDER]...")
@_with_config("Configuration that names the folders.")
@click.option(
    "--language", metavar="sv|en|…", help="Language of messages (default: that of the configuration, else sv)."
)
def test_rules(places: tuple[Path, ...], language: str | None, **flags: Any) -> None:  # noqa: ANN401  the values of flags
    """Run the examples of rules of one's own: those of `rules_path`, or of the files that are named."""
    settings = None if places else configuration(flags)
    language = language or speech.spoken()
    folders = settings.rules_path if settings is not None else places
    if not folders:
        refuse("test-rules", "rule_files_missing")
    results = run_examples(folders, language, settings.within if settings is not None else None)
    show(examples_page.render(results, language))
    sys.exit(0 if all(result.is_right for result in results) else 1)


COMMANDS = (rules, rule, facts, init, config_, test_rules)
