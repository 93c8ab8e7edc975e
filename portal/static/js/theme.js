// Applies the reader's kept choice before the first paint: a plain script in the head, because modules wait.
// The choice stays in the browser's own storage, so that pages are the same for everyone.
(function () {
  try {
    const choice = localStorage.getItem("theme");
    if (choice === "light" || choice === "dark") document.documentElement.dataset.theme = choice;
  } catch {
    // Storage may be forbidden; the system's preference then stands.
  }
})();
