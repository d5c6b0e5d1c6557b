// The pictures of the page that are to be seen, each address once.
const probe = kommunlint.probe;
const LEAST = 10;
const found = new Map();
for (const image of document.querySelectorAll("img")) {
  const { width, height } = image.getBoundingClientRect();
  const address = image.currentSrc;
  if (address && !found.has(address) && width >= LEAST && height >= LEAST && probe.isShown(image)) {
    const name = image.getAttribute("alt") || address.split(/[?#]/)[0].split("/").pop() || "";
    found.set(address, { way: probe.way(image), text: (address.startsWith("data:") ? image.getAttribute("alt") || "img" : name).slice(0, 120).toWellFormed() });
  }
}
return [...found].map(([address, told]) => ({ address: address.startsWith("data:image/gif") || !address.startsWith("data:") ? address : "", ...told }));
