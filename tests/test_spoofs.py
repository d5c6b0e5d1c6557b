"""Pages that play with what a browser's scripts stand on: none passes for clean by it, and none suffers that means no harm."""

from __future__ import annotations

from typing import Any

import pytest

from tests import servers
from tests.support import look

PAGE = """<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>Prov</title>{play}</head><body><main>
<h1>Prov</h1><img src="/a.svg"><p style="color:#aaa;background:#fff">Ljus text</p>
<p>E-post: <span id="till"></span></p><p>Senast uppdaterad: 2016-08-29</p>
<iframe title="Ruta" src="{frame}"></iframe></main>
<script>till.innerHTML = '<a href="mai' + 'lto:anna@lerboda.example">anna' + '@lerboda.example</a>';</script></body></html>"""
"""A page with faults that its source shows, that axe-core finds, that only scripting makes, and one in a frame."""
INNER = (
    '<!doctype html><html lang="sv"><head><title>Ruta</title>{play}</head><body><main><h1>I ruta</h1><img src="/b.svg">'
)
NOTHING = "{violations: [], incomplete: [], passes: [], inapplicable: []}"
DEAD = f"{{version: '4.14.1', getRules: () => [], run: () => Promise.resolve({NOTHING})}}"

SCRIPTS = {
    "dead axe": (
        f"Object.defineProperty(window, 'axe', {{value: {DEAD}}})",
        "window.axe = {version: '1.0'}",
    ),
    "axe that cannot be set": (
        f"Object.defineProperty(window, 'axe', {{get: () => ({DEAD}), set() {{}}}})",
        "Object.defineProperty(window, 'axes', {get: () => 2})",
    ),
    "our state": (
        (
            "for (const name of ['kommunlint', '__kommunlint']) { window[name] ??= {};"
            f" Object.assign(window[name], {{axe: {DEAD}, wellFormed: () => ({NOTHING}), call: () => '{{}}', changed: 0}}); }}"
        ),
        "window.kommunlint = 'Lerboda'",
    ),
    "well-formedness": (
        "String.prototype.toWellFormed = String.prototype.isWellFormed = () => ''",
        (
            "const before = String.prototype.toWellFormed;"
            "String.prototype.toWellFormed = function () { return before.call(this); }"
        ),
    ),
    "computed style": (
        "window.getComputedStyle = () => new Proxy({}, {get: (_, name) => name === 'display' ? 'none' : () => 'none'})",
        "const before = getComputedStyle; window.getComputedStyle = (...given) => before(...given)",
    ),
    "setters on Object.prototype": (
        (
            "for (const name of ['violations', 'nodes', 'value', 'result', 'over', 'id'])"
            " Object.defineProperty(Object.prototype, name, {set() {}, get: () => undefined})"
        ),
        "Object.defineProperty(Object.prototype, 'isAbsent', {value: () => false})",
    ),
    "JSON": (
        f"JSON.stringify = () => JSON.empty; JSON.parse = () => ({NOTHING}); JSON.empty = '{{}}'",
        "const before = JSON.stringify; JSON.stringify = (...given) => before(...given)",
    ),
    "toJSON": (
        "Array.prototype.toJSON = () => []; String.prototype.toJSON = () => ''",
        "Date.prototype.toJSON = function () { return this.toISOString(); }",
    ),
    "promises": (
        (
            "Promise.prototype.then = function () { return this; };"
            f"window.Promise = class {{ then(next) {{ next({NOTHING}); return this; }} catch() {{ return this; }} }}"
        ),
        "window.Promise = class extends Promise {}",
    ),
    "arrays": (
        (
            "for (const name of ['filter', 'map', 'forEach', 'push', 'concat', 'reduce', 'some', 'find'])"
            " Array.prototype[name] = () => []"
        ),
        (
            "const before = Array.prototype.filter;"
            "Array.prototype.filter = function (...given) { return before.apply(this, given); }"
        ),
    ),
    "iterators": (
        (
            "for (const of of [Array, Map, Set, NodeList, HTMLCollection])"
            " of.prototype[Symbol.iterator] = () => ({next: () => ({done: true})})"
        ),
        (
            "const before = NodeList.prototype[Symbol.iterator];"
            "NodeList.prototype[Symbol.iterator] = function () { return before.call(this); }"
        ),
    ),
    "selectors": (
        (
            "for (const of of [Document, DocumentFragment, Element]) of.prototype.querySelectorAll = () => [];"
            "Element.prototype.matches = () => false; Element.prototype.closest = () => null"
        ),
        (
            "const before = Element.prototype.matches;"
            "Element.prototype.matches = function (to) { return before.call(this, to); }"
        ),
    ),
    "the document's own selectors": (
        "document.querySelectorAll = () => []; document.querySelector = () => null; document.createTreeWalker = null",
        "document.querySelectorAll = (to) => Document.prototype.querySelectorAll.call(document, to)",
    ),
    "tree": (
        (
            "Object.defineProperty(Node.prototype, 'childNodes', {get: () => []});"
            "Object.defineProperty(Node.prototype, 'nodeName', {get: () => 'BR'})"
        ),
        (
            "const {get} = Object.getOwnPropertyDescriptor(Node.prototype, 'childNodes');"
            "Object.defineProperty(Node.prototype, 'childNodes', {get() { return get.call(this); }})"
        ),
    ),
    "attributes": (
        (
            "Element.prototype.hasAttribute = () => true; Element.prototype.getAttribute = () => 'En bild';"
            "Object.defineProperty(Element.prototype, 'attributes', {get: () => []})"
        ),
        (
            "const before = Element.prototype.getAttribute;"
            "Element.prototype.getAttribute = function (name) { return before.call(this, name); }"
        ),
    ),
    "what the page shows": (
        (
            "Element.prototype.getHTML = () => '<main><h1>Prov</h1></main>';"
            "Object.defineProperty(Element.prototype, 'outerHTML', {get: () => '<html></html>'});"
            "Object.defineProperty(HTMLElement.prototype, 'innerText', {get: () => ''})"
        ),
        (
            "const before = Element.prototype.getHTML;"
            "Element.prototype.getHTML = function (...given) { return before.apply(this, given); }"
        ),
    ),
    "observers and clocks": (
        (
            "window.MutationObserver = class { observe() {} disconnect() {} };"
            "performance.now = Date.now = () => 0; window.setTimeout = window.requestAnimationFrame = () => 0"
        ),
        "const before = setTimeout; window.setTimeout = (...given) => before(...given)",
    ),
    "window behind a proxy": (
        (
            f"const seen = new Proxy(window, {{get: (of, name) => name === 'axe' ? {DEAD} : of[name]}});"
            "for (const name of ['self', 'globalThis', 'frames']) Object.defineProperty(window, name, {value: seen})"
        ),
        "Object.defineProperty(window, 'mitt', {value: new Proxy({}, {})})",
    ),
    "errors": (
        "window.Error = window.TypeError = function () { throw 0; }; Error.captureStackTrace = () => { throw 0; }",
        "window.Fel = class extends Error {}",
    ),
    "functions": (
        "Function.prototype.call = Function.prototype.apply = Function.prototype.bind = () => () => []",
        (
            "const before = Function.prototype.bind;"
            "Function.prototype.bind = function (...given) { return Reflect.apply(before, this, given); }"
        ),
    ),
    "navigator": (
        "for (const name of ['userAgent', 'webdriver']) Object.defineProperty(navigator, name, {get: () => undefined})",
        "Object.defineProperty(navigator, 'namn', {get: () => 'Lerboda'})",
    ),
    "address": (
        (
            "history.replaceState(null, '', '/annan.html'); history.pushState = history.replaceState = () => 0;"
            "for (const name of ['URL', 'documentURI', 'contentType', 'readyState'])"
            " Object.defineProperty(document, name, {get: () => 'x'})"
        ),
        "history.replaceState(null, '', '?ren')",
    ),
    "frames kept out of sight": (
        (
            "for (const name of ['contentWindow', 'contentDocument'])"
            " Object.defineProperty(HTMLIFrameElement.prototype, name, {get: () => null})"
        ),
        "HTMLIFrameElement.prototype.namn = 'ruta'",
    ),
    "frames answered for": (
        (
            "addEventListener('message', (event) => { event.stopImmediatePropagation();"
            " try { const said = JSON.parse(event.data); said._keepalive = false; said.payload = said.message = [];"
            " event.source.postMessage(JSON.stringify(said), '*'); } catch {} }, true);"
            " for (const name of ['postMessage', 'addEventListener']) window[name] = () => 0"
        ),
        "addEventListener('message', (event) => { document.title = 'Prov ' + event.data; })",
    ),
    "document written anew": (
        (
            "setTimeout(() => { const html = document.documentElement.outerHTML; document.open();"
            f" Object.defineProperty(window, 'axe', {{value: {DEAD}}}); Document.prototype.querySelectorAll = () => [];"
            " document.write(html.replace(/setTimeout.*?[}], 30[)]/s, '')); document.close(); }, 30)"
        ),
        (
            "setTimeout(() => { const html = document.documentElement.outerHTML; document.open();"
            " document.write(html.replace(/setTimeout.*?[}], 30[)]/s, '')); document.close(); }, 30)"
        ),
    ),
    "shadow roots kept out of sight": (
        (
            "Object.defineProperty(Element.prototype, 'shadowRoot', {get: () => null});"
            "addEventListener('DOMContentLoaded', () => { const host = document.querySelector('main').appendChild("
            "document.createElement('div')); host.attachShadow({mode: 'open'}).innerHTML = '<img src=/c.svg>'; })"
        ),
        (
            "addEventListener('DOMContentLoaded', () => { const host = document.querySelector('main').appendChild("
            "document.createElement('div')); host.attachShadow({mode: 'open'}).innerHTML = '<img src=/c.svg>'; })"
        ),
    ),
}
MARKUP = {
    "element called axe": ('<form id="axe"><input type="hidden" name="run"></form>', '<form id="sok"></form>'),
    "element called kommunlint": ('<a id="kommunlint"></a><a id="__kommunlint"></a>', '<a id="lerboda"></a>'),
    "form for a root": ('<form name="documentElement"></form>', '<form name="documentElements"></form>'),
    "form for a body": ('<form name="body"></form>', '<form name="kropp"></form>'),
    "picture for a function": (
        '<img alt="" src="/a.svg" name="querySelectorAll">',
        '<img alt="" src="/a.svg" name="b">',
    ),
    "form without children": (
        '<form><input type="hidden" name="childNodes">',
        '<form><input type="hidden" name="children"><input type="hidden" name="id"><input type="hidden" name="action">',
    ),
    "form that is no element": (
        '<form><input type="hidden" name="nodeType">',
        '<form><input type="hidden" name="type">',
    ),
}
PLAYS = {name: tuple(f"<script>{text}</script>" for text in pair) for name, pair in SCRIPTS.items()} | MARKUP
NOT_TRUSTED = {"form without children": "childNodes", "form that is no element": "nodeType"}
"""Plays that reach every script there is: what takes the place of a property is told, and axe's word not taken."""
IN_FRAME = {
    "dead axe in a frame": PLAYS["dead axe"],
    "our state in a frame": PLAYS["our state"],
    "frame that answers for itself": (
        (
            "<script>addEventListener('message', (event) => { event.stopImmediatePropagation();"
            " try { const said = JSON.parse(event.data); said.payload = said.message = [];"
            " event.source.postMessage(JSON.stringify(said), '*'); } catch {} }, true);</script>"
        ),
        "<script>parent.postMessage('klar', '*')</script>",
    ),
    "frame without selectors": PLAYS["selectors"],
}
Found = tuple[list[tuple[str, str, bool]], list[str]]


