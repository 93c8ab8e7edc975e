// Where two texts stand beside each other, paragraph by paragraph begins on one line: the shorter of two gets
// room below. Elsewhere none has any.

const texts = new Set();
let isWaiting = false;

/** How high each row would be without room below, and how wide the text stands from the top of the page. */
function heights({ view, places, extra }) {
  const given = extra();
  const boxes = places().map((place) => place?.getBoundingClientRect?.());
  const bottom = view.dom.getBoundingClientRect().bottom;
  return boxes.map((box, place) => {
    if (!box) return 0;
    const next = boxes[place + 1]?.top;
    return (next ?? Math.min(bottom, box.bottom + (given[place] ?? 0))) - box.top - (given[place] ?? 0);
  });
}

/** A second row of buttons in one of two takes its room in the other, too. */
function evenBars(both) {
  const bars = both.map(({ view }) => view.dom.previousElementSibling);
  bars.forEach((bar) => (bar.style.minBlockSize = ""));
  const most = Math.max(...bars.map((bar) => bar.offsetHeight));
  bars.filter((bar) => bar.offsetHeight && bar.offsetHeight < most).forEach((bar) => (bar.style.minBlockSize = `${most}px`));
}

function standBeside([one, other]) {
  const [box, otherBox] = [one, other].map(({ view }) => view.dom.getBoundingClientRect());
  return box.width > 0 && otherBox.width > 0 && Math.abs(box.top - otherBox.top) < 3;
}

const isSame = (one, other) =>
  Array.from({ length: Math.max(one.length, other.length) }, (_, place) => place).every(
    (place) => Math.abs((one[place] ?? 0) - (other[place] ?? 0)) < 1,
  );

function align() {
  isWaiting = false;
  const beside = [...texts].filter(({ view }) => view.dom.isConnected);
  if (beside.length !== 2) return;
  evenBars(beside);
  const rows = standBeside(beside) ? beside.map(heights) : [[], []];
  const most = Math.min(...rows.map((row) => row.length));
  beside.forEach((text, side) => {
    const missing = (height, place) => (place < most ? Math.max(0, Math.round(rows[1 - side][place] - height)) : 0);
    const wanted = rows[side].map(missing);
    if (!isSame(wanted, text.extra())) text.give(wanted);
  });
}

export function alignSoon() {
  if (!isWaiting) requestAnimationFrame(align);
  isWaiting = true;
}

const sizes = new ResizeObserver(alignSoon);

export function join(text) {
  texts.add(text);
  sizes.observe(text.view.dom);
  alignSoon();
}

/** The buttons come after the text. */
export const watchBar = (bar) => sizes.observe(bar);

export function leave(text) {
  texts.delete(text);
  sizes.unobserve(text.view.dom);
}
