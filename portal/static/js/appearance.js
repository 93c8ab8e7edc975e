// [data-appearance]: the choice of auto, light or dark. What is meant for day or night alone follows it:
// [data-night], the dark twin of a picture or of the browser's colour, and [data-day].

const root = document.documentElement;
const shown = { true: "all", false: "not all" };

function keep(choice) {
  try {
    if (choice === "auto") localStorage.removeItem("theme");
    else localStorage.setItem("theme", choice);
  } catch {
    // Storage may be forbidden; the choice then lasts for this page.
  }
}

function paint(choice) {
  if (choice === "auto") delete root.dataset.theme;
  else root.dataset.theme = choice;
  for (const element of document.querySelectorAll("[data-night], [data-day]")) {
    const theme = "night" in element.dataset ? "dark" : "light";
    element.media = choice === "auto" ? `(prefers-color-scheme: ${theme})` : shown[choice === theme];
  }
  for (const button of document.querySelectorAll("[data-appearance] button")) {
    button.setAttribute("aria-pressed", String(button.value === choice));
  }
}

for (const group of document.querySelectorAll("[data-appearance]")) {
  group.hidden = false;
  group.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    keep(button.value);
    paint(button.value);
  });
}

paint(root.dataset.theme ?? "auto");
