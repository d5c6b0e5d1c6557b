// Draws a frame around one element. Argument: axe's target; answers the rectangle to photograph in page coordinates, with
// some of what stands around it, or null where the element is not to be seen. With `strict`, what has a place but is hidden
// from the eye (transparent, clipped to a point, beside the page) is not to be seen either.
const [target, strict] = arguments;
const LEAST = 4;
const MARGIN = 48;
const LARGEST = strict ? { width: 720, height: 480 } : { width: 1400, height: 1000 };

const find = (within, entry) => {
  let element = null;
  for (const selector of [entry].flat()) {
    element = within && within.querySelector(selector);
    within = element && element.shadowRoot;
  }
  return element;
};

let shown = true;
const box = () => {
  let offset = { x: scrollX, y: scrollY };
  let within = document;
  let found = null;
  shown = true;
  for (const [number, entry] of target.entries()) {
    const element = find(within, entry);
    if (!element) {
      return found;
    }
    const { x, y, width, height } = element.getBoundingClientRect();
    shown = shown && element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    found = { x: x + offset.x, y: y + offset.y, width, height };
    within = null;
    try {
      within = number + 1 < target.length ? element.contentDocument : null;
    } catch {
      // a frame of another origin is outlined as a whole
    }
    if (!within) {
      return found;
    }
    offset = { x: found.x + element.clientLeft, y: found.y + element.clientTop };
  }
  return found;
};

const previous = document.getElementById("kommunlint-outline");
if (previous) {
  previous.remove();
}
let rectangle = null;
try {
  rectangle = box();
} catch {
  rectangle = null;
}
if (!rectangle || rectangle.width < 1 || rectangle.height < 1) {
  return null;
}
const page = document.documentElement;
const beside = rectangle.x + rectangle.width <= 0 || rectangle.y + rectangle.height <= 0 || rectangle.x >= page.scrollWidth;
if (strict && (!shown || beside || Math.min(rectangle.width, rectangle.height) < LEAST)) {
  return null;
}
const outline = document.createElement("div");
outline.id = "kommunlint-outline";
outline.style.cssText =
  `all: initial; position: absolute; z-index: 2147483647; pointer-events: none; box-sizing: border-box;` +
  `left: ${rectangle.x - 4}px; top: ${rectangle.y - 4}px; width: ${rectangle.width + 8}px;` +
  `height: ${rectangle.height + 8}px; border: 3px solid #d4003c; box-shadow: 0 0 0 2px #fff, inset 0 0 0 1px #fff;`;
document.documentElement.append(outline);
const { left, top } = outline.getBoundingClientRect();
outline.style.marginLeft = `${rectangle.x - 4 - (left + scrollX)}px`;
outline.style.marginTop = `${rectangle.y - 4 - (top + scrollY)}px`;

const [wide, high] = [Math.max(page.scrollWidth, innerWidth), Math.max(page.scrollHeight, innerHeight)];
const x = Math.max(0, rectangle.x - MARGIN);
const y = Math.max(0, rectangle.y - MARGIN);
return {
  x,
  y,
  width: Math.max(1, Math.min(rectangle.x + rectangle.width + MARGIN, wide) - x, Math.min(320, wide - x)),
  height: Math.max(1, Math.min(rectangle.y + rectangle.height + MARGIN, high) - y),
  largest: LARGEST,
};