@pytest.fixture(name="seen", scope="module")
def _seen(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, bool], Found]:
    """Return what one browser saw of each page and of its honest twin: findings, and why it was not examined."""
    folder = tmp_path_factory.mktemp("spoofs")
    names: dict[str, tuple[str, bool]] = {}
    (folder / "inner.html").write_text(INNER.replace("{play}", ""), "utf-8")
    for number, (name, pair) in enumerate((PLAYS | IN_FRAME).items()):
        for is_honest, play in zip((False, True), pair, strict=True):
            path = f"{number}-{is_honest:d}.html"
            names[path] = (name, is_honest)
            frame = f"in-{path}" if name in IN_FRAME else "inner.html"
            if name in IN_FRAME:
                (folder / frame).write_text(INNER.replace("{play}", play), "utf-8")
            text = PAGE.replace("{frame}", frame).replace("{play}", "" if name in IN_FRAME else play)
            (folder / path).write_text(text, "utf-8")
    with servers.folder(folder) as origin:
        report = look(*(f"{origin}/{path}" for path in names), "--browsers", "1").json
    reasons: dict[str, str] = {one["source"].rpartition("/")[2]: one["reason"] for one in report["not_examined"]}
    return {
        names[path]: (_findings(page), [reasons[path]] if path in reasons else [])
        for page in report["pages"]
        for path in [page["source"].rpartition("/")[2]]
    }


