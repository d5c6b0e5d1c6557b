// Looks for text that is only read by scrolling to the side. Answers the width of the page and the text that lies across
// the edge of the window, null where the page is no wider than the window.
const probe = kommunlint.probe;
const EXEMPT = "table, pre, code, svg, map, math, [role=grid], [role=table], [role=application], [role=toolbar], [aria-hidden=true]";
const SLACK = 8;
const LEAST = 20;
// Milliseconds, as elsewhere: what comes first on a page is as wide as the rest.
const LONGEST = 800;
const edge = document.documentElement.clientWidth;
const wide = document.scrollingElement ? document.scrollingElement.scrollWidth : edge;
if (wide <= edge + SLACK) {
  return null;
}
const within = new Map();
// Whether an element scrolls by itself, or lies over the page.
const isApart = (element) => {
  if (!element || element === document.body || element === document.documentElement) {
    return false;
  }
  if (!within.has(element)) {
    const style = getComputedStyle(element);
    const apart = style.overflowX !== "visible" || style.position === "fixed";
    within.set(element, apart || isApart(element.parentElement));
  }
  return within.get(element);
};
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
let first = null;
let characters = 0;
let longest = 0;
const until = performance.now() + LONGEST;
while (walker.nextNode() && performance.now() < until) {
  const node = walker.currentNode;
  const element = node.parentElement;
  if (!/\S/.test(node.data) || !element || element.closest(EXEMPT) || isApart(element) || !probe.isShown(element)) {
    continue;
  }
  const range = document.createRange();
  range.selectNodeContents(node);
  const rects = [...range.getClientRects()];
  if (!rects.some((line) => line.left < edge - SLACK && line.right > edge + SLACK)) {
    continue;
  }
  const words = node.data.trim().split(/\s+/);
  // A word that does not fit is the browser's to break.
  if (words.length > 1) {
    characters += node.data.trim().length;
    if (node.data.trim().length > longest) {
      longest = node.data.trim().length;
      first = element;
    }
  }
}
if (!first) {
  return null;
}
return { way: probe.way(first), text: probe.text(first), width: wide, sure: characters >= LEAST };
