// Judges elements that listen for clicks. Arguments: whether keys are listened for on the document or window; the count of
// elements that listen for clicks; then these; then those that listen for keys.
const [hasKeys, count, ...elements] = arguments;
const probe = kommunlint.probe;
const clicked = elements.slice(0, count);
const keyed = new Set(elements.slice(count));
const OPERABLE =
  "a[href], area[href], button, input, select, textarea, summary, label, option, iframe, video, audio, details, form, " +
  "dialog, html, body, [contenteditable], embed, object";
const WITHIN = "a[href], button, summary, label, select, [contenteditable], [tabindex]:not([tabindex^='-'])";
const ROLES = ["button", "link", "checkbox", "switch"];
const LARGEST = 0.4;

const words = (element) => (element.innerText || "").replace(/\s+/g, " ").trim().toLowerCase();
// Whether something beside an element that keys can reach says the same.
const hasEqual = (element) => {
  const own = words(element);
  let around = element.parentElement;
  for (let level = 0; level < 3 && around && around !== document.body; level += 1) {
    for (const one of around.querySelectorAll(probe.STOPS)) {
      if (!probe.isStop(one) || one === element) {
        continue;
      }
      const other = words(one);
      if (!own || !other || own.includes(other) || other.includes(own)) {
        return true;
      }
    }
    around = around.parentElement;
  }
  return false;
};

const answers = (element) => {
  for (let node = element; node; node = node.parentNode) {
    if (keyed.has(node)) {
      return true;
    }
  }
  return false;
};

const judge = (element) => {
  if (!(element instanceof Element) || element.matches(OPERABLE) || !probe.isShown(element)) {
    return null;
  }
  if (element.closest("[aria-hidden=true], [inert], [aria-disabled=true]") || element.parentElement?.closest(WITHIN)) {
    return null;
  }
  if ([...element.querySelectorAll(probe.STOPS)].some((one) => one.tabIndex >= 0)) {
    return null;
  }
  const role = (element.getAttribute("role") || "").trim().split(/\s/)[0].toLowerCase();
  const { width, height } = element.getBoundingClientRect();
  const says = words(element) || element.getAttribute("aria-label") || element.querySelector("img, svg") || element.matches("img, svg");
  if (element.tabIndex >= 0) {
    return ROLES.includes(role) && says && !answers(element) ? { key: "deaf", sure: !hasKeys } : null;
  }
  if (element.hasAttribute("tabindex") || !says || width * height > innerWidth * innerHeight * LARGEST) {
    return null;
  }
  const isPointer =
    getComputedStyle(element).cursor === "pointer" &&
    (!element.parentElement || getComputedStyle(element.parentElement).cursor !== "pointer");
  if (!isPointer && !ROLES.includes(role)) {
    return null;
  }
  return { key: "unreachable", sure: !hasEqual(element) };
};

const found = new Map();
for (const element of clicked) {
  const judged = judge(element);
  if (judged) {
    const kind = [judged.key, judged.sure, element.nodeName, element.className, element.parentElement?.className].join("|");
    if (!found.has(kind)) {
      found.set(kind, { ...judged, ways: [], text: probe.text(element) });
    }
    found.get(kind).ways.push(probe.way(element));
  }
}
return [...found.values()];
