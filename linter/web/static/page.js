// Leads from a remark to its mark on the page and back, and steps through the remarks. All else works without it.
"use strict";
(() => {
  const showCopyButtons = () => {
    for (const button of document.querySelectorAll(".copy")) button.hidden = !navigator.clipboard;
  };
  showCopyButtons();
  document.addEventListener("click", async (event) => {
    const button = event.target.closest(".copy");
    if (!button) return;
    await navigator.clipboard.writeText(button.dataset.copy);
    button.nextElementSibling.textContent = button.dataset.done;
  });

  const tellOpener = () => {
    const told = document.getElementById("told");
    const opener = JSON.parse(sessionStorage.getItem("kommunlint-opener") ?? "null");
    if (!told || !opener || !window.opener) return;
    const findings = [...told.querySelectorAll(".finding")].map((one) => ({
      id: one.id,
      title: one.dataset.title,
      message: one.dataset.message,
      selector: one.dataset.selector,
    }));
    window.opener.postMessage({ kommunlint: "findings", key: opener.key, findings }, opener.origin === "null" ? "*" : opener.origin);
  };
  tellOpener();

  const frame = document.getElementById("preview");
  if (!frame) return;
  const remarks = () => [...document.querySelectorAll(".finding")];
  const markOf = (number) => frame.contentDocument?.getElementById(`kommunlint-${number}`);

  const show = (number) => {
    const mark = markOf(number);
    if (!mark) return false;
    mark.scrollIntoView({ block: "center" });
    mark.focus({ preventScroll: true });
    return true;
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-mark]");
    if (link && show(link.dataset.mark)) event.preventDefault();
  });

  const back = (event) => {
    const mark = event.target.closest?.("[data-kommunlint]");
    if (!mark || (event.type === "keydown" && event.key !== "Enter")) return;
    event.preventDefault();
    const link = document.querySelector(`[data-mark="${mark.dataset.kommunlint}"]`);
    const remark = link?.closest(".finding");
    remark?.scrollIntoView({ block: "start" });
    remark?.focus({ preventScroll: true });
  };

  const listen = () => {
    const inside = frame.contentDocument;
    inside?.addEventListener("click", back);
    inside?.addEventListener("keydown", back);
  };
  frame.addEventListener("load", listen);
  listen();

  document.addEventListener("htmx:afterSwap", () => {
    const told = document.getElementById("told");
    document.title = `(${told.dataset.open}) ${told.dataset.title} – kommunlint`;
    showCopyButtons();
    tellOpener();
    frame.contentWindow.location.reload();
  });

  const steps = document.querySelector(".steps");
  if (steps) steps.hidden = false;
  const step = (by) => {
    const all = remarks();
    const here = all.indexOf(document.activeElement?.closest(".finding"));
    const next = all[(here + by + all.length) % all.length] ?? all[0];
    next?.focus();
    const number = next?.querySelector("[data-mark]")?.dataset.mark;
    if (number) markOf(number)?.scrollIntoView({ block: "center" });
  };
  document.getElementById("next")?.addEventListener("click", () => step(1));
  document.getElementById("previous")?.addEventListener("click", () => step(-1));
})();
