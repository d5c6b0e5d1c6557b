// Prepares a walk with Tab: notes where the focus comes to and how things look with it, without being asked at each stop.
const probe = kommunlint.probe;
const LOOK = (
  "backgroundColor backgroundImage borderTopColor borderTopWidth borderTopStyle borderBottomColor borderBottomWidth " +
  "borderBottomStyle borderLeftColor borderLeftWidth borderLeftStyle boxShadow color textDecorationLine " +
  "textDecorationColor textDecorationThickness opacity transform filter fontWeight visibility display clipPath clip width " +
  "height left top content"
).split(" ");
// Where things with several stops of their own keep the focus.
const MANY = "iframe, object, embed, video, audio, input[type=date], input[type=time], input[type=month], input[type=week], " +
  "input[type=datetime-local]";
const WRITTEN = "textarea, [contenteditable], input:not([type=checkbox], [type=radio], [type=button], [type=submit], " +
  "[type=reset], [type=image], [type=range], [type=color], [type=file])";
const DIALOG = "dialog, [role=dialog], [role=alertdialog], [aria-modal=true]";

const look = (element, pseudo) => {
  const style = getComputedStyle(element, pseudo);
  const outline =
    style.outlineStyle === "none" || parseFloat(style.outlineWidth) === 0
      ? ""
      : `${style.outlineStyle} ${style.outlineWidth} ${style.outlineColor} ${style.outlineOffset}`;
  return outline + LOOK.map((name) => style[name]).join("|");
};
const around = (element) => {
  const labels = element.labels ? [...element.labels] : [];
  const inside = [...element.querySelectorAll("*")].slice(0, 4);
  return [element, element.parentElement, element.nextElementSibling, ...labels, ...inside].filter((one) => one);
};
const looks = (element) =>
  around(element)
    .flatMap((one) => [look(one), look(one, "::before"), look(one, "::after")])
    .join("\n");

const active = () => {
  let element = document.activeElement;
  while (element && element.shadowRoot && element.shadowRoot.activeElement) {
    element = element.shadowRoot.activeElement;
  }
  return element === document.body || element === document.documentElement ? null : element;
};

const modal = [...document.querySelectorAll("[aria-modal=true], dialog:modal")].find(probe.isShown) || null;
const stops = [];
const entries = [];
const LONGEST = 400;

// Whether something of the page lies over an element.
const isCovered = (element) => {
  const { left, top, width, height } = element.getBoundingClientRect();
  const over = document.elementFromPoint(left + width / 2, top + height / 2);
  return Boolean(over) && over !== element && !element.contains(over) && !over.contains(element) && !over.shadowRoot;
};

// Whatever needs the page as it stands when the focus has come: it is scrolled to after the event.
const finish = () => {
  const last = entries.at(-1);
  if (!last || last.finished) {
    return;
  }
  const element = stops[last.number];
  const { left, top, width, height } = element.getBoundingClientRect();
  last.finished = true;
  last.box = [left + scrollX, top + scrollY, width, height];
  last.covered = width >= 1 && height >= 1 && isCovered(element);
  last.changed = active() === element || looks(element) !== last.looks;
};
const enter = () => {
  finish();
  const element = active();
  if (!element || entries.length >= LONGEST) {
    return;
  }
  const known = stops.indexOf(element);
  const number = known < 0 ? stops.push(element) - 1 : known;
  entries.push(known < 0 ? { number, looks: looks(element) } : { number, finished: true });
};

probe.keys = {
  // Where the focus is: the number of its stop, -1 where it is on none that was met.
  where: () => stops.indexOf(active()),
  // The numbers of the stops that the focus came to after so many, and whether it is now on something with stops of its own.
  since: (count) => {
    const element = active();
    return {
      numbers: entries.slice(count).map(({ number }) => number),
      where: stops.indexOf(element),
      many: Boolean(element) && element.matches(MANY),
    };
  },
  // Whether the page names keys that may lead away from where Tab does not.
  namesKey: (alone, withAnother) =>
    new RegExp(
      `(?<![\\p{L}\\d])(?:(?:${alone.join("|")}|f\\d{1,2})(?![\\p{L}\\d])|(?:${withAnother.join("|")})\\s?\\+)`,
      "iu",
    ).test(document.body.innerText),
  // Whether one of these nodes holds one of the stops.
  inside: (ring, nodes) => nodes.some((node) => ring.some((number) => node.contains(stops[number]))),
  inDialog: () => Boolean(active()?.closest(DIALOG)),
  // Ends the walk; answers its stops, each once.
  end: () => {
    active()?.blur();
    finish();
    document.removeEventListener("focusin", enter, true);
    return entries
      .filter((entry) => "looks" in entry)
      .map(({ number, box, covered, changed }) => {
        const element = stops[number];
        return {
          number,
          box,
          covered,
          changed,
          way: probe.way(element),
          text: probe.text(element),
          kind: [element.nodeName, element.className, element.parentElement?.className].join("|").toWellFormed(),
          many: element.matches(MANY),
          written: element.matches(WRITTEN),
          dialog: Boolean(element.closest(DIALOG)),
          outside: Boolean(modal) && !modal.contains(element),
          fixed: element.tabIndex > 0,
        };
      });
  },
  begin: () => {
    active()?.blur();
    scrollTo(0, 0);
    document.addEventListener("focusin", enter, true);
    const all = [...document.querySelectorAll(probe.STOPS)].filter(probe.isStop);
    return { stops: all.length, modal: modal ? { way: probe.way(modal), text: probe.text(modal) } : null };
  },
  focus: (number) => {
    const element = stops[number];
    element.focus({ focusVisible: true });
    element.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
    return active() === element && !isCovered(element) ? [scrollX, scrollY] : null;
  },
  blur: (number) => {
    stops[number].blur();
    return active() === null ? [scrollX, scrollY] : null;
  },
  // The place that a link leads to on its page, if it leads past something.
  skip: (number) => {
    const link = stops[number];
    // a link inside SVG has no address of its own there, and what cannot be read as one leads nowhere
    const url = link.matches("a[href*='#']") ? URL.parse(link.getAttribute("href"), document.baseURI) : null;
    if (url === null || url.href.split("#")[0] !== location.href.split("#")[0] || url.hash.length < 2) {
      return null;
    }
    let name = url.hash.slice(1);
    try {
      name = decodeURIComponent(name);
    } catch {
      // as it is written
    }
    const target = document.getElementById(name) || document.getElementsByName(name)[0];
    if (!target || !(link.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING)) {
      return null;
    }
    const between = [...document.querySelectorAll(probe.STOPS)].filter(
      (one) =>
        link.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING &&
        target.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_PRECEDING &&
        !one.contains(target) &&
        probe.isStop(one),
    );
    if (!between.length) {
      return null;
    }
    probe.memory.target = target;
    probe.memory.link = link;
    link.focus();
    return { between: between.length, name };
  },
  // Where the focus is after the link was followed: before its place, or not.
  arrived: () => {
    const element = active();
    const { target, link } = probe.memory;
    if (!element || !target.isConnected) {
      return true;
    }
    return (
      element === target ||
      target.contains(element) ||
      Boolean(target.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) ||
      Boolean(link.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING)
    );
  },
};
return probe.keys.begin();
