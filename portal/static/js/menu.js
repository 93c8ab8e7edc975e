// [data-menu]: a <details> that opens without script. Here: Escape closes it, and the page behind it is inert.

const wide = matchMedia("(width >= 56.25rem)");

function start(menu) {
  const summary = menu.querySelector("summary");
  const behind = document.querySelectorAll("[data-behind-menu]");

  menu.addEventListener("toggle", () => {
    for (const element of behind) element.inert = menu.open;
    summary.focus();
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape") menu.open = false;
  });
  wide.addEventListener("change", () => {
    menu.open = false;
  });
}

document.querySelectorAll("[data-menu]").forEach(start);

// [data-strip]: scrolls sideways. Browsers leave a link that is partly in sight where it is when it gets the focus.
for (const strip of document.querySelectorAll("[data-strip]")) {
  strip.addEventListener("focusin", ({ target }) => target.scrollIntoView({ block: "nearest", inline: "nearest" }));
}
