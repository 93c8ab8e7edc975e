// [data-text-sizes]: the size of an article's text. The choice is kept, and theme.js applies it before the first paint.

const root = document.documentElement;

function keep(size) {
  try {
    if (size) localStorage.setItem("text-size", size);
    else localStorage.removeItem("text-size");
  } catch {
    // Storage may be forbidden; the choice then lasts for this page.
  }
}

function show(size) {
  if (size) root.dataset.textSize = size;
  else delete root.dataset.textSize;
  for (const button of document.querySelectorAll("[data-text-sizes] button")) {
    button.setAttribute("aria-pressed", String(button.value === size));
  }
}

for (const group of document.querySelectorAll("[data-text-sizes]")) {
  group.hidden = false;
  group.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    keep(button.value);
    show(button.value);
  });
}

show(root.dataset.textSize ?? "");
