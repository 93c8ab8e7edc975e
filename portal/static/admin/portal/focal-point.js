// [data-focus]: the focal point of a picture is set by a click on it or with the arrow keys. The two number fields
// hold it; where they are missing, the point is only shown. The crops are shown as they will be cut.

const box = document.querySelector("[data-focus]");
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const within = (number) => Math.min(100, Math.max(0, Math.round(number)));

/** The place of a cut, in per cent, that has the point as near to its middle as the picture allows. */
function placeOfCut(point, length, shown) {
  return length > shown ? Math.min(100, Math.max(0, (100 * ((point / 100) * length - shown / 2)) / (length - shown))) : 50;
}

function begin() {
  const [across, down] = ["x", "y"].map((name) => document.getElementById(`id_focus_${name}`));
  const picture = box.querySelector(".focus__picture");
  const image = picture.querySelector("img");
  const crops = box.querySelectorAll("[data-crops] img");
  const cross = Object.assign(document.createElement("span"), { className: "focus__cross", ariaHidden: "true" });
  let point = [box.dataset.x, box.dataset.y].map(Number);

  function show() {
    const [x, y] = point;
    cross.style.left = `${x}%`;
    cross.style.top = `${y}%`;
    const [width, height] = ["width", "height"].map((side) => Number(image.getAttribute(side)));
    for (const crop of crops) {
      const ratio = crop.clientWidth / crop.clientHeight || 1;
      const [cutX, cutY] = [placeOfCut(x, width, Math.min(width, height * ratio)), placeOfCut(y, height, Math.min(height, width / ratio))];
      crop.style.objectPosition = `${cutX}% ${cutY}%`;
    }
    picture.setAttribute("aria-valuenow", x);
    picture.setAttribute("aria-valuetext", box.dataset.value.replace("{x}", x).replace("{y}", y));
  }

  function set(x, y) {
    point = [within(x), within(y)];
    [across.value, down.value] = point;
    across.dispatchEvent(new Event("change", { bubbles: true }));
    show();
  }

  function click(event) {
    const { left, top, width, height } = image.getBoundingClientRect();
    set((100 * (event.clientX - left)) / width, (100 * (event.clientY - top)) / height);
    picture.focus();
  }

  function step(event) {
    const [x, y] = STEPS[event.key] ?? [];
    if (x === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    const size = event.shiftKey ? 10 : 1;
    set(point[0] + x * size, point[1] + y * size);
    event.preventDefault();
  }

  picture.append(cross);
  box.querySelector("[data-crops]").hidden = false;
  new ResizeObserver(show).observe(box);
  show();
  if (!across || !down) return;
  box.querySelector("[data-help]").hidden = false;
  const role = { role: "slider", tabindex: "0", "aria-valuemin": "0", "aria-valuemax": "100", "aria-label": box.dataset.label };
  for (const [name, value] of Object.entries(role)) picture.setAttribute(name, value);
  picture.classList.add("focus__picture--live");
  picture.addEventListener("click", click);
  picture.addEventListener("keydown", step);
  for (const field of [across, down]) {
    field.addEventListener("input", () => {
      point = [across, down].map((number) => within(Number(number.value)));
      show();
    });
  }
  point = [across, down].map((number) => within(Number(number.value)));
  show();
}

if (box) begin();
