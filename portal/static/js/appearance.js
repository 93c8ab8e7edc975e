// [data-appearance]: the choice of auto, light or dark. Night twins of pictures and of the browser's frame follow it.

const root = document.documentElement;
const nightMedia = { light: "not all", dark: "all" };

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
  for (const twin of document.querySelectorAll("[data-night]")) {
    twin.media = nightMedia[choice] ?? "(prefers-color-scheme: dark)";
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
