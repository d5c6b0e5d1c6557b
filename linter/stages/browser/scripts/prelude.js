// Runs in every document before the page's own scripts: remembers when the page last changed, and keeps what would stop it.
(() => {
  const now = performance.now.bind(performance);
  const state = { changed: now(), now, later: setTimeout.bind(window) };
  // What a page cuts in the middle of a character cannot be sent.
  state.wellFormed = (value) => {
    if (typeof value === "string") {
      return value.toWellFormed();
    }
    if (Array.isArray(value)) {
      return value.map(state.wellFormed);
    }
    if (value && typeof value === "object") {
      return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, state.wellFormed(held)]));
    }
    return value;
  };
  Object.defineProperty(window, "__kommunlint", { value: state });
  new MutationObserver(() => {
    state.changed = now();
  }).observe(document, { attributes: true, characterData: true, childList: true, subtree: true });
  window.alert = () => undefined;
  window.confirm = () => false;
  window.prompt = () => null;
  window.print = () => undefined;
  window.close = () => undefined;
})();
