// Looks for text that its box cuts off. Argument: whether to begin, which only remembers what is cut off already; answers
// the boxes that cut off text now and did not then, and how many of the texts were read.
const [begins] = arguments;
const probe = kommunlint.probe;
// Milliseconds: of a page that takes longer, the rest is counted only.
const LONGEST = 800;
const LEAST = 8;
// Of a line's height, what is cut off; less is the room around its letters.
const PART = 0.35;
const SIDE = 4;
const CUTS = ["hidden", "clip"];
const boxes = new Map();

// The nearest box around an element that cuts off what does not fit, null where there is none or it can be scrolled.
const box = (element) => {
  if (!element || element === document.body || element === document.documentElement) {
    return null;
  }
  if (boxes.has(element)) {
    return boxes.get(element);
  }
  const style = getComputedStyle(element);
  const [x, y] = [CUTS.includes(style.overflowX), CUTS.includes(style.overflowY)];
  const scrolls = ["auto", "scroll"].includes(style.overflowX) || ["auto", "scroll"].includes(style.overflowY);
  let found = null;
  if (!scrolls) {
    found = (x || y) && style.display !== "inline" ? { element, x, y, ellipsis: style.textOverflow !== "clip" || style.webkitLineClamp !== "none" } : null;
    found = found || (["fixed", "absolute"].includes(style.position) ? null : box(element.parentElement));
  }
  boxes.set(element, found);
  return found;
};

const cut = new Map();
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
const until = performance.now() + LONGEST;
let read = 0;
let all = 0;
while (walker.nextNode()) {
  all += 1;
  if (read + 1 < all || (!begins && read >= probe.memory.read) || (all % 50 === 0 && performance.now() > until)) {
    continue;
  }
  read += 1;
  const node = walker.currentNode;
  const element = node.parentElement;
  if (!/\S/.test(node.data) || !element || element.closest("[aria-hidden=true], svg, noscript, option")) {
    continue;
  }
  const around = box(element);
  if (!around || cut.has(around.element)) {
    continue;
  }
  const style = getComputedStyle(element);
  if (style.visibility !== "visible" || style.opacity === "0") {
    continue;
  }
  const outer = around.element.getBoundingClientRect();
  if (outer.width < LEAST || outer.height < LEAST) {
    continue;
  }
  const range = document.createRange();
  range.selectNodeContents(node);
  for (const line of range.getClientRects()) {
    const inX = line.left < outer.right - 1 && line.right > outer.left + 1;
    const inY = line.top < outer.bottom - 1 && line.bottom > outer.top + 1;
    const below = around.y && inX && line.bottom - outer.bottom > line.height * PART;
    const beside = around.x && inX && inY && line.right - outer.right > SIDE;
    if (line.width >= 1 && line.height >= 1 && (below || beside)) {
      cut.set(around.element, { element, below, ellipsis: around.ellipsis });
      break;
    }
  }
}
if (begins) {
  probe.memory.read = read;
  probe.memory.cut = new Set(cut.keys());
  return null;
}
const found = [...cut]
  .filter(([outer]) => !probe.memory.cut.has(outer))
  .map(([, { element, below, ellipsis }]) => ({
    way: probe.way(element),
    text: probe.text(element),
    below,
    ellipsis,
  }));
return { found, read, all };
