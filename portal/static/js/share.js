// [data-share="address"]: copying the address, the system's own sheet, printing. The links beside them need no script.

const copied = 2000;

async function copy(group, button) {
  await navigator.clipboard.writeText(group.dataset.share);
  const label = button.querySelector("span");
  const status = group.querySelector("[role=status]");
  const usual = (button.dataset.usual ??= label.textContent);
  label.textContent = status.textContent = button.dataset.done;
  clearTimeout(button.timer);
  button.timer = setTimeout(() => {
    label.textContent = usual;
    status.textContent = "";
  }, copied);
}

async function share(group) {
  try {
    await navigator.share({ title: group.dataset.title, url: group.dataset.share });
  } catch (error) {
    if (error.name !== "AbortError") throw error;
  }
}

const acts = {
  copy: { can: Boolean(navigator.clipboard), run: copy },
  system: { can: Boolean(navigator.share), run: share },
  print: { can: true, run: () => print() },
};

for (const group of document.querySelectorAll("[data-share]")) {
  for (const button of group.querySelectorAll("[data-act]")) {
    const act = acts[button.dataset.act];
    button.parentElement.hidden = !act.can;
    button.addEventListener("click", () => act.run(group, button));
  }
}

// A page may be days old when it is printed: the copy tells its own day.
addEventListener("beforeprint", () => {
  for (const note of document.querySelectorAll("[data-printed-on]")) {
    const options = { day: "numeric", month: "long", year: "numeric", timeZone: "Asia/Kuwait" };
    const locale = document.documentElement.lang === "ar" ? "ar-KW-u-nu-latn" : "en-GB";
    note.querySelector("time").textContent = new Intl.DateTimeFormat(locale, options).format(new Date());
    note.hidden = false;
  }
});
