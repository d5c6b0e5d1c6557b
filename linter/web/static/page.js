// Leads from a remark to its mark on the page and back, steps through the remarks, and keeps the reader's place when news
// come. All else works without it.
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const tell = (element, text) => {
    if (element) element.textContent = text;
  };

  // Copying
  const showCopyButtons = () => {
    for (const button of document.querySelectorAll(".copy")) button.hidden = !navigator.clipboard;
  };
  showCopyButtons();
  document.addEventListener("click", async (event) => {
    const button = event.target.closest(".copy");
    if (!button) return;
    const told = button.nextElementSibling;
    tell(told, "");
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      tell(told, button.dataset.done);
    } catch {
      tell(told, button.dataset.failed);
    }
  });
  byId("bookmark")?.addEventListener("click", (event) => {
    event.preventDefault();
    tell(event.target.nextElementSibling, event.target.dataset.here);
  });

  // What the preview that handed the page over may know: the remarks on that page, and on no other that this window shows later.
  const tellOpener = () => {
    const told = byId("told");
    const opener = JSON.parse(sessionStorage.getItem("kommunlint-opener") ?? "null");
    if (!byId("preview") || !opener || !window.opener) return;
    opener.result ??= location.pathname;
    sessionStorage.setItem("kommunlint-opener", JSON.stringify(opener));
    if (opener.result !== location.pathname) return;
    const findings = [...told.querySelectorAll(".group:not(.decided) .finding")].map((one) => ({
      id: one.id,
      title: one.dataset.title,
      message: one.dataset.message,
      selector: one.dataset.selector,
    }));
    window.opener.postMessage({ kommunlint: "findings", key: opener.key, findings }, opener.origin === "null" ? "*" : opener.origin);
  };
  tellOpener();

  const frame = byId("preview");
  if (!frame) return;
  const remarks = () => [...document.querySelectorAll(".finding")];
  const markOf = (number) => frame.contentDocument?.getElementById(`kommunlint-${number}`);

  // From a remark to its mark
  let last = null; // the remark that led to the page: several may share a mark
  const uncover = (mark) => {
    // What a script of the page would unfold is folded for ever here.
    for (let node = mark; node?.style && !mark.checkVisibility(); node = node.parentElement) {
      if (node.localName === "details") node.open = true;
      if (frame.contentWindow.getComputedStyle(node).display === "none") node.style.setProperty("display", "block", "important");
    }
  };
  const bringUp = (number) => {
    const mark = markOf(number);
    if (!mark) return null;
    uncover(mark);
    const here = window.scrollY;
    mark.scrollIntoView({ block: "center" }); // this scrolls what is around the frame too
    window.scrollTo(window.scrollX, here);
    return mark;
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-mark]");
    const mark = link && bringUp(link.dataset.mark);
    if (!mark) return;
    event.preventDefault();
    last = link.closest(".finding").id;
    frame.scrollIntoView({ block: "nearest" });
    frame.contentWindow.focus();
    mark.focus({ preventScroll: true });
  });

  // And back
  const remarkOf = (number) => {
    const led = [...document.querySelectorAll(`[data-mark="${number}"]`)].map((link) => link.closest(".finding"));
    return led.find((one) => one.id === last) ?? led[0];
  };
  const back = (event) => {
    const mark = event.target.closest?.("[data-kommunlint]");
    if (!mark || (event.type === "keydown" && event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    const remark = remarkOf(mark.dataset.kommunlint);
    if (!remark) return;
    window.focus();
    remark.scrollIntoView({ block: "start" });
    remark.focus({ preventScroll: true });
  };
  let place = null; // where the frame was before it was loaded again
  const listen = () => {
    const inside = frame.contentDocument;
    inside?.addEventListener("click", back);
    inside?.addEventListener("keydown", back);
    if (!place) return;
    frame.contentWindow.scrollTo(0, place.top);
    const number = place.remark && byId(place.remark)?.querySelector("[data-mark]")?.dataset.mark;
    if (number) markOf(number)?.focus({ preventScroll: true });
    place = null;
  };
  frame.addEventListener("load", listen);
  listen();

  // Next and previous: focus stays on the button, and the text beside it leads to the remark
  const steps = byId("steps");
  let current = null;
  const showCurrent = () => {
    for (const one of remarks()) one.toggleAttribute("data-current", one.id === current);
  };
  const step = (by) => {
    const all = remarks();
    if (all.length === 0) return;
    const here = all.findIndex((one) => one.id === current);
    const at = here < 0 ? (by > 0 ? 0 : all.length - 1) : (here + by + all.length) % all.length;
    const remark = all[at];
    current = remark.id;
    showCurrent();
    remark.scrollIntoView({ block: "start" });
    const number = remark.querySelector("[data-mark]")?.dataset.mark;
    if (number) bringUp(number);
    const values = { number: at + 1, all: all.length, title: remark.dataset.title };
    const text = steps.dataset.step.replace(/\{(\w+)\}/g, (_, name) => values[name]);
    const link = Object.assign(document.createElement("a"), { href: `#${remark.id}`, textContent: text });
    byId("step").replaceChildren(link);
  };
  document.addEventListener("focusin", (event) => {
    current = event.target.closest?.(".finding")?.id ?? current;
  });
  byId("next").addEventListener("click", () => step(1));
  byId("previous").addEventListener("click", () => step(-1));
  const showSteps = () => {
    steps.hidden = remarks().length === 0;
  };
  showSteps();

  // News: what stood where, so that nothing jumps away from under the reader
  let before = null;
  const isNews = (event) => event.detail.target?.id === "told";
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (!isNews(event)) return;
    const told = byId("told");
    const active = document.activeElement;
    const anchor = active.closest(".finding") ?? remarks().find((one) => one.getBoundingClientRect().bottom > 0);
    before = {
      marks: told.dataset.marks,
      wasInside: told.contains(active),
      anchor: anchor?.id,
      top: anchor?.getBoundingClientRect().top,
      scrolled: window.scrollY,
      remark: active === frame && remarkOf(frame.contentDocument?.activeElement?.dataset?.kommunlint)?.id,
    };
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (!before || event.detail.target?.id === "wait") return;
    const told = byId("told");
    // What went wrong leads the title for as long as it stands on the page.
    if (!document.querySelector("[role=alert]")) document.title = `(${told.dataset.open}) ${told.dataset.title} – kommunlint`;
    showCopyButtons();
    showSteps();
    showCurrent();
    tellOpener();
    const anchor = before.anchor && byId(before.anchor);
    if (anchor && before.scrolled > 0) window.scrollBy(0, anchor.getBoundingClientRect().top - before.top);
    if (before.wasInside && document.activeElement === document.body) byId("summary").focus({ preventScroll: true });
    if (told.dataset.marks !== before.marks) {
      place = { top: frame.contentWindow.scrollY, remark: before.remark };
      frame.contentWindow.location.reload();
    }
    before = null;
  });
  for (const name of ["htmx:responseError", "htmx:sendError"]) {
    document.addEventListener(name, () => {
      const summary = byId("summary");
      tell(summary.lastElementChild, summary.dataset.lost);
    });
  }
})();
