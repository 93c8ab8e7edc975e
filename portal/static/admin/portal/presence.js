// Says every so often that this article's form is open here, and shows who else has it open or has saved it.

const notice = document.querySelector("[data-presence]");
const form = notice.closest("form");
const SAID = "[name=csrfmiddlewaretoken], [name=visit], [name$='-started_from']";

function report() {
  const data = new FormData();
  for (const { name, value } of form.querySelectorAll(SAID)) data.set(name, value);
  return data;
}

async function ask() {
  // A session that has ended leads to the page for logging in, which is no answer.
  const options = { method: "POST", body: report(), redirect: "manual" };
  const response = await fetch(notice.dataset.presence, options).catch(() => null);
  return response?.ok ? response.text() : null;
}

async function beat() {
  if (document.visibilityState !== "visible") return;
  const answer = document.createElement("template");
  const text = await ask();
  if (text === null) return;
  answer.innerHTML = text;
  // What has not changed is left alone, so that it is not read out again.
  if (answer.content.textContent.trim() !== notice.textContent.trim()) notice.replaceChildren(answer.content);
}

// The buttons of the editors of text stay in sight below the notice, however many lines it has.
new ResizeObserver(() => form.style.setProperty("--presence-size", `${notice.offsetHeight}px`)).observe(notice);

setInterval(beat, notice.dataset.seconds * 1000);
document.addEventListener("visibilitychange", beat);
window.addEventListener("pageshow", (event) => event.persisted && beat());
window.addEventListener("pagehide", () => {
  const goodbye = report();
  goodbye.set("is_leaving", "on");
  navigator.sendBeacon(notice.dataset.presence, goodbye);
});
