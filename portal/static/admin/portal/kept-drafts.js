// Keeps in this browser what is typed into an article's texts, and offers it back when the form opens again.

const saved = location.hash.match(/^#saved-([\w-]+)$/)?.[1];
if (saved) history.replaceState(history.state, "", location.pathname + location.search);
const root = document.querySelector("[data-kept-drafts]");
const form = root.closest("form");
const texts = await import(root.dataset.keptDrafts);
const { makeOffer, clock } = await import(root.dataset.offer);
const { watch } = await import(root.dataset.language);
const [state, refusal] = document.querySelectorAll(".kept-state");

function tell(isDone, isKept) {
  if (!refusal) return;
  state.hidden = !isKept;
  state.querySelector("time").textContent = clock(Date.now());
  refusal.textContent = isDone ? "" : refusal.dataset.words;
}

const byServer = JSON.parse(root.dataset.byServer);

/** What the server keeps is one more kept text, unless it was typed here: then this browser has it, too. */
function takeOver({ visit, language, startedFrom, at, fields }) {
  const { user, article } = root.dataset;
  const isOwn = texts.find(user, article, language).some((record) => record.visit === visit);
  if (!isOwn) texts.keep({ user, article, language, visit }, startedFrom, Object.entries(fields), at);
}

/** What was discarded here is not to come back from the server. */
function forget({ visit, language, startedFrom }) {
  if (!byServer.some((record) => record.visit === visit && record.language === language)) return;
  const said = { visit, language, started_from: startedFrom, is_dropped: "on" };
  const data = new URLSearchParams({ ...said, csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
  fetch(root.dataset.autosave, { method: "POST", body: data, redirect: "manual" }).catch(() => null);
}

if (texts.isAllowed()) {
  byServer.forEach(takeOver);
  const context = { root, form, texts, makeOffer, tell, forget, savedRecords: texts.tidy(saved) };
  form.querySelectorAll("[name$='-started_from']").forEach((startedFrom) => watch(startedFrom, context));
} else tell(false, false);
