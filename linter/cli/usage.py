"""What click finds wrong with a command line -> the same as a reason, so that it is told in the language of the run.

click makes English of what it finds at once. So values and surplus arguments are judged here, where they are at hand, and
its other errors are read by their kind.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import rich_click as click
from click.exceptions import BadOptionUsage, MissingParameter, NoSuchOption

from linter.model.errors import UsageError
from linter.model.reason import Reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from linter.model.reason import Datum


class CommandError(UsageError):
    """The command line cannot be read; help is named with it, that of the command where one was named."""

    def __init__(self, reason: Reason, place: str = "") -> None:
        super().__init__(reason, place)
        context = click.get_current_context(silent=True)
        self._command = context.command_path if context is not None else "kommunlint"

    def told(self, tell: Callable[[Reason], str]) -> str:
        """Return the line, and where help is."""
        return f"{super().told(tell)} ({self._command} --help)"


class Choice(click.Choice[str]):
    """One of some names."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ANN401  as click has it
        """Return the name; a `CommandError` for any other."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter as error:
            reason = Reason("value_not_known", {"value": str(value), "known": tuple(self.choices)})
            raise CommandError(reason, _name(param)) from error


class IntRange(click.IntRange):
    """A whole number from one to another."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:  # noqa: ANN401  as click has it
        """Return the number; a `CommandError` for what is none, or too small or too large."""
        try:
            return int(super().convert(value, param, ctx))
        except click.BadParameter as error:
            data: dict[str, Datum] = {"value": str(value), "least": int(self.min or 0), "most": int(self.max or 0)}
            reason = Reason("number_not_between" if self.max is not None else "number_too_small", data)
            raise CommandError(reason, _name(param)) from error


@contextmanager
def _errors_as_ours(command: click.Command, name: str | None) -> Iterator[None]:
    """Let what click finds wrong with a command line be raised as a `CommandError`."""
    try:
        yield
    except click.UsageError as error:
        known = _as_ours(error, command, name or "")
        if known is None:
            raise
        raise known from error


class Command(click.RichCommand):
    """A command that takes no argument beyond its own."""

    allow_extra_args = True

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the command line; a `CommandError` where something is left of it."""
        with _errors_as_ours(self, ctx.info_name):
            left = super().parse_args(ctx, args)
        if left:
            raise CommandError(Reason("arguments_too_many", {"arguments": tuple(left)}), ctx.info_name or "")
        return left


class Group(click.RichGroup):
    """Commands, of which one is named."""

    command_class = Command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read what stands before the command; a `CommandError` where it cannot be read."""
        with _errors_as_ours(self, ctx.info_name):
            return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is named; a `CommandError` where there is no such one."""
        if self.get_command(ctx, args[0]) is None:
            import difflib  # noqa: PLC0415  6 ms, for a name that is wrong

            near = difflib.get_close_matches(args[0], self.list_commands(ctx), n=1)
            hint = (
                Reason("did_you_mean", {"near": near[0]})
                if near
                else Reason("commands_are", {"known": tuple(self.list_commands(ctx))})
            )
            raise CommandError(Reason("command_unknown", {"name": args[0], "hint": hint}))
        return super().resolve_command(ctx, args)


_MEANT = {"--severity": "--fail-on", "--level": "--fail-on", "--out": "--output", "--output": "--out"}
"""Options by names that they have elsewhere, where no letters tell that they are meant."""


def _as_ours(error: click.UsageError, command: click.Command, name: str) -> CommandError | None:
    """Return what click found as an error of ours, None for what is of no kind that is known here: a call for help."""
    if isinstance(error, NoSuchOption):
        meant = _MEANT.get(error.option_name)
        if meant is not None and any(meant in one.opts for one in command.params):
            return CommandError(Reason("option_unknown_near", {"near": meant}), error.option_name)
        if error.possibilities:
            return CommandError(Reason("option_unknown_near", {"near": error.possibilities[0]}), error.option_name)
        return CommandError(Reason("option_unknown"), error.option_name)
    if isinstance(error, BadOptionUsage):
        is_flag = _is_flag(error.option_name, command)
        return CommandError(Reason("value_too_much" if is_flag else "value_missing"), error.option_name)
    if isinstance(error, MissingParameter) and error.param is not None:
        return CommandError(Reason("argument_missing", {"name": _name(error.param)}), name)
    return None


def _is_flag(name: str, command: click.Command) -> bool:
    named = [one for one in command.params if name in (*one.opts, *one.secondary_opts)]
    return any(isinstance(one, click.Option) and one.is_flag for one in named)


def _name(param: click.Parameter | None) -> str:
    """Return an option or an argument as its users write it."""
    if param is None:
        return ""
    return max(param.opts, key=len) if isinstance(param, click.Option) else param.metavar or param.human_readable_name
