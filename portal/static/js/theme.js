// Applies the reader's kept choices before the first paint: a plain script in the head, because modules wait.
// They stay in the browser's own storage, so that pages are the same for everyone.
(function () {
  try {
    const choice = localStorage.getItem("theme");
    if (choice === "light" || choice === "dark") document.documentElement.dataset.theme = choice;
    const size = localStorage.getItem("text-size");
    if (size === "large" || size === "larger") document.documentElement.dataset.textSize = size;
  } catch {
    // Storage may be forbidden; the system's preference and the usual size then stand.
  }
})();
