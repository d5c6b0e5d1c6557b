// The window that takes a page over: it tells the one that opened it that it is ready, and takes one page from there only.
"use strict";
(() => {
  const named = new URLSearchParams(location.hash.slice(1));
  const origin = named.get("origin") ?? "";
  const key = named.get("key") ?? "";
  const form = document.getElementById("handover");
  const told = document.getElementById("told");
  const explain = (name) => {
    told.textContent = told.dataset[name];
  };
  if (!window.opener || !key || !origin) {
    explain(key ? "cut" : "alone");
    return;
  }
  const isOwnAddress = (url) => {
    try {
      return url === "" || origin === "null" || new URL(url).origin === origin;
    } catch {
      return false;
    }
  };
  const isText = (value, most) => typeof value === "string" && value.length <= most;
  window.addEventListener("message", (event) => {
    const given = event.data;
    if (event.origin !== origin || event.source !== window.opener || given?.kommunlint !== "page" || given.key !== key) return;
    const isPage = isText(given.html, 50_000_000) && isText(given.served, 50_000_000) && isText(given.url, 4000);
    if (!isPage || !isOwnAddress(given.url)) {
      explain("refused");
      return;
    }
    for (const name of ["html", "served", "url"]) form.elements[name].value = given[name];
    sessionStorage.setItem("kommunlint-opener", JSON.stringify({ origin, key }));
    form.submit();
  });
  explain("waiting");
  window.opener.postMessage({ kommunlint: "ready", key }, origin === "null" ? "*" : origin);
})();
