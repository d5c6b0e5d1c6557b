// The page as it is in this browser, as HTML: open shadow roots laid out in their places, nothing that was typed, no scripts.

const KEPT_SCRIPT = /^application\/ld\+json$/i;
const SECRET = /csrf|xsrf|token|nonce/i;
const LABELLED = new Set(["submit", "button", "reset"]);

const withoutSecrets = (element) => {
  for (const name of ["nonce", "integrity"]) element.removeAttribute(name);
  const tag = element.localName;
  if (tag === "input" && !LABELLED.has(element.getAttribute("type"))) element.removeAttribute("value");
  if (tag === "textarea") element.textContent = "";
  if (tag === "meta" && SECRET.test(element.getAttribute("name") ?? "")) element.removeAttribute("content");
  for (const { name } of [...element.attributes]) {
    if (/^on/i.test(name)) element.setAttribute(name, "");
    if (name.startsWith("data-") && SECRET.test(name)) element.setAttribute(name, "");
  }
  return element;
};

const childrenOf = (node) => {
  if (node.localName === "slot" && node.getRootNode() instanceof ShadowRoot) {
    const given = node.assignedNodes();
    return given.length ? given : [...node.childNodes];
  }
  return [...(node.shadowRoot ?? node).childNodes];
};

const isLeftOut = (node) =>
  node.nodeType === Node.ELEMENT_NODE &&
  (node.hasAttribute("data-kommunlint-own") || (node.localName === "script" && !KEPT_SCRIPT.test(node.type)));

const copied = (node, into) => {
  // A stack of our own: pages are deeper than a browser lets functions call each other.
  const rest = [[node, null]];
  let top = null;
  while (rest.length) {
    const [original, parent] = rest.pop();
    const copy = into.importNode(original, false);
    if (original.nodeType === Node.ELEMENT_NODE) withoutSecrets(copy);
    if (parent) parent.append(copy);
    else top = copy;
    if (copy.localName === "template") copy.content.append(into.importNode(original.content, true));
    if (copy.localName === "textarea") continue;
    const inside = childrenOf(original).filter((child) => !isLeftOut(child) && child.nodeType !== Node.DOCUMENT_TYPE_NODE);
    for (const child of inside.reverse()) rest.push([child, copy]);
  }
  return top;
};

const address = () => location.href.split("#")[0];

const tree = () => {
  const inert = document.implementation.createHTMLDocument("");
  const root = copied(document.documentElement, inert);
  if (!root.querySelector("base")) {
    const base = inert.createElement("base");
    base.setAttribute("href", document.baseURI);
    root.querySelector("head")?.prepend(base);
  }
  const type = document.doctype ? `<!doctype ${document.doctype.name}>\n` : "";
  return `${type}${root.outerHTML}`;
};

// The same for source, which stays as it is but for that.
const VALUE = /(\s(?:value|nonce)\s*=\s*)("[^"]*"|'[^']*'|[^\s"'>]+)/gi;
const CONTENT = /(\scontent\s*=\s*)("[^"]*"|'[^']*'|[^\s"'>]+)/gi;
const blank = (_, name, value) => name + (/^["']/.test(value) ? value[0] + value[0] : '""');
const TAG = (name) => new RegExp(`<${name}\\b(?:[^>"']|"[^"]*"|'[^']*')*>`, "gi");

const sourceWithoutSecrets = (text) =>
  text
    .replace(TAG("input"), (tag) => (/\stype\s*=\s*["']?(?:submit|button|reset)\b/i.test(tag) ? tag : tag.replace(VALUE, blank)))
    .replace(TAG("meta"), (tag) => (SECRET.test(tag) ? tag.replace(CONTENT, blank) : tag))
    .replace(TAG("(?:script|style|link)"), (tag) => tag.replace(/(\snonce\s*=\s*)("[^"]*"|'[^']*'|[^\s"'>]+)/gi, blank))
    .replace(/(<textarea\b[^>]*>)[\s\S]*?(<\/textarea)/gi, "$1$2");

// The same page as it is sent, where this browser gets it again: then what needs scripting can be told.
const served = async () => {
  if (!/^https?:$/.test(location.protocol)) return "";
  try {
    const answer = await fetch(address(), { cache: "force-cache", redirect: "error", signal: AbortSignal.timeout(3000) });
    const isPage = answer.ok && /^text\/html\b|^application\/xhtml\+xml\b/i.test(answer.headers.get("content-type") ?? "");
    return isPage ? sourceWithoutSecrets(await answer.text()) : "";
  } catch {
    return "";
  }
};

const page = async () => ({
  html: tree(),
  served: await served(),
  url: /^https?:/.test(location.protocol) ? address() : "",
  title: document.title,
});
