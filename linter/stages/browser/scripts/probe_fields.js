// The kinds of fields that a letter can be written into, and what shows once that was done and the field was left, in our world.
const [most] = arguments;
const probe = kommunlint.probe;
const FIELDS = "input:not([type]), input[type=text i], input[type=email i], input[type=tel i], input[type=number i], input[type=url i], textarea";
const LIVE = "[aria-live]:not([aria-live=off i]), [role=alert i], [role=status i], [role=log i], [role=alertdialog i], output";
const OTHER = "label, legend, [role=listbox i], [role=menu i], [role=option i], [role=tooltip i], datalist, [contenteditable]";
const WORDS = 2;
const fields = [];
const kinds = new Set();
for (const field of document.querySelectorAll(FIELDS)) {
  const kind = [field.type, field.className, field.required, field.form?.id].join("|");
  if (!kinds.has(kind) && !field.readOnly && !field.value && probe.isStop(field) && field.type !== "search") {
    kinds.add(kind);
    fields.push(field);
  }
}

const said = (element) => (element.textContent || "").replace(/\s+/g, " ").trim();
let before = new Map();
let current = null;
const isMarked = () => current.getAttribute("aria-invalid") === "true" || current.matches(":invalid");
const isSaid = (element) =>
  element.closest(`${LIVE}, ${OTHER}`) !== null ||
  element.contains(document.activeElement) ||
  said(element).split(" ").length < WORDS;

probe.fields = {
  begin: (number) => {
    current = fields[number];
    before = new Map(probe.texts().map((one) => [one, said(one)]));
    current.focus();
    return document.activeElement === current;
  },
  end: () => {
    current.blur();
  },
  // What shows now and did not, and is told to nobody: the first of it, and whether it is what is wrong with the field.
  found: () => {
    const come = probe.texts().filter((one) => before.get(one) !== said(one) && !isSaid(one) && !one.matches("a, button, option"));
    const told = come.length && {
      text: probe.text(come[0]),
      field: current.labels?.[0] ? probe.text(current.labels[0]) : probe.text(current),
      way: probe.way(current),
      sure: isMarked() && !before.has(come[0]),
    };
    current.value = "";
    return told || null;
  },
};
return Math.min(most, fields.length);
