// What a test asks of a page that is laid out. Each answer is a list of readable places; empty means well.

const named = (element) =>
  `${element.tagName.toLowerCase()}.${element.getAttribute("class") ?? ""} “${element.textContent.trim().slice(0, 30)}”`;

const isShown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });

// Told to screen readers only: cut on purpose.
const isForEars = (element) => element.closest(".visually-hidden") !== null;

// Some part of it can be seen: nothing lies over all of it, and it is inside the window.
function isSeen(element) {
  for (const box of element.getClientRects()) {
    for (const across of [0.1, 0.5, 0.9]) {
      const found = document.elementFromPoint(box.x + box.width * across, box.y + box.height / 2);
      if (found && (element.contains(found) || found.contains(element))) return true;
    }
  }
  return false;
}

// How the surroundings of an element are painted, to see whether the focus changes anything.
function look(element) {
  const around = [element, ...element.querySelectorAll("*")];
  for (let parent = element.parentElement; parent && around.length < 40; parent = parent.parentElement) {
    around.push(parent);
  }
  const painted = (style) =>
    [style.outlineStyle, style.outlineWidth, style.stroke, style.strokeWidth, style.boxShadow].join();
  return around
    .flatMap((one) => [getComputedStyle(one), getComputedStyle(one, "::after")].map(painted))
    .join("|");
}

const exactly = (element, x, y) => {
  const found = document.elementFromPoint(x, y);
  return found !== null && element.contains(found);
};

function boxInView(element) {
  element.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
  return element.getBoundingClientRect();
}

// 1.4.10, 1.4.4: nothing scrolls sideways but what is meant to, and no letters are cut off.
function notFitting() {
  const width = document.documentElement.clientWidth;
  const faults = [];
  if (document.documentElement.scrollWidth > width) {
    faults.push(`page is ${document.documentElement.scrollWidth} wide in ${width}`);
  }
  for (const element of document.querySelectorAll("body *")) {
    if (!element.textContent.trim() || !isShown(element) || isForEars(element)) continue;
    const style = getComputedStyle(element);
    const cuts = (overflow) => overflow === "hidden" || overflow === "clip";
    const isCut =
      (cuts(style.overflowX) && element.scrollWidth > element.clientWidth + 1) ||
      (cuts(style.overflowY) && element.scrollHeight > element.clientHeight + 1);
    if (isCut && element.clientWidth) faults.push(`cut off: ${named(element)}`);
  }
  return faults;
}

// 2.4.11: what has the focus is seen, with a mark around it.
function hiddenFocus() {
  const faults = [];
  for (const element of document.querySelectorAll("a[href], button, summary, input, select, textarea, [tabindex='0']")) {
    if (!isShown(element) || element.disabled || element.closest("[inert], [hidden]")) continue;
    document.activeElement.blur();
    const before = look(element);
    element.focus({ focusVisible: true });
    if (document.activeElement !== element) continue;
    if (!isSeen(element)) faults.push(`focus hidden: ${named(element)}`);
    if (look(element) === before) faults.push(`no mark of focus: ${named(element)}`);
  }
  return faults;
}

// Our own demand: what is pressed most often can be pressed with a thumb. A pseudo-element may grow the area.
function smallMainTargets(selector, least) {
  const half = least / 2 - 1;
  return [...document.querySelectorAll(selector)]
    .filter((element) => isShown(element) && !element.closest("p, dd"))
    .filter((element) => {
      const box = boxInView(element);
      if (box.height >= least - 0.5) return false;
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      return !(exactly(element, x, y - half) && exactly(element, x, y + half));
    })
    .map((element) => `${Math.round(element.getBoundingClientRect().height)} high: ${named(element)}`);
}
