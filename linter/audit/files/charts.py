"""Numbers -> bars as SVG, which nothing but their text equivalent has to explain: every bar has its words and its number.

Texts stand above their bars and keep their size, however narrow the picture is; in the dark the colours are others.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from linter.report.html.html_text import escaped

if TYPE_CHECKING:
    from collections.abc import Sequence

_HIGH, _TEXT, _BAR = 42, 16, 12
_LEAST = 0.5
"""Of the width, which is the bar of any number but 0."""
INK = {
    "failed": ("#a3121f", "#ff9c9c"),
    "cannot_tell": ("#7a4a00", "#ffc56b"),
    "not_examined": ("#4c5560", "#b3bcc6"),
    "passed": ("#1c6b3a", "#86d9a3"),
    "inapplicable": ("#0b57a4", "#8cc2ff"),
    "machine": ("#0b57a4", "#8cc2ff"),
    "person": ("#1c6b3a", "#86d9a3"),
    "nobody": ("#4c5560", "#b3bcc6"),
}
"""Colours that stand out from white and from the ground in the dark by 4.5 to 1 and more."""


def bars(rows: Sequence[tuple[str, str, int]]) -> str:
    """Return bars, of key, label and number each, as SVG; the longest is that of the largest number."""
    most = max((number for *_, number in rows), default=0) or 1
    parts = []
    for place, (key, label, number) in enumerate(rows):
        top, wide = place * _HIGH, max(_LEAST, round(100 * number / most, 1)) if number else 0
        parts.append(
            f'<text x="0" y="{top + _TEXT}">{escaped(label)}: {number}</text>'
            f'<rect class="{key}" x="0" y="{top + _TEXT + 7}" width="{wide}%" height="{_BAR}" fill="{INK[key][0]}"/>'
        )
    dark = "".join(f".{key}{{fill:{INK[key][1]}}}" for key in dict.fromkeys(key for key, *_ in rows))
    style = f"<style>@media (prefers-color-scheme: dark){{svg{{fill:#e8ebee}}{dark}}}</style>"
    font = 'font-family="Liberation Sans, DejaVu Sans, sans-serif" font-size="15" fill="#1b1f24"'
    size = f'width="100%" height="{len(rows) * _HIGH}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {font}>{style}{"".join(parts)}</svg>'


def equivalent(title: str, rows: Sequence[tuple[str, str, int]]) -> str:
    """Return in words what the bars show."""
    return f"{title}: {', '.join(f'{label} {number}' for _, label, number in rows)}."


def picture(title: str, rows: Sequence[tuple[str, str, int]]) -> str:
    """Return the bars as a picture with their text equivalent."""
    data = base64.b64encode(bars(rows).encode()).decode()
    high = f'height="{len(rows) * _HIGH}"'
    return f'<img class="chart" {high} alt="{escaped(equivalent(title, rows))}" src="data:image/svg+xml;base64,{data}">'
