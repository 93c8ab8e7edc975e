// [data-preview-frame]: links in the page open beside it, because readers' pages refuse to be framed.
// [data-copy]: a button that copies the link in the field before it.

function openBeside(frame) {
  const links = frame.contentDocument?.querySelectorAll("a[href]:not([href^='#'])") ?? [];
  for (const link of links) link.target = "_blank";
}

function startFrame(frame) {
  frame.addEventListener("load", () => openBeside(frame));
  openBeside(frame);
}

function startCopying(group) {
  const field = group.querySelector("input");
  const button = group.querySelector("[data-done]");
  field.addEventListener("focus", () => field.select());
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(field.value);
    button.textContent = button.dataset.done;
  });
}

document.querySelectorAll("[data-preview-frame]").forEach(startFrame);
document.querySelectorAll("[data-copy]").forEach(startCopying);
