// The document as it stands. Argument: axe's targets, a list of lists; answers {html, url, title, characters, pictures,
// places}: for each target the way from `html` down to it, by child numbers, "s" where a shadow root is entered.
const [targets] = arguments;
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

const serialised = () => {
  const [open, close] = root.cloneNode(false).outerHTML.split(/(?=<\/html>$)/i);
  const doctype = document.compatMode === "CSS1Compat" ? "<!DOCTYPE html>" : "";
  return doctype + open + root.getHTML({ shadowRoots: shadows }) + (close || "");
};

const wayTo = (element) => {
  const steps = [];
  let node = element;
  while (node && node !== root) {
    let number = 0;
    for (let before = node.previousElementSibling; before; before = before.previousElementSibling) {
      number += 1;
    }
    steps.unshift(number);
    const parent = node.parentNode;
    if (parent instanceof ShadowRoot) {
      steps.unshift("s");
      node = parent.host;
    } else {
      node = parent;
    }
  }
  return node === root ? { steps, tag: element.localName } : null;
};

const find = (target) => {
  let within = document;
  let element = null;
  for (const selector of [target[0]].flat()) {
    element = within && within.querySelector(selector);
    within = element && element.shadowRoot;
  }
  return element;
};

const places = targets.map((target) => {
  try {
    const element = find(target);
    return element ? wayTo(element) : null;
  } catch {
    return null;
  }
});

// What a reader sees of the content: text outside header, navigation and footer, and pictures of some size.
const main = document.querySelector("main, [role=main]") || document.body;
const outside = "header, nav, footer, noscript, [role=banner], [role=navigation], [role=contentinfo]";
const length = (element) => (element.innerText || "").replace(/\s+/g, " ").trim().length;
let characters = 0;
let pictures = 0;
if (main) {
  characters = length(main);
  for (const element of main.querySelectorAll(outside)) {
    if (!element.parentElement.closest(outside)) {
      characters -= length(element);
    }
  }
  for (const element of main.querySelectorAll("img, video, iframe, canvas, svg, object, embed, form")) {
    const { width, height } = element.getBoundingClientRect();
    pictures += width * height >= 20000 ? 1 : 0;
  }
}
const shown = [root, document.body, main].every((element) => !element || getComputedStyle(element).opacity !== "0");
return {
  html: serialised(),
  url: location.href,
  title: document.title,
  characters: shown ? Math.max(0, characters) : 0,
  pictures: shown ? pictures : 0,
  places,
};
