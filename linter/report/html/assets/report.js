"use strict";
(() => {
  const search = document.getElementById("search");
  if (!search) return;
  const text = document.getElementById("search-text");
  const rule = document.getElementById("search-rule");
  const status = document.getElementById("search-status");
  const findings = [...document.querySelectorAll(".finding")];
  const pages = [...document.querySelectorAll(".page")];
  search.hidden = false;
  let waiting = 0;
  const apply = () => {
    const wanted = text.value.trim().toLowerCase();
    for (const one of findings) {
      const fits = (!rule.value || one.dataset.rule.split(" ").includes(rule.value))
        && (!wanted || one.closest(".page").dataset.page.toLowerCase().includes(wanted)
          || one.textContent.toLowerCase().includes(wanted));
      one.hidden = !fits;
    }
    let shown = 0;
    const filtered = Boolean(wanted || rule.value);
    for (const page of pages) {
      const some = [...page.querySelectorAll(".finding")].filter((one) => getComputedStyle(one).display !== "none")
        .reduce((sum, one) => sum + Number(one.dataset.count), 0);
      shown += some;
      page.hidden = filtered && !some;
      page.querySelector(".shown").textContent = some === Number(page.dataset.open) ? "" : status.dataset.page.replace("{n}", some);
      if (some && filtered) page.open = true;
    }
    status.textContent = status.dataset.text.replace("{n}", shown);
  };
  const soon = () => { clearTimeout(waiting); waiting = setTimeout(apply, 150); };
  text.addEventListener("input", soon);
  rule.addEventListener("change", apply);
  document.querySelectorAll(".filters input[type=checkbox]").forEach((box) => box.addEventListener("change", apply));
  const aim = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let one = target; one; one = one.parentElement) {
      if (one.tagName === "DETAILS") one.open = true;
    }
    target.scrollIntoView();
  };
  addEventListener("hashchange", aim);
  aim();
})();
