// Opens the check in a window of its own and hands the page over to it; nothing is posted across origins otherwise.

const PATIENCE = 6000;

const send = (onFindings) => {
  const key = crypto.randomUUID?.() ?? String(Math.random()).slice(2);
  const named = new URLSearchParams({ origin: location.origin, key });
  const given = page();
  const opened = window.open(`${SERVER}/handover#${named}`, "_blank", "popup=0");
  let isAnswered = false;
  const listen = async (event) => {
    if (event.origin !== SERVER || event.source !== opened || event.data?.key !== key) return;
    if (event.data.kommunlint === "ready" && !isAnswered) {
      isAnswered = true;
      event.source.postMessage({ kommunlint: "page", key, ...(await given) }, SERVER);
    }
    if (event.data.kommunlint === "findings") onFindings?.(event.data.findings);
  };
  window.addEventListener("message", listen);
  const isCut = () => !opened || opened.closed;
  const giveUp = async () => {
    if (!isAnswered) offer(await given, opened ? WORDS.cut : WORDS.blocked);
  };
  if (isCut()) giveUp();
  else setTimeout(giveUp, PATIENCE);
};
