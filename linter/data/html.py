"""What the elements of HTML are to a reader: facts of the WHATWG HTML standard as data."""

from __future__ import annotations

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

BLOCK_TAGS = HEADINGS | frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frameset",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "listing",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "xmp",
    ],
)
"""Elements that break the line before and after (rendering section of the standard)."""

REPLACED_TAGS = frozenset(
    [
        "img",
        "input",
        "select",
        "textarea",
        "iframe",
        "video",
        "audio",
        "object",
        "embed",
        "canvas",
        "svg",
        "meter",
        "progress",
        "samp",  # what another program said: a quotation, which the page does not say itself
    ]
)
"""Elements that show something without text of their own; what stands inside is no text of the page."""

UNSEEN_TAGS = frozenset(
    [
        "script",
        "style",
        "template",
        "head",
        "title",
        "meta",
        "link",
        "base",
        "datalist",
        "noembed",
        "noframes",
        "param",
        "source",
        "track",
    ],
)
"""Elements whose content is never shown."""

INDEXED_TAGS = (
    REPLACED_TAGS
    | HEADINGS
    | frozenset(
        [
            "a",
            "area",
            "article",
            "aside",
            "button",
            "dd",
            "details",
            "dl",
            "dt",
            "footer",
            "form",
            "label",
            "li",
            "main",
            "span",
            "strong",
            "b",
            "em",
            "i",
            "summary",
            "table",
            "td",
            "th",
            "time",
            "tr",
            "address",
            "caption",
            "fieldset",
            "legend",
        ],
    )
)
"""Elements that facts ask for by name."""

CONTROLS = frozenset({"input", "select", "textarea"})
"""Form controls."""

HIDDEN_INPUTS = frozenset({"hidden", "submit", "button", "image", "reset"})
"""Types of `input` that ask the reader for nothing."""

CELLS = frozenset({"td", "th"})
"""Table cells."""
