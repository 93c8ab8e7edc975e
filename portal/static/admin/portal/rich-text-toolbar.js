// The buttons of an editor of texts as one stop of the keyboard: Alt+F10 leads there, the arrows from button to
// button, Escape back to the text.

const KEYS = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity };

function step(buttons, current, key, isRightToLeft) {
  const by = KEYS[key] * (isRightToLeft && Math.abs(KEYS[key]) === 1 ? -1 : 1);
  const last = buttons.length - 1;
  return buttons[Math.max(0, Math.min(last, buttons.indexOf(current) + by))];
}

export function startToolbar(element, editor, labels) {
  const bar = element.querySelector(".prose-menubar");
  const all = [...bar.querySelectorAll("button")];
  const shown = () => all.filter((button) => button.offsetParent);
  const hold = (held) => all.forEach((button) => (button.tabIndex = button === held ? 0 : -1));
  bar.setAttribute("role", "toolbar");
  bar.ariaLabel = labels.toolbar;
  for (const button of all) {
    const label = labels[button.dataset.name] ?? "";
    Object.assign(button, { title: label, ariaLabel: label });
  }
  hold(all[0]);
  bar.addEventListener("focusin", ({ target }) => hold(target));
  bar.addEventListener("keydown", (event) => {
    if (event.key === "Escape") editor.commands.focus();
    if (!(event.key in KEYS)) return;
    event.preventDefault();
    step(shown(), document.activeElement, event.key, getComputedStyle(bar).direction === "rtl")?.focus();
  });
  element.addEventListener("keydown", (event) => {
    if (!event.altKey || event.key !== "F10") return;
    event.preventDefault();
    all.find((button) => button.tabIndex === 0)?.focus();
  });
  editor.on("transaction", () => {
    for (const button of all) {
      button.setAttribute("aria-disabled", button.classList.contains("disabled"));
      if (button.dataset.name !== "more") button.ariaPressed = button.classList.contains("active");
    }
  });
  return bar;
}
