"""Kinds of pages that grow in what their mark-up tells screen readers."""

from __future__ import annotations

from tests.growth_writers import Kind, between, nested, numbered, repeated

_NAMED, _LISTS, _HEADERS, _WAYS = (
    (rule,) for rule in ("aria-attribute-prohibited", "list-without-items", "table-header-unused", "way-past-missing")
)
SEMANTICS = (
    Kind("named paragraphs", 400, numbered("<p aria-label=#>Bad</p>"), _NAMED),
    Kind("nested names", 300, nested("<div aria-label=Bad>", "Bad"), _NAMED),
    Kind("lists without items", 300, repeated("<ul><div>Bad</div></ul>"), _LISTS),
    Kind("nested lists", 200, nested("<ul><div>", "Bad"), _LISTS),
    Kind("one long list", 500, between("<ul>", repeated("<div>Bad</div>"), "</ul>"), _LISTS),
    Kind("headers of nothing", 200, repeated("<table><tr><th>Bad</table>"), _HEADERS),
    Kind("many headers", 300, between("<table><tr>", repeated("<th colspan=9>Bad"), "</table>"), _HEADERS),
    Kind("links to parts", 300, numbered("<nav><a href=#p#>Bad</a></nav><p id=p#>Bad</p>"), _WAYS),
    Kind("images of one link", 1500, between("<a href=/x>", repeated("<img src=x.png alt='' title=x>"), "</a>")),
    Kind("hosts without a scheme", 1500, numbered("<a href=www.a#.se>www.a#.se</a> <a href=b#.se>b#.se</a>\n")),
    Kind("variables", 1500, numbered('<p lang="$a.b">$a.c#</p>\n')),
    Kind("nested sidebars around most", 300, nested("<div class=a-sidebar>", "Vi provar vattnet. " * 40)),
)
