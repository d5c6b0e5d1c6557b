// The findings in the preview itself: a toggle with a steady name, and a list that leads to the places on the page.

const SEEN = "kommunlint-seen";

const remembered = () => {
  try {
    return new Set(JSON.parse(localStorage.getItem(SEEN) ?? "[]"));
  } catch {
    return new Set();
  }
};

const remember = (findings) => {
  try {
    localStorage.setItem(SEEN, JSON.stringify([...new Set([...remembered(), ...findings.map((one) => one.id)])].slice(-2000)));
  } catch {
    // Without storage everything is new again the next time.
  }
};

const found = (selector) => {
  try {
    return selector ? document.querySelector(selector) : null;
  } catch {
    return null;
  }
};

const covers = (upper, lower) => {
  const [a, b] = [upper.getBoundingClientRect(), lower.getBoundingClientRect()];
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
};

const goTo = (one) => {
  const element = found(one.selector);
  if (!element) return null;
  element.scrollIntoView({ block: "center" });
  if (!element.matches("a[href], button, input, select, textarea, [tabindex]")) {
    element.setAttribute("tabindex", "-1");
    element.addEventListener("blur", () => element.removeAttribute("tabindex"), { once: true });
  }
  element.focus({ preventScroll: true });
  return element;
};

const overlay = () => {
  const root = host("overlay");
  const box = made("section", "", { className: "box" });
  box.setAttribute("aria-labelledby", "overlay");
  const check = made("button", WORDS.check, { type: "button" });
  const toggle = made("button", WORDS.remarks, { type: "button" });
  const count = made("p", "");
  count.setAttribute("role", "status");
  const list = made("ol", "", { hidden: true, id: "list" });
  toggle.setAttribute("aria-expanded", "false");
  toggle.setAttribute("aria-controls", "list");
  toggle.hidden = true;
  const open = (is) => {
    list.hidden = !is;
    toggle.setAttribute("aria-expanded", String(is));
  };
  toggle.onclick = () => open(list.hidden);
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || list.hidden) return;
    event.stopPropagation(); // the page may close something of its own with it
    open(false);
    toggle.focus();
  });
  const show = (findings) => {
    const before = remembered();
    const focused = root.activeElement?.dataset.id;
    list.replaceChildren(
      ...findings.map((one) => {
        const item = made("li", "");
        const place = made("button", WORDS.show, {
          type: "button",
          onclick: () => {
            const element = goTo(one);
            if (element && covers(box, element)) open(false); // what has focus is to be seen
          },
        });
        place.dataset.id = one.id;
        place.setAttribute("aria-label", `${WORDS.show}: ${one.message}`);
        item.append(made("h3", one.title), made("p", one.message), ...(found(one.selector) ? [place] : []));
        return item;
      }),
    );
    toggle.hidden = findings.length === 0;
    const told = findings.length ? WORDS.count.replace("{n}", findings.length) : WORDS.none;
    if (count.textContent !== told) count.textContent = told; // the same once more would be read out again
    open(findings.length > 0 && (!list.hidden || findings.some((one) => !before.has(one.id))));
    remember(findings);
    if (focused) ([...list.querySelectorAll("button")].find((one) => one.dataset.id === focused) ?? toggle).focus();
  };
  check.onclick = () => send(show);
  box.append(made("h2", "kommunlint", { id: "overlay" }), check, toggle, count, list);
  root.append(box);
};

const whenReady = (act) => (document.body ? act() : document.addEventListener("DOMContentLoaded", act, { once: true }));