def _findings(page: dict[str, Any]) -> list[tuple[str, str, bool]]:
    return sorted((one["rule"], one["outcome"], one["data"].get("in_frame", False)) for one in page["findings"])


@pytest.mark.parametrize("name", [name for name in PLAYS | IN_FRAME if name not in NOT_TRUSTED])
def test_page_is_seen_as_its_honest_twin_is(name: str, seen: dict[tuple[str, bool], Found]) -> None:
    assert seen[name, True] == seen[name, False]


@pytest.mark.parametrize(("name", "taken"), NOT_TRUSTED.items())
def test_what_cannot_be_trusted_is_not_examined(name: str, taken: str, seen: dict[tuple[str, bool], Found]) -> None:
    findings, (reason,) = seen[name, False]
    rules = [rule for rule, *_ in findings]
    assert (True, True, []) == (
        f"“{taken}”" in reason,
        "updated-date-stale" in rules,
        [rule for rule in rules if rule.startswith("axe/")],
    )


@pytest.mark.parametrize("name", PLAYS | IN_FRAME)
def test_honest_twin_has_its_faults(name: str, seen: dict[tuple[str, bool], Found]) -> None:
    findings, reasons = seen[name, True]
    expected = [
        ("axe/color-contrast", "failed", False),
        ("axe/image-alt", "failed", False),
        ("axe/image-alt", "failed", True),
        ("email-needs-javascript", "failed", False),
        ("updated-date-stale", "failed", False),
    ]
    assert ([], []) == (reasons, [one for one in expected if one not in findings])
