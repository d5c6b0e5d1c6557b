// Of a picture's bytes and the text that stands for it: "same" where the picture shows the words of that text, "some" where it
// shows what looks like letters, null where neither. No letter is read: words are told by the gaps between what is drawn.
const [bytes, said] = arguments;
const WIDEST = 1200;
const FAR = 120; // how much a colour differs from the ground's, its three parts together
const GROUND = 0.5; // the part of a picture that its ground is, where something is written on it
const LEAST_LINE = 5;
const WORDS = 6;
const ALIKE = 0.95;
const APART = 1.25;

// The picture as rows of dots: 1 is drawn, 0 is ground. Null where there is no even ground, and where it is none of dots.
const dots = async () => {
  const data = new Blob([Uint8Array.from(atob(bytes), (sign) => sign.charCodeAt(0))]);
  const bitmap = await createImageBitmap(data).catch(() => null);
  if (bitmap === null) {
    return null;
  }
  const scale = Math.min(1, WIDEST / bitmap.width, WIDEST / bitmap.height);
  const [width, height] = [bitmap.width, bitmap.height].map((length) => Math.max(1, Math.round(length * scale)));
  const context = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
  context.drawImage(bitmap, 0, 0, width, height);
  const shades = context.getImageData(0, 0, width, height).data;
  const total = width * height;
  let clear = 0;
  const times = new Map();
  for (let at = 0; at < shades.length; at += 4) {
    if (shades[at + 3] < 128) {
      clear += 1;
    } else {
      const shade = ((shades[at] >> 4) << 8) | ((shades[at + 1] >> 4) << 4) | (shades[at + 2] >> 4);
      times.set(shade, (times.get(shade) || 0) + 1);
    }
  }
  let ground = 0;
  for (const [shade, number] of times) {
    if (number > (times.get(ground) || 0)) {
      ground = shade;
    }
  }
  const isClear = clear > total * GROUND;
  const [red, green, blue] = [ground >> 8, (ground >> 4) & 15, ground & 15].map((part) => part * 16 + 8);
  const drawn = new Uint8Array(total);
  let count = 0;
  for (let at = 0; at < total; at += 1) {
    const place = at * 4;
    const isSeen = shades[place + 3] >= 128;
    const differs =
      Math.abs(shades[place] - red) + Math.abs(shades[place + 1] - green) + Math.abs(shades[place + 2] - blue) > FAR;
    drawn[at] = isSeen && (isClear || differs) ? 1 : 0;
    count += drawn[at];
  }
  return count && count < total * GROUND ? { drawn, width, height } : null;
};

// What is not empty in a row of sums: where it begins and ends.
const runs = (sums) => {
  const found = [];
  for (let at = 0, begin = -1; at <= sums.length; at += 1) {
    if (at < sums.length && sums[at]) {
      begin = begin < 0 ? at : begin;
    } else if (begin >= 0) {
      found.push([begin, at]);
      begin = -1;
    }
  }
  return found;
};

const lines = ({ drawn, width, height }) => {
  const rows = new Uint32Array(height);
  drawn.forEach((dot, at) => {
    rows[Math.floor(at / width)] += dot;
  });
  return runs(rows)
    .filter(([top, bottom]) => bottom - top >= LEAST_LINE)
    .map(([top, bottom]) => {
      const columns = new Uint32Array(width);
      let strokes = 0;
      for (let row = top; row < bottom; row += 1) {
        for (let column = 0, before = 0; column < width; column += 1) {
          const dot = drawn[row * width + column];
          columns[column] += dot;
          strokes += dot && !before ? 1 : 0;
          before = dot;
        }
      }
      const parts = runs(columns);
      return { parts, height: bottom - top, width: parts.at(-1)[1] - parts[0][0], strokes: strokes / (bottom - top) };
    });
};

// The widths of as many words as the text has, by the widest gaps; null where gaps between words are not wider than others.
const words = (found, number) => {
  const gaps = found.flatMap(({ parts }) => parts.slice(1).map(([begin], at) => begin - parts[at][1]));
  const between = number - found.length;
  if (between < 0 || between > gaps.length) {
    return null;
  }
  const sorted = [...gaps].sort((one, other) => other - one);
  const least = between ? sorted[between - 1] : Infinity;
  if (between < sorted.length && least < sorted[between] * APART) {
    return null;
  }
  return found.flatMap(({ parts }) => {
    const own = [[...parts[0]]];
    for (const [begin, end] of parts.slice(1)) {
      if (begin - own.at(-1)[1] >= least) {
        own.push([begin, end]);
      } else {
        own.at(-1)[1] = end;
      }
    }
    return own.map(([begin, end]) => end - begin);
  });
};

// How alike two rows of numbers are, whatever their units: 1 where one is a multiple of the other, and something.
const likeness = (some, others) => {
  const mean = (row) => row.reduce((sum, one) => sum + one, 0) / row.length;
  const [middle, other] = [mean(some), mean(others)];
  const sum = (row, factor) => row.reduce((total, one, at) => total + factor(one, at), 0);
  const both = sum(some, (one, at) => (one - middle) * (others[at] - other));
  return both / Math.sqrt(sum(some, (one) => (one - middle) ** 2) * sum(others, (one) => (one - other) ** 2) || Infinity);
};

const isSame = (found) => {
  const own = said.trim().split(/\s+/);
  if (own.length < WORDS || !found.length) {
    return false;
  }
  const drawn = words(found, own.length);
  const pen = new OffscreenCanvas(1, 1).getContext("2d");
  pen.font = "40px sans-serif";
  return drawn !== null && likeness(drawn, own.map((word) => pen.measureText(word).width)) >= ALIKE;
};

// Letters cross a line of text about twice in its height, drawings seldom.
const isLettered = ({ width, height, strokes, parts }) =>
  width >= 2.5 * height && strokes >= Math.max(4, (0.6 * width) / height) && parts.length <= width / 2;

const picture = await dots();
if (picture === null) {
  return null;
}
const found = lines(picture);
return isSame(found) ? "same" : found.some(isLettered) ? "some" : null;
