// The largest pictures of the page that are to be seen, each address once, with what they are called. `signs` are words of logos.
const [most, signs] = arguments;
const probe = kommunlint.probe;
const LEAST = { width: 24, height: 10 };
const WIDE = 1.5;
const SIGNS = 2;
const MOST_PIXELS = 24e6;
const PICTURES = "img, input[type=image i], [role=img i][style], [role=img i][class]";
const isLogo = (element, address) => {
  const file = address.startsWith("data:") ? "" : address.split(/[?#]/)[0].split("/").pop();
  const said = `${file} ${element.getAttribute("class")} ${element.id} ${name(element)} ${element.parentElement?.getAttribute("class")}`;
  const words = said.toLowerCase().split(/[^\p{L}]+/u);
  return words.some((word) => signs.includes(word)) || words.some((word) => word.length > 4 && word.includes("logo"));
};
const name = (element) =>
  element.getAttribute("aria-label") || element.getAttribute("alt") || element.getAttribute("title") || "";
const address = (element) =>
  element.currentSrc ||
  (element.matches("input") ? element.src : /^url\("([^"]+)"\)$/.exec(getComputedStyle(element).backgroundImage)?.[1]) ||
  "";
// A button of one picture that is wider than high, and a picture that is called by a letter: what they show is most often read.
const isLikelyText = (element, { width, height }) => {
  const button = element.matches("input") ? element : element.closest("button, [role=button i]");
  const isButton = button && !button.textContent.trim() && width >= WIDE * height;
  return /\p{L}/u.test(name(element)) && Boolean(isButton || name(element).trim().length <= SIGNS);
};
const found = new Map();
for (const element of document.querySelectorAll(PICTURES)) {
  const box = element.getBoundingClientRect();
  const { width, height } = box;
  const where = width >= LEAST.width && height >= LEAST.height && probe.isShown(element) ? address(element) : "";
  const isHuge = (element.naturalWidth || 0) * (element.naturalHeight || 0) > MOST_PIXELS;
  if (where && !found.has(where) && !isHuge && !isLogo(element, where)) {
    const told = { way: probe.way(element), area: width * height, likely: isLikelyText(element, box) };
    found.set(where, { ...told, name: name(element).slice(0, 2000).toWellFormed() });
  }
}
const all = [...found].map(([where, told]) => ({ address: where, ...told })).sort((one, other) => other.area - one.area);
return { pictures: all.slice(0, most), all: all.length };
