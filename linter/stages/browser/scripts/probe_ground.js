// What the probes share, in our world: where each element stood when the page was read, and how an element is told.
// Answers whether the page is the one that was read.
const places = new WeakMap();
const counts = new Map();
const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_ELEMENT);
while (walker.nextNode()) {
  const parent = walker.currentNode.parentNode;
  const number = (counts.get(parent) || 0) + 1;
  counts.set(parent, number);
  places.set(walker.currentNode, [parent, number]);
}

// The way to an element as a selector; of what has come since, or stands in a shadow root, that of what holds it.
const way = (element) => {
  let node = element;
  while (node && node !== document.documentElement && !places.has(node)) {
    node = node.parentNode instanceof ShadowRoot ? node.parentNode.host : node.parentNode;
  }
  const steps = [];
  while (node && node !== document.documentElement && places.has(node)) {
    const [parent, number] = places.get(node);
    const name = node.nodeName.toLowerCase();
    steps.unshift(`${/^[a-z][a-z0-9-]*$/.test(name) ? name : "*"}:nth-child(${number})`);
    node = parent;
  }
  return node === document.documentElement ? ["html", ...steps].join(" > ") : "";
};

const told = (text) => (text || "").replace(/\s+/g, " ").trim().slice(0, 120).toWellFormed();
const text = (element) =>
  told(element.getAttribute("aria-label")) ||
  told(element.innerText || element.textContent) ||
  told(element.getAttribute("title") || element.getAttribute("alt") || element.getAttribute("placeholder")) ||
  told(element.querySelector("img[alt]")?.getAttribute("alt")) ||
  element.nodeName.toLowerCase();

const isShown = (element) => {
  if (!Element.prototype.checkVisibility.call(element, { opacityProperty: true, visibilityProperty: true })) {
    return false;
  }
  const { width, height } = element.getBoundingClientRect();
  return width >= 1 && height >= 1;
};

const STOPS =
  "a[href], area[href], button, input, select, textarea, summary, iframe, [tabindex], [contenteditable], audio[controls], " +
  "video[controls]";
// Whether Tab can come to an element.
const isStop = (element) =>
  element.matches(STOPS) && element.tabIndex >= 0 && !element.matches(":disabled") && !element.closest("[inert]") && isShown(element);

const sheets = new Map();
// Adds a style sheet, or takes it away again.
const style = (name, rules) => {
  const known = sheets.get(name);
  if (known) {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== known);
    sheets.delete(name);
  }
  if (rules) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    sheets.set(name, sheet);
  }
};

// The elements with text of their own that are to be seen, where the document can be scrolled to.
const MOST_TEXTS = 4000;
const isThere = (element) => {
  const { right, bottom } = element.getBoundingClientRect();
  return isShown(element) && right + scrollX > 0 && bottom + scrollY > 0;
};
const hasText = (element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim().length > 1);
const texts = () => [...document.body.querySelectorAll("*")].slice(0, MOST_TEXTS).filter((one) => hasText(one) && isThere(one));

kommunlint.probe = { way, texts, text, isShown, isStop, STOPS, style, memory: {} };
return true;
