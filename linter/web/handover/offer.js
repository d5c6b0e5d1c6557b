// Where the other window cannot be reached: the page to copy or to save, and why. In a shadow root, so that the page's styles and ours keep apart.

const BOX = `
  :host { all: initial; }
  .box { position: fixed; inset: auto 1rem 1rem auto; z-index: 2147483647; max-width: min(26rem, calc(100vw - 2rem));
    max-height: calc(100vh - 2rem); overflow: auto; box-sizing: border-box; padding: 1rem; border: 2px solid #0b57a4; border-radius: .4rem;
    background: #fff; color: #1b1f24; font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
  h2 { font-size: 1.1rem; margin: 0 0 .4rem; }
  h3 { font-size: 1rem; margin: 0; }
  p, ol { margin: .4rem 0; }
  ol { padding-left: 1.4rem; }
  button { font: inherit; font-weight: 600; min-height: 2.6rem; padding: .3rem 1rem; margin: .3rem .4rem .3rem 0; border: 0; border-radius: .25rem;
    background: #0b57a4; color: #fff; cursor: pointer; }
  a { color: #0b57a4; }
  a:focus-visible, button:focus-visible, [tabindex]:focus-visible { outline: 3px solid #0b57a4; outline-offset: 2px; }
  @media (prefers-color-scheme: dark) {
    .box { background: #15181c; color: #e8ebee; border-color: #8cc2ff; }
    button { background: #8cc2ff; color: #15181c; }
    a { color: #8cc2ff; }
    a:focus-visible, button:focus-visible, [tabindex]:focus-visible { outline-color: #8cc2ff; }
  }
`;

const host = (name) => {
  document.querySelector(`[data-kommunlint-own="${name}"]`)?.remove();
  const element = document.createElement("div");
  element.setAttribute("data-kommunlint-own", name);
  const root = element.attachShadow({ mode: "open" });
  const style = new CSSStyleSheet();
  style.replaceSync(BOX); // a style sheet that is made by script is no inline style: the page's policy does not stop it
  root.adoptedStyleSheets = [style];
  document.body.append(element);
  return root;
};

const made = (tag, text, more = {}) => Object.assign(document.createElement(tag), { textContent: text, ...more });

const offer = (given, why) => {
  const before = document.activeElement;
  const root = host("offer");
  const box = made("div", "", { className: "box" });
  box.setAttribute("role", "dialog");
  box.setAttribute("aria-labelledby", "offer");
  const text = `<!-- kommunlint:tree ${given.url} -->\n${given.html}`;
  const told = made("p", "");
  told.setAttribute("role", "status");
  const close = () => {
    root.host.remove();
    before?.focus?.();
  };
  const copy = made("button", WORDS.copy, {
    type: "button",
    onclick: async () => {
      try {
        await navigator.clipboard.writeText(text);
        told.textContent = WORDS.copied;
      } catch {
        told.textContent = WORDS.not_copied;
      }
    },
  });
  const save = made("button", WORDS.save, {
    type: "button",
    onclick: () => {
      const url = URL.createObjectURL(new Blob([text], { type: "text/html" }));
      made("a", "", { href: url, download: "page.html" }).click();
      setTimeout(() => URL.revokeObjectURL(url), 10_000);
      told.textContent = WORDS.saved;
    },
  });
  const open = made("a", WORDS.open, { href: `${SERVER}/`, target: "_blank", rel: "noopener" });
  const end = made("button", WORDS.close, { type: "button", onclick: close });
  box.append(made("h2", WORDS.by_hand, { id: "offer", tabIndex: -1 }), made("p", why), copy, save, end, open, told);
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation(); // the page may close something of its own with it
    close();
  });
  root.append(box);
  box.querySelector("h2").focus();
};
