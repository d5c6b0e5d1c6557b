"""What `linter` exports -> signatures and docstrings in Markdown, so that the page never says other than the code."""

from __future__ import annotations

import dataclasses
import inspect
import re
from typing import Any

import linter
from linter.documentation.text import block, code

_QUOTED = re.compile(r"'([^']*)'")
_CODE = re.compile(r"^>>> ", re.MULTILINE)


def signatures(level: int = 2) -> str:
    """Return the part of the page that is made from the code, its headings at a level."""
    marks = "#" * level
    names = [name for name in linter.__all__ if not name.startswith("_")]
    told = (_one(name, getattr(linter, name), f"{marks}#") for name in sorted(names, key=str.lower))
    return f"{marks} Signatures\n\n" + "\n".join(told)


def _one(name: str, what: Any, marks: str) -> str:  # noqa: ANN401  a function or a class
    kind = _fields(name, what) if inspect.isclass(what) else f"{name}{_signature(what)}"
    described = [_paragraph(part) for part in (inspect.getdoc(what) or "").split("\n\n")]
    return f"{marks} {code(name)}\n\n{block(kind, 'python')}\n" + "\n".join(described)


def _paragraph(text: str) -> str:
    return block(text, "pycon") if _CODE.match(text) else f"{' '.join(text.split())}\n"


def _signature(function: Any) -> str:  # noqa: ANN401  any function
    found = inspect.signature(function)
    parts, is_named = [], False
    for one in found.parameters.values():
        if one.kind is one.KEYWORD_ONLY and not is_named:
            is_named = True
            parts.append("*")
        parts.append(str(one))
    inside = "".join(f"    {part},\n" for part in parts)
    text = f"(\n{inside}) -> {found.return_annotation}" if parts else f"() -> {found.return_annotation}"
    return re.sub(r": '([^']*)'", r": \1", text)


def _fields(name: str, kind: type[Any]) -> str:
    lines = [f"    {one.name}: {one.type}" for one in dataclasses.fields(kind)]
    return "\n".join([f"class {name}:", *lines])
