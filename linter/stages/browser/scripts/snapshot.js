// The document as it stands. Argument: axe's targets, a list of lists; answers {html, url, kind, title, characters,
// pictures, marks}: the elements of targets carry a number in the HTML (MARK), and `marks` has the number of each target.
// Boxes that lie over the page carry OVERLAY.
const [targets] = arguments;
const MARK = "data-kommunlint-mark";
const OVERLAY = "data-kommunlint-overlay";
const root = document.documentElement;
const shadows = [];
const collect = (within) => {
  for (const element of within.querySelectorAll("*")) {
    if (element.shadowRoot) {
      shadows.push(element.shadowRoot);
      collect(element.shadowRoot);
    }
  }
};
collect(document);

const find = (target) => {
  let within = document;
  let element = null;
  for (const selector of [target[0]].flat()) {
    element = within && within.querySelector(selector);
    within = element && element.shadowRoot;
  }
  return element;
};

const marked = new Map();
const marks = targets.map((target) => {
  let element = null;
  try {
    element = find(target);
  } catch {
    // a selector that the page's own scripts have made useless
  }
  if (!element) {
    return null;
  }
  if (!marked.has(element)) {
    marked.set(element, marked.size);
  }
  return marked.get(element);
});

// Consents, chats and the like are laid over the page near its top.
const laidOver = [...document.querySelectorAll("body > *, body > * > *")].filter((element) =>
  ["fixed", "sticky"].includes(getComputedStyle(element).position),
);

const serialised = () => {
  for (const [element, number] of marked) {
    element.setAttribute(MARK, number);
  }
  for (const element of laidOver) {
    element.setAttribute(OVERLAY, "");
  }
  try {
    const [open, close] = root.cloneNode(false).outerHTML.split(/(?=<\/html>$)/i);
    const doctype = document.compatMode === "CSS1Compat" ? "<!DOCTYPE html>" : "";
    return (doctype + open + root.getHTML({ shadowRoots: shadows }) + (close || "")).toWellFormed();
  } finally {
    for (const element of marked.keys()) {
      element.removeAttribute(MARK);
    }
    for (const element of laidOver) {
      element.removeAttribute(OVERLAY);
    }
  }
};

// What a reader sees of the content: text outside header, navigation and footer, and pictures of some size.
const main = document.querySelector("main, [role=main]") || document.body;
const outside = "header, nav, footer, noscript, [role=banner], [role=navigation], [role=contentinfo]";
const isShown = (element) => element.getClientRects().length > 0;
const length = (element) => (element.innerText || "").replace(/\s+/g, " ").trim().length;
let characters = 0;
let pictures = 0;
if (main && isShown(main)) {
  characters = length(main);
  for (const element of main.querySelectorAll(outside)) {
    if (isShown(element) && !element.parentElement.closest(outside)) {
      characters -= length(element);
    }
  }
  for (const element of main.querySelectorAll("img, video, iframe, canvas, svg, object, embed, form")) {
    const { width, height } = element.getBoundingClientRect();
    pictures += width * height >= 20000 ? 1 : 0;
  }
}
const visible = [root, document.body, main].every((element) => !element || getComputedStyle(element).opacity !== "0");
return {
  html: serialised(),
  url: location.href.toWellFormed(),
  kind: document.querySelector("parsererror") ? "parsererror" : document.contentType,
  characters: visible ? Math.max(0, characters) : 0,
  pictures: visible ? pictures : 0,
  marks,
};
