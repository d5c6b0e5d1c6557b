// What shows when the pointer rests on something, in our world. Answers the kinds of what may answer to a pointer: those that
// listen (the arguments but the first), and those that a style sheet gives something else to show.
const [most, ...listening] = arguments;
const probe = kommunlint.probe;
const SHOWS = ["display", "visibility", "opacity", "left", "top", "transform", "clip", "clip-path"];
const LARGEST = 0.5;
const NEAR = 6;

const triggers = [];
const kinds = new Set();
const take = (element) => {
  const { width, height } = element.getBoundingClientRect();
  const kind = [element.nodeName, element.className, element.parentElement?.className].join("|");
  const isPart = width * height < innerWidth * innerHeight * LARGEST && element !== document.body && element !== document.documentElement;
  if (isPart && !kinds.has(kind) && probe.isShown(element) && !triggers.some((one) => one.contains(element))) {
    kinds.add(kind);
    triggers.push(element);
  }
};

// The selector of what the pointer is over, where the rule is about something below or beside it.
const trigger = (selector) => {
  const found = /^(.*?):hover\b([^\s>+~]*)[\s>+~].*$/.exec(selector.trim());
  return found && !found[2].includes("(") ? found[1] + found[2] : null;
};
const read = (rules) => {
  for (const rule of rules) {
    if (rule.cssRules?.length && !(rule instanceof CSSKeyframesRule)) {
      read(rule.cssRules);
    }
    if (rule.selectorText?.includes(":hover") && SHOWS.some((name) => rule.style.getPropertyValue(name))) {
      for (const selector of rule.selectorText.split(",")) {
        const own = trigger(selector);
        try {
          [...(own ? document.querySelectorAll(own) : [])].slice(0, 20).forEach(take);
        } catch {
          // what is no selector by itself
        }
      }
    }
  }
};
for (const sheet of document.styleSheets) {
  try {
    read(sheet.cssRules);
  } catch {
    // a sheet of another host
  }
}
listening.filter((one) => one instanceof Element).forEach(take);

const texts = probe.texts;
const words = (element) => (element.innerText || "").replace(/\s+/g, " ").trim();

let before = new Set();
let shown = null;
let current = null;
// The outermost element around what has come that was not to be seen before.
const whole = (element) => {
  let node = element;
  while (
    node.parentElement &&
    node.parentElement !== document.body &&
    !node.parentElement.contains(current) &&
    ![...before].some((one) => node.parentElement.contains(one))
  ) {
    node = node.parentElement;
  }
  return node;
};
const stops = (element) => [...element.querySelectorAll(probe.STOPS), element].filter((one) => one.matches(probe.STOPS) && one.tabIndex >= 0);
const clamp = (value, least, highest) => Math.max(least, Math.min(highest, value));

probe.hover = {
  begin: (number) => {
    current = triggers[number];
    shown = null;
    current.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
    before = new Set(texts());
    const { left, top, width, height } = current.getBoundingClientRect();
    return [left + Math.min(width / 2, 60), top + height / 2];
  },
  // What has come: where the pointer reaches it, and whether it covers other text.
  come: () => {
    const found = texts().filter((one) => !before.has(one) && one !== current && !one.contains(current));
    if (!found.length) {
      return null;
    }
    shown = whole(found[0]);
    const box = shown.getBoundingClientRect();
    if (box.right < 0 || box.bottom < 0 || box.left > innerWidth || box.top > innerHeight) {
      return null;
    }
    const from = current.getBoundingClientRect();
    const x = clamp(from.left + Math.min(from.width / 2, 60), box.left + Math.min(NEAR, box.width / 2), box.right - Math.min(NEAR, box.width / 2));
    const y = clamp(from.top + from.height / 2, box.top + Math.min(NEAR, box.height / 2), box.bottom - Math.min(NEAR, box.height / 2));
    const covered = [...before].some((one) => {
      const other = one.getBoundingClientRect();
      const across = Math.min(box.right, other.right) - Math.max(box.left, other.left);
      const down = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
      return across > 10 && down > 5 && !one.contains(shown) && !shown.contains(one) && !current.contains(one);
    });
    return { at: [x, y], covers: covered, text: probe.text(shown), way: probe.way(current) };
  },
  isShown: () => shown !== null && shown.isConnected && texts().some((one) => shown.contains(one)),
  // Whether keys bring it: null where something there may be pressed to open it.
  focus: () => {
    const own = stops(current);
    const mayOpen = (one) => one.matches("button, summary, [aria-expanded], [aria-haspopup], [role=button]");
    if (own.some(mayOpen) || [...(current.parentElement?.children || [])].some((one) => !one.contains(current) && mayOpen(one))) {
      return null;
    }
    const outside = current.closest(probe.STOPS);
    for (const one of [...(outside ? [outside] : []), ...own, ...stops(shown)].slice(0, 5)) {
      one.focus({ focusVisible: true });
      const isSeen = probe.hover.isShown();
      one.blur();
      if (isSeen) {
        return { seen: true };
      }
    }
    const said = (shown.textContent || "").replace(/\s+/g, " ").trim();
    const elsewhere = [...before].some((one) => words(one).includes(said));
    return { seen: false, stops: own.length + (outside ? 1 : 0) + stops(shown).length, elsewhere };
  },
};
return Math.min(most, triggers.length);
