// Where two texts have no room beside each other, one of them is shown at a time, each by its tab.

const tabs = document.querySelector("[data-tabs]");
const buttons = [...tabs.querySelectorAll("button")];
const panelOf = (button) => document.getElementById(button.getAttribute("aria-controls"));
const narrow = matchMedia("(width < 68.75rem)");
// The first text that needs an answer, or the editor's own.
const wanting = buttons.find((button) => panelOf(button).querySelector(".errorlist, .errors, .conflict"));
let chosen = wanting ?? buttons[0];

function show() {
  tabs.hidden = !narrow.matches;
  for (const button of buttons) {
    const panel = panelOf(button);
    const isChosen = button === chosen;
    panel.hidden = narrow.matches && !isChosen;
    if (narrow.matches) panel.setAttribute("role", "tabpanel");
    else panel.removeAttribute("role");
    button.setAttribute("aria-selected", isChosen);
    button.tabIndex = isChosen ? 0 : -1;
  }
}

function choose(button, isFocused) {
  chosen = button;
  show();
  if (isFocused) button.focus();
}

tabs.setAttribute("role", "tablist");
for (const button of buttons) {
  button.setAttribute("role", "tab");
  button.addEventListener("click", () => choose(button));
}
tabs.addEventListener("keydown", (event) => {
  const isRightToLeft = getComputedStyle(tabs).direction === "rtl";
  const steps = { ArrowRight: isRightToLeft ? -1 : 1, ArrowLeft: isRightToLeft ? 1 : -1 };
  const step = steps[event.key];
  if (!step) return;
  event.preventDefault();
  choose(buttons[(buttons.indexOf(chosen) + step + buttons.length) % buttons.length], true);
});
// A line of an error leads to its place, which may be in the text that is not shown.
document.addEventListener("click", (event) => {
  const link = event.target.closest('.errorlist a[href^="#"]');
  const place = link && document.getElementById(link.hash.slice(1));
  const button = place && buttons.find((one) => panelOf(one).contains(place));
  if (button) choose(button);
});
narrow.addEventListener("change", show);
show();
