// How a frame of the page stands. Argument: its address as written; answers {address, text}, or null where there is none.
const [src] = arguments;
const MOST = 2000;
const frame = [...document.querySelectorAll("iframe")].find((element) => element.getAttribute("src") === src);
if (!frame) {
  return null;
}
let text = "";
try {
  const { body } = frame.contentWindow.document;
  text = body instanceof frame.contentWindow.HTMLElement ? body.innerText.slice(0, MOST) : "";
} catch {
  // it went away, or stands in another process
}
return { address: frame.src, text };
