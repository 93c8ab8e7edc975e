// Keeps in this browser what is typed into an article's texts, and offers it back when the form opens again.

const saved = location.hash.match(/^#saved-([\w-]+)$/)?.[1];
if (saved) history.replaceState(history.state, "", location.pathname + location.search);
const root = document.querySelector("[data-kept-drafts]");
const form = root.closest("form");
const texts = await import(root.dataset.keptDrafts);
const { makeOffer, clock } = await import(root.dataset.offer);
const { watch } = await import(root.dataset.language);
const [state, refusal] = root.querySelectorAll(".kept-state");

function tell(isDone, isKept) {
  state.hidden = !isKept;
  state.querySelector("time").textContent = clock(Date.now());
  refusal.textContent = isDone ? "" : refusal.dataset.words;
}

form.querySelector(".submit-row")?.append(state, refusal);
if (texts.isAllowed()) {
  const context = { root, form, texts, makeOffer, tell, savedRecords: texts.tidy(saved) };
  form.querySelectorAll("[name$='-started_from']").forEach((startedFrom) => watch(startedFrom, context));
} else tell(false, false);
