// Runs in every document before the page's own scripts, in our world: remembers when the page last changed, and calls
// the other scripts.
(() => {
  // What a form's fields can take the place of, by their names, in every world. (Of a document's properties, elements take
  // the place in the page's world only.) What would change a result without a word stands here; nobody calls a field by one
  // of these names but to do so.
  const OF_FORMS = (
    "nodeType nodeName childNodes firstChild nextSibling parentNode parentElement ownerDocument isConnected getRootNode " +
    "hasChildNodes cloneNode shadowRoot assignedSlot getAttribute hasAttribute setAttribute removeAttribute " +
    "querySelector querySelectorAll getClientRects getBoundingClientRect innerText"
  ).split(" ");

  const select = Document.prototype.querySelectorAll;
  const selectWithin = DocumentFragment.prototype.querySelectorAll;
  const shadow = Object.getOwnPropertyDescriptor(Element.prototype, "shadowRoot").get;

  // All elements of the document, those in open shadow roots with them.
  const elements = () => {
    const found = [...select.call(document, "*")];
    for (let number = 0; number < found.length; number += 1) {
      const root = shadow.call(found[number]);
      if (root) {
        found.push(...selectWithin.call(root, "*"));
      }
    }
    return found;
  };

  // The name of a property that a field has taken the place of, null where all is as it should be.
  const displaced = () => {
    const forms = elements().filter((element) => element instanceof HTMLFormElement);
    // Its own properties stand in its prototype.
    return OF_FORMS.find((name) => forms.some((form) => Object.hasOwn(form, name))) || null;
  };

  // What a page cuts in the middle of a character cannot be sent.
  const wellFormed = (_, value) => (typeof value === "string" ? value.toWellFormed() : value);
  const written = (value) => {
    const text = JSON.stringify(value);
    return /\\ud[89a-f]/.test(text) ? JSON.stringify(value, wellFormed) : text;
  };
  const answer = (value) => {
    const name = displaced();
    return written(name ? { displaced: name } : { value });
  };

  const kommunlint = {
    changed: performance.now(),
    elements,
    displaced,
    // The answer of a script, as JSON.
    call: (run) => (displaced() ? answer() : answer(run())),
    // The same of a script that hands its answer to a function, within `seconds`.
    wait: (run, seconds) =>
      new Promise((done, fail) => {
        setTimeout(() => done(written({ late: true })), seconds * 1000);
        if (displaced()) {
          done(answer());
        } else {
          new Promise(run).then((value) => done(answer(value)), fail);
        }
      }),
  };
  Object.defineProperty(globalThis, "kommunlint", { value: kommunlint });
  new MutationObserver(() => {
    kommunlint.changed = performance.now();
  }).observe(document, { attributes: true, characterData: true, childList: true, subtree: true });
})();
