"""Numbers -> bars as SVG, which nothing but their text equivalent has to explain: every bar has its words and its number."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from linter.report.html.html_text import escaped

if TYPE_CHECKING:
    from collections.abc import Sequence

_HIGH, _LABEL, _LONG, _WIDE = 26, 190, 330, 600
INK = {
    "failed": "#a3121f",
    "cannot_tell": "#7a4a00",
    "not_examined": "#4c5560",
    "passed": "#1c6b3a",
    "inapplicable": "#0b57a4",
    "machine": "#0b57a4",
    "person": "#1c6b3a",
    "nobody": "#4c5560",
}
"""Colours that stand out from white by 4.5 to 1 and more."""


def bars(rows: Sequence[tuple[str, str, int]]) -> str:
    """Return bars, of key, label and number each, as SVG; the longest is that of the largest number."""
    most = max((number for *_, number in rows), default=0) or 1
    parts = []
    for place, (key, label, number) in enumerate(rows):
        top, wide = place * _HIGH, round(_LONG * number / most, 1)
        parts.append(
            f'<text x="{_LABEL - 8}" y="{top + 18}" text-anchor="end">{escaped(label)}</text>'
            f'<rect x="{_LABEL}" y="{top + 4}" width="{wide}" height="{_HIGH - 8}" fill="{INK[key]}"/>'
            f'<text x="{_LABEL + wide + 8}" y="{top + 18}">{number}</text>'
        )
    size = f'width="{_WIDE}" height="{len(rows) * _HIGH}" viewBox="0 0 {_WIDE} {len(rows) * _HIGH}"'
    style = 'font-family="Liberation Sans, DejaVu Sans, sans-serif" font-size="13" fill="#1b1f24"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {style}>{"".join(parts)}</svg>'


def equivalent(title: str, rows: Sequence[tuple[str, str, int]]) -> str:
    """Return in words what the bars show."""
    return f"{title}: {', '.join(f'{label} {number}' for _, label, number in rows)}."


def picture(title: str, rows: Sequence[tuple[str, str, int]]) -> str:
    """Return the bars as a picture with their text equivalent."""
    data = base64.b64encode(bars(rows).encode()).decode()
    return f'<img class="chart" alt="{escaped(equivalent(title, rows))}" src="data:image/svg+xml;base64,{data}">'
