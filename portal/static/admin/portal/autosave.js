// What is typed into a text is sent to the server every few seconds, which keeps it for this writer alone: so
// it is offered on any machine where they open the article next. It becomes a revision only by being saved.

const root = document.querySelector("[data-autosave]");
const form = root.closest("form");
const valueOf = (name) => form.querySelector(`[name="${name}"]`)?.value ?? "";

function textOf(startedFrom) {
  const language = startedFrom.name.split("-")[0];
  const written = `[name^="${language}-"]:is(textarea, [type=text], [type=url]):enabled`;
  const fields = [...form.querySelectorAll(written)].map((field) => [field.name.slice(3), field]);
  const words = () => JSON.stringify(fields.map(([, field]) => field.value));
  // A form that came back with its errors holds what nobody has saved.
  const sent = document.querySelector(".errornote") ? "" : JSON.stringify(fields.map(([, field]) => field.defaultValue));
  return { language, startedFrom, fields, words, sent };
}

const texts = [...form.querySelectorAll("[name$='-started_from']")].map(textOf).filter((text) => text.fields.length);
const tell = (state, at) => form.dispatchEvent(new CustomEvent("autosave", { detail: { state, at } }));

async function send(text) {
  const words = text.words();
  const data = new FormData();
  for (const [name, field] of text.fields) data.set(name, field.value);
  data.set("language", text.language);
  data.set("visit", root.dataset.visit);
  data.set("started_from", text.startedFrom.value);
  data.set("csrfmiddlewaretoken", valueOf("csrfmiddlewaretoken"));
  // A session that has ended leads to the page for logging in, which is no answer.
  const options = { method: "POST", body: data, redirect: "manual" };
  const response = await fetch(root.dataset.autosave, options).catch(() => null);
  if (!response?.ok) return null;
  text.sent = words;
  return response.json();
}

let isLeaving = false;

async function beat() {
  const waiting = texts.filter((text) => text.words() !== text.sent);
  if (!waiting.length || isLeaving) return;
  tell("saving");
  const answers = await Promise.all(waiting.map(send));
  if (isLeaving) return;
  if (answers.includes(null)) tell("failed", "");
  else if (texts.some((text) => text.words() !== text.sent)) tell("unsaved");
  else tell(answers.some((answer) => answer.is_kept) ? "kept" : "unsaved", answers[0].saved_at);
}

form.addEventListener("submit", () => {
  isLeaving = true;
});
window.addEventListener("pageshow", () => {
  isLeaving = false;
});
setInterval(beat, root.dataset.seconds * 1000);
